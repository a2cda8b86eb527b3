"""One number of a result: what sensitivity is asked of.

Either a function of the solution of a concept, or a text:

| text | number |
| --- | --- |
| `zone.exists` | 1 where some agreement leaves nobody below its disagreement, else 0 |
| `disagreement.Ann` | points of Ann without agreement |
| `nash.deal` | 1 where the concept settles anything, else 0 |
| `nash.payoffs.Ann`, `nash.gains.Ann` | points of Ann, and over her disagreement |
| `nash.agreement.price` | the number settled (the expected one of a lottery); none without a deal |
| `nash.agreement.road.north` | 1 where that outcome is settled (its probability in a lottery), else 0 |
| `nash.agreement.road` | which outcome is settled: no number, but `tornado` can tell where it is another |

Parts are joined as those of a path of a case file: a name with a dot in it stands in double quotes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from bargain.concepts.registry import CONCEPTS
from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.door import the_game
from bargain.game.names import known, shown
from bargain.game.paths import split
from bargain.payoffs.solution import Solution

OF_CONCEPT = ("agreement", "deal", "gains", "payoffs")
NO_DEAL = "no deal"

Function = Callable[[Solution], Any]


@dataclass(frozen=True)
class Scalar:
    """`text`: its name. `concept`: the one to be solved, "" where none has to be. `kind`: "zone", "disagreement", one
    of `OF_CONCEPT`, or "function". `of`: the party or issue, `outcome`: of an issue, "" where there is none.
    `outcomes`: of the issue, where the scalar is which of them is settled. `lotteries`: whether they are allowed.
    """

    text: str
    concept: str
    kind: str
    of: str = ""
    outcome: str = ""
    outcomes: tuple[str, ...] = ()
    function: Function | None = None
    lotteries: bool = False

    @property
    def yes_or_no(self) -> bool:
        """Whether it is 0 or 1. In a lottery an outcome has a probability between."""
        return self.kind in ("zone", "deal") or (bool(self.outcome) and not self.by_lottery)

    @property
    def by_lottery(self) -> bool:
        """Whether the concept may give a lottery."""
        return self.lotteries or CONCEPTS[self.concept].by_lottery

    def only_number(self, where: str) -> Scalar:
        """Itself; GameError where it is the name of an outcome."""
        if self.outcomes:
            choice = " or ".join(repr(f"{self.text}.{o}") for o in self.outcomes[:2])
            raise GameError(f"scalar {self.text!r}: is no number, and {where} needs one; ask for {choice}")
        return self

    def number(self, given: Any) -> float:
        """What the function gave, as a number; NaN for None."""
        if given is None:
            return math.nan
        try:
            return float(given) if not isinstance(given, str) else self._refuse(given)
        except (TypeError, ValueError):
            return self._refuse(given)

    def _refuse(self, given: Any) -> NoReturn:
        raise GameError(
            f"scalar {self.text!r}: the function gives {shown(given)}; "
            f"it must give a number, True or False, or None where there is none"
        )

    def shown(self, value: float) -> float | str | None:
        """A value as results show it: the number, or the outcome's name; None where there is no number."""
        if self.outcomes:
            return self.outcomes[int(value)] if value >= 0 else NO_DEAL
        return None if math.isnan(value) else float(value)


def scalar_of(
    given: Function | str | Scalar, game: BargainingGame, *, concept: str | None = None, lotteries: bool = False
) -> Scalar:
    """The scalar that is asked of `game`; `concept`: whose solution a function gets, Nash's when None.

    Raises GameError that names the scalar where it cannot be of this game.

    >>> road = BargainingGame("road", parties=["Ann"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1}, worth={"Ann": [100, 0]})
    >>> scalar_of("nash.agreement.road.north", road).outcome
    'north'
    """
    the_game(game)
    if isinstance(given, Scalar):
        return given
    if callable(given):
        name = known("nash" if concept is None else concept, CONCEPTS, "concept", "concept")
        text = f"{getattr(given, '__name__', type(given).__name__)} of {name}"
        return Scalar(text, name, "function", function=given, lotteries=bool(lotteries))
    if not isinstance(given, str):
        raise GameError(f"scalar: {shown(given)} is none; give a function of a solution, or a text: 'nash.gains.Ann'")
    if concept is not None:
        raise GameError(f"concept = {shown(concept)}: the scalar {given!r} says itself which concept it is of")
    where = f"scalar {shown(given)}"
    try:
        parts = split(given)
    except GameError as error:
        raise GameError(f"{where}: {error}") from None
    return _read(given, parts, where, game, bool(lotteries))


def _read(text: str, parts: list[str], where: str, game: BargainingGame, lotteries: bool) -> Scalar:
    head, *rest = parts
    if head == "zone":
        _only(rest, ["exists"], where, "zone")
        return Scalar(text, "", "zone", lotteries=lotteries)
    if head == "disagreement":
        party = _one(rest, game.party_names, where, "disagreement", "party")
        return Scalar(text, "", "disagreement", party, lotteries=lotteries)
    known(head, (*CONCEPTS, "zone", "disagreement"), where, "concept")
    kind = known(rest[0], OF_CONCEPT, where, "part of a solution") if rest else ""
    if not kind:
        raise GameError(f"{where}: says nothing of the solution; go on with one of: {', '.join(OF_CONCEPT)}")
    if kind == "deal":
        _only(rest[1:], [], where, "deal")
        return Scalar(text, head, kind, lotteries=lotteries)
    if kind != "agreement":
        party = _one(rest[1:], game.party_names, where, kind, "party")
        return Scalar(text, head, kind, party, lotteries=lotteries)
    return _settled(text, head, rest[1:], where, game, lotteries=lotteries)


def _settled(text: str, concept: str, rest: list[str], where: str, game: BargainingGame, *, lotteries: bool) -> Scalar:
    if not rest:
        raise GameError(f"{where}: names no issue; go on with one of: {', '.join(game.issue_names)}")
    issue = game.issue(known(rest[0], game.issue_names, where, "issue"))
    if not isinstance(issue, Choice):
        _only(rest[1:], [], where, rest[0])
        return Scalar(text, concept, "agreement", issue.name, lotteries=lotteries)
    if len(rest) == 1:
        if lotteries or CONCEPTS[concept].by_lottery:
            raise GameError(f"{where}: a lottery may settle several outcomes; name one: {', '.join(issue.outcomes)}")
        return Scalar(text, concept, "agreement", issue.name, outcomes=issue.outcomes)
    outcome = _one(rest[1:], issue.outcomes, where, rest[0], "outcome")
    return Scalar(text, concept, "agreement", issue.name, outcome, lotteries=lotteries)


def _one(rest: list[str], names: tuple[str, ...], where: str, after: str, what: str) -> str:
    if not rest:
        raise GameError(f"{where}: names no {what}; go on with one of: {', '.join(names)}")
    _only(rest[1:], [], where, f"{after}.{rest[0]}")
    return known(rest[0], names, where, what)


def _only(rest: list[str], wanted: list[str], where: str, after: str) -> None:
    if rest != wanted:
        cure = f"write {'.'.join([after, *wanted])}" if wanted else "leave it out"
        raise GameError(f"{where}: {'.'.join(rest) or 'nothing'!r} after {after!r} says nothing; {cure}")

"""What a game holds and a format of the field does not: never lost in silence.

Writers list it in one error, or, where the caller says that it may go, in notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import expm1, log1p

from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.numbers import numbers
from bargain.game.quantity import Quantity, value_of
from bargain.game.utility import NEUTRAL
from bargain.outside.fixed import Fixed
from bargain.words import printable

SHOWN = 3
"""Names that a message lists before it only counts them."""

LONGEST = 80
"""Characters of a name that a message shows."""


def settled(losses: Sequence[str], lossy: bool, what: str) -> tuple[str, ...]:
    """Notes on what is lost when `what` is written, or the error that lists it, all of it.

    >>> settled(["1 linkage"], True, "a point sheet")
    ('not written: 1 linkage',)
    >>> settled(["1 linkage"], False, "a point sheet")
    Traceback (most recent call last):
    bargain.errors.ScenarioError: a point sheet cannot hold 1 linkage; write it without that by lossy=True (--lossy)
    """
    if losses and not lossy:
        listed = printable(f"{what} cannot hold {'; '.join(losses)}")
        raise ScenarioError(f"{listed}; write it without that by lossy=True (--lossy)")
    return tuple(f"not written: {loss}" for loss in losses)


def lost_as_profiles(game: BargainingGame, *, keeps: Collection[str] = ()) -> list[str]:
    """What additive utilities with reservation values and discount factors do not hold; `keeps`: kinds of text that the
    format has room for ("question", "unit")."""
    bent = [p.name for p in game.parties if abs(p.attitude) >= NEUTRAL]
    powerful = [p.name for p in game.parties if value_of(p.power) != 1.0]
    option = game.outside_option
    measures = len(option.measures) if isinstance(option, Fixed) else 0
    model = "" if option is None or (isinstance(option, Fixed) and not measures) else option.kind
    found = [
        counted("red line", [line.label for line in game.all_red_lines]),
        counted("linkage", [f"of {linkage.party}" for linkage in game.linkages]),
        counted("risk aversion", bent),
        counted("power", powerful),
        counted("lever", [lever.name for lever in game.levers]),
        f"the outside option's model ({model}): the reservation values are what it comes to" if model else "",
        counted("ranking", list(game.rankings)) and f"{counted('ranking', list(game.rankings))}: weights are written",
    ]
    return [loss for loss in [*found, *lost_words(game, keeps=keeps)] if loss]


def lost_words(game: BargainingGame, *, keeps: Collection[str] = ()) -> list[str]:
    """Evidence and texts, but for the kinds that the format `keeps`."""
    evidence = [path for path, n in numbers(game).items() if isinstance(n, Quantity)]
    units = [i.name for i in game.issues if getattr(i, "unit", "")]
    today = [i.name for i in game.issues if i.status_quo is not None]
    sources = [i.name for i in game.issues if i.source]
    found = [
        f"the basis, range or source of {len(evidence)} number{'s' * (len(evidence) != 1)}" if evidence else "",
        "" if "unit" in keeps else counted("unit", units),
        counted("status quo", today),
        counted("source", [*(["the game"] if game.source else []), *sources]),
        "" if "question" in keeps else counted("question", [i.name for i in game.issues if i.question]),
    ]
    return [loss for loss in found if loss]


def counted(what: str, names: Iterable[str]) -> str:
    """A number of things with the first of their names; "" when there are none.

    >>> counted("lever", ["aid", "sanctions"])
    '2 levers (aid, sanctions)'
    """
    every = list(names)
    if not every:
        return ""
    more = f" and {len(every) - SHOWN} more" if len(every) > SHOWN else ""
    plural = what if len(every) == 1 or what.endswith(("aversion", "quo")) else f"{what}s"
    return f"{len(every)} {plural} ({', '.join(name[:LONGEST] for name in every[:SHOWN])}{more})"


def reservations(game: BargainingGame) -> dict[str, float]:
    """Party → points before risk attitude at which it would as soon have no agreement.

    The attitude y = 100·(1 − exp(−a·V/100))/(1 − exp(−a)) turned round: V = −(100/a)·ln(1 − (y/100)·(1 − exp(−a))).
    Raises ScenarioError where no such V exists: then no agreement is worse than every number of points.
    """
    found = {}
    for party, payoff in game.disagreement.items():
        a = game.party(party).attitude
        if abs(a) < NEUTRAL:
            found[party] = payoff
            continue
        inner = payoff / 100.0 * expm1(-a)
        if inner <= -1.0:
            raise ScenarioError(
                f"outside_option: {payoff:g} points are out of reach at the risk aversion {a:g} of {party!r}, so no "
                f"reservation value says as much; set risk_aversion to 0"
            )
        found[party] = -100.0 / a * log1p(inner)
    return found

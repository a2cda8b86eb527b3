"""War as an outside option: it lasts a while, costs each party every year, and ends in one of several ways.

War ends at rate λ = 1/years. A party with discount rate r gets, in points,

    d = λ/(λ+r) · Σ_e p_e · payoff(ending e) − cost/(λ+r)

the discounted value of the settlement that war imposes, less the discounted costs until then (a costly lottery in
the sense of Fearon 1995, with an exponential duration). Red lines do not bind endings: war can impose what no one
would sign, and then the price of a red line is not charged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.names import distinct, known, text
from bargain.game.quantity import Number, quantity, value_of
from bargain.game.utility import payoffs, settled
from bargain.outside.fixed import every_party
from bargain.registry import did_you_mean

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

PerParty = Number | FrozenDict[str, Number]
"""One number for all, or one per party where beliefs differ."""

SUM_TOLERANCE = 1e-9
"""Probabilities may miss 1 by the rounding of decimals, no more."""


def per_party(given: Any, where: str, **bounds: Any) -> PerParty:
    """`given` as one number, or as party → number."""
    if isinstance(given, Mapping) and "value" not in given:
        return FrozenDict({p: quantity(x, f"{where}.{p}", **bounds) for p, x in given.items()})
    return quantity(given, where, **bounds)


def believed(number: PerParty, party: str) -> float:
    """What `party` believes the number to be."""
    return value_of(number[party]) if isinstance(number, FrozenDict) else value_of(number)


@dataclass(frozen=True)
class Ending:
    """One way in which war may end: `outcome` settles the issues that differ from the status quo."""

    name: str
    probability: PerParty
    outcome: FrozenDict[str, Any] = FrozenDict()

    def __post_init__(self) -> None:
        where = f"outside_option.endings.{text(self.name, 'outside_option.endings.name')}"
        object.__setattr__(self, "probability", per_party(self.probability, f"{where}.probability", low=0, high=1))
        if not isinstance(self.outcome, Mapping):
            raise GameError(f'{where}.outcome: {self.outcome!r}; write {{issue = "outcome"}}')
        object.__setattr__(self, "outcome", FrozenDict(self.outcome))

    def settles(self, game: BargainingGame) -> FrozenDict[str, Any]:
        """The agreement that this ending imposes: the status quo, overlaid by `outcome`."""
        where = f"outside_option.endings.{self.name}.outcome"
        for name in self.outcome:
            known(name, game.issue_names, where, "issue")
        agreement = {}
        for issue in game.issues:
            imposed = self.outcome.get(issue.name, issue.status_quo)
            if imposed is None:
                raise GameError(
                    f"{where}: leaves out {issue.name!r}, which has no status quo; "
                    f"settle it here or give the issue a status_quo"
                )
            agreement[issue.name] = value_of(imposed) if not isinstance(imposed, str) else imposed
        return settled(game, agreement, where)


@dataclass(frozen=True)
class War:
    """`years`: expected duration, above 0. `cost_per_year`: points per year of war. `endings`: with probabilities.

    Years and probabilities may be given per party, where beliefs differ.
    """

    kind: ClassVar[str] = "war"
    summary: ClassVar[str] = "war that ends at a rate, costs points per year and imposes an ending"

    years: PerParty
    cost_per_year: FrozenDict[str, Number]
    endings: tuple[Ending, ...]

    def __post_init__(self) -> None:
        where = "outside_option"
        object.__setattr__(self, "years", per_party(self.years, f"{where}.years", low=0, strict=True))
        if not isinstance(self.cost_per_year, Mapping):
            raise GameError(f"{where}.cost_per_year: {self.cost_per_year!r}; write {{Ann = 12, Bob = 9}}")
        costs = {p: quantity(x, f"{where}.cost_per_year.{p}") for p, x in self.cost_per_year.items()}
        object.__setattr__(self, "cost_per_year", FrozenDict(costs))
        given: Any = self.endings
        if isinstance(given, (str, Mapping)) or not isinstance(given, Sequence) or not given:
            raise GameError(f"{where}.endings: {given!r}; give at least one [[outside_option.endings]]")
        object.__setattr__(self, "endings", tuple(given))
        distinct([e.name for e in self.endings], f"{where}.endings", "ending")

    def check(self, game: BargainingGame) -> None:
        """Parties are known, probabilities sum to 1 for each, and every ending settles every issue."""
        where = "outside_option"
        every_party(self.cost_per_year, game, f"{where}.cost_per_year")
        if isinstance(self.years, FrozenDict):
            every_party(self.years, game, f"{where}.years")
        for ending in self.endings:
            if isinstance(ending.probability, FrozenDict):
                every_party(ending.probability, game, f"{where}.endings.{ending.name}.probability")
            ending.settles(game)
        for party in game.party_names:
            total = sum(believed(e.probability, party) for e in self.endings)
            if abs(total - 1.0) > SUM_TOLERANCE:
                own = any(isinstance(e.probability, FrozenDict) for e in self.endings)
                raise GameError(
                    f"{where}.endings: the probabilities{f' of {party!r}' if own else ''} sum to {total:g}; "
                    f"change them so that they sum to 1"
                )

    def disagreement(self, game: BargainingGame) -> FrozenDict[str, float]:
        """d of every party, in points, by the formula at the top of this file."""
        value = {}
        imposed = [payoffs(game, e.settles(game), charge=False) for e in self.endings]
        for party in game.parties:
            rate = 1.0 / believed(self.years, party.name)
            discount = rate + value_of(party.discount_rate)
            expected = sum(
                believed(e.probability, party.name) * u[party.name] for e, u in zip(self.endings, imposed, strict=True)
            )
            value[party.name] = rate / discount * expected - value_of(self.cost_per_year[party.name]) / discount
        return FrozenDict(value)

    def with_endings(self, issue: str, endings: Mapping[str, Any]) -> War:
        """The same war, where ending `name` settles `issue` as `endings[name]` says."""
        names = [e.name for e in self.endings]
        for name in endings:
            known(name, names, f"issues.{issue}.endings", "ending")
        return replace(
            self,
            endings=tuple(
                replace(e, outcome=e.outcome.with_items({issue: endings[e.name]})) if e.name in endings else e
                for e in self.endings
            ),
        )

    def without_issue(self, issue: str) -> War:
        """The same war, with `issue` taken out of every ending."""
        return replace(self, endings=tuple(replace(e, outcome=e.outcome.without(issue)) for e in self.endings))

    def to_document(self) -> dict[str, Any]:
        """{kind, years, cost_per_year, endings}."""
        def plain(number: PerParty) -> Any:
            return dict(number) if isinstance(number, FrozenDict) else number

        rows = []
        for e in self.endings:
            row: dict[str, Any] = {"name": e.name, "probability": plain(e.probability)}
            rows.append({**row, "outcome": dict(e.outcome)} if e.outcome else row)
        return {
            "kind": self.kind,
            "years": plain(self.years),
            "cost_per_year": dict(self.cost_per_year),
            "endings": rows,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> War:
        """From {years, cost_per_year, endings}."""
        for key in ("years", "cost_per_year", "endings"):
            if key not in document:
                raise GameError(f"outside_option: {key!r} is missing; a war needs years, cost_per_year and endings")
        rows = document["endings"]
        if not isinstance(rows, (list, tuple)):
            raise GameError(f"outside_option.endings: {rows!r}; give [[outside_option.endings]] tables")
        return cls(document["years"], document["cost_per_year"], tuple(_ending(row) for row in rows))


def _ending(row: Mapping[str, Any]) -> Ending:
    for key in row:
        if key not in ("name", "probability", "outcome"):
            cure = did_you_mean(str(key), ("name", "probability", "outcome"))
            raise GameError(f"outside_option.endings: unknown key {key!r}; {cure}")
    for key in ("name", "probability"):
        if key not in row:
            raise GameError(f"outside_option.endings.{row.get('name', '?')}: {key!r} is missing")
    return Ending(row["name"], row["probability"], row.get("outcome", FrozenDict()))

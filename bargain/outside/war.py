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
from math import fsum
from typing import TYPE_CHECKING, Any, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.keys import BY_PARTY, OWN_AMOUNT, SETTLED, TEXT, Key, ListOf, Table
from bargain.game.names import distinct, known, shown, text
from bargain.game.quantity import Number, quantity, value_of
from bargain.game.utility import payoffs, settled
from bargain.outside.base import MEASURES_KEY, Base
from bargain.outside.beliefs import PerParty, believed, complete, every_party, per_party
from bargain.outside.course import Course, present_years
from bargain.outside.measures.measure import Measure
from bargain.registry import did_you_mean

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame, Issue

ENDING_KEYS = FrozenDict(
    {
        "name": Key(TEXT, "what this ending is called", 'name = "stalemate"', required=True),
        "probability": Key(OWN_AMOUNT, "0 to 1; one number or one per party", "probability = 0.7", required=True),
        "outcome": Key(SETTLED, "issue → outcome, where it differs from the status quo", 'outcome = {road = "north"}'),
    }
)
"""Keys of one [[outside_option.endings]]."""

SUM_TOLERANCE = 1e-9
"""Probabilities may miss 1 by the rounding of decimals, no more."""


@dataclass(frozen=True)
class Ending:
    """One way in which war may end: `outcome` settles the issues that differ from the status quo."""

    name: str
    probability: PerParty
    outcome: FrozenDict[str, Any] = EMPTY

    def __post_init__(self) -> None:
        where = f"outside_option.endings.{text(self.name, 'outside_option.endings.name')}"
        object.__setattr__(self, "probability", per_party(self.probability, f"{where}.probability", low=0, high=1))
        if not isinstance(self.outcome, Mapping):
            raise GameError(f'{where}.outcome: {shown(self.outcome)} is not a table; write {{issue = "outcome"}}')
        outcome = {i: o if isinstance(o, str) else quantity(o, f"{where}.outcome.{i}") for i, o in self.outcome.items()}
        object.__setattr__(self, "outcome", FrozenDict(outcome))

    def check(self, issues: Mapping[str, Issue], unsettled: Sequence[str]) -> None:
        """Raise GameError unless `outcome` names outcomes of `issues`, those without a status quo included."""
        where = f"outside_option.endings.{self.name}.outcome"
        for name, imposed in self.outcome.items():
            issues[known(name, issues, where, "issue")].settled(imposed, f"{where}.{name}")
        for name in unsettled:
            if name not in self.outcome:
                raise GameError(
                    f"{where}: leaves out {name!r}, which has no status quo; "
                    f"settle it here or give the issue a status_quo"
                )

    def settles(self, game: BargainingGame) -> FrozenDict[str, Any]:
        """The agreement that this ending imposes: the status quo, overlaid by `outcome`."""
        imposed = {i.name: self.outcome.get(i.name, i.status_quo) for i in game.issues}
        return settled(game, imposed, f"outside_option.endings.{self.name}.outcome")


@dataclass(frozen=True)
class War(Base):
    """`years`: expected duration, above 0. `cost_per_year`: points per year of war. `endings`: with probabilities.

    Years and probabilities may be given per party, where beliefs differ. `measures`: what reshapes the war or is taken
    off its payoffs.
    """

    kind: ClassVar[str] = "war"
    summary: ClassVar[str] = "war that ends at a rate, costs points per year and imposes an ending"

    keys: ClassVar[FrozenDict[str, Key]] = FrozenDict(
        {
            "years": Key(
                OWN_AMOUNT, "expected duration in years, above 0; one number or one per party", "years = 2", True
            ),
            "cost_per_year": Key(
                BY_PARTY, "points that each year of war costs a party", "cost_per_year = {Ann = 12, Bob = 9}", True
            ),
            "endings": Key(
                ListOf(Table(ENDING_KEYS), least=1), "how war may end", "each as [[outside_option.endings]]", True
            ),
            "measures": MEASURES_KEY,
        }
    )

    years: PerParty
    cost_per_year: FrozenDict[str, Number]
    endings: tuple[Ending, ...]
    measures: tuple[Measure, ...] = ()

    def __post_init__(self) -> None:
        where = "outside_option"
        object.__setattr__(self, "years", per_party(self.years, f"{where}.years", low=0, strict=True))
        costs: Any = self.cost_per_year
        if not isinstance(costs, Mapping):
            given = shown(costs)
            raise GameError(
                f"{where}.cost_per_year: {given} is not a table; write cost_per_year = {{Ann = 12, Bob = 9}}"
            )
        checked = {p: quantity(x, f"{where}.cost_per_year.{p}") for p, x in costs.items()}
        object.__setattr__(self, "cost_per_year", FrozenDict(checked))
        rows: Any = self.endings
        if isinstance(rows, str) or not isinstance(rows, Sequence) or not rows:
            raise GameError(
                f"{where}.endings: {shown(rows)} holds no ending; give at least one [[outside_option.endings]]"
            )
        object.__setattr__(self, "endings", tuple(e if isinstance(e, Ending) else _ending(e) for e in rows))
        distinct([e.name for e in self.endings], f"{where}.endings", "ending")
        self.settle_measures()

    def check_base(self, game: BargainingGame) -> None:
        """Parties are known, probabilities sum to 1 for each, and every ending settles every issue."""
        where = "outside_option"
        every_party(self.cost_per_year, game, f"{where}.cost_per_year")
        complete(self.years, game, f"{where}.years")
        unsettled = [i.name for i in game.issues if i.status_quo is None]
        issues = {issue.name: issue for issue in game.issues}
        for ending in self.endings:
            complete(ending.probability, game, f"{where}.endings.{ending.name}.probability")
            ending.check(issues, unsettled)
        own = [e.probability for e in self.endings if isinstance(e.probability, FrozenDict)]
        shared = fsum(value_of(e.probability) for e in self.endings if not isinstance(e.probability, FrozenDict))
        for party in game.party_names:
            total = fsum([shared, *(value_of(p[party]) for p in own)])
            if abs(total - 1.0) > SUM_TOLERANCE:
                raise GameError(
                    f"{where}.endings: the probabilities{f' of {party!r}' if own else ''} sum to {total:.12g}; "
                    f"change them so that they sum to 1"
                )

    def course(self, game: BargainingGame) -> Course:
        """Duration, costs and probabilities as they are written."""
        names = game.party_names
        return Course(
            self.kind,
            {p.name: value_of(p.discount_rate) for p in game.parties},
            {p: believed(self.years, p) for p in names},
            {p: value_of(self.cost_per_year[p]) for p in names},
            {e.name: {p: believed(e.probability, p) for p in names} for e in self.endings},
        )

    def along(self, game: BargainingGame, course: Course) -> Mapping[str, float]:
        """d of every party, in points, by the formula at the top of this file."""
        assert course.years is not None, "a war has a duration"
        found = {}
        imposed = {e.name: payoffs(game, e.settles(game), charge=False) for e in self.endings}
        for party, r in course.discount_rates.items():
            years = course.years[party]
            share = 1.0 / (1.0 + r * years)  # λ/(λ+r), written so that very short and very long wars stay finite
            expected = sum(course.endings[name][party] * u[party] for name, u in imposed.items())
            found[party] = share * expected - course.cost_per_year[party] * present_years(years, r)
        return found

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

    def base_document(self) -> dict[str, Any]:
        """{years, cost_per_year, endings}."""

        def plain(number: PerParty) -> Any:
            return dict(number) if isinstance(number, FrozenDict) else number

        rows = []
        for e in self.endings:
            row: dict[str, Any] = {"name": e.name, "probability": plain(e.probability)}
            rows.append({**row, "outcome": dict(e.outcome)} if e.outcome else row)
        return {"years": plain(self.years), "cost_per_year": dict(self.cost_per_year), "endings": rows}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> War:
        """From {years, cost_per_year, endings, measures}."""
        for key in ("years", "cost_per_year", "endings"):
            if key not in document:
                raise GameError(f"outside_option: {key!r} is missing; a war needs years, cost_per_year and endings")
        rows = document["endings"]
        if not isinstance(rows, (list, tuple)):
            raise GameError(f"outside_option.endings: {shown(rows)}; give [[outside_option.endings]] tables")
        endings = tuple(_ending(row) for row in rows)
        return cls(document["years"], document["cost_per_year"], endings, document.get("measures", ()))


def _ending(row: Any) -> Ending:
    if not isinstance(row, Mapping):
        raise GameError(f"outside_option.endings: {shown(row)} is no ending; give its name and probability")
    for key in row:
        if key not in ENDING_KEYS:
            raise GameError(f"outside_option.endings: unknown key {key!r}; {did_you_mean(str(key), ENDING_KEYS)}")
    for key, given in ENDING_KEYS.items():
        if given.required and key not in row:
            raise GameError(f"outside_option.endings.{row.get('name', '?')}: {key!r} is missing; write {given.write}")
    return Ending(row["name"], row["probability"], row.get("outcome", FrozenDict()))

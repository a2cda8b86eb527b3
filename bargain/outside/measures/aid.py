"""Aid to a party at war: it moves the costs of the war, its duration, and the probabilities of its endings.

At level s a war with costs c, expected duration T and probabilities p goes on with

    c_i + s · Δc_i        points a year, at least 0
    T_i · f_i^s           years
    p_i(e) + s · Δp_i(e)  between 0 and 1; the shifts Δp_i sum to 0 over the endings

and the formula of the war (`bargain.outside.war`) then gives each party's payoff. The factor f enters as a power so
that level 0 is no aid, level 1 is aid as written, half of the aid twice is the aid, and the duration stays above 0.
Several measures add their shifts and multiply their factors. c, Δc: points a year; T: years; s, f, p: no unit. Sources:
Regan 2002 and Balch-Lindsay & Enterline 2000 (aid from outside moves how long a war lasts), Fearon 1995 (war as a
costly lottery, whose odds and costs it moves).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.keys import BY_PARTY, OWN_AMOUNT, TEXT, Key, Table
from bargain.game.names import known, note, shown
from bargain.game.quantity import LARGEST, Number, value_of
from bargain.outside.beliefs import PerParty, believed, by_name, complete, per_party
from bargain.outside.course import Course
from bargain.outside.measures.measure import LEVEL, NAME, Measure

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

ROUNDING = 1e-9
"""Sums of shifts may miss their bounds by the rounding of decimals, no more."""

WRITE_ENDINGS = 'endings = {stalemate = 0.1, "Bob advances" = -0.1}'


@dataclass(frozen=True, kw_only=True)
class Aid(Measure):
    """Aid to `recipient`: each field says what it does to the war, and may be left out.

    `cost_per_year`: party → points a year added to its cost. `years`: factor on the expected duration, above 0, one
    number or one per party. `endings`: ending → shift of its probability, one number or one per party.

    >>> Aid(recipient="Ann", cost_per_year={"Ann": -4}, years=1.2, level=0.5).to_document()
    {'kind': 'aid', 'recipient': 'Ann', 'cost_per_year': {'Ann': -4.0}, 'years': 1.2, 'level': 0.5}
    """

    kind: ClassVar[str] = "aid"
    summary: ClassVar[str] = "moves the costs of a war, its duration and the probabilities of its endings"
    keys: ClassVar[FrozenDict[str, Key]] = FrozenDict(
        {
            "name": NAME,
            "recipient": Key(TEXT, "the party that gets it", 'recipient = "Ann"', required=True),
            "cost_per_year": Key(
                BY_PARTY, "points a year added to a party's cost of war", "cost_per_year = {Ann = -4, Bob = 2}"
            ),
            "years": Key(
                OWN_AMOUNT,
                "factor on the war's expected duration, above 0, one number or one per party (1 unless said)",
                "years = 1.2",
            ),
            "endings": Key(
                Table(others=OWN_AMOUNT, of="ending"),
                "ending → shift of its probability, one number or one per party; they sum to 0",
                WRITE_ENDINGS,
            ),
            "level": LEVEL,
        }
    )

    recipient: str
    cost_per_year: FrozenDict[str, Number] = EMPTY
    years: PerParty = 1.0
    endings: FrozenDict[str, PerParty] = EMPTY

    def settle(self) -> None:
        """See Measure."""
        place = self.place
        note(self.recipient, f"{place}.recipient")
        if not isinstance(self.endings, Mapping):
            raise GameError(f"{place}.endings: {shown(self.endings)} is not a table; write {WRITE_ENDINGS}")
        shifts = {e: per_party(x, f"{place}.endings.{e}", low=-1, high=1) for e, x in self.endings.items()}
        self._set(
            cost_per_year=by_name(self.cost_per_year, f"{place}.cost_per_year", self.keys["cost_per_year"].write),
            years=per_party(self.years, f"{place}.years", low=0, strict=True),
            endings=FrozenDict(shifts),
        )

    def check(self, game: BargainingGame, course: Course, where: str) -> None:
        """There is a war, names are known, and the shifts of each party sum to 0."""
        if course.years is None:
            raise GameError(
                f"{where}.kind: 'aid' moves a war, and the outside option {course.kind!r} is none; "
                f'leave it out or write the outside option as kind = "war"'
            )
        known(self.recipient, course.discount_rates, f"{where}.recipient", "party")
        for party in self.cost_per_year:
            known(party, course.discount_rates, f"{where}.cost_per_year", "party")
        complete(self.years, game, f"{where}.years")
        for ending, shift in self.endings.items():
            known(ending, course.endings, f"{where}.endings", "ending")
            complete(shift, game, f"{where}.endings.{ending}")
        own = any(isinstance(shift, FrozenDict) for shift in self.endings.values())
        for party in game.party_names if own else game.party_names[:1]:
            total = math.fsum(believed(shift, party) for shift in self.endings.values())
            if abs(total) > ROUNDING:
                raise GameError(
                    f"{where}.endings: the shifts{f' of {party!r}' if own else ''} sum to {total:.12g}; "
                    f"change them so that they sum to 0"
                )

    def check_result(self, game: BargainingGame, course: Course, where: str) -> None:
        """With all measures costs are at least 0, durations are finite, and probabilities lie between 0 and 1."""
        assert course.years is not None, "held by check"
        factors = self._factors(course.years)
        for party, years in course.years.items() if factors else ():
            if factors[party] != 1.0 and not 0.0 < years <= LARGEST:
                what = f"the war last {years:g} years"
                raise self._out(where, ("years",), self.years, party, what, f"above 0, at most {LARGEST:g}")
        for party, added in self.cost_per_year.items():
            cost = course.cost_per_year[party]
            if cost < -ROUNDING and self.scale * value_of(added) < 0:
                what = f"the cost per year of {party!r} {cost:.12g}"
                raise self._out(where, ("cost_per_year", party), added, party, what, "at least 0")
        for ending, shift in self.endings.items():
            for party, p in course.endings[ending].items():
                moved = self.scale * believed(shift, party)
                if (p > 1 + ROUNDING and moved > 0) or (p < -ROUNDING and moved < 0):
                    what = f"the probability of {ending!r} {p:.12g}"
                    raise self._out(where, ("endings", ending), shift, party, what, "between 0 and 1")

    def _out(self, where: str, keys: tuple[str, ...], given: PerParty, party: str, what: str, bounds: str) -> GameError:
        """The error that the number at `keys` brings a result out of its bounds."""
        path = ".".join((where, *keys, *((party,) if isinstance(given, FrozenDict) else ())))
        number = believed(given, party)
        return GameError(
            f"{path}: {number:g} at level {self.scale:g} makes {what}; it must be {bounds}: "
            f"lower the level or bring this number nearer to {1 if keys == ('years',) else 0}"
        )

    def reshaped(self, course: Course) -> Course:
        """By the formulas at the top of this file."""
        if course.years is None:
            return course
        costs = dict(course.cost_per_year)
        for party, added in self.cost_per_year.items():
            costs[party] += self.scale * value_of(added)
        endings: dict[str, Any] = dict(course.endings)
        for ending, shift in self.endings.items():
            endings[ending] = {p: x + self.scale * believed(shift, p) for p, x in endings[ending].items()}
        factors = self._factors(course.years)
        years = {party: given * factors[party] for party, given in course.years.items()} if factors else course.years
        return replace(course, years=years, cost_per_year=costs, endings=endings)

    def _factors(self, parties: Iterable[str]) -> dict[str, float]:
        """Party → factor on the duration at this level; empty where it is 1 for all."""
        if isinstance(self.years, FrozenDict):
            return {party: _power(believed(self.years, party), self.scale) for party in parties}
        factor = _power(value_of(self.years), self.scale)
        return {} if factor == 1.0 else dict.fromkeys(parties, factor)


def _power(base: float, exponent: float) -> float:
    """`base`, which is above 0, to the power of `exponent`; infinite where it leaves the floats."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf

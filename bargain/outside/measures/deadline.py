"""Deadline: a loss (or gain), once, if there is still no agreement at a date.

A law expires, an offer lapses, winter comes. The time without agreement ends at rate λ = 1/years, so it lasts beyond
the date t with probability exp(−λ·t), and a point then is worth exp(−r·t) points now. A party whose cost is c expects
to lose, in points, at level s:

    s · c · exp(−(λ + r) · t)

c: points, negative for a gain; t: years from now; λ, r: per year, the party's own; s: no unit. Sources: Roth,
Murnighan & Schoumaker 1988 (agreements crowd before deadlines), Fuchs & Skrzypacz 2013 (what is lost at a deadline
shapes the deal).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bargain.game.frozen import FrozenDict
from bargain.game.keys import AMOUNT, BY_PARTY, Key
from bargain.game.names import known
from bargain.game.quantity import Number, quantity, value_of
from bargain.outside.beliefs import by_name
from bargain.outside.course import Course
from bargain.outside.measures.measure import LEVEL, NAME
from bargain.outside.measures.timed import YEARS, Timed

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame


@dataclass(frozen=True, kw_only=True)
class Deadline(Timed):
    """At `at` years from now each party loses the `cost` that stands for it, if there is no agreement yet.

    `cost`: party → points, negative for a gain; parties left out lose nothing. `years`: expected time without
    agreement, only where the outside option has none of its own.

    >>> Deadline(at=0.5, cost={"Ann": 5}, years=2).to_document()
    {'kind': 'deadline', 'at': 0.5, 'cost': {'Ann': 5.0}, 'years': 2.0}
    """

    kind: ClassVar[str] = "deadline"
    summary: ClassVar[str] = "a loss or gain, once, if there is still no agreement at a date"
    keys: ClassVar[FrozenDict[str, Key]] = FrozenDict(
        {
            "name": NAME,
            "at": Key(AMOUNT, "the date, in years from now, at least 0", "at = 0.5", required=True),
            "cost": Key(
                BY_PARTY, "points that a party loses then; below 0 a gain (0 if left out)", "cost = {Ann = 5}", True
            ),
            "years": YEARS,
            "level": LEVEL,
        }
    )

    at: Number
    cost: FrozenDict[str, Number]

    def settle(self) -> None:
        """See Measure."""
        super().settle()
        self._set(
            at=quantity(self.at, f"{self.place}.at", low=0),
            cost=by_name(self.cost, f"{self.place}.cost", self.keys["cost"].write),
        )

    def check(self, game: BargainingGame, course: Course, where: str) -> None:
        """See Measure."""
        for party in self.cost:
            known(party, course.discount_rates, f"{where}.cost", "party")
        super().check(game, course, where)

    def losses(self, game: BargainingGame, course: Course) -> Mapping[str, float]:
        """By the formula at the top of this file."""
        at, lost = value_of(self.at), {}
        for party, cost in self.cost.items():
            years, r = self.time_and_rate(course, party)
            waited = at / years if at else 0.0  # λ·t, written so that very short times stay finite
            lost[party] = self.scale * value_of(cost) * math.exp(-(waited + r * at))
        return lost

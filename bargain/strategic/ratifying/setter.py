"""A setter proposes a place on a line; the ratifier takes it or keeps the status quo: the nearer place is better.

Measured from the status quo towards the setter, a proposal g is approved by an ideal point that lies at least g/2 that
way, and undone by a later one for which it is worse by more than the cost of undoing it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.strategic.private.cost import Atoms, Cost
from bargain.strategic.private.integral_of_rising import integral_of_rising
from bargain.strategic.ratifying.peaks import peaks
from bargain.strategic.ratifying.ratifier import at_most, ends, marks

Array = np.ndarray[Any, np.dtype[np.float64]]

CELLS = 2000
"""Proposals tried evenly, before the best are looked at closely."""

JUMP = 1e-11
"""Relative: how far behind a jump the next proposal is tried."""


@dataclass(frozen=True)
class SetterGame:
    """`setter`, `status_quo`: places; `now`, `later`: ideal points of who votes, the latter None without later vote.

    `held`: probability that the later vote is held; `cost`: what undoing costs those who vote then, in distance.
    """

    setter: float
    status_quo: float
    now: Cost
    later: Cost | None
    held: float
    cost: float

    @property
    def way(self) -> float:
        """The direction in which the setter wants to go: 1 or −1."""
        return 1.0 if self.setter >= self.status_quo else -1.0

    @property
    def reach(self) -> float:
        """Distance from the status quo to the setter."""
        return abs(self.setter - self.status_quo)

    def place(self, g: float) -> float:
        """Where a proposal g lies on the line; the setter's ideal point exactly where it goes all the way."""
        return self.setter if g == self.reach else self.status_quo + self.way * g

    def _beyond(self, types: Cost, distance: Array) -> Array:
        """P(ideal point lies at least so far from the status quo on the setter's side), any shape."""
        if self.way > 0:
            return types.tail(self.status_quo + distance)
        return at_most(types, self.status_quo - distance)

    def approved(self, g: Array) -> Array:
        """P(approval) of a proposal g ≥ 0; the status quo itself stays in any case."""
        return np.where(g > 0, self._beyond(self.now, g / 2.0), 1.0)

    def kept(self, g: Array) -> Array:
        """P(no later vote undoes it)."""
        if self.later is None:
            return np.ones_like(g)
        over = np.maximum(g - self.cost, 0.0)
        undone = np.where(over > 0, 1.0 - self._beyond(self.later, over / 2.0), 0.0)
        return np.asarray(1.0 - self.held * undone)

    def worth(self, g: Array) -> Array:
        """What the setter gains over the status quo by it, expected, as a distance."""
        return np.asarray(g * self.approved(g) * self.kept(g))

    def best(self) -> list[tuple[float, float]]:
        """The proposals, as distances, at which the setter gains most: places, or plateaus with their ends."""
        found = [2.0 * self.way * (x - self.status_quo) for x in marks(self.now)]
        if self.later is not None:
            found += [self.cost, *(self.cost + 2.0 * self.way * (x - self.status_quo) for x in marks(self.later))]
        jumps = np.array([g for g in found if 0.0 <= g <= self.reach])
        behind = np.minimum(jumps + JUMP * np.maximum(self.reach, 1.0), self.reach)
        return peaks(self.worth, np.concatenate([np.linspace(0.0, self.reach, CELLS + 1), jumps, behind]))

    def farthest(self, *, certain: bool) -> float:
        """The largest g that is approved for certain, or with any probability: the ratifier's tolerance."""
        low, high = (self.way * (x - self.status_quo) for x in ends(self.now))
        low, high = min(low, high), max(low, high)
        return min(self.reach, max(0.0, 2.0 * (low if certain else high)))

    def safe_cost(self, g: float) -> float:
        """What undoing g would have to cost for no later vote to undo it."""
        if self.later is None or self.held == 0.0:
            return 0.0
        least = min(self.way * (x - self.status_quo) for x in ends(self.later))
        return max(0.0, g - 2.0 * max(0.0, least)) if math.isfinite(least) else max(0.0, g)

    def ratifier_worth(self, g: float) -> float:
        """What the ratifier gains by it over the status quo, expected before it knows its type, as a distance."""
        kept = float(self.kept(np.array(g)))
        if isinstance(self.now, Atoms):
            along = self.way * (np.asarray(self.now.values) - self.status_quo)
            gains = np.maximum(np.abs(along) - np.abs(along - g), 0.0)
            return kept * float(gains @ np.asarray(self.now.weights))
        short = integral_of_rising(lambda s: 1.0 - self._beyond(self.now, s), g / 2.0, g) if g > 0 else 0.0
        return kept * (g - 2.0 * short)

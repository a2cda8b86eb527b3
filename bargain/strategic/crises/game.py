"""The crisis game as data, seen from the party that demands: who gets what from a demand, and what war brings.

Both parties' payoffs are on a scale on which the whole pie is 1 and none of it 0. The responder's type θ is its cost of
war, or the demander's chance of winning; war brings it `reach` − θ, so a type accepts a share that is worth at least
that: a demand x is accepted by types θ ≥ t(x) = reach − v(1 − x). War brings the demander `war` + `rising`·θ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.strategic.crises.utility import Utility
from bargain.strategic.private.cost import Atoms, Cost

Array = np.ndarray[Any, np.dtype[np.float64]]

ROUNDING = 1e-12
"""Types closer than this are one."""


@dataclass(frozen=True)
class CrisisGame:
    """`parties`: the demander and the responder. `utilities`: theirs, of their own shares.

    `types`, `reach`, `war`, `rising`: as above. `private`: "" where all is known, "cost", or "chance".
    `low`, `span`: the payoff of no share and how much more the whole pie brings, demander and responder, in the units
    of the answer. `costs`: the demander's cost of war, and the responder's, that of its strongest type.
    """

    parties: tuple[str, str]
    utilities: tuple[Utility, Utility]
    types: Cost
    reach: float
    war: float
    rising: float
    private: str
    low: tuple[float, float] = (0.0, 0.0)
    span: tuple[float, float] = (1.0, 1.0)
    costs: tuple[float, float] = (0.0, 0.0)

    @property
    def separate(self) -> bool:
        """Whether there are finitely many types."""
        return isinstance(self.types, Atoms)

    def taken(self, x: Any) -> Array:
        """The demander's payoff when a demand x is accepted, any shape."""
        return self.utilities[0](x)

    def left(self, x: Any) -> Array:
        """The responder's payoff when it accepts a demand x, any shape."""
        return self.utilities[1](1.0 - np.asarray(x))

    def threshold(self, x: Any) -> Array:
        """t(x): types from there on accept a demand x; the strongest type, where only rounding is between."""
        found = self.reach - self.left(x)
        return np.where(np.abs(found - self.types.low) < ROUNDING, self.types.low, found)

    def demand(self, threshold: Any) -> Array:
        """The largest demand that the type `threshold` accepts, 0 to 1."""
        return self.offering(self.reach - np.asarray(threshold))

    def offering(self, payoff: Any) -> Array:
        """The largest demand that leaves the responder at least `payoff`, 0 to 1."""
        return np.asarray(1.0 - self.utilities[1].inverse(payoff))

    def war_of(self, types: Any) -> tuple[Array, Array]:
        """What war with these types brings the demander and them."""
        theta = np.asarray(types, dtype=np.float64)
        return self.war + self.rising * theta, self.reach - theta

    def war_below(self, thresholds: Array) -> Array:
        """The demander's payoff from war with all types below each threshold (ascending), times their probability."""
        refusing = 1.0 - self.types.tail(thresholds)
        if not self.rising:
            return np.asarray(self.war * refusing)
        return np.asarray(self.war * refusing + self.mean_below(thresholds))

    def mean_below(self, thresholds: Array) -> Array:
        """E[θ; θ < t] for each threshold t (ascending)."""
        if isinstance(self.types, Atoms):
            values, weights = np.asarray(self.types.values), np.asarray(self.types.weights)
            sums = np.append(0.0, np.cumsum(values * weights))
            return np.asarray(sums[np.searchsorted(values, thresholds - 1e-12, side="left")])
        starts = np.append(self.types.low, thresholds[:-1])
        return np.asarray(np.cumsum(self.types.mean_between(starts, thresholds)))

    def points(self, payoffs: tuple[float, float]) -> tuple[float, float]:
        """Payoffs of demander and responder in the units of the answer."""
        first, second = (self.low[i] + self.span[i] * payoffs[i] for i in (0, 1))
        return float(first), float(second)

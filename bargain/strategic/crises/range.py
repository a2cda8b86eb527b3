"""The bargaining range of a crisis, and the Nash split of it: what both parties prefer to war, whatever the type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.highest import highest

Array = np.ndarray[Any, np.dtype[np.float64]]


def acceptable(game: CrisisGame, *, free: bool = False) -> tuple[float, float]:
    """The smallest share that the demander prefers to war with any type, and the largest that any type leaves it.

    The first is above the second where there is no range. `free`: the same if war cost nothing.
    """
    strongest, weakest = game.types.low, game.types.high if game.rising else game.types.low
    war, left = game.war + game.rising * weakest, game.reach - strongest
    if free:
        war, left = war + game.costs[0], left + game.costs[1]
    return float(game.utilities[0].inverse(war)), float(game.offering(left))


def nash_split(game: CrisisGame) -> float:
    """The share of the demander at which the product of both parties' gains over war is largest; all is known."""
    low, high = acceptable(game)
    if game.utilities[0].function is None and game.utilities[1].function is None:
        inside = 0.5 * (low + high) if low > 0.0 and high < 1.0 else None
        if inside is not None:
            return inside
    peaks, _ = highest(_Product(game), np.linspace(low, high, 129), evaluations=30_000, exact=1e-10)
    return peaks[0].x


@dataclass(frozen=True)
class _Product:
    """The product of gains over war. State: each party's gain."""

    game: CrisisGame

    def begin(self, x: Array) -> Array:
        """State at demands."""
        first, second = (float(war) for war in self.game.war_of(self.game.types.low))
        return np.maximum(np.stack([self.game.taken(x) - first, self.game.left(x) - second]), 0.0)

    def between(self, left: Array, x: Array) -> Array:
        """State at demands."""
        return self.begin(x)

    def value(self, state: Array) -> Array:
        """The product."""
        return np.asarray(state[0] * state[1])

    def bound(self, left: Array, right: Array) -> Array:
        """One gain rises and the other falls."""
        return np.asarray(right[0] * left[1])

    def slope(self, x: float) -> float:
        """u′·(v − war) − v′·(u − war)."""
        gain, other = self.begin(np.array([x]))[:, 0]
        one, two = self.game.utilities
        return float(one.slope(x) * other - two.slope(1.0 - x) * gain)

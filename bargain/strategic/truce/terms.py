"""The terms of a truce: what war, settlement, rearming, detection and open attack bring each party.

Payoffs in one unit for each party: shares of a pie of 1, or points. What moves is the first party's chance to win, by
rearming and by who is helped or surprised; `war_payoffs` turns that shift into payoffs of war.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = tuple[float, float]

KEEP, REARM, RESUME = 0, 1, 2
ACTIONS = ("keep", "rearm", "resume")
SIGN = (1.0, -1.0)
"""A shift of the first party's chance to win helps the first and hurts the second."""


@dataclass(frozen=True)
class TruceTerms:
    """Entries are for the (first, second) party.

    `war`: payoffs of war today. `swing`: what certainty to win is worth over certainty to lose, > 0. `room`: how far
    the first party's chance to win can fall and rise from today's, as each party sees it. `settlement`: payoffs of
    peace; `follow`: share of a shift of power that these follow too. `rearming`: what a period of rearming adds to a
    party's chance to win; `levels`: after so many periods of it nothing is added. `monitoring`: probability that a
    period of rearming is proven. `penalty`: of a party whose breach is proven; `force`: chance to win that the other
    side then gains. `surprise`: chance to win that an attacker gains. `talks`: probability that a period which both
    keep brings the settlement. `discount`: of the next period. `days`: of one period.
    """

    war: Pair
    swing: Pair
    room: tuple[Pair, Pair]
    settlement: Pair
    follow: float
    rearming: Pair
    levels: int
    monitoring: float
    penalty: Pair
    force: float
    surprise: float
    talks: float
    discount: Pair
    days: float

    @property
    def scale(self) -> float:
        """The largest payoff difference that can matter."""
        return max(*self.swing, *(abs(s - w) for s, w in zip(self.settlement, self.war, strict=True)), *self.penalty)

    def held(self, shift: Array, party: int) -> Array:
        """A shift of the first party's chance to win, kept within what a party holds possible."""
        low, high = self.room[party]
        return np.clip(shift, low, high)

    def war_payoffs(self, shift: Array, fined: tuple[bool, bool] = (False, False)) -> Array:
        """Payoffs of war after a shift, shape (2, *shift.shape), less the penalty of those that are `fined`."""
        return np.stack(
            [self.war[i] + SIGN[i] * self.swing[i] * self.held(shift, i) - fined[i] * self.penalty[i] for i in (0, 1)]
        )

    def peace_payoffs(self, shift: Array) -> Array:
        """Payoffs of the settlement after a shift of power, shape (2, *shift.shape)."""
        return np.stack(
            [self.settlement[i] + SIGN[i] * self.swing[i] * self.follow * self.held(shift, i) for i in (0, 1)]
        )


@dataclass(frozen=True, eq=False)
class Field:
    """Truces that differ in rearming and monitoring only: `rates`, shape (m, 2), and `watch`, shape (m,).

    Levels run from 0 to `top` for each party. Arrays over states have shape (m, top + 1, top + 1).
    """

    terms: TruceTerms
    rates: Array
    watch: Array
    top: int

    @staticmethod
    def of(terms: TruceTerms, top: int) -> Field:
        """The one truce of the terms."""
        return Field(terms, np.array([terms.rearming]), np.array([terms.monitoring]), top)

    @property
    def q(self) -> Array:
        """Probability of detection, shape (m, 1, 1)."""
        return np.asarray(self.watch[:, None, None])

    @property
    def onward(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The level that follows each, shape (top + 1,)."""
        return np.minimum(np.arange(self.top + 1) + 1, self.top)

    def shift(self, first: int = 0, second: int = 0) -> Array:
        """Shift of the first party's chance to win by what both have built, and by one more level where told."""
        levels = np.arange(self.top + 1)
        own = (self.onward if first else levels)[None, :, None]
        other = (self.onward if second else levels)[None, None, :]
        return np.asarray(self.rates[:, 0, None, None] * own - self.rates[:, 1, None, None] * other)

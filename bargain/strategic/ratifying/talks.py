"""Two leaders share a pie, and each has a ratifier: what they agree on, on every point of the pie and by every rule.

A deal gives the first leader u and the second φ(u), the most that the pie leaves. It stands with probability π(u): all
have to approve, and no later vote may undo it. If it does not stand, both get their disagreement d. So leaders bargain
over the expected gains π·(u − d₁) and π·(φ(u) − d₂).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from bargain.strategic.offers.chain import Chain
from bargain.strategic.ratifying.peaks import peaks
from bargain.strategic.ratifying.ratifier import Ratifier
from bargain.strategic.ratifying.stationary import stationary

Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = tuple[float, float]

FIRST, NASH, OFFERS = "first proposes", "nash", "alternating offers"
RULES = (FIRST, NASH, OFFERS)

CELLS = 4000
"""Deals tried evenly, before the best are looked at closely."""

FINER = 3
"""How often a quick search looks between the neighbours of its best deal."""

JUMP = 1e-11
"""Relative: how far before or behind a jump the next deal is tried."""


@dataclass(frozen=True)
class Deal:
    """What is agreed: the first leader's payoff if it stands. `counter`: that of what the second would offer in
    turn."""

    first: float
    counter: float | None = None
    plateau: bool = False


@dataclass(frozen=True)
class Talks:
    """`pie`, in payoffs; `disagreement`; `ratifiers`, one a leader; `rule` of bargaining, with what it needs."""

    pie: Chain
    disagreement: Pair
    ratifiers: tuple[Ratifier, Ratifier]
    rule: str
    discount: Pair = (0.0, 0.0)
    power: Pair = (0.5, 0.5)
    cells: int = CELLS

    @property
    def bounds(self) -> Pair | None:
        """Least and most for the first leader among deals that neither loses by and that may be approved."""
        low = max(self.pie.least[0], self.disagreement[0], self.ratifiers[0].lowest)
        high = self.pie.most(0, max(self.disagreement[1], self.ratifiers[1].lowest))
        if low > high + self.pie.tie or self.pie.most(1, low) < self.disagreement[1] - self.pie.tie:
            return None
        return min(low, high), high

    @property
    def certain(self) -> Pair | None:
        """The same among deals that are approved for certain."""
        low = max(self.pie.least[0], self.disagreement[0], self.ratifiers[0].highest)
        high = self.pie.most(0, max(self.disagreement[1], self.ratifiers[1].highest))
        return (min(low, high), high) if low <= high + self.pie.tie else None

    def second(self, u: Array) -> Array:
        """φ(u): the second leader's payoff, any shape."""
        return self.pie.most_of(1, u)

    def approved(self, u: Array) -> Array:
        """P(both ratifiers approve)."""
        return np.asarray(self.ratifiers[0].approves(u) * self.ratifiers[1].approves(self.second(u)))

    def kept(self, u: Array) -> Array:
        """P(no later vote undoes it)."""
        return np.asarray(self.ratifiers[0].keeps(u) * self.ratifiers[1].keeps(self.second(u)))

    def gains(self, u: Array) -> Array:
        """Expected gains of both leaders over disagreement, shape (…, 2)."""
        own = np.stack([u, self.second(u)], axis=-1) - np.array(self.disagreement)
        return np.asarray(np.maximum(own, 0.0) * (self.approved(u) * self.kept(u))[..., None])

    def product(self, u: Array) -> Array:
        """The geometric mean of both gains, weighted by power, in units of payoff."""
        found = self.gains(u)
        return np.asarray(found[..., 0] ** self.power[0] * found[..., 1] ** self.power[1])

    @cached_property
    def grid(self) -> Array:
        """Deals to try, ascending: evenly spaced, corners, all that ratifiers may ask, and what is beside a jump."""
        assert self.bounds is not None
        low, high = self.bounds
        own, others = self.ratifiers[0].marks(), self.pie.most_of(0, self.ratifiers[1].marks())
        tiny = JUMP * max(1.0, abs(low), abs(high))
        spots = [own, own - tiny, others, others + tiny, self.pie.array[:, 0]]
        if self.pie.most(1, self.disagreement[0]) > self.disagreement[1] + self.pie.tie:
            spots.append(np.array([self.pie.nash(self.power, self.disagreement)[0]]))
        tried = np.concatenate([np.linspace(low, high, self.cells + 1), *spots])
        return np.unique(tried[(tried >= low) & (tried <= high)])

    def deals(self) -> list[Deal]:
        """What is agreed in each equilibrium, the one that is best for the first leader last; empty: nothing is."""
        if self.bounds is None or not (self.approved(self.grid) * self.kept(self.grid) > 0).any():
            return []
        if self.rule == OFFERS:
            return [Deal(x, y) for x, y in stationary(self.grid, self.gains(self.grid), self.discount)]
        value = self.product if self.rule == NASH else lambda u: self.gains(u)[..., 0]
        found = peaks(value, self.grid)
        return [Deal(x, None, a != b) for a, b in found for x in ({a, b} if a != b else {a})]

    def quick(self, party: int) -> float:
        """The expected gain of `party` in the first equilibrium, found on the grid and on finer ones near the best."""
        if self.bounds is None:
            return 0.0
        table = self.gains(self.grid)
        if self.rule == OFFERS:
            found = stationary(self.grid, table, self.discount) if (table > 0).any() else []
            return float(self.gains(np.array(found[0][0]))[party]) if found else 0.0
        tried, value = self.grid, self.product(self.grid) if self.rule == NASH else table[:, 0]
        for _ in range(FINER):
            k = int(np.argmax(value))
            around = np.linspace(tried[max(k - 1, 0)], tried[min(k + 1, len(tried) - 1)], 41)
            tried = np.unique(np.append(around, tried[k]))
            table = self.gains(tried)
            value = self.product(tried) if self.rule == NASH else table[:, 0]
        return float(table[int(np.argmax(value)), party])

    def with_ratifier(self, party: int, ratifier: Ratifier) -> Talks:
        """The same with another ratifier of `party` (0 or 1)."""
        kept = self.ratifiers[1 - party]
        return replace(self, ratifiers=(ratifier, kept) if party == 0 else (kept, ratifier))

    def most(self, party: int) -> float:
        """The most that `party` can get in a deal that may pass; −∞ where the other side takes nothing."""
        other = max(self.disagreement[1 - party], self.ratifiers[1 - party].lowest)
        return self.pie.most(party, other) if math.isfinite(other) else self.pie.best[party]

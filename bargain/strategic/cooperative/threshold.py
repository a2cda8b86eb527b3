"""Who contributes to a good that is provided at a threshold: all pure equilibria, and those with a common chance.

Sets of contributors are bit masks, as coalitions are. See bargain/strategic/contribution.py for the game.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import comb
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

TIE = 1e-12
"""Amounts and payoffs closer than this, as a share of the largest, are equal."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What follows from each player's chance of contributing. `payoffs`, `pivotal`, `costs`: shape (n,).

    `deviation`: the most that a player could gain by contributing for sure, or never, points.
    """

    provision: float
    payoffs: Array
    pivotal: Array
    costs: Array
    deviation: float


@dataclass(frozen=True, eq=False)
class Threshold:
    """`values`, `costs` (points), `amounts`: shape (n,); the good is provided at `threshold`."""

    values: Array
    costs: Array
    amounts: Array
    threshold: float
    refund: bool

    @property
    def tie(self) -> float:
        """Sums of amounts closer than this are equal."""
        return TIE * float(self.amounts.sum() + self.threshold)

    @cached_property
    def inside(self) -> Bools:
        """Who is in each set of contributors, shape (2**n, n)."""
        n = len(self.values)
        return np.asarray(np.arange(1 << n)[:, None] >> np.arange(n) & 1, dtype=bool)

    @cached_property
    def provided(self) -> Bools:
        """Whether each set of contributors reaches the threshold, shape (2**n,)."""
        return np.asarray(self.inside @ self.amounts >= self.threshold - self.tie)

    @cached_property
    def gains(self) -> Array:
        """Payoff of each player at each set of contributors, shape (2**n, n), points."""
        pays = self.inside & (self.provided[:, None] if self.refund else True)
        return np.asarray(self.provided[:, None] * self.values - pays * self.costs)

    @cached_property
    def other(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The set of contributors after a player changes its mind, shape (2**n, n)."""
        n = len(self.values)
        return np.asarray(np.arange(1 << n)[:, None] ^ (1 << np.arange(n)))

    def pure(self) -> Iterator[Array]:
        """Every pure equilibrium, as chances of 0 and 1, those in which the first players contribute before others."""
        changed = np.take_along_axis(self.gains, self.other, axis=0)
        largest = float(np.abs(self.gains).max())
        stable = (changed <= self.gains + TIE * largest).all(axis=1)
        rows = self.inside[stable]
        for row in rows[np.lexsort((~rows[:, ::-1]).T)]:
            yield row.astype(np.float64)

    def common(self) -> Iterator[Array]:
        """Every equilibrium in which all contribute with one chance strictly between 0 and 1; players must be alike."""
        n = len(self.values)
        if n == 1 or any(np.ptp(x) > 0 for x in (self.values, self.costs, self.amounts)):
            return
        v, c = float(self.values[0]), float(self.costs[0])
        needed = (
            int(np.ceil((self.threshold - self.tie) / self.amounts[0])) - 1
        )  # of the others, so that one is pivotal
        peak = needed / (n - 1)

        def advantage(p: float) -> float:
            decides, enough = _exactly(needed, n - 1, p), _at_least(needed, n - 1, p)
            return v * decides - c * (enough if self.refund else 1.0)

        if self.refund:
            brackets = [(1e-9, 1.0)] if 0 < c < v else []
        else:
            brackets = [(0.0, peak), (peak, 1.0)] if 0 < c < v * _exactly(needed, n - 1, peak) else []
            if c > 0 and 0 < peak < 1 and abs(advantage(peak)) <= TIE * v:
                yield np.full(n, peak)
                return
        for low, high in reversed(brackets):
            if low < high and advantage(low) * advantage(high) < 0:
                yield np.full(n, _root(advantage, low, high))

    def outcome(self, chances: Array) -> Outcome:
        """What follows when players contribute with these chances, independently: a sum over all sets."""
        weight = np.where(self.inside, chances, 1.0 - chances).prod(axis=1)
        payoffs = weight @ self.gains
        others = np.where(self.inside, 1.0, 0.0)
        best = np.empty_like(payoffs)
        pivotal = np.empty_like(payoffs)
        for i in range(len(payoffs)):
            rest = np.delete(np.where(self.inside, chances, 1.0 - chances), i, axis=1).prod(axis=1)
            joins = others[:, i] == 1.0
            sure, never = rest[joins] @ self.gains[joins, i], rest[~joins] @ self.gains[~joins, i]
            best[i] = max(sure, never)
            pivotal[i] = rest[joins] @ (self.provided[joins] & ~self.provided[self.other[joins, i]])
        pays = self.inside & (self.provided[:, None] if self.refund else True)
        return Outcome(
            min(float(weight @ self.provided), 1.0),
            payoffs,
            pivotal,
            weight @ (pays * self.costs),
            max(float((best - payoffs).max()), 0.0),
        )


def _exactly(k: int, n: int, p: float) -> float:
    return comb(n, k) * p**k * (1.0 - p) ** (n - k)


def _at_least(k: int, n: int, p: float) -> float:
    return sum(_exactly(j, n, p) for j in range(k, n + 1))


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    from scipy.optimize import brentq

    return float(brentq(function, low, high, xtol=1e-15, rtol=1e-14, maxiter=500))

"""The types of one party in the order in which they concede, whatever is private: its value, its cost, or nothing.

A type's patience x = value/cost is the time it would wait for a sure victory. Less patient types concede first. Let s
be a type's rank: e^(−s) of the party's types are more patient. All is kept as functions of z = ln s, from far below to
far above what can matter. A party is committed, and never concedes, with probability ε; that it has not conceded before
rank s has the probability e^(−S), S = −ln(ε + (1 − ε)·e^(−s)). The height of a rank is P = ∫ dS/x, 0 at the median
type.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.strategic.private.cost import Atoms, Continuous, Cost
from bargain.strategic.waiting.piecewise import Piecewise, fitted, halved
from bargain.strategic.waiting.quantiles import falling, rising

Array = np.ndarray[Any, np.dtype[np.float64]]

LOWEST, HIGHEST = math.log(1e-9), math.log(100.0)
"""Below, patience is taken to be a power of the rank; above, no type is left."""

DEEP = math.log(1e-12)
"""Where a party starts when its weakest types concede in an instant."""

MEDIAN = math.log(math.log(2.0))

LARGEST = 250.0
"""Log of the largest patience in units of the median's."""

DIVERGES = 1.0 - 1e-4
"""Patience that falls at least as fast as this power of the rank makes the height of the weakest type −∞."""


STEEP = 3.0
"""On one piece nothing changes by more than e to this."""

CONVERGES = 1.1
"""Patience that rises faster than this power of the rank makes the height of the most patient types finite."""


@dataclass(frozen=True, eq=False)
class Ladder:
    """`value`, `cost`: what is known of each, one private at most; `committed`: ε."""

    value: Cost
    cost: Cost
    committed: float

    @property
    def private(self) -> Cost | None:
        """What is private, if anything."""
        return self.value if not self.value.known else self.cost if not self.cost.known else None

    # ---- one type ----

    def value_at(self, z: Array) -> Array:
        """The value of the type of rank e^z, any shape."""
        return np.full_like(z, self.value.low) if self.value.known else rising(self.value, np.exp(z))

    def cost_at(self, z: Array) -> Array:
        """Its cost."""
        return np.full_like(z, self.cost.low) if self.cost.known else falling(self.cost, np.exp(z))

    def rank(self, number: float) -> tuple[float, float]:
        """Between which ranks s, as z, the type with this private number is; −∞ for the weakest."""
        types = self.private
        assert types is not None
        if isinstance(types, Atoms):
            more, at_least = types.above(number, 0.0)
            first, last = (at_least, more) if types is self.value else (1.0 - more, 1.0 - at_least)
        else:
            with np.errstate(all="ignore"):
                below = float(types.law.cdf(number / types.unit))
            first = last = types.above(number, 0.0)[0] if types is self.value else below
        return _log_rank(first), _log_rank(last)

    # ---- all of them ----

    @cached_property
    def top(self) -> float:
        """The highest z that is looked at: up to there patience is a number, and never falls."""
        z = np.linspace(MEDIAN, HIGHEST, 400)
        logs = self._logs(z)
        fine = np.isfinite(logs) & (logs <= logs[0] + LARGEST)
        with np.errstate(invalid="ignore"):
            fine[1:] &= np.diff(logs) >= (-1e-9 if self.bounded else 1e-12)  # level without a bound: digits give out
        return float(z[-1] if fine.all() else z[int(np.argmin(fine)) - 1])

    def _logs(self, z: Array) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.log(self.value_at(z)) - np.log(self.cost_at(z)))

    @property
    def bounded(self) -> bool:
        """Whether patience has an upper bound."""
        if isinstance(self.value, Continuous):
            return math.isfinite(self.value.high)
        return not (isinstance(self.cost, Continuous) and self.cost.low == 0.0)

    @cached_property
    def log_patience(self) -> Piecewise:
        """ln x over z from LOWEST to `top`."""
        middle = float(self._logs(np.array([MEDIAN]))[0])

        def function(z: Array) -> Array:  # where digits give out between the points looked at for `top`, it is held
            return np.clip(np.nan_to_num(self._logs(z), nan=middle), middle - 2 * LARGEST, middle + LARGEST)

        return fitted(function, self._edges, lambda z: 1e-14 * np.exp(-z))

    @property
    def _edges(self) -> Array:
        even = np.append(np.linspace(LOWEST, self.top, 2 + int(self.top - LOWEST)), MEDIAN)
        types = self.private
        if not isinstance(types, Atoms):
            return np.unique(even)
        weights = types.weights if types is self.value else types.weights[::-1]
        steps = [_log_rank(1.0 - p) for p in np.cumsum(weights)[:-1].tolist()]
        return np.unique(np.append(even, [z for z in steps if LOWEST < z < self.top]))

    @cached_property
    def power(self) -> float:
        """The power of the rank with which patience falls below LOWEST."""
        near = self.log_patience(np.array([LOWEST, LOWEST + math.log(1000.0)]))
        return max(0.0, float(near[1] - near[0]) / math.log(1000.0))

    def x(self, z: Array) -> Array:
        """Patience, any shape."""
        below = np.minimum(z - LOWEST, 0.0)
        return np.asarray(np.exp(self.log_patience(z) + self.power * below))

    def survival(self, z: Array) -> Array:
        """S: minus the log of the probability of not having conceded before that rank, any shape."""
        if self.committed == 0.0:
            return np.exp(z)
        return np.asarray(-np.log1p((1.0 - self.committed) * np.expm1(-np.exp(z))))

    @cached_property
    def _rate(self) -> Piecewise:
        """dP/dz, from LOWEST."""

        def rate(z: Array) -> Array:
            s = np.exp(z)
            kept = (1.0 - self.committed) * np.exp(-s)
            share = 1.0 if self.committed == 0.0 else kept / (self.committed + kept)
            return np.asarray(share * s / self.x(z))

        edges = halved(self.log_patience.edges, lambda ends: np.abs(np.diff(np.log(rate(ends)), axis=1))[:, 0] > STEEP)
        return fitted(rate, edges, lambda z: 1e-14 * np.exp(-z))

    @cached_property
    def _height(self) -> Piecewise:
        """P over z, from LOWEST."""
        return self._rate.integral(MEDIAN)

    @cached_property
    def _short(self) -> Piecewise:
        """P less that of `top`, over z: digits are kept near the top."""
        return self._rate.integral(float(self._rate.edges[-1]))

    @property
    def _lowest(self) -> float:
        return float(self._height.at_edges[0])

    def height(self, z: Array) -> Array:
        """P, any shape."""
        return np.asarray(self._height(z) + self._below(np.minimum(z - LOWEST, 0.0)))

    def _below(self, y: Any) -> Any:
        """P of e^y times the lowest rank, y ≤ 0, less P of the lowest: patience is a power of the rank."""
        short = 1.0 - self.power
        with np.errstate(over="ignore"):
            return self._unit * (y if abs(short) < 1e-9 else np.expm1(short * y) / short)

    @property
    def _unit(self) -> float:
        return (1.0 - self.committed) * math.exp(LOWEST) / float(self.x(np.array(LOWEST)))

    @cached_property
    def bottom(self) -> float:
        """P of the weakest type; −∞ where patience falls to 0 at least in proportion to the rank."""
        if self.power >= DIVERGES:
            return -math.inf
        return float(self.height(np.array(LOWEST))) - self._unit / (1.0 - self.power)

    @cached_property
    def _above_top(self) -> float:
        """P of the most patient types less that of `top`: patience is a power of the rank; ∞ where that is too low."""
        ends = self.log_patience(np.array([self.top - 0.1, self.top]))
        power = float(ends[1] - ends[0]) / 0.1
        if self.committed > 0.0:
            power += math.exp(self.top)
        elif power <= CONVERGES:
            return math.inf
        return float(self._rate(self.top)) / (power - 1.0)

    @property
    def ceiling(self) -> float:
        """P of the most patient types; ∞ where it has no bound."""
        return float(self._height.at_edges[-1]) + self._above_top

    def below_ceiling(self, z: Array) -> Array:
        """The ceiling less P, any shape, where there is a ceiling, for z from LOWEST to `top`."""
        return np.asarray(self._above_top - self._short(z))

    def at_below_ceiling(self, p: Array) -> Array:
        """z of what is so much below the ceiling, any shape."""
        return self._short.inverse(self._above_top - p)

    def at_height(self, p: Array) -> Array:
        """z of the height p, any shape."""
        z = self._height.inverse(np.maximum(p, self._lowest))
        short = 1.0 - self.power
        depth = np.minimum(p - self._lowest, 0.0) / self._unit
        with np.errstate(divide="ignore", invalid="ignore"):
            y = depth if abs(short) < 1e-9 else np.log1p(np.maximum(short * depth, -1.0)) / short
        return np.asarray(np.where(depth < 0.0, LOWEST + y, z))

    @property
    def marks(self) -> Array:
        """Log ranks between which everything is smooth, ascending."""
        return np.concatenate([np.arange(DEEP, LOWEST, 1.0), self._rate.edges])

    # ---- sums over the types above a rank ----

    def value_above(self, z: Array) -> Array:
        """E[value; rank above e^z], any shape: over the party's types, none of them committed."""
        if self.value.known:
            return np.asarray(self.value.low * np.exp(-np.exp(z)))
        return np.asarray(float(self._values(self.top)) + self._beyond - self._values(z))

    def cost_above(self, z: Array) -> Array:
        """E[cost; rank above e^z], any shape."""
        if self.cost.known:
            return np.asarray(self.cost.low * np.exp(-np.exp(z)))
        return np.asarray(float(self._costs(self.top)) - self._costs(z))

    @cached_property
    def _beyond(self) -> float:
        """E[value; rank above `top`]: not nothing where values have a heavy tail."""
        if not isinstance(self.value, Continuous):
            return 0.0
        whole = float(self._values(self.top))
        missing = float(self.value.law.mean()) * self.value.unit - whole
        return missing if missing > 1e-6 * whole else 0.0

    @cached_property
    def _values(self) -> Piecewise:
        return self._summed(self.value_at)

    @cached_property
    def _costs(self) -> Piecewise:
        return self._summed(self.cost_at)

    def _summed(self, number: Any) -> Piecewise:
        def density(z: Array) -> Array:
            return np.asarray(number(z) * np.exp(z - np.exp(z)))

        return fitted(density, self.log_patience.edges, lambda z: 1e-14 * np.exp(-z)).integral()


def _log_rank(tail: float) -> float:
    """z of the rank that a share `tail` of the types exceeds."""
    if tail >= 1.0:
        return -math.inf
    return math.inf if tail <= 0.0 else math.log(-math.log(tail))

"""What two parties can share: a falling concave chain of corners, and all below it.

The pie holds every pair of payoffs that is nowhere above the chain: what one can get, one can also get less of. With
the corners of a case it is the frontier of lotteries over agreements; with (0, 1) and (1, 0) it is the unit pie.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.strategic.terms.parameters import entries, numbers
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Point = tuple[float, float]


@dataclass(frozen=True)
class Chain:
    """`corners`: (first party's payoff, second's), from the second's best to the first's; concave, strictly falling."""

    corners: tuple[Point, ...]

    @cached_property
    def array(self) -> Array:
        """The corners, shape (k, 2)."""
        return np.array(self.corners)

    @cached_property
    def _rising(self) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
        """For each party: the other's payoff, rising, and its own there."""
        first, second = self.array[:, 0], self.array[:, 1]
        return (second[::-1].copy(), first[::-1].copy()), (first.copy(), second.copy())

    @property
    def best(self) -> Point:
        """The most that each party can get."""
        return self.corners[-1][0], self.corners[0][1]

    @property
    def least(self) -> Point:
        """What each party still gets where the other gets its best."""
        return self.corners[0][0], self.corners[-1][1]

    @property
    def tie(self) -> float:
        """Payoffs closer than this are equal: the package's tolerance, on the scale of the chain."""
        return EQUAL * max(1.0, float(np.abs(self.array).max()) / 100.0)

    def most(self, party: int, least: float) -> float:
        """The most that `party` (0 or 1) can get while the other gets at least `least`; −∞ where nothing gives it."""
        others, own = self._rising[party]
        return -math.inf if least > others[-1] + self.tie else float(np.interp(least, others, own))

    def most_of(self, party: int, least: Array) -> Array:
        """`most`, elementwise."""
        others, own = self._rising[party]
        return np.where(least > others[-1] + self.tie, -math.inf, np.interp(least, others, own))

    def point(self, party: int, own: float, other: float) -> Point:
        """The pair in which `party` gets `own` and the other `other`."""
        return (own, other) if party == 0 else (other, own)

    def holds(self, x: Point) -> bool:
        """Whether the pie holds a pair of payoffs."""
        return self.most(1, x[0]) >= x[1] - self.tie

    def spread(self, count: int) -> Array:
        """`count` + 1 points of the chain, evenly over it where each party's range counts 1; shape (count + 1, 2)."""
        steps = np.abs(np.diff(self.array, axis=0))
        ranges = np.abs(self.array[-1] - self.array[0])
        lengths = (steps / np.where(ranges > 0, ranges, 1.0)).sum(axis=1)
        reached = np.concatenate([[0.0], np.cumsum(lengths)])
        at = np.linspace(0.0, reached[-1], count + 1)
        return np.stack([np.interp(at, reached, self.array[:, i]) for i in range(2)], axis=1)

    def nash(self, weights: Point, origin: Point = (0.0, 0.0)) -> Point:
        """The point with the largest product of gains over `origin`, each raised to its weight.

        On an edge from p to p + r the best share t of it has w₁r₁/(p₁ − d₁ + t·r₁) = −w₂r₂/(p₂ − d₂ + t·r₂). The
        origin must lie strictly inside the pie.
        """
        gains = self.array - np.array(origin)
        if len(gains) == 1:
            return self.corners[0]
        (a, b), total = weights, weights[0] + weights[1]
        start, run = gains[:-1], np.diff(gains, axis=0)
        share = -(a * run[:, 0] * start[:, 1] + b * run[:, 1] * start[:, 0]) / (total * run[:, 0] * run[:, 1])
        tried = start + np.clip(share, 0.0, 1.0)[:, None] * run
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(tried > 0, np.log(tried), -math.inf) @ np.array([a, b])
        x = tried[int(np.argmax(logs))] + np.array(origin)
        return float(x[0]), float(x[1])


UNIT = Chain(((0.0, 1.0), (1.0, 0.0)))
"""The unit pie."""


def chain_of(given: Any, where: str = "pie") -> Chain:
    """A chain of plain corners; the unit pie for None. Raises GameError where it is not falling and concave.

    >>> chain_of([(0, 1), (0.7, 0.6), (1, 0)]).most(0, 0.6)
    0.7
    >>> chain_of([(0, 1), (0.2, 0.2), (1, 0)])
    Traceback (most recent call last):
    bargain.errors.GameError: pie[1]: (0.2, 0.2) lies below the line of its neighbours; the corners must be concave
    """
    if given is None:
        return UNIT
    write = "[(0, 1), (0.7, 0.6), (1, 0)]"
    rows = [
        numbers(row, f"{where}[{k}]", 2, write="(0.7, 0.6)") for k, row in enumerate(entries(given, where, None, write))
    ]
    if not rows:
        raise GameError(f"{where}: it has no corner; write {where}={write}")
    for k, (p, q) in enumerate(pairwise(rows), start=1):
        if not (q[0] > p[0] and q[1] < p[1]):
            raise GameError(
                f"{where}[{k}]: ({q[0]:g}, {q[1]:g}) does not give the first party more and the second less than "
                f"({p[0]:g}, {p[1]:g}); list corners from the second party's best to the first's"
            )
    for k, (p, q, s) in enumerate(zip(rows, rows[1:], rows[2:], strict=False), start=1):
        if (q[0] - p[0]) * (s[1] - p[1]) - (q[1] - p[1]) * (s[0] - p[0]) > EQUAL * (s[0] - p[0]) * (p[1] - s[1]):
            raise GameError(
                f"{where}[{k}]: ({q[0]:g}, {q[1]:g}) lies below the line of its neighbours; the corners must be concave"
            )
    return Chain(tuple((x, y) for x, y in rows))


def chain_from(corners: Array) -> Chain:
    """The chain of a case's corners, shape (k, 2); steps too small to be one are left out."""
    kept = [(float(corners[0, 0]), float(corners[0, 1]))]
    for x, y in corners[1:].tolist():
        if x > kept[-1][0] and y < kept[-1][1]:
            kept.append((x, y))
        elif x >= kept[-1][0] and y >= kept[-1][1]:
            kept[-1] = (x, y)
    return Chain(tuple(kept))

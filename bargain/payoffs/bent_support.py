"""Support points where risk attitudes bend the payoffs of ranges, three and more parties.

The choices enter by their discrete frontier, the ranges by their straight pieces. At given prices every pair of a
frontier point and a box of pieces is one small concave problem; pairs whose tangent bound cannot reach the best value
seen are dropped, the rest are climbed all at once: coordinate by coordinate, then the way that these took together,
without which ranges that are traded for each other would zigzag (parallel tangents, Shah, Buehler & Kempthorne 1964).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np

from bargain.payoffs.buildup import Buildup
from bargain.payoffs.factors import CurveFactor
from bargain.payoffs.problem import BargainingProblem

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

HALVINGS = 45
"""Halvings of one coordinate: to the last digits of the share."""

SWEEPS = 60
"""Rounds over the coordinates at most, where there are several ranges."""

PARTS = 8
"""Parts of a piece where a risk-loving party may put several peaks on it."""

Key = tuple[int, tuple[float, ...]]


@dataclass(frozen=True, eq=False)
class BentSupport:
    """`build`: the discrete frontier of the choices; `curves`: the ranges, drawn straight."""

    problem: BargainingProblem
    build: Buildup
    curves: tuple[CurveFactor, ...]
    exact: bool = False

    @cached_property
    def _boxes(self) -> tuple[Array, Array, Array, Array]:
        """For every box of pieces: points at its corner, shape (b, n), rise by each share, shape (b, r, n), and the
        numbers at the corner and their runs, shapes (b, r)."""
        parts = PARTS if (self.problem.risk_aversion < 0).any() else 1
        drawn = [
            c.with_knots(np.linspace(0, 1, parts + 1)[:, None] * np.diff(c.knots) + c.knots[:-1]) if parts > 1 else c
            for c in self.curves
        ]
        pieces = [range(max(len(c.knots) - 1, 1)) for c in drawn]
        corner, rise, low, run = [], [], [], []
        for box in product(*pieces):
            ends = [(c, k, min(k + 1, len(c.knots) - 1)) for c, k in zip(drawn, box, strict=True)]
            corner.append(sum(c.points[k] for c, k, _ in ends))
            rise.append([c.points[after] - c.points[k] for c, k, after in ends])
            low.append([c.knots[k] for c, k, _ in ends])
            run.append([c.knots[after] - c.knots[k] for c, k, after in ends])
        return np.array(corner), np.array(rise), np.array(low), np.array(run)

    def _value(self, points: Array, prices: Array) -> Array:
        return np.asarray(self.problem.payoffs(points) @ prices)

    def farthest(self, prices: Array) -> tuple[Array, Key]:
        """The best number of every range with the best choices, found together."""
        corner, rise, low, run = self._boxes
        k, b = len(self.build.points), len(corner)
        base = (self.build.points[:, None, :] + corner[None, :, :]).reshape(k * b, -1)
        box = np.tile(np.arange(b), k)
        middle = base + rise[box].sum(axis=1) / 2
        value = self._value(middle, prices)
        alive = np.arange(k * b)
        if not (self.problem.risk_aversion < 0).any():
            slope = self.problem.slopes(middle) * prices
            reach = value + np.abs((rise[box] * slope[:, None, :]).sum(axis=2)).sum(axis=1) / 2
            alive = np.flatnonzero(reach >= value.max() - 1e-12)
        share = self._climb(base[alive], rise[box[alive]], prices)
        points = base[alive] + (share[:, :, None] * rise[box[alive]]).sum(axis=1)
        best = int(self._value(points, prices).argmax())
        at = int(alive[best])
        numbers = low[box[at]] + share[best] * run[box[at]]
        key = (at // b, tuple(numbers.tolist()))
        return self.problem.payoffs_of(self.settle(key)), key

    def _climb(self, base: Array, rise: Array, prices: Array) -> Array:
        """The share of every range at the peak of each box, shape (boxes, r)."""
        count, r = len(base), rise.shape[1]
        share = np.full((count, r), 0.5)
        moving = np.arange(count)
        for _ in range(SWEEPS if r > 1 else 1):
            before = now = share[moving]
            there = base[moving], rise[moving], prices
            for axis in np.eye(r):
                now = self._along(np.tile(axis, (len(now), 1)), now, *there)
            share[moving] = self._along(now - before, now, *there) if r > 1 else now
            moving = moving[np.abs(now - before).max(axis=1) >= 1e-12]
            if not len(moving):
                break
        return share

    def _along(self, way: Array, share: Array, base: Array, rise: Array, prices: Array) -> Array:
        """The shares at the peak along `way`, shape (boxes, r), forth and back as far as each box goes."""
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = np.stack([-share / way, (1 - share) / way])  # where each range reaches its two ends
        low = np.where(way == 0, -np.inf, ends.min(axis=0)).max(axis=1)
        high = np.where(way == 0, np.inf, ends.max(axis=0)).min(axis=1)
        low, high = (np.where(np.isfinite(x), x, 0.0) for x in (low, high))  # a box that did not move stays
        here, step = base + (share[:, :, None] * rise).sum(axis=1), (way[:, :, None] * rise).sum(axis=1)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            onward = (self.problem.slopes(here + middle[:, None] * step) * prices * step).sum(axis=1) > 0
            low, high = np.where(onward, middle, low), np.where(onward, high, middle)
        return np.clip(share + ((low + high) / 2)[:, None] * way, 0.0, 1.0)

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """The best agreement of each party."""
        found = [self.farthest(row) for row in np.eye(len(self.problem.parties)) + 1e-6]
        return np.array([u for u, _ in found]), [key for _, key in found]

    def settle(self, key: Key) -> dict[str, Any]:
        """The choices of a frontier point, and the numbers of the ranges."""
        point, numbers = key
        named = {c.issue.name: x for c, x in zip(self.curves, numbers, strict=True)}
        return {**self.build.settle(self.build.rows(point)), **named}

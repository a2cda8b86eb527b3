"""Alternating offers over expected gains, when a deal still has to pass: all stationary equilibria.

Let U, shape (k, 2), be the expected gains of the deals on a grid. Who rejects an offer waits for its own turn. So the
proposer keeps the most that any deal gives it which is worth to the other δ times what that one keeps in turn. With
B_i(w) = the most for i among deals that give the other at least w:  V_1 = B_1(δ_2·V_2),  V_2 = B_2(δ_1·V_1).
Both B fall, so V_1 ↦ B_1(δ_2·B_2(δ_1·V_1)) never falls and has a fixed point (Tarski 1955); it may have several.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = tuple[float, float]

STEPS = 200
"""Halvings: to the last digit."""

MISS = 1e-9
"""Relative: what an equilibrium may miss its condition by; beyond, it is a jump over it."""


def stationary(grid: Array, gains: Array, discount: Pair) -> list[Pair]:
    """[(the first party's offer, the second's), …] as places on `grid`, shape (k,), ascending; empty where none is.

    Between neighbours of the grid gains are taken to be straight, unless they jump there.

    >>> u = np.array([0.0, 1.0])
    >>> [tuple(round(x, 6) for x in pair) for pair in stationary(u, np.stack([u, 1 - u], axis=1), (0.9, 0.8))]
    [(0.714286, 0.642857)]
    """
    curve = Curve(grid, gains)

    def miss(v: Array) -> Array:
        return curve.most(0, discount[1] * curve.most(1, discount[0] * v)) - v

    values = curve.u[0]
    misses = miss(values)
    slack = MISS * max(float(np.abs(gains).max()), 1e-300)
    found = [float(v) for v, m in zip(values, misses, strict=True) if m == 0.0]
    for k in np.flatnonzero(misses[:-1] * misses[1:] < 0).tolist():
        found.append(_root(miss, values[k : k + 2], misses[k] > 0))
    found += [float(values[k]) for k in {0, len(values) - 1}]  # an end of the curve, to rounding
    kept = sorted(v for v in found if abs(float(miss(np.array([v]))[0])) <= slack)
    fresh = [v for i, v in enumerate(kept) if i == 0 or v - kept[i - 1] > slack]
    return [(curve.place(0, v), curve.place(1, float(curve.most(1, np.array([discount[0] * v]))[0]))) for v in fresh]


def _root(miss: Any, ends: Array, falling: bool) -> float:
    a, b = ends.tolist()
    for _ in range(STEPS):
        middle = 0.5 * (a + b)
        if middle in (a, b):
            break
        above = bool(miss(np.array([middle]))[0] > 0)
        a, b = (middle, b) if above == falling else (a, middle)
    return float(a if abs(miss(np.array([a]))[0]) < abs(miss(np.array([b]))[0]) else b)


class Curve:
    """The deals that no other beats: `u`, the gains of both, the first's rising; `at`: where on the grid."""

    def __init__(self, grid: Array, gains: Array) -> None:
        order = np.lexsort((-gains[:, 1], -gains[:, 0]))
        second = gains[order, 1]
        best = np.maximum.accumulate(np.append(-np.inf, second[:-1]))
        rows = order[second > best][::-1]
        self.u, self.at = (gains[rows, 0], gains[rows, 1]), grid[rows]
        near = 1e-9 * max(float(grid[-1] - grid[0]), 1e-300)
        steps = np.abs(np.diff(grid[rows]))
        self.joined = (np.abs(np.diff(rows)) == 1) & (steps > near)  # two neighbours with no jump between them

    def most(self, party: int, least: Array) -> Array:
        """The most for `party` among deals that give the other at least `least`, shape (m,)."""
        own, other = self.u[party], self.u[1 - party]
        if party == 0:  # the other's gains fall along the curve
            k = np.clip(np.searchsorted(-other, -least, side="right") - 1, 0, len(own) - 1)
            beyond = np.minimum(k + 1, len(own) - 1)
            joined = (beyond > k) & np.append(self.joined, False)[k]
        else:
            k = np.clip(np.searchsorted(other, least, side="left"), 0, len(own) - 1)
            beyond = np.maximum(k - 1, 0)
            joined = (beyond < k) & np.append(False, self.joined)[k]
        fall = other[k] - other[beyond]
        share = np.where(joined & (fall > 0), (other[k] - least) / np.where(fall > 0, fall, 1.0), 0.0)
        return np.asarray(own[k] + np.clip(share, 0.0, 1.0) * (own[beyond] - own[k]))

    def place(self, party: int, own: float) -> float:
        """The deal, as a place on the grid, that gives `party` just `own`."""
        if party == 0:
            return float(np.interp(own, self.u[0], self.at))
        return float(np.interp(own, self.u[1][::-1], self.at[::-1]))

"""Upper-right convex hulls in the plane: what two parties can reach with lotteries.

The hull of a sum is the sum of the hulls, and two falling concave chains are added by sorting their edges by slope:
a game of any number of agreements costs no more than the sorting of its outcomes (de Berg et al., Minkowski sums).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


def edges_of(points: Array) -> Ints:
    """Positions of the corners of the upper-right hull of `points`, shape (m, 2), from the highest rightward.

    Between neighbours x rises and y falls, ever more steeply.
    """
    order = np.lexsort((-points[:, 0], -points[:, 1]))
    start = int(order[0])
    by_x = np.lexsort((-points[:, 1], -points[:, 0]))
    hull = [start]
    rows = order[(points[order, 0] > points[start, 0])]
    best = np.maximum.accumulate(points[rows, 0])
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = points[rows[1:], 0] > best[:-1]
    for row in rows[fresh].tolist():
        x, y = points[row]
        while len(hull) > 1:
            (xa, ya), (xb, yb) = points[hull[-2]], points[hull[-1]]
            if (xb - xa) * (y - ya) - (yb - ya) * (x - xa) < 0:
                break
            hull.pop()
        hull.append(row)
    assert points[hull[-1], 0] == points[by_x[0], 0]
    return np.array(hull, dtype=np.int64)


def merged(tables: list[Array]) -> tuple[Array, Ints]:
    """Corners, shape (v, 2), of the hull of the sum of `tables`, each of shape (m, 2), and the rows, shape (v, f)."""
    hulls = [edges_of(t) for t in tables]
    start = np.array([h[0] for h in hulls], dtype=np.int64)
    top = sum((t[s] for t, s in zip(tables, start, strict=True)), np.zeros(2))
    if not tables or not any(len(h) > 1 for h in hulls):
        return top[None, :], start[None, :]
    steps = np.concatenate([np.diff(t[h], axis=0) for t, h in zip(tables, hulls, strict=True)])
    owner = np.concatenate([np.full(len(h) - 1, f) for f, h in enumerate(hulls)])
    target = np.concatenate([h[1:] for h in hulls])
    with np.errstate(over="ignore"):  # beyond all numbers is as steep as can be
        order = np.argsort(-steps[:, 1] / steps[:, 0], kind="stable")
    rows = np.tile(start, (len(order) + 1, 1))
    for f in range(len(tables)):
        turns = np.flatnonzero(owner[order] == f)
        if len(turns):
            stops = np.concatenate([turns + 1, [len(order) + 1]])
            for k, turn in enumerate(turns):
                rows[stops[k] : stops[k + 1], f] = target[order[turn]]
    corners = np.zeros((len(rows), 2))
    for f, table in enumerate(tables):
        corners += table[rows[:, f]]
    return _straightened(corners, rows)


def _straightened(corners: Array, rows: Ints) -> tuple[Array, Ints]:
    """Without corners in the middle of a straight edge, so that a lottery needs two agreements at the most."""
    alive = np.zeros(len(corners), dtype=bool)
    while not alive.all():  # of two corners that are equal for a party, the one that the other beats goes
        step = np.diff(corners, axis=0)
        alive = np.ones(len(corners), dtype=bool)
        alive[1:] &= step[:, 0] > EQUAL
        alive[:-1] &= (step[:, 1] < -EQUAL) | (step[:, 0] <= EQUAL)
        corners, rows = corners[alive], rows[alive]
    if len(corners) < 3:
        return corners, rows
    before, after = np.diff(corners[:-1], axis=0), np.diff(corners[1:], axis=0)
    turn = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    size = np.hypot(*before.T) * np.hypot(*after.T)
    keep = np.concatenate([[True], turn < -1e-12 * size, [True]])
    return corners[keep], rows[keep]

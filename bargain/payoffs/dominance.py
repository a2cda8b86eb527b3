"""Which payoff vectors no other beats, exactly, in any number of dimensions.

Works on integers (payoffs in steps far below any tolerance), so that equal sums are equal and dominance is transitive.
Two parties: sort and running maximum. Three: a sweep with a staircase (Kung, Luccio & Preparata 1975). More: their
divide and conquer on the first coordinate.
"""

from bisect import bisect_left
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

SMALL = 128
"""Below this many points every pair is compared at once."""


def nondominated(points: Ints) -> Ints:
    """Positions, shape (k,), of the points, shape (m, n), that no other point beats; equal points count once.

    In order: rising in the first coordinate, then in the second, and so on.
    """
    n = points.shape[1]
    if len(points) <= 1:
        return np.arange(len(points))
    if n == 1:
        return np.array([int(points[:, 0].argmax())])
    if n == 2:
        return staircase(points[:, 0], points[:, 1])
    order = _first_of_each(points)
    order = order[_strong_first(points[order])]
    sorted_points = points[order]
    kept = _sweep(sorted_points) if n == 3 else _maxima(sorted_points, np.arange(len(order)))
    return np.asarray(order[kept][::-1])


def staircase(x: Ints, y: Ints) -> Ints:
    """Positions of the nondominated points of the plane, rising in x."""
    order = (-x).argsort(kind="stable")
    heights = y[order]
    best = np.maximum.accumulate(heights)
    climbs = np.empty(len(order), dtype=bool)
    climbs[0] = True
    np.greater(heights[1:], best[:-1], out=climbs[1:])
    kept = order[climbs]
    last_of_x = np.empty(len(kept), dtype=bool)
    last_of_x[-1] = True
    np.not_equal(x[kept[1:]], x[kept[:-1]], out=last_of_x[:-1])
    return kept[last_of_x][::-1]


def _first_of_each(points: Ints) -> Ints:
    """Order that falls in the first coordinate, then the second, …; equal points once."""
    order = np.lexsort(tuple(-points[:, j] for j in range(points.shape[1] - 1, -1, -1)))
    ordered = points[order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return np.asarray(order[fresh])


def _strong_first(points: Ints) -> Ints:
    """Positions left after the few points with the largest sums have removed what they beat."""
    count = len(points)
    alive = np.ones(count, dtype=bool)
    if count > 4 * SMALL:
        strong = np.argsort(points.sum(axis=1, dtype=float), kind="stable")[-SMALL // 4 :]
        for s in strong:
            beaten = (points <= points[s]).all(axis=1)
            beaten[s] = False
            alive &= ~beaten
    return np.flatnonzero(alive)


def _sweep(points: Ints) -> Ints:
    """Maxima of points of three dimensions that are distinct and fall in the first coordinate."""
    ys: list[int] = []
    zs: list[int] = []
    kept = []
    for position, (y, z) in enumerate(zip(points[:, 1].tolist(), points[:, 2].tolist(), strict=True)):
        if _raise(ys, zs, y, z):
            kept.append(position)
    return np.array(kept, dtype=np.int64)


def _raise(ys: list[int], zs: list[int], y: int, z: int) -> bool:
    """Add (y, z) to the staircase (ys rising, zs falling) unless a step covers it; say whether it was added."""
    at = bisect_left(ys, y)
    if at < len(ys) and zs[at] >= z:
        return False
    start = at
    while start > 0 and zs[start - 1] <= z:
        start -= 1
    end = at + 1 if at < len(ys) and ys[at] == y else at
    ys[start:end] = [y]
    zs[start:end] = [z]
    return True


def _beaten(points: Ints, by: Ints) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Mask over `points`: some row of `by` is at least as good everywhere."""
    mask = np.zeros(len(points), dtype=bool)
    block = max(1, 2_000_000 // max(1, len(by) * points.shape[1]))
    for start in range(0, len(points), block):
        part = points[start : start + block]
        reach: Mask = np.all(by[None, :, :] >= part[:, None, :], axis=2)
        mask[start : start + block] = reach.any(axis=1)
    return mask


def _maxima(points: Ints, among: Ints) -> Ints:
    """Maxima among positions of distinct points that fall lexicographically."""
    if len(among) <= SMALL:
        part = points[among]
        at_least: Mask = np.all(part[None, :, :] >= part[:, None, :], axis=2)
        np.fill_diagonal(at_least, False)
        return np.asarray(among[~at_least.any(axis=1)])
    half = len(among) // 2
    upper = _maxima(points, among[:half])
    lower = _maxima(points, among[half:])
    return np.concatenate([upper, lower[~_covered(points[lower, 1:], points[upper, 1:])]])


def _covered(points: Ints, by: Ints) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Mask over `points`, shape (m, d ≥ 3): some row of `by` is at least as good everywhere."""
    if len(points) * len(by) <= SMALL * SMALL * 4 or points.shape[1] < 3:
        return _beaten(points, by)
    if points.shape[1] == 3:
        return _covered_in_space(points, by)
    first = by[:, 0]
    mask = np.zeros(len(points), dtype=bool)
    if first.min() == first.max():
        reach = points[:, 0] <= first[0]
        mask[reach] = _covered(points[reach][:, 1:], by[:, 1:])
        return mask
    middle = np.median(first)
    upper = first > middle if first.min() >= middle else first >= middle
    low = np.flatnonzero(points[:, 0] <= first[upper].min())
    high = np.flatnonzero(points[:, 0] > first[upper].min())
    mask[high] = _covered(points[high], by[upper])
    mask[low] = _covered(points[low][:, 1:], by[upper][:, 1:])
    left = low[~mask[low]]
    mask[left] = _covered(points[left], by[~upper])
    return mask


def _covered_in_space(points: Ints, by: Ints) -> np.ndarray[Any, np.dtype[np.bool_]]:
    together = np.concatenate([by, points])
    own = np.concatenate([np.zeros(len(by), dtype=np.int64), np.ones(len(points), dtype=np.int64)])
    order = np.lexsort((own, -together[:, 0]))
    mask = np.zeros(len(points), dtype=bool)
    ys: list[int] = []
    zs: list[int] = []
    first = len(by)
    rows = zip(order.tolist(), together[order, 1].tolist(), together[order, 2].tolist(), strict=True)
    for position, y, z in rows:
        if position < first:
            _raise(ys, zs, y, z)
        else:
            at = bisect_left(ys, y)
            mask[position - first] = at < len(ys) and zs[at] >= z
    return mask

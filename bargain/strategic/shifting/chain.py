"""Falling concave chains of payoffs of two parties: the best that can be had, from the second's best to the first's.

A chain is a tuple of corners (first, second), rising in the first and falling in the second, ever more steeply; one
corner where there is nothing to divide.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

Point = tuple[float, float]
Chain = tuple[Point, ...]


def scaled(chain: Chain, factor: float) -> Chain:
    """Every payoff times `factor`, above 0."""
    return tuple((factor * x, factor * y) for x, y in chain)


def added(one: Chain, other: Chain) -> Chain:
    """The best of one payoff from each chain together: edges joined, the flattest first.

    >>> added(((0, 1), (1, 0)), ((0, 2), (1, 1.5), (2, 0)))
    ((0, 3), (1, 2.5), (2, 1.5), (3, 0.0))
    """
    x, y = one[0][0] + other[0][0], one[0][1] + other[0][1]
    steps = [(b[0] - a[0], b[1] - a[1]) for chain in (one, other) for a, b in pairwise(chain)]
    corners = [(x, y)]
    for run, fall in sorted(steps, key=lambda step: -step[1] / step[0] if step[0] > 0 else np.inf):
        x, y = x + run, y + fall
        corners.append((x, y))
    return _straightened(corners)


def _straightened(corners: list[Point]) -> Chain:
    """Without corners in the middle of a straight edge."""
    kept = corners[:1]
    for after, corner in zip([*corners[2:], None], corners[1:], strict=True):
        if after is not None:
            (x0, y0), (x1, y1), (x2, y2) = kept[-1], corner, after
            size = abs((x1 - x0) * (y2 - y1)) + abs((x2 - x1) * (y1 - y0))
            if abs((x1 - x0) * (y2 - y1) - (x2 - x1) * (y1 - y0)) <= 1e-13 * size:
                continue
        kept.append(corner)
    return tuple(kept)


def height(chain: Chain, first: float) -> float:
    """The most that the second party can have when the first has at least `first`; −∞ beyond the chain."""
    if first > chain[-1][0]:
        return -np.inf
    x, y = zip(*chain, strict=True)
    return float(np.interp(first, x, y))


def width(chain: Chain, second: float) -> float:
    """The most that the first party can have when the second has at least `second`; −∞ beyond the chain."""
    if second > chain[0][1]:
        return -np.inf
    x, y = zip(*chain, strict=True)
    return float(np.interp(second, y[::-1], x[::-1]))


def clipped(chain: Chain, least: Point, tie: float) -> Chain | None:
    """The part on which nobody has less than `least`, give or take `tie`; None where there is none."""
    low, high = max(least[0], chain[0][0]), width(chain, max(least[1], chain[-1][1]))
    if high == -np.inf and least[1] <= chain[0][1] + tie:
        high = chain[0][0]
    if low > high + tie or high == -np.inf:
        return None
    if low >= high:
        x = min(max(0.5 * (low + high), chain[0][0]), chain[-1][0])
        return ((x, height(chain, x)),)
    inner = [corner for corner in chain if low < corner[0] < high]
    return ((low, height(chain, low)), *inner, (high, height(chain, high)))


def parted(point: float, one: Chain, other: Chain) -> tuple[float, float]:
    """How the first party's payoff `point` on the sum of two chains is made up of its payoffs on each.

    Of several ways with the same sum for the second party the middle one.
    """
    low, high = max(one[0][0], point - other[-1][0]), min(one[-1][0], point - other[0][0])
    if low >= high:
        x = min(max(0.5 * (low + high), one[0][0]), one[-1][0])
        return x, point - x
    knots = {low, high, *(x for x, _ in one), *(point - x for x, _ in other)}
    tried = sorted(x for x in knots if low <= x <= high)
    sums = [height(one, x) + height(other, min(point - x, other[-1][0])) for x in tried]
    best = max(sums)
    level = [x for x, total in zip(tried, sums, strict=True) if total >= best - 1e-12 * (1.0 + abs(best))]
    x = 0.5 * (level[0] + level[-1])
    return x, point - x

"""All global maxima of a function of one variable that may jump where it is told, and bends smoothly in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Value = Callable[[Array], Array]

MOST = 24
"""Local maxima that are looked at closely, the highest first."""

STEPS = 80
"""Golden sections: an interval shrinks to its last digits."""

LEVEL = 1e-12
"""Relative: values closer than this are equal, and a row of equal ones is a plateau."""

EXACT = 1e-15
"""Relative: a point of the grid is kept unless another is better by more, for it may be exact."""

NARROW = 1e-9
"""Relative: between points of the grid closer than this there is a jump, and nothing to look for."""

GOLDEN = (5.0**0.5 - 1.0) / 2.0


def peaks(value: Value, grid: Array) -> list[tuple[float, float]]:
    """[(first, last), …] of every place where `value` is largest over `grid`, ascending; a plateau has two ends.

    `grid`: shape (k,), with every point at which `value` jumps or has a kink, and the next after a jump.

    >>> peaks(lambda x: np.minimum(x, 1 - x), np.array([0.0, 0.3, 0.5, 1.0]))
    [(0.5, 0.5)]
    >>> peaks(lambda x: np.where(x < 1, x, 1.0), np.array([0.0, 1.0, 1.5, 2.0, 3.0]))
    [(1.0, 3.0)]
    """
    x = np.unique(grid)
    v = value(x)
    before, after = np.append(-np.inf, v[:-1]), np.append(v[1:], -np.inf)
    local = np.flatnonzero((v >= before) & (v >= after))
    local = local[np.argsort(-v[local], kind="stable")][:MOST]
    starts = np.concatenate([x[np.maximum(local - 1, 0)], x[local]])
    stops = np.concatenate([x[local], x[np.minimum(local + 1, len(x) - 1)]])
    wide = stops - starts > NARROW * (x[-1] - x[0])
    inner, high = _golden(value, starts[wide], stops[wide])
    best = max(float(v.max()), float(high.max(initial=-np.inf)))
    slack = LEVEL * max(abs(best), 1e-300)
    top = [(float(a), float(b), True) for a, b in zip(x, v, strict=True) if b >= best - slack]
    top += [(float(a), float(b), False) for a, b in zip(inner, high, strict=True) if b >= best - slack]
    return _merged(sorted(top), x, v >= best - slack)


def _merged(
    top: list[tuple[float, float, bool]], x: Array, level: np.ndarray[Any, np.dtype[np.bool_]]
) -> list[tuple[float, float]]:
    """Neighbours that are one place become its best point, and those on one plateau its ends."""
    near = 1e-6 * max(float(x[-1] - x[0]), 1e-300)
    rows = [[top[0]]]
    for spot in top[1:]:
        last = rows[-1][-1][0]
        cell = int(np.searchsorted(x, last, side="right")) - 1
        between = level[cell] and cell + 1 < len(x) and level[cell + 1]
        if spot[0] - last <= near or (between and spot[0] <= x[cell + 1]):
            rows[-1].append(spot)
        else:
            rows.append([spot])
    found = []
    for row in rows:
        if row[-1][0] - row[0][0] > 2.0 * near:
            marked = [a for a, _, on_grid in row if on_grid]
            ends = (row[0][0], row[-1][0])
            first, last = (min(marked, key=lambda a: abs(a - end)) for end in ends)
            found.append(
                (first if abs(first - ends[0]) <= near else ends[0], last if abs(last - ends[1]) <= near else ends[1])
            )
            continue
        most = max(v for _, v, _ in row)
        given = [a for a, v, on_grid in row if on_grid and v >= most - EXACT * abs(most)]
        at = given[0] if given else next(a for a, v, _ in row if v == most)
        found.append((at, at))
    return found


def _golden(value: Value, a: Array, b: Array) -> tuple[Array, Array]:
    """The highest point inside each interval from `a` to `b`, shape (k,), and its value: golden sections."""
    c, d = b - GOLDEN * (b - a), a + GOLDEN * (b - a)
    fc, fd = value(c), value(d)
    for _ in range(STEPS):
        left = fc >= fd
        a, b = np.where(left, a, c), np.where(left, d, b)
        fresh = np.where(left, b - GOLDEN * (b - a), a + GOLDEN * (b - a))
        f = value(fresh)
        c, d = np.where(left, fresh, d), np.where(left, c, fresh)
        fc, fd = np.where(left, f, fd), np.where(left, fc, f)
    return np.where(fc >= fd, c, d), np.maximum(fc, fd)

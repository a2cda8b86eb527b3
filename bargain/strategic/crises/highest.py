"""The highest value of a function of a demand between 0 and 1, wherever it is: by halving, with a proof.

A piece of [0, 1] has a bound that nothing on it exceeds. Pieces whose bound is below a value that has been found are
dropped, the others halved. What is left surrounds every highest point, however many peaks there are, and the largest
bound says how far a better one could still be (branch and bound).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]

GOLDEN = 0.5 * (math.sqrt(5.0) - 1.0)

FLAT = 1e-3
"""A stretch of equal values longer than this is flat, not the top of a peak."""


class Objective(Protocol):
    """What is made as high as can be: `state` holds, in columns, what value and bound are made of."""

    def begin(self, x: Array) -> Array:
        """State at ascending points, shape (k, n)."""

    def between(self, left: Array, x: Array) -> Array:
        """State at points x, shape (n,), each a little to the right of one whose state is known."""

    def value(self, state: Array) -> Array:
        """Value, shape (n,)."""

    def bound(self, left: Array, right: Array) -> Array:
        """What nothing between two points exceeds, shape (n,)."""

    def slope(self, x: float) -> float:
        """Derivative at a point, for the last digits."""


@dataclass(frozen=True)
class Peak:
    """A highest point: `x`, its `value`; where the function is flat there, `stretch` holds its ends."""

    x: float
    value: float
    stretch: tuple[float, float] | None = None


def highest(objective: Objective, start: Array, *, evaluations: int, exact: float) -> tuple[tuple[Peak, ...], float]:
    """All highest points from start[0] to start[-1], and the proven gap: no value is larger by more.

    `start`: ascending points to begin with, corners among them. At most some `evaluations` are made, or until the gap
    is `exact`.
    """
    x = np.unique(start)
    state = objective.begin(x)
    values = objective.value(state)
    best, used = float(values.max()), len(x)
    if len(x) == 1:
        return (Peak(float(x[0]), best),), 0.0
    left, right, sl, sr = x[:-1], x[1:], state[:, :-1], state[:, 1:]
    bound = objective.bound(sl, sr)
    dropped = -np.inf
    while True:
        alive = bound >= best - EQUAL
        dropped = max(dropped, float(bound[~alive].max(initial=-np.inf)))
        left, right, sl, sr, bound = left[alive], right[alive], sl[:, alive], sr[:, alive], bound[alive]
        gap = float(bound.max()) - best
        if gap <= exact or used + len(left) > evaluations or float((right - left).max()) < 1e-15:
            break
        middle = 0.5 * (left + right)
        sm = objective.between(sl, middle)
        used += len(middle)
        best = max(best, float(objective.value(sm).max()))
        order = np.argsort(np.concatenate([left, middle]), kind="stable")
        left, right = np.concatenate([left, middle])[order], np.concatenate([middle, right])[order]
        sl, sr = np.concatenate([sl, sm], axis=1)[:, order], np.concatenate([sm, sr], axis=1)[:, order]
        bound = objective.bound(sl, sr)
    tops = _tops(objective, (left, right, sl, sr), start)
    most = max(peak.value for peak in tops)
    kept = tuple(peak for peak in tops if peak.value >= most - EQUAL)
    return kept, max(max(float(bound.max()), dropped) - most, 0.0)


def _tops(objective: Objective, pieces: tuple[Array, Array, Array, Array], corners: Array) -> list[Peak]:
    """The highest point of every run of pieces that is left."""
    left, right, sl, sr = pieces
    breaks = np.flatnonzero(left[1:] > right[:-1] + 1e-15) + 1
    found = []
    for rows in np.split(np.arange(len(left)), breaks):
        x = np.append(left[rows], right[rows[-1]])
        values = np.append(objective.value(sl[:, rows]), objective.value(sr[:, rows[-1:]]))
        inside = corners[(corners >= x[0]) & (corners <= x[-1])]
        found += _peaks(objective, x, values, inside)
    return found


def _peaks(objective: Objective, x: Array, values: Array, corners: Array) -> list[Peak]:
    """The peaks of one run of points; equal values all along it are one flat peak."""
    top = float(values.max())
    level = np.flatnonzero(values >= top - 1e-13)
    if x[level[-1]] - x[level[0]] > FLAT and np.diff(level).max(initial=0) == 1:
        first, last = float(x[level[0]]), float(x[level[-1]])
        return [Peak(first, top, (first, last))]
    padded = np.concatenate([[-np.inf], values, [-np.inf]])
    rows = np.flatnonzero((values >= padded[:-2]) & (values >= padded[2:]) & (values >= top - 1e-7))
    peaks: list[Peak] = []
    for row in rows[np.argsort(-values[rows], kind="stable")][:20]:
        a, b = float(x[max(row - 1, 0)]), float(x[min(row + 1, len(x) - 1)])
        peak = _climb(objective, a, b, corners)
        if not any(abs(peak.x - other.x) < 1e-6 for other in peaks):
            peaks.append(peak)
    return peaks


def _climb(objective: Objective, a: float, b: float, corners: Array) -> Peak:
    """The highest point between a and b, where there is one peak: golden section, then the sign of the slope."""

    def at(x: float) -> float:
        return float(objective.value(objective.begin(np.array([x])))[0])

    low, high = a, b
    candidates = [(at(x), x) for x in {a, b, *corners[(corners >= a) & (corners <= b)].tolist()}]
    one, two = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    v_one, v_two = at(one), at(two)
    while high - low > 1e-14 and low < one < two < high:
        if v_one >= v_two:
            high, two, v_two = two, one, v_one
            one = high - GOLDEN * (high - low)
            v_one = at(one)
        else:
            low, one, v_one = one, two, v_two
            two = low + GOLDEN * (high - low)
            v_two = at(two)
    candidates.append((at(0.5 * (low + high)), 0.5 * (low + high)))
    value, x = max(candidates)
    for corner in corners[np.abs(corners - x) < 1e-6].tolist():
        if at(corner) >= value - 1e-13:
            return Peak(corner, at(corner))
    fine = _turn(objective.slope, max(a, x - 1e-5), min(b, x + 1e-5))
    if fine is not None and at(fine) >= value - 1e-14:
        x, value = fine, max(value, at(fine))
    return Peak(x, value)


def _turn(slope: Callable[[float], float], a: float, b: float) -> float | None:
    """Where the slope turns from rising to falling between a and b, to the last digits; None where it does not."""
    if not (slope(a) > 0 > slope(b)):
        return None
    while a < (middle := 0.5 * (a + b)) < b:
        a, b = (middle, b) if slope(middle) > 0 else (a, middle)
    return 0.5 * (a + b)

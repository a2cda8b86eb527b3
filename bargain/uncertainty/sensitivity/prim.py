"""PRIM, the patient rule induction method: a box in which something is frequent (Friedman & Fisher 1999).

Points x, shape (n, k), with y true or false. *Peeling* takes a small share α of the points off one side of the box at a
time, the side without which y is most frequent in what is left, until few points are left or all are true. The
*trajectory* of boxes trades density (share of true points in the box) for coverage (share of all true points that the
box holds). One box of it is chosen, limits that could as well be chance are dropped where the box is no worse
for it, and *pasting* widens the others again as long as density does not fall.

With a hundred coordinates some side is always a little better by chance, and a hundred little limits look like a dense
box. So a coordinate is limited for the first time only where, within the box, it is spread otherwise among the true
points than among the false ones: by the Kolmogorov–Smirnov distance D, at p ≈ 2·exp(−2·D²·t·f/(t + f)), t and f being
their numbers, multiplied by the number of coordinates. Later peels of it are free.

Whether a limit could be chance is told by the quasi-p-value of Bryant & Lempert (2010): were its side not limited, a
share q of the points would be true; the chance that of the n points of the box as many or more are true as there are,
if each were so with probability q. It is an index, not a test, for the same points chose the limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

CHANCE = 0.05
"""Odds above which a limit could as well be chance."""

BELOW, ABOVE = 0, 1
"""The two sides of a box."""


@dataclass(frozen=True)
class Box:
    """`low`, `high`: limits by coordinate, infinite where there is none."""

    low: tuple[float, ...]
    high: tuple[float, ...]

    @staticmethod
    def whole(k: int) -> Box:
        """The box without limits."""
        return Box((-np.inf,) * k, (np.inf,) * k)

    @property
    def restricted(self) -> tuple[int, ...]:
        """Coordinates with a limit."""
        return tuple(k for k, (a, b) in enumerate(zip(self.low, self.high, strict=True)) if a > -np.inf or b < np.inf)

    def holds(self, x: Array) -> Mask:
        """Mask over points, shape (n, k)."""
        return np.asarray(((x >= self.low) & (x <= self.high)).all(axis=1))

    def with_limit(self, k: int, side: int, limit: float) -> Box:
        """The box with another limit on one side."""
        sides = [list(self.low), list(self.high)]
        sides[side][k] = float(limit)
        return Box(tuple(sides[BELOW]), tuple(sides[ABOVE]))

    def without(self, k: int) -> Box:
        """The box without the limits of one coordinate."""
        return self.with_limit(k, BELOW, -np.inf).with_limit(k, ABOVE, np.inf)


@dataclass(frozen=True)
class Step:
    """A box and how it came about: "peel" (the first has no limits), "choose", "drop" or
    "paste"; `k`: the coordinate changed.

    `density`, `coverage`, and `mass`, the share of all points that the box holds.
    """

    kind: str
    k: int | None
    box: Box
    density: float
    coverage: float
    mass: float


def measured(kind: str, k: int | None, box: Box, x: Array, y: Mask) -> Step:
    """A step with its measures; density and coverage are 0 where there is nothing to share."""
    held = box.holds(x)
    true, inside, total = int((held & y).sum()), int(held.sum()), int(y.sum())
    return Step(kind, k, box, true / inside if inside else 0.0, true / total if total else 0.0, inside / len(x))


def peeled(x: Array, y: Mask, share: float, least: int) -> Iterator[tuple[int | None, Box]]:
    """Boxes one inside the other, each with the coordinate of its last peel, as long as `least` points remain."""
    box, k = Box.whole(x.shape[1]), None
    while True:
        yield k, box
        held = box.holds(x)
        xs, ys = x[held], y[held]
        if ys.all():
            return
        told = np.flatnonzero(odds_of_spread(xs, ys) * x.shape[1] < CHANCE).tolist()
        best = max(_peels(xs, ys, sorted({*told, *box.restricted}), share, least), default=None)
        if best is None:
            return
        _, _, negative, side, limit = best
        k = -negative
        box = box.with_limit(k, side, limit)


def odds_of_spread(x: Array, y: Mask) -> Array:
    """Chance, shape (k,), that true and false points of one distribution are as far apart: Kolmogorov–Smirnov, about.

    >>> x = np.arange(40.0)[:, None] * [1.0, 0.0]
    >>> odds_of_spread(x, x[:, 0] < 20).round(3).tolist()
    [0.0, 1.0]
    """
    true = int(y.sum())
    false = len(y) - true
    if not true or not false:
        return np.ones(x.shape[1])
    order = np.argsort(x, axis=0, kind="stable")
    v = np.take_along_axis(x, order, axis=0)
    last = np.concatenate([v[1:] > v[:-1], np.ones((1, x.shape[1]), dtype=bool)])  # of points of equal value
    apart = np.abs(np.cumsum(np.where(y[order], 1.0 / true, -1.0 / false), axis=0))
    widest = np.where(last, apart, 0.0).max(axis=0)
    return np.asarray(np.minimum(1.0, 2.0 * np.exp(-2.0 * widest**2 * true * false / (true + false))))


def _peels(
    x: Array, y: Mask, coordinates: list[int], share: float, least: int
) -> Iterator[tuple[float, int, int, int, float]]:
    """Every peel that leaves `least` points: (density left, points left, −coordinate, side, limit)."""
    n, off = len(x), max(1, int(share * len(x)))
    for k in coordinates:
        order = np.argsort(x[:, k], kind="stable")
        v, rising = x[order, k], np.concatenate([[0], np.cumsum(y[order])])
        low = int(np.searchsorted(v, v[off - 1], side="right"))  # all points of equal value go together
        if least <= n - low < n:
            yield (rising[n] - rising[low]) / (n - low), n - low, -k, BELOW, 0.5 * (v[low - 1] + v[low])
        high = int(np.searchsorted(v, v[n - off], side="left"))
        if least <= high < n:
            yield rising[high] / high, high, -k, ABOVE, 0.5 * (v[high - 1] + v[high])


def chance(box: Box, k: int, x: Array, y: Mask) -> float:
    """Quasi-p-value of the limits of coordinate `k`."""
    from scipy.special import bdtrc

    held, wider = box.holds(x), box.without(k).holds(x)
    true = int((held & y).sum())
    return float(bdtrc(true - 1, int(held.sum()), y[wider].mean())) if true else 1.0


def pasted(box: Box, x: Array, y: Mask, share: float) -> Iterator[tuple[int, Box]]:
    """Ever wider boxes, each with the coordinate that was widened, as long as density does not fall."""
    while True:
        held = box.holds(x)
        density, least = y[held].mean(), max(1, int(share * held.sum()))
        best = max(_pastes(box, x, y, least), default=None)
        if best is None or best[0] < density:
            return
        _, _, negative, side, limit = best
        box = box.with_limit(-negative, side, limit)
        yield -negative, box


def _pastes(box: Box, x: Array, y: Mask, least: int) -> Iterator[tuple[float, int, int, int, float]]:
    """Every way to take in `least` points more on one side, or all there are: as `_peels`."""
    held = box.holds(x)
    n, true = int(held.sum()), int((held & y).sum())
    for k in box.restricted:
        for side, limit in ((BELOW, box.low[k]), (ABOVE, box.high[k])):
            if not np.isfinite(limit):
                continue
            sign = 1.0 if side == ABOVE else -1.0
            beyond = box.with_limit(k, side, sign * np.inf).holds(x) & ~held
            far = np.sort(sign * x[beyond, k])
            if not len(far):
                continue
            reach = int(np.searchsorted(far, far[min(least, len(far)) - 1], side="right"))
            edge = np.inf if reach == len(far) else 0.5 * (far[reach - 1] + far[reach])
            taken = beyond & (sign * x[:, k] <= edge)
            found = true + int((taken & y).sum())
            yield found / (n + reach), n + reach, -k, side, sign * edge


def merit(step: Step, density: float) -> tuple[bool, float, float]:
    """What steps are chosen by: those with at least `density` first, of these the one with the largest coverage.

    Among those that fall short the largest harmonic mean of density and coverage.
    """
    if step.density >= density:
        return True, step.coverage, step.density
    both = step.density * step.coverage
    return False, 2.0 * both / (step.density + step.coverage) if both else 0.0, step.density


def prim(x: Array, y: Mask, *, density: float, share: float, paste: float, least_mass: float) -> list[Step]:
    """The trajectory of one box, the box found last: peels, the one chosen, then what was dropped and pasted from it.

    `density`: aimed at; `share`, `paste`: of the points in the box that a peel takes off and a paste takes in;
    `least_mass`: of all points, left by the last peel.

    >>> x = (np.arange(100.0)[:, None] + 0.5) / 100
    >>> prim(x, x[:, 0] < 0.3, density=1.0, share=0.05, paste=0.01, least_mass=0.05)[-1].box.high
    (0.3,)
    """
    least = max(1, int(np.ceil(least_mass * len(x))))
    steps = [measured("peel", k, box, x, y) for k, box in peeled(x, y, share, least)]
    best = max(steps, key=lambda step: merit(step, density))
    steps.append(replace(best, kind="choose"))
    while True:
        fewer = [
            measured("drop", k, steps[-1].box.without(k), x, y)
            for k in steps[-1].box.restricted
            if chance(steps[-1].box, k, x, y) > CHANCE
        ]
        better = max(fewer, key=lambda step: merit(step, density), default=None)
        if better is None or merit(better, density) < merit(steps[-1], density):
            break
        steps.append(better)
    box = steps[-1].box
    return steps + [measured("paste", k, wider, x, y) for k, wider in pasted(box, x, y, paste)]

"""Two parties, choices and at most one range of straight lines: many draws at once, exact.

The choices give a frontier (`stairs`). With a range, each of its points starts a run of segments (`segments`), one for
each straight part of the range's curves. What a concept picks lies on one of them. No envelope of the segments is
needed: the best of all is the best of the frontier.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.tolerances import EQUAL
from bargain.uncertainty.model.batch import Batch, Settled, Solved
from bargain.uncertainty.model.curves import Curve
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.pick import HAIR, any_of, pick, rational
from bargain.uncertainty.model.segments import Segments, best_ends, only_one
from bargain.uncertainty.model.stairs import Stairs, apart, stairs_of, steps

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def solve_plane(model: Model, batch: Batch, concepts: tuple[str, ...], followed: Array) -> Solved:
    """What each concept settles; `followed`: points of followed agreements before attitude, shape (draws, k, 2)."""
    points = [table.points(batch.numbers, batch.weights) for table in model.tables]
    codes = [table.codes for table in model.tables]
    step = steps(points, batch.totals)
    bent = any_of(batch.numbers[:, model.attitudes])
    floor = np.where(bent[:, None], -np.inf, batch.disagreement)
    if not model.curves:
        return _choices(model, batch, concepts, followed, stairs_of(points, codes, step, floor), step)
    run = _Run(model.curves[0], batch)
    stairs = stairs_of(points, codes, step, floor - run.corners.max(axis=1))
    found = _with_range(model, batch, concepts, followed, run, (stairs, step))
    found.sure[bent] = False  # a bent segment has no closed form
    return found


def _choices(
    model: Model, batch: Batch, concepts: tuple[str, ...], followed: Array, stairs: Stairs, step: Array
) -> Solved:
    some = stairs.some
    raw = np.stack([stairs.x, stairs.y], axis=2) * step[:, None, :]
    raw[~some] = 0.0
    gains = model.bent(batch.numbers, raw) - batch.disagreement[:, None, :]
    zone, sure = rational(gains, some)
    sure &= apart(stairs, step)
    exists, settled, shares = any_of(zone), {}, batch.shares(model)
    for concept in concepts:
        row, clear = pick(concept, gains, zone, shares, stairs.codes)
        sure &= clear | ~exists
        positions = model.positions(np.take_along_axis(stairs.codes, row[:, None], axis=1)[:, 0])
        settled[concept] = Settled(exists, positions, np.zeros(positions.shape))
    raw[~some] = -np.inf
    beaten = np.zeros(followed.shape[:2], dtype=bool)
    for k in range(followed.shape[1]):
        x, y = (raw[:, :, p] - followed[:, k, p, None] for p in (0, 1))
        beaten[:, k] = any_of(((x >= -EQUAL) & (y > EQUAL)) | ((x > EQUAL) & (y >= -EQUAL)))
    return Solved(sure, exists, settled, ~beaten)


class _Run:
    """A range's curves between their corners: `knots`, shape (draws, k + 1), and `corners`, shape (draws, k + 1, 2)."""

    def __init__(self, curve: Curve, batch: Batch) -> None:
        self.issue = curve.issue
        self.knots = curve.knots(batch.numbers)
        self.corners = curve.points(batch.numbers, batch.weights, self.knots)
        low, high = curve.allowed(batch.numbers)
        self.length = np.diff(self.knots, axis=1)
        self.some = self.length > 0
        self.some[:, 0] |= low == high  # red lines leave one number
        self.some &= (low <= high)[:, None]

    def segments(self, raw: Array, some: Mask) -> Segments:
        """All sums of a point of `raw`, shape (draws, m, 2), and a part of the curve: shape (draws, m·k)."""
        draws, width = some.shape
        rise = np.diff(self.corners, axis=1)
        columns = []
        for p in (0, 1):
            start = raw[:, :, None, p] + self.corners[:, None, :-1, p]
            columns += [start.reshape(draws, -1), np.tile(rise[:, :, p], (1, width))]
        x, u, y, v = columns
        return Segments(x, y, u, v, (some[:, :, None] & self.some[:, None, :]).reshape(draws, -1))

    def numbers(self, t: Array, width: int) -> Array:
        """Numbers of the range at shares `t` of the segments over `width` points, shape (draws, m·k)."""
        return np.tile(self.knots[:, :-1], (1, width)) + t * np.tile(self.length, (1, width))


def _with_range(
    model: Model, batch: Batch, concepts: tuple[str, ...], followed: Array, run: _Run, sums: tuple[Stairs, Array]
) -> Solved:
    stairs, step = sums
    raw = np.stack([stairs.x, stairs.y], axis=2) * step[:, None, :]
    raw[~stairs.some] = 0.0
    reached = run.segments(raw, stairs.some)
    base = reached.moved(batch.disagreement[:, 0], batch.disagreement[:, 1])
    low, high = base.inside()
    most = base.best_least()
    zone = base.some & (most >= -EQUAL) & (low <= high)
    sure = ~any_of(base.some & (np.abs(most) <= HAIR))
    exists, shares, width = any_of(zone), batch.shares(model), stairs.x.shape[1]
    codes = np.repeat(stairs.codes, run.some.shape[1], axis=1)
    ideal = best_ends(base, low, high, zone) if "kalai_smorodinsky" in concepts else None
    settled = {}
    for concept in concepts:
        t = np.clip(base.peak(concept, shares, ideal), low, high)
        gains, x = base.at(t), run.numbers(t, width)
        row, clear = pick(concept, gains, zone, shares, codes, ideal=ideal)
        clear &= only_one(gains, zone, codes, x, row)
        at = row[:, None]
        if concept == "utilitarian":  # a level segment is as good all along
            slope = base.u * shares[:, :1] + base.v * shares[:, 1:]
            clear &= np.abs(np.take_along_axis(slope, at, axis=1)[:, 0]) > HAIR
        sure &= clear | ~exists
        positions = model.positions(np.take_along_axis(codes, at, axis=1)[:, 0])
        numbers = np.zeros(positions.shape)
        numbers[:, run.issue] = np.take_along_axis(x, at, axis=1)[:, 0]
        settled[concept] = Settled(exists, positions, numbers)
    best = [reached.moved(followed[:, k, 0], followed[:, k, 1]).beats_nothing() for k in range(followed.shape[1])]
    return Solved(sure, exists, settled, np.array(best, dtype=bool).reshape(-1, len(batch)).T)

"""The exact frontier of two parties for many draws at once: the method of `bargain.payoffs.buildup`, side by side.

Sums run on the same integers, so that what is equal on paper is equal here, and a sum that another beats is dropped at
each step. Instead of the way back to an agreement each sum carries the agreement's code, which adds up over factors as
points do; of equal sums the lowest code stays, which is the agreement that comes first in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.payoffs.buildup import steps_for
from bargain.payoffs.factors import TableFactor
from bargain.tolerances import EQUAL
from bargain.uncertainty.model.pick import any_of

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

NONE = -(2**60)
"""The sum that stands where a draw has fewer points than others: below every sum."""

MOST = 4_000_000
"""Sums held at a time; more draws than fit are taken in turns."""


@dataclass(frozen=True, eq=False)
class Stairs:
    """`x`, `y`: integer sums, shape (draws, m), x falling and y rising, NONE past the end; `codes`: of agreements."""

    x: Ints
    y: Ints
    codes: Ints

    @property
    def some(self) -> Mask:
        """Which of the m there are."""
        return self.x > NONE


def steps(points: list[Array], scale: Array) -> Array:
    """Step of the integer sums, shape (draws, 2), as `buildup.steps_for` has it; `points`: (draws, m, 2) a factor."""
    none = np.zeros((1, 0), dtype=np.int64)
    largest = [np.abs(p).max(axis=1, initial=0.0).reshape(1, -1) for p in points]  # all draws in one row
    rows = tuple(TableFactor((), (), none, row) for row in largest)
    return steps_for(rows, scale.ravel()).reshape(scale.shape)


def stairs_of(points: list[Array], codes: list[Ints], step: Array, floor: Array) -> Stairs:
    """The frontier of the sum of factors; what can no longer reach `floor`, shape (draws, 2), points, is dropped."""
    draws = len(step)
    tables = [np.rint(p / step[:, None, :]).astype(np.int64) for p in points]
    own = [_climb(t[:, :, 0], t[:, :, 1], np.broadcast_to(c, t.shape[:2])) for t, c in zip(tables, codes, strict=True)]
    own.sort(key=lambda s: -s.x.shape[1])
    tops = np.array([[s.x.max(axis=1), s.y.max(axis=1)] for s in own]).reshape(len(own), 2, draws)
    rest = tops.sum(axis=0) - np.cumsum(tops, axis=0)
    least = np.floor(np.clip((floor - EQUAL) / step, -(2.0**58), 2.0**58)).astype(np.int64).T - len(own) - 1
    found = Stairs(np.zeros((draws, 1), np.int64), np.zeros((draws, 1), np.int64), np.zeros((draws, 1), np.int64))
    for factor, later in zip(own, rest, strict=True):
        found = _added(found, factor, least - later)
    return found


def _added(sums: Stairs, factor: Stairs, least: Ints) -> Stairs:
    """The frontier of sums + factor, less what lies below `least`, shape (2, draws)."""
    draws, width = len(sums.x), sums.x.shape[1] * factor.x.shape[1]
    if draws > 1 and draws * width > MOST:
        half = draws // 2
        parts = [
            _added(_part(sums, piece), _part(factor, piece), least[:, piece])
            for piece in (slice(0, half), slice(half, draws))
        ]
        return _joined(parts)
    x, y, codes = (
        (a[:, :, None] + b[:, None, :]).reshape(draws, width)
        for a, b in ((factor.x, sums.x), (factor.y, sums.y), (factor.codes, sums.codes))
    )
    gone = (x < least[0][:, None]) | (y < least[1][:, None])
    gone |= ~(factor.some[:, :, None] & sums.some[:, None, :]).reshape(draws, width)
    x[gone], y[gone] = NONE, NONE
    return _climb(x, y, codes)


def _part(stairs: Stairs, rows: slice) -> Stairs:
    return Stairs(stairs.x[rows], stairs.y[rows], stairs.codes[rows])


def _joined(parts: list[Stairs]) -> Stairs:
    width = max(p.x.shape[1] for p in parts)

    def wide(a: Ints, fill: int) -> Ints:
        return np.pad(a, ((0, 0), (0, width - a.shape[1])), constant_values=fill)

    return Stairs(
        np.concatenate([wide(p.x, NONE) for p in parts]),
        np.concatenate([wide(p.y, NONE) for p in parts]),
        np.concatenate([wide(p.codes, 0) for p in parts]),
    )


def _climb(x: Ints, y: Ints, codes: Ints) -> Stairs:
    """The points of each row, shape (draws, m), that none of it beats: sort by x, falling, and keep where y climbs."""
    first = np.arange(len(x))[:, None] * x.shape[1]
    at = np.argsort(-x, axis=1) + first  # positions in the flattened arrays: numpy takes from those far quicker
    sorted_x = x.ravel()[at]
    level = (sorted_x[:, 1:] == sorted_x[:, :-1]) & (sorted_x[:, 1:] > NONE)
    again = np.flatnonzero(any_of(level))
    if len(again):  # of equal x the highest y stands first, of equal points the lowest code
        at[again] = np.lexsort((codes[again], -y[again], -x[again]), axis=-1) + first[again]
        sorted_x[again] = x.ravel()[at[again]]
    sorted_y = y.ravel()[at]
    kept = sorted_x > NONE
    kept[:, 1:] &= sorted_y[:, 1:] > np.maximum.accumulate(sorted_y, axis=1)[:, :-1]
    row, column = np.nonzero(kept)
    counts = kept.sum(axis=1)
    place = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    shape = (len(x), max(int(counts.max(initial=0)), 1))
    found = [np.full(shape, NONE), np.full(shape, NONE), np.zeros(shape, np.int64)]
    left = at[row, column]
    for held, values in zip(found, (x, y, codes), strict=True):
        held[row, place] = values.ravel()[left]
    return Stairs(*found)


def apart(stairs: Stairs, step: Array) -> Mask:
    """Mask, shape (draws,): no two neighbours are so close that a tolerance would have to merge them."""
    slack = EQUAL / step
    pair = stairs.some[:, 1:]
    run = np.where(pair, stairs.x[:, :-1] - stairs.x[:, 1:], np.iinfo(np.int64).max)
    rise = np.where(pair, stairs.y[:, 1:] - stairs.y[:, :-1], np.iinfo(np.int64).max)
    return np.asarray((run > slack[:, :1]).all(axis=1) & (rise > slack[:, 1:]).all(axis=1))

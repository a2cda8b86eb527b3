"""The exact discrete frontier, built factor by factor with back-pointers.

Partial sums that another partial sum beats can never be part of a frontier point, so they are dropped at once. The
sums run on integers: payoffs times the party's scale (the sum of its weights as written) are short decimals in most
cases, so that sums that are equal on paper are equal here, whatever the order of the issues.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any

import numpy as np

from bargain.errors import TooLargeError
from bargain.payoffs.dominance import nondominated
from bargain.payoffs.factors import TableFactor
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

DIGITS = 14
"""Decimal digits of the largest sum that the integers keep: fewer than floats hold, so rounding is absorbed."""

LEAST_SCALE = 1e-250
"""Weights that sum to less are no decimals any more, and a step beside them would be none."""

MOST_SUMS = 60_000_000
"""Candidates of one step: beyond it the frontier would not fit in memory."""


@dataclass(frozen=True, eq=False)
class Level:
    """Nondominated sums of the factors so far: `sums` (k, n) integers, made of `row` of this factor and `before`."""

    sums: Ints
    row: Ints
    before: Ints


@dataclass(frozen=True, eq=False)
class Buildup:
    """All levels for `factors` in the order in which they were added (last of the file first).

    `points`: shape (k, n), the nondominated sums before risk attitude, in points, distinct by more than a tolerance.
    """

    factors: tuple[TableFactor, ...]
    tables: tuple[Ints, ...]
    levels: tuple[Level, ...]
    final: Ints
    points: Array
    step: Array

    def rows(self, i: int) -> list[int]:
        """The row of each factor that makes up point i."""
        found, at = [], int(self.final[i])
        for level in reversed(self.levels):
            found.append(int(level.row[at]))
            at = int(level.before[at])
        return found[::-1]

    def settle(self, rows: list[int]) -> dict[str, str]:
        """The agreement that takes `rows` of the factors."""
        agreement: dict[str, str] = {}
        for factor, row in zip(reversed(self.factors), reversed(rows), strict=True):
            agreement |= factor.settle(row)
        return agreement

    def all_rows(self, i: int, most: int) -> list[list[int]]:
        """The rows of every combination whose sum is that of point i, up to `most`; first in file order first."""
        target = self.levels[-1].sums[self.final[i]] if self.levels else np.zeros(self.points.shape[1], dtype=np.int64)
        return list(islice(self._search(len(self.levels) - 1, target), most))

    def _search(self, level: int, target: Ints) -> Iterator[list[int]]:
        if level < 0:
            yield []
            return
        slack = (EQUAL / self.step).astype(np.int64)
        rest = target - self.tables[level]
        known = self.levels[level - 1].sums if level else np.zeros((1, len(target)), dtype=np.int64)
        for row in range(len(rest)):
            start, end = np.searchsorted(known[:, 0], (rest[row, 0] - slack[0], rest[row, 0] + slack[0] + 1))
            if (np.abs(known[start:end] - rest[row]) <= slack).all(axis=1).any():
                for rows in self._search(level - 1, rest[row]):
                    yield [*rows, row]


def steps_for(factors: tuple[TableFactor, ...], scale: Array) -> Array:
    """Step of the integer sums, shape (n,), in points: a decimal once multiplied by `scale`, shape (n,)."""
    scale = np.maximum(scale, LEAST_SCALE)
    sizes = [len(f.points) for f in factors if len(f.points)]
    largest = np.zeros(len(scale))
    if sizes:
        every = np.concatenate([f.points for f in factors])
        largest = np.maximum.reduceat(np.abs(every), [0, *accumulate(sizes[:-1])], axis=0).sum(axis=0)
    digits = np.ceil(np.log10(np.where(largest > EQUAL, largest, 1.0) * scale))
    return np.asarray(10.0 ** (digits - DIGITS) / scale)


def build_up(
    factors: tuple[TableFactor, ...], scale: Array, *, floor: Array | None = None, most: int | None = None
) -> Buildup | None:
    """Build the frontier of `factors`, which all have rows; `scale`, shape (n,), makes payoffs short decimals.

    `floor`: drop what can no longer reach these points, shape (n,). `most`: give up and return None when a level has
    more points than this. Raises TooLargeError when a step would not fit in memory.
    """
    ordered, parties = tuple(reversed(factors)), len(scale)
    step = steps_for(ordered, scale)
    tables = tuple(np.rint(f.points / step).astype(np.int64) for f in ordered)
    least, rest = None, [np.zeros(parties, dtype=np.int64)]  # rest: the most that the factors from each on can add
    if floor is not None:
        bounded = np.clip(floor, -1e100, 1e100) - EQUAL
        least = np.floor(np.clip(bounded / step, -(2.0**61), 2.0**61)).astype(np.int64) - len(tables) - 1
        for table in reversed(tables):
            rest.insert(0, rest[0] + table.max(axis=0))
    sums = np.zeros((1, parties), dtype=np.int64)
    levels: list[Level] = []
    for at, table in enumerate(tables):
        own = nondominated_rows(table)
        if len(own) * len(sums) > MOST_SUMS:
            raise TooLargeError(
                f"the frontier has more than {len(sums):.0e} points after {at} of {len(tables)} factors; ask for a "
                f"concept, which needs no frontier, or for the zone of agreement alone"
            )
        candidates = (table[own][:, None] + sums).reshape(-1, parties)
        if least is None:
            kept = nondominated(candidates)
        else:
            alive = np.flatnonzero((candidates + rest[at + 1] >= least).all(axis=1))
            kept = alive[nondominated(candidates[alive])]
        levels.append(Level(candidates[kept], own[kept // len(sums)], kept % len(sums)))
        sums = levels[-1].sums
        if most is not None and len(sums) > most:
            return None
        if not len(sums):
            break
    slack = (EQUAL / step).astype(np.int64)
    whole = len(levels) == len(tables)
    final = distinct_by_tolerance(sums, slack) if whole else np.zeros(0, dtype=np.int64)
    points = _points(ordered, tuple(levels), final, parties) if whole else np.zeros((0, parties))
    return Buildup(ordered, tables, tuple(levels), final, points, step)


def nondominated_rows(table: Ints) -> Ints:
    """Rows of one factor that no other row beats; equal rows once, first in file order."""
    return np.sort(nondominated(table))


def _points(factors: tuple[TableFactor, ...], levels: tuple[Level, ...], final: Ints, parties: int) -> Array:
    """Float sums of the final points from the tables themselves: no rounding to steps is left in them."""
    total, at = np.zeros((len(final), parties)), final
    for factor, level in zip(reversed(factors), reversed(levels), strict=True):
        total += factor.points[level.row[at]]
        at = level.before[at]
    return total


def distinct_by_tolerance(sums: Ints, slack: Ints) -> Ints:
    """Positions of exact maxima that stay when payoffs closer than `slack`, shape (n,), steps count as equal."""
    kept: list[int] = []
    if len(sums) < 2:
        return np.arange(len(sums))
    close = np.zeros(len(sums), dtype=bool)  # nearly equal to a neighbour somewhere: rare
    for j in range(sums.shape[1]):
        order = sums[:, j].argsort(kind="stable")
        column = sums[order, j]
        gap = column[1:] - column[:-1]
        near = (gap <= slack[j]) & (gap > 0)
        if near.any():
            close[order[:-1][near]] = True
            close[order[1:][near]] = True
    if not close.any():
        return np.arange(len(sums))
    for i in np.flatnonzero(close).tolist():
        worse = (sums >= sums[i] - slack).all(axis=1) & (sums > sums[i] + slack).any(axis=1)
        same = (np.abs(sums - sums[i]) <= slack).all(axis=1)
        same[i:] = False
        if not worse.any() and not same[kept].any():
            kept.append(i)
    return np.array(sorted({*np.flatnonzero(~close).tolist(), *kept}), dtype=np.int64)

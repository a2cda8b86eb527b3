"""The value of a zero-sum game and optimal strategies of both: what each party can be sure of, whatever the other does.

Source: von Neumann (1928). The linear programme is nashpy's, on payoffs scaled to [0, 1]; its answer is then solved
again from the strategies in use, so that it is exact to rounding. Its solver takes differences below 1e-7 for none:
where that leaves a gap between what both parties can secure, the simplex method is walked to its end here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.strategic.bimatrix.nashpy_door import maximin

Array = np.ndarray[Any, np.dtype[np.float64]]

SADDLE = 1e-12
"""Payoffs closer than this, as a share of the range, make no difference to a saddle point in pure strategies."""

CLOSED = 1e-13
"""Smaller gaps between what both parties can secure, as a share of the range, are rounding."""

IN_USE = 1e-7
"""Smaller probabilities, and smaller losses against the best reply, are the linear programme's rounding."""


@dataclass(frozen=True, eq=False)
class ZeroSum:
    """`row`, shape (m,), secures its party at least `low`, `column`, shape (n,), holds it to at most `high`."""

    row: Array
    column: Array
    low: float
    high: float

    @property
    def value(self) -> float:
        """What the row party gets from the column party; half of `high - low` is the error, rounding as a rule."""
        return (self.low + self.high) / 2


def zero_sum(C: Array) -> ZeroSum:
    """Value and optimal strategies of the game in which the column party pays `C`, shape (m, n), to the row party.

    The first saddle point in pure strategies, row by row, where there is one; otherwise mixed strategies.
    Raises SolverError where the linear programme gives up.
    """
    least, spread = float(C.min()), float(np.ptp(C))
    S = (C - least) / spread if spread > 0 else np.zeros_like(C)
    best_of_column, worst_of_row = S.max(axis=0), S.min(axis=1, keepdims=True)
    saddles = (best_of_column - S <= SADDLE) & (S - worst_of_row <= SADDLE)
    if saddles.any():
        i, j = np.argwhere(saddles)[0]
        row, column = np.eye(len(S))[i], np.eye(S.shape[1])[j]
    else:
        row, column = maximin(S), maximin(1.0 - S.T)
        row, column = _sharper(S, row, column), _sharper(1.0 - S.T, column, row)
        if _gap(S, row, column) > CLOSED:
            row, column = min((row, column), _by_pivoting(S), key=lambda pair: _gap(S, *pair))
    low, high = float((row @ S).min()), float((S @ column).max())
    return ZeroSum(row, column, least + spread * low, least + spread * high)


def _sharper(S: Array, own: Array, other: Array) -> Array:
    """The strategy that makes the other indifferent between its strategies in use, if it secures no less than `own`."""
    best = own
    used = own > IN_USE
    replies = own @ S
    for tight in (other > IN_USE, replies <= replies.min() + IN_USE):
        count = int(tight.sum())
        system = np.block([[S[np.ix_(used, tight)].T, -np.ones((count, 1))], [np.ones((1, int(used.sum()))), 0.0]])
        weights = np.linalg.lstsq(system, np.append(np.zeros(count), 1.0), rcond=None)[0][:-1]
        if (weights < -IN_USE).any() or not weights.any():
            continue
        found = np.zeros_like(own)
        found[used] = np.maximum(weights, 0.0)
        found /= found.sum()
        if (found @ S).min() >= (best @ S).min():
            best = found
    return best


def _gap(S: Array, row: Array, column: Array) -> float:
    """By how much what `column` holds the row party to exceeds what `row` secures: 0 where both are optimal."""
    return float((S @ column).max() - (row @ S).min())


def _by_pivoting(S: Array) -> tuple[Array, Array]:
    """Optimal strategies of both by the simplex method: z ≥ 0 of largest sum with M z ≤ 1, where M = 1 + S is positive.

    Scaled to sum 1, z is the column party's strategy and the prices of the rows are the row party's. Source: Dantzig
    (1951); after many steps the first entering strategy is taken, so that it ends (Bland 1977).
    """
    M = 1.0 + S
    rows, columns = M.shape
    table = np.block([[M, np.eye(rows), np.ones((rows, 1))], [-np.ones(columns), np.zeros(rows + 1)]])
    basis = np.arange(columns, columns + rows)
    for step in range(50 * (rows + columns)):
        costs = table[-1, :-1]
        if costs.min() >= -1e-13:
            break
        entering = int(costs.argmin()) if step < 10 * (rows + columns) else int((costs < -1e-13).argmax())
        rising = np.flatnonzero(table[:-1, entering] > 1e-12)
        ratios = table[rising, -1] / table[rising, entering]
        tied = rising[ratios <= ratios.min() + 1e-15]
        leaving = int(tied[basis[tied].argmin()])
        table[leaving] /= table[leaving, entering]
        others = np.arange(rows + 1) != leaving
        table[others] -= np.outer(table[others, entering], table[leaving])
        basis[leaving] = entering
    used = np.sort(basis[basis < columns])
    tight = np.setdiff1d(np.arange(rows), basis - columns)
    square = M[np.ix_(tight, used)]
    row, column = np.zeros(rows), np.zeros(columns)
    row[tight], column[used] = (
        np.linalg.solve(square.T, np.ones(len(used))),
        np.linalg.solve(square, np.ones(len(used))),
    )
    row, column = np.maximum(row, 0.0), np.maximum(column, 0.0)
    return row / row.sum(), column / column.sum()

"""All extreme Nash equilibria of a game of two parties in payoff matrices.

The equilibria of a bimatrix game are the pairs of points of the two best-response polytopes in which every strategy
is unused or a best reply. A finite number of them, the pairs of vertices, are *extreme*; all others are mixtures of
these inside a component. Source: Mangasarian (1964); Winkels (1979); von Stengel (2007), Algorithm 3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bargain.showing import Shown
from bargain.strategic.bimatrix.matrices import payoff_matrices
from bargain.strategic.bimatrix.polytopes import Bools, Vertices, masks, vertices

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

TIE = 1e-10
"""Two payoffs closer than this, as a share of the largest difference that the party's choice can make, are equal; also
the smallest probability that counts as one. Payoffs so large that their last digit is coarser widen it."""

DEVIATION = 1e-9
"""Most that a deviation may gain, as a share of the party's payoff range, for a pair to be listed."""


@dataclass(frozen=True)
class Equilibrium:
    """One extreme equilibrium. `row`, `column`: probabilities of each strategy; `payoffs`: expected, (row, column).

    `deviation`: the most that either party could gain by another strategy, in its own payoff units.
    """

    row: tuple[float, ...]
    column: tuple[float, ...]
    payoffs: tuple[float, float]
    deviation: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "row": list(self.row),
            "column": list(self.column),
            "payoffs": list(self.payoffs),
            "deviation": self.deviation,
        }


@dataclass(frozen=True)
class Equilibria(Shown):
    """All extreme equilibria, those that use early strategies first.

    `degenerate`: some mixed strategy, of either party, has more pure best replies than strategies in use; equilibria
    may then form whole components, whose corners are the ones listed. `complete`: proven that none is missing.
    """

    equilibria: tuple[Equilibrium, ...]
    degenerate: bool
    complete: bool
    method: str

    def __len__(self) -> int:
        return len(self.equilibria)

    def __iter__(self) -> Iterator[Equilibrium]:
        return iter(self.equilibria)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "equilibria": [one.to_dict() for one in self.equilibria],
            "degenerate": self.degenerate,
            "complete": self.complete,
            "method": self.method,
        }

    def __repr__(self) -> str:
        count = len(self.equilibria)
        kind = "; degenerate: they may be corners of whole components" if self.degenerate else ""
        lines = [f"{count} extreme equilibri{'um' if count == 1 else 'a'}{kind}"]
        for one in self.equilibria:
            lines.append(f"  row {in_short(one.row)}, column {in_short(one.column)}: payoffs {in_short(one.payoffs)}")
        largest = max((one.deviation for one in self.equilibria), default=0.0)
        proof = "none is missing, by proof" if self.complete else "not proven complete"
        return "\n".join([*lines, f"  found by {self.method}; {proof}; largest gain from deviating {largest:.1e}"])


def equilibria(A: npt.ArrayLike, B: npt.ArrayLike) -> Equilibria:
    """All extreme equilibria of the game in which `A` pays the row party and `B` the column party, both (m, n).

    Payoffs in any units, one for each party; degenerate games, a single row or column, constant payoffs included.
    Raises GameError for tables that are no payoff matrices of one shape, TooLargeError above some 15 × 15.
    Source: von Stengel (2007), Equilibrium computation for two-player games, section 3.

    >>> found = equilibria([[3, 0], [0, 2]], [[2, 0], [0, 3]])
    >>> found  # doctest: +ELLIPSIS
    3 extreme equilibria
      row (1, 0), column (1, 0): payoffs (3, 2)
      row (0.6, 0.4), column (0.4, 0.6): payoffs (1.2, 1.2)
      row (0, 1), column (0, 1): payoffs (2, 3)
      found by vertices of both best-response polytopes; none is missing, by proof; largest gain from deviating ...
    >>> [round(p, 9) for p in found.equilibria[1].row], found.degenerate
    ([0.6, 0.4], False)
    """
    A, B = payoff_matrices(A, B)
    by_row, row_tie = _scaled(A)
    by_column, column_tie = _scaled(B.T)
    rows, columns = vertices(by_column, column_tie), vertices(by_row, row_tie)
    candidates = [
        _verified(A, B, rows.strategies[i], columns.strategies[j], max(row_tie, column_tie))
        for i, j in _matched(rows, columns)
    ]
    found = sorted(filter(None, candidates), key=_place)
    return Equilibria(
        tuple(found),
        rows.degenerate or columns.degenerate,
        rows.complete and columns.complete,
        "vertices of both best-response polytopes",
    )


def in_short(numbers: tuple[float, ...]) -> str:
    """Numbers on one line, six digits each."""
    return "(" + ", ".join(format(number, ".6g") for number in numbers) + ")"


def _scaled(A: Array) -> tuple[Array, float]:
    """Payoffs of the party that chooses a row, on [1, 2], and how far apart two of them may be and still be equal.

    A number added to all payoffs against one strategy of the other changes no best reply, so each column starts at 1.
    """
    gains = A - A.min(axis=0)
    digit = np.spacing(np.abs(A).max(axis=0))
    gains[gains <= 4 * digit] = 0.0
    spread = float(gains.max())
    if spread == 0.0:
        return np.ones_like(A), TIE
    coarse = float(digit[gains.max(axis=0) > 0].max()) / spread
    return 1.0 + gains / spread, min(max(TIE, 16 * coarse), 1e-6)


def _matched(rows: Vertices, columns: Vertices) -> Iterator[tuple[int, int]]:
    """Pairs of vertices in which every strategy is unused or a best reply, by bit masks of their labels."""
    first = masks(np.roll(rows.tight, rows.strategies.shape[1], axis=1))
    second = masks(columns.tight)
    whole = masks(np.ones((1, rows.tight.shape[1]), dtype=bool))[0]
    step = max(1, 4_000_000 // len(second))
    for start in range(0, len(first), step):
        together: Bools = np.ones((len(first[start : start + step]), len(second)), dtype=bool)
        for word, wanted in enumerate(whole):
            together &= (first[start : start + step, None, word] | second[None, :, word]) == wanted
        for i, j in np.argwhere(together).tolist():
            yield start + i, j


def _verified(A: Array, B: Array, x: Array, y: Array, tie: float) -> Equilibrium | None:
    """The equilibrium in which the parties play `x` and `y`, or None where one would gain by leaving it."""
    gain = deviations(A, B, x, y)
    allowed = max(DEVIATION, 4 * tie)
    if gain[0] > allowed * np.ptp(A) + np.spacing(np.abs(A).max()):
        return None
    if gain[1] > allowed * np.ptp(B) + np.spacing(np.abs(B).max()):
        return None
    return Equilibrium(tuple(x.tolist()), tuple(y.tolist()), (float(x @ A @ y), float(x @ B @ y)), max(gain))


def deviations(A: Array, B: Array, x: Array, y: Array) -> tuple[float, float]:
    """What the row and the column party would gain by the best reply to the other's strategy, each in its units."""
    to_rows, to_columns = (A - A.min(axis=0)) @ y, x @ (B - B.min(axis=1, keepdims=True))
    return max(float(to_rows.max() - x @ to_rows), 0.0), max(float(to_columns.max() - to_columns @ y), 0.0)


def _place(one: Equilibrium) -> tuple[float, ...]:
    return tuple(-round(p, 8) for p in (*one.row, *one.column))

"""The feasible payoffs as a mixed-integer programme: one binary a row, one binary and one share a straight piece.

Points before risk attitude are linear in these variables. A measure that is concave in a party's points enters by
tangents from above, added where the last answer lies, so that every bound is proven and the gap closes (outer
approximation, Duran & Grossmann 1986). A smooth curve enters by chords lifted above it, split where the answer lies
and where they miss it by most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bargain.payoffs.factors import CurveFactor, Factor
from bargain.payoffs.pieces import drawn_curve
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solver import Answer, maximise_integer
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

FIRST_KNOTS = 17
"""Knots by which a smooth curve enters at first."""

BIG = 1e7
"""Larger than any measure: the bound of a free variable."""

Settled = tuple[float, ...]
"""One member of each factor: a row of a table, the number of a range."""


@dataclass(eq=False)
class Block:
    """Where one factor stands among the variables: `size` binaries from `start`, shares of pieces after them."""

    factor: Factor
    start: int
    size: int
    shares: bool

    @property
    def columns(self) -> int:
        """Variables of this factor."""
        return self.size * (2 if self.shares else 1)


@dataclass(eq=False)
class Programme:
    """Variables: the factors' blocks, then each party's points V (n of them), then whatever a measure adds."""

    problem: BargainingProblem
    factors: list[Factor] = field(default_factory=list)
    excluded: list[Settled] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.factors:
            self.factors = [
                drawn_curve(f, FIRST_KNOTS)[0] if isinstance(f, CurveFactor) and f.smooth else f
                for f in self.problem.factors
            ]

    @property
    def n(self) -> int:
        """Number of parties."""
        return len(self.problem.parties)

    def blocks(self) -> list[Block]:
        """The factors' places among the variables."""
        found, at = [], 0
        for factor in self.factors:
            curve = isinstance(factor, CurveFactor) and len(factor.knots) > 1
            size = len(factor.points) - 1 if curve else len(factor.points)
            found.append(Block(factor, at, size, curve))
            at += found[-1].columns
        return found

    def solve(self, build: Callable[[Model], None], floor: Array | None) -> tuple[Answer, Settled | None]:
        """Maximise what `build` adds to a fresh model; `floor`: least points of each party, or None."""
        model = Model(self, floor)
        build(model)
        answer = model.maximise()
        return answer, None if answer.x is None else self.settle(answer.x)

    def settle(self, x: Array) -> Settled:
        """The member of each factor that the variables choose."""
        members: list[float] = []
        for block in self.blocks():
            row = int(x[block.start : block.start + block.size].argmax())
            if isinstance(block.factor, CurveFactor):
                knots = block.factor.knots
                share = float(np.clip(x[block.start + block.size + row], 0.0, 1.0)) if block.shares else 0.0
                members.append(float(knots[row] + share * (knots[min(row + 1, len(knots) - 1)] - knots[row])))
            else:
                members.append(row)
        return tuple(members)

    def points(self, settled: Settled) -> Array:
        """Points before risk attitude of one member per factor, shape (n,), from the factors themselves."""
        total = np.zeros(self.n)
        for factor, member in zip(self.factors, settled, strict=True):
            if isinstance(factor, CurveFactor):
                total += factor.at(np.array([member]))[0]
            else:
                total += factor.points[int(member)]
        return total

    def split(self, settled: Settled, x: Array) -> bool:
        """Put knots into the pieces of smooth curves that the variables `x` choose: where the curve was settled, and
        where the chord misses each party's curve by most. Whether any was new."""
        new = False
        for f, (block, number) in enumerate(zip(self.blocks(), settled, strict=True)):
            factor = block.factor
            if not isinstance(factor, CurveFactor) or not factor.smooth or not block.shares:
                continue
            piece = int(x[block.start : block.start + block.size].argmax())
            left, right = factor.knots[piece], factor.knots[piece + 1]
            if right - left > 1e-13 * (factor.knots[-1] - factor.knots[0]):
                inside = np.append(_misses(factor)[1][piece], number)
                finer = factor.with_knots(inside[(inside > left) & (inside < right)])
                new |= len(finer.knots) > len(factor.knots)
                self.factors[f] = finer
        return new


class Model:
    """One mixed-integer programme under construction."""

    def __init__(self, programme: Programme, floor: Array | None) -> None:
        self.programme = programme
        self.blocks = programme.blocks()
        self.columns = sum(b.columns for b in self.blocks)
        self.points = list(range(self.columns, self.columns + programme.n))
        self.columns += programme.n
        self._rows: list[tuple[list[int], list[float], float, float]] = []
        self._extra: list[tuple[float, float, int]] = []
        self.objective: dict[int, float] = {}
        self._factors(floor)

    def variable(self, low: float = -BIG, high: float = BIG, *, whole: bool = False) -> int:
        """A new variable; its column."""
        self._extra.append((low, high, int(whole)))
        self.columns += 1
        return self.columns - 1

    def row(self, terms: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        """low ≤ Σ coefficient × variable ≤ high."""
        self._rows.append((list(terms), list(terms.values()), low, high))

    def _factors(self, floor: Array | None) -> None:
        totals: list[dict[int, float]] = [{p: -1.0} for p in self.points]
        for block in self.blocks:
            chosen = range(block.start, block.start + block.size)
            self.row(dict.fromkeys(chosen, 1.0), 1.0, 1.0)
            lift = _lifts(block.factor) if block.shares and isinstance(block.factor, CurveFactor) else None
            for k, column in enumerate(chosen):
                for i in range(self.programme.n):
                    extra = 0.0 if lift is None else lift[k, i]
                    totals[i][column] = float(block.factor.points[k, i]) + extra
                if block.shares:
                    share = column + block.size
                    self.row({share: 1.0, column: -1.0}, high=0.0)
                    for i in range(self.programme.n):
                        totals[i][share] = float(block.factor.points[k + 1, i] - block.factor.points[k, i])
        for i, terms in enumerate(totals):
            self.row(terms, 0.0, 0.0 if not any(_lifted(b.factor) for b in self.blocks) else np.inf)
            if floor is not None and np.isfinite(floor[i]):
                self.row({self.points[i]: 1.0}, low=float(floor[i]))
        for settled in self.programme.excluded:
            columns = [b.start + int(m) for b, m in zip(self.blocks, settled, strict=True)]
            self.row(dict.fromkeys(columns, 1.0), high=len(columns) - 1.0)

    @staticmethod
    def _reach(factor: Factor) -> Array:
        """Least and most points of one factor, shape (2, n)."""
        lift = 0.0
        if isinstance(factor, CurveFactor) and factor.smooth:
            lift = np.abs(np.diff(factor.points, axis=0)).max(axis=0)
        return np.stack([factor.points.min(axis=0), factor.points.max(axis=0) + lift])

    def maximise(self) -> Answer:
        """Solve."""
        from scipy.sparse import coo_array

        objective = np.zeros(self.columns)
        for column, weight in self.objective.items():
            objective[column] = weight
        entries = [(r, c, v) for r, (cs, vs, _, _) in enumerate(self._rows) for c, v in zip(cs, vs, strict=True)]
        r, c, v = zip(*entries, strict=True)
        at = np.array(r, dtype=np.int32), np.array(c, dtype=np.int32)  # a milp of older scipy refuses wider ones
        matrix = coo_array((v, at), shape=(len(self._rows), self.columns)).tocsr()
        own = self.columns - len(self._extra)
        least, most, whole = np.full(self.columns, -BIG), np.full(self.columns, BIG), np.zeros(self.columns)
        for i, column in enumerate(self.points):
            reach = [self._reach(block.factor)[:, i] for block in self.blocks]
            least[column], most[column] = sum(r[0] for r in reach) - 1.0, sum(r[1] for r in reach) + 1.0
        for block in self.blocks:
            both = slice(block.start, block.start + block.columns)
            least[both], most[both] = 0.0, 1.0
            whole[block.start : block.start + block.size] = 1
        for k, (low, high, integer) in enumerate(self._extra):
            least[own + k], most[own + k], whole[own + k] = low, high, integer
        bounds = np.array([(low, high) for _, _, low, high in self._rows])
        return maximise_integer(objective, matrix, bounds[:, 0], bounds[:, 1], integer=whole, least=least, most=most)


def _lifted(factor: Factor) -> bool:
    return isinstance(factor, CurveFactor) and factor.smooth


def _lifts(curve: CurveFactor) -> Array | None:
    """By how much each chord of a smooth curve must be raised to lie above it, shape (pieces, n), points."""
    return np.maximum(_misses(curve)[0], 0.0) + EQUAL * 1e-3 if curve.smooth else None


def _misses(curve: CurveFactor) -> tuple[Array, Array]:
    """By how much the curve exceeds each of its chords at most, and the number at which it does, shapes (pieces, n).

    A power curve bends one way, so on each piece the miss has one peak, found by ternary search.
    """
    start, run = curve.knots[:-1, None], np.diff(curve.knots)[:, None]
    rise = np.diff(curve.points, axis=0)
    low, high = np.zeros_like(rise), np.ones_like(rise)

    def miss(share: Array) -> Array:
        at = start + share * run
        columns = [
            curve.at(at[:, i])[:, i] - (curve.points[:-1, i] + share[:, i] * rise[:, i]) for i in range(rise.shape[1])
        ]
        return np.stack(columns, axis=1)

    for _ in range(40):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        better = miss(a) < miss(b)
        low, high = np.where(better, a, low), np.where(better, high, b)
    share = (low + high) / 2
    return miss(share), start + share * run

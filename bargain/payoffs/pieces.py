"""Two-party frontiers with ranges: the discrete frontier of the choices, then one chain for each range added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.payoffs.buildup import Buildup, build_up
from bargain.payoffs.chain import Chain, chain_of, polyline, sum_with
from bargain.payoffs.factors import CurveFactor, TableFactor
from bargain.payoffs.problem import BargainingProblem
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

SMOOTH_KNOTS = 129
"""Straight pieces, less one, by which a smooth curve is drawn."""


@dataclass(frozen=True, eq=False)
class Pieces:
    """`final`: the frontier before risk attitude; `chains`, `curves`, `build`: how to find the agreement behind it."""

    build: Buildup
    curves: tuple[tuple[CurveFactor, Chain], ...]
    chains: tuple[Chain, ...]
    final: Chain
    resolution: float

    def settle(self, piece: int, share: float) -> tuple[dict[str, float], int]:
        """Settled numbers of the ranges, and the point of the discrete frontier, at `share` of `piece`."""
        chain, i, t = self.final, piece, share
        numbers: dict[str, float] = {}
        for at in range(len(self.curves) - 1, -1, -1):
            factor, line = self.curves[at]
            b = chain.b0[i] + t * (chain.b1[i] - chain.b0[i])
            row = int(chain.row[i])
            on_line = line.b0[row] + b * (line.b1[row] - line.b0[row])
            segment = int(line.row[row])
            low, high = factor.knots[segment], factor.knots[min(segment + 1, len(factor.knots) - 1)]
            numbers[factor.issue.name] = float(low + on_line * (high - low))
            t, i = float(chain.a0[i] + t * (chain.a1[i] - chain.a0[i])), int(chain.before[i])
            chain = self.chains[at]
        return numbers, int(self.chains[0].row[i])

    def agreements(self, piece: int, share: float, most: int) -> list[dict[str, Any]]:
        """Agreements at `share` of `piece`: the same numbers, and every combination of choices that pays the same."""
        numbers, point = self.settle(piece, share)
        rows = [self.build.rows(point)] if most == 1 else self.build.all_rows(point, most)
        return [{**self.build.settle(r), **numbers} for r in rows]

    def above(self, floor: Array) -> Pieces:
        """The part on which both parties reach `floor`, shape (2,), points before risk attitude."""
        c = self.final
        run, fall = c.x1 - c.x0, c.y0 - c.y1
        point = (run <= 0) | (fall <= 0)
        left = np.where(point, 0.0, (floor[0] - c.x0) / np.where(point, 1.0, run))
        right = np.where(point, 1.0, (c.y0 - floor[1]) / np.where(point, 1.0, fall))
        slack = EQUAL / np.maximum(np.minimum(run, fall), EQUAL)
        keep = ~point & (left <= right + slack) & (left <= 1 + slack) & (right >= -slack)
        keep &= (c.x1 >= floor[0] - EQUAL) & (c.y0 >= floor[1] - EQUAL)
        keep |= point & (c.x0 >= floor[0] - EQUAL) & (c.y0 >= floor[1] - EQUAL)
        rows = np.flatnonzero(keep)
        a, b = np.clip(left[rows], 0.0, 1.0), np.clip(right[rows], 0.0, 1.0)
        b = np.maximum(a, b)
        return replace(self, final=c.cut(rows, a, b))

    def segments(self) -> Array:
        """Ends of all pieces that are longer than a point, shape (p, 2, 2), points before risk attitude."""
        c = self.final
        ends = np.stack([np.stack([c.x0, c.y0], axis=1), np.stack([c.x1, c.y1], axis=1)], axis=1)
        return np.asarray(ends[c.x1 > c.x0])

    def corners(self) -> tuple[Array, Ints, Array]:
        """Distinct ends of pieces that no other end beats, shape (k, 2), with its piece and share."""
        c = self.final
        k = len(c)
        ends = np.empty((2 * k, 2))
        ends[0::2], ends[1::2] = np.stack([c.x0, c.y0], axis=1), np.stack([c.x1, c.y1], axis=1)
        piece, share = np.repeat(np.arange(k), 2), np.tile([0.0, 1.0], k)
        fresh = np.ones(2 * k, dtype=bool)
        fresh[1:] = (np.abs(np.diff(ends, axis=0)) > EQUAL).any(axis=1)
        ends, piece, share = ends[fresh], piece[fresh], share[fresh]
        step = np.diff(ends, axis=0)  # along the frontier x rises and y falls; else one of the two ends beats the other
        best = np.ones(len(ends), dtype=bool)
        best[1:] &= ~((step[:, 0] <= EQUAL) & (step[:, 1] < -EQUAL))
        best[:-1] &= ~((step[:, 0] > EQUAL) & (step[:, 1] >= -EQUAL))
        return ends[best], piece[best], share[best]


def build_pieces(problem: BargainingProblem, curves: tuple[CurveFactor, ...] | None = None) -> Pieces:
    """The two-party frontier of a problem with ranges; `curves` stand for the problem's own when given."""
    tables = tuple(f for f in problem.factors if isinstance(f, TableFactor))
    scale = np.ones(2) if problem.scale is None else problem.scale
    build = build_up(tables, scale)
    assert build is not None
    chains = [chain_of(build.points)]
    drawn = []
    resolution = 0.0
    for curve in curves or problem.curves:
        if curve.smooth and curves is None:
            curve, miss = drawn_curve(curve)
            resolution += miss
        line = polyline(curve.points)
        drawn.append((curve, line))
        chains.append(sum_with(chains[-1], line))
    return Pieces(build, tuple(drawn), tuple(chains), chains[-1], resolution)


def drawn_curve(curve: CurveFactor, knots: int = SMOOTH_KNOTS) -> tuple[CurveFactor, float]:
    """A smooth curve by straight pieces, closer together near both ends; and the most by which they miss it."""
    low, high = curve.knots[0], curve.knots[-1]
    share = (1 - np.cos(np.linspace(0.0, np.pi, knots))) / 2
    drawn = curve.with_knots(low + (high - low) * share**2 * (3 - 2 * share))
    return drawn, chord_error(drawn)


def chord_error(curve: CurveFactor) -> float:
    """The most, in points, by which the straight pieces of a curve miss it, looked at inside every piece."""
    worst = 0.0
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        x = curve.knots[:-1] + share * np.diff(curve.knots)
        chord = curve.points[:-1] + share * np.diff(curve.points, axis=0)
        worst = max(worst, float(np.abs(curve.at(x) - chord).max(initial=0.0)))
    return worst

"""The one decision how R is searched: points, pieces, polygon, columns or a mixed-integer programme."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from bargain.payoffs.bent_support import BentSupport
from bargain.payoffs.buildup import build_up
from bargain.payoffs.columns_region import ColumnsRegion
from bargain.payoffs.criteria import Criterion
from bargain.payoffs.factors import CurveFactor, TableFactor
from bargain.payoffs.frontier import pareto_frontier, rational_frontier, scale_of
from bargain.payoffs.pieces import build_pieces, drawn_curve
from bargain.payoffs.pieces_region import PiecesRegion
from bargain.payoffs.points_region import PointsRegion
from bargain.payoffs.polygon_region import PolygonRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme_region import ProgrammeRegion
from bargain.payoffs.region import Optimum, Region
from bargain.payoffs.support import PiecesSupport, PointsSupport, SumSupport, Support, settled_by

Array = np.ndarray[Any, np.dtype[np.float64]]

FITS = {3: 20_000}
"""Points of a frontier that is still searched as such, by number of parties; other numbers: FITS_MANY."""

FITS_MANY = 6_000

FINE_KNOTS = 2_049
"""Straight pieces, less one, by which a smooth curve is drawn where it cannot be refined at the answer."""


BENT_KNOTS = 129
"""The same, where every piece is searched on its own."""


@dataclass(frozen=True, eq=False)
class NoRegion:
    """R when red lines leave no agreement at all."""

    exists: bool = False
    ideal: Array = field(default_factory=lambda: np.zeros(0))

    def maximise(self, criterion: Criterion) -> Optimum:
        """Never asked for: nothing exists."""
        raise ValueError("the region is empty")


def rational_region(problem: BargainingProblem) -> Region:
    """R of a problem. Kept with the problem, so that all concepts asked of it share one search."""
    kept = vars(problem)
    if "_region" not in kept:
        kept["_region"] = _region(problem)
    region: Region = kept["_region"]
    return region


def _region(problem: BargainingProblem) -> Region:
    if not problem.factors or not problem.feasible:
        return NoRegion()
    parties = len(problem.parties)
    if problem.lotteries and parties > 1:
        return _with_lotteries(problem, parties)
    if not problem.curves or parties == 1:
        if parties <= 2 or (problem.risk_aversion < 0).any() or _fits(problem):
            return PointsRegion(problem, rational_frontier(problem))
    elif parties == 2 and not any(curve.smooth for curve in problem.curves):
        return PiecesRegion.of(problem)
    elif parties == 2 and (problem.risk_aversion < 0).any():
        return PiecesRegion.of(drawn(problem, FINE_KNOTS))
    return ProgrammeRegion(problem)


def _fits(problem: BargainingProblem) -> bool:
    """Whether every step of the rational frontier stays small enough to be searched as points."""
    tables = tuple(f for f in problem.factors if isinstance(f, TableFactor))
    most = FITS.get(len(problem.parties), FITS_MANY)
    return build_up(tables, scale_of(problem), floor=problem.floor, most=most) is not None


def _with_lotteries(problem: BargainingProblem, parties: int) -> Region:
    if parties == 2:
        return PolygonRegion.of(problem, support_of(problem))
    return ColumnsRegion(problem, support_of(problem))


def support_of(problem: BargainingProblem) -> Support:
    """How the support points of a problem are found."""
    if problem.neutral:
        return SumSupport(problem)
    if not problem.curves:
        if len(problem.parties) == 2 or (problem.risk_aversion < 0).any() or _fits(unbounded(problem)):
            return PointsSupport(pareto_frontier(problem))
    elif len(problem.parties) == 2:
        fine = drawn(problem, FINE_KNOTS)
        return PiecesSupport(unbounded(fine), build_pieces(fine))
    else:
        tables = tuple(f for f in problem.factors if isinstance(f, TableFactor))
        build = build_up(tables, scale_of(problem), most=FITS_MANY)
        if build is not None:
            fine = drawn(problem, BENT_KNOTS)
            return BentSupport(problem, build, fine.curves)
    return ProgrammeSupport(unbounded(problem))


def unbounded(problem: BargainingProblem) -> BargainingProblem:
    """The same problem with a disagreement below every payoff, so that R is all of the frontier."""
    lowest = sum(f.points.min(axis=0) for f in problem.factors)
    return problem.with_disagreement(problem.payoffs(np.asarray(lowest)) - 1.0)


def drawn(problem: BargainingProblem, knots: int) -> BargainingProblem:
    """The same problem with every smooth curve drawn by straight pieces between `knots` knots."""
    factors = []
    for factor in problem.factors:
        if isinstance(factor, CurveFactor) and factor.smooth:
            factor = replace(drawn_curve(factor, knots)[0], smooth=False)
        factors.append(factor)
    return replace(problem, factors=tuple(factors))


@dataclass(frozen=True, eq=False)
class ProgrammeSupport:
    """Support of a problem whose frontier does not fit, after risk attitudes: by mixed-integer programme."""

    problem: BargainingProblem
    exact: bool = False

    @cached_property
    def _region(self) -> ProgrammeRegion:
        return ProgrammeRegion(self.problem)

    def farthest(self, prices: Array) -> tuple[Array, Any]:
        """The agreement with the largest weighted payoff."""
        members = self._region.farthest(prices)
        payoffs = self.problem.payoffs(self._region.programme.points(members))
        return payoffs, settled_by(tuple(self._region.programme.factors), list(members))

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """The best agreement of each party."""
        found = [self.farthest(row) for row in np.eye(len(self.problem.parties)) + 1e-6]
        return np.array([u for u, _ in found]), [key for _, key in found]

    def settle(self, key: Any) -> dict[str, Any]:
        """The key is the agreement."""
        return dict(key)

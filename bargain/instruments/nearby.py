"""Many disagreements, one set of agreements: what a search found for one disagreement serves the others.

S does not depend on d. So the frontier of choices, the hull of two parties' lotteries and the agreements that lotteries
of many parties need are found once; each further disagreement costs no more than the search for its best point.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.payoffs.buildup import build_up
from bargain.payoffs.columns_region import ColumnsRegion
from bargain.payoffs.factors import TableFactor
from bargain.payoffs.frontier import scale_of
from bargain.payoffs.pieces_region import PiecesRegion
from bargain.payoffs.points_region import PointsRegion
from bargain.payoffs.polygon_region import PolygonRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Region
from bargain.payoffs.solution import Solution
from bargain.payoffs.strands_region import Strands, StrandsRegion
from bargain.payoffs.support import Support
from bargain.tolerances import at_least

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_POINTS = 30_000
"""Points of the choices' frontier that are kept, of three and more parties."""

MOST_KEPT = 64
"""Disagreements whose regions are kept for the next concept."""


class Drawn:
    """A support of two parties' lotteries whose boundary is drawn once."""

    def __init__(self, support: Support) -> None:
        self.exact, self.farthest, self.settle = support.exact, support.farthest, support.settle
        self._vertices = cache(lambda fine: support.vertices(fine=fine))

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """As the support's own."""
        return self._vertices(fine)


class Nearby:
    """Solutions of one problem from any disagreement that is nowhere below `lowest`, shape (n,), points."""

    def __init__(self, problem: BargainingProblem, lowest: Array) -> None:
        self.problem = problem
        self.lowest = lowest
        self._kept: dict[tuple[bool, bytes], BargainingProblem] = {}
        self._base = cache(self._searched)
        self._strands = cache(self._laid)
        self._drawn: dict[int, Drawn] = {}

    def solve(self, concept: str, disagreement: Array) -> Solution:
        """The concept's solution from `disagreement`, shape (n,). Raises ConceptError where it is not defined."""
        entry = CONCEPTS[concept]
        return entry(self._at(disagreement, self.problem.lotteries or entry.by_lottery))

    def payoffs(self, concept: str, disagreement: Array) -> Array:
        """Payoffs of the solution, shape (n,), points."""
        return np.array(list(self.solve(concept, disagreement).payoffs.values()))

    def _at(self, disagreement: Array, lotteries: bool) -> BargainingProblem:
        key = lotteries, np.asarray(disagreement, dtype=float).tobytes()
        if key not in self._kept:
            there = self.problem.with_lotteries(lotteries).with_disagreement(disagreement)
            region = self._region(there)
            if region is not None:
                vars(there)["_region"] = region  # where rational_region keeps what it found
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = there
        return self._kept[key]

    def _searched(self, lotteries: bool) -> Region:
        """The region of the lowest disagreement."""
        return rational_region(self.problem.with_lotteries(lotteries).with_disagreement(self.lowest))

    def _region(self, there: BargainingProblem) -> Region | None:
        """R at another disagreement, from what is known; None where nothing is."""
        if (there.disagreement < self.lowest).any() or not there.factors or not there.feasible:
            return None
        if not there.lotteries and len(there.parties) > 2 and there.curves:
            strands = self._strands()
            return None if strands is None else StrandsRegion(there, strands)
        base = self._base(there.lotteries)
        if isinstance(base, PointsRegion):
            return PointsRegion(there, base.zone.select(at_least(base.zone.payoffs, there.disagreement).all(axis=1)))
        if isinstance(base, PiecesRegion):
            return PiecesRegion(there, base.pieces.above(there.floor))
        if isinstance(base, ColumnsRegion):
            return ColumnsRegion(there, base.support, base.columns, base.keys, base._bases)
        if isinstance(base, PolygonRegion) and base.support.exact:
            return PolygonRegion(there, base.support, base.corners, base.keys)
        if isinstance(base, PolygonRegion):
            return PolygonRegion.of(there, self._drawn.setdefault(id(base.support), Drawn(base.support)))
        return None

    def _laid(self) -> Strands | None:
        """The strands of three and more neutral parties with one range; None where there is more to it."""
        problem = self.problem
        if len(problem.curves) != 1 or problem.curves[0].smooth or not problem.neutral:
            return None
        curve = problem.curves[0]
        tables = tuple(f for f in problem.factors if isinstance(f, TableFactor))
        floor = self.lowest - curve.points.max(axis=0)
        build = build_up(tables, scale_of(problem), floor=floor, most=MOST_POINTS)
        return None if build is None else Strands.of(build, curve)

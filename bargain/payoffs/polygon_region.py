"""R of two parties with lotteries: the part of the upper-right hull on which neither is below its disagreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.payoffs.criteria import Criterion, Leximin
from bargain.payoffs.hull import edges_of
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import Optimum, Region
from bargain.payoffs.solution import Agreement
from bargain.payoffs.support import Support
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]

ROUNDS = 200
"""Support points added at most while a smooth boundary is refined."""

CLOSE = 1e-7
"""An edge of a bent boundary shorter than this, in points, is one agreement: no lottery is needed on it."""

HALVINGS = 60
"""Halvings of an edge in the search for a peak."""


@dataclass(frozen=True, eq=False)
class PolygonRegion:
    """The hull's corners, shape (k, 2), points, from the second party's best to the first's, with their keys."""

    problem: BargainingProblem
    support: Support
    corners: Array
    keys: list[Any]

    @staticmethod
    def of(problem: BargainingProblem, support: Support) -> PolygonRegion:
        """The region of a two-party problem; a bent boundary is refined at both ends of R."""
        region = PolygonRegion(problem, support, *support.vertices())
        if support.exact:
            return region
        for _ in range(ROUNDS):
            ends = [e for e in (region.bounds[0][0], region.bounds[1][0]) if e >= 0] if region.exists else []
            finer = region._refined(ends)
            if finer is None:
                break
            region = finer
        return region

    @cached_property
    def bounds(self) -> tuple[tuple[int, float], tuple[int, float]]:
        """Where R's frontier begins and ends: edge and share of each; edge −1 when R is empty.

        With a single corner the edge is 0 and the share 0.
        """
        d, u = self.problem.disagreement, self.corners
        inside = np.flatnonzero((u >= d - EQUAL).all(axis=1))
        if len(u) == 1:
            return ((0, 0.0), (0, 0.0)) if len(inside) else ((-1, 0.0), (-1, 0.0))
        run, fall = np.diff(u[:, 0]), -np.diff(u[:, 1])
        with np.errstate(over="ignore"):  # an edge may be too short for a share of it to be a number
            left, nearly_left = ((d[0] - slack - u[:-1, 0]) / run for slack in (0.0, EQUAL))
            right, nearly_right = ((u[:-1, 1] - d[1] + slack) / fall for slack in (0.0, EQUAL))
        alive = np.flatnonzero(np.maximum(nearly_left, 0.0) <= np.minimum(nearly_right, 1.0))
        if not len(alive):
            return (-1, 0.0), (-1, 0.0)
        first, last = int(alive[0]), int(alive[-1])
        low, high = min(max(float(left[first]), 0.0), 1.0), max(min(float(right[last]), 1.0), 0.0)
        if first == last and low > high:
            low = high = min(max((low + high) / 2, 0.0), 1.0)
        return (first, low), (last, high)

    @property
    def exists(self) -> bool:
        """Whether any lottery leaves nobody below its disagreement."""
        return self.bounds[0][0] >= 0

    def at(self, edge: int, share: float) -> Array:
        """Payoffs at `share` of `edge`, shape (2,)."""
        if len(self.corners) == 1:
            return np.asarray(self.corners[0])
        return np.asarray(self.corners[edge] + share * (self.corners[edge + 1] - self.corners[edge]))

    @cached_property
    def frontier(self) -> Array:
        """Corners of R's own frontier, shape (k, 2), from the second party's best to the first's; ends included."""
        (first, low), (last, high) = self.bounds
        inner = self.corners[first + 1 : last + 1]
        path = np.concatenate([[self.at(first, low)], inner, [self.at(last, high)]])
        fresh = np.concatenate([[True], (np.abs(np.diff(path, axis=0)) > 0).any(axis=1)])
        return np.asarray(path[fresh])

    @cached_property
    def ideal(self) -> Array:
        """Best expected payoff of each party over R, shape (2,)."""
        return np.asarray(np.maximum(self.frontier.max(axis=0), self.problem.disagreement))

    def locate(self, point: Array) -> tuple[int, float]:
        """Edge and share of a point of the frontier, shape (2,): by the coordinate in which the edge is longer."""
        if len(self.corners) == 1:
            return 0, 0.0
        edge = int(np.clip(np.searchsorted(self.corners[:, 0], point[0]) - 1, 0, len(self.corners) - 2))
        run, rise = self.corners[edge + 1] - self.corners[edge]
        along = (point[0] - self.corners[edge, 0]) / run if run > -rise else (point[1] - self.corners[edge, 1]) / rise
        return edge, float(np.clip(along, 0.0, 1.0))

    def maximise(self, criterion: Criterion) -> Optimum:
        """The lottery at which the criterion is largest; of equals, the one with the largest smallest gain."""
        region = self
        for _ in range(ROUNDS):
            edge, share = region._peak(criterion)
            gains = region.at(edge, share) - self.problem.disagreement
            finer = None if region.support.exact else region._refined([edge], criterion.prices(gains))
            if finer is None:
                break
            region = finer
        return region.optimum(edge, share)

    def _peak(self, criterion: Criterion) -> tuple[int, float]:
        (first, low), (last, high) = self.bounds
        if len(self.corners) == 1:
            return 0, 0.0
        edges = np.arange(first, last + 1)
        start, rise = self.corners[edges], self.corners[edges + 1] - self.corners[edges]
        left, right = np.zeros(len(edges)), np.ones(len(edges))
        left[0], right[-1] = low, high
        shares = self._shares(criterion, start, rise, left, right)
        if criterion.flat:  # a whole edge may rank equal: there the smallest gain decides
            fair = self._shares(Leximin(np.ones(2)), start, rise, left, right)
            shares = np.concatenate([shares, left, right, fair])
            edges, start, rise = np.tile(edges, 4), np.tile(start, (4, 1)), np.tile(rise, (4, 1))
        gains = start + shares[:, None] * rise - self.problem.disagreement
        best = criterion.best(gains)
        pick = int(best[Leximin(np.ones(2)).best(gains[best])[0]])
        if not criterion.flat:
            pick = int(best[np.argmax([criterion.measure(g) for g in gains[best]])])
        return int(edges[pick]), float(shares[pick])

    def _shares(self, criterion: Criterion, start: Array, rise: Array, left: Array, right: Array) -> Array:
        """The share of each edge, between `left` and `right`, at which the criterion is largest."""
        low, high = left, right
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            gains = start + middle[:, None] * rise - self.problem.disagreement
            onward = criterion.pull(gains, rise) > 0
            low, high = np.where(onward, middle, low), np.where(onward, high, middle)
        return (low + high) / 2

    def optimum(self, edge: int, share: float) -> Optimum:
        """The lottery at `share` of `edge`: at most two agreements."""
        method = "hull of lotteries" if self.support.exact else "hull of lotteries, refined"
        short = not self.support.exact and np.abs(self.at(edge, 1.0) - self.at(edge, 0.0)).max() <= CLOSE
        if len(self.corners) == 1 or short or share <= 1e-12 or share >= 1 - 1e-12:
            corner = edge if len(self.corners) == 1 or share <= 0.5 else edge + 1
            return self._lottery(((1.0, corner),), method)
        return self._lottery(((1.0 - share, edge), (share, edge + 1)), method)

    def _lottery(self, members: tuple[tuple[float, int], ...], method: str) -> Optimum:
        """A lottery over corners; where the boundary is bent, with the payoffs of its agreements themselves."""
        lottery = tuple((p, self._agreement(corner)) for p, corner in members)
        rows = [self.corners[corner] for _, corner in members]
        if not self.support.exact:
            rows = [self.problem.payoffs_of(agreement) for _, agreement in lottery]
        return Optimum(lottery, np.array([p for p, _ in members]) @ np.array(rows), method)

    def toward(self, point: Array) -> Optimum:
        """The lottery at a point of the frontier, shape (2,)."""
        return self.optimum(*self.locate(point))

    def part_way(self, lengths: Array, before: float = 0.0, after: float = 0.0) -> Optimum:
        """The lottery at half the length of R's frontier; `lengths`: of its edges, `before` and `after` its ends."""
        path = self.frontier
        half = (before + lengths.sum() + after) / 2 - before
        reached = np.concatenate([[0.0], np.cumsum(lengths)])
        if len(path) == 1 or half <= 0:
            return self.toward(path[0])
        if half >= reached[-1]:
            return self.toward(path[-1])
        edge = int(np.searchsorted(reached, half, side="right")) - 1
        share = (half - reached[edge]) / lengths[edge] if lengths[edge] > 0 else 0.0
        return self.toward(path[edge] + share * (path[edge + 1] - path[edge]))

    def _agreement(self, corner: int) -> Agreement:
        return self.problem.order(self.support.settle(self.keys[corner]))

    def _refined(self, edges: list[int], prices: Array | None = None) -> PolygonRegion | None:
        """The region with support points added beyond `edges` (and their neighbours), and at `prices`; None when the
        hull does not grow."""
        if len(self.corners) == 1:
            return None
        added = [] if prices is None else [self.support.farthest(prices / np.hypot(*prices))]
        added = [entry for entry in added if (np.abs(self.corners - entry[0]) > 1e-12).any(axis=1).all()]
        for edge in {e for middle in edges for e in (middle - 1, middle, middle + 1) if 0 <= e < len(self.corners) - 1}:
            run, rise = self.corners[edge + 1] - self.corners[edge]
            normal = np.array([-rise, run]) / np.hypot(run, rise)
            point, key = self.support.farthest(normal)
            if (point - self.corners[edge]) @ normal > 1e-13 * (1 + np.abs(point).max()):
                added.append((point, key))
        if not added:
            return None
        corners = np.concatenate([self.corners, np.array([p for p, _ in added])])
        keys = self.keys + [k for _, k in added]
        rows = edges_of(corners)
        if len(rows) == len(self.corners) and np.array_equal(corners[rows], self.corners):
            return None
        return PolygonRegion(self.problem, self.support, corners[rows], [keys[r] for r in rows])


def fine_polygon(problem: BargainingProblem, region_of: Callable[[BargainingProblem], Region]) -> Region:
    """The region for a concept that measures the whole frontier: a bent boundary is drawn finely all along."""
    region = region_of(problem)
    if not isinstance(region, PolygonRegion) or region.support.exact or not region.exists:
        return region
    corners, keys = region.support.vertices(fine=True)
    return PolygonRegion(problem, region.support, corners, keys)

"""R of many parties with one range: the frontier of the choices, and the range's straight pieces laid on each point.

Every agreement is a point of the choices' frontier (or one that it beats) plus a number of the range, so each best
agreement lies on one of these strands. On a strand payoffs are linear in the number, and each measure has its peak in
closed form, or where a slope changes its sign. The frontier of the choices does not depend on the disagreement: built
once, it answers for many. For parties neutral to risk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from bargain.payoffs.buildup import Buildup
from bargain.payoffs.criteria import Criterion, Leximin, NashProduct, fairest
from bargain.payoffs.factors import CurveFactor
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import Optimum
from bargain.tolerances import EQUAL, at_least

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

HALVINGS = 60
"""Halvings of a strand in the search for a peak: enough for the last bit."""


@dataclass(frozen=True, eq=False)
class Strands:
    """Strand k runs from `start[k]` to `start[k]` + `rise[k]`, each shape (k, n), points: `point` of the choices'
    frontier, `piece` of the range."""

    build: Buildup
    curve: CurveFactor
    start: Array
    rise: Array
    point: Ints
    piece: Ints

    @staticmethod
    def of(build: Buildup, curve: CurveFactor) -> Strands:
        """All strands of a frontier of choices and a range without smooth curves."""
        first = curve.points[:-1] if len(curve.knots) > 1 else curve.points
        rise = np.diff(curve.points, axis=0) if len(curve.knots) > 1 else np.zeros_like(curve.points)
        m, k = len(build.points), len(first)
        start = (build.points[:, None, :] + first[None, :, :]).reshape(m * k, -1)
        return Strands(build, curve, start, np.tile(rise, (m, 1)), np.repeat(np.arange(m), k), np.tile(np.arange(k), m))

    def agreement(self, strand: int, share: float) -> dict[str, Any]:
        """The agreement at `share` of a strand, the first of several that pay the same."""
        knots, piece = self.curve.knots, int(self.piece[strand])
        number = knots[piece] + share * (knots[min(piece + 1, len(knots) - 1)] - knots[piece])
        settled: dict[str, Any] = dict(self.build.settle(self.build.all_rows(int(self.point[strand]), 1)[0]))
        return {**settled, self.curve.issue.name: float(number)}


@dataclass(frozen=True, eq=False)
class StrandsRegion:
    """The part of the strands on which nobody is below its disagreement."""

    problem: BargainingProblem
    strands: Strands

    @cached_property
    def _alive(self) -> tuple[Ints, Array, Array]:
        """Strands that reach R, and the shares at which they enter and leave it."""
        start, rise = self.strands.start, self.strands.rise
        d = self.problem.disagreement
        with np.errstate(divide="ignore", invalid="ignore"):
            cut = (d - start) / rise
        low = np.clip(np.where(rise > 0, cut, 0.0).max(axis=1), 0.0, None)
        high = np.clip(np.where(rise < 0, cut, 1.0).min(axis=1), None, 1.0)
        middle = np.clip((low + high) / 2, 0.0, 1.0)
        low, high = np.where(low > high, middle, low), np.where(low > high, middle, high)
        inside = at_least(start + low[:, None] * rise, d).all(axis=1) & at_least(start + high[:, None] * rise, d).all(1)
        rows = np.flatnonzero(inside)
        return rows, low[rows], high[rows]

    @property
    def exists(self) -> bool:
        """Whether any agreement leaves nobody below its disagreement."""
        return len(self._alive[0]) > 0

    @cached_property
    def ideal(self) -> Array:
        """Best payoff of each party over R, shape (n,)."""
        rows, low, high = self._alive
        ends = [self.strands.start[rows] + share[:, None] * self.strands.rise[rows] for share in (low, high)]
        return np.asarray(np.maximum(np.concatenate(ends).max(axis=0), self.problem.disagreement))

    def maximise(self, criterion: Criterion) -> Optimum:
        """The agreement that ranks highest; of equals the largest smallest gain decides, then file order."""
        rows, low, high = self._alive
        start = self.strands.start[rows] - self.problem.disagreement
        rise = self.strands.rise[rows]
        if isinstance(criterion, NashProduct):
            near = _near(_means(criterion), start, rise, low, high)
            share = _peaks(criterion, start[near], rise[near], low[near], high[near])
            places = [(near, low[near]), (near, share), (near, high[near])]
        else:
            equal = criterion if isinstance(criterion, Leximin) else Leximin(np.ones(len(self.problem.parties)))
            near = np.arange(len(rows)) if equal is not criterion else _near(_least(equal), start, rise, low, high)
            places = [(near, low[near]), (near, high[near]), *_crossings(equal.scale, near, start, rise, (low, high))]
        strand = np.concatenate([at for at, _ in places])
        share = np.concatenate([at for _, at in places])
        gains = start[strand] + share[:, None] * rise[strand]
        fair = fairest(gains, criterion.best(gains))
        fair = fair[(np.abs(gains[fair] - gains[fair[0]]) <= 100 * EQUAL).all(axis=1)]
        found = []
        for k in {int(strand[k]): k for k in fair[::-1].tolist()}.values():  # one place on each strand
            agreement = self.problem.order(self.strands.agreement(int(rows[strand[k]]), float(share[k])))
            found.append((self.problem.positions(agreement), k, agreement))
        _, k, agreement = min(found, key=lambda one: one[0])
        payoffs = self.strands.start[rows[strand[k]]] + share[k] * rise[strand[k]]
        return Optimum(((1.0, agreement),), payoffs, "exact frontier of choices, a range laid on each point")


Measure = Callable[[Array], Array]
"""From gains, shape (k, n), to a measure that rises with each of them, shape (k,); −inf where it says nothing."""


def _means(criterion: NashProduct) -> Measure:
    """Logarithm of the weighted mean, of rows in which everybody gains."""

    def measure(gains: Array) -> Array:
        strict: Mask = np.asarray((gains > EQUAL).all(axis=1))
        return np.where(strict, np.log(np.where(strict[:, None], gains, 1.0)) @ criterion.shares, -np.inf)

    return measure


def _least(criterion: Leximin) -> Measure:
    """The smallest ratio, where any party counts."""
    if not (criterion.scale > 0).any():
        return lambda gains: np.full(len(gains), -np.inf)
    return lambda gains: criterion.ratios(gains).min(axis=1)


def _near(measure: Measure, start: Array, rise: Array, low: Array, high: Array) -> Ints:
    """Strands on which the measure may be largest: with the best of both ends for each party it would be no less than
    the best found in the middle of any; all of them where that says nothing."""
    ends = np.stack([start + low[:, None] * rise, start + high[:, None] * rise])
    best = measure(ends.mean(axis=0)).max()
    if best == -np.inf:
        return np.arange(len(start))
    return np.flatnonzero(measure(ends.max(axis=0)) >= best - 2 * EQUAL)


def _peaks(criterion: Criterion, start: Array, rise: Array, low: Array, high: Array) -> Array:
    """The share of each strand, between `low` and `high`, at which the criterion is largest."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        onward = criterion.pull(start + middle[:, None] * rise, rise) > 0
        low, high = np.where(onward, middle, low), np.where(onward, high, middle)
    return (low + high) / 2


def _crossings(
    scale: Array, rows: Ints, start: Array, rise: Array, within: tuple[Array, Array]
) -> Iterator[tuple[Ints, Array]]:
    """Of the strands in `rows`, those on which two parties somewhere `within` have the same ratio of gain to scale, and
    where: the smallest ratio peaks there or at an end, for on a strand every ratio is a straight line."""
    start, rise, low, high = (x[rows] for x in (start, rise, *within))
    for one, two in combinations(np.flatnonzero(scale > 0).tolist(), 2):
        apart = start[:, one] / scale[one] - start[:, two] / scale[two]
        turn = rise[:, two] / scale[two] - rise[:, one] / scale[one]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = apart / turn
        inside = np.flatnonzero((turn != 0) & (share > low) & (share < high))
        yield rows[inside], share[inside]

"""Measures of payoffs as rows of a linear programme: tangents where they bend down, secants where they bend up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.game.utility import attitude_inverse
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme import Model, Programme
from bargain.tolerances import SOLVER_FEASIBILITY

Array = np.ndarray[Any, np.dtype[np.float64]]

FIRST_TANGENTS = (0.01, 0.03, 0.08, 0.16, 0.28, 0.45, 0.7, 1.0)
"""Shares of the largest gain at which a measure gets its first tangents."""

Height = Callable[[Array], tuple[Array, Array]]
"""A party's measure as a function of its points: values and slopes, concave."""


@dataclass(eq=False)
class Tangents:
    """Lines above a concave measure of each party's points: at `where[i]`, shapes (k,)."""

    where: list[list[float]]

    def add(self, points: Array) -> None:
        """A tangent of each party at its points, shape (n,)."""
        for own, v in zip(self.where, points.tolist(), strict=True):
            if all(abs(v - w) > 1e-12 for w in own):
                own.append(v)


@dataclass(eq=False)
class Measures:
    """The parties' gains, and their logarithms, as functions of points before risk attitude, bounded by straight lines.

    A measure that bends down in a party's points gets tangents; one that bends up, as it does for a party that loves
    risk, gets secants between break points.
    """

    problem: BargainingProblem
    programme: Programme

    @cached_property
    def highest(self) -> Array:
        """Most points of each party over all agreements, shape (n,): the sum of each factor's best."""
        return np.asarray(sum(f.points.max(axis=0) for f in self.programme.factors))

    @cached_property
    def lowest(self) -> Array:
        """Least points of each party over all agreements, shape (n,)."""
        return np.asarray(sum(f.points.min(axis=0) for f in self.programme.factors))

    def heights(self, value: Height, tangents: Tangents, model: Model) -> list[int]:
        """One variable a party, below every tangent of its measure."""
        columns = []
        for i, own in enumerate(tangents.where):
            column = model.variable()
            columns.append(column)
            points = np.zeros((len(own), self.programme.n))
            points[:, i] = own
            heights, slopes = value(points)
            if self._bends_up(i, value):
                self._secants(model, i, column, value, own)
                continue
            for v, h, s in zip(own, heights[:, i].tolist(), slopes[:, i].tolist(), strict=True):
                if np.isfinite(h) and np.isfinite(s):
                    model.row({column: 1.0, model.points[i]: -s}, high=h - s * v)
        return columns

    def _bends_up(self, i: int, value: Height) -> bool:
        """Whether the measure bends upward in the points of party i, which loves risk.

        The gain itself does; its logarithm log(C·exp(kV) − C − d) does where C + d < 0, with C = 100/(exp|a| − 1).
        """
        a = float(self.problem.risk_aversion[i])
        if a >= 0:
            return False
        return value == self.gains or 100.0 / np.expm1(-a) + float(self.problem.disagreement[i]) < 0

    def _secants(self, model: Model, i: int, column: int, value: Height, own: list[float]) -> None:
        """A measure that bends upward, from above: straight between break points, one of whose intervals is chosen."""
        low, high = max(float(self.lowest[i]), float(self.problem.floor[i])), float(self.highest[i]) + 1e-9
        low = min(low, high - 1e-9)
        breaks = np.array(sorted({low, high, *(v for v in own if low < v < high)}))
        points = np.repeat(breaks[:, None], self.programme.n, axis=1)
        heights = np.maximum(np.nan_to_num(value(points)[0][:, i], nan=-1e3, neginf=-1e3), -1e3)
        chosen, where, above = {}, {model.points[i]: -1.0}, {column: 1.0}
        for k, (start, end) in enumerate(pairwise(breaks)):
            pick, share = model.variable(0.0, 1.0, whole=True), model.variable(0.0, 1.0)
            model.row({share: 1.0, pick: -1.0}, high=0.0)
            chosen[pick] = 1.0
            where |= {pick: float(start), share: float(end - start)}
            above |= {pick: -float(heights[k]), share: -float(heights[k + 1] - heights[k])}
        model.row(chosen, 1.0, 1.0)
        model.row(where, 0.0, 0.0)
        model.row(above, high=0.0)

    def gains(self, points: Array) -> tuple[Array, Array]:
        """Gains and their slopes at `points`, both shape (k, n)."""
        return self.problem.payoffs(points) - self.problem.disagreement, self.problem.slopes(points)

    def logarithms(self, points: Array) -> tuple[Array, Array]:
        """Logarithms of gains and their slopes at `points`, both shape (k, n)."""
        gains, slopes = self.gains(points)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log(gains), slopes / gains

    def first_tangents(self) -> Tangents:
        """Where gains are shares of the largest possible."""
        top = self.problem.payoffs(self.highest)
        gains = np.maximum(top - self.problem.disagreement, SOLVER_FEASIBILITY)
        where = []
        for a, d, gain in zip(self.problem.risk_aversion.tolist(), self.problem.disagreement, gains, strict=True):
            own = attitude_inverse(a, d + np.array(FIRST_TANGENTS) * gain)
            where.append(own[np.isfinite(own)].tolist())
        return Tangents(where)

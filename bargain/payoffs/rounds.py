"""Programmes solved again and again, until bound and value meet and until no tie is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.payoffs.criteria import Criterion
from bargain.payoffs.measures import Tangents
from bargain.payoffs.polish import polished
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme import Model, Programme, Settled
from bargain.tolerances import EQUAL, at_least

Array = np.ndarray[Any, np.dtype[np.float64]]

ROUNDS = 60
"""Rounds of tangents at most."""

GAP = 1e-7
"""Proven gap at which the rounds stop: of the logarithm for a product, in points for the rest."""

ROUNDING = 1e-12
"""A gap of less, beside the value, is none: the last digits of the solver's own sums."""

TIES = 20
"""Equal agreements looked for."""


@dataclass(eq=False)
class Rounds:
    """What is asked of the programme of a problem, over members of R: nobody below its floor."""

    problem: BargainingProblem
    programme: Programme

    @property
    def floor(self) -> Array:
        """Least points of each party."""
        return self.problem.floor

    def search(self, build: Callable[[Model], None]) -> Settled | None:
        """The best member of R by a linear objective; what the solver lets slip below the floor is excluded."""
        kept = list(self.programme.excluded)
        floor = self.floor
        try:
            while True:
                _, settled = self.programme.solve(build, floor)
                if settled is None or at_least(self.programme.points(settled), self.floor).all():
                    return settled
                if self.problem.curves:
                    floor = floor + np.maximum(self.floor - self.programme.points(settled), 0.0) + EQUAL
                    if (floor > self.floor + 1e-4).any():
                        return None
                else:
                    self.programme.excluded.append(settled)
        finally:
            self.programme.excluded = kept

    def until_proven(
        self,
        criterion: Criterion,
        build: Callable[[Model, Tangents], None],
        value: Callable[[Array], float],
        tangents: Tangents,
        *,
        linear: bool,
        floor: Array | None = None,
        enough: float = -np.inf,
    ) -> tuple[list[Settled], float]:
        """Solve, add tangents (and knots) at the answer, and again, until bound and value meet.

        `value`: the objective at true points, shape (n,), before risk attitude. Returns all agreements
        found, the best first, and the gap.
        """
        best, found, bound = -np.inf, [], np.inf
        least = self.floor if floor is None else floor
        kept, before = list(self.programme.excluded), None
        for _ in range(ROUNDS):
            answer, settled = self.programme.solve(lambda model: build(model, tangents), least)
            if settled is None:
                bound = max(best, -np.inf)
                break
            bound = min(bound, answer.bound)
            if bound < enough:  # proven too small: nothing of use is left
                break
            options = [settled]
            if self.problem.curves:
                options.append(polished(self.problem, self.programme, settled, criterion))
            new = False
            for option in options:
                if option in found or not at_least(self.programme.points(option), self.floor).all():
                    continue
                new = True
                true = value(self.programme.points(option))
                found.append(option)
                if true > best:
                    best = true
                    found.insert(0, found.pop())
                tangents.add(self.programme.points(option))
            split = self.programme.split(settled, answer.x) if answer.x is not None else False
            tangents.add(self.programme.points(settled))
            if bound - best <= GAP or (linear and not split and new):
                break
            if (settled, answer.bound) == before:  # neither tangent nor knot has moved it
                break
            before = settled, answer.bound
            if not new and not split and not self.problem.curves:
                # known, or below the floor by less than the solver sees: looked at, so the rest alone is in question
                self.programme.excluded.append(settled)
        self.programme.excluded = kept
        gap = bound - best if np.isfinite(best) else 0.0
        return found, gap if gap > ROUNDING * (1.0 + abs(best)) else 0.0

    def ties(self, build: Callable[[Model], None], settled: Settled, equal: Callable[[Settled], bool]) -> list[Settled]:
        """Further agreements that rank equal: each found one is excluded, until the next falls behind."""
        if self.problem.curves:
            return []
        kept, found = list(self.programme.excluded), [settled]
        try:
            while len(found) <= TIES:
                self.programme.excluded.append(found[-1])
                _, other = self.programme.solve(build, self.floor)
                if other is None or not at_least(self.programme.points(other), self.floor).all() or not equal(other):
                    break
                found.append(other)
        finally:
            self.programme.excluded = kept
        return found[1:]

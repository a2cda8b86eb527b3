"""R as a finite set: the points of a discrete frontier at which no party is below its disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.payoffs.criteria import Criterion, fairest
from bargain.payoffs.frontier import Frontier
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import MOST_TIES, Optimum

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class PointsRegion:
    """The zone of agreement of a discrete frontier, whole."""

    problem: BargainingProblem
    zone: Frontier

    @property
    def exists(self) -> bool:
        """Whether any agreement leaves nobody below its disagreement."""
        return len(self.zone) > 0

    @cached_property
    def ideal(self) -> Array:
        """Best payoff of each party over R, shape (n,)."""
        return np.asarray(self.zone.payoffs.max(axis=0))

    def maximise(self, criterion: Criterion) -> Optimum:
        """The agreement that ranks highest; of equals the largest smallest gain decides, then file order."""
        gains = self.zone.payoffs - self.problem.disagreement
        rows = criterion.best(gains)
        fair = set(fairest(gains, rows).tolist())
        listed: list[tuple[bool, tuple[float, ...], int, Any]] = []
        cut = False
        for row in sorted(rows.tolist(), key=lambda r: r not in fair):
            if len(listed) >= MOST_TIES:
                cut = True
                break
            found = self.zone.agreements(row, most=MOST_TIES - len(listed) + 1)
            listed += [(row not in fair, self.problem.positions(a), row, a) for a in found]
        listed.sort(key=lambda entry: entry[:2])
        if len(listed) > MOST_TIES:
            cut, listed = True, listed[:MOST_TIES]
        _, _, row, agreement = listed[0]
        return Optimum(
            lottery=((1.0, agreement),),
            payoffs=self.zone.payoffs[row],
            method="exact frontier" if not self.problem.curves else "exact frontier of corners",
            ties=tuple(a for _, _, _, a in listed[1:]),
            more_ties=cut,
        )

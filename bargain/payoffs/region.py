"""R, the payoffs on which no party falls below its disagreement, behind one interface.

What S is decides how R is searched: a finite frontier (points), a two-party frontier with ranges (pieces), lotteries
of two parties (polygon) or of more (columns), and a mixed-integer programme where a frontier would be too large.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from bargain.game.frozen import FrozenDict
from bargain.payoffs.criteria import Criterion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Agreement, Solution

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_TIES = 1000
"""Ties listed in a solution; beyond it the solution says that there are more."""


@dataclass(frozen=True, eq=False)
class Optimum:
    """Where a criterion is largest: the lottery, its payoffs, shape (n,), points, and the evidence."""

    lottery: tuple[tuple[float, Agreement], ...]
    payoffs: Array
    method: str
    ties: tuple[Agreement, ...] = ()
    more_ties: bool = False
    gap: float = 0.0


class Region(Protocol):
    """R, with what concepts ask of it."""

    @property
    def exists(self) -> bool:
        """Whether R holds anything."""

    @property
    def ideal(self) -> Array:
        """Best payoff of each party over R, shape (n,), points."""

    def maximise(self, criterion: Criterion) -> Optimum:
        """The member of R at which the criterion is largest."""


def solution(concept: str, problem: BargainingProblem, optimum: Optimum, steps: tuple[str, ...] = ()) -> Solution:
    """The optimum as a solution of `concept`."""
    return Solution(
        concept,
        optimum.lottery[0][1] if len(optimum.lottery) == 1 else None,
        optimum.lottery,
        FrozenDict(zip(problem.parties, map(float, optimum.payoffs), strict=True)),
        FrozenDict(zip(problem.parties, map(float, problem.disagreement), strict=True)),
        optimum.ties,
        optimum.method,
        optimum.gap,
        optimum.more_ties,
        steps,
    )


def no_deal(concept: str, problem: BargainingProblem, method: str = "nothing beats the outside options") -> Solution:
    """The solution when R is empty: no agreement, and everyone gets its disagreement."""
    d = FrozenDict(zip(problem.parties, map(float, problem.disagreement), strict=True))
    return Solution(concept, None, (), d, d, method=method)

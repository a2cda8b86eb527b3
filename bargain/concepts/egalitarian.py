"""Egalitarian solution: everyone gains the same number of points.

The smallest gain is made as large as can be, then the second smallest, and so on (Kalai 1977, made Pareto optimal by
leximin). It takes the points of different parties as comparable, which no other concept here does but `utilitarian`.

Kalai's strong monotonicity belongs to the largest equal gain, on sets with free disposal. Leximin keeps it for the
smallest gain alone: who gains (2, 1) where nothing else is on offer may gain (1.2, 1.2) where that is added.
"""

import numpy as np

from bargain.concepts.registry import concept, settle
from bargain.payoffs.criteria import Leximin
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Solution


@concept(
    source="Kalai 1977",
    satisfies={
        "pareto",
        "symmetry",
        "independence_of_irrelevant_alternatives",
        "individual_monotonicity",
        "disagreement_point_monotonicity",
        "individual_rationality",
    },
    violates={"scale_invariance", "strong_monotonicity"},
)
def egalitarian(problem: BargainingProblem) -> Solution:
    """Everyone gains the same, as far as can be, and as much as can be."""
    equal = Leximin(np.ones(len(problem.parties)))
    return settle("egalitarian", problem, rational_region(problem), lambda region: region.maximise(equal))

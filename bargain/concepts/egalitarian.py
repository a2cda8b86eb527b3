"""Egalitarian solution: everyone gains the same number of points.

The smallest gain is made as large as can be, then the second smallest, and so on (Kalai 1977, made Pareto optimal by
leximin). It takes the points of different parties as comparable, which no other concept here does but `utilitarian`.
"""

import numpy as np

from bargain.concepts.registry import concept, settle
from bargain.payoffs.criteria import Leximin
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Solution


@concept(
    source="Kalai 1977",
    satisfies={"pareto", "symmetry", "independence_of_irrelevant_alternatives", "individual_rationality"},
    violates={"scale_invariance"},
)
def egalitarian(problem: BargainingProblem) -> Solution:
    """Everyone gains the same, as far as can be, and as much as can be."""
    equal = Leximin(np.ones(len(problem.parties)))
    return settle("egalitarian", problem, rational_region(problem), lambda region: region.maximise(equal))

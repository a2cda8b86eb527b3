"""Kalai–Smorodinsky solution: everyone gets the same share of the most that it could get.

The ideal of a party is its best payoff on R. The smallest ratio gain / (ideal − disagreement) is made as large as can
be, then the second smallest, and so on (Kalai & Smorodinsky 1975; for more parties and sets that are not convex, the
leximin of Imai 1983). A party whose ideal is its disagreement is left out of the ratios.

With two parties a better outside option is no loss to the party that has it, as Thomson (1987) shows. With three it can
be: no agreement need give all the same share, and what leximin then adds to the smallest one depends on all of d.
"""

import numpy as np

from bargain.concepts.registry import concept, settle
from bargain.payoffs.criteria import Leximin
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Optimum, Region
from bargain.payoffs.solution import Solution
from bargain.tolerances import EQUAL


@concept(
    source="Kalai & Smorodinsky 1975; Imai 1983",
    satisfies={"pareto", "symmetry", "scale_invariance", "individual_monotonicity", "individual_rationality"},
    violates={"independence_of_irrelevant_alternatives", "strong_monotonicity", "disagreement_point_monotonicity"},
)
def kalai_smorodinsky(problem: BargainingProblem) -> Solution:
    """Everyone gets the same share of its largest possible gain, as far as can be."""

    def best(region: Region) -> Optimum:
        size = region.ideal - problem.disagreement
        return region.maximise(Leximin(np.where(size > EQUAL, size, 0.0)))

    return settle("kalai_smorodinsky", problem, rational_region(problem), best)

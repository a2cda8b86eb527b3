"""Nash solution: the largest product of gains.

The only solution on convex problems that is Pareto optimal, symmetric, independent of the scale of each party's
points, and independent of irrelevant alternatives (Nash 1950). With powers α it maximises Π gain_i^α_i (Harsanyi &
Selten 1972). When no agreement gives everyone a strict gain, the most parties with one come first.
"""

from bargain.concepts.registry import concept, settle
from bargain.payoffs.criteria import NashProduct
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Solution


@concept(
    source="Nash 1950; Harsanyi & Selten 1972",
    satisfies={
        "pareto",
        "symmetry",
        "scale_invariance",
        "independence_of_irrelevant_alternatives",
        "disagreement_point_monotonicity",
        "individual_rationality",
    },
    violates={"individual_monotonicity", "strong_monotonicity"},
)
def nash(problem: BargainingProblem) -> Solution:
    """The agreement with the largest product of gains, each raised to its party's power."""
    region = rational_region(problem)
    return settle("nash", problem, region, lambda r: r.maximise(NashProduct(problem.shares)))

"""Utilitarian solution: the largest sum of payoffs, weighted by power, among agreements that all would sign.

Harsanyi 1955. It takes the points of different parties as comparable.
"""

from bargain.concepts.registry import concept, settle
from bargain.payoffs.criteria import WeightedSum
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Solution


@concept(
    source="Harsanyi 1955",
    satisfies={
        "pareto",
        "symmetry",
        "independence_of_irrelevant_alternatives",
        "disagreement_point_monotonicity",
        "individual_rationality",
    },
    violates={"scale_invariance", "individual_monotonicity", "strong_monotonicity"},
)
def utilitarian(problem: BargainingProblem) -> Solution:
    """The largest sum of payoffs, each weighted by its party's power."""
    region = rational_region(problem)
    return settle("utilitarian", problem, region, lambda r: r.maximise(WeightedSum(problem.shares)))

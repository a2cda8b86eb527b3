"""Strong monotonicity: more to share is no loss to anyone.

If T holds S, with the same disagreement, every party gets at least as much in T as in S (Kalai 1977, where it marks out
the proportional solutions among weakly Pareto optimal ones on sets with free disposal). Tried with T the problem and S
each problem with one agreement less.

Without free disposal no Pareto optimal solution keeps it: with two agreements that both beat d, and neither the other,
each alone would be the solution, and no mix gives everyone as much as both.
"""

from bargain.axioms.changes import payoffs, removals, tabled
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem


@axiom(source="Kalai 1977")
def strong_monotonicity(solver: Solver, problem: BargainingProblem) -> float:
    """Nobody loses when agreements are added.

    The violation: the most that a party loses.
    """
    u = payoffs(solver, tabled(problem))
    return max((float((payoffs(solver, small) - u).max()) for small in removals(problem)), default=0.0)

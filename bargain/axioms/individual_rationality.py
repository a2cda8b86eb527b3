"""Individual rationality: no one would rather walk away.

The solution u of (S, d) has u ≥ d (Roth 1977, where it replaces Pareto optimality among Nash's axioms). Under a lottery
it is the expected payoff that counts.
"""

from bargain.axioms.changes import payoffs
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem


@axiom(source="Roth 1977")
def individual_rationality(solver: Solver, problem: BargainingProblem) -> float:
    """Everyone gets at least its disagreement.

    The violation: the most by which a party falls short of it.
    """
    return float((problem.disagreement - payoffs(solver, problem)).max())

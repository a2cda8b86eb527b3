"""Scale invariance: the points of one party say nothing about those of another.

If each party's points are rewritten as a_i × points + b_i with a_i > 0, in S and d alike, so is the solution: utilities
are given only up to such a change (Nash 1950). Tried on one party at a time and on all at once.
"""

import numpy as np

from bargain.axioms.changes import payoffs, rescaled
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem


@axiom(source="Nash 1950")
def scale_invariance(solver: Solver, problem: BargainingProblem) -> float:
    """Measuring a party's points from another zero or in another unit changes nothing but the numbers.

    The violation: the most that a party's payoff changes, in the old points.
    """
    u = payoffs(solver, problem)
    n = len(u)
    one_at_a_time = [(np.where(np.arange(n) == i, 3.0, 1.0), np.zeros(n)) for i in range(n)]
    shifts = 10.0 * np.cos(np.arange(n))
    all_at_once = [(0.3 + 0.9 * np.arange(n), shifts), (np.ones(n), 5.0 * shifts)]
    worst = 0.0
    for scale, shift in one_at_a_time + all_at_once:
        back = (payoffs(solver, rescaled(problem, scale, shift)) - shift) / scale
        worst = max(worst, float(np.abs(back - u).max()))
    return worst

"""Pareto optimality: no agreement, or lottery over agreements, gives someone more and no one less.

For (S, d) with solution u, no v in S has v ≥ u and v ≠ u (Nash 1950). Without a deal u = d, so an agreement that beats
the outside options and is not taken counts as well.
"""

import numpy as np

from bargain.axioms.changes import mixes, payoffs, table
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solver import maximise_linear
from bargain.tolerances import above, at_least


@axiom(source="Nash 1950")
def pareto(solver: Solver, problem: BargainingProblem) -> float:
    """Nobody can get more unless somebody gets less.

    The violation: points, over all parties together, that could still be gained with nobody losing.
    """
    u, rows = payoffs(solver, problem), table(problem)
    if not len(rows):
        return 0.0
    if mixes(problem):
        answer = maximise_linear((rows - u).sum(axis=1), (rows - u).T, np.zeros(len(u)), np.ones(len(rows)), 1.0)
        return 0.0 if answer.x is None else answer.value
    better = at_least(rows, u).all(axis=1) & above(rows, u).any(axis=1)
    return float((rows[better] - u).sum(axis=1).max(initial=0.0))

"""Disagreement-point monotonicity: a better outside option is no loss to the party that has it.

If d' differs from d in that d'_i > d_i alone, party i gets no less from (S, d') than from (S, d) (Thomson 1987). Tried
at quarters of the way from d_i to what i gets: beyond that individual rationality alone sees to it.
"""

import numpy as np

from bargain.axioms.changes import payoffs
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem

STEPS = (0.25, 0.5, 0.75)
"""How far an outside option is raised, as shares of the gain."""


@axiom(source="Thomson 1987")
def disagreement_point_monotonicity(solver: Solver, problem: BargainingProblem) -> float:
    """A party does not lose when its outside option gets better.

    The violation: the most that it loses.
    """
    u = payoffs(solver, problem)
    worst = 0.0
    for i, gain in enumerate(u - problem.disagreement):
        before = u[i]
        for step in STEPS if gain > 0 else ():
            raised = problem.disagreement + np.where(np.arange(len(u)) == i, step * gain, 0.0)
            after = payoffs(solver, problem.with_disagreement(raised))[i]
            worst, before = max(worst, float(before - after)), after
    return worst

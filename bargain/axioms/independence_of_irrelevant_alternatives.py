"""Independence of irrelevant alternatives: agreements that are not chosen do not matter.

If T holds S, and the solution of T lies in S, it is the solution of S (Nash 1950, axiom 7). With lotteries the solution
is kept as an agreement of its own while each of the others is taken out in turn, so that nothing but irrelevant
alternatives goes; without lotteries the agreement itself is kept.
"""

import numpy as np

from bargain.axioms.changes import mixes, payoffs, table, tabled, vector
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem


@axiom(source="Nash 1950")
def independence_of_irrelevant_alternatives(solver: Solver, problem: BargainingProblem) -> float:
    """Taking out agreements that are not chosen changes nothing.

    The violation: the most that a party's payoff changes when one agreement is taken out and the solution is not.
    """
    rows, mixed = table(problem), mixes(problem)
    answer = solver(tabled(problem))
    if not answer.deal:
        return 0.0
    u = vector(answer)
    chosen = {int(agreement["agreement"]) for _, agreement in answer.lottery}
    worst = 0.0
    for row in range(len(rows)):
        left = np.delete(rows, row, axis=0)
        if mixed or len(chosen) > 1:
            left = np.vstack([left, u])
        elif row in chosen:
            continue
        worst = max(worst, float(np.abs(payoffs(solver, tabled(problem, left)) - u).max()))
    return worst

"""Symmetry: parties that the problem treats alike gain alike, and names do not matter.

If S and d stay as they are when parties are exchanged, all gain the same (Nash 1950). And for any order π of the
parties, the solution of the relabelled problem is the relabelled solution: anonymity, which on convex problems implies
the first. A finite set that mirrors itself may hold no agreement of equal gains: without lotteries a violation may say
no more than that.
"""

import numpy as np

from bargain.axioms.changes import orders, payoffs, relabelled, symmetrised
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem


@axiom(source="Nash 1950")
def symmetry(solver: Solver, problem: BargainingProblem) -> float:
    """Parties in the same position gain the same, whatever they are called.

    The violation: the larger of the spread of gains once the problem is merged with its mirror images, and the most
    that a party's payoff changes when the parties are listed in another order.
    """
    mirrored = symmetrised(problem)
    spread = float(np.ptp(payoffs(solver, mirrored) - mirrored.disagreement))
    u = payoffs(solver, problem)
    moved = [np.abs(payoffs(solver, relabelled(problem, order)) - u[list(order)]).max() for order in orders(len(u))]
    return max(spread, *map(float, moved))

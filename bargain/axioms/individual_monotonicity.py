"""Individual monotonicity: more to share, and no more in reach for the other, is no loss.

Two parties. If T holds S and the other party's ideal (its best payoff among those that leave nobody below disagreement)
is the same in both, a party gets no less in T than in S (Kalai & Smorodinsky 1975). Tried with T the problem and S each
problem with one agreement less.
"""

from bargain.axioms.changes import payoffs, removals, tabled
from bargain.axioms.registry import axiom
from bargain.concepts.registry import Solver
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.tolerances import EQUAL


@axiom(source="Kalai & Smorodinsky 1975", two_parties=True)
def individual_monotonicity(solver: Solver, problem: BargainingProblem) -> float:
    """A party does not lose by agreements that are added without lifting the other's ideal.

    The violation: the most that it loses.
    """
    large = tabled(problem)
    u, whole = payoffs(solver, large), rational_region(large)
    worst = 0.0
    for small in removals(problem):
        region = rational_region(small)
        if region.exists:
            lost = payoffs(solver, small) - u
            same = abs(region.ideal - whole.ideal) <= EQUAL
            worst = max([worst, *(float(lost[i]) for i in (0, 1) if same[1 - i])])
    return worst

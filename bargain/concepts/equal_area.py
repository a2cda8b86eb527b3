"""Equal-area solution: the line from disagreement to the solution halves the area above disagreement.

The area is that of all payoffs that leave nobody below disagreement and that some lottery reaches or beats (Anbarci &
Bigelow 1994). Where the halving line meets a level or upright part of that area's edge, the solution is the end of
that part that gives one party more and none less. Defined over lotteries, for two parties.
"""

import numpy as np

from bargain.concepts.registry import concept, settle
from bargain.payoffs.polygon_region import PolygonRegion, fine_polygon
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Optimum, Region
from bargain.payoffs.solution import Solution


@concept(
    source="Anbarci & Bigelow 1994",
    satisfies={
        "pareto",
        "symmetry",
        "scale_invariance",
        "disagreement_point_monotonicity",
        "individual_rationality",
    },
    violates={"independence_of_irrelevant_alternatives", "individual_monotonicity", "strong_monotonicity"},
    two_parties=True,
    by_lottery=True,
)
def equal_area(problem: BargainingProblem) -> Solution:
    """The point of the frontier whose line from disagreement halves the area of payoffs above disagreement."""

    def best(region: Region) -> Optimum:
        assert isinstance(region, PolygonRegion)
        g = np.maximum(region.frontier - problem.disagreement, 0.0)
        sectors = np.abs(g[:-1, 0] * g[1:, 1] - g[1:, 0] * g[:-1, 1])  # twice the area of each triangle from d
        level, upright = g[0, 0] * g[0, 1], g[-1, 0] * g[-1, 1]  # below the first corner's height, left of the last
        return region.part_way(sectors, before=level, after=upright)

    return settle("equal_area", problem, fine_polygon(problem, rational_region), best)

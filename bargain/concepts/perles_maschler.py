"""Perles–Maschler solution: two parties walk toward each other along the frontier at equal joint speed.

Both start at the ends of R's frontier and move so that the product of what one gives up and the other gains is the
same; they meet where ∫ √(−du₁ du₂) from either end is equal. It is the one solution that is superadditive (Perles &
Maschler 1981). On a polygon an edge counts √(width × height). Defined over lotteries, for two parties.
"""

import numpy as np

from bargain.concepts.registry import concept, settle
from bargain.payoffs.polygon_region import PolygonRegion, fine_polygon
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Optimum, Region
from bargain.payoffs.solution import Solution


@concept(
    source="Perles & Maschler 1981",
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
def perles_maschler(problem: BargainingProblem) -> Solution:
    """The point of the frontier at which both parties have conceded the same, measured by √(−du₁ du₂)."""

    def best(region: Region) -> Optimum:
        assert isinstance(region, PolygonRegion)
        edges = np.abs(np.diff(region.frontier, axis=0))
        return region.part_way(np.sqrt(edges[:, 0] * edges[:, 1]))

    return settle("perles_maschler", problem, fine_polygon(problem, rational_region), best)

"""Raiffa solution: a run of interim settlements, each the mean of what every party would hope for at best.

From the disagreement, z jumps to the mean of the n points at which one party has its best payoff while the others
stay at z, so that z_i rises by (best_i(z) − z_i)/n; the limit is the solution (the discrete form of Raiffa 1953, as in
Luce & Raiffa 1957). Defined over lotteries.

Only with three parties can a better outside option be a loss to the party that has it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from bargain.concepts.registry import concept, settle
from bargain.payoffs.columns_region import ColumnsRegion
from bargain.payoffs.criteria import WeightedSum
from bargain.payoffs.polygon_region import PolygonRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Optimum, Region
from bargain.payoffs.solution import Solution

Array = np.ndarray[Any, np.dtype[np.float64]]

CLOSE = 1e-10
"""Hopes that exceed the interim settlement by less, in points, end the run."""

CLOSE_BENT = 1e-7
"""The same on a boundary that is bent, where hopes themselves are known to some 1e-8 points."""

STEPS = 400
"""Interim settlements at most: hopes shrink at least by the factor 1 − 1/n each time."""


@concept(
    source="Raiffa 1953; Luce & Raiffa 1957",
    satisfies={"pareto", "symmetry", "scale_invariance", "individual_rationality"},
    violates={
        "independence_of_irrelevant_alternatives",
        "individual_monotonicity",
        "strong_monotonicity",
        "disagreement_point_monotonicity",
    },
    by_lottery=True,
)
def raiffa(problem: BargainingProblem) -> Solution:
    """The limit of interim settlements, each the mean of the parties' best hopes given the one before."""

    def best(region: Region) -> Optimum:
        if isinstance(region, PolygonRegion):
            return _on_polygon(region)
        if isinstance(region, ColumnsRegion):
            close = CLOSE if region.support.exact else CLOSE_BENT
            return region.reach(_limit(region.start, region.best_payoffs, close))
        return region.maximise(WeightedSum(np.ones(1)))  # one party: its best

    return settle("raiffa", problem, rational_region(problem), best)


def _limit(start: Array, hopes: Callable[[Array], Array], close: float = CLOSE) -> Array:
    z = start
    for _ in range(STEPS):
        rise = (hopes(z) - z) / len(z)
        if rise.max() * len(z) <= close:
            break
        z = z + rise
    return z


def _on_polygon(region: PolygonRegion) -> Optimum:
    x, y = region.frontier[:, 0], region.frontier[:, 1]

    def hopes(z: Array) -> Array:
        """Best payoff of each party while the other keeps z; the frontier falls from (x[0], y[0]) to the right."""
        return np.asarray(np.maximum([np.interp(-z[1], -y, x), np.interp(z[0], x, y)], z))

    return region.toward(_limit(np.minimum(region.problem.disagreement, region.ideal), hopes))

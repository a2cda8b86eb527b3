"""The pie of a case: the frontier of two parties over their disagreement, lotteries allowed, so that it has no gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.payoffs.polygon_region import PolygonRegion, fine_polygon
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class Pie:
    """What two parties can share: all points on or below a falling concave chain of corners.

    `corners`: shape (k, 2), gains over disagreement in points, at least 0, from the second party's best (where the
    first has least) to the first's best; k = 1 when nothing has to be divided. `disagreement`: shape (2,), points.
    """

    parties: tuple[str, str]
    corners: Array
    disagreement: Array

    @property
    def best(self) -> Array:
        """The largest gain of each party, shape (2,), points."""
        return np.asarray(self.corners.max(axis=0))

    def other(self, party: int, gain: float) -> float:
        """The most that the other party can gain when `party` (0 or 1) gains `gain`, points; 0 beyond its best."""
        own, others = self.corners[:, party], self.corners[:, 1 - party]
        if gain > own.max() + EQUAL:
            return 0.0
        order = np.argsort(own)
        return float(np.interp(gain, own[order], others[order]))


def pie_of(game: BargainingGame) -> Pie:
    """The pie of a game of two parties.

    Raises ConceptError for another number of parties, GameError where no agreement gives both their disagreement.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> pie_of(game).corners.tolist(), pie_of(game).other(0, 30.0)
    ([[0.0, 100.0], [100.0, 0.0]], 70.0)
    """
    problem = BargainingProblem.from_game(game, lotteries=True)
    problem.only_two("a pie")
    region = fine_polygon(problem, rational_region)
    if not region.exists:
        raise GameError(
            f"{game.title!r}: no agreement gives both parties their disagreement, so there is no pie to divide; "
            "zone_of_agreement(game) says what stands in the way"
        )
    assert isinstance(region, PolygonRegion), "two parties with lotteries"
    corners = np.maximum(region.frontier - problem.disagreement, 0.0)
    first, second = problem.parties
    return Pie((first, second), corners, problem.disagreement)

"""The whole pie of a case: everything that two parties could agree on, from one's best to the other's, as a curve.

What war brings may be worse or better than any part of it, so the disagreement plays no part here; red lines do. With
lotteries the curve has no gaps and falls ever more steeply.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.payoffs.polygon_region import PolygonRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region

Array = np.ndarray[Any, np.dtype[np.float64]]

FAR_BELOW = -1e4
"""A disagreement, in points, that holds nobody back."""


@dataclass(frozen=True)
class Whole:
    """`corners`: payoffs of both, points, from the second party's best agreement to the first's; at least two.

    `low`, `span`: party → its payoff at the other's best agreement, and how much more its own best brings, points.
    """

    parties: tuple[str, str]
    corners: tuple[tuple[float, float], ...]

    @property
    def low(self) -> tuple[float, float]:
        """What each party gets at the other's best agreement, points."""
        return self.corners[0][0], self.corners[-1][1]

    @property
    def span(self) -> tuple[float, float]:
        """From there to its own best agreement, points, above 0."""
        return self.corners[-1][0] - self.corners[0][0], self.corners[0][1] - self.corners[-1][1]

    def unit(self, party: int, points: float) -> float:
        """`points` of `party` (0 or 1) on the scale on which its end of the curve is 0 and its best 1."""
        return (points - self.low[party]) / self.span[party]

    def turned(self) -> Whole:
        """The same with the parties in the other order."""
        first, second = self.parties
        return Whole((second, first), tuple((y, x) for x, y in self.corners[::-1]))

    def given(self, points: Any) -> Array:
        """The most that the first party can have, points, when the second has `points` (any shape)."""
        x, y = np.array(self.corners).T
        return np.asarray(np.interp(points, y[::-1], x[::-1]))

    def second(self, share: Any) -> Array:
        """What the second party can have, on its own scale, when it has `share` of the curve: the first has 1 − share.

        Shares are measured on the first party's own scale; rising from 0 to 1, and concave.
        """
        x, y = np.array(self.corners).T
        own = (y - self.low[1]) / self.span[1]
        taken = (x - self.low[0]) / self.span[0]
        return np.asarray(np.interp(share, (1.0 - taken)[::-1], own[::-1]))


def whole_of(game: BargainingGame) -> Whole:
    """The whole pie of a game of two parties.

    Raises ConceptError for another number of parties, GameError where there is nothing to divide.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 20], "Bob": [0, 80]})
    >>> whole_of(game).corners, whole_of(game).unit(0, 60.0)
    (((20.0, 80.0), (100.0, 0.0)), 0.5)
    """
    problem = BargainingProblem.from_game(game, lotteries=True)
    problem.only_two("a pie")
    region = rational_region(problem.with_disagreement(np.full(2, FAR_BELOW)))
    if not region.exists:
        raise GameError(f"{game.title!r}: red lines leave no agreement at all, so there is no pie to divide")
    assert isinstance(region, PolygonRegion), "two parties with lotteries"
    corners = tuple((float(x), float(y)) for x, y in region.frontier)
    if len(corners) < 2:
        raise GameError(f"{game.title!r}: one agreement is best for both parties, so there is no pie to divide")
    first, second = problem.parties
    return Whole((first, second), corners)

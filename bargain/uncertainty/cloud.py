"""A cloud of payoffs: what each party would get in every draw, kept draw by draw, so that it can be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import solve
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.names import known
from bargain.showing import Shown
from bargain.uncertainty.model.answers import answers
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.sampling.draws import rows_between, whole
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space

if TYPE_CHECKING:
    import pandas

Points = tuple[tuple[float, ...], ...]

AT_ONCE = 4096
"""Draws whose games are held at a time."""


@dataclass(frozen=True)
class PayoffCloud(Shown):
    """`payoffs`, `disagreement`: one row a draw that makes a game, one column a party, in points; without a deal the
    payoffs are the disagreement. `deals`: whether there is one. `written`: payoffs of the game as written. `refused`:
    draws whose numbers make no game."""

    title: str
    concept: str
    parties: tuple[str, ...]
    draws: int
    seed: int
    payoffs: Points
    disagreement: Points
    deals: tuple[bool, ...]
    written: FrozenDict[str, float]
    refused: int

    def __len__(self) -> int:
        return len(self.payoffs)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title, "concept": self.concept, "parties": list(self.parties), "draws": self.draws,
            "seed": self.seed, "payoffs": [list(row) for row in self.payoffs],
            "disagreement": [list(row) for row in self.disagreement], "deals": list(self.deals),
            "written": dict(self.written), "refused": self.refused,
        }  # fmt: skip

    def to_frame(self) -> pandas.DataFrame:
        """One row a draw: payoffs and disagreement of every party, and whether there is a deal."""
        names = [*self.parties, *(f"disagreement of {p}" for p in self.parties)]
        rows = [(*u, *d) for u, d in zip(self.payoffs, self.disagreement, strict=True)]
        return frame(rows, names).assign(deal=list(self.deals))

    def __repr__(self) -> str:
        deals = f"{sum(self.deals):,} deal{'s' * (sum(self.deals) != 1)} by {self.concept}"
        return f"{self.title}: {len(self):,} draws, {deals}, {self.refused:,} refused, seed {self.seed}"


def payoff_cloud(
    game: BargainingGame,
    draws: int = 500,
    concept: str = "nash",
    seed: int = 0,
    *,
    sampler: Sampler | None = None,
    lotteries: bool = False,
) -> PayoffCloud:
    """What `game` would bring each party by `concept`, draw by draw: the draws of an ensemble of as many `draws`, with
    the same `seed` and `sampler`.

    Raises GameError for settings that cannot be, ConceptError where the concept is not defined for the game.

    >>> road = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> payoff_cloud(road, draws=3).payoffs
    ((100.0, 0.0), (100.0, 0.0), (100.0, 0.0))
    """
    count, start = whole(draws, "draws", 1), whole(seed, "seed", 0)
    name = known(concept, CONCEPTS, "concept", "concept")
    space = Space.of(game, sampler)
    model, written = Model.of(space), solve(game, name, lotteries=lotteries).payoffs
    payoffs: list[tuple[float, ...]] = []
    disagreement: list[tuple[float, ...]] = []
    deals: list[bool] = []
    for first in range(0, count, AT_ONCE):
        rows = rows_between(space, start, first, min(first + AT_ONCE, count), count)
        found = answers(model, rows, (name,), lotteries=lotteries)
        valid, outcome = found.valid, found.outcomes[name]
        payoffs += map(tuple, outcome.payoffs[valid].tolist())
        disagreement += map(tuple, found.disagreement[valid].tolist())
        deals += np.isin(np.flatnonzero(valid), outcome.draw).tolist()
    return PayoffCloud(
        game.title, name, game.party_names, count, start, tuple(payoffs), tuple(disagreement), tuple(deals), written,
        count - len(deals),
    )  # fmt: skip

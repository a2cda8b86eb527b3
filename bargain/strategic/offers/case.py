"""What offers and demands read off a case: the pie, the parties' patience, and agreements behind points of the pie."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known, shown
from bargain.game.quantity import value_of
from bargain.outside.base import Base
from bargain.payoffs.polygon_region import PolygonRegion, fine_polygon
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Agreement
from bargain.strategic.offers.chain import Chain, Point, chain_from
from bargain.strategic.terms.parameters import number
from bargain.strategic.terms.pie import pie_of

Lottery = tuple[tuple[float, Agreement], ...]


@dataclass(frozen=True)
class Case:
    """Two parties of a case, in the order in which they move.

    `chain`: the pie, gains over disagreement in points. `disagreement`: points. `discount_rates`: per year. `years`:
    how long each expects to be without agreement, if none is reached; infinite where the outside option does not say.
    `power`: bargaining weights. `turned`: whether the second party of the file moves first.
    """

    game: BargainingGame
    parties: tuple[str, str]
    chain: Chain
    disagreement: Point
    discount_rates: Point
    years: Point
    power: Point
    turned: bool

    def lottery(self, gains: Point) -> Lottery:
        """Agreements, with probabilities, whose expected payoffs are `gains` over disagreement; gains on the chain."""
        wanted = np.array(gains) + np.array(self.disagreement)
        return self._region.toward(wanted[::-1] if self.turned else wanted).lottery

    @cached_property
    def _region(self) -> PolygonRegion:
        region = fine_polygon(BargainingProblem.from_game(self.game, lotteries=True), rational_region)
        assert isinstance(region, PolygonRegion), "two parties with lotteries"
        return region

    def by_party(
        self, given: Any, where: str, otherwise: Point, *, low: float = -math.inf, high: float = math.inf
    ) -> Point:
        """One number a party, in the order of the case's moves; `otherwise` for parties that are not named."""
        if given is None:
            given = {}
        if not isinstance(given, Mapping):
            raise GameError(f"{where}: {shown(given)} is not a table; write {where}={{{self.parties[0]!r}: …}}")
        for party in given:
            known(party, self.parties, where, "party")
        first, second = (
            number(given[p], f"{where}.{p}", low=low, high=high) if p in given else x
            for p, x in zip(self.parties, otherwise, strict=True)
        )
        return first, second


def case_of(game: BargainingGame, first: str | None = None) -> Case:
    """The terms of a case of two parties; `first` moves first (the first of the file where not said).

    Raises GameError where no agreement gives both parties their disagreement, or no party is called `first`.
    """
    pie = pie_of(game)
    turned = first is not None and known(first, pie.parties, "first", "party") == pie.parties[1]
    order = (1, 0) if turned else (0, 1)
    names = (pie.parties[order[0]], pie.parties[order[1]])
    option = game.outside_option
    expected = option.reshaped(game).years if isinstance(option, Base) else None
    years = dict.fromkeys(names, math.inf) if expected is None else expected
    a, b = (game.party(name) for name in names)
    return Case(
        game,
        names,
        chain_from(pie.corners[::-1, ::-1] if turned else pie.corners),
        (float(pie.disagreement[order[0]]), float(pie.disagreement[order[1]])),
        (value_of(a.discount_rate), value_of(b.discount_rate)),
        (years[names[0]], years[names[1]]),
        (value_of(a.power), value_of(b.power)),
        turned,
    )

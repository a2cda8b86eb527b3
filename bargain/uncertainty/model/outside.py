"""What each party gets without agreement, for many draws at once: for the outside options whose formula is known here.

A war (`bargain.outside.war`) and fixed payoffs, without measures. Any other outside option is asked itself, one game at
a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.frozen import FrozenDict
from bargain.game.paths import join
from bargain.outside.fixed import Fixed
from bargain.outside.war import War
from bargain.uncertainty.sampling.layout import Layout

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, eq=False)
class Imposed:
    """Agreements that endings impose: `positions`, shape (e, issues), of outcomes; `numbers`: columns, for ranges."""

    positions: Ints
    numbers: Ints


@dataclass(frozen=True, eq=False)
class WarColumns:
    """Columns of a war's numbers: `years`, `costs`, `rates`, shape (n,); `probabilities`, shape (e, n)."""

    years: Ints
    costs: Ints
    rates: Ints
    probabilities: Ints
    imposed: Imposed

    def disagreement(self, numbers: Array, payoffs: Array) -> Array:
        """d, shape (draws, n), points, where endings pay `payoffs`, shape (draws, e, n)."""
        years, rates = numbers[:, self.years], numbers[:, self.rates]
        expected = (numbers[:, self.probabilities] * payoffs).sum(axis=1)
        return np.asarray(expected / (1.0 + rates * years) - numbers[:, self.costs] / (1.0 / years + rates))

    def sure(self, numbers: Array) -> Any:
        """Mask, shape (draws,): durations above 0, and every probability between 0 and 1."""
        p = numbers[:, self.probabilities]
        return (numbers[:, self.years] > 0).all(axis=1) & ((p >= 0) & (p <= 1)).all(axis=(1, 2))


@dataclass(frozen=True, eq=False)
class FixedColumns:
    """Columns of fixed payoffs, shape (n,), the column of zeros in a game without an outside option."""

    payoffs: Ints


OutsideColumns = WarColumns | FixedColumns | None
"""None: the outside option has to be asked itself."""


def outside_of(game: BargainingGame, layout: Layout) -> OutsideColumns:
    """The columns of the game's outside option."""
    index, zero, option = layout.index(), len(layout.paths), game.outside_option
    names = game.party_names

    def per_party(number: Any, *place: str) -> list[int]:
        own = isinstance(number, FrozenDict)
        return [index[join([*place, p] if own else list(place))] for p in names]

    if option is None:
        return FixedColumns(np.full(len(names), zero))
    if type(option) is Fixed and not option.measures:
        return FixedColumns(np.array(per_party(option.payoffs, "outside_option", "payoffs")))
    if type(option) is not War or option.measures:
        return None
    place = ("outside_option", "endings")
    probabilities = [per_party(e.probability, *place, e.name, "probability") for e in option.endings]
    return WarColumns(
        np.array(per_party(option.years, "outside_option", "years")),
        np.array(per_party(option.cost_per_year, "outside_option", "cost_per_year")),
        np.array([index[join(["parties", p, "discount_rate"])] for p in names]),
        np.array(probabilities),
        _imposed(game, option, index, zero),
    )


def _imposed(game: BargainingGame, war: War, index: dict[str, int], zero: int) -> Imposed:
    shape = (len(war.endings), len(game.issues))
    positions, numbers = np.zeros(shape, dtype=np.int64), np.full(shape, zero)
    for e, ending in enumerate(war.endings):
        settled = ending.settles(game)
        for k, issue in enumerate(game.issues):
            if isinstance(issue, Choice):
                positions[e, k] = issue.outcomes.index(settled[issue.name])
            elif issue.name in ending.outcome:
                numbers[e, k] = index[join(["outside_option", "endings", ending.name, "outcome", issue.name])]
            else:
                numbers[e, k] = index[join(["issues", issue.name, "status_quo"])]
    return Imposed(positions, numbers)

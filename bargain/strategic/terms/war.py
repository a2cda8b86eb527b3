"""The war of a case, in the terms of strategic games: what it may end in, what it costs, how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.quantity import value_of
from bargain.game.utility import payoffs
from bargain.outside.beliefs import believed
from bargain.outside.war import War


@dataclass(frozen=True)
class WarTerms:
    """Party → number, as each party sees the war, its measures included where not said otherwise.

    `endings`: ending → party → payoff there, points. `probability`: ending → party → probability, as written, without
    measures. `expected`: payoff of the endings on average, points, undiscounted. `years`, `cost_per_year`,
    `discount_rates`: as written in the case. `disagreement`: payoff of no agreement, points, all in all.
    """

    endings: FrozenDict[str, FrozenDict[str, float]]
    probability: FrozenDict[str, FrozenDict[str, float]]
    expected: FrozenDict[str, float]
    years: FrozenDict[str, float]
    cost_per_year: FrozenDict[str, float]
    discount_rates: FrozenDict[str, float]
    disagreement: FrozenDict[str, float]

    @property
    def cost(self) -> FrozenDict[str, float]:
        """Party → points by which war is worse than its endings on average: all its costs and all waiting."""
        return FrozenDict({party: u - self.disagreement[party] for party, u in self.expected.items()})


def war_terms(game: BargainingGame) -> WarTerms:
    """The terms of the game's war. Raises GameError where the outside option is of another kind."""
    war = game.outside_option
    if not isinstance(war, War):
        raise GameError(
            f"outside_option: {getattr(war, 'kind', war)!r} is no war, so it says nothing of endings and costs; "
            'write kind = "war", or call the game with plain numbers'
        )
    names = game.party_names
    endings = {e.name: FrozenDict(payoffs(game, e.settles(game), charge=False)) for e in war.endings}
    chances = {e.name: FrozenDict({p: believed(e.probability, p) for p in names}) for e in war.endings}
    return WarTerms(
        FrozenDict(endings),
        FrozenDict(chances),
        FrozenDict({p: sum(chances[e][p] * endings[e][p] for e in endings) for p in names}),
        FrozenDict({p: believed(war.years, p) for p in names}),
        FrozenDict({p: value_of(war.cost_per_year[p]) for p in names}),
        FrozenDict({p.name: value_of(p.discount_rate) for p in game.parties}),
        game.disagreement,
    )

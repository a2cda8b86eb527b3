"""One demand: what each party expects, and what anybody could gain by another move."""

from __future__ import annotations

import numpy as np

from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.one_demand import Demand

TRIED = 2001
"""Demands that are tried against the one that is made."""


def expected(game: CrisisGame, demand: Demand) -> tuple[float, float]:
    """Payoffs of demander and responder, before types are known.

    The responder gets what the demand leaves it, or war where that is better: on average the former and the mean of the
    excess, E[max(t − θ, 0)].
    """
    return demand.value, float(game.left(demand.x)) + game.types.shortfall(demand.threshold)


def largest_gain(game: CrisisGame, demand: Demand) -> float:
    """The most that the demander gains by another demand, or a type by the other reply, in units of payoff.

    Demands are tried one by one: who accepts each, and what war with the others brings, is measured anew for it.
    """
    types = np.asarray(game.types.grid(demand.threshold))
    tried = np.append(np.linspace(0.0, 1.0, TRIED), demand.x)
    if game.separate:
        tried = np.append(tried, game.demand(types))
    tried = np.unique(tried)
    thresholds = game.threshold(tried)
    brought = game.taken(tried) * game.types.tail(thresholds) + game.war_below(thresholds)
    planned = float(brought[np.searchsorted(tried, demand.x)])
    _, war = game.war_of(types)
    left = float(game.left(demand.x))
    regret = np.where(types >= demand.threshold - 1e-12, war - left, left - war)
    return max(float(brought.max()) - planned, float(regret.max()), 0.0)

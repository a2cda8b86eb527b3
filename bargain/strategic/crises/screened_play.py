"""Two demands and a continuum of types: what comes of a plan, and what anybody could gain by leaving it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.screened import Rules, Screened, Second

Array = np.ndarray[Any, np.dtype[np.float64]]

TRIED = 2001
"""Second demands that are tried against the plan's."""


@dataclass(frozen=True)
class Plan:
    """A first threshold, the second demands with their probabilities (nan: none that is accepted), what the first
    demand leaves the responder, and the demander's payoff."""

    threshold: float
    second: tuple[tuple[float, float], ...]
    offer: float
    payoff: float


@dataclass(frozen=True, eq=False)
class Plans:
    """First thresholds, shape (n,), and what goes with each: the second demand (nan: none that is accepted), the least
    that the first must leave (in the responder's payoff), and the demander's payoff."""

    threshold: Array
    second: Array
    offer: Array
    payoff: Array

    def row(self, i: int) -> Plan:
        """One of them."""
        second = ((1.0, float(self.second[i])),)
        return Plan(float(self.threshold[i]), second, float(self.offer[i]), float(self.payoff[i]))


def measured(game: CrisisGame, rules: Rules, plan: Plan) -> Plan:
    """The plan with the demander's payoff measured closely."""
    q, (patience, _) = rules.breakdown, rules.discount
    gone = _accepting(game, plan.threshold)
    war = float(game.war_below(np.array([plan.threshold]))[0])
    payoff = float(game.taken(game.offering(plan.offer))) * gone + q * war
    for chance, x in plan.second:
        brought = war
        if not math.isnan(x):
            t = min(float(game.threshold(x)), plan.threshold)
            later = max(_accepting(game, t) - gone, 0.0)
            brought = float(game.taken(x)) * later + float(game.war_below(np.array([t]))[0])
        payoff += (1.0 - q) * patience * chance * brought
    return replace(plan, payoff=payoff)


def played(game: CrisisGame, rules: Rules, plan: Plan, rival: float) -> Screened:
    """What comes of a plan. `rival`: the most that any other first demand of the grid brings."""
    q, (_, waiting) = rules.breakdown, rules.discount
    gone = _accepting(game, plan.threshold)
    if gone > 1.0 - 1e-12:  # a refusal would be a surprise: it is put down to the strongest type
        strongest = game.types.low
        x, war = float(game.demand(strongest)), float(game.war_of(strongest)[0])
        plan, gone = replace(plan, threshold=strongest, second=((1.0, x if game.taken(x) > war else math.nan),)), 1.0
    responder = plan.offer * gone + q * _war_below(game, plan.threshold)
    seconds = []
    for chance, x in plan.second:
        t = math.inf if math.isnan(x) else float(game.threshold(x))
        later = 0.0 if math.isnan(x) else max(_accepting(game, t) - gone, 0.0)
        left = 0.0 if math.isnan(x) else float(game.left(x))
        brought = left * later + _war_below(game, min(t, plan.threshold))
        responder += (1.0 - q) * waiting * chance * brought
        seconds.append(Second(chance, None if math.isnan(x) else x, t, later))
    gain = max(rival - plan.payoff, _second_gain(game, plan), _types_gain(game, rules, plan), 0.0)
    demand = float(game.offering(plan.offer)) if gone > 0 else None
    threshold = plan.threshold if gone > 0 else math.inf
    return Screened(demand, threshold, gone, tuple(seconds), (plan.payoff, responder), gain)


def _accepting(game: CrisisGame, threshold: float) -> float:
    return float(game.types.tail(np.array([threshold]))[0])


def _war_below(game: CrisisGame, t: float) -> float:
    """E[what war brings the responder; θ < t], by parts: E[θ; θ < t] = t·P(θ < t) − E[max(t − θ, 0)]."""
    below = 1.0 - _accepting(game, t)
    return game.reach * below - (t * below - game.types.shortfall(t))


def _second_gain(game: CrisisGame, plan: Plan) -> float:
    """What the demander gains by another second demand, by its chance of being made."""
    x = np.linspace(0.0, 1.0, TRIED)
    x = np.union1d(x, [one for _, one in plan.second if not math.isnan(one)])
    below = 1.0 - _accepting(game, plan.threshold)
    t = np.minimum(game.threshold(x), plan.threshold)
    brought = game.taken(x) * (below - 1.0 + game.types.tail(t)) + game.war_below(t)
    none = float(game.war_below(np.array([plan.threshold]))[0])
    made = [none if math.isnan(one) else float(np.interp(one, x, brought)) for _, one in plan.second]
    return max(float(brought.max()), none) - min(made)


def _types_gain(game: CrisisGame, rules: Rules, plan: Plan) -> float:
    """What any type gains by another way of accepting or refusing."""
    q, (_, waiting) = rules.breakdown, rules.discount
    theta = game.types.grid(plan.threshold)
    _, war = game.war_of(theta)
    later = np.zeros(len(theta))
    regret = np.zeros(len(theta))
    for chance, x in plan.second:
        left = -math.inf if math.isnan(x) else float(game.left(x))
        takes = theta >= (math.inf if math.isnan(x) else float(game.threshold(x)))
        later += chance * np.maximum(left, war)
        regret = np.maximum(regret, np.where(takes, war - left, left - war))
    waits = q * war + (1.0 - q) * waiting * later
    first = np.where(theta >= plan.threshold, waits - plan.offer, plan.offer - waits)
    return float(max(first.max(), regret.max()))

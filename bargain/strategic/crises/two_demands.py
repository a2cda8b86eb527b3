"""Two demands: after a refusal war comes at once with probability q, or else, a period later, a second demand.

A type that is left after the first demand, and expects a second that leaves it s₂, gets from refusing the first

    q·w + (1 − q)·δ·max(s₂, w),    w what war brings it.

This rises with w, so those to whom war brings least accept first (they are screened). Where q = 0 all types that would
accept the second demand are indifferent about the first; then too the answer is that the weakest accept first, which is
the limit of small q. What a first demand leads to is unique when q > 0: the second demand is a best reply to what is
left, the best reply is the milder the more types have gone, and so is the offer that a marginal type waits for. So for
every first demand there is one share of types that accepts it, the proposer mixing between equally good second demands
where need be. Equilibria then differ only where first demands are equally good, and all of these are returned.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.screened import Rules, Screened, Second
from bargain.strategic.crises.screened_line import screened_line
from bargain.strategic.private.cost import Atoms
from bargain.strategic.screening.checking import largest_gain
from bargain.strategic.screening.stage import Move, Stage

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_TYPES = 300
"""With two demands more separate values are refused: the plan is exact at every belief, and costs their square."""


def screened(game: CrisisGame, rules: Rules) -> tuple[Screened, ...]:
    """Every equilibrium of the game with two demands, of those in which the weakest types accept first."""
    return _among_types(game, rules) if isinstance(game.types, Atoms) else screened_line(game, rules)


def _among_types(game: CrisisGame, rules: Rules) -> tuple[Screened, ...]:
    assert isinstance(game.types, Atoms)
    if len(game.types.values) > MOST_TYPES:
        raise GameError(
            f"offers: with two demands a distribution may have {MOST_TYPES} separate values, this one has "
            f"{len(game.types.values)}; use one demand, or a continuous distribution"
        )
    first, second = _stages(game, rules)
    gain = max(largest_gain(first), largest_gain(second), 0.0)
    return tuple(_played(game, rules, first, second, gain, move=k) for k in range(len(first.moves(0.0))))


def _stages(game: CrisisGame, rules: Rules) -> tuple[Stage, Stage]:
    """The first and the second demand as stages of screening; types from the largest θ, whom war brings least."""
    theta, chance = np.asarray(game.types.grid(0.0))[::-1], np.asarray(game.types.weights)[::-1]  # type: ignore[union-attr]
    demander, responder = game.war_of(theta)
    ends = np.append(0.0, np.cumsum(chance))
    ends[-1] = 1.0
    ones = np.ones(len(theta))
    war = np.append(np.cumsum((np.diff(ends) * demander)[::-1])[::-1], 0.0)  # with those beyond each end
    q, (patience, waiting) = rules.breakdown, rules.discount

    def give(offer: Array) -> Array:
        return game.taken(game.offering(offer))

    second = Stage(ends, ones, ends, war, lambda z: responder, give, 0.0, 1.0)
    shares, values = second.plan
    nodes = np.union1d(shares, ends)
    rest = q * np.interp(nodes, ends, war) + (1.0 - q) * patience * np.interp(nodes, shares, values)
    first = Stage(
        ends,
        ones,
        nodes,
        rest,
        lambda z: q * responder + (1.0 - q) * waiting * second.types(z),
        give,
        0.0,
        1.0,
    )
    return first, second


def _played(game: CrisisGame, rules: Rules, first: Stage, second: Stage, gain: float, *, move: int) -> Screened:
    """What comes of one of the best first demands."""
    theta = np.asarray(game.types.grid(0.0))[::-1]
    _, war = game.war_of(theta)
    q, (_, waiting) = rules.breakdown, rules.discount
    start = first.moves(0.0)[move]
    gone = _taken(first, 0.0, start.cut)
    left = np.diff(first.ends) - gone
    responder = (start.offer or 0.0) * float(gone.sum()) + q * float(left @ war)
    seconds = []
    for chance, then in second.played(start.cut, start.mild):
        later = _taken(second, start.cut, then.cut)
        brought = (then.offer or 0.0) * float(later.sum()) + float((left - later) @ war)
        responder += (1.0 - q) * waiting * chance * brought
        demand, threshold = _demand(game, theta, second, then)
        seconds.append(Second(chance, demand, threshold, float(later.sum())))
    demand, threshold = _demand(game, theta, first, start)
    return Screened(demand, threshold, float(gone.sum()), tuple(seconds), (start.value, responder), gain)


def _taken(stage: Stage, start: float, end: float) -> Array:
    """How much of each type's slice lies between two shares."""
    slices = np.diff(stage.ends)
    upto = [np.clip(z - stage.ends[:-1], 0.0, slices) for z in (start, end)]
    return np.asarray(upto[1] - upto[0])


def _demand(game: CrisisGame, theta: Array, stage: Stage, move: Move) -> tuple[float | None, float]:
    """The demand behind a move, and the type down to which it is accepted."""
    if move.offer is None:
        return None, math.inf
    return float(game.offering(move.offer)), float(theta[stage.marginal(move.cut)])

"""Whether anybody could do better: proposals and votes tried one by one on grids of their own."""

from __future__ import annotations

import numpy as np

from bargain.strategic.private.cost import Array, Cost
from bargain.strategic.ratifying.ratifier import Ratifier, at_most, marks
from bargain.strategic.ratifying.setter import SetterGame
from bargain.strategic.ratifying.talks import FIRST, NASH, Deal, Talks

TRIED = 2311
"""Proposals tried, evenly, none of them chosen by the solver."""


def setter_gain(game: SetterGame, g: float) -> float:
    """The most that the setter gains by another place, on either side, or a voter by another vote; as a distance."""
    q, s = game.status_quo, game.setter
    span = 2.0 * max(game.reach, 1e-9)
    places = np.linspace(min(q, s) - span, max(q, s) + span, TRIED)
    worth = _worth_of_places(game, places)
    here = float(_worth_of_places(game, np.array([game.place(g)]))[0])
    gain = max(float(worth.max()) - here, -here)
    for types in (game.now, game.later):
        if types is not None:
            gain = max(gain, _wrong_votes(game, types, game.place(g), 0.0 if types is game.now else game.cost))
    return max(0.0, gain)


def _worth_of_places(game: SetterGame, x: Array) -> Array:
    """Expected gain of the setter over the status quo from each place; the midpoint divides the votes."""
    q = game.status_quo
    middle = 0.5 * (x + q)
    right = x > q
    chance = np.where(x == q, 1.0, np.where(right, game.now.tail(middle), at_most(game.now, middle)))
    if game.later is not None:
        far = np.abs(x - q) > game.cost + 1e-12 * max(1.0, abs(q), abs(game.setter))
        stays = np.where(
            right,
            game.later.tail(middle - 0.5 * game.cost),
            at_most(game.later, middle + 0.5 * game.cost),
        )
        chance = chance * (1.0 - game.held * np.where(far, 1.0 - stays, 0.0))
    return np.asarray(chance * (abs(q - game.setter) - np.abs(x - game.setter)))


def _wrong_votes(game: SetterGame, types: Cost, x: float, cost: float) -> float:
    """The most that a type gains by the vote that the equilibrium does not have it cast."""
    r = marks(types)
    better = np.abs(game.status_quo - r) + cost - np.abs(x - r)  # by how much approving is better
    half = 0.5 * (abs(x - game.status_quo) - cost)
    approves = (game.way * (r - game.status_quo) >= half - 1e-12) | (half <= 0)
    return float(np.where(approves, -better, better).max())


def talks_gain(talks: Talks, deal: Deal | None) -> float:
    """The most that a leader gains by another offer or answer, or a ratifier by another vote, in units of payoff.

    For the Nash rule, which no move leads to: by how much another deal has a larger (geometric mean) product of gains.
    """
    low, high = talks.pie.least[0], talks.pie.best[0]
    u = np.linspace(low, high, TRIED)
    gains = talks.gains(u)
    others = np.stack([u, talks.second(u)], axis=1) >= np.array(talks.disagreement)
    gains = gains * others.all(axis=1, keepdims=True)
    if deal is None:
        return float(gains.min(axis=1).max())  # what both would gain by a deal that the solver did not see
    found = talks.gains(np.array(deal.first))
    votes = max(_wrong_approval(r, x) for r, x in zip(talks.ratifiers, _own(talks, deal.first), strict=True))
    if talks.rule == NASH:
        a, b = talks.power
        best = float((gains[:, 0] ** a * gains[:, 1] ** b).max())
        return max(0.0, best - float(talks.product(np.array(deal.first))), votes)
    if talks.rule == FIRST:
        return max(0.0, float(gains[:, 0].max() - found[0]), -float(found[1]), votes)
    assert deal.counter is not None
    counter = talks.gains(np.array(deal.counter))
    turns = (_turn(gains, found, counter, 0, talks.discount), _turn(gains, counter, found, 1, talks.discount))
    return max(0.0, *turns, votes)


def _own(talks: Talks, u: float) -> tuple[float, float]:
    return u, float(talks.second(np.array(u)))


def _turn(gains: Array, offer: Array, back: Array, proposer: int, discount: tuple[float, float]) -> float:
    """The most gained in a period in which `proposer` offers `offer`, and the other would offer `back` in the next."""
    other = 1 - proposer
    reserve = discount[other] * float(back[other])  # what the other gets by rejecting
    wait = discount[proposer] * float(back[proposer])
    taken = gains[:, other] >= reserve
    best = max(float(np.where(taken, gains[:, proposer], wait).max()), wait)
    return max(best - float(offer[proposer]), reserve - float(offer[other]))


def _wrong_approval(ratifier: Ratifier, offered: float) -> float:
    """The most that a type gains by the other vote: approving is worth what is offered less its minimum."""
    if ratifier.now is None:
        return 0.0
    least = marks(ratifier.now) + ratifier.shift
    return float(np.where(least <= offered + 1e-12, least - offered, offered - least).max())

"""One demand, take it or leave it: the demands that bring the demander most, all of them.

A demand x is accepted by types θ ≥ t(x), so it brings the demander u(x)·P(θ ≥ t) + E[what war brings; θ < t]. A larger
demand brings more where it is accepted, and more types refuse (the risk–return trade-off of Fearon 1995). With finitely
many types only demands that make a type indifferent can be best, and the demand of everything. With a continuum of
types the value on a piece from x₁ to x₂ is at most u(x₂)·P(θ ≥ t₁) + E[war; θ < t₁], plus what war with the types
between t₁ and t₂ could bring above u(x₂): so the best of many peaks is found with a proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.highest import highest
from bargain.strategic.private.cost import Atoms
from bargain.strategic.private.tabulated import quick
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]

EXACT, QUICK, SLOW = 1e-8, 30_000, 2_000
"""The gap that is aimed at; evaluations at most, and where scipy has no formula for the probabilities."""


@dataclass(frozen=True)
class Demand:
    """`x`: the demander's share. Types from `threshold` on accept, with probability `accepted`. `value`: to the
    demander. `stretch`: where all demands between two are equally good, both."""

    x: float
    threshold: float
    accepted: float
    value: float
    stretch: tuple[float, float] | None = None


def best_demands(game: CrisisGame) -> tuple[tuple[Demand, ...], float]:
    """Every demand that brings most, the smallest first, and how far a better one could still be.

    All demands that every type refuses are one, the demand of everything.
    """
    found, gap = _among_types(game) if isinstance(game.types, Atoms) else _on_the_line(game)
    most = max(one.value for one in found)
    kept: list[Demand] = []
    for one in sorted((one for one in found if one.value >= most - EQUAL), key=lambda one: one.x):
        if one.accepted == 0 and one.x < 1.0:
            one = Demand(1.0, game.reach, 0.0, one.value)
        if not any(abs(one.x - other.x) < 1e-9 for other in kept):
            kept.append(one)
    return tuple(kept), gap


def _among_types(game: CrisisGame) -> tuple[list[Demand], float]:
    values = np.asarray(game.types.grid(0.0))
    thresholds = np.append(values[values < game.reach], game.reach)
    x = np.append(game.demand(thresholds[:-1]), 1.0)
    accepted = game.types.tail(thresholds)
    brought = game.taken(x) * accepted + game.war_below(thresholds)
    rows = np.flatnonzero(brought >= brought.max() - EQUAL)
    columns = zip(x[rows], thresholds[rows], accepted[rows], brought[rows], strict=True)
    return [Demand(float(share), float(t), float(p), float(value)) for share, t, p, value in columns], 0.0


def _on_the_line(game: CrisisGame) -> tuple[list[Demand], float]:
    types = game.types
    assert not isinstance(types, Atoms)
    ends = [float(game.demand(t)) for t in (types.low, types.high) if np.isfinite(t)]
    low, high = ends[0], ends[-1] if len(ends) == 2 else 1.0
    start = np.concatenate([np.linspace(low, high, 129), [low, high]])
    peaks, gap = highest(OneDemand(game), start, evaluations=QUICK if quick(types) else SLOW, exact=EXACT)
    found = []
    for peak in peaks:
        for x in peak.stretch or (peak.x,):
            t = float(game.threshold(x))
            found.append(Demand(x, t, float(types.tail(np.array([t]))[0]), peak.value, peak.stretch))
    if types.high < game.reach:
        war = float(game.war_below(np.array([types.high]))[0])
        found.append(Demand(1.0, game.reach, 0.0, war))
    return found, gap


@dataclass(frozen=True)
class OneDemand:
    """The demander's payoff from a demand. State: u(x), t(x), P(θ ≥ t), E[war; θ < t], one row each."""

    game: CrisisGame

    def begin(self, x: Array) -> Array:
        """State at ascending demands."""
        t = self.game.threshold(x)
        return np.stack([self.game.taken(x), t, self.game.types.tail(t), self.game.war_below(t)])

    def between(self, left: Array, x: Array) -> Array:
        """State at demands a little larger than those of `left`."""
        game, t = self.game, self.game.threshold(x)
        tail = game.types.tail(t)
        war = left[3] + game.war * (left[2] - tail)
        if game.rising:
            war = war + game.types.mean_between(left[1], t)  # type: ignore[union-attr]
        return np.stack([game.taken(x), t, tail, war])

    def value(self, state: Array) -> Array:
        """u(x)·P(θ ≥ t) + E[war; θ < t]."""
        return np.asarray(state[0] * state[2] + state[3])

    def bound(self, left: Array, right: Array) -> Array:
        """What no demand between two exceeds."""
        war = self.game.war + self.game.rising * right[1]
        more = np.maximum(war - right[0], 0.0) * (left[2] - right[2])
        return np.asarray(right[0] * left[2] + left[3] + more)

    def slope(self, x: float) -> float:
        """u′(x)·P(θ ≥ t) less what the types lost would have brought, v′(1 − x)·f(t)·(u(x) − war with t)."""
        game = self.game
        t = float(game.threshold(x))
        war, _ = game.war_of(t)
        lost = game.types.density(np.array([t]))[0] * game.utilities[1].slope(1.0 - x)  # type: ignore[union-attr]
        gained = game.utilities[0].slope(x) * game.types.tail(np.array([t]))[0]
        return float(gained - lost * (game.taken(x) - war))

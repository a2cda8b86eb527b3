"""All stationary equilibria, in pure strategies, of alternating offers without a last period.

Each proposer's period can end in agreement, in walking away or in waiting: nine patterns, each tried, and kept when no
single change pays. In eight of them the payoffs follow step by step. In the ninth, agreement whoever proposes, the
first proposer's payoff V is a fixed point of

    F(V) = φ₁(R₂),  R₂ = max(w₂, k₂ + β₂·φ₂(R₁)),  R₁ = max(w₁, k₁ + β₁·V)

with φ_j(r) the most that j can get while the other gets r. On a pie with corners F rises in straight pieces, so all
its fixed points are found by cutting at every place where a piece can begin.

There is at most one with agreement in both turns. Proposing must be worth no less than waiting, V_1 ≥ k_1 + β_1·R_1,
which with R_1 = k_1 + β_1·V_1 says V_1 ≥ D_1 and so V_1 ≥ R_1: the first proposer's agreement lies to the right of the
second's, where the chain is at least as steep, so the slope of F there is at most β_1·β_2 < 1; where walking away sets
either demand it is 0. F thus crosses the diagonal from above, and once. Several equilibria are a matter of ties.
"""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from bargain.strategic.offers.chain import Array, Point
from bargain.strategic.offers.game import AGREEMENT, WAITING, WALKING_AWAY, OffersGame, Profile, Stage

Values = tuple[Point, Point]
"""Payoffs when the first, and when the second party proposes."""


def stationary(game: OffersGame) -> tuple[Profile, ...]:
    """All stationary equilibria in pure strategies, those with most agreement first."""
    kinds = (AGREEMENT, WALKING_AWAY, WAITING) if game.can_walk_away else (AGREEMENT, WAITING)
    both = _both_agree(game)
    found: list[Profile] = []
    for pattern in product(kinds, kinds):
        for v in both if pattern == (AGREEMENT, AGREEMENT) else _step_by_step(game, pattern):
            stages = [stage for j in (0, 1) if (stage := response(game, v[1 - j], j, pattern[j])) is not None]
            found += [Profile(tuple(stages))] if len(stages) == 2 else []
    return tuple(found)


def response(game: OffersGame, later: Point, j: int, how: str) -> Stage | None:
    """What is done when `j` proposes, the next period is worth `later` and this one ends as `how` says.

    None where one of the two would not do it. A responder that is indifferent between walking away and waiting does
    what lets the period end so.
    """
    i, tie, w = 1 - j, game.tie, game.outside
    waiting = game.waiting(later)
    least = max(w[i], waiting[i])
    own = game.chain.most(j, least)
    if how == AGREEMENT:
        refusals = [(waiting[j], False)] if waiting[i] >= least - tie else []
        refusals += [(w[j], True)] if w[i] >= least - tie else []
        otherwise, walks_away = min(refusals)
        offer = game.chain.point(j, own, max(least, game.chain.least[i]))
        return Stage(j, offer, least, walks_away) if math.isfinite(own) and own >= otherwise - tie else None
    gets = w if how == WALKING_AWAY else waiting
    would_rather = gets[i] < least - tie or own > gets[j] + tie
    return None if would_rather else Stage(j, None, least, how == WALKING_AWAY)


def _both_agree(game: OffersGame) -> list[Values]:
    """Agreement whoever proposes: payoffs from the fixed points of F."""
    cuts = _cuts(game)
    low, high = (cuts[:-1], cuts[1:]) if len(cuts) > 1 else (cuts, cuts)
    at = np.stack([2 * low + high, low + 2 * high]) / 3  # inside: at a cut F may have just stopped
    h = _composed(game, at) - at
    kept = np.isfinite(h).all(axis=0)
    low, high, h = low[kept], high[kept], h[:, kept]
    left, right = 2 * h[0] - h[1], 2 * h[1] - h[0]
    rounding = 1e-14 * float(np.abs(game.chain.array).max())
    at_left, at_right = np.abs(left) <= rounding, np.abs(right) <= rounding
    crossed = ~at_left & ~at_right & (left * right < 0)
    share = left[crossed] / (left[crossed] - right[crossed])
    found = [*low[at_left], *high[at_right], *(low[crossed] + share * (high[crossed] - low[crossed]))]
    found.sort()
    distinct = [float(v) for k, v in enumerate(found) if k == 0 or v - found[k - 1] > game.chain.tie]
    return [v for first in distinct if (v := _values(game, first)) is not None]


def _cuts(game: OffersGame) -> Array:
    """Payoffs of the first proposer between which F is straight, rising."""
    chain, (k1, k2), (b1, b2) = game.chain, game.flow, game.factor
    low, high = chain.least[0], chain.best[0]
    r1 = np.append(chain.array[:, 0], game.outside[0])  # R₁ where φ₂ bends, or w₁ comes in
    if b2 > 0:  # R₁ where R₂ reaches a bend of φ₁, or w₂ comes in
        r1 = np.append(r1, chain.most_of(0, (np.append(chain.array[:, 1], game.outside[1]) - k2) / b2))
    cuts = (r1[np.isfinite(r1)] - k1) / b1 if b1 > 0 else np.zeros(0)
    return np.unique(np.clip(np.append(cuts, [low, high]), low, high))


def _composed(game: OffersGame, first: Array) -> Array:
    """F, elementwise; −∞ where one of the proposers cannot give what the other asks."""
    chain, (k1, k2), (b1, b2) = game.chain, game.flow, game.factor
    v2 = chain.most_of(1, np.maximum(game.outside[0], k1 + b1 * first))
    r2 = np.maximum(game.outside[1], k2 + b2 * np.where(np.isfinite(v2), v2, 0.0))
    return np.where(np.isfinite(v2), chain.most_of(0, r2), -math.inf)


def _values(game: OffersGame, first: float) -> Values | None:
    """Payoffs of both periods, agreement in both, from the first proposer's; None where the pie is too small."""
    chain, (k1, k2), (b1, b2) = game.chain, game.flow, game.factor
    r1 = max(game.outside[0], k1 + b1 * first)
    v2 = chain.most(1, r1)
    r2 = max(game.outside[1], k2 + b2 * v2)
    v1 = chain.most(0, r2)
    if not (math.isfinite(v1) and math.isfinite(v2)):
        return None
    return (v1, max(r2, chain.least[1])), (max(r1, chain.least[0]), v2)


def _step_by_step(game: OffersGame, pattern: tuple[str, str]) -> list[Values]:
    """Payoffs of a pattern in which at most one proposer's period ends in agreement."""
    if AGREEMENT not in pattern:
        if WALKING_AWAY not in pattern:
            return [(game.for_ever, game.for_ever)]
        ends = [game.outside if how == WALKING_AWAY else game.waiting(game.outside) for how in pattern]
        return [(ends[0], ends[1])]
    j = pattern.index(AGREEMENT)
    i = 1 - j
    walks = pattern[i] == WALKING_AWAY
    # Where the other's period is waited through, rejecting twice leads back here: it brings i's D, or w.
    least = max(game.outside[i], game.waiting(game.outside)[i] if walks else game.for_ever[i])
    own = game.chain.most(j, least)
    if not math.isfinite(own):
        return []
    agreed = game.chain.point(j, own, max(least, game.chain.least[i]))
    other = game.outside if walks else game.waiting(agreed)
    return [(agreed, other) if j == 0 else (other, agreed)]

"""Alternating offers in numbers: a pie, what a rejection brings at once, and what the next period is worth."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from bargain.strategic.offers.chain import Array, Chain, Point

AGREEMENT, WALKING_AWAY, WAITING = "agreement", "walking away", "waiting"
"""How a period can end."""


@dataclass(frozen=True)
class OffersGame:
    """One period: an offer is made, and accepted; or the responder walks away; or both wait for the next period.

    `chain`: the pie. `factor`: β_i, what a payoff of the next period is worth now (patience times the chance that
    there is a next period). `flow`: k_i, what party i gets on the way there (its inside option, and what breakdown
    brings, times its probability). `outside`: w_i, what it gets when anyone walks away; −∞ when nobody can.
    `ending`: probability that waiting ends the game, as each party sees it. All in the units of the pie.
    """

    chain: Chain
    factor: Point
    flow: Point
    outside: Point
    ending: Point = (0.0, 0.0)

    @property
    def tie(self) -> float:
        """Payoffs closer than this are equal: what a short period costs must not pass for a tie."""
        return self.chain.tie * min(max(1.0 - max(self.factor), 1e-5), 1.0)

    def waiting(self, later: Point) -> Point:
        """C = k + β·v: payoffs of waiting for a period that is worth `later`."""
        (k1, k2), (b1, b2) = self.flow, self.factor
        return k1 + b1 * later[0], k2 + b2 * later[1]

    @property
    def for_ever(self) -> Point:
        """D = k/(1 − β): payoffs of waiting for ever."""
        (k1, k2), (b1, b2) = self.flow, self.factor
        return k1 / (1 - b1), k2 / (1 - b2)

    @property
    def can_walk_away(self) -> bool:
        """Whether a responder may end the game."""
        return not math.isinf(self.outside[0])


@dataclass(frozen=True)
class Stage:
    """What the parties do in one period, whatever came before.

    `proposer`: 0 or 1. `offer`: payoffs proposed; None for an offer that nobody would take. `least`: the responder
    takes any offer that gives it at least this. `walks_away`: what it does when it rejects; otherwise it waits.
    """

    proposer: int
    offer: Point | None
    least: float
    walks_away: bool

    @property
    def responder(self) -> int:
        """0 or 1."""
        return 1 - self.proposer


@dataclass(frozen=True)
class Profile:
    """Strategies as stages: one after the other, then `end`, the payoffs there; without `end`, two that take turns."""

    stages: tuple[Stage, ...]
    end: Point | None = None


def how_it_ends(game: OffersGame, stage: Stage) -> str:
    """What happens in a stage when its offer is made: read off the strategies alone."""
    if stage.offer is not None and stage.offer[stage.responder] >= stage.least - game.tie:
        return AGREEMENT
    return WALKING_AWAY if stage.walks_away else WAITING


def values(game: OffersGame, profile: Profile) -> tuple[Point, ...]:
    """Payoffs of every stage when it is reached, by playing the strategies on from there."""

    def stage_value(stage: Stage, later: Point) -> Point:
        if stage.offer is not None and how_it_ends(game, stage) == AGREEMENT:
            return stage.offer
        return game.outside if stage.walks_away else game.waiting(later)

    if profile.end is None:
        first, second = profile.stages
        # Each stage is worth a + b·(the next one): so is the way round, and what repeats is worth a/(1 − b).
        zero, one = [stage_value(first, stage_value(second, (x, x))) for x in (0.0, 1.0)]
        start = zero[0] / (1 - one[0] + zero[0]), zero[1] / (1 - one[1] + zero[1])
        return start, stage_value(second, start)
    found, later = [], profile.end
    for stage in reversed(profile.stages):
        later = stage_value(stage, later)
        found.append(later)
    return tuple(reversed(found))


def failure(game: OffersGame, profile: Profile) -> float:
    """Probability that no agreement comes about from the first stage on; where beliefs differ, the larger one."""
    return max(1.0 - _agreed(game, profile, ending) for ending in game.ending)


def _agreed(game: OffersGame, profile: Profile, ending: float) -> float:
    """Probability of agreement for who thinks that waiting ends the game with probability `ending`."""
    going_on = 1.0
    for stage in profile.stages:
        if how_it_ends(game, stage) == AGREEMENT:
            return going_on
        going_on *= 0.0 if stage.walks_away else 1.0 - ending
    return 0.0  # once round without agreement: never any


def deviation(game: OffersGame, profile: Profile, offers: int = 200) -> float:
    """The most that any party gains by doing one thing otherwise, after any history; in the units of the pie.

    The strategies are played on from every stage; each is then compared with accepting, walking away and waiting after
    many offers, and with making any of these offers or none. Where payoffs far ahead count ever less, as they do here,
    who gains by no single change gains by no plan.
    """
    reached = values(game, profile)
    following = (*reached[1:], reached[0] if profile.end is None else profile.end)
    tried = game.chain.spread(max(10, offers // len(profile.stages)))
    gain = 0.0
    for stage, later in zip(profile.stages, following, strict=True):
        after = game.waiting(later)
        levels = [x for x in (stage.least, after[stage.responder], game.outside[stage.responder]) if math.isfinite(x)]
        edge = [game.chain.point(stage.proposer, game.chain.most(stage.proposer, x), x) for x in levels]
        edge = [x for x in (*edge, stage.offer) if x is not None and math.isfinite(x[stage.proposer])]
        gain = max(gain, _gains(game, stage, np.concatenate([tried, np.reshape(edge, (-1, 2))]), after))
    return gain


def _gains(game: OffersGame, stage: Stage, offers: Array, after: Point) -> float:
    """The most that either party gains by one change in this stage, over `offers`, shape (m, 2)."""
    i, j = stage.responder, stage.proposer
    refused = game.outside if stage.walks_away else after
    accepted = offers[:, i] >= stage.least - game.tie
    best = max(after[i], game.outside[i])
    answer = np.maximum(offers[:, i], best) - np.where(accepted, offers[:, i], refused[i])
    now = refused[j]
    if stage.offer is not None and how_it_ends(game, stage) == AGREEMENT:
        now = stage.offer[j]
    proposal = max(float(np.where(accepted, offers[:, j], refused[j]).max()), refused[j]) - now
    return max(float(answer.max()), best - refused[i], proposal)

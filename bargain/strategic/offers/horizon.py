"""Backward induction of alternating offers with a last period, ties of all periods followed."""

from __future__ import annotations

from dataclasses import dataclass

from bargain.errors import TooLargeError
from bargain.strategic.offers.chain import Point
from bargain.strategic.offers.game import AGREEMENT, WAITING, WALKING_AWAY, OffersGame, Profile, Stage
from bargain.strategic.offers.stationary import response

MOST = 50
"""Equilibria with different payoffs that ties may lead to."""


@dataclass(frozen=True)
class _Branch:
    """From one period on: what the parties do, payoffs, and the chance of agreement as each party sees it."""

    value: Point
    agreed: Point
    stage: Stage | None = None
    rest: _Branch | None = None


def backward(game: OffersGame, periods: int) -> tuple[Profile, ...]:
    """All equilibria of `periods` periods, the first party proposing first; after the last there is nothing more.

    Where a party is indifferent each answer is followed; of branches with the same payoffs and the same chance of
    agreement one is kept. Raises TooLargeError above 50 branches.
    """
    kinds = (AGREEMENT, WALKING_AWAY, WAITING) if game.can_walk_away else (AGREEMENT, WAITING)
    branches = [_Branch((0.0, 0.0), (0.0, 0.0))]
    for t in reversed(range(periods)):
        earlier: list[_Branch] = []
        for branch in branches:
            for how in kinds:
                stage = response(game, branch.value, t % 2, how)
                if stage is not None:
                    _add(game, earlier, _before(game, stage, how, branch))
        if len(earlier) > MOST:
            raise TooLargeError(f"horizon: ties lead to more than {MOST} equilibria; give a shorter horizon")
        branches = earlier
    return tuple(Profile(_stages(branch), (0.0, 0.0)) for branch in branches)


def _before(game: OffersGame, stage: Stage, how: str, branch: _Branch) -> _Branch:
    """The branch one period earlier, where `stage` is played and ends as `how` says."""
    if how == AGREEMENT and stage.offer is not None:
        return _Branch(stage.offer, (1.0, 1.0), stage, branch)
    if how == WALKING_AWAY:
        return _Branch(game.outside, (0.0, 0.0), stage, branch)
    (p, q), (s, t) = branch.agreed, game.ending
    return _Branch(game.waiting(branch.value), (p * (1 - s), q * (1 - t)), stage, branch)


def _add(game: OffersGame, kept: list[_Branch], new: _Branch) -> None:
    for old in kept:
        numbers = zip((*old.value, *old.agreed), (*new.value, *new.agreed), strict=True)
        if all(abs(x - y) <= game.tie for x, y in numbers):
            return
    kept.append(new)


def _stages(branch: _Branch) -> tuple[Stage, ...]:
    found = []
    at: _Branch | None = branch
    while at is not None and at.stage is not None:
        found.append(at.stage)
        at = at.rest
    return tuple(found)

"""The evidence for a stage of screening: what anybody could gain by another move, whatever has gone before.

Between two shares at which the plan changes all is straight or constant, so it is enough to look at them and between.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.strategic.screening.stage import SAME, Move, Stage

Array = np.ndarray[Any, np.dtype[np.float64]]

OFFERS = 101
"""Offers from the least to the most that are tried besides those of the plan."""


def largest_gain(stage: Stage) -> float:
    """The most that the proposer, or any type, gains by another move when any share has gone, in units of payoff."""
    shares, _ = stage.plan
    between = 0.5 * (shares[:-1] + shares[1:])
    replies = _replies(stage)
    gains = [_of_types(stage, stage.move(z), z) for z in [*shares[:-1].tolist(), *between.tolist()]]
    gains += [_of_proposer(stage, replies, z) for z in [*shares[:-1].tolist(), *between.tolist()]]
    return max([*gains, _of_replies(stage, replies)])


def _replies(stage: Stage) -> tuple[Array, Array]:
    """Offers, and the share that has gone after each: the largest whose offer is not above it; 0 where none is."""
    cuts, offers, _ = stage.offers
    tried = np.concatenate([np.linspace(stage.least, stage.most, OFFERS), offers, offers + 1e-6, offers - 1e-6])
    tried = np.unique(np.clip(tried, stage.least, stage.most))
    enough = offers[None, :] <= tried[:, None] + SAME
    return tried, np.where(enough, cuts[None, :], 0.0).max(axis=1, initial=0.0)


def _of_proposer(stage: Stage, replies: tuple[Array, Array], z: float) -> float:
    """What another offer, or none, brings more than the plan when z has gone, per unit of probability that is left."""
    tried, gone = replies
    gone = np.maximum(gone, z)
    brought = stage.give(tried) * (stage.weighed(gone) - stage.weighed(z)) + stage.resting(gone)
    move = stage.move(z)
    planned = float(stage.resting(move.cut))
    if move.offer is not None:
        planned += float(stage.give(np.array([move.offer]))[0]) * float(stage.weighed(move.cut) - stage.weighed(z))
    left = float(stage.weighed(1.0) - stage.weighed(z))
    return (max(float(brought.max()), float(stage.resting(z))) - planned) / left


def _of_types(stage: Stage, move: Move, z: float) -> float:
    """What a type gains by refusing where it accepts, or accepting where it refuses."""
    if move.offer is None:
        return 0.0
    refusing = stage.refused(move.cut, move.mild)
    accepts = (stage.ends[:-1] < move.cut - SAME) & (stage.ends[1:] > z + SAME)
    refuses = stage.ends[1:] > move.cut + SAME
    gain = np.where(accepts, refusing - move.offer, 0.0)
    return float(np.maximum(gain, np.where(refuses, move.offer - refusing, 0.0)).max(initial=0.0))


def _of_replies(stage: Stage, replies: tuple[Array, Array]) -> float:
    """What a type gains by another reply to any offer: who has gone must not regret it, who has not neither.

    At a share at which the plan changes, the proposer will be indifferent, and mixes so that the first type left is.
    """
    gain = 0.0
    for offer, gone in zip(*(x.tolist() for x in replies), strict=True):
        mild = stage.mildness(gone, offer)
        refusing = stage.refused(gone, 1.0 if mild is None else mild)
        accepts, refuses = stage.ends[:-1] < gone - SAME, stage.ends[1:] > gone + SAME
        gain = max(gain, float((refusing - offer)[accepts].max(initial=0.0)))
        gain = max(gain, float((offer - refusing)[refuses].max(initial=0.0)))
    return gain

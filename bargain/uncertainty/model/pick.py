"""Which of many agreements a concept picks, for many draws at once.

The rules are those of `bargain.payoffs.criteria`. Where the best is ahead of the next by less than a hair the answer is
not sure: tolerances and the rules for ties decide then, and the draw is given to the concept itself.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

HAIR = 1e-6
"""Points: closer than this, but not the same, is not sure. Far above the tolerance of equality and all rounding."""

SAME = 1e-10
"""Points: closer than this is the same; far below the tolerance of equality."""

LEAST = -1e300
"""The measure of what is not in the running."""

QUICK = ("egalitarian", "kalai_smorodinsky", "nash", "utilitarian")
"""Concepts whose rules are written here."""


def least_of(a: Array) -> Array:
    """The smallest over parties, the last axis: one by one, for numpy is slow on short axes."""
    return reduce(np.minimum, np.moveaxis(a, -1, 0))


def most_of(a: Array) -> Array:
    """The largest over parties, the last axis."""
    return reduce(np.maximum, np.moveaxis(a, -1, 0))


def any_of(mask: Any) -> Mask:
    """Whether a mask, shape (draws, m), holds anywhere: shape (draws,)."""
    return np.asarray(mask.any(axis=1))


def rational(gains: Array, some: Mask) -> tuple[Mask, Mask]:
    """(agreements that leave nobody below its disagreement, draws in which that is sure).

    `gains`: shape (draws, m, n); `some`: which of the m there are.
    """
    least = least_of(gains)
    close = some & (np.abs(least) <= HAIR) & (np.abs(least) > SAME)
    return some & (least >= -EQUAL), ~any_of(close)


def pick(
    concept: str, gains: Array, zone: Mask, shares: Array, codes: Ints, *, ideal: Array | None = None
) -> tuple[Ints, Mask]:
    """(position of the agreement picked in each draw, whether that is sure). Draws without a zone get position 0.

    `gains`: (draws, m, n), none below 0 in the zone; `shares`: powers, (draws, n); `codes`: (draws, m) or (m,); of
    agreements with the same payoffs the lowest code, which comes first in the file, is picked. `ideal`: best gains,
    (draws, n), where they are not those of the m.
    """
    columns = ranking(concept, gains, zone, shares, ideal)
    best, sure = zone, np.ones(len(gains), dtype=bool)
    for column in columns:
        held = np.where(best, column, LEAST)
        behind = held.max(axis=1, keepdims=True) - held
        level = best & (behind <= SAME)
        sure &= ~any_of(best & ~level & (behind <= HAIR))
        best = level
        if (best.sum(axis=1) <= 1).all():
            break
    first = np.where(best, codes, np.iinfo(np.int64).max).argmin(axis=1)
    chosen = np.take_along_axis(gains, first[:, None, None], axis=1)[:, 0]
    if concept == "nash":  # where somebody gains nothing the most parties with a gain come first
        sure &= chosen.min(axis=1) > HAIR
    if concept == "kalai_smorodinsky":  # where somebody can gain nothing it is left out of the ratios
        sure &= (best_gains(gains, zone) if ideal is None else ideal).min(axis=1) > HAIR
    several = np.flatnonzero(best.sum(axis=1) > 1)
    if len(several):
        alike = np.abs(gains[several] - chosen[several][:, None, :]) <= SAME
        sure[several] &= (alike.all(axis=2) | ~best[several]).all(axis=1)
    return first, sure


def best_gains(gains: Array, zone: Mask) -> Array:
    """The largest gain of each party in the zone, shape (draws, n)."""
    columns = [np.where(zone, gains[:, :, p], 0.0).max(axis=1, initial=0.0) for p in range(gains.shape[2])]
    return np.stack(columns, axis=1)


def ranking(concept: str, gains: Array, zone: Mask, shares: Array, ideal: Array | None) -> list[Array]:
    """What the concept ranks by, first things first, in points, each of shape (draws, m)."""
    if concept == "nash":
        logs = np.log(np.where(zone[:, :, None], np.maximum(gains, 1e-300), 1.0))
        return [np.exp(weighted(logs, shares))]
    if concept == "utilitarian":
        return [weighted(gains, shares)]
    if concept == "egalitarian":
        return list(np.moveaxis(np.sort(gains, axis=2), 2, 0))
    scale = best_gains(gains, zone) if ideal is None else ideal
    size = scale.mean(axis=1)[:, None, None]
    ratios = gains / np.where(scale > HAIR, scale, np.inf)[:, None, :] * size
    return list(np.moveaxis(np.sort(ratios, axis=2), 2, 0))


def weighted(columns: Array, shares: Array) -> Array:
    """Σ over parties of share × column, shapes (draws, m, n) and (draws, n) → (draws, m)."""
    return sum((columns[:, :, p] * shares[:, None, p] for p in range(shares.shape[1])), np.zeros(columns.shape[:2]))

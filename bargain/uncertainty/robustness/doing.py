"""How packages do over draws: who would refuse them, what they give, and how much less that is than the best.

Two measures of what an agreement gives, in points: "nash", the geometric mean of the gains weighted by bargaining power
(what the Nash solution makes as large as can be), and "smallest_gain" (the egalitarian solution). A package that
somebody would refuse gives 0: there is no deal. The regret of a package in a draw is by how much the best agreement of
that draw gives more, 0 where no agreement is acceptable to all (Savage 1951).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.tolerances import at_least
from bargain.uncertainty.model.answers import Answers
from bargain.uncertainty.model.batch import Batch
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.packages import Package, allowed, points_of

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

MEASURES = {"nash": "nash", "smallest_gain": "egalitarian"}
"""Measure → the concept that makes it largest."""

HELD = 2_000_000
"""Payoffs held at a time."""


@dataclass(frozen=True, eq=False)
class Doing:
    """Sums over `valid` draws, one entry a package: draws in which it is `accepted` by all, `refused` by each party
    (shape (k, n)), `total` of the measure, `most` and `regret`: largest regret and the sum of regrets."""

    valid: int
    accepted: Ints
    refused: Ints
    total: Array
    most: Array
    regret: Array


def doing(model: Model, rows: Array, found: Answers, packages: tuple[Package, ...], measure: str) -> Doing:
    """How `packages` do in the draws `rows`, of which `found` are the answers by the concept of the measure."""
    k, n, valid = len(packages), model.parties, np.flatnonzero(found.valid)
    accepted, refused = np.zeros(k, dtype=np.int64), np.zeros((k, n), dtype=np.int64)
    total, most, regret = np.zeros(k), np.zeros(k), np.zeros(k)
    best = found.outcomes[MEASURES[measure]].payoffs - found.disagreement
    size = max(1, HELD // max(k * n, 1))
    for start in range(0, len(valid), size):
        at = valid[start : start + size]
        numbers = model.space.table(rows[at])
        weights, totals = model.weights.scaled(numbers)
        batch = Batch(numbers, weights, totals, found.disagreement[at])
        payoffs = model.bent(numbers, points_of(model, batch, packages))
        reached = at_least(payoffs, batch.disagreement[:, None, :])
        fine = reached.all(axis=2) & allowed(model, batch, packages)
        shares = batch.shares(model)
        gives = np.where(fine, measured(measure, payoffs - batch.disagreement[:, None, :], shares[:, None, :]), 0.0)
        missed = np.maximum(measured(measure, best[at], shares)[:, None] - gives, 0.0)
        accepted += fine.sum(axis=0)
        refused += (~reached).sum(axis=0)
        total += gives.sum(axis=0)
        most = np.maximum(most, missed.max(axis=0, initial=0.0))
        regret += missed.sum(axis=0)
    return Doing(len(valid), accepted, refused, total, most, regret)


def measured(measure: str, gains: Array, shares: Array) -> Array:
    """The measure of gains, shape (…, n), points, shape (…); a gain below 0 counts as 0. `shares`: powers.

    >>> measured("nash", np.array([[4.0, 9.0], [0.0, 9.0]]), np.array([[0.5, 0.5]])).round(9).tolist()
    [6.0, 0.0]
    """
    gains = np.maximum(gains, 0.0)
    if measure == "smallest_gain":
        return np.asarray(gains.min(axis=-1))
    some = (gains > 0).all(axis=-1)
    return np.asarray(np.where(some, np.exp((np.log(np.where(gains > 0, gains, 1.0)) * shares).sum(axis=-1)), 0.0))

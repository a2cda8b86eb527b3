"""Packages: agreements that can recur from draw to draw.

The number of a range is rounded to a tenth of the range, as it is drawn: where the ends of a range vary, the last tenth
is all of it in every draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.range import Range
from bargain.payoffs.solution import Agreement
from bargain.tolerances import at_least
from bargain.uncertainty.model.batch import Batch
from bargain.uncertainty.model.model import Model

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

PARTS = 10
"""Equal parts of a range as written; a package takes one of their ends."""


@dataclass(frozen=True)
class Package:
    """Where each issue is settled: the position of an outcome, or the number of tenths of a range."""

    positions: tuple[int, ...]

    def agreement(self, model: Model) -> Agreement:
        """Issue → outcome; numbers of ranges as the game is written."""
        positions, numbers = _as_arrays(model, written(model), (self,))
        return model.agreement(positions[0], numbers[0, 0])


def written(model: Model) -> Array:
    """All numbers of the game as written, shape (1, all + 1)."""
    return np.array([model.space.layout.values])


def places(model: Model, positions: Ints, numbers: Array, *, table: Array | None = None) -> Ints:
    """Where packages stand that hold agreements, one a draw: shape (draws, issues).

    `positions`, `numbers`: shape (draws, issues). `table`: all numbers of the draws, shape (draws, all + 1), as written
    when None.
    """
    found = positions.copy()
    table = written(model) if table is None else table
    for curve in model.curves:
        low, high = table[:, curve.ends[0]], table[:, curve.ends[1]]
        share = (numbers[:, curve.issue] - low) / (high - low)
        found[:, curve.issue] = np.clip(np.rint(share * PARTS), 0, PARTS)
    return found


def package_of(model: Model, agreement: Agreement) -> Package:
    """The package that holds an agreement of the game as written."""
    positions = np.zeros((1, len(model.game.issues)), dtype=np.int64)
    numbers = np.zeros(positions.shape)
    for k, issue in enumerate(model.game.issues):
        if isinstance(issue, Range):
            numbers[0, k] = agreement[issue.name]
        else:
            positions[0, k] = issue.outcomes.index(agreement[issue.name])
    return Package(tuple(places(model, positions, numbers)[0].tolist()))


def _as_arrays(model: Model, table: Array, packages: tuple[Package, ...]) -> tuple[Ints, Array]:
    """Positions of choices, shape (k, issues), and numbers of ranges, shape (draws, k, issues)."""
    shape = (len(packages), len(model.game.issues))
    positions = np.array([p.positions for p in packages], dtype=np.int64).reshape(shape)
    numbers = np.zeros((len(table), *shape))
    for curve in model.curves:
        low, high = table[:, [curve.ends[0]]], table[:, [curve.ends[1]]]
        numbers[:, :, curve.issue] = low + (high - low) * positions[:, curve.issue] / PARTS
        positions[:, curve.issue] = 0
    return positions, numbers


def points_of(model: Model, batch: Batch, packages: tuple[Package, ...]) -> Array:
    """Points before risk attitude, shape (draws, k, n)."""
    positions, numbers = _as_arrays(model, batch.numbers, packages)
    return model.points_at(batch.numbers, batch.weights, positions, numbers, charge=True)


def allowed(model: Model, batch: Batch, packages: tuple[Package, ...]) -> Mask:
    """Mask, shape (draws, k): no absolute red line is crossed."""
    positions, numbers = _as_arrays(model, batch.numbers, packages)
    fine = np.ones((len(batch), len(packages)), dtype=bool)
    for table in model.tables:
        fine &= table.rows(positions) >= 0
    for curve in model.curves:
        low, high = curve.allowed(batch.numbers)
        x = numbers[:, :, curve.issue]
        fine &= (x >= low[:, None]) & (x <= high[:, None])
    return fine


def acceptable(model: Model, batch: Batch, packages: tuple[Package, ...]) -> Mask:
    """Mask, shape (draws, k): allowed, and nobody is below its disagreement."""
    payoffs = model.bent(batch.numbers, points_of(model, batch, packages))
    reached = at_least(payoffs, batch.disagreement[:, None, :]).all(axis=2)
    return np.asarray(reached & allowed(model, batch, packages))

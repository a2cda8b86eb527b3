"""Some draws of a game, side by side: what every way of solving them starts from, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.uncertainty.model.model import Model

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, eq=False)
class Batch:
    """`numbers`: all numbers, shape (draws, all + 1). `weights`: scaled to sum 1, shape (draws, n, issues); `totals`:
    their sums as drawn, shape (draws, n). `disagreement`: shape (draws, n), points."""

    numbers: Array
    weights: Array
    totals: Array
    disagreement: Array

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, which: Any) -> Batch:
        """Some of the draws."""
        return Batch(self.numbers[which], self.weights[which], self.totals[which], self.disagreement[which])

    def shares(self, model: Model) -> Array:
        """Bargaining powers scaled to sum 1, shape (draws, n)."""
        power = self.numbers[:, model.powers]
        return np.asarray(power / power.sum(axis=1, keepdims=True))


@dataclass(frozen=True, eq=False)
class Settled:
    """What one concept settles, draw by draw: at most one agreement each.

    `deal`: mask, shape (draws,). `positions`: shape (draws, issues), outcomes of choices; `numbers`: the same shape,
    of ranges.
    """

    deal: Mask
    positions: Ints
    numbers: Array


@dataclass(frozen=True, eq=False)
class Solved:
    """What a quick way of solving found. `sure`: mask, shape (draws,), False where the answer hangs on a digit that
    only the full search decides. `zone`: mask; `settled`: one a concept; `on_zone`: shape (draws, followed)."""

    sure: Mask
    zone: Mask
    settled: dict[str, Settled]
    on_zone: Mask

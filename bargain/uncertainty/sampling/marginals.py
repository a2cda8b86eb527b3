"""One number by itself: from a share u between 0 and 1 to a value, by the inverse of its distribution function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Marginal:
    """The number at `path`: `value` as written, its range, and the distribution that stands in its place if any."""

    path: str
    value: float
    low: float
    high: float
    distribution: Any = None

    def at(self, u: Array, shape: str) -> Array:
        """Values at the shares `u`, shape (m,)."""
        if self.distribution is not None:
            return drawn(self.distribution, u, self.path)
        if shape == "triangular":
            return triangular(u, self.low, self.value, self.high)
        return self.low + (self.high - self.low) * u


def triangular(u: Array, low: float, mode: float, high: float) -> Array:
    """Inverse of the triangular distribution function on [low, high], low < high, most likely at `mode`.

    F(x) = (x − low)²/((high − low)(mode − low)) up to the mode, and 1 − (high − x)²/((high − low)(high − mode)) beyond.

    >>> triangular(np.array([0.0, 0.25, 1.0]), 0.0, 2.0, 8.0).tolist()
    [0.0, 2.0, 8.0]
    """
    wide = high - low
    rising = low + np.sqrt(u * wide * (mode - low))
    falling = high - np.sqrt((1.0 - u) * wide * (high - mode))
    return np.asarray(np.where(u * wide <= mode - low, rising, falling))


def drawn(distribution: Any, u: Array, path: str) -> Array:
    """Values of a frozen distribution at the shares `u`; GameError when it gives no numbers."""
    values = np.asarray(distribution.ppf(u), dtype=float)
    if values.shape != u.shape or np.isnan(values).any():
        raise GameError(f"sampler.distributions[{path!r}]: its ppf gives no number between 0 and 1")
    return values

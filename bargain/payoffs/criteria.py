"""What a concept makes as large as can be: the measures, apart from the sets over which they are taken.

All measures are in points, so that one tolerance serves them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np

from bargain.tolerances import EQUAL, above, at_least

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


class Criterion(Protocol):
    """A measure of gains. `flat`: whether it may be level along a whole segment of a frontier."""

    flat: ClassVar[bool]

    def best(self, gains: Array) -> Ints:
        """Positions of all rows of `gains`, shape (k, n), points, that rank highest."""

    def measure(self, gains: Array) -> float:
        """The measure of one row of gains, shape (n,), in points."""

    def prices(self, gains: Array) -> Array | None:
        """What a point more for each party adds to the measure at `gains`, shapes (n,); None where it has a kink."""

    def pull(self, gains: Array, rise: Array) -> Array:
        """Whether the measure rises where gains change by `rise`; shapes (…, n) → (…), a number of that sign."""


@dataclass(frozen=True, eq=False)
class NashProduct:
    """Π gain_i^α_i over the parties with a strict gain, after the most parties with one (Nash 1950).

    `shares`: α, shape (n,), summing to 1. `measure` is the weighted geometric mean of the gains.
    """

    flat: ClassVar[bool] = False

    shares: Array

    def best(self, gains: Array) -> Ints:
        strict = above(gains, 0.0)
        counts = strict.sum(axis=1)
        rows = np.flatnonzero(counts == counts.max())
        values = self._means(gains[rows], strict[rows])
        return np.asarray(rows[at_least(values, values.max())])

    def _means(self, gains: Array, strict: np.ndarray[Any, np.dtype[np.bool_]]) -> Array:
        logs = np.log(np.where(strict, gains, 1.0))
        return np.asarray(np.exp(logs @ self.shares))

    def measure(self, gains: Array) -> float:
        return float(self._means(gains, above(gains, 0.0)))

    def prices(self, gains: Array) -> Array | None:
        return np.asarray(self.shares / gains) if above(gains, 0.0).all() else None

    def pull(self, gains: Array, rise: Array) -> Array:
        return np.asarray((self.shares * rise / np.maximum(gains, 1e-300)).sum(axis=-1))


@dataclass(frozen=True, eq=False)
class Leximin:
    """The smallest of gain_i / scale_i, then the second smallest, and so on (Imai 1983).

    `scale`: shape (n,), points; a party with scale 0 is left out. Ratios are measured in points of the mean scale.
    """

    flat: ClassVar[bool] = False

    scale: Array

    def ratios(self, gains: Array) -> Array:
        """Gains in units of the scale, times the mean scale, shape (…, parties that count)."""
        counted = self.scale > 0
        return np.asarray(gains[..., counted] / self.scale[counted] * self.scale[counted].mean())

    def best(self, gains: Array) -> Ints:
        rows = np.arange(len(gains))
        if not (self.scale > 0).any():
            return rows
        ordered = np.sort(self.ratios(gains), axis=1)
        for column in ordered.T:
            rows = rows[at_least(column[rows], column[rows].max())]
        return rows

    def measure(self, gains: Array) -> float:
        return float(self.ratios(gains).min()) if (self.scale > 0).any() else 0.0

    def prices(self, gains: Array) -> Array | None:
        return None

    def pull(self, gains: Array, rise: Array) -> Array:
        if not (self.scale > 0).any():
            return np.zeros(gains.shape[:-1])
        least = self.ratios(gains).argmin(axis=-1)
        moves = rise[..., self.scale > 0]
        return np.asarray(np.take_along_axis(moves, least[..., None], axis=-1)[..., 0])


@dataclass(frozen=True, eq=False)
class WeightedSum:
    """Σ α_i payoff_i, that is Σ α_i gain_i; `shares`: α, shape (n,)."""

    flat: ClassVar[bool] = True

    shares: Array

    def best(self, gains: Array) -> Ints:
        values = gains @ self.shares
        return np.flatnonzero(at_least(values, values.max()))

    def measure(self, gains: Array) -> float:
        return float(gains @ self.shares)

    def prices(self, gains: Array) -> Array | None:
        return self.shares

    def pull(self, gains: Array, rise: Array) -> Array:
        return np.asarray((self.shares * rise).sum(axis=-1))


def fairest(gains: Array, rows: Ints) -> Ints:
    """Of `rows`, those whose smallest gain is largest: the first half of the rule for ties."""
    least = gains[rows].min(axis=1)
    return np.asarray(rows[least >= least.max() - EQUAL])

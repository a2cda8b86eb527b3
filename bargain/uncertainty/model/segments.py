"""Segments in the plane of two parties' gains, many for each draw, and where on them a concept's measure is largest.

A segment runs from gains (x, y) to (x + u, y + v). The best share t of it is found in closed form: for Nash with powers
α, β the derivative of α·log(x + u·t) + β·log(y + v·t) is 0 at t = −(α·u·y + β·v·x) / (u·v) when u·v < 0; for equal
shares of two scales where the two ratios meet; for a weighted sum at an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.tolerances import EQUAL
from bargain.uncertainty.model.pick import HAIR, SAME, any_of

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, eq=False)
class Segments:
    """`x`, `y`: gains at the start; `u`, `v`: rise to the end; all of shape (draws, m). `some`: which of the m are."""

    x: Array
    y: Array
    u: Array
    v: Array
    some: Mask

    def moved(self, x: Array, y: Array) -> Segments:
        """The same, with (x, y), shape (draws,), as the origin of gains."""
        return Segments(self.x - x[:, None], self.y - y[:, None], self.u, self.v, self.some)

    def at(self, t: Array) -> Array:
        """Gains at shares `t`, shape (draws, m, 2)."""
        return np.stack([self.x + t * self.u, self.y + t * self.v], axis=2)

    def inside(self) -> tuple[Array, Array]:
        """First and last share at which nobody is below 0; first above last: nowhere."""
        low, high = np.zeros_like(self.x), np.ones_like(self.x)
        for start, rise in ((self.x, self.u), (self.y, self.v)):
            with np.errstate(divide="ignore", invalid="ignore"):
                meet = -start / rise
            np.maximum(low, np.where(rise > 0, meet, np.where((rise == 0) & (start < 0), np.inf, 0.0)), out=low)
            np.minimum(high, np.where(rise < 0, meet, 1.0), out=high)
        return low, high

    def meeting(self) -> Array:
        """The share at which both gains are equal; 0 where they never are."""
        close = self.v - self.u
        return np.asarray((self.x - self.y) / np.where(close != 0, close, np.inf))

    def best_least(self) -> Array:
        """The largest that the smaller gain can be on each segment."""
        t = np.clip(self.meeting(), 0.0, 1.0)
        found = np.maximum(np.minimum(self.x, self.y), np.minimum(self.x + self.u, self.y + self.v))
        return np.maximum(found, np.minimum(self.x + t * self.u, self.y + t * self.v))

    def peak(self, concept: str, shares: Array, ideal: Array | None) -> Array:
        """The share at which the concept's measure is largest, beyond the segment where it is not on it.

        `shares`: powers, shape (draws, 2); `ideal`: best gains, the same shape, for Kalai–Smorodinsky.
        """
        if concept == "utilitarian":
            return np.where(self.u * shares[:, :1] + self.v * shares[:, 1:] > 0, np.inf, -np.inf)
        product = self.u * self.v
        if concept == "nash":
            slope = shares[:, :1] * self.u * self.y + shares[:, 1:] * self.v * self.x
            inner = -slope / np.where(product < 0, product, np.inf)
        elif concept == "kalai_smorodinsky" and ideal is not None:
            one, two = (np.where(ideal[:, [p]] > 0, ideal[:, [p]], 1.0) for p in (0, 1))
            inner = Segments(self.x / one, self.y / two, self.u / one, self.v / two, self.some).meeting()
        else:
            inner = self.meeting()
        return np.where(product < 0, inner, np.where((self.u >= 0) & (self.v >= 0), np.inf, -np.inf))

    def beats_nothing(self) -> Mask:
        """Mask, shape (draws,): no point of a segment gives nobody less than 0 and somebody more."""
        shifted = Segments(self.x + EQUAL, self.y + EQUAL, self.u, self.v, self.some)
        low, high = shifted.inside()
        on = self.some & (low <= high)
        start, rise = self.x + self.y, self.u + self.v
        most = np.maximum(start + np.where(on, low, 0.0) * rise, start + np.where(on, high, 0.0) * rise)
        return ~any_of(on & (most > HAIR))


def best_ends(segments: Segments, low: Array, high: Array, zone: Mask) -> Array:
    """Best gain of each party over the shares from `low` to `high` of the segments of a zone, shape (draws, 2)."""
    columns = []
    for start, rise in ((segments.x, segments.u), (segments.y, segments.v)):
        ends = np.maximum(start + np.where(zone, low, 0.0) * rise, start + np.where(zone, high, 0.0) * rise)
        columns.append(np.where(zone, ends, 0.0).max(axis=1, initial=0.0))
    return np.stack(columns, axis=1)


def only_one(gains: Array, zone: Mask, codes: Ints, x: Array, row: Ints) -> Mask:
    """Mask, shape (draws,): all that pays the same as the picked one is the same agreement, with the same number."""
    at = row[:, None]
    draws = np.arange(len(row))
    alike = zone & (np.abs(gains[:, :, 0] - gains[draws, row, 0][:, None]) <= SAME)
    alike &= np.abs(gains[:, :, 1] - gains[draws, row, 1][:, None]) <= SAME
    if (alike.sum(axis=1) <= 1).all():
        return np.ones(len(row), dtype=bool)
    other = codes != np.take_along_axis(codes, at, axis=1)
    other |= np.abs(x - np.take_along_axis(x, at, axis=1)) > HAIR * (1.0 + np.abs(x))
    return ~any_of(alike & other)

"""Functions of one variable as polynomials on pieces: to nearly the last digit, with their integral and inverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev

Array = np.ndarray[Any, np.dtype[np.float64]]

N = 16
"""Coefficients of each piece."""

CLOSE = 1e-12
"""A piece is split until its last coefficients are smaller than this, relative to its largest."""

ROUNDS = 60
"""After so many splits a piece is as narrow as the machine's numbers: a jump."""

MOST = 64
"""Where more pieces than this want splitting at once, it is for rounding errors, and of no use."""

STEPS = 60
"""Newton's steps or halvings at most in the search for where a value is taken."""

GAUSS = 0.5 * (1.0 - np.cos(np.pi * (np.arange(N) + 0.5) / N))
"""Points inside (0, 1) at which a function is asked for: never at the ends, where it may jump."""


def _chebyshev(u: Array, count: int = N) -> Array:
    """Chebyshev polynomials 0 … count − 1 at u in [0, 1], shape (…, count)."""
    return np.asarray(np.cos(np.arange(count) * np.arccos(np.clip(2.0 * u - 1.0, -1.0, 1.0))[..., None]))


FROM_GAUSS = np.linalg.inv(_chebyshev(GAUSS))
"""Values on GAUSS → coefficients."""

INTEGRALS = 0.5 * chebyshev.chebint(np.eye(N), lbnd=-1, axis=0).T
"""Coefficients of the integral from 0 of each Chebyshev polynomial on [0, 1], shape (N, N + 1)."""

CUMULATE = _chebyshev(GAUSS, N + 1) @ INTEGRALS.T @ FROM_GAUSS
"""Values on GAUSS → integrals from 0 to each of these points, shape (N, N)."""

WHOLE = INTEGRALS.sum(axis=1) @ FROM_GAUSS
"""Values on GAUSS → the integral over [0, 1], shape (N,)."""

DIFFER = 2.0 * _chebyshev(GAUSS, N - 1) @ chebyshev.chebder(FROM_GAUSS, axis=0)
"""Values on GAUSS → derivatives there, shape (N, N)."""


@dataclass(frozen=True, eq=False)
class Piecewise:
    """`edges`, shape (m + 1,), ascending; `coefficients`, shape (m, c), in Chebyshev polynomials on each piece."""

    edges: Array
    coefficients: Array

    def __call__(self, x: Any) -> Array:
        """The values at x, any shape; beyond the ends, those of the ends."""
        x = np.asarray(x, dtype=float)
        row = self._row(x)
        return self._local(row, self._share(row, x))

    def _row(self, x: Array) -> Any:
        return np.clip(np.searchsorted(self.edges, x, side="right") - 1, 0, len(self.edges) - 2)

    def _share(self, row: Any, x: Array) -> Array:
        low, high = self.edges[row], self.edges[row + 1]
        return np.asarray(np.clip((x - low) / (high - low), 0.0, 1.0))

    def _local(self, row: Any, u: Array) -> Array:
        """The values on the pieces `row` at shares `u` of them."""
        return _clenshaw(self.coefficients, row, u)

    def integral(self, start: float = -np.inf) -> Piecewise:
        """The integral from the first edge at or above `start` on, negative below; added up away from there."""
        width = np.diff(self.edges)
        rows = (self.coefficients @ INTEGRALS) * width[:, None]
        ends = rows.sum(axis=1)  # all Chebyshev polynomials are 1 at the right end
        k = int(np.searchsorted(self.edges, start))
        before = -np.cumsum(ends[:k][::-1])[::-1]
        rows[:, 0] += np.concatenate([before, np.append(0.0, np.cumsum(ends[k:])[:-1])[: len(ends) - k]])
        return Piecewise(self.edges, rows)

    @cached_property
    def at_edges(self) -> Array:
        """Values at the edges, shape (m + 1,)."""
        signs = (-1.0) ** np.arange(self.coefficients.shape[1])
        return np.asarray(np.append(self.coefficients @ signs, self.coefficients[-1].sum()))

    def inverse(self, y: Any) -> Array:
        """Where a rising function takes the values y, any shape; the ends where it does not reach them."""
        y = np.asarray(y, dtype=float)
        ends = self.at_edges
        row = np.clip(np.searchsorted(ends, y, side="right") - 1, 0, len(self.edges) - 2)
        rise = ends[row + 1] - ends[row]
        share = np.clip((y - ends[row]) / np.where(rise > 0, rise, 1.0), 0.0, 1.0)
        low, high = np.zeros_like(y), np.ones_like(y)
        for _ in range(STEPS):  # Newton's steps, halving where they lead astray
            miss = self._local(row, share) - y
            low, high = np.where(miss < 0, share, low), np.where(miss < 0, high, share)
            slope = _clenshaw(self._slopes, row, share)
            step = share - miss / np.where(slope > 0, slope, np.inf)
            there = np.abs(miss) <= 4e-16 * np.abs(y)
            fresh = np.where((step > low) & (step < high), step, 0.5 * (low + high))
            moved = np.where(there, 0.0, np.abs(fresh - share))
            share = np.where(there, share, fresh)
            if (moved <= 1e-15).all():
                break
        share = np.where(y >= ends[row + 1], 1.0, np.where(y <= ends[row], 0.0, share))
        start = self.edges[row]
        return np.asarray(start + share * (self.edges[row + 1] - start))

    @cached_property
    def _slopes(self) -> Array:
        """Coefficients of the derivative by the share of a piece."""
        return np.asarray(2.0 * chebyshev.chebder(self.coefficients, axis=1))


def _clenshaw(c: Array, row: Any, u: Array) -> Array:
    """Clenshaw's sum of Chebyshev polynomials with the coefficients c[row] at u in [0, 1]."""
    y = 2.0 * u - 1.0
    one, two = np.zeros_like(y), np.zeros_like(y)
    for k in range(c.shape[1] - 1, 0, -1):
        one, two = 2.0 * y * one - two + c[row, k], one
    return np.asarray(y * one - two + c[row, 0])


def fitted(
    function: Callable[[Array], Array], edges: Array, coarse: Callable[[Array], Array] | None = None
) -> Piecewise:
    """`function` (array in, array of the same shape out) on the pieces between `edges`, split where need be.

    `coarse`: from the start of a piece to how much rounding error its values carry, relative.

    >>> root = fitted(np.sqrt, np.array([0.0, 1.0, 2.0]))
    >>> bool(np.abs(root(np.linspace(0, 2, 99)) - np.sqrt(np.linspace(0, 2, 99))).max() < 1e-6)
    True
    """
    starts, ends = edges[:-1].astype(float), edges[1:].astype(float)
    done: list[tuple[Array, Array, Array]] = []
    for round_ in range(ROUNDS):
        width = ends - starts
        rows = function(starts[:, None] + width[:, None] * GAUSS) @ FROM_GAUSS.T
        close = CLOSE if coarse is None else np.maximum(CLOSE, coarse(starts))
        rough = np.abs(rows[:, -2:]).max(axis=1) > close * np.abs(rows).max(axis=1)
        rough &= width > 4e-16 * np.maximum(np.abs(starts), np.abs(ends))
        if round_ == ROUNDS - 1 or rough.sum() > MOST + len(edges):
            rough[:] = False
        done.append((starts[~rough], ends[~rough], rows[~rough]))
        if not rough.any():
            break
        starts, ends = starts[rough], ends[rough]
        middle = 0.5 * (starts + ends)
        starts, ends = np.concatenate([starts, middle]), np.concatenate([middle, ends])
    first = np.concatenate([a for a, _, _ in done])
    order = np.argsort(first)
    last = np.concatenate([b for _, b, _ in done])[order]
    return Piecewise(np.append(first[order], last[-1]), np.concatenate([c for _, _, c in done])[order])


def halved(edges: Array, steep: Callable[[Array], Any]) -> Array:
    """`edges` with more between them, until no piece is `steep`, as seen from its ends: shape (m, 2) → (m,).

    Ends are looked at from inside, for at an edge a function may jump; pieces as narrow as rounding errors stay.
    """
    for _ in range(ROUNDS):
        width = np.diff(edges)
        narrow = width <= 8e-16 * np.maximum(np.abs(edges[1:]), np.abs(edges[:-1]))
        cut = steep(edges[:-1, None] + width[:, None] * GAUSS[[0, -1]]) & ~narrow
        if not cut.any():
            break
        edges = np.sort(np.append(edges, 0.5 * (edges[1:] + edges[:-1])[cut]))
    return edges

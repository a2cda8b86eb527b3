"""Probabilities from a density alone, quickly: scipy integrates it afresh for every single value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.strategic.private.cost import Array, Continuous, Cost
from bargain.strategic.private.integral_of_rising import integrals_of_rising

PIECES = 2048
"""The density is integrated piece by piece, each as closely as need be."""

CLOSE = 1e-9
"""A table is used only where it agrees with scipy's own integral so well."""

FAR = 1.0 - 1e-10
"""Where there is no largest value, the table ends at this quantile."""


@dataclass(frozen=True, eq=False)
class Tabulated:
    """A distribution with the density of `law`; its integral up to each of `nodes`, ascending, is in `sums`."""

    law: Any
    nodes: Array
    sums: Array

    def cdf(self, t: Any) -> Array:
        """P(value ≤ t), any shape."""
        flat = np.clip(np.ravel(np.asarray(t, dtype=np.float64)), self.nodes[0], self.nodes[-1])
        row = np.clip(np.searchsorted(self.nodes, flat, side="right") - 1, 0, len(self.nodes) - 2)
        found = self.sums[row] + integrals_of_rising(self.pdf, self.nodes[row], flat)
        return np.asarray(np.clip(found, 0.0, 1.0).reshape(np.shape(t)))

    def sf(self, t: Any) -> Array:
        """P(value > t), any shape."""
        return np.asarray(1.0 - self.cdf(t))

    def pdf(self, t: Any) -> Array:
        """The density, any shape."""
        return np.asarray(self.law.pdf(t), dtype=np.float64)

    def ppf(self, p: Any) -> Array:
        """The value that is not exceeded with probability p, between two nodes, any shape."""
        return np.asarray(np.interp(p, self.sums, self.nodes))


def quick(types: Continuous) -> bool:
    """Whether probabilities have a formula; scipy integrates the density, slowly, where they have none."""
    from scipy.stats import rv_continuous

    dist = getattr(types.law, "dist", None)
    return not isinstance(dist, rv_continuous) or type(dist)._cdf is not rv_continuous._cdf


def quickened(types: Cost) -> Cost:
    """The same types; a distribution of which scipy knows the density only is tabulated, unless that is not exact."""
    if not isinstance(types, Continuous) or quick(types):
        return types
    low, high = (end / types.unit for end in (types.low, types.high))
    end = high if math.isfinite(high) else float(types.law.ppf(FAR))
    nodes = np.linspace(low, end, PIECES + 1)
    with np.errstate(all="ignore"):
        parts = integrals_of_rising(lambda t: np.asarray(types.law.pdf(t)), nodes[:-1], nodes[1:])
        sums = np.append(0.0, np.cumsum(parts))
        middle = float(types.law.cdf(nodes[PIECES // 2]))
    table = Tabulated(types.law, nodes, sums)
    whole = abs(sums[-1] - 1.0) <= CLOSE  # what lies beyond FAR is less
    if not whole or abs(sums[PIECES // 2] - middle) > CLOSE:
        return types
    return Continuous(table, types.low, types.high, types.label, unit=types.unit)

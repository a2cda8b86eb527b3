"""Quantiles of any distribution, all at once, from below and from above with all their digits.

scipy looks for a quantile by itself, one by one, where it has no formula for it; and integrates the density afresh for
every single probability where it has no formula for that either. Here whole arrays are halved together, and a density
without an integral is made a polynomial on pieces first.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from bargain.strategic.private.cost import Atoms, Continuous, Cost
from bargain.strategic.waiting.piecewise import Piecewise, fitted

Array = np.ndarray[Any, np.dtype[np.float64]]
Function = Callable[[Array], Array]

HALVINGS = 160
"""Of an interval that begins at 0, until small quantiles have all their digits too."""

OCTAVES = np.arange(-8.0, 31.0)
"""A density is integrated to so many doublings of its spread on each side."""

NEAR = np.arange(-160.0, 0.0)
"""And to so many halvings of it from where it begins and ends."""


def rising(types: Cost, s: Array) -> Array:
    """The number that e^(−s) of the types exceed, any shape."""
    if isinstance(types, Atoms):
        return _step(types.values, types.weights, s)
    below, above = quantiles(types)
    return _joined(below, above, s)


def falling(types: Cost, s: Array) -> Array:
    """The number that e^(−s) of the types stay below."""
    if isinstance(types, Atoms):
        return _step(types.values[::-1], types.weights[::-1], s)
    below, above = quantiles(types)
    return _joined(above, below, s)


def _joined(near: Function, far: Function, s: Array) -> Array:
    """Each by the function that keeps its digits: shares of the weaker types for small s, of the stronger else."""
    found = np.empty_like(s)
    weak = s < 0.7
    found[weak] = near(-np.expm1(-s[weak]))
    found[~weak] = far(np.exp(-s[~weak]))
    return found


def _step(values: tuple[float, ...], weights: tuple[float, ...], s: Array) -> Array:
    row = np.searchsorted(np.cumsum(weights), -np.expm1(-s), side="right")
    return np.asarray(np.asarray(values)[np.minimum(row, len(values) - 1)])


@lru_cache(maxsize=32)
def quantiles(types: Continuous) -> tuple[Function, Function]:
    """(the number below which a share p of `types` lies, the number above which it does), functions of p."""
    low, high = _functions(types)

    def clipped(function: Function) -> Function:
        def found(p: Array) -> Array:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # far out some quantiles have no digits left: they are not used
                return np.asarray(np.clip(np.asarray(function(p), dtype=float) * types.unit, types.low, types.high))

        return found

    return clipped(low), clipped(high)


def _functions(types: Continuous) -> tuple[Function, Function]:
    """The same, not yet in the unit of `types`."""
    from scipy.stats import rv_continuous

    law = types.law
    if not hasattr(law, "ppf"):
        return law.icdf, law.iccdf
    dist = getattr(law, "dist", None)
    if not isinstance(dist, rv_continuous) or type(dist)._ppf is not rv_continuous._ppf:
        return law.ppf, law.isf
    if type(dist)._cdf is rv_continuous._cdf:
        below, above = _integrated(law)
        return below.inverse, lambda p: np.asarray(-above.inverse(p))
    start, stop = _bracket(law)
    return (
        lambda p: _halved(lambda x: law.cdf(x) < p, start, stop, np.shape(p)),
        lambda p: _halved(lambda x: law.sf(x) > p, start, stop, np.shape(p)),
    )


def _halved(under: Callable[[Array], Any], start: float, stop: float, shape: tuple[int, ...]) -> Array:
    """Where `under` turns false, for each entry."""
    low, high = np.full(shape, start), np.full(shape, stop)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        left = under(middle)
        low, high = np.where(left, middle, low), np.where(left, high, middle)
        if not ((low < 0.5 * (low + high)) & (0.5 * (low + high) < high)).any():
            break
    return high


def _bracket(law: Any) -> tuple[float, float]:
    """An interval that holds all quantiles that are ever asked for."""
    start, stop = (float(x) for x in law.support())
    middle = float(law.ppf(0.5))
    width = max(abs(middle), 1e-300)
    while math.isinf(stop) and law.sf(middle + width) > 1e-60:
        width *= 2.0
    if math.isinf(stop):
        stop = middle + width
    return (start if math.isfinite(start) else middle - 2.0**60 * max(1.0, abs(middle))), stop


def _integrated(law: Any) -> tuple[Piecewise, Piecewise]:
    """P(number ≤ x) over x, and P(number ≥ −y) over y, from the density alone."""
    start, stop = (float(x) for x in law.support())
    middle = float(law.ppf(0.5))
    spread = float(law.ppf(0.75)) - float(law.ppf(0.25))
    steps = spread * np.exp2(OCTAVES)
    marks = [np.array([middle]), middle - steps, middle + steps]
    for end, inward in ((start, 1.0), (stop, -1.0)):
        if math.isfinite(end):  # ever finer towards an end, for quantiles as small as can be
            marks.append(end + inward * spread * np.append(0.0, np.exp2(NEAR)))
    edges = np.unique(np.concatenate(marks))
    edges = edges[(edges >= start) & (edges <= stop)]

    def density(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(np.nan_to_num(np.asarray(law.pdf(x), dtype=float), nan=0.0, posinf=0.0))

    rising = fitted(density, edges)
    falling = Piecewise(
        -rising.edges[::-1], rising.coefficients[::-1] * (-1.0) ** np.arange(rising.coefficients.shape[1])
    )
    return rising.integral(), falling.integral()

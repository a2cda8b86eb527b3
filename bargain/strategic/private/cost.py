"""What is known of a cost: the number itself, or a probability distribution over it (a party's private type).

All costs are points, at least 0. A cost that is known is the distribution with one value, so that a game is solved in
the same way whether or not a type is private.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import quantity, value_of
from bargain.strategic.private.integral_of_rising import integral_of_rising

Array = np.ndarray[Any, np.dtype[np.float64]]

NEGLIGIBLE = 1e-12
"""Probabilities that differ by less are equal; so small a chance of a cost below 0 is taken as none."""

MOST_VALUES = 1_000_000
"""A distribution over more separate values than this is refused."""

EXAMPLE = "scipy.stats.uniform(2, 8)"


@dataclass(frozen=True)
class Atoms:
    """A cost with separate `values`, ascending, points, of probabilities `weights`; one value: a known cost."""

    values: tuple[float, ...]
    weights: tuple[float, ...]
    label: str

    @property
    def known(self) -> bool:
        """Whether there is one value only."""
        return len(self.values) == 1

    @property
    def low(self) -> float:
        """Smallest cost, points."""
        return self.values[0]

    def above(self, t: float, tie: float) -> tuple[float, float]:
        """P(cost > t) and P(cost ≥ t), costs within `tie` points of t counted as equal to it."""
        costs = np.asarray(self.values)
        return self._share(costs > t + tie), self._share(costs >= t - tie)

    def shortfall(self, t: float) -> float:
        """E[max(t − cost, 0)], points."""
        return float(np.maximum(t - np.asarray(self.values), 0.0) @ np.asarray(self.weights))

    def cut(self, q: float) -> tuple[float, float]:
        """The smallest t ≥ 0 with P(cost > t) ≤ q, and the largest t with P(cost ≥ t) ≥ q."""
        tail = np.append(np.cumsum(np.asarray(self.weights)[::-1])[::-1], 0.0)  # tail[i] = P(cost ≥ values[i])
        first = int(np.argmax(tail <= q + NEGLIGIBLE))
        least = self.values[first - 1] if first else 0.0
        if q <= NEGLIGIBLE:
            return least, math.inf
        enough = np.nonzero(tail >= q - NEGLIGIBLE)[0]
        return least, self.values[int(enough[-1])] if len(enough) else 0.0

    def grid(self, t: float) -> Array:
        """Every cost that can occur, shape (k,)."""
        return np.asarray(self.values)

    def _share(self, mask: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
        return 1.0 if mask.all() else float(np.asarray(self.weights)[mask].sum())


@dataclass(frozen=True)
class Continuous:
    """A cost with a continuous distribution `law` (frozen, of scipy.stats) from `low` to `high`, points."""

    law: Any
    low: float
    high: float
    label: str
    known: bool = False

    def above(self, t: float, tie: float) -> tuple[float, float]:
        """P(cost > t), twice: no single cost has a probability, so a `tie` has none."""
        share = 1.0 if t <= self.low else 0.0 if t >= self.high else self._tail(t)
        return share, share

    def shortfall(self, t: float) -> float:
        """E[max(t − cost, 0)], points: the integral of P(cost ≤ x) for x from `low` to t."""
        if t <= self.low:
            return 0.0
        return integral_of_rising(self._below, self.low, min(t, self.high)) + max(t - self.high, 0.0)

    def cut(self, q: float) -> tuple[float, float]:
        """The smallest t ≥ 0 with P(cost > t) ≤ q, and the largest t with P(cost ≥ t) ≥ q: apart only in a gap."""
        if q >= 1 - NEGLIGIBLE:
            return 0.0, self.low
        if q <= NEGLIGIBLE:
            return self.high, math.inf
        least, most = self._crossing(q + NEGLIGIBLE), self._crossing(q - NEGLIGIBLE)
        if most - least > 1e-6 * (1.0 + most):
            return least, most
        middle = self._crossing(q)
        return middle, middle

    def grid(self, t: float) -> Array:
        """Costs from the lowest to the highest, or past t where there is no highest, with t itself, shape (k,)."""
        near = max(self.low, self._quantile(NEGLIGIBLE))
        far = self.high if math.isfinite(self.high) else self._quantile(1 - 1e-6)
        if not near <= far < math.inf:
            near, far = self.low, max(self.low, self._quantile(0.5))
        if not math.isfinite(t):
            return np.linspace(near, far, 2001)
        if math.isinf(self.high):
            far = max(far, 2.0 * t)
        around = np.clip([t, np.nextafter(t, -np.inf), np.nextafter(t, np.inf)], near, far)
        return np.concatenate([np.linspace(near, far, 2001), around])

    def _below(self, t: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.clip(np.asarray(self.law.cdf(t), dtype=np.float64), 0.0, 1.0)

    def _tail(self, t: float) -> float:
        with np.errstate(all="ignore"):
            return min(max(float(_upper(self.law)(t)), 0.0), 1.0)

    def _quantile(self, p: float) -> float:
        with np.errstate(all="ignore"):
            return float(_inverse(self.law)(p))

    def _crossing(self, q: float) -> float:
        """Where P(cost > t) falls to q, by halving: to the last digit, and safe on any distribution."""
        a, b = self.low, self.high if math.isfinite(self.high) else max(2.0 * self.low, 1.0)
        while math.isinf(self.high) and self._tail(b) > q:
            a, b = b, 2.0 * b
        while (middle := 0.5 * (a + b)) not in (a, b):
            a, b = (middle, b) if self._tail(middle) > q else (a, middle)
        return b


Cost = Atoms | Continuous


def cost_type(given: Any, where: str) -> Cost:
    """`given` as what is known of a cost: a number of points ≥ 0, or a frozen distribution of scipy.stats.

    Raises GameError that begins with `where` for anything else, and for a distribution whose parameters make no sense,
    that has no finite median, or that reaches below 0.
    """
    if not callable(getattr(given, "cdf", None)):
        if callable(given) or hasattr(given, "pdf"):
            raise GameError(f"{where}: {shown(given)} is no distribution; give a number, or {EXAMPLE}")
        known = value_of(quantity(given, where, low=0))
        return Atoms((known,), (1.0,), f"{known:g}")
    law = _frozen(given, where)
    label = _label(law)
    low, high = _support(law, where, label)
    if low < 0:
        with np.errstate(all="ignore"):
            below = float(law.cdf(np.nextafter(0.0, -1.0)))
        if below > NEGLIGIBLE:
            raise GameError(
                f"{where}: {label} puts a probability of {below:.3g} on costs below 0; a cost must be at least 0, so "
                "use a distribution that starts there or above, such as scipy.stats.truncnorm"
            )
        low = 0.0
    if hasattr(law, "pmf") and not hasattr(law, "pdf"):
        return _atoms(law, low, high, where, label)
    return Continuous(law, low, high, label)


def _frozen(given: Any, where: str) -> Any:
    """`given` with its parameters fixed."""
    if isinstance(given, type):
        raise GameError(f"{where}: {given.__name__} has no parameters yet; give a frozen distribution: {EXAMPLE}")
    if hasattr(given, "numargs"):
        if given.numargs:
            raise GameError(
                f"{where}: scipy.stats.{given.name} has no parameters yet; write scipy.stats.{given.name}"
                f"({given.shapes}, loc, scale)"
            )
        given = given.freeze()
    if any("DiscreteDistribution" in kind.__name__ for kind in type(given).__mro__):
        raise GameError(f"{where}: {shown(given)} is not supported; use scipy.stats.rv_discrete(values=(costs, p))()")
    if _upper(given) is None or _inverse(given) is None or not hasattr(given, "support"):
        raise GameError(f"{where}: {shown(given)} is no frozen distribution; give one such as {EXAMPLE}")
    return given


def _upper(law: Any) -> Any:
    return getattr(law, "sf", None) or getattr(law, "ccdf", None)


def _inverse(law: Any) -> Any:
    return getattr(law, "ppf", None) or getattr(law, "icdf", None)


def _support(law: Any, where: str, label: str) -> tuple[float, float]:
    """Lowest and highest cost, once the parameters are found to make sense."""
    with np.errstate(all="ignore"):
        ends, median = law.support(), _inverse(law)(0.5)
        if np.ndim(median) or np.ndim(ends[0]) or np.ndim(ends[1]):
            raise GameError(f"{where}: {label} is {np.size(median)} distributions in one; give one")
        middle = float(law.cdf(median))
    low, high = float(ends[0]), float(ends[1])
    if not math.isfinite(median) or math.isnan(low) or math.isnan(high) or not 0.0 < middle <= 1.0:
        raise GameError(
            f"{where}: {label} has the median {float(median):g}; its parameters must be finite and its scale above 0 "
            "(a cost that is known is a plain number)"
        )
    return low, high


def _atoms(law: Any, low: float, high: float, where: str, label: str) -> Atoms:
    """A discrete distribution as its values: those it was made with, or steps of 1."""
    listed = getattr(getattr(law, "dist", None), "xk", None)
    if listed is not None:
        values: Array = np.unique(np.asarray(listed, dtype=float)) - float(np.min(listed)) + low
    else:
        last = high if math.isfinite(high) else low + 1.0
        while last - low <= MOST_VALUES and last < high and law.sf(last) > 1e-16:
            last = 2.0 * last - low
        if last - low > MOST_VALUES:
            raise GameError(f"{where}: {label} has more than {MOST_VALUES} values; use a continuous distribution")
        values = np.asarray(low + np.arange(round(last - low) + 1), dtype=np.float64)
    weights = np.asarray(law.pmf(values), dtype=float)
    total = float(weights.sum())
    if abs(total - 1.0) > 1e-6:
        raise GameError(f"{where}: {label}: the probabilities of its values sum to {total:g}; they must sum to 1")
    kept = [(float(x), float(w)) for x, w in zip(values, weights / total, strict=True) if w > 0]
    return Atoms(tuple(x for x, _ in kept), tuple(w for _, w in kept), label)


def _label(law: Any) -> str:
    """The distribution as one would write it."""
    if not hasattr(law, "dist"):
        return shown(law)
    given = [_number(x) for x in law.args] + [f"{name}={_number(x)}" for name, x in law.kwds.items()]
    return f"{law.dist.name or type(law.dist).__name__}({', '.join(given)})"


def _number(x: Any) -> str:
    return format(x, ".6g") if isinstance(x, (int, float, np.number)) else shown(x)

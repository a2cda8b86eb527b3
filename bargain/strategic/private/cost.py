"""What is known of a cost: the number itself, or a probability distribution over it (a party's private type).

All costs are points, at least 0. A cost that is known is the distribution with one value, so that a game is solved in
the same way whether or not a type is private. A chance, between 0 and 1, may be private in the same way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import quantity, value_of
from bargain.strategic.private.integral_of_rising import integral_of_rising, integrals_of_rising
from bargain.strategic.private.kind import COST, Kind

Array = np.ndarray[Any, np.dtype[np.float64]]

NEGLIGIBLE = 1e-12
"""Probabilities that differ by less are equal; so small a chance of a cost below 0 is taken as none."""

MOST_VALUES = 1_000_000
"""A distribution over more separate values than this is refused."""


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

    @property
    def high(self) -> float:
        """Largest cost, points."""
        return self.values[-1]

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

    def tail(self, t: Array) -> Array:
        """P(cost ≥ t), any shape; costs that differ by rounding are equal."""
        ends = np.append(np.cumsum(np.asarray(self.weights)[::-1])[::-1], 0.0)
        ends[0] = 1.0
        return np.asarray(ends[np.searchsorted(np.asarray(self.values), t - NEGLIGIBLE, side="left")])

    def scaled(self, factor: float) -> Atoms:
        """The same, every cost times `factor`, above 0."""
        return Atoms(tuple(x * factor for x in self.values), self.weights, self.label)

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
    unit: float = 1.0  # `law` is over costs divided by it

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

    def tail(self, t: Array) -> Array:
        """P(cost ≥ t), any shape."""
        with np.errstate(all="ignore"):
            inside = np.asarray(_upper(self.law)(np.asarray(t) / self.unit), dtype=np.float64)
        return np.asarray(np.where(t <= self.low, 1.0, np.where(t >= self.high, 0.0, np.clip(inside, 0.0, 1.0))))

    def density(self, t: Array) -> Array:
        """Probability per unit of cost at t, any shape."""
        with np.errstate(all="ignore"):
            return np.asarray(self.law.pdf(np.asarray(t) / self.unit), dtype=np.float64) / self.unit

    def mean_between(self, start: Array, end: Array) -> Array:
        """E[cost; start ≤ cost < end], shape (k,), by parts: the distribution function has no peaks to miss."""
        start, end = np.clip(start, self.low, self.high), np.clip(end, self.low, self.high)
        inner = integrals_of_rising(self._below, start, end)
        return np.asarray(end * self._below(end) - start * self._below(start) - inner)

    def scaled(self, factor: float) -> Continuous:
        """The same, every cost times `factor`, above 0."""
        return Continuous(self.law, self.low * factor, self.high * factor, self.label, self.known, self.unit * factor)

    def _below(self, t: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.clip(np.asarray(self.law.cdf(t / self.unit), dtype=np.float64), 0.0, 1.0)

    def _tail(self, t: float) -> float:
        with np.errstate(all="ignore"):
            return min(max(float(_upper(self.law)(t / self.unit)), 0.0), 1.0)

    def _quantile(self, p: float) -> float:
        with np.errstate(all="ignore"):
            return float(_inverse(self.law)(p)) * self.unit

    def _crossing(self, q: float) -> float:
        """Where P(cost > t) falls to q, by halving: to the last digit, and safe on any distribution."""
        a, b = self.low, self.high if math.isfinite(self.high) else max(2.0 * self.low, 1.0)
        while math.isinf(self.high) and self._tail(b) > q:
            a, b = b, 2.0 * b
        while (middle := 0.5 * (a + b)) not in (a, b):
            a, b = (middle, b) if self._tail(middle) > q else (a, middle)
        return b


Cost = Atoms | Continuous


def cost_type(given: Any, where: str, kind: Kind = COST) -> Cost:
    """`given` as what is known of a cost: a number of points ≥ 0, or a frozen distribution of scipy.stats.

    With kind=CHANCE a number from 0 to 1, or a distribution over such. Raises GameError that begins with `where` for
    anything else, and for a distribution whose parameters make no sense, that has no finite median, or that reaches
    beyond what is allowed.
    """
    if not callable(getattr(given, "cdf", None)):
        if callable(given) or hasattr(given, "pdf"):
            raise GameError(f"{where}: {shown(given)} is no distribution; give a number, or {kind.example}")
        known = value_of(quantity(given, where, low=kind.low, high=kind.high))
        return Atoms((known,), (1.0,), f"{known:g}")
    law = _frozen(given, where, kind)
    label = _label(law)
    low, high = _support(law, where, label, kind)
    _inside(law, (low, high), where, label, kind)
    if hasattr(law, "pmf") and not hasattr(law, "pdf"):
        return _atoms(law, (low, high), where, label, kind)
    return Continuous(law, max(low, kind.low), min(high, kind.high), label)


def _inside(law: Any, ends: tuple[float, float], where: str, label: str, kind: Kind) -> None:
    """Refuse a distribution that reaches beyond what is allowed with more than a negligible probability."""
    one, several = kind.nouns
    with np.errstate(all="ignore"):
        below = float(law.cdf(np.nextafter(kind.low, -math.inf))) if ends[0] < kind.low else 0.0
        beyond = float(_upper(law)(kind.high)) if ends[1] > kind.high else 0.0
    for share, side in ((below, f"below {kind.low:g}"), (beyond, f"above {kind.high:g}")):
        if share > NEGLIGIBLE:
            raise GameError(
                f"{where}: {label} puts a probability of {share:.3g} on {several} {side}; a {one} {kind.allowed}, so "
                f"use {kind.instead}"
            )


def _frozen(given: Any, where: str, kind: Kind) -> Any:
    """`given` with its parameters fixed."""
    if isinstance(given, type):
        raise GameError(f"{where}: {given.__name__} has no parameters yet; give a frozen distribution: {kind.example}")
    if hasattr(given, "numargs"):
        if given.numargs:
            raise GameError(
                f"{where}: scipy.stats.{given.name} has no parameters yet; write scipy.stats.{given.name}"
                f"({given.shapes}, loc, scale)"
            )
        given = given.freeze()
    if any("DiscreteDistribution" in base.__name__ for base in type(given).__mro__):
        listed = f"scipy.stats.rv_discrete(values=({kind.nouns[1]}, p))()"
        raise GameError(f"{where}: {shown(given)} is not supported; use {listed}")
    if _upper(given) is None or _inverse(given) is None or not hasattr(given, "support"):
        raise GameError(f"{where}: {shown(given)} is no frozen distribution; give one such as {kind.example}")
    return given


def _upper(law: Any) -> Any:
    return getattr(law, "sf", None) or getattr(law, "ccdf", None)


def _inverse(law: Any) -> Any:
    return getattr(law, "ppf", None) or getattr(law, "icdf", None)


def _support(law: Any, where: str, label: str, kind: Kind) -> tuple[float, float]:
    """Lowest and highest value, once the parameters are found to make sense."""
    with np.errstate(all="ignore"):
        ends, median = law.support(), _inverse(law)(0.5)
        if np.ndim(median) or np.ndim(ends[0]) or np.ndim(ends[1]):
            raise GameError(f"{where}: {label} is {np.size(median)} distributions in one; give one")
        middle = float(law.cdf(median))
    low, high = float(ends[0]), float(ends[1])
    if not math.isfinite(median) or math.isnan(low) or math.isnan(high) or not 0.0 < middle <= 1.0:
        raise GameError(
            f"{where}: {label} has the median {float(median):g}; its parameters must be finite and its scale above 0 "
            f"(a {kind.nouns[0]} that is known is a plain number)"
        )
    return low, high


def _atoms(law: Any, ends: tuple[float, float], where: str, label: str, kind: Kind) -> Atoms:
    """A discrete distribution as its values: those it was made with, or steps of 1."""
    low, high = ends
    dist: Any = getattr(law, "dist", None)
    if hasattr(dist, "xk"):
        values: Array = np.asarray(dist.xk, dtype=np.float64) + (low - float(dist.xk[0]))
        weights = np.asarray(dist.pk, dtype=np.float64)
    else:
        last = high if math.isfinite(high) else low + 1.0
        while last - low <= MOST_VALUES and last < high and law.sf(last) > 1e-16:
            last = 2.0 * last - low
        if last - low > MOST_VALUES:
            raise GameError(f"{where}: {label} has more than {MOST_VALUES} values; use a continuous distribution")
        values = np.asarray(low + np.arange(round(last - low) + 1), dtype=np.float64)
        weights = np.asarray(law.pmf(values), dtype=np.float64)
    total = float(weights.sum())
    if abs(total - 1.0) > 1e-6:
        raise GameError(f"{where}: {label}: the probabilities of its values sum to {total:g}; they must sum to 1")
    kept = [(float(x), float(w)) for x, w in zip(values, weights / total, strict=True) if w > 0 and x >= kind.low]
    return Atoms(tuple(x for x, _ in kept), tuple(w for _, w in kept), label)


def _label(law: Any) -> str:
    """The distribution as one would write it."""
    if not hasattr(law, "dist"):
        return shown(law)
    if hasattr(law.dist, "xk"):
        return f"rv_discrete over {len(law.dist.xk)} values"
    given = [_number(x) for x in law.args] + [f"{name}={_number(x)}" for name, x in law.kwds.items()]
    return f"{law.dist.name or type(law.dist).__name__}({', '.join(given)})"


def _number(x: Any) -> str:
    return format(x, ".6g") if isinstance(x, (int, float, np.number)) else shown(x)

"""What is known of a cost: the number itself, or a probability distribution over it (a party's private type).

All costs are points, at least 0. A cost that is known is the distribution with one value, so that a game is solved in
the same way whether or not a type is private.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import quantity, value_of

NEGLIGIBLE = 1e-12
"""Probabilities that differ by less are equal; so small a chance of a cost below 0 is taken as none."""

MOST_VALUES = 1_000_000
"""A distribution over more separate values than this is refused."""

QUANTILES = (1e-9, 1e-6, 1e-3, 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98, 0.999, 1 - 1e-6, 1 - 1e-9)
"""Where integrals over a distribution are cut, so that a narrow one is not overlooked."""


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
        return self._sum(costs > t + tie), self._sum(costs >= t - tie)

    def shortfall(self, t: float) -> float:
        """E[max(t − cost, 0)], points."""
        return float(np.maximum(t - np.asarray(self.values), 0.0) @ np.asarray(self.weights))

    def cut(self, q: float) -> tuple[float, float]:
        """The smallest t with P(cost > t) ≤ q, and the largest t with P(cost ≥ t) ≥ q."""
        tail = np.append(np.cumsum(np.asarray(self.weights)[::-1])[::-1], 0.0)  # tail[i] = P(cost ≥ value i)
        least = int(np.argmax(tail <= q + NEGLIGIBLE))
        low = 0.0 if least == 0 else self.values[least - 1]
        if q <= NEGLIGIBLE:
            return low, math.inf
        return low, self.values[int(np.nonzero(tail >= q - NEGLIGIBLE)[0][-1])] if tail[0] >= q - NEGLIGIBLE else 0.0

    def grid(self, t: float) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Every cost that can occur, shape (k,)."""
        return np.asarray(self.values)

    def _sum(self, mask: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
        return 1.0 if mask.all() else float(np.asarray(self.weights)[mask].sum())


@dataclass(frozen=True)
class Continuous:
    """A cost with a continuous distribution `law` (frozen, of scipy.stats) from `low` to `high`, points."""

    law: Any
    low: float
    high: float
    label: str
    known: bool = False

    def above(self, t: float, tie: float = 0.0) -> tuple[float, float]:
        """P(cost > t), twice: no single cost has a probability."""
        share = 1.0 if t <= self.low else 0.0 if t >= self.high else self._tail(t)
        return share, share

    def shortfall(self, t: float) -> float:
        """E[max(t − cost, 0)], points: the integral of P(cost ≤ x) for x from `low` to t."""
        from scipy.integrate import quad

        if t <= self.low:
            return 0.0
        end = min(t, self.high)
        cuts = [float(self._quantile(p)) for p in QUANTILES]
        points = sorted({self.low, end, *(x for x in cuts if self.low < x < end)})
        with np.errstate(all="ignore"):
            parts = [
                quad(lambda x: 1.0 - self._tail(x), a, b, epsabs=1e-12, epsrel=1e-12, limit=100, full_output=1)[0]
                for a, b in pairwise(points)
            ]
        return math.fsum(parts) + max(t - self.high, 0.0)

    def cut(self, q: float) -> tuple[float, float]:
        """The smallest t with P(cost > t) ≤ q, and the largest t with P(cost ≥ t) ≥ q: apart only in a gap."""
        if q >= 1 - NEGLIGIBLE:
            return 0.0, self.low if q <= 1 + NEGLIGIBLE else 0.0
        if q <= NEGLIGIBLE:
            return self.high, math.inf
        least = self._crossing(q + NEGLIGIBLE)
        most = self._crossing(q - NEGLIGIBLE)
        if most - least > 1e-6 * (1.0 + most):
            return least, most
        middle = self._crossing(q)
        return middle, middle

    def grid(self, t: float) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Costs from `low` to `high`, or far past t where there is no highest, with t itself, shape (k,)."""
        far = max(self.high if math.isfinite(self.high) else 10.0 * float(self._quantile(0.999)), self.low)
        if not math.isfinite(t):
            return np.linspace(self.low, far, 2001)
        if not math.isfinite(self.high):
            far = max(far, 2.0 * t)
        near = np.clip([t, np.nextafter(t, -np.inf), np.nextafter(t, np.inf)], self.low, far)
        return np.concatenate([np.linspace(self.low, far, 2001), near])

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

    Raises GameError that begins with `where` for anything else, and for a distribution with no parameters that make
    sense, with no finite median, or that reaches below 0.
    """
    if not callable(getattr(given, "cdf", None)):
        if callable(given) or hasattr(given, "pdf"):
            raise GameError(f"{where}: {shown(given)} is no distribution; give a number, or scipy.stats.uniform(2, 8)")
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
                f"{where}: {label} gives a cost below 0 the probability {below:.3g}; a cost must be at least 0: use a "
                "distribution that starts at 0 or above, such as scipy.stats.truncnorm"
            )
        low = 0.0
    if hasattr(law, "pmf") and not hasattr(law, "pdf"):
        return _atoms(law, low, high, where, label)
    return Continuous(law, low, high, label)


def _frozen(given: Any, where: str) -> Any:
    """`given` with its parameters fixed."""
    if isinstance(given, type):
        raise GameError(f"{where}: {given.__name__} has no parameters yet; give a frozen one: scipy.stats.uniform(2, 8)")
    if hasattr(given, "numargs"):
        if given.numargs:
            raise GameError(
                f"{where}: {given.name} has no parameters yet; give its {given.numargs} ({given.shapes}): "
                f"scipy.stats.{given.name}(…)"
            )
        given = given.freeze()
    if any("Discrete" in kind.__name__ for kind in type(given).__mro__):
        raise GameError(f"{where}: {shown(given)} is not supported; use scipy.stats.rv_discrete(values=(costs, p))()")
    if _upper(given) is None or _inverse(given) is None or not hasattr(given, "support"):
        raise GameError(f"{where}: {shown(given)} is no frozen distribution; give one such as scipy.stats.uniform(2, 8)")
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
            f"{where}: {label} has median {float(median):g} on the interval from {low:g} to {high:g}; its parameters "
            "must be finite and its scale above 0 (a cost that is known is a plain number)"
        )
    return low, high


def _atoms(law: Any, low: float, high: float, where: str, label: str) -> Atoms:
    """A discrete distribution as its values: those it was made with, or steps of 1."""
    values: Sequence[float]
    listed = getattr(getattr(law, "dist", None), "xk", None)
    if listed is not None:
        values = sorted(float(x) + low - float(min(listed)) for x in listed)
    else:
        last = high if math.isfinite(high) else float(law.isf(1e-18))
        if last - low > MOST_VALUES:
            raise GameError(f"{where}: {label} has more than {MOST_VALUES} values; use a continuous distribution")
        values = (low + np.arange(round(last - low) + 1)).tolist()
    weights = np.asarray(law.pmf(np.asarray(values)), dtype=float)
    kept = [(x, float(w)) for x, w in zip(values, weights / weights.sum(), strict=True) if w > 0]
    return Atoms(tuple(x for x, _ in kept), tuple(w for _, w in kept), label)


def _label(law: Any) -> str:
    """The distribution as one would write it."""
    if not hasattr(law, "dist"):
        return shown(law)
    given = [format(x, ".6g") if isinstance(x, (int, float)) else shown(x) for x in law.args]
    named = [f"{k}={format(x, '.6g') if isinstance(x, (int, float)) else shown(x)}" for k, x in law.kwds.items()]
    return f"{law.dist.name or type(law.dist).__name__}({', '.join([*given, *named])})"

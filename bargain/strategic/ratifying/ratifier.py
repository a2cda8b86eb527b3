"""A ratifier: what has to be on offer for it to approve, known or not, and for a later vote not to undo it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.strategic.private.cost import NEGLIGIBLE, Atoms, Continuous, Cost, cost_type
from bargain.strategic.private.kind import Kind

Array = np.ndarray[Any, np.dtype[np.float64]]

INSTEAD = "one whose smallest value is finite"
IDEAL = Kind(("place", "places"), math.inf, "scipy.stats.uniform(0, 1)", INSTEAD, low=-math.inf)
MINIMUM = Kind(("minimum", "minima"), math.inf, "scipy.stats.uniform(0.2, 0.3)", INSTEAD, low=-math.inf)


def belief(given: Any, where: str, kind: Kind) -> Cost:
    """A number or a frozen distribution of scipy.stats, anywhere on the line."""
    types = cost_type_checked(given, where, kind)
    if isinstance(types, Atoms) and not math.isfinite(types.low):
        raise GameError(f"{where}: {types.label} has no smallest value; use {kind.instead}")
    return types


def cost_type_checked(given: Any, where: str, kind: Kind) -> Cost:
    """As `cost_type`; a discrete distribution without a smallest value is refused before it is listed."""
    discrete = hasattr(given, "pmf") and not hasattr(given, "pdf") and hasattr(given, "support")
    if discrete and not hasattr(getattr(given, "dist", None), "xk") and not math.isfinite(float(given.support()[0])):
        raise GameError(f"{where}: {given.dist.name} has no smallest value; use {kind.instead}")
    return cost_type(given, where, kind)


def at_most(types: Cost, x: Array) -> Array:
    """P(type ≤ x), any shape; types of separate values that differ by rounding are equal."""
    if isinstance(types, Atoms):
        sums = np.append(0.0, np.cumsum(types.weights))
        sums[-1] = 1.0
        return np.asarray(sums[np.searchsorted(np.asarray(types.values), x + NEGLIGIBLE, side="right")])
    return np.asarray(1.0 - types.tail(x))


def ends(types: Cost) -> tuple[float, float]:
    """The smallest and the largest value; infinite where there is none."""
    return (types.values[0], types.values[-1]) if isinstance(types, Atoms) else (types.low, types.high)


@lru_cache(maxsize=64)
def marks(types: Cost) -> Array:
    """Values worth a look, shape (k,): all separate ones, or the ends and quantiles of a distribution, finite."""
    if isinstance(types, Atoms):
        return np.array(types.values)
    law, p = types.law, np.linspace(0.0, 1.0, 51)
    with np.errstate(all="ignore"):
        found = np.asarray((getattr(law, "ppf", None) or law.icdf)(p), dtype=float) * types.unit
    return found[np.isfinite(found)]


def quantile(types: Continuous, p: float) -> float:
    """The value that is not exceeded with probability p."""
    law = types.law
    with np.errstate(all="ignore"):
        return float((getattr(law, "ppf", None) or law.icdf)(p)) * types.unit


@dataclass(frozen=True)
class Ratifier:
    """Approves what gives it at least its minimum; `later`, where there is one, is the minimum of a later vote.

    `now` None: nobody has to approve. `held`: probability that the later vote is held. `cost`: what undoing a deal
    costs those who vote later, so they let stand what is at most so much below their minimum. `shift` is added to
    `now`.
    """

    now: Cost | None
    later: Cost | None
    held: float
    cost: float
    shift: float = 0.0

    def approves(self, offered: Array) -> Array:
        """P(approval) of what gives it `offered`, any shape."""
        return np.ones_like(offered) if self.now is None else at_most(self.now, offered - self.shift)

    def keeps(self, offered: Array) -> Array:
        """P(no later vote undoes it), any shape."""
        if self.later is None:
            return np.ones_like(offered)
        return np.asarray(1.0 - self.held * (1.0 - at_most(self.later, offered + self.cost)))

    def passes(self, offered: Array) -> Array:
        """P(approved and kept), any shape."""
        return np.asarray(self.approves(offered) * self.keeps(offered))

    def marks(self) -> Array:
        """What is worth offering, shape (k,): where the probabilities bend or jump."""
        now = np.zeros(0) if self.now is None else marks(self.now) + self.shift
        return np.concatenate([now, np.zeros(0) if self.later is None else marks(self.later) - self.cost])

    @property
    def lowest(self) -> float:
        """Below it nothing is approved; −∞ where nothing is too little."""
        return -math.inf if self.now is None else ends(self.now)[0] + self.shift

    @property
    def highest(self) -> float:
        """From it on everything is approved."""
        return -math.inf if self.now is None else ends(self.now)[1] + self.shift

    @property
    def median(self) -> float:
        """The value that the minimum exceeds with probability 1/2 at most."""
        assert self.now is not None
        if isinstance(self.now, Atoms):
            sums = np.cumsum(self.now.weights)
            return self.now.values[int(np.searchsorted(sums, 0.5 - NEGLIGIBLE))] + self.shift
        return quantile(self.now, 0.5) + self.shift

    def shifted(self, by: float) -> Ratifier:
        """The same, every possible minimum higher by so much: a tighter ratifier."""
        return replace(self, shift=self.shift + by)

    def safe_cost(self, offered: float) -> float:
        """What undoing would have to cost for this never to be undone; 0 where no later vote would."""
        return 0.0 if self.later is None or self.held == 0.0 else max(0.0, ends(self.later)[1] - offered)

"""A party's utility of a share of the pie: any function that rises from u(0) = 0 to u(1) = 1, checked at the door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import shown

Array = np.ndarray[Any, np.dtype[np.float64]]

STEPS = 1000
"""A utility is looked at in so many steps before it is believed to rise."""

ENDS = 1e-9
"""So far u(0) may be from 0, and u(1) from 1: the rounding of a formula."""

STENCIL = np.array([1.0, -8.0, 8.0, -1.0]) / 12.0  # weights of u(x − 2h), u(x − h), u(x + h), u(x + 2h) for h·u′


@dataclass(frozen=True)
class Utility:
    """`function`: of arrays of shares; None for the share itself, which is risk neutrality."""

    function: Callable[[Array], Array] | None = None

    def __call__(self, share: Any) -> Array:
        """Utility of shares from 0 to 1, any shape."""
        x = np.asarray(share, dtype=np.float64)
        return x if self.function is None else np.asarray(self.function(x), dtype=np.float64)

    def inverse(self, utility: Any) -> Array:
        """The share that brings `utility` (any shape): 0 below u(0), 1 above u(1); by halving, to the last digits."""
        y = np.clip(np.asarray(utility, dtype=np.float64), 0.0, 1.0)
        if self.function is None:
            return y
        low, high = np.zeros_like(y), np.ones_like(y)
        for _ in range(60):
            middle = 0.5 * (low + high)
            below = self(middle) < y
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        found = 0.5 * (low + high)
        return np.where(y <= 0.0, 0.0, np.where(y >= 1.0, 1.0, found))

    def slope(self, share: Any) -> Array:
        """u′ at shares inside (0, 1), any shape, by differences whose step shrinks towards the ends."""
        x = np.asarray(share, dtype=np.float64)
        if self.function is None:
            return np.ones_like(x)
        h = 1e-3 * np.maximum(np.minimum(x, 1.0 - x), 1e-9)
        around = [self(np.clip(x + k * h, 0.0, 1.0)) for k in (-2, -1, 1, 2)]
        return np.asarray(sum(w * u for w, u in zip(STENCIL, around, strict=True)) / h)


RISK_NEUTRAL = Utility()


def utility_of(given: Any, where: str) -> Utility:
    """`given` as a utility. Raises GameError that begins with `where` unless it rises from 0 at 0 to 1 at 1.

    A function that takes one number at a time will do.

    >>> import math
    >>> float(utility_of(math.sqrt, "utility[0]").inverse(0.5).round(12))
    0.25
    >>> utility_of(lambda share: 2 * share, "utility[0]")
    Traceback (most recent call last):
    bargain.errors.GameError: utility[0]: it is 2 at the share 1; it must be 1 there
    """
    if not callable(given):
        raise GameError(f"{where}: {shown(given)} is no function; give one of a share, such as math.sqrt")
    shares = np.linspace(0.0, 1.0, STEPS + 1)
    utility = Utility(_of_arrays(given, where, shares))
    values = utility(shares)
    for end, wanted in ((0, 0.0), (STEPS, 1.0)):
        if not abs(values[end] - wanted) <= ENDS:
            raise GameError(f"{where}: it is {values[end]:g} at the share {wanted:g}; it must be {wanted:g} there")
    falls = np.flatnonzero(~(np.diff(values) > 0))
    if len(falls):
        x = shares[falls[0]]
        raise GameError(
            f"{where}: it does not rise from the share {x:g} to {x + 1 / STEPS:g}; it must rise all the way"
        )
    return utility


def _of_arrays(given: Callable[[Any], Any], where: str, shares: Array) -> Callable[[Array], Array]:
    """`given` as a function of arrays: itself where it takes them, one number at a time where not."""

    def one_by_one(x: Array) -> Array:
        return np.array([float(given(float(one))) for one in np.ravel(x)]).reshape(np.shape(x))

    try:
        singly = one_by_one(shares[::100])
    except (TypeError, ValueError, ArithmeticError) as error:
        raise GameError(f"{where}: it fails on shares from 0 to 1 ({error})") from None
    try:
        with np.errstate(all="ignore"):
            at_once = np.asarray(given(shares[::100]), dtype=np.float64)
    except (TypeError, ValueError, ArithmeticError):
        return one_by_one
    same = at_once.shape == singly.shape and np.allclose(at_once, singly, rtol=1e-12, atol=1e-15)
    return given if same else one_by_one

"""What a range is worth to a party, as a function of the settled number.

Two curves: straight lines between breakpoints, and a power of the share. Both give points from 0 to 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import Number, quantity, value_of
from bargain.registry import did_you_mean

Array = np.ndarray[Any, np.dtype[np.float64]]

NEAREST = 1e-300
"""Nearer bends than this make a slope that no float holds."""


@dataclass(frozen=True, slots=True)
class Breakpoints:
    """Straight lines through (at, worth): `at` in the unit of the range, strictly rising, `worth` in points."""

    at: tuple[Number, ...]
    worth: tuple[Number, ...]

    def check(self, low: float, high: float, where: str) -> "Breakpoints":
        """The same curve, its numbers checked to cover the range from `low` to `high`."""
        for name in ("at", "worth"):
            if isinstance(getattr(self, name), (str, Mapping)) or not hasattr(getattr(self, name), "__len__"):
                raise GameError(f"{where}: {shown(getattr(self, name))} is not a list of numbers; write [0, 100]")
        at = tuple(quantity(x, f"{where}.at[{i}]") for i, x in enumerate(self.at))
        worth = tuple(quantity(x, f"{where}.is[{i}]", low=0, high=100) for i, x in enumerate(self.worth))
        if len(at) != len(worth):
            raise GameError(f"{where}: 'at' has {len(at)} numbers and 'is' has {len(worth)}; give one worth for each")
        if len(at) < 2:
            raise GameError(f"{where}: a curve needs at least the two ends {low:g} and {high:g}")
        plain = [value_of(x) for x in at]
        for before, after in pairwise(plain):
            if not before < after:
                raise GameError(f"{where}.at: {after:g} follows {before:g}; the numbers must rise")
            if after - before < NEAREST:
                raise GameError(f"{where}.at: {after:g} is too close to {before:g}; keep one of the two")
        if (plain[0], plain[-1]) != (low, high):
            raise GameError(
                f"{where}.at: runs from {plain[0]:g} to {plain[-1]:g}; it must run over the whole range, "
                f"{low:g} to {high:g}"
            )
        return Breakpoints(at, worth)

    @property
    def knots(self) -> tuple[float, ...]:
        """Where the curve bends, ends included, in the unit of the range."""
        return tuple(value_of(x) for x in self.at)

    @property
    def smooth(self) -> bool:
        """Whether the curve bends between its knots."""
        return False

    def points(self, x: Array, low: float, high: float) -> Array:
        """Worth at each of `x`, in points."""
        return np.interp(x, self.knots, [value_of(w) for w in self.worth])

    def slope(self, x: Array, low: float, high: float) -> Array:
        """Derivative of the worth at each of `x`, points per unit of the range; at a corner, to its right."""
        at, worth = np.array(self.knots), np.array([value_of(w) for w in self.worth])
        piece = np.clip(np.searchsorted(at, x, side="right") - 1, 0, len(at) - 2)
        return np.asarray((np.diff(worth) / np.diff(at))[piece])

    def to_document(self) -> dict[str, Any]:
        """The form that this curve has in a case file."""
        return {"at": list(self.at), "is": list(self.worth)}


@dataclass(frozen=True, slots=True)
class PowerCurve:
    """100 · share^exponent, where the share runs from 0 to 1 over the range (from 1 to 0 when not `rising`)."""

    exponent: Number
    rising: bool = True

    def check(self, low: float, high: float, where: str) -> "PowerCurve":
        """The same curve with its exponent checked: above 0, no more than 100."""
        if not isinstance(self.rising, bool):
            raise GameError(f"{where}.rising: {shown(self.rising)} is neither; use true or false")
        exponent = quantity(self.exponent, f"{where}.exponent", low=0, high=100, strict=True)
        return PowerCurve(exponent, self.rising)

    @property
    def knots(self) -> tuple[float, ...]:
        """None: the curve bends everywhere."""
        return ()

    @property
    def smooth(self) -> bool:
        """Whether the curve bends between its knots."""
        return value_of(self.exponent) != 1.0

    def points(self, x: Array, low: float, high: float) -> Array:
        """Worth at each of `x`, in points."""
        share = (x - low) if self.rising else (high - x)
        clipped = np.clip(share / (high - low), 0.0, 1.0)
        result: Array = 100.0 * clipped ** value_of(self.exponent)
        return result

    def slope(self, x: Array, low: float, high: float) -> Array:
        """Derivative of the worth at each of `x`, points per unit of the range; very large at a vertical start."""
        share = np.clip((x - low) if self.rising else (high - x), 1e-300, None) / (high - low)
        e = value_of(self.exponent)
        result: Array = (1.0 if self.rising else -1.0) * 100.0 * e * share ** (e - 1.0) / (high - low)
        return result

    def to_document(self) -> dict[str, Any]:
        """The form that this curve has in a case file."""
        return {"curve": "power", "exponent": self.exponent, "rising": self.rising}


Curve = Breakpoints | PowerCurve


def curve(given: Any, low: float, high: float, where: str) -> Curve:
    """`given`, a curve or its form in a case file, checked for the range from `low` to `high`."""
    if isinstance(given, Mapping):
        keys = ("curve", "exponent", "rising") if "curve" in given else ("at", "is")
        for key in given:
            if key not in keys:
                raise GameError(f"{where}: unknown key {key!r}; {did_you_mean(str(key), keys)}")
        if "curve" in given:
            if given["curve"] != "power":
                raise GameError(
                    f"{where}.curve: no curve {shown(given['curve'])}; known: power, or at and is for lines"
                )
            if "exponent" not in given:
                raise GameError(f"{where}: a power curve needs an exponent such as 0.5")
            given = PowerCurve(given["exponent"], given.get("rising", True))
        else:
            for key in keys:
                if key not in given:
                    raise GameError(f"{where}: {key!r} is missing; write {{at = [{low:g}, {high:g}], is = [0, 100]}}")
            given = Breakpoints(given["at"], given["is"])
    if not isinstance(given, (Breakpoints, PowerCurve)):
        raise GameError(f"{where}: {shown(given)} is no curve; write {{at = [{low:g}, {high:g}], is = [0, 100]}}")
    return given.check(low, high, where)

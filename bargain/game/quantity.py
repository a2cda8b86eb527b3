"""Numbers that say where they come from.

Any number of a case may be a plain float or a `Quantity`: a value with the range in which it may lie, the basis
(`reported` or `assumed`), the source and the reason. Arithmetic always goes through `value_of`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.names import note, shown
from bargain.registry import did_you_mean

BASES = ("reported", "assumed")
KEYS = ("value", "low", "high", "basis", "source", "reason")
LARGEST = 1e15
"""Beyond it neighbouring floats are 0.1 apart and sums of points overflow unseen."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its evidence.

    `low` and `high` bound where it may lie, `basis` is "reported" or "assumed", `source` says by whom, and
    `reason` why this value and this range.

    >>> Quantity(30, low=20, high=45, basis="assumed").value
    30.0
    """

    value: float
    low: float | None = None
    high: float | None = None
    basis: str | None = None
    source: str | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        for name in ("value", "low", "high"):
            given = getattr(self, name)
            if given is not None or name == "value":
                object.__setattr__(self, name, finite(given, name))
        if self.low is not None and not self.low <= self.value:
            raise GameError(f"low: {self.low:g} is above value = {self.value:g}; low ≤ value ≤ high must hold")
        if self.high is not None and not self.value <= self.high:
            raise GameError(f"high: {self.high:g} is below value = {self.value:g}; low ≤ value ≤ high must hold")
        if self.basis is not None and self.basis not in BASES:
            raise GameError(f"basis: {shown(self.basis)} is no basis; use 'reported' or 'assumed'")
        for name in ("source", "reason"):
            if getattr(self, name) is not None:
                note(getattr(self, name), name)

    def with_value(self, value: float) -> "Quantity":
        """The same evidence with another value; a range that does not hold the new value gives way to it."""
        low = None if self.low is None else min(self.low, value)
        high = None if self.high is None else max(self.high, value)
        return Quantity(value, low, high, self.basis, self.source, self.reason)


Number = float | Quantity


def finite(given: Any, where: str, cure: str = "write a number such as 30 or 0.5") -> float:
    """`given` as a float; GameError that ends with `cure` when it is no finite number (true and false are none)."""
    plain = isinstance(given, (int, float)) and not isinstance(given, bool)
    numpy = hasattr(given, "dtype") and getattr(given, "shape", None) == () and given.dtype.kind in "iuf"
    if not plain and not numpy:
        raise GameError(f"{where}: {shown(given)} is not a number; {cure}")
    try:
        number = float(given)
    except OverflowError:
        number = 2 * LARGEST
    if not math.isfinite(number):
        raise GameError(f"{where}: {number} is not a finite number; {cure}")
    if abs(number) > LARGEST:
        raise GameError(f"{where}: {shown(given)} is too large; write it in a larger unit, at most {LARGEST:g}")
    return number


def value_of(number: Number) -> float:
    """The plain value of a number, with or without evidence."""
    return number.value if isinstance(number, Quantity) else number


def quantity(given: Any, where: str, *, low: float = -math.inf, high: float = math.inf, strict: bool = False) -> Number:
    """`given` as a `Number` whose value and range lie between `low` and `high` (`strict`: above `low`).

    Takes a number, a Quantity, or a mapping with the keys of a Quantity. Raises GameError that begins with `where`.
    """
    if isinstance(given, Mapping):
        for key in given:
            if key not in KEYS:
                raise GameError(f"{where}: unknown key {key!r}; {did_you_mean(str(key), KEYS)}")
        if "value" not in given:
            raise GameError(f"{where}: a number with evidence needs a value; write {{value = …, low = …, high = …}}")
        try:
            given = Quantity(**given)
        except GameError as error:
            raise GameError(f"{where}.{error}") from None
    if not isinstance(given, Quantity):
        given = (
            finite(given, where)
            if math.isinf(high)
            else finite(given, where, f"write a number {_between(low, high, strict)}")
        )
        numbers = [given]
    else:
        numbers = [x for x in (given.value, given.low, given.high) if x is not None]
    for x in numbers:
        if x < low or x > high or (strict and x <= low):
            raise GameError(f"{where}: {x:g} is out of range; {_allowed(low, high, strict)}")
    return given if isinstance(given, Quantity) else given + 0.0


def _allowed(low: float, high: float, strict: bool) -> str:
    if math.isinf(high):
        return f"it must be {'above' if strict else 'at least'} {low:g}"
    return f"it must {'be' if strict else 'lie'} {_between(low, high, strict)}"


def _between(low: float, high: float, strict: bool) -> str:
    return f"above {low:g} and at most {high:g}" if strict else f"between {low:g} and {high:g}"

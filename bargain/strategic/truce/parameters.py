"""The door for what a truce is told: each number refused by its name, its value and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from bargain.errors import GameError
from bargain.strategic.terms.parameters import number, numbers
from bargain.strategic.truce.terms import Pair

MOST_PERIODS = 60
"""Longer truces want longer periods."""

MOST_LEVELS = 24
"""More levels make the table of states too large to solve at once."""


def shared(monitoring: Any, talks: Any, force: Any, surprise: Any, follow: Any, levels: Any) -> dict[str, Any]:
    """The terms that are one number for both parties."""
    chances = {"monitoring": monitoring, "talks": talks, "force": force, "surprise": surprise, "follow": follow}
    found: dict[str, Any] = {name: number(given, name, low=0, high=1) for name, given in chances.items()}
    most = number(levels, "levels", low=1, high=MOST_LEVELS)
    if most != int(most):
        raise GameError(f"levels: {most:g} is no whole number; write how many periods of rearming count, such as 12")
    return {**found, "levels": int(most)}


def pair(given: Any, where: str, *, high: float = math.inf, strict: bool = False) -> Pair:
    """One number for each party, or one for both."""
    if hasattr(given, "__iter__") and not isinstance(given, Mapping):
        first, second = numbers(given, where, 2, low=0, high=high, strict=strict, write="(0.05, 0.02)")
        return first, second
    both = number(given, where, low=0, high=high, strict=strict)
    return both, both


def by_party(given: Any, where: str, names: tuple[str, ...]) -> Any:
    """A table party → number as a list in the order of `names`; anything else as it is."""
    if not isinstance(given, Mapping) or "value" in given:
        return given
    if set(given) != set(names):
        told = ", ".join(map(str, given)) or "nobody"
        raise GameError(f"{where}: it names {told}; give one number for each of {', '.join(names)}")
    return [given[name] for name in names]


def periods_of(days: Any, period: float) -> int | None:
    """How many periods a truce of `days` has; None without an end."""
    if isinstance(days, float) and days == math.inf:
        return None
    length = number(days, "days", low=0, strict=True)
    count = round(length / period)
    if count < 1 or abs(count * period - length) > 1e-9 * length:
        raise GameError(f"days: {length:g} is no whole number of periods of {period:g} days; change days or period")
    if count > MOST_PERIODS:
        raise GameError(f"days: {length:g} days are {count} periods; give at most {MOST_PERIODS}, with a longer period")
    return count

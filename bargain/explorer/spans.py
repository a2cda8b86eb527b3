"""How far a slider goes, in which steps, and in which unit: for every number of a case, by its place.

A number with a range gets a slider over that range. For any other the page has to choose a span; it is chosen here, is
said to be the page's own, and bounds nothing: any number can be typed, and the library alone says what is refused.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bargain.game.quantity import Number, Quantity, value_of

STEPS = 200
"""Steps of a slider, at least."""

USUAL: dict[str, tuple[float, float]] = {
    "worth": (0.0, 100.0),
    "is": (0.0, 100.0),
    "probability": (0.0, 1.0),
    "power": (0.0, 3.0),
    "risk_aversion": (-3.0, 3.0),
    "discount_rate": (0.0, 0.5),
    "years": (0.0, 10.0),
    "exponent": (0.0, 3.0),
    "level": (0.0, 1.0),
    "evasion": (0.0, 1.0),
    "weight": (0.0, 10.0),
    "price": (0.0, 50.0),
}
"""Spans of numbers without a range, by the key under which they stand; widened where the number lies outside."""

UNITS = {
    "worth": "points", "is": "points", "price": "points", "points": "points", "payoffs": "points",
    "cost_per_year": "points per year", "cost_to_sender": "points per year", "discount_rate": "per year",
    "years": "years", "starts": "years", "ends": "years", "at": "years", "cost": "points",
}  # fmt: skip
"""Units, by the key under which a number stands."""


@dataclass(frozen=True)
class Span:
    """`low` to `high` in steps of `step`; `own`: whether the page chose it, for want of a range in the case."""

    low: float
    high: float
    step: float
    own: bool


def key_of(parts: Sequence[str]) -> str:
    """The key that says what the number at a path is: the innermost that is known here."""
    if parts[0] == "issues" and "never" in parts[3:]:
        return "price"
    known = (part for part in reversed(parts) if part in USUAL or part in UNITS)
    return next(known, parts[-1])


def span(parts: Sequence[str], number: Number, scale: tuple[float, float] | None = None) -> Span:
    """The span of the number at the path with these `parts`; `scale`: ends of the range in whose unit it is.

    >>> span(["issues", "road", "Ann", "weight"], Quantity(30, 20, 45))
    Span(low=20.0, high=45.0, step=0.1, own=False)
    >>> span(["outside_option", "years"], 2.0)
    Span(low=0.0, high=10.0, step=0.05, own=True)
    """
    value = value_of(number)
    low, high = (number.low, number.high) if isinstance(number, Quantity) else (None, None)
    own = low is None or high is None or low == high
    if own:
        usual = scale or USUAL.get(key_of(parts)) or (min(0.0, 2 * value), max(0.0, 2 * value))
        low = min(usual[0], value) if low is None or low == high else low
        high = max(usual[1], 2 * value if value > usual[1] else value) if high is None or low == high else high
        if low == high:
            low, high = low - 10.0, high + 10.0
    assert low is not None
    assert high is not None
    return Span(low, high, step(high - low), own)


def step(width: float) -> float:
    """The largest of 1, 2, 5, 10 … and their tenths that makes at least STEPS steps of `width`.

    >>> step(25.0), step(1.0), step(300.0)
    (0.1, 0.005, 1.0)
    """
    most = width / STEPS * (1 + 1e-12)
    power = math.floor(math.log10(most))
    found = next(m for m in (5, 2, 1) if m * 10.0**power <= most)
    return float(f"{found}e{power}")


def unit(parts: Sequence[str], of_range: str = "") -> str:
    """The unit of the number at a path; `of_range`: that of the range to which the path belongs."""
    if parts[0] == "issues":
        if parts[2] in ("range", "status_quo") or parts[-2] == "at":
            return of_range
        if parts[-1] in ("below", "above"):
            return of_range
    if parts[0] == "outside_option" and "outcome" in parts:
        return of_range
    return UNITS.get(key_of(parts), "")

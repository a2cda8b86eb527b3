"""Discount factors of a case: what a period's delay leaves of a payoff, at a party's discount rate."""

from __future__ import annotations

import math
from typing import Any

from bargain.strategic.terms.parameters import number


def per_period(rate: float, period: Any, where: str = "period") -> float:
    """exp(−rate · period): the discount factor of a period of so many years, above 0, at a yearly rate.

    >>> round(per_period(0.1, 0.5), 6)
    0.951229
    """
    return math.exp(-rate * number(period, where, low=0, strict=True))

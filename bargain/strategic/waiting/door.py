"""The door of the war of attrition: values and costs, known or private, become the types of each party."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.strategic.private.cost import Atoms, Cost, cost_type
from bargain.strategic.private.kind import COST, Kind
from bargain.strategic.terms.parameters import entries, number
from bargain.strategic.waiting.ladder import Ladder

VALUE = Kind(("value", "values"), math.inf, "scipy.stats.uniform(2, 8)", COST.instead)

MOST_VALUES = 500
"""Of a distribution over separate values."""


def ladders_of(values: Any, costs: Any, committed: tuple[float, float]) -> tuple[Ladder, Ladder]:
    """The types of both parties."""
    rows = []
    prizes, prices = entries(values, "values", 2, "(10, 5)"), entries(costs, "costs", 2, "(1, 1)")
    for i in (0, 1):
        value, cost = _types(prizes[i], f"values[{i}]", VALUE), _types(prices[i], f"costs[{i}]", COST)
        if not (value.known or cost.known):
            raise GameError(
                f"costs[{i}]: {cost.label} is private, and so is values[{i}]; give one of the two as a number"
            )
        rows.append(Ladder(value, cost, committed[i]))
    return rows[0], rows[1]


def _types(given: Any, where: str, kind: Kind) -> Cost:
    if not hasattr(given, "cdf"):
        return cost_type(number(given, where, low=0, strict=True), where, kind)
    types = cost_type(given, where, kind)
    if isinstance(types, Atoms):
        if types.low <= 0:
            raise GameError(f"{where}: {types.label} has the {kind.nouns[0]} 0; all must be above 0")
        if len(types.values) > MOST_VALUES:
            raise GameError(f"{where}: {types.label} has more than {MOST_VALUES} values; use a continuous distribution")
    elif kind is VALUE:
        with np.errstate(all="ignore"):
            mean = float(types.law.mean()) * types.unit
        if not math.isfinite(mean):
            raise GameError(f"{where}: {types.label} has the mean {mean:g}; values must have a finite mean")
    return types


def below_one(given: Any, where: str) -> float:
    """A probability below 1."""
    found = number(given, where)
    if not 0.0 <= found < 1.0:
        raise GameError(f"{where}: {found:g} is out of range; it must be at least 0 and below 1")
    return found

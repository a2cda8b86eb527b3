"""How things go on without agreement, in plain numbers: what measures move before payoffs are computed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Course:
    """The course of an outside option of some `kind`, as each party sees it.

    `discount_rates`: party → rate per year, for every party of the game. `years`: party → expected time without
    agreement, None where the model has none. `cost_per_year`: party → points a year. `endings`: ending → party →
    probability.
    """

    kind: str
    discount_rates: Mapping[str, float]
    years: Mapping[str, float] | None = None
    cost_per_year: Mapping[str, float] = field(default_factory=dict)
    endings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def rate(years: float) -> float:
    """Rate λ = 1/years at which a time of that expected length ends, per year."""
    return 1.0 / years if years else math.inf


def present_years(years: float, discount_rate: float, growth: float = 0.0) -> float:
    """1/(λ + r − growth), in years: the discounted length of a time whose every year weighs e^(growth) more.

    Raises ZeroDivisionError at the growth where it has no bound; it means nothing beyond.

    >>> present_years(years=2, discount_rate=0.1, growth=-0.4)
    1.0
    """
    return 1.0 / (rate(years) + discount_rate - growth)

"""Shares of draws and distributions over draws, with how far they can be trusted."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles that tables show."""


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of` draws. A count may be a sum of probabilities, where lotteries are allowed."""

    count: float
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; not a number where there are no draws."""
        return self.count / self.of if self.of else math.nan

    @property
    def error(self) -> float:
        """Standard error of the share as an estimate over all draws that could be made: √(s·(1 − s)/draws).

        s is the share with one draw more on either side, so that what was seen in all draws, or in none, is not taken
        as certain. For draws that are independent; evenly spread ones (Sobol, latin hypercube) do better.
        """
        s = (min(max(self.count, 0.0), self.of) + 1.0) / (self.of + 2.0)
        return math.sqrt(s * (1.0 - s) / self.of) if self.of else math.nan

    def __float__(self) -> float:
        return self.value

    def __repr__(self) -> str:
        return f"{self.value:.4g} ± {self.error:.2g}"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {share, standard_error}; None where there are no draws."""
        if not self.of:
            return {"share": None, "standard_error": None}
        return {"share": self.value, "standard_error": self.error}


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number is distributed over draws: `mean`, standard `deviation`, and counts in bins of a `width`.

    `bins`: ((place, mass), …), rising; the bin at a place holds what is nearest to `origin` + place × width. Quantiles
    are exact to half a width. `unit`: of the number of an issue, where the issue has one; payoffs are points.
    """

    mean: float
    deviation: float
    width: float
    origin: float = 0.0
    bins: tuple[tuple[int, float], ...] = field(default=(), repr=False)
    unit: str = ""

    def quantile(self, q: float) -> float:
        """The smallest number, to the width of a bin, that a share `q` of the draws does not exceed."""
        total = math.fsum(mass for _, mass in self.bins)
        reached = 0.0
        for place, mass in self.bins:
            reached += mass
            if reached >= q * total * (1.0 - 1e-12) and reached > 0:
                return self.origin + place * self.width
        return math.nan

    @property
    def least(self) -> float:
        """The smallest, to the width of a bin."""
        return self.quantile(0.0)

    @property
    def most(self) -> float:
        """The largest, to the width of a bin."""
        return self.quantile(1.0)

    def __repr__(self) -> str:
        if not self.bins:
            return "no draws"
        low, middle, high = (self.quantile(q) for q in (0.05, 0.5, 0.95))
        return f"{self.mean:.4g} (5 %: {low:.4g}, half: {middle:.4g}, 95 %: {high:.4g})"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {mean, deviation, least, most, quantiles}; all None where there are no draws."""
        if not self.bins:
            return {"mean": None, "deviation": None, "least": None, "most": None, "quantiles": None}
        quantiles = {f"{100 * q:g}%": self.quantile(q) for q in QUANTILES}
        ends = {"least": self.least, "most": self.most}
        return {"mean": self.mean, "deviation": self.deviation, **ends, "quantiles": quantiles}


def spread(
    bins: dict[int, float],
    width: float,
    *,
    origin: float = 0.0,
    sums: tuple[float, float, float] | None = None,
    unit: str = "",
) -> Spread:
    """The distribution with `bins`; `sums`: mass, sum and sum of squares, from the bins where they are not kept."""
    ordered = tuple(sorted(bins.items()))
    if sums is None:
        at = [(origin + place * width, mass) for place, mass in ordered]
        sums = (
            math.fsum(m for _, m in at), math.fsum(m * x for x, m in at), math.fsum(m * x * x for x, m in at)
        )  # fmt: skip
    mass, total, squares = sums
    if not mass:
        return Spread(math.nan, math.nan, width, origin, unit=unit)
    mean = total / mass
    return Spread(mean, math.sqrt(max(squares / mass - mean * mean, 0.0)), width, origin, ordered, unit)

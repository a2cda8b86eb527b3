"""How far the war has come, on one scale for both parties: their common height, or how little is left of it.

Both climb by the same height at every moment. Where one of them has a ceiling, ranks without end crowd below it, and a
height has too few digits to tell them apart. There the scale is logarithmic in what is left: w ≤ 0 is the height above
`middle`; for w > 0 the part e^(−w) of what is left at the middle is left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.strategic.waiting.ladder import DEEP, Ladder

Array = np.ndarray[Any, np.dtype[np.float64]]

FAR_BELOW = -700.0
"""Least log of a rank."""

LAST = math.log(25.0)
"""Log rank: at most all but e^(−25) of a party are let concede in the first moment, so that the war has a course."""

SAME = 1e-12
"""Relative: ceilings closer than this are reached together."""


@dataclass(frozen=True, eq=False)
class Scale:
    """`ladders` of both; `shift`: height of the first less that of the second, at all times."""

    ladders: tuple[Ladder, Ladder]
    shift: float

    @property
    def shifts(self) -> tuple[float, float]:
        """From each party's own height to the first's."""
        return 0.0, self.shift

    @cached_property
    def bottoms(self) -> tuple[float, float]:
        """Heights of the weakest types of both."""
        first, second = (ladder.bottom + by for ladder, by in zip(self.ladders, self.shifts, strict=True))
        return first, second

    @cached_property
    def start(self) -> float:
        """Height at which the war begins: as soon as both have somebody left to concede."""
        low = max(self.bottoms)
        if math.isfinite(low):
            return min(low, self._last)
        return min(
            float(ladder.height(np.array(DEEP))) + by for ladder, by in zip(self.ladders, self.shifts, strict=True)
        )

    @property
    def _last(self) -> float:
        pairs = zip(self.ladders, self.shifts, strict=True)
        return min(float(ladder.height(np.array(LAST))) + by for ladder, by in pairs)

    @property
    def over(self) -> bool:
        """Whether one party concedes in the first moment, but for types too rare to count."""
        return max(self.bottoms) > self._last

    @cached_property
    def ceilings(self) -> tuple[float, float]:
        """Heights of the most patient types of both."""
        first, second = (ladder.ceiling + by for ladder, by in zip(self.ladders, self.shifts, strict=True))
        return first, second

    @cached_property
    def middle(self) -> float:
        """Height at which the scale turns logarithmic: at the median of who has the lower ceiling, or at the start."""
        return max(self.start, self.shifts[int(self.ceilings[1] < self.ceilings[0])])

    @property
    def left(self) -> float:
        """From the middle to the lower ceiling; ∞ where there is none, and the scale is never logarithmic."""
        return min(self.ceilings) - self.middle

    def _reaches(self, party: int) -> bool:
        """Whether this party reaches its own ceiling at the end."""
        low = min(self.ceilings)
        return self.ceilings[party] - low <= SAME * max(1.0, abs(low), abs(self.shift))

    def slope(self, w: Array) -> Array:
        """Height per unit of the scale, any shape."""
        if not math.isfinite(self.left):
            return np.ones_like(w)
        return np.where(w <= 0.0, 1.0, self.left * np.exp(-np.maximum(w, 0.0)))

    def rank(self, party: int, w: Array) -> Array:
        """Log ranks of the types of `party` who concede at w, any shape."""
        ladder, by = self.ladders[party], self.shifts[party]
        if not math.isfinite(self.left):
            return np.maximum(ladder.at_height(self.middle + w - by), FAR_BELOW)
        low = ladder.at_height(self.middle + np.minimum(w, 0.0) - by)
        rest = self.left * np.exp(-np.maximum(w, 0.0))
        if self._reaches(party):
            high = ladder.at_below_ceiling(rest)
        else:
            high = ladder.at_height(min(self.ceilings) - rest - by)
        return np.maximum(np.where(w <= 0.0, low, high), FAR_BELOW)

    def place(self, party: int, z: Array) -> Array:
        """Where on the scale the types of log ranks z of `party` concede, any shape; ∞ at and above the ceiling."""
        ladder, by = self.ladders[party], self.shifts[party]
        height = ladder.height(z) + by
        if not math.isfinite(self.left):
            return height - self.middle
        rest = ladder.below_ceiling(z) if self._reaches(party) else min(self.ceilings) - height
        with np.errstate(divide="ignore", invalid="ignore"):
            far = np.where(rest > 0.0, -np.log(np.maximum(rest, 1e-300) / self.left), np.inf)
        return np.where(height <= self.middle, height - self.middle, far)

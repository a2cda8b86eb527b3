"""What kind of number may be private: a cost, or a chance. The words of the messages, and what is allowed."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`nouns`: for one and for several; `low`, `high`: the smallest and the largest it can be; `example`: of a
    distribution; `instead`: what to use where one reaches beyond."""

    nouns: tuple[str, str]
    high: float
    example: str
    instead: str
    low: float = 0.0

    @property
    def allowed(self) -> str:
        """What a message says of the numbers that can be."""
        least, most = f"{self.low:g}", f"{self.high:g}"
        return f"must be at least {least}" if math.isinf(self.high) else f"must lie between {least} and {most}"


COST = Kind(
    ("cost", "costs"),
    math.inf,
    "scipy.stats.uniform(2, 8)",
    "a distribution that starts there or above, such as scipy.stats.truncnorm",
)
CHANCE = Kind(
    ("chance", "chances"),
    1.0,
    "scipy.stats.beta(2, 3)",
    "a distribution that stays inside, such as scipy.stats.beta",
)

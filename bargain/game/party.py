"""A party: one side of the dispute."""

from dataclasses import dataclass

from bargain.game.names import text
from bargain.game.quantity import Number, quantity, value_of

MOST_RISK_AVERSION = 50.0
"""Beyond it the exponential of the attitude leaves the range of floats on payoffs of ±1000 points."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side.

    `power`: bargaining weight, above 0, no unit. `risk_aversion`: constant absolute risk aversion on the 0–1 scale
    of payoffs, 0 neutral, positive averse. `discount_rate`: per year, at least 0.
    """

    name: str
    power: Number = 1.0
    risk_aversion: Number = 0.0
    discount_rate: Number = 0.0

    def __post_init__(self) -> None:
        where = f"parties.{text(self.name, 'parties')}"
        most = MOST_RISK_AVERSION
        object.__setattr__(self, "power", quantity(self.power, f"{where}.power", low=0, strict=True))
        object.__setattr__(
            self, "risk_aversion", quantity(self.risk_aversion, f"{where}.risk_aversion", low=-most, high=most)
        )
        object.__setattr__(self, "discount_rate", quantity(self.discount_rate, f"{where}.discount_rate", low=0))

    @property
    def attitude(self) -> float:
        """Plain risk aversion."""
        return value_of(self.risk_aversion)

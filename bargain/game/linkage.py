"""Linkages: combinations of outcomes that are worth more, or less, than their parts."""

from dataclasses import dataclass

from bargain.game.condition import Condition, condition
from bargain.game.names import text
from bargain.game.quantity import Number, quantity


@dataclass(frozen=True, slots=True)
class Linkage:
    """`points` added to the payoff of `party` where `when` holds; negative points are a loss."""

    party: str
    when: Condition
    points: Number

    def __post_init__(self) -> None:
        text(self.party, "linkages.party")
        object.__setattr__(self, "when", condition(self.when, "linkages.when"))
        object.__setattr__(self, "points", quantity(self.points, "linkages.points"))

"""Red lines: what a party refuses, absolutely or up to a price."""

from dataclasses import dataclass

from bargain.game.condition import Condition, condition, in_words
from bargain.game.names import text
from bargain.game.quantity import Number, quantity, value_of


@dataclass(frozen=True, slots=True)
class RedLine:
    """What `party` refuses: every agreement in which `never` holds; with a price, it crosses at so many points."""

    party: str
    never: Condition
    price: Number | None = None

    def __post_init__(self) -> None:
        text(self.party, "red_lines.party")
        object.__setattr__(self, "never", condition(self.never, "red_lines.never"))
        if self.price is not None:
            object.__setattr__(self, "price", quantity(self.price, "red_lines.price", low=0))

    @property
    def absolute(self) -> bool:
        """Whether no number of points would make the party cross."""
        return self.price is None

    @property
    def label(self) -> str:
        """The red line in words, the same in every table.

        >>> RedLine("Ann", {"road": ["north"], "toll": ["high"]}, price=12).label
        'Ann: never road = north with toll = high (price 12)'
        """
        price = "" if self.price is None else f" (price {value_of(self.price):g})"
        return f"{self.party}: never {in_words(self.never)}{price}"

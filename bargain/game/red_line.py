"""Red lines: what a party refuses, absolutely or up to a price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.condition import Beyond, Condition, condition, in_words
from bargain.game.names import text
from bargain.game.preference import refusals
from bargain.game.quantity import Number, quantity, value_of
from bargain.registry import did_you_mean


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


def red_line_among(lines: Sequence[RedLine], line: RedLine | str, never: Mapping[str, Any]) -> RedLine:
    """The first of `lines` that is `line`, or has that label, or is held by that party and refuses `never`.

    Raises GameError that offers the nearest label.
    """
    if isinstance(line, RedLine):
        found = [r for r in lines if r == line]
    elif never:
        wanted = {issue: set(refusals(given, issue)) for issue, given in never.items()}
        found = [r for r in lines if r.party == line and {i: named(o) for i, o in r.never.items()} == wanted]
    else:
        found = [r for r in lines if line in (r.label, r.label.split(" (price")[0])]
    if not found:
        asked = line.label if isinstance(line, RedLine) else line
        raise GameError(f"red_lines: no red line {asked!r}; {did_you_mean(str(asked), [r.label for r in lines])}")
    return found[0]


def named(outcomes: tuple[str, ...] | Beyond) -> set[str]:
    """What a red line refuses, as the keys under which a case file writes it."""
    return {outcomes.side} if isinstance(outcomes, Beyond) else set(outcomes)

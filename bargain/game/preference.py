"""What one party thinks of one issue: weight, worth, and what it refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bargain.errors import GameError
from bargain.game.curves import Curve
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import distinct, shown
from bargain.game.quantity import Number, quantity

Price = Number | None
"""Points at which a red line would be crossed; None when it is absolute."""


@dataclass(frozen=True, slots=True)
class Preference:
    """One party's view of one issue.

    `weight`: any number ≥ 0, normalised over the party's issues later; None when the party ranks its issues instead.
    `worth`: points of each outcome in file order, or a curve over the range. `never`: refused outcomes and their
    price; over a range the keys are "below" and "above" and the values are the bounds in its unit.
    """

    weight: Number | None
    worth: tuple[Number, ...] | Curve
    never: FrozenDict[str, Price] = EMPTY

    def with_never(self, never: Mapping[str, Price]) -> "Preference":
        """The same view with other refusals."""
        return replace(self, never=FrozenDict(never))


def weight(given: Any, where: str) -> Number | None:
    """A weight: at least 0, or None."""
    return None if given is None else quantity(given, f"{where}.weight", low=0)


def refusals(given: Any, where: str) -> dict[str, Any]:
    """`never` as a mapping outcome → price: a list, a single name, or a mapping already."""
    if given is None:
        return {}
    if isinstance(given, str):
        return {given: None}
    if isinstance(given, Mapping):
        return dict(given)
    if isinstance(given, Iterable):
        return dict.fromkeys(distinct(given, f"{where}.never", "outcome"))
    raise GameError(f'{where}.never: {shown(given)}; write never = ["outcome"] or never = {{"outcome" = 40}}')

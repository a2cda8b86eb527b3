"""What one party thinks of one issue: weight, worth, and what it refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bargain.errors import GameError
from bargain.game.curves import Curve
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import distinct, known, shown, table
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


def by_party(parties: tuple[str, ...], where: str, **columns: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Party → its view of an issue in a case file, from columns such as `weight`, each party → entry.

    Raises GameError that begins with `where` for an unknown party, or a column that is no table.
    """
    views: dict[str, dict[str, Any]] = {}
    for key, column in columns.items():
        for party, given in table(column or {}, f"{where}.{key}", f"{key}={{{parties[0]!r}: …}}").items():
            known(party, parties, f"{where}.{key}", "party")
            views.setdefault(party, {})[key] = list(given) if isinstance(given, tuple) else given
    return {party: views[party] for party in parties if party in views}

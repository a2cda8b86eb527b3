"""Numbers about which parties may differ, and tables that name every party."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.names import known, shown
from bargain.game.quantity import Number, quantity, value_of

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

PerParty = Number | FrozenDict[str, Number]
"""One number for all, or one per party where beliefs differ."""


def per_party(given: Any, where: str, **bounds: Any) -> PerParty:
    """`given` as one number, or as party → number."""
    if isinstance(given, Mapping) and "value" not in given:
        return FrozenDict({p: quantity(x, f"{where}.{p}", **bounds) for p, x in given.items()})
    return quantity(given, where, **bounds)


def by_name(given: Any, where: str, write: str) -> FrozenDict[str, Number]:
    """`given`, a table name → number; `write` is how to write it."""
    if not isinstance(given, Mapping):
        raise GameError(f"{where}: {shown(given)} is not a table; write {write}")
    return FrozenDict({name: quantity(x, f"{where}.{name}") for name, x in given.items()})


def believed(number: PerParty, party: str) -> float:
    """What `party` believes the number to be."""
    return value_of(number[party]) if isinstance(number, FrozenDict) else value_of(number)


def every_party(given: Mapping[str, Any], game: BargainingGame, where: str) -> None:
    """Raise GameError unless `given` has exactly the parties of the game."""
    parties = dict.fromkeys(game.party_names)
    for party in given:
        known(party, parties, where, "party")
    for party in parties:
        if party not in given:
            raise GameError(f"{where}: {party!r} is missing; give a number for every party")


def complete(number: PerParty | None, game: BargainingGame, where: str) -> None:
    """Raise GameError where `number`, if it is one per party, has not exactly the parties of the game."""
    if isinstance(number, FrozenDict):
        every_party(number, game, where)

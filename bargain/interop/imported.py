"""What every reader of a foreign file gives back: what was read, and notes on what a user should know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bargain.game.bargaining_game import BargainingGame
from bargain.game.document import to_document
from bargain.game.quantity import KEYS, Quantity

T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class Imported(Generic[T]):
    """`game`: what the file describes. `notes`: oddities of the file, and how each was read; a line each.

    >>> Imported(BargainingGame("toll", parties=["Ann"]), ("no reservation value; 0 points",))
    <game 'toll': parties Ann; issues none; outside option none given>
      note: no reservation value; 0 points
    """

    game: T
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "\n".join([repr(self.game), *(f"  note: {note}" for note in self.notes)])

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: the game in the shape of a case file, and the notes."""
        game: Any = self.game
        found = plain(to_document(game)) if isinstance(game, BargainingGame) else game.to_dict()
        return {"game": found, "notes": list(self.notes)}


def plain(document: Any) -> Any:
    """`document` with numbers that carry evidence as tables.

    >>> plain({"weight": Quantity(3, basis="assumed")})
    {'weight': {'value': 3.0, 'basis': 'assumed'}}
    """
    if isinstance(document, Quantity):
        return {key: getattr(document, key) for key in KEYS if getattr(document, key) is not None}
    if isinstance(document, Mapping):
        return {key: plain(item) for key, item in document.items()}
    if isinstance(document, (list, tuple)):
        return [plain(item) for item in document]
    return document

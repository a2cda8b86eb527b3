"""What every measure has: a name, a level that scales it, and what it does to an outside option.

A measure acts in one of two ways, or both. `reshaped` moves the course of a war before its payoffs are computed;
`losses` are then taken off those payoffs. All measures reshape first, so their order does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import AMOUNT, TEXT, Key
from bargain.game.names import note
from bargain.game.quantity import Number, Quantity, quantity, value_of
from bargain.outside.course import Course
from bargain.registry import did_you_mean

if TYPE_CHECKING:
    from typing import Self

    from bargain.game.bargaining_game import BargainingGame

PLACE = "outside_option.measures"
"""Path of the list of measures."""

NAME = Key(TEXT, "what this measure is called, to tell it from others", 'name = "US sanctions"')
LEVEL = Key(AMOUNT, "scale of the whole measure: 0 none, 1 as written (1 unless said)", "level = 1")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`name`: unique, or empty. `level`: scale of the whole measure, at least 0; 0 is none, 1 is as written.

    A kind of measure is a subclass with `kind`, `summary` and `keys`, one key of a case file for each field.
    """

    kind: ClassVar[str]
    summary: ClassVar[str]
    keys: ClassVar[FrozenDict[str, Key]]

    name: str = ""
    level: Number = 1.0

    def __post_init__(self) -> None:
        note(self.name, f"{PLACE}.name")
        self._set(level=quantity(self.level, f"{self.place}.level", low=0))
        self.settle()

    def settle(self) -> None:
        """Bring the other fields to their types; raise GameError where that cannot be."""

    def check(self, game: BargainingGame, course: Course, where: str) -> None:
        """Raise GameError where this measure, which stands at `where`, does not fit `game` or `course` as it was."""

    def check_result(self, game: BargainingGame, course: Course, where: str) -> None:
        """Raise GameError where this measure does not fit `course` as all measures have reshaped it."""

    def reshaped(self, course: Course) -> Course:
        """`course` with this measure in force."""
        return course

    def losses(self, game: BargainingGame, course: Course) -> Mapping[str, float]:
        """Party → points that it loses to this measure, on the reshaped `course`."""
        return {}

    @property
    def place(self) -> str:
        """Path of this measure as far as it knows: one without a name does not know its position."""
        return f"{PLACE}.{self.name}" if self.name else PLACE

    @property
    def scale(self) -> float:
        """The plain level."""
        return value_of(self.level)

    def _set(self, **values: Any) -> None:
        for key, value in values.items():
            object.__setattr__(self, key, value)

    def to_document(self, *, defaults: bool = False) -> dict[str, Any]:
        """The form of this measure in a case file; numbers that have their default only if `defaults`."""
        usual = {field.name: field.default for field in fields(self)}
        document: dict[str, Any] = {"kind": self.kind}
        for key in self.keys:
            held = getattr(self, key)
            if held != usual[key] or (defaults and isinstance(held, (float, Quantity))):
                document[key] = _plain(held)
        return document

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The measure from its form in a case file; `kind` may be left out."""
        given = {key: value for key, value in document.items() if key != "kind"}
        where = f"{PLACE}.{given['name']}" if given.get("name") else PLACE
        for key in given:
            if key not in cls.keys:
                raise GameError(f"{where}: unknown key {key!r}; {did_you_mean(str(key), cls.keys)}")
        for key, held in cls.keys.items():
            if held.required and key not in given:
                raise GameError(f"{where}: {key!r} is missing; write {held.write}")
        return cls(**given)


def _plain(held: Any) -> Any:
    return {key: _plain(inner) for key, inner in held.items()} if isinstance(held, FrozenDict) else held

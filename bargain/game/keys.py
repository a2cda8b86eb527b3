"""Words in which a part of a case file says what its table may hold.

Plain data, read by `bargain.scenario`: the check of a file and its JSON Schema both follow from it. It lies down here
so that an outside option declares its own keys in its own file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bargain.game.frozen import EMPTY, FrozenDict


@dataclass(frozen=True)
class Leaf:
    """A value with nothing inside: what a message calls it, its type in JSON, and its Python types."""

    noun: str
    json: str
    types: tuple[type, ...]


@dataclass(frozen=True)
class ListOf:
    """A list of `least` to `most` entries, all of shape `item`."""

    noun: ClassVar[str] = "a list"

    item: Shape
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Table:
    """A table: fixed `keys`, and names of `of` (such as "party") that all hold `others`.

    `mark`: the key that tells this table from the others of a `OneOf`. `least`: fewest entries. `refers`: whether the
    names must be parties of the file, so that any other name is an unknown key. `write`: how to write one of `others`.
    """

    noun: ClassVar[str] = "a table"

    keys: FrozenDict[str, Key] = EMPTY
    others: Shape | None = None
    of: str = ""
    mark: str = ""
    least: int = 0
    refers: bool = False
    write: str = ""


@dataclass(frozen=True)
class OneOf:
    """Any one of `options`, told apart by their type and, among tables, by the mark."""

    options: tuple[Shape, ...]

    @property
    def noun(self) -> str:
        """All the nouns, as in "a text or a list"; the table of a number with evidence goes without saying."""
        return " or ".join(dict.fromkeys(option.noun for option in self.options if option != EVIDENCE))


@dataclass(frozen=True)
class ByKind:
    """A table whose `kind` names an entry of a registry, which declares the other keys as `keys`."""

    noun: ClassVar[str] = "a table"

    registry: str
    says: str


Shape = Leaf | ListOf | Table | OneOf | ByKind


@dataclass(frozen=True)
class Key:
    """One key of a table: what it holds, what it says, and the cure: how to write it."""

    holds: Shape
    says: str
    write: str
    required: bool = False


TEXT = Leaf("a text", "string", (str,))
FLAG = Leaf("true or false", "boolean", (bool,))
PLAIN = Leaf("a number", "number", (int, float))
TEXTS = ListOf(TEXT)

EVIDENCE = Table(
    FrozenDict(
        {
            "value": Key(PLAIN, "the number", "value = 30", required=True),
            "low": Key(PLAIN, "the least that it may be", "low = 20"),
            "high": Key(PLAIN, "the most that it may be", "high = 45"),
            "basis": Key(TEXT, '"reported" or "assumed"', 'basis = "assumed"'),
            "source": Key(TEXT, "who says so", 'source = "news report, fact 23"'),
            "reason": Key(TEXT, "why this value and this range", 'reason = "…"'),
        }
    ),
    mark="value",
)
AMOUNT = OneOf((PLAIN, EVIDENCE))
"""A number, plain or with its evidence."""

AMOUNTS = ListOf(AMOUNT)
BY_PARTY = Table(others=AMOUNT, of="party")
"""Party → number."""

OWN_AMOUNT = OneOf((PLAIN, EVIDENCE, BY_PARTY))
"""One number, or one for each party where beliefs differ."""

SETTLED = Table(others=OneOf((TEXT, PLAIN, EVIDENCE)), of="issue")
"""Issue → outcome."""

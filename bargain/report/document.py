"""What a page is made of, whatever it is written as: sections of paragraphs, lists, tables and pictures.

Every text in it is plain: a name that looks like markup is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Short statements, one each."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Text in which every line and space counts, such as a command or a file."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` of texts under `headers`; columns named in `numbers` are set right. The first column names the row."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[str] = frozenset()

    @staticmethod
    def of(caption: str, headers: Any, rows: Any, numbers: Any = ()) -> Table:
        """A table from any sequences."""
        return Table(caption, tuple(headers), tuple(map(tuple, rows)), frozenset(numbers))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `svg` an <svg> element, `words` what it shows, for those who cannot see it."""

    svg: str
    words: str


Block = Paragraph | Listing | Lines | Table | Picture

Views = dict[type, Callable[[Any], Iterator[Block]]]
"""Kind of result → how a notebook shows one."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a `title`."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A page: `title`, what it is in a sentence (`about`), and its sections."""

    title: str
    about: str
    sections: tuple[Section, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; pictures as their words."""
        return {
            "title": self.title,
            "about": self.about,
            "sections": [{"title": s.title, "blocks": [_plain(b) for b in s.blocks]} for s in self.sections],
        }


def _plain(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        rows = [list(row) for row in block.rows]
        return {"table": block.caption, "headers": list(block.headers), "rows": rows}
    if isinstance(block, Listing):
        return {"list": list(block.entries)}
    if isinstance(block, Picture):
        return {"picture": block.words}
    return {"lines" if isinstance(block, Lines) else "text": block.text}

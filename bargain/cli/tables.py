"""Tables: plain aligned text in a pipe, folded to the window in a terminal. No name is ever cut."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from bargain.cli.output import say
from bargain.words import printable

Row = Sequence[str]


def say_table(headers: Row, rows: Sequence[Row], *, numbers: Sequence[str] = ()) -> None:
    """Print a table on standard output; `numbers` names the headers of columns that are set right."""
    right = [header in numbers for header in headers]
    cells = [[printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _say_rich([printable(h) for h in headers], cells, right)
    else:
        for line in aligned([[printable(h) for h in headers], *cells], right):
            say(line)


def aligned(rows: Sequence[Row], right: Sequence[bool]) -> list[str]:
    """Lines in which every column is as wide as its widest cell.

    >>> aligned([["party", "gain"], ["Ann", "5"], ["和平", "10"]], [False, True])
    ['party  gain', 'Ann       5', '和平     10']
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for cell, wide, to_right in zip(row, widths, right, strict=True):
            space = " " * (wide - width(cell))
            cells.append(space + cell if to_right else cell + space)
        lines.append("  ".join(cells).rstrip())
    return lines


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: wide letters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _say_rich(headers: Row, rows: Sequence[Row], right: Sequence[bool]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header, to_right in zip(headers, right, strict=True):
        table.add_column(Text(header), justify="right" if to_right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text: a name such as [red] is no markup
    Console().print(table)

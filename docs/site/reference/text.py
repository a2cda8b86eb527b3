"""Docstrings and tables as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from textwrap import dedent

CODE = re.compile(r"(`[^`]*`)")
STRONG = re.compile(r"(?<![\w*])(\*\*?(?=[^\s*])[^*\n]+(?<=\S)\*\*?(?![\w*]))")


def escaped(text: str) -> str:
    """Text in which nothing but `code`, *this* and **this** is markup."""
    return "".join(piece if piece.startswith("`") else _escaped(piece) for piece in CODE.split(text))


def _escaped(text: str) -> str:
    signs = re.compile(r"([\\*_\[\]<>|$#~^{}])")
    pieces = STRONG.split(text)
    pieces[::2] = [signs.sub(r"\\\1", piece) for piece in pieces[::2]]
    pieces[1::2] = [signs.sub(lambda found: found[0] if found[0] == "*" else f"\\{found[0]}", p) for p in pieces[1::2]]
    return "".join(pieces)


def in_cell(text: str) -> str:
    """`escaped`, on one line and with bars in `code` escaped too, for a cell of a table."""
    pieces = CODE.split(" ".join(text.split()))
    return "".join(p.replace("|", r"\|") if p.startswith("`") else escaped(p) for p in pieces)


def rendered(words: str, linked: Callable[[str], str] = str) -> str:
    """A docstring as Markdown: sessions and indented lines become blocks, other signs than those of `escaped` are text.

    `linked` is given each `code`, with its backticks, and may make a link of it.
    """
    parts = []
    for paragraph in re.split(r"\n\s*\n|\n(?=>>>)", words):
        if all(line.startswith("    ") for line in paragraph.split("\n")):
            parts.append(f"```text\n{dedent(paragraph)}\n```")
        elif not paragraph.lstrip().startswith(">>>"):
            parts.append("".join(linked(p) if p.startswith("`") else escaped(p) for p in CODE.split(paragraph)))
        elif parts and parts[-1].startswith("```pycon\n"):
            parts[-1] = parts[-1].removesuffix("```") + paragraph.strip("\n") + "\n```"
        else:
            parts.append("```pycon\n" + paragraph.strip("\n") + "\n```")
    return "\n\n".join(parts)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Lines of a table whose cells are Markdown already, and an empty line."""
    heads = list(headings)
    lines = [heads, ["---"] * len(heads), *rows]
    return [*("| " + " | ".join(cells) + " |" for cells in lines), ""]

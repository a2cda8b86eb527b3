"""A document as Markdown. Signs that Markdown or HTML would read as markup are escaped, so names show as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bargain.report.document import Block, Document, Lines, Listing, Paragraph, Picture, Table
from bargain.words import printable

SIGNS = re.compile(r"[\\`*_{}\[\]<>|~$#&]")


def page(document: Document) -> str:
    """The whole page. A picture is given as the words that tell what it shows."""
    parts = [f"# {escaped(document.title)}", escaped(document.about)]
    for section in document.sections:
        parts.append(f"## {escaped(section.title)}")
        parts += [_block(block) for block in section.blocks]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""`text` so that Markdown shows it by the letter.

    >>> escaped("a_b | <b>"), escaped("- no list"), escaped("5 & 6")
    ('a\\_b \\| &lt;b&gt;', '\\- no list', '5 &amp; 6')
    """
    named = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
    shown = SIGNS.sub(lambda found: named.get(found[0], "\\" + found[0]), printable(text))
    return re.sub(r"^(\d*)([-+=.)])(?=\s|$)", r"\1\\\2", shown)


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return escaped(block.text)
    if isinstance(block, Listing):
        return "\n".join(f"- {escaped(entry)}" for entry in block.entries)
    if isinstance(block, Lines):
        return "\n".join(f"    {printable(line)}" for line in block.text.split("\n"))
    if isinstance(block, Picture):
        return f"*Picture:* {escaped(block.words)}"
    return "\n".join(_table(block))


def _table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield _row(table.headers)
    yield "| " + " | ".join("---:" if header in table.numbers else "---" for header in table.headers) + " |"
    for row in table.rows:
        yield _row(row)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell) or " " for cell in cells) + " |"

"""What the answers rest on: every number, with its range, its basis and its source."""

from __future__ import annotations

from bargain.game.evidence import judged
from bargain.game.quantity import Quantity, value_of
from bargain.report.document import Block, Paragraph, Section, Table
from bargain.report.pictures import Drawn
from bargain.report.results import Results
from bargain.report.tables import NONE, counted
from bargain.words import number


def section(results: Results, drawn: Drawn) -> Section:
    """All numbers of the case, and how many of them are reported, assumed or neither."""
    found = judged(results.game)
    bases = [x.basis if isinstance(x, Quantity) else None for x in found.values()]
    told = (
        f"{counted(len(found), 'number')} besides the ends of scales: {bases.count('reported')} reported, with a "
        f"source, {bases.count('assumed')} assumed, with a range, and {bases.count(None)} without a basis. An assumed "
        "number is a claim about a party that somebody else may see otherwise."
    )
    blocks: list[Block] = [Paragraph(told)]
    if found:
        rows = [[path, number(value_of(x)), *_evidence(x)] for path, x in found.items()]
        headers = ["number", "value", "low", "high", "basis", "source or reason"]
        blocks.append(Table.of("The numbers", headers, rows, ["value", "low", "high"]))
    return Section("What is reported and what is assumed", tuple(blocks))


def _evidence(given: float | Quantity) -> list[str]:
    if not isinstance(given, Quantity):
        return [NONE, NONE, "none", NONE]
    ends = [NONE if x is None else number(x) for x in (given.low, given.high)]
    why = "; ".join(text for text in (given.source, given.reason) if text)
    return [*ends, given.basis or "none", why or NONE]

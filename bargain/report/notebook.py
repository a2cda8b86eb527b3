"""Results in a notebook, as HTML: tables, and a picture of what has one where matplotlib is installed."""

from __future__ import annotations

from typing import Any

from bargain.report.document import Block, Lines, Views
from bargain.report.html import fragment
from bargain.report.views import answers, moves, reproducing, strategic, uncertainty
from bargain.report.views.numbers import by_numbers

VIEWS: Views = {
    **answers.VIEWS, **moves.VIEWS, **uncertainty.VIEWS, **strategic.VIEWS, **reproducing.VIEWS,
}  # fmt: skip
"""Kind of result → its view; a kind without one is shown by its numbers."""


def html_of(result: Any) -> str:
    """The result as HTML that can stand in any page; every name in it is text."""
    return fragment(blocks_of(result))


def blocks_of(result: Any) -> list[Block]:
    """The result as blocks: by its own view or that of its kind, by its plain numbers, or else by its text."""
    for kind in type(result).__mro__:
        if kind in VIEWS:
            return list(VIEWS[kind](result))
    if hasattr(result, "to_dict"):
        return list(by_numbers(result.to_dict(), type(result).__name__))
    return [Lines(repr(result))]

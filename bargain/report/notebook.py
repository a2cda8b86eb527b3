"""Results in a notebook, as HTML: tables, and a picture of what has one where matplotlib is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bargain.errors import MissingExtraError
from bargain.payoffs.frontier import Frontier
from bargain.payoffs.zone import ZoneOfAgreement
from bargain.plots.canvas import new_axes, svg_of
from bargain.plots.payoff_space import draw_payoff_space
from bargain.report.document import Block, Lines, Picture
from bargain.report.html import fragment
from bargain.report.views import VIEWS, by_numbers

MOST = 2000
"""Points of a frontier that a notebook draws."""


def html_of(result: Any) -> str:
    """The result as HTML that can stand in any page; every name in it is text."""
    return fragment([*_picture(result), *blocks_of(result)])


def blocks_of(result: Any) -> list[Block]:
    """The result as blocks: by its own view, that of its kind, or its plain numbers."""
    for kind in type(result).__mro__:
        if kind in VIEWS:
            return list(VIEWS[kind](result))
    if hasattr(result, "to_dict"):
        return list(by_numbers(result.to_dict(), type(result).__name__))
    return [Lines(repr(result))]


def _picture(result: Any) -> Iterator[Picture]:
    """The payoff space of two parties, for what has one."""
    frontier = result.frontier if isinstance(result, ZoneOfAgreement) else result
    if not isinstance(frontier, Frontier) or len(frontier.parties) != 2 or not 0 < len(frontier) <= MOST:
        return
    try:
        ax = new_axes(5.2, 4.0)
    except MissingExtraError:
        return
    draw_payoff_space(ax, frontier)
    one, other = frontier.parties
    words = f"What {one} and {other} can get, in points"
    yield Picture(svg_of(ax, title=words), words)

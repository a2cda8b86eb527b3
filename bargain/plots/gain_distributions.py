"""How gains are spread over the draws of an ensemble, party by party."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bargain.plots.rows import open_rows, say_instead
from bargain.plots.style import INK, look
from bargain.uncertainty.result import Settling
from bargain.uncertainty.shares import Spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = 40
"""Columns of a row."""


def draw_gain_distributions(ax: Axes, settling: Settling) -> Axes:
    """Draw the distribution of every party's gain over the draws, in points, and return `ax`.

    A row a party: columns as high as the share of the draws that lie there, the highest of each row alike. Below them a
    line over the middle nine tenths of the draws, and a mark at the middle. Draws without a deal count as a gain of 0.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [70, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": bg.Quantity(20, 0, 40, "assumed"), "Bob": 50}))
    >>> ax = draw_gain_distributions(new_axes(), bg.ensemble(game, draws=100)["nash"])
    >>> [text.get_text() for text in ax.get_yticklabels()], ax.get_xlabel()
    (['Ann', 'Bob'], 'gain over disagreement, points')
    """
    spreads = {party: spread for party, spread in settling.gains.items() if spread.bins}
    if not spreads:
        say_instead(ax, "no draw makes a game")
        return ax
    open_rows(ax, list(spreads))
    low = min(spread.least for spread in spreads.values())
    high = max(spread.most for spread in spreads.values())
    edges = np.linspace(low, high, BINS + 1) if high > low else np.array([low - 0.5, low + 0.5])
    for row, spread in enumerate(spreads.values()):
        _draw_row(ax, row, spread, edges)
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=1)
    ax.set_xlabel("gain over disagreement, points")
    return ax


def _draw_row(ax: Axes, row: int, spread: Spread, edges: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    style = look(row)
    at = [spread.origin + place * spread.width for place, _ in spread.bins]
    heights, _ = np.histogram(at, bins=edges, weights=[mass for _, mass in spread.bins])
    tall = 0.62 * heights / heights.max()
    ax.bar(
        edges[:-1], -tall, width=np.diff(edges), bottom=row + 0.2, align="edge", color=style.colour, hatch=style.hatch,
        edgecolor="white", linewidth=0.3, alpha=0.7, zorder=2,
    )  # fmt: skip
    first, middle, last = (spread.quantile(q) for q in (0.05, 0.5, 0.95))
    ax.plot([first, last], [row + 0.3, row + 0.3], color=INK, linewidth=1.6, solid_capstyle="butt", zorder=3)
    ax.plot([middle], [row + 0.3], color=INK, marker=style.marker, markersize=5, linestyle="none", zorder=4)

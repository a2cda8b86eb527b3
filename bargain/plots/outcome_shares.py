"""What an ensemble settles: the share of every outcome, issue by issue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from bargain.plots.cells import fitted
from bargain.plots.rows import PART, open_rows, say_instead
from bargain.plots.style import GREY, INK, SMALL, look, percent, plain, rough
from bargain.uncertainty.result import Settling
from bargain.uncertainty.running.tally import RANGE_BINS
from bargain.uncertainty.shares import Share, Spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TYPE = 0.92 * SMALL
"""Size of the words in a row."""

BESIDE = 1.46
"""Where the axes end when there are words beside the bars, which end at 1."""

BINS = 50
"""Columns of a range."""


def draw_outcome_shares(ax: Axes, settling: Settling) -> Axes:
    """Draw how one concept of an ensemble settles each issue, and return `ax`.

    A row an issue: a bar from 0 to 1, cut into the shares of the deals in which each outcome is settled, the largest
    first. Outcomes whose name does not fit into the bar are named beside it. A range has columns, from its lower end at
    the left to its upper end: how often each number is settled, the highest column of each row alike; a mark is at the
    middle of the deals. Beside it are the ends and the middle, in the unit of the issue.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "middle", "south"], weight={"Ann": 1, "Bob": 1},
    ...     worth={"Ann": [100, bg.Quantity(60, 30, 90, "assumed"), 0], "Bob": [0, 70, 100]})
    >>> ax = draw_outcome_shares(new_axes(), bg.ensemble(game, draws=100)["nash"])
    >>> [text.get_text() for text in ax.get_yticklabels()], [round(float(bar.get_width()), 2) for bar in ax.patches]
    (['road'], [1.0])
    """
    if not settling.deal.count:
        say_instead(ax, "no deal in any draw")
        return ax
    open_rows(ax, list(settling.issues))
    ax.set_xlim(0, BESIDE)
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    ax.spines["bottom"].set_bounds(0, 1)
    deal = settling.deal
    some = "" if deal.count >= deal.of else f" (there is one in {percent(deal.value)} of the draws)"
    ax.set_xlabel(f"share of the deals in which it is settled so{some}", x=0.5 / BESIDE)
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    beside = [
        _draw_range(ax, row, held) if isinstance(held, Spread) else _draw_shares(ax, row, held)
        for row, held in enumerate(settling.issues.values())
    ]
    for row, words in enumerate(beside):
        said = fitted(ax, words, 0.94 * (BESIDE - 1.0) * _whole(ax), size=TYPE, lines=_lines(ax, 0.95))
        if said:
            ax.text(1.02, row, said, fontsize=TYPE, color=INK, va="center", zorder=4)
    return ax


def _whole(ax: Axes) -> float:
    """Width of the share 1, in points of type."""
    low, high = ax.get_xlim()
    return float(ax.get_window_extent().width) * 72.0 / ax.figure.dpi / (high - low)


def _lines(ax: Axes, part: float) -> int:
    """Lines of words that a part of a row holds: one or two."""
    low, high = ax.get_ylim()
    height = float(ax.get_window_extent().height) * 72.0 / ax.figure.dpi / abs(high - low)
    return 2 if part * height > 2.6 * TYPE else 1


def _draw_shares(ax: Axes, row: int, shares: Mapping[str, Share]) -> str:
    """The bar of a choice; returns the words beside it, the outcomes that are not named on it."""
    ranked = sorted(enumerate(shares.items()), key=lambda entry: -entry[1][1].count)
    left, unnamed = 0.0, []
    for place, (outcome, share) in ranked:
        if not share.count:
            continue
        style = look(place)
        ax.barh(
            row, share.value, left=left, height=PART, color=style.colour, hatch=style.hatch, edgecolor="white",
            linewidth=0.8, alpha=0.45, zorder=2,
        )  # fmt: skip
        words = fitted(ax, outcome, 0.92 * share.value * _whole(ax), size=TYPE, lines=_lines(ax, PART))
        if _tells(words, outcome):
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1.0}
            ax.text(
                left + share.value / 2, row, words, fontsize=TYPE, color=INK, ha="center", va="center", bbox=box,
                zorder=4,
            )  # fmt: skip
        else:
            unnamed.append(f"{percent(share.value)} {outcome}")
        left += share.value
    return "; ".join(unnamed)


def _tells(words: str, outcome: str) -> bool:
    """Whether most of a name is left, and none of its words broken."""
    whole, said = plain(outcome), words.replace("\n", " ").rstrip("…")
    return whole.startswith(said) and len(said) >= 0.6 * len(whole)


def _draw_range(ax: Axes, row: int, held: Spread) -> str:
    """The columns of a range; returns the words beside them."""
    low, high = min(held.origin, held.least), max(held.origin + RANGE_BINS * held.width, held.most)
    at = [(held.origin + place * held.width - low) / (high - low) for place, _ in held.bins]
    heights, edges = np.histogram(at, bins=BINS, range=(0.0, 1.0), weights=[mass for _, mass in held.bins])
    ax.bar(
        edges[:-1], -PART * heights / heights.max(), width=np.diff(edges), bottom=row + PART / 2, align="edge",
        color=GREY, edgecolor="white", linewidth=0.3, alpha=0.6, zorder=2,
    )  # fmt: skip
    middle = held.quantile(0.5)
    ax.plot([0, 1], [row + PART / 2] * 2, color=GREY, linewidth=0.8, zorder=3)
    ax.plot((middle - low) / (high - low), row + PART / 2, color=INK, marker="^", markersize=5, clip_on=False, zorder=4)
    return f"middle {rough(middle)} of {rough(low)} to {rough(high)} {held.unit}".rstrip()

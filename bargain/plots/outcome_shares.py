"""What an ensemble settles: the share of every outcome, issue by issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.cells import fitted
from bargain.plots.rows import PART, open_rows, say_instead
from bargain.plots.style import INK, SMALL, look
from bargain.uncertainty.result import Settling
from bargain.uncertainty.shares import Share, Spread
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_outcome_shares(ax: Axes, settling: Settling) -> Axes:
    """Draw how one concept of an ensemble settles each issue, and return `ax`.

    A row an issue: a bar from 0 to 1, cut into the shares of the deals in which each outcome is settled, the largest
    first, each with its name where it fits. A range has a text in place of a bar: between which numbers the middle nine
    tenths of the deals lie.

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
    ax.set_xlim(0, 1)
    for row, held in enumerate(settling.issues.values()):
        if isinstance(held, Spread):
            _write_spread(ax, row, held)
        else:
            _draw_shares(ax, row, dict(held))
    ax.set_xlabel("share of the deals in which it is settled so")
    return ax


def _draw_shares(ax: Axes, row: int, shares: dict[str, Share]) -> None:
    places = {outcome: place for place, outcome in enumerate(shares)}
    left = 0.0
    inch = 72.0 / ax.figure.dpi
    whole = ax.get_window_extent().width * inch
    for outcome, share in sorted(shares.items(), key=lambda entry: -entry[1].count):
        if not share.count:
            continue
        style = look(places[outcome])
        ax.barh(
            row, share.value, left=left, height=PART, color=style.colour, hatch=style.hatch, edgecolor="white",
            linewidth=0.8, alpha=0.45, zorder=2,
        )  # fmt: skip
        words = fitted(ax, outcome, 0.92 * share.value * whole, size=0.92 * SMALL, lines=1)
        if len(words) > min(4, len(outcome) - 1):
            box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 1.0}
            ax.text(
                left + share.value / 2, row, words, fontsize=0.92 * SMALL, color=INK, ha="center", va="center",
                bbox=box, zorder=4,
            )  # fmt: skip
        left += share.value


def _write_spread(ax: Axes, row: int, held: Spread) -> None:
    low, middle, high = (number(round(held.quantile(q), 4)) for q in (0.05, 0.5, 0.95))
    ax.text(
        0.01, row, f"from {low} to {high}, half up to {middle}", fontsize=0.92 * SMALL, color=INK, va="center", zorder=4
    )

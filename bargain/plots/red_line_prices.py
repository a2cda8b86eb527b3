"""What red lines cost: the change of everyone's payoff when they are lifted, and what crossing may cost the holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.instruments.red_line_prices import RedLinePrice, RedLinePrices
from bargain.plots.rows import PART, open_rows, party_bars, party_key, row_lines, say_instead
from bargain.plots.style import INK, SMALL
from bargain.tolerances import EQUAL

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

MOST = 12
"""Rows drawn unless asked otherwise."""


def draw_red_line_prices(ax: Axes, prices: RedLinePrices, *, most: int = MOST) -> Axes:
    """Draw what lifting each red line, or set of them, changes at the solution, and return `ax`; points.

    A bar a party: to the right what keeping the set costs it, to the left what keeping it protects. A black line with
    ends, below the bars: the prices of crossing at which the holder of a single line still gains. Words at the right
    say whether lifting opens a zone of agreement, or closes it. Sets that change nothing, or nothing but what a smaller
    one in them does, and those beyond the `most` that change the most, are counted below, not drawn; the others stand
    as in the result, smaller sets first.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "middle", "south"], never={"Ann": ["middle"]},
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 60, 0], "Bob": [0, 70, 100]})
    >>> ax = draw_red_line_prices(new_axes(), bg.red_line_prices(game))
    >>> [text.get_text() for text in ax.get_yticklabels()], [float(bar.get_width()) for bar in ax.patches]
    (['Ann: never road = middle'], [-40.0, 70.0])
    """
    size = {p.lines: max(map(abs, p.cost.values()), default=0.0) for p in prices}
    moving = [p for p in prices if (size[p.lines] > EQUAL or p.opens or p.closes) and not _repeats(p, prices)]
    first = sorted(moving, key=lambda p: (not (p.opens or p.closes), -size[p.lines]))[:most]
    kept = {p.lines for p in first}
    shown = [p for p in moving if p.lines in kept]
    left_out = _left_out(len(prices), len(moving), len(shown))
    if not shown:
        say_instead(ax, left_out or "the case has no red lines")
        return ax
    open_rows(ax, [p.label for p in shown], width=38, lines=3)
    row_lines(ax, len(shown))
    party_bars(ax, prices.parties, [[p.cost[party] for party in prices.parties] for p in shown])
    for row, price in enumerate(shown):
        _extras(ax, row, price)
    ax.margins(x=0.08)
    note = f"\n{left_out}" if left_out else ""
    ax.set_xlabel(f"← keeping it protects | points | keeping it costs →{note}")
    party_key(ax, prices.parties, _line_key() if any(p.gaining for p in shown) else ())
    return ax


def _repeats(price: RedLinePrice, prices: RedLinePrices) -> bool:
    """Whether a smaller set in it changes just the same."""
    lines = set(price.lines)
    return any(
        set(other.lines) < lines
        and (other.opens, other.closes) == (price.opens, price.closes)
        and all(abs(other.cost[party] - cost) <= EQUAL for party, cost in price.cost.items())
        for other in prices
    )


def _left_out(total: int, moving: int, shown: int) -> str:
    """How many sets are not drawn, and why."""
    words = []
    if total > moving:
        words.append(f"not drawn: {total - moving} of {total} sets, which change nothing (more)")
    if moving > shown:
        words.append(f"not drawn: {moving - shown} sets that change less")
    return "\n".join(words)


def _extras(ax: Axes, row: int, price: RedLinePrice) -> None:
    """Prices of crossing at which the holder gains, and what happens to the zone."""
    at = row + PART / 2 + 0.05
    for low, high in price.gaining:
        ax.plot([low, high], [at, at], color=INK, linewidth=1.4, marker="|", markersize=5, zorder=4)
    if price.opens or price.closes:
        text = "opens a zone" if price.opens else "closes the zone"
        ax.text(
            0.99, row, text, transform=ax.get_yaxis_transform(), fontsize=SMALL, color=INK, ha="right", va="center",
            zorder=5, bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "alpha": 0.8, "linewidth": 0},
        )  # fmt: skip


def _line_key() -> tuple[tuple[Artist, str], ...]:
    from matplotlib.lines import Line2D

    line = Line2D([], [], color=INK, linewidth=1.4, marker="|", markersize=5)
    return ((line, "prices at which crossing pays"),)

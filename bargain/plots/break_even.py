"""Break-even: the values of one number at which a condition turns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bargain.plots.style import INK, PALE, SMALL, quiet, wrapped
from bargain.uncertainty.sensitivity.break_even import BreakEven
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_break_even(ax: Axes, found: BreakEven) -> Axes:
    """Draw where a condition holds as one number moves through its range, and return `ax`.

    The line is the range; it is thick and shaded where the condition holds. A mark stands at every turn, with its
    value; the ring is the number as written.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_break_even(new_axes(), bg.break_even(game, "outside_option.payoffs.Bob", "zone.exists"))
    >>> [round(float(x), 6) for x in ax.lines[-2].get_xdata()]
    [60.0]
    """
    ax.plot([found.low, found.high], [0, 0], color=INK, linewidth=0.9, zorder=1)
    edges = [found.low, *(crossing.at for crossing in found.crossings), found.high]
    holds = found.holds_at_low
    for place, (low, high) in enumerate(pairwise(edges)):
        now = holds if place == 0 else found.crossings[place - 1].begins
        if now:
            ax.axvspan(low, high, color=PALE, alpha=0.7, linewidth=0, zorder=0)
            ax.plot([low, high], [0, 0], color=INK, linewidth=4, solid_capstyle="butt", zorder=2)
            ax.text((low + high) / 2, 0.55, "holds", fontsize=SMALL, color=INK, ha="center", va="center")
        elif now is False:
            ax.text((low + high) / 2, 0.55, "does not hold", fontsize=SMALL, color=INK, ha="center", va="center")
    for place, crossing in enumerate(found.crossings):
        ax.text(
            crossing.at, -0.3 - 0.22 * (place % 2), number(round(crossing.at, 4)), fontsize=SMALL, color=INK,
            ha="center", va="center",
        )  # fmt: skip
    ax.plot(
        [crossing.at for crossing in found.crossings], [0] * len(found.crossings), color=INK, marker="|", markersize=16,
        markeredgewidth=1.6, linestyle="none", zorder=3,
    )  # fmt: skip
    ax.plot(
        [found.written], [0], color=INK, marker="o", markersize=9, markerfacecolor="white", linestyle="none", zorder=4
    )
    ax.set_ylim(-1, 1)
    ax.set_yticks([])
    ax.set_xlabel(
        f"{wrapped(found.path, 60, 2)}; the ring is the number as written\nCondition: {wrapped(found.condition, 60, 2)}"
    )
    quiet(ax)
    ax.spines["left"].set_visible(False)
    return ax

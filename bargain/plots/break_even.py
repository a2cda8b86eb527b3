"""Break-even: the values of one number at which a condition turns."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bargain.plots.style import INK, PALE, SMALL, quiet, rough, wrapped, wrapped_path
from bargain.uncertainty.sensitivity.break_even import BreakEven, Crossing
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINES = (-0.34, -0.52, -0.70, -0.88)
"""Where the values of turns may stand: on the first of these on which there is room."""

WORDS = {True: "holds", False: "does not hold", None: "no answer"}


def draw_break_even(ax: Axes, found: BreakEven) -> Axes:
    """Draw where a condition holds as one number moves through its range, and return `ax`.

    The line is the range; it is thick and shaded where the condition holds. A mark stands at every turn, with its value
    where there is room; the ring is the number as written.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_break_even(new_axes(), bg.break_even(game, "outside_option.payoffs.Bob", "zone.exists"))
    >>> [round(float(x), 6) for x in ax.lines[-2].get_xdata()]
    [60.0]
    """
    ends = [found.low, found.high, found.written]
    room = 0.03 * (max(ends) - min(ends))
    ax.set_xlim(min(ends) - room, max(ends) + room)
    ax.set_ylim(-1, 1)
    ax.set_yticks([])
    ax.set_xlabel(
        f"{wrapped_path(found.path, 60, 2)} (ring: as written, {number(round(found.written, 4))})\n"
        f"Condition: {wrapped(found.condition, 56, 2)}"
    )
    quiet(ax)
    ax.spines["left"].set_visible(False)
    ax.plot([found.low, found.high], [0, 0], color=INK, linewidth=0.9, zorder=1)
    _draw_parts(ax, found)
    _write_turns(ax, found.crossings)
    ax.plot(
        [crossing.at for crossing in found.crossings], [0] * len(found.crossings), color=INK, marker="|", markersize=16,
        markeredgewidth=1.6, linestyle="none", zorder=3,
    )  # fmt: skip
    ax.plot(
        [found.written], [0], color=INK, marker="o", markersize=9, markerfacecolor="white", linestyle="none", zorder=4
    )
    return ax


def _draw_parts(ax: Axes, found: BreakEven) -> None:
    """Shade where the condition holds, and say of every part with room for it whether it does."""
    edges = [found.low, *(crossing.at for crossing in found.crossings), found.high]
    now = [found.holds_at_low, *(crossing.begins for crossing in found.crossings)]
    for (low, high), holds in zip(pairwise(edges), now, strict=True):
        if holds:
            ax.axvspan(low, high, color=PALE, alpha=0.7, linewidth=0, zorder=0)
            ax.plot([low, high], [0, 0], color=INK, linewidth=4, solid_capstyle="butt", zorder=2)
        text = ax.text(
            (low + high) / 2, 0.55, WORDS[holds], fontsize=SMALL, color=INK, ha="center", va="center", zorder=4
        )
        left, right = _pixels(ax, low), _pixels(ax, high)
        if text.get_window_extent().width > right - left:
            text.remove()


def _write_turns(ax: Axes, crossings: tuple[Crossing, ...]) -> None:
    """The value of every turn below its mark, on the first line with room; none where no line has any."""
    reached = dict.fromkeys(LINES, float("-inf"))
    for crossing in crossings:
        text = ax.text(crossing.at, LINES[0], rough(crossing.at), fontsize=SMALL, color=INK, ha="center", va="center")
        box = text.get_window_extent()
        line = next((line for line in LINES if reached[line] < box.x0), None)
        if line is None:
            text.remove()
            continue
        text.set_y(line)
        reached[line] = box.x1 + 4


def _pixels(ax: Axes, x: float) -> float:
    return float(ax.transData.transform((x, 0.0))[0])

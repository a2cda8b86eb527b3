"""Scenario discovery: the box of numbers in which a condition mostly holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import label_inside, open_rows, say_instead
from bargain.plots.style import GREY, INK, PALE, SMALL, percent, rough, wrapped, wrapped_path
from bargain.uncertainty.sensitivity.scenario_discovery import Limit, ScenarioBox, ScenarioDiscovery

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIGH = 0.3
"""Height of a range, in rows."""


def draw_scenario_box(ax: Axes, found: ScenarioDiscovery, *, box: int = 0) -> Axes:
    """Draw the limits of one box of a scenario discovery, and return `ax`.

    A row a number that the box restricts. The pale strip is its range, from the smallest to the largest number drawn,
    which are written at its ends; the dark part lies in the box, and its limits are written above it. Below stand the
    condition, in which share of the draws in the box it holds, and which share of all such draws lie in it; in brackets
    the same of draws that the box was not found on. Numbers without a row may be anywhere.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_scenario_box(new_axes(), bg.scenario_discovery(game, "not zone.exists", draws=200))
    >>> [text.get_text() for text in ax.get_yticklabels()], [text.get_text() for text in ax.texts]
    (['outside_option.payoffs.Bob'], ['20', '100', '59.9'])
    """
    condition = wrapped(found.condition, 48, 2)
    if not 0 <= box < len(found.boxes) or not found.boxes[box].limits:
        say_instead(ax, f"{condition}\nno box is better than the whole of the ranges")
        return ax
    held = found.boxes[box]
    open_rows(ax, [limit.path for limit in held.limits], width=34, lines=3, fold=wrapped_path)
    for row, limit in enumerate(held.limits):
        _draw_limit(ax, row, limit, found.ranges[limit.path])
    ax.set_xlim(-0.12, 1.12)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    label_inside(ax, f"{condition}\n{_shares(held)}")
    return ax


def _draw_limit(ax: Axes, row: int, limit: Limit, ends: tuple[float, float]) -> None:
    """The range of a number as a strip from 0 to 1, and the part of it in the box."""
    least, most = ends
    low, high = (
        (x - least) / (most - least)
        for x in (least if limit.low is None else limit.low, most if limit.high is None else limit.high)
    )
    ax.barh(row, 1.0, height=HIGH, color=PALE, linewidth=0, zorder=1)
    ax.barh(row, high - low, left=low, height=HIGH, color=INK, linewidth=0, zorder=2)
    for at, end, side in ((-0.015, least, "right"), (1.015, most, "left")):
        ax.text(at, row, rough(end), fontsize=0.9 * SMALL, color=GREY, ha=side, va="center")
    if limit.low is not None:
        side = "right" if limit.high is not None or low > 0.85 else "left" if low < 0.15 else "center"
        ax.text(low, row - 0.62 * HIGH, rough(limit.low), fontsize=SMALL, color=INK, ha=side, va="bottom")
    if limit.high is not None:
        side = "left" if limit.low is not None or high < 0.15 else "right" if high > 0.85 else "center"
        ax.text(high, row - 0.62 * HIGH, rough(limit.high), fontsize=SMALL, color=INK, ha=side, va="bottom")


def _shares(held: ScenarioBox) -> str:
    unseen, also_unseen = (
        "" if share is None else f" ({percent(share)} of draws not seen)"
        for share in (held.unseen_density, held.unseen_coverage)
    )
    return (
        f"holds in {percent(held.density)} of the draws in the box{unseen};\n"
        f"the box has {percent(held.coverage)} of all such draws{also_unseen}"
    )

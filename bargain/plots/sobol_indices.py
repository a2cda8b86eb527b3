"""Sobol indices: which numbers the variance of a scalar comes from, alone and with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import PART, key_above, label_inside, open_rows, row_lines, say_instead
from bargain.plots.style import GREY, INK, look, wrapped, wrapped_path
from bargain.uncertainty.sensitivity.sobol import Sobol

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12
"""Numbers drawn unless asked otherwise."""


def draw_sobol_indices(ax: Axes, found: Sobol, *, most: int = MOST) -> Axes:
    """Draw first-order and total indices of the numbers with the largest totals, and return `ax`.

    A row a number: the share of the variance that it explains alone, and that it has a part in. The line through a mark
    is twice its standard error to both sides; estimates can lie a little below 0 or above 1.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [90, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": bg.Quantity(20, 0, 40, "assumed"), "Bob": 50}))
    >>> ax = draw_sobol_indices(new_axes(), bg.sobol(game, "nash.gains.Ann", 64))
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['outside_option.payoffs.Ann']
    """
    shown = found.indices[:most]
    if not shown or not found.variance:
        say_instead(ax, f"{wrapped(found.scalar, 48, 2)} does not vary")
        return ax
    open_rows(ax, [index.path for index in shown], width=40, fold=wrapped_path)
    row_lines(ax, len(shown))
    kinds = [
        ("alone (first order)", [(x.first, x.first_error) for x in shown]),
        ("with the others (total)", [(x.total, x.total_error) for x in shown]),
    ]
    handles = []
    for place, (_, values) in enumerate(kinds):
        style, offset = look(place), (place - 0.5) * PART / 2
        for row, (value, error) in enumerate(values):
            ax.plot([value - 2 * error, value + 2 * error], [row + offset] * 2, color=GREY, linewidth=1.2, zorder=2)
        rows = [row + offset for row in range(len(shown))]
        handles += ax.plot(
            [value for value, _ in values], rows, color=style.colour, marker=style.marker, linestyle="none", zorder=3
        )
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=1)
    label_inside(ax, f"share of the variance of {wrapped(found.scalar, 48, 2)}")
    key_above(ax, handles, [name for name, _ in kinds])
    return ax

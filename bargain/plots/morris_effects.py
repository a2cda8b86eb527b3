"""Morris screening: how much each number matters, and how unevenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.labels import label_points
from bargain.plots.rows import say_instead
from bargain.plots.style import INK, quiet, scalar_label, wrapped, wrapped_path
from bargain.uncertainty.sensitivity.morris import Morris

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMED = 5
"""Numbers that are named in the picture; the others have a mark."""


def draw_morris_effects(ax: Axes, found: Morris) -> Axes:
    """Draw the elementary effects of all numbers, and return `ax`.

    A mark a number. Along: mu*, the mean size of its effect over its whole range, in units of the scalar. Up: sigma,
    how much the effect differs from place to place; 0 where it is the same wherever the other numbers stand. The
    numbers that matter most are filled and named. Numbers that never moved it stand at 0.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [90, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": bg.Quantity(20, 0, 40, "assumed"), "Bob": 50}))
    >>> ax = draw_morris_effects(new_axes(), bg.morris(game, "nash.gains.Ann", 4))
    >>> ax.get_xlabel()
    'mu*: mean size of the effect on nash.gains.Ann, points'
    """
    shown = [(x.path, x.mu_star, x.sigma or 0.0) for x in found.effects if x.mu_star is not None]
    if not shown:
        say_instead(ax, f"no number moves {wrapped(found.scalar, 48, 2)}")
        return ax
    along, up = [x for _, x, _ in shown], [y for _, _, y in shown]
    unit = scalar_label(found.scalar)
    named = [(path, x, y) for path, x, y in shown[:NAMED] if x > 0]
    ax.plot(along, up, marker="o", markersize=5, color=INK, markerfacecolor="white", linestyle="none", zorder=2)
    ax.plot([x for _, x, _ in named], [y for _, _, y in named], marker="o", markersize=5, color=INK, linestyle="none")
    ax.set_xlim(-0.06 * max(along), 1.45 * max(along) or 1.0)
    ax.set_ylim(-0.08 * max(up), 1.2 * max(up) or 1.0)
    ax.set_xlabel(f"mu*: mean size of the effect on {unit}")
    ax.set_ylabel("sigma: how much it differs, in the same unit")
    quiet(ax)
    texts = [wrapped_path(path, 26, 3) for path, _, _ in named]
    others = [(x, y) for _, x, y in shown for _ in range(5)]  # to lie over one mark is as bad as over many
    label_points(ax, [(x, y) for _, x, y in named], texts, clear_of=others)
    return ax

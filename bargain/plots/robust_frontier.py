"""Robust agreements: how often each is accepted, against what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.labels import label_points
from bargain.plots.rows import say_instead
from bargain.plots.style import GREY, look, plain, quiet
from bargain.uncertainty.robust import Robust

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS = {
    "most_accepted": "most accepted", "least_largest_regret": "least largest regret",
    "least_expected_regret": "least expected regret", "written": "as written",
}  # fmt: skip
"""What an agreement is best at."""


def draw_robust_frontier(ax: Axes, found: Robust) -> Axes:
    """Draw the agreements of which none other is accepted more often and brings as much, and return `ax`.

    Along: the share of the draws in which nobody is below its disagreement with the agreement. Up: the measure that it
    brings on average, in points, 0 where it is not accepted. Those best at something, and the one that the game as
    written settles, have a mark and a name.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_robust_frontier(new_axes(), bg.robust(game, draws=50))
    >>> ax.get_xlabel()
    'share of the draws in which nobody is below its disagreement'
    """
    named = [(WORDS[name], package) for name, package in found.named.items() if package is not None]
    if not found.frontier and not named:
        say_instead(ax, "no agreement that was looked at is accepted in any draw")
        return ax
    ax.plot(
        [p.accepted.value for p in found.frontier], [p.expected for p in found.frontier], color=GREY, linewidth=0.8,
        marker="o", markersize=4, markerfacecolor="white", zorder=2,
    )  # fmt: skip
    places: dict[tuple[float, float], list[str]] = {}
    for place, (name, package) in enumerate(named):
        at = (package.accepted.value, package.expected)
        style = look(place)
        ax.plot([at[0]], [at[1]], color=style.colour, marker=style.marker, markersize=8, linestyle="none", zorder=3)
        places.setdefault(at, []).append(name)
    ax.set_xlabel("share of the draws in which nobody is below its disagreement")
    ax.set_ylabel(f"expected measure of {plain(found.measure)}, points")
    ax.margins(x=0.3, y=0.25)
    quiet(ax)
    label_points(ax, list(places), [",\n".join(names) for names in places.values()])
    return ax

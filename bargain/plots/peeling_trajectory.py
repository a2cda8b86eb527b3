"""The way to the box of a scenario discovery: what each limit costs in coverage and brings in density."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.labels import label_points
from bargain.plots.rows import say_instead
from bargain.plots.style import GREY, INK, quiet, wrapped
from bargain.uncertainty.sensitivity.scenario_discovery import ScenarioDiscovery

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_peeling_trajectory(ax: Axes, found: ScenarioDiscovery, *, box: int = 0) -> Axes:
    """Draw how one box of a scenario discovery was found, and return `ax`.

    Along: coverage, the share of the draws in which the condition holds that lie in the box. Up: density, the share of
    the draws in the box in which it holds. A small dot is a box on the way, each smaller than the one to its right; the
    filled mark is the box that was found, the hollow one the same box on draws that it was not found on.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_peeling_trajectory(new_axes(), bg.scenario_discovery(game, "not zone.exists", draws=200))
    >>> [text.get_text() for text in ax.texts]
    ['the box', 'on unseen draws']
    """
    if not 0 <= box < len(found.boxes):
        say_instead(ax, f"{wrapped(found.condition, 48, 2)}\nno box was looked for: see the share in which it holds")
        return ax
    held = found.boxes[box]
    way = [(stage.coverage, stage.density) for stage in held.trajectory if stage.kind == "peel"]
    ax.plot(*zip(*way, strict=True), color=GREY, marker=".", markersize=4, linewidth=0.7, zorder=2)
    marks = [(held.coverage, held.density)]
    ax.plot(*marks[0], color=INK, marker="o", markersize=8, linestyle="none", zorder=4)
    if held.unseen_coverage is not None and held.unseen_density is not None:
        marks.append((held.unseen_coverage, held.unseen_density))
        ax.plot(*marks[1], color=INK, marker="o", markersize=8, markerfacecolor="white", linestyle="none", zorder=3)
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.03)
    ax.set_ylabel("density: share of the draws in the box\nin which the condition holds")
    ax.set_xlabel(f"coverage: share of all such draws that lie in it\nCondition: {wrapped(found.condition, 60, 2)}")
    quiet(ax)
    label_points(ax, marks, ["the box", "on unseen draws"][: len(marks)], clear_of=way)
    return ax

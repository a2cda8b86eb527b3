"""Scenario discovery: the way to the box of numbers in which a condition holds, and the box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import say_instead
from bargain.plots.style import GREY, INK, quiet, wrapped
from bargain.uncertainty.sensitivity.scenario_discovery import ScenarioBox, ScenarioDiscovery

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_scenario_box(ax: Axes, found: ScenarioDiscovery, *, box: int = 0) -> Axes:
    """Draw how one box of a scenario discovery was found, and return `ax`.

    Along: coverage, the share of the draws in which the condition holds that lie in the box. Up: density, the share of
    the draws in the box in which it holds. A small dot a step of the way, each a smaller box, from right to left; a
    filled mark: the box that was chosen; a hollow one: the same box on draws that it was not found on. Its limits are
    written below.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_scenario_box(new_axes(), bg.scenario_discovery(game, "not zone.exists", draws=200))
    >>> ax.get_xlabel().split(":")[0], ax.get_ylabel().split(":")[0]
    ('coverage', 'density')
    """
    if not 0 <= box < len(found.boxes) or not found.boxes[box].limits:
        say_instead(ax, f"{wrapped(found.condition, 60, 2)}\nno box is better than the whole of the ranges")
        return ax
    held = found.boxes[box]
    steps = [stage for stage in held.trajectory if stage.kind == "peel"]
    ax.plot(
        [s.coverage for s in steps],
        [s.density for s in steps],
        color=GREY,
        marker=".",
        markersize=4,
        linewidth=0.7,
        zorder=2,
    )
    ax.plot([held.coverage], [held.density], color=INK, marker="o", markersize=8, linestyle="none", zorder=4)
    if held.unseen_coverage is not None and held.unseen_density is not None:
        ax.plot(
            [held.unseen_coverage], [held.unseen_density], color=INK, marker="o", markersize=8, markerfacecolor="white",
            linestyle="none", zorder=3,
        )  # fmt: skip
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.03)
    ax.set_ylabel("density: share of the draws in the box\nin which the condition holds")
    ax.set_xlabel(f"coverage: share of all such draws that lie in it\n{_limits(found, held)}")
    return quiet(ax)


def _limits(found: ScenarioDiscovery, held: ScenarioBox) -> str:
    lines = [f"● the box in which {wrapped(found.condition, 50, 1)}:", *(wrapped(str(x), 66, 2) for x in held.limits)]
    return "\n".join(lines)

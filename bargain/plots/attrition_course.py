"""A war of attrition over time: when it is over, and who would have conceded by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import key_above, say_instead
from bargain.plots.style import INK, look, quiet, wrapped
from bargain.strategic.waiting.result import Attrition

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_attrition_course(ax: Axes, found: Attrition) -> Axes:
    """Draw the course of a war of attrition, and return `ax`.

    Along: time, in the unit of time of the costs. Up, from 0 to 1: the chance that the war is over by then (black), and
    that each party would have conceded by then, were the other to wait.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> ax = draw_attrition_course(new_axes(), bg.attrition((10, 5), (1, 1)))
    >>> ax.get_xlabel()
    'time, in the unit of the costs'
    """
    if len(found.moments) < 2:
        say_instead(ax, "the war is over in its first moment" if found.failure == 0 else "nobody ever concedes")
        return ax
    times = [moment.time for moment in found.moments]
    handles = ax.plot(times, [moment.over for moment in found.moments], color=INK, linewidth=2.0, zorder=3)
    for i in range(2):
        style = look(i)
        conceded = [moment.conceded[i] for moment in found.moments]
        handles += ax.plot(times, conceded, color=style.colour, linestyle=style.line, marker=style.marker, markersize=3)
    ax.set_ylim(-0.03, 1.03)
    ax.set_xlabel("time, in the unit of the costs")
    ax.set_ylabel("chance by then")
    key_above(ax, handles, ["the war is over", *(f"{wrapped(p, 20, 1)} has conceded" for p in found.parties)])
    return quiet(ax)

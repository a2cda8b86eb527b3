"""A map of truces: where a truce is kept, used to rearm, broken or refused."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bargain.plots.rows import key_above
from bargain.plots.style import look, quiet, wrapped
from bargain.strategic.truce.outcome import LABELS
from bargain.strategic.truce.regions import TruceRegions

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

WORDS = {
    "kept": "kept by both", "rearming": "used to rearm", "resumed": "war is resumed", "refused": "refused",
}  # fmt: skip
"""What a label of a region says."""


def draw_ceasefire_regions(ax: Axes, found: TruceRegions) -> Axes:
    """Draw what a truce comes to over its monitoring (along) and the rate of rearming (up), and return `ax`.

    A cell around every point of the grid, shaded and hatched by what the truce comes to there. The map ends at the
    first and last points; a direction with one point alone is a strip.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> truce = bg.ceasefire(win_probability=0.5, costs=(0.2, 0.2), days=30, rearming=0.06, monitoring=0.5, talks=0.2,
    ...                      penalty=0.1)
    >>> ax = draw_ceasefire_regions(new_axes(), bg.ceasefire_regions(truce, rearming=[0, 0.1], monitoring=[0, 0.5]))
    >>> ax.get_xlabel()
    'monitoring: chance that a period of rearming is proven'
    """
    from matplotlib.patches import Patch

    columns, rows = _rising(found.monitoring), _rising(found.rearming)
    across, up = _edges([found.monitoring[j] for j in columns]), _edges([found.rearming[i] for i in rows])
    for low, high, i in zip(up, up[1:], rows, strict=False):
        start = 0
        for j in range(1, len(columns) + 1):  # a run of equal cells is one rectangle
            label = found.labels[i][columns[start]]
            if j == len(columns) or found.labels[i][columns[j]] != label:
                ax.add_patch(_box(across[start], low, across[j] - across[start], high - low, LABELS.index(label)))
                start = j
    ax.set_xlim(across[0], across[-1])
    ax.set_ylim(up[0], up[-1])
    if len(columns) == 1:
        ax.set_xticks(found.monitoring[:1])
    if len(rows) == 1:
        ax.set_yticks(found.rearming[:1])
    who = " and ".join(wrapped(party, 18, 1) for party in found.rearms)
    ax.set_xlabel("monitoring: chance that a period of rearming is proven")
    ax.set_ylabel(f"rearming by {who}:\nchance to win that a period adds")
    seen = [label for label in LABELS if any(label in row for row in found.labels)]
    handles = [Patch(facecolor=look(k).colour, hatch=look(k).hatch, edgecolor="white", alpha=0.55, linewidth=0)
               for k in map(LABELS.index, seen)]  # fmt: skip
    key_above(ax, handles, [WORDS.get(label, label) for label in seen])
    return quiet(ax)


def _rising(points: tuple[float, ...]) -> list[int]:
    """Where the different numbers of a grid stand, the smallest first."""
    return [points.index(point) for point in sorted(set(points))]


def _box(x: float, y: float, wide: float, high: float, place: int) -> Rectangle:
    from matplotlib.patches import Rectangle

    return Rectangle(
        (x, y), wide, high, facecolor=look(place).colour, hatch=look(place).hatch, edgecolor="white", linewidth=0,
        alpha=0.55,
    )  # fmt: skip


def _edges(points: list[float]) -> list[float]:
    """The borders of cells around points of a grid: half way between two, and the first and last point."""
    if len(points) == 1:
        return [points[0] - 0.5, points[0] + 0.5]
    return [points[0], *((a + b) / 2 for a, b in pairwise(points)), points[-1]]

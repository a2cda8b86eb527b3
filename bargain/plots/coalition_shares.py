"""Coalitions: what each player gets in the Shapley value, the nucleolus and the prenucleolus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import PART, key_above, label_inside, open_rows, row_lines
from bargain.plots.style import INK, look
from bargain.strategic.coalition import Coalition
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_coalition_shares(ax: Axes, found: Coalition) -> Axes:
    """Draw the splits of what all are worth together, a bar a player and split, in the unit of the worths; return `ax`.

    The nucleolus is left out where there is none, and the prenucleolus where it is the same. Below: whether some split
    keeps everyone in (the core).

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> ax = draw_coalition_shares(new_axes(), bg.coalition(["a", "b", "c"], lambda s: len(s) ** 2))
    >>> [round(float(bar.get_width()), 9) for bar in ax.patches[:3]]
    [3.0, 3.0, 3.0]
    """
    players = list(found.shapley)
    splits = {"Shapley value": found.shapley, "nucleolus": found.nucleolus, "prenucleolus": found.prenucleolus}
    if found.nucleolus is not None and all(abs(found.nucleolus[p] - found.prenucleolus[p]) < 1e-9 for p in players):
        del splits["prenucleolus"]
    shown = {name: split for name, split in splits.items() if split is not None}
    open_rows(ax, [str(player) for player in players])
    row_lines(ax, len(players))
    handles = []
    for place, split in enumerate(shown.values()):
        style, thick = look(place), PART / len(shown)
        rows = [row + (place - (len(shown) - 1) / 2) * thick for row in range(len(players))]
        handles.append(
            ax.barh(
                rows, [split[p] for p in players], height=0.9 * thick, color=style.colour, hatch=style.hatch,
                edgecolor="white", linewidth=0, zorder=2,
            )
        )  # fmt: skip
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=3)
    core = "no split keeps everyone in" if found.core_empty else "some split keeps everyone in"
    key_above(ax, handles, list(shown))  # type: ignore[arg-type]
    label_inside(ax, f"share of {number(round(found.worth, 4))}, in the unit of the worths; {core}")
    return ax

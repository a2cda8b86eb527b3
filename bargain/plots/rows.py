"""Rows of a picture, each with a name on the left and something for every party on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bargain.plots.style import GREY, INK, SMALL, look, quiet, wrapped

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

PART = 0.78
"""How much of a row's height its marks take."""


def open_rows(
    ax: Axes, names: Sequence[str], *, width: int = 30, lines: int = 2, fold: Callable[[str, int, int], str] = wrapped
) -> None:
    """One row a name, the first at the top; names as small and as short as the height of the axes asks for.

    `fold`: puts a name on so many lines of so many letters.
    """
    size, most = _type_of(ax, len(names), lines)
    ax.set_ylim(max(len(names), 1) - 0.5, -0.5)
    ax.set_yticks(range(len(names)), [fold(name, width, most) for name in names])
    quiet(ax)
    ax.tick_params(axis="y", length=0, labelsize=size)
    ax.spines["left"].set_visible(False)


def _type_of(ax: Axes, rows: int, lines: int) -> tuple[float, int]:
    """Size of type, and lines of it, that fit into each of so many rows."""
    height = 0.85 * ax.get_window_extent().height * 72.0 / ax.figure.dpi / max(rows, 1)
    most = max(1, min(lines, int(height / (1.3 * SMALL))))
    return min(SMALL, height / (1.3 * most)), most


def party_bars(ax: Axes, parties: Sequence[str], values: Sequence[Sequence[float]]) -> None:
    """A bar from 0 for each party on each row; `values`: one sequence a row, in the order of the parties."""
    thick = PART / max(len(parties), 1)
    for i in range(len(parties)):
        style = look(i)
        ax.barh(
            [row + party_offset(i, len(parties)) for row in range(len(values))], [value[i] for value in values],
            height=0.92 * thick, color=style.colour, hatch=style.hatch, edgecolor="white", linewidth=0, zorder=2,
        )  # fmt: skip
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=3)


def party_offset(place: int, count: int) -> float:
    """How far below the middle of a row the mark of a party stands."""
    return (place - (count - 1) / 2) * PART / count


def row_lines(ax: Axes, count: int) -> None:
    """Thin lines between rows."""
    for row in range(1, count):
        ax.axhline(row - 0.5, color=GREY, linewidth=0.3, zorder=0.5)


def party_key(ax: Axes, parties: Sequence[str], others: Sequence[tuple[Artist, str]] = ()) -> None:
    """Which look is whose, above the axes; `others`: further marks (an artist, its name)."""
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=look(i).colour, hatch=look(i).hatch, edgecolor="white", linewidth=0)
        for i in range(len(parties))
    ]
    names = [wrapped(party, 20, 1) for party in parties]
    handles = [*patches, *(artist for artist, _ in others)]
    key_above(ax, handles, [*names, *(name for _, name in others)])


def key_above(ax: Axes, handles: Sequence[Artist], names: Sequence[str]) -> None:
    """A legend above the axes, in at most two columns; moved to the left where it would be cut."""
    for place, corner, columns in (("lower left", 0.0, 2), ("lower right", 1.0, 2), ("lower right", 1.0, 1)):
        key = ax.legend(
            handles, names, loc=place, bbox_to_anchor=(corner, 1.0), ncols=min(columns, len(names)), frameon=False,
            fontsize=SMALL, handlelength=1.6, columnspacing=1.4, borderaxespad=0.2,
        )  # type: ignore[call-overload]  # fmt: skip
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        box, whole = key.get_window_extent(), ax.figure.bbox
        if whole.x0 <= box.x0 and box.x1 <= whole.x1:
            return


def label_inside(ax: Axes, text: str) -> None:
    """The label below the axes, moved to the left where it would be cut at the right."""
    label = ax.set_xlabel(text)
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    if label.get_window_extent().x1 > ax.figure.bbox.x1:
        label.set_x(1.0)
        label.set_horizontalalignment("right")


def move_below(ax: Axes, title: str) -> None:
    """The legend from above the axes to below them, under a title."""
    key = ax.get_legend()
    assert key is not None
    key.set_loc("upper left")
    key.set_bbox_to_anchor((0.0, -0.02), transform=ax.transAxes)
    key.set_title(title)
    key.get_title().set_fontsize(SMALL)
    key.set_alignment("left")


def say_instead(ax: Axes, text: str) -> None:
    """Write `text` where there is nothing to draw."""
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", fontsize=SMALL + 1, color=INK)
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)

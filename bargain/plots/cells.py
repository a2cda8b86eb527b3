"""Tables as pictures: cells with a text and a small picture for every party, as large as the axes allow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bargain.plots.style import GREY, INK, SMALL, plain, quiet, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST = 60
"""Letters of a line at most."""


def open_table(ax: Axes, columns: Sequence[str], rows: Sequence[str], *, lines: int = 4) -> None:
    """Names of columns above, of rows to the left; the cell of column x and row y reaches from (x, y) by 1."""
    ax.set_xlim(0, max(len(columns), 1))
    ax.set_ylim(max(len(rows), 1), 0)
    size = min(SMALL, 0.75 * cell_size(ax)[1])
    ax.xaxis.tick_top()
    quiet(ax)
    ax.set_yticks([row + 0.5 for row in range(len(rows))], [wrapped(row, 24, 1) for row in rows])
    ax.tick_params(length=0)
    ax.tick_params(axis="y", labelsize=size)
    ax.set_xticks([])
    for side in ax.spines.values():
        side.set_visible(False)
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    width = 0.94 * cell_size(ax)[0]
    words = [_width(ax, word) for column in columns for word in column.split()]
    size = SMALL * max(0.6, min(1.0, width / max(words, default=1.0)))
    heads = [fitted(ax, column, width, size=size, lines=lines) for column in columns]
    ax.set_xticks([column + 0.5 for column in range(len(columns))], heads, fontsize=size)
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    for row in range(len(rows) + 1):
        ax.plot([0, len(columns)], [row, row], color=GREY, linewidth=0.4, zorder=1)


def cell_size(ax: Axes) -> tuple[float, float]:
    """Width and height of a cell, in points of type."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    frame, inch = ax.get_window_extent(), 72.0 / ax.figure.dpi
    return frame.width * inch / abs(right - left), frame.height * inch / abs(high - low)


def fitted(ax: Axes, text: str, width: float, *, size: float = SMALL, lines: int = 1) -> str:
    """`text` on at most so many lines, as much of it as `width` points of type hold."""
    written = ax.text(0.0, 0.0, "", fontsize=size)
    inch = 72.0 / ax.figure.dpi
    shown, low, high = "", 1, LONGEST
    while low <= high:  # more letters never take less room
        middle = (low + high) // 2
        trial = wrapped(text, middle, lines)
        written.set_text(trial)
        if written.get_window_extent().width * inch <= width:
            shown, low = trial, middle + 1
        else:
            high = middle - 1
    written.remove()
    return shown


def _width(ax: Axes, word: str) -> float:
    """Width of a word at SMALL, in points of type."""
    written = ax.text(0.0, 0.0, plain(word), fontsize=SMALL)
    width = written.get_window_extent().width * 72.0 / ax.figure.dpi
    written.remove()
    return float(width)


def write_in_cell(ax: Axes, column: int, row: int, text: str, *, part: float, size: float) -> None:
    """`text`, already fitted, in the upper `part` of a cell, its middle there."""
    ax.text(
        column + 0.5, row + part / 2 + 0.02, text, fontsize=size, color=INK, ha="center", va="center",
        linespacing=1.05, zorder=4,
    )  # fmt: skip

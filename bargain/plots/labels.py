"""Labels beside marks, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.plots.style import INK, SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation, Text
    from matplotlib.transforms import Bbox

PLACES = (
    (1, 0), (1, 1), (0, 1), (-1, 0), (-1, 1), (1, -1), (0, -1), (-1, -1),
)  # fmt: skip
"""Where a label may stand, seen from its mark, the best first."""


Point = tuple[float, float]
Array = np.ndarray[Any, np.dtype[np.float64]]

DISTANCES = (7.0, 14.0, 24.0, 36.0, 52.0, 72.0, 96.0)
"""How far from its mark a label may stand, points of type."""

FARTHER, TURNED, NEAR = 0.02, 0.025, 60.0
"""What each step away from its mark costs a label, what it costs to turn towards other marks, and how near those are,
in pixels."""


def label_points(
    ax: Axes,
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    *,
    clear_of: Sequence[tuple[float, float]] = (),
) -> list[Annotation]:
    """Write each text near its point, in data coordinates, clear of the other texts and points and inside the axes.

    Texts stand as they are given: see `style.plain`. Call it when the limits of the axes are final. A text that finds
    no free place near its point is set farther away, with a thin line to it. `clear_of`: points, of lines for instance,
    that a text had better not lie over.
    """
    figure = ax.figure
    figure.draw_without_rendering()  # type: ignore[union-attr]
    marks = [(float(x), float(y)) for x, y in ax.transData.transform(np.asarray(points, dtype=float).reshape(-1, 2))]
    crowd = np.asarray(ax.transData.transform(np.asarray(clear_of, dtype=float).reshape(-1, 2)))
    taken = [_box(text) for text in ax.texts]
    written = []
    for point, mark, text in zip(points, marks, texts, strict=True):
        note = _written(ax, point, text)
        others = [m for m in marks if m != mark]
        place = _best_place(ax, note, taken, others, crowd=crowd, away=_away(mark, others))
        _move(note, *place)
        if max(map(abs, place)) > DISTANCES[0]:
            note.arrow_patch.set_visible(True)  # type: ignore[union-attr]
        taken.append(_box(note))
        written.append(note)
    return written


def _best_place(
    ax: Axes, note: Annotation, taken: Sequence[Bbox], others: Sequence[Point], *, crowd: Array, away: Point
) -> Point:
    """The cheapest offset of a label from its mark, points of type; `away`: where its neighbours are not."""
    best: tuple[float, Point] | None = None
    for step, distance in enumerate(DISTANCES):
        for across, up in PLACES:
            _move(note, across * distance, up * distance)
            box = _box(note)
            turn = (across * away[0] + up * away[1]) / float(np.hypot(across, up))
            cost = _cost(ax, box, taken, others) + _crowded(box, crowd) + FARTHER * step + TURNED * (1.0 - turn)
            if best is None or cost < best[0]:
                best = cost, (across * distance, up * distance)
        if best is not None and best[0] <= FARTHER * (step + 1):
            break
    assert best is not None
    return best[1]


def _away(mark: Point, others: Sequence[Point]) -> Point:
    """Direction, of length 1, from the marks near `mark`; of length 0 where there are none."""
    near = [(mark[0] - x, mark[1] - y) for x, y in others if np.hypot(mark[0] - x, mark[1] - y) <= NEAR]
    along, up = (float(sum(column)) for column in zip(*near, strict=True)) if near else (0.0, 0.0)
    length = float(np.hypot(along, up))
    return (along / length, up / length) if length > 0 else (0.0, 0.0)


def _written(ax: Axes, point: tuple[float, float], text: str) -> Annotation:
    note = ax.annotate(
        text, point, xytext=(0, 0), textcoords="offset points", fontsize=SMALL, color=INK, zorder=7,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "alpha": 0.7, "linewidth": 0},
        arrowprops={"arrowstyle": "-", "linewidth": 0.5, "color": INK, "shrinkB": 3},
    )  # fmt: skip
    note.arrow_patch.set_visible(False)  # type: ignore[union-attr]
    return note


def _box(text: Text) -> Bbox:
    """Where the letters are, in pixels; without the line to the mark, which an annotation counts in."""
    from matplotlib.text import Text as Letters

    text.get_window_extent()  # moves an annotation to its place
    return Letters.get_window_extent(text)


def _move(note: Annotation, across: float, up: float) -> None:
    note.set_position((across, up))
    note.set_horizontalalignment("left" if across > 0 else "right" if across < 0 else "center")
    note.set_verticalalignment("bottom" if up > 0 else "top" if up < 0 else "center")


def _cost(ax: Axes, box: Bbox, taken: Sequence[Bbox], marks: Sequence[Point]) -> float:
    """How badly a place suits: overlaps with texts and marks, and what sticks out of the axes."""
    frame = ax.get_window_extent()
    overlaps = sum(box.padded(1.5).overlaps(other) for other in taken)
    covered = sum(box.padded(4).contains(x, y) for x, y in marks)
    outside = not (frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1)
    return 4.0 * overlaps + 3.0 * outside + covered


def _crowded(box: Bbox, crowd: Array) -> float:
    """How much of what had better stay visible, shape (k, 2), pixels, lies under a text."""
    x, y = crowd[:, 0], crowd[:, 1]
    under = (box.x0 - 2 <= x) & (x <= box.x1 + 2) & (box.y0 - 2 <= y) & (y <= box.y1 + 2)
    return 0.1 * min(int(under.sum()), 5)

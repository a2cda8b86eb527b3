"""Figures without a window, and pictures as SVG: the only place that needs matplotlib itself."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from bargain.errors import MissingExtraError
from bargain.words import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def new_axes(width: float = 6.4, height: float = 4.2) -> Axes:
    """Axes of a new figure, `width` × `height` inches, which belongs to no window and to no global state.

    Raises MissingExtraError where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError("pictures need matplotlib: pip install 'bargain-analysis[plot]'") from None
    return Figure(figsize=(width, height), layout="constrained").subplots()


def svg_of(ax: Axes, *, title: str) -> str:
    """The figure that holds `ax` as an <svg> element with a `title`; the same bytes each time."""
    import matplotlib
    from matplotlib.figure import Figure

    figure, out = ax.figure, StringIO()
    assert isinstance(figure, Figure)
    # Text stays text: it can be searched and read out. The salt makes the same picture the same bytes.
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "bargain"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Title": printable(title)})
    drawn = out.getvalue()
    return re.sub(r"(?s)^.*?(?=<svg)", "", drawn, count=1)

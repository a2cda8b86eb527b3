"""Pictures as blocks of a page."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bargain.errors import BargainError
from bargain.plots.canvas import new_axes, svg_of
from bargain.report.document import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Pictures = tuple[Picture, ...]

MOST = 5000
"""Segments of a frontier that are drawn; with more the page would grow and the eye gain nothing."""

ROWS = 24
"""Rows that a picture holds so that they can be read; a table holds more."""


def drawn(
    draw: Callable[..., Axes], words: str, *results: Any, size: tuple[float, float] = (6.4, 4.2), **more: Any
) -> Pictures:
    """The picture that `draw` makes of `results`, told in `words`; `size` in inches.

    Raises MissingExtraError where matplotlib is not installed.
    """
    with warnings.catch_warnings():
        # Text stays text in the picture, so letters that matplotlib has no font for are shown by who opens the page.
        warnings.filterwarnings("ignore", r"(?s)Glyph .* missing from", UserWarning)
        warnings.filterwarnings("ignore", "Matplotlib currently does not support", UserWarning)
        return (Picture(svg_of(draw(new_axes(*size), *results, **more), title=words), words),)


def drawn_if_possible(draw: Callable[..., Axes], words: str, *results: Any, **more: Any) -> Pictures:
    """The picture, or none where matplotlib is not installed or the results have none: a table stands beside it."""
    try:
        return drawn(draw, words, *results, **more)
    except BargainError:
        return ()

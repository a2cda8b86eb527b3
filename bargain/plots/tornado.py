"""A tornado: how far each uncertain number alone moves a scalar, the widest swing at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bargain.plots.rows import PART, key_above, open_rows, say_instead
from bargain.plots.style import INK, SMALL, look, plain
from bargain.uncertainty.sensitivity.tornado import Bar, Tornado
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12
"""Numbers drawn unless asked otherwise."""


def draw_tornado(ax: Axes, found: Tornado, *, most: int = MOST) -> Axes:
    """Draw the numbers that move a scalar most, one at a time, and return `ax`.

    A row a number. Two bars from the value as written: to the scalar at the low end of the number's range, and at the
    high end; the ends are written beside them. A scalar that is an outcome has no bars, so a text says so.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [90, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": bg.Quantity(20, 0, 40, "assumed"), "Bob": 50}))
    >>> ax = draw_tornado(new_axes(), bg.tornado(game, "nash.gains.Ann"))
    >>> [text.get_text() for text in ax.get_yticklabels()], [float(bar.get_width()) for bar in ax.patches]
    (['outside_option.payoffs.Ann'], [20.0, -20.0])
    """
    base = found.written
    bars = [bar for bar in found.bars if bar.moved and _numbers(bar)][:most]
    if not isinstance(base, (int, float)) or not bars:
        words = "no number moves it by itself" if not found.moving else "it is no number at both ends: see the table"
        say_instead(ax, f"{plain(found.scalar)}\n{words}")
        return ax
    open_rows(ax, [bar.path for bar in bars], width=44)
    for row, bar in enumerate(bars):
        for place, (end, value) in enumerate(((bar.low, bar.at_low), (bar.high, bar.at_high))):
            assert isinstance(value, (int, float))
            style = look(place)
            ax.barh(
                row, value - base, left=base, height=PART, color=style.colour, hatch=style.hatch, edgecolor="white",
                linewidth=0, zorder=2, alpha=0.85,
            )  # fmt: skip
            _write_end(ax, row, end, value, value >= base, both=(bar.at_low, bar.at_high), place=place)
    ax.axvline(base, color=INK, linewidth=0.9, zorder=3)
    ax.margins(x=0.16)
    ax.set_xlabel(f"{plain(found.scalar)}; as written {number(round(base, 4))}")
    key_above(ax, ax.containers[:2], ["at the low end of its range", "at the high end"])  # type: ignore[arg-type]
    return ax


def _numbers(bar: Bar) -> bool:
    return isinstance(bar.at_low, (int, float)) and isinstance(bar.at_high, (int, float))


def _write_end(
    ax: Axes, row: int, end: float | None, value: float, right: bool, *, both: tuple[Any, Any], place: int
) -> None:
    """The number at the end of its bar; where both bars go one way, that of the shorter one is left out."""
    base_side = [x >= value for x in both] if right else [x <= value for x in both]
    other = both[1 - place]
    same_side = (other > value and right) or (other < value and not right)
    if end is None or (same_side and base_side[1 - place]):
        return
    ax.annotate(
        number(end), (value, row), xytext=(3 if right else -3, 0), textcoords="offset points", fontsize=0.9 * SMALL,
        color=INK, ha="left" if right else "right", va="center", zorder=4,
    )  # fmt: skip

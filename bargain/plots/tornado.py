"""A tornado: how far each uncertain number alone moves a scalar, the widest swing at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import PART, key_above, label_inside, open_rows, say_instead
from bargain.plots.style import INK, SMALL, look, scalar_label, wrapped, wrapped_path
from bargain.uncertainty.sensitivity.tornado import Bar, Tornado
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 12
"""Numbers drawn unless asked otherwise."""

RANKING = ("equal weights", "first alone")
"""What the ends of a ranking are."""


def draw_tornado(ax: Axes, found: Tornado, *, most: int = MOST) -> Axes:
    """Draw the numbers that move a scalar most, one at a time, and return `ax`.

    A row a number. Two bars from the value as written: to the scalar at the low end of the number's range, and at the
    high end; the ends are written beside them. Where both bars go one way the shorter one lies over the longer one, and
    its end stands on the other side. Numbers at an end of which there is no value, or that move nothing, are left out;
    a scalar that is an outcome has no bars, so a text says so.

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
    moved = [bar for bar in found.bars if bar.moved]
    bars = [bar for bar in moved if all(isinstance(x, (int, float)) for x in (bar.at_low, bar.at_high))][:most]
    if not isinstance(base, (int, float)) or not bars:
        words = "no number moves it by itself" if not moved else "it is no number at both ends: see the table"
        say_instead(ax, f"{wrapped(found.scalar, 48, 2)}\n{words}")
        return ax
    open_rows(ax, [bar.path for bar in bars], width=40, fold=wrapped_path)
    for row, bar in enumerate(bars):
        _draw_bar(ax, row, bar, base)
    ax.axvline(base, color=INK, linewidth=0.9, zorder=3)
    reached = [base, *(x for bar in bars for x in (bar.at_low, bar.at_high) if isinstance(x, (int, float)))]
    room = 0.16 * (max(reached) - min(reached))
    ax.set_xlim(min(reached) - room, max(reached) + room)
    label_inside(ax, f"{scalar_label(found.scalar)}; as written {number(round(base, 4))}")
    key_above(ax, ax.containers[:2], ["at the low end of its range", "at the high end"])  # type: ignore[arg-type]
    return ax


def _draw_bar(ax: Axes, row: int, bar: Bar, base: float) -> None:
    values = [x for x in (bar.at_low, bar.at_high) if isinstance(x, (int, float))]
    ends = RANKING if bar.low is None or bar.high is None else (number(bar.low), number(bar.high))
    for place, value in enumerate(values):
        style, other = look(place), values[1 - place]
        shorter = abs(value - base) < abs(other - base)
        ax.barh(
            row, value - base, left=base, height=PART, color=style.colour, hatch=style.hatch, edgecolor="white",
            linewidth=0, zorder=2.2 if shorter else 2,
        )  # fmt: skip
        same_way = (value - base) * (other - base) > 0
        if same_way and not shorter and place and value == other:
            shorter = True  # of two equal bars one stands on either side
        right = value > base if value != base else other < base
        at = base if same_way and shorter else value
        _write_end(ax, at, row, ends[place], right=right != (same_way and shorter))


def _write_end(ax: Axes, at: float, row: int, text: str, *, right: bool) -> None:
    ax.annotate(
        text, (at, row), xytext=(3 if right else -3, 0), textcoords="offset points", fontsize=0.9 * SMALL, color=INK,
        ha="left" if right else "right", va="center", zorder=4,
    )  # fmt: skip

"""Agreements that recur in an ensemble: how often each would do, and how often it is what a concept settles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bargain.plots.rows import PART, key_above, open_rows, row_lines, say_instead
from bargain.plots.style import GREY, look
from bargain.uncertainty.result import Ensemble, FollowedPackage
from bargain.uncertainty.shares import Share
from bargain.words import concept_words, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST = 6
"""Agreements drawn unless asked otherwise."""


def draw_acceptability(ax: Axes, over: Ensemble, *, most: int = MOST) -> Axes:
    """Draw the agreements that recur, and return `ax`.

    A row an agreement, the likeliest first, which is named by what not all of them settle alike; the others by what
    they settle otherwise than the first. Marks: the share of the draws in which it
    is acceptable to all, in which it is on the zone of agreement (no other beats it), and in which it is the solution
    of each concept; the line through a mark is twice its standard error to both sides.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [90, 100]}, weight={"Ann": 1, "Bob": 1})
    >>> ax = draw_acceptability(new_axes(), bg.ensemble(game, draws=50))
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['road: north']
    """
    shown = over.packages[:most]
    if not shown:
        say_instead(ax, "no agreement recurs")
        return ax
    open_rows(ax, _names(shown), width=36, lines=4)
    row_lines(ax, len(shown))
    kinds: dict[str, list[Share | None]] = {
        "acceptable to all": [p.acceptable for p in shown],
        "on the zone": [p.on_zone for p in shown],
    }
    for concept in over.settled:
        kinds[f"settled by {concept_words(concept)}"] = [p.solution[concept] for p in shown]
    handles = []
    for place, (name, shares) in enumerate(kinds.items()):
        style, offset = look(place), (place - (len(kinds) - 1) / 2) * PART / len(kinds)
        for row, share in enumerate(shares):
            if share is not None and share.of:
                ends = [max(share.value - 2 * share.error, 0.0), min(share.value + 2 * share.error, 1.0)]
                ax.plot(ends, [row + offset] * 2, color=GREY, linewidth=1.2, zorder=2)
                ax.plot(
                    [share.value], [row + offset], color=style.colour, marker=style.marker, linestyle="none", zorder=3
                )
        handles.append(_handle(style.colour, style.marker, name))
    ax.set_xlim(-0.03, 1.03)
    ax.set_xlabel("share of the draws")
    key_above(ax, handles, list(kinds))
    return ax


def _handle(colour: str, marker: str, name: str) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([], [], color=colour, marker=marker, linestyle="none", label=name)


def _names(packages: Sequence[FollowedPackage]) -> list[str]:
    """The first agreement by what is not settled alike in all, by everything where it is alone; the others by what they
    settle otherwise."""
    first = packages[0].agreement
    apart = [i for i in first if any(p.agreement[i] != first[i] for p in packages)] or list(first)
    listed = [apart, *([i for i in apart if p.agreement[i] != first[i]] for p in packages[1:])]
    said = ["; ".join(f"{i}: {_said(p.agreement[i])}" for i in k) for p, k in zip(packages, listed, strict=True)]
    return [said[0], *(f"but {words}" for words in said[1:])]


def _said(outcome: Any) -> str:
    return outcome if isinstance(outcome, str) else number(outcome)

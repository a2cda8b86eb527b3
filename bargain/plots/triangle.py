"""Three parties as a triangle: a point is how something is split, the nearer to a corner the more to that party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.comparison import Comparison
from bargain.errors import GameError
from bargain.game.names import shown
from bargain.plots.labels import label_points
from bargain.plots.style import GREY, INK, SMALL, chosen, look, wrapped
from bargain.strategic.coalition import Coalition
from bargain.tolerances import EQUAL
from bargain.words import concept_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = np.ndarray[Any, np.dtype[np.float64]]
Split = tuple[str, Array]

HEIGHT = float(np.sqrt(0.75))
CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, HEIGHT]])
"""Of the first, second and third party."""

STEPS = (0.25, 0.5, 0.75)
"""Shares at which thin lines are drawn."""


def draw_triangle(
    ax: Axes, result: Comparison | Coalition, *, parties: Sequence[Any] | None = None, of: str = "gains"
) -> Axes:
    """Draw how three `parties` share in each solution of a Comparison, or split of a Coalition, and return `ax`.

    A Comparison: shares in the sum of the three parties' gains over disagreement, or `of` "payoffs" in that of their
    payoffs. A Coalition: shares in what all players are worth together, by the Shapley value and the nucleolus, which
    lies in the core where there is one. Thin lines: a quarter, a half, three quarters to a party; the numbers at an
    edge are percent to the party that the edge runs to, counter-clockwise. What has no such shares (no deal, nothing to
    share, less than nothing for somebody) is named below. Of more than three, the first three unless named. Raises
    GameError for fewer than three, and for unknown ones.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> glove = bg.coalition(["left", "right", "other"], lambda s: float("left" in s and len(s) > 1))
    >>> ax = draw_triangle(new_axes(), glove)
    >>> [text.get_text() for text in ax.texts][-2:]
    ['Shapley value', 'nucleolus']
    """
    if of not in ("gains", "payoffs"):
        raise GameError(f'of: {shown(of)} is neither "gains" nor "payoffs"')
    if isinstance(result, Coalition):
        three, splits, notes = _of_coalition(result, parties)
        what = "shares in what all are worth together, %"
    else:
        three = chosen(result.parties, parties, 3)
        splits, notes = _of_comparison(result, three, of)
        what = f"shares in the sum of {of}{' over disagreement' if of == 'gains' else ''}, %"
    _frame(ax, three)
    drawn: dict[tuple[float, ...], list[str]] = {}
    for name, amounts in splits:
        total = float(amounts.sum())
        if abs(total) <= EQUAL or (amounts / total < -EQUAL).any():
            notes.append(f"{name}: {'nothing to share' if abs(total) <= EQUAL else 'less than nothing for somebody'}")
        else:
            drawn.setdefault(tuple(np.round(amounts / total, 6).tolist()), []).append(name)
    places = [np.array(shares) @ CORNERS for shares in drawn]
    for k, place in enumerate(places):
        style = look(k)
        ax.plot(
            [place[0]], [place[1]], marker=style.marker, markersize=8, color=style.colour, markeredgecolor="white",
            linestyle="none", zorder=4,
        )  # fmt: skip
    below = "\n".join([what, *notes])
    ax.text(0.5, -0.16, below, fontsize=SMALL, color=INK, ha="center", va="top", linespacing=1.3)
    labels = [wrapped(", ".join(names), 24, 4) for names in drawn.values()]
    label_points(ax, [(float(x), float(y)) for x, y in places], labels)
    return ax


def _of_comparison(result: Comparison, parties: Sequence[str], of: str) -> tuple[list[Split], list[str]]:
    splits: list[Split] = []
    notes: list[str] = []
    for solution in result:
        name = concept_words(solution.concept)
        if solution.deal:
            amounts = solution.gains if of == "gains" else solution.payoffs
            splits.append((name, np.array([amounts[party] for party in parties])))
        else:
            notes.append(f"{name}: no deal")
    return splits, notes


def _of_coalition(result: Coalition, asked: Sequence[Any] | None) -> tuple[tuple[str, ...], list[Split], list[str]]:
    players = {str(player): player for player in result.shapley}
    three = chosen(tuple(players), None if asked is None else [str(player) for player in asked], 3)

    def split(name: str, amounts: Mapping[Any, float] | None) -> list[Split]:
        return [] if amounts is None else [(name, np.array([amounts[players[name]] for name in three]))]

    splits = [*split("Shapley value", result.shapley), *split("nucleolus", result.nucleolus)]
    if result.nucleolus is None:
        splits += split("prenucleolus", result.prenucleolus)
    notes = ["the core is empty"] if result.core_empty else ["the nucleolus lies in the core"]
    return three, splits, notes


def _frame(ax: Axes, parties: Sequence[str]) -> None:
    """The triangle, its thin lines with percent at the edges, and the names at the corners."""
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set_xlim(-0.3, 1.3)
    ax.set_ylim(-0.38, 1.02)
    ax.fill(*CORNERS.T, facecolor="none", edgecolor=INK, linewidth=1.0, zorder=2)
    outward = CORNERS - CORNERS.mean(axis=0)
    for i, party in enumerate(parties):
        before, after = CORNERS[i - 1], CORNERS[(i + 1) % 3]
        for share in STEPS:
            ends = np.stack([share * CORNERS[i] + (1 - share) * other for other in (before, after)])
            ax.plot(*ends.T, color=GREY, linewidth=0.4, zorder=1)
            at = ends[0] - 0.07 * outward[(i + 1) % 3] / np.linalg.norm(outward[(i + 1) % 3])
            text = f"{100 * share:.0f}"
            ax.text(at[0], at[1], text, fontsize=SMALL - 1.5, color=GREY, ha="center", va="center")
        x, y = CORNERS[i] + 0.05 * outward[i] / np.linalg.norm(outward[i])
        side, level = (("right", "top"), ("left", "top"), ("center", "bottom"))[i]
        ax.text(x, y, f"all to\n{wrapped(party, 18, 2)}", fontsize=SMALL, color=INK, ha=side, va=level)

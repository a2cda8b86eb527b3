"""The bargaining range on a line: what each side would take rather than war, and the deals between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.labels import label_points
from bargain.plots.style import GREY, INK, PALE, SMALL, look, quiet, wrapped
from bargain.strategic.crises.answer import Crisis
from bargain.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROWS = (2.0, 1.0)
"""Where the bars of the first and the second party lie; the deals are marked at 0."""

SAME = 1e-9
"""Shares closer than this are one."""


def draw_bargaining_range(ax: Axes, crisis: Crisis) -> Axes:
    """Draw the shares of the first party that each side prefers to war, and the deals, and return `ax`.

    The line is what there is to agree on, from nothing to everything for the first party. A bar a party, from its
    reservation value: all shares that it prefers to war, whatever is private. The arrow above a bar is what war costs
    that side: from where the bar would begin if war cost nothing. Shaded: the range, which both prefer to war (Fearon
    1995); where there is none the picture says how far the sides are apart. Marks below: the Nash split, what each side
    takes if it makes the demand, and the demands of the equilibrium with the probability that they are accepted.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> ax = draw_bargaining_range(new_axes(), bg.crisis(win_probability=0.6, costs=(0.15, 0.10)))
    >>> [text.get_text() for text in ax.texts if text.get_text()][:3]
    ['cost of war', 'cost of war', 'range: 0.45 to 0.7']
    """
    first, second = crisis.parties
    least, most = crisis.reservations
    ax.set_xlim(-0.04, 1.04)
    ax.set_ylim(-0.75, 3.2)
    ax.set_yticks([*ROWS, 0.0], [*(f"{wrapped(p, 22)}\nprefers to war" for p in (first, second)), "deals"])
    ax.set_xlabel(f"share of {wrapped(first, 30, 1)} in all there is to agree, 0 to 1")
    quiet(ax)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    for i, (left, right) in enumerate(((least, 1.0), (0.0, most))):
        style = look(i)
        ax.barh(
            ROWS[i], right - left, left=left, height=0.34, color=style.colour, hatch=style.hatch, edgecolor="white",
            linewidth=0, zorder=2,
        )  # fmt: skip
        _cost(ax, ROWS[i], crisis.without_costs[i], crisis.reservations[i])
    _range(ax, crisis)
    ax.plot([0.0, 1.0], [0.0, 0.0], color=GREY, linewidth=0.8, zorder=1)
    deals = _deals(crisis)
    for place, (share, _) in enumerate(deals):
        ax.plot(share, 0.0, marker=look(place).marker, markersize=7, color=INK, markeredgecolor="white", zorder=4)
    line = [(k / 100, 0.0) for k in range(101)]
    label_points(ax, [(share, 0.0) for share, _ in deals], [text for _, text in deals], clear_of=line)
    return ax


def _cost(ax: Axes, row: float, free: float, reservation: float) -> None:
    """An arrow from where a side would stand if war cost nothing to where it stands."""
    if abs(free - reservation) <= SAME:
        return
    high = row + 0.32
    ax.annotate(
        "", (reservation, high), (free, high), zorder=4,
        arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.0, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
    ax.plot([free, free], [row - 0.17, high + 0.06], color=INK, linewidth=0.8, zorder=4)
    middle = min(max((free + reservation) / 2, 0.09), 0.91)
    ax.text(middle, high + 0.06, "cost of war", fontsize=SMALL, color=INK, ha="center", va="bottom")


def _range(ax: Axes, crisis: Crisis) -> None:
    """What both prefer to war, or how far the sides are apart."""
    least, most = crisis.reservations
    if crisis.range is None:
        text = f"no range: {number(-crisis.surplus)} apart"
    else:
        low, high = crisis.range
        ax.axvspan(low, high, ymax=0.9, color=PALE, alpha=0.6, linewidth=0, zorder=0.5)
        text = f"range: {number(round(low, 4))} to {number(round(high, 4))}"
    for share in (least, most):
        ax.plot([share, share], [-0.35, 2.8], color=GREY, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
    middle = min(max((least + most) / 2, 0.17), 0.83)
    ax.text(middle, 2.86, text, fontsize=SMALL, color=INK, ha="center", va="bottom")


def _deals(crisis: Crisis) -> list[tuple[float, str]]:
    """The first party's share in each deal, and what the deal is; those at the same share together."""
    first, second = crisis.parties
    found: list[tuple[float, str]] = []
    if crisis.nash_split is not None:
        found.append((crisis.nash_split, "Nash split"))
    if crisis.proposer_takes is not None:
        mine, theirs = crisis.proposer_takes
        for party, share in ((first, mine), (second, 1.0 - theirs)):
            found.append((share, f"{party} demands" if party == crisis.proposer else f"if {party} made the demand"))
    else:
        for one in crisis.demands:
            if one.demand is not None:
                share = one.demand if crisis.proposer == first else 1.0 - one.demand
                when = "" if len(crisis.demands) == 1 else "first, " if one.period == 1 else "then, "
                found.append((share, f"{crisis.proposer} demands ({when}accepted: {number(round(one.accepted, 4))})"))
    merged: dict[float, list[str]] = {}
    for share, text in found:
        merged.setdefault(round(share, 9), []).append(text)
    return [(share, wrapped("; ".join(texts), 26, 4)) for share, texts in sorted(merged.items())]

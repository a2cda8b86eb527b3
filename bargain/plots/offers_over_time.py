"""Alternating offers: what each party would get at every turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.plots.rows import key_above
from bargain.plots.style import PALE, look, quiet, wrapped
from bargain.strategic.offers.equilibrium import AlternatingOffers
from bargain.strategic.offers.game import AGREEMENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_offers_over_time(ax: Axes, found: AlternatingOffers) -> Axes:
    """Draw the shares that are proposed turn by turn, in units of the pie (of a case: points over disagreement).

    A mark a party at every turn; that of the party whose turn it is to propose is filled. The first turn at which an
    offer is taken is shaded: what comes after is what keeps the parties to it, and never happens. Without a horizon two
    turns are drawn, which are repeated for ever. Dashed lines: what shares tend to as offers follow ever faster.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> ax = draw_offers_over_time(new_axes(), bg.alternating_offers(discount=(0.9, 0.8)))
    >>> [round(float(y), 4) for y in ax.lines[0].get_ydata()]
    [0.7143, 0.6429]
    """
    turns = range(1, len(found.proposals) + 1)
    handles = []
    for i, party in enumerate(found.parties):
        style = look(i)
        shares = [proposal.payoffs[i] for proposal in found.proposals]
        handles += ax.plot(
            turns,
            shares,
            color=style.colour,
            linestyle=style.line,
            marker=style.marker,
            markerfacecolor="white",
            zorder=2,
        )
        own = [(turn, x) for turn, x, p in zip(turns, shares, found.proposals, strict=True) if p.proposer == party]
        ax.plot(
            [turn for turn, _ in own], [x for _, x in own], color=style.colour, marker=style.marker, linestyle="none",
            markersize=8, zorder=3,
        )  # fmt: skip
        if found.limit is not None:
            ax.axhline(found.limit[i], color=style.colour, linestyle=(0, (4, 4)), linewidth=0.8, zorder=1)
    taken = next((turn for turn, p in zip(turns, found.proposals, strict=True) if p.outcome == AGREEMENT), None)
    if taken is not None:
        ax.axvspan(taken - 0.3, taken + 0.3, color=PALE, alpha=0.7, linewidth=0, zorder=0)
    ax.set_xticks(list(turns) if len(turns) <= 12 else [])
    if len(turns) > 12:
        from matplotlib.ticker import MaxNLocator

        ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    ax.set_xlim(0.5, len(turns) + 0.5)
    ax.margins(y=0.12)
    ax.set_xlabel("turn" if len(turns) != 2 else "turn (the two are repeated for ever where there is no horizon)")
    ax.set_ylabel("what is proposed for each")
    key_above(ax, handles, [f"{wrapped(p, 20, 1)} (filled: proposes)" for p in found.parties])
    return quiet(ax)

"""Alternating offers: what each party would get at every turn."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bargain.plots.rows import key_above
from bargain.plots.style import GREY, PALE, look, quiet, wrapped
from bargain.strategic.offers.equilibrium import AlternatingOffers
from bargain.strategic.offers.game import AGREEMENT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

FEW = 12
"""Turns that each have a label."""


def draw_offers_over_time(ax: Axes, found: AlternatingOffers) -> Axes:
    """Draw what each party gets from every turn on, if it is reached, in the unit of the pie (of a case: points over
    disagreement); return `ax`.

    A mark a party at every turn; that of the party whose turn it is to propose is filled. The first turn at which an
    offer is taken is shaded: what comes after is what keeps the parties to it, and never happens. A turn that ends
    otherwise than by agreement says so below it. Without a horizon two turns are drawn, which repeat for ever; dashed
    lines are what the parties get as offers follow ever faster.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> ax = draw_offers_over_time(new_axes(), bg.alternating_offers(discount=(0.9, 0.8)))
    >>> [round(float(y), 4) for y in ax.lines[0].get_ydata()]
    [0.7143, 0.6429]
    """
    turns = range(1, len(found.proposals) + 1)
    handles = [_draw_party(ax, i, found) for i in range(len(found.parties))]
    names = [f"{wrapped(party, 20, 1)} (filled: proposes)" for party in found.parties]
    if found.limit is not None:
        for i, share in enumerate(found.limit):
            ax.axhline(share, color=look(i).colour, linestyle=(0, (4, 4)), linewidth=0.8, zorder=1)
        handles.append(_dashed())
        names.append("as offers follow ever faster")
    taken = next((turn for turn, p in zip(turns, found.proposals, strict=True) if p.outcome == AGREEMENT), None)
    if taken is not None:
        ax.axvspan(taken - 0.3, taken + 0.3, color=PALE, alpha=0.7, linewidth=0, zorder=0)
    ax.set_xlim(0.5, len(turns) + 0.5)
    ax.margins(y=0.12)
    _name_turns(ax, found)
    what = "gain" if found.in_points else "share"
    ax.set_ylabel(f"{what} from this turn on, {'points' if found.in_points else 'unit of the pie'}")
    key_above(ax, handles, names)
    return quiet(ax)


def _draw_party(ax: Axes, place: int, found: AlternatingOffers) -> Line2D:
    style, party = look(place), found.parties[place]
    shares = [proposal.payoffs[place] for proposal in found.proposals]
    (line,) = ax.plot(
        range(1, len(shares) + 1), shares, color=style.colour, linestyle=style.line, marker=style.marker,
        markerfacecolor="white", zorder=2,
    )  # fmt: skip
    own = [(turn, x) for turn, (x, p) in enumerate(zip(shares, found.proposals, strict=True), 1) if p.proposer == party]
    ax.plot(
        [turn for turn, _ in own], [x for _, x in own], color=style.colour, marker=style.marker, linestyle="none",
        markersize=8, zorder=3,
    )  # fmt: skip
    return line


def _dashed() -> Line2D:
    from matplotlib.lines import Line2D

    return Line2D([], [], color=GREY, linestyle=(0, (4, 4)), linewidth=0.8)


def _name_turns(ax: Axes, found: AlternatingOffers) -> None:
    """Numbers of the turns, and how they end where not by agreement: below each of few, in sum of many."""
    ends = [proposal.outcome for proposal in found.proposals]
    said = "turn" if found.limit is None else "turn (the two repeat for ever)"
    if len(ends) <= FEW:
        names = [str(k) if end == AGREEMENT else f"{k}\n{wrapped(end, 8, 2)}" for k, end in enumerate(ends, 1)]
        ax.set_xticks(range(1, len(ends) + 1), names)
    else:
        from matplotlib.ticker import MaxNLocator

        ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        others = [f"{count} end by {end}" for end, count in Counter(ends).items() if end != AGREEMENT]
        said += f" ({'; '.join(others)})" if others else ""
    ax.set_xlabel(said)

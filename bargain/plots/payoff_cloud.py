"""A cloud of payoffs: what two parties would get in every draw of the numbers of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from bargain.plots.rows import say_instead
from bargain.plots.style import GREY, INK, SMALL, chosen, payoff_label, quiet
from bargain.uncertainty.cloud import PayoffCloud
from bargain.words import concept_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_payoff_cloud(ax: Axes, cloud: PayoffCloud, *, parties: Sequence[str] | None = None) -> Axes:
    """Draw the payoffs of two `parties` (of more, the first two unless named) draw by draw, in points; return `ax`.

    A dot a draw: what the concept brings both. A small cross a draw: what both get with no agreement. A ring: the game
    as written. Draws without a deal have the cross alone.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [0, 100]}, weight={"Ann": 1, "Bob": 1})
    >>> ax = draw_payoff_cloud(new_axes(), bg.payoff_cloud(game, draws=5))
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('payoff of Ann, points', 'payoff of Bob, points')
    """
    pair = chosen(cloud.parties, parties, 2)
    if not len(cloud):
        say_instead(ax, "no draw makes a game")
        return ax
    columns = [cloud.parties.index(party) for party in pair]
    deals = np.array(cloud.deals)
    outside, agreed = np.array(cloud.disagreement)[:, columns], np.array(cloud.payoffs)[deals][:, columns]
    ax.plot(
        *outside.T, linestyle="none", marker="x", markersize=3, color=GREY, alpha=0.5, label="no agreement", zorder=1
    )
    name = f"agreement by {concept_words(cloud.concept)}"
    if len(agreed):
        ax.plot(
            *agreed.T, linestyle="none", marker="o", markersize=3.2, markeredgewidth=0, color=INK, alpha=0.4,
            label=name, zorder=2,
        )  # fmt: skip
    written = [cloud.written[party] for party in pair]
    ax.plot(
        *written, linestyle="none", marker="o", markersize=11, markerfacecolor="none", markeredgewidth=1.6, color=INK,
        label=f"{name}, as written", zorder=3,
    )  # fmt: skip
    ax.set_xlabel(payoff_label(pair[0]))
    ax.set_ylabel(payoff_label(pair[1]))
    ax.legend(
        loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=3, frameon=False, fontsize=SMALL, borderaxespad=0.2,
        handletextpad=0.3, columnspacing=1.2,
    )  # fmt: skip
    return quiet(ax)

"""The logroll: on which issue settling all together instead of each alone makes a party give, on which it gains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.instruments.linkage_value import LinkageValue, Trade
from bargain.plots.rows import open_rows, party_bars, party_key, row_lines, say_instead
from bargain.words import concept_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_logroll(ax: Axes, value: LinkageValue) -> Axes:
    """Draw the trades of `value`, and return `ax`.

    A row an issue (or issues that are tied) that is settled otherwise together than alone, the largest move first, with
    the two outcomes; a bar a party, in points before risk attitude: to the left what it gives there, to the right what
    it gains. Below the line: what settling together is worth to each over settling one by one, in points of
    payoff. With risk attitudes that is not the sum of the rows above.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> halves = {"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}}
    >>> game = bg.BargainingGame("logroll", parties=["Ann", "Bob"])
    >>> game = game.with_issue("land", range=(0, 1), weight={"Ann": 4, "Bob": 1}, worth=halves)
    >>> game = game.with_issue("water", range=(0, 1), weight={"Ann": 1, "Bob": 4}, worth=halves)
    >>> ax = draw_logroll(new_axes(), bg.linkage_value(game))
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['land: 0.5 → 1', 'water: 0.5 → 0', 'all issues together']
    """
    parties = tuple(value.gain)
    if not value.trades:
        deal = "no deal on all issues together" if not value.together.deal else "nothing changes hands"
        say_instead(ax, f"{deal}, by {concept_words(value.concept)}")
        return ax
    open_rows(ax, [*map(_name, value.trades), "all issues together"], width=44, lines=3)
    row_lines(ax, len(value.trades))
    rows = [[trade.points[party] for party in parties] for trade in value.trades]
    party_bars(ax, parties, [*rows, [value.gain[party] for party in parties]])
    ax.axhline(len(rows) - 0.5, color="black", linewidth=0.8)
    ax.set_xlabel("← gives | points | gains →")
    party_key(ax, parties)
    return ax


def _name(trade: Trade) -> str:
    """An issue and how it was settled alone, and together; of issues that are tied, their names alone."""
    if len(trade.issues) > 1:
        return " with ".join(trade.issues)
    issue = trade.issues[0]
    alone, together = (said.removeprefix(f"{issue}: ") for said in (trade.alone, trade.together))
    return f"{issue}: {alone} → {together}"

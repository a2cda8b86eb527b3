"""What each concept settles, issue by issue, and what each outcome is worth to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bargain.game.bargaining_game import BargainingGame
from bargain.payoffs.solution import Solution
from bargain.plots.cells import cell_size, fitted, open_table, write_in_cell
from bargain.plots.rows import move_below, party_key, say_instead
from bargain.plots.style import PALE, SMALL, look
from bargain.words import concept_words, outcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS = 0.62
"""The part of a cell that its words take; bars take the rest."""

FULL = 100.0
"""Points that an outcome is worth at most."""


def draw_settlement(ax: Axes, game: BargainingGame, solutions: Iterable[Solution] | Solution) -> Axes:
    """Draw the outcomes of all issues of `game` (rows) by `solutions` (columns), and return `ax`.

    Concepts that settle the same share a column. Under each outcome one bar a party, in file order: what the outcome is
    worth to it on that issue, 0 to 100 points, whatever the issue weighs; expected where it is drawn by lottery, whose
    likeliest outcomes are named with their probabilities. Words are shortened to the room that there is: some 0.35 inch
    of height an issue and 1.5 inches of width a column are good to read.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "middle", "south"],
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 60, 0], "Bob": [0, 70, 100]})
    >>> ax = draw_settlement(new_axes(), game, bg.compare(game, ["nash", "egalitarian"]))
    >>> [text.get_text() for text in ax.texts], [text.get_text() for text in ax.get_xticklabels()]
    (['middle'], ['nash, egalitarian'])
    """
    shown = (solutions,) if isinstance(solutions, Solution) else tuple(solutions)
    columns: dict[Any, list[Solution]] = {}
    for solution in shown:
        columns.setdefault(_alike(solution), []).append(solution)
    if not columns or not game.issue_names:
        say_instead(ax, "there is nothing to settle" if columns else "no solution to show")
        return ax
    names = [", ".join(concept_words(s.concept) for s in here) for here in columns.values()]
    open_table(ax, names, game.issue_names)
    party_key(ax, game.party_names)
    move_below(ax, "worth of the outcome, 0 to 100 points")
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    wide, high = cell_size(ax)
    lines = 2 if WORDS * high >= 2 * 1.2 * 7.0 else 1
    size = min(SMALL, WORDS * high / (1.25 * lines))
    for column, (one, *_) in enumerate(columns.values()):
        if not one.deal:
            text = fitted(ax, "no deal", 0.94 * wide)
            write_in_cell(ax, column, 0, text, part=len(game.issue_names), size=SMALL)
            continue
        for row, issue in enumerate(game.issue_names):
            chances = _chances(one, issue)
            text = _words(ax, game, issue, chances, width=0.94 * wide, size=size, lines=lines)
            write_in_cell(ax, column, row, text, part=WORDS, size=size)
            _bars(ax, game, issue, chances, column, row)
    return ax


def _alike(solution: Solution) -> Any:
    """The same for solutions that settle the same, but for rounding."""
    return tuple(
        (round(p, 6), *(round(v, 6) if isinstance(v, float) else v for v in agreement.values()))
        for p, agreement in solution.lottery
    )


def _chances(solution: Solution, issue: str) -> dict[Any, float]:
    """Outcome of an issue → its probability, the likeliest first."""
    found: dict[Any, float] = {}
    for probability, agreement in solution.lottery:
        found[agreement[issue]] = found.get(agreement[issue], 0.0) + probability
    return dict(sorted(found.items(), key=lambda row: -row[1]))


def _words(
    ax: Axes, game: BargainingGame, issue: str, chances: dict[Any, float], *, width: float, size: float, lines: int
) -> str:
    """An outcome, or the likeliest ones with their probabilities."""
    if len(chances) == 1:
        return fitted(ax, outcome(game, issue, next(iter(chances))), width, size=size, lines=lines)
    said = [f"{p:.2f} {outcome(game, issue, settled)}" for settled, p in chances.items()]
    return "\n".join(fitted(ax, one, width, size=size) for one in said[:lines])


def _bars(ax: Axes, game: BargainingGame, issue: str, chances: dict[Any, float], column: int, row: int) -> None:
    """One bar a party, on a pale track as long as 100 points."""
    count = len(game.party_names)
    high = (1.0 - WORDS - 0.08) / count
    for i, party in enumerate(game.party_names):
        worth = sum(p * game.issue(issue).worth(party, settled) for settled, p in chances.items())
        at, style = row + WORDS + 0.02 + (i + 0.5) * high, look(i)
        ax.barh(at, 0.9, height=0.8 * high, left=column + 0.05, color=PALE, linewidth=0, zorder=2)
        ax.barh(
            at, 0.9 * worth / FULL, height=0.8 * high, left=column + 0.05, color=style.colour, hatch=style.hatch,
            edgecolor="white", linewidth=0, zorder=3,
        )  # fmt: skip

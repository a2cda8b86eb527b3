"""What levers move: the outside options, and with them what a concept settles.

Two results are drawn. Leverage: one lever at one level at a time, as changes from the case as it stands. A grid: all
combinations of levels, the last lever's from left to right, the others' from top to bottom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.errors import GameError
from bargain.game.names import known, shown
from bargain.instruments.grid import GridRow, LeverGrid
from bargain.instruments.leverage import Leverage, LeverEffect
from bargain.plots.cells import cell_size, fitted, open_table
from bargain.plots.rows import key_above, move_below, open_rows, party_offset, row_lines, say_instead
from bargain.plots.style import GREY, INK, SMALL, look, short, wrapped
from bargain.tolerances import EQUAL
from bargain.words import concept_words, number, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_lever_map(ax: Axes, result: LeverGrid | Leverage, *, concept: str = "nash") -> Axes:
    """Draw what levers move at the solution of `concept`, and return `ax`; points.

    For each party, in file order, a hollow mark: what it gets without agreement, and a filled one: what it gets by the
    solution; the line between them is its gain. Of Leverage both are changes from the case as it stands, so that a row
    on which all marks are at 0 is a level that moves nothing. Of a grid they are payoffs, on one scale for all cells,
    and the number is the payoff by the solution. Raises GameError for a concept that the result does not hold.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "middle", "south"],
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 60, 0], "Bob": [0, 70, 100]})
    >>> game = game.with_outside_option(bg.Fixed({"Ann": 10, "Bob": 10}))
    >>> game = game.with_lever("aid", "Cyd", {"none": {}, "full": {"outside_option.payoffs.Ann": 80}})
    >>> ax = draw_lever_map(new_axes(), bg.leverage(game))
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['aid: none', 'aid: full']
    """
    if isinstance(result, Leverage):
        return _draw_effects(ax, result, concept)
    return _draw_grid(ax, result, concept)


def _draw_effects(ax: Axes, result: Leverage, concept: str) -> Axes:
    held = {effect.solution.concept for effect in result.effects}
    if not result.effects:
        say_instead(ax, "the case has no levers")
        return ax
    effects = [e for e in result.effects if e.solution.concept == known(concept, held, "concept", "concept")]
    open_rows(ax, [f"{short(e.lever, 32)}: {short(e.level, 22)}" for e in effects], width=30)
    row_lines(ax, len(effects))
    ax.axvline(0.0, color=INK, linewidth=0.8, zorder=1)
    for row, effect in enumerate(effects):
        _effect(ax, row, effect, result.parties)
    ax.set_xlabel("change from the case as it stands, points")
    _key(ax, result.parties, concept)
    return ax


def _effect(ax: Axes, row: int, effect: LeverEffect, parties: tuple[str, ...]) -> None:
    for i, party in enumerate(parties):
        at = row + party_offset(i, len(parties))
        _span(ax, at, effect.moved[party], effect.change[party], i)


def _span(ax: Axes, at: float, without: float, settled: float, place: int, *, size: float = 6.0) -> None:
    """A hollow mark, a filled one, and the line between."""
    style = look(place)
    ax.plot([without, settled], [at, at], color=style.colour, linestyle=style.line, linewidth=1.1, zorder=2)
    for x, fill in ((without, "white"), (settled, style.colour)):
        ax.plot(
            x, at, marker=style.marker, markersize=size, markerfacecolor=fill, markeredgecolor=style.colour,
            linestyle="none", zorder=3,
        )  # fmt: skip


def _key(ax: Axes, parties: tuple[str, ...], concept: str) -> None:
    """What the marks are."""
    from matplotlib.lines import Line2D

    def mark(marker: str, colour: str, fill: str, line: str = "none") -> Line2D:
        drawn = Line2D([], [], marker=marker, markeredgecolor=colour, markerfacecolor=fill, color=colour, markersize=6)
        drawn.set_linestyle(line)  # type: ignore[arg-type]
        return drawn

    handles = [mark(look(i).marker, look(i).colour, look(i).colour, look(i).line) for i in range(len(parties))]
    names = [wrapped(party, 20, 1) for party in parties]
    handles += [mark("o", GREY, "white"), mark("o", GREY, GREY)]
    key_above(ax, handles, [*names, "without agreement", f"by {concept_words(concept)}"])


def _draw_grid(ax: Axes, result: LeverGrid, concept: str) -> Axes:
    chosen = {_above(row): row for row in result.rows}
    held = {s.concept for row in result.rows for s in row.solutions}
    known(concept, held, "concept", "concept")
    *others, last = result.levers
    columns = list(dict.fromkeys(row.levels[last] for row in result.rows))
    names = list(dict.fromkeys(tuple(row.levels[lever] for lever in others) for row in result.rows))
    if len(chosen) != len(columns) * len(names):
        raise GameError(f"levers: {shown(result.levers)} make {len(result.rows)} rows, which are no full table")
    open_table(ax, columns, [_name(levels) for levels in names])
    ax.set_xlabel(wrapped(last, 50, 1))
    ax.xaxis.set_label_position("top")
    ax.xaxis.label.set_fontsize(SMALL + 0.5)
    ax.set_ylabel(wrapped(" · ".join(others), 50, 1), fontsize=SMALL + 0.5)
    _key(ax, result.parties, concept)
    low, high = _scale(result, concept)
    move_below(ax, f"in each cell from {number(low)} to {number(high)} points, from left to right")
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    for row, levels in enumerate(names):
        for column, level in enumerate(columns):
            _cell(ax, (column, row), chosen[(*levels, level)], result.parties, concept, (low, high))
    return ax


def _above(row: GridRow) -> tuple[str, ...]:
    return tuple(row.levels.values())


def _name(levels: tuple[str, ...]) -> str:
    return " · ".join(levels)


def _scale(result: LeverGrid, concept: str) -> tuple[float, float]:
    """Round numbers between which all payoffs of the grid lie."""
    from matplotlib.ticker import MaxNLocator

    found = [v for row in result.rows for v in row.disagreement.values()]
    found += [v for row in result.rows for s in row.solutions if s.concept == concept for v in s.payoffs.values()]
    low, high = min(found), max(found)
    ticks = MaxNLocator(5).tick_values(low, high if high - low > EQUAL else low + 1.0)
    return float(ticks[0]), float(ticks[-1])


def _cell(
    ax: Axes, at: tuple[int, int], row: GridRow, parties: tuple[str, ...], concept: str, scale: tuple[float, float]
) -> None:
    """One combination of levels: a line a party."""
    column, down = at
    solution = next(s for s in row.solutions if s.concept == concept)
    width, height = cell_size(ax)
    size = min(SMALL, 0.7 * 0.8 * height / len(parties))
    high = 0.8 / len(parties)
    for i, party in enumerate(parties):
        line = down + 0.1 + (i + 0.5) * high
        ends = row.disagreement[party], solution.payoffs[party]
        d, u = (column + 0.06 + 0.6 * (x - scale[0]) / (scale[1] - scale[0]) for x in ends)
        ax.plot([column + 0.06, column + 0.66], [line, line], color=GREY, linewidth=0.3, zorder=1)
        _span(ax, line, d, u, i, size=min(5.5, 0.6 * size))
        text = points(solution.payoffs[party]) if solution.deal else "no deal" if not i else ""
        said = fitted(ax, text, 0.28 * width, size=size)
        ax.text(column + 0.97, line, said, fontsize=size, ha="right", va="center", color=INK)

"""Payoff space: what two parties can get together, what each gets without the other, and what the concepts pick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.payoffs.frontier import Frontier
from bargain.payoffs.solution import Solution
from bargain.payoffs.zone import ZoneOfAgreement
from bargain.plots.labels import label_points
from bargain.plots.style import GREY, INK, PALE, chosen, look, payoff_label, quiet, wrapped
from bargain.words import concept_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = np.ndarray[Any, np.dtype[np.float64]]
Point = tuple[float, float]

FINE = 400
"""Points closer than this part of the picture, across and up, are drawn once."""


def draw_payoff_space(
    ax: Axes,
    frontier: Frontier,
    solutions: Iterable[Solution] | Solution = (),
    *,
    zone: ZoneOfAgreement | None = None,
    parties: Sequence[str] | None = None,
    close_up: bool = False,
) -> Axes:
    """Draw the payoffs of two `parties` (of more, the first two unless named), in points, and return `ax`.

    Grey: the frontier, hollow points and lines where a number is settled. Black: its part in the `zone`; shaded: what
    leaves both at least their disagreement and some agreement in the zone reaches or betters. Cross: the disagreement.
    Each of the `solutions` (a Comparison, or several) has a mark and its name; a hollow mark is reached by a lottery
    only, so it may lie beyond the frontier, which is that of sure agreements. `close_up`: only the surroundings of the
    zone. Raises GameError where `parties` are not two of the frontier's.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "middle", "south"],
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 60, 0], "Bob": [0, 70, 100]})
    >>> ax = draw_payoff_space(new_axes(), bg.pareto_frontier(game), bg.nash(game))
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('payoff of Ann, points', 'payoff of Bob, points')
    """
    pair = chosen(frontier.parties, parties, 2)
    columns = [frontier.parties.index(party) for party in pair]
    shown = (solutions,) if isinstance(solutions, Solution) else tuple(solutions)
    d = frontier.disagreement[columns]
    inside = None if zone is None else zone.frontier
    runs = _runs(frontier, columns)
    good = [] if inside is None else _runs(inside, columns)
    picked = np.array([[s.payoffs[party] for party in pair] for s in shown]).reshape(-1, 2)
    around = good if close_up and good else runs
    _set_limits(ax, np.concatenate([*around, picked, d[None]]))
    ax.set_xlabel(payoff_label(pair[0]))
    ax.set_ylabel(payoff_label(pair[1]))
    quiet(ax)
    _draw_runs(ax, runs, GREY, hollow=True)
    if good:
        ax.fill(*_shade(good, d).T, color=PALE, alpha=0.55, linewidth=0, zorder=0.5)
        _draw_runs(ax, good, INK, hollow=False)
    ax.plot(*d, marker="x", markersize=8, markeredgewidth=1.8, color=INK, linestyle="none", zorder=5)
    _label(ax, _mark(ax, shown, pair) + _labels(runs, good, d, zone), runs)
    return ax


def _runs(frontier: Frontier, columns: Sequence[int]) -> list[Array]:
    """Lines, shape (m, 2), and single points, shape (1, 2), of a frontier, from left to right."""
    lines = list(frontier.lines()[:, :, columns]) if frontier.pieces is not None else []
    ends = {tuple(row) for line in lines for row in line[[0, -1]].tolist()}
    points = frontier.payoffs[:, columns]
    alone = [row[None] for row in points if tuple(row.tolist()) not in ends] if lines else list(points[:, None])
    return sorted([*(line[np.argsort(line[:, 0], kind="stable")] for line in lines), *alone], key=lambda r: tuple(r[0]))


def _set_limits(ax: Axes, points: Array) -> None:
    """Limits of the axes with all `points` inside, and room for their labels."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.where(high > low, 0.09 * (high - low), np.maximum(1.0, 0.05 * np.abs(high)))
    ax.set_xlim(low[0] - room[0], high[0] + room[0])
    ax.set_ylim(low[1] - room[1], high[1] + room[1])


def _cells(ax: Axes, points: Array) -> Array:
    """The cell of the picture that each point lies in, shape (k, 2)."""
    low, high = np.array([ax.get_xlim(), ax.get_ylim()]).T
    return np.asarray(np.floor((points - low) / (high - low) * FINE))


def _draw_runs(ax: Axes, runs: list[Array], colour: str, *, hollow: bool) -> None:
    """Lines as one broken line, then the points that can be told apart."""
    lines = [run for run in runs if len(run) > 1]
    points = [run for run in runs if len(run) == 1]
    if lines:
        gap = np.full((1, 2), np.nan)
        drawn = np.concatenate([part for line in lines for part in (line, gap)][:-1])
        ax.plot(
            *drawn.T, color=colour, linewidth=1.2 if hollow else 2.0, solid_capstyle="round", zorder=2 + (not hollow)
        )
    if points:
        rows = np.concatenate(points)
        rows = rows[np.sort(np.unique(_cells(ax, rows), axis=0, return_index=True)[1])]
        size = 3.5 if len(rows) <= 200 else 1.6
        ax.plot(
            *rows.T, linestyle="none", marker="o", markersize=size, markeredgewidth=0.8, zorder=2 + (not hollow),
            color=colour, markerfacecolor="white" if hollow else colour,
        )  # fmt: skip


def _shade(runs: list[Array], d: Array) -> Array:
    """Outline, shape (k, 2), of what lies between the disagreement and the zone: its steps down included."""
    points = np.concatenate(runs)
    first = np.concatenate([np.arange(len(run)) == 0 for run in runs])
    best = np.maximum.accumulate(points[::-1, 1])[::-1]
    kept = points[:, 1] >= best  # of several parties, the third may be what the others' points are for
    points, first = points[kept], first[kept]
    outline = [(d[0], points[0, 1])]
    for (x, y), jumps in zip(points.tolist(), first.tolist(), strict=True):
        outline += [(outline[-1][0], y), (x, y)] if jumps else [(x, y)]
    return np.array([*outline, (points[-1, 0], d[1]), tuple(d)])


def _labels(runs: list[Array], good: list[Array], d: Array, zone: ZoneOfAgreement | None) -> list[tuple[Point, str]]:
    """Where the disagreement, the frontier and the zone are named."""
    words = "disagreement"
    if zone is not None and not good:
        words += "\n(zone of agreement by lottery only)" if zone.exists else "\n(no zone of agreement)"
    labels = [((float(d[0]), float(d[1])), words)]
    if good:
        middle = d + 0.3 * (np.concatenate(good).max(axis=0) - d)
        labels.append(((float(middle[0]), float(middle[1])), "zone of agreement"))
    if runs:
        end = runs[-1][-1]
        labels.append(((float(end[0]), float(end[1])), "frontier"))
    return labels


def _mark(ax: Axes, solutions: Sequence[Solution], pair: Sequence[str]) -> list[tuple[Point, str]]:
    """Mark every solution; those that pay the same share a mark and a label."""
    places: dict[Point, list[int]] = {}
    for k, solution in enumerate(solutions):
        x, y = (round(solution.payoffs[party], 9) for party in pair)
        places.setdefault((x, y), []).append(k)
    labels = []
    for point, here in places.items():
        deals = [k for k in here if solutions[k].deal]
        names = ", ".join(concept_words(solutions[k].concept) for k in deals or here)
        if not deals:
            labels.append((point, wrapped(f"no deal: {names}", 30, 4)))
            continue
        style, lottery = look(deals[0]), all(len(solutions[k].lottery) > 1 for k in deals)
        ax.plot(
            *point, marker=style.marker, markersize=7.5, markeredgewidth=1.4, linestyle="none", zorder=6,
            markeredgecolor=style.colour if lottery else "white", markerfacecolor="white" if lottery else style.colour,
            color=style.colour,
        )  # fmt: skip
        labels.append((point, wrapped(names, 26, 4)))
    return labels


def _label(ax: Axes, labels: Sequence[tuple[Point, str]], runs: list[Array]) -> None:
    """Write the labels that lie inside the axes, clear of the frontier."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    seen = [(point, text) for point, text in labels if left <= point[0] <= right and low <= point[1] <= high]
    dense = [np.linspace(a, b, 9) for run in runs for a, b in pairwise(run)]
    crowd = np.concatenate([*dense, *(run for run in runs if len(run) == 1), np.zeros((0, 2))])
    keep = np.unique(_cells(ax, crowd), axis=0, return_index=True)[1]
    rows = [(float(x), float(y)) for x, y in crowd[keep]]
    label_points(ax, [point for point, _ in seen], [text for _, text in seen], clear_of=rows)

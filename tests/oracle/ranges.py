"""Ranges without lotteries: better numbers than those of the grid, and exact ideals where worths are straight lines."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle.enumerate import (
    EVERY_KNOT,
    Agreements,
    bent,
    disagreement,
    enumerate_agreements,
    is_range,
    number,
    options,
    payoffs_at,
    points,
    unbent,
)

EQUAL = 1e-9
"""What a bound may be missed by, points."""

Score = Callable[[np.ndarray], np.ndarray]
"""Payoffs (m, n) → what is maximised, shape (m,); −inf where an agreement does not count."""


def zoom(
    listed: Agreements, score: Score, starts: int = 4, rounds: int = 60
) -> tuple[np.ndarray, dict[str, Any]] | None:
    """Payoffs, shape (n,), and the agreement that ever finer grids around the best rows find; None when none counts.

    Choices stay as in the row, ranges within their red lines; a lower bound of the best score that mostly meets it.
    """
    values = score(listed.payoffs)
    best: Any = (-np.inf, None)
    order = np.argsort(-values, kind="stable")
    for row in _apart(listed, order[np.isfinite(values[order])], starts):
        found = _zoom_from(listed, row, score, rounds)
        if found[0] > best[0]:
            best = found
    return best[1]


def _apart(listed: Agreements, order: np.ndarray, starts: int) -> list[int]:
    """The first few rows of `order` that are not neighbours of one another."""
    picked: list[int] = []
    for row in order[:200]:
        if len(picked) == starts:
            break
        near = [
            all(
                abs(c[row] - c[other]) <= 0.1 * (number(i.high) - number(i.low)) if is_range(i) else c[row] == c[other]
                for i, c in zip(listed.game.issues, listed.columns, strict=True)
            )
            for other in picked
        ]
        if not any(near):
            picked.append(int(row))
    return picked


def _zoom_from(
    listed: Agreements, row: int, score: Score, rounds: int
) -> tuple[float, tuple[np.ndarray, dict[str, Any]]]:
    game = listed.game
    centre = [c[row] for c in listed.columns]
    limits = [(o[0], o[-1]) if is_range(i) else (0, 0) for i in game.issues for o in [options(game, i, 2)]]
    width = [0.1 * (number(i.high) - number(i.low)) if is_range(i) else 0.0 for i in game.issues]
    best = score(listed.payoffs[row : row + 1])[0]
    payoffs = listed.payoffs[row]
    per_range = 9 if sum(map(is_range, game.issues)) < 3 else 5
    for _ in range(rounds):
        menus = [
            np.clip(np.append(c + w * np.linspace(-1, 1, per_range), c), *limit) if is_range(i) else np.array([c])
            for i, c, w, limit in zip(game.issues, centre, width, limits, strict=True)
        ]
        columns = [c.ravel() for c in np.meshgrid(*menus, indexing="ij")]
        table = payoffs_at(game, columns)
        values = score(table)
        at = int(values.argmax())
        if values[at] > best:
            best, payoffs, centre = values[at], table[at], [c[at] for c in columns]
        width = [0.65 * w for w in width]
    plain = [float(c) if is_range(i) else i.outcomes[c] for i, c in zip(game.issues, centre, strict=True)]
    return float(best), (payoffs, dict(zip(game.issue_names, plain, strict=True)))


def ideal(game: BargainingGame) -> np.ndarray | None:
    """Ideal payoffs over R, shape (n,), for straight worths and at most two ranges; None when R is empty.

    Between neighbouring breakpoints points are linear in the settled numbers, and u_j ≥ d_j is a bound on points. So
    in each cell the most of a party is reached in a corner: where two of the lines "a side of the cell" and "a party
    at its disagreement" meet.
    """
    knots = enumerate_agreements(game, EVERY_KNOT)
    d = disagreement(game)
    floor = np.array([unbent(number(p.risk_aversion), x) for p, x in zip(game.parties, d, strict=True)])
    corners = cell_corners(game, knots, floor)
    if not len(corners):
        return None
    most = corners.max(axis=0)
    return np.array([bent(number(p.risk_aversion), np.array([v]))[0] for p, v in zip(game.parties, most, strict=True)])


def cell_corners(game: BargainingGame, knots: Agreements, floor: np.ndarray) -> np.ndarray:
    """Points (k, n) of the corners of all cells, cut to where everybody has at least `floor`."""
    base, slopes = _cells(game, knots)  # points = base + slopes[0]·x + slopes[1]·y, x and y from 0 to 1
    n = base.shape[1]
    count = len(base)
    zero, one = np.zeros(count), np.ones(count)
    # every line as a·x + b·y = c
    lines = [(one, zero, zero), (one, zero, one), (zero, one, zero), (zero, one, one)]
    lines += [(slopes[0][:, j], slopes[1][:, j], floor[j] - base[:, j]) for j in range(n) if np.isfinite(floor[j])]
    found = []
    for (a, b, c), (e, f, g) in itertools.combinations(lines, 2):
        with np.errstate(all="ignore"):
            det = a * f - b * e
            x, y = (c * f - b * g) / det, (a * g - c * e) / det
            inside = (np.abs(det) > 1e-12) & (x >= -1e-12) & (x <= 1 + 1e-12) & (y >= -1e-12) & (y <= 1 + 1e-12)
        x, y = np.clip(x[inside], 0, 1)[:, None], np.clip(y[inside], 0, 1)[:, None]
        at = base[inside] + slopes[0][inside] * x + slopes[1][inside] * y
        found.append(at[(at >= floor - EQUAL).all(axis=1)])
    return np.vstack(found) if found else np.zeros((0, n))


def _cells(game: BargainingGame, knots: Agreements) -> tuple[np.ndarray, list[np.ndarray]]:
    """Points at the lower end of every cell, and their change over each of its (at most two) sides."""
    at = [k for k, issue in enumerate(game.issues) if is_range(issue)]
    assert len(at) <= 2, "at most two ranges"
    slopes = []
    for k in at:
        menu = options(game, game.issues[k], EVERY_KNOT)
        after = {x: menu[min(j + 1, len(menu) - 1)] for j, x in enumerate(menu)}
        columns = list(knots.columns)
        columns[k] = np.array([after[x] for x in columns[k]])
        slopes.append(points(game, columns) - knots.points)
    while len(slopes) < 2:
        slopes.append(np.zeros_like(knots.points))
    return knots.points, slopes

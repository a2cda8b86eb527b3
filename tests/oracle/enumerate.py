"""Every feasible agreement of a game, listed one by one, with payoffs computed from the definitions.

A settled game is a list of columns, one per issue: integer positions of outcomes for a choice, numbers for a range.
Points of a party are the sum of normalised weight times worth, plus linkages, less the prices of crossed red lines;
its risk attitude bends them into its payoff. Absolute red lines take agreements out.

Ranges are gridded: uniform numbers, every breakpoint of every party and every bound of a red line. Between two
neighbours of the grid every worth curve is then monotone, so `raised` is an upper bound that holds: each agreement
of the game gives nobody more than the raised payoff of the grid row at the lower end of its cell.
"""

import functools
import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame

EVERY_KNOT = 2
"""The grid of ends, breakpoints and bounds of red lines alone."""

MOST_ROWS = 20_000
"""An automatic grid keeps the list of agreements below about this length."""


def number(given: Any) -> float:
    """The plain value of a number, with or without evidence."""
    return float(getattr(given, "value", given))


def is_range(issue: Any) -> bool:
    """Whether the issue is settled by a number."""
    return hasattr(issue, "low")


def discrete(game: BargainingGame) -> bool:
    """Whether every issue is a choice."""
    return not any(is_range(issue) for issue in game.issues)


def straight(game: BargainingGame) -> bool:
    """Whether every worth over a range is made of straight lines."""
    views = [view for issue in game.issues if is_range(issue) for view in issue.preferences.values()]
    return all(hasattr(v.worth, "at") or number(v.worth.exponent) == 1.0 for v in views)


def powers(game: BargainingGame) -> np.ndarray:
    """Bargaining powers as given, shape (n,)."""
    return np.array([number(p.power) for p in game.parties])


def disagreement(game: BargainingGame) -> np.ndarray:
    """d, shape (n,), points."""
    return np.array([game.disagreement[p] for p in game.party_names])


def weights(game: BargainingGame, party: str) -> list[float]:
    """Weight of every issue to `party`, scaled to sum 1; a ranking means rank-order centroid weights."""
    order = game.rankings.get(party)
    raw = []
    for issue in game.issues:
        view = issue.preferences.get(party)
        if view is None:
            raw.append(0.0)
        elif order is not None:
            rank = order.index(issue.name) + 1
            raw.append(sum(1.0 / j for j in range(rank, len(order) + 1)) / len(order))
        else:
            raw.append(number(view.weight))
    total = math.fsum(raw)
    return [w / total if total > 0 else 0.0 for w in raw]


def worth(issue: Any, party: str, column: np.ndarray) -> np.ndarray:
    """What each entry of `column` is worth to `party`, shape (m,), points."""
    view = issue.preferences.get(party)
    if view is None:
        return np.zeros(len(column))
    if not is_range(issue):
        return np.array([number(w) for w in view.worth])[column]
    if hasattr(view.worth, "at"):
        return np.interp(column, [number(x) for x in view.worth.at], [number(w) for w in view.worth.worth])
    low, high = number(issue.low), number(issue.high)
    share = np.clip(((column - low) if view.worth.rising else (high - column)) / (high - low), 0.0, 1.0)
    return 100.0 * share ** number(view.worth.exponent)


def holds(game: BargainingGame, condition: Mapping[str, Any], columns: list[np.ndarray]) -> np.ndarray:
    """Mask, shape (m,): the condition of a linkage or a red line holds."""
    mask = np.ones(len(columns[0]), dtype=bool)
    for name, settled in condition.items():
        at = game.issue_names.index(name)
        issue, column = game.issues[at], columns[at]
        if is_range(issue):
            mask &= column < settled.bound if settled.side == "below" else column > settled.bound
        else:
            mask &= np.isin(column, [k for k, outcome in enumerate(issue.outcomes) if outcome in settled])
    return mask


def allowed(game: BargainingGame, columns: list[np.ndarray]) -> np.ndarray:
    """Mask, shape (m,): no absolute red line is crossed."""
    mask = np.ones(len(columns[0]), dtype=bool)
    for line in game.all_red_lines:
        if line.price is None:
            mask &= ~holds(game, line.never, columns)
    return mask


def points(game: BargainingGame, columns: list[np.ndarray]) -> np.ndarray:
    """Points before risk attitude, shape (m, n)."""
    table = np.zeros((len(columns[0]), len(game.parties)))
    for i, party in enumerate(game.party_names):
        for issue, weight, column in zip(game.issues, weights(game, party), columns, strict=True):
            table[:, i] += weight * worth(issue, party, column)
        for linkage in game.linkages:
            if linkage.party == party:
                table[:, i] += number(linkage.points) * holds(game, linkage.when, columns)
        for line in game.all_red_lines:
            if line.party == party and line.price is not None:
                table[:, i] -= number(line.price) * holds(game, line.never, columns)
    return table


def bent(risk_aversion: float, values: np.ndarray) -> np.ndarray:
    """Payoff 100·(1 − exp(−a·V/100)) / (1 − exp(−a)) of each entry V of `values`, same shape; a = 0 is linear."""
    if risk_aversion == 0.0:
        return values.copy()
    top = math.expm1(-risk_aversion)
    flat = [100.0 * math.expm1(-risk_aversion * v / 100.0) / top for v in values.ravel()]
    return np.array(flat).reshape(values.shape)


def unbent(risk_aversion: float, payoff: float) -> float:
    """Points whose payoff is `payoff`; infinite where none are."""
    if risk_aversion == 0.0:
        return payoff
    inside = payoff / 100.0 * math.expm1(-risk_aversion)
    if inside <= -1.0:
        return math.inf if risk_aversion > 0 else -math.inf
    return -100.0 / risk_aversion * math.log1p(inside)


def with_attitude(game: BargainingGame, table: np.ndarray) -> np.ndarray:
    """Payoffs, shape (m, n), of points, shape (m, n)."""
    bends = [bent(number(p.risk_aversion), table[:, i]) for i, p in enumerate(game.parties)]
    return np.stack(bends, axis=1)


def payoffs_at(game: BargainingGame, columns: list[np.ndarray]) -> np.ndarray:
    """Payoffs of settled games, shape (m, n), points."""
    return with_attitude(game, points(game, columns))


def columns_of(game: BargainingGame, agreement: Mapping[str, Any]) -> list[np.ndarray]:
    """One agreement (issue → outcome) as columns of length 1."""
    return [
        np.array([float(agreement[i.name])]) if is_range(i) else np.array([i.outcomes.index(agreement[i.name])])
        for i in game.issues
    ]


def payoffs_of(game: BargainingGame, agreement: Mapping[str, Any]) -> np.ndarray:
    """Payoffs of one agreement, shape (n,), points, risk attitude included."""
    return payoffs_at(game, columns_of(game, agreement))[0]


@dataclass(frozen=True, eq=False)
class Agreements:
    """Feasible agreements in file order (the last issue changes fastest).

    `columns`: one per issue, each of shape (m,). `points`, `payoffs`: (m, n), before and after risk attitude.
    `reach`: (m, n), how far points may differ from the row anywhere in its cell. `raised`: (m, n), payoffs that
    nobody exceeds in the cell of the row. In a game of choices alone `reach` is 0 and `raised` is `payoffs`.
    """

    game: BargainingGame
    columns: list[np.ndarray]
    points: np.ndarray
    payoffs: np.ndarray
    reach: np.ndarray
    raised: np.ndarray

    def __len__(self) -> int:
        return len(self.payoffs)

    def agreement(self, row: int) -> dict[str, Any]:
        """Issue → outcome of one row."""
        return {
            i.name: float(c[row]) if is_range(i) else i.outcomes[c[row]]
            for i, c in zip(self.game.issues, self.columns, strict=True)
        }


def options(game: BargainingGame, issue: Any, grid: int) -> np.ndarray:
    """What an issue may be settled at: positions of its outcomes, or the grid of a range within its red lines."""
    if not is_range(issue):
        return np.arange(len(issue.outcomes))
    low, high = number(issue.low), number(issue.high)
    found = {low, high, *np.linspace(low, high, max(grid, 2))}
    for view in issue.preferences.values():
        if hasattr(view.worth, "at"):
            found |= {number(x) for x in view.worth.at}
    for line in game.all_red_lines:
        if issue.name in line.never:
            found.add(line.never[issue.name].bound)
    column = np.array(sorted(found))
    refused = np.zeros(len(column), dtype=bool)
    for line in game.all_red_lines:
        if issue.name in line.never:
            bound = line.never[issue.name]
            refused |= column < bound.bound if bound.side == "below" else column > bound.bound
    return column[~refused]


def automatic_grid(game: BargainingGame, most: int = MOST_ROWS) -> int:
    """Numbers per range that keep the list of agreements below about `most` rows."""
    ranges = sum(is_range(i) for i in game.issues)
    if not ranges:
        return 0
    combinations = math.prod(len(i.outcomes) for i in game.issues if not is_range(i))
    return int(min(401, max(5, (most / combinations) ** (1.0 / ranges) - 6)))


@functools.lru_cache(maxsize=16)
def enumerate_agreements(game: BargainingGame, grid: int | None = None) -> Agreements:
    """All feasible agreements of `game`, `grid` uniform numbers per range (None: as many as `MOST_ROWS` allows).

    `grid` = EVERY_KNOT keeps the ends, the breakpoints and the bounds of red lines only.
    """
    grid = automatic_grid(game) if grid is None else grid
    menus = [options(game, issue, grid) for issue in game.issues]
    positions = [p.ravel() for p in np.meshgrid(*(np.arange(len(m)) for m in menus), indexing="ij")]
    columns = [menu[p] for menu, p in zip(menus, positions, strict=True)]
    keep = allowed(game, columns)
    columns, positions = [c[keep] for c in columns], [p[keep] for p in positions]
    table = points(game, columns)
    reach, up = np.zeros_like(table), np.zeros_like(table)
    for (issue, menu, position), (i, party) in itertools.product(
        zip(game.issues, menus, positions, strict=True), enumerate(game.party_names)
    ):
        if is_range(issue) and len(menu):
            step = np.append(np.diff(worth(issue, party, menu)), 0.0) * weights(game, party)[game.issues.index(issue)]
            reach[:, i] += np.abs(step)[position]
            up[:, i] += np.maximum(step, 0.0)[position]
    payoffs = with_attitude(game, table)
    return Agreements(game, columns, table, payoffs, reach, with_attitude(game, table + up))

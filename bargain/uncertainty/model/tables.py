"""The tables of a game's factors for many draws at once, from one table of all its numbers.

What does not depend on numbers, which combinations of outcomes there are and which linkages and prices they bring, is
read once off the game's own factors (`bargain.payoffs.factors`). Every number is a column of the table of draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.condition import Beyond
from bargain.game.paths import join
from bargain.payoffs.factors import TableFactor, factors_of
from bargain.uncertainty.sampling.layout import Layout

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

MOST_CODES = 2**62
"""Agreements of choices that a 64-bit code can tell apart."""


@dataclass(frozen=True, eq=False)
class Term:
    """Points that a party gets on some rows: a linkage (`sign` 1) or a priced red line (−1). `column`: how many.

    `everywhere`: mask over all combinations of the factor's outcomes; `mask`: over the rows that red lines leave.
    """

    party: int
    column: int
    sign: float
    everywhere: Any
    mask: Any


@dataclass(frozen=True, eq=False)
class Table:
    """One factor of choices: `choices`, shape (m, c), rows left by absolute red lines; `issues`: numbers of its issues.

    `worths`: shape (n, c, …) as a list over c of columns (n, outcomes). `codes`: shape (m,), what each row adds to
    the code of an agreement. `row_at`: code of a row among all combinations → row, −1 for those refused.
    """

    issues: tuple[int, ...]
    choices: Ints
    worths: tuple[Ints, ...]
    terms: tuple[Term, ...]
    codes: Ints
    row_at: Ints
    strides: Ints

    def points(self, numbers: Array, weights: Array) -> Array:
        """Points of every row before risk attitude, shape (draws, m, n); `weights`: (draws, n, issues)."""
        points = np.zeros((len(numbers), len(self.choices), weights.shape[1]))
        for c, issue in enumerate(self.issues):
            worth = numbers[:, self.worths[c]]  # (draws, n, outcomes)
            value = weights[:, :, issue, None] * worth
            points += value[:, :, self.choices[:, c]].transpose(0, 2, 1)
        for term in self.terms:
            points[:, term.mask, term.party] += term.sign * numbers[:, term.column, None]
        return points

    def at(self, numbers: Array, weights: Array, positions: Ints, *, charge: bool) -> Array:
        """Points of q agreements at `positions`, shape (q, issues), red lines or not: shape (draws, q, n)."""
        points = np.zeros((len(numbers), len(positions), weights.shape[1]))
        for c, issue in enumerate(self.issues):
            worth = numbers[:, self.worths[c][:, positions[:, issue]]]  # (draws, n, q)
            points += (weights[:, :, issue, None] * worth).transpose(0, 2, 1)
        own = positions[:, list(self.issues)] @ self.strides
        for term in self.terms:
            if charge or term.sign > 0:
                points[:, term.everywhere[own], term.party] += term.sign * numbers[:, term.column, None]
        return points

    def each(self, numbers: Array, weights: Array, positions: Ints) -> Array:
        """Points of one agreement a draw, at `positions`, shape (draws, issues): shape (draws, n)."""
        points, draws = np.zeros(weights.shape[:2]), np.arange(len(numbers))[:, None]
        for c, issue in enumerate(self.issues):
            columns = self.worths[c][:, positions[:, issue]].T  # (draws, n)
            points += weights[:, :, issue] * numbers[draws, columns]
        own = positions[:, list(self.issues)] @ self.strides
        for term in self.terms:
            points[:, term.party] += term.everywhere[own] * term.sign * numbers[:, term.column]
        return points

    def rows(self, positions: Ints) -> Ints:
        """The row that settles the issues at `positions`, shape (…, issues of the game); −1 where it is refused."""
        return np.asarray(self.row_at[(positions[..., list(self.issues)] * self.strides).sum(axis=-1)])


@dataclass(frozen=True, eq=False)
class Weights:
    """Columns of the weights, shape (n, issues), the column of zeros where a party is indifferent."""

    columns: Ints

    def scaled(self, numbers: Array) -> tuple[Array, Array]:
        """Weights that sum to 1, shape (draws, n, issues), and the sums as drawn, shape (draws, n)."""
        raw = numbers[:, self.columns]
        total = np.cumsum(raw, axis=2)[:, :, -1] if raw.shape[2] else np.zeros(raw.shape[:2])
        return raw / np.where(total > 0, total, 1.0)[:, :, None], np.where(total > 0, total, 1.0)


def weights_of(game: BargainingGame, layout: Layout) -> Weights:
    """The weights of all parties."""
    index, zero = layout.index(), len(layout.paths)
    columns = [
        [index.get(join(["issues", issue.name, party, "weight"]), zero) for issue in game.issues]
        for party in game.party_names
    ]
    return Weights(np.array(columns, dtype=np.int64).reshape(len(game.parties), len(game.issues)))


def tables_of(game: BargainingGame, layout: Layout) -> tuple[Table, ...]:
    """The factors of choices, in the order of `factors_of`."""
    order = {name: k for k, name in enumerate(game.issue_names)}
    strides = code_strides(game)
    found = []
    for factor in factors_of(game):
        if isinstance(factor, TableFactor) and factor.outcomes != ((),):
            found.append(_table(factor, game, layout, order, strides))
    return tuple(found)


def code_strides(game: BargainingGame) -> list[int]:
    """What one step of each issue's outcome adds to the code of an agreement: codes rise in file order; ranges 0."""
    strides, size = [0] * len(game.issues), 1
    for k in range(len(game.issues) - 1, -1, -1):
        issue = game.issues[k]
        if isinstance(issue, Choice):
            strides[k] = size
            size *= len(issue.outcomes)
    return strides


def count_agreements(game: BargainingGame) -> int:
    """Combinations of outcomes of all choices, red lines left aside."""
    count = 1
    for issue in game.issues:
        count *= len(issue.outcomes) if isinstance(issue, Choice) else 1
    return count


def _table(
    factor: TableFactor, game: BargainingGame, layout: Layout, order: dict[str, int], strides: list[int]
) -> Table:
    index, zero = layout.index(), len(layout.paths)
    issues = tuple(order[name] for name in factor.issues)
    sizes = [len(names) for names in factor.outcomes]
    worths = tuple(
        np.array(
            [
                [index.get(join(["issues", name, party, "worth", o]), zero) for o in outcomes]
                for party in game.party_names
            ],
            dtype=np.int64,
        )
        for name, outcomes in zip(factor.issues, factor.outcomes, strict=True)
    )
    own = np.array([int(np.prod(sizes[c + 1 :])) for c in range(len(sizes))], dtype=np.int64)
    row_at = np.full(int(np.prod(sizes)), -1, dtype=np.int64)
    row_at[factor.choices @ own] = np.arange(len(factor.choices))
    small = count_agreements(game) < MOST_CODES
    codes = factor.choices @ np.array([strides[k] if small else 0 for k in issues], dtype=np.int64)
    return Table(issues, factor.choices, worths, _terms(factor, game, index, row_at >= 0), codes, row_at, own)


def _terms(factor: TableFactor, game: BargainingGame, index: dict[str, int], left: Any) -> tuple[Term, ...]:
    """Linkages, then priced red lines, in the order in which the game adds them; `left`: what red lines leave."""
    party = {name: k for k, name in enumerate(game.party_names)}
    terms = []

    def term(name: str, column: int, sign: float, condition: Mapping[str, Any]) -> Term:
        everywhere = holds_on(factor, condition)
        return Term(party[name], column, sign, everywhere, everywhere[left])

    for k, linkage in enumerate(game.linkages):
        if next(iter(linkage.when)) in factor.issues:
            column = index[join(["linkages", str(k), "points"])]
            terms.append(term(linkage.party, column, 1.0, linkage.when))
    for line, path in priced_lines(game):
        if next(iter(line.never)) in factor.issues:
            terms.append(term(line.party, index[path], -1.0, line.never))
    return tuple(terms)


def priced_lines(game: BargainingGame) -> list[tuple[Any, str]]:
    """Red lines with a price, in the order of `all_red_lines`, each with the path of its price."""
    found = []
    for k, line in enumerate(game.all_red_lines):
        if line.price is None or any(isinstance(o, Beyond) for o in line.never.values()):
            continue
        joint = k - (len(game.all_red_lines) - len(game.red_lines))
        if joint >= 0:
            path = join(["red_lines", str(joint), "price"])
        else:
            ((issue, outcomes),) = line.never.items()
            path = join(["issues", issue, line.party, "never", *map(str, outcomes)])  # type: ignore[arg-type]
        found.append((line, path))
    return found


def holds_on(factor: TableFactor, condition: Mapping[str, Any]) -> Any:
    """Mask over all combinations of a factor's outcomes, the last issue changing fastest: the condition holds there."""
    sizes = [len(names) for names in factor.outcomes]
    grid = np.indices(sizes).reshape(len(sizes), -1)
    mask = np.ones(grid.shape[1], dtype=bool)
    for name, outcomes in condition.items():
        c = factor.issues.index(name)
        mask &= np.isin(grid[c], [factor.outcomes[c].index(o) for o in outcomes])
    return mask

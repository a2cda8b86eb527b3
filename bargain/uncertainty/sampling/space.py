"""What varies in a case: every number with a range, every ranking, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.paths import split
from bargain.game.quantity import Quantity
from bargain.uncertainty.sampling.layout import Layout
from bargain.uncertainty.sampling.marginals import Marginal
from bargain.uncertainty.sampling.polytope import CORNERS, corners, hit_and_run, ranked_weights
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.ties import End, Tie, following, ties_of, totals

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class FixedSum:
    """Positions in a row that keep their sum: drawn together, by hit and run. `name`: what they are."""

    name: str
    positions: tuple[int, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    total: float


@dataclass(frozen=True)
class Space:
    """The varied numbers of a case, one position of a row each.

    `paths`: their names. `marginals`: how each is drawn by itself, None for those drawn together. `ranked`: runs of
    positions (first, end) that are a ranked party's weights. `sums`: see FixedSum. `columns`: where they stand among
    all numbers (`layout`). `ties`: what follows them.
    """

    layout: Layout
    sampler: Sampler
    paths: tuple[str, ...]
    columns: tuple[int, ...]
    marginals: tuple[Marginal | None, ...]
    ranked: tuple[tuple[int, int], ...]
    sums: tuple[FixedSum, ...]
    ties: tuple[Tie, ...]

    @staticmethod
    def of(game: BargainingGame, sampler: Sampler | None = None) -> Space:
        """What varies in `game`, drawn as `sampler` says."""
        the_game(game)
        sampler = Sampler() if sampler is None else sampler
        if not isinstance(sampler, Sampler):
            raise GameError(f"sampler: {type(sampler).__name__} is none; give bg.Sampler(method=…, shape=…)")
        layout = Layout.of(game)
        stated = {layout.canonical(path): d for path, d in sampler.distributions.items()}
        layout = Layout.of(game, [path for path in stated if path not in layout.paths])
        index, follow = layout.index(), following(layout.game)
        for path in stated:
            if path in follow:
                raise GameError(
                    f"sampler.distributions[{path!r}]: the end of a curve follows the end of its range; "
                    f"state a distribution for that"
                )
        singles = _singles(layout, stated, follow)
        sums = _fixed_sums(layout, sampler, singles)
        together = {k for group in sums for k in group.positions}
        marginals: list[Marginal | None] = [None if k in together else m for k, m in enumerate(singles)]
        paths, ranked = [m.path for m in singles], []
        for _, weights in layout.ranked:
            ranked.append((len(paths), len(paths) + len(weights)))
            paths += weights
            marginals += [None] * len(weights)
        columns = tuple(index[path] for path in paths)
        ties = ties_of(layout.game, index, frozenset(columns), layout.values)
        return Space(layout, sampler, tuple(paths), columns, tuple(marginals), tuple(ranked), tuple(sums), tuple(ties))

    @property
    def in_cube(self) -> tuple[int, ...]:
        """Positions that take a coordinate of the unit cube: all but those drawn by hit and run."""
        together = {k for group in self.sums for k in group.positions}
        return tuple(k for k in range(len(self.paths)) if k not in together)

    def rows_at(self, cube: Array) -> Array:
        """Rows, shape (m, k), at points of the unit cube, shape (m, in_cube); positions drawn together are NaN."""
        rows = np.full((len(cube), len(self.paths)), np.nan)
        place = {position: c for c, position in enumerate(self.in_cube)}
        for position, marginal in enumerate(self.marginals):
            if marginal is not None:
                rows[:, position] = marginal.at(cube[:, place[position]], self.sampler.shape)
        for first, end in self.ranked:
            rows[:, first:end] = ranked_weights(cube[:, [place[k] for k in range(first, end)]])
        return rows

    def walk(self, rows: Array, first: int, random: np.random.Generator) -> None:
        """Fill in the positions drawn together; row k is draw number `first` + k and begins at a corner by number."""
        begin = (first + np.arange(len(rows))) % CORNERS
        for group in self.sums:
            low, high = np.array(group.low), np.array(group.high)
            start = corners(low, high, group.total)[begin]
            rows[:, list(group.positions)] = hit_and_run(low, high, group.total, start, random)

    def table(self, rows: Array) -> Array:
        """All numbers of the game for each row, ties settled: shape (m, all + 1), in the order of the layout."""
        table = self.layout.table(self.columns, rows)
        for tie in self.ties:
            tie.settle(table)
        return table

    @property
    def moving(self) -> tuple[int, ...]:
        """Columns of all numbers that a draw may change: the varied and those that follow."""
        moved = {k for tie in self.ties for k in _moved(tie)}
        return tuple(sorted(moved | set(self.columns)))

    def game_at(self, row: Array) -> BargainingGame:
        """The game of one row, shape (k,), of its own. Raises GameError where a game cannot be so."""
        table = self.table(np.asarray(row, dtype=float)[None, :])[0]
        return self.layout.game_with({k: float(table[k]) for k in self.moving})


def _moved(tie: Tie) -> tuple[int, ...]:
    return tie.followers if isinstance(tie, End) else tie.moved


def _singles(layout: Layout, stated: dict[str, Any], follow: Iterable[str]) -> list[Marginal]:
    """Every number with a range or a stated distribution, in file order."""
    evidence, found = layout.evidence(), []
    values = dict(zip(layout.paths, layout.values, strict=False))
    for path in layout.paths:
        number, distribution = evidence.get(path), stated.get(path)
        low, high = bounds(number) if number is not None else (values[path], values[path])
        if path not in follow and (distribution is not None or low < high):
            found.append(Marginal(path, values[path], low, high, distribution))
    return found


def bounds(number: Quantity) -> tuple[float, float]:
    """Range of a number with evidence; a bound that is not given is its value."""
    low = number.value if number.low is None else number.low
    return low, number.value if number.high is None else number.high


def _fixed_sums(layout: Layout, sampler: Sampler, singles: list[Marginal]) -> list[FixedSum]:
    """Groups of numbers drawn together, where the sampler asks for it; a stated distribution takes a number out."""
    position = {m.path: k for k, m in enumerate(singles) if m.distribution is None}
    wanted: list[tuple[str, list[str]]] = []
    if sampler.weights == "fixed_sum":
        for party in layout.game.party_names:
            wanted.append((f"weights of {party}", [p for p in layout.paths if _is_weight(p, party)]))
    if sampler.probabilities == "fixed_sum":
        for total, group in totals(layout.game):
            if total == 1.0 and all(own for _, own in group):
                last = split(group[0][0])[-1]
                of = "endings" if last == "probability" else last
                wanted.append((f"probabilities of {of}", [path for path, _ in group]))
    found = []
    for name, paths in wanted:
        held = [singles[position[p]] for p in paths if p in position]
        if len(held) > 1:
            low, high = tuple(m.low for m in held), tuple(m.high for m in held)
            positions = tuple(position[m.path] for m in held)
            found.append(FixedSum(name, positions, low, high, float(sum(m.value for m in held))))
    return found


def _is_weight(path: str, party: str) -> bool:
    parts = split(path)
    return len(parts) == 4 and parts[0] == "issues" and parts[2:] == [party, "weight"]

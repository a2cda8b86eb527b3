"""A game compiled once: what stays the same from draw to draw, and the columns of what does not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.paths import join, split
from bargain.game.utility import attitude
from bargain.payoffs.solution import Agreement
from bargain.uncertainty.model.curves import Curve, Line, curves_of
from bargain.uncertainty.model.outside import FixedColumns, OutsideColumns, WarColumns, outside_of
from bargain.uncertainty.model.tables import Table, Weights, code_strides, tables_of, weights_of
from bargain.uncertainty.sampling.space import Space

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

PROBES = (1e-12, 1e-6, 1e-3, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1 - 1e-6, 1 - 1e-12)
"""Shares of a stated distribution at which the game is asked whether it can take such a number."""


@dataclass(frozen=True, eq=False)
class Model:
    """The parts of a game that are computed for many draws at a time; `outside` None: it is asked game by game."""

    space: Space
    game: BargainingGame
    weights: Weights
    tables: tuple[Table, ...]
    curves: tuple[Curve, ...]
    outside: OutsideColumns
    powers: Ints
    attitudes: Ints

    @staticmethod
    def of(space: Space) -> Model:
        """The model of what varies in a game."""
        layout, game = space.layout, space.layout.game
        index = layout.index()
        powers, attitudes = (
            np.array([index[join(["parties", p, key])] for p in game.party_names], dtype=np.int64)
            for key in ("power", "risk_aversion")
        )
        tables, curves = tables_of(game, layout), curves_of(game, layout)
        outside = outside_of(game, layout)
        return Model(space, game, weights_of(game, layout), tables, curves, outside, powers, attitudes)

    @property
    def parties(self) -> int:
        """Number of parties."""
        return len(self.game.parties)

    @property
    def straight(self) -> bool:
        """Whether all ranges are worth straight lines."""
        return all(curve.straight for curve in self.curves)

    @cached_property
    def strides(self) -> Ints:
        """What a step of each issue adds to the code of an agreement, 0 for ranges, shape (issues,)."""
        return np.array(code_strides(self.game), dtype=object)

    @cached_property
    def sizes(self) -> Ints:
        """Number of outcomes of each issue, 1 for ranges, shape (issues,)."""
        return np.array([len(i.outcomes) if isinstance(i, Choice) else 1 for i in self.game.issues], dtype=np.int64)

    def positions(self, codes: Ints) -> Ints:
        """Outcomes' positions, shape (m, issues), of agreements by their codes, shape (m,), below 2^62."""
        strides = np.array([int(s) or 1 for s in self.strides], dtype=np.int64)
        return np.asarray(codes[:, None] // strides % self.sizes)

    def agreement(self, positions: Any, numbers: Any) -> Agreement:
        """Issue → outcome: the positions of choices and the numbers of ranges, each with one entry an issue."""
        return Agreement(
            {
                issue.name: issue.outcomes[int(positions[k])] if isinstance(issue, Choice) else float(numbers[k])
                for k, issue in enumerate(self.game.issues)
            }
        )

    def points_at(self, numbers: Array, weights: Array, positions: Ints, x: Array, *, charge: bool) -> Array:
        """Points before risk attitude, shape (draws, q, n), of q agreements, whatever red lines say.

        `positions`: shape (q, issues); `x`: the numbers of ranges, shape (1 or draws, q, issues). `charge`: prices of
        crossed red lines are taken off.
        """
        total = np.zeros((len(numbers), len(positions), self.parties))
        for table in self.tables:
            total += table.at(numbers, weights, positions, charge=charge)
        for curve in self.curves:
            settled = np.broadcast_to(x[:, :, curve.issue], (len(numbers), len(positions)))
            total += curve.points(numbers, weights, settled)
        return total

    def bent(self, numbers: Array, points: Array) -> Array:
        """Payoffs with each party's risk attitude of points, shape (draws, …, n)."""
        a = numbers[:, self.attitudes]
        if not a.any():
            return points
        found = points.copy()
        for p in range(self.parties):
            if (a[:, p] == a[0, p]).all():
                found[..., p] = attitude(float(a[0, p]), points[..., p])
            else:
                for b in range(len(points)):
                    found[b, ..., p] = attitude(float(a[b, p]), points[b, ..., p])
        return found

    def disagreement(self, numbers: Array, weights: Array) -> Array:
        """d, shape (draws, n), points. Only where `outside` is known."""
        if isinstance(self.outside, FixedColumns):
            return numbers[:, self.outside.payoffs]
        assert self.outside is not None
        imposed = self.outside.imposed
        x = numbers[:, imposed.numbers]
        points = self.points_at(numbers, weights, imposed.positions, x, charge=False)
        return self.outside.disagreement(numbers, self.bent(numbers, points))

    @cached_property
    def taken(self) -> tuple[tuple[int, float, float], ...]:
        """For each number with a stated distribution: its position in a row, and between what values the game takes it.

        What a number may be is an interval, so a game that takes two values takes what lies between.
        """
        found = []
        for k, marginal in enumerate(self.space.marginals):
            if marginal is not None and marginal.distribution is not None:
                values = [marginal.low, marginal.high, *marginal.at(np.array(PROBES), "uniform").tolist()]
                held = [marginal.value, *(x for x in values if self._takes(k, x))]
                found.append((k, min(held), max(held)))
        return tuple(found)

    def _takes(self, position: int, value: float) -> bool:
        """Whether the game takes `value` at a position of a row, all other numbers as written."""
        row = np.array(self.space.layout.values)[list(self.space.columns)]
        row[position] = value
        try:
            self.space.game_at(row)
        except GameError:
            return False
        return True

    def sure(self, rows: Array, numbers: Array) -> Any:
        """Mask, shape (draws,): the game is sure to take the numbers. Where it is False the game itself is asked.

        A number within its own range is taken, for the game has checked the range; what hangs together is checked here.
        """
        fine = np.isfinite(numbers).all(axis=1)
        for k, low, high in self.taken:
            fine &= (rows[:, k] >= low) & (rows[:, k] <= high)
        raw = numbers[:, self.weights.columns]
        valued = (self.weights.columns < len(self.space.layout.paths)).any(axis=1)
        fine &= (raw.sum(axis=2) > 0)[:, valued].all(axis=1)
        if isinstance(self.outside, WarColumns):
            fine &= self.outside.sure(numbers)
        for curve, held in self._moving_curves:
            fine &= _curve_sure(curve, numbers)
            first, last = numbers[:, [curve.ends[0]]], numbers[:, [curve.ends[1]]]
            fine &= (first < last)[:, 0]
            fine &= ((numbers[:, held] >= first) & (numbers[:, held] <= last)).all(axis=1)
        return fine

    @cached_property
    def _moving_curves(self) -> tuple[tuple[Curve, list[int]], ...]:
        """Ranges of which a draw moves a corner, an end, or a number that settles them; each with all such numbers."""
        moving, found = set(self.space.moving), []
        places = [split(path) for path in self.space.layout.paths]
        for curve in self.curves:
            name = self.game.issues[curve.issue].name
            held = [k for k, parts in enumerate(places) if _settles(parts, name)]
            corners = [k for line in curve.lines if line is not None for k in line.at]
            if moving & {*held, *corners, *curve.ends}:
                found.append((curve, held))
        return tuple(found)


def _settles(parts: list[str], name: str) -> bool:
    """Whether the path is that of a number that lies in the range called `name`."""
    if parts[0] == "outside_option":
        return parts[-2:] == ["outcome", name]
    return parts[:2] == ["issues", name] and (parts[2:] == ["status_quo"] or parts[3:4] == ["never"])


def _curve_sure(curve: Curve, numbers: Array) -> Any:
    fine = np.ones(len(numbers), dtype=bool)
    for line in curve.lines:
        if isinstance(line, Line):
            at = numbers[:, line.at]
            fine &= (np.diff(at, axis=1) > 0).all(axis=1)
            fine &= (at[:, 0] == numbers[:, curve.ends[0]]) & (at[:, -1] == numbers[:, curve.ends[1]])
    return fine

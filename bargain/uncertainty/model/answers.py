"""What draws of a game would settle: the quick way where it is sure, the concepts themselves everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.errors import ConceptError, GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.payoffs.pieces_region import PiecesRegion
from bargain.payoffs.points_region import PointsRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Solution
from bargain.uncertainty.model.batch import Batch, Settled, Solved
from bargain.uncertainty.model.listed import FEW, count, solve_listed
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.on_zone import on_zone
from bargain.uncertainty.model.packages import Package, acceptable, places, points_of
from bargain.uncertainty.model.pick import QUICK
from bargain.uncertainty.model.plane import solve_plane
from bargain.uncertainty.model.tables import MOST_CODES, count_agreements

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

AT_ONCE = 128
"""Draws solved side by side: few enough to stay in the processor's cache."""

HELD = 2_000_000
"""Points of listed agreements held at a time."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one concept gives in all draws. `payoffs`: shape (draws, n), NaN where the draw makes no game.

    `draw`, `mass`: which draw each settled agreement belongs to, and its probability there (1 but for lotteries).
    `positions`, `numbers`: shape (settled, issues), of the outcomes of choices, and of ranges. `places`: the same
    shape, where the packages stand that hold them.
    """

    payoffs: Array
    draw: Ints
    mass: Array
    positions: Ints
    numbers: Array
    places: Ints


@dataclass(frozen=True, eq=False)
class Answers:
    """What draws of a game give, row by row.

    `valid`: mask; `refused`: (row, the game's own words) for the others. `zone`: mask. `disagreement`: shape
    (draws, n), points, NaN where not valid. `weights`: scaled to sum 1, shape (draws, n, issues). `outcomes`: concept →
    Outcome. `acceptable`, `on_zone`: masks, shape (draws, followed); `known`: whether `on_zone` could be told.
    `quickly`: how many draws the quick way answered.
    """

    valid: Mask
    refused: tuple[tuple[int, str], ...]
    zone: Mask
    disagreement: Array
    weights: Array
    outcomes: dict[str, Outcome]
    acceptable: Mask
    on_zone: Mask
    known: Mask
    quickly: int


def way_of(model: Model, concepts: Iterable[str], lotteries: bool) -> str:
    """How draws of this game are solved: "plane", "listed", or "one by one" by the concepts themselves."""
    quick = not lotteries and all(name in QUICK for name in concepts) and bool(model.game.issues)
    if quick and count_agreements(model.game) < MOST_CODES:
        if model.parties == 2 and len(model.curves) <= 1 and model.straight:
            return "plane"
        if not model.curves and count(model) <= FEW:
            return "listed"
    return "one by one"


def answers(
    model: Model,
    rows: Array,
    concepts: tuple[str, ...] = ("nash",),
    *,
    lotteries: bool = False,
    followed: tuple[Package, ...] = (),
) -> Answers:
    """What the draws `rows`, shape (draws, k), in the order of the model's space, would settle by each concept.

    It is what `bargain.concepts.solving.solve` gives for the game of each row.
    """
    found = _Found(model, rows, concepts, lotteries, followed)
    way = way_of(model, concepts, lotteries)
    size = AT_ONCE if way == "plane" else max(1, min(AT_ONCE, HELD // max(count(model), 1)))
    for start in range(0, len(rows), size):
        found.solve(np.arange(start, min(start + size, len(rows))), way)
    return found.answers()


class _Found:
    """Answers while they are being found: arrays over all rows, filled in some rows at a time."""

    def __init__(
        self, model: Model, rows: Array, concepts: tuple[str, ...], lotteries: bool, followed: tuple[Package, ...]
    ) -> None:
        self.model, self.rows, self.concepts = model, rows, concepts
        self.lotteries, self.followed = lotteries, followed
        draws, n, issues = len(rows), model.parties, len(model.game.issues)
        self.numbers = model.space.table(rows)
        self.weights, self.totals = model.weights.scaled(self.numbers)
        self.valid, self.zone = np.ones(draws, dtype=bool), np.zeros(draws, dtype=bool)
        self.disagreement = np.full((draws, n), np.nan)
        self.payoffs = {c: np.full((draws, n), np.nan) for c in concepts}
        self.settled: dict[str, list[tuple[Any, Any, Any, Any]]] = {c: [] for c in concepts}
        shape = (draws, len(followed))
        self.acceptable, self.on_zone = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        self.known = np.ones(shape, dtype=bool)
        self.refused: dict[int, str] = {}
        self.quickly, self.issues = 0, issues

    def solve(self, at: Ints, way: str) -> None:
        """Answer the rows at positions `at`."""
        model = self.model
        fine = model.sure(self.rows[at], self.numbers[at])
        games: dict[int, BargainingGame] = {}
        if model.outside is not None:
            self.disagreement[at[fine]] = model.disagreement(self.numbers[at[fine]], self.weights[at[fine]])
        for row in (at if model.outside is None else at[~fine]).tolist():
            game = self._game(row)
            if game is not None:
                games[row] = game
                self.disagreement[row] = [game.disagreement[p] for p in game.party_names]
        slow = at[self.valid[at]]
        if way != "one by one":
            quick = at[fine & self.valid[at]]
            sure = self._quickly(quick, way)
            slow = np.setdiff1d(slow, quick[sure])
        self._accept(at[self.valid[at]])
        for row in slow.tolist():
            self._one(row, games.get(row))

    def _game(self, row: int) -> BargainingGame | None:
        try:
            return self.model.space.game_at(self.rows[row])
        except GameError as error:
            self.valid[row] = False
            self.refused[row] = str(error)
            return None

    def _batch(self, at: Ints) -> Batch:
        return Batch(self.numbers[at], self.weights[at], self.totals[at], self.disagreement[at])

    def _quickly(self, at: Ints, way: str) -> Mask:
        """Answer the rows by a quick way; a mask over `at`: those of which it is sure."""
        if not len(at):
            return np.zeros(0, dtype=bool)
        model, batch = self.model, self._batch(at)
        points = points_of(model, batch, self.followed)
        solve = solve_plane if way == "plane" else solve_listed
        solved = solve(model, batch, self.concepts, points) if count(model) else _nothing(model, batch, self.concepts)
        self.zone[at[solved.sure]] = solved.zone[solved.sure]
        self.on_zone[at] = solved.on_zone if len(solved.on_zone) else False
        for concept, settled in solved.settled.items():
            self._settle(concept, at, solved, settled)
        self.quickly += int(solved.sure.sum())
        return solved.sure

    def _settle(self, concept: str, at: Ints, solved: Solved, settled: Settled) -> None:
        model, payoffs = self.model, self.payoffs[concept]
        payoffs[at[solved.sure]] = self.disagreement[at[solved.sure]]
        deal = np.flatnonzero(solved.sure & settled.deal)
        if not len(deal):
            return
        rows, positions, numbers = at[deal], settled.positions[deal], settled.numbers[deal]
        payoffs[rows] = payoffs_at(model, self._batch(rows), positions, numbers)
        self.settled[concept].append((rows, np.ones(len(rows)), positions, numbers))

    def _accept(self, at: Ints) -> None:
        if self.followed and len(at):
            self.acceptable[at] = acceptable(self.model, self._batch(at), self.followed)

    def _one(self, row: int, game: BargainingGame | None) -> None:
        """Answer one row by the concepts themselves."""
        game = self._game(row) if game is None else game
        if game is None:
            return
        problem = BargainingProblem.from_game(game, lotteries=self.lotteries)
        by_lottery = problem if self.lotteries else problem.with_lotteries()
        region = rational_region(problem)
        self.zone[row] = region.exists
        try:
            entries = [CONCEPTS[concept] for concept in self.concepts]
            shared = isinstance(region, (PointsRegion, PiecesRegion))  # others learn from concept to concept
            solutions = [
                entry(p if shared or len(entries) == 1 else replace(p))
                for entry, p in ((e, by_lottery if e.by_lottery else problem) for e in entries)
            ]
        except ConceptError as error:  # a concept that is defined for the game as written, but not for this draw
            self.valid[row] = False
            self.refused[row] = str(error)
            return
        for concept, solution in zip(self.concepts, solutions, strict=True):
            self.payoffs[concept][row] = list(solution.payoffs.values())
            self._lottery(concept, row, solution)
        if self.followed:
            points = points_of(self.model, self._batch(np.array([row])), self.followed)[0]
            self.on_zone[row], self.known[row] = on_zone(region, problem, points)

    def _lottery(self, concept: str, row: int, solution: Solution) -> None:
        issues = self.model.game.issues
        for mass, agreement in solution.lottery:
            positions, numbers = np.zeros((1, self.issues), dtype=np.int64), np.zeros((1, self.issues))
            for k, issue in enumerate(issues):
                outcome = agreement[issue.name]
                if isinstance(outcome, str):
                    positions[0, k] = issue.outcomes.index(outcome)  # type: ignore[union-attr]
                else:
                    numbers[0, k] = outcome
            self.settled[concept].append((np.array([row]), np.array([mass]), positions, numbers))

    def answers(self) -> Answers:
        """Everything, settled agreements in the order of the draws."""
        outcomes = {}
        for concept, parts in self.settled.items():
            none = (
                np.zeros(0, np.int64),
                np.zeros(0),
                np.zeros((0, self.issues), np.int64),
                np.zeros((0, self.issues)),
            )
            draw, mass, positions, numbers = (np.concatenate(column) for column in zip(none, *parts, strict=True))
            order = np.argsort(draw, kind="stable")
            ordered = (draw[order], mass[order], positions[order], numbers[order])
            stand = places(self.model, positions[order], numbers[order], table=self.numbers[draw[order]])
            outcomes[concept] = Outcome(self.payoffs[concept], *ordered, stand)
        for array in (self.zone, self.acceptable, self.on_zone):
            array[~self.valid] = False
        self.disagreement[~self.valid] = np.nan
        refused = tuple(sorted(self.refused.items()))
        return Answers(
            self.valid, refused, self.zone, self.disagreement, self.weights, outcomes, self.acceptable,
            self.on_zone & self.acceptable, self.known, self.quickly,
        )  # fmt: skip


def _nothing(model: Model, batch: Batch, concepts: tuple[str, ...]) -> Solved:
    """Red lines leave no agreement, whatever the numbers."""
    none, shape = np.zeros(len(batch), dtype=bool), (len(batch), len(model.game.issues))
    settled = Settled(none, np.zeros(shape, dtype=np.int64), np.zeros(shape))
    return Solved(~none, none, dict.fromkeys(concepts, settled), np.zeros((0, 0), dtype=bool))


def payoffs_at(model: Model, batch: Batch, positions: Ints, numbers: Array) -> Array:
    """Payoffs, shape (draws, n), of one agreement a draw, summed in the order of the factors."""
    total = np.zeros((len(batch), model.parties))
    for table in model.tables:
        total += table.each(batch.numbers, batch.weights, positions)
    for curve in model.curves:
        total += curve.points(batch.numbers, batch.weights, numbers[:, [curve.issue]])[:, 0]
    return model.bent(batch.numbers, total)

"""A scalar at many draws of a game: batched where it is a text, solution by solution where it is a function."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bargain.concepts.solving import solve
from bargain.errors import ConceptError, GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.calling import called
from bargain.game.choice import Choice
from bargain.uncertainty.model.answers import Answers, answers
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.result import Refusal
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.scalar import Scalar

Array = np.ndarray[Any, np.dtype[np.float64]]

AT_ONCE = 4096
"""Rows whose games are held at a time."""

TRAJECTORIES, PAIRS, RESAMPLES = 3, 4, 5
"""Purposes of random streams, besides those of draws."""


class Evaluator:
    """A scalar as a plain function of rows of a space, shape (m, k) → (m,), NaN where there is no number.

    It counts: `solved` rows, those that the game `refused` (number of the row, its words), and those that made a game
    but gave no number (`undefined`).
    """

    def __init__(self, scalar: Scalar, space: Space) -> None:
        self.scalar, self.model = scalar, Model.of(space)
        self.solved, self.undefined = 0, 0
        self.refused: list[tuple[int, str]] = []

    def __call__(self, rows: Array) -> Array:
        """The scalar at `rows`."""
        parts = [self._some(rows[start : start + AT_ONCE]) for start in range(0, len(rows), AT_ONCE)]
        return np.concatenate([np.zeros(0), *parts])

    def _some(self, rows: Array) -> Array:
        if self.scalar.function is not None:
            values, refused = self._one_by_one(rows)
        else:
            concepts = (self.scalar.concept,) if self.scalar.concept else ()
            found = answers(self.model, rows, concepts, lotteries=self.scalar.lotteries)
            values, refused = _values(self.scalar, self.model, found), found.refused
            values[~found.valid] = np.nan
        self.refused += [(self.solved + row, words) for row, words in refused]
        self.undefined += int(np.isnan(values).sum()) - len(refused)
        self.solved += len(rows)
        return values

    def _one_by_one(self, rows: Array) -> tuple[Array, tuple[tuple[int, str], ...]]:
        scalar, values, refused = self.scalar, np.full(len(rows), np.nan), []
        assert scalar.function is not None
        for k, row in enumerate(rows):
            try:
                game = self.model.space.game_at(row)
                solution = solve(game, scalar.concept, lotteries=scalar.lotteries)
            except (GameError, ConceptError) as error:
                refused.append((k, str(error)))
                continue
            values[k] = scalar.number(called(scalar.function, solution, f"scalar {scalar.text!r}"))
        return values, tuple(refused)

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """The refused rows by place, the most frequent first."""
        return refusals(self.refused)


def refusals(refused: list[tuple[int, str]]) -> tuple[Refusal, ...]:
    """Refused draws (number, the game's words) by the place that the words begin with, the most frequent first."""
    counts: dict[str, int] = {}
    words: dict[str, str] = {}
    for _, message in refused:
        place = message.split(": ", 1)[0]
        counts[place] = counts.get(place, 0) + 1
        words.setdefault(place, message)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Refusal(place, count, words[place]) for place, count in ranked)


def checked(scalar: Scalar, game: BargainingGame) -> Scalar:
    """The scalar, whose concept is defined for the game as written; ConceptError where it is not."""
    if scalar.concept:
        solve(game, scalar.concept, lotteries=scalar.lotteries)
    return scalar


def _values(scalar: Scalar, model: Model, found: Answers) -> Array:
    """The scalar in each draw, shape (m,)."""
    if scalar.kind == "zone":
        return found.zone.astype(float)
    party = model.game.party_names.index(scalar.of) if scalar.of in model.game.party_names else 0
    if scalar.kind == "disagreement":
        return found.disagreement[:, party].copy()
    outcome = found.outcomes[scalar.concept]
    if scalar.kind == "payoffs":
        return outcome.payoffs[:, party].copy()
    if scalar.kind == "gains":
        return np.asarray(outcome.payoffs[:, party] - found.disagreement[:, party])
    draws = len(found.valid)
    deal = np.bincount(outcome.draw, minlength=draws) > 0
    if scalar.kind == "deal":
        return deal.astype(float)
    k = model.game.issue_names.index(scalar.of)
    issue = model.game.issues[k]
    if not isinstance(issue, Choice):
        expected = np.bincount(outcome.draw, outcome.mass * outcome.numbers[:, k], draws)
        return np.where(deal, expected, math.nan)
    if scalar.outcome:
        settled = outcome.positions[:, k] == issue.outcomes.index(scalar.outcome)
        return np.bincount(outcome.draw, outcome.mass * settled, draws).astype(float)
    which = np.full(draws, -1.0)
    which[outcome.draw] = outcome.positions[:, k]
    return which


def left_out(refused: tuple[Refusal, ...], undefined: int) -> list[str]:
    """What had no value, in words, a line each."""
    lines = [f"{r.count:,} refused at {r.place}; the first: {r.example}" for r in refused]
    return lines + ([f"{undefined:,} had no number"] if undefined else [])

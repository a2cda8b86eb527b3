"""R of two parties with ranges: the segments of the frontier on which neither is below its disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.payoffs.criteria import Criterion, Leximin, fairest
from bargain.payoffs.pieces import Pieces, build_pieces
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import MOST_TIES, Optimum
from bargain.payoffs.solution import Agreement
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

PARTS = 32
"""Parts into which a piece is cut when a risk-loving party may put several peaks on it."""

HALVINGS = 60
"""Halvings of an interval between 0 and 1: enough for the last bit."""


@dataclass(frozen=True, eq=False)
class PiecesRegion:
    """The zone of agreement of a two-party frontier of straight pieces."""

    problem: BargainingProblem
    pieces: Pieces

    @staticmethod
    def of(problem: BargainingProblem) -> PiecesRegion:
        """The region of a problem with two parties and at least one range, none of them smooth."""
        return PiecesRegion(problem, build_pieces(problem).above(problem.floor))

    @property
    def exists(self) -> bool:
        """Whether any agreement leaves nobody below its disagreement."""
        return len(self.pieces.final) > 0

    @cached_property
    def ideal(self) -> Array:
        """Best payoff of each party over R, shape (2,)."""
        ends, _, _ = self.pieces.corners()
        return np.asarray(np.maximum(self.problem.payoffs(ends).max(axis=0), self.problem.disagreement))

    def _peaks(self, criterion: Criterion) -> tuple[Array, Ints]:
        """On each piece (or part), the share at which the criterion is largest; and the piece."""
        c = self.pieces.final
        parts = PARTS if (self.problem.risk_aversion < 0).any() else 1
        piece = np.repeat(np.arange(len(c)), parts)
        low = np.tile(np.arange(parts) / parts, len(c))
        high = low + 1 / parts
        start = np.stack([c.x0, c.y0], axis=1)[piece]
        rise = np.stack([c.x1 - c.x0, c.y1 - c.y0], axis=1)[piece]
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            points = start + middle[:, None] * rise
            gains = self.problem.payoffs(points) - self.problem.disagreement
            onward = criterion.pull(gains, self.problem.slopes(points) * rise) > 0
            low, high = np.where(onward, middle, low), np.where(onward, high, middle)
        share = (low + high) / 2
        share = np.asarray(np.where(share < 1e-15, 0.0, np.where(share > 1 - 1e-15, 1.0, share)))
        return share, piece

    def _local(self, share: Array) -> Any:
        """Mask: the peak of a piece is no end from which the criterion goes on rising along the next piece."""
        c = self.pieces.final
        low, high = np.floor(share), np.ceil(share)  # 0, 0 at the left end and 1, 1 at the right end
        parts = len(share) // len(c)
        if parts > 1:
            return np.ones(len(share), dtype=bool)
        touch = (np.abs(c.x0[1:] - c.x1[:-1]) <= EQUAL) & (np.abs(c.y0[1:] - c.y1[:-1]) <= EQUAL)
        local = np.ones(len(share), dtype=bool)
        local[:-1] &= ~((low[:-1] == 1) & touch & (share[1:] > 0))
        local[1:] &= ~((high[1:] == 0) & touch & (share[:-1] < 1))
        return local

    def maximise(self, criterion: Criterion) -> Optimum:
        """The settled numbers and choices at which the criterion is largest, found together."""
        share, piece = self._peaks(criterion)
        c = self.pieces.final
        start, rise = np.stack([c.x0, c.y0], axis=1), np.stack([c.x1 - c.x0, c.y1 - c.y0], axis=1)
        kept = self._local(share)
        share, piece = share[kept], piece[kept]
        if criterion.flat:
            fair, on = self._peaks(Leximin(np.ones(2)))
            every = np.arange(len(c))
            share = np.concatenate([share, np.zeros(len(c)), np.ones(len(c)), fair])
            piece = np.concatenate([piece, every, every, on])
        payoffs = self.problem.payoffs(start[piece] + share[:, None] * rise[piece])
        gains = payoffs - self.problem.disagreement
        rows = criterion.best(gains)
        fair_rows = fairest(gains, rows)
        rows = np.concatenate([fair_rows, np.setdiff1d(rows, fair_rows)])
        found: list[tuple[Array, Agreement]] = []
        seen: list[Array] = []
        for row in rows.tolist():
            if any((np.abs(payoffs[row] - other) <= 100 * EQUAL).all() for other in seen):
                continue
            seen.append(payoffs[row])
            entries = self.pieces.agreements(int(piece[row]), float(share[row]), MOST_TIES - len(found) + 1)
            found += [(payoffs[row], self.problem.order(a)) for a in entries]
            if len(found) > MOST_TIES:
                break
        first = found[0]
        return Optimum(
            lottery=((1.0, first[1]),),
            payoffs=first[0],
            method="exact frontier of segments",
            ties=tuple(a for _, a in found[1:MOST_TIES]),
            more_ties=len(found) > MOST_TIES,
        )

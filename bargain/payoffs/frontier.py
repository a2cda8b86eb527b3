"""The Pareto frontier: the payoffs of all agreements that no other agreement beats, with the agreements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.utility import attitude, attitude_inverse
from bargain.payoffs.buildup import build_up
from bargain.payoffs.factors import CurveFactor, TableFactor
from bargain.payoffs.pieces import Pieces, build_pieces
from bargain.payoffs.problem import BargainingProblem, problem_of
from bargain.payoffs.solution import Agreement
from bargain.showing import Shown
from bargain.tolerances import at_least

if TYPE_CHECKING:
    import pandas

    from bargain.payoffs.buildup import Buildup

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

SAMPLES = 21
"""Positions at which the ranges of three and more parties are sampled, besides the corners of their curves."""


class Source(Protocol):
    """Where the agreements behind a frontier's points are found."""

    def agreements(self, i: int, most: int) -> list[dict[str, Any]]:
        """Up to `most` agreements whose payoffs are those of point i."""


@dataclass(frozen=True, eq=False)
class DiscreteSource:
    """Agreements of a discrete frontier; `sampled`: issue → positions, for ranges that were sampled."""

    build: Buildup
    sampled: Mapping[str, Array]

    def agreements(self, i: int, most: int) -> list[dict[str, Any]]:
        """All combinations with the payoffs of point i, first in file order first."""
        rows = [self.build.rows(i)] if most == 1 else self.build.all_rows(i, most)
        return [self._settle(r) for r in rows]

    def _settle(self, rows: list[int]) -> dict[str, Any]:
        agreement: dict[str, Any] = dict(self.build.settle(rows))
        for name in self.sampled:
            agreement[name] = float(agreement[name])
        return agreement


@dataclass(frozen=True, eq=False)
class PieceSource:
    """Agreements of a frontier of segments: point i lies at `share[i]` of `piece[i]`."""

    pieces: Pieces
    piece: Ints
    share: Array

    def agreements(self, i: int, most: int) -> list[dict[str, Any]]:
        """The agreement at the point, and those whose choices differ but whose payoffs are the same."""
        return self.pieces.agreements(int(self.piece[i]), float(self.share[i]), most)


@dataclass(frozen=True, eq=False)
class Frontier(Shown):
    """The exact frontier, rising in the first party's payoff.

    `payoffs`: shape (k, n), points, each distinct vector once. With ranges and two parties they are the corners, and
    `pieces`, shape (p, 2, 2), holds the segments between them (ends × parties; a risk attitude bends them between the
    ends). `resolution`: 0.0 when exact; else the most, in points, by which a payoff can miss the true frontier.
    `risk_aversion`: of each party, where `pieces` are bent by it.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    payoffs: Array
    disagreement: Array
    source: Source
    rows: Ints
    pieces: Array | None = None
    resolution: float = 0.0
    risk_aversion: tuple[float, ...] = ()

    def __len__(self) -> int:
        return len(self.payoffs)

    def agreement(self, i: int) -> Agreement:
        """One agreement whose payoffs are `payoffs[i]`."""
        return self.agreements(i, most=1)[0]

    def agreements(self, i: int, most: int = 1000) -> tuple[Agreement, ...]:
        """All agreements whose payoffs are `payoffs[i]`, up to `most`, first in file order first."""
        if not -len(self) <= i < len(self):
            raise IndexError(f"the frontier has {len(self)} points; there is no number {i}")
        found = self.source.agreements(int(self.rows[i]), most)
        return tuple(Agreement({name: a[name] for name in self.issues}) for a in found)

    def select(self, mask: Any) -> Frontier:
        """The points of a mask, without segments."""
        return Frontier(
            self.parties, self.issues, self.payoffs[mask], self.disagreement, self.source, self.rows[mask],
            None, self.resolution,
        )  # fmt: skip

    def lines(self, parts: int = 8) -> Array:
        """`pieces` for drawing, shape (p, m, 2), points: each through its two ends, or where a risk attitude bends it
        through the ends of `parts` equal shares of it; none where the frontier has points only."""
        pieces = np.zeros((0, 2, 2)) if self.pieces is None else self.pieces
        if not any(self.risk_aversion):
            return pieces
        share = np.linspace(0.0, 1.0, parts + 1)
        columns = []
        for i, averse in enumerate(self.risk_aversion):
            ends = attitude_inverse(averse, pieces[:, :, i])
            columns.append(attitude(averse, ends[:, :1] + share * (ends[:, 1:] - ends[:, :1])))
        return np.stack(columns, axis=-1)

    def to_frame(self) -> pandas.DataFrame:
        """One row a point: payoffs of the parties, then the agreement."""
        payoffs = frame(self.payoffs, columns=list(self.parties))
        settled = frame([dict(self.agreement(i)) for i in range(len(self))], columns=list(self.issues))
        import pandas

        return pandas.concat([payoffs, settled], axis=1)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: parties, disagreement, points with their agreement, pieces, resolution."""
        return {
            "parties": list(self.parties),
            "disagreement": dict(zip(self.parties, self.disagreement.tolist(), strict=True)),
            "points": [
                {"payoffs": dict(zip(self.parties, u, strict=True)), "agreement": dict(self.agreement(i))}
                for i, u in enumerate(self.payoffs.tolist())
            ],
            "pieces": None if self.pieces is None else self.pieces.tolist(),
            "resolution": self.resolution,
        }

    def __repr__(self) -> str:
        kind = "points" if self.pieces is None else f"corners, {len(self.pieces)} segments"
        ends = ""
        if len(self):
            low, high = self.payoffs.min(axis=0), self.payoffs.max(axis=0)
            ranges = zip(self.parties, low, high, strict=True)
            ends = ": " + ", ".join(f"{p} {a:.4g} to {b:.4g}" for p, a, b in ranges)
        return f"Frontier of {len(self)} {kind}{ends}"


def pareto_frontier(source: BargainingGame | BargainingProblem, *, samples: int = SAMPLES) -> Frontier:
    """The exact frontier of a game (or problem), whatever the outside option; without lotteries.

    Two parties with ranges: exact segments. Three and more with ranges: sampled at `samples` positions of each range
    and at the corners of its curves, with the resolution stated. Raises TooLargeError when it would not fit in memory.
    """
    return _frontier(problem_of(source), samples, None)


def rational_frontier(problem: BargainingProblem, *, samples: int = SAMPLES) -> Frontier:
    """The part of the frontier on which no party is below its disagreement: the zone of agreement."""
    return _frontier(problem, samples, problem.floor)


def _frontier(problem: BargainingProblem, samples: int, floor: Array | None) -> Frontier:
    if isinstance(samples, bool) or not isinstance(samples, int) or samples < 2:
        raise GameError(f"samples = {samples!r}; give a whole number of at least 2")
    if not problem.feasible or not problem.factors:
        return _empty(problem)
    if problem.curves and len(problem.parties) == 2:
        return _of_pieces(problem, build_pieces(problem), floor)
    tables, sampled, resolution = sampled_tables(problem, samples)
    build = build_up(tables, scale_of(problem), floor=floor)
    assert build is not None
    payoffs = problem.payoffs(build.points)
    rows = np.arange(len(payoffs))
    if floor is not None:
        rows = rows[at_least(payoffs, problem.disagreement).all(axis=1)]
    return Frontier(
        problem.parties, problem.issues, payoffs[rows], problem.disagreement, DiscreteSource(build, sampled), rows,
        None, resolution,
    )  # fmt: skip


def scale_of(problem: BargainingProblem) -> Array:
    """The problem's scale, shape (n,), ones when it has none."""
    return np.ones(len(problem.parties)) if problem.scale is None else problem.scale


def sampled_tables(problem: BargainingProblem, samples: int) -> tuple[tuple[TableFactor, ...], dict[str, Array], float]:
    """Every factor as a table; ranges at `samples` positions and their corners; the resolution in points."""
    tables: list[TableFactor] = []
    sampled: dict[str, Array] = {}
    resolution = 0.0
    alone = len(problem.parties) == 1
    for factor in problem.factors:
        if isinstance(factor, CurveFactor):
            if not alone:  # one party: the best is at a corner
                factor = factor.with_knots(np.linspace(factor.knots[0], factor.knots[-1], samples))
                resolution += float(np.abs(np.diff(factor.points, axis=0)).max(initial=0.0))
            sampled[factor.issue.name] = factor.knots
            tables.append(factor.as_table())
        else:
            tables.append(factor)
    return tuple(tables), sampled, resolution


def _of_pieces(problem: BargainingProblem, pieces: Pieces, floor: Array | None) -> Frontier:
    if floor is not None:
        pieces = pieces.above(floor)
    ends, piece, share = pieces.corners()
    payoffs = problem.payoffs(ends)
    source = PieceSource(pieces, piece, share)
    segments = problem.payoffs(pieces.segments())
    return Frontier(
        problem.parties, problem.issues, payoffs, problem.disagreement, source, np.arange(len(payoffs)), segments,
        pieces.resolution, tuple(problem.risk_aversion.tolist()),
    )  # fmt: skip


def _empty(problem: BargainingProblem) -> Frontier:
    none = np.zeros((0, len(problem.parties)))
    pieces = np.zeros((0, 2, 2)) if problem.ranges and len(problem.parties) == 2 else None

    class Nothing:
        def agreements(self, i: int, most: int) -> list[dict[str, Any]]:
            raise IndexError("the frontier is empty")

    rows = np.zeros(0, dtype=np.int64)
    return Frontier(problem.parties, problem.issues, none, problem.disagreement, Nothing(), rows, pieces)

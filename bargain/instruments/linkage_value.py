"""What settling issues together is worth over settling them one by one, and which trades carry it.

Alone, an issue is a bargaining problem of its own: each party's points there are weight × worth, and its disagreement
is its disagreement in the whole, in points before risk attitude, shared out by weight. Issues tied by a linkage or a
joint red line count as one. The sum of the separate answers is what one-by-one bargaining gives; the rest is the value
of linking (Tollison & Willett 1979; the logroll: each gives way where it cares less).

A party with a risk attitude takes it to every issue. It is one of constant absolute risk aversion, so what is settled
elsewhere changes nothing in how the party ranks lotteries here, and the points that it would take for sure instead of
a lottery add up over issues, whose lotteries are drawn apart (Pratt 1964). Points of an answer are such points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.utility import attitude, attitude_inverse
from bargain.payoffs.factors import CurveFactor, Factor
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution, in_words
from bargain.showing import Shown
from bargain.tolerances import EQUAL

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]


FAR = 1e6
"""Points that stand for an outside option beyond all that a risk attitude can pay."""


@dataclass(frozen=True)
class Alone:
    """One issue (or tied group) settled on its own: its answer, and what that is worth to each party, in points before
    risk attitude, for sure."""

    issues: tuple[str, ...]
    solution: Solution
    points: FrozenDict[str, float]


@dataclass(frozen=True)
class Pair:
    """Two issues settled together: points before risk attitude that each party gains over settling the two apart."""

    issues: tuple[str, ...]
    gain: FrozenDict[str, float]


@dataclass(frozen=True)
class Trade:
    """What linking changes on one issue: how it was settled alone, how together, and the points that move, expected
    where there are lotteries."""

    issues: tuple[str, ...]
    alone: str
    together: str
    points: FrozenDict[str, float]

    @property
    def words(self) -> str:
        """The trade in words: who gives, who gains."""
        gives = [f"{p} gives {-x:.4g}" for p, x in self.points.items() if x < -EQUAL]
        gains = [f"{p} gains {x:.4g}" for p, x in self.points.items() if x > EQUAL]
        return f"{' with '.join(self.issues)}: {', '.join(gives + gains)} points ({self.alone} → {self.together})"


@dataclass(frozen=True)
class LinkageValue(Shown):
    """`together`: the answer on all issues. `separate`: party → payoff of the separate answers together; `gain`: what
    `together` gives over it, points. `alone`, `pairs`, `trades`: issue by issue, pair by pair, and the trades that
    carry the gain, the largest moves first."""

    concept: str
    together: Solution
    separate: FrozenDict[str, float]
    gain: FrozenDict[str, float]
    alone: tuple[Alone, ...]
    pairs: tuple[Pair, ...]
    trades: tuple[Trade, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "concept": self.concept,
            "together": self.together.to_dict(),
            "separate": dict(self.separate),
            "gain": dict(self.gain),
            "alone": [{"issues": list(a.issues), "points": dict(a.points)} for a in self.alone],
            "pairs": [{"issues": list(p.issues), "gain": dict(p.gain)} for p in self.pairs],
            "trades": [t.words for t in self.trades],
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row a pair of issues: what each party gains by settling the two together."""
        return frame([{"issues": " with ".join(p.issues), **p.gain} for p in self.pairs])

    def __repr__(self) -> str:
        lines = [f"{p}: {self.gain[p]:+.4f} points from settling together" for p in self.gain]
        return "\n".join([*lines, *("  " + t.words for t in self.trades)])


def linkage_value(game: BargainingGame, *, concept: str = "nash", lotteries: bool | None = None) -> LinkageValue:
    """The gain of settling all issues together over one by one, at the solution of `concept`.

    Where there is no deal, on an issue or on all, everyone keeps its disagreement there.

    >>> halves = {"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}}
    >>> game = BargainingGame("logroll", parties=["Ann", "Bob"])
    >>> game = game.with_issue("land", range=(0, 1), weight={"Ann": 4, "Bob": 1}, worth=halves)
    >>> game = game.with_issue("water", range=(0, 1), weight={"Ann": 1, "Bob": 4}, worth=halves)
    >>> linkage_value(game)
    Ann: +30.0000 points from settling together
    Bob: +30.0000 points from settling together
      land: Bob gives 10, Ann gains 40 points (land: 0.5 → land: 1)
      water: Ann gives 10, Bob gains 40 points (water: 0.5 → water: 0)
    """
    whole = BargainingProblem.from_game(game, lotteries=bool(lotteries))
    solver, factors = CONCEPTS[concept], whole.factors
    shares = [_weight(factor, game) for factor in factors]

    def part(*chosen: int) -> _Part:
        share = np.sum([shares[f] for f in chosen], axis=0)
        names = [name for f in chosen for name in _issues(factors[f])]
        order = tuple(name for name in whole.issues if name in names)
        floor = share * np.clip(whole.floor, -FAR, FAR)
        d = np.array([float(attitude(float(a), x)) for a, x in zip(whole.risk_aversion, floor, strict=True)])
        problem = replace(whole, factors=tuple(factors[f] for f in chosen), issues=order, disagreement=d)
        return _Part(problem, solver(problem), floor)

    together = solver(whole)
    alone = [part(f) for f in range(len(factors))]
    separate = whole.payoffs(np.sum([p.points for p in alone], axis=0)) if alone else whole.disagreement
    if not any(p.solution.deal for p in alone):
        separate = whole.disagreement
    pairs = [
        Pair(
            (*_issues(factors[one]), *_issues(factors[two])),
            _by_party(whole, part(one, two).points - alone[one].points - alone[two].points),
        )
        for one, two in combinations(range(len(factors)), 2)
    ]
    return LinkageValue(
        concept,
        together,
        _by_party(whole, separate),
        FrozenDict({p: together.payoffs[p] - float(x) for p, x in zip(whole.parties, separate, strict=True)}),
        tuple(Alone(_issues(f), p.solution, _by_party(whole, p.points)) for f, p in zip(factors, alone, strict=True)),
        tuple(pairs),
        _trades(whole, together, alone),
    )


@dataclass(frozen=True, eq=False)
class _Part:
    """Some issues on their own: the problem, its solution, and the disagreement's points, shape (n,)."""

    problem: BargainingProblem
    solution: Solution
    floor: Array

    @property
    def points(self) -> Array:
        """What the solution is worth before risk attitude, for sure, shape (n,)."""
        if not self.solution.deal:
            return self.floor
        payoffs = self.solution.payoffs.values()
        return np.array(
            [float(attitude_inverse(float(a), u)) for a, u in zip(self.problem.risk_aversion, payoffs, strict=True)]
        )

    @property
    def expected(self) -> Array:
        """Expected points before risk attitude, shape (n,)."""
        return _expected(self.problem, self.solution) if self.solution.deal else self.floor


def _by_party(problem: BargainingProblem, points: Array) -> FrozenDict[str, float]:
    return FrozenDict(zip(problem.parties, points.tolist(), strict=True))


def _expected(problem: BargainingProblem, solution: Solution) -> Array:
    """Points before risk attitude that a solution's lottery brings on the issues of a problem, expected, shape (n,)."""
    neutral = replace(problem, risk_aversion=np.zeros(len(problem.parties)))
    return np.asarray(sum(p * neutral.payoffs_of(agreement) for p, agreement in solution.lottery))


def _issues(factor: Factor) -> tuple[str, ...]:
    return (factor.issue.name,) if isinstance(factor, CurveFactor) else factor.issues


def _weight(factor: Factor, game: BargainingGame) -> Array:
    """Weight of a factor to each party, shape (n,): the weights of its issues together."""
    weights = [game.weights(party) for party in game.party_names]
    return np.array([sum(w[name] for name in _issues(factor)) for w in weights])


def _trades(problem: BargainingProblem, together: Solution, alone: list[_Part]) -> tuple[Trade, ...]:
    """Where the answer together differs from the answers alone, the largest moves first."""
    if not together.deal:
        return ()
    trades = []
    for part in alone:
        names = part.problem.issues
        moved = _expected(part.problem, together) - part.expected
        if np.abs(moved).max() > EQUAL:
            before = _settled(part.solution, names) if part.solution.deal else "no deal"
            trades.append(Trade(names, before, _settled(together, names), _by_party(problem, moved)))
    return tuple(sorted(trades, key=lambda t: -max(abs(x) for x in t.points.values())))


def _settled(solution: Solution, names: tuple[str, ...]) -> str:
    """How a solution settles some issues, in words; equal outcomes of a lottery put together."""
    chances: dict[str, float] = {}
    for probability, agreement in solution.lottery:
        shown = in_words(_only(agreement, names))
        chances[shown] = chances.get(shown, 0.0) + probability
    if len(chances) == 1:
        return next(iter(chances))
    return " or ".join(f"{shown} with {p:.3g}" for shown, p in chances.items())


def _only(agreement: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: agreement[name] for name in names}

"""What settling issues together is worth over settling them one by one, and which trades carry it.

Alone, an issue is a bargaining problem of its own: each party's points there are weight × worth, and its disagreement
is its disagreement in the whole shared out by weight. Issues tied by a linkage or a joint red line count as one. The
sum of the separate answers is what one-by-one bargaining gives; the rest is the value of linking (Tollison & Willett
1979; the logroll: each gives way where it cares less).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.payoffs.factors import CurveFactor, Factor
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution, in_words
from bargain.tolerances import EQUAL

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Alone:
    """One issue (or tied group) settled on its own: its answer, and points to each party there."""

    issues: tuple[str, ...]
    solution: Solution
    points: FrozenDict[str, float]


@dataclass(frozen=True)
class Pair:
    """Two issues settled together: points that each party gains over settling the two apart."""

    issues: tuple[str, ...]
    gain: FrozenDict[str, float]


@dataclass(frozen=True)
class Trade:
    """What linking changes on one issue: how it was settled alone, how together, and the points that move."""

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
class LinkageValue:
    """`together`: the answer on all issues. `separate`: party → sum of the separate answers, points, and `gain` the
    difference. `alone`, `pairs`, `trades`: issue by issue, pair by pair, and the trades that carry the gain."""

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
        import pandas

        return pandas.DataFrame([{"issues": " with ".join(p.issues), **p.gain} for p in self.pairs])

    def __repr__(self) -> str:
        lines = [f"{p}: {self.gain[p]:+.4f} points from settling together" for p in self.gain]
        return "\n".join([*lines, *("  " + t.words for t in self.trades)])


def linkage_value(game: BargainingGame, *, concept: str = "nash", lotteries: bool | None = None) -> LinkageValue:
    """The gain of settling all issues together over one by one, at the solution of `concept`.

    Parties must be neutral to risk for points of separate issues to add up; where they are not, all points here are
    before risk attitude. Without a deal together, `together` holds the disagreement.
    """
    whole = BargainingProblem.from_game(game, lotteries=bool(lotteries))
    neutral = replace(whole, risk_aversion=np.zeros(len(whole.parties)), disagreement=np.clip(whole.floor, -1e9, 1e9))
    solver = CONCEPTS[concept]
    shares = [_weight(factor, game) for factor in neutral.factors]

    def part(factors: tuple[int, ...]) -> Solution:
        d = neutral.disagreement * sum(shares[f] for f in factors)
        chosen = tuple(neutral.factors[f] for f in factors)
        names = tuple(name for name in neutral.issues if any(name in _issues(f) for f in chosen))
        return solver(replace(neutral, factors=chosen, issues=names, disagreement=np.asarray(d)))

    together = solver(neutral)
    alone = [part((f,)) for f in range(len(neutral.factors))]
    separate = {p: sum(s.payoffs[p] for s in alone) for p in neutral.parties}
    pairs = []
    for one, two in combinations(range(len(neutral.factors)), 2):
        both = part((one, two))
        gain = {p: both.payoffs[p] - alone[one].payoffs[p] - alone[two].payoffs[p] for p in neutral.parties}
        pairs.append(Pair((*_issues(neutral.factors[one]), *_issues(neutral.factors[two])), FrozenDict(gain)))
    return LinkageValue(
        concept,
        together,
        FrozenDict(separate),
        FrozenDict({p: together.payoffs[p] - separate[p] for p in neutral.parties}),
        tuple(Alone(_issues(f), s, s.payoffs) for f, s in zip(neutral.factors, alone, strict=True)),
        tuple(pairs),
        _trades(neutral, together, alone),
    )


def _issues(factor: Factor) -> tuple[str, ...]:
    return (factor.issue.name,) if isinstance(factor, CurveFactor) else factor.issues


def _weight(factor: Factor, game: BargainingGame) -> Array:
    """Weight of a factor to each party, shape (n,): the weights of its issues together."""
    weights = [game.weights(party) for party in game.party_names]
    return np.array([sum(w[name] for name in _issues(factor)) for w in weights])


def _trades(problem: BargainingProblem, together: Solution, alone: list[Solution]) -> tuple[Trade, ...]:
    """Where the answer together differs from the answers alone, the largest moves first."""
    if not together.deal:
        return ()
    trades = []
    for factor, separate in zip(problem.factors, alone, strict=True):
        names = _issues(factor)
        part = replace(problem, factors=(factor,), issues=names)
        linked = sum(p * part.payoffs_of(a) for p, a in together.lottery)
        moved = np.asarray(linked) - np.array([separate.payoffs[p] for p in problem.parties])
        if np.abs(moved).max() > EQUAL:
            before = _settled(separate, names) if separate.deal else "no deal"
            points = FrozenDict(zip(problem.parties, moved.tolist(), strict=True))
            trades.append(Trade(names, before, _settled(together, names), points))
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

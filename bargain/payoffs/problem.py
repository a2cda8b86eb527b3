"""Nash's pair (S, d): what can be agreed, as a sum of factors, and what each party gets otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.errors import ConceptError, GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.frozen import FrozenDict
from bargain.game.names import distinct, known, table
from bargain.game.quantity import finite, quantity, value_of
from bargain.game.range import Range
from bargain.game.red_line import RedLine
from bargain.game.utility import attitude, attitude_inverse, attitude_slope
from bargain.payoffs.factors import CurveFactor, Factor, TableFactor, factors_of

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class BargainingProblem:
    """The bargaining problem (S, d) with the parties' powers.

    `factors`: S before risk attitude is the sum of one member of each. `disagreement`, `power`, `risk_aversion`: shape
    (n,), points, bargaining weights, and the attitude that bends each party's total. `lotteries`: whether S holds all
    lotteries over agreements too. `issues`: names in file order. `scale`: shape (n,), what payoffs are multiplied by to
    become short decimals (the sum of the weights as written), so that sums equal on paper compare equal; None for 1.
    `ranges`: whether any issue is a range, even one that red lines leave nothing of.
    """

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    factors: tuple[Factor, ...]
    disagreement: Array
    power: Array
    risk_aversion: Array
    lotteries: bool = False
    scale: Array | None = None
    ranges: bool = False

    @staticmethod
    def from_game(
        game: BargainingGame,
        *,
        lotteries: bool = False,
        power: Mapping[str, float] | None = None,
        lifted: Collection[RedLine] = (),
    ) -> BargainingProblem:
        """The problem that a game poses; `power` lays other bargaining weights over the game's, and red lines in
        `lifted` do not count."""
        weights = {p.name: value_of(p.power) for p in the_game(game).parties}
        for party, given in table({} if power is None else power, "power", "power={'Ann': 2}").items():
            known(party, game.party_names, "power", "party")
            weights[party] = value_of(quantity(given, f"power.{party}", low=0, strict=True))
        d = game.disagreement
        return BargainingProblem(
            game.party_names,
            game.issue_names,
            factors_of(game, lifted),
            np.array([d[p] for p in game.party_names]),
            np.array([weights[p] for p in game.party_names]),
            np.array([p.attitude for p in game.parties]),
            lotteries,
            np.array([game.weight_total(p) for p in game.party_names]),
            any(isinstance(i, Range) for i in game.issues),
        )

    @staticmethod
    def from_payoffs(
        payoffs: Any,
        disagreement: Sequence[float],
        *,
        parties: Sequence[str] | None = None,
        power: Sequence[float] | None = None,
        labels: Sequence[str] | None = None,
        lotteries: bool = False,
    ) -> BargainingProblem:
        """A problem given by its payoff vectors, shape (m, n); `labels` name the m agreements.

        >>> pie = BargainingProblem.from_payoffs([[1, 0], [0, 1]], [0, 0], lotteries=True)
        >>> pie.parties, pie.issues
        (('1', '2'), ('agreement',))
        """
        try:
            table = np.asarray(payoffs, dtype=float)
        except (TypeError, ValueError):
            raise GameError("payoffs: give a table of numbers, one row for each agreement") from None
        d = np.array([finite(x, f"disagreement[{i}]") for i, x in enumerate(disagreement)])
        if table.ndim != 2 or table.shape[1] != len(d) or not len(d):
            raise GameError(
                f"payoffs: shape {table.shape} does not fit {len(d)} parties; give one row for each agreement "
                f"and one column for each party"
            )
        if not np.isfinite(table).all():
            raise GameError("payoffs: holds a number that is not finite")
        names = distinct(parties or [str(i + 1) for i in range(len(d))], "parties", "party")
        marks = distinct(labels or [str(i) for i in range(len(table))], "labels", "label")
        if len(names) != len(d) or len(marks) != len(table):
            raise GameError(f"payoffs: {len(names)} parties and {len(marks)} labels do not fit shape {table.shape}")
        weights = (
            np.ones(len(d)) if power is None else np.array([finite(x, f"power[{i}]") for i, x in enumerate(power)])
        )
        if len(weights) != len(d) or (weights <= 0).any():
            raise GameError(f"power: {weights.tolist()}; give one number above 0 for each party")
        choices = np.arange(len(table), dtype=np.int64)[:, None]
        factor = TableFactor(("agreement",), (marks,), choices, table)
        return BargainingProblem(names, ("agreement",), (factor,), d, weights, np.zeros(len(d)), lotteries)

    @property
    def shares(self) -> Array:
        """Bargaining powers scaled to sum 1, shape (n,)."""
        return np.asarray(self.power / self.power.sum())

    @property
    def curves(self) -> tuple[CurveFactor, ...]:
        """The factors that are ranges."""
        return tuple(f for f in self.factors if isinstance(f, CurveFactor))

    @property
    def feasible(self) -> bool:
        """Whether there is any agreement at all: absolute red lines leave a row in every factor."""
        return all(isinstance(f, CurveFactor) or len(f.points) for f in self.factors)

    @property
    def neutral(self) -> bool:
        """Whether no party's payoffs are bent by a risk attitude."""
        return not self.risk_aversion.any()

    @property
    def floor(self) -> Array:
        """Points before risk attitude at which each party gets its disagreement, shape (n,); may be infinite."""
        pairs = zip(self.risk_aversion, self.disagreement, strict=True)
        return np.array([float(attitude_inverse(float(a), d)) for a, d in pairs])

    def payoffs(self, points: Array) -> Array:
        """Payoffs of `points` before risk attitude, shape (…, n)."""
        if self.neutral:
            return points
        return np.stack([attitude(float(a), points[..., i]) for i, a in enumerate(self.risk_aversion)], axis=-1)

    def slopes(self, points: Array) -> Array:
        """Derivative of each party's payoff by its points, shape (…, n)."""
        return np.stack([attitude_slope(float(a), points[..., i]) for i, a in enumerate(self.risk_aversion)], axis=-1)

    def payoffs_of(self, agreement: Mapping[str, Any]) -> Array:
        """Payoffs of one agreement (issue → outcome), shape (n,), points, from the factors themselves."""
        total = np.zeros(len(self.parties))
        for factor in self.factors:
            if isinstance(factor, CurveFactor):
                total += factor.at(np.array([float(agreement[factor.issue.name])]))[0]
            else:
                columns = zip(factor.issues, factor.outcomes, strict=True)
                wanted = [outcomes.index(agreement[issue]) for issue, outcomes in columns]
                total += factor.points[int((factor.choices == wanted).all(axis=1).argmax())]
        return self.payoffs(total)

    def with_lotteries(self, lotteries: bool = True) -> BargainingProblem:
        """The same problem, with or without lotteries."""
        return replace(self, lotteries=lotteries)

    def with_disagreement(self, disagreement: Array) -> BargainingProblem:
        """The same problem with another disagreement, shape (n,), points."""
        return replace(self, disagreement=np.asarray(disagreement, dtype=float))

    def order(self, agreement: Mapping[str, Any]) -> FrozenDict[str, Any]:
        """`agreement` with its issues in file order."""
        return FrozenDict({name: agreement[name] for name in self.issues})

    def positions(self, agreement: Mapping[str, Any]) -> tuple[float, ...]:
        """Where each outcome stands in its issue's list (a range: its number), in file order of the issues."""
        place: dict[str, float] = {}
        for factor in self.factors:
            if isinstance(factor, CurveFactor):
                place[factor.issue.name] = float(agreement[factor.issue.name])
            else:
                for issue, outcomes in zip(factor.issues, factor.outcomes, strict=True):
                    place[issue] = outcomes.index(agreement[issue])
        return tuple(place[name] for name in self.issues)

    def only_two(self, concept: str) -> None:
        """Raise ConceptError unless there are two parties."""
        if len(self.parties) != 2:
            raise ConceptError(f"{concept} is defined for two parties; this problem has {len(self.parties)}")


def problem_of(
    source: BargainingGame | BargainingProblem,
    *,
    lotteries: bool | None = None,
    power: Mapping[str, float] | None = None,
) -> BargainingProblem:
    """`source` as a problem; `lotteries` and `power` lay over what it says, where given."""
    if isinstance(source, BargainingGame):
        return BargainingProblem.from_game(source, lotteries=bool(lotteries), power=power)
    if not isinstance(source, BargainingProblem):
        raise GameError(
            f"{type(source).__name__} is no game; give a BargainingGame (bargain.read reads one) or a problem"
        )
    if power is not None:
        merged = dict(zip(source.parties, source.power.tolist(), strict=True))
        for party, given in table(power, "power", "power={'Ann': 2}").items():
            merged[known(party, source.parties, "power", "party")] = value_of(
                quantity(given, f"power.{party}", low=0, strict=True)
            )
        source = replace(source, power=np.array(list(merged.values())))
    return source if lotteries is None else source.with_lotteries(lotteries)

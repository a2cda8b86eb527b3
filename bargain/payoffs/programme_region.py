"""R by mixed-integer programme: any number of parties, choices and ranges, each answer with a proven gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import ConceptError
from bargain.payoffs.criteria import Criterion, Leximin, NashProduct, WeightedSum
from bargain.payoffs.measures import Measures, Tangents
from bargain.payoffs.polish import polished
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme import Model, Programme, Settled
from bargain.payoffs.region import Optimum
from bargain.payoffs.rounds import GAP, TIES, Rounds
from bargain.payoffs.support import settled_by
from bargain.tolerances import EQUAL, SOLVER_FEASIBILITY

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

KNIFE_EDGE = 1e-4
"""Points that a party must gain to count as gaining, where not all can gain at once: ten times what the solver tells
apart."""


@dataclass(eq=False)
class ProgrammeRegion:
    """The region of any problem; `measures` bound what bends by straight lines, `rounds` ask the programme."""

    problem: BargainingProblem
    programme: Programme = field(init=False)
    measures: Measures = field(init=False)
    rounds: Rounds = field(init=False)

    def __post_init__(self) -> None:
        self.programme = Programme(self.problem)
        self.measures = Measures(self.problem, self.programme)
        self.rounds = Rounds(self.problem, self.programme)

    # ---- feasibility ----

    @property
    def floor(self) -> Array:
        """Least points of each party."""
        return self.problem.floor

    @cached_property
    def _feasible(self) -> Settled | None:
        if (self.floor > self.measures.highest + EQUAL).any():
            return None
        if not self._smooth:
            return self.rounds.search(lambda model: model.objective.update(dict.fromkeys(model.points, 1.0)))
        # chords may hide a small surplus or feign one, so they are refined until the smallest surplus is proven
        bounded = np.isfinite(self.floor)

        def reached(points: Array) -> float:
            return float(((points - self.floor) / self._size)[bounded].min(initial=1.0))

        nothing = Tangents([[] for _ in range(self.programme.n)])
        free = np.full(self.programme.n, -np.inf)
        found, _ = self.rounds.until_proven(
            Leximin(self._size),
            lambda model, _: self._level(model),
            reached,
            nothing,
            linear=False,
            floor=free,
            enough=-EQUAL / float(self._size.max()),
        )
        return found[0] if found else None

    @cached_property
    def _size(self) -> Array:
        """Points between each party's floor and its best, shape (n,): the scale of its surplus."""
        return np.asarray(np.maximum(np.minimum(self.measures.highest - self.floor, 1e6), SOLVER_FEASIBILITY))

    def _level(self, model: Model) -> None:
        """Maximise the smallest surplus, relative to the scale."""
        t = model.variable(-1e4, 1.0)
        for i, column in enumerate(model.points):
            if np.isfinite(self.floor[i]):
                model.row({column: 1.0, t: -float(self._size[i])}, low=float(self.floor[i]))
        model.objective[t] = 1.0

    @property
    def exists(self) -> bool:
        """Whether any agreement leaves nobody below its disagreement."""
        return self._feasible is not None

    @cached_property
    def ideal(self) -> Array:
        """Best payoff of each party over R, shape (n,)."""
        best = [self._payoffs(self._best_of(i))[i] for i in range(self.programme.n)]
        return np.asarray(np.maximum(np.array(best), self.problem.disagreement))

    def _best_of(self, party: int) -> Settled:
        """The member of R that is best for one party: the payoff rises with its points, so the points are maximised."""
        if not self._smooth:
            settled = self.rounds.search(lambda model: model.objective.update({model.points[party]: 1.0}))
        else:
            found, _ = self.rounds.until_proven(
                WeightedSum(np.eye(self.programme.n)[party]),
                lambda model, _: model.objective.update({model.points[party]: 1.0}),
                lambda points: float(points[party]),
                Tangents([[] for _ in range(self.programme.n)]),
                linear=False,
            )
            settled = found[0] if found else None
        if settled is not None and self.problem.curves:
            settled = polished(self.problem, self.programme, settled, WeightedSum(np.eye(self.programme.n)[party]))
        settled = settled if settled is not None else self._feasible
        assert settled is not None
        return settled

    def _payoffs(self, settled: Settled) -> Array:
        return self.problem.payoffs(self.programme.points(settled))

    # ---- measures ----

    def maximise(self, criterion: Criterion) -> Optimum:
        """The agreement at which the criterion is largest, with the proven gap."""
        if isinstance(criterion, NashProduct):
            found, gap = self._nash(criterion)
        elif isinstance(criterion, Leximin):
            found, gap = self._leximin(criterion)
        elif isinstance(criterion, WeightedSum):
            found, gap = self._weighted(criterion)
        else:
            raise ConceptError(f"{type(criterion).__name__} has no mixed-integer form")
        candidates = list(dict.fromkeys(found))  # an agreement on the way to the best is found once more as a tie
        gains = np.array([self._payoffs(s) - self.problem.disagreement for s in candidates])
        best = [candidates[k] for k in criterion.best(gains)]
        if self.problem.curves:
            best = best[:1]
        order = sorted(best, key=lambda s: (-round(float((self._payoffs(s) - self.problem.disagreement).min()), 9), s))
        agreements = tuple(self.problem.order(settled_by(tuple(self.programme.factors), list(s))) for s in order)
        return Optimum(
            ((1.0, agreements[0]),),
            self._payoffs(order[0]),
            "mixed-integer programme",
            agreements[1:],
            len(agreements) > TIES,
            gap,
        )

    def _nash(self, criterion: NashProduct) -> tuple[list[Settled], float]:
        found: list[Settled] = []
        gap = 0.0
        for strict in self._gainers():
            more, own = self._nash_among(criterion, strict)
            found, gap = found + more, max(gap, own)
        if not found and self._feasible is not None:
            found = [self._feasible]
        return found, gap

    def _nash_among(self, criterion: NashProduct, strict: Mask) -> tuple[list[Settled], float]:
        """The largest product of the gains of `strict`, a mask of shape (n,), who all gain; none where they cannot."""
        tangents = self.measures.first_tangents()
        shares = np.where(strict, criterion.shares, 0.0)
        d = self.problem.disagreement
        floor = np.where(strict, np.maximum(self.floor, self.floor + EQUAL), self.floor)

        def build(model: Model, lines: Tangents) -> None:
            columns = self.measures.heights(self.measures.logarithms, lines, model)
            for i, column in enumerate(columns):
                if strict[i]:
                    model.objective[column] = float(shares[i])

        def value(points: Array) -> float:
            gains = self.problem.payoffs(points) - d
            if (gains[strict] <= 0).any():
                return -np.inf
            return float(np.log(gains[strict]) @ shares[strict])

        found, gap = self.rounds.until_proven(criterion, build, value, tangents, linear=False, floor=floor)
        if not found:
            return [], 0.0
        top = value(self.programme.points(found[0]))

        def equal(other: Settled) -> bool:
            tangents.add(self.programme.points(other))
            return bool(np.exp(top) - np.exp(value(self.programme.points(other))) <= EQUAL)

        found += self.rounds.ties(lambda model: build(model, tangents), found[0], equal)
        return found, float(np.expm1(gap) * np.exp(top))

    def _gainers(self) -> Iterator[Mask]:
        """Masks, shape (n,): the parties that get a strict gain, as many as can at once; each set of so many."""
        settled = self._feasible if self._smooth else self.rounds.search(self._level)
        if settled is None or (self.programme.points(settled) - self.floor > SOLVER_FEASIBILITY).all():
            yield np.ones(self.programme.n, dtype=bool)
            return
        seen: list[list[int]] = []

        def count(model: Model) -> None:
            gains = [model.variable(0.0, 1.0, whole=True) for _ in model.points]
            for column, gain, floor in zip(model.points, gains, self.floor.tolist(), strict=True):
                if np.isfinite(floor):
                    model.row({column: 1.0, gain: -KNIFE_EDGE}, low=floor)
                model.objective[gain] = 1.0
            for members in seen:
                model.row({gains[i]: 1.0 for i in members}, high=len(members) - 1.0)

        while (settled := self.rounds.search(count)) is not None:
            strict = self.programme.points(settled) - self.floor > KNIFE_EDGE / 2
            members = np.flatnonzero(strict).tolist()
            if members in seen or (seen and len(members) < len(seen[0])):
                return
            yield strict
            if not members:
                return
            seen.append(members)
        if not seen:  # R is a point to the solver's own tolerance
            yield np.zeros(self.programme.n, dtype=bool)

    @cached_property
    def _gain_tangents(self) -> Tangents:
        """Tangents of the gains: they hold for every measure, so they are kept from one question to the next."""
        return self.measures.first_tangents()

    def _weighted(self, criterion: WeightedSum, *, ties: bool = True) -> tuple[list[Settled], float]:
        tangents = self._gain_tangents
        d = self.problem.disagreement
        linear = self.problem.neutral

        def build(model: Model, lines: Tangents) -> None:
            columns = model.points if linear else self.measures.heights(self.measures.gains, lines, model)
            for column, share in zip(columns, criterion.shares.tolist(), strict=True):
                model.objective[column] = share

        def value(points: Array) -> float:
            gains = points if linear else self.problem.payoffs(points) - d
            return float(gains @ criterion.shares)

        found, gap = self.rounds.until_proven(criterion, build, value, tangents, linear=linear and not self._smooth)
        if not found:
            return [self._feasible] if self._feasible is not None else [], 0.0
        top = value(self.programme.points(found[0]))

        def equal(other: Settled) -> bool:
            tangents.add(self.programme.points(other))
            return top - value(self.programme.points(other)) <= EQUAL

        more = self.rounds.ties(lambda model: build(model, tangents), found[0], equal) if ties else []
        return found + more, gap

    def farthest(self, prices: Array) -> Settled:
        """One member of R with the largest weighted payoff."""
        return self._weighted(WeightedSum(prices), ties=False)[0][0]

    @property
    def _smooth(self) -> bool:
        return any(curve.smooth for curve in self.problem.curves)

    def _leximin(self, criterion: Leximin) -> tuple[list[Settled], float]:
        counted = np.flatnonzero(criterion.scale > 0)
        if not len(counted):
            return [self._feasible] if self._feasible is not None else [], 0.0
        tangents = self._gain_tangents
        unit = criterion.scale[counted].mean()
        fixed: list[float] = []
        found: list[Settled] = []
        worst = 0.0
        for k in range(1, len(counted) + 1):

            def build(model: Model, lines: Tangents, k: int = k) -> None:
                gains = self.measures.heights(self.measures.gains, lines, model) if not self.problem.neutral else None
                for j in range(1, k + 1):
                    level = model.variable()
                    total = {level: float(j)}
                    for i in counted.tolist():
                        below = model.variable(0.0)
                        total[below] = -1.0
                        ratio = unit / float(criterion.scale[i])
                        if gains is None:
                            base = -ratio * float(self.problem.disagreement[i])
                            model.row({level: 1.0, below: -1.0, model.points[i]: -ratio}, high=base)
                        else:
                            model.row({level: 1.0, below: -1.0, gains[i]: -ratio}, high=0.0)
                    if j < k:
                        model.row(total, low=fixed[j - 1] - GAP)
                    else:
                        model.objective.update(total)

            def value(points: Array, k: int = k) -> float:
                gains = self.problem.payoffs(points) - self.problem.disagreement
                ratios = np.sort(criterion.ratios(gains))
                sums = np.cumsum(ratios)
                if any(sums[j] < fixed[j] - 2 * GAP for j in range(k - 1)):
                    return -np.inf
                return float(sums[k - 1])

            linear = self.problem.neutral and not self._smooth
            more, gap = self.rounds.until_proven(criterion, build, value, tangents, linear=linear)
            if not more:
                break
            worst = max(worst, gap if k == 1 else 0.0)
            found += more
            fixed.append(value(self.programme.points(more[0])))
        gains = np.array([self._payoffs(s) - self.problem.disagreement for s in found])
        top = found[int(criterion.best(gains)[0])]
        if len(fixed) == len(counted):
            last = build

            def equal(other: Settled) -> bool:
                pair = np.array([self._payoffs(s) - self.problem.disagreement for s in (top, other)])
                return len(criterion.best(pair)) == 2

            found += self.rounds.ties(lambda model: last(model, tangents), top, equal)
        return found, worst

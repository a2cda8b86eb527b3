"""R by mixed-integer programme: any number of parties, choices and ranges, each answer with a proven gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.errors import ConceptError
from bargain.payoffs.criteria import Criterion, Leximin, NashProduct, WeightedSum
from bargain.payoffs.polish import polished
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme import Model, Programme, Settled
from bargain.payoffs.region import Optimum
from bargain.payoffs.support import settled_by
from bargain.tolerances import EQUAL, SOLVER_FEASIBILITY, at_least

Array = np.ndarray[Any, np.dtype[np.float64]]

ROUNDS = 60
"""Rounds of tangents at most."""

GAP = 1e-7
"""Proven gap at which the rounds stop: of the logarithm for a product, in points for the rest."""

FIRST_TANGENTS = (0.01, 0.03, 0.08, 0.16, 0.28, 0.45, 0.7, 1.0)
"""Shares of the largest gain at which a measure gets its first tangents."""

KNIFE_EDGE = 1e-4
"""Points that a party must gain to count as gaining, where not all can gain at once: ten times what the solver tells
apart."""

TIES = 20
"""Equal agreements looked for."""

Height = Callable[[Array], tuple[Array, Array]]
"""A party's measure as a function of its points: values and slopes, concave."""


@dataclass(eq=False)
class Tangents:
    """Lines above a concave measure of each party's points: at `where[i]`, shapes (k,)."""

    where: list[list[float]]

    def add(self, points: Array) -> None:
        """A tangent of each party at its points, shape (n,)."""
        for own, v in zip(self.where, points.tolist(), strict=True):
            if all(abs(v - w) > 1e-12 for w in own):
                own.append(v)


@dataclass(eq=False)
class ProgrammeRegion:
    """The region of any problem. A measure that bends down in a party's points gets tangents; one that bends up, as it
    does for a party that loves risk, gets secants between break points."""

    problem: BargainingProblem
    programme: Programme = field(init=False)

    def __post_init__(self) -> None:
        self.programme = Programme(self.problem)

    # ---- feasibility ----

    @property
    def floor(self) -> Array:
        """Least points of each party."""
        return self.problem.floor

    @cached_property
    def highest(self) -> Array:
        """Most points of each party over all agreements, shape (n,): the sum of each factor's best."""
        return np.asarray(sum(f.points.max(axis=0) for f in self.programme.factors))

    @cached_property
    def lowest(self) -> Array:
        """Least points of each party over all agreements, shape (n,)."""
        return np.asarray(sum(f.points.min(axis=0) for f in self.programme.factors))

    @cached_property
    def _feasible(self) -> Settled | None:
        if (self.floor > self.highest + EQUAL).any():
            return None
        if not self._smooth:
            return self._search(lambda model: model.objective.update(dict.fromkeys(model.points, 1.0)))
        # chords may hide a small surplus or feign one, so they are refined until the smallest surplus is proven
        bounded = np.isfinite(self.floor)

        def reached(points: Array) -> float:
            return float(((points - self.floor) / self._size)[bounded].min(initial=1.0))

        nothing = Tangents([[] for _ in range(self.programme.n)])
        free = np.full(self.programme.n, -np.inf)
        found, _ = self._rounds(
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
        return np.asarray(np.maximum(np.minimum(self.highest - self.floor, 1e6), SOLVER_FEASIBILITY))

    def _level(self, model: Model) -> None:
        """Maximise the smallest surplus, relative to the scale."""
        t = model.variable(-1e4, 1.0)
        for i, column in enumerate(model.points):
            if np.isfinite(self.floor[i]):
                model.row({column: 1.0, t: -float(self._size[i])}, low=float(self.floor[i]))
        model.objective[t] = 1.0

    def _search(self, build: Callable[[Model], None]) -> Settled | None:
        """The best member of R by a linear objective; what the solver lets slip below the floor is excluded."""
        kept = list(self.programme.excluded)
        floor = self.floor
        try:
            while True:
                _, settled = self.programme.solve(build, floor)
                if settled is None or at_least(self.programme.points(settled), self.floor).all():
                    return settled
                if self.problem.curves:
                    floor = floor + np.maximum(self.floor - self.programme.points(settled), 0.0) + EQUAL
                    if (floor > self.floor + 1e-4).any():
                        return None
                else:
                    self.programme.excluded.append(settled)
        finally:
            self.programme.excluded = kept

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
            settled = self._search(lambda model: model.objective.update({model.points[party]: 1.0}))
        else:
            found, _ = self._rounds(
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
        candidates = found
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

    def _heights(self, value: Height, tangents: Tangents, model: Model) -> list[int]:
        """One variable a party, below every tangent of its measure."""
        columns = []
        for i, own in enumerate(tangents.where):
            column = model.variable()
            columns.append(column)
            points = np.zeros((len(own), self.programme.n))
            points[:, i] = own
            heights, slopes = value(points)
            if self._convex(i, value):
                self._secants(model, i, column, value, own)
                continue
            for v, h, s in zip(own, heights[:, i].tolist(), slopes[:, i].tolist(), strict=True):
                if np.isfinite(h) and np.isfinite(s):
                    model.row({column: 1.0, model.points[i]: -s}, high=h - s * v)
        return columns

    def _convex(self, i: int, value: Height) -> bool:
        """Whether the measure bends upward in the points of party i, which loves risk.

        The gain itself does; its logarithm log(C·exp(kV) − C − d) does where C + d < 0, with C = 100/(exp|a| − 1).
        """
        a = float(self.problem.risk_aversion[i])
        if a >= 0:
            return False
        return value == self._gain_height or 100.0 / np.expm1(-a) + float(self.problem.disagreement[i]) < 0

    def _secants(self, model: Model, i: int, column: int, value: Height, own: list[float]) -> None:
        """A measure that bends upward, from above: straight between break points, one of whose intervals is chosen."""
        low, high = max(float(self.lowest[i]), float(self.floor[i])), float(self.highest[i]) + 1e-9
        low = min(low, high - 1e-9)
        breaks = np.array(sorted({low, high, *(v for v in own if low < v < high)}))
        points = np.repeat(breaks[:, None], self.programme.n, axis=1)
        heights = np.maximum(np.nan_to_num(value(points)[0][:, i], nan=-1e3, neginf=-1e3), -1e3)
        chosen, where, above = {}, {model.points[i]: -1.0}, {column: 1.0}
        for k, (start, end) in enumerate(pairwise(breaks)):
            pick, share = model.variable(0.0, 1.0, whole=True), model.variable(0.0, 1.0)
            model.row({share: 1.0, pick: -1.0}, high=0.0)
            chosen[pick] = 1.0
            where |= {pick: float(start), share: float(end - start)}
            above |= {pick: -float(heights[k]), share: -float(heights[k + 1] - heights[k])}
        model.row(chosen, 1.0, 1.0)
        model.row(where, 0.0, 0.0)
        model.row(above, high=0.0)

    def _gain_height(self, points: Array) -> tuple[Array, Array]:
        return self.problem.payoffs(points) - self.problem.disagreement, self.problem.slopes(points)

    def _log_height(self, points: Array) -> tuple[Array, Array]:
        gains, slopes = self._gain_height(points)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.log(gains), slopes / gains

    def _first_tangents(self) -> Tangents:
        """Where gains are shares of the largest possible."""
        top = self.problem.payoffs(self.highest)
        gains = np.maximum(top - self.problem.disagreement, SOLVER_FEASIBILITY)
        where = []
        for i, a in enumerate(self.problem.risk_aversion):
            single = BargainingProblem(
                (self.problem.parties[i],), (), (), self.problem.disagreement[i : i + 1], np.ones(1), np.array([a])
            )
            own = [
                float(single.with_disagreement(single.disagreement + share * gains[i]).floor[0])
                for share in FIRST_TANGENTS
            ]
            where.append([v for v in own if np.isfinite(v)])
        return Tangents(where)

    def _rounds(
        self,
        criterion: Criterion,
        build: Callable[[Model, Tangents], None],
        value: Callable[[Array], float],
        tangents: Tangents,
        *,
        linear: bool,
        floor: Array | None = None,
        enough: float = -np.inf,
    ) -> tuple[list[Settled], float]:
        """Solve, add tangents (and knots) at the answer, and again, until bound and value meet.

        `value`: the objective at true points, shape (n,), before risk attitude. Returns all agreements
        found, the best first, and the gap.
        """
        best, found, bound = -np.inf, [], np.inf
        least = self.floor if floor is None else floor
        kept = list(self.programme.excluded)
        for _ in range(ROUNDS):
            answer, settled = self.programme.solve(lambda model: build(model, tangents), least)
            if settled is None:
                bound = max(best, -np.inf)
                break
            bound = min(bound, answer.bound)
            if bound < enough:  # proven too small: nothing of use is left
                break
            options = [settled]
            if self.problem.curves:
                options.append(polished(self.problem, self.programme, settled, criterion))
            new = False
            for option in options:
                if option in found or not at_least(self.programme.points(option), self.floor).all():
                    continue
                new = True
                true = value(self.programme.points(option))
                found.append(option)
                if true > best:
                    best = true
                    found.insert(0, found.pop())
                tangents.add(self.programme.points(option))
            split = self.programme.split(settled, answer.x) if answer.x is not None else False
            tangents.add(self.programme.points(settled))
            if bound - best <= GAP or (linear and not split and new):
                break
            if not new and not split and not self.problem.curves:
                # known, or below the floor by less than the solver sees: looked at, so the rest alone is in question
                self.programme.excluded.append(settled)
        self.programme.excluded = kept
        return found, max(bound - best, 0.0) if np.isfinite(best) else 0.0

    def _ties(
        self, build: Callable[[Model], None], settled: Settled, equal: Callable[[Settled], bool]
    ) -> list[Settled]:
        """Further agreements that rank equal: each found one is excluded, until the next falls behind."""
        if self.problem.curves:
            return []
        kept, found = list(self.programme.excluded), [settled]
        try:
            while len(found) <= TIES:
                self.programme.excluded.append(found[-1])
                _, other = self.programme.solve(build, self.floor)
                if other is None or not at_least(self.programme.points(other), self.floor).all() or not equal(other):
                    break
                found.append(other)
        finally:
            self.programme.excluded = kept
        return found[1:]

    def _nash(self, criterion: NashProduct) -> tuple[list[Settled], float]:
        strict = self._strict()
        tangents = self._first_tangents()
        shares = np.where(strict, criterion.shares, 0.0)
        d = self.problem.disagreement
        floor = np.where(strict, np.maximum(self.floor, self.floor + EQUAL), self.floor)

        def build(model: Model, lines: Tangents) -> None:
            columns = self._heights(self._log_height, lines, model)
            for i, column in enumerate(columns):
                if strict[i]:
                    model.objective[column] = float(shares[i])

        def value(points: Array) -> float:
            gains = self.problem.payoffs(points) - d
            if (gains[strict] <= 0).any():
                return -np.inf
            return float(np.log(gains[strict]) @ shares[strict])

        found, gap = self._rounds(criterion, build, value, tangents, linear=False, floor=floor)
        if not found:
            return [self._feasible] if self._feasible is not None else [], 0.0
        top = value(self.programme.points(found[0]))

        def equal(other: Settled) -> bool:
            tangents.add(self.programme.points(other))
            return bool(np.exp(top) - np.exp(value(self.programme.points(other))) <= EQUAL)

        found += self._ties(lambda model: build(model, tangents), found[0], equal)
        return found, float(np.expm1(gap) * np.exp(top))

    def _strict(self) -> Any:
        """Mask, shape (n,): the parties that get a strict gain; as many as can at once."""
        settled = self._feasible if self._smooth else self._search(self._level)
        if settled is None:
            return np.ones(self.programme.n, dtype=bool)
        surplus = self.programme.points(settled) - self.floor
        if (surplus > SOLVER_FEASIBILITY).all():
            return np.ones(self.programme.n, dtype=bool)

        def count(model: Model) -> None:
            for i, column in enumerate(model.points):
                b = model.variable(0.0, 1.0, whole=True)
                if np.isfinite(self.floor[i]):
                    model.row({column: 1.0, b: -KNIFE_EDGE}, low=float(self.floor[i]))
                model.objective[b] = 1.0

        settled = self._search(count)
        if settled is None:  # R is a point to the solver's own tolerance
            return np.zeros(self.programme.n, dtype=bool)
        return self.programme.points(settled) - self.floor > KNIFE_EDGE / 2

    @cached_property
    def _gain_tangents(self) -> Tangents:
        """Tangents of the gains: they hold for every measure, so they are kept from one question to the next."""
        return self._first_tangents()

    def _weighted(self, criterion: WeightedSum, *, ties: bool = True) -> tuple[list[Settled], float]:
        tangents = self._gain_tangents
        d = self.problem.disagreement
        linear = self.problem.neutral

        def build(model: Model, lines: Tangents) -> None:
            columns = model.points if linear else self._heights(self._gain_height, lines, model)
            for column, share in zip(columns, criterion.shares.tolist(), strict=True):
                model.objective[column] = share

        def value(points: Array) -> float:
            gains = points if linear else self.problem.payoffs(points) - d
            return float(gains @ criterion.shares)

        found, gap = self._rounds(criterion, build, value, tangents, linear=linear and not self._smooth)
        if not found:
            return [self._feasible] if self._feasible is not None else [], 0.0
        top = value(self.programme.points(found[0]))

        def equal(other: Settled) -> bool:
            tangents.add(self.programme.points(other))
            return top - value(self.programme.points(other)) <= EQUAL

        more = self._ties(lambda model: build(model, tangents), found[0], equal) if ties else []
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
                gains = self._heights(self._gain_height, lines, model) if not self.problem.neutral else None
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
            more, gap = self._rounds(criterion, build, value, tangents, linear=linear)
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

            found += self._ties(lambda model: last(model, tangents), top, equal)
        return list(dict.fromkeys(found)), worst

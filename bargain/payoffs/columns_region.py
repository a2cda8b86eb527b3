"""R with lotteries, any number of parties: agreements enter one by one, each the support point at the present prices.

A linear (or Nash) master problem mixes the agreements found so far; its dual prices say which agreement would help
most; when none helps, the mix is optimal over all agreements, and the prices are the proof (column generation,
Dantzig & Wolfe 1960).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import ConceptError, SolverError
from bargain.payoffs.criteria import Criterion, Leximin, NashProduct, WeightedSum
from bargain.payoffs.interior import few, nash_lottery, to_the_peak
from bargain.payoffs.joining import joined
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import Optimum
from bargain.payoffs.solver import maximise_linear
from bargain.payoffs.support import Support
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]

ROUNDS = 500
"""Agreements added at most in one search."""

GAP, CLOSE = 1e-10, 1e-12
"""What one agreement could still add, in points, when the search stops; and agreements nearer than this are one."""

Held = tuple[Array, float]
"""Prices, shape (n,), and the least that payoffs must be worth at them."""

BENT_GAP, BENT_CLOSE = 1e-8, 1e-7
"""The same on a bent boundary, where agreements crowd together without end."""


@dataclass(eq=False)
class ColumnsRegion:
    """Lotteries over the agreements that `support` finds, expected payoffs at or above disagreement."""

    problem: BargainingProblem
    support: Support
    columns: list[Array] = field(default_factory=list)
    keys: list[Any] = field(default_factory=list)
    _bases: dict[int, list[tuple[Any, Any, Array]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        n = len(self.problem.parties)
        for prices in (*np.eye(n), np.ones(n)):
            self._add(*self.support.farthest(np.asarray(prices) + 1e-6))

    def _add(self, payoffs: Array, key: Any) -> bool:
        close = CLOSE if self.support.exact else BENT_CLOSE
        if any((np.abs(payoffs - other) <= close).all() for other in self.columns):
            return False
        self.columns.append(payoffs)
        self.keys.append(key)
        return True

    @property
    def _gap(self) -> float:
        return GAP if self.support.exact else BENT_GAP

    @property
    def table(self) -> Array:
        """Payoffs of the agreements found so far, shape (m, n)."""
        return np.array(self.columns)

    # ---- linear masters ----

    def _linear(
        self, weights: Array, rise: Array, floor: Array, held: Held | None = None
    ) -> tuple[Array, float] | None:
        """Lottery p and level t that maximise weights·u + (t where rise is not all 0), with u_i − rise_i·t ≥ floor_i.

        `held`: prices h and a value v with h·u ≥ v besides. Returns the lottery over the columns and the objective, or
        None when no lottery meets the floors.
        """
        n, levelled = len(floor), bool(rise.any())
        center = np.clip(self.problem.disagreement, self.table.min(axis=0), self.table.max(axis=0))
        if held is not None:
            center, rise = np.append(center, held[0] @ center), np.append(rise, 0.0)
            floor = np.append(floor, held[1])
        for _ in range(ROUNDS):
            table = self.table
            limits = table.T if held is None else np.vstack([table.T, table @ held[0]])
            objective = np.append(table @ weights, 1.0 if levelled else 0.0)
            rows = np.hstack([limits - center[:, None], -rise[:, None]])
            sums = np.append(np.ones(len(table)), 0.0)
            if not levelled:
                objective, rows, sums = objective[:-1], rows[:, :-1], sums[:-1]
            answer = maximise_linear(objective, rows, floor - center, sums, 1.0)
            if answer.x is None:
                if held is None and rise.all():
                    raise SolverError("a linear programme that every lottery solves was found infeasible")
                if held is not None or not self._reach(floor):
                    return None
                floor = floor - max(EQUAL / 10, self._gap)  # reachable to rounding: that much room is given
                continue
            prices = weights + answer.prices[:n] + (0.0 if held is None else answer.prices[n] * held[0])
            payoffs, key = self.support.farthest(prices)
            gain = payoffs @ prices - center @ answer.prices - answer.total_price
            if gain <= self._gap * (1.0 + np.abs(prices).sum()) or not self._add(payoffs, key):
                return answer.x[: len(table)], answer.value
        return answer.x[: len(table)] if answer.x is not None else np.zeros(0), answer.value

    def _reach(self, floor: Array) -> bool:
        """Add agreements until some lottery meets `floor`; whether that is possible."""
        found = self._linear(np.zeros(len(floor)), np.ones(len(floor)), floor)
        return found is not None and found[1] >= -EQUAL

    @cached_property
    def _level(self) -> float:
        """The most by which every party's expected payoff can exceed its disagreement, points."""
        n = len(self.problem.parties)
        found = self._linear(np.zeros(n), np.ones(n), self.problem.disagreement)
        assert found is not None
        return found[1]

    @property
    def exists(self) -> bool:
        """Whether any lottery leaves nobody below its disagreement."""
        return self._level >= -EQUAL

    @property
    def _floor(self) -> Array:
        """The disagreement; less a rounding when R is a knife-edge."""
        return self.problem.disagreement + min(self._level, 0.0)

    def best_of(self, party: int, floor: Array, held: Held | None = None) -> float:
        """The most that `party` can expect when every party gets at least `floor`, shape (n,), points.

        A basis that was optimal once is optimal for every floor at which its probabilities stay at least 0, so most
        questions are answered without a new programme.
        """
        for used, binding, inverse in self._bases.setdefault(party, []) if held is None else ():
            p = inverse @ np.append(floor[binding], 1.0)
            payoffs = p @ self.table[used]
            if (p >= -1e-13).all() and (payoffs >= floor - 1e-12).all():
                return float(payoffs[party])
        found = self._linear(np.eye(len(floor))[party], np.zeros(len(floor)), floor, held)
        if found is None:
            return float(floor[party])
        p, best = found
        used, payoffs = np.flatnonzero(p > 1e-11), p @ self.table[: len(p)]
        binding = np.flatnonzero((payoffs <= floor + 1e-11) & (np.arange(len(floor)) != party))
        if held is None and len(used) == len(binding) + 1:
            square = np.vstack([self.table[used][:, binding].T, np.ones(len(used))])
            if np.linalg.cond(square) < 1e9:
                self._bases[party].append((used, binding, np.linalg.inv(square)))
        return max(best, float(floor[party]))

    @property
    def start(self) -> Array:
        """Where interim settlements begin: the disagreement."""
        return self._floor

    def best_payoffs(self, floor: Array) -> Array:
        """The most that each party can expect while the others keep `floor`, shape (n,), points."""
        return np.array([self.best_of(i, floor) for i in range(len(floor))])

    def reach(self, floor: Array) -> Optimum:
        """A lottery of the frontier that gives everyone at least `floor`, shape (n,), points."""
        n = len(floor)
        rooms = [EQUAL / 10, *(k * (EQUAL if self.support.exact else BENT_GAP) for k in (1, 10, 1000))]
        attempts = (self._linear(np.ones(n), np.zeros(n), np.maximum(floor - room, self._floor)) for room in rooms)
        found = next((answer for answer in attempts if answer is not None), None)
        assert found is not None
        return self._optimum(found[0])

    @cached_property
    def ideal(self) -> Array:
        """Best expected payoff of each party over R, shape (n,)."""
        return np.array([self.best_of(i, self._floor) for i in range(len(self.problem.parties))])

    # ---- measures ----

    def maximise(self, criterion: Criterion) -> Optimum:
        """The lottery at which the criterion is largest."""
        if isinstance(criterion, NashProduct):
            return self._optimum(self._nash(criterion))
        if isinstance(criterion, Leximin):
            return self._optimum(self._leximin(criterion.scale, self._floor))
        if isinstance(criterion, WeightedSum):
            return self._optimum(self._weighted(criterion))
        raise ConceptError(f"{type(criterion).__name__} has no form for lotteries of many parties")

    def _weighted(self, criterion: WeightedSum) -> Array:
        found = self._linear(criterion.shares, np.zeros(len(self._floor)), self._floor)
        assert found is not None
        # of all lotteries that rank equal, the one with the largest smallest gain, then the second smallest, …
        room = max(EQUAL / 10, self._gap)
        return self._leximin(np.ones(len(self._floor)), self._floor, (criterion.shares, found[1] - room))

    def _leximin(self, scale: Array, floor: Array, held: Held | None = None) -> Array:
        """Raise the smallest ratio as far as it goes, keep the parties that cannot go on there, raise the rest.

        `held`: prices and the least that payoffs must be worth at them.
        """
        d = self.problem.disagreement
        free = scale > 0
        least = floor.copy()
        p = np.zeros(0)
        while free.any():
            rise = np.where(free, scale, 0.0)
            found = self._linear(np.zeros(len(scale)), rise, np.where(free, d, least), held)
            if found is None:
                break
            p, level = found
            reached = np.where(free, d + scale * level, least)
            slack = EQUAL / 100
            stuck = [
                i for i in np.flatnonzero(free).tolist() if self.best_of(i, reached - slack, held) <= reached[i] + EQUAL
            ]
            if not stuck:
                stuck = np.flatnonzero(free).tolist()
            least = np.where(np.isin(np.arange(len(scale)), stuck), reached - slack, least)
            free[stuck] = False
        if not len(p):
            found = self._linear(np.ones(len(scale)), np.zeros(len(scale)), floor, held)
            assert found is not None
            p = found[0]
        return p

    def _nash(self, criterion: NashProduct) -> Array:
        d = self.problem.disagreement
        strict = self.ideal - d > EQUAL
        if not strict.any():
            return self._leximin(np.ones(len(d)), self._floor)
        scale = np.where(strict, self.ideal - d, 0.0)
        start = self._leximin(scale, self._floor)
        if not strict.all():
            return self._nash_on_edge(criterion.shares, strict, start)
        shares = criterion.shares
        p = np.zeros(0)
        for _ in range(ROUNDS):
            table = self.table
            start = np.append(start, np.zeros(len(table) - len(start)))
            p = nash_lottery(table - d, shares, start)
            gains = p @ (table - d)
            prices = shares / gains
            payoffs, key = self.support.farthest(prices)
            if (payoffs - d) @ prices <= 1.0 + 1e-12 or not self._add(payoffs, key):
                break
            start = p
        return p

    def _nash_on_edge(self, shares: Array, strict: Any, start: Array) -> Array:
        """Some party can gain nothing: the product of the others by tangent prices, with every floor held."""
        n = len(shares)
        d, floor = self.problem.disagreement, self._floor
        strong = np.flatnonzero(strict)
        # the Nash solution gives every party at least its power's share of its ideal gain (midpoint domination), so
        # tangents are never needed below that
        size = (self.ideal - d)[strong]
        at = [list(s * np.linspace(max(share, 1e-3), 1.0, 9)) for s, share in zip(size, shares[strong], strict=True)]
        p = start
        for _ in range(ROUNDS):
            table = self.table
            m = len(table)
            # variables: lottery, then a height for each strict party, under every tangent of its logarithm
            rows, least = [np.hstack([table.T, np.zeros((n, len(strong)))])], [floor - EQUAL / 100]
            for k, i in enumerate(strong):
                block = np.zeros((len(at[k]), m + len(strong)))
                block[:, :m] = (table[:, i] - d[i])[None, :] / np.array(at[k])[:, None]
                block[:, m + k] = -1.0
                rows.append(block)
                least.append(1.0 - np.log(at[k]))
            objective = np.append(np.zeros(m), shares[strong])
            sums = np.append(np.ones(m), np.zeros(len(strong)))
            answer = maximise_linear(objective, np.vstack(rows), np.concatenate(least), sums, 1.0)
            if answer.x is None:
                break
            p = answer.x[:m]
            gains = (p @ table - d)[strong]
            prices, offset = answer.prices[:n].copy(), n
            for k, i in enumerate(strong):
                prices[i] += float(answer.prices[offset : offset + len(at[k])] @ (1.0 / np.array(at[k])))
                offset += len(at[k])
            payoffs, key = self.support.farthest(prices)
            reach = float((payoffs - p @ table) @ prices)
            grown = reach > self._gap * (1 + np.abs(prices).sum()) and self._add(payoffs, key)
            miss = answer.value - float(np.log(np.maximum(gains, 1e-300)) @ shares[strong])
            if not grown and miss <= 1e-10:
                break
            for k, gain in enumerate(gains.tolist()):
                at[k].append(max(gain, float(size[k] * max(shares[strong[k]], 1e-3))))
        table = self.table[: len(p)]
        return to_the_peak(p, (table - d)[:, strong] / size, shares[strong], table[:, ~strict])

    def _optimum(self, p: Array) -> Optimum:
        """The lottery on as few agreements as its payoffs allow: at most one for each party."""
        table = self.table[: len(p)]
        p = few(p, table)
        used = [k for k in np.argsort(-p, kind="stable").tolist() if p[k] > 0]
        lottery = tuple((float(p[k]), self.problem.order(self.support.settle(self.keys[k]))) for k in used)
        return Optimum(*joined(self.problem, lottery, p @ table), "lotteries by column generation")

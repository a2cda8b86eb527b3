"""Two demands and a continuum of types: the first demand that is best, given what the second will be.

The first demand is told by its threshold t₁: types from there on accept it. The second is best against the types below
t₁, the first then leaves the type t₁ just what waiting brings it. So one number is sought. It is looked for on a grid,
and wherever the payoff peaks there, on finer and finer ones. At a t₁ at which the best second demand jumps, the harsher
of two equally good ones is the proposer's to choose; where that would leave the type t₁ less than nothing, it mixes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.screened import Rules, Screened
from bargain.strategic.crises.screened_play import Plan, Plans, measured, played
from bargain.strategic.private.cost import Continuous
from bargain.tolerances import EQUAL

Array = np.ndarray[Any, np.dtype[np.float64]]

FAR = 1.0 - 1e-9
"""Types beyond this quantile are so weak that they accept anything."""

NODES = 2049
"""Types between which integrals are known."""

FIRST, ZOOM, LEVELS = 400, 33, 7
"""Thresholds of the grid, of each finer grid, and how many finer ones there are."""

COARSE, FINE = (128, 12), (64, 40)
"""Second demands tried against each threshold, and halvings near the best one: on the grid, at the end."""

TOPS, NEAR = 3, 2e-3
"""Tops of what the second demand brings that are looked at closely for each threshold, and how far below the first."""

PEAKS = 4
"""Peaks of the grid that are looked at closely."""


@dataclass(frozen=True, eq=False)
class Line:
    """The game with two demands on a continuum of types."""

    game: CrisisGame
    rules: Rules

    @property
    def types(self) -> Continuous:
        """The types."""
        assert isinstance(self.game.types, Continuous)
        return self.game.types

    @cached_property
    def far(self) -> float:
        """The weakest type that is looked at."""
        return self.types.high if math.isfinite(self.types.high) else float(self.types._quantile(FAR))

    @cached_property
    def sums(self) -> tuple[Array, Array, Array]:
        """Ascending types, P(θ < each), and the integral of P(θ < t) up to each."""
        nodes = np.linspace(self.types.low, max(min(self.far, self.game.reach), self.types.low), NODES)
        nodes = np.unique(np.append(nodes, self.far))
        below = 1.0 - self.types.tail(nodes)
        parts = nodes[1:] * below[1:] - nodes[:-1] * below[:-1] - self.types.mean_between(nodes[:-1], nodes[1:])
        return nodes, below, np.append(0.0, np.cumsum(parts))

    def war_below(self, t: Array, *, close: bool = True) -> Array:
        """The demander's payoff from war with all types below t, times their probability, any shape; by parts.

        The integral from the node below is exact where `close`, else by Simpson's rule, which is enough to compare.
        """
        below = 1.0 - self.types.tail(t)
        if not self.game.rising:
            return np.asarray(self.game.war * below)
        nodes, at, sums = self.sums
        t = np.clip(t, nodes[0], nodes[-1])
        row = np.searchsorted(nodes, t, side="right") - 1
        if close:
            inner = t * below - nodes[row] * at[row] - self.types.mean_between(nodes[row], t)
        else:
            middle = 1.0 - self.types.tail(0.5 * (nodes[row] + t))
            inner = (t - nodes[row]) * (at[row] + 4.0 * middle + below) / 6.0
        return np.asarray(self.game.war * below + t * below - sums[row] - inner)

    def thresholds(self) -> Array:
        """The grid of first thresholds: even up to the types that accept anything, then even in probability."""
        low, reach = self.types.low, min(self.far, self.game.reach)
        even = np.linspace(low, reach, FIRST) if reach > low else np.array([low])
        if self.far <= self.game.reach:
            return even
        start = 1.0 - float(self.types.tail(np.array([max(self.game.reach, low)]))[0])
        beyond = [self.types._quantile(p) for p in np.linspace(start, FAR, FIRST // 4)]
        kept = np.clip(np.array(beyond), low, self.far)
        return np.unique(np.concatenate([even, kept, [self.far]]))

    def second(self, t1: Array, effort: tuple[int, int]) -> tuple[Array, Array]:
        """The best second demand against types below each t1 (nan: none that is accepted), and what it brings."""
        tried, halvings = effort
        game, below = self.game, 1.0 - self.types.tail(t1)
        start, end = float(game.demand(self.types.low)), game.demand(t1)
        x = start + (end - start)[:, None] * np.linspace(0.0, 1.0, tried)
        values = self._brought(x, below[:, None], close=False)
        found, value = np.full(len(t1), np.nan), self.war_below(t1) + 1e-15
        padded = np.pad(values, ((0, 0), (1, 1)), constant_values=-np.inf)
        tops = np.where((values >= padded[:, :-2]) & (values >= padded[:, 2:]), values, -np.inf)
        most = tops.max(axis=1)
        for _ in range(TOPS):
            column = tried - 1 - np.argmax(tops[:, ::-1], axis=1)
            rows = np.flatnonzero(tops[np.arange(len(t1)), column] >= most - NEAR)
            if not len(rows):
                break
            climbed = self._climbed(x[rows], column[rows], below[rows], halvings)
            for near, margin in ((climbed, 0.0), (x[rows, column[rows]], 1e-12)):
                brought = self._brought(near, below[rows], close=True)
                better = brought > value[rows] + margin
                found[rows] = np.where(better, near, found[rows])
                value[rows] = np.where(better, brought, value[rows])
            tops[rows, column[rows]] = -np.inf
        return found, value

    def _climbed(self, x: Array, column: Array, below: Array, halvings: int) -> Array:
        """The top near a point of each row of a grid, by the sign of the slope."""
        rows, last = np.arange(len(x)), x.shape[1] - 1
        a, b = (x[rows, np.clip(column + k, 0, last)] for k in (-1, 1))
        for _ in range(halvings):
            middle = 0.5 * (a + b)
            rising = self._slope(middle, below) > 0
            a, b = np.where(rising, middle, a), np.where(rising, b, middle)
        return np.asarray(0.5 * (a + b))

    def _brought(self, x: Array, below: Array, *, close: bool) -> Array:
        t = self.game.threshold(x)
        sold = np.maximum(below - 1.0 + self.types.tail(t), 0.0)
        return np.asarray(self.game.taken(x) * sold + self.war_below(t, close=close))

    def _slope(self, x: Array, below: Array) -> Array:
        game, t = self.game, self.game.threshold(x)
        war, _ = game.war_of(t)
        lost = self.types.density(t) * game.utilities[1].slope(1.0 - x) * (game.taken(x) - war)
        return np.asarray(game.utilities[0].slope(x) * (below - 1.0 + self.types.tail(t)) - lost)

    def plans(self, t1: Array, effort: tuple[int, int] = FINE) -> Plans:
        """The demander's payoff from each first threshold; −∞ where no share is small enough."""
        q, (patience, waiting) = self.rules.breakdown, self.rules.discount
        second, brought = self.second(t1, effort)
        _, war = self.game.war_of(t1)
        waits = np.where(np.isnan(second), war, np.maximum(self.game.left(np.nan_to_num(second)), war))
        offer = q * war + (1.0 - q) * waiting * waits
        gone = self.types.tail(t1)
        now = self.game.taken(self.game.offering(offer)) * gone
        later = q * self.war_below(t1) + (1.0 - q) * patience * brought
        return Plans(t1, second, offer, np.where((offer < -1e-12) & (gone > 0), -np.inf, now + later))


def screened_line(game: CrisisGame, rules: Rules) -> tuple[Screened, ...]:
    """Every equilibrium of the game with two demands, of those in which the weakest types accept first."""
    line = Line(game, rules)
    grid = line.plans(line.thresholds(), COARSE)
    padded = np.concatenate([[-np.inf], grid.payoff, [-np.inf]])
    peaks = np.flatnonzero((grid.payoff >= padded[:-2]) & (grid.payoff >= padded[2:]) & np.isfinite(grid.payoff))
    peaks = peaks[grid.payoff[peaks] >= grid.payoff.max() - 1e-3]
    peaks = peaks[np.argsort(-grid.payoff[peaks], kind="stable")][:PEAKS]
    found = _zoomed(line, grid, peaks)
    held = _held(line, grid)
    plans = [*found, *([held] if held else [])]
    most = max(plan.payoff for plan in plans)
    kept: list[Plan] = []
    for plan in plans:
        if plan.payoff >= most - EQUAL and not any(abs(plan.threshold - other.threshold) < 1e-6 for other in kept):
            kept.append(plan)
    rivals = line.plans(grid.threshold[grid.payoff >= most - 1e-4])  # the grid was coarse: measured anew
    best = float(rivals.payoff.max(initial=-np.inf))
    return tuple(played(game, rules, plan, best) for plan in kept)


def _zoomed(line: Line, grid: Plans, rows: Array) -> list[Plan]:
    """The best of finer and finer grids around each of some rows of a grid."""
    last = len(grid.threshold) - 1
    best = grid.threshold[rows]
    low, high = grid.threshold[np.maximum(rows - 1, 0)], grid.threshold[np.minimum(rows + 1, last)]
    plans, at = grid, rows
    for level in range(LEVELS):
        t1 = np.sort(np.column_stack([np.linspace(low, high, ZOOM, axis=1), best]), axis=1)  # shape (peaks, ZOOM + 1)
        effort = FINE if level else (FINE[0], 28)
        plans = line.plans(t1.ravel(), effort)
        column = np.argmax(plans.payoff.reshape(t1.shape), axis=1)
        every = np.arange(len(t1))
        at = every * t1.shape[1] + column
        best = t1[every, column]
        low, high = t1[every, np.maximum(column - 2, 0)], t1[every, np.minimum(column + 2, ZOOM)]
    return [measured(line.game, line.rules, plans.row(int(i))) for i in at]


def _held(line: Line, grid: Plans) -> Plan | None:
    """The plan that leaves the responder nothing, where the second demand jumps as the offer falls below 0."""
    below = np.flatnonzero(grid.offer < 0)
    if not len(below) or below[0] == 0:
        return None
    low, high = float(grid.threshold[below[0] - 1]), float(grid.threshold[below[0]])
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (middle, high) if line.plans(np.array([middle])).offer[0] >= 0 else (low, middle)
    mild, harsh = (line.plans(np.array([t])) for t in (low, high))
    if mild.offer[0] < 1e-6:
        return None
    chance = float(-harsh.offer[0] / (mild.offer[0] - harsh.offer[0]))
    second = ((1.0 - chance, float(harsh.second[0])), (chance, float(mild.second[0])))
    return measured(line.game, line.rules, Plan(high, second, 0.0, 0.0))

"""The war of attrition from its first moment to its last: who is left, type by type, as time goes by.

Let x be the patience of the type that concedes now, and e^(−S) the probability that a party has not conceded yet. Each
type concedes when waiting gains it nothing more: the other's hazard is 1/x. So dS₁/dt = 1/x₂ and dS₂/dt = 1/x₁; with
dρ = dS₁/x₁ = dS₂/x₂ both parties climb their ladders alike, and time runs as dt = x₁·x₂·dρ. Where one party starts
above the bottom of its ladder, its types below concede at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.strategic.waiting.ladder import DEEP, STEEP, Ladder
from bargain.strategic.waiting.piecewise import CUMULATE, FROM_GAUSS, GAUSS, WHOLE, Piecewise, halved
from bargain.strategic.waiting.scale import FAR_BELOW, Scale

Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = tuple[float, float]

OVER = 40.0
"""Minus the log of the probability that either is still there: what comes after does not count."""

ROUNDING = 1e-12
"""A probability so small is none, nor is a payoff, relative to the prize."""


@dataclass(frozen=True, eq=False)
class Course:
    """`scale`: both parties' ladders side by side, along which the war goes; `rates`: of discount."""

    scale: Scale
    rates: Pair

    @property
    def ladders(self) -> tuple[Ladder, Ladder]:
        """The types of both."""
        return self.scale.ladders

    @cached_property
    def edges(self) -> Array:
        """Places on the scale between which all is smooth, ascending, shape (m + 1,)."""
        scale = self.scale
        start = scale.start - scale.middle
        tops = [float(scale.place(i, np.array(ladder.top))) for i, ladder in enumerate(self.ladders)]
        marks = np.concatenate([scale.place(i, ladder.marks) for i, ladder in enumerate(self.ladders)])
        marks = np.unique(np.append(marks[(marks > start) & (marks < min(tops))], [start, 0.0, min(tops)]))
        marks = halved(marks[marks >= start], self._steep)
        gone = np.minimum(*(ladder.survival(scale.rank(i, marks)) for i, ladder in enumerate(self.ladders)))
        last = int(np.searchsorted(gone, OVER)) + 1
        return np.asarray(marks[: max(last, 2)])

    def _steep(self, ends: Array) -> Any:
        """Whether time, or how many are left, changes too much on a piece for one polynomial."""
        z = [np.maximum(self.scale.rank(i, ends), DEEP) for i in (0, 1)]
        pace = np.log(self.ladders[0].x(z[0])) + np.log(self.ladders[1].x(z[1])) + np.log(self.scale.slope(ends))
        gone = self.ladders[0].survival(z[0]) + self.ladders[1].survival(z[1])
        many = (np.diff(gone, axis=1)[:, 0] > STEEP) & (gone[:, 0] < 2.0 * OVER)
        return (np.abs(np.diff(pace, axis=1)[:, 0]) > STEEP) | many

    @property
    def widths(self) -> Array:
        """Of the pieces, shape (m, 1)."""
        return np.diff(self.edges)[:, None]

    @cached_property
    def nodes(self) -> Array:
        """Places inside the pieces, shape (m, 16)."""
        return np.asarray(self.edges[:-1, None] + self.widths * GAUSS)

    @cached_property
    def z(self) -> tuple[Array, Array]:
        """Log ranks at the nodes."""
        return self.scale.rank(0, self.nodes), self.scale.rank(1, self.nodes)

    @cached_property
    def x(self) -> tuple[Array, Array]:
        """Patience at the nodes."""
        return self.ladders[0].x(self.z[0]), self.ladders[1].x(self.z[1])

    @cached_property
    def left(self) -> tuple[Array, Array]:
        """e^(−S): probability that each has not conceded yet, at the nodes."""
        first, second = (np.exp(-ladder.survival(z)) for ladder, z in zip(self.ladders, self.z, strict=True))
        return first, second

    @cached_property
    def pace(self) -> tuple[Array, Array, Array]:
        """dS₁, dS₂ and dt per unit of the scale, at the nodes."""
        slope = self.scale.slope(self.nodes)
        return self.x[0] * slope, self.x[1] * slope, self.x[0] * self.x[1] * slope

    @cached_property
    def time(self) -> Array:
        """Time at the nodes, shape (m, 16)."""
        pace = self.pace[2] * self.widths
        before = np.append(0.0, np.cumsum(pace @ WHOLE)[:-1])
        return np.asarray(before[:, None] + pace @ CUMULATE.T)

    @cached_property
    def clock(self) -> Piecewise:
        """Time over places on the scale."""
        return Piecewise(self.edges, self.time @ FROM_GAUSS.T)

    @cached_property
    def at_once(self) -> Pair:
        """Probability that each concedes in the first moment: at most one of them is above 0."""
        scale = self.scale
        if not math.isfinite(max(scale.bottoms)):
            return 0.0, 0.0
        found = (
            0.0 if low >= scale.start else -math.expm1(-float(ladder.survival(scale.rank(i, self.edges[:1])[0])))
            for i, (ladder, low) in enumerate(zip(self.ladders, scale.bottoms, strict=True))
        )
        first, second = (p if p > ROUNDING else 0.0 for p in found)
        return first, second

    def total(self, density: Array) -> float:
        """The integral over the scale of what is given at the nodes."""
        return float((self.widths[:, 0] * (density @ WHOLE)).sum())

    def discounted(self, party: int) -> Array:
        """e^(−rate·time) at the nodes."""
        return np.exp(-self.rates[party] * self.time)

    @property
    def duration(self) -> float:
        """Expected length of the war; infinite where both may be committed."""
        if min(ladder.committed for ladder in self.ladders) > 0:
            return math.inf
        return self.total(self.left[0] * self.left[1] * self.pace[2])

    @property
    def concedes_first(self) -> Pair:
        """Probability that each concedes first; together with that of nobody ever conceding, 1."""
        both = self.left[0] * self.left[1]
        return self.at_once[0] + self.total(both * self.pace[0]), self.at_once[1] + self.total(both * self.pace[1])

    def loss(self, party: int) -> float:
        """Expected discounted cost of the war to a party that is not committed."""
        still = self.ladders[party].cost_above(self.z[party])
        return self.total(self.discounted(party) * self.left[1 - party] * still * self.pace[2])

    def payoff(self, party: int) -> float:
        """Expected discounted payoff of a party that is not committed, before it knows its type."""
        ladder, other = self.ladders[party], 1 - party
        prize = ladder.value_above(self.z[party]) * self.left[other] * self.pace[other]
        whole = float(ladder.value_above(np.array(FAR_BELOW)))
        found = self.at_once[other] * whole + self.total(self.discounted(party) * prize) - self.loss(party)
        return found if abs(found) > ROUNDING * whole else 0.0

    @property
    def hazards(self) -> Pair:
        """Rates at which each concedes right after the start; infinite where the weakest type's patience is 0."""
        found = []
        for party in (1, 0):
            ladder = self.ladders[party]
            z = self.scale.rank(party, self.edges[:1])[0]
            weak = float(z) <= DEEP and ladder.power > 1e-6
            found.append(math.inf if weak else float(ladder.cost_at(z) / ladder.value_at(z)))
        return found[0], found[1]

    def at(self, over: Array) -> tuple[Array, tuple[Array, Array]]:
        """Times, and log ranks of the types of both who then concede, when the war is over with these probabilities."""
        gone = -np.log(self.left[0] * self.left[1])
        w = Piecewise(self.edges, gone @ FROM_GAUSS.T).inverse(-np.log1p(-over))
        time = np.where(w > self.edges[0], self.clock(w), 0.0)
        return time, (self.scale.rank(0, w), self.scale.rank(1, w))

    def when(self, party: int, z: float) -> float:
        """The time at which the rank z concedes: 0 below the start, infinite above the end."""
        if not math.isfinite(z):
            return 0.0 if z < 0 else math.inf
        w = float(self.scale.place(party, np.array(max(z, FAR_BELOW))))
        if w <= self.edges[0]:
            return 0.0
        return math.inf if w > self.edges[-1] else max(0.0, float(self.clock(w)))

    @property
    def last(self) -> float:
        """The time by which all have conceded who ever do; infinite where there is none."""
        bounded = all(ladder.committed > 0 and ladder.bounded for ladder in self.ladders)
        return float(self.clock(np.array(self.edges[-1]))) if bounded else math.inf

"""One stage of screening: an offer to an opponent of unknown type, who accepts, or refuses and the game goes on.

The opponent is one of k types, in the order in which they give in: those that refusing brings least first. Where some
have given in, the rest is told by a number z: the share of the prior probability that has gone, 0 to 1. It lies at an
end of a type's slice, or inside where part of that type has gone: a type that mixes.

An offer is worth s to the opponent and g(s), falling in s, to the proposer. What it leads to is told by the share z′
that has gone afterwards: the last type to go is just indifferent, so s is what refusing brings it, R(z′), when the
proposer then believes that z′ has gone. The smallest such s is the proposer's to choose: where it will be indifferent
between offers itself, it makes the one that its opponent likes less. (Only where that is below the least offer there
is does it mix with the milder one, so that nobody else gives in.) So the proposer's payoff from z′ is

    g(s(z′)) · (probability from z to z′) + C(z′),

C(z′) being what the rest of the game brings with those that are left. R is constant and C is straight between finitely
many points (nodes), and straight lines are highest at their ends: only nodes can be best, or no offer at all, C(z). The
best payoff U(z) is then made of straight pieces again, and R of the stage before is constant between their ends. So
backward induction stays exact (after Fudenberg, Levine & Tirole 1985 and Gul, Sonnenschein & Wilson 1986, whose
opponents have a value for a good; here they have something to fight for).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import TooLargeError
from bargain.strategic.screening.envelope import upper_envelope

Array = np.ndarray[Any, np.dtype[np.float64]]

SAME = 1e-12
"""Shares of probability closer than this are one; payoffs are compared by it too, times the probability at stake."""

MOST_NODES = 4000
"""More points at which the proposer's plan changes are refused."""


@dataclass(frozen=True)
class Move:
    """What the proposer does: offer `offer` (None: nothing that anybody accepts), after which `cut` has gone.

    `value`: to the proposer. `mild`: the probability with which it makes the milder of two equally good moves next.
    """

    cut: float
    offer: float | None
    value: float
    mild: float = 0.0


@dataclass(frozen=True, eq=False)
class Stage:
    """`ends`: 0, and the share of probability at which each type's slice ends, shape (k + 1,). `weight`: of each type,
    shape (k,): what has happened so far has that likelihood. `nodes`, `rest`: C at ascending shares, 0 and 1 and `ends`
    among them. `refuse`: share gone → what refusing then brings every type, shape (k,). `give`: g. `least`, `most`:
    what an offer can be worth to the opponent.
    """

    ends: Array
    weight: Array
    nodes: Array
    rest: Array
    refuse: Callable[[float], Array]
    give: Callable[[Array], Array]
    least: float
    most: float
    _types: dict[float, Array] = field(default_factory=dict)

    # ---- what is there ----

    def weighed(self, z: Any) -> Array:
        """The weighted probability up to z, any shape."""
        return np.asarray(np.interp(z, self.ends, np.append(0.0, np.cumsum(self.weight * np.diff(self.ends)))))

    def resting(self, z: Any) -> Array:
        """C(z), any shape."""
        return np.asarray(np.interp(z, self.nodes, self.rest))

    def marginal(self, z: float) -> int:
        """The last type of which part has gone at z: the first type at 0."""
        return max(int(np.searchsorted(self.ends, z - SAME, side="left")) - 1, 0)

    def whole(self, z: float) -> bool:
        """Whether z is the end of a slice: no type is split."""
        return bool(np.abs(self.ends - z).min() <= SAME)

    # ---- what can be offered ----

    def after(self, z: float) -> float:
        """A share a little above z, before the next node: there the milder of two equally good next moves is best."""
        return 0.5 * (z + float(np.append(self.nodes[self.nodes > z + SAME], 1.0)[0]))

    def refused(self, z: float, mild: float = 0.0) -> Array:
        """What refusing brings every type when z has gone and the next move is the milder one with chance `mild`."""
        if not mild:
            return self.refuse(z)
        return (1.0 - mild) * self.refuse(z) + mild * self.refuse(self.after(z))

    def mildness(self, z: float, offer: float) -> float | None:
        """The smallest chance of the milder next move at which the first type that is left refuses, or None."""
        if z >= 1.0 - SAME:
            return 0.0
        first = self.marginal(z) + int(self.whole(z) and z > SAME)
        low = float(self.refuse(z)[first])
        if low >= offer - SAME:
            return 0.0
        high = float(self.refuse(self.after(z))[first])
        return (offer - low) / (high - low) if high > offer - SAME else None

    @cached_property
    def offers(self) -> tuple[Array, Array, Array]:
        """Shares that an offer can make go, ascending; what it is worth to the opponent; how mild the next move is."""
        found = []
        for z in self.nodes[1:].tolist():
            offer = max(float(self.refuse(z)[self.marginal(z)]), self.least)
            mild = self.mildness(z, offer)
            if offer <= self.most + SAME and mild is not None:
                found.append((z, min(offer, self.most), mild))
        cuts, offers, milds = np.array(found).T
        return cuts, offers, milds

    # ---- what is best ----

    @cached_property
    def plan(self) -> tuple[Array, Array]:
        """Ascending shares and U there: straight between them, with the same move, or none, from one to the next."""
        cuts, offers, _ = self.offers
        given, weighed = self.give(offers), self.weighed(cuts)
        at_cut, mass = self.resting(cuts), self.weighed(self.nodes)
        kept: list[float] = [0.0]
        before: int | None = None
        for m in range(len(self.nodes) - 1):
            a, b = float(self.nodes[m]), float(self.nodes[m + 1])
            rows = np.flatnonzero(cuts >= b - SAME)
            lines = [
                np.append(self.rest[k], given[rows] * (weighed[rows] - mass[k]) + at_cut[rows]) for k in (m, m + 1)
            ]
            for start, _, line in upper_envelope(*lines):
                move = -1 if line == 0 else int(rows[line - 1])
                z = a + (b - a) * start
                if move != before or move == -1 or (start == 0.0 and self.whole(z)):
                    kept.append(z)
                before = move
        shares = np.unique(np.append(kept, [*self.ends, 1.0]))
        shares = shares[np.append(True, np.diff(shares) > SAME)]
        shares[-1] = 1.0
        if len(shares) > MOST_NODES:
            raise TooLargeError(
                f"the proposer's plan changes at more than {MOST_NODES} beliefs; use fewer rounds or fewer types"
            )
        return shares, np.array([max(m.value for m in self.moves(z)) for z in shares.tolist()])

    def moves(self, z: float) -> list[Move]:
        """All best moves when z has gone, the smallest share first."""
        cuts, offers, milds = self.offers
        beyond = cuts > z + SAME
        values = self.give(offers[beyond]) * (self.weighed(cuts[beyond]) - self.weighed(z)) + self.resting(cuts[beyond])
        found = [Move(z, None, float(self.resting(z)))]
        rows = zip(cuts[beyond], offers[beyond], values, milds[beyond], strict=True)
        found += [Move(*map(float, row)) for row in rows]
        best = max(move.value for move in found)
        tie = SAME * float(self.weighed(1.0))
        return [move for move in found if move.value >= best - tie]

    def move(self, z: float) -> Move:
        """The move when z has gone: of equal ones the one that the last type to go likes least."""
        if z >= 1.0 - SAME:  # nobody is left: as for the last few of the last type
            shares = self.plan[0]
            last = self.move(0.5 * (float(shares[-2]) + 1.0))
            return Move(1.0, last.offer, 0.0)
        moves = self.moves(z)
        if len(moves) == 1:
            return moves[0]
        return min(moves, key=lambda move: (self._brought(move)[self.marginal(z)], move.cut))

    def played(self, z: float, mild: float) -> list[tuple[float, Move]]:
        """(probability, move) when z has gone and the milder of two equally good moves has the chance `mild`."""
        harsh = self.move(z)
        if mild <= 0.0:
            return [(1.0, harsh)]
        shares = self.plan[0]
        milder = self.move(0.5 * (z + float(np.append(shares[shares > z + SAME], 1.0)[0])))
        if milder.offer is None:
            milder = Move(z, None, 0.0, 1.0)
        if mild >= 1.0 or (milder.cut, milder.offer, milder.mild) == (harsh.cut, harsh.offer, harsh.mild):
            return [(1.0, milder)]
        return [(1.0 - mild, harsh), (mild, milder)]

    def types(self, z: float) -> Array:
        """What every type expects when z has gone, before the offer, shape (k,)."""
        if z not in self._types:
            self._types[z] = self._brought(self.move(z))
        return self._types[z]

    def _brought(self, move: Move) -> Array:
        refusing = self.refused(move.cut, move.mild)
        return refusing if move.offer is None else np.maximum(refusing, move.offer)

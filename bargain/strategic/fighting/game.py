"""A war that reveals strength as data: front, battles, types, what peace and collapse bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class FightGame:
    """`chances`, `prior`: of each type of the second party, shape (k,): the first party's chance to win a battle
    against it, falling; its probability. `front`: where the front is, `stops`: payoffs of both where the war ends at
    each front, shape (positions + 1, 2). `costs`, `discount`: of each party, for a battle. `rounds`: of offers.
    `silent`: whether the guns fall silent after the last, or the war is fought to the finish. `give`: what the first
    party has when the second gets s; `least`, `most`: what the second can be given.
    """

    chances: Array
    prior: Array
    front: int
    stops: Array
    costs: tuple[float, float]
    discount: tuple[float, float]
    rounds: int
    silent: bool
    give: Callable[[Array], Array]
    least: float
    most: float

    @property
    def collapse(self) -> int:
        """The front at which the second party collapses; the first does at 0."""
        return len(self.stops) - 1

    def at(self, battles: int, won: int) -> int:
        """The front after so many battles, `won` of them by the first party."""
        return self.front + 2 * won - battles

    def over(self, battles: int, won: int) -> bool:
        """Whether bargaining is over: a side has collapsed, or there was the last round."""
        return battles == self.rounds or not 0 < self.at(battles, won) < self.collapse

    def ends(self, battles: int, won: int) -> Array:
        """Payoffs of both once bargaining is over, by type, shape (k, 2)."""
        front = min(max(self.at(battles, won), 0), self.collapse)
        if 0 < front < self.collapse and not self.silent:
            return np.asarray(self.fought_out[:, front])
        return np.repeat(self.stops[front][None, :], len(self.chances), axis=0)

    def likelihood(self, battles: int, won: int) -> Array:
        """Probability of so many battles won and lost, in this order, against each type, shape (k,)."""
        return np.asarray(self.chances**won * (1.0 - self.chances) ** (battles - won))

    @cached_property
    def fought_out(self) -> Array:
        """Payoffs from fighting until a side collapses, by type and front, shape (k, positions + 1, 2)."""
        columns = [
            _absorbed(self.chances, self.stops[:, i], self.discount[i], -self.costs[i] * np.ones(self.collapse - 1))
            for i in (0, 1)
        ]
        return np.stack(columns, axis=2)

    @cached_property
    def battles_left(self) -> Array:
        """Battles until a side collapses, on average, by type and front, shape (k, positions + 1)."""
        n = self.collapse
        return _absorbed(self.chances, np.zeros(n + 1), 1.0, np.ones(n - 1))

    @cached_property
    def collapses(self) -> Array:
        """Probability that the second party is the one to collapse, by type and front, shape (k, positions + 1)."""
        n = self.collapse
        return _absorbed(self.chances, np.append(np.zeros(n), 1.0), 1.0, np.zeros(n - 1))


def _absorbed(chances: Array, ends: Array, discount: float, each: Array) -> Array:
    """X(f) = each + δ·(p·X(f + 1) + (1 − p)·X(f − 1)) inside, `ends` at both ends; by type and front."""
    n = len(ends) - 1
    found = np.zeros((len(chances), n + 1))
    found[:, [0, -1]] = ends[0], ends[-1]
    if n == 1:
        return found
    for i, p in enumerate(chances):
        step = discount * np.array([p, 1.0 - p])
        system = np.eye(n - 1) - np.diag(np.full(n - 2, step[0]), 1) - np.diag(np.full(n - 2, step[1]), -1)
        right = each.copy()
        right[-1] += step[0] * ends[-1]
        right[0] += step[1] * ends[0]
        found[i, 1:-1] = np.linalg.solve(system, right)
    return found

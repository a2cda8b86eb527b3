"""Offers in a war, backward: after r battles, of which the first party won a, with any share of types gone.

A stage (bargain/strategic/screening) is known by (r, a): the front is, and what battles tell of the type does not
depend on their order. Refusing costs a battle:

    R_i(z) = −c₂ + δ₂·[p_i·v_i(r + 1, a + 1, z) + (1 − p_i)·v_i(r + 1, a, z)],
    C(z)   = −c₁·(probability left) + δ₁·[U(r + 1, a + 1, z) + U(r + 1, a, z)],

with probabilities weighed by the likelihood of the battles, which U of the next stages carries along.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bargain.strategic.fighting.game import FightGame
from bargain.strategic.screening.stage import SAME, Stage

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, eq=False)
class Course:
    """All stages of the game, each made when it is first asked for."""

    game: FightGame
    _stages: dict[tuple[int, int], Stage] = field(default_factory=dict)

    @property
    def ends(self) -> Array:
        """Where each type's slice of the prior probability ends, shape (k + 1,)."""
        found = np.append(0.0, np.cumsum(self.game.prior))
        found[-1] = 1.0
        return found

    def types(self, battles: int, won: int, z: float) -> Array:
        """What every type expects when z has gone, shape (k,)."""
        if self.game.over(battles, won):
            return np.asarray(self.game.ends(battles, won)[:, 1])
        return self.stage(battles, won).types(z)

    def refusing(self, battles: int, won: int, z: float) -> Array:
        """R(z), shape (k,)."""
        p, (_, cost), (_, discount) = self.game.chances, self.game.costs, self.game.discount
        up, down = self.types(battles + 1, won + 1, z), self.types(battles + 1, won, z)
        return np.asarray(-cost + discount * (p * up + (1.0 - p) * down))

    def brought(self, battles: int, won: int) -> tuple[Array, Array]:
        """Shares of types gone, and U there, straight in between."""
        if not self.game.over(battles, won):
            return self.stage(battles, won).plan
        ends = self.ends
        slices = self.game.likelihood(battles, won) * self.game.ends(battles, won)[:, 0] * np.diff(ends)
        return ends, np.append(np.cumsum(slices[::-1])[::-1], 0.0)

    def stage(self, battles: int, won: int) -> Stage:
        """The stage after `battles`, `won` of them by the first party."""
        if (battles, won) not in self._stages:
            self._stages[battles, won] = self._made(battles, won)
        return self._stages[battles, won]

    def _made(self, battles: int, won: int) -> Stage:
        game, ends = self.game, self.ends
        up, down = self.brought(battles + 1, won + 1), self.brought(battles + 1, won)
        nodes = np.unique(np.concatenate([ends, up[0], down[0]]))
        nodes = nodes[np.append(np.diff(nodes) > SAME, True)]
        nodes[0] = 0.0
        weight = game.likelihood(battles, won)
        mass = np.append(0.0, np.cumsum(weight * np.diff(ends)))
        left = mass[-1] - np.interp(nodes, ends, mass)
        rest = -game.costs[0] * left + game.discount[0] * (np.interp(nodes, *up) + np.interp(nodes, *down))
        cache: dict[float, Array] = {}

        def refuse(z: float) -> Array:
            if z not in cache:
                cache[z] = self.refusing(battles, won, z)
            return cache[z]

        return Stage(ends, weight, nodes, rest, refuse, game.give, game.least, game.most)

"""How a solution moves with the disagreement: points gained per point of outside option, on either side.

A solution is a smooth function of the disagreement but for kinks, where it moves from one corner or edge of the
frontier to another. So both one-sided slopes are taken, as differences of exact solutions at two steps, extrapolated
(Richardson): on straight edges, where Nash and egalitarian solutions are linear in d, that is exact to rounding. Where
the two sides differ there is a kink. Where a finite set of agreements is all there is, the slope is 0 until the answer
jumps; a jump inside the step is reported as such, for no slope describes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.game.frozen import FrozenDict
from bargain.payoffs.problem import BargainingProblem

Array = np.ndarray[Any, np.dtype[np.float64]]

STEP = 1e-3
"""Points by which a disagreement is moved."""

SAME = 1e-5
"""Slopes closer than this are one slope: beyond what differences of exact solutions can miss."""


@dataclass(frozen=True)
class Slope:
    """Change of each party's payoff per point of the disagreement of `party`.

    `up`: when it rises, `down`: when it falls, both per point of rise. `kink`: the two sides differ. `jump`: the
    answer jumps to another agreement right at this disagreement, so the slope of that side is no more than a mark.
    """

    concept: str
    party: str
    up: FrozenDict[str, float]
    down: FrozenDict[str, float]
    kink: bool
    jump: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "concept": self.concept,
            "party": self.party,
            "up": dict(self.up),
            "down": dict(self.down),
            "kink": self.kink,
            "jump": self.jump,
        }


def slope(problem: BargainingProblem, concept: str, party: int) -> Slope:
    """Both one-sided slopes of a concept's payoffs by the disagreement of one party (its position)."""
    name, parties = problem.parties[party], problem.parties
    solver = CONCEPTS[concept]

    def payoffs(shift: float) -> Array:
        d = problem.disagreement.copy()
        d[party] += shift
        found = solver(problem.with_disagreement(d))
        return np.array([found.payoffs[p] for p in parties])

    here = payoffs(0.0)
    sides, jump = [], False
    for sign in (1.0, -1.0):
        whole, half = payoffs(sign * STEP) - here, payoffs(sign * STEP / 2) - here
        if np.abs(half).max() > 100 * STEP:  # no slope is that steep but a jump
            jump = True
        sides.append((2 * half / (STEP / 2) - whole / STEP) * sign)
    kink = bool(np.abs(sides[0] - sides[1]).max() > SAME)
    up, down = (FrozenDict(zip(parties, map(_clean, side.tolist()), strict=True)) for side in sides)
    return Slope(concept, name, up, down, kink, jump)


def _clean(number: float) -> float:
    """A slope without the rounding noise of differences."""
    return round(number, 8) + 0.0

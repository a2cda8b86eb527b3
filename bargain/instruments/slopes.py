"""How a solution moves with the disagreement: points gained per point of outside option, on either side.

Between kinks a solution is a smooth function of the disagreement d. On a straight edge of two parties' frontier, at
prices w, Nash's is linear in d, u_i = d_i + α_i (W − w · d) / w_i, so that du_i/dd_j = [i = j] − α_i w_j / w_i; the
egalitarian one moves by [i = j] − w_j / Σw; at a corner Nash's stays; Kalai–Smorodinsky's is a ratio of such functions,
for the ideal moves with d too. Without a deal u = d.

So one-sided differences of exact solutions, extrapolated from steps s, s/2 and s/4, are exact on straight edges, and
miss by the order of s³ elsewhere. What they need is that no kink lies inside the step: steps are tried from a point
downward until the extrapolations agree. A kink inside makes them differ by about its distance over s times the turn of
the slope, so that it goes unseen only where it moves payoffs by no more than the solution's own rounding. Where none
agrees there is a jump, or a kink closer than the smallest step: then the slope is that beyond it. Both sides are taken;
where they differ there is a kink right at d.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.game.frozen import FrozenDict
from bargain.instruments.nearby import Nearby
from bargain.payoffs.problem import BargainingProblem

Array = np.ndarray[Any, np.dtype[np.float64]]
Payoffs = Callable[[Array], Array]
"""From a disagreement, shape (n,), to the payoffs of a solution, shape (n,), points."""

STEPS = tuple(2.0**-k for k in range(0, 25, 3))
"""Steps of the disagreement, points (more where it is large): from one point down to less than a ten-millionth."""

AGREE = 1e-8
"""Estimates of a slope that are as close as this agree."""

NOISE, NOISE_OF_MANY, NOISE_BENT = 1e-10, 1e-9, 1e-8
"""How far payoffs may be off, in points: of two parties; of more, by programmes; where risk attitudes bend them."""

SAME = 1e-5
"""Slopes closer than this are one slope, unless their estimates are less certain than that."""

JUMP = 1e-3
"""Payoffs that move by more than this, in points, within the smallest step, jump."""


@dataclass(frozen=True)
class Slope:
    """Change of each party's payoff per point of the disagreement of `party`.

    `up`: when it rises, `down`: when it falls, both per point of rise. `kink`: the two sides differ. `jump`: the answer
    jumps to another agreement right at this disagreement, on one side or both; the slope is then that beyond the jump.
    `error`: by how much the estimates from different steps differ: rounding on straight edges.
    """

    concept: str
    party: str
    up: FrozenDict[str, float]
    down: FrozenDict[str, float]
    kink: bool
    jump: bool
    error: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "concept": self.concept,
            "party": self.party,
            "up": dict(self.up),
            "down": dict(self.down),
            "kink": self.kink,
            "jump": self.jump,
            "error": self.error,
        }


def farthest_step(disagreement: Array) -> Array:
    """The most by which a disagreement is moved in the search for slopes, shape (n,), points."""
    return np.asarray(STEPS[0] * _size(disagreement))


def slope(problem: BargainingProblem | Nearby, concept: str, party: int, disagreement: Array | None = None) -> Slope:
    """Both one-sided slopes of a concept's payoffs by the disagreement of one party (its position).

    Several slopes of one problem are found faster from one `Nearby`, at its problem's disagreement or another.
    """
    if isinstance(problem, BargainingProblem):
        problem = Nearby(problem, problem.disagreement - farthest_step(problem.disagreement))
    d = problem.problem.disagreement if disagreement is None else disagreement
    parties, size = problem.problem.parties, float(_size(d)[party])
    noise = _noise(problem.problem, d)

    def payoffs(there: Array) -> Array:
        return problem.payoffs(concept, there)

    up, down = (_side(payoffs, d, party, sign * size, noise) for sign in (1.0, -1.0))
    error = max(up.error, down.error)
    kink = float(np.abs(up.slope - down.slope).max()) > max(SAME, 20 * error)
    above, below = (FrozenDict(zip(parties, map(_clean, side.slope.tolist()), strict=True)) for side in (up, down))
    return Slope(concept, parties[party], above, below, kink, up.jump or down.jump, error)


@dataclass(frozen=True, eq=False)
class Side:
    """A slope on one side, shape (n,); how much its estimates differ; whether they agree; whether it jumps there."""

    slope: Array
    error: float
    agreed: bool
    jump: bool = False


def _size(disagreement: Array) -> Array:
    """Unit of the steps, shape (n,): a point, more where the disagreement has few digits left for it."""
    return np.asarray(2.0 ** np.ceil(np.log2(np.maximum(np.abs(disagreement) * 1e-4, 1.0))))


def _noise(problem: BargainingProblem, d: Array) -> float:
    """How far the payoffs of a solution may be off, in points."""
    bent = not problem.neutral or any(curve.smooth for curve in problem.curves)
    solved = NOISE_BENT if bent else NOISE if len(problem.parties) < 3 else NOISE_OF_MANY
    return max(solved, 8 * float(np.spacing(np.abs(d).max())))


def _side(payoffs: Payoffs, d: Array, party: int, unit: float, noise: float) -> Side:
    """The slope on one side, in the direction of `unit`; beyond a jump or kink where one lies right at d."""
    found = _onward(payoffs, d, party, unit, noise)
    if found.agreed:
        return found
    start = d.copy()
    start[party] += STEPS[-1] * unit
    jump = float(np.abs(payoffs(start) - payoffs(d)).max()) > JUMP * abs(unit)
    beyond = _onward(payoffs, start, party, unit, noise)
    return replace(beyond, jump=jump) if jump or beyond.error < found.error else found


def _onward(payoffs: Payoffs, d: Array, party: int, unit: float, noise: float) -> Side:
    """The slope from `d` onward: from the largest step whose estimates agree, or else where they differ least."""
    here = payoffs(d)
    best = Side(np.zeros_like(here), np.inf, False)
    for step in STEPS:
        quotients = []
        for part in (1.0, 0.5, 0.25):
            there = d.copy()
            there[party] += part * step * unit
            quotients.append((payoffs(there) - here) / (there[party] - d[party]))
        whole, half, quarter = quotients
        first, second = 2 * half - whole, 2 * quarter - half  # without the error in s
        estimate = (4 * second - first) / 3  # without the error in s²
        error = float(np.abs(estimate - second).max())
        agreed = error <= max(AGREE, noise / (step * abs(unit)))
        if agreed or error < best.error:
            best = Side(estimate, error, agreed)
        if agreed:
            break
    return best


def _clean(number: float) -> float:
    """A slope without the rounding noise of differences."""
    return round(number, 9) + 0.0

"""Whether any type would do better to concede at another time: every time tried for every type.

Only the strategies are used: who concedes when. What a type gets by conceding at time t against a rival whose chance to
have conceded by then is G(t) is V·∫e^(−rτ)dG − c·∫e^(−rτ)(1 − G)dτ. Both integrals are taken from the table of times
and chances itself, by the slopes of the polynomials through it, and not from the hazards that made it.
"""

from __future__ import annotations

import math

import numpy as np

from bargain.strategic.waiting.course import Course
from bargain.strategic.waiting.ladder import Array, Ladder
from bargain.strategic.waiting.piecewise import CUMULATE, DIFFER, WHOLE

MOST_TYPES = 400
"""Types of each party that are looked at, spread over all ranks."""

WEAKEST, RAREST = math.log(1e-6), math.log(-math.log(1e-6))
"""Log ranks: types so impatient, or so patient, that only one of a million is more so are not looked at."""


def course_gain(course: Course) -> float:
    """The most that any type of either party gains by conceding at another time, in units of payoff."""
    return max(0.0, *(_party_gain(course, party) for party in (0, 1)))


def _party_gain(course: Course, party: int) -> float:
    ladder = course.ladders[party]
    won, paid = _tables(course, party)
    ranks = course.z[party].ravel()
    first, last = (int(np.searchsorted(ranks, end)) for end in (WEAKEST, RAREST))
    rows = np.unique(np.linspace(first, max(first, last - 1), MOST_TYPES).astype(int))
    rows = np.minimum(rows, len(ranks) - 1)
    inside = ranks[rows]
    values, costs = ladder.value_at(inside), ladder.cost_at(inside)
    gains = [_best(values, costs, won, paid) - (values * won[1 + rows] - costs * paid[1 + rows])]
    if ranks[0] > WEAKEST:  # types that concede in the first moment, when the other does not
        weak = _spread(ladder, WEAKEST, float(ranks[0]))
        gains.append(_best(*weak, won, paid))
    if ranks[-1] < min(ladder.top, RAREST):  # types that wait for ever
        strong = _spread(ladder, float(ranks[-1]), min(ladder.top, RAREST))
        gains.append(_best(*strong, won, paid) - (strong[0] * won[-1] - strong[1] * paid[-1]))
    return float(max(gain.max() for gain in gains))


def _tables(course: Course, party: int) -> tuple[Array, Array]:
    """Discounted chance of victory and discounted time of war, by when one concedes: in the first moment, then by node.

    Where the rival concedes at once, and one does too, each wins with probability 1/2.
    """
    rival = course.left[1 - party]
    chance = 1.0 - rival
    factor = course.discounted(party)
    atom = course.at_once[1 - party]
    found = []
    for weight, along, start in ((factor, chance, atom), (factor * rival, course.time, 0.0)):
        slope = weight * (along @ DIFFER.T)
        before = start + np.append(0.0, np.cumsum(slope @ WHOLE)[:-1])
        found.append((before[:, None] + slope @ CUMULATE.T).ravel())
    return np.append(0.5 * atom, found[0]), np.append(0.0, found[1])


def _best(values: Array, costs: Array, won: Array, paid: Array) -> Array:
    """The best of all times for each type, shape (k,)."""
    return np.asarray((values[:, None] * won - costs[:, None] * paid).max(axis=1))


def _spread(ladder: Ladder, low: float, high: float) -> tuple[Array, Array]:
    """Values and costs of types of ranks between two."""
    z = np.linspace(low, high, 41)
    return ladder.value_at(z), ladder.cost_at(z)


def end_gain(ladders: tuple[Ladder, Ladder], quitter: int, rates: tuple[float, float]) -> float:
    """The same where `quitter` (0 or 1) concedes in the first moment, whatever its type, and the other never does."""
    times = np.append(0.0, np.geomspace(1e-6, 1e6, 400))
    gains = []
    for party, ladder in enumerate(ladders):
        values, costs = _spread(ladder, WEAKEST, min(ladder.top, RAREST))
        rate = rates[party]
        paid = -np.expm1(-rate * times) / rate if rate else times
        if party == quitter:
            gains.append(float((-costs[:, None] * paid).max()))  # never wins: what it gets now is 0
        else:
            gains.append(float((0.5 * values - values).max()))  # conceding at once too: a draw; later: no change
    return max(0.0, *gains)

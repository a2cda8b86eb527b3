"""Announced demands that may or may not stick (after Crawford 1982): red lines, bluff and impasse.

Both parties announce demands z at once. Each announcement then sticks with probability s_i, independently: backing down
has become impossible; otherwise it costs nothing. What is left is settled: among the agreements that give no party that
is stuck less than it announced, the one with the largest product of gains, each raised to its party's power, which is
Nash's solution n moved along the chain as far as need be; where none is left, impasse, and both get 0.

Let B_i be a party's best, y what it can get at most while the other gets what it announced, and suppose that the other
announces no more than n gives it, so y ≥ n_i. Announcing a brings party i, beyond what does not depend on a,

    s_i·( (1 − s_j)·max(a, n_i) + s_j·a·[a ≤ y] )

which rises up to a = y, drops, and rises again up to B_i. So its best reply is y or B_i, y if and only if
y ≥ (1 − s_j)·B_i. Where the other announces more, so that y < n_i, fitting in brings (1 − s_j)·n_i + s_j·y, and is best
if and only if s_j·y ≥ (1 − s_j)·(B_i − n_i). Hence the equilibria in sure announcements:

- both announce their best, where (1 − s_j)·(B_i − n_i) ≥ s_j·(what i gets at the other's best), for both i: on the unit
  pie always. Both stick with probability s_1·s_2, and then there is an impasse;
- announcements that just fit, for a ≥ n_1 where a ≥ (1 − s_2)·B_1 and s_1·φ_2(a) ≥ (1 − s_1)·(B_2 − n_2), and in the
  mirror for a ≤ n_1: a continuum, whose ends are listed.

A party whose announcements never stick may announce anything. Where one is certain to stick with all, what the other
announces, short of fitting in, makes no difference to itself; some such pairs are equilibria too, and pay as if both
announced all. Equilibria in mixed announcements are left out.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from bargain.strategic.offers.announcement import Announced, Terms, sure
from bargain.strategic.offers.chain import Chain, Point


def uncertain_commitments(terms: Terms, sticking: Point) -> list[Announced]:
    """All equilibria in sure announcements, those with all demanded on both sides first; of continua both ends."""
    chain, best, tie = terms.chain, terms.chain.best, terms.chain.tie
    found = []
    if _all_demanded(chain, terms.nash, sticking):
        found.append(_announced(terms, best, sticking, None))
    for low, high in _fitting(chain, terms.nash, sticking):
        ends = (low, chain.most(1, low)), (high, chain.most(1, high))
        if high - low <= tie:
            found.append(_announced(terms, ends[0], sticking, None))
        else:
            found += [_announced(terms, z, sticking, ends) for z in ends]
    return found


def _all_demanded(chain: Chain, nash: Point, sticking: Point) -> bool:
    """Whether announcing its best is each party's best reply to the other's best, which does not fit with it."""
    if chain.holds(chain.best):
        return False
    for i in (0, 1):
        own, other = sticking[i], sticking[1 - i]
        risked = other * chain.least[i]
        if own > 0 and (1.0 - other) * (chain.best[i] - nash[i]) < risked - chain.tie:
            return False
    return True


def _fitting(chain: Chain, nash: Point, sticking: Point) -> list[tuple[float, float]]:
    """Intervals of the first party's announcements that the second's just fits, in equilibrium."""
    intervals = []
    if min(sticking) > 0:
        low, high = _firm(chain, nash, sticking, 0)
        if low <= high + chain.tie:
            intervals.append((low, max(low, high)))
        other_low, other_high = _firm(chain, nash, sticking, 1)
        if other_low <= other_high + chain.tie:
            intervals.append((chain.most(0, max(other_low, other_high)), chain.most(0, other_low)))
    elif chain.holds(chain.best):
        intervals.append((chain.best[0], chain.best[0]))
    intervals.sort()
    if len(intervals) == 2 and intervals[1][0] <= intervals[0][1] + chain.tie:
        return [(intervals[0][0], max(intervals[0][1], intervals[1][1]))]
    return intervals


def _firm(chain: Chain, nash: Point, sticking: Point, i: int) -> tuple[float, float]:
    """Least and largest announcement of party i, at least Nash's, that the other fits in with."""
    j = 1 - i
    low = max(nash[i], (1.0 - sticking[j]) * chain.best[i])
    return low, chain.most(i, (1.0 - sticking[i]) * (chain.best[j] - nash[j]) / sticking[i])


def settled(chain: Chain, nash: Point, z: Point, stuck: tuple[bool, bool]) -> Point | None:
    """What is settled when the announcements of those that are `stuck` have to be met; None for an impasse."""
    low = z[0] if stuck[0] else 0.0
    high = chain.most(0, z[1]) if stuck[1] else chain.best[0]
    if low > high + chain.tie:
        return None
    x = min(max(nash[0], low), high)
    return x, chain.most(1, x)


def expected(chain: Chain, nash: Point, z: Point, sticking: Point) -> tuple[Point, Point, float]:
    """Expected gains, probability that each party gets what it announced, and probability of an impasse."""
    gains, kept, impasse = [0.0, 0.0], [0.0, 0.0], 0.0
    for stuck in product((False, True), (False, True)):
        chance = 1.0
        for s, held in zip(sticking, stuck, strict=True):
            chance *= s if held else 1.0 - s
        x = settled(chain, nash, z, stuck)
        if x is None:
            impasse += chance
            continue
        for i in (0, 1):
            gains[i] += chance * x[i]
            kept[i] += chance if x[i] >= z[i] - chain.tie else 0.0
    return (gains[0], gains[1]), (kept[0], kept[1]), impasse


def _announced(terms: Terms, z: Point, sticking: Point, ends: tuple[Point, Point] | None) -> Announced:
    chain, nash = terms.chain, terms.nash
    gains, kept, impasse = expected(chain, nash, z, sticking)
    gain = 0.0
    for i in (0, 1):
        tried = [*np.linspace(0.0, chain.best[i], 41).tolist(), max(chain.most(i, z[1 - i]), 0.0)]
        for own in tried:
            other = expected(chain, nash, chain.point(i, own, z[1 - i]), sticking)
            gain = max(gain, other[0][i] - gains[i])
    return Announced(sure(z), gains, kept, impasse, gain, _in_words(terms, z, sticking, impasse, ends), None, ends)


def _in_words(
    terms: Terms, z: Point, sticking: Point, impasse: float, ends: tuple[Point, Point] | None
) -> tuple[str, ...]:
    (one, other), (first, second) = terms.parties, map(terms.amount, z)
    told = []
    if terms.chain.holds(z):
        told.append(f"{one} announces {first} and {other} {second}, which fit: whatever sticks can be met.")
    else:
        told.append(f"{one} announces {first} and {other} {second}, which do not fit.")
        told.append(f"Both stick with probability {impasse:.6g}, and then there is no agreement.")
    for i, party in enumerate(terms.parties):
        if sticking[i] == 0:
            told.append(f"Nothing that {party} announces can stick, so it may announce anything.")
        elif z[i] > terms.nash[i] + terms.chain.tie:
            told.append(
                f"Where only {party}'s announcement sticks, it gets {terms.amount(z[i])} instead of "
                f"{terms.amount(terms.nash[i])}."
            )
    nash = " and ".join(map(terms.amount, terms.nash))
    told.append(f"Where neither sticks they settle on {nash}, as without announcements.")
    if ends is not None:
        a, b = (", ".join(map(terms.amount, end)) for end in ends)
        told.append(f"So are all announcements that just fit, from ({a}) to ({b}).")
    return tuple(told)

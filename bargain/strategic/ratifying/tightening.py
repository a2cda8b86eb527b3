"""What a tighter ratifier does for its own leader: from where it helps, where it helps most, from where nothing
passes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from bargain.strategic.private.cost import Atoms, Continuous
from bargain.strategic.ratifying.ratifier import Ratifier, quantile
from bargain.strategic.ratifying.talks import Talks

STEPS = 24
"""Levels tried evenly between where the ratifier begins to matter and where nothing passes."""

CLOSER = 18
"""Golden sections around the best of them."""

CELLS = 400
"""Deals tried at each level; the best level is then solved in full."""

FAR = 0.001
"""Where a minimum may be of any size, levels are tried to this quantile."""

GOLDEN = (5.0**0.5 - 1.0) / 2.0


@dataclass(frozen=True)
class Tightening:
    """Levels of one ratifier's minimum (of its median, where it is not known), in its leader's payoff, all else as
    given.

    Up to `binds_from` all offers are approved as if nobody had to approve them, and the leader expects `without`. At
    `peaks_at` it expects most, `payoff`; that is `binds_from` where tightening never helps. Above `fails_from` nothing
    passes. Infinite where the minimum may be of any size.
    """

    binds_from: float
    peaks_at: float
    without: float
    payoff: float
    fails_from: float

    @property
    def helps(self) -> bool:
        """Whether there is a level at which the leader expects more than if nobody had to approve."""
        return self.payoff > self.without


def tightening(talks: Talks, party: int) -> Tightening | None:
    """What tightening the ratifier of `party` (0 or 1) does; None where even without it there is no deal."""
    other = talks.ratifiers[1 - party]
    ratifier = talks.ratifiers[party]
    if ratifier.now is None:
        ratifier = Ratifier(Atoms((0.0,), (1.0,), "0"), ratifier.later, ratifier.held, ratifier.cost)
    free = talks.with_ratifier(party, Ratifier(None, ratifier.later, ratifier.held, ratifier.cost))
    deals = free.deals()
    if not deals:
        return None
    u = np.array(deals[0].first)
    offers = u if deals[0].counter is None else np.array([deals[0].first, deals[0].counter])
    own = float(np.min(offers if party == 0 else free.second(offers)))  # the least that the leader is ever offered
    without = talks.disagreement[party] + float(free.gains(u)[party])
    most = talks.most(party)
    binds, fails = own - ratifier.highest, most - ratifier.lowest
    level = ratifier.median
    if _simple(ratifier) and _simple(other):
        by, payoff = (fails, most) if fails > binds else (binds, without)
    else:
        start = binds if math.isfinite(binds) else own - _far(ratifier, 1.0 - FAR)
        stop = fails if math.isfinite(fails) else most - _far(ratifier, FAR)
        by = _peak(replace(talks, cells=CELLS), party, ratifier, (start, max(start, stop)))
        tight = talks.with_ratifier(party, ratifier.shifted(by))
        found = [float(tight.gains(np.array(deal.first))[party]) for deal in tight.deals()[:1]]
        payoff = talks.disagreement[party] + max(found, default=0.0)
        if payoff <= without + 1e-9 * max(1.0, abs(without)):
            by, payoff = binds, without
    return Tightening(level + binds, level + by, without, payoff, level + fails)


def _simple(ratifier: Ratifier) -> bool:
    """Whether its minimum is known and nothing is undone later."""
    return ratifier.later is None and (ratifier.now is None or ratifier.now.known)


def _peak(talks: Talks, party: int, ratifier: Ratifier, ends: tuple[float, float]) -> float:
    """By how much to tighten for the leader's largest expected gain; the least of equals."""

    def gain(by: float) -> float:
        return talks.with_ratifier(party, ratifier.shifted(by)).quick(party)

    tried = np.linspace(*ends, STEPS + 1).tolist()
    found = [gain(by) for by in tried]
    k = int(np.argmax(found))
    a, b = tried[max(k - 1, 0)], tried[min(k + 1, STEPS)]
    c, e = b - GOLDEN * (b - a), a + GOLDEN * (b - a)
    best = [(found[k], tried[k])]
    fc, fe = gain(c), gain(e)
    for _ in range(CLOSER):
        best += [(fc, c), (fe, e)]
        if fc >= fe:
            b, e, fe = e, c, fc
            c = b - GOLDEN * (b - a)
            fc = gain(c)
        else:
            a, c, fc = c, e, fe
            e = a + GOLDEN * (b - a)
            fe = gain(e)
    top = max(f for f, _ in best)
    return min(float(by) for f, by in best if f >= top - 1e-12 * max(1.0, abs(top)))


def _far(ratifier: Ratifier, p: float) -> float:
    assert isinstance(ratifier.now, Continuous)
    return quantile(ratifier.now, p) + ratifier.shift

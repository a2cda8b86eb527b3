"""What removes the problem of shifting power: a slower shift, a guarantee, a penalty, a payment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bargain.strategic.shifting.chain import added, clipped, scaled
from bargain.strategic.shifting.peace import Period, Shift, periods, war_period

SCANNED = 200
"""Parts of the shift that are looked at, from none to all of it, before the first with war is found by halving."""


@dataclass(frozen=True)
class Remedies:
    """`shift`: the share of the whole shift up to which there is no war; None where there is none with all of it.
    `guarantee`: what the party that would fight must be sure of in every later period, in units of a period's payoff;
    `penalty`: what the other must lose when it starts a war later; None where none is enough. `transfers`: what the
    party that would fight must get in each period over and above the whole pie, first and second party."""

    shift: float | None
    guarantee: float | None
    penalty: float | None
    transfers: tuple[tuple[float, float], ...] | None


def remedies(shift: Shift, found: tuple[Period, ...]) -> Remedies:
    """The smallest of each that is enough; nothing where there is no war."""
    at = war_period(found)
    if at is None:
        return Remedies(None, None, None, ((0.0, 0.0),) * len(shift.war))
    part = _first(lambda share: _war(_part(shift, share)))
    who = found[at].fighter
    if who is None:
        return Remedies(part, None, None, None)
    return Remedies(part, _guarantee(shift, at, who), _penalty(shift, at, 1 - who), _transfers(shift))


def _war(shift: Shift) -> bool:
    return war_period(periods(shift)) is not None


def _part(shift: Shift, share: float) -> Shift:
    """The same with `share` of the shift from the first period's war."""
    start = np.array(shift.war[0])
    return replace(shift, war=tuple(tuple(start + share * (np.array(w) - start)) for w in shift.war))


def _first(bad: Callable[[float], bool], top: float = 1.0) -> float:
    """The largest number from 0 to `top`, at which it is `bad`, below which it is not; by a scan and by halving."""
    grid = np.linspace(0.0, top, SCANNED + 1)
    row = next(i for i, x in enumerate(grid) if bad(float(x)))
    if row == 0:
        return 0.0
    low, high = float(grid[row - 1]), float(grid[row])
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (low, middle) if bad(middle) else (middle, high)
    return 0.5 * (low + high)


def _guarantee(shift: Shift, at: int, who: int) -> float | None:
    """The floor f with (whole pie today) + δ·f / (1 − δ) = what war brings; None where the whole pie is not enough."""
    whole = max(corner[who] for corner in shift.pie)
    floor = (shift.war[at][who] - whole) * (1.0 - shift.discount) / shift.discount
    return floor if floor <= whole + shift.tie else None


def _penalty(shift: Shift, at: int, other: int) -> float | None:
    """The smallest loss of the other party by a war of its own after period `at` that leaves no war at all."""

    def charged(loss: float) -> Shift:
        war = [list(w) for w in shift.war]
        if at == len(war) - 1:  # the last period's power is that of the periods after it too
            return shift
        for w in war[at + 1 :]:
            w[other] -= loss
        return replace(shift, war=tuple((w[0], w[1]) for w in war))

    least = min(corner[other] for corner in shift.pie) / (1.0 - shift.discount)
    most = max(w[other] for w in shift.war) - least
    if most <= 0 or _war(charged(most)):
        return None
    low, high = 0.0, most
    while low < (middle := 0.5 * (low + high)) < high:
        low, high = (middle, high) if _war(charged(middle)) else (low, middle)
    return 0.5 * (low + high)


def _transfers(shift: Shift) -> tuple[tuple[float, float], ...] | None:
    """The smallest payments to the party that would fight, period by period, that keep peace in all of them."""
    for_ever = scaled(shift.pie, 1.0 / (1.0 - shift.discount))
    after = clipped(for_ever, shift.war[-1], shift.tie)
    if after is None:
        return None
    paid = [(0.0, 0.0)]
    for least in shift.war[-2::-1]:
        most = added(shift.pie, scaled(after, shift.discount))
        kept = clipped(most, least, shift.tie)
        short = (max(least[0] - most[-1][0], 0.0), max(least[1] - most[0][1], 0.0))
        if kept is None and max(short) <= shift.tie:
            return None  # no payment to one of them bridges beliefs that differ
        paid.append((0.0, 0.0) if kept else short)
        if kept is None:
            kept = ((least[0], most[-1][1]),) if short[0] else ((most[0][0], least[1]),)
        after = kept
    return tuple(paid[::-1])

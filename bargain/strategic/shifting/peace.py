"""What peace can bring from each period on: backward, as sets of payoffs that nobody leaves by going to war.

Let M(t) be what war brings both in period t, `pie` what a period can bring, and E(t) the payoffs from period t on of
all ways to share that keep both from war in t and later. The last period lasts for ever: E(n) is the part of
pie / (1 − δ) on which nobody has less than M(n). Before, E(t) is the part of pie + δ·E(t + 1) on which nobody has less
than M(t). Where that is empty there is war in t: whatever is shared in t, somebody prefers war to it and to what is to
come. Then E(t) is M(t), and earlier periods look forward to that war.

pie + δ·E(t + 1) ends where a party has the whole pie today and the best of E(t + 1) from tomorrow. A party whose M(t)
is beyond its end fights: nobody can give it more. How far beyond is the margin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bargain.strategic.shifting.chain import Chain, Point, added, clipped, height, parted, scaled

ROUNDING = 1e-12
"""Relative to the best that peace can bring for ever."""


@dataclass(frozen=True)
class Shift:
    """`pie`: what one period can bring; `war`: M(t) for t = 1 … n, the last for ever after; `discount`: δ below 1."""

    pie: Chain
    war: tuple[Point, ...]
    discount: float

    @property
    def tie(self) -> float:
        """Payoffs closer than this are equal: sums over all periods, so the rounding of the whole."""
        return ROUNDING * max(1.0, *(abs(x) for corner in self.pie for x in corner)) / (1.0 - self.discount)


@dataclass(frozen=True)
class Period:
    """One period. `most`: pie + δ·E(t + 1). `kept`: E(t), None where there is war. `margins`: by how much war brings
    each party more than the best that the other can give it; `apart`: by how much war brings both more than peace
    (beliefs that differ), below 0 where it does not."""

    most: Chain
    kept: Chain | None
    margins: Point
    apart: float

    @property
    def margin(self) -> float:
        """Above 0 where there is war."""
        return max(*self.margins, self.apart if self.apart > 0 else -np.inf)

    @property
    def fighter(self) -> int | None:
        """The party (0 or 1) that fights or is nearest to it; None where both do because their beliefs differ."""
        if self.apart > max(0.0, *self.margins):
            return None
        return int(self.margins[1] > self.margins[0])


def periods(shift: Shift, *, forced: int | None = None) -> tuple[Period, ...]:
    """Every period, the first first; `forced`: a period (from 0) with war although peace is possible."""
    for_ever = scaled(shift.pie, 1.0 / (1.0 - shift.discount))
    least = shift.war[-1]
    last = None if forced == len(shift.war) - 1 else clipped(for_ever, least, shift.tie)
    after: Chain = last or (least,)
    found = [_period(shift, least, after, kept=last, ahead=last is None)]
    for t in range(len(shift.war) - 2, -1, -1):
        least = shift.war[t]
        most = added(shift.pie, scaled(after, shift.discount))
        kept = None if forced == t else clipped(most, least, shift.tie)
        found.append(_period(shift, least, after, kept=kept, ahead=False))
        after = kept or (least,)
    return tuple(found[::-1])


def _period(shift: Shift, least: Point, after: Chain, *, kept: Chain | None, ahead: bool) -> Period:
    """`ahead`: the last period, in which peace for ever is out of reach."""
    most = scaled(shift.pie, 1.0 / (1.0 - shift.discount)) if ahead else added(shift.pie, scaled(after, shift.discount))
    first, second = least[0] - most[-1][0], least[1] - most[0][1]
    inside = min(max(least[0], most[0][0]), most[-1][0])
    apart = least[1] - height(most, inside) if first <= 0 and second <= 0 else -np.inf
    return Period(most, kept, (first, second), apart)


def war_period(found: tuple[Period, ...]) -> int | None:
    """The period (from 0) in which war comes; None where it does not."""
    return next((t for t, period in enumerate(found) if period.kept is None), None)


def shares(shift: Shift, found: tuple[Period, ...], start: float) -> tuple[Point, ...]:
    """What each party gets in each period of peace, when the first has `start` from the first period on.

    The last of them is for ever where no war comes.
    """
    end = war_period(found)
    value, paid = start, []
    for t in range(len(found) if end is None else end):
        if t == len(found) - 1:
            now = value * (1.0 - shift.discount)
        else:
            ahead = found[t + 1].kept or (shift.war[t + 1],)
            now, later = parted(value, shift.pie, scaled(ahead, shift.discount))
            value = later / shift.discount
        now = min(max(now, shift.pie[0][0]), shift.pie[-1][0])
        paid.append((now, height(shift.pie, now)))
    return tuple(paid)

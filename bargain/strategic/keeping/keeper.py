"""What keeps one party to the peace: its margin, and how far each term can move before the margin is gone.

In every period of a stretch of k = `gap` periods that ends with a look, a violation brings T − R more. Violating is
best done in all of them: the look finds it with the same chance q. Let f be the chance of a false alarm about this
party, g about the other, φ = f + g − f·g the chance of any at a look, ψ = q + g − q·g with a violation, and, for n
periods of fighting after an alarm,

    A = 1 + δ + … + δ^(k−1),   L = 1 + δ + … + δ^(n−1),   a = δ^(k−1)/A,   b = δ^k·L/A.

Peace is worth, over fighting for ever, (R − P − a·f·F)/(1 + φ·b) points a period. A violation loses, for each period of
the stretch, (q − f)·F·a by the force, and (ψ − φ)·b·(R − P − a·f·F)/(1 + φ·b) by the fighting. What this exceeds T − R
by is the margin. Both a and b rise with δ and fall with k; b rises with n. So each threshold is the end of an interval.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from bargain.tolerances import EQUAL


@dataclass(frozen=True)
class Keeper:
    """One party's terms: points a period, and chances at a look. `other_alarm`: a false alarm about the other party."""

    temptation: float
    reward: float
    punishment: float
    sucker: float
    detection: float
    false_alarm: float
    other_alarm: float
    force: float
    periods: float  # of fighting after an alarm; infinite: for ever

    @property
    def alarm(self) -> float:
        """φ: chance of an alarm at a look when nobody violates."""
        return self.false_alarm + self.other_alarm - self.false_alarm * self.other_alarm

    @property
    def alarm_more(self) -> float:
        """ψ − φ: by how much a violation makes an alarm likelier."""
        return (self.detection - self.false_alarm) * (1.0 - self.other_alarm)

    @property
    def gain(self) -> float:
        """T − R: what a violation brings, points a period."""
        return self.temptation - self.reward

    @property
    def stake(self) -> float:
        """R − P: what peace is worth over fighting, before the force is mistaken, points a period."""
        return self.reward - self.punishment

    def surplus(self, delta: float, gap: float) -> float:
        """R − P − a·f·F, points a period: below 0, false alarms and the force cost more than the peace is worth."""
        return self.stake - looks(delta, gap) * self.false_alarm * self.force

    def weight(self, delta: float, gap: float) -> float:
        """(ψ − φ)·b/(1 + φ·b): how many periods of the surplus a violation puts at stake."""
        b = fighting(delta, gap, self.periods)
        if math.isinf(b):
            return self.alarm_more / self.alarm if self.alarm > 0 else math.inf if self.alarm_more > 0 else 0.0
        return self.alarm_more * b / (1.0 + self.alarm * b)

    def margin(self, delta: float, gap: float) -> float:
        """By how much keeping the peace beats the best violation, points for each period of violating."""
        by_force = looks(delta, gap) * (self.detection - self.false_alarm) * self.force
        weight, surplus = self.weight(delta, gap), self.surplus(delta, gap)
        by_fighting = 0.0 if weight == 0.0 or surplus == 0.0 else weight * surplus
        return by_force + by_fighting - self.gain

    def keeps(self, delta: float, gap: float) -> bool:
        """Whether no violation gains, and peace is worth at least fighting for ever."""
        return self.margin(delta, gap) >= -EQUAL and self.surplus(delta, gap) >= -EQUAL

    def peace(self, delta: float, gap: float) -> float:
        """What the peace is worth, points a period on average, false alarms and the fighting after them included."""
        b = fighting(delta, gap, self.periods)
        return self.punishment + self.surplus(delta, gap) / (1.0 + self.alarm * b)

    # ---- thresholds; infinite where none is enough ----

    def critical_discount(self, gap: float) -> float:
        """The discount factor from which on the party keeps the peace, 0 to 1; infinite where none below 1 does."""
        if self.keeps(0.0, gap):
            return 0.0
        if self.surplus(0.0, gap) < 0:
            return math.inf
        if gap == 1 and math.isinf(self.periods):
            return self._grim()
        low, high = 0.0, 1.0
        if self.surplus(1.0, gap) < 0:  # patience makes the force's mistakes weigh more: keep to where peace pays
            high = _crossing(lambda delta: self.surplus(delta, gap) < 0, low, high)[0]
        if self.margin(high, gap) <= 0:
            return math.inf
        return _crossing(lambda delta: self.margin(delta, gap) >= 0, low, high)[1]

    def _grim(self) -> float:
        """The same in closed form for a look in every period and fighting for ever."""
        surplus = self.surplus(0.0, 1)
        left = self.gain - (self.detection - self.false_alarm) * self.force
        whole = left * (1.0 - self.alarm) + self.alarm_more * surplus
        return left / whole if whole > left else math.inf

    def smallest_force(self, delta: float, gap: float) -> float:
        """The least F, points, at which the party keeps the peace; infinite where mistakes outweigh what it deters."""
        weight, a = self.weight(delta, gap), looks(delta, gap)
        if self.gain <= weight * self.stake:
            return 0.0
        deterred = a * (self.detection - self.false_alarm - weight * self.false_alarm)
        if deterred <= 0:
            return math.inf
        least = (self.gain - weight * self.stake) / deterred
        return least if self.stake - a * self.false_alarm * least >= -EQUAL else math.inf

    def critical_detection(self, delta: float, gap: float) -> float:
        """The least chance, 0 to 1, that a look finds a violation; infinite where certainty is not enough."""
        b, surplus = fighting(delta, gap, self.periods), self.surplus(delta, gap)
        if surplus < -EQUAL:
            return math.inf
        loss = looks(delta, gap) * self.force
        loss += (1.0 - self.other_alarm) * max(surplus, 0.0) * (b / (1.0 + self.alarm * b))
        least = self.false_alarm + self.gain / loss if loss > 0 else math.inf
        return least if least <= 1.0 + EQUAL else math.inf

    def shortest_punishment(self, delta: float, gap: float) -> float:
        """The least number of periods of fighting after an alarm; infinite where even more than any number is too few.

        0: the force alone is enough.
        """
        a, surplus = looks(delta, gap), self.surplus(delta, gap)
        left = self.gain - a * (self.detection - self.false_alarm) * self.force
        if surplus < -EQUAL or left <= 0:
            return math.inf if surplus < -EQUAL else 0.0
        share = left / (self.alarm_more * surplus) if self.alarm_more * surplus > 0 else math.inf
        if share * self.alarm >= 1.0 or math.isinf(share) or a == 0.0 or delta == 0.0:
            return math.inf
        length = share / (1.0 - share * self.alarm) / (delta * a)  # what L has to be
        rest = 1.0 - (1.0 - delta) * length
        if rest <= 0:
            return math.inf
        near = math.log(rest) / math.log(delta)
        return float(round(near) if abs(near - round(near)) <= 1e-9 * max(1.0, near) else math.ceil(near))

    def longest_gap(self, delta: float) -> float:
        """The most periods from one look to the next with which the party keeps the peace; 0 where there is none.

        With Δ = δ^k the margin, times what makes it free of fractions, is a quadratic that is below 0 at Δ = 0. So the
        Δ with which the peace is kept are an interval: from its lower root to its upper, or to where peace pays no
        more.
        """
        if delta == 0.0:
            return 1.0 if self.keeps(delta, 1) else 0.0
        alpha, beta = (1.0 - delta) / delta, 1.0 - delta**self.periods
        by_force = alpha * (self.detection - self.false_alarm) * self.force
        mistaken = alpha * self.false_alarm * self.force
        bend = 1.0 - self.alarm * beta
        quadratic = (
            -by_force * bend - self.alarm_more * beta * (self.stake + mistaken) - self.gain * bend,
            by_force + self.alarm_more * beta * self.stake + self.gain * (1.0 + bend),
            -self.gain,
        )
        roots = [x for x in _roots(*quadratic) if 0.0 < x < 1.0]
        if not roots:
            return 0.0
        near = math.floor(math.log(min(roots)) / math.log(delta))
        return next((float(k) for k in (near + 1, near, near - 1) if k >= 1 and self.keeps(delta, k)), 0.0)


def looks(delta: float, gap: float) -> float:
    """a = δ^(k−1)/(1 + … + δ^(k−1)): what is taken at the look, spread over the periods of the stretch."""
    if delta in (0.0, 1.0) or gap == 1:
        return 1.0 / gap if delta == 1.0 or gap == 1 else 0.0
    log = math.log(delta)
    return math.exp((gap - 1) * log) * (1.0 - delta) / -math.expm1(gap * log)


def fighting(delta: float, gap: float, periods: float) -> float:
    """b = δ^k·(1 + … + δ^(n−1))/(1 + … + δ^(k−1)): the fighting after the look, spread over the stretch before."""
    if delta in (0.0, 1.0):
        return periods / gap if delta else 0.0
    log = math.log(delta)
    return math.exp(gap * log) * math.expm1(periods * log) / math.expm1(gap * log)


def _crossing(true: Callable[[float], bool], low: float, high: float) -> tuple[float, float]:
    """Where a check that is false at `low` and true at `high` turns, to the last digit: just before, and just after."""
    while (middle := 0.5 * (low + high)) not in (low, high):
        low, high = (low, middle) if true(middle) else (middle, high)
    return low, high


def _roots(a: float, b: float, c: float) -> tuple[float, ...]:
    """Real roots of a·x² + b·x + c, computed without cancellation."""
    if a == 0.0:
        return (-c / b,) if b else ()
    inner = b * b - 4.0 * a * c
    if inner < 0:
        return ()
    half = -0.5 * (b + math.copysign(math.sqrt(inner), b))
    return (half / a, c / half) if half else (0.0,)

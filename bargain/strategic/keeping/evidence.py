"""Discounted sums of a peace played out period by period: the largest gain from one violation, wherever it is made.

Nothing of the formulas of `keeper` is used. What follows each state is written as constant + u · (value of peace at the
start of a stretch), by going back from the end of the stretch and of the fighting; the value of peace closes the loop.
"""

from __future__ import annotations

import math

from bargain.strategic.keeping.keeper import Keeper

Line = tuple[float, float]
"""constant, slope: a discounted sum as a function of the value of peace."""


def peace_gain(keeper: Keeper, delta: float, gap: int) -> float:
    """The most that one other move gains, after any history, where both keep the peace and answer alarms.

    In points a period on average. A party that has violated goes on to do so until the look.
    """
    war = _war(keeper, delta)
    ahead = _after_look(keeper, keeper.false_alarm, war, delta)
    for _ in range(gap - 1):
        ahead = (delta * (keeper.reward + ahead[0]), delta * ahead[1])
    peace = (keeper.reward + ahead[0]) / (1.0 - ahead[1])
    kept, broken = (
        line[0] + line[1] * peace
        for line in (_after_look(keeper, found, war, delta) for found in (keeper.false_alarm, keeper.detection))
    )
    largest = keeper.sucker - keeper.punishment  # the other move while both fight: what follows is the same
    for _ in range(gap):  # back from the last period; `kept`, `broken`: what follows without and with a violation
        largest = max(largest, keeper.temptation + broken - (keeper.reward + kept), keeper.reward - keeper.temptation)
        kept, broken = delta * (keeper.reward + kept), delta * (keeper.temptation + broken)
    return max(largest, 0.0) * (1.0 - delta)


def fighting_gain(keeper: Keeper, delta: float) -> float:
    """The most that keeping the peace for one period gains where both fight for ever, points a period on average."""
    fight = keeper.punishment / (1.0 - delta)
    return max(keeper.sucker + delta * fight - fight, 0.0) * (1.0 - delta)


def _war(keeper: Keeper, delta: float) -> Line:
    """What an alarm brings from the first period of fighting on."""
    if math.isinf(keeper.periods):
        return keeper.punishment / (1.0 - delta), 0.0
    ahead: Line = (0.0, 1.0)
    for _ in range(int(keeper.periods)):
        ahead = (keeper.punishment + delta * ahead[0], delta * ahead[1])
    return ahead


def _after_look(keeper: Keeper, found: float, war: Line, delta: float) -> Line:
    """What the look takes, and all that follows, counted in the period of the look."""
    alarm = 1.0 - (1.0 - found) * (1.0 - keeper.other_alarm)
    return delta * alarm * war[0] - found * keeper.force, delta * (1.0 - alarm + alarm * war[1])

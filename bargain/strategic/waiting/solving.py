"""Which equilibria a war of attrition has, and each of them in numbers and words."""

from __future__ import annotations

import math

import numpy as np

from bargain.errors import GameError
from bargain.strategic.waiting.course import Course
from bargain.strategic.waiting.evidence import course_gain, end_gain
from bargain.strategic.waiting.ladder import MEDIAN, Ladder
from bargain.strategic.waiting.result import Attrition, Moment
from bargain.strategic.waiting.scale import FAR_BELOW, Scale

Pair = tuple[float, float]
Ladders = tuple[Ladder, Ladder]

STEPS = (*(k / 20 for k in range(20)), 0.99, 0.999)
"""Probabilities that the war is over, for the moments of its course."""


def solved(ladders: Ladders, rates: Pair, together: Pair | None, names: tuple[str, str]) -> Attrition:
    """The equilibrium that is picked, with the ends of the continuum in `others`."""
    ends = [i for i in (0, 1) if ladders[i].committed == 0.0]  # who may concede for certain
    if len(ends) == 2:
        shift, why = _picked(ladders, together)
    else:
        ceilings = [ladder.ceiling for ladder in ladders]
        bounded = not all(map(math.isfinite, ceilings))
        shift = 0.0 if bounded else ceilings[0] - ceilings[1]
        if ends and (bounded or Scale(ladders, shift).over):
            why = f"As {names[1 - ends[0]]} may be committed, there is no other."
            return _end(ladders, rates, ends[0], names, why)
        why = "As both may be committed, there is no other equilibrium."
        if ends:
            why = f"There is a continuum of others, to the end at which {names[ends[0]]} concedes at once."
    others = tuple(_end(ladders, rates, i, names, "It is an end of the continuum of equilibria.") for i in ends)
    return _inner(Course(Scale(ladders, shift), rates), names, why, others)


def _picked(ladders: Ladders, together: Pair | None) -> tuple[float, str]:
    """The shift between the ladders, and why this one."""
    bounded = all(math.isfinite(ladder.bottom) for ladder in ladders)
    rest = "there is a continuum of equilibria, from one party's conceding at once to the other's"
    if together is None:
        if bounded:
            return ladders[0].bottom - ladders[1].bottom, f"Here nobody concedes in the first moment; {rest}."
        return 0.0, f"Here the median types of both concede at the same moment; {rest}."
    heights = []
    for i, p in enumerate(together):
        if p == 0.0 and not math.isfinite(ladders[i].bottom):
            raise GameError(
                f"together[{i}]: 0 is out of range; it must be above 0, for the weakest types concede in an instant"
            )
        z = math.log(-math.log1p(-p)) if p > 0 else -math.inf
        heights.append(float(ladders[i].height(np.array(z))) if p > 0 else ladders[i].bottom)
    chances = " and ".join(f"{p:g}" for p in together)
    return heights[0] - heights[1], f"Here both have conceded with probability {chances} by one moment; {rest}."


def _inner(course: Course, names: tuple[str, str], why: str, others: tuple[Attrition, ...]) -> Attrition:
    ladders = course.ladders
    known = ladders[0].private is None and ladders[1].private is None
    at_once, hazards, first = course.at_once, course.hazards, course.concedes_first
    return Attrition(
        parties=names,
        words=_in_words(course, names, why),
        payoffs=(course.payoff(0), course.payoff(1)),
        failure=(1.0 - at_once[0]) * (1.0 - at_once[1]),
        deviation=course_gain(course),
        method="indifference of both" if known else "indifference of each type, integrated along both parties' types",
        others=others,
        hazards=hazards,
        at_once=at_once,
        expected_duration=course.duration,
        concedes_first=first,
        expected_losses=(course.loss(0), course.loss(1)),
        endless=ladders[0].committed * ladders[1].committed,
        last_concession=course.last,
        moments=_moments(course),
        course=course,
    )


def _moments(course: Course) -> tuple[Moment, ...]:
    start = 1.0 - (1.0 - course.at_once[0]) * (1.0 - course.at_once[1])
    end = 1.0 - course.ladders[0].committed * course.ladders[1].committed
    over = np.array(sorted({start, *(p for p in STEPS if start < p < end)}))
    times, ranks = course.at(over)
    conceded, hazards, types = [], [], []
    for i, ladder in enumerate(course.ladders):
        other = course.ladders[1 - i]
        conceded.append(-np.expm1(-ladder.survival(ranks[i])))
        hazards.append(1.0 / other.x(ranks[1 - i]))
        types.append((ladder.cost_at if ladder.private is ladder.cost else ladder.value_at)(ranks[i]))
    rows = np.array([times, over, *conceded, *hazards, *types]).T.tolist()
    return tuple(Moment(row[0], row[1], (row[2], row[3]), (row[4], row[5]), (row[6], row[7])) for row in rows)


def _end(ladders: Ladders, rates: Pair, quitter: int, names: tuple[str, str], why: str) -> Attrition:
    """`quitter` concedes in the first moment, whatever its type, and the other never does."""
    stays = ladders[1 - quitter]
    prize = float(stays.value_above(np.array(FAR_BELOW)))
    pair = ((0.0, 1.0), (1.0, 0.0))[1 - quitter]
    return Attrition(
        parties=names,
        words=(f"{names[quitter]} concedes at once; {names[1 - quitter]} never would.", why),
        payoffs=(0.0, prize) if quitter == 0 else (prize, 0.0),
        failure=0.0,
        deviation=end_gain(ladders, quitter, rates),
        method="conceding at once is a best reply to never conceding",
        hazards=(math.inf, 0.0) if quitter == 0 else (0.0, math.inf),
        at_once=pair,
        expected_duration=0.0,
        concedes_first=pair,
        expected_losses=(0.0, 0.0),
        endless=0.0,
        last_concession=0.0,
        moments=(),
    )


def _in_words(course: Course, names: tuple[str, str], why: str) -> tuple[str, ...]:
    words = []
    for i, name in enumerate(names):
        ladder, other = course.ladders[i], course.ladders[1 - i]
        if course.at_once[i] > 1e-9:
            words.append(f"{name} concedes in the first moment with probability {course.at_once[i]:.6g}.")
        if ladder.committed:
            words.append(f"{name} never concedes with probability {ladder.committed:.6g}.")
        if ladder.private is None:
            start = course.hazards[i]
            rate = f"{name} concedes at a rate " + (f"of {start:.6g}" if math.isfinite(start) else "without bound")
            alike = other.private is None
            then = ", so that the other gains nothing by waiting" if alike else " at first, then ever more slowly"
            words.append(f"{rate}{then}.")
        else:
            first = "lower its value" if ladder.private is ladder.value else "higher its cost"
            middle = course.when(i, MEDIAN)
            does = f"waits until {middle:.6g}" if math.isfinite(middle) else "waits until the other has conceded"
            does = does if middle > 0 else "concedes in the first moment"
            words.append(f"{name} concedes the sooner, the {first}; its median type {does}.")
    length = course.duration
    if math.isfinite(length):
        chance = course.concedes_first[0]
        words.append(
            f"The war lasts {length:.6g} on average; {names[0]} is the one to concede with probability {chance:.6g}."
        )
    return (*words, why)

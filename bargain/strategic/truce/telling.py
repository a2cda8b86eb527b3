"""A truce in words: what both do as long as it goes on, and how it ends."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from bargain.strategic.truce.outcome import Outcomes
from bargain.strategic.truce.play import KINDS
from bargain.strategic.truce.solving import Plan
from bargain.strategic.truce.terms import TruceTerms

Triple = tuple[float, float, float]

ALONE = ("keeps the truce", "rearms", "resumes the war")
BOTH = ("keep the truce", "rearm", "resume the war")

MOST_STEPS = 8
"""Steps told in words; the rest stand in `line`."""

LEFT = 1e-12
"""A smaller chance is none."""


@dataclass(frozen=True)
class Step:
    """What both do on the days `begins` to `ends` (inf: for ever), while the truce goes on as it is likeliest to.

    `levels`: how often each has rearmed when the step begins. `first`, `second`: chances to keep, rearm, resume.
    """

    begins: float
    ends: float
    levels: tuple[int, int]
    first: Triple
    second: Triple


def line_of(plan: Plan) -> tuple[Step, ...]:
    """The steps of one truce, from nobody rearmed, along the likeliest way on; it ends where the truce cannot go on."""
    a = b = 0
    days, top = plan.field.terms.days, plan.field.top
    steps: list[Step] = []
    left, period = plan.periods or 0, 0
    while plan.periods is None or left > 0:
        x, y = (tuple(strategy[0, a, b].tolist()) for strategy in plan.actions(left or 1))
        end = (period + 1) * days
        if steps and (steps[-1].first, steps[-1].second) == (x, y):
            steps[-1] = replace(steps[-1], ends=end)
        else:
            steps.append(Step(period * days + 1.0 if days >= 1 else period * days, end, (a, b), x, y))
        on = plan.branches(left or 1).on
        chances = {(i, j): float(on[i][j][0, a, b]) for i in (0, 1) for j in (0, 1)}
        i, j = max(chances, key=lambda move: chances[move])
        if chances[i, j] <= LEFT:
            break
        after = (min(a + i, top), min(b + j, top))
        if plan.periods is None and after == (a, b):
            steps[-1] = replace(steps[-1], ends=math.inf)
            break
        (a, b), left, period = after, left - 1 if plan.periods else 0, period + 1
    return tuple(steps)


def acts(line: tuple[Step, ...]) -> list[float]:
    """All chances of all steps, one after the other."""
    return [chance for step in line for chance in (*step.first, *step.second)]


def in_words(names: tuple[str, ...], line: tuple[Step, ...], came: Outcomes, terms: TruceTerms) -> tuple[str, ...]:
    """Who does what, when, and how it ends."""
    steps = [_sentence(names, step) for step in line[:MOST_STEPS]]
    if len(line) > MOST_STEPS:
        steps.append(f"and so on, in {len(line) - MOST_STEPS} more steps")
    if not came.accepted[0]:
        refusing = [i for i in (0, 1) if came.worth[i, 0] < terms.war[i]]
        told = [
            f"{names[i]} refuses the truce: it would be worth {came.worth[i, 0]:.6g}, war today {terms.war[i]:.6g}"
            for i in refusing
        ]
        return (*told, *(f"had it begun, {sentence}" for sentence in steps), "war goes on")
    way = dict(zip(KINDS, came.course.total[0], strict=True))
    ends = [f"settled with probability {way['settled']:.6g}"]
    ends += [
        f"{told} with {way[kind]:.6g}"
        for kind, told in (
            ("detected", "war after a proven breach"),
            ("resumed", "war by an attack in the truce"),
            ("expired", "war when the days are over"),
        )
        if way[kind] > LEFT
    ]
    if came.course.lasting[0] > LEFT:
        ends.append(f"a truce for ever with {came.course.lasting[0]:.6g}")
    sentences = ["both accept the truce", *steps, ", ".join(ends)]
    if came.course.rearmed[0] > LEFT:
        moved = came.course.shift[0]
        to = "the same as today" if abs(moved) <= LEFT else f"{abs(moved):.6g} {'higher' if moved > 0 else 'lower'}"
        sentences.append(
            f"war comes after somebody rearmed with probability {came.course.rearmed[0]:.6g}; where war comes, "
            f"{names[0]}'s chance to win is on average {to}"
        )
    return tuple(sentences)


def _sentence(names: tuple[str, ...], step: Step) -> str:
    days = f"days {step.begins:g} to {step.ends:g}" if step.begins < step.ends else f"day {step.ends:g}"
    if math.isinf(step.ends):
        days = f"from day {step.begins:g} on"
    pure = [max(chances) == 1.0 for chances in (step.first, step.second)]
    if all(pure) and step.first == step.second:
        return f"{days}: both {BOTH[int(np.argmax(step.first))]}"
    return f"{days}: {names[0]} {_actions(step.first)}, {names[1]} {_actions(step.second)}"


def _actions(chances: Triple) -> str:
    if max(chances) == 1.0:
        return ALONE[int(np.argmax(chances))]
    return " or ".join(f"{ALONE[k]} (probability {p:.6g})" for k, p in enumerate(chances) if p > 0)

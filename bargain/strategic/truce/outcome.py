"""What a plan comes to: is the truce accepted and kept, how does it end; and where the answer flips."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from bargain.strategic.truce.choosing import TIE, choose
from bargain.strategic.truce.lasting import lasting
from bargain.strategic.truce.play import KINDS, Course, course
from bargain.strategic.truce.solving import Plan, backward, values
from bargain.strategic.truce.stage import stage
from bargain.strategic.truce.terms import Array, Field, TruceTerms

Bools = np.ndarray[Any, np.dtype[np.bool_]]

LABELS = ("kept", "rearming", "resumed", "refused")
"""Nobody rearms or resumes on the way; somebody rearms, nobody resumes; somebody resumes; somebody refuses it."""

LONGEST = 400
"""Periods up to which the longest truce that is kept is looked for."""


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Of m truces: values at the beginning, shape (2, m), whether both accept, the most that a party could gain by the
    other answer to the truce where its answer alone decides, shape (m,), the course once begun, and labels."""

    worth: Array
    accepted: Bools
    regret: Array
    course: Course
    labels: tuple[str, ...]

    def ends(self) -> dict[str, float]:
        """Of the first truce: way to end → probability, those of never ending and of not beginning among them."""
        begins = float(self.accepted[0])
        ways = {kind: float(chance) * begins for kind, chance in zip(KINDS, self.course.total[0], strict=True)}
        return {**ways, "lasting": float(self.course.lasting[0]) * begins, "refused": 1.0 - begins}


def planned(terms: TruceTerms, periods: int | None, rule: str) -> Plan:
    """The plan of one truce of so many periods, None for one without an end, by the rule."""
    if periods is None:
        return lasting(Field.of(terms, terms.levels), rule)
    return backward(Field.of(terms, min(terms.levels, periods)), periods, rule)


def first_period(plan: Plan) -> Array:
    """The first period's game of one truce, given that the plan is followed later, shape (2, 3, 3)."""
    found = values(plan)
    later = found[0] if plan.periods is None else plan.field.terms.war_payoffs(plan.field.shift())
    if plan.periods is not None and plan.periods > 1:
        later = found[-2]
    return np.asarray(stage(plan.field, later)[:, 0, 0, 0])


def outcomes(plan: Plan) -> Outcomes:
    """What the plan comes to. A party accepts the truce when it is worth no less than war today."""
    worth = values(plan)[-1][:, :, 0, 0]
    war = np.array(plan.field.terms.war)[:, None]
    accepted = (worth >= war - TIE * plan.field.terms.scale).all(axis=0)
    refusing = worth < war - TIE * plan.field.terms.scale
    alone = refusing & (refusing.sum(axis=0) == 1)
    regret = np.where(accepted, (war - worth).max(axis=0), np.where(alone, worth - war, -np.inf).max(axis=0))
    found = course(plan)
    place = np.where(~accepted, 3, np.where(found.resumes, 2, np.where(found.rearms, 1, 0)))
    return Outcomes(worth, accepted, np.maximum(regret, 0.0), found, tuple(LABELS[k] for k in place))


@lru_cache(maxsize=256)
def critical_monitoring(terms: TruceTerms, periods: int | None, rule: str) -> float | None:
    """The smallest monitoring from which on, up to 1, the truce is kept; None where it is not even at 1.

    Looked for in steps of 1/40 (a truce without an end: 1/8), then between the last step at which it is not kept and
    the next, to 1e-8 or better: where keeping comes and goes within a step, that is not seen.
    """
    low, high = -1.0, 1.0
    if not _kept(terms, periods, rule, np.array([high]))[0]:
        return None
    steps, finer = (40, 8) if periods is not None else (8, 2)
    grid = np.linspace(0.0, high, steps + 1)
    while high - low > 1e-8:
        failing = np.flatnonzero(~_kept(terms, periods, rule, grid[:-1]))
        if not len(failing) and grid[0] == 0.0:
            return 0.0
        place = int(failing[-1]) if len(failing) else -1
        low, high = (float(grid[place]) if place >= 0 else low), float(grid[place + 1])
        grid = np.linspace(low, high, finer + 1)[1:]
    return high


def _kept(terms: TruceTerms, periods: int | None, rule: str, watch: Array) -> Bools:
    """Whether the truce is kept at each monitoring of `watch`."""
    if periods is None:
        labels = [outcomes(planned(replace(terms, monitoring=float(q)), None, rule)).labels[0] for q in watch]
    else:
        rates = np.broadcast_to(np.array(terms.rearming), (len(watch), 2))
        field = Field(terms, rates, watch, min(terms.levels, periods))
        labels = list(outcomes(backward(field, periods, rule)).labels)
    return np.array([label == "kept" for label in labels])


@lru_cache(maxsize=256)
def longest_kept(terms: TruceTerms, rule: str) -> float:
    """Days of the longest truce that both would keep to its end: 0 for none; inf where the values come to rest first.

    One pass backward serves all lengths, since the state with t periods left is the beginning of a truce of t periods.
    """
    field = Field.of(terms, min(terms.levels, LONGEST))
    war = later = terms.war_payoffs(field.shift())
    for t in range(LONGEST):
        u = stage(field, later)
        x, y = choose(terms, u, rule)
        now = np.einsum("...ij,...i,...j->...", u, x, y)
        keeps = x[0, 0, 0, 0] == 1.0 == y[0, 0, 0, 0]
        if not keeps or (now[:, 0, 0, 0] < war[:, 0, 0, 0] - TIE * terms.scale).any():
            return t * terms.days
        if np.abs(now - later).max() <= TIE * terms.scale:
            return math.inf
        later = now
    return LONGEST * terms.days

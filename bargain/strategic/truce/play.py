"""How a truce goes when a plan is followed: when it is settled, when war comes, and what moved until then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bargain.strategic.truce.branches import Branches
from bargain.strategic.truce.solving import Plan
from bargain.strategic.truce.terms import REARM, RESUME, Array

KINDS = ("settled", "detected", "resumed", "expired")

SHOWN = 60
"""Periods of a truce without an end that are told one by one."""

LEFT = 1e-12
"""Smaller chances are none."""


@dataclass(frozen=True, eq=False)
class Course:
    """Chances of m truces. `total`: of each way to end, shape (m, 4), in the order of KINDS; `periods`: the same by
    period, shape (k, m, 4), of a truce without an end the first ones only. Shape (m,): `lasting`, that a truce without
    an end never ends; `rearmed`, that war comes after somebody rearmed; `shift`, mean shift of the first party's chance
    to win where war comes; `rearms`, `resumes`, whether anybody ever does."""

    total: Array
    periods: Array
    lasting: Array
    rearmed: Array
    shift: Array
    rearms: np.ndarray[tuple[int], np.dtype[np.bool_]]
    resumes: np.ndarray[tuple[int], np.dtype[np.bool_]]


def course(plan: Plan) -> Course:
    """The course of truces that begin with nobody rearmed."""
    count = SHOWN if plan.periods is None else plan.periods
    tally = _Tally(plan)
    mass = np.zeros((len(plan.field.watch), plan.field.top + 1, plan.field.top + 1))
    mass[:, 0, 0] = 1.0
    rows = []
    for left in range(count, 0, -1):
        found = plan.branches(left)
        rows.append(_ends(mass, found))
        if plan.periods is not None:
            tally.add(mass, found, left)
        mass = _onward(mass, found)
    if plan.periods is None:
        visits, lasting = _visits(plan)
        tally.add(visits, plan.branches(1), 1)
    else:
        rows[-1][:, 3], lasting = mass.sum(axis=(1, 2)), np.zeros(len(mass))
        tally.expire(mass)
    war = tally.total[:, 1:].sum(axis=1)
    shift = np.divide(tally.moved, war, out=np.zeros(len(war)), where=war > LEFT)
    acts = tally.acts > LEFT
    return Course(tally.total, np.stack(rows), lasting, tally.rearmed, shift, acts[:, REARM], acts[:, RESUME])


class _Tally:
    """Sums over all states, weighted by how often each is met."""

    def __init__(self, plan: Plan) -> None:
        m, n = len(plan.field.watch), plan.field.top + 1
        self.plan, self.armed = plan, np.add.outer(np.arange(n), np.arange(n)) > 0
        self.total, self.acts = np.zeros((m, 4)), np.zeros((m, 3))
        self.moved, self.rearmed = np.zeros(m), np.zeros(m)

    def add(self, mass: Array, found: Branches, left: int) -> None:
        """What happens in states met with `mass` when `left` periods are left."""
        self.total += _ends(mass, found)
        x, y = self.plan.actions(left)
        self.acts += np.einsum("mab,mabk->mk", mass, x + y)
        for end in found.endings:
            chance = mass * end.chance
            self.moved += (chance * end.shift).sum(axis=(1, 2))
            if end.kind != "settled":
                self.rearmed += (chance * (self.armed | (end.kind == "detected"))).sum(axis=(1, 2))

    def expire(self, mass: Array) -> None:
        """The truce runs out in states met with `mass`."""
        self.total[:, 3] += mass.sum(axis=(1, 2))
        self.moved += (mass * self.plan.field.shift()).sum(axis=(1, 2))
        self.rearmed += (mass * self.armed).sum(axis=(1, 2))


def _ends(mass: Array, found: Branches) -> Array:
    """Chance of each kind of ending, shape (m, 4)."""
    row = np.zeros((len(mass), 4))
    for end in found.endings:
        row[:, KINDS.index(end.kind)] += (mass * end.chance).sum(axis=(1, 2))
    return row


def _onward(mass: Array, found: Branches) -> Array:
    """Where the chances of all states go in a period."""
    stay, second = (mass * chance for chance in found.on[0])
    first, both = (mass * chance for chance in found.on[1])
    return stay + _higher(first, 1) + _higher(second, 2) + _higher(_higher(both, 1), 2)


def _higher(mass: Array, axis: int) -> Array:
    """Chances moved one level up along an axis; the highest level stays."""
    old, new = np.moveaxis(mass, axis, 0), np.zeros_like(np.moveaxis(mass, axis, 0))
    new[1:] = old[:-1]
    new[-1] += old[-1]
    return np.asarray(np.moveaxis(new, 0, axis))


def _visits(plan: Plan) -> tuple[Array, Array]:
    """How often a truce without an end is in each state, shape (1, levels, levels), and the chance that it stays in one
    for ever. Levels never fall: a state follows itself or a lower one, so states are gone through in that order.
    """
    found, n = plan.branches(1), plan.field.top + 1
    visits, lasting = np.zeros((1, n, n)), 0.0
    arriving = np.zeros((n, n))
    arriving[0, 0] = 1.0
    for a, b in sorted(np.ndindex(n, n), key=sum):
        moves = [(min(a + i, n - 1), min(b + j, n - 1), float(found.on[i][j][0, a, b])) for i in (0, 1) for j in (0, 1)]
        stays = sum(chance for i, j, chance in moves if (i, j) == (a, b))
        if stays > 1.0 - LEFT:
            lasting += float(arriving[a, b])
            continue
        visits[0, a, b] = arriving[a, b] / (1.0 - stays)
        for i, j, chance in moves:
            if (i, j) != (a, b):
                arriving[i, j] += visits[0, a, b] * chance
    return visits, np.array([lasting])

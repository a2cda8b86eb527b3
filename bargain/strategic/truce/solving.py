"""Markov perfect equilibria of a truce of a known length, backward from its last period; what a plan is worth.

A truce without an end is solved in bargain/strategic/truce/lasting.py.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bargain.strategic.truce.branches import Branches, branches, expected, lasting_values
from bargain.strategic.truce.choosing import choose
from bargain.strategic.truce.stage import stage
from bargain.strategic.truce.terms import Array, Field


@dataclass(frozen=True, eq=False)
class Plan:
    """Mixed actions of both parties in every state. `first`, `second`: shape (k, m, levels, levels, 3), where entry
    t − 1 is for t periods left; k = 1 where the truce has no end. `periods`: k, or None where it has no end."""

    field: Field
    first: Array
    second: Array
    periods: int | None

    def actions(self, left: int) -> tuple[Array, Array]:
        """Mixed actions with `left` periods left, shape (m, levels, levels, 3) each."""
        place = 0 if self.periods is None else left - 1
        return self.first[place], self.second[place]

    def branches(self, left: int) -> Branches:
        """What can follow with `left` periods left."""
        return branches(self.field, *self.actions(left))


def backward(field: Field, periods: int, rule: str) -> Plan:
    """The equilibrium by the rule of a truce of so many periods, after which war goes on if nothing is settled."""
    later = field.terms.war_payoffs(field.shift())
    found = []
    for _ in range(periods):
        u = stage(field, later)
        x, y = choose(field.terms, u, rule)
        later = np.einsum("...ij,...i,...j->...", u, x, y)
        found.append((x, y))
    return Plan(field, np.stack([x for x, _ in found]), np.stack([y for _, y in found]), periods)


def values(plan: Plan) -> Array:
    """What the plan is worth in every state, shape (k, 2, m, levels, levels), by following it branch by branch."""
    field = plan.field
    if plan.periods is None:
        return lasting_values(field, *plan.actions(1))[None]
    later, found = field.terms.war_payoffs(field.shift()), []
    for left in range(1, plan.periods + 1):
        later = expected(field, *plan.actions(left), later)
        found.append(later)
    return np.stack(found)


def deviation(plan: Plan) -> Array:
    """The most that a party could gain by another action in one period of any state, shape (m,), units of payoff.

    By the one-shot deviation principle no gain here means no gain by any plan, since the game ends or is discounted.
    """
    field, worth = plan.field, values(plan)
    most = np.zeros(len(field.watch))
    before = field.terms.war_payoffs(field.shift()) if plan.periods is not None else worth[0]
    for t, now in enumerate(worth):
        for party in (0, 1):
            for action in np.eye(3):
                alone = np.broadcast_to(action, plan.first[t].shape)
                x, y = (alone, plan.second[t]) if party == 0 else (plan.first[t], alone)
                gain = expected(field, x, y, before)[party] - now[party]
                most = np.maximum(most, gain.max(axis=(1, 2)))
        before = now
    return most

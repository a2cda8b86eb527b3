"""Which equilibrium of a period's game is played: pure ones before mixed ones, then by a rule that is told.

| rule | of the pure equilibria of a period, the one with |
| --- | --- |
| peaceful | the fewest parties resuming, then the fewest rearming |
| belligerent | the most parties resuming, then the most rearming |
| first, second | the largest payoff of that party |

What is still equal is settled by the larger sum of payoffs, each in units of what winning is worth to the party. In a
period without a pure equilibrium the rule is applied to the mixed ones, with expected numbers of parties: all of them
in a game without ties, and where ties leave none, those that bargain.strategic.bimatrix enumerates. The rules choose
period by period; whole paths are not compared.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.strategic.bimatrix.equilibria import equilibria
from bargain.strategic.truce.mixed import mixed
from bargain.strategic.truce.terms import Array, TruceTerms

RULES = {
    "peaceful": "the most peaceful",
    "belligerent": "the most belligerent",
    "first": "the first party's best",
    "second": "the second party's best",
}
"""Rule → how the equilibrium that it takes is called."""

PEACEFUL = "peaceful"

TIE = 1e-12
"""Payoffs closer than this, as a share of the largest difference that can matter, are equal."""

HEAT = np.array([[0.0, 1.0, 10.0], [1.0, 2.0, 11.0], [10.0, 11.0, 20.0]])
"""How far a pair of actions is from keeping the truce: 10 for a party that resumes, 1 for one that rearms."""

Bools = np.ndarray[Any, np.dtype[np.bool_]]


def pure(u: Array, tie: float) -> Bools:
    """Which pairs of actions are equilibria of games `u`, shape (2, …, 3, 3); result (…, 3, 3)."""
    rows, columns = u[0].max(axis=-2, keepdims=True), u[1].max(axis=-1, keepdims=True)
    return np.asarray((u[0] >= rows - tie) & (u[1] >= columns - tie))


def choose(terms: TruceTerms, u: Array, rule: str) -> tuple[Array, Array]:
    """Mixed actions of both parties, shape (…, 3) each, in games `u`, shape (2, …, 3, 3), by one of RULES."""
    tie = TIE * terms.scale
    stable = pure(u, tie)
    pick = picked(terms, u, stable, rule)
    x, y = np.eye(3)[pick // 3], np.eye(3)[pick % 3]
    none = ~stable.any(axis=(-2, -1))
    if none.any():
        x[none], y[none] = _mixed(terms, u[:, none], rule)
    return x, y


def picked(terms: TruceTerms, u: Array, stable: Bools, rule: str) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The pair of actions, as 3 · first + second, that the rule takes of those in `stable`, shape (…, 3, 3)."""
    flat, payoffs = stable.reshape(*stable.shape[:-2], 9), u.reshape(*u.shape[:-2], 9)
    for key in _keys(terms, payoffs, np.broadcast_to(HEAT.ravel(), flat.shape), rule):
        best = np.where(flat, key, -np.inf).max(axis=-1, keepdims=True)
        flat = flat & (key >= best - TIE * terms.scale)
    return np.asarray(flat.argmax(axis=-1))


def _keys(terms: TruceTerms, payoffs: Array, heat: Array, rule: str) -> tuple[Array, ...]:
    """What the rule makes large, most important first, over candidates on the last axis."""
    total = payoffs[0] / terms.swing[0] + payoffs[1] / terms.swing[1]
    if rule in ("first", "second"):
        return payoffs[("first", "second").index(rule)], -heat, total
    return (-heat if rule == PEACEFUL else heat), total


def _mixed(terms: TruceTerms, u: Array, rule: str) -> tuple[Array, Array]:
    """Chances of both parties, shape (k, 3), in games without a pure equilibrium, shape (2, k, 3, 3)."""
    x, y, found = mixed(u, TIE * terms.scale)
    payoffs = np.stack([np.einsum("kij,cki,ckj->kc", u[i], x, y) for i in (0, 1)])
    heat = np.einsum("ij,cki,ckj->kc", HEAT, x, y)
    kept = found.T
    for key in _keys(terms, payoffs, heat, rule):
        best = np.where(kept, key, -np.inf).max(axis=-1, keepdims=True)
        kept = kept & (key >= best - TIE * terms.scale)
    pick, games = kept.argmax(axis=-1), np.arange(u.shape[1])
    first, second = x[pick, games], y[pick, games]
    for k in np.flatnonzero(~found.any(axis=0)):
        first[k], second[k] = _enumerated(terms, u[:, k], rule)
    return first, second


def first_by(terms: TruceTerms, payoffs: Array, rows: Array, columns: Array, rule: str) -> int:
    """Which of c equilibria of one game the rule takes: `payoffs`, shape (2, c); chances of both, shape (c, 3)."""
    heat = np.einsum("ij,ci,cj->c", HEAT, rows, columns)
    keys = [np.round(key / terms.scale, 9) for key in _keys(terms, payoffs, heat, rule)]
    return max(range(len(rows)), key=lambda c: tuple(float(key[c]) for key in keys))


def _enumerated(terms: TruceTerms, game: Array, rule: str) -> tuple[Array, Array]:
    """The equilibrium of one game of two 3 × 3 tables by the rule, of all extreme ones."""
    found = list(equilibria(game[0], game[1]))
    rows, columns = np.array([one.row for one in found]), np.array([one.column for one in found])
    best = first_by(terms, np.array([one.payoffs for one in found]).T, rows, columns, rule)
    return rows[best], columns[best]

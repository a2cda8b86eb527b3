"""The Markov perfect equilibrium of a truce without an end, state by state, the highest levels first.

Levels never fall, so a state is followed by itself or by a higher one: given the values of the higher ones, only its
own value V is unknown. A pair of pure actions that leads back to the state with probability s has V = a/(1 − δs), where
a is what it pays otherwise; it is an equilibrium when nobody gains by another action at that V. In mixed actions each
party's chances y make the other indifferent: Σ_j (a_ij + δs_ij·V)·y_j = V for every action i that it uses, so

    A·y = V·(E − δS)·y, with E full of ones:

V is a generalised eigenvalue and y its vector. Besides, one party may resume for sure, after which it makes no
difference to the other whether it keeps or rearms, and the other may mix these so that resuming pays: the ends of such
mixtures are taken. What is found is a fixed point of value iteration. Iterating itself, which serves a truce of known
length, may circle for ever around an equilibrium in mixed actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np

from bargain.errors import NoEquilibriumError
from bargain.strategic.truce.choosing import TIE, first_by, picked, pure
from bargain.strategic.truce.solving import Plan
from bargain.strategic.truce.stage import stage
from bargain.strategic.truce.terms import KEEP, REARM, RESUME, Array, Field, TruceTerms

SUPPORTS = tuple(
    (rows, columns) for k in (2, 3) for rows in combinations(range(3), k) for columns in combinations(range(3), k)
)
"""Pairs of equally many actions of both parties."""

ROUNDING = 1e-10
"""What a mixed equilibrium's chances and payoffs may miss by, as a share of the largest difference that can matter."""


def lasting(field: Field, rule: str) -> Plan:
    """The equilibrium by the rule (bargain/strategic/truce/choosing.py) of one truce without an end.

    Raises NoEquilibriumError where some state has none in pure actions, nor in mixed ones of these kinds.
    """
    n = field.top + 1
    values, staying = np.zeros((2, 1, n, n)), _staying(field)
    x, y = np.zeros((1, n, n, 3)), np.zeros((1, n, n, 3))
    levels = np.add.outer(np.arange(n), np.arange(n))
    for total in range(2 * field.top, -1, -1):  # states with one sum of levels do not lead to each other
        here = np.nonzero(levels == total)
        away = stage(field, values)[:, 0, here[0], here[1]]  # a state's own value still counts as 0 in it
        stays = np.array(field.terms.discount)[:, None, None, None] * staying[here]
        values[:, 0, here[0], here[1]], x[0, here[0], here[1]], y[0, here[0], here[1]] = _solved(
            field.terms, away, stays, rule
        )
    return Plan(field, x[None], y[None], None)


def _staying(field: Field) -> Array:
    """Probability of staying in the same state after each pair of actions, shape (levels, levels, 3, 3)."""
    n, miss, top = field.top + 1, 1.0 - float(field.watch[0]), field.top
    found = np.zeros((n, n, 3, 3))
    found[:, :, KEEP, KEEP] = 1.0 - field.terms.talks
    found[top, :, REARM, KEEP] = found[:, top, KEEP, REARM] = miss
    found[top, top, REARM, REARM] = miss * miss
    return found


def _solved(terms: TruceTerms, away: Array, stays: Array, rule: str) -> tuple[Array, Array, Array]:
    """Values, shape (2, k), and actions, shape (k, 3), in k states, from payoffs `away` without the own value, and the
    discounted chances `stays` of it, both of shape (2, k, 3, 3)."""
    k = away.shape[1]
    alone = away / (1.0 - stays)  # value of each pair of actions, taken for ever
    tables = away[:, :, None, None] + stays[:, :, None, None] * alone[..., None, None]  # (2, k, pair, pair, 3, 3)
    stable = np.einsum("kijij->kij", pure(tables, TIE * terms.scale))
    pick = picked(terms, alone, stable, rule)
    worth = alone.reshape(2, k, 9)[:, np.arange(k), pick]
    first, second = np.eye(3)[pick // 3], np.eye(3)[pick % 3]
    for state in np.flatnonzero(~stable.any(axis=(-2, -1))):
        found = list(_mixed(terms, away[:, state], stays[:, state]))
        if not found:
            raise NoEquilibriumError(
                "ceasefire: in one state of the truce without an end, no equilibrium was found in pure actions, in "
                "mixed ones over two or three actions of each party, nor with one party resuming; a finite number of "
                "days always has one"
            )
        rows, columns, payoffs = (np.array(part) for part in zip(*found, strict=True))
        best = first_by(terms, payoffs.T, rows, columns, rule)
        worth[:, state], first[state], second[state] = payoffs[best], rows[best], columns[best]
    return worth, first, second


def _mixed(terms: TruceTerms, away: Array, stays: Array) -> Iterator[tuple[Array, Array, Array]]:
    """Mixed equilibria of one state: both parties' chances, shape (3,), and values, shape (2,)."""
    A, S = away[0], stays[0]
    B, R = away[1].T, stays[1].T
    for rows, columns in SUPPORTS:
        for (v, y), (w, x) in product(_indifferent(A, S, rows, columns), _indifferent(B, R, columns, rows)):
            slack = ROUNDING * terms.scale
            if ((A + S * v) @ y).max() <= v + slack and ((B + R * w) @ x).max() <= w + slack:
                yield x, y, np.array([v, w])
    resume = np.eye(3)[RESUME]
    if B[KEEP, RESUME] >= B[RESUME, RESUME]:  # the attacked party has no reason to attack as well
        for y in _held(A, S):
            yield resume, y, np.array([A[RESUME, KEEP], B[KEEP, RESUME]])
    if A[KEEP, RESUME] >= A[RESUME, RESUME]:
        for x in _held(B, R):
            yield x, resume, np.array([A[KEEP, RESUME], B[RESUME, KEEP]])


def _held(A: Array, S: Array) -> Iterator[Array]:
    """Chances of keeping and rearming, shape (3,), that just leave the other party content with resuming for sure."""
    v = A[RESUME, KEEP]
    table = (A + S * v)[:, [KEEP, REARM]]
    for row in table[[KEEP, REARM]]:
        if row[0] != row[1] and 0.0 < (share := (v - row[1]) / (row[0] - row[1])) < 1.0:
            chances = np.array([share, 1.0 - share])
            if (table @ chances).max() <= v + ROUNDING * (1.0 + abs(v)):
                yield np.append(chances, 0.0)


def _indifferent(A: Array, S: Array, rows: tuple[int, ...], columns: tuple[int, ...]) -> Iterator[tuple[float, Array]]:
    """Values V of the party that chooses rows, and the chances of the columns at which all `rows` are worth V to it."""
    from scipy.linalg import eig

    part = np.ix_(rows, columns)
    with np.errstate(all="ignore"):
        roots, vectors = eig(A[part], 1.0 - S[part])
    for root, vector in zip(roots, vectors.T, strict=True):
        total = vector.sum()
        if not np.isfinite(root) or abs(root.imag) > ROUNDING * (1.0 + abs(root)) or abs(total) <= ROUNDING:
            continue
        shares = (vector / total).real
        if (shares > ROUNDING).all():
            chances = np.zeros(3)
            chances[list(columns)] = shares
            yield float(root.real), chances

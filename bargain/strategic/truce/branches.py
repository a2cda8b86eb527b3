"""What can follow from a period of a truce, branch by branch, when parties act by given chances.

This is the second way to a period's payoffs: chances first, payoffs after. The tables in stage.py, beside this file,
find equilibria; this finds what strategies are worth and where they lead, and so is their witness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bargain.strategic.truce.terms import Array, Field


@dataclass(frozen=True, eq=False)
class Ending:
    """One way in which a period ends the truce: `chance` and payoffs, shapes (m, levels, levels) and (2, …)."""

    kind: str  # settled, detected, resumed
    chance: Array
    payoffs: Array
    shift: Array  # of the first party's chance to win; 0 where settled


@dataclass(frozen=True, eq=False)
class Branches:
    """`endings`, and the chances that the truce goes on: `on[i][j]` with the first (second) i (j) levels higher."""

    endings: tuple[Ending, ...]
    on: tuple[tuple[Array, Array], tuple[Array, Array]]


def branches(field: Field, x: Array, y: Array) -> Branches:
    """All branches when the parties act with the chances `x` and `y`, shape (m, levels, levels, 3)."""
    keep, rearm, resume = (x[..., k] for k in range(3))
    keep_, rearm_, resume_ = (y[..., k] for k in range(3))
    terms, q, miss = field.terms, field.q, 1.0 - field.q
    here, nothing = field.shift(), np.zeros_like(field.shift())

    def war(kind: str, chance: Array, shift: Array, first: bool, second: bool) -> Ending:
        help_ = terms.force * (float(second) - float(first))
        ahead = terms.surprise * (float(first) - float(second)) if kind == "resumed" else 0.0
        moved = shift + help_ + ahead
        return Ending(kind, chance, terms.war_payoffs(moved, (first, second)), moved)

    return Branches(
        (
            Ending("settled", keep * keep_ * terms.talks, terms.peace_payoffs(here), nothing),
            war("detected", rearm * keep_ * q, here, True, False),
            war("detected", keep * rearm_ * q, here, False, True),
            war("detected", rearm * rearm_ * q * miss, field.shift(second=1), True, False),
            war("detected", rearm * rearm_ * miss * q, field.shift(first=1), False, True),
            war("detected", rearm * rearm_ * q * q, here, True, True),
            war("resumed", resume * (1.0 - resume_), here, True, False),
            war("resumed", (1.0 - resume) * resume_, here, False, True),
            war("resumed", resume * resume_, here, True, True),
        ),
        (
            (keep * keep_ * (1.0 - terms.talks), keep * rearm_ * miss),
            (rearm * keep_ * miss, rearm * rearm_ * miss * miss),
        ),
    )


def expected(field: Field, x: Array, y: Array, later: Array) -> Array:
    """Expected payoffs in every state, shape (2, m, levels, levels), when `later` are the values that may follow."""
    found, up = branches(field, x, y), field.onward
    total = sum((end.chance * end.payoffs for end in found.endings), np.zeros_like(later))
    next_ = np.array(field.terms.discount)[:, None, None, None] * later
    first, second = next_[:, :, up, :], next_[:, :, :, up]
    after = ((next_, second), (first, first[:, :, :, up]))
    return np.asarray(total + sum(found.on[i][j] * after[i][j] for i in (0, 1) for j in (0, 1)))


def lasting_values(field: Field, x: Array, y: Array) -> Array:
    """What actions that never change are worth in every state of one truce, shape (2, 1, levels, levels): exact."""
    found, n = branches(field, x, y), field.top + 1
    now = sum((end.chance * end.payoffs for end in found.endings), np.zeros((2, 1, n, n)))
    place = np.arange(n * n).reshape(n, n)
    moves = np.zeros((n * n, n * n))
    for i in (0, 1):
        for j in (0, 1):
            target = place[np.ix_(field.onward if i else np.arange(n), field.onward if j else np.arange(n))]
            np.add.at(moves, (place.ravel(), target.ravel()), found.on[i][j][0].ravel())
    worth = [
        np.linalg.solve(np.eye(n * n) - field.terms.discount[k] * moves, now[k, 0].ravel()).reshape(1, n, n)
        for k in (0, 1)
    ]
    return np.stack(worth)

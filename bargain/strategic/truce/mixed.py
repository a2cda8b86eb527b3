"""Mixed equilibria of many games of three actions a party at once: those over equally many actions.

In a game without ties every equilibrium uses as many actions of one party as of the other (von Stengel 2007). So these
and the pure ones are all; games with ties, in which none of them may exist, go to bargain.strategic.bimatrix instead.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from bargain.strategic.truce.terms import Array

Bools = np.ndarray[Any, np.dtype[np.bool_]]

PAIRS = tuple(combinations(range(3), 2))

SMALL = 1e-9
"""A probability below this is none: the equilibrium is one over fewer actions."""


def mixed(u: Array, tie: float) -> tuple[Array, Array, Bools]:
    """Candidates of games `u`, shape (2, k, 3, 3): both parties' chances, shape (10, k, 3), and which are equilibria.

    Nine are over two actions a party, the last over all three.
    """
    A, B = u[0], np.swapaxes(u[1], -1, -2)  # each party's own actions in rows
    found = [(_pair(B, columns, rows), _pair(A, rows, columns)) for rows in PAIRS for columns in PAIRS]
    found.append((_all_three(B), _all_three(A)))
    x, y = np.stack([first for first, _ in found]), np.stack([second for _, second in found])
    return x, y, _best(A, x, y, tie) & _best(B, y, x, tie)


def _pair(A: Array, rows: tuple[int, int], columns: tuple[int, int]) -> Array:
    """Chances of two `columns`, shape (k, 3), that make the party which chooses `rows` indifferent between them."""
    (i, j), (k, l) = rows, columns
    left, right = A[:, i, k] - A[:, j, k], A[:, i, l] - A[:, j, l]
    apart = right - left
    share = np.divide(right, apart, out=np.full(len(A), np.nan), where=apart != 0)
    result = np.zeros((len(A), 3))
    result[:, k], result[:, l] = share, 1.0 - share
    return result


def _all_three(A: Array) -> Array:
    """Chances of all columns, shape (k, 3), that make the party which chooses rows indifferent between all."""
    system = np.concatenate([A[:, :2] - A[:, 1:], np.ones((len(A), 1, 3))], axis=1)
    solvable = np.asarray(np.linalg.det(system) != 0)
    result = np.full((len(A), 3), np.nan)
    if solvable.any():
        right = np.broadcast_to(np.array([0.0, 0.0, 1.0])[:, None], (int(solvable.sum()), 3, 1))
        result[solvable] = np.linalg.solve(system[solvable], right)[..., 0]
    return result


def _best(A: Array, own: Array, other: Array, tie: float) -> Bools:
    """Whether `own`, shape (c, k, 3), is a strategy and a best reply to `other` under payoffs `A`, shape (k, 3, 3)."""
    real: Bools = np.asarray(np.isfinite(own).all(axis=-1) & np.isfinite(other).all(axis=-1))
    own, other = np.where(real[..., None], own, 0.0), np.where(real[..., None], other, 0.0)
    proper = ((own > SMALL) | (own == 0.0)).all(axis=-1)
    worth = np.einsum("kij,ckj->cki", A, other)
    reached = np.einsum("cki,cki->ck", own, worth)
    return np.asarray(real & proper & (worth.max(axis=-1) <= reached + 1e3 * tie))

"""Concepts without lotteries, on a finite list of payoffs, each straight from its definition.

Every function takes `payoffs`, shape (m, n), points, rows in file order, and the disagreement `d`, shape (n,). R is
the set of rows that no row beats and that give everybody at least d. Two payoffs are equal when they differ by no
more than 1e-9 points; `tol` is the same bound for what a concept measures.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

EQUAL = 1e-9
"""Two payoffs closer than this, in points, are the same payoff."""


@dataclass(frozen=True, eq=False)
class Best:
    """What a concept picks.

    `rows`: every row of R that it ranks first. `chosen`: the one that the tie rule returns. `payoffs`: the distinct
    payoff vectors among `rows`, shape (k, n). `measure`: what it maximises, compared from left to right.
    """

    rows: np.ndarray
    chosen: int
    payoffs: np.ndarray
    measure: tuple[float, ...]


def undominated(payoffs: np.ndarray) -> np.ndarray:
    """Positions, ascending, of rows that no row exceeds anywhere without falling short elsewhere (no tolerance)."""
    if len(payoffs) == 0:
        return np.arange(0)
    distinct, inverse = np.unique(payoffs, axis=0, return_inverse=True)
    left = np.lexsort((*distinct.T, distinct.sum(axis=1)))[::-1]
    kept = []
    while len(left):
        first = left[0]
        kept.append(first)
        others = left[1:]
        left = others[(distinct[others] > distinct[first]).any(axis=1)]
    return np.flatnonzero(np.isin(inverse.ravel(), kept))


def frontier(payoffs: np.ndarray) -> np.ndarray:
    """Positions, ascending, of rows that no row beats.

    A row beats another when nobody is more than 1e-9 worse off and somebody is more than 1e-9 better off.
    """
    alive = np.arange(len(payoffs))
    strongest = np.unique(payoffs[undominated(payoffs)], axis=0)
    for strong in strongest[np.argsort(-strongest.sum(axis=1), kind="stable")]:  # the order is for speed alone
        beaten = (strong >= payoffs[alive] - EQUAL).all(axis=1) & (strong > payoffs[alive] + EQUAL).any(axis=1)
        alive = alive[~beaten]
    return alive


def distinct(payoffs: np.ndarray) -> np.ndarray:
    """The distinct vectors among `payoffs`, shape (k, n), sorted; vectors within 1e-9 everywhere are one."""
    left = payoffs[np.lexsort(payoffs.T[::-1])]
    kept = []
    while len(left):
        kept.append(left[0])
        left = left[(np.abs(left - left[0]) > EQUAL).any(axis=1)]
    return np.array(kept).reshape(len(kept), payoffs.shape[1])


def rational_frontier(payoffs: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Positions of R, ascending."""
    near = np.flatnonzero((payoffs >= d - 3 * EQUAL).all(axis=1))
    best = near[frontier(payoffs[near])]
    return best[(payoffs[best] >= d - EQUAL).all(axis=1)]


def scaled(powers: np.ndarray | None, n: int) -> np.ndarray:
    """Powers scaled to sum 1; equal when not given."""
    alpha = np.ones(n) if powers is None else np.asarray(powers, dtype=float)
    return alpha / alpha.sum()


def leximin(values: np.ndarray, tol: float) -> np.ndarray:
    """Positions of the rows whose smallest entry is largest, then whose second smallest is, and so on."""
    rising = np.sort(values, axis=1)
    alive = np.arange(len(values))
    for column in rising.T:
        alive = alive[column[alive] >= column[alive].max() - tol]
    return alive


def best_of(payoffs: np.ndarray, d: np.ndarray, rows: np.ndarray, measure: tuple[float, ...], tol: float) -> Best:
    """`rows` with the tie rule: the largest smallest gain, then the first in file order."""
    smallest = (payoffs[rows] - d).min(axis=1)
    chosen = rows[np.flatnonzero(smallest >= smallest.max() - tol)[0]]
    return Best(rows, int(chosen), distinct(payoffs[rows]), measure)


def nash_measure(gains: np.ndarray, powers: np.ndarray | None = None) -> tuple[int, float]:
    """Number of parties with a strict gain, and the product of their gain^alpha; `gains` of shape (n,)."""
    strict = gains > EQUAL
    return int(strict.sum()), float(np.prod(gains[strict] ** scaled(powers, len(gains))[strict]))


def nash(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None, tol: float = EQUAL) -> Best | None:
    """Most parties with a strict gain, then the largest product of gain^alpha (Nash 1950)."""
    rational = rational_frontier(payoffs, d)
    if not len(rational):
        return None
    values = np.array([nash_measure(payoffs[k] - d, powers) for k in rational])
    most = values[:, 0] == values[:, 0].max()
    top = values[most, 1].max()
    rows = rational[most & (values[:, 1] >= top - tol)]
    return best_of(payoffs, d, rows, (values[:, 0].max(), top), tol)


def ideal(payoffs: np.ndarray, d: np.ndarray) -> np.ndarray | None:
    """Best payoff of every party over R, shape (n,); None when R is empty."""
    rational = rational_frontier(payoffs, d)
    return payoffs[rational].max(axis=0) if len(rational) else None


def kalai_smorodinsky(
    payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None, tol: float = EQUAL
) -> Best | None:
    """Leximin of gain / (ideal − d); parties whose ideal is d are left out (Kalai–Smorodinsky 1975, Imai 1983)."""
    rational = rational_frontier(payoffs, d)
    if not len(rational):
        return None
    most = payoffs[rational].max(axis=0) - d
    counted = most > EQUAL
    ratios = (payoffs[rational] - d)[:, counted] / most[counted]
    first = leximin(ratios, tol)
    return best_of(payoffs, d, rational[first], tuple(np.sort(ratios[first[0]])), tol)


def egalitarian(
    payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None, tol: float = EQUAL
) -> Best | None:
    """Leximin of gains (Kalai 1977)."""
    rational = rational_frontier(payoffs, d)
    if not len(rational):
        return None
    gains = payoffs[rational] - d
    first = leximin(gains, tol)
    return best_of(payoffs, d, rational[first], tuple(np.sort(gains[first[0]])), tol)


def utilitarian(
    payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None, tol: float = EQUAL
) -> Best | None:
    """Largest sum of alpha × payoff over R (Harsanyi 1955)."""
    rational = rational_frontier(payoffs, d)
    if not len(rational):
        return None
    sums = payoffs[rational] @ scaled(powers, payoffs.shape[1])
    return best_of(payoffs, d, rational[sums >= sums.max() - tol], (float(sums.max()),), tol)


CONCEPTS: dict[str, Callable[..., Best | None]] = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
}

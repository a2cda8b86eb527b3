"""Plain ways to the same answers: every draw a game of its own, every count a loop, every sample by rejection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle import concepts
from tests.oracle.enumerate import disagreement, enumerate_agreements


def settled_by_listing(game: BargainingGame) -> tuple[bool, dict[str, Any] | None, np.ndarray, np.ndarray]:
    """(a zone exists, the Nash agreement, its payoffs, d) of a game of choices, by listing all its agreements."""
    listed, d = enumerate_agreements(game), disagreement(game)
    best = concepts.nash(listed.payoffs, d) if len(listed) else None
    if best is None:
        return False, None, d, d
    return True, listed.agreement(best.chosen), listed.payoffs[best.chosen], d


def count_up(games: Sequence[BargainingGame]) -> dict[str, Any]:
    """Counts over games, one a draw: zones, (issue, outcome) settled, packages settled, payoffs of each party."""
    found: dict[str, Any] = {"zones": 0, "settled": Counter(), "packages": Counter(), "payoffs": [], "d": []}
    for game in games:
        exists, agreement, payoffs, d = settled_by_listing(game)
        found["zones"] += exists
        if agreement is not None:
            found["settled"].update(agreement.items())
            found["packages"][tuple(agreement.items())] += 1
        found["payoffs"].append(payoffs)
        found["d"].append(d)
    return found


def would_do(game: BargainingGame, agreement: Mapping[str, Any]) -> tuple[bool, bool]:
    """(acceptable to all, and beaten by nothing) of one agreement in a game of choices."""
    listed, d = enumerate_agreements(game), disagreement(game)
    rows = [r for r in range(len(listed)) if listed.agreement(r) == dict(agreement)]
    if not rows or (listed.payoffs[rows[0]] < d - 1e-9).any():
        return False, False
    own = listed.payoffs[rows[0]]
    better = (listed.payoffs >= own - 1e-9).all(axis=1) & (listed.payoffs > own + 1e-9).any(axis=1)
    return True, not better.any()


def by_rejection(
    low: Sequence[float], high: Sequence[float], total: float, count: int, random: np.random.Generator
) -> np.ndarray:
    """Uniform points of {low ≤ x ≤ high, Σ x = total}, shape (count, k): all but the last weight are drawn from their
    intervals, the last is what is left, and points at which it is outside its own are thrown away."""
    low_, high_ = np.array(low), np.array(high)
    kept: list[np.ndarray] = []
    while sum(map(len, kept)) < count:
        x = random.uniform(low_[:-1], high_[:-1], (4 * count, len(low_) - 1))
        last = total - x.sum(axis=1)
        inside = (last >= low_[-1]) & (last <= high_[-1])
        kept.append(np.column_stack([x, last])[inside])
    return np.concatenate(kept)[:count]


def ordered_moments(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of weights w_1 ≥ … ≥ w_n ≥ 0 that sum to 1, uniform over all such.

    Sorting a uniform point of the simplex gives such a point, and a uniform point is a row of n spacings. The order
    statistics of spacings are sums of independent exponentials: the k-th largest of n exponentials is
    Σ_{j ≥ k} E_j / j, with mean Σ 1/j, variance Σ 1/j², covariance that of the shorter sum; dividing by their total
    T, which is independent of the ratios, divides the mean by n and second moments by n·(n + 1).
    """
    n = count
    mean = np.array([sum(1 / j for j in range(k, n + 1)) for k in range(1, n + 1)])
    ranks = range(1, n + 1)
    shared = np.array([[sum(1 / j**2 for j in range(max(a, b), n + 1)) for b in ranks] for a in ranks])
    second = (shared + np.outer(mean, mean)) / (n * (n + 1))
    return mean / n, second - np.outer(mean, mean) / n**2


def standard_errors(mean: np.ndarray, expected: np.ndarray, covariance: np.ndarray, count: int) -> np.ndarray:
    """How many standard errors each mean of `count` draws is from what it should be."""
    return np.abs(mean - expected) / np.sqrt(np.diag(covariance) / count)


def rebuilt(build: Callable[[Mapping[str, float]], BargainingGame], paths: Sequence[str], rows: Any) -> list[Any]:
    """The game of every row, built from nothing by `build` from path → value."""
    return [build(dict(zip(paths, map(float, row), strict=True))) for row in rows]

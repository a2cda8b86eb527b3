"""Nash's smoothed demand game: nobody is sure how much the pie holds, so demands a little too high may still be met.

Let γ(x) be the number of times as large the pie must be to hold the demands x (1 on its chain). Demands are met with
probability h = 1 where γ ≤ 1, and h = exp(−s²/w²) for an overshoot s = γ − 1 > 0, with w the width; else both get
nothing. Party i's payoff x_i·h has a concave logarithm above the chain and rises below it, so its best reply solves

    1/x_i = (2s/w²)·∂γ/∂x_i,   that is   K·e_i = 1   with K = 2s·(1 + s)/w²,  e_i = x_i·∂γ/∂x_i / γ

γ is homogeneous, so e_1 + e_2 = 1: both conditions hold only where e_1 = e_2 = 1/2, on the ray through the point of the
chain with the largest product of gains, Nash's solution, and K = 2 there: s·(1 + s) = w². The demands are (1 + s) times
Nash's solution, on any pie; as the width goes to 0 so does s, and exp(−s²/w²) goes to 1 (Nash 1953). Where Nash's
solution is a corner, e jumps there, from e⁻ to e⁺ as the first party's demand grows, and every K between
max(1/e_1⁺, 1/e_2⁻) and min(1/e_1⁻, 1/e_2⁺) will do: a continuum on the same ray, between two overshoots.
"""

from __future__ import annotations

import math

import numpy as np

from bargain.strategic.offers.announcement import Announced, Terms, sure
from bargain.strategic.offers.chain import Array, Chain, Point


def smoothed_demands(terms: Terms, width: float) -> list[Announced]:
    """The equilibria: one, or where Nash's solution is a corner the two ends of a continuum, least demands first."""
    low, high = _ends(terms.chain, terms.nash)
    overshoots = [_overshoot(k, width) for k in (low, high) if not math.isinf(k)]
    if len(overshoots) == 2 and overshoots[1] - overshoots[0] <= terms.chain.tie:
        del overshoots[1]
    demands = [((1 + s) * terms.nash[0], (1 + s) * terms.nash[1]) for s in overshoots]
    found = []
    for s, z in zip(overshoots, demands, strict=True):
        h = math.exp(-((s / width) ** 2))
        gains = z[0] * h, z[1] * h
        found.append(
            Announced(
                sure(z),
                gains,
                (h, h),
                1.0 - h,
                max(_best_reply(terms.chain, i, z, width) - gains[i] for i in (0, 1)),
                _in_words(terms, z, s, h, high=high, ends=demands),
                None,
                (demands[0], demands[1]) if len(demands) == 2 else None,
            )
        )
    return found


def _overshoot(k: float, width: float) -> float:
    """s ≥ 0 with 2·s·(1 + s) = k·width²."""
    x = 2.0 * k * width**2
    return x / (2.0 * (1.0 + math.sqrt(1.0 + x)))


def _ends(chain: Chain, nash: Point) -> tuple[float, float]:
    """Least and largest K: 2 and 2 inside an edge."""
    shares = [slopes[0] * nash[0] for slopes in _slopes(chain, nash)]
    before, after = min(shares), max(shares)
    low = max(1.0 / after, 1.0 / (1.0 - before))
    high = min(1.0 / before if before > 0 else math.inf, 1.0 / (1.0 - after) if after < 1 else math.inf)
    return (2.0, 2.0) if high - low < 1e-9 else (low, high)


def _faces(chain: Chain) -> Array:
    """The pie's faces, shape (k + 1, 2): slopes of γ, the two that cap each party's best included."""
    p, q = chain.array[:-1], chain.array[1:]
    edges = np.stack([p[:, 1] - q[:, 1], q[:, 0] - p[:, 0]], axis=1)
    sizes = (edges * p).sum(axis=1)
    caps = np.array([[0.0, 1.0 / chain.best[1]], [1.0 / chain.best[0], 0.0]])
    return np.concatenate([caps[:1], edges / sizes[:, None], caps[1:]])


def _slopes(chain: Chain, x: Point) -> list[Point]:
    """Slopes of γ on both sides of a point of the chain; one where it is straight there."""
    faces = _faces(chain)
    touching = faces[faces @ np.array(x) >= 1.0 - 1e-12]
    return [(float(a), float(b)) for a, b in touching]


def _best_reply(chain: Chain, party: int, z: Point, width: float) -> float:
    """The most that `party` gets against the other's demand: fine steps, then finer ones around the best.

    γ by stretching the pie until it holds the demands: independent of its slopes.
    """
    low, high = 0.0, 3.0 * max(chain.best[party], z[party])
    best = -math.inf
    for _ in range(5):
        own = np.linspace(low, high, 201)
        own = np.append(own, z[party])
        stretch = _stretch(chain, party, own, z[1 - party])
        payoffs = own * np.exp(-((np.maximum(stretch - 1.0, 0.0) / width) ** 2))
        best = max(best, float(payoffs.max()))
        middle, step = own[int(payoffs.argmax())], (high - low) / 200
        low, high = max(middle - 2 * step, 0.0), middle + 2 * step
    return best


def _stretch(chain: Chain, party: int, own: Array, other: float) -> Array:
    """γ for many demands of `party`, by halving."""
    low, high = np.zeros(len(own)), np.full(len(own), 1.0)
    high = np.maximum(own / chain.best[party], other / chain.best[1 - party]) * 2 + 1e-9
    for _ in range(50):
        middle = (low + high) / 2
        holds = middle * chain.most_of(1 - party, own / middle) >= other
        low, high = np.where(holds, low, middle), np.where(holds, middle, high)
    return high


def _in_words(terms: Terms, z: Point, s: float, h: float, *, high: float, ends: list[Point]) -> tuple[str, ...]:
    (one, other), (first, second) = terms.parties, map(terms.amount, z)
    told = [
        f"{one} demands {first} and {other} {second}: {1 + s:.6g} times Nash's solution for each.",
        f"The demands are met with probability {h:.6g}, else there is no agreement.",
    ]
    if len(ends) == 2:
        told.append("Nash's solution is a corner of the pie: all demands on the ray between these two are equilibria.")
    if math.isinf(high):
        told.append("Nash's solution is the best of both: all larger demands on the same ray are equilibria too.")
    return tuple(told)

"""Weights from an order of importance: the rank-order centroid (Barron & Barrett 1996)."""

from itertools import accumulate


def rank_order_centroid(count: int) -> tuple[float, ...]:
    """Mean of all weight vectors that respect a ranking of `count` issues, most important first; sums to 1.

    >>> [round(w, 4) for w in rank_order_centroid(3)]
    [0.6111, 0.2778, 0.1111]
    """
    tails = accumulate(1.0 / j for j in range(count, 0, -1))  # 1/n, 1/n + 1/(n-1), …
    return tuple(tail / count for tail in reversed(list(tails)))

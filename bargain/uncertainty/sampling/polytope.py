"""Weights that hang together: those that respect a ranking, and those within intervals that keep their sum.

**Rankings.** The weights w_1 ≥ w_2 ≥ … ≥ w_n ≥ 0 that sum to 1 are the simplex with the corners
v_k = (1/k, …, 1/k, 0, …, 0), k = 1 … n. Exponentials E_1 … E_n over their sum are uniform on the standard simplex, and
an affine map keeps a uniform distribution uniform, so w = Σ_k (E_k / Σ E) · v_k is uniform over the ranking, exactly.
Its mean is the mean of the corners: the rank-order centroid (Barron & Barrett 1996).

**Intervals with a fixed sum.** Hit and run (Smith 1984): from a point, along a direction that keeps the sum, to a
uniform point of the chord within the intervals. Directions do not depend on where the point is, so the uniform
distribution is the stationary one. Here they are exchanges between two weights; a step pairs all weights at random and
makes every pair exchange, which is quick whatever the widths (random directions stay in a corner for very long). Every
draw is the end of a walk of its own, so draws are independent. Walks begin in several corners far from one another, and
whether they have forgotten where they began is measured by the nested R-hat (Margossian et al. 2024): √(1 + variance
between the means of the walks from one corner / mean variance within them). With m walks from each it is
about √(1 + 1/m) when all have forgotten.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

CORNERS = 8
"""Corners in which walks begin."""


def steps_for(count: int) -> int:
    """Steps of a walk over `count` weights: in a step each meets one other, and some log(count) steps mix them all."""
    return 40 + 2 * count


def ranked_weights(u: Array) -> Array:
    """Weights, shape (m, n), most important first, from shares `u`, shape (m, n), each between 0 and 1.

    >>> ranked_weights(np.array([[0.5, 0.5]])).tolist()
    [[0.75, 0.25]]
    """
    exponentials = -np.log1p(-u)
    total = exponentials.sum(axis=1, keepdims=True)
    parts = exponentials / np.where(total > 0, total, 1.0) / np.arange(1, u.shape[1] + 1)
    return np.asarray(np.cumsum(parts[:, ::-1], axis=1)[:, ::-1])


def corners(low: Array, high: Array, total: float) -> Array:
    """Points to begin at, shape (CORNERS, k): weights filled up one after the other, in turned and mirrored order."""
    count = len(low)
    found = np.empty((CORNERS, count))
    for c in range(CORNERS):
        order = np.roll(np.arange(count), -(c // 2) * count // (CORNERS // 2))
        x, left = low.copy(), total - low.sum()
        for i in order[::-1] if c % 2 else order:
            step = min(high[i] - low[i], left)
            x[i], left = low[i] + step, left - step
        found[c] = x
    return found


def hit_and_run(low: Array, high: Array, total: float, begin: Array, random: np.random.Generator) -> Array:
    """Ends of walks over {low ≤ x ≤ high, Σ x = total}, one from each row of `begin`, shape (m, k), k > 1."""
    x, half = begin.copy(), len(low) // 2
    for _ in range(steps_for(len(low))):
        order = random.permutation(len(low))
        one, two = order[:half], order[half : 2 * half]
        both = x[:, one] + x[:, two]
        least, most = np.maximum(low[one], both - high[two]), np.minimum(high[one], both - low[two])
        x[:, one] = least + np.maximum(most - least, 0.0) * random.random((len(x), half))
        x[:, two] = both - x[:, one]
    return np.clip(x, low, high)


def nested_r_hat(counts: Array, sums: Array, squares: Array) -> float:
    """Nested R-hat, the largest over coordinates, from counts (c,), sums and sums of squares (c, k) by corner."""
    used = counts > 1
    if used.sum() < 2:
        return float("nan")
    n, means = counts[used][:, None], sums[used] / counts[used][:, None]
    within = ((squares[used] - n * means**2) / (n - 1)).mean(axis=0)
    between = means.var(axis=0, ddof=1)
    varied = within > 0
    return float(np.sqrt(1.0 + (between[varied] / within[varied]).max(initial=0.0)))

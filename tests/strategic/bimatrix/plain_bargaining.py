"""The Nash solution over lotteries of outcomes, as plainly as can be: every segment between two outcomes is searched.

Written without the package. The solution lies on the hull of the outcomes, so on a segment between two of them, where
the product of gains is a quadratic function of the place.
"""

from itertools import combinations_with_replacement, product

import numpy as np


def nash_point(A, B, d, slack=1e-10):
    """Payoffs (2,) with the largest product of gains over `d`; where none is above 0, the largest sum of gains."""
    points = np.column_stack([np.ravel(A), np.ravel(B)]).astype(float)
    size = np.where(np.ptp(points, axis=0) > 0, np.ptp(points, axis=0), 1.0)
    pairs = np.array(list(combinations_with_replacement(range(len(points)), 2)))
    start = (points[pairs[:, 0]] - d) / size
    step = (points[pairs[:, 1]] - points[pairs[:, 0]]) / size
    # gains = start + t · step, both ≥ 0 up to the slack: an interval of t
    low, high = np.zeros(len(pairs)), np.ones(len(pairs))
    for i in range(2):
        with np.errstate(divide="ignore", invalid="ignore"):
            cut = (-slack - start[:, i]) / step[:, i]
        low = np.where(step[:, i] > 0, np.maximum(low, cut), low)
        high = np.where(step[:, i] < 0, np.minimum(high, cut), high)
        high = np.where((step[:, i] == 0) & (start[:, i] < -slack), -1.0, high)
    open_ = low <= high
    start, step, low, high = start[open_], step[open_], low[open_], high[open_]
    bend = step[:, 0] * step[:, 1]
    slope = start[:, 0] * step[:, 1] + start[:, 1] * step[:, 0]
    peak = np.where(bend < 0, -slope / np.where(bend < 0, 2 * bend, 1.0), low)
    t = np.concatenate([low, high, np.clip(peak, low, high)])
    gains = np.maximum(np.tile(start, (3, 1)) + t[:, None] * np.tile(step, (3, 1)), 0.0)
    worth = gains.prod(axis=1)
    best = worth.argmax() if worth.max() > 1e-9 else gains.sum(axis=1).argmax()
    return d + gains[best] * size


def grid(strategies, parts):
    """All mixed strategies with probabilities in whole `parts`, shape (k, strategies)."""
    counts = [c for c in product(range(parts + 1), repeat=strategies) if sum(c) == parts]
    return np.array(counts) / parts

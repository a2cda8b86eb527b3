"""Two parties with lotteries: the polygon of gains and the concepts that are read off its boundary.

The set is taken with free disposal above d: a point is in it when 0 ≤ point ≤ some lottery's expected gains. Its
Pareto boundary is a chain of points (k, 2), gains of the first party rising, of the second falling.
"""

import itertools

import numpy as np

EQUAL = 1e-9
"""Gains closer to zero than this are zero."""


def cross(a: np.ndarray, b: np.ndarray) -> float:
    """Signed area of the parallelogram of two vectors of the plane."""
    return float(a[0] * b[1] - a[1] * b[0])


def hull_chain(gains: np.ndarray) -> np.ndarray:
    """Upper right boundary of the hull of `gains`, shape (k, 2): first falling slowly, then ever faster."""
    order = gains[np.lexsort((-gains[:, 1], -gains[:, 0]))]  # from the right, highest first
    chain: list[np.ndarray] = []
    for point in order:
        if chain and point[1] <= chain[-1][1]:
            continue
        while len(chain) > 1 and cross(chain[-1] - chain[-2], point - chain[-1]) <= 0:
            chain.pop()
        chain.append(point)
    return np.array(chain[::-1])


def pareto_chain(gains: np.ndarray) -> np.ndarray | None:
    """Boundary from the best point of the second party to that of the first, within gains ≥ 0; None when empty."""
    gains = np.where(np.abs(gains) <= EQUAL, 0.0, gains)
    chain = hull_chain(gains)
    chain = _from_zero(chain)
    if chain is None:
        return None
    chain = _from_zero(chain[::-1, ::-1])
    return None if chain is None else chain[::-1, ::-1]


def _from_zero(chain: np.ndarray) -> np.ndarray | None:
    """The part of a chain where the first coordinate is at least 0."""
    keep = chain[chain[:, 0] >= 0.0]
    if not len(keep):
        return None
    if len(keep) < len(chain) and keep[0, 0] > 0.0:
        before = chain[len(chain) - len(keep) - 1]
        part = (0.0 - before[0]) / (keep[0, 0] - before[0])
        height = before[1] + part * (keep[0, 1] - before[1])
        keep = np.vstack([[0.0, 0.0 if abs(height) <= EQUAL else height], keep])
    return keep


def perles_maschler(gains: np.ndarray) -> np.ndarray | None:
    """Where the integral of sqrt(−du1·du2) along the Pareto boundary is the same from both ends (1981)."""
    chain = pareto_chain(gains)
    if chain is None:
        return None
    steps = np.diff(chain, axis=0)
    lengths = np.sqrt(np.maximum(-steps[:, 0] * steps[:, 1], 0.0))
    return _share(chain, lengths, lengths.sum() / 2)


def equal_area(gains: np.ndarray) -> np.ndarray | None:
    """Where a straight line from d halves the area of the set (Anbarci–Bigelow 1994).

    A flat top (or side) never takes more than half of the area, so the line ends on the Pareto boundary.
    """
    chain = pareto_chain(gains)
    if chain is None:
        return None
    top = abs(cross(chain[0], np.array([0.0, chain[0, 1]]))) / 2
    side = abs(cross(chain[-1], np.array([chain[-1, 0], 0.0]))) / 2
    slices = np.array([abs(cross(p, q)) / 2 for p, q in itertools.pairwise(chain)])
    return _share(chain, slices, (top + slices.sum() + side) / 2 - top)


def _share(chain: np.ndarray, amounts: np.ndarray, wanted: float) -> np.ndarray:
    """The point of the chain before which `wanted` lies; `amounts` grow evenly along each of its segments."""
    for start, end, amount in zip(chain, chain[1:], amounts, strict=False):
        if wanted <= amount and amount > 0:
            return start + max(0.0, wanted) / amount * (end - start)
        wanted -= amount
    return chain[-1]

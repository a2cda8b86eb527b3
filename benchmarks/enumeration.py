"""The other way, written as well as numpy allows: list every agreement, keep what no other beats, take Nash's.

Payoffs of all agreements by broadcasting, issue by issue; the frontier by one sort and a running maximum; the Nash
point as the largest product of gains on it. Two parties, choices only, no linkages, no red lines, no risk attitude.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]


def all_payoffs(tables: list[Array]) -> tuple[Array, Array]:
    """Payoffs of both parties from every agreement, shape (∏ m,) each; `tables`: (m, 2) points for each issue."""
    x, y = np.zeros(1), np.zeros(1)
    for table in tables:
        x = (x[:, None] + table[:, 0]).ravel()
        y = (y[:, None] + table[:, 1]).ravel()
    return x, y


def frontier(x: Array, y: Array) -> Array:
    """Positions of the agreements that no other beats, falling in x."""
    order = np.argsort(-x)
    best = np.maximum.accumulate(y[order])
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = best[1:] > best[:-1]
    return np.asarray(order[fresh])


def frontier_and_nash(tables: list[Array], disagreement: Array) -> tuple[Array, int]:
    """Positions of the frontier among all agreements, and that of the Nash point."""
    x, y = all_payoffs(tables)
    rows = frontier(x, y)
    gains = (x[rows] - disagreement[0]).clip(0), (y[rows] - disagreement[1]).clip(0)
    return rows, int(rows[(gains[0] * gains[1]).argmax()])

"""Straight lines over an interval: where each of them is the highest."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]


def upper_envelope(start: Array, end: Array) -> list[tuple[float, float, int]]:
    """(from, to, line) of every stretch of the upper envelope of lines, each given at 0 and at 1, shape (m,).

    Of lines that are equal on a stretch the first is named.

    >>> upper_envelope(np.array([1.0, 0.0, 0.5]), np.array([0.0, 1.0, 0.5]))
    [(0.0, 0.5, 0), (0.5, 1.0, 1)]
    """
    scale = 1e-13 * max(float(np.abs(start).max()), float(np.abs(end).max()), 1e-300)
    slope = end - start
    at, found = 0.0, []
    near = np.flatnonzero(start >= start.max() - scale)
    line = int(near[np.argmax(slope[near])])
    while at < 1.0:
        steeper = np.flatnonzero(slope > slope[line] + scale)
        crossing = (start[line] - start[steeper]) / (slope[steeper] - slope[line])
        later = np.maximum(crossing, at)
        nearest = float(later.min()) if len(later) else 1.0
        if nearest >= 1.0 - 1e-13:
            found.append((at, 1.0, line))
            break
        if nearest > at + 1e-13:
            found.append((at, nearest, line))
            at = nearest
        level = steeper[later <= nearest + 1e-13]
        line = int(level[np.argmax(slope[level])])
    return found

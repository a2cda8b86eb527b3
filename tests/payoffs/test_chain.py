"""Frontiers of segments: sums and envelopes against fine grids."""

from itertools import pairwise

import numpy as np
import pytest

from bargain.payoffs.chain import Chain, chain_of, polyline, sum_with

STEPS = 60


def staircase(points: np.ndarray) -> np.ndarray:
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    ordered = points[order]
    best = np.maximum.accumulate(np.concatenate([[-np.inf], ordered[:-1, 1]]))
    return ordered[ordered[:, 1] > best]


def grid_frontier(points: np.ndarray, lines: list[np.ndarray]) -> np.ndarray:
    share = np.linspace(0, 1, STEPS)[:, None]
    for line in lines:
        drawn = np.concatenate([a + (b - a) * share for a, b in pairwise(line)])
        points = staircase((points[:, None] + drawn[None]).reshape(-1, 2))
    return points


@pytest.mark.parametrize("seed", range(150))
def test_sums_of_polylines(seed: int) -> None:
    rng = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return rng.integers(0, 6, size=shape).astype(float) if seed % 2 else rng.random(shape) * 5

    points = staircase(numbers(int(rng.integers(1, 6)), 2))[::-1]
    lines = [numbers(int(rng.integers(2, 5)), 2) for _ in range(int(rng.integers(1, 4)))]
    chain: Chain = chain_of(points)
    for line in lines:
        chain = sum_with(chain, polyline(line))
    assert (chain.x1 >= chain.x0).all()
    assert (chain.y0 >= chain.y1).all()
    assert (chain.x0[1:] >= chain.x1[:-1] - 1e-9).all()
    assert (chain.y0[1:] <= chain.y1[:-1] + 1e-9).all()
    grid = grid_frontier(points, lines)
    height, _, _ = chain.height(grid[:, 0] - 1e-9)
    assert (height >= grid[:, 1] - 1e-7).all(), "a point of the grid lies beyond the chain"
    ends = [np.column_stack([chain.x0, chain.y0]), np.column_stack([chain.x1, chain.y1])]
    reached = np.concatenate([*ends, (ends[0] + ends[1]) / 2])
    bound = len(lines) * 5 * 1.5 / (STEPS - 1)
    near = (grid[None] >= reached[:, None] - bound).all(axis=2).any(axis=1)
    assert near.all(), "a point of the chain is beyond everything that the grid can reach"


def test_a_dominated_half_of_a_polyline_is_dropped() -> None:
    """Up to (2, 4) both gain, after it one loses: only the falling part is a frontier."""
    chain = polyline(np.array([[0.0, 0.0], [2.0, 4.0], [5.0, 1.0]]))
    assert list(zip(chain.x0, chain.y0, chain.x1, chain.y1, strict=True)) == [(2.0, 4.0, 5.0, 1.0)]

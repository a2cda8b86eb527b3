"""Frontiers of segments: sums and envelopes against fine grids."""

from itertools import pairwise, product

import numpy as np
import pytest

from bargain.payoffs.chain import SAME, Chain, _climbing, _fused, chain_of, joined, polyline, shifted, sum_with

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


def ends(chain: Chain) -> list[tuple[float, ...]]:
    return list(zip(chain.x0, chain.y0, chain.x1, chain.y1, strict=True))


def falling(*pieces: tuple[float, float, float, float]) -> Chain:
    x0, y0, x1, y1 = np.array(pieces).T
    rows, none = np.arange(len(pieces)), np.zeros(len(pieces))
    return Chain(x0, y0, x1, y1, rows, rows, none, none, none, none + 1)


@pytest.mark.parametrize(
    ("first", "left"),
    [
        ((0, 5, 1, 4), [(0, 5, 1, 4)]),
        ((0, 6, 1, 2), [(0, 6, 0.5, 4)]),
        ((0, 4, 1, 3), []),
        ((0, 3, 1, 2), []),
        ((0, 5, 1, 4 - SAME / 2), [(0, 5, 1, 4 - SAME / 2)]),
        ((0, 4 + SAME / 2, 1, 3), []),
    ],
    ids=["reaches down to the next", "is cut", "begins level with the next", "lies below", "whole", "gone"],
)
def test_what_a_later_piece_beats_is_cut_away(first: tuple[float, ...], left: list[tuple[float, ...]]) -> None:
    """The last two to rounding: a piece that ends as high as the next is not cut, one no higher leaves no point."""
    assert ends(_climbing(falling(first, (1, 4, 2, 3)))) == [*left, (1, 4, 2, 3)]


@pytest.mark.parametrize("along", ["chain", "factor"])
def test_parts_of_one_piece_become_one_again(along: str) -> None:
    """Cut into thirds, a segment of the chain (moved by a point of the factor) and one of the factor itself."""
    whole = polyline(np.array([[0.0, 6.0], [9.0, 0.0]]))
    if along == "chain":
        whole = shifted(whole, 1.0, 2.0, 0, 0.0)
    cuts = np.arange(4) / 3
    thirds = [whole.cut(np.array([0]), cuts[k : k + 1], cuts[k + 1 : k + 2]) for k in range(3)]
    fused = _fused(joined(thirds))
    assert ends(fused) == ends(whole)
    for name in ("a0", "a1", "b0", "b1"):
        assert getattr(fused, name) == pytest.approx(getattr(whole, name))


def test_parts_of_different_pieces_stay_apart() -> None:
    """The same two thirds of a line, said to be of two segments: the agreements behind them are not one range."""
    parts = falling((0, 6, 3, 4), (3, 4, 6, 2))
    assert ends(_fused(parts)) == ends(parts)


def test_a_point_at_either_end_of_a_piece_is_dropped_and_one_beside_it_stays() -> None:
    parts = falling((0, 9, 0, 9), (1, 6, 1, 6), (1, 6, 3, 4), (3, 4, 3, 4), (4, 2, 4, 2))
    assert ends(_fused(parts)) == [(0, 9, 0, 9), (1, 6, 3, 4), (4, 2, 4, 2)]


def at(chain: Chain, piece: int, share: float) -> np.ndarray:
    """The point at `share` of a piece."""
    left, right = np.array([chain.x0[piece], chain.y0[piece]]), np.array([chain.x1[piece], chain.y1[piece]])
    return left + share * (right - left)


def highest(one: Chain, two: Chain, x: float) -> float:
    """The most y that a point of one chain and a point of the other sum to when their x sum to `x` or more.

    For a pair of pieces it is at a corner of the square of their shares, or where an edge of it meets `x`.
    """
    best = -np.inf
    for i, j in product(range(len(one)), range(len(two))):
        for end in (0.0, 1.0):
            for fixed, moved in (((one, i), (two, j)), ((two, j), (one, i))):
                here = at(*fixed, end)
                run = moved[0].x1[moved[1]] - moved[0].x0[moved[1]]
                share = (x - here[0] - moved[0].x0[moved[1]]) / run if run > 0 else 0.0
                for s in (0.0, 1.0, float(np.clip(share, 0.0, 1.0))):
                    total = here + at(*moved, s)
                    if total[0] >= x - 1e-9:
                        best = max(best, float(total[1]))
    return best


@pytest.mark.parametrize("seed", range(60))
def test_a_sum_is_as_high_as_the_best_pair_and_says_of_what_it_is_the_sum(seed: int) -> None:
    rng = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return rng.integers(0, 6, size=shape).astype(float) if seed % 2 else rng.random(shape) * 5

    points = staircase(numbers(int(rng.integers(1, 5)), 2))[::-1]
    first = sum_with(chain_of(points), polyline(numbers(3, 2)))
    line = polyline(numbers(int(rng.integers(1, 5)), 2))
    whole = sum_with(first, line)
    for k in range(len(whole)):
        for x, y, a, b in (
            (whole.x0[k], whole.y0[k], whole.a0[k], whole.b0[k]),
            (whole.x1[k], whole.y1[k], whole.a1[k], whole.b1[k]),
        ):
            assert at(first, int(whole.before[k]), a) + at(line, int(whole.row[k]), b) == pytest.approx((x, y))
        for share in (0.5, 1.0):  # a left end may lie below the right end of the piece before, at the same x
            x, y = at(whole, k, share)
            assert y == pytest.approx(highest(first, line, float(x)), abs=1e-8)
    for x in np.linspace(whole.x0[0] - 1, whole.x1[-1], 23):
        height, _, _ = whole.height(np.array([x]))
        if np.abs(np.concatenate([whole.x0, whole.x1]) - x).min() > 1e-6:
            assert height[0] == pytest.approx(highest(first, line, float(x)), abs=1e-8)

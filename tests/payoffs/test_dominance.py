"""Maxima of point sets against a comparison of all pairs."""

import numpy as np
import pytest

from bargain.payoffs.dominance import SMALL, _covered, nondominated


def beaten_by_none(points: np.ndarray) -> set[tuple[int, ...]]:
    distinct = np.unique(points, axis=0)
    return {tuple(p.tolist()) for p in distinct if not ((distinct >= p).all(axis=1) & (distinct > p).any(axis=1)).any()}


@pytest.mark.parametrize("parties", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("levels", [2, 6, 10_000])
@pytest.mark.parametrize("count", [1, 7, 90, 1_200])
def test_maxima(parties: int, levels: int, count: int) -> None:
    for seed in range(3):
        points = np.random.default_rng(seed).integers(0, levels, size=(count, parties))
        kept = nondominated(points)
        assert {tuple(p.tolist()) for p in points[kept]} == beaten_by_none(points)
        assert len({tuple(p.tolist()) for p in points[kept]}) == len(kept)
        assert (np.diff(points[kept, 0]) >= 0).all()


def test_points_on_a_plane_are_all_kept() -> None:
    """Worst case: no point of x + y + z + w = constant beats another."""
    rng = np.random.default_rng(0)
    first = rng.integers(0, 500, size=(800, 3))
    points = np.unique(np.column_stack([first, 2000 - first.sum(axis=1)]), axis=0)
    assert len(nondominated(points)) == len(points)


@pytest.mark.parametrize("parties", [3, 4, 5])
@pytest.mark.parametrize("levels", [4, 30, 10_000])
@pytest.mark.parametrize("shift", [-0.5, -0.1, 0.1])
def test_covered_by_another_set(parties: int, levels: int, shift: float) -> None:
    """Sets so large that they are halved; `shift` moves one so that most, some or few of its points are covered."""
    rng = np.random.default_rng(parties)
    by = rng.integers(0, levels, size=(4 * SMALL, parties))
    points = rng.integers(0, levels, size=(3 * SMALL, parties)) + round(shift * levels)
    assert len(points) * len(by) > SMALL * SMALL * 4
    plain = np.array([(by >= point).all(axis=1).any() for point in points])
    assert (_covered(points, by) == plain).all()
    assert plain.any()

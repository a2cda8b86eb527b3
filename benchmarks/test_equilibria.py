"""Payoff matrices: all extreme equilibria, and threats."""

import numpy as np
import pytest

import bargain as bg


def continuous(size):
    """Two random payoff matrices without ties."""
    return np.random.default_rng(size).random((2, size, size))


def whole(size):
    """Two random payoff matrices of small whole numbers: degenerate."""
    return np.random.default_rng(size).integers(0, 3, (2, size, size))


@pytest.mark.parametrize("kind", [continuous, whole], ids=["continuous", "small whole numbers"])
@pytest.mark.parametrize("size", [5, 8, 10, 12])
def test_equilibria(benchmark, kind, size):
    A, B = kind(size)
    found = benchmark(bg.equilibria, A, B)
    assert found.complete
    ties = "small whole numbers" if found.degenerate else "continuous"
    benchmark.extra_info.update(
        game=f"bimatrix, {size} × {size}, {ties}", task="all equilibria", answer=f"{len(found)} extreme equilibria"
    )


@pytest.mark.parametrize("solve", [bg.threat_game, bg.threat_game_ntu], ids=["side payments", "none"])
@pytest.mark.parametrize("size", [4, 30])
def test_threats(benchmark, solve, size):
    A, B = continuous(size)
    found = benchmark(solve, A, B)
    assert found.deviation < 1e-9
    side = "with" if solve is bg.threat_game else "without"
    benchmark.extra_info.update(
        game=f"threats, {size} × {size}, {side} side payments", task="threats", answer=found.method.split(",")[0]
    )

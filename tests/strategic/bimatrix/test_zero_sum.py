"""Values of zero-sum games: what both parties can secure meets, also where payoffs differ in size by orders."""

from itertools import product

import numpy as np
import pytest

from bargain.strategic.bimatrix import zero_sum as module
from bargain.strategic.bimatrix.zero_sum import zero_sum


def game(seed):
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 9, 2)) if seed % 25 else (40, 35)
    kinds = [
        lambda: rng.normal(size=shape),
        lambda: rng.integers(0, 3, shape).astype(float),
        lambda: rng.normal(size=shape) - 1000 * rng.integers(-2, 3, shape) / 3,
        lambda: rng.normal(size=shape) * 10.0 ** rng.integers(-6, 7, shape),
        lambda: 1e6 + rng.integers(0, 9, shape) / 3,
    ]
    return kinds[seed % len(kinds)]()


@pytest.mark.parametrize("seed", range(300))
def test_both_parties_secure_the_value(seed):
    C = game(seed)
    spread = np.ptp(C) or 1.0
    found = zero_sum(C)
    for strategy in (found.row, found.column):
        assert strategy.min() >= 0
        assert strategy.sum() == pytest.approx(1)
    secured, held = (found.row @ C).min(), (C @ found.column).max()
    assert held - secured <= 1e-12 * spread + 8 * np.spacing(np.abs(C).max())
    assert found.value == pytest.approx(secured, abs=1e-9 * spread)


@pytest.mark.parametrize("seed", range(0, 300, 7))
def test_walking_the_simplex_finds_the_same_value(seed):
    C = game(seed)
    S = (C - C.min()) / (np.ptp(C) or 1.0)
    row, column = module._by_pivoting(S)
    assert (S @ column).max() - (row @ S).min() <= 1e-12


def test_a_poor_answer_of_the_linear_programme_is_walked_to_the_end(monkeypatch):
    C = np.random.default_rng(4).normal(size=(5, 5))
    wanted = zero_sum(C)
    monkeypatch.setattr(module, "maximin", lambda S: np.full(len(S), 1 / len(S)))
    found = zero_sum(C)
    assert (found.low, found.high) == pytest.approx((wanted.value, wanted.value), abs=1e-12)
    assert found.row == pytest.approx(wanted.row, abs=1e-9)


def test_the_first_saddle_point_is_taken():
    found = zero_sum(np.array([[-4.0, 0, -1], [2, 1, 1], [5, -1, 0]]))
    assert (found.row.tolist(), found.column.tolist(), found.value) == ([0, 1, 0], [0, 1, 0], 1)


def test_of_several_saddle_points_the_first_row_by_row_is_taken():
    several = 0
    for values in product(range(3), repeat=6):
        C = np.array(values, dtype=float).reshape(2, 3)
        saddles = [(i, j) for i in range(2) for j in range(3) if C[:, j].max() == C[i, j] == C[i].min()]
        if saddles:
            found = zero_sum(C)
            assert (int(found.row.argmax()), int(found.column.argmax())) == saddles[0], C
            assert found.row.max() == found.column.max() == 1.0
            assert found.value == C[saddles[0]]
        several += len(saddles) > 1
    assert several > 100

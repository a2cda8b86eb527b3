"""Equilibria that are known, larger games, and vertices when qhull leaves the work to others."""

import numpy as np
import pytest

import bargain as bg
from bargain.strategic.bimatrix import polytopes
from bargain.strategic.bimatrix.nashpy_door import corners, halfspaces


@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (4, 1), (3, 2), (4, 4)])
def test_constant_games_every_pair_of_strategies(shape):
    found = bg.equilibria(np.full(shape, 7.0), np.full(shape, -2e9))
    assert len(found) == shape[0] * shape[1]
    assert found.degenerate == (max(shape) > 1)
    assert all(e.payoffs == (7.0, -2e9) and e.deviation == 0 for e in found)


def test_coordination_each_set_of_strategies():
    found = bg.equilibria(np.eye(9), np.eye(9))
    assert len(found) == 2**9 - 1
    assert (found.degenerate, found.complete) == (False, True)


def test_matching_pennies_and_rock_paper_scissors():
    pennies = np.array([[1, -1], [-1, 1]])
    (one,) = bg.equilibria(pennies, -pennies)
    assert (one.row, one.column, one.payoffs) == ((0.5, 0.5), (0.5, 0.5), (0, 0))
    signs = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    (one,) = bg.equilibria(signs, -signs)
    assert one.row == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_payoffs_of_very_different_size():
    found = bg.equilibria([[1e9, 0], [0, 1]], [[1, 0], [0, 1e9]])
    assert len(found) == 3
    assert found.equilibria[1].column == pytest.approx((1 / (1e9 + 1), 1e9 / (1e9 + 1)), rel=1e-9)


def test_rounding_is_no_difference():
    third = 0.1 + 0.2
    found = bg.equilibria([[third], [0.3]], [[1], [1]])
    assert len(found) == 2
    assert found.degenerate


@pytest.mark.parametrize("shape", [(2, 60), (60, 2), (1, 200), (20, 3)])
def test_many_strategies_against_few(shape):
    A, B = np.random.default_rng(1).random((2, *shape))
    found = bg.equilibria(A, B)
    assert found.complete
    assert len(found) % 2 == 1  # Wilson (1971): of a game without ties the number is odd
    assert max(e.deviation for e in found) < 1e-12


@pytest.mark.parametrize("seed", range(6))
def test_of_larger_games_without_ties_the_number_is_odd(seed):
    A, B = np.random.default_rng(seed).normal(size=(2, 9, 8))
    found = bg.equilibria(A, B)
    assert (found.complete, found.degenerate, len(found) % 2) == (True, False, 1)


@pytest.mark.parametrize("seed", range(20))
def test_without_qhull_the_same_equilibria(seed, monkeypatch):
    A, B = np.random.default_rng(seed).integers(0, 3, (2, 4, 4))
    usual = bg.equilibria(A, B)
    monkeypatch.setattr(polytopes, "corners", lambda rows: np.zeros((0, rows.shape[1] - 1)))
    other = bg.equilibria(A, B)
    assert other.degenerate == usual.degenerate
    assert [(*e.row, *e.column) for e in other] == [pytest.approx((*e.row, *e.column)) for e in usual]


def test_a_list_that_is_not_proven_complete_says_so(monkeypatch):
    A, B = np.random.default_rng(0).random((2, 5, 5))
    usual = bg.equilibria(A, B)
    monkeypatch.setattr(polytopes, "corners", lambda rows: corners(rows)[::2])
    monkeypatch.setattr(polytopes, "MOST_SYSTEMS", 0)
    found = bg.equilibria(A, B)
    assert not found.complete
    assert "not proven complete" in repr(found)
    assert {e.row for e in found} <= {e.row for e in usual}


def test_too_many_vertices_are_refused():
    with pytest.raises(bg.TooLargeError, match="has too many vertices to list all equilibria; leave out dominated"):
        bg.equilibria(np.eye(40), np.eye(40))


def test_qhull_that_gives_up_is_an_empty_list():
    flat = halfspaces(np.ones((2, 2)))
    flat[:, -1] = 1.0  # nothing satisfies it
    assert corners(flat).shape == (0, 2)

"""Hulls of sums whose edges are shorter than rounding."""

import numpy as np
import pytest

from bargain.payoffs.hull import merged

FLAT = np.array([[0.0, 1e-15], [5.0, 0.0]])
"""An edge that falls by less than rounding beside 100: in the sum it is level."""


@pytest.mark.parametrize("turned", [False, True])
def test_an_edge_that_rounding_makes_level_keeps_its_better_end(turned):
    tables = [np.array([[0.0, 100.0], [100.0, 0.0]]), FLAT]
    if turned:
        tables = [table[:, ::-1] for table in tables]
    corners, rows = merged(tables)
    assert sorted(map(tuple, corners.tolist())) == sorted(
        [(100.0, 5.0), (0.0, 105.0)] if turned else [(5.0, 100.0), (105.0, 0.0)]
    )
    assert (tables[0][rows[:, 0]] + tables[1][rows[:, 1]] == corners).all()


def test_a_table_of_one_row_moves_the_hull():
    corners, _ = merged([np.array([[0.0, 4.0], [4.0, 0.0]]), np.array([[1.0, 1.0]])])
    assert corners.tolist() == [[1.0, 5.0], [5.0, 1.0]]

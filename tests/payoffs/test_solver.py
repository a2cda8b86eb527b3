"""The door to linear programmes: answers do not hang on units, on rows of zeros, or on rounding."""

import numpy as np
import pytest

from bargain.payoffs.solver import maximise_linear


@pytest.mark.parametrize("floor", [0.0, -1.4e-14, -1e-10, -1e-3])
@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_a_party_that_can_gain_nothing_does_not_hide_the_answer(floor, unit):
    """The largest t with gains ≥ t + floor, where every agreement gives the first party 0: t = −floor."""
    gains = np.array([[0, 0, 0, -1 / unit], [20, 28, -15, -1 / unit], [-1, 23, 38, -1 / unit]]) * unit
    floors = np.array([floor, 15.0, 9.0]) * unit
    answer = maximise_linear(np.array([0, 0, 0, 1.0]), gains, floors, np.array([1.0, 1, 1, 0]), 1.0)
    assert answer.x is not None
    assert answer.value == pytest.approx(-floor * unit, abs=1e-9 * unit)


def test_a_floor_that_no_lottery_reaches():
    answer = maximise_linear(np.ones(2), np.array([[1.0, 2.0]]), np.array([3.0]), np.ones(2), 1.0)
    assert answer.x is None

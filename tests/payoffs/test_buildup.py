"""Which of the exact maxima are one, or beaten, once payoffs closer than a tolerance count as equal."""

import numpy as np
import pytest

from bargain.payoffs.buildup import distinct_by_tolerance

SLACK = np.array([2, 2])


@pytest.mark.parametrize(
    ("sums", "kept"),
    [
        ([[0, 10], [5, 8]], [1]),  # two steps are no loss, five are a gain: the first is beaten
        ([[0, 10], [5, 7]], [0, 1]),  # three steps are a loss
        ([[0, 10], [2, 8]], [0]),  # equal: the first stands for both
        ([[0, 10], [3, 8]], [1]),
        ([[0, 10], [2, 7]], [0]),  # equal in the first, less in the second: now the second is beaten
        ([[0, 10], [1, 9], [7, 3]], [0, 2]),
        ([[4, 4]], [0]),
    ],
)
def test_two_steps_are_nothing(sums, kept):
    assert distinct_by_tolerance(np.array(sums), SLACK).tolist() == kept
    turned = np.array(sums)[:, ::-1]
    assert distinct_by_tolerance(turned, SLACK).tolist() == kept


def test_without_a_tolerance_all_maxima_stay():
    sums = np.array([[0, 10, 3], [1, 9, 4], [2, 8, 5]])
    assert distinct_by_tolerance(sums, np.zeros(3, dtype=np.int64)).tolist() == [0, 1, 2]

"""The measures themselves, each against its formula written out, and the order in which they put rows."""

import numpy as np
import pytest

from bargain.payoffs.criteria import Leximin, NashProduct, WeightedSum, fairest

STEP = 1e-6


def sign_of_change(criterion, gains, rise):
    """Whether the measure is larger a step along `rise`."""
    return np.sign(criterion.measure(gains + STEP * rise) - criterion.measure(gains))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "criterion",
    [
        NashProduct(np.array([0.5, 0.3, 0.2])),
        Leximin(np.array([1.0, 2.0, 4.0])),
        WeightedSum(np.array([0.5, 0.3, 0.2])),
    ],
    ids=["product", "leximin", "sum"],
)
def test_it_pulls_to_where_the_measure_is_larger(criterion, seed):
    rng = np.random.default_rng(seed)
    gains, rise = rng.random((4, 3)) * 50 + 1, rng.standard_normal((4, 3)) * 10
    found = criterion.pull(gains, rise)
    assert found.shape == (4,)
    for row, along, pulled in zip(gains, rise, found, strict=True):
        assert np.sign(pulled) == sign_of_change(criterion, row, along)


def test_the_measures_are_their_formulas():
    gains = np.array([4.0, 9.0])
    assert NashProduct(np.array([0.5, 0.5])).measure(gains) == pytest.approx(6.0)
    assert NashProduct(np.array([0.75, 0.25])).measure(gains) == pytest.approx(4**0.75 * 9**0.25)
    assert NashProduct(np.array([0.5, 0.5])).measure(np.array([0.0, 9.0])) == pytest.approx(3.0)  # of those who gain
    assert Leximin(np.array([1.0, 3.0])).measure(gains) == pytest.approx(2 * min(4 / 1, 9 / 3))  # the mean scale is 2
    assert Leximin(np.array([0.0, 3.0])).measure(gains) == pytest.approx(9.0)
    assert Leximin(np.zeros(2)).measure(gains) == 0.0
    assert WeightedSum(np.array([0.25, 0.75])).measure(gains) == pytest.approx(7.75)


def test_prices_are_what_a_point_adds():
    gains = np.array([4.0, 9.0])
    assert NashProduct(np.array([0.5, 0.5])).prices(gains).tolist() == [0.125, 0.5 / 9]
    assert NashProduct(np.array([0.5, 0.5])).prices(np.array([0.0, 9.0])) is None
    assert WeightedSum(np.array([0.25, 0.75])).prices(gains).tolist() == [0.25, 0.75]
    assert Leximin(np.ones(2)).prices(gains) is None


def test_leximin_looks_on_where_the_smallest_are_equal():
    gains = np.array([[2, 5, 9], [2, 6, 1], [2, 9, 5], [1, 99, 99], [2, 5, 8.5]])
    assert Leximin(np.ones(3)).best(gains).tolist() == [0, 2]
    assert Leximin(np.array([1.0, 1.0, 0.0])).best(gains).tolist() == [2]
    assert Leximin(np.array([2.0, 10.0, 1.0])).best(gains).tolist() == [2]  # ratios 1, 0.9, 5 against 1, 0.5, 9
    assert Leximin(np.zeros(3)).best(gains).tolist() == [0, 1, 2, 3, 4]


def test_a_product_counts_first_who_gains():
    gains = np.array([[100, 100, 0], [1, 1, 1], [1, 2, 0.5], [0, 0, 500]])
    assert NashProduct(np.full(3, 1 / 3)).best(gains).tolist() == [1, 2]
    assert NashProduct(np.array([0.2, 0.6, 0.2])).best(gains).tolist() == [2]
    assert NashProduct(np.full(3, 1 / 3)).best(gains[[0, 3]]).tolist() == [0]


def test_a_sum_keeps_all_that_are_equal():
    gains = np.array([[1, 5], [3, 3], [5, 1], [5, 0.9]])
    assert WeightedSum(np.array([0.5, 0.5])).best(gains).tolist() == [0, 1, 2]
    assert fairest(gains, np.array([0, 2, 3])).tolist() == [0, 2]
    assert fairest(gains, np.array([0, 1, 2])).tolist() == [1]
    assert fairest(gains, np.array([3, 2])).tolist() == [2]


def test_pulls_of_nobody():
    assert Leximin(np.zeros(2)).pull(np.ones((3, 2)), np.ones((3, 2))).tolist() == [0.0, 0.0, 0.0]
    assert Leximin(np.array([0.0, 1.0])).pull(np.array([[1.0, 9.0]]), np.array([[5.0, -2.0]])).tolist() == [-2.0]

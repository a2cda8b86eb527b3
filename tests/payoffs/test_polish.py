"""Newton's method on differences, from close to a peak to the peak."""

import numpy as np
import pytest

from bargain.payoffs.polish import _newton


@pytest.mark.parametrize("seed", range(20))
def test_the_peak_of_a_sum_of_logarithms(seed):
    """Σ log of linear gains whose gradient is 0 at `peak` by construction; the mixed derivatives are not 0."""
    rng = np.random.default_rng(seed)
    peak = rng.uniform(0.2, 0.8, 2)
    turn = rng.uniform(0, np.pi)
    ways = np.array([[np.cos(turn + k * 2 * np.pi / 3), np.sin(turn + k * 2 * np.pi / 3)] for k in range(3)])

    def value(t):
        gains = 2 + ways @ (t - peak)
        return float(np.log(gains).sum()) if (gains > 0).all() else -np.inf

    found = _newton(value, peak + rng.uniform(-1e-3, 1e-3, 2))
    assert found == pytest.approx(peak, abs=1e-8)


def test_numbers_at_an_end_stay_there():
    found = _newton(lambda t: float(np.log(1 + t[0]) - (t[1] - 0.4) ** 2 - t[0] * t[1]), np.array([0.0, 0.401]))
    assert found == pytest.approx([0.0, 0.4], abs=1e-8)


def test_a_step_out_of_the_box_is_not_taken():
    """The peak of this curve lies at 1.5."""
    start = np.array([0.9])
    assert _newton(lambda t: -float((t[0] - 1.5) ** 2), start) == start

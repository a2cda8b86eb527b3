"""Lotteries of many parties at the edge of what can be reached."""

import numpy as np
import pytest

from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.tolerances import EQUAL


@pytest.mark.parametrize("points", [1, 100])
@pytest.mark.parametrize("beyond", [0.0, 2e-10, 5e-10, 9e-10])
def test_a_floor_that_is_reachable_to_rounding_is_reached(beyond, points):
    """A pie for three: floors that add up to a whole pie leave one lottery, and a rounding more leaves the same."""
    region = rational_region(BargainingProblem.from_payoffs(points * np.eye(3), [0, 0, 0], lotteries=True))
    whole = points * np.array([0.5, 0.3, 0.2])
    found = region.reach(whole + beyond)
    assert found.payoffs == pytest.approx(whole, abs=4 * EQUAL)
    assert sum(p for p, _ in found.lottery) == pytest.approx(1)
    assert region.best_payoffs(whole + beyond) == pytest.approx(whole, abs=4 * EQUAL)

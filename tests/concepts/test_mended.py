"""Answers that were once wrong, each with the problem that showed it."""

import numpy as np
import pytest

import bargain as bg
from tests.concepts.games import values


def test_utilitarian_ties_of_three_do_not_depend_on_the_order_of_rows():
    rows = np.array([[0, 2, 1], [0, 1, 2], [0, 0, 0]])
    found = [
        values(bg.solve(bg.BargainingProblem.from_payoffs(rows[list(order)], [0, 0, 0], lotteries=True), "utilitarian"))
        for order in ((0, 1, 2), (1, 0, 2))
    ]
    assert found[0] == pytest.approx(found[1], abs=1e-6)


def test_raiffa_settlements_stay_in_reach():
    problem = bg.BargainingProblem.from_payoffs([[51, 91, 40], [93, 8, 21], [90, 89, 94]], [7, 21, 20], lotteries=True)
    assert values(bg.solve(problem, "raiffa")) == pytest.approx([90, 89, 94], abs=1e-6)


def test_raiffa_of_three_at_payoffs_of_millions():
    rows, d = np.array([[3, 10, 0], [0, 10, 10], [3, 1, 3], [0, 9, 7], [6, 2, 5]]), np.array([0, 2, 1])
    small = bg.BargainingProblem.from_payoffs(rows, d, lotteries=True)
    large = bg.BargainingProblem.from_payoffs(rows * 1e6, d * 1e6, lotteries=True)
    found = np.array(values(bg.solve(large, "raiffa"))) / 1e6
    assert found == pytest.approx(values(bg.solve(small, "raiffa")), abs=1e-6)

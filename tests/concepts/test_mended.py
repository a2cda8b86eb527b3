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


@pytest.mark.parametrize("weight", [1e15, 1e-20, 5e-324])
@pytest.mark.parametrize("most", [0, 1e-310, 100])
def test_weights_and_worths_of_any_size_leave_the_frontier_as_it_is(weight, most):
    game = bg.BargainingGame("road", parties=["Ann", "Bob"])
    for name in ("road", "toll"):
        game = game.with_issue(
            name, outcomes=["a", "b", "c"], weight={"Ann": weight, "Bob": 1},
            worth={"Ann": [0, most / 2, most], "Bob": [100, 60, 0]},
        )  # fmt: skip
    payoffs = bg.pareto_frontier(game).payoffs.tolist()
    assert payoffs[0] == pytest.approx([0, 100])
    assert len(payoffs) == (5 if most == 100 else 1)
    for lotteries in (False, True):
        assert bg.nash(game, lotteries=lotteries).payoffs["Bob"] == pytest.approx(60 if most == 100 else 100)


@pytest.mark.parametrize("less", [1e-10, 1e-13, 1e-310])
@pytest.mark.parametrize("concept", ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "perles_maschler"])
def test_a_lottery_along_a_nearly_flat_edge_leaves_nobody_below_its_disagreement(less, concept):
    """(0, 1) and (10, 1 − less) leave the first party 40 below its disagreement, whatever the lottery."""
    for rows, d in (([[0, 1], [10, 1 - less]], [50, 0]), ([[0, 9], [less, 0]], [0, 50])):
        found = bg.solve(bg.BargainingProblem.from_payoffs(rows, d, lotteries=True), concept)
        assert (found.deal, values(found)) == (False, d)

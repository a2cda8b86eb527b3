"""Smooth curves drawn by straight pieces."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.problem import problem_of
from bargain.payoffs.rational import drawn

GAME = (
    bg.BargainingGame("lake", parties=["Ann", bg.Party("Bob", risk_aversion=-1.0)])
    .with_issue("water", range=(0, 100), weight={"Ann": 1, "Bob": 1},
                worth={"Ann": {"curve": "power", "exponent": 0.5},
                       "Bob": {"curve": "power", "exponent": 2.0, "rising": False}})
    .with_issue("fish", range=(0, 10), weight={"Ann": 1, "Bob": 1},
                worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}})
)  # fmt: skip


@pytest.mark.parametrize("knots", [65, 2049])
def test_a_drawn_curve_has_the_knots_asked_for_and_is_straight_between(knots):
    problem = problem_of(GAME)
    water, fish = drawn(problem, knots).curves
    assert fish is problem.curves[1]
    assert not water.smooth
    assert len(water.knots) == knots
    assert water.points == pytest.approx(problem.curves[0].at(water.knots), abs=1e-12)
    middles = (water.knots[1:] + water.knots[:-1]) / 2
    assert water.at(middles) == pytest.approx((water.points[1:] + water.points[:-1]) / 2, abs=1e-12)


def test_a_party_that_loves_risk_and_a_smooth_curve():
    """The best product over a fine grid of both numbers is not missed."""
    found = bg.solve(GAME, "nash")
    grid = [(w, f) for w in np.linspace(0, 100, 401) for f in np.linspace(0, 10, 101)]
    ann = np.array([50 * (w / 100) ** 0.5 + 5 * f for w, f in grid])
    bob = np.array([50 * (1 - w / 100) ** 2 + 5 * (10 - f) for w, f in grid])
    best = (ann * 100 * np.expm1(bob / 100) / np.expm1(1.0)).max()
    assert found.payoffs["Ann"] * found.payoffs["Bob"] >= best - 1e-6
    assert found.payoffs["Ann"] * found.payoffs["Bob"] == pytest.approx(best, rel=1e-3)

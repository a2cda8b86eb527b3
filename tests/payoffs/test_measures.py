"""Which way a measure bends in a party's points, and where its first tangents lie."""

import numpy as np
import pytest

from bargain.payoffs.measures import FIRST_TANGENTS, Measures
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme import Programme


def measures(risk_aversion, disagreement):
    problem = BargainingProblem.from_payoffs([[0.0], [100.0]], [disagreement])
    problem = BargainingProblem(
        problem.parties, problem.issues, problem.factors, problem.disagreement, problem.power,
        np.array([risk_aversion]),
    )  # fmt: skip
    return Measures(problem, Programme(problem))


@pytest.mark.parametrize("risk_aversion", [-6.0, -2.5, -0.7, -0.1, 0.0, 0.1, 0.7, 2.5, 6.0])
@pytest.mark.parametrize("disagreement", [-2000.0, -120.0, -60.0, -9.0, -1.0, 0.0, 30.0])
@pytest.mark.parametrize("name", ["gains", "logarithms"])
def test_a_measure_bends_the_way_it_is_said_to(name, disagreement, risk_aversion):
    """Second differences, where the party gains: none below zero where it bends up, else none above."""
    own = measures(risk_aversion, disagreement)
    measure = getattr(own, name)
    floor = own.problem.floor[0]
    points = np.linspace(max(floor, 0.0) + 1.0, 100.0, 60)[:, None]
    heights = measure(points)[0][:, 0]
    bends = np.diff(heights, 2) / np.abs(np.diff(heights)).max()
    assert (bends >= -1e-9).all() if own._bends_up(0, measure) else (bends <= 1e-9).all()


@pytest.mark.parametrize("risk_aversion", [-2.5, 0.0, 2.5])
@pytest.mark.parametrize("disagreement", [-50.0, 0.0, 30.0])
def test_first_tangents_lie_at_shares_of_the_largest_gain(risk_aversion, disagreement):
    """Where any points pay so little: a party that loves risk has more than −100/(exp|a| − 1), whatever its points."""
    own = measures(risk_aversion, disagreement)
    (where,) = own.first_tangents().where
    gains = own.gains(np.array(where)[:, None])[0][:, 0]
    wanted = np.array(FIRST_TANGENTS) * (100 - disagreement)
    if risk_aversion < 0:
        wanted = wanted[disagreement + wanted > -100 / np.expm1(-risk_aversion)]
    assert len(wanted) > 3
    assert gains == pytest.approx(wanted)

"""Payoffs against the formula worked by hand and in high precision."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.party import Party
from bargain.game.utility import attitude, attitude_inverse, attitude_slope
from tests.game.example import TOLL


def exact(a, v):
    """100·(1 − e^(−a·v/100)) / (1 − e^(−a)) with 60 digits."""
    with mpmath.workdps(60):
        a, v = mpmath.mpf(a), mpmath.mpf(v)
        return v if a == 0 else 100 * mpmath.expm1(-a * v / 100) / mpmath.expm1(-a)


def exact_slope(a, v):
    """Its derivative by v: a·e^(−a·v/100) / (1 − e^(−a))."""
    with mpmath.workdps(60):
        a, v = mpmath.mpf(a), mpmath.mpf(v)
        return mpmath.mpf(1) if a == 0 else -a * mpmath.exp(-a * v / 100) / mpmath.expm1(-a)


@pytest.mark.parametrize(
    "a", [0.0, 1e-320, 1e-17, -1e-16, 1e-12, -1e-9, 1e-5, 0.3, -0.7, 1.0, 2.5, -4.0, 8.0, 50.0, -20.0]
)
@pytest.mark.parametrize("v", [-150.0, -30.0, -1e-7, 0.0, 1e-9, 25.0, 50.0, 99.9, 100.0, 130.0, 200.0])
def test_attitude_is_the_formula(a, v):
    wanted = exact(a, v)
    assert abs(mpmath.mpf(float(attitude(a, v))) - wanted) <= 1e-9 * max(1, abs(wanted))


@given(a=st.floats(-5, 5), v=st.floats(-200, 300))
def test_attitude_everywhere(a, v):
    wanted = exact(a, v)
    assert abs(mpmath.mpf(float(attitude(a, v))) - wanted) <= 1e-9 * max(1, abs(wanted))


@given(a=st.floats(-5, 5), v=st.floats(-100, 200))
def test_slope_and_inverse_belong_to_it(a, v):
    slope = float(exact_slope(a, v))
    assert float(attitude_slope(a, v)) == pytest.approx(slope, rel=1e-9)
    assert float(attitude_inverse(a, attitude(a, v))) == pytest.approx(v, abs=1e-6)


def test_the_inverse_says_where_no_points_reach():
    top = 100 / (1 - math.exp(-2.0))
    assert float(attitude_inverse(2.0, top + 1)) == math.inf
    assert float(attitude_inverse(-2.0, -100 / (math.exp(2.0) - 1) - 1)) == -math.inf


def test_attitude_keeps_the_ends_and_the_order():
    for a in (-3.0, 0.0, 3.0):
        assert float(attitude(a, 0.0)) == 0.0
        assert float(attitude(a, 100.0)) == pytest.approx(100.0, abs=1e-12)
        assert (np.diff(attitude(a, np.linspace(-50, 150, 201))) > 0).all()


@pytest.mark.parametrize(("road", "trees", "toll", "ann", "bob"), [
    # Ann: weights 3, 1, 1 of 5; Bob: weights 1, 2 of 3, trees are nothing to him. Bob's curve is 100·((10−x)/10)².
    ("north", "kept", 5, 0.6 * 100 + 0.2 * 100 + 0.2 * 80 + 5, 0 / 3 + 2 / 3 * 25 - 25),
    ("north", "felled", 0, 0.6 * 100 + 0 + 0, 0 + 2 / 3 * 100 - 25),
    ("south", "kept", 10, 0.6 * 40 + 0.2 * 100 + 0.2 * 100, 50 / 3 + 0 - 3),
    ("south", "felled", 2.5, 0.6 * 40 + 0 + 0.2 * 40, 50 / 3 + 2 / 3 * 56.25 - 3),
    ("none", "kept", 7.5, 0 + 0.2 * 100 + 0.2 * 90 - 12, 100 / 3 + 2 / 3 * 6.25 - 3),
])  # fmt: skip
def test_payoffs_by_hand(road, trees, toll, ann, bob):
    payoffs = TOLL.payoffs({"road": road, "trees": trees, "toll": toll})
    assert payoffs == pytest.approx({"Ann": ann, "Bob": bob}, abs=1e-9)
    assert list(payoffs) == ["Ann", "Bob"]


def test_payoffs_with_risk_attitude_below_0_and_above_100():
    game = (
        BargainingGame("x", parties=[Party("Ann", risk_aversion=1.5), Party("Bob", risk_aversion=-0.5)])
        .with_issue("i", outcomes=["a", "b"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
        .with_linkage("Ann", {"i": "a"}, 40)
        .with_linkage("Bob", {"i": "a"}, -60)
    )
    payoffs = game.payoffs({"i": "a"})
    assert payoffs["Ann"] == pytest.approx(100 * (1 - math.exp(-1.5 * 1.4)) / (1 - math.exp(-1.5)), abs=1e-9)
    assert payoffs["Bob"] == pytest.approx(100 * (1 - math.exp(0.5 * -0.6)) / (1 - math.exp(0.5)), abs=1e-9)
    assert payoffs["Ann"] > 100
    assert payoffs["Bob"] < 0


@pytest.mark.parametrize(("agreement", "message"), [
    ({"road": "north", "trees": "kept"}, "agreement: leaves out 'toll'; settle every issue"),
    ({"road": "north", "trees": "kept", "tol": 3}, "agreement: no issue 'tol'; did you mean 'toll'?"),
    ({"road": "nroth", "trees": "kept", "toll": 3}, "agreement.road: no outcome 'nroth'; did you mean 'north'?"),
    ({"road": ["north"], "trees": "kept", "toll": 3}, "agreement.road: no outcome ['north']; did you mean 'north'?"),
    ({"road": "north", "trees": "kept", "toll": 11},
     "agreement.toll: 11 is out of range; it must lie between 0 and 10"),
    ({"road": "north", "trees": "kept", "toll": "3"},
     "agreement.toll: '3' is not a number; write a number between 0 and 10"),
])  # fmt: skip
def test_agreements_that_settle_nothing(agreement, message):
    with pytest.raises(GameError) as caught:
        TOLL.payoffs(agreement)
    assert str(caught.value) == message


def test_one_party_and_one_issue():
    game = BargainingGame("x", parties=["Ann"]).with_issue(
        "i", outcomes=["only"], weight={"Ann": 0.001}, worth={"Ann": [37]}
    )
    assert game.payoffs({"i": "only"}) == {"Ann": 37.0}
    assert game.disagreement == {"Ann": 0.0}


def test_a_party_that_is_indifferent_to_everything_gets_nothing_but_linkages():
    game = BargainingGame("x", parties=["Ann", "Bob"]).with_issue(
        "i", outcomes=["a", "b"], weight={"Ann": 1}, worth={"Ann": [100, 0]}, indifferent=["Bob"]
    )
    assert game.payoffs({"i": "a"}) == {"Ann": 100.0, "Bob": 0.0}
    assert game.with_linkage("Bob", {"i": "a"}, 7).payoffs({"i": "a"}) == {"Ann": 100.0, "Bob": 7.0}


@given(exponent=st.floats(0.05, 20), x=st.floats(-3, 7), rising=st.booleans())
def test_power_curves(exponent, x, rising):
    curve = {"curve": "power", "exponent": exponent, "rising": rising}
    game = BargainingGame("x", parties=["Ann"]).with_issue("i", range=(-3, 7), weight={"Ann": 1}, worth={"Ann": curve})
    share = (x + 3) / 10 if rising else (7 - x) / 10
    assert game.payoffs({"i": x})["Ann"] == pytest.approx(100 * share**exponent, abs=1e-9)

"""A lottery over two numbers of one range becomes one agreement where nobody loses by it, and only there."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.joining import joined
from bargain.payoffs.problem import BargainingProblem


def problem(exponent):
    worth = {"curve": "power", "exponent": exponent}
    game = (
        bg.BargainingGame("water", parties=["Ann", "Bob"])
        .with_issue("share", range=(0, 100), unit="%", weight={"Ann": 1, "Bob": 1},
                    worth={"Ann": {**worth, "rising": True}, "Bob": {**worth, "rising": False}})
        .with_issue("dam", outcomes=["no", "yes"], weight={"Ann": 1, "Bob": 1},
                    worth={"Ann": [0, 100], "Bob": [100, 0]})
    )  # fmt: skip
    return BargainingProblem.from_game(game, lotteries=True)


def expected(posed, lottery):
    return sum(p * posed.payoffs_of(agreement) for p, agreement in lottery)


def test_two_numbers_become_their_mean():
    posed = problem(0.5)
    lottery = [
        (0.5, {"share": 36.0, "dam": "no"}),
        (0.3, {"share": 64.0, "dam": "no"}),
        (0.2, {"share": 9.0, "dam": "yes"}),
    ]
    before = expected(posed, lottery)
    found, payoffs = joined(posed, lottery, before)
    assert [(p, dict(a)) for p, a in found] == [
        (0.8, {"share": pytest.approx(46.5), "dam": "no"}), (0.2, {"share": 9.0, "dam": "yes"}),
    ]  # fmt: skip
    assert (payoffs > before).all()
    assert payoffs == pytest.approx(expected(posed, found), abs=1e-12)


def test_parties_that_would_lose_by_it_keep_the_draw():
    posed = problem(2.0)
    lottery = [(0.5, {"share": 0.0, "dam": "no"}), (0.5, {"share": 100.0, "dam": "no"})]
    found, payoffs = joined(posed, lottery, expected(posed, lottery))
    assert len(found) == 2
    assert payoffs == pytest.approx(expected(posed, lottery), abs=1e-12)


def test_what_never_happens_is_left_out():
    posed = problem(0.5)
    lottery = [(1 - 1e-12, {"share": 36.0, "dam": "no"}), (1e-12, {"share": 9.0, "dam": "yes"})]
    found, _ = joined(posed, lottery, np.array(expected(posed, lottery)))
    assert [(p, dict(a)) for p, a in found] == [(1.0, {"share": 36.0, "dam": "no"})]

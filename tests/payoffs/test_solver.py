"""The door to linear programmes: answers do not hang on units, on rows of zeros, or on rounding."""

from types import SimpleNamespace

import numpy as np
import pytest
import scipy.optimize

from bargain.errors import SolverError
from bargain.payoffs.solver import maximise_integer, maximise_linear


@pytest.mark.parametrize("floor", [0.0, -1.4e-14, -1e-10, -1e-3])
@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e6])
def test_a_party_that_can_gain_nothing_does_not_hide_the_answer(floor, unit):
    """The largest t with gains ≥ t + floor, where every agreement gives the first party 0: t = −floor."""
    gains = np.array([[0, 0, 0, -1 / unit], [20, 28, -15, -1 / unit], [-1, 23, 38, -1 / unit]]) * unit
    floors = np.array([floor, 15.0, 9.0]) * unit
    answer = maximise_linear(np.array([0, 0, 0, 1.0]), gains, floors, np.array([1.0, 1, 1, 0]), 1.0)
    assert answer.x is not None
    assert answer.value == pytest.approx(-floor * unit, abs=1e-9 * unit)


def test_a_floor_that_no_lottery_reaches():
    answer = maximise_linear(np.ones(2), np.array([[1.0, 2.0]]), np.array([3.0]), np.ones(2), 1.0)
    assert answer.x is None


def stubborn(monkeypatch, failing, **failure):
    """scipy's linear solver, whose first `failing` calls end with `failure`; the methods that it was asked for."""
    asked, solve = [], scipy.optimize.linprog

    def linprog(*given, method, options, **more):
        asked.append((method, options["primal_feasibility_tolerance"]))
        if len(asked) <= failing:
            return SimpleNamespace(**failure)
        return solve(*given, method=method, options=options, **more)

    monkeypatch.setattr(scipy.optimize, "linprog", linprog)
    return asked


def pie():
    return maximise_linear(np.array([3.0, 1.0]), np.array([[0.0, 1.0]]), np.array([0.25]), np.ones(2), 1.0)


NUMERICAL = {"status": 4, "message": "Numerical difficulties encountered", "x": None}


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_the_next_method_is_asked_until_one_answers(monkeypatch, failing):
    asked = stubborn(monkeypatch, failing, **NUMERICAL)
    answer = pie()
    assert answer.x == pytest.approx([0.75, 0.25])
    assert answer.value == pytest.approx(2.5)
    assert answer.prices == pytest.approx([2.0])
    assert answer.total_price == pytest.approx(3.0)
    assert asked == [("highs-ds", 1e-10), ("highs-ds", 1e-7), ("highs-ipm", 1e-9)][: failing + 1]


@pytest.mark.parametrize("x", [None, np.array([0.5, 0.5])], ids=["no point", "a point on the way"])
def test_no_method_answers(monkeypatch, x):
    asked = stubborn(monkeypatch, 3, status=1, message="Iteration limit reached", x=x)
    with pytest.raises(SolverError, match=r"ended without an answer: Iteration limit reached"):
        pie()
    assert len(asked) == 3


def test_infeasible_by_its_words_is_infeasible(monkeypatch):
    """HiGHS may end with status 4 and say that the model is infeasible to its tolerance."""
    asked = stubborn(monkeypatch, 3, status=4, message="HiGHS: primal INFEASIBLE to tolerance", x=None)
    assert pie().x is None
    assert len(asked) == 1


@pytest.mark.parametrize(("dual", "bound"), [(-7.5, 7.5), (None, 7.0), (-np.inf, 7.0)])
def test_a_whole_answer_is_bounded_by_what_is_proven(monkeypatch, dual, bound):
    """7 was found and no more than 7.5 is proven; without a proof the answer itself is all that is known."""

    def milp(costs, **more):
        proven = None if dual is None else -costs[0] * dual
        return SimpleNamespace(status=0, x=np.array([7.0]), fun=costs[0] * 7.0, message="", mip_dual_bound=proven)

    monkeypatch.setattr(scipy.optimize, "milp", milp)
    one = np.ones(1)
    answer = maximise_integer(one, one[None, :], one, 10 * one, integer=one, least=0 * one, most=10 * one)
    assert answer.value == 7.0
    assert answer.bound == bound

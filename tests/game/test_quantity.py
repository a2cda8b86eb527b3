"""Numbers with evidence, and what is no number."""

import fractions
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargain.errors import GameError
from bargain.game.quantity import Quantity, quantity, value_of


@pytest.mark.parametrize("given", [3, 3.0, np.float64(3), np.int32(3), np.array(3.0), np.float32(3)])
def test_numbers(given):
    found = quantity(given, "x")
    assert found == 3.0
    assert type(found) is float


@pytest.mark.parametrize(
    "given", [True, False, "3", None, [3], np.array([3.0]), np.bool_(True), 3j, fractions.Fraction(3)]
)
def test_what_is_no_number(given):
    with pytest.raises(GameError, match=r"^x: .* is not a number; write a number such as 30 or 0.5$"):
        quantity(given, "x")


@pytest.mark.parametrize("given", [math.nan, math.inf, -math.inf, np.float64("nan")])
def test_what_is_not_finite(given):
    with pytest.raises(GameError, match=r"^x: (nan|-?inf) is not a finite number; write a number such as 30 or 0.5$"):
        quantity(given, "x")


def test_what_is_too_large():
    assert quantity(1e15, "x") == 1e15
    for large, seen in {1.1e15: "1100000000000000.0", -(10**300): "a whole number of about 300 digits",
                        10**100_000: "a whole number of about 100000 digits"}.items():  # fmt: skip
        with pytest.raises(GameError) as caught:
            quantity(large, "x")
        assert str(caught.value) == f"x: {seen} is too large; write it in a larger unit, at most 1e+15"


@pytest.mark.parametrize(("evidence", "message"), [
    ({"value": 3, "low": 4}, "x.low: 4 is above value = 3; low ≤ value ≤ high must hold"),
    ({"value": 3, "high": 2}, "x.high: 2 is below value = 3; low ≤ value ≤ high must hold"),
    ({"value": 3, "low": math.nan}, "x.low: nan is not a finite number; write a number such as 30 or 0.5"),
    ({"value": 3, "basis": "guess"}, "x.basis: 'guess' is no basis; use 'reported' or 'assumed'"),
    ({"value": 3, "source": 3}, "x.source: 3 is not a text; put it in quotes"),
    ({"value": 3, "reason": ["a"]}, "x.reason: ['a'] is not a text; put it in quotes"),
    ({"value": "3"}, "x.value: '3' is not a number; write a number such as 30 or 0.5"),
    ({"low": 3}, "x: a number with evidence needs a value; write {value = …, low = …, high = …}"),
    ({"value": 3, "hihg": 4}, "x: unknown key 'hihg'; did you mean 'high'?"),
])  # fmt: skip
def test_evidence_that_does_not_fit(evidence, message):
    with pytest.raises(GameError) as caught:
        quantity(evidence, "x")
    assert str(caught.value) == message


@pytest.mark.parametrize(("given", "bounds", "message"), [
    (-1, {"low": 0}, "x: -1 is out of range; it must be at least 0"),
    (0, {"low": 0, "strict": True}, "x: 0 is out of range; it must be above 0"),
    (101, {"low": 0, "high": 100}, "x: 101 is out of range; it must lie between 0 and 100"),
    ({"value": 50, "high": 101}, {"low": 0, "high": 100}, "x: 101 is out of range; it must lie between 0 and 100"),
    ({"value": 50, "low": -1}, {"low": 0, "high": 100}, "x: -1 is out of range; it must lie between 0 and 100"),
])  # fmt: skip
def test_bounds_hold_for_the_whole_range(given, bounds, message):
    with pytest.raises(GameError) as caught:
        quantity(given, "x", **bounds)
    assert str(caught.value) == message


@given(value=st.floats(-1e6, 1e6), low=st.floats(0, 1e6), high=st.floats(0, 1e6), new=st.floats(-1e7, 1e7))
def test_a_new_value_widens_the_range_no_more_than_needed(value, low, high, new):
    old = Quantity(value, value - low, value + high, "assumed", "s", "r")
    moved = old.with_value(new)
    assert value_of(moved) == new
    assert (moved.low, moved.high) == (min(value - low, new), max(value + high, new))
    assert (moved.basis, moved.source, moved.reason) == ("assumed", "s", "r")

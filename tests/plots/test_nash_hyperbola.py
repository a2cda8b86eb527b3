"""The curve of constant Nash product, by the data on its axes."""

import numpy as np
import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, fork, marks, pie, road, texts, three
from tests.plots.looking import assert_readable


def curve_of(ax):
    (curve,) = [line for line in ax.lines if len(line.get_xdata()) > 100]
    return np.array(curve.get_data())


def test_the_product_of_gains_is_the_same_all_along(ax):
    solution = bg.nash(pie(fixed=(20, 30)))  # 100 to share, d = (20, 30): gains of 25 each
    assert bg.draw_nash_hyperbola(ax, solution) is ax
    x, y = curve_of(ax)
    assert (x - 20) * (y - 30) == pytest.approx(np.full(len(x), 625.0))
    assert x.min() < 45 < x.max()
    assert marks(ax, "x") == [(20, 30)]
    assert marks(ax, "o") == [(45, 55)]
    assert set(texts(ax)) == {"constant Nash product", "disagreement", "nash"}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("payoff of Ann, points", "payoff of Bob, points")
    assert_readable(ax.figure)


def test_powers_are_exponents():
    power = {"Ann": 3, "Bob": 1}
    solution = bg.nash(pie(), power=power)  # shares of the gains as the powers: 75 and 25
    ax = bg.draw_nash_hyperbola(new_axes(), solution, power=power)
    x, y = curve_of(ax)
    assert x**3 * y == pytest.approx(np.full(len(x), 75.0**3 * 25.0))
    assert (x + y >= 100 - 1e-9).all(), "the frontier x + y = 100 touches the curve, and no point of it lies beyond"
    half = bg.draw_nash_hyperbola(new_axes(), solution, power={"Ann": 3})
    assert np.array_equal(curve_of(half), curve_of(ax)), "a power that is left out is 1"


def test_on_a_payoff_space_it_keeps_to_the_limits():
    game = pie(fixed=(20, 30))
    solution = bg.nash(game)
    ax = bg.draw_payoff_space(new_axes(), bg.pareto_frontier(game), solution, zone=bg.zone_of_agreement(game))
    limits, marked = (ax.get_xlim(), ax.get_ylim()), len(marks(ax, "o"))
    bg.draw_nash_hyperbola(ax, solution)
    assert (ax.get_xlim(), ax.get_ylim()) == limits
    assert len(marks(ax, "o")) == marked, "the solution is marked already"
    x, y = curve_of(ax)
    assert y.max() == pytest.approx(limits[1][1])
    assert x.max() == pytest.approx(limits[0][1])
    assert_readable(ax.figure)


@pytest.mark.parametrize("fixed", [(90, 90), (100, 0)])
def test_without_gains_there_is_no_curve(fixed):
    ax = bg.draw_nash_hyperbola(new_axes(), bg.nash(road(fixed=fixed)))
    assert all(len(line.get_xdata()) == 1 for line in ax.lines)
    assert "constant Nash product" not in texts(ax)
    assert_readable(ax.figure)


def test_no_deal_is_named():
    assert texts(bg.draw_nash_hyperbola(new_axes(), bg.nash(road(fixed=(90, 90))))) == ["disagreement\n(no deal: nash)"]


def test_a_lottery_and_odd_names():
    ax = bg.draw_nash_hyperbola(new_axes(), bg.nash(fork((0, 0)), lotteries=True))
    assert marks(ax, "o") == [(50, 50)]
    odd = bg.draw_nash_hyperbola(new_axes(), bg.nash(road(ODD)))
    assert "\\$x^2\\$" in odd.get_xlabel()
    assert_readable(odd.figure)


def test_two_of_three_parties():
    solution = bg.nash(three(), lotteries=True)
    ax = bg.draw_nash_hyperbola(new_axes(), solution, parties=["Cyd", "Bob"])
    x, y = curve_of(ax)
    assert x * y == pytest.approx(np.full(len(x), solution.gains["Cyd"] * solution.gains["Bob"]))


@pytest.mark.parametrize(
    ("power", "message"),
    [
        ({"Bop": 1}, "power: no party 'Bop'; did you mean 'Bob'?"),
        ({"Ann": 0}, "power.Ann: 0 is no power; give a number above 0"),
    ],
)
def test_other_powers_are_refused(power, message):
    with pytest.raises(bg.GameError) as caught:
        bg.draw_nash_hyperbola(new_axes(), bg.nash(road()), power=power)
    assert str(caught.value) == message

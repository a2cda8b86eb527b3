"""The bargaining range on a line, by the data on its axes; and the numbers it is drawn from."""

import math

import numpy as np
import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, texts
from tests.plots.looking import assert_readable


def drawn(ax=None, **game):
    crisis = bg.crisis(**game)
    ax = bg.draw_bargaining_range(ax or new_axes(), crisis)
    assert_readable(ax.figure)
    return ax


def bars(ax):
    return [(round(bar.get_x(), 6), round(bar.get_x() + bar.get_width(), 6)) for bar in ax.patches[:2]]


def deals(ax):
    """Shares marked on the lowest line."""
    lines = [line for line in ax.lines if line.get_marker() != "None"]
    return [round(float(x), 6) for line in lines for x in line.get_xdata()]


def test_bars_begin_at_the_reservation_values(ax):
    """Fearon (1995): from p − c₁ to p + c₂; p = 0.6, costs 0.15 and 0.10."""
    assert drawn(ax, win_probability=0.6, costs=(0.15, 0.10), parties=("Ann", "Bob")) is ax
    assert bars(ax) == [(0.45, 1.0), (0.0, 0.7)]
    assert deals(ax) == [0.45, 0.575, 0.7]
    words = {"cost of war", "range: 0.45 to 0.7", "Nash split", "Ann demands", "if Bob made the demand"}
    assert set(texts(ax)) == words
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Ann\nprefers to war",
        "Bob\nprefers to war",
        "deals",
    ]
    assert ax.get_xlabel() == "share of Ann in all there is to agree, 0 to 1"


def arrows(ax):
    """(from, to) of the arrows over the bars."""
    notes = [text for text in ax.texts if getattr(text, "arrow_patch", None) is not None and not text.get_text()]
    return [(round(float(note.xyann[0]), 6), round(float(note.xy[0]), 6)) for note in notes]


def test_arrows_are_what_war_costs():
    assert arrows(drawn(win_probability=0.6, costs=(0.15, 0.10))) == [(0.6, 0.45), (0.6, 0.7)]
    assert arrows(drawn(win_probability=0.6, costs=(0, 0.10))) == [(0.6, 0.7)]


@pytest.mark.parametrize("proposer", ["first", "second"])
def test_reservations_whoever_demands(proposer):
    found = bg.crisis(win_probability=(0.7, 0.5), costs=(0.15, 0.10), proposer=proposer)
    assert found.reservations == pytest.approx((0.55, 0.6))
    assert found.without_costs == pytest.approx((0.7, 0.5))


def test_reservations_under_risk_aversion():
    """u(x) = √x: the first takes (p − c₁)² rather than war, the second leaves 1 − (1 − p − c₂)²."""
    found = bg.crisis(win_probability=0.6, costs=(0.15, 0.10), utility=(math.sqrt, math.sqrt))
    assert found.reservations == pytest.approx((0.45**2, 1 - 0.3**2))
    assert found.without_costs == pytest.approx((0.6**2, 1 - 0.4**2))


def test_reservations_whatever_is_private():
    from scipy.stats import uniform

    cost = bg.crisis(win_probability=0.5, costs=(0.2, uniform(0.05, 0.4)))
    assert cost.reservations == pytest.approx((0.3, 0.55))
    assert cost.without_costs == pytest.approx((0.5, 0.5))
    strength = bg.crisis(win_probability=uniform(0.4, 0.2), costs=(0.1, 0.15))
    assert strength.reservations == pytest.approx((0.5, 0.55))
    assert strength.without_costs == pytest.approx((0.6, 0.4))


def test_reservations_stand_in_the_case_too():
    game = bg.read("analyses/four_regions/game.toml")
    found = bg.crisis.from_game(game)
    assert found.range == found.reservations
    first, second = found.without_costs
    assert found.reservations[0] < first
    assert second < found.reservations[1]


def test_without_a_range_the_distance_is_said():
    ax = drawn(win_probability=(0.9, 0.2), costs=(0.1, 0.1))
    assert "no range: 0.5 apart" in texts(ax)
    assert bars(ax) == [(0.8, 1.0), (0.0, 0.3)]
    assert deals(ax) == []
    assert len(ax.patches) == 2


def test_a_demand_that_may_be_refused_lies_beyond_the_range():
    """A private cost, uniform on [0, 0.4]: x = p + (b − c₁)/2 = 0.6 is refused with probability (x − p)/b = 0.25."""
    from scipy.stats import uniform

    ax = drawn(win_probability=0.5, costs=(0.2, uniform(0, 0.4)), parties=("Ann", "Bob"))
    assert deals(ax) == [0.6]
    assert "Ann demands (accepted:\n0.75)" in texts(ax)
    assert bars(ax)[1] == (0.0, 0.5)


def test_the_second_party_may_demand():
    from scipy.stats import uniform

    ax = drawn(win_probability=0.5, costs=(uniform(0, 0.4), 0.2), parties=("Ann", "Bob"))
    assert deals(ax) == [0.4], "Bob demands 0.6 for itself"


def test_two_demands():
    from scipy.stats import uniform

    ax = drawn(win_probability=0.5, costs=(0.2, uniform(0, 0.4)), offers=2, discount=0.9, parties=("Ann", "Bob"))
    assert any("(first, accepted" in text.replace("\n", " ") for text in texts(ax))


def test_one_point_and_names_that_are_odd():
    ax = drawn(win_probability=(0.7, 0.6), costs=(0.1, 0.0), parties=ODD)
    assert np.allclose(bars(ax), [(0.6, 1.0), (0.0, 0.6)])
    assert "range: 0.6 to 0.6" in texts(ax)
    assert "\\$x^2\\$" in ax.get_yticklabels()[0].get_text()

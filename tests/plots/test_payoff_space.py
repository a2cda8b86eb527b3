"""The picture of payoff space, by the data on its axes."""

import math

import numpy as np
import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, fork, marks, pie, road, texts, three
from tests.plots.looking import assert_readable


def drawn(game, *, concepts=("nash",), lotteries=None, ax=None, **more):
    zone = bg.zone_of_agreement(game, lotteries=bool(lotteries))
    solutions = bg.compare(game, concepts, lotteries=lotteries)
    ax = bg.draw_payoff_space(ax or new_axes(), bg.pareto_frontier(game), solutions, zone=zone, **more)
    assert_readable(ax.figure)
    return ax


def test_points_zone_disagreement_and_solution_stand_where_they_are(ax):
    assert drawn(road(fixed=(30, 20)), ax=ax) is ax
    grey, black, *others = [line for line in ax.lines if line.get_marker() == "o"]
    assert sorted(zip(*grey.get_data(), strict=True)) == [(0, 100), (60, 70), (100, 0)]
    assert list(zip(*black.get_data(), strict=True)) == [(60, 70)]
    assert [line.get_data() for line in others] == [([60], [70])]
    assert marks(ax, "x") == [(30, 20)]
    assert set(texts(ax)) == {"nash", "disagreement", "zone of agreement", "frontier"}
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("payoff of Ann, points", "payoff of Bob, points")


def test_the_shade_steps_down_from_point_to_point():
    ax = drawn(road(fixed=(0, 0)))
    (shade,) = ax.patches
    outline = [(0, 100), (0, 100), (0, 70), (60, 70), (60, 0), (100, 0), (100, 0), (0, 0)]
    corners = shade.get_xy()[:-1].tolist()
    assert set(map(tuple, corners)) == set(outline)
    x, y = np.array(shade.get_xy()).T
    area = 0.5 * abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1]))
    assert area == pytest.approx(60 * 70), "below (60, 70); the other two points leave one party no gain"


def test_segments_are_a_line_and_the_zone_is_cut_at_the_disagreement():
    ax = drawn(pie(fixed=(20, 30)))
    whole, zone = [line for line in ax.lines if line.get_linestyle() == "-"]
    assert np.array(whole.get_data()).T.tolist() == [[0, 100], [100, 0]]
    assert pytest.approx(np.array([[20, 80], [70, 30]])) == np.array(zone.get_data()).T
    assert marks(ax, "o") == [(45, 55)]


def test_a_risk_attitude_bends_the_segments():
    game = pie((bg.Party("Ann", risk_aversion=2.0), "Bob"))
    whole = drawn(game).lines[0]
    shares = [k / 8 for k in range(9)]
    bent = [100 * (1 - math.exp(-2 * x)) / (1 - math.exp(-2)) for x in shares]
    assert whole.get_xdata() == pytest.approx(np.array(bent))
    assert whole.get_ydata() == pytest.approx(np.array([100 * (1 - x) for x in shares]))


def test_what_bends_nothing_stays_two_ends():
    assert bg.pareto_frontier(pie()).lines().shape == (1, 2, 2)
    assert bg.pareto_frontier(road()).lines().shape == (0, 2, 2)
    bent = bg.pareto_frontier(pie(("Ann", bg.Party("Bob", risk_aversion=-1.0)))).lines(parts=4)
    assert bent.shape == (1, 5, 2)


def test_without_a_zone_the_picture_says_so():
    ax = drawn(road(fixed=(90, 90)))
    assert texts(ax)[:2] == ["no deal: nash", "disagreement\n(no zone of agreement)"]
    assert ax.patches == [] or not list(ax.patches)


def test_a_zone_by_lottery_only():
    ax = drawn(fork((45, 45)), lotteries=True)
    assert "disagreement\n(zone of agreement by lottery only)" in texts(ax)
    (mark,) = [line for line in ax.lines if line.get_markersize() == 7.5]
    assert [float(x) for x in (*mark.get_xdata(), *mark.get_ydata())] == [50, 50]
    assert mark.get_markerfacecolor() == "white", "what a lottery reaches is hollow"


def test_concepts_that_pay_the_same_share_a_mark():
    ax = drawn(road(fixed=(30, 20)), concepts=("egalitarian", "nash", "utilitarian"))
    assert "egalitarian, nash,\nutilitarian" in texts(ax)
    assert len([line for line in ax.lines if line.get_markersize() == 7.5]) == 1


def test_a_single_solution_and_none():
    game, frontier = road(), bg.pareto_frontier(road())
    assert "nash" in texts(bg.draw_payoff_space(new_axes(), frontier, bg.nash(game)))
    assert texts(bg.draw_payoff_space(new_axes(), frontier)) == ["disagreement", "frontier"]


def test_one_agreement_and_none():
    one = road(never=["middle", "south"])
    ax = drawn(one)
    assert marks(ax, "o")[0] == (100, 0)
    nothing = drawn(road(never=["north", "middle", "south"], fixed=(5, 7)))
    assert marks(nothing, "x") == [(5, 7)]
    assert "frontier" not in texts(nothing)


def test_payoffs_below_zero_and_far_apart():
    game = (
        road(fixed=(-4, -50))
        .with_linkage("Ann", {"road": ["north"]}, 1e6)
        .with_linkage("Bob", {"road": ["north"]}, -40)
    )
    ax = drawn(game)
    left, right = ax.get_xlim()
    low, _ = ax.get_ylim()
    assert left < -4
    assert right > 1e6
    assert low < -50


def test_names_are_text():
    ax = drawn(road(ODD, fixed=(30, 20)))
    assert ax.get_xlabel() == "payoff of <b>北京</b> & \\$x^2\\$, points"
    assert ax.get_ylabel() == "payoff of the united and most serene republics of…, points"


def test_of_several_parties_two_are_drawn():
    game = three()
    frontier = bg.pareto_frontier(game)
    ax = drawn(game, parties=("Cyd", "Ann"))
    grey = ax.lines[0]
    held = {(round(c, 6), round(a, 6)) for a, _, c in frontier.payoffs.tolist()}
    assert {(round(x, 6), round(y, 6)) for x, y in zip(*grey.get_data(), strict=True)} == held
    assert ax.get_xlabel() == "payoff of Cyd, points"


def test_a_close_up_shows_the_zone():
    game = road(fixed=(30, 20))
    far, near = drawn(game), drawn(game, close_up=True)
    assert far.get_xlim()[1] > 100 > near.get_xlim()[1] > 60
    assert "frontier" not in texts(near)


def test_points_that_cannot_be_told_apart_are_drawn_once():
    frontier = bg.pareto_frontier(bg.read("analyses/sanctions_threat/game.toml"))
    ax = bg.draw_payoff_space(new_axes(), frontier)
    held = frontier.payoffs[:, :2]
    shown = np.array(ax.lines[0].get_data()).T
    assert len(shown) < len(np.unique(held, axis=0))
    assert set(map(tuple, shown.tolist())) <= set(map(tuple, held.tolist()))
    size = np.array([np.ptp(ax.get_xlim()), np.ptp(ax.get_ylim())])
    gaps = (np.abs(held[:, None] - shown[None]) / size).max(axis=2).min(axis=1)
    assert gaps.max() <= 1 / 400, "none is farther from a drawn one than the eye can see"


@pytest.mark.parametrize(
    ("parties", "message"),
    [
        (["Ann", "Bop"], "parties: no party 'Bop'; did you mean 'Bob'?"),
        (["Ann"], "parties: 1 names; this picture shows 2 parties"),
        (["Ann", "Ann"], "parties: party 'Ann' stands twice; keep one"),
    ],
)
def test_other_parties_are_refused(parties, message):
    with pytest.raises(bg.GameError) as caught:
        bg.draw_payoff_space(new_axes(), bg.pareto_frontier(road()), parties=parties)
    assert str(caught.value) == message


def test_one_party_is_too_few():
    alone = bg.BargainingGame("alone", parties=["Ann"]).with_issue(
        "road", outcomes=["a", "b"], weight={"Ann": 1}, worth={"Ann": [0, 100]}
    )
    with pytest.raises(bg.GameError) as caught:
        bg.draw_payoff_space(new_axes(), bg.pareto_frontier(alone))
    assert str(caught.value) == "parties: there are 1; this picture needs 2"

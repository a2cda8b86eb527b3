"""Pictures of strategic games: by the data on their axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from bargain.plots.style import look
from bargain.strategic.truce.outcome import LABELS
from tests.plots.cases import ODD, road
from tests.plots.looking import assert_readable


def labels(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def test_offers_are_those_of_the_game(ax):
    found = bg.alternating_offers(discount=(0.9, 0.8), horizon=5)
    assert bg.draw_offers_over_time(ax, found) is ax
    for i in (0, 1):
        line = ax.lines[2 * i]
        assert list(line.get_xdata()) == [1, 2, 3, 4, 5]
        assert list(line.get_ydata()) == pytest.approx([p.payoffs[i] for p in found.proposals])
        own = ax.lines[2 * i + 1]
        assert list(own.get_xdata()) == [k + 1 for k, p in enumerate(found.proposals) if p.proposer == found.parties[i]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("turn", "share from this turn on, unit of the pie")
    assert [text.get_text() for text in ax.get_xticklabels()] == list("12345")
    (shade,) = ax.patches
    assert shade.get_x() < 1 < shade.get_x() + shade.get_width() < 2, "the first offer is taken"
    assert_readable(ax.figure)


def test_offers_without_a_horizon_show_the_limit(ax):
    found = bg.alternating_offers(discount=(0.9, 0.8))
    bg.draw_offers_over_time(ax, found)
    levels = [line.get_ydata()[0] for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 0.8]
    assert levels == list(found.limit)
    assert "for ever" in ax.get_xlabel()
    assert "as offers follow ever faster" in [text.get_text() for text in ax.get_legend().get_texts()]
    assert_readable(ax.figure)


def test_offers_of_a_case_are_points(ax):
    found = bg.alternating_offers.from_game(road(fixed=(10, 20)), period=0.5, breakdown_rate=0.5)
    assert found.in_points
    assert not bg.alternating_offers(discount=(0.9, 0.8)).in_points
    bg.draw_offers_over_time(ax, found)
    assert ax.get_ylabel() == "gain from this turn on, points"
    assert_readable(ax.figure)


def test_turns_without_agreement_say_how_they_end(ax):
    found = bg.alternating_offers(discount=(0.9, 0.9), inside=(0.3, 0.3), horizon=4)
    outcomes = [proposal.outcome for proposal in found.proposals]
    assert outcomes == ["waiting", "waiting", "waiting", "agreement"]
    bg.draw_offers_over_time(ax, found)
    assert [text.get_text() for text in ax.get_xticklabels()] == ["1\nwaiting", "2\nwaiting", "3\nwaiting", "4"]
    (shade,) = ax.patches
    assert shade.get_x() < 4 < shade.get_x() + shade.get_width()
    assert_readable(ax.figure)


def test_no_agreement_ever_has_no_shade(ax):
    found = bg.alternating_offers(discount=(0.9, 0.8), outside=(0.7, 0.6), horizon=2, parties=ODD)
    bg.draw_offers_over_time(ax, found)
    assert not ax.patches
    assert [text.get_text() for text in ax.get_xticklabels()] == ["1\nwalking\naway", "2\nwalking\naway"]
    assert_readable(ax.figure)


def test_many_turns_without_agreement_are_counted(ax):
    bg.draw_offers_over_time(ax, bg.alternating_offers(discount=(0.9, 0.8), inside=(0.3, 0.3), horizon=60))
    assert ax.get_xlabel() == "turn (59 end by waiting)"


def test_many_turns_are_readable():
    found = bg.alternating_offers(discount=(0.99, 0.98), horizon=60)
    assert_readable(bg.draw_offers_over_time(new_axes(), found).figure)


def test_coalition_shares_are_the_splits(ax):
    found = bg.coalition(["a", "b", "c"], {("a", "b"): 6, ("a", "c"): 4, ("b", "c"): 2, ("a", "b", "c"): 9})
    bg.draw_coalition_shares(ax, found)
    assert labels(ax) == ["a", "b", "c"]
    widths = [float(bar.get_width()) for bar in ax.patches]
    assert widths == pytest.approx([*found.shapley.values(), *found.nucleolus.values()])
    assert "some split keeps everyone in" in ax.get_xlabel()
    assert_readable(ax.figure)


def test_a_nucleolus_that_does_not_exist_is_left_out(ax):
    single = {"a": 5, "b": 5, "c": 5, ("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1, ("a", "b", "c"): 9}
    bg.draw_coalition_shares(ax, bg.coalition(["a", "b", "c"], single))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Shapley value", "prenucleolus"]
    assert [float(bar.get_width()) for bar in ax.patches] == pytest.approx([3.0] * 6)


def test_losses_and_odd_names(ax):
    players = [*ODD, "c", "d"]
    bg.draw_coalition_shares(ax, bg.coalition(players, lambda s: 20000.0 * (len(s) > 2) - 30 * len(s)))
    assert_readable(ax.figure)
    losing = bg.coalition([1, 2], {1: -5, 2: -3, (1, 2): -6})
    bg.draw_coalition_shares(other := new_axes(), losing)
    assert [float(bar.get_width()) for bar in other.patches[:2]] == pytest.approx([-4.0, -2.0])


def test_an_empty_core_is_said(ax):
    bg.draw_coalition_shares(ax, bg.coalition(["a", "b", "c"], lambda s: float(len(s) > 1)))
    assert "no split keeps everyone in" in ax.get_xlabel()


def test_the_course_of_a_war_of_attrition(ax):
    found = bg.attrition((10, 5), (1, 1))
    bg.draw_attrition_course(ax, found)
    over, *each = ax.lines
    assert list(over.get_ydata()) == [moment.over for moment in found.moments]
    assert [list(line.get_ydata()) for line in each] == [[m.conceded[i] for m in found.moments] for i in (0, 1)]
    assert ax.get_xlabel().startswith("time")
    assert_readable(ax.figure)


def test_a_war_that_is_over_at_once_says_so(ax):
    found = bg.attrition((10, 5), (1, 1), committed=(0.1, 0.0))
    assert found.failure == 0
    bg.draw_attrition_course(ax, found)
    assert [text.get_text() for text in ax.texts] == ["the war is over in its first moment"]


def test_the_course_of_committed_parties_with_odd_names(ax):
    found = bg.attrition((10, 5), (1, 1), committed=(0.1, 0.2), parties=ODD)
    bg.draw_attrition_course(ax, found)
    assert ax.lines[0].get_ydata()[0] == max(found.at_once), "over in the first moment with some probability"
    assert_readable(ax.figure)


def test_regions_of_a_truce_cover_the_map(ax):
    truce = bg.ceasefire(
        win_probability=0.5, costs=(0.2, 0.2), days=30, rearming=0.06, monitoring=0.5, talks=0.2, penalty=0.1
    )
    found = bg.ceasefire_regions(truce, rearming=[0, 0.05, 0.1], monitoring=[0, 0.2, 0.4, 1.0])
    bg.draw_ceasefire_regions(ax, found)
    assert (ax.get_xlim(), ax.get_ylim()) == ((0.0, 1.0), (0.0, 0.1))
    assert sum(p.get_width() * p.get_height() for p in ax.patches) == pytest.approx(0.1)
    assert regions_at(ax, found) == found.labels
    kinds = {label for row in found.labels for label in row}
    assert len(kinds) > 1
    assert len(ax.get_legend().get_texts()) == len(kinds)
    assert_readable(ax.figure)


def regions_at(ax, found):
    """The label at every point of the grid, read off the hatch of the patch around it."""
    hatches = {look(k).hatch: label for k, label in enumerate(LABELS)}

    def at(watch, rate):
        near = [p for p in ax.patches if p.get_x() <= watch <= p.get_x() + p.get_width()
                and p.get_y() <= rate <= p.get_y() + p.get_height()]  # fmt: skip
        assert len(near) == 1, (watch, rate)
        return hatches[near[0].get_hatch()]

    return tuple(tuple(at(watch, rate) for watch in found.monitoring) for rate in found.rearming)


def test_a_grid_in_any_order_and_of_one_column():
    truce = bg.ceasefire(
        win_probability=0.5, costs=(0.2, 0.2), days=30, rearming=0.06, monitoring=0.5, talks=0.2, penalty=0.1,
        parties=ODD,
    )  # fmt: skip
    mixed = bg.ceasefire_regions(truce, rearming=[0.1, 0, 0.05], monitoring=[1.0, 0.2, 0.0])
    ax = bg.draw_ceasefire_regions(new_axes(), mixed)
    assert regions_at(ax, mixed) == mixed.labels
    assert_readable(ax.figure)
    strip = bg.ceasefire_regions(truce, rearming=[0, 0.05, 0.1], monitoring=[0.2], rearms=ODD[0])
    ax = bg.draw_ceasefire_regions(new_axes(), strip)
    assert regions_at(ax, strip) == strip.labels
    assert list(ax.get_xticks()) == [0.2]
    assert_readable(ax.figure)

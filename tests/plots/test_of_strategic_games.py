"""Pictures of strategic games: by the data on their axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
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
    assert ax.get_xlabel() == "turn"
    assert_readable(ax.figure)


def test_offers_without_a_horizon_show_the_limit(ax):
    found = bg.alternating_offers(discount=(0.9, 0.8))
    bg.draw_offers_over_time(ax, found)
    levels = [line.get_ydata()[0] for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 0.8]
    assert levels == list(found.limit)
    assert "for ever" in ax.get_xlabel()
    assert_readable(ax.figure)


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


def test_regions_of_a_truce_cover_the_map(ax):
    truce = bg.ceasefire(
        win_probability=0.5, costs=(0.2, 0.2), days=30, rearming=0.06, monitoring=0.5, talks=0.2, penalty=0.1
    )
    found = bg.ceasefire_regions(truce, rearming=[0, 0.05, 0.1], monitoring=[0, 0.2, 0.4, 1.0])
    bg.draw_ceasefire_regions(ax, found)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    area = sum(p.get_width() * p.get_height() for p in ax.patches)
    assert area == pytest.approx((right - left) * (high - low))
    for i, rate in enumerate(found.rearming):
        for j, watch in enumerate(found.monitoring):
            inside = [p for p in ax.patches if p.get_x() < watch < p.get_x() + p.get_width()
                      and p.get_y() < rate < p.get_y() + p.get_height()]  # fmt: skip
            same = [p for p in ax.patches if p.get_hatch() == inside[0].get_hatch()]
            assert len(inside) == 1, (i, j)
            assert same
    kinds = {label for row in found.labels for label in row}
    assert len(ax.get_legend().get_texts()) == len(kinds)
    assert_readable(ax.figure)

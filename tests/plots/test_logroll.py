"""Who gives, who gains, by the data on the axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, fork, road, swap, texts
from tests.plots.looking import assert_readable


def drawn(game, ax=None, **how):
    ax = bg.draw_logroll(ax or new_axes(), bg.linkage_value(game, **how))
    assert_readable(ax.figure)
    return ax


def rows(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def bars(ax):
    """Row → length of the bar of each party, from the top."""
    found = {}
    for bar in sorted(ax.patches, key=lambda bar: bar.get_y()):
        found.setdefault(round(bar.get_y() + bar.get_height() / 2), []).append(round(bar.get_width(), 6))
    return [found[row] for row in sorted(found)]


def test_each_gives_where_it_cares_less(ax):
    """Alone each number is halved, 40 and 10 points apiece; together each party has all of its own: 80 and none."""
    assert drawn(swap(), ax) is ax
    assert rows(ax) == ["land: 0.5 → 1", "water: 0.5 → 0", "all issues together"]
    assert bars(ax) == [[40, -10], [-10, 40], [30, 30]]
    assert ax.get_xlabel() == "← gives | points | gains →"
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Ann", "Bob"]


def test_the_largest_move_stands_at_the_top():
    ax = drawn(bg.read("analyses/grand_package/game.toml"))
    value = bg.linkage_value(bg.read("analyses/grand_package/game.toml"))
    moves = [max(map(abs, row)) for row in bars(ax)[:-1]]
    assert moves == sorted(moves, reverse=True)
    assert bars(ax)[-1] == [pytest.approx(value.gain[p], abs=1e-6) for p in ("Ukraine", "Russia")]


def test_nothing_changes_hands():
    assert texts(drawn(road())) == ["nothing changes hands, by nash"]


def test_no_deal():
    assert texts(drawn(fork((90, 90)))) == ["no deal on all issues together, by nash"]


def test_odd_names_and_a_lottery():
    ax = drawn(swap(ODD), concept="egalitarian", lotteries=True)
    assert "<b>北京</b> & \\$x^2\\$" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_issues_that_are_tied_are_one_row():
    ax = drawn(bg.read("analyses/aid_and_intelligence/game.toml"))
    assert any(row.startswith("aid with alliances") for row in rows(ax))

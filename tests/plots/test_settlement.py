"""The table of what is settled, by the data on its axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, fork, pie, road, swap, texts, three
from tests.plots.looking import assert_readable


def drawn(game, solutions, ax=None):
    ax = bg.draw_settlement(ax or new_axes(), game, solutions)
    assert_readable(ax.figure)
    return ax


def heads(ax):
    return [label.get_text() for label in ax.get_xticklabels()]


def rows(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def lengths(ax):
    """Lengths of the bars, points, cell by cell, party by party: each lies on a track of 100."""
    bars = list(ax.patches)
    assert {round(track.get_width(), 9) for track in bars[0::2]} <= {0.9}
    return [round(bar.get_width() / 0.9 * 100, 6) for bar in bars[1::2]]


def test_a_cell_says_the_outcome_and_its_worth(ax):
    game = road()
    assert drawn(game, bg.compare(game, ["nash", "egalitarian"]), ax) is ax
    assert (heads(ax), rows(ax), texts(ax)) == (["nash, egalitarian"], ["road"], ["middle"])
    assert lengths(ax) == [60, 70]
    key = ax.get_legend()
    assert [text.get_text() for text in key.get_texts()] == ["Ann", "Bob"]
    assert key.get_title().get_text() == "worth of the outcome, 0 to 100 points"


def test_numbers_have_their_unit():
    game = pie(fixed=(20, 0))
    ax = drawn(game, bg.compare(game, ["nash", "utilitarian"]))
    assert texts(ax)[0] == "0.6 loaf"
    assert lengths(ax)[:2] == pytest.approx([60, 40])


def test_a_lottery_names_the_likeliest_and_means_are_drawn():
    game = fork((0, 50))
    ax = drawn(game, bg.nash(game, lotteries=True))
    assert texts(ax) == ["0.75 right\n0.25 left"]
    assert lengths(ax) == pytest.approx([25, 75])


def test_no_deal():
    game = road(fixed=(90, 90))
    ax = drawn(game, bg.nash(game))
    assert (heads(ax), texts(ax), lengths(ax)) == (["nash"], ["no deal"], [])


def test_concepts_that_settle_otherwise_have_columns_of_their_own():
    game = swap()
    ax = drawn(game, bg.compare(game, ["nash", "utilitarian", "perles_maschler"]))
    assert rows(ax) == ["land", "water"]
    assert sum(head.count(",") + 1 for head in heads(ax)) == 3
    more = three()
    columns = drawn(more, bg.compare(more, ["nash", "utilitarian"], lotteries=True))
    assert len(lengths(columns)) == 3 * 2 * len(heads(columns))


def many(issues):
    game = bg.BargainingGame("many", parties=list(ODD))
    for k in range(issues):
        game = game.with_issue(
            f"$issue$ {k} with a name of many words that go on and on", weight={ODD[0]: 1 + k % 3, ODD[1]: 2},
            outcomes=["<b>the first of the outcomes</b>, for $5", "the second of the outcomes, which is longer"],
            worth={ODD[0]: [100, 0], ODD[1]: [0, 100]},
        )  # fmt: skip
    return game


@pytest.mark.parametrize("issues", [1, 16, 40])
def test_many_issues_and_odd_names_neither_overlap_nor_are_cut(issues):
    game = many(issues)
    ax = drawn(game, bg.compare(game, ["egalitarian", "nash", "utilitarian"]))
    assert len(rows(ax)) == issues
    assert all("$" not in text.replace("\\$", "") for text in texts(ax) + rows(ax))


def test_nothing_to_show():
    game = road()
    assert texts(drawn(game, ())) == ["no solution to show"]
    empty = bg.BargainingGame("empty", parties=["Ann", "Bob"])
    assert texts(drawn(empty, bg.nash(road()))) == ["there is nothing to settle"]

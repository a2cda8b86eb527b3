"""The cost of red lines, by the data on the axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, road, texts
from tests.plots.looking import assert_readable


def drawn(prices, ax=None, **how):
    ax = bg.draw_red_line_prices(ax or new_axes(), prices, **how)
    assert_readable(ax.figure)
    return ax


def rows(ax):
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


def bars(ax):
    """Lengths of the bars, from the top."""
    return [round(bar.get_width(), 6) for bar in sorted(ax.patches, key=lambda bar: bar.get_y())]


def test_bars_are_what_lifting_changes(ax):
    """With the line kept (100, 0) ranks equal with (0, 100), both with one strict gain; lifted it is (60, 70)."""
    prices = bg.red_line_prices(road(never=["middle"]))
    kept = prices.kept.payoffs
    assert drawn(prices, ax) is ax
    assert rows(ax) == ["Ann: never road = middle"]
    assert bars(ax) == [60 - kept["Ann"], 70 - kept["Bob"]]
    assert ax.get_xlabel() == "← keeping it protects | points | keeping it costs →"


def test_a_line_that_opens_a_zone_and_its_prices():
    """Without middle nobody agrees at d = (30, 20); lifted Ann gains 30, as long as crossing costs it less."""
    prices = bg.red_line_prices(road(never=["middle"], fixed=(30, 20)))
    ax = drawn(prices)
    assert bars(ax) == [30, 50]
    assert texts(ax) == ["opens a zone"]
    (line,) = [line for line in ax.lines if line.get_marker() == "|"]
    assert list(line.get_xdata()) == pytest.approx([0, 30], abs=1e-6)
    assert "prices at which crossing pays" in [text.get_text() for text in ax.get_legend().get_texts()]


def two_lines(parties=("Ann", "Bob")):
    """Ann refuses the middle, which lifted changes the answer, and the south, which lifted does not."""
    return road(parties, never=["middle", "south"])


def test_sets_that_change_nothing_more_are_counted():
    prices = bg.red_line_prices(two_lines())
    assert len(prices) == 3
    ax = drawn(prices)
    assert rows(ax) == ["Ann: never road = middle"]
    assert ax.get_xlabel().endswith("keeping it costs →\nnot drawn: 2 of 3 sets, which change nothing (more)")


def test_the_sets_that_change_most_are_drawn():
    prices = bg.red_line_prices(bg.read("analyses/grand_package/game.toml"), up_to=1)
    ax = drawn(prices, most=2)
    costs = sorted((max(map(abs, p.cost.values())) for p in prices), reverse=True)
    assert max(map(abs, bars(ax))) == pytest.approx(costs[0], abs=1e-6)
    assert len(rows(ax)) == 2
    assert ax.get_xlabel().endswith("\nnot drawn: 1 sets that change less")


def test_nothing_to_draw():
    assert texts(drawn(bg.red_line_prices(road()))) == ["the case has no red lines"]
    idle = road().with_red_line("Ann", {"road": ["south"]})
    assert texts(drawn(bg.red_line_prices(idle))) == ["not drawn: 1 of 1 sets, which change nothing (more)"]


def test_odd_names():
    ax = drawn(bg.red_line_prices(two_lines(ODD)))
    assert rows(ax)[0].startswith("<b>北京</b> & \\$x^2\\$: never road")


def test_many_sets():
    prices = bg.red_line_prices(bg.read("analyses/alliance_red_lines/game.toml"), up_to=2)
    assert len(rows(drawn(prices))) == 2

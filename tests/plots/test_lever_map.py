"""What levers move, by the data on the axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import ODD, pie, road, texts, three
from tests.plots.looking import assert_readable


def levered(parties=("Ann", "Bob"), names=("aid", "trade")):
    """A pie of 100 points split at 50 : 50; what a lever gives without agreement moves half of it to the other side."""
    one, two = parties
    game = pie(parties, fixed=(0, 0))
    game = game.with_lever(names[0], "Cyd", {"none": {}, "full": {f'outside_option.payoffs."{one}"': 40}})
    return game.with_lever(names[1], "Dan", {"open": {}, "shut": {f'outside_option.payoffs."{two}"': -20}, "war": {
        f'outside_option.payoffs."{two}"': 70}})  # fmt: skip


def drawn(result, ax=None, **how):
    ax = bg.draw_lever_map(ax or new_axes(), result, **how)
    assert_readable(ax.figure)
    return ax


def hollow_and_filled(ax):
    """(hollow, filled) of every line between two marks, in the order in which they are drawn, rounded."""
    return [
        tuple(round(float(x), 6) for x in line.get_xdata())
        for line in ax.lines if line.get_marker() == "None" and line.get_linewidth() == 1.1
    ]  # fmt: skip


def test_of_leverage_a_row_is_a_lever_at_a_level(ax):
    """Nash on u₁ + u₂ = 100: d₁ up by 40 makes (70, 30); d₂ down by 20, (60, 40); d₂ up by 70, (15, 85)."""
    assert drawn(bg.leverage(levered(), concepts=["nash"]), ax) is ax
    rows = [label.get_text() for label in ax.get_yticklabels()]
    assert rows == ["aid: none", "aid: full", "trade: open", "trade: shut", "trade: war"]
    assert hollow_and_filled(ax) == [
        (0, 0),
        (0, 0),
        (40, 20),
        (0, -20),
        (0, 0),
        (0, 0),
        (0, 10),
        (-20, -10),
        (0, -35),
        (70, 35),
    ]
    assert ax.get_xlabel() == "change from the case as it stands, points"
    key = [text.get_text() for text in ax.get_legend().get_texts()]
    assert key == ["Ann", "Bob", "without agreement", "by nash"]


def test_of_a_grid_a_cell_is_a_combination():
    ax = drawn(bg.grid(levered()))
    columns = [label.get_text() for label in ax.get_xticklabels()]
    assert (columns, [label.get_text() for label in ax.get_yticklabels()]) == (
        ["open", "shut", "war"],
        ["none", "full"],
    )
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("trade", "aid")
    assert texts(ax) == [
        "50.00", "50.00", "60.00", "40.00", "15.00", "85.00",
        "70.00", "30.00", "80.00", "20.00", "no deal",
    ]  # fmt: skip
    title = ax.get_legend().get_title().get_text()
    assert title == "in each cell from -25 to 100 points, from left to right"
    spans = hollow_and_filled(ax)
    assert spans[0] == pytest.approx((0.18, 0.42)), "0 to 50 on the scale: a fifth and three of 0.6, after 0.06"
    assert spans[3] == pytest.approx((1.084, 1.372)), "-20 to 40, in column 1: 0.04 and 0.52 of 0.6, after 0.06"
    assert spans[-1][0] == spans[-1][1], "without a deal both marks are one"


def test_one_lever_is_one_row():
    ax = drawn(bg.grid(levered(), ["trade"]))
    assert ax.get_ylabel() == ""
    assert len(ax.get_yticklabels()) == 1
    assert len(texts(ax)) == 6


def test_three_parties_and_another_concept():
    game = three().with_outside_option(bg.Fixed({"Ann": 0, "Bob": 0, "Cyd": 0}))
    game = game.with_lever("aid", "Dan", {"none": {}, "full": {"outside_option.payoffs.Cyd": 40}})
    ax = drawn(bg.leverage(game, concepts=["egalitarian", "nash"]), concept="egalitarian")
    assert len(hollow_and_filled(ax)) == 6
    assert "by egalitarian" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_no_levers():
    assert texts(drawn(bg.leverage(road(), concepts=["nash"]))) == ["the case has no levers"]


@pytest.mark.parametrize("make", [lambda game: bg.leverage(game, concepts=["nash"]), bg.grid])
def test_another_concept_is_refused(make):
    with pytest.raises(bg.GameError) as caught:
        bg.draw_lever_map(new_axes(), make(levered()), concept="nosh")
    assert str(caught.value) == "concept: no concept 'nosh'; did you mean 'nash'?"


@pytest.mark.parametrize("make", [lambda game: bg.leverage(game, concepts=["nash"]), bg.grid])
def test_odd_names(make):
    game = levered(ODD, ("$aid$ & <i>arms</i>", "trade in everything that anybody on either side could possibly want"))
    ax = drawn(make(game))
    held = [label.get_text() for label in (*ax.get_yticklabels(), ax.yaxis.label, ax.xaxis.label)]
    assert any("\\$aid\\$" in text for text in held)


def test_a_long_lever_keeps_its_level():
    game = levered(names=("aid", "trade in everything that anybody on either side could possibly want"))
    ax = drawn(bg.leverage(game, concepts=["nash"]))
    rows = [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]
    assert rows[2:] == [f"trade in everything that anybod…: {level}" for level in ("open", "shut", "war")]


def test_many_combinations():
    drawn(bg.grid(bg.read("analyses/grand_package/game.toml")))
    drawn(bg.leverage(bg.read("analyses/sanctions_threat/game.toml"), concepts=["egalitarian"]), concept="egalitarian")

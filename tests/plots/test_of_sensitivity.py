"""Pictures of what moves an answer: by the data on their axes."""

import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.looking import assert_readable

GAME = (
    bg.BargainingGame("road", parties=["Ann", "Bob"])
    .with_issue(
        "road", outcomes=["north", "middle", "south"], weight={"Ann": bg.Quantity(1, 0.5, 3, "assumed"), "Bob": 1},
        worth={"Ann": [100, bg.Quantity(60, 10, 90, "assumed"), 0], "Bob": [0, 70, 100]},
    )
    .with_issue(
        "toll", outcomes=["none", "some"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [0, 100], "Bob": [100, 0]}
    )
    .with_outside_option(
        bg.Fixed({"Ann": bg.Quantity(20, 0, 40, "assumed"), "Bob": bg.Quantity(30, 10, 90, "assumed")})
    )
)  # fmt: skip
SURE = bg.BargainingGame("sure", parties=["Ann", "Bob"]).with_issue(
    "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [90, 100]}
)


def labels(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def test_a_tornado_reaches_from_the_value_as_written_to_both_ends(ax):
    found = bg.tornado(GAME, "nash.gains.Ann")
    assert bg.draw_tornado(ax, found) is ax
    moved = [bar for bar in found.bars if bar.moved]
    assert len(labels(ax)) == len(moved)
    ends = [(float(p.get_x()), float(p.get_x() + p.get_width())) for p in ax.patches]
    for bar, low, high in zip(moved, ends[::2], ends[1::2], strict=True):
        assert low == pytest.approx((found.written, bar.at_low))
        assert high == pytest.approx((found.written, bar.at_high))
    assert ax.get_xlabel().startswith("nash.gains.Ann; as written ")
    assert_readable(ax.figure)


def test_a_tornado_of_what_nothing_moves_says_so(ax):
    bg.draw_tornado(ax, bg.tornado(SURE, "nash.gains.Ann"))
    assert "no number moves it by itself" in ax.texts[0].get_text()


def test_a_tornado_of_an_outcome_says_so(ax):
    bg.draw_tornado(ax, bg.tornado(GAME, "nash.agreement.road"))
    assert len(ax.texts) == 1


def test_sobol_indices_stand_where_they_are(ax):
    found = bg.sobol(GAME, "nash.gains.Ann", 64)
    bg.draw_sobol_indices(ax, found, most=3)
    marks = [line for line in ax.lines if line.get_linestyle() == "None"]
    assert [list(line.get_xdata()) for line in marks] == [
        [x.first for x in found.indices[:3]], [x.total for x in found.indices[:3]],
    ]  # fmt: skip
    bars = [line for line in ax.lines if line.get_linewidth() == 1.2]
    widest = found.indices[0]
    assert list(bars[0].get_xdata()) == [widest.first + side * widest.first_error for side in (-2, 2)]
    assert_readable(ax.figure)


def test_sobol_indices_of_what_does_not_vary(ax):
    bg.draw_sobol_indices(ax, bg.sobol(GAME, lambda solution: 1.0, 16))
    assert "does not vary" in ax.texts[0].get_text()


def test_morris_effects_stand_where_they_are(ax):
    found = bg.morris(GAME, "nash.gains.Ann", 10)
    bg.draw_morris_effects(ax, found)
    assert list(ax.lines[0].get_xdata()) == [x.mu_star for x in found.effects]
    assert list(ax.lines[0].get_ydata()) == [x.sigma for x in found.effects]
    assert "mu*" in ax.get_xlabel()
    assert_readable(ax.figure)


def test_break_even_marks_every_turn(ax):
    found = bg.break_even(GAME, "outside_option.payoffs.Bob", "zone.exists")
    bg.draw_break_even(ax, found)
    assert list(ax.lines[-2].get_xdata()) == [crossing.at for crossing in found.crossings]
    assert list(ax.lines[-1].get_xdata()) == [30.0]
    assert [text.get_text() for text in ax.texts if "hold" in text.get_text()] == ["holds", "does not hold"]
    assert_readable(ax.figure)


def test_break_even_that_never_turns(ax):
    bg.draw_break_even(ax, bg.break_even(GAME, "outside_option.payoffs.Ann", "zone.exists"))
    assert [text.get_text() for text in ax.texts] == ["holds"]


def test_a_scenario_box_stands_at_its_density_and_coverage(ax):
    found = bg.scenario_discovery(GAME, "not zone.exists", draws=200)
    bg.draw_scenario_box(ax, found)
    box = found.boxes[0]
    marks = [line for line in ax.lines if line.get_markersize() == 8]
    assert [(float(m.get_xdata()[0]), float(m.get_ydata()[0])) for m in marks] == [
        (box.coverage, box.density), (box.unseen_coverage, box.unseen_density),
    ]  # fmt: skip
    for limit in box.limits:
        assert str(limit) in ax.get_xlabel().replace("\n", " ")
    assert_readable(ax.figure)


def test_no_scenario_box_says_so(ax):
    bg.draw_scenario_box(ax, bg.scenario_discovery(GAME, "nash.gains.Ann > 1000", draws=20))
    assert "no box is better than the whole" in ax.texts[0].get_text()


def test_long_names_are_wrapped():
    long = GAME.with_issue(
        "x" * 90, outcomes=["a", "b"], weight={"Ann": bg.Quantity(1, 0.1, 9, "assumed"), "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [0, 100]},
    )  # fmt: skip
    assert_readable(bg.draw_tornado(new_axes(8, 4), bg.tornado(long, "nash.gains.Ann")).figure)

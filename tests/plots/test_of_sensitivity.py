"""Pictures of what moves an answer: by the data on their axes."""

import re
from dataclasses import replace

import pytest

import bargain as bg
from bargain.game.document import issue_from
from bargain.game.frozen import FrozenDict
from bargain.plots.canvas import new_axes
from bargain.uncertainty.sensitivity.break_even import BreakEven, Crossing
from bargain.uncertainty.sensitivity.scenario_discovery import Limit, ScenarioBox, ScenarioDiscovery
from bargain.uncertainty.sensitivity.tornado import Bar, Tornado
from bargain.uncertainty.shares import Share
from tests.plots.cases import ODD as NAMES
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
    assert ax.get_xlabel().startswith("nash.gains.Ann, points; as written ")
    assert_readable(ax.figure)


def test_the_ends_of_a_tornado_stand_beside_its_bars(ax):
    bg.draw_tornado(ax, bg.tornado(GAME, "disagreement.Ann"))
    (row,) = labels(ax)
    assert row == "outside_option.payoffs.Ann"
    ends = {text.get_text(): (text.xy, text.get_horizontalalignment()) for text in ax.texts}
    assert ends == {"0": ((0.0, 0), "right"), "40": ((40.0, 0), "left")}


def test_bars_that_go_one_way_are_both_seen(ax):
    found = Tornado("made", "nash.gains.Ann", 10.0, (Bar("a", "assumed", 1.0, 9.0, 14.0, 12.0, 4.0, 2),))
    bg.draw_tornado(ax, found)
    low, high = ax.patches
    assert high.get_zorder() > low.get_zorder(), "the shorter one lies over the longer one"
    ends = {text.get_text(): (text.xy, text.get_horizontalalignment()) for text in ax.texts}
    assert ends == {"1": ((14.0, 0), "left"), "9": ((10.0, 0), "right")}
    assert_readable(ax.figure)


def test_a_ranking_says_what_its_ends_are(ax):
    bobs = {"a": {"weight": 1, "worth": [40, 100]}, "b": {"weight": 2, "worth": [30, 100]}}
    anns = {"a": {"worth": [100, 0]}, "b": {"worth": [0, 60]}}
    issues = tuple(issue_from(k, {"outcomes": ["x", "y"], "Ann": anns[k], "Bob": bobs[k]}) for k in "ab")
    ranked = bg.BargainingGame("ranked", parties=["Ann", "Bob"], issues=issues, rankings={"Ann": ["a", "b"]})
    found = bg.tornado(ranked, "nash.payoffs.Ann")
    bg.draw_tornado(ax, found)
    assert {text.get_text() for text in ax.texts} == {"equal weights", "first alone"}


def test_numbers_without_a_value_at_an_end_are_left_out(ax):
    bars = (Bar("a", None, 1.0, 2.0, None, 3.0, 1.0, 2), Bar("b", None, 1.0, 2.0, 0.0, 2.5, 0.5, 2))
    bg.draw_tornado(ax, Tornado("made", "nash.agreement.toll", 2.0, bars))
    assert labels(ax) == ["b"]
    bg.draw_tornado(other := new_axes(), Tornado("made", "nash.agreement.toll", 2.0, bars[:1]))
    assert "it is no number at both ends" in other.texts[0].get_text()


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
    named = [x for x in found.effects if x.mu_star][:5]
    assert list(ax.lines[1].get_xdata()) == [x.mu_star for x in named]
    assert [text.get_text().replace("\n", "") for text in ax.texts] == [x.path for x in named]
    assert ax.get_xlabel() == "mu*: mean size of the effect on nash.gains.Ann, points"
    assert_readable(ax.figure)


def test_morris_effects_of_what_nothing_moves(ax):
    found = bg.morris(GAME, "nash.gains.Ann", 2)
    none = replace(found, effects=tuple(replace(x, mu_star=None, mu=None, sigma=None, count=0) for x in found.effects))
    bg.draw_morris_effects(ax, none)
    assert ax.texts[0].get_text() == "no number moves nash.gains.Ann"
    still = replace(found, effects=tuple(replace(x, mu_star=0.0, mu=0.0, sigma=0.0) for x in found.effects))
    bg.draw_morris_effects(other := new_axes(), still)
    assert not other.texts
    assert_readable(other.figure)


def test_break_even_marks_every_turn(ax):
    found = bg.break_even(GAME, "outside_option.payoffs.Bob", "zone.exists")
    bg.draw_break_even(ax, found)
    assert list(ax.lines[-2].get_xdata()) == [crossing.at for crossing in found.crossings]
    assert list(ax.lines[-1].get_xdata()) == [30.0]
    (turn,) = found.crossings
    spans = [(round(float(p.get_x()), 9), round(float(p.get_width()), 9)) for p in ax.patches]
    assert spans == [(10.0, round(turn.at - 10.0, 9))], "shaded where it holds"
    assert [text.get_text() for text in ax.texts] == ["holds", f"{turn.at:.3g}"], "no room to say more"
    assert_readable(ax.figure)


def turning(*at, low=0.0, high=1.0):
    """A condition that turns at these values, and holds at first."""
    crossings = tuple(Crossing(x, bool(k % 2), x, x) for k, x in enumerate(at))
    ends = (True, len(at) % 2 == 0, True)
    return BreakEven("made", "a.number", "zone.exists", 0.5, low, high, crossings, *ends, 0.01, 100, (), 0)


@pytest.mark.parametrize("turns", [1, 2, 9, 80])
def test_many_turns_do_not_overlap(turns):
    ax = new_axes(6.4, 2.2)
    at = [(k + 1) / (turns + 1) for k in range(turns)]
    bg.draw_break_even(ax, turning(*at))
    assert list(ax.lines[-2].get_xdata()) == at, "each has its mark"
    assert len(ax.patches) == turns // 2 + 1
    assert_readable(ax.figure)


def test_turns_close_to_each_other_stand_on_two_lines(ax):
    bg.draw_break_even(ax, turning(0.500, 0.502))
    heights = [text.get_position()[1] for text in ax.texts if text.get_text().startswith("0.5")]
    assert len(set(heights)) == 2


def test_a_number_written_beyond_the_interval_is_seen(ax):
    bg.draw_break_even(ax, turning(15.0, low=10.0, high=20.0))
    low, high = ax.get_xlim()
    assert low < 0.5 < 20.0 < high


def test_break_even_that_never_turns(ax):
    bg.draw_break_even(ax, bg.break_even(GAME, "outside_option.payoffs.Ann", "zone.exists"))
    assert [text.get_text() for text in ax.texts] == ["holds"]


def test_a_scenario_box_shows_its_limits_in_their_ranges(ax):
    found = bg.scenario_discovery(GAME, "not zone.exists", draws=200)
    bg.draw_scenario_box(ax, found)
    box = found.boxes[0]
    assert [label.replace("\n", "") for label in labels(ax)] == [limit.path for limit in box.limits]
    for k, limit in enumerate(box.limits):
        least, most = found.ranges[limit.path]
        whole, part = ax.patches[2 * k : 2 * k + 2]
        assert (whole.get_x(), whole.get_width()) == (0.0, 1.0)
        low, high = part.get_x(), part.get_x() + part.get_width()
        assert least + low * (most - least) == pytest.approx(least if limit.low is None else limit.low)
        assert least + high * (most - least) == pytest.approx(most if limit.high is None else limit.high)
    shares = [box.density, box.unseen_density, box.coverage, box.unseen_coverage]
    assert re.findall(r"(\d+) %", ax.get_xlabel()) == [f"{100 * share:.0f}" for share in shares]
    assert_readable(ax.figure)


def test_the_ranges_of_a_scenario_discovery_are_those_drawn():
    found = bg.scenario_discovery(GAME, "not zone.exists", draws=100)
    rows = bg.draws_of(GAME, n=200).rows
    assert found.ranges == {path: (rows[:, k].min(), rows[:, k].max()) for k, path in enumerate(found.varied)}
    assert found.to_dict()["ranges"]["outside_option.payoffs.Bob"] == [rows[:, -1].min(), rows[:, -1].max()]


def test_many_limits_are_readable():
    limits = tuple(Limit(f"issues.road number {k}.Ann.weight", 0.2, 0.21) for k in range(14))
    box = ScenarioBox(limits, 0.999, 0.001, 0.1, None, None, ())
    ranges = FrozenDict({limit.path: (0.0, 1234567.0) for limit in limits})
    found = ScenarioDiscovery(
        "made", "zone.exists", 9, 0, bg.Sampler(), 0.8, tuple(ranges), Share(5, 9), (box,), (), 0, ranges
    )
    ax = bg.draw_scenario_box(new_axes(), found)
    assert ">99 % of the draws in the box;\nthe box has <1 %" in ax.get_xlabel()
    assert_readable(ax.figure)


def test_a_peeling_trajectory_ends_at_the_box(ax):
    found = bg.scenario_discovery(GAME, "not zone.exists", draws=200)
    bg.draw_peeling_trajectory(ax, found)
    box = found.boxes[0]
    way = [(stage.coverage, stage.density) for stage in box.trajectory if stage.kind == "peel"]
    assert list(zip(*ax.lines[0].get_data(), strict=True)) == way
    marks = [line for line in ax.lines if line.get_markersize() == 8]
    assert [(float(m.get_xdata()[0]), float(m.get_ydata()[0])) for m in marks] == [
        (box.coverage, box.density), (box.unseen_coverage, box.unseen_density),
    ]  # fmt: skip
    assert [text.get_text() for text in ax.texts] == ["the box", "on unseen draws"]
    assert "not zone.exists" in ax.get_xlabel()
    assert_readable(ax.figure)


def test_without_a_box_there_is_no_trajectory(ax):
    bg.draw_peeling_trajectory(ax, bg.scenario_discovery(GAME, "nash.gains.Ann > 1000", draws=20))
    assert "no box was looked for" in ax.texts[0].get_text()


def test_no_scenario_box_says_so(ax):
    bg.draw_scenario_box(ax, bg.scenario_discovery(GAME, "nash.gains.Ann > 1000", draws=20))
    assert "no box is better than the whole" in ax.texts[0].get_text()


ODD = (
    bg.BargainingGame("odd", parties=list(NAMES))
    .with_issue(
        "x" * 90, outcomes=["a", "b", "c"], weight={p: bg.Quantity(1, 0.1, 9, "assumed") for p in NAMES},
        worth={NAMES[0]: [100, 60, 0], NAMES[1]: [0, 50, 100]},
    )
    .with_issue(
        "y", outcomes=["a", "b"], weight={p: bg.Quantity(1, 0.1, 9, "assumed") for p in NAMES},
        worth={NAMES[0]: [100, 0], NAMES[1]: [0, 100]},
    )
    .with_outside_option(bg.Fixed({p: bg.Quantity(20, 0, 50, "assumed") for p in NAMES}))
)  # fmt: skip


PATH = f'issues.y."{NAMES[0]}".weight'


@pytest.mark.parametrize("party", NAMES)
@pytest.mark.parametrize(
    "draw",
    [
        lambda ax, asked: bg.draw_tornado(ax, bg.tornado(ODD, asked)),
        lambda ax, asked: bg.draw_sobol_indices(ax, bg.sobol(ODD, asked, 8)),
        lambda ax, asked: bg.draw_morris_effects(ax, bg.morris(ODD, asked, 3)),
        lambda ax, asked: bg.draw_scenario_box(ax, bg.scenario_discovery(ODD, f"{asked} < 30", draws=50)),
        lambda ax, asked: bg.draw_peeling_trajectory(ax, bg.scenario_discovery(ODD, f"{asked} < 30", draws=50)),
        lambda ax, asked: bg.draw_break_even(ax, bg.break_even(ODD, PATH, f"{asked} < 30")),
    ],
)
def test_odd_names_are_shown_by_the_letter_and_fit(ax, draw, party):
    draw(ax, f'nash.gains."{party}"')
    assert_readable(ax.figure)

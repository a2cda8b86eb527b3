"""Pictures of what was found over many draws: by the data on their axes."""

from dataclasses import replace

import numpy as np
import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
from tests.plots.cases import texts
from tests.plots.looking import assert_readable

NASTY = "<b>$x$</b> 和平 " + "long " * 12


def game(one="Ann", issue="road", outcomes=("north", "middle", "south")):
    return (
        bg.BargainingGame("road", parties=[one, "Bob"])
        .with_issue(
            issue, outcomes=outcomes, weight={one: 1, "Bob": 1},
            worth={one: [100, bg.Quantity(60, 10, 90, "assumed"), 0], "Bob": [0, 70, 100]},
        )
        .with_issue(
            "toll", range=(0, 10), unit="EUR", weight={one: bg.Quantity(1, 0.5, 2, "assumed"), "Bob": 1},
            worth={one: {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
        )
        .with_outside_option(bg.Fixed({one: bg.Quantity(20, 0, 40, "assumed"), "Bob": 30}))
    )  # fmt: skip


OVER = bg.ensemble(game(), draws=200)
NONE = bg.ensemble(game().with_outside_option(bg.Fixed({"Ann": 90, "Bob": 90})), draws=20)


def labels(ax):
    return [text.get_text() for text in ax.get_yticklabels()]


def test_outcome_shares_are_those_of_the_ensemble(ax):
    settling = OVER["nash"]
    assert bg.draw_outcome_shares(ax, settling) is ax
    assert labels(ax) == ["road", "toll"]
    shares = sorted((s.value for s in settling.issues["road"].values() if s.count), reverse=True)
    bars = ax.patches[: len(shares)]
    assert [bar.get_width() for bar in bars] == pytest.approx(shares)
    assert [bar.get_x() for bar in bars] == pytest.approx([sum(shares[:k]) for k in range(len(shares))])
    assert sum(shares) == pytest.approx(1.0)
    assert "share of the deals" in ax.get_xlabel()
    assert_readable(ax.figure)


def test_a_range_has_its_distribution(ax):
    settling = OVER["nash"]
    held = settling.issues["toll"]
    bg.draw_outcome_shares(ax, settling)
    columns = [bar for bar in ax.patches if bar.get_height() < 0 or bar.get_y() == pytest.approx(1.39)]
    assert len(columns) == 50
    heights = [-bar.get_height() for bar in columns]
    masses = [0.0] * 50
    for place, mass in held.bins:  # the range is 0 to 10, in bins of a hundredth
        masses[min(int(place / 20), 49)] += mass
    assert [h / max(heights) for h in heights] == pytest.approx([m / max(masses) for m in masses])
    middle = next(line for line in ax.lines if line.get_marker() == "^")
    assert float(middle.get_xdata()[0]) == pytest.approx(held.quantile(0.5) / 10)
    assert f"middle {float(f'{held.quantile(0.5):.3g}'):g} of 0 to 10 EUR" in texts(ax)


def test_what_does_not_fit_into_a_bar_stands_beside_it(ax):
    long = "a road through the northern valley and over the pass"
    settling = bg.ensemble(game(outcomes=(long, "middle", "south")), draws=200)["nash"]
    bg.draw_outcome_shares(ax, settling)
    share = settling.issues["road"][long].value
    assert 0 < share < 0.5
    assert any(text.replace("\n", " ").startswith(f"{100 * share:.0f} % a road through") for text in texts(ax))
    assert "middle" in texts(ax)
    assert_readable(ax.figure)


def test_shares_of_lotteries_sum_to_one(ax):
    settling = bg.ensemble(game(), draws=50, lotteries=True)["nash"]
    bg.draw_outcome_shares(ax, settling)
    bars = [bar for bar in ax.patches if bar.get_height() == 0.78]
    assert sum(bar.get_width() for bar in bars) == pytest.approx(1.0)


def test_draws_without_a_deal_are_said():
    costly = game().with_outside_option(bg.Fixed({"Ann": bg.Quantity(50, 10, 90, "assumed"), "Bob": 40}))
    settling = bg.ensemble(costly, draws=100)["nash"]
    assert 0 < settling.deal.count < 100
    said = bg.draw_outcome_shares(new_axes(), settling).get_xlabel()
    assert said.endswith(f"(there is one in {settling.deal.count:.0f} % of the draws)")


@pytest.mark.parametrize("issues", [1, 12, 30])
def test_many_issues_are_readable(issues):
    many = bg.BargainingGame("many", parties=["Ann", "Bob"])
    for k in range(issues):
        many = many.with_issue(
            f"{NASTY} {k}", outcomes=[f"{NASTY} {j}" for j in range(4)],
            weight={"Ann": bg.Quantity(1 + k, 0.2, 30, "assumed"), "Bob": bg.Quantity(4, 0.2, 30, "assumed")},
            worth={"Ann": [100, 80, 30, 0], "Bob": [0, 30, 80, 100]},
        )  # fmt: skip
    over = bg.ensemble(many, draws=40, concepts=["nash", "egalitarian"])
    assert_readable(bg.draw_outcome_shares(new_axes(), over["nash"]).figure)
    assert_readable(bg.draw_acceptability(new_axes(), over).figure)


def test_outcome_shares_without_a_deal_say_so(ax):
    bg.draw_outcome_shares(ax, NONE["nash"])
    assert texts(ax) == ["no deal in any draw"]


def test_gain_distributions_hold_every_draw(ax):
    settling = OVER["nash"]
    bg.draw_gain_distributions(ax, settling)
    assert labels(ax) == ["Ann", "Bob"]
    lines = [line for line in ax.lines if len(line.get_xdata()) == 2 and line.get_linewidth() == 1.6]
    for line, gain in zip(lines, settling.gains.values(), strict=True):
        assert list(line.get_xdata()) == [gain.quantile(0.05), gain.quantile(0.95)]
    middles = [float(line.get_xdata()[0]) for line in ax.lines if line.get_linestyle() == "None"]
    assert middles == [gain.quantile(0.5) for gain in settling.gains.values()]
    for row, (container, gain) in enumerate(zip(ax.containers, settling.gains.values(), strict=True)):
        heights = np.array([-bar.get_height() for bar in container])
        total = sum(mass for _, mass in gain.bins)
        edges = [bar.get_x() for bar in container] + [container[-1].get_x() + container[-1].get_width()]
        masses, _ = np.histogram(
            [p * gain.width + gain.origin for p, _ in gain.bins], edges, weights=[m for _, m in gain.bins]
        )
        assert masses.sum() == pytest.approx(total), row
        assert heights / heights.max() == pytest.approx(masses / masses.max())
    assert ax.get_xlabel() == "gain over disagreement, points"
    assert_readable(ax.figure)


def test_gain_distributions_of_no_gain_at_all(ax):
    bg.draw_gain_distributions(ax, NONE["nash"])
    assert_readable(ax.figure)


def test_a_payoff_cloud_is_the_games_solved_one_by_one(ax):
    cloud = bg.payoff_cloud(game(), draws=30, seed=5)
    drawn = bg.draws_of(game(), n=30, seed=5)
    for k in range(30):
        solution = bg.nash(drawn.game(k))
        assert cloud.payoffs[k] == pytest.approx([solution.payoffs[p] for p in cloud.parties], abs=1e-6)
        assert cloud.disagreement[k] == pytest.approx([solution.disagreement[p] for p in cloud.parties])
        assert cloud.deals[k] == solution.deal
    bg.draw_payoff_cloud(ax, cloud)
    outside, agreed, written = ax.lines
    assert pytest.approx(np.array(cloud.disagreement)) == np.array(outside.get_data()).T
    assert pytest.approx(np.array(cloud.payoffs)) == np.array(agreed.get_data()).T
    assert [float(x[0]) for x in written.get_data()] == list(bg.nash(game()).payoffs.values())
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("payoff of Ann, points", "payoff of Bob, points")
    assert_readable(ax.figure)


def test_a_payoff_cloud_is_that_of_the_ensemble_of_its_seed():
    cloud = bg.payoff_cloud(game(), draws=200)
    gains = np.array(cloud.payoffs) - np.array(cloud.disagreement)
    for i, spread in enumerate(OVER["nash"].gains.values()):
        assert gains[:, i].mean() == pytest.approx(spread.mean)
    assert cloud.to_frame().shape == (200, 5)


def test_a_cloud_does_not_hang_on_how_many_draws_are_held(monkeypatch):
    whole = bg.payoff_cloud(game(), draws=50)
    monkeypatch.setattr("bargain.uncertainty.cloud.AT_ONCE", 7)
    assert bg.payoff_cloud(game(), draws=50) == whole
    assert whole.to_dict()["payoffs"] == [list(row) for row in whole.payoffs]
    assert repr(whole) == "road: 50 draws, 50 deals by nash, 0 refused, seed 0"


def test_a_cloud_shows_the_parties_asked_for(ax):
    three = bg.BargainingGame("three", parties=["Ann", "Bob", "Cyd"]).with_issue(
        "road", outcomes=["north", "south"], weight=dict.fromkeys(("Ann", "Bob", "Cyd"), 1),
        worth={"Ann": [10, 0], "Bob": [20, 0], "Cyd": [30, 0]},
    )  # fmt: skip
    bg.draw_payoff_cloud(ax, bg.payoff_cloud(three, draws=3), parties=["Cyd", "Ann"])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("payoff of Cyd, points", "payoff of Ann, points")
    assert [list(axis) for axis in ax.lines[1].get_data()] == [[30.0] * 3, [10.0] * 3]


def test_a_cloud_of_no_game_at_all_says_so(ax):
    none = replace(bg.payoff_cloud(game(), draws=1), payoffs=(), disagreement=(), deals=(), refused=1)
    bg.draw_payoff_cloud(ax, none)
    assert texts(ax) == ["no draw makes a game"]
    assert repr(none) == "road: 0 draws, 0 deals by nash, 1 refused, seed 0"


def test_draws_that_make_no_game_are_left_out():
    odd = bg.BargainingGame("odd", parties=["Ann"]).with_issue(
        "price",
        range=(0, bg.Quantity(1, -1, 1, "assumed")),
        weight={"Ann": 1},
        worth={"Ann": {"at": [0, 1], "is": [0, 9]}},
    )
    cloud = bg.payoff_cloud(odd, draws=40)
    assert 0 < cloud.refused < 40
    assert len(cloud) == len(cloud.deals) == len(cloud.disagreement) == 40 - cloud.refused


def test_a_cloud_without_a_deal_has_crosses_alone(ax):
    cloud = bg.payoff_cloud(game().with_outside_option(bg.Fixed({"Ann": 90, "Bob": 90})), draws=5)
    assert not any(cloud.deals)
    assert cloud.payoffs == cloud.disagreement
    bg.draw_payoff_cloud(ax, cloud)
    assert len(ax.lines) == 2


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"draws": 0}, "draws = 0; it must be at least 1"),
        ({"concept": "nahs"}, "concept: no concept 'nahs'; did you mean 'nash'?"),
    ],
)
def test_a_cloud_that_cannot_be(keywords, message):
    with pytest.raises(bg.GameError, match=message.split(";")[0]):
        bg.payoff_cloud(game(), **keywords)


def test_acceptability_is_that_of_the_ensemble(ax):
    bg.draw_acceptability(ax, OVER, most=3)
    marks = [line for line in ax.lines if line.get_linestyle() == "None"]
    shown = OVER.packages[:3]
    expected = [p.acceptable.value for p in shown] + [p.on_zone.value for p in shown if p.on_zone]
    expected += [p.solution["nash"].value for p in shown]
    assert [float(line.get_xdata()[0]) for line in marks] == pytest.approx(expected)
    assert len(labels(ax)) == 3
    assert len(set(labels(ax))) == 3, "rows are told apart by what differs"
    first, *others = (package.agreement for package in shown)
    for label, other in zip(labels(ax)[1:], others, strict=True):
        said = label.removeprefix("but ").replace("\n", " ").split("; ")
        assert {part.split(": ")[0] for part in said} == {issue for issue in first if first[issue] != other[issue]}
    bars = [line for line in ax.lines if line.get_linewidth() == 1.2]
    share = shown[0].acceptable
    assert list(bars[0].get_xdata()) == [max(share.value - 2 * share.error, 0), min(share.value + 2 * share.error, 1)]
    assert_readable(ax.figure)


def test_no_agreement_recurs(ax):
    bg.draw_acceptability(ax, NONE)
    assert texts(ax) == ["no agreement recurs"]


def test_one_agreement_is_named_by_all_it_settles(ax):
    one = bg.BargainingGame("one", parties=["Ann"]).with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 1}, worth={"Ann": [bg.Quantity(90, 80, 100, "assumed"), 0]}
    )
    bg.draw_acceptability(ax, bg.ensemble(one, draws=10))
    assert labels(ax) == ["road: north"]


def test_names_are_shown_by_the_letter(ax):
    nasty = game(NASTY, NASTY, (NASTY, "middle", "south"))
    over = bg.ensemble(nasty, draws=20)
    for draw in (bg.draw_outcome_shares, bg.draw_gain_distributions):
        own = draw(new_axes(), over["nash"])
        assert any(r"\$x\$" in text for text in labels(own))
    bg.draw_acceptability(new_axes(), over)
    assert r"\$x\$" in bg.draw_payoff_cloud(ax, bg.payoff_cloud(nasty, draws=3)).get_xlabel()


def test_robust_frontier_marks_the_named_ones(ax):
    found = bg.robust(
        game().with_outside_option(bg.Fixed({"Ann": bg.Quantity(50, 10, 90, "assumed"), "Bob": 30})), draws=50
    )
    bg.draw_robust_frontier(ax, found)
    line = ax.lines[0]
    assert list(line.get_xdata()) == [p.accepted.value for p in found.frontier]
    assert list(line.get_ydata()) == [p.expected for p in found.frontier]
    drawn = {(float(x.get_xdata()[0]), float(x.get_ydata()[0])): x for x in ax.lines[1:]}
    said = [text.replace("\n", " ").split(", ") for text in texts(ax)]
    assert len(drawn) == len(said)
    assert sorted(name for names in said for name in names) == [
        "least expected regret", "least largest regret", "most accepted", "settled as written",
    ]  # fmt: skip
    for package in found.named.values():
        near = [at for at in drawn if at == pytest.approx((package.accepted.value, package.expected), abs=1e-9)]
        assert len(near) == 1, "one mark for what stands at one place"
    low, high = ax.get_xlim()
    assert low >= -0.02
    assert high <= 1.02
    assert "share" in ax.get_xlabel()
    assert ax.get_ylabel().endswith(", points")
    assert_readable(ax.figure)


def test_a_robust_measure_is_named(ax):
    found = bg.robust(game(), draws=20, measure="smallest_gain")
    assert bg.draw_robust_frontier(ax, found).get_ylabel() == "expected smallest gain, points"
    assert_readable(ax.figure)


def test_no_robust_agreement_says_so(ax):
    bg.draw_robust_frontier(ax, bg.robust(game().with_outside_option(bg.Fixed({"Ann": 95, "Bob": 95})), draws=5))
    assert texts(ax) == ["no agreement that was looked at is accepted in any draw"]

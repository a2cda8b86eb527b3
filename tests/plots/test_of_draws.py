"""Pictures of what was found over many draws: by the data on their axes."""

import numpy as np
import pytest

import bargain as bg
from bargain.plots.canvas import new_axes
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
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(shares)
    assert sum(bar.get_width() for bar in ax.patches) == pytest.approx(1.0)
    low, middle, high = (settling.issues["toll"].quantile(q) for q in (0.05, 0.5, 0.95))
    assert f"from {low:.4g} to {high:.4g}, half up to {middle:.4g}" in [text.get_text() for text in ax.texts]
    assert "share" in ax.get_xlabel()
    assert_readable(ax.figure)


def test_outcome_shares_without_a_deal_say_so(ax):
    bg.draw_outcome_shares(ax, NONE["nash"])
    assert [text.get_text() for text in ax.texts] == ["no deal in any draw"]


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
    assert_readable(ax.figure)


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
    named = [p for p in found.named.values() if p is not None]
    assert [float(x.get_xdata()[0]) for x in ax.lines[1:]] == [p.accepted.value for p in named]
    assert "share" in ax.get_xlabel()
    assert ax.get_ylabel().endswith(", points")
    assert_readable(ax.figure)

"""PRIM on points of which the box is known, counted again by hand; and where a war leaves no zone."""

import json
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import binom, ks_2samp

import bargain as bg
from bargain.uncertainty.sensitivity.prim import Box, chance, measured, merit, odds_of_spread, peeled, prim
from tests.uncertainty.sensitive import road, straight_pie, uncertain

SETTINGS = {"density": 0.95, "share": 0.05, "paste": 0.01, "least_mass": 0.05}


def count(box, x, y):
    """Oracle: density, coverage and mass, point by point."""
    inside = [all(low <= v <= high for v, low, high in zip(p, box.low, box.high, strict=True)) for p in x.tolist()]
    true = sum(1 for i, t in zip(inside, y, strict=True) if i and t)
    return true / sum(inside), true / sum(y), sum(inside) / len(x)


def test_a_known_box_is_found():
    x = np.random.default_rng(0).random((3000, 5))
    y = (x[:, 1] > 0.2) & (x[:, 1] < 0.6) & (x[:, 3] > 0.5)
    last = prim(x, y, **SETTINGS)[-1]
    assert last.box.restricted == (1, 3)
    assert (last.box.low[1], last.box.high[1]) == pytest.approx((0.2, 0.6), abs=0.03)
    assert (last.box.low[3], last.box.high[3]) == (pytest.approx(0.5, abs=0.03), np.inf)
    assert last.density >= 0.95
    assert last.coverage >= 0.95


def test_a_known_box_is_found_in_noise():
    random = np.random.default_rng(1)
    x = random.random((4000, 6))
    y = random.random(4000) < np.where((x[:, 0] < 0.35) & (x[:, 4] > 0.6), 0.9, 0.1)
    last = prim(x, y, **{**SETTINGS, "density": 0.85})[-1]
    assert last.box.restricted == (0, 4)
    assert last.box.high[0] == pytest.approx(0.35, abs=0.05)
    assert last.box.low[4] == pytest.approx(0.6, abs=0.05)


def test_measures_are_those_counted():
    random = np.random.default_rng(2)
    x = random.random((400, 3))
    y = random.random(400) < x[:, 0] * x[:, 1]
    for step in prim(x, y, **{**SETTINGS, "density": 0.7}):
        assert (step.density, step.coverage, step.mass) == pytest.approx(count(step.box, x, y))


def test_the_first_peel_is_the_best_of_all():
    random = np.random.default_rng(3)
    x = random.random((200, 4))
    y = random.random(200) < x[:, 2] * np.sqrt(x[:, 3])
    _, (k, box), *_ = peeled(x, y, 0.05, 10)
    told = [j for j in range(4) if 4 * ks_2samp(x[y, j], x[~y, j], method="asymp").pvalue < 0.05]
    assert 0 not in told
    assert 2 in told
    means = {}
    for j in told:
        order = np.argsort(x[:, j])
        means[j, "low"], means[j, "high"] = y[order[10:]].mean(), y[order[:-10]].mean()
    assert count(box, x, y)[0] == max(means.values())
    assert (k, "low" if box.low[k] > -np.inf else "high") in [
        side for side, m in means.items() if m == max(means.values())
    ]


def test_boxes_lie_one_inside_the_other_down_to_the_least():
    random = np.random.default_rng(4)
    x = random.random((500, 3))
    y = random.random(500) < x[:, 0]
    held = [box.holds(x) for _, box in peeled(x, y, 0.1, 50)]
    assert all((inner <= outer).all() for outer, inner in pairwise(held))
    assert held[-1].sum() >= 50
    assert held[-1].sum() * 0.9 < 56


def test_equal_values_are_peeled_together():
    x = np.repeat([[0.0], [1.0]], [60, 40], axis=0)
    y = x[:, 0] == 1.0
    last = prim(x, y, **SETTINGS)[-1]
    assert (last.box.low, last.box.high, last.density, last.coverage) == ((0.5,), (np.inf,), 1.0, 1.0)


def test_the_odds_that_a_limit_is_chance():
    x = np.random.default_rng(5).random((100, 2))
    y = x[:, 0] < 0.5
    box = Box((-np.inf, 0.5), (0.4, np.inf))
    inside = (x[:, 0] <= 0.4) & (x[:, 1] >= 0.5)
    n, true = int(inside.sum()), int((inside & y).sum())
    free = {0: x[:, 1] >= 0.5, 1: x[:, 0] <= 0.4}
    for k in (0, 1):
        at_least = sum(binom.pmf(j, n, y[free[k]].mean()) for j in range(true, n + 1))
        assert chance(box, k, x, y) == pytest.approx(at_least)
    assert chance(box, 1, x, y) == 1.0


def test_limits_are_dropped_only_where_that_costs_nothing():
    drops = 0
    for seed in (0, 1, 2, 3):
        x = np.random.default_rng(seed).random((400, 8))
        y = x.sum(axis=1) < 3.4
        steps = prim(x, y, **{**SETTINGS, "density": 0.6})
        kinds = [step.kind for step in steps]
        for k in range(kinds.index("choose"), len(steps)):
            step = steps[k]
            last = step.kind != "paste" and (k + 1 == len(steps) or steps[k + 1].kind == "paste")
            without = {j: measured("drop", j, step.box.without(j), x, y) for j in step.box.restricted}
            free = [s for j, s in without.items() if chance(step.box, j, x, y) > 0.05]
            if last:
                assert all(merit(s, 0.6) < merit(step, 0.6) for s in free)
            elif step.kind != "paste":
                drops += 1
                assert steps[k + 1] in free
    assert drops > 2


def test_pure_noise_restricts_little():
    random = np.random.default_rng(6)
    x = random.random((1000, 8))
    y = random.random(1000) < 0.3
    assert prim(x, y, **SETTINGS)[-1].box.restricted == ()


def test_two_numbers_of_a_hundred_are_found():
    random = np.random.default_rng(7)
    x = random.random((1000, 100))
    y = random.random(1000) < np.where((x[:, 20] < 0.5) & (x[:, 70] < 0.4), 0.7, 0.05)
    last = prim(x, y, **{**SETTINGS, "density": 0.6})[-1]
    assert last.box.restricted == (20, 70)
    assert last.coverage > 0.6


def test_the_distance_between_true_and_false_points():
    random = np.random.default_rng(8)
    x = np.round(random.random((300, 3)), 2)
    y = random.random(300) < 0.2 + 0.5 * x[:, 1]
    found = odds_of_spread(x, y)
    for k in range(3):
        grid = np.unique(x[:, k])
        widest = max(abs((x[y, k] <= v).mean() - (x[~y, k] <= v).mean()) for v in grid)
        odds = 2 * np.exp(-2 * widest**2 * y.sum() * (~y).sum() / 300)
        assert found[k] == pytest.approx(min(1.0, odds))
    assert odds_of_spread(x, np.ones(300, dtype=bool)).tolist() == [1.0, 1.0, 1.0]


def dear_war():
    """No zone exactly when Ann's and Bob's costs sum to less than 25 a year (two years, 80 + 70 points)."""
    return straight_pie().with_value("outside_option.years", bg.Quantity(2.0))


def test_where_a_war_leaves_no_zone():
    found = bg.scenario_discovery(dear_war(), draws=800, density=0.75)
    (box,) = found
    rows = bg.draws_of(dear_war(), n=1600).rows
    y, first = rows.sum(axis=1) < 25, np.arange(1600) < 800
    assert found.varied == ("outside_option.cost_per_year.Ann", "outside_option.cost_per_year.Bob")
    assert (found.holds.count, found.holds.of) == (y.sum(), 1600)
    assert {limit.path for limit in box.limits} == set(found.varied)
    assert all(limit.low is None and limit.high < 25 for limit in box.limits)
    inside = (rows <= [limit.high for limit in box.limits]).all(axis=1)
    assert (box.density, box.coverage, box.mass) == pytest.approx(
        (y[inside & first].mean(), (y & inside & first).sum() / y[first].sum(), inside[first].mean())
    )
    assert (box.unseen_density, box.unseen_coverage) == pytest.approx(
        (y[inside & ~first].mean(), (y & inside & ~first).sum() / y[~first].sum())
    )
    assert box.density > 0.7
    assert box.unseen_density > 0.65


def test_several_boxes():
    """The pie is worth less than the war at both ends of the range of Ann's cost."""

    def at_both_ends(solution):
        return not 30 < solution.disagreement["Ann"] < 65

    found = bg.scenario_discovery(dear_war(), at_both_ends, draws=150, boxes=3, density=0.9)
    ends = sorted((box.limits[0].low is None, box.limits[0].low or box.limits[0].high) for box in found)
    assert ends == [(False, pytest.approx(25, abs=1.5)), (True, pytest.approx(7.5, abs=1.5))]
    assert sum(box.coverage for box in found) > 0.95
    one = bg.scenario_discovery(dear_war(), at_both_ends, draws=150, density=0.9)
    assert one.boxes == found.boxes[:1]


def test_nothing_to_find():
    def nearly_everywhere(solution):
        return np.sin(1000 * solution.disagreement["Ann"]) > -0.95

    enough = bg.scenario_discovery(dear_war(), nearly_everywhere, draws=100)
    assert (enough.boxes[0].limits, enough.boxes[0].coverage) == ((), 1.0)
    assert repr(enough).endswith(f"  in {enough.boxes[0].density:.3f} everywhere: enough without any limit")
    always = bg.scenario_discovery(road(outside=20), "nash.deal", draws=20)
    never = bg.scenario_discovery(road(outside=20), draws=20)
    assert (always.boxes, always.holds.value) == ((), 1.0)
    assert (never.boxes, never.holds.value) == ((), 0.0)
    assert repr(never) == "not zone.exists: in 0 ± 0.024 of the draws, seed 0"


def test_draws_that_make_no_game_are_counted():
    game = bg.BargainingGame("toll", parties=["Ann", "Bob"]).with_issue(
        "toll", range=(0, bg.Quantity(10, 4, 20, "assumed")), weight={"Ann": 1, "Bob": 1}, status_quo=5.0,
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
    ).with_outside_option(bg.Fixed({"Ann": uncertain(50, 20, 90), "Bob": 30}))  # fmt: skip
    found = bg.scenario_discovery(game, draws=100)
    ends = bg.draws_of(game, n=200)
    refused = int((ends.rows[:, ends.paths.index("issues.toll.range.1")] < 5).sum())
    assert refused > 0
    assert (sum(r.count for r in found.refused), found.holds.of) == (refused, 200 - refused)
    assert found.refused[0].place == "issues.toll.status_quo"


def test_one_seed_reproduces_it_and_another_does_not():
    seeds = [bg.scenario_discovery(dear_war(), draws=100, seed=seed).to_dict() for seed in (0, 0, 1)]
    assert seeds[0] == seeds[1] != seeds[2]
    assert json.loads(json.dumps(seeds[0])) == seeds[0]


def test_forms_of_the_result():
    found = bg.scenario_discovery(dear_war(), draws=200, density=0.75)
    assert list(found.to_frame()["path"]) == [limit.path for limit in found.boxes[0].limits]
    steps = found.to_frame("trajectory")
    assert list(steps["kind"]) == [stage.kind for stage in found.boxes[0].trajectory]
    assert list(steps["kind"]).count("choose") == 1
    assert f"    {found.boxes[0].limits[0]}" in repr(found).splitlines()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"density": 0}, "density = 0; give a share, above 0 and at most 1"),
        ({"least_mass": 1.5}, "least_mass = 1.5; give a share, above 0 and at most 1"),
        ({"boxes": 0}, "boxes = 0; give a whole number of at least 1"),
        ({"draws": 5}, "draws = 5; give a whole number of at least 10"),
    ],
)
def test_refusals(settings, said):
    with pytest.raises(bg.GameError) as error:
        bg.scenario_discovery(road(), **settings)
    assert str(error.value) == said


def test_an_unknown_table():
    with pytest.raises(bg.GameError) as error:
        bg.scenario_discovery(road(), "nash.deal", draws=10).to_frame("limit")
    assert str(error.value) == "table: no table 'limit'; did you mean 'limits'?"


def test_a_game_in_which_nothing_varies():
    game = road(weight=3, worth=60, outside=20)
    with pytest.raises(bg.GameError) as error:
        bg.scenario_discovery(game)
    assert str(error.value) == "'road': no number has a range, so nothing varies; write low and high"

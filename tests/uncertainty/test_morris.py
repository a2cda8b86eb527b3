"""Morris' elementary effects against exact ones, listed over the whole grid."""

import json
from itertools import product

import numpy as np
import pytest

import bargain as bg
from bargain.uncertainty.sensitivity.groups import Group
from bargain.uncertainty.sensitivity.morris import elementary_effects
from tests.uncertainty.sensitive import g_function, ishigami, ranked, road, straight_pie


def every_effect(function, k, levels):
    """Oracle: the effects of every number at every point of the grid where it can step up, (k, how many)."""
    step = levels / (2 * (levels - 1))
    grid = [j / (levels - 1) for j in range(levels)]
    found = [[] for _ in range(k)]
    for point in product(grid, repeat=k):
        for i in range(k):
            if point[i] + step <= 1 + 1e-9:
                after = list(point)
                after[i] += step
                before, there = function(np.array([point, after]))
                found[i].append((there - before) / step)
    return np.array(found)


def alone(k):
    return tuple(Group(f"x{i}", (i,), True) for i in range(k))


@pytest.mark.parametrize("levels", [2, 4, 8])
def test_g_function_and_ishigami(levels):
    for function, k in ((g_function(np.array([0.0, 1.0, 4.5, 99.0])), 4), (ishigami, 3)):
        exact = every_effect(function, k, levels)
        found = elementary_effects(function, alone(k), 4000, levels, np.random.default_rng(0))
        size = np.abs(exact).max(axis=1) + 1e-9
        assert found.mean(axis=0) / size == pytest.approx(exact.mean(axis=1) / size, abs=0.06)
        assert np.abs(found).mean(axis=0) / size == pytest.approx(np.abs(exact).mean(axis=1) / size, abs=0.03)
        assert found.std(axis=0) / size == pytest.approx(exact.std(axis=1) / size, abs=0.03)


def test_g_function_in_closed_form():
    """With 4 levels the step is 2/3 and |4x − 2| is 2 or 2/3 with equal chance, so mu* is 2/(1 + a) times the others'
    means, (4/3 + a)/(1 + a), and mu is 0."""
    a = np.array([0.0, 1.0, 4.5])
    exact = every_effect(g_function(a), 3, 4)
    mean = (4 / 3 + a) / (1 + a)
    assert np.abs(exact).mean(axis=1) == pytest.approx(2 / (1 + a) * mean.prod() / mean)
    assert exact.mean(axis=1) == pytest.approx(0, abs=1e-12)


def test_a_straight_function_has_its_slopes():
    slopes = np.array([3.0, 0.0, -1.5])
    found = elementary_effects(lambda x: x @ slopes, alone(3), 7, 4, np.random.default_rng(3))
    assert found == pytest.approx(np.tile(slopes, (7, 1)))


def test_a_trajectory_moves_every_number_once_on_the_grid():
    seen = []

    def function(x):
        seen.append(x.reshape(5, 4, 3))
        return x[:, 0]

    elementary_effects(function, alone(3), 5, 4, np.random.default_rng(0))
    points = seen[0]
    assert np.isin((points * 3).round(9), [0, 1, 2, 3]).all()
    moves = np.diff(points, axis=1)
    assert ((np.abs(moves) > 1e-9).sum(axis=2) == 1).all()
    assert (np.abs(np.abs(moves).sum(axis=1) - 2 / 3) < 1e-9).all()


def test_members_of_a_group_move_together():
    groups = (Group("both", (0, 1), False), Group("last", (2,), True))
    found = elementary_effects(lambda x: 10 * x[:, 2], groups, 6, 4, np.random.default_rng(0))
    assert found == pytest.approx(np.tile([0.0, 10.0], (6, 1)))


def test_a_war():
    """80 − years·cost: Ann's cost on [0, 30] has the effect −30·years, the duration on [1, 4] −3·cost."""
    found = {e.path: e for e in bg.morris(straight_pie(), "disagreement.Ann", trajectories=400)}
    cost, years = found["outside_option.cost_per_year.Ann"], found["outside_option.years"]
    assert (cost.mu, cost.mu_star) == (pytest.approx(-30 * 2.5, abs=5), pytest.approx(30 * 2.5, abs=5))
    assert (years.mu, years.mu_star) == (pytest.approx(-3 * 15, abs=4), pytest.approx(3 * 15, abs=4))
    assert cost.sigma == pytest.approx(30 * np.std([1, 2, 3, 4]), rel=0.1)
    assert found["outside_option.cost_per_year.Bob"].to_dict() == {
        "path": "outside_option.cost_per_year.Bob", "mu_star": 0.0, "error": 0.0, "mu": 0.0, "sigma": 0.0, "count": 400,
    }  # fmt: skip


def test_one_seed_reproduces_it_and_another_does_not():
    seeds = [bg.morris(road(), "nash.gains.Ann", seed=seed).to_dict() for seed in (0, 0, 1)]
    assert seeds[0] == seeds[1] != seeds[2]
    assert json.loads(json.dumps(seeds[0])) == seeds[0]
    assert seeds[0]["solved"] == 20 * 4


def test_a_ranking_has_no_direction(tmp_path):
    effect = {e.path: e for e in bg.morris(ranked(tmp_path), "nash.payoffs.Ann")}["rankings.Ann"]
    assert effect.mu_star > 0
    assert (effect.mu, effect.sigma) == (None, None)


def test_what_has_no_number_is_left_out():
    found = bg.morris(straight_pie(), "nash.agreement.pie", trajectories=30)
    assert found.undefined > 0
    assert all(effect.count < 30 for effect in found)
    assert repr(found).endswith(f"\n{found.undefined} had no number")
    assert list(found.to_frame()["count"]) == [effect.count for effect in found]


def test_refusals():
    both = bg.Sampler(weights="fixed_sum")
    game = road().with_value("issues.toll.Ann.weight", bg.Quantity(2.0, 1, 4, "assumed"))
    for settings, said in (
        ({"levels": 3}, "levels = 3; give an even number, so that every level has a partner"),
        ({"trajectories": 1}, "trajectories = 1; give a whole number of at least 2"),
        ({"seed": -1}, "seed = -1; give a whole number of at least 0"),
        ({"sampler": both}, "sampler: weights of Ann keep their sum and so do not move one at a time; use sobol"),
    ):
        with pytest.raises(bg.GameError) as error:
            bg.morris(game, "nash.gains.Ann", **settings)
        assert str(error.value) == said


def test_a_game_in_which_nothing_varies():
    game = road(weight=3, worth=60, outside=20)
    with pytest.raises(bg.GameError) as error:
        bg.morris(game, "zone.exists")
    assert str(error.value) == "'road': no number has a range, so nothing varies; write low and high"

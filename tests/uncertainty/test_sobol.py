"""Sobol indices against analytic functions, and of games whose answer is known."""

import json

import numpy as np
import pytest
from scipy.stats import qmc

import bargain as bg
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.groups import Group, groups_of
from bargain.uncertainty.sensitivity.sobol import errors, indices, whole_rows
from tests.uncertainty.sensitive import g_function, g_indices, ishigami, ishigami_indices, ranked, road, straight_pie


def blocks(k, n):
    """Rows of A and B, block after block, from one plain scrambled Sobol sequence."""
    points = qmc.Sobol(2 * k, seed=1).random(8 * n)

    def pair(block):
        own = points[block * n : (block + 1) * n]
        return own[:, :k], own[:, k:]

    return pair


def alone(k):
    return tuple(Group(f"x{i}", (i,), True) for i in range(k))


def test_ishigami():
    values = whole_rows(ishigami, blocks(3, 4096), alone(3), 4096)
    first, total = ishigami_indices()
    assert indices(*values)[0] == pytest.approx(first, abs=0.02)
    assert indices(*values)[1] == pytest.approx(total, abs=0.02)
    first_error, total_error = errors(*values, np.random.default_rng(0))
    assert ((first_error > 0.002) & (first_error < 0.04)).all()
    assert ((total_error > 0.002) & (total_error < 0.04)).all()


def test_g_function():
    a = np.array([0.0, 1.0, 4.5, 99.0])
    found = indices(*whole_rows(g_function(a), blocks(4, 4096), alone(4), 4096))
    first, total = g_indices(a)
    assert found[0] == pytest.approx(first, abs=0.02)
    assert found[1] == pytest.approx(total, abs=0.02)


def test_a_group_counts_all_its_members():
    a = np.array([0.0, 1.0, 4.5])
    groups = (Group("first", (0,), True), Group("rest", (1, 2), False))
    first, total = indices(*whole_rows(g_function(a), blocks(3, 4096), groups, 4096))
    v = 1.0 / (3.0 * (1.0 + a) ** 2)
    rest, whole = (1 + v[1]) * (1 + v[2]) - 1, np.prod(1 + v) - 1
    assert first == pytest.approx([v[0] / whole, rest / whole], abs=0.02)
    assert total == pytest.approx([v[0] * (1 + rest) / whole, rest * (1 + v[0]) / whole], abs=0.02)


def test_rows_without_a_value_are_replaced_by_later_ones():
    def hollow(x):
        return np.where(x[:, 0] < 0.25, np.nan, x[:, 0] + x[:, 1])

    f_a, f_b, f_ab = whole_rows(hollow, blocks(2, 1024), alone(2), 1024)
    assert (f_a.shape, f_b.shape, f_ab.shape) == ((1024,), (1024,), (2, 1024))
    one, two = (0.75**2) / 12, 1 / 12  # x1 is uniform on what is left
    first, total = indices(f_a, f_b, f_ab)
    assert first == pytest.approx([one / (one + two), two / (one + two)], abs=0.04)
    assert total == pytest.approx(first, abs=0.04)


def test_too_many_rows_without_a_value():
    with pytest.raises(bg.GameError) as error:
        whole_rows(lambda x: np.where(x[:, 0] < 0.95, np.nan, 1.0), blocks(1, 64), alone(1), 64)
    assert str(error.value).startswith("scalar: only ")
    assert str(error.value).endswith(" of 512 draws have a number in all games; narrow the ranges")


def test_one_number_alone_and_one_that_does_nothing():
    values = whole_rows(lambda x: x[:, 0], blocks(1, 256), alone(1), 256)
    assert np.array(indices(*values)).ravel() == pytest.approx([1.0, 1.0], abs=0.01)
    values = whole_rows(lambda x: np.full(len(x), 5.0), blocks(2, 16), alone(2), 16)
    assert np.array(indices(*values)).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_a_war_whose_variance_is_known():
    """Ann's disagreement at 2 years is 80 − 2·cost: with the duration fixed, her cost carries all of it."""
    game = straight_pie().with_value("outside_option.years", bg.Quantity(2.0))
    found = bg.sobol(game, "disagreement.Ann", draws=128)
    assert next(iter(found)).path == "outside_option.cost_per_year.Ann"
    assert [index.first for index in found] == pytest.approx([1.0, 0.0], abs=0.02)
    assert (found.mean, found.variance) == (pytest.approx(50.0, abs=0.5), pytest.approx(4 * 900 / 12, rel=0.03))
    assert (found.solved, found.refused, found.undefined) == (128 * 4, (), 0)


def test_interaction_of_duration_and_cost():
    """80 − years·cost: by hand, years on [1, 4] and cost on [0, 30]."""
    found = {index.path: index for index in bg.sobol(straight_pie(), "disagreement.Ann", draws=1024)}
    means, variances = np.array([2.5, 15.0]), np.array([9 / 12, 900 / 12])
    alone_ = variances * means[::-1] ** 2
    total = variances.prod() + alone_.sum()
    own = [found["outside_option.years"], found["outside_option.cost_per_year.Ann"]]
    assert [i.first for i in own] == pytest.approx(alone_ / total, abs=0.03)
    assert [i.total for i in own] == pytest.approx((alone_ + variances.prod()) / total, abs=0.03)


def test_one_seed_reproduces_it_and_another_does_not():
    seeds = [bg.sobol(road(), "nash.gains.Ann", draws=16, seed=seed).to_dict() for seed in (0, 0, 1)]
    assert seeds[0] == seeds[1] != seeds[2]
    assert json.loads(json.dumps(seeds[0])) == seeds[0]


def test_a_function_gives_what_its_text_gives():
    by_text = bg.sobol(road(), "nash.gains.Ann", draws=16)
    by_call = bg.sobol(road(), lambda solution: solution.gains["Ann"], draws=16)
    columns = ["first", "total"]
    assert np.allclose(by_call.to_frame()[columns], by_text.to_frame()[columns], atol=1e-9)


def test_rankings_and_fixed_sums_are_groups(tmp_path):
    game = ranked(tmp_path)
    assert [(g.name, g.alone) for g in groups_of(Space.of(game))] == [
        ("issues.road.Ann.worth.middle", True), ("rankings.Ann", False)
    ]  # fmt: skip
    found = bg.sobol(game, "nash.payoffs.Ann", draws=32)
    assert sorted(index.path for index in found) == ["issues.road.Ann.worth.middle", "rankings.Ann"]
    both = road().with_value("issues.toll.Ann.weight", bg.Quantity(2.0, 1, 4, "assumed"))
    found = bg.sobol(both, "nash.payoffs.Ann", draws=32, sampler=bg.Sampler(weights="fixed_sum"))
    assert "weights of Ann" in [index.path for index in found]
    assert all(index.path != "issues.road.Ann.weight" for index in found)


def test_no_deal_has_no_number_and_is_counted():
    game = straight_pie()
    found = bg.sobol(game, "nash.agreement.pie", draws=16)
    assert found.undefined > 0
    assert f"{found.undefined} had no number" in repr(found)


def test_refusals():
    for draws, said in ((12, "draws = 12; give a power of 2, such as 16"),
                        (0, "draws = 0; give a whole number of at least 2")):  # fmt: skip
        with pytest.raises(bg.GameError) as error:
            bg.sobol(road(), "nash.gains.Ann", draws=draws)
        assert str(error.value) == said
    with pytest.raises(bg.GameError) as error:
        bg.sobol(road(), "nash.agreement.road")
    assert str(error.value) == (
        "scalar 'nash.agreement.road': is no number, and a Sobol index needs one; "
        "ask for 'nash.agreement.road.north' or 'nash.agreement.road.middle'"
    )


def test_a_scalar_that_nothing_moves():
    found = bg.sobol(road(), "disagreement.Bob", draws=16)
    assert found.variance == 0.0
    assert {index.total for index in found} == {0.0}
    assert repr(found).endswith("\n  no number moves it")


def test_a_game_in_which_nothing_varies():
    game = road(weight=3, worth=60, outside=20)
    with pytest.raises(bg.GameError) as error:
        bg.sobol(game, "zone.exists")
    assert str(error.value) == "'road': no number has a range, so nothing varies; write low and high"

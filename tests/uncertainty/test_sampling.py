"""Draws: ranges, distributions, rankings, intervals with a fixed sum, even sequences, seeds."""

import numpy as np
import pytest
from scipy import stats

import bargain as bg
from bargain.game.document import issue_from
from bargain.game.paths import join
from bargain.game.quantity import Quantity
from bargain.game.rankings import rank_order_centroid
from bargain.uncertainty.sampling import polytope
from bargain.uncertainty.sampling.draws import BLOCK, rows_between
from bargain.uncertainty.sampling.marginals import triangular
from bargain.uncertainty.sampling.polytope import CORNERS, corners, hit_and_run, nested_r_hat, ranked_weights
from bargain.uncertainty.sampling.space import Space
from tests.game.example import TOLL
from tests.uncertainty.games import DISPUTED, RANGES
from tests.uncertainty.oracle import by_rejection, ordered_moments, standard_errors

INTERVALS = {
    "wide": ([0, 0, 0], [10, 10, 10], 12.0),
    "uneven": ([0, 2, 0.1, 5], [30, 3, 0.2, 40], 35.0),
    "two": ([0, 0], [1, 5], 2.5),
    "many": ([0] * 8, [3] * 8, 9.0),
}


def ranked(count: int) -> bg.BargainingGame:
    """Ann ranks `count` issues, Bob weighs them."""
    names = [f"issue {k}" for k in range(count)]
    views = {"Ann": {"worth": [100, 0]}, "Bob": {"weight": 1, "worth": [0, 100]}}
    issues = tuple(issue_from(name, {"outcomes": ["a", "b"], **views}) for name in names)
    return bg.BargainingGame("ranked", parties=["Ann", "Bob"], issues=issues, rankings={"Ann": names})


def test_every_number_with_a_range_varies_within_it_and_no_other():
    draws = bg.draws_of(DISPUTED, n=4000, seed=5)
    assert set(draws.paths) == set(RANGES)
    for path, column in zip(draws.paths, draws.rows.T, strict=True):
        _, low, high = RANGES[path]
        assert column.min() >= low
        assert column.max() <= high
        assert stats.kstest(column, stats.uniform(low, high - low).cdf).pvalue > 1e-4


def test_a_bound_that_is_not_given_is_the_value():
    game = DISPUTED.with_value("issues.water.Ann.weight", Quantity(3, low=1))
    draws = bg.draws_of(game, n=2000)
    column = draws.rows[:, draws.paths.index("issues.water.Ann.weight")]
    assert 1 <= column.min() < 1.02
    assert 2.98 < column.max() <= 3


def test_what_a_lever_holds_does_not_vary():
    game = TOLL.with_lever("more", "Carol", {"on": {"outside_option.years": Quantity(3, low=1, high=5)}})
    assert bg.draws_of(game, n=1).paths == ("issues.road.Ann.weight",)


def test_triangular_is_that_of_scipy():
    u = np.linspace(0, 1, 101)
    for low, mode, high in ((0.0, 2.0, 8.0), (-3.0, -3.0, 1.0), (5.0, 9.0, 9.0)):
        expected = stats.triang((mode - low) / (high - low), low, high - low).ppf(u)
        assert np.abs(triangular(u, low, mode, high) - expected).max() < 1e-12
    draws = bg.draws_of(DISPUTED, bg.Sampler(shape="triangular"), 4000, 1)
    value, low, high = RANGES["outside_option.years"]
    column = draws.rows[:, draws.paths.index("outside_option.years")]
    assert stats.kstest(column, stats.triang((value - low) / (high - low), low, high - low).cdf).pvalue > 1e-4


def test_a_stated_distribution_takes_the_place_of_a_range():
    path, alias = "outside_option.endings.hold.probability", "outside_option.endings[0].probability"
    sampler = bg.Sampler(distributions={alias: stats.beta(6, 4), "parties.Bob.power": stats.lognorm(0.5)})
    draws = bg.draws_of(DISPUTED, sampler, 3000, 2)
    assert {path, "parties.Bob.power"} == set(draws.paths) - set(RANGES)
    for name, distribution in ((path, stats.beta(6, 4)), ("parties.Bob.power", stats.lognorm(0.5))):
        column = draws.rows[:, draws.paths.index(name)]
        assert stats.kstest(column, distribution.cdf).pvalue > 1e-4
    for i in range(5):
        game = draws.game(i)
        assert game.value_at("parties.Bob.power") == draws.rows[i, draws.paths.index("parties.Bob.power")]
        assert sum(game.value_at(f"outside_option.endings[{k}].probability") for k in range(3)) == pytest.approx(1)


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_rankings_are_uniform_over_all_weights_that_respect_them(count):
    draws = bg.draws_of(ranked(count), n=20_000, seed=3)
    w = draws.rows
    assert draws.paths == tuple(f'issues."issue {k}".Ann.weight' for k in range(count))
    assert (np.diff(w, axis=1) <= 0).all()
    assert np.abs(w.sum(axis=1) - 1).max() < 1e-12
    mean, covariance = ordered_moments(count)
    assert mean == pytest.approx(np.array(rank_order_centroid(count)))
    if count == 1:
        return
    assert standard_errors(w.mean(axis=0), mean, covariance, len(w)).max() < 4.5
    spread = np.sqrt(np.diag(covariance))
    assert np.abs((np.cov(w.T) - covariance) / np.outer(spread, spread)).max() < 0.04
    by_sorting = -np.sort(-np.random.default_rng(1).dirichlet(np.ones(count), 20_000), axis=1)
    for k in range(count):
        assert stats.ks_2samp(w[:, k], by_sorting[:, k]).pvalue > 1e-4


def test_a_ranked_party_has_the_drawn_weights_and_no_ranking():
    draws = bg.draws_of(ranked(4), n=3)
    for i in range(3):
        game = draws.game(i)
        assert game.rankings == {}
        assert list(game.weights("Ann").values()) == pytest.approx(draws.rows[i].tolist(), abs=1e-15)


@pytest.mark.parametrize("name", INTERVALS)
def test_intervals_with_a_fixed_sum_against_rejection(name):
    low, high, total = INTERVALS[name]
    low, high = np.array(low, dtype=float), np.array(high, dtype=float)
    begin = corners(low, high, total)[np.arange(6000) % CORNERS]
    walked = hit_and_run(low, high, total, begin, np.random.default_rng(4))
    thrown = by_rejection(low, high, total, 6000, np.random.default_rng(5))
    assert np.abs(walked.sum(axis=1) - total).max() < 1e-12 * (1 + total)
    assert (walked >= low).all()
    assert (walked <= high).all()
    for k in range(len(low)):
        assert stats.ks_2samp(walked[:, k], thrown[:, k]).pvalue > 1e-4, k
    assert np.cov(walked.T) == pytest.approx(np.cov(thrown.T), abs=0.08 * np.diag(np.cov(thrown.T)).max())


def r_hat(x: np.ndarray) -> float:
    """Of walks of which number i began in corner i mod CORNERS."""
    parts = [x[c::CORNERS] for c in range(CORNERS)]
    return nested_r_hat(
        np.array([len(p) for p in parts]), np.array([p.sum(0) for p in parts]), np.array([(p**2).sum(0) for p in parts])
    )


def test_r_hat_sees_walks_that_are_too_short(monkeypatch):
    low, high, total = np.zeros(12), np.full(12, 12.0), 12.0
    begin = corners(low, high, total)[np.arange(4000) % CORNERS]
    assert np.abs(begin.sum(axis=1) - total).max() < 1e-12
    assert r_hat(hit_and_run(low, high, total, begin, np.random.default_rng(0))) < 1.01
    monkeypatch.setattr(polytope, "steps_for", lambda count: 1)
    assert r_hat(hit_and_run(low, high, total, begin, np.random.default_rng(0))) > 1.1


def test_weights_and_probabilities_with_a_fixed_sum():
    endings = {"hold": (0.6, 0.4, 0.7), "Ann wins": (0.25, 0.1, 0.4), "Bob wins": (0.15, 0.05, 0.3)}
    game = DISPUTED
    war = game.outside_option
    changed = tuple(bg.Ending(e.name, Quantity(*endings[e.name]), e.outcome) for e in war.endings)
    game = game.with_outside_option(bg.War(war.years, war.cost_per_year, changed))
    draws = bg.draws_of(game, bg.Sampler(weights="fixed_sum", probabilities="fixed_sum"), 3000, 6)
    own = [k for k, path in enumerate(draws.paths) if path.endswith("Ann.weight")]
    assert len(own) == 2  # the third has no range
    assert np.abs(draws.rows[:, own].sum(axis=1) - 7).max() < 1e-12
    paths = [join(["outside_option", "endings", name, "probability"]) for name in endings]
    p = draws.rows[:, [draws.paths.index(path) for path in paths]]
    assert np.abs(p.sum(axis=1) - 1).max() < 1e-12
    low, high = zip(*(bounds[1:] for bounds in endings.values()), strict=True)
    thrown = by_rejection(low, high, 1.0, 3000, np.random.default_rng(7))
    for k in range(3):
        assert stats.ks_2samp(p[:, k], thrown[:, k]).pvalue > 1e-4
    assert draws.game(0).value_at("outside_option.endings.hold.probability") == pytest.approx(p[0, 0], abs=1e-15)


def test_what_drawn_probabilities_gain_the_others_lose_in_proportion():
    game = DISPUTED.with_outside_option(
        bg.War(
            2,
            {"Ann": 1, "Bob": 1},
            [bg.Ending("a", Quantity(0.5, low=0.2, high=0.8)), bg.Ending("b", 0.3), bg.Ending("c", 0.2)],
        )
    )
    draws = bg.draws_of(game, n=20, seed=1)
    for i in range(20):
        a, b, c = (draws.game(i).value_at(f"outside_option.endings.{e}.probability") for e in "abc")
        assert a == draws.rows[i, draws.paths.index("outside_option.endings.a.probability")]
        assert (b, c) == pytest.approx((0.6 * (1 - a), 0.4 * (1 - a)))


def test_probabilities_of_one_party_and_shifts_of_an_aid_keep_their_sums():
    ends = [
        bg.Ending("a", {"Ann": Quantity(0.5, low=0.2, high=0.8), "Bob": 0.5}),
        bg.Ending("b", {"Ann": Quantity(0.5, low=0.1, high=0.9), "Bob": 0.5}),
    ]
    aid = bg.Aid(
        name="aid",
        recipient="Ann",
        endings={"a": Quantity(0.1, low=0, high=0.2), "b": Quantity(-0.1, low=-0.2, high=0)},
    )
    game = DISPUTED.with_outside_option(bg.War(2, {"Ann": 1, "Bob": 1}, ends)).with_measure(aid)
    draws = bg.draws_of(game, n=50, seed=1)
    kept = 0
    for i in range(50):
        row = dict(zip(draws.paths, draws.rows[i], strict=True))
        one, two = (row[f"outside_option.endings.{e}.probability.Ann"] for e in "ab")
        up, down = (row[f"outside_option.measures.aid.endings.{e}"] for e in "ab")
        shift = (up - down) / 2
        if not 0 <= one / (one + two) + shift <= 1 or not 0 <= 0.5 + shift <= 1:
            with pytest.raises(bg.GameError, match="makes the probability of"):
                draws.game(i)
            continue
        kept += 1
        found = draws.game(i)
        assert found.value_at("outside_option.endings.a.probability.Ann") == pytest.approx(one / (one + two))
        assert found.value_at("outside_option.endings.a.probability.Bob") == 0.5
        assert found.value_at("outside_option.measures.aid.endings.a") == pytest.approx(shift)
    assert kept > 25


def test_the_ends_of_a_range_take_the_ends_of_its_curves_with_them():
    worth = {"Ann": {"at": [0, 5, 10], "is": [0, 80, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}}
    game = bg.BargainingGame("toll", parties=["Ann", "Bob"]).with_issue(
        "toll", range=(0, Quantity(10, low=8, high=14)), weight={"Ann": 1, "Bob": 1}, worth=worth
    )
    draws = bg.draws_of(game, n=5)
    assert draws.paths == ("issues.toll.range.1",)
    for i in range(5):
        found = draws.game(i)
        assert found.issue("toll").bounds == (0, draws.rows[i, 0])
        assert found.issue("toll").curve_of("Ann").knots == (0, 5, draws.rows[i, 0])


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol"])
def test_even_sequences_fill_every_range_evenly(method):
    draws = bg.draws_of(DISPUTED, bg.Sampler(method=method), BLOCK, 0)
    for path, column in zip(draws.paths, draws.rows.T, strict=True):
        _, low, high = RANGES[path]
        counts = np.bincount(
            np.minimum((BLOCK * (column - low) / (high - low)).astype(int), BLOCK - 1), minlength=BLOCK
        )
        assert (counts == 1).all(), path
    plain, even = (bg.draws_of(DISPUTED, bg.Sampler(method=m), 2 * BLOCK + 100, 3).rows for m in ("random", method))
    middle = np.array([(RANGES[p][1] + RANGES[p][2]) / 2 for p in draws.paths])
    assert np.abs(even.mean(axis=0) - middle).sum() < 0.2 * np.abs(plain.mean(axis=0) - middle).sum()


def test_rankings_by_an_even_sequence_have_nearer_moments():
    mean = np.array(rank_order_centroid(5))
    errors = [
        np.abs(bg.draws_of(ranked(5), bg.Sampler(method=m), BLOCK, 0).rows.mean(axis=0) - mean).max()
        for m in ("sobol", "random")
    ]
    assert errors[0] < 0.2 * errors[1]


@pytest.mark.parametrize("method", ["random", "latin_hypercube", "sobol"])
@pytest.mark.parametrize("weights", ["independent", "fixed_sum"])
def test_one_seed_one_sample_whatever_part_is_asked_for(method, weights):
    sampler = bg.Sampler(method=method, weights=weights)
    total = 2 * BLOCK + 77
    rows = bg.draws_of(DISPUTED, sampler, total, 0).rows
    space = Space.of(DISPUTED, sampler)
    for start, stop in ((0, 64), (BLOCK - 10, BLOCK + 10), (2 * BLOCK, total), (5, 5)):
        assert (rows_between(space, 0, start, stop, total) == rows[start:stop]).all()
    assert (bg.draws_of(DISPUTED, sampler, total, 0).rows == rows).all()
    assert (bg.draws_of(DISPUTED, sampler, total, 1).rows != rows).mean() > 0.9
    assert len(np.unique(rows[:, 0])) == total
    if method != "latin_hypercube":  # whose last block is stratified by its own length
        assert (bg.draws_of(DISPUTED, sampler, BLOCK + 5, 0).rows == rows[: BLOCK + 5]).all()


def test_shares_of_exponentials_may_be_anything_between_0_and_1():
    w = ranked_weights(np.array([[2.0**-54, 2.0**-54], [1 - 2.0**-53, 2.0**-54], [0.5, 1 - 2.0**-53]]))
    assert np.isfinite(w).all()
    assert w.sum(axis=1) == pytest.approx([1, 1, 1])


def test_draws_as_tables():
    draws = bg.draws_of(DISPUTED, n=3)
    assert list(draws.to_frame().columns) == list(draws.paths)
    assert draws.to_dict()["rows"] == draws.rows.tolist()
    assert repr(draws) == "3 draws of 15 numbers, seed 0"


SAMPLER = {
    "method": ({"method": "sobl"}, "sampler.method: no method 'sobl'; did you mean 'sobol'?"),
    "shape": ({"shape": "normal"}, "sampler.shape: no shape 'normal'; did you mean 'uniform'?"),
    "ppf": (
        {"distributions": {"a.b": 3}},
        "sampler.distributions['a.b']: int has no ppf; "
        "give a frozen distribution of scipy.stats, such as scipy.stats.norm(30, 5)",
    ),
    "mapping": (
        {"distributions": [1]}, "sampler.distributions: give a mapping, path → frozen distribution of scipy.stats",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLER)
def test_a_sampler_refuses(name):
    words, message = SAMPLER[name]
    with pytest.raises(bg.GameError) as error:
        bg.Sampler(**words)
    assert str(error.value) == message


def test_draws_refuse():
    cases = {
        "n = -1; give a whole number of at least 0": {"n": -1},
        "seed = 1.5; give a whole number of at least 0": {"seed": 1.5},
        "seed = True; give a whole number of at least 0": {"seed": True},
        "sampler: str is none; give bg.Sampler(method=…, shape=…)": {"sampler": "sobol"},
        "path 'issues.bordr': names nothing at 'bordr'; did you mean 'border'?": {
            "sampler": bg.Sampler(distributions={"issues.bordr": stats.norm()})
        },
        "path 'levers.aid.levels': what a lever holds counts only where it is set; name a number of the game": {
            "sampler": bg.Sampler(distributions={"levers.aid.levels": stats.norm()})
        },
    }
    for message, words in cases.items():
        with pytest.raises(bg.GameError) as error:
            bg.draws_of(DISPUTED, **words)
        assert str(error.value) == message
    with pytest.raises(bg.GameError, match="str is no game; give a BargainingGame"):
        bg.draws_of("toll")

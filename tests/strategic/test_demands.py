"""Nash's demand game on a grid and smoothed: brute force, closed forms, and Nash's solution."""

import math

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.strategic.offers.chain import chain_of
from bargain.strategic.offers.smoothed_demands import _best_reply
from tests.strategic import demands_oracle as oracle
from tests.strategic.pies import BENT, RAISED, UNIT, nash_of, random_pie


@pytest.fixture(scope="module")
def closed():
    form = DERIVATIONS["demands"]()
    symbols = sorted({s for name in form for s in form[name].free_symbols}, key=lambda s: s.name)
    functions = {name: sp.lambdify(symbols, expression) for name, expression in form.items()}
    return lambda name, **numbers: float(functions[name](*(numbers.get(s.name, math.nan) for s in symbols)))


# ---- the grid ----


@pytest.mark.parametrize("pie", [UNIT, BENT, RAISED])
@pytest.mark.parametrize("steps", [1, 2, 5, 8, 17])
def test_sure_equilibria_of_the_grid_against_brute_force(pie, steps):
    found = bg.demands(grid=steps, pie=pie)
    points = chain_of(pie).spread(steps).tolist()

    def payoff(x, y):
        return (x, y) if oracle.fits(pie, x, y) else (0.0, 0.0)

    wanted = oracle.pure([x for x, _ in points], [y for _, y in points], payoff)
    sure = [e.demands for e in found.equilibria if e.demands is not None]
    assert np.array(sorted(sure)) == pytest.approx(np.array(sorted(wanted)), abs=1e-12)
    assert len(sure) == steps + 1 + (
        pie is not RAISED
    )  # where the best of each leaves something, demanding it is no plan
    assert all(e.deviation < 1e-12 for e in found.equilibria)


def test_the_grids_first_equilibrium_is_nearest_to_nash():
    assert bg.demands(grid=10).demands == pytest.approx((0.5, 0.5))
    first = bg.demands(grid=100, pie=BENT)
    assert first.demands == pytest.approx(nash_of(BENT), abs=0.01)
    last = bg.demands(grid=10).equilibria[-1]
    assert (last.demands, last.failure, last.kept) == ((1.0, 1.0), 1.0, (0.0, 0.0))  # both demand all
    assert bg.demands(grid=10).equilibria[-2].kept == (1.0, 1.0)


def test_mixed_equilibria_of_small_grids():
    for steps, extreme in ((1, 3), (2, 6), (3, 12), (4, 24), (5, 48), (6, 96)):
        found = bg.demands(grid=steps)
        assert len(found.equilibria) == extreme
        assert all(e.deviation < 1e-9 for e in found.equilibria)
    mixed = next(e for e in bg.demands(grid=3).equilibria if e.demands is None and min(e.shares) > 0.1)
    # Demands 1/3 and 2/3 on both sides: the smaller is always met, so each gets 1/3.
    assert np.array(mixed.strategies[0]) == pytest.approx(np.array([(1 / 3, 0.5), (2 / 3, 0.5)]))
    assert mixed.shares == pytest.approx((1 / 3, 1 / 3))
    assert mixed.failure == pytest.approx(0.25)
    assert mixed.kept == pytest.approx((0.75, 0.75))


def test_every_set_of_demands_carries_a_mixed_equilibrium():
    """The claim for finer grids, by its own formula: on bent pies too."""
    rng = np.random.default_rng(1)
    for _ in range(50):
        pie = random_pie(rng)
        points = chain_of(pie).spread(20)
        s = points[np.sort(rng.choice(np.arange(1, 20), size=int(rng.integers(1, 6)), replace=False))]
        at_most = s[-1, 1] / s[:, 1]  # the first demands at most s_k
        first = np.diff(np.append(0, at_most))
        second = np.diff(np.append(0, (s[0, 0] / s[:, 0])[::-1]))[::-1]  # the second at most φ(s_k)
        for own, chances, value in (
            (points[:, 0], (s[:, 1], second), s[0, 0]),
            (points[:, 1], (s[:, 0], first), s[-1, 1]),
        ):
            party = 0 if value == s[0, 0] else 1
            other, p = chances
            gets = [
                x
                * sum(q for z, q in zip(other, p, strict=True) if oracle.fits(pie, *((x, z) if party == 0 else (z, x))))
                for x in own
            ]
            assert max(gets) <= value + 1e-9
            assert p.min() > 0


# ---- smoothed ----


def test_closed_form_of_the_smoothed_game(closed):
    rng = np.random.default_rng(2)
    for w in 10 ** rng.uniform(-3, 0.5, 200):
        found = bg.demands(width=float(w))
        z = closed("demand", w=w)
        assert found.demands == pytest.approx((z, z), abs=1e-9)
        assert 1 - found.failure == pytest.approx(closed("met", w=w), abs=1e-9)
        assert found.shares == pytest.approx((z * closed("met", w=w),) * 2, abs=1e-9)
    assert closed("demand_limit") == 0.5


def test_smoothed_demands_converge_to_nash_on_random_pies():
    rng = np.random.default_rng(3)
    corners = 0
    for _ in range(60):
        pie = random_pie(rng, most=6)
        nash, scale = nash_of(pie), np.array([pie[-1][0], pie[0][1]])
        for w in (0.3, 0.03, 0.003):
            found = bg.demands(width=w, pie=pie)
            for e in found.equilibria:  # on the ray through Nash's solution, at every width
                assert e.demands[0] / e.demands[1] == pytest.approx(nash[0] / nash[1], rel=1e-5)
                assert e.deviation <= 1e-9 * scale.max()
            assert len(found.equilibria) == 1 + (found.continuum is not None)
        corners += found.continuum is not None
        assert np.array(found.shares) / scale == pytest.approx(np.array(nash) / scale, abs=1e-4)
        assert found.failure < 1e-3
    assert 10 < corners < 50


@pytest.mark.parametrize("pie", [UNIT, BENT, [(0, 1), (0.9, 0.9), (1, 0)], [(0.5, 0.7)], RAISED])
def test_smoothed_best_replies_by_brute_force(pie):
    w = 0.4
    for e in bg.demands(width=w, pie=pie).equilibria:
        z = e.demands

        def payoff(i, own, z=z):
            pair = (own, z[1]) if i == 0 else (z[0], own)
            over = max(0.0, oracle.stretch(pie, *pair) - 1)
            return own * math.exp(-((over / w) ** 2))

        for i in (0, 1):
            here = payoff(i, z[i])
            assert here == pytest.approx(e.shares[i], abs=1e-9)
            assert max(payoff(i, own) for own in np.linspace(0, 3, 301)) <= here + 1e-9


def test_a_continuum_at_a_corner_and_just_beyond_it():
    """All demands on the ray between the two ends are equilibria, those beyond are not: by brute force."""
    pie, w = [(0.0, 1.0), (0.6, 0.6), (1.0, 0.0)], 0.3
    found = bg.demands(width=w, pie=pie)
    (low, _), (high, _) = found.continuum
    assert [e.demands for e in found.equilibria] == [found.continuum[0], found.continuum[1]]

    def gain(x):
        def payoff(own):
            return own * math.exp(-((max(0.0, oracle.stretch(pie, own, x) - 1) / w) ** 2))

        return max(payoff(x * (1 + d)) for d in np.linspace(-0.02, 0.02, 81)) - payoff(x)

    assert [gain(x) <= 1e-12 for x in (low + 1e-6, (low + high) / 2, high - 1e-6)] == [True] * 3
    assert [gain(x) > 1e-7 for x in (low - 3e-3, high + 3e-3)] == [True] * 2


def test_the_best_of_both_leaves_the_continuum_open():
    found = bg.demands(width=0.3, pie=[(0.5, 0.7)])
    assert (found.continuum, found.others) == (None, ())
    assert "all larger demands on the same ray are equilibria too" in found.words[2]


def test_points_of_a_pie_are_spread_evenly_in_both_parties_ranges():
    """Ranges 4 and 10: the flat edge is 2/4 + 1/10 long, the steep one 2/4 + 9/10; three and seven steps of 1/5."""
    points = chain_of([(0, 10), (2, 9), (4, 0)]).spread(10)
    flat, steep = np.linspace((0, 10), (2, 9), 4), np.linspace((2, 9), (4, 0), 8)
    assert points == pytest.approx(np.concatenate([flat, steep[1:]]))


@pytest.mark.parametrize("pie", [UNIT, BENT, RAISED])
@pytest.mark.parametrize("z", [(0.3, 0.4), (0.71, 0.53), (0.9, 0.8)])
@pytest.mark.parametrize("party", [0, 1])
def test_the_evidence_of_smoothed_demands_is_the_best_reply(pie, z, party):
    """Against demands that are no equilibrium, by a scan, then a finer one, with another measure of the pie."""
    w = 0.3

    def payoff(own):
        pair = (own, z[1]) if party == 0 else (z[0], own)
        return own * math.exp(-((max(0.0, oracle.stretch(pie, *pair) - 1) / w) ** 2))

    near = max(np.linspace(0, 2, 201), key=payoff)
    best = max(map(payoff, np.linspace(near - 0.01, near + 0.01, 401)))
    assert best - 1e-9 <= _best_reply(chain_of(pie), party, z, w) <= best + 1e-6

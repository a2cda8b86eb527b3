"""Announcements that cost to take back, or may stick: brute force, closed forms, Nash's solution with other powers."""

import math

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.strategic.offers.chain import chain_of
from bargain.strategic.offers.costly_commitments import bargained
from bargain.strategic.offers.uncertain_commitments import expected
from tests.strategic import demands_oracle as oracle
from tests.strategic.pies import BENT, RAISED, UNIT, nash_of, random_pie


@pytest.fixture(scope="module")
def closed():
    form = DERIVATIONS["demands"]()
    symbols = sorted({s for name in form for s in form[name].free_symbols}, key=lambda s: s.name)
    functions = {name: sp.lambdify(symbols, expression) for name, expression in form.items()}
    return lambda name, **numbers: float(functions[name](*(numbers.get(s.name, math.nan) for s in symbols)))


# ---- costly backing down ----


def test_closed_form_of_costly_backing_down(closed):
    rng = np.random.default_rng(4)
    for _ in range(200):
        k = 10 ** rng.uniform(-2, 2, 2)
        found = bg.demands(backing_down=k.tolist())
        z = closed("z_1", k_1=k[0], k_2=k[1])
        assert found.demands == pytest.approx((z, 1 - z), abs=1e-9)
        assert found.shares == found.demands
        assert (found.failure, found.kept) == (0.0, (1.0, 1.0))
        assert found.deviation < 1e-12


def test_muthoo_1996():
    # λ₁ = (1 + k₁)/(2 + k₁ + k₂), Muthoo 1996 for constant marginal costs
    assert bg.demands(backing_down=(1, 0.5)).demands == pytest.approx((2 / 3.5, 1.5 / 3.5), abs=1e-9)
    assert bg.demands(backing_down=(3, 3)).demands == pytest.approx((0.5, 0.5), abs=1e-9)
    assert bg.demands(backing_down=(1, 0.5), power=(2, 1)).demands[0] == pytest.approx(4 / 5.5, abs=1e-9)


def test_the_bargaining_after_announcements_by_brute_force():
    rng = np.random.default_rng(5)
    for _ in range(30):
        pie, k, power = random_pie(rng), rng.uniform(0, 3, 2), tuple(rng.uniform(0.5, 2, 2).tolist())
        chain, dense = chain_of(pie), oracle.points(pie, 3000)
        for _ in range(5):
            z = tuple((rng.uniform(0, 1, 2) * chain.best).tolist())
            got, wanted = bargained(chain, z, tuple(k.tolist()), power), oracle.costly(dense, z, k, power)
            value = [u[0] ** power[0] * u[1] ** power[1] for u in (got, wanted)]
            assert value[0] >= value[1] - 1e-12
            assert value[0] == pytest.approx(value[1], rel=2e-3, abs=1e-6)
            assert got == pytest.approx(wanted, rel=1e-2, abs=5e-3 * max(chain.best))


@pytest.mark.parametrize("pie", [UNIT, BENT, RAISED])
@pytest.mark.parametrize("cost", [(0.5, 0.5), (2.0, 0.4), (0.1, 3.0)])
def test_costly_agreement_by_brute_force_is_the_only_one(pie, cost):
    """Best replies on a grid of announcements: whatever they are, what comes about is the same."""
    found = bg.demands(backing_down=cost, pie=pie)
    dense = [*oracle.points(pie, 400), found.demands]
    grid = [np.linspace(0, b, 26).tolist() for b in (pie[-1][0], pie[0][1])]
    grid = [sorted({*axis, z}) for axis, z in zip(grid, found.demands, strict=True)]

    def payoff(x, y):
        return tuple(round(u, 3) for u in oracle.costly(dense, (x, y), cost))

    wanted = oracle.pure(*grid, payoff)
    assert any(pair == pytest.approx(found.demands) for pair in wanted)
    assert all(payoff(*pair) == pytest.approx(found.shares, abs=5e-3) for pair in wanted)
    corner = any(x == pytest.approx(found.demands, abs=1e-9) for x in pie[1:-1])
    assert (found.words[-1].startswith("The pie has a corner here")) == corner


def test_costly_demands_are_nash_with_other_powers():
    rng = np.random.default_rng(6)
    for _ in range(60):
        pie, k, power = random_pie(rng, most=6), rng.uniform(0, 4, 2), rng.uniform(0.3, 3, 2)
        found = bg.demands(backing_down=k.tolist(), power=power.tolist(), pie=pie)
        scale = max(pie[-1][0], pie[0][1])
        assert found.demands == pytest.approx(nash_of(pie, power * (1 + k)), abs=1e-6 * scale)
        assert found.without == pytest.approx(nash_of(pie, power), abs=1e-6 * scale)
        assert found.deviation <= 1e-9 * scale


def test_a_dearer_word_brings_more():
    shares = [bg.demands(backing_down=(k, 1.0)).shares[0] for k in (0, 0.5, 1, 2, 8, 1e6)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1, abs=1e-5)
    assert bg.demands(backing_down=(1.0, 1.0)).gain == pytest.approx((0, 0), abs=1e-12)
    assert bg.demands(backing_down=(1.0, 0.5)).gain[0] > 0


def test_a_word_that_costs_nothing_is_said_to_be_cheap():
    found = bg.demands(backing_down=(0, 1), parties=("Ann", "Bob"))
    assert found.words[1] == "For Ann backing down costs nothing: whatever it announces, the agreement is the same."
    for z in (0.0, 0.2, 1.0):
        assert bargained(chain_of(None), (z, 2 / 3), (0.0, 1.0), (1.0, 1.0)) == pytest.approx((1 / 3, 2 / 3))


# ---- announcements that may stick ----


def test_closed_forms_of_sticking(closed):
    rng = np.random.default_rng(7)
    continua = 0
    for _ in range(200):
        s = rng.uniform(0.02, 0.98, 2)
        found = bg.demands(sticking=s.tolist())
        numbers = {"s_1": s[0], "s_2": s[1]}
        assert found.demands == (1.0, 1.0)
        assert found.shares[0] == pytest.approx(closed("u_1", **numbers), abs=1e-9)
        assert found.failure == pytest.approx(s[0] * s[1], abs=1e-12)
        low, high = max(0.5, closed("least_firm", **numbers)), closed("most_firm", **numbers)
        firm = [e for e in found.others if e.demands[0] > 0.5 + 1e-9]
        assert bool(firm) == (low < high and high > 0.5)
        if firm:
            continua += 1
            assert max(e.demands[0] for e in firm) == pytest.approx(high, abs=1e-9)
            assert firm[-1].continuum[1][0] == pytest.approx(high, abs=1e-9)
            start = firm[-1].continuum[0][0]
            assert start == pytest.approx(low, abs=1e-9) or start < 0.5  # one range may pass through Nash's solution
    assert continua > 40


@pytest.mark.parametrize("pie", [UNIT, BENT, RAISED])
@pytest.mark.parametrize("sticking", [(0.5, 0.4), (0.9, 0.8), (0.95, 0.3), (1.0, 1.0), (1.0, 0.6), (0.7, 0.7)])
def test_sticking_equilibria_by_brute_force(pie, sticking):
    """Every pair on a grid of announcements: an equilibrium if and only if it is one of those said to be."""
    found = bg.demands(sticking=sticking, pie=pie)
    points = chain_of(pie).spread(20).tolist()
    first, second = sorted(x for x, _ in points), sorted(y for _, y in points)
    dense = oracle.points(pie, 60) + [nash_of(pie)] + [tuple(p) for p in points]
    wanted = {
        (round(x, 9), round(y, 9))
        for x, y in oracle.pure(first, second, lambda x, y: oracle.uncertain(dense, (x, y), sticking)[0])
    }
    corner = any(e.demands == pytest.approx((pie[-1][0], pie[0][1])) for e in found.equilibria)
    assert ((round(pie[-1][0], 9), round(pie[0][1], 9)) in wanted) == corner
    ranges = [e.continuum for e in found.equilibria if e.continuum is not None]
    ranges += [(e.demands, e.demands) for e in found.equilibria if e.continuum is None]
    for x, y in points:
        inside = any(a[0] - 1e-9 <= x <= b[0] + 1e-9 and b[1] - 1e-9 <= y <= a[1] + 1e-9 for a, b in ranges)
        assert ((round(x, 9), round(y, 9)) in wanted) == inside, (x, y)
    fit = {(round(x, 9), round(y, 9)) for x, y in points}
    for z in wanted - fit:  # whatever else there is pays as an equilibrium that is listed
        pays = oracle.uncertain(dense, z, sticking)[0]
        assert any(pays == pytest.approx(e.shares, abs=1e-9) for e in found.equilibria), z
    assert all(e.deviation < 1e-9 for e in found.equilibria)


def test_expected_payoffs_of_sticking_by_brute_force():
    rng = np.random.default_rng(8)
    for _ in range(40):
        pie, s, power = random_pie(rng), tuple(rng.uniform(0, 1, 2).tolist()), tuple(rng.uniform(0.5, 2, 2).tolist())
        chain = chain_of(pie)
        z = tuple((rng.uniform(0, 1, 2) * chain.best).tolist())
        dense = [*oracle.points(pie, 2000), (z[0], chain.most(1, z[0])), (chain.most(0, z[1]), z[1])]
        gains, _, impasse = expected(chain, chain.nash(power), z, s)
        wanted, failed = oracle.uncertain(dense, z, s, power)
        assert gains == pytest.approx(wanted, abs=2e-3 * max(chain.best))
        assert impasse == pytest.approx(failed, abs=1e-12)


def test_certain_announcements_are_the_demand_game():
    found = bg.demands(sticking=(1, 1))
    assert found.demands == (1.0, 1.0)
    assert found.failure == 1.0
    assert found.others[0].continuum == ((0.0, 1.0), (1.0, 0.0))


def test_the_one_that_cannot_be_bound_loses():
    found = bg.demands(sticking=(0.0, 0.4))
    assert found.shares == pytest.approx((0.3, 0.7))
    assert (found.failure, found.others) == (0.0, ())
    assert bg.demands(sticking=(0, 0)).shares == pytest.approx((0.5, 0.5))
    assert "Nothing that first announces can stick, so it may announce anything." in found.words


def test_firmness_is_worth_less_the_firmer_the_other():
    mine = [bg.demands(sticking=(0.5, s)).gain[0] for s in (0, 0.2, 0.4, 0.6, 0.8)]
    assert mine == sorted(mine, reverse=True)
    assert mine[0] > 0 > mine[-1]


def test_announcing_more_than_there_is_can_only_be_met_where_it_does_not_stick():
    """Both announce 2 of 1, sticking with 1/2 and 1/4: no agreement unless neither sticks."""
    gains, kept, impasse = expected(chain_of(None), (0.5, 0.5), (2.0, 2.0), (0.5, 0.25))
    assert impasse == pytest.approx(1 - 0.5 * 0.75)
    assert gains == pytest.approx((0.375 * 0.5,) * 2)
    assert kept == (0.0, 0.0)
    assert expected(chain_of(None), (0.5, 0.5), (2.0, 0.4), (0.5, 0.25))[2] == pytest.approx(0.5)

"""Alternating offers: published shares, closed forms, plain backward induction, Nash's solution in the limit."""

import math
import time

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.payoffs.problem import BargainingProblem
from tests.strategic import alternating_offers_oracle as oracle
from tests.strategic.offers_games import call, random_game
from tests.strategic.pies import random_pie

# ---- published ----


@pytest.mark.parametrize(
    "given, shares",
    [
        # Rubinstein 1982: (1 − δ₂)/(1 − δ₁δ₂)
        ({"discount": (0.9, 0.9)}, (0.5263157894736838, 0.47368421052631615)),
        ({"discount": (0.9, 0.8)}, (0.714285714285714, 0.28571428571428603)),
        # Binmore, Shaked & Sutton 1989; Osborne & Rubinstein 1990, Proposition 3.5: below and above what waiting brings
        ({"discount": (0.9, 0.9), "outside": (0, 0.3)}, (0.5263157894736842, 0.4736842105263158)),
        ({"discount": (0.9, 0.9), "outside": (0, 0.6)}, (0.4, 0.6)),
        # Binmore, Rubinstein & Wolinsky 1986
        (
            {"discount": (1, 1), "breakdown": 0.1, "breakdown_payoffs": (0.2, 0.1)},
            (0.5684210526315789, 0.4315789473684211),
        ),
    ],
)
def test_published_shares(given, shares):
    found = bg.alternating_offers(**given)
    assert found.shares == pytest.approx(shares, abs=1e-9)
    assert found.payoffs == found.shares
    assert found.failure == 0
    assert found.unique is True
    assert found.others == ()
    assert found.deviation < 1e-12


def test_published_outside_options_bind_or_not():
    assert bg.alternating_offers(discount=(0.9, 0.9), outside=(0, 0.3)).binding == (False, False)
    assert bg.alternating_offers(discount=(0.9, 0.9), outside=(0, 0.6)).binding == (False, True)


def test_published_limits():
    breakdown = bg.alternating_offers(discount=(1, 1), breakdown=0.1, breakdown_payoffs=(0.2, 0.1))
    assert breakdown.limit == pytest.approx((0.55, 0.45), abs=1e-12)
    # Binmore 1987: shares in the ratio of 1/r
    patience = bg.alternating_offers(discount=(math.exp(-0.1), math.exp(-0.3)))
    assert patience.limit == pytest.approx((0.75, 0.25), abs=1e-12)
    # Ståhl 1972: the last proposer of three periods, then twice back: 1 − δ₂·(1 − δ₁)
    assert bg.alternating_offers(discount=(0.9, 0.8), horizon=3).shares[0] == pytest.approx(1 - 0.8 * 0.1, abs=1e-12)
    # Muthoo 1999, inside options: shares move with g/r, here (1 + (g₁ − g₂)/(1 − δ))/2 in the limit of a long game
    inside = bg.alternating_offers(discount=(0.999, 0.999), inside=(0.0002, 0.0001))
    assert inside.shares[0] == pytest.approx((1 + 0.1) / 2, abs=1e-3)


# ---- closed forms ----


@pytest.fixture(scope="module")
def closed():
    form = DERIVATIONS["alternating_offers"]()
    symbols = sorted({s for name in form for s in form[name].free_symbols}, key=lambda s: s.name)
    names = [s.name for s in symbols]
    functions = {name: sp.lambdify(symbols, expression) for name, expression in form.items()}
    return lambda name, **numbers: float(functions[name](*(numbers.get(n, math.nan) for n in names)))


def test_closed_forms_at_200_points(closed):
    rng = np.random.default_rng(3)
    tried = 0
    while tried < 200:
        d, q = rng.uniform(0.3, 0.99, 2), rng.uniform(0, 0.3)
        b, g = rng.uniform(-0.1, 0.4, 2), rng.uniform(-0.02, 0.02, 2)
        beta, k = (1 - q) * d, g + q * b
        numbers = {"beta_1": beta[0], "beta_2": beta[1], "k_1": k[0], "k_2": k[1]}
        x, y = closed("x_1", **numbers), closed("y_1", **numbers)
        if not (0 < y < x < 1):  # the pie ends at 0 and 1, or waiting for ever is worth more than it
            continue
        tried += 1
        found = bg.alternating_offers(discount=d.tolist(), breakdown=q, breakdown_payoffs=b.tolist(), inside=g.tolist())
        assert found.shares[0] == pytest.approx(x, abs=1e-9)
        assert found.proposals[1].payoffs[0] == pytest.approx(y, abs=1e-9)
        assert found.unique is True


def test_closed_forms_where_an_outside_option_binds(closed):
    rng = np.random.default_rng(4)
    bound = [0, 0]
    for _ in range(200):
        beta, w, party = rng.uniform(0.3, 0.99, 2), rng.uniform(0.2, 0.9), int(rng.integers(2))
        outside = (w, 0.0) if party == 0 else (0.0, w)
        found = bg.alternating_offers(discount=beta.tolist(), outside=outside)
        numbers = {"beta_1": beta[0], "beta_2": beta[1], "k_1": 0, "k_2": 0, f"w_{party + 1}": w}
        free = closed("x_1", **numbers), closed("y_1", **numbers)
        waiting = free[1] if party == 0 else 1 - free[0]  # what the responder gets without the option
        binds = w > waiting
        bound[party] += binds
        name = ("x_1_bound_1", "x_1_bound_2")[party] if binds else "x_1"
        assert found.shares[0] == pytest.approx(closed(name, **numbers), abs=1e-9)
        assert found.binding[party] == binds
    assert min(bound) > 20


def test_closed_form_of_a_horizon(closed):
    rng = np.random.default_rng(5)
    for _ in range(100):
        beta, T = rng.uniform(0.1, 1, 2), 2 * int(rng.integers(1, 20))
        found = bg.alternating_offers(discount=beta.tolist(), horizon=T)
        assert found.shares[0] == pytest.approx(closed("x_1_T", beta_1=beta[0], beta_2=beta[1], T=T), abs=1e-9)


def test_derived_limits(closed):
    rng = np.random.default_rng(6)
    for _ in range(50):
        r, b = rng.uniform(0.01, 2, 2), rng.uniform(0, 0.5, 2)
        found = bg.alternating_offers(discount=np.exp(-r).tolist())
        assert found.limit[0] == pytest.approx(closed("limit", r_1=r[0], r_2=r[1]), abs=1e-12)
        breaking = bg.alternating_offers(discount=(1, 1), breakdown=0.2, breakdown_payoffs=b.tolist())
        assert breaking.limit[0] == pytest.approx(closed("limit_breakdown", b_1=b[0], b_2=b[1]), abs=1e-12)


# ---- backward induction ----


def test_against_a_far_horizon_on_random_pies():
    rng = np.random.default_rng(7)
    outcomes = set()
    for _ in range(200):
        game = random_game(rng)
        found = call(game)
        first, second = oracle.far(game, periods=300)
        size = max(game["pie"][-1][0], game["pie"][0][1])
        assert found.others == ()
        for turn, (payoffs, how) in zip(found.proposals, (first, second), strict=True):
            assert turn.payoffs == pytest.approx(payoffs, abs=1e-9 * size), game
            assert turn.outcome == how
        assert found.deviation <= 1e-12 * size
        assert found.failure == {"agreement": 0, "walking away": 1}.get(first[1], found.failure)
        outcomes.add((first[1], second[1]))
    assert len(outcomes) >= 4


def test_against_backward_induction_with_a_horizon():
    rng = np.random.default_rng(8)
    for _ in range(200):
        game, T = random_game(rng), int(rng.integers(1, 9))
        found = call(game, horizon=T)
        payoffs, how = oracle.backward(game, T)
        assert found.shares == pytest.approx(payoffs, abs=1e-9 * max(game["pie"][-1][0], game["pie"][0][1]))
        assert (found.proposals[0].outcome, len(found.proposals)) == (how, T)
        assert found.deviation <= 1e-10
        assert found.unique is True


def test_a_longest_horizon_is_quick_and_close_to_none():
    start = time.process_time()
    found = bg.alternating_offers(discount=(0.99, 0.98), horizon=10_000)
    assert time.process_time() - start < 5
    assert found.shares == pytest.approx(bg.alternating_offers(discount=(0.99, 0.98)).shares, abs=1e-9)


# ---- Nash's solution in the limit ----


def test_the_limit_is_the_weighted_nash_solution_on_random_pies():
    rng = np.random.default_rng(9)
    for _ in range(60):
        pie, rates = random_pie(rng, most=6), rng.uniform(0.05, 1.5, 2)
        b = np.array([pie[-1][0], pie[0][1]]) * rng.uniform(0, 0.4, 2)
        nash = bg.nash(BargainingProblem.from_payoffs(pie, [0, 0], power=(1 / rates).tolist(), lotteries=True))
        wanted = tuple(nash.payoffs.values())
        scale = pie[-1][0], pie[0][1]
        for period in (0.1, 1e-2, 1e-4):
            found = bg.alternating_offers(discount=np.exp(-rates * period).tolist(), pie=pie)
            assert found.limit == pytest.approx(wanted, abs=1e-6 * max(scale))
            for i in (0, 1):
                assert abs(found.shares[i] - wanted[i]) <= 2 * rates.max() * period * scale[i]
        even = bg.nash(BargainingProblem.from_payoffs(pie, b.tolist(), lotteries=True)).payoffs.values()
        breaking = bg.alternating_offers(discount=(1, 1), breakdown=1e-5, breakdown_payoffs=b.tolist(), pie=pie)
        assert breaking.limit == pytest.approx(tuple(even), abs=1e-6 * max(scale))
        assert breaking.shares == pytest.approx(tuple(even), abs=1e-4 * max(scale))


def test_the_limit_holds_with_everything_at_once():
    """Offers s times as fast, by the plain call: shares come as near to the limit as s is small."""
    rng = np.random.default_rng(10)
    tried = 0
    while tried < 40:
        game = random_game(rng)
        found = call(game)
        if found.limit is None:
            continue
        tried += 1
        gaps = []
        for s in (1e-2, 1e-4):
            faster = {
                **game, "discount": tuple(x**s for x in game["discount"]),
                "breakdown": -math.expm1(s * math.log1p(-game["breakdown"])),
                "inside": tuple(s * g for g in game["inside"]),
            }  # fmt: skip
            near = call(faster)
            assert near.limit == pytest.approx(found.limit, rel=1e-6, abs=1e-6)
            gaps.append(max(abs(x - y) for x, y in zip(near.shares, found.limit, strict=True)))
        size = max(game["pie"][-1][0], game["pie"][0][1])
        assert gaps[1] <= max(0.02 * gaps[0], 1e-7 * size), game


# ---- what moves the shares ----


def test_patience_and_the_first_offer_help():
    rng = np.random.default_rng(11)
    for _ in range(60):
        pie, d = random_pie(rng), rng.uniform(0.3, 0.9, 2)
        base = bg.alternating_offers(discount=d.tolist(), pie=pie)
        patient = bg.alternating_offers(discount=(d[0] + 0.05, d[1]), pie=pie)
        assert patient.shares[0] >= base.shares[0] - 1e-12
        assert patient.proposals[1].payoffs[0] > base.proposals[1].payoffs[0]
        assert base.shares[0] >= base.proposals[1].payoffs[0]


def test_units_do_not_matter():
    rng = np.random.default_rng(12)
    for _ in range(40):
        game, c = random_game(rng), (10 ** rng.uniform(-1, 1, 2)).tolist()

        def scaled(pair, c=c):
            return None if pair is None else tuple(x * s for x, s in zip(pair, c, strict=True))

        other = {**game, "pie": [scaled(x) for x in game["pie"]]}
        for name in ("after", "inside", "outside"):
            other[name] = scaled(game[name])
        assert call(other).shares == pytest.approx(scaled(call(game).shares), rel=1e-9, abs=1e-9)


def test_outside_option_principle():
    """An outside option moves nothing until it is worth more than waiting, and then is what its owner gets."""
    free = bg.alternating_offers(discount=(0.85, 0.9))
    for w in np.linspace(-0.2, 0.99, 60):
        found = bg.alternating_offers(discount=(0.85, 0.9), outside=(0.0, float(w)))
        if w < free.shares[1] - 1e-9:
            assert found.shares == pytest.approx(free.shares, abs=1e-12)
            assert found.binding == (False, False)
        else:
            assert found.shares == pytest.approx((1 - w, w), abs=1e-12)
            assert found.binding == (False, True)


def test_an_inside_option_moves_the_shares_where_an_outside_option_does_not():
    free = bg.alternating_offers(discount=(0.9, 0.9)).shares[1]
    assert bg.alternating_offers(discount=(0.9, 0.9), outside=(0, 0.2)).shares[1] == pytest.approx(free, abs=1e-12)
    assert bg.alternating_offers(discount=(0.9, 0.9), inside=(0, 0.02)).shares[1] > free + 0.05

"""Closed forms that sympy derives, against the solver over random numbers: the third witness of each concept."""

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS, value
from tests.concepts.games import DOWN, UP, pie, shares, values

RNG = np.random.default_rng(1950)
EXACT, SMOOTH = 1e-7, 1e-5
"""Points out of a hundred: straight and bent frontiers."""


def curved(ann: float, bob: float) -> bg.BargainingGame:
    """A pie worth x^ann to Ann and (1 − x)^bob to Bob, in hundredths."""
    worth = {
        "Ann": {"curve": "power", "exponent": ann} if ann != 1 else UP,
        "Bob": {"curve": "power", "exponent": bob, "rising": False} if bob != 1 else DOWN,
    }
    game = bg.BargainingGame("pie", parties=["Ann", "Bob"])
    return game.with_issue("x", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth=worth)


@pytest.mark.parametrize("name", DERIVATIONS)
def test_every_closed_form_derives_expressions(name):
    found = DERIVATIONS[name]()
    assert found
    assert all(isinstance(expression, (sp.Expr, sp.Matrix)) for expression in found.values())


def test_nash_splits_the_surplus():
    forms = DERIVATIONS["nash_split_the_surplus"]()
    for _ in range(20):
        power, d = RNG.dirichlet(np.ones(3)) * 0.97 + 0.01, RNG.uniform(0, 0.3, 3)
        numbers = {f"alpha_{k + 1}": power[k] for k in range(3)} | {f"d_{k + 1}": d[k] for k in range(3)}
        problem = bg.BargainingProblem.from_payoffs(np.eye(3) * 100, d * 100, power=power, lotteries=True)
        wanted = [100 * value(forms[f"x_{k}"], numbers) for k in (1, 2, 3)]
        assert values(bg.solve(problem)) == pytest.approx(wanted, abs=EXACT)


def test_all_scale_free_concepts_agree_on_a_straight_frontier():
    forms = DERIVATIONS["kalai_smorodinsky_linear"]()
    for _ in range(20):
        a, b = RNG.uniform(10, 100, 2)
        numbers = {"A": a, "B": b, "d_1": a * RNG.uniform(-0.5, 0.5), "d_2": b * RNG.uniform(-0.5, 0.5)}
        d_1, d_2 = numbers["d_1"], numbers["d_2"]
        # the line goes on beyond the axes, as far as the ideals
        ideals = [value(forms[f"ideal_{k}"], numbers) for k in (1, 2)]
        ends = [[d_1, ideals[1]], [ideals[0], d_2]]
        problem = bg.BargainingProblem.from_payoffs(ends, [d_1, d_2], lotteries=True)
        wanted = [value(forms[f"u_{k}"], numbers) for k in (1, 2)]
        assert wanted == pytest.approx([value(forms[f"nash_{k}"], numbers) for k in (1, 2)])
        for concept in ("nash", "kalai_smorodinsky", "raiffa", "perles_maschler", "equal_area"):
            assert values(bg.solve(problem, concept)) == pytest.approx(wanted, abs=EXACT)


@pytest.mark.parametrize("lotteries", [False, True])
def test_golden_section(lotteries):
    x = 100 * value(DERIVATIONS["kalai_smorodinsky_golden_section"]()["x"], {})
    for concept in ("kalai_smorodinsky", "egalitarian"):
        assert values(bg.solve(curved(1, 0.5), concept, lotteries=lotteries)) == pytest.approx([x, x], abs=SMOOTH)


@pytest.mark.parametrize("rho", RNG.uniform(0.15, 0.95, 8).round(3))
@pytest.mark.parametrize("lotteries", [False, True])
def test_risk_aversion_hurts(rho, lotteries):
    forms = DERIVATIONS["risk_aversion_hurts"]()
    x = value(forms["x"], {"rho": rho})
    found = bg.nash(curved(1, float(rho)), lotteries=lotteries)
    assert values(found) == pytest.approx([100 * x, 100 * (1 - x) ** rho], abs=SMOOTH)
    assert value(forms["slope"], {"rho": rho}) < 0


@pytest.mark.parametrize("rho", RNG.uniform(0.15, 0.9, 8).round(3))
def test_utilitarian_equal_slopes(rho):
    rest = value(DERIVATIONS["utilitarian_equal_slopes"]()["rest"], {"rho": rho})
    found = bg.solve(curved(1, float(rho)), "utilitarian")
    assert values(found) == pytest.approx([100 * (1 - rest), 100 * rest**rho], abs=SMOOTH)


@pytest.mark.parametrize("k", [1.0, *RNG.uniform(1.2, 4, 6).round(3)])
def test_perles_maschler_on_a_power(k):
    """Ann's worth is the share to the power 1/k, so that Bob's is 1 − (Ann's)^k."""
    u = value(DERIVATIONS["perles_maschler_power"]()["u_1"], {"k": k})
    found = bg.solve(curved(1 / float(k), 1), "perles_maschler")
    assert values(found) == pytest.approx([100 * u, 100 * (1 - u**k)], abs=1e-3)


def test_equal_area_under_a_parabola():
    forms = DERIVATIONS["equal_area_parabola"]()
    u = value(forms["u_1"], {})
    assert value(forms["equation"], {"u": u}) == pytest.approx(0, abs=1e-12)
    found = bg.solve(curved(0.5, 1), "equal_area")
    assert values(found) == pytest.approx([100 * u, 100 * (1 - u**2)], abs=1e-3)


def test_adjusted_winner_on_two_issues():
    forms = DERIVATIONS["adjusted_winner_two_issues"]()
    tried = 0
    while tried < 20:
        a, b = RNG.integers(1, 100, 2).tolist()
        if not (a > b and a > 100 - b):
            continue
        tried += 1
        found = bg.solve(shares((a, b), (100 - a, 100 - b)), "adjusted_winner")
        numbers = {"a": a, "b": b}
        assert found.agreement["issue 1"] == pytest.approx(value(forms["share"], numbers), abs=1e-12)
        assert values(found) == pytest.approx([value(forms["points"], numbers)] * 2, abs=EXACT)


def test_war_is_a_costly_lottery():
    """Random wars over one pie that ends all to Ann or all to Bob; each party has its own discount rate and cost."""
    form = DERIVATIONS["war_costly_lottery"]()["d"]
    for _ in range(20):
        years, p = RNG.uniform(0.1, 10), RNG.uniform(0, 1)
        rate, cost = RNG.uniform(0.01, 0.5, 2), RNG.uniform(0, 20, 2)
        names = ("Ann", "Bob")
        game = pie()
        game = bg.BargainingGame(
            "war", [bg.Party(n, discount_rate=r) for n, r in zip(names, rate, strict=True)], game.issues
        ).with_outside_option(
            bg.War(years, dict(zip(names, cost, strict=True)), (
                bg.Ending("Ann wins", p, {"issue 1": 1}), bg.Ending("Bob wins", 1 - p, {"issue 1": 0}),
            ))
        )  # fmt: skip
        for name, r, c, won in zip(names, rate, cost, (100 * p, 100 * (1 - p)), strict=True):
            wanted = value(form, {"lamda": 1 / years, "r": r, "V": won, "c": c})
            assert game.disagreement[name] == pytest.approx(wanted, abs=1e-9)

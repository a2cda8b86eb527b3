"""Measures on outside options against their closed forms and integrals, 200 random draws of each."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

import bargain as bg
from bargain.derivations.registry import DERIVATIONS, value


def game(option, r):
    """Ann, with discount rate `r`, alone with an outside option; the endings are worth 100 and 20 to her."""
    bare = bg.BargainingGame("x", parties=[bg.Party("Ann", discount_rate=r)])
    return bare.with_issue(
        "i", outcomes=["high", "low"], weight={"Ann": 1}, worth={"Ann": [100, 20]}, status_quo="high"
    ).with_outside_option(option)


def lost(measure, r):
    """Points that Ann loses to `measure` on a fixed outside option."""
    bare = game(bg.Fixed({"Ann": 0}), r)
    return -bare.with_measure(measure).disagreement["Ann"]


def integral(f, low):
    found, _ = quad(f, low, math.inf, epsabs=1e-12, epsrel=1e-11, limit=500)
    return found


def test_sanctions_bite():
    rng, forms = np.random.default_rng(1), DERIVATIONS["sanctions_bite"]()
    for _ in range(200):
        n = dict(zip("pecr", rng.uniform(0, [1, 1, 50, 1]), strict=True)) | {"lamda": rng.uniform(0.05, 5)}
        n["g"] = n["lamda"] + n["r"] - rng.uniform(0.1, 3)
        found = lost(bg.Sanctions(
            target="Ann", cost_per_year=n["c"], probability=n["p"], evasion=n["e"], growth=n["g"],
            years=1 / n["lamda"]), n["r"])  # fmt: skip
        assert found == pytest.approx(value(forms["loss"], n), rel=1e-9, abs=1e-9)
        a_year = n["p"] * (1 - n["e"]) * n["c"]
        witness = integral(lambda t, n=n: math.exp((n["g"] - n["r"] - n["lamda"]) * t), 0)
        assert found == pytest.approx(a_year * witness, rel=1e-8, abs=1e-8)
        assert value(forms["slope"], n) >= 0


def test_the_sender_pays_the_same_with_no_growth_and_no_evasion():
    rng, forms = np.random.default_rng(2), DERIVATIONS["sanctions_bite"]()
    for _ in range(200):
        n = dict(zip("pcr", rng.uniform(0, [1, 50, 1]), strict=True)) | {"lamda": rng.uniform(0.05, 5)}
        found = game(bg.Fixed({"Ann": 0}), n["r"])
        pair = bg.BargainingGame("x", parties=[*found.parties, "Bob"]).with_outside_option(
            bg.Fixed({"Ann": 0, "Bob": 0}, [bg.Sanctions(
                target="Bob", sender="Ann", cost_per_year=1, cost_to_sender=n["c"], probability=n["p"], growth=-1,
                evasion=0.5, years=1 / n["lamda"])]))  # fmt: skip
        assert -pair.disagreement["Ann"] == pytest.approx(value(forms["loss"], n | {"g": 0, "e": 0}), abs=1e-9)


def test_deadline_loss():
    rng, forms = np.random.default_rng(3), DERIVATIONS["deadline_loss"]()
    for _ in range(200):
        n = dict(zip("ctr", rng.uniform([-50, 0, 0], [50, 10, 1]), strict=True)) | {"lamda": rng.uniform(0.05, 5)}
        found = lost(bg.Deadline(at=n["t"], cost={"Ann": n["c"]}, years=1 / n["lamda"]), n["r"])
        assert found == pytest.approx(value(forms["loss"], n), abs=1e-9)
        beyond = integral(lambda t, n=n: n["lamda"] * math.exp(-n["lamda"] * t), n["t"])
        assert found == pytest.approx(n["c"] * math.exp(-n["r"] * n["t"]) * beyond, abs=1e-8)
        assert value(forms["slope"], n) * n["c"] <= 0


def test_aid_moves_war():
    rng, forms = np.random.default_rng(4), DERIVATIONS["aid_moves_war"]()
    for _ in range(200):
        p, q = rng.uniform(0.3, 0.7), rng.uniform(-0.1, 0.1)
        n = {
            "lamda": rng.uniform(0.05, 5), "r": rng.uniform(0, 1), "f": rng.uniform(0.5, 2), "c": rng.uniform(10, 50),
            "D": rng.uniform(-5, 5), "V": 100 * p + 20 * (1 - p), "W": 80 * q, "s": rng.uniform(0, 2),
        }  # fmt: skip
        endings = [bg.Ending("good", p, {"i": "high"}), bg.Ending("bad", 1 - p, {"i": "low"})]
        aid = bg.Aid(
            recipient="Ann", cost_per_year={"Ann": n["D"]}, years=n["f"], endings={"good": q, "bad": -q}, level=n["s"]
        )
        war = game(bg.War(1 / n["lamda"], {"Ann": n["c"]}, endings, [aid]), n["r"])
        assert war.disagreement["Ann"] == pytest.approx(value(forms["d"], n), rel=1e-9, abs=1e-9)

        rate, r, cost = n["lamda"] * n["f"] ** -n["s"], n["r"], n["c"] + n["s"] * n["D"]
        end = n["V"] + n["s"] * n["W"]
        witness = integral(lambda t, rate=rate, r=r, x=rate * end - cost: x * math.exp(-(rate + r) * t), 0)
        assert war.disagreement["Ann"] == pytest.approx(witness, rel=1e-8, abs=1e-8)

        level, h = "outside_option.measures[0].level", 1e-5
        there = [war.with_value(level, s).disagreement["Ann"] for s in (0.0, h, 2 * h)]
        slope = (-3 * there[0] + 4 * there[1] - there[2]) / (2 * h)
        assert slope == pytest.approx(value(forms["slope"], n), rel=1e-5, abs=1e-4)
        assert value(forms["slope"], n) == pytest.approx(sum(value(forms[k], n) for k in ("longer", "odds", "costs")))


@pytest.mark.parametrize("name", ["sanctions_bite", "deadline_loss", "aid_moves_war"])
def test_a_closed_form_says_what_it_proves(name):
    assert all(form.free_symbols for form in DERIVATIONS[name]().values())

"""The sanctions threat game with uniform types against its closed forms."""

import numpy as np
import pytest
import sympy as sp
from scipy.stats import uniform

import bargain as bg
from bargain.derivations import sanctions_bluffing, sanctions_threshold

EXACT = {"abs": 1e-9, "rel": 0}


def functions(forms):
    """Name → function of a dictionary of numbers."""
    found = {}
    for name, form in forms.items():
        symbols = sorted(form.free_symbols, key=str)
        plain = sp.lambdify(symbols, form, "math")
        found[name] = lambda n, plain=plain, symbols=symbols: float(plain(*(n[symbol.name] for symbol in symbols)))
    return found


def test_a_private_target_on_200_random_games():
    rng, forms = np.random.default_rng(11), functions(sanctions_threshold.derive())
    threats = 0
    for _ in range(200):
        low = rng.uniform(0, 15)
        n = {
            "low": low, "high": low + rng.uniform(0.5, 30), "v_S": rng.uniform(1, 40), "v_T": rng.uniform(1, 40),
            "c_S": rng.uniform(0, 20), "k": rng.choice([0, rng.uniform(0, 8)]), "s": rng.choice([0, rng.uniform(0, 1)]),
        }  # fmt: skip
        net = n["c_S"] - n["s"] * n["v_S"]
        audience = max(net, 0.0) + rng.uniform(0.1, 10)  # imposing is credible
        e = bg.sanctions_threat(
            sender_stake=n["v_S"], target_stake=n["v_T"], sender_cost=n["c_S"], audience_cost=audience,
            target_cost=uniform(n["low"], n["high"] - n["low"]), threat_cost=n["k"], success=n["s"],
        ).equilibrium  # fmt: skip
        is_ = {name: forms[name](n) for name in ("threshold", "compliance", "sender", "target", "imposition")}
        assert e.threshold == pytest.approx(is_["threshold"], **EXACT)
        assert e.compliance == pytest.approx(is_["compliance"], **EXACT)
        assert e.threat == float(is_["sender"] > 0)
        assert e.payoffs["sender"] == pytest.approx(max(is_["sender"], 0), **EXACT)
        assert e.payoffs["target"] == pytest.approx(e.threat * is_["target"], **EXACT)
        assert e.probabilities["imposition"] == pytest.approx(e.threat * is_["imposition"], **EXACT)
        assert e.probabilities["backing down"] == forms["backing_down"](n) == 0
        if 0 < e.compliance < 1:
            assert e.threat == float(n["c_S"] < forms["highest_cost"](n))
        threats += e.threat == 1
    assert 50 < threats < 195


def test_both_private_where_some_bluff_on_200_random_games():
    rng, forms = np.random.default_rng(12), functions(sanctions_bluffing.derive())
    seen = 0
    while seen < 200:
        n = {
            "low_T": rng.uniform(0, 10), "low_S": rng.uniform(0, 5), "v_S": rng.uniform(5, 40),
            "v_T": rng.uniform(1, 20),
            "a": rng.uniform(0.5, 15), "k": rng.uniform(0, 4), "s": rng.choice([0, rng.uniform(0, 0.5)]),
        }  # fmt: skip
        n["high_T"], n["high_S"] = n["low_T"] + rng.uniform(5, 40), n["low_S"] + rng.uniform(5, 40)
        is_ = {name: form(n) for name, form in forms.items()}
        if not 0 < is_["resolved"] < is_["imposition"] - 1e-6 < 1 - 1e-6 or not 0 < is_["compliance"] < 1:
            continue
        seen += 1
        found = bg.sanctions_threat(
            sender_stake=n["v_S"], target_stake=n["v_T"], audience_cost=n["a"], threat_cost=n["k"], success=n["s"],
            sender_cost=uniform(n["low_S"], n["high_S"] - n["low_S"]),
            target_cost=uniform(n["low_T"], n["high_T"] - n["low_T"]),
        )  # fmt: skip
        (e,) = [e for e in found.equilibria if e.threat > 0]
        for name in ("compliance", "threshold", "imposition", "threat", "bluffing"):
            assert getattr(e, name) == pytest.approx(is_[name], **EXACT), name
        assert found.credibility == pytest.approx(is_["resolved"], **EXACT)
        assert e.probabilities["backing down"] == pytest.approx(is_["backing_down"], **EXACT)
        assert e.payoffs["sender"] == pytest.approx(is_["sender"], **EXACT)

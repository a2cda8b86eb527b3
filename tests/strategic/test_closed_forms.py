"""Closed forms against the numeric solvers."""

import numpy as np
import pytest

import bargain as bg
from bargain.derivations.registry import DERIVATIONS, value
from bargain.strategic.bimatrix.zero_sum import zero_sum


def symbols(letter, table):
    return {f"{letter}_{i + 1}{j + 1}": float(table[i, j]) for i in range(2) for j in range(2)}


@pytest.fixture(
    scope="module", params=["mixed_equilibrium_two_by_two", "threat_transferable", "threat_non_transferable"]
)
def form(request):
    return request.param, DERIVATIONS[request.param]()


@pytest.mark.parametrize("seed", range(40))
def test_closed_forms(form, seed):
    name, closed = form
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(2, 2, 2))
    if name == "mixed_equilibrium_two_by_two":
        numbers = {**symbols("a", A), **symbols("b", B)}
        p, q, u, v = (value(closed[key], numbers) for key in "pquv")
        found = [e for e in bg.equilibria(A, B) if 0 < e.row[0] < 1 and 0 < e.column[0] < 1]
        assert len(found) == (0 < p < 1 and 0 < q < 1)
        for e in found:
            assert (e.row[0], e.column[0], *e.payoffs) == pytest.approx((p, q, u, v), abs=1e-9)
    elif name == "threat_transferable":
        found = bg.threat_game(A, B)
        numbers = {"sigma": found.sigma, "delta": found.delta, **symbols("c", A - B)}
        assert found.payoffs == pytest.approx((value(closed["u"], numbers), value(closed["v"], numbers)), abs=1e-9)
        if 0 < found.threats[0][0] < 1:
            first, second = found.threats[0][0], found.threats[1][0]
            wanted = [value(closed[key], numbers) for key in ("delta", "p", "q")]
            assert (found.delta, first, second) == pytest.approx(wanted, abs=1e-9)
    else:
        found = bg.threat_game_ntu(A, B)
        if 0 < found.lam < np.inf:
            sigma, delta = (found.lam * A + B).max(), zero_sum(found.lam * A - B).value
            numbers = {"lamda": found.lam, "sigma": sigma, "delta": delta}
            wanted = value(closed["u"], numbers), value(closed["v"], numbers)
            assert found.payoffs == pytest.approx(wanted, abs=1e-9 * (1 + found.lam + 1 / found.lam))

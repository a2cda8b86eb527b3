"""Threat games: published cases, and saddle points of the bargaining solution over grids of threats."""

import json
import math

import numpy as np
import pytest

import bargain as bg
from bargain.strategic.bimatrix import threat_game as module
from bargain.strategic.bimatrix.zero_sum import ZeroSum
from tests.strategic.bimatrix.plain_bargaining import grid, nash_point

PUBLISHED = {  # A, B, sigma, delta, payoffs with side payments, payoffs and lam without (None: a range of prices)
    "three by three": (
        [[1, 2, 0], [4, 1, 2], [5, 2, 0]], [[5, 2, 1], [2, 0, 1], [0, 3, 0]], 6, 1, (3.5, 2.5), (3.5, 2.5), 1.0,
    ),
    "two equal interests": ([[5, 0], [0, 1]], [[2, 0], [0, 4]], 7, 0, (3.5, 3.5), (4.5, 2.25), 0.5),
    "a corner": ([[3, 0], [2, 1]], [[2, 5], [1, 0]], 5, 1, (3, 2), (3, 2), None),
}  # fmt: skip
PARTS = {1: 1, 2: 12, 3: 6, 4: 4}


def game(seed):
    """Small whole numbers, continuous, zeros and ones, thirds in unequal units, near zero-sum, near common interest."""
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 5, 2)) if seed % 5 == 0 else tuple(rng.integers(2, 5, 2))
    kind = seed % 6
    if kind == 0:
        return rng.integers(0, 6, (2, *shape)).astype(float)
    if kind == 1:
        return rng.normal(size=(2, *shape))
    if kind == 2:
        return rng.integers(0, 2, (2, *shape)).astype(float)
    if kind == 3:
        return rng.integers(-3, 4, (2, *shape)) / 3 * np.array([1.0, 1000.0])[:, None, None]
    A, noise = rng.random((2, *shape))
    return A, (0.3 * noise - A if kind == 4 else A + 0.1 * noise)


@pytest.mark.parametrize("name", PUBLISHED)
def test_published(name):
    A, B, sigma, delta, shared, apart, lam = PUBLISHED[name]
    found = bg.threat_game(A, B)
    assert (found.sigma, found.delta, *found.payoffs) == pytest.approx((sigma, delta, *shared), abs=1e-9)
    found = bg.threat_game_ntu(A, B)
    assert found.payoffs == pytest.approx(apart, abs=1e-9)
    assert lam is None or found.lam == pytest.approx(lam, abs=1e-9)
    if name == "three by three":
        assert found.disagreement == pytest.approx((1, 0), abs=1e-9)


@pytest.mark.parametrize("seed", range(240))
def test_without_side_payments_no_threat_on_a_grid_does_better(seed):
    A, B = game(seed)
    size = np.array([np.ptp(A) or 1.0, np.ptp(B) or 1.0])
    found = bg.threat_game_ntu(A, B)
    x, y = (np.array(threat) for threat in found.threats)

    def agreed(x, y):
        return nash_point(A, B, np.array([x @ A @ y, x @ B @ y])) / size

    payoffs = np.array(found.payoffs) / size
    assert agreed(x, y) == pytest.approx(payoffs, abs=1e-6)
    assert max(agreed(other, y)[0] for other in grid(len(A), PARTS[len(A)])) <= payoffs[0] + 1e-6
    assert max(agreed(x, other)[1] for other in grid(A.shape[1], PARTS[A.shape[1]])) <= payoffs[1] + 1e-6
    assert found.deviation <= 1e-9 * size.max()
    assert found.disagreement == pytest.approx((x @ A @ y, x @ B @ y))
    if 0 < found.lam < math.inf:  # the line from the disagreement to the agreement has the slope lam
        rise = found.payoffs[1] - found.disagreement[1]
        run = found.payoffs[0] - found.disagreement[0]
        assert rise / size[1] == pytest.approx(
            found.lam * run / size[1], abs=1e-9 * (1 + found.lam * size[0] / size[1])
        )


@pytest.mark.parametrize("seed", range(240))
def test_with_side_payments_no_threat_on_a_grid_does_better(seed):
    A, B = game(seed)
    size = max(np.ptp(A), np.ptp(B), 1.0)
    found = bg.threat_game(A, B)
    x, y = (np.array(threat) for threat in found.threats)

    def shared(x, y):  # half of what is left over the threats goes to each
        d = np.array([x @ A @ y, x @ B @ y])
        return d + ((A + B).max() - d.sum()) / 2

    assert shared(x, y) == pytest.approx(np.array(found.payoffs), abs=1e-9 * size)
    assert max(shared(other, y)[0] for other in grid(len(A), PARTS[len(A)])) <= found.payoffs[0] + 1e-9 * size
    assert max(shared(x, other)[1] for other in grid(A.shape[1], PARTS[A.shape[1]])) <= found.payoffs[1] + 1e-9 * size
    assert found.deviation <= 1e-9 * size
    assert sum(found.payoffs) == pytest.approx(found.sigma)


@pytest.mark.parametrize("seed", range(60))
def test_without_side_payments_each_party_has_its_own_unit(seed):
    A, B = game(seed)
    plain, other = bg.threat_game_ntu(A, B), bg.threat_game_ntu(1e6 + 7 * A, 1e9 * B)
    size = np.array([7 * (np.ptp(A) or 1), 1e9 * (np.ptp(B) or 1)])
    wanted = np.array([1e6 + 7 * plain.payoffs[0], 1e9 * plain.payoffs[1]])
    assert np.array(other.payoffs) / size == pytest.approx(wanted / size, abs=1e-8)
    assert other.deviation <= 1e-9 * max(7 * np.ptp(A), 1e9 * np.ptp(B), 1.0)


@pytest.mark.parametrize("seed", range(60))
def test_parties_are_treated_alike(seed):
    A, B = game(seed)
    for solve in (bg.threat_game, bg.threat_game_ntu):
        mine, yours = solve(A, B), solve(np.transpose(B), np.transpose(A))
        assert yours.payoffs == pytest.approx(mine.payoffs[::-1], abs=1e-9 * max(np.ptp(A), np.ptp(B), 1.0))


@pytest.mark.parametrize(("A", "B", "payoffs", "lam"), [
    ([[1]], [[2]], (1, 2), None),
    ([[1, 1], [1, 1]], [[4, 4], [4, 4]], (1, 4), None),
    ([[0, 1], [2, 3]], [[1, 1], [1, 1]], (3, 1), 0.0),  # only the first party has anything to bargain for
    ([[1, 1], [1, 1]], [[0, 1], [2, 3]], (1, 3), math.inf),
    ([[1, 0], [0, 0]], [[1, 0], [0, 0]], (1, 1), None),  # the frontier is one point
    ([[1, 2, 3]], [[3, 2, 1]], (1, 3), 1.0),  # one party alone chooses, and every outcome is on the frontier
    ([[2, 0], [0, 1]], [[-2, 0], [0, -1]], (2 / 3, -2 / 3), 1.0),  # zero-sum: nothing to bargain about
])  # fmt: skip
def test_edges(A, B, payoffs, lam):
    found = bg.threat_game_ntu(A, B)
    assert found.payoffs == pytest.approx(payoffs, abs=1e-9)
    assert lam is None or found.lam == pytest.approx(lam, abs=1e-9)
    assert found.deviation == pytest.approx(0, abs=1e-12)


def test_larger_games():
    A, B = np.random.default_rng(0).normal(size=(2, 30, 25))
    assert bg.threat_game(A, B).deviation < 1e-12
    assert bg.threat_game_ntu(A, B).deviation < 1e-12


@pytest.mark.parametrize("spoiled", ["row", "column"])
def test_the_evidence_sees_a_threat_that_is_not_optimal(monkeypatch, spoiled):
    """Its other strategy brings the party 2 more of the difference of payoffs, and half of that in the agreement."""
    A = np.array([[0.0, 0.0], [2.0, 2.0]]) if spoiled == "row" else np.array([[2.0, 0.0], [2.0, 0.0]])
    first = np.array([1.0, 0.0])
    poor = ZeroSum(first, first, low=float(A[0].min()), high=float(A[:, 0].max()))
    monkeypatch.setattr(module, "zero_sum", lambda C: poor)
    assert bg.threat_game(A, np.zeros((2, 2))).deviation == 1.0


def test_regret_says_whether_a_threat_is_credible():
    prisoners = bg.threat_game([[3, 0], [4, 1]], [[3, 4], [0, 1]])
    assert (prisoners.payoffs, prisoners.threats, prisoners.regret) == ((3, 3), ((0, 1), (0, 1)), (0, 0))
    empty = bg.threat_game([[5, 0], [0, 1]], [[2, 0], [0, 4]])  # the row party would rather give in than carry it out
    assert empty.regret == (1, 2)


@pytest.mark.parametrize("solve", [bg.threat_game, bg.threat_game_ntu, bg.equilibria])
def test_results_are_frozen_readable_and_plain(solve, capfd):
    found = solve([[5, 0], [0, 1]], [[2, 0], [0, 4]])
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)).keys() == found.to_dict().keys()
    assert "payoffs (" in repr(found)
    assert hash(found) == hash(solve([[5, 0], [0, 1]], [[2, 0], [0, 4]]))
    with pytest.raises(AttributeError):
        found.method = "guess"
    assert capfd.readouterr().out == ""


def test_an_infinite_price_is_plain_too():
    found = bg.threat_game_ntu([[1, 1], [1, 1]], [[0, 1], [2, 3]])
    assert found.lam == math.inf
    assert found.to_dict()["lam"] is None

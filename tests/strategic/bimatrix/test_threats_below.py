"""Threats below a frontier that is given apart from their payoffs, with powers: saddle points over grids of threats."""

import numpy as np
import pytest

from bargain.strategic.bimatrix.threat_game_ntu import threats_below
from tests.instruments.plain import best_lottery, mixtures

PARTS = {1: 1, 2: 8, 3: 4}


def frontier(rng):
    """Corners of a falling concave frontier: one point, one edge or several, from the column party's best."""
    edges = int(rng.integers(0, 5))
    run = rng.integers(1, 30, edges).astype(float)
    slope = np.sort(rng.choice(np.arange(1, 40), edges, replace=False)) / 10
    x = 40 + np.append(0, np.cumsum(run))
    return np.column_stack([x, 60 + (run * slope).sum() - np.append(0, np.cumsum(run * slope))])


def case(seed):
    rng = np.random.default_rng(seed)
    corners = frontier(rng)
    m, n = rng.integers(1, 4, 2)
    A, B = 40 - rng.integers(0, 40, (2, m, n)).astype(float)
    return corners, A, B, tuple(rng.choice([0.5, 1.0, 2.0, 3.0], 2).tolist())


@pytest.mark.parametrize("seed", range(80))
def test_no_threat_on_a_grid_does_better(seed):
    corners, A, B, powers = case(seed)
    found = threats_below(corners, A, B, powers)
    x, y = (np.array(threat) for threat in found.threats)

    def agreed(x, y):
        return best_lottery(corners, np.array([x @ A @ y, x @ B @ y]), powers)

    assert found.payoffs == pytest.approx(agreed(x, y), abs=1e-7)
    assert max(agreed(rival, y)[0] for rival in mixtures(len(x), PARTS[len(x)])) <= found.payoffs[0] + 1e-7
    assert max(agreed(x, rival)[1] for rival in mixtures(len(y), PARTS[len(y)])) <= found.payoffs[1] + 1e-7
    assert found.deviation <= 1e-9
    assert found.disagreement == pytest.approx((x @ A @ y, x @ B @ y))


def test_the_cases_are_of_all_kinds():
    found = [threats_below(*case(seed)) for seed in range(80)]
    assert {"an edge" in one.method for one in found} == {True, False}
    assert sum(max(one.threats[0]) < 1 for one in found) >= 10


@pytest.mark.parametrize("seed", range(40))
def test_each_party_has_its_own_unit(seed):
    corners, A, B, powers = case(seed)
    plain, other = threats_below(corners, A, B, powers), threats_below(corners * [7, 1e6], 7 * A, 1e6 * B, powers)
    assert np.array(other.payoffs) / [7, 1e6] == pytest.approx(plain.payoffs, abs=1e-7)


def test_on_a_straight_frontier_powers_weigh_threats_in_closed_form():
    """u_1 = α_1·100 + α_2 d_1 − α_1 d_2 with α = (3, 1)/4; lam, the price of the frontier, does not hang on powers."""
    found = threats_below([[0, 100], [100, 0]], [[30, 12]], [[20, 4]], (3, 1))
    assert found.payoffs == pytest.approx((75 + 30 / 4 - 60 / 4, 25 - 30 / 4 + 60 / 4))
    assert found.lam == pytest.approx(1)

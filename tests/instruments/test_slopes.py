"""Slopes of solutions in the disagreement: closed forms on edges and at corners, central differences, kinks, jumps."""

import numpy as np
import pytest

import bargain as bg
from bargain.instruments.slopes import slope
from bargain.payoffs.problem import BargainingProblem
from tests.instruments.plain import number, table
from tests.oracle.random_games import random_game

TWO = ["egalitarian", "equal_area", "kalai_smorodinsky", "nash", "perles_maschler", "raiffa", "utilitarian"]
MANY = ["egalitarian", "kalai_smorodinsky", "nash", "raiffa", "utilitarian"]


def polygon(payoffs, d, power=None):
    return BargainingProblem.from_payoffs(payoffs, d, power=power, lotteries=True)


def sides(found):
    return list(found.up.values()), list(found.down.values())


BEND = [[0, 100], [60, 70], [100, 0]]
"""Prices (1, 2)/3 on the first edge, (7, 4)/11 on the second."""


@pytest.mark.parametrize(("d", "party", "up", "down"), [
    ((0, 60), 0, (0.5, -0.25), (0.5, -0.25)),  # on the first edge: own 1 − α, the other −α · w_1/w_2
    ((0, 60), 1, (-1.0, 0.5), (-1.0, 0.5)),
    ((0, 40), 0, (0, 0), (0.5, -0.25)),  # at the corner, reached from the first edge: it stays when d_1 rises
    ((0, 40), 1, (-1.0, 0.5), (0, 0)),
    ((40, 40), 0, (0, 0), (0, 0)),  # inside the corner's cone
    ((60, 0), 0, (0.5, -7 / 8), (0.5, -7 / 8)),  # on the second edge
])  # fmt: skip
def test_nash_on_a_bent_frontier_in_closed_form(d, party, up, down):
    found = slope(polygon(BEND, d), "nash", party)
    assert sides(found)[0] == pytest.approx(up, abs=1e-8)
    assert sides(found)[1] == pytest.approx(down, abs=1e-8)
    assert found.kink == (up != down)
    assert not found.jump
    assert found.error <= 1e-8


def test_egalitarian_on_a_bent_frontier_in_closed_form():
    """u = d + t on both edges: own 1 − w_1/Σw, the other −w_1/Σw; at (60, 70) the diagonal passes from edge to edge."""
    first, second, both = (slope(polygon(BEND, d), "egalitarian", 0) for d in ((0, 60), (60, 0), (0, 10)))
    assert sides(first)[0] == sides(first)[1] == pytest.approx((2 / 3, -1 / 3), abs=1e-8)
    assert sides(second)[0] == sides(second)[1] == pytest.approx((4 / 11, -7 / 11), abs=1e-8)
    assert sides(both) == (pytest.approx((4 / 11, -7 / 11), abs=1e-8), pytest.approx((2 / 3, -1 / 3), abs=1e-8))
    assert (first.kink, second.kink, both.kink) == (False, False, True)


def test_kalai_smorodinsky_on_a_straight_frontier_in_closed_form():
    """On u_1 + u_2 = 100 both ideals are 100 less the other's disagreement, and the solution is the middle."""
    found = slope(polygon([[0, 100], [100, 0]], (20, 30)), "kalai_smorodinsky", 0)
    assert sides(found)[0] == sides(found)[1] == pytest.approx((0.5, -0.5), abs=1e-8)


def test_kalai_smorodinsky_on_a_bent_frontier_in_closed_form():
    """From d = (0, 0) on BEND's first edge: u = (t I_1, t I_2), ideals (100, 100); they move with d_1 by (0, −1/2)."""
    payoffs = [[0, 100], [60, 90], [100, 0]]  # first edge: u_2 = 100 − u_1/6; second: u_2 = 90 − 9/4 (u_1 − 60)
    found = slope(polygon(payoffs, (0, 0)), "kalai_smorodinsky", 0)
    # ray from (x, 0) to (100, I(x)), I(x) = 100 − x/6; on the second edge u_2 = 225 − 9/4 u_1
    # t = (225 − 9/4 x) / (I(x) + 9/4 (100 − x)); u_1 = x + t (100 − x), u_2 = t I(x)
    top, bottom, rise, fall = 225.0, 325.0, -9 / 4, -1 / 6 - 9 / 4
    t, t_x = top / bottom, (rise * bottom - top * fall) / bottom**2
    assert sides(found)[0] == pytest.approx((1 + t_x * 100 - t, t_x * 100 - t / 6), abs=1e-8)


def test_powers_enter_the_slope():
    found = slope(polygon([[0, 100], [100, 0]], (20, 30), power=[3, 1]), "nash", 0)
    assert sides(found)[0] == sides(found)[1] == pytest.approx((0.25, -0.25), abs=1e-8)


@pytest.mark.parametrize("length", [1e-2, 1e-4, 1e-5])
def test_short_edges_are_not_stepped_over(length):
    """The solution lies in the middle of an edge as short as that; its neighbours have other slopes."""
    half = length / 2
    payoffs = [[0, 70], [50 - half, 50 + half], [50 + half, 50 - half], [60, 0]]
    found = slope(polygon(payoffs, (10, 10)), "nash", 0)
    assert sides(found)[0] == pytest.approx((0.5, -0.5), abs=1e-7)
    assert sides(found)[1] == pytest.approx((0.5, -0.5), abs=1e-7)


@pytest.mark.parametrize("far", [1e3, 1e6, 1e9])
def test_disagreements_of_any_size(far):
    """On a straight frontier the slope is a half from however far below, to the digits that are left."""
    found = slope(polygon([[0, 100], [100, 0]], (-far, -far + 10)), "nash", 0)
    assert sides(found)[0] == sides(found)[1] == pytest.approx((0.5, -0.5), abs=max(1e-8, 1e-15 * far))
    assert not found.kink


def test_without_a_deal_everyone_keeps_its_outside_option():
    found = slope(polygon([[0, 100], [100, 0]], (80, 90)), "nash", 0)
    assert sides(found) == ([1, 0], [1, 0])
    assert not found.kink
    assert not found.jump


def test_where_the_zone_is_one_point_it_closes_upward_and_opens_downward():
    found = slope(polygon([[0, 100], [100, 0]], (50, 50)), "nash", 0)
    assert sides(found) == ([1, 0], pytest.approx((0.5, -0.5), abs=1e-8))
    assert found.kink


def test_a_jump_is_told_and_the_slope_is_that_beyond_it():
    """(10, 20) and (20, 10) rank equal at d = 0: a better outside option of the first turns to the second."""
    tied = BargainingProblem.from_payoffs([[10, 20], [20, 10]], (0, 0))
    found = slope(tied, "nash", 0)
    assert (found.jump, found.kink) == (True, False)
    assert sides(found) == ([0, 0], [0, 0])
    apart = slope(tied.with_disagreement(np.array([0.1, 0.0])), "nash", 0)
    assert not apart.jump


def test_a_jump_into_no_deal_is_told():
    """The one agreement is just acceptable; a better outside option ends it, and then counts itself."""
    found = slope(BargainingProblem.from_payoffs([[10, 50]], (10, 0)), "nash", 0)
    assert found.jump
    assert sides(found) == ([1, 0], [0, 0])


def central(problem, concept, party, step):
    """(u(d + s) − u(d − s)) / 2s, each by a search of its own, twice as far too: with the error of the difference."""
    quotients = []
    for s in (step, 2 * step):
        ends = []
        for sign in (1, -1):
            d = problem.disagreement.copy()
            d[party] += sign * s
            ends.append(np.array(list(bg.solve(problem.with_disagreement(d), concept).payoffs.values())))
        quotients.append((ends[0] - ends[1]) / (2 * s))
    return quotients[0], float(np.abs(quotients[0] - quotients[1]).max())


def compared(game, lotteries, concepts, step=1e-3, exact=1e-7, parties=(0, 1)):
    """How many slopes agree with central differences, wherever those are smooth themselves."""
    problem = BargainingProblem.from_game(game, lotteries=lotteries)
    count = 0
    for concept in concepts:
        for party in parties:
            found = slope(problem, concept, party)
            wanted, rough = central(problem, concept, party, step)
            if found.kink or found.jump or rough > 1e-3:  # a kink or jump lies within two steps
                continue
            assert list(found.up.values()) == pytest.approx(wanted, abs=exact + 2 * rough), (concept, party)
            assert list(found.down.values()) == pytest.approx(wanted, abs=exact + 2 * rough), (concept, party)
            count += 1
    return count


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("lotteries", [False, True])
def test_two_parties_against_central_differences(seed, lotteries):
    """Choices and ranges; every concept."""
    game = random_game(seed, parties=2, issues=3, ranges=seed % 3, risk=False, war=False, zone="zone")
    assert compared(game, lotteries, TWO) >= 7


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lotteries", [False, True])
def test_risk_attitudes_against_central_differences(seed, lotteries):
    game = random_game(seed, parties=2, issues=2, ranges=0, risk=True, war=False, zone="zone")
    assert compared(game, lotteries, TWO, 1e-2, 1e-6) >= 7


@pytest.mark.parametrize("lotteries", [False, True])
def test_bent_frontiers_against_central_differences(lotteries):
    game = random_game(11, parties=2, issues=2, ranges=1, risk=True, war=False, zone="zone")
    assert compared(game, lotteries, ["kalai_smorodinsky", "nash"], 1e-2, 2e-5, [0]) >= 1


@pytest.mark.parametrize("seed", [0, 2])
@pytest.mark.parametrize("lotteries", [False, True])
def test_three_parties_against_central_differences(seed, lotteries):
    game = random_game(seed, parties=3, issues=2, ranges=seed % 2, risk=False, war=False, zone="zone")
    assert compared(game, lotteries, MANY, 1e-3, 1e-6, [seed % 3]) >= 2


@pytest.mark.parametrize("seed", range(60))
def test_exact_on_the_polygon_of_lotteries(seed):
    """Nash and egalitarian slopes from the prices of the edge on which the solution lies, found from the raw game."""
    game = random_game(seed, parties=2, issues=3, ranges=0, risk=False, war=False, zone="zone")
    payoffs, _ = table(game)
    problem = BargainingProblem.from_game(game, lotteries=True)
    alpha = np.array([number(p.power) for p in game.parties])
    alpha = alpha / alpha.sum()
    for concept in ("nash", "egalitarian"):
        u = np.array(list(bg.solve(problem, concept).payoffs.values()))
        w = prices_at(payoffs, u)
        if w is None or (u - problem.disagreement < 1e-6).any():
            continue
        part = alpha / w if concept == "nash" else np.ones(2) / w.sum()
        for party in (0, 1):
            found = slope(problem, concept, party)
            wanted = np.eye(2)[party] - part * w[party]
            assert list(found.up.values()) == pytest.approx(wanted, abs=1e-8)
            assert list(found.down.values()) == pytest.approx(wanted, abs=1e-8)


def prices_at(payoffs, u):
    """Prices, shape (2,), at which no row is worth more than `u`: those of the edge it lies on, None at a corner."""
    for one in payoffs:
        for two in payoffs:
            step = two - one
            if step[0] > 1e-9 and step[1] < -1e-9:
                w = np.array([-step[1], step[0]]) / (step[0] - step[1])
                inside = min(u[0] - one[0], two[0] - u[0]) > 1e-4
                if inside and abs(w @ (u - one)) < 1e-9 and (payoffs @ w <= w @ u + 1e-9).all():
                    return w
    return None


def test_the_polygons_have_solutions_on_edges():
    on = 0
    for seed in range(60):
        game = random_game(seed, parties=2, issues=3, ranges=0, risk=False, war=False, zone="zone")
        u = np.array(list(bg.nash(game, lotteries=True).payoffs.values()))
        on += prices_at(table(game)[0], u) is not None
    assert on >= 12

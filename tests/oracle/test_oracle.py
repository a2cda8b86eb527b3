"""The reference against published numbers, numbers worked out by hand, and itself by a second road."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from bargain.game.bargaining_game import BargainingGame
from bargain.game.party import Party
from bargain.game.range import Range
from bargain.outside.fixed import Fixed
from tests.oracle import concepts, lotteries
from tests.oracle.adjusted_winner import adjusted_winner
from tests.oracle.comparison import check_frontier
from tests.oracle.enumerate import disagreement, discrete, enumerate_agreements, payoffs_of, powers
from tests.oracle.polygons import pareto_chain
from tests.oracle.random_games import random_game
from tests.oracle.ranges import ideal, zoom

ZERO = np.zeros(2)


def same(found: Any, wanted: Any, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(np.asarray(found, dtype=float), np.asarray(wanted, dtype=float), rtol=0, atol=tolerance)


# ---- Nash (1950), Econometrica 18:155–162: Bill and Jack barter ----

BILL_OWNS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACK_OWNS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}


def barter() -> tuple[np.ndarray, list[tuple[int, ...]]]:
    """Gains of the 512 deals and what is handed over in each (1) or kept (0)."""
    deals = list(product((0, 1), repeat=9))
    signs = [(-1, 1)] * 5 + [(1, -1)] * 4
    goods = [*BILL_OWNS.values(), *JACK_OWNS.values()]
    worth = np.array([(s * b, t * j) for (s, t), (b, j) in zip(signs, goods, strict=True)], dtype=float)
    return np.array(deals) @ worth, deals


def test_barter_without_lotteries():
    gains, deals = barter()
    assert len(gains) == 512
    rational = concepts.rational_frontier(gains, ZERO)
    wanted = [[2, 8], [6, 7], [8, 6], [12, 5], [14, 4], [16, 2], [18, 0]]
    same(concepts.distinct(gains[rational]), wanted)
    nash = concepts.nash(gains, ZERO)
    same(nash.payoffs, [[12, 5]])
    same(nash.measure, [2, 60**0.5])
    assert len(nash.rows) == 1
    assert deals[nash.chosen] == (1, 1, 1, 1, 0, 1, 1, 1, 0)  # book, whip, ball, bat for pen, toy, knife
    same(concepts.ideal(gains, ZERO), [18, 8])
    same(concepts.egalitarian(gains, ZERO).payoffs, [[8, 6]])  # (6, 7) has the same smallest gain, a smaller other
    same(concepts.utilitarian(gains, ZERO).payoffs, [[14, 4], [16, 2], [18, 0]])


def test_barter_with_lotteries():
    gains, _ = barter()
    same(lotteries.nash(gains, ZERO).payoffs, [12, 5], 1e-7)
    same(lotteries.kalai_smorodinsky(gains, ZERO).payoffs, [11.172413793103448, 5.275862068965518], 1e-7)
    same(lotteries.egalitarian(gains, ZERO).payoffs, [6.75, 6.75], 1e-7)
    same(lotteries.ideal_gains(lotteries.gains_of(gains, ZERO)), [18, 8.5], 1e-8)


# ---- Kalai–Smorodinsky (1975), Econometrica 43:513–518, p. 515 ----

S = np.array([[0, 0], [0, 1], [0.75, 0.75], [1, 0]])
T = np.array([[0, 0], [0, 1], [1, 0.7], [1, 0]])


def test_kalai_smorodinsky_polygons():
    same(lotteries.nash(S, ZERO).payoffs, [0.75, 0.75], 1e-8)
    same(lotteries.kalai_smorodinsky(S, ZERO).payoffs, [0.75, 0.75], 1e-8)
    same(lotteries.nash(T, ZERO).payoffs, [1, 0.7], 1e-8)
    for concept in ("kalai_smorodinsky", "egalitarian"):
        same(lotteries.CONCEPTS[concept](T, ZERO).payoffs, [10 / 13, 10 / 13], 1e-8)


def test_perles_maschler_takes_the_middle_of_one_segment():
    """Perles–Maschler (1981): on T the only strictly falling segment runs from (0, 1) to (1, 0.7)."""
    same(lotteries.CONCEPTS["perles_maschler"](T, ZERO).payoffs, [0.5, 0.85])


def test_perles_maschler_by_hand():
    """S has pieces (0,1)–(.75,.75) and (.75,.75)–(1,0), both of length √(3/16): their joint is the solution."""
    same(lotteries.CONCEPTS["perles_maschler"](S, ZERO).payoffs, [0.75, 0.75])
    # pieces (0,5)–(4,4) of length 2 and (4,4)–(5,0) of length 2; d = (1, 0) leaves √(3·¾) = 1.5 of the first
    two = np.array([[0, 5], [4, 4], [5, 0.0]])
    same(lotteries.CONCEPTS["perles_maschler"](two, np.array([1.0, 0])).payoffs, [4 + 0.125, 4 - 0.5])


def test_perles_maschler_is_super_additive():
    """The axiom that names it: the sum of two problems gives both parties at least the sum of their solutions."""
    rng = np.random.default_rng(5)
    for _ in range(50):
        a, b = rng.uniform(0, 10, (2, 5, 2))
        total = (a[:, None] + b[None]).reshape(-1, 2)
        parts = [lotteries.CONCEPTS["perles_maschler"](np.vstack([x, _axes(x)]), ZERO).payoffs for x in (a, b)]
        whole = np.vstack([total, _axes(a) + _axes(b)])
        assert (lotteries.CONCEPTS["perles_maschler"](whole, ZERO).payoffs >= sum(parts) - 1e-9).all()


def _axes(points: np.ndarray) -> np.ndarray:
    """Each party's best point with the other at 0, so that sums of hulls with free disposal are hulls of sums."""
    return np.diag(points.max(axis=0))


def test_equal_area_by_hand():
    # triangle: the median; a square: its corner
    same(lotteries.CONCEPTS["equal_area"](np.array([[0, 4], [6, 0.0]]), ZERO).payoffs, [3, 2])
    same(lotteries.CONCEPTS["equal_area"](np.array([[5, 5.0]]), ZERO).payoffs, [5, 5])
    # T: area 0.85; the line ends on x2 = 1 − 0.3·x1 where the part above it, x1/2, is half of that
    same(lotteries.CONCEPTS["equal_area"](T, ZERO).payoffs, [0.85, 1 - 0.3 * 0.85])


@pytest.mark.parametrize("seed", range(20))
def test_equal_area_by_counting(seed):
    rng = np.random.default_rng(seed)
    gains = rng.uniform(-3, 10, (6, 2))
    found = lotteries.CONCEPTS["equal_area"](gains, ZERO)
    chain = pareto_chain(gains)
    if found is None:
        assert chain is None
        return
    chain = np.vstack([[0, chain[0, 1]], chain])
    x, width = np.linspace(0, chain[-1, 0], 200_001, retstep=True)
    x = x[:-1] + width / 2
    height = np.interp(x, chain[:, 0], chain[:, 1])
    line = np.minimum(height, x * found.payoffs[1] / found.payoffs[0])
    same(line.sum() * width, height.sum() * width / 2, 1e-3)


# ---- closed forms ----


def test_split_pie_with_risk_aversion():
    """u1 = x, u2 = √(1 − x): Nash gives 2/3, Kalai–Smorodinsky and egalitarian the golden section.

    Osborne & Rubinstein 1990, section 2.4.1; Roth 1979.
    """
    x = np.linspace(0, 1, 3001)
    pie = np.stack([x, np.sqrt(1 - x)], axis=1)
    same(concepts.nash(pie, ZERO).payoffs[0], [2 / 3, 3**-0.5], 1e-9)
    for concept in ("kalai_smorodinsky", "egalitarian"):
        same(lotteries.CONCEPTS[concept](pie, ZERO).payoffs, [0.6180339887498707] * 2, 1e-6)


def test_asymmetric_nash_on_a_line():
    """Muthoo 1999, eq. (2.11): pie 1, powers 0.6 and 0.4, d = (0.2, 0.1)."""
    found = lotteries.nash(np.eye(2), np.array([0.2, 0.1]), np.array([0.6, 0.4]))
    same(found.payoffs, [0.62, 0.38], 1e-8)


def test_three_parties_share_a_pie():
    """x_i = d_i + w_i·(1 − Σ d)."""
    d, w = np.array([0.1, 0.2, 0.0]), np.array([0.5, 0.3, 0.2])
    found = lotteries.nash(np.eye(3), d, w * 7)
    same(found.payoffs, [0.45, 0.41, 0.14], 1e-8)
    assert found.gap < 1e-9
    same(lotteries.egalitarian(np.eye(3), d).payoffs, d + 0.7 / 3, 1e-8)
    same(lotteries.kalai_smorodinsky(np.eye(3), d).payoffs, d + 0.7 / 3, 1e-8)
    same(lotteries.raiffa(np.eye(3), d).payoffs, d + 0.7 / 3, 1e-8)
    same(lotteries.utilitarian(np.eye(3), d, w).payoffs, [0.8, 0.2, 0], 1e-8)


def test_linked_issues_by_weights():
    """Two divisible issues, weights 0.8/0.2 against 0.2/0.8: linked (0.8, 0.8), separate (0.5, 0.5)."""
    corners = np.array([[1, 0], [0.8, 0.8], [0.2, 0.2], [0, 1]])
    same(lotteries.nash(corners, ZERO).payoffs, [0.8, 0.8], 1e-8)


def test_raiffa_by_hand():
    # triangle: one step to the middle
    same(lotteries.raiffa(np.array([[0, 4], [6, 0.0]]), ZERO).payoffs, [3, 2], 1e-8)
    # T: from (0,0) to the mean of (1,0) and (0,1): (.5,.5); then the mean of (1,.5) and (.5,.85): (.75,.675);
    # then of (1,.675) and (.75,.775): (.875,.725); then of (11/12,.725) and (.875,.7375), which is on the frontier
    same(lotteries.raiffa(T, ZERO).payoffs, [(0.875 + 11 / 12) / 2, (0.725 + 0.7375) / 2], 1e-8)


def test_leximin_goes_on_after_the_smallest():
    payoffs = np.array([[1, 5, 2], [1, 4, 3], [1, 3, 4], [0, 9, 9.0]])
    d = np.zeros(3)
    found = concepts.egalitarian(payoffs, d)
    assert found.rows.tolist() == [1, 2]
    assert found.chosen == 1
    same(found.measure, [1, 3, 4])
    # with lotteries: party 1 gets at most 1, then the others 3.5 each
    same(lotteries.egalitarian(payoffs[:3], d).payoffs, [1, 3.5, 3.5], 1e-7)


def test_parties_without_a_possible_gain_are_left_out():
    payoffs = np.array([[5, 3, 1], [5, 1, 4], [4, 9, 9.0]])
    d = np.array([5.0, 0, 0])
    found = concepts.kalai_smorodinsky(payoffs, d)  # ratios (1, 1/4) and (1/3, 1); the last row is below d
    assert found.rows.tolist() == [1]
    assert found.chosen == 1
    same(found.measure, [1 / 3, 1])
    same(concepts.ideal(payoffs, d), [5, 3, 4])
    # with lotteries 1 − 2p/3 = 1/4 + 3p/4 for the chance p of the second row
    p = (3 / 4) / (2 / 3 + 3 / 4)
    same(lotteries.kalai_smorodinsky(payoffs, d).payoffs, [5, 3 - 2 * p, 1 + 3 * p], 1e-7)
    # Nash over the two who gain: (3 − 2p)(1 + 3p) is largest at p = 7/12
    same(lotteries.nash(payoffs, d).payoffs, [5, 3 - 7 / 6, 1 + 7 / 4], 1e-7)


def test_most_strict_gains_come_before_the_product():
    payoffs = np.array([[100, 100, 0], [1, 1, 1], [2, 1, 1], [2, 1, 1], [0, 90, 120.0]])
    d = np.zeros(3)
    found = concepts.nash(payoffs, d)
    assert found.rows.tolist() == [2, 3]
    assert found.chosen == 2
    assert concepts.nash(payoffs[[0, 4]], d).rows.tolist() == [1]
    same(concepts.nash(payoffs[[0, 4]], d).measure, [2, (90 * 120) ** (1 / 3)])


def test_ties_go_to_the_largest_smallest_gain_then_to_the_first():
    payoffs = np.array([[9, 1], [5, 5], [6, 4], [5, 5.0]])
    found = concepts.utilitarian(payoffs, ZERO)
    assert found.rows.tolist() == [0, 1, 2, 3]
    assert found.chosen == 1
    same(found.payoffs, [[5, 5], [6, 4], [9, 1]])


def test_nothing_beats_the_outside_option():
    payoffs = np.array([[1, 9], [9, 1.0]])
    above, level, on_the_line = np.array([9.5, 0]), np.array([9, 1.0]), np.array([5, 5.0])
    for name, concept in concepts.CONCEPTS.items():
        assert concept(payoffs, above) is None, name
        assert concept(payoffs, level).rows.tolist() == [1], name
        assert concept(payoffs, on_the_line) is None, name
    for name, concept in lotteries.CONCEPTS.items():
        assert concept(payoffs, above) is None, name
        same(concept(payoffs, level).payoffs, level, 1e-6)
        same(concept(payoffs, on_the_line).payoffs, on_the_line, 1e-6)


def test_beating_needs_more_than_rounding():
    payoffs = np.array([[1, 1], [1 + 5e-10, 1], [1, 1 + 5e-9], [0, 1.0]])
    assert concepts.frontier(payoffs).tolist() == [2]
    assert concepts.frontier(payoffs[[0, 1, 3]]).tolist() == [0, 1]
    same(concepts.distinct(payoffs[[0, 1]]), [[1, 1]])


# ---- adjusted winner: Brams & Taylor 1996, chapter 5; Raiffa 1982 ----


def test_panama_canal():
    us = [22, 22, 15, 14, 11, 6, 4, 2, 2, 2]
    panama = [9, 15, 15, 3, 15, 5, 11, 7, 7, 13]
    share, totals = adjusted_winner(us, panama)
    assert totals == (66, 66)
    assert share == [1, 1, Fraction(2, 15), 1, 0, 1, 0, 0, 0, 0]
    mirrored, totals = adjusted_winner(panama, us)
    assert totals == (66, 66)
    assert mirrored == [1 - s for s in share]


def test_adjusted_winner_is_equitable_and_efficient():
    """No other division gives both more: its total is the linear programme's largest smallest total."""
    rng = np.random.default_rng(1)
    for _ in range(30):
        a, b = rng.integers(0, 30, (2, 5)) + np.array([[1, 0, 0, 0, 0], [0, 1, 0, 0, 0]])
        share, (first, second) = adjusted_winner(a.tolist(), b.tolist())
        assert first == second or all(s in (0, 1) for s in share)
        sheets = [x * 100 / x.sum() for x in (a, b)]
        corners = np.array([[s @ sheets[0], (1 - np.array(s)) @ sheets[1]] for s in product((0, 1), repeat=5)])
        best = lotteries.egalitarian(corners.astype(float), ZERO).payoffs
        same([float(first), float(second)], best, 1e-6)


# ---- games: payoffs by hand ----


def toll() -> BargainingGame:
    game = BargainingGame("toll", parties=["Ann", "Bob"])  # type: ignore[arg-type]
    return (
        game.with_issue(
            "road",
            outcomes=["north", "south"],
            weight={"Ann": 3, "Bob": 1},
            worth={"Ann": [100, 0], "Bob": [0, 100]},
        )
        .with_issue(
            "toll",
            range=(0, 10),
            unit="EUR",
            weight={"Ann": 1, "Bob": 2},
            worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
        )
        .with_outside_option(Fixed({"Ann": 20, "Bob": 30}))  # type: ignore[arg-type]
    )


def test_toll_by_hand():
    """North: Ann 75 + 2.5x, Bob 200/3 − 20x/3. South: Ann 2.5x, Bob 100 − 20x/3."""
    game = toll()
    same(payoffs_of(game, {"road": "north", "toll": 4.0}), [85, 40])
    same(payoffs_of(game, {"road": "south", "toll": 4.0}), [10, 100 - 80 / 3])
    same(ideal(game), [75 + 2.5 * 5.5, 200 / 3])  # north with Bob at 30: x = 5.5; north at 0 (south needs x ≥ 8: 46.7)
    listed = enumerate_agreements(game, 11)
    assert len(listed) == 22
    assert listed.agreement(0) == {"road": "north", "toll": 0.0}
    d = disagreement(game)

    def product_of_gains(payoffs: np.ndarray) -> np.ndarray:
        return np.where((payoffs >= d).all(axis=1), (payoffs - d).clip(0).prod(axis=1), -np.inf)

    # (55 + 2.5x)(110/3 − 20x/3) falls from x = 0 on
    payoffs, agreement = zoom(listed, product_of_gains)
    same(payoffs, [75, 200 / 3])
    assert agreement == {"road": "north", "toll": 0.0}


def test_linkages_red_lines_and_attitudes_by_hand():
    game = (
        BargainingGame("hand", parties=["Ann", "Bob"])  # type: ignore[arg-type]
        .with_issue(
            "a",
            outcomes=["x", "y", "z"],
            weight={"Ann": 1, "Bob": 3},
            worth={"Ann": [100, 40, 0], "Bob": [0, 50, 100]},
            never={"Ann": ["z"], "Bob": {"x": 7}},
        )
        .with_issue("b", outcomes=["p", "q"], weight={"Ann": 3}, worth={"Ann": [20, 60]}, indifferent=["Bob"])
        .with_linkage("Bob", {"a": ["x", "y"], "b": ["q"]}, 12)
        .with_red_line("Bob", {"a": ["y"], "b": ["p"]})
        .with_red_line("Ann", {"a": ["y"], "b": ["q"]}, 5)
    )
    listed = enumerate_agreements(game)
    assert [listed.agreement(k) for k in range(len(listed))] == [
        {"a": "x", "b": "p"},
        {"a": "x", "b": "q"},
        {"a": "y", "b": "q"},
    ]
    same(listed.payoffs, [[40, -7], [70, 5], [50, 62]])
    averse = replace(game, parties=(Party("Ann", risk_aversion=2.0), Party("Bob")))
    wanted = [100 * (1 - np.exp(-2 * v / 100)) / (1 - np.exp(-2)) for v in (40, 70, 50)]
    same(enumerate_agreements(averse).payoffs[:, 0], wanted)
    check_frontier(game, np.array([[50, 62], [70, 5]]))
    with pytest.raises(AssertionError, match="reference 2"):
        check_frontier(game, np.array([[50, 62.0]]))


def test_bounds_of_a_range_by_hand():
    game = toll().without_issue("toll")
    game = game.with_issue(
        "toll",
        range=(0, 10),
        weight={"Ann": 1, "Bob": 2},
        worth={"Ann": {"curve": "power", "exponent": 0.5}, "Bob": {"at": [0, 4, 10], "is": [100, 90, 0]}},
        never={"Bob": {"above": 7.3}, "Ann": {"below": 2.2}},
    )
    column = sorted(set(enumerate_agreements(game, 2).columns[1].tolist()))
    assert column == [2.2, 4.0, 7.3]
    same(payoffs_of(game, {"road": "north", "toll": 2.5}), [75 + 12.5, 2 / 3 * 93.75])


# ---- random games ----


def test_random_games_are_the_same_again_and_have_every_corner():
    assert random_game(11) == random_game(11)
    assert random_game(11) != random_game(12)
    zones = {"zone": 0, "none": 0, "zero": 0, "infeasible": 0}
    seen = dict.fromkeys(["range", "linkage", "joint", "priced", "war", "risk", "ranking", "indifferent", "ties"], 0)
    for seed in range(300):
        game = random_game(seed)
        listed, d = enumerate_agreements(game, 5), disagreement(game)
        rational = concepts.rational_frontier(listed.payoffs, d)
        gains = (listed.payoffs[rational] - d).max() if len(rational) else 0.0
        kind = "zone" if gains > 1e-9 else "zero" if len(rational) else "none" if len(listed) else "infeasible"
        zones[kind] += 1
        seen["range"] += not discrete(game)
        seen["linkage"] += bool(game.linkages)
        seen["joint"] += bool(game.red_lines)
        seen["priced"] += any(line.price is not None for line in game.all_red_lines)
        seen["war"] += game.outside_option.kind == "war"
        seen["risk"] += any(p.risk_aversion != 0 for p in game.parties)
        seen["ranking"] += bool(game.rankings)
        seen["indifferent"] += any(i.indifferent for i in game.issues)
        if len(rational):
            seen["ties"] += any(len(c(listed.payoffs, d).rows) > 1 for c in concepts.CONCEPTS.values())
    assert zones["zone"] > 150, zones
    assert zones["none"] > 40, zones
    assert zones["zero"] > 10, zones
    assert zones["infeasible"] < 30, zones
    assert min(seen.values()) >= 15, seen


@pytest.mark.parametrize("seed", range(60))
def test_payoffs_are_those_of_the_game(seed):
    """Two independent sums over the same data."""
    game = random_game(seed, power_curves=True)
    listed = enumerate_agreements(game, 5)
    for row in np.random.default_rng(seed).permutation(len(listed))[:25]:
        agreement = listed.agreement(int(row))
        same(listed.payoffs[row], list(game.payoffs(agreement).values()), 1e-9)
        same(payoffs_of(game, agreement), listed.payoffs[row], 1e-12)


@pytest.mark.parametrize("seed", range(40))
def test_frontier_is_the_definition(seed):
    rng = np.random.default_rng(seed)
    payoffs = rng.integers(0, 5, (40, int(rng.integers(2, 5)))) + rng.choice([0, 4e-10, -4e-10], (40, 1))
    wanted = [
        k
        for k, row in enumerate(payoffs)
        if not any((other >= row - 1e-9).all() and (other > row + 1e-9).any() for other in payoffs)
    ]
    assert concepts.frontier(payoffs).tolist() == wanted


@pytest.mark.parametrize("seed", range(25))
def test_raised_payoffs_bound_every_agreement(seed):
    game = random_game(seed, ranges=1 + seed % 2, power_curves=True)
    listed = enumerate_agreements(game, 5)
    fine = enumerate_agreements(game, 23)
    raised = listed.raised[concepts.undominated(listed.raised)]
    for row in fine.payoffs[::7]:
        assert (row <= raised + 1e-9).all(axis=1).any()


@pytest.mark.parametrize("seed", range(25))
def test_exact_ideals_bound_the_grid(seed):
    game = random_game(seed, ranges=1 + seed % 2)
    listed, d = enumerate_agreements(game), disagreement(game)
    exact = ideal(game)
    rational = listed.payoffs[(listed.payoffs >= d).all(axis=1)]
    if exact is None:
        assert not len(rational)
        return
    raised = listed.raised[(listed.raised >= d - 1e-9).all(axis=1)].max(axis=0)
    assert (exact <= raised + 1e-9).all()
    if len(rational):
        assert (exact >= rational.max(axis=0) - 1e-9).all()


# ---- lotteries against geometry and themselves ----


@pytest.mark.parametrize("seed", range(40))
def test_two_parties_by_geometry(seed):
    """The linear programmes against the polygon: where a line, or a hyperbola, meets the chain."""
    rng = np.random.default_rng(seed)
    gains = rng.integers(-6, 11, (7, 2)).astype(float)
    chain = pareto_chain(gains)
    found = {name: concept(gains, ZERO) for name, concept in lotteries.CONCEPTS.items()}
    if chain is None:
        assert all(f is None for f in found.values())
        return
    top = np.array([chain[-1, 0], chain[0, 1]])
    same(lotteries.ideal_gains(lotteries.gains_of(gains, ZERO)), top, 1e-8)
    dense = np.vstack([p + np.linspace(0, 1, 2001)[:, None] * (q - p) for p, q in pairwise(chain)] or [chain])
    same(found["nash"].payoffs.prod(), dense.prod(axis=1).max(), 1e-4)
    assert found["nash"].payoffs.prod() >= dense.prod(axis=1).max() - 1e-8
    assert found["nash"].gap < 1e-9
    same(found["egalitarian"].payoffs.min(), dense.min(axis=1).max(), 2e-2)
    same(found["utilitarian"].measure[0], chain.sum(axis=1).max() / 2, 1e-8)
    for name, best in found.items():
        assert np.abs(dense - best.payoffs).max(axis=1).min() < 1e-2, name  # on the boundary
    if (top > 1e-6).all():
        ratio = found["kalai_smorodinsky"].payoffs / top
        assert abs(ratio[0] - ratio[1]) < 1e-7


@pytest.mark.parametrize("seed", range(30))
def test_nash_certificate(seed):
    """The gap certifies: nothing in R has a larger product, and the polish leaves nearly none."""
    game = random_game(seed, ranges=0, zone="zone")
    listed, d = enumerate_agreements(game), disagreement(game)
    if not len(listed):
        return
    found = lotteries.nash(listed.payoffs, d, powers(game))
    single = concepts.nash(listed.payoffs, d, powers(game))
    if found is None:
        assert single is None
        return
    assert found.gap < 1e-9
    if single is not None:
        assert found.measure[0] >= single.measure[0]
        if found.measure[0] == single.measure[0]:
            assert found.measure[1] >= single.measure[1] - 1e-9


@pytest.mark.parametrize("seed", range(40))
def test_lotteries_are_attained_and_efficient(seed):
    """Some lottery has the payoffs of each concept, and none gives somebody more at nobody's expense."""
    game = random_game(seed, ranges=0 if seed % 2 else 1, risk=False)
    listed, d = enumerate_agreements(game, 2), disagreement(game)
    if not len(listed):
        return
    gains = lotteries.gains_of(listed.payoffs, d)
    found = {
        name: concept(listed.payoffs, d, powers(game))
        for name, concept in lotteries.CONCEPTS.items()
        if len(d) == 2 or name not in ("perles_maschler", "equal_area")
    }
    assert len({best is None for best in found.values()}) == 1
    for name, best in found.items():
        if best is not None:
            above = lotteries.programme(gains, best.payoffs - d - 1e-9, np.ones(len(d)))
            assert above is not None, name
            assert above.value <= (best.payoffs - d).sum() + 1e-5, name


def test_ranges_of_random_games_are_ranges():
    assert all(isinstance(i, Range) for s in range(5) for i in random_game(s, issues=2, ranges=2).issues)

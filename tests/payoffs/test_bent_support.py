"""Support points of many parties whose risk attitudes bend the payoffs of ranges, against grids and scipy."""

import numpy as np
import pytest
from scipy.optimize import minimize

import bargain as bg
from bargain.payoffs.bent_support import BentSupport
from bargain.payoffs.problem import problem_of
from bargain.payoffs.rational import support_of
from tests.oracle.enumerate import enumerate_agreements
from tests.oracle.random_games import random_game

NAMES = ("Ann", "Bob", "Cleo")
VIEWS = {"at": [0, 100], "is": [0, 100]}, {"at": [0, 100], "is": [100, 0]}


def bent(seed):
    for k in range(100):
        game = random_game(1000 * k + seed, parties=3, issues=3, ranges=1 + seed % 2, risk=True, war=False)
        problem = problem_of(game)
        if problem.feasible and problem.curves and not problem.neutral:
            return game, problem
    raise AssertionError("no such game")


@pytest.mark.parametrize("seed", range(40))
def test_no_agreement_of_a_grid_is_worth_more(seed):
    game, problem = bent(seed)
    support = support_of(problem)
    assert isinstance(support, BentSupport)
    grid = enumerate_agreements(game).payoffs
    rng = np.random.default_rng(seed)
    for prices in (*np.eye(3), *rng.dirichlet(np.ones(3), size=12)):
        payoffs, key = support.farthest(prices)
        assert problem.payoffs_of(support.settle(key)) == pytest.approx(payoffs, abs=1e-9)
        assert payoffs @ prices >= (grid @ prices).max() - 1e-9


def traded(seed, ranges):
    """Parties that shun risk strongly, choices, and straight ranges that are traded for each other."""
    rng = np.random.default_rng(seed)
    game = bg.BargainingGame("traded", [bg.Party(p, risk_aversion=float(rng.uniform(2, 6))) for p in NAMES])
    for k in range(ranges):
        weight = {p: int(rng.integers(1, 6)) for p in NAMES}
        worth = {p: VIEWS[int(rng.integers(2))] for p in NAMES}
        game = game.with_issue(f"share {k}", range=(0, 100), weight=weight, worth=worth)
    for k in range(2):
        weight = {p: int(rng.integers(1, 4)) for p in NAMES}
        worth = {p: rng.integers(0, 101, 3).tolist() for p in NAMES}
        game = game.with_issue(f"choice {k}", outcomes=["a", "b", "c"], weight=weight, worth=worth)
    return problem_of(game), rng.dirichlet(np.ones(3), size=4)


@pytest.mark.parametrize("ranges", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(12))
def test_all_numbers_are_at_their_peak_together(seed, ranges):
    """For each pair of choices scipy finds the numbers: of traded ranges, one at a time comes near too slowly."""
    problem, some = traded(seed, ranges)
    support = support_of(problem)
    choices = [{"choice 0": one, "choice 1": two} for one in "abc" for two in "abc"]

    for prices in some:

        def short(numbers, settled, prices=prices):
            own = {f"share {k}": 100 * x for k, x in enumerate(numbers)}
            return -float(problem.payoffs_of({**settled, **own}) @ prices)

        start, bounds = np.full(ranges, 0.5), [(0, 1)] * ranges
        best = max(-minimize(short, start, (c,), method="L-BFGS-B", bounds=bounds).fun for c in choices)
        assert support.farthest(prices)[0] @ prices >= best - 1e-9


def test_a_pair_that_rises_late_is_not_dropped_early():
    """Ann shuns risk: `poor` leaves her all use of the share, `rich` little, and Bob's 57.5 points make up for it.

    With u(v) = 100·(1 − exp(−v/20)) / (1 − exp(−5)), all of the share with `poor`, u(10) + 100, beats all of it with
    `rich`, u(64) + 42.5; but from a third of it and by half of its slope there `poor` would seem to stay behind.
    """
    game = (
        bg.BargainingGame("late", [bg.Party("Ann", risk_aversion=5.0), "Bob", "Cleo"])
        .with_issue("share", range=(0, 100), weight={"Ann": 1}, worth={"Ann": VIEWS[0]}, indifferent=["Bob", "Cleo"])
        .with_issue(
            "choice",
            outcomes=["poor", "rich"],
            weight={"Ann": 9, "Bob": 1, "Cleo": 1},
            worth={"Ann": [0, 60], "Bob": [100, 42.5], "Cleo": [50, 50]},
        )
    )
    support = support_of(problem_of(game))
    assert isinstance(support, BentSupport)
    payoffs, key = support.farthest(np.ones(3))
    assert support.settle(key) == {"share": pytest.approx(100), "choice": "poor"}
    assert payoffs == pytest.approx([100 * np.expm1(-0.5) / np.expm1(-5), 100, 50])

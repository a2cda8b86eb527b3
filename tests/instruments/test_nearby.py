"""Solutions from many disagreements of one problem, against a search of its own for each."""

import numpy as np
import pytest

import bargain as bg
from bargain.instruments.nearby import Nearby
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.strands_region import StrandsRegion
from tests.oracle.random_games import random_game

MANY = ["egalitarian", "kalai_smorodinsky", "nash", "utilitarian"]
TWO = [*MANY, "equal_area", "perles_maschler", "raiffa"]


def alike(game, lotteries, concepts, seed, exact):
    """How many of some disagreements around the game's own leave a deal; all answers are compared."""
    problem = BargainingProblem.from_game(game, lotteries=lotteries)
    rng = np.random.default_rng(seed)
    shifts = [
        np.zeros(len(problem.parties)),
        *rng.integers(-8, 9, (3, len(problem.parties))),
        rng.random(len(problem.parties)),
    ]
    nearby = Nearby(problem, problem.disagreement - 10)
    deals = 0
    for concept in concepts:
        for shift in shifts:
            d = problem.disagreement + shift
            plain, kept = bg.solve(problem.with_disagreement(d), concept), nearby.solve(concept, d)
            assert kept.deal == plain.deal
            assert kept.payoffs == pytest.approx(plain.payoffs, abs=exact), (concept, d)
            assert kept.disagreement == plain.disagreement
            if kept.agreement is not None:
                assert list(problem.payoffs_of(kept.agreement)) == pytest.approx(list(kept.payoffs.values()), abs=1e-9)
            deals += kept.deal
    return deals


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("lotteries", [False, True])
def test_two_parties(seed, lotteries):
    """Points, pieces and polygons."""
    game = random_game(seed, parties=2, issues=3, ranges=seed % 3, risk=False, war=False)
    alike(game, lotteries, TWO, seed, 1e-7)


@pytest.mark.parametrize("lotteries", [False, True])
def test_a_bent_boundary(lotteries):
    game = random_game(11, parties=2, issues=2, ranges=1, risk=True, war=False, zone="zone")
    assert alike(game, lotteries, ["kalai_smorodinsky"], 11, 1e-6) > 1


@pytest.mark.parametrize(("seed", "ranges"), [*((seed, 0) for seed in range(8)), (3, 2), (4, 2)])
def test_three_parties(seed, ranges):
    """Points, and the programme where two ranges leave no strands."""
    game = random_game(seed, parties=3, issues=3, ranges=ranges, risk=False, war=False)
    alike(game, False, MANY, seed, 1e-5 if ranges else 1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_lotteries_of_three(seed):
    game = random_game(seed, parties=3, issues=2, ranges=0, risk=False, war=False)
    alike(game, True, MANY, seed, 1e-6)


@pytest.mark.parametrize("seed", range(24))
def test_strands_of_one_range(seed):
    """Three and four parties; the programme proves its answers, to the tolerance of its solver."""
    game = random_game(seed, parties=3 + seed % 2, issues=3, ranges=1, risk=False, war=False)
    alike(game, False, MANY, seed, 1e-5)


def test_strands_are_used_and_may_end_in_no_deal():
    game = random_game(2, parties=3, issues=3, ranges=1, risk=False, war=False, zone="zone")
    problem = BargainingProblem.from_game(game)
    nearby = Nearby(problem, problem.disagreement - 1)
    assert isinstance(nearby._region(problem), StrandsRegion)
    assert nearby.solve("nash", problem.disagreement).method == "exact frontier of choices, a range laid on each point"
    assert not nearby.solve("nash", problem.disagreement + 1000).deal
    below = problem.disagreement - 5  # not foreseen: searched anew
    assert nearby.solve("nash", below).method == "mixed-integer programme"

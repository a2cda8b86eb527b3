"""The frontier and every concept on random games, against the brute force that shares no code with them."""

import numpy as np
import pytest

import bargain as bg
from tests.oracle.comparison import check_frontier, check_frontier_pieces, check_solution
from tests.oracle.enumerate import enumerate_agreements, payoffs_of
from tests.oracle.random_games import random_game

SURE = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")
BY_LOTTERY = (*SURE, "raiffa")
OF_TWO = ("perles_maschler", "equal_area")

MIXED = range(1000, 1300)
"""300 games of 2–4 parties: both kinds of issue, linkages, red lines, risk attitudes, wars, no zone, zero surplus."""

SMOOTH = range(2000, 2030)
"""Games with power curves and a zone. At zero surplus a vertical start turns the 1e-9 points of the equality of payoffs
into whole points, so such a game has no answer to compare."""


def check_everything(game: bg.BargainingGame, by_lottery: float = 1e-7) -> None:
    """`by_lottery`: points that a measure over lotteries may fall short by."""
    frontier = bg.pareto_frontier(game)
    if all(issue.kind == "choice" for issue in game.issues):
        check_frontier(game, frontier.payoffs)
    elif len(game.parties) == 2 and frontier.resolution == 0.0:
        check_frontier_pieces(game, frontier.payoffs, frontier.pieces)
    elif len(game.parties) == 2:
        check_drawn(game, frontier)
    for concept in SURE:
        check_solution(game, concept, bg.solve(game, concept), at_zero_surplus="agreement")
    for concept in BY_LOTTERY + (OF_TWO if len(game.parties) == 2 else ()):
        solution = bg.solve(game, concept, lotteries=True)
        check_solution(game, concept, solution, lotteries=True, at_zero_surplus="agreement", tolerance=by_lottery)


def check_drawn(game: bg.BargainingGame, frontier: bg.Frontier) -> None:
    """A frontier drawn by chords misses no agreement of a grid, and promises none, by more than its resolution."""
    grid = enumerate_agreements(game).payoffs
    slack = 1e-7 + frontier.resolution
    ends = frontier.payoffs if not len(frontier.pieces) else np.concatenate([frontier.payoffs, *frontier.pieces])
    for share in np.linspace(0, 1, 41):
        if len(frontier.pieces):
            ends = np.concatenate([ends, frontier.pieces[:, 0] + share * np.diff(frontier.pieces, axis=1)[:, 0]])
    width = np.abs(np.diff(frontier.pieces, axis=1)).max(initial=0.0) / 40
    for row in grid[:: max(1, len(grid) // 400)]:
        assert (ends >= row - slack - width).all(axis=1).any(), row
    for i in range(0, len(frontier), 7):
        paid = payoffs_of(game, frontier.agreement(i))
        assert paid == pytest.approx(frontier.payoffs[i], abs=slack)


@pytest.mark.parametrize("seed", MIXED)
def test_random_games(seed: int) -> None:
    check_everything(random_game(seed))


@pytest.mark.parametrize("seed", SMOOTH)
def test_random_games_with_power_curves(seed: int) -> None:
    check_everything(random_game(seed, ranges=1, power_curves=True, risk=False, zone="zone"), by_lottery=2e-6)


@pytest.mark.parametrize("seed", range(3000, 3040))
def test_three_parties_by_programme_as_by_points(seed: int) -> None:
    """The mixed-integer programme is a second solver: forced on games that are searched as points, it agrees."""
    from bargain.payoffs.criteria import NashProduct, WeightedSum
    from bargain.payoffs.problem import problem_of
    from bargain.payoffs.programme_region import ProgrammeRegion
    from bargain.payoffs.rational import rational_region

    problem = problem_of(random_game(seed, parties=3, ranges=0, zone="zone", war=False))
    points = rational_region(problem)
    if not points.exists:  # red lines or the draw left no zone: there is nothing to compare
        assert bg.solve(problem).agreement is None
        return
    programme = ProgrammeRegion(problem)
    assert programme.exists
    assert programme.ideal == pytest.approx(points.ideal, abs=1e-9)
    for criterion in (NashProduct(problem.shares), WeightedSum(problem.shares)):
        one, two = points.maximise(criterion), programme.maximise(criterion)
        d = problem.disagreement
        assert criterion.measure(two.payoffs - d) == pytest.approx(criterion.measure(one.payoffs - d), abs=1e-7)
        assert two.gap <= 1e-4

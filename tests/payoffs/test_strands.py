"""One range laid on the frontier of the choices, against a fine grid of agreements."""

import numpy as np
import pytest

from bargain.payoffs.buildup import build_up
from bargain.payoffs.criteria import Leximin, NashProduct, WeightedSum
from bargain.payoffs.factors import TableFactor
from bargain.payoffs.frontier import scale_of
from bargain.payoffs.problem import problem_of
from bargain.payoffs.strands_region import Strands, StrandsRegion
from tests.oracle.enumerate import enumerate_agreements
from tests.oracle.random_games import random_game


@pytest.mark.parametrize("seed", range(60))
def test_no_agreement_of_a_grid_ranks_higher(seed):
    """The disagreement lies below a random agreement, so that most strands enter R and leave it within."""
    game = random_game(seed, parties=3, issues=3, ranges=1, risk=False, war=False)
    problem = problem_of(game)
    if not problem.feasible:
        assert not len(enumerate_agreements(game).payoffs)
        return
    grid = enumerate_agreements(game).payoffs
    rng = np.random.default_rng(seed)
    d = grid[rng.integers(len(grid))] - rng.uniform(0, 10, 3)
    problem = problem.with_disagreement(d)
    if not problem.curves:  # two red lines left no number
        return
    tables = tuple(f for f in problem.factors if isinstance(f, TableFactor))
    build = build_up(tables, scale_of(problem))
    region = StrandsRegion(problem, Strands.of(build, problem.curves[0]))
    inside = grid[(grid >= d).all(axis=1)]
    assert region.exists
    assert (region.ideal >= inside.max(axis=0) - 1e-9).all()
    scale = np.maximum(region.ideal - d, 1e-3)
    for criterion in (NashProduct(problem.shares), WeightedSum(problem.shares), Leximin(np.ones(3)), Leximin(scale)):
        found = region.maximise(criterion)
        assert problem.payoffs_of(found.lottery[0][1]) == pytest.approx(found.payoffs, abs=1e-9)
        assert (found.payoffs >= d - 1e-9).all()
        best = max(criterion.measure(u - d) for u in inside)
        assert criterion.measure(found.payoffs - d) >= best - 1e-8

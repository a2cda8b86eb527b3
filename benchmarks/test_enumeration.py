"""Frontier and Nash solution, here and by listing every agreement; both must find the same."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.problem import BargainingProblem
from benchmarks.enumeration import all_payoffs, frontier_and_nash
from benchmarks.games import shared_out

ISSUES = [4, 5, 6, 7]
"""Of ten outcomes each: 10^4 to 10^7 agreements."""


def frontier_then_nash(game):
    return bg.pareto_frontier(game), bg.nash(game)


@pytest.mark.parametrize("issues", ISSUES)
def test_bargain(benchmark, issues):
    game = shared_out(2, issues, 10, least=30)
    frontier, solution = benchmark(frontier_then_nash, game)
    tables, d = _tables(game)
    rows, best = frontier_and_nash(tables, d)
    x, y = all_payoffs(tables)
    assert np.allclose(frontier.payoffs, np.stack([x[rows], y[rows]], axis=1)[::-1], atol=1e-9)
    assert np.allclose(list(solution.payoffs.values()), [x[best], y[best]], atol=1e-9)
    benchmark.extra_info.update(
        game=f"2 parties, {issues} × 10, shared out", task="frontier and Nash", answer=f"{len(frontier)} points"
    )


@pytest.mark.benchmark(min_rounds=3, max_time=2.0)
@pytest.mark.parametrize("issues", ISSUES)
def test_enumeration(benchmark, issues):
    tables, d = _tables(shared_out(2, issues, 10, least=30))
    rows, _ = benchmark(frontier_and_nash, tables, d)
    benchmark.extra_info.update(
        game=f"2 parties, {issues} × 10, shared out", task="the same by listing all", answer=f"{len(rows)} points"
    )


def _tables(game):
    problem = BargainingProblem.from_game(game)
    return [factor.points for factor in problem.factors], problem.disagreement

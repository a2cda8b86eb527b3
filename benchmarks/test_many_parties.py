"""Three, four and ten parties: frontiers, every concept, mixed-integer programmes."""

from pathlib import Path

import pytest

import bargain as bg
from benchmarks.games import reversed_orders, shared_out

GRAND = Path(__file__).parents[1] / "analyses" / "grand_package" / "four_party.toml"
GAMES = {
    "3 parties, 12 × 4, reversed": lambda: reversed_orders(3, 12, 4, least=20),
    "3 parties, 12 × 4, shared out": lambda: shared_out(3, 12, 4, least=20),
    "4 parties, 15 × 3, reversed": lambda: reversed_orders(4, 15, 3, least=20),
    "4 parties, 15 × 3, shared out": lambda: shared_out(4, 15, 3, least=10),
}
if GRAND.exists():
    GAMES["the grand package, 4 parties"] = lambda: bg.read(GRAND)
CONCEPTS = [name for name in bg.CONCEPTS if not bg.CONCEPTS[name].two_parties]
FEW = {"min_rounds": 3, "max_time": 2.0, "warmup": False}
"""Slow ones are run a few times only."""


@pytest.mark.benchmark(**FEW)
@pytest.mark.parametrize("name", GAMES)
def test_whole_frontier(benchmark, name):
    game = GAMES[name]()
    frontier = benchmark(bg.pareto_frontier, game)
    benchmark.extra_info.update(game=name, task="whole frontier", answer=f"{len(frontier)} points")


@pytest.mark.benchmark(**FEW)
@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("name", GAMES)
def test_concept(benchmark, name, concept):
    game = GAMES[name]()
    solution = benchmark(bg.solve, game, concept)
    answer = solution.method if solution.deal else "no deal"
    benchmark.extra_info.update(game=name, task=concept, answer=answer, gap=solution.gap)


@pytest.mark.benchmark(**FEW)
@pytest.mark.parametrize("name", GAMES)
def test_nash_with_lotteries(benchmark, name):
    game = GAMES[name]()
    solution = benchmark(bg.nash, game, lotteries=True)
    benchmark.extra_info.update(game=name, task="nash, lotteries", answer=solution.method, gap=solution.gap)


@pytest.mark.benchmark(**FEW)
def test_ten_parties(benchmark):
    game = reversed_orders(10, 20, 4)
    solution = benchmark(bg.nash, game)
    assert solution.deal
    assert solution.gap <= 1e-7
    benchmark.extra_info.update(
        game="10 parties, 20 × 4, reversed", task="nash", answer=solution.method, gap=solution.gap
    )


@pytest.mark.benchmark(**FEW)
def test_three_parties_with_ranges(benchmark):
    game = reversed_orders(3, 8, 4, ranges=2)
    solution = benchmark(bg.nash, game)
    assert solution.gap <= 1e-7
    benchmark.extra_info.update(
        game="3 parties, 8 × 4 and 2 ranges, reversed", task="nash", answer=solution.method, gap=solution.gap
    )

"""Two parties: the whole frontier, one concept, lotteries, ranges."""

import pytest

import bargain as bg
from benchmarks.games import reversed_orders, shared_out

SIZES = [(12, 5), (40, 5), (100, 10)]
GAMES = {"reversed": reversed_orders, "shared out": shared_out}


@pytest.mark.parametrize("kind", GAMES)
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_whole_frontier(benchmark, kind, size):
    game = GAMES[kind](2, *size)
    frontier = benchmark(bg.pareto_frontier, game)
    assert frontier.resolution == 0.0
    benchmark.extra_info.update(
        game=f"2 parties, {size[0]} × {size[1]}, {kind}", task="whole frontier", answer=f"{len(frontier)} points"
    )


@pytest.mark.parametrize("kind", GAMES)
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_nash(benchmark, kind, size):
    game = GAMES[kind](2, *size)
    solution = benchmark(bg.nash, game)
    assert solution.deal
    assert solution.gap == 0.0
    benchmark.extra_info.update(game=f"2 parties, {size[0]} × {size[1]}, {kind}", task="Nash", answer=solution.method)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_nash_with_lotteries(benchmark, size):
    game = shared_out(2, *size)
    solution = benchmark(bg.nash, game, lotteries=True)
    assert solution.deal
    benchmark.extra_info.update(
        game=f"2 parties, {size[0]} × {size[1]}, shared out", task="Nash, lotteries", answer=solution.method
    )


@pytest.mark.parametrize("ranges", [1, 4])
def test_nash_with_ranges(benchmark, ranges):
    game = reversed_orders(2, 12, 5, ranges=ranges)
    solution = benchmark(bg.nash, game)
    assert solution.deal
    assert solution.gap == 0.0
    benchmark.extra_info.update(
        game=f"2 parties, 12 × 5 and {ranges} range{'s' * (ranges > 1)}, reversed", task="Nash", answer=solution.method
    )


def test_every_concept(benchmark):
    game = reversed_orders(2, 12, 5)
    found = benchmark(bg.compare, game)
    benchmark.extra_info.update(
        game="2 parties, 12 × 5, reversed", task="all concepts side by side", answer=f"{len(found)} solutions"
    )

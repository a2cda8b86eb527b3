"""Many calls in one process keep no memory, and threads that share a game get what one alone gets."""

import gc
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import bargain as bg

GAME = bg.read("analyses/four_regions/game.toml")
SMALL = GAME.without_issue("power").without_issue("withdrawal")


def solved(k):
    """One of several questions, by number."""
    concept = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")[k % 4]
    game = GAME.with_value("outside_option.cost_per_year.Ukraine", 10 + k % 7)
    return bg.solve(game, concept).to_dict()


def test_ten_thousand_calls_keep_no_memory():
    for k in range(300):  # what is built once, such as registries, is built
        solved(k)
    gc.collect()
    tracemalloc.start()
    try:
        before = None
        for k in range(10_000):
            bg.nash(SMALL)
            if k == 200:
                gc.collect()
                before = tracemalloc.get_traced_memory()[0]
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 200_000, f"{grown:,} bytes kept after 9,800 calls"


def test_fifty_threads_get_the_answers_of_one():
    alone = [solved(k) for k in range(200)]
    with ThreadPoolExecutor(50) as pool:
        assert list(pool.map(solved, range(200))) == alone

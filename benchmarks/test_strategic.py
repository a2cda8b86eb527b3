"""Strategic games that take their time: the map of a truce, and the nucleolus of many players."""

import numpy as np
import pytest

import bargain as bg


@pytest.mark.parametrize("size", [20, 50])
def test_truce_regions(benchmark, size):
    truce = bg.ceasefire(
        0.5, (0.2, 0.2), days=30, rearming=0.05, monitoring=0.2, talks=0.2, penalty=0.1, force=0.05, surprise=0.02
    )
    rates, watch = np.linspace(0, 0.1, size), np.linspace(0, 1, size)
    found = benchmark(bg.ceasefire_regions, truce, rearming=rates, monitoring=watch)
    assert found.deviation < 1e-9
    benchmark.extra_info.update(
        game=f"truce of 6 periods, {size} × {size} points", task="regions", answer=f"{found.shares['kept']:.0%} kept"
    )


@pytest.mark.parametrize("players", [6, 12])
def test_coalition(benchmark, players):
    rng = np.random.default_rng(players)
    worth = {}

    def drawn(members):
        return worth.setdefault(members, float(rng.random() * len(members)))

    found = benchmark(bg.coalition, list(range(players)), drawn)
    assert found.deviation < 1e-9
    benchmark.extra_info.update(
        game=f"cooperative game, {players} players",
        task="Shapley value, nucleolus, core",
        answer=f"core {'empty' if found.core_empty else 'not empty'}",
    )

"""Ensembles: the grand package with ten thousand draws, a game of six issues with a million, and the memory they take.

Each is run once. Memory is that of the process that asks; with one worker it is the one that computes, too.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import bargain as bg
from bargain.game.bargaining_game import BargainingGame
from bargain.game.numbers import numbers
from bargain.game.quantity import Quantity, value_of
from benchmarks.games import shared_out

ROOT = Path(__file__).parents[1]
GRAND = ROOT / "analyses" / "grand_package" / "game.toml"
ONCE = {"rounds": 1, "iterations": 1, "warmup_rounds": 0}

MEMORY = """
import resource
import bargain as bg
from benchmarks.test_ensemble import six_issues
if __name__ == "__main__":
    found = bg.ensemble(six_issues(), {draws}, workers={workers})
    print(found.drawn, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def six_issues() -> BargainingGame:
    """Two parties, six issues of four outcomes, every weight, worth and outside option with a range."""
    game = shared_out(2, 6, 4)
    for path, given in numbers(game).items():
        x = value_of(given)
        if path.endswith("weight"):
            game = game.with_value(path, Quantity(x, low=0.6 * x, high=1.5 * x))
        elif ".worth." in path:
            game = game.with_value(path, Quantity(x, low=max(0.0, x - 10), high=min(100.0, x + 10)))
    outside = Quantity(45, low=20, high=60)
    return game.with_outside_option(bg.Fixed({"Ann": outside, "Bob": outside}))


@pytest.mark.parametrize("workers", [1, 2])
def test_grand_package(benchmark, workers):
    game = bg.read(GRAND)
    found = benchmark.pedantic(bg.ensemble, (game, 10_000), {"workers": workers}, **ONCE)
    assert found.complete
    benchmark.extra_info.update(
        game="2 parties, the grand package",
        task=f"ensemble of 10,000 draws, Nash, {workers} worker{'s' * (workers > 1)}",
        answer=f"{found.quickly:,} answered side by side",
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_million_draws(benchmark, workers):
    found = benchmark.pedantic(bg.ensemble, (six_issues(), 1_000_000), {"workers": workers}, **ONCE)
    assert found.complete
    benchmark.extra_info.update(
        game="2 parties, 6 × 4, shared out, all numbers with ranges",
        task=f"ensemble of 1,000,000 draws, Nash, {workers} worker{'s' * (workers > 1)}",
        answer=f"zone in {found.zone.value:.3f}",
    )


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("draws", [100_000, 1_000_000])
def test_memory(benchmark, draws, workers):
    code = MEMORY.format(draws=draws, workers=workers)

    def run() -> list[float]:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
        return [float(x) for x in done.stdout.split()]

    drawn, peak = benchmark.pedantic(run, **ONCE)
    assert drawn == draws
    assert peak < 2048 / 3  # the process that asks, and two like it that compute
    who = "the process that computes" if workers == 1 else "the process that asks 2 workers"
    benchmark.extra_info.update(
        game="2 parties, 6 × 4, shared out, all numbers with ranges",
        task=f"ensemble of {draws:,} draws, peak memory of {who}",
        answer=f"{peak:.0f} MiB",
    )

"""What only a whole process shows: start-up, and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
CASE = ROOT / "bargain" / "cli" / "starter" / "game.toml"
PAIRS = 40
"""Pairs of runs, the two of a pair one after the other, so that a busy moment meets both."""

SOLVE = (sys.executable, "-m", "bargain", "solve", str(CASE))
IMPORTS = {name: (sys.executable, "-c", f"import {name}") for name in ("numpy", "bargain")}
NOTHING = (sys.executable, "-c", "pass")

MEMORY = """
import resource
import bargain as bg
from benchmarks.games import {kind}
game = {kind}(2, 100, 10)
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
frontier = bg.pareto_frontier(game)
print(len(frontier), before, peak())
"""


def seconds(command: Sequence[str], compiled: str) -> float:
    """How long one run of a command takes; raises CalledProcessError when it fails.

    `compiled`: folder for compiled modules, which an installed package has too.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return perf_counter() - start


def paired(one: Sequence[str], other: Sequence[str], pairs: int = PAIRS) -> tuple[float, float, float]:
    """Medians of both commands in seconds, and the median over pairs of the ratio one / other; runs alternate."""
    runs = []
    with tempfile.TemporaryDirectory() as compiled:
        seconds(one, compiled), seconds(other, compiled)  # compiles the modules
        for k in range(pairs):
            first, second = (one, other) if k % 2 == 0 else (other, one)
            a, b = seconds(first, compiled), seconds(second, compiled)
            runs.append((a, b) if k % 2 == 0 else (b, a))
    return median(a for a, _ in runs), median(b for _, b in runs), median(a / b for a, b in runs)


def peak_memory(kind: str) -> tuple[int, float, float]:
    """Points of the frontier of 100 issues of 10 outcomes; peak memory in MiB of a child before and after it."""
    code = MEMORY.format(kind=kind)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    points, before, after = done.stdout.split()
    return int(points), float(before), float(after)

"""Print the table: `python -m benchmarks.peers` (it makes an environment and installs the peer there); `--write`
puts it on the page of performance."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

import numpy as np

import bargain as bg
from benchmarks.peers.in_process import bimatrix, convex, missed
from benchmarks.peers.inputs import additive
from benchmarks.report import machine, table, write
from benchmarks.report import time as said

SIZES = ((4, 10), (5, 10), (6, 10))
SIDE = Path(__file__).with_name("negmas_side.py")
REPEATS = 200
"""Calls of ours, and the least time counts; the peer is asked three times, as it takes seconds."""
BEGIN, END = "<!-- peers: written by benchmarks/peers -->", "<!-- end of peers -->"


def game_of(given: dict[str, Any]) -> bg.BargainingGame:
    """The input as a game of this package, in points."""
    game = bg.BargainingGame("peers", parties=list(given["parties"]))
    for name in given["issues"]:
        game = game.with_issue(
            name,
            outcomes=given["outcomes"],
            weight={p: own["weights"][name] for p, own in given["parties"].items()},
            worth={p: [100 * x for x in own["worths"][name]] for p, own in given["parties"].items()},
        )
    return game.with_outside_option(bg.Fixed({p: 100 * own["reserved"] for p, own in given["parties"].items()}))


def best_of(call: Any) -> tuple[float, Any]:
    """The least time of several calls, and the answer."""
    times, answer = [], None
    for _ in range(REPEATS):
        begun = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - begun)
    return min(times), answer


def compared(python: str, issues: int, outcomes: int) -> list[str]:
    """One row: both on the same input."""
    given = additive(issues, outcomes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input.json"
        path.write_text(json.dumps(given), encoding="utf-8")
        done = subprocess.run([python, str(SIDE), str(path)], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout.strip().splitlines()[-1])
    game = game_of(given)
    ours, frontier = best_of(lambda: bg.pareto_frontier(game))
    same = len(frontier) == len(theirs["frontier"]) and np.allclose(
        frontier.payoffs, 100 * np.array(sorted(theirs["frontier"])), atol=1e-9
    )
    told = []
    for concept, point in theirs["answers"].items():
        own = [x / 100 for x in bg.solve(game, concept).payoffs.values()]
        told.append(
            f"{concept.replace('_', ' ')} {'same' if np.allclose(own, point, atol=1e-12) else f'{own} against {point}'}"
        )
    peer = theirs["frontier time"]
    return [
        f"{outcomes ** issues:,}", f"{len(frontier)} points, {'same' if same else 'NOT the same'}", said(ours),
        f"{said(peer)} (NegMAS {theirs['version']})", f"{peer / ours:,.0f}", "; ".join(told),
    ]  # fmt: skip


def main() -> None:
    """Make the environment, compare, and take it away."""
    with tempfile.TemporaryDirectory() as folder:
        python = os.environ.get("BARGAIN_PEER_PYTHON")
        if python is None:
            venv.create(folder, with_pip=True)
            python = str(Path(folder) / "bin" / "python")
            subprocess.run([python, "-m", "pip", "install", "--quiet", "negmas"], check=True, stdout=sys.stderr)
        rows = [compared(python, *size) for size in SIZES]
    headers = ["issues, 3 parties, lots", "bargain", "scipy SLSQP", "ratio", "bargain: mean gain", "scipy: mean gain"]
    text = "\n\n".join(
        [
            machine(),
            table(["agreements", "frontier", "bargain", "peer", "ratio", "solutions"], rows),
            table(
                ["bimatrix game", "equilibria", "bargain", "nashpy, vertices", "nashpy, supports", "ratio"], bimatrix()
            ),
            missed(),
            table(headers, convex()),
        ]
    )
    print(text)
    if "--write" in sys.argv[1:]:
        write(text, BEGIN, END)


if __name__ == "__main__":
    main()

"""Measure everything and print the table of docs/explanation/performance.md; `--write` puts it there.

Run `python -m benchmarks.report` in the top folder of the repository, on a quiet machine. No time is ever compared with
a limit: the table says what was seen.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from benchmarks.processes import IMPORTS, NOTHING, PAIRS, SOLVE, paired, peak_memory

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- measured: written by benchmarks/report.py -->", "<!-- end of what was measured -->"


def benchmarks() -> list[dict[str, Any]]:
    """What pytest-benchmark measured, one entry a benchmark, in file order."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.json"
        command = [sys.executable, "-m", "pytest", "benchmarks", "-q", "-o", "addopts=--import-mode=importlib"]
        subprocess.run([*command, f"--benchmark-json={found}"], cwd=ROOT, check=True, stdout=sys.stderr)
        return list(json.loads(found.read_text(encoding="utf-8"))["benchmarks"])


def machine() -> str:
    """The machine in words, without its name."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"Measured on {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), Python "
        f"{platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}; "
        f"load average {load} at the start."
    )


def time(seconds: float) -> str:
    """Seconds in a fitting unit, three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def row(entry: dict[str, Any]) -> list[str]:
    """One benchmark as a row of the table."""
    info, stats = entry["extra_info"], entry["stats"]
    gap = f", gap {info['gap']:.0e}" if info.get("gap") else ""
    return [
        info["game"],
        info["task"],
        time(stats["min"]),
        time(stats["median"]),
        str(stats["rounds"]),
        info["answer"] + gap,
    ]


def parties(entry: dict[str, Any]) -> tuple[int, str]:
    """What the table is sorted by: number of parties, then the game."""
    game = entry["extra_info"]["game"]
    found = re.search(r"(\d+) parties", game)
    return int(found[1]) if found else 0, game


def ratios(entries: list[dict[str, Any]]) -> list[list[str]]:
    """How many times longer it takes to list every agreement, by number of agreements."""
    medians: dict[str, dict[str, float]] = {}
    for entry in entries:
        if "enumeration" in entry["fullname"]:
            medians.setdefault(entry["extra_info"]["game"], {})[entry["name"].split("[")[0]] = entry["stats"]["median"]
    return [
        [game, time(m["test_bargain"]), time(m["test_enumeration"]), f"{m['test_enumeration'] / m['test_bargain']:.3g}"]
        for game, m in medians.items()
    ]


def processes() -> list[list[str]]:
    """Start-up of whole processes, in pairs."""
    rows = []
    for name, one, other, against in (
        ("`bargain solve` of a small file", SOLVE, IMPORTS["numpy"], "`import numpy`"),
        ("`import bargain`", IMPORTS["bargain"], IMPORTS["numpy"], "`import numpy`"),
        ("`import bargain`", IMPORTS["bargain"], NOTHING, "Python that does nothing"),
    ):
        a, b, ratio = paired(one, other)
        rows.append([name, time(a), against, time(b), f"{ratio:.2f}"])
    return rows


def memory() -> list[list[str]]:
    """Peak memory of the frontier of 100 issues of 10 outcomes."""
    rows = []
    for kind, words in (("reversed_orders", "reversed"), ("shared_out", "shared out")):
        points, before, after = peak_memory(kind)
        rows.append([f"2 parties, 100 × 10, {words}", f"{points} points", f"{before:.0f} MiB", f"{after:.0f} MiB"])
    return rows


def table(headers: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report() -> str:
    """All tables, with the machine."""
    about = machine()
    entries = benchmarks()
    of_games = sorted((entry for entry in entries if "enumeration" not in entry["fullname"]), key=parties)
    return "\n\n".join(
        [
            about,
            table(["game", "task", "least", "median", "runs", "answer"], [row(e) for e in of_games]),
            "Frontier and Nash solution against listing every agreement, medians:",
            table(["game", "bargain", "listing all", "ratio"], ratios(entries)),
            f"Whole processes, medians of {PAIRS} alternating pairs; the ratio is the median over pairs:",
            table(["process", "median", "against", "median", "ratio"], processes()),
            "Peak memory of a child process, before and after the whole frontier:",
            table(["game", "answer", "before", "peak"], memory()),
        ]
    )


def write(text: str, begin: str = BEGIN, end: str = END) -> None:
    """Put `text` between two marks of the page."""
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(begin)
    _, _, tail = rest.partition(end)
    PAGE.write_text(f"{head}{begin}\n\n{text}\n\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    measured = report()
    print(measured)
    if "--write" in sys.argv[1:]:
        write(measured)

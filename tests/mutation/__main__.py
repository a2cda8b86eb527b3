"""`python -m tests.mutation payoffs concepts strategic --sample 500`: draw mutants, try each, print what survived.

Needs the extra `mutation`. The copy with the mutants and the results stay in build/mutation; a second run goes on with
them. After tests have changed, `--refresh tests/concepts` takes these anew and tries the survivors again; after the
code has changed, `--again` begins from nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.mutation.mutants import NAMES, ROOT, copy_to, difference, mutate, sample

ROOMS = ("payoffs", "concepts", "strategic")
TESTS = (
    "tests/payoffs", "tests/concepts", "tests/strategic", "tests/axioms", "tests/outside", "tests/instruments",
    "tests/derivations", "tests/plots", "tests/cli/test_frontier.py", "tests/test_invariance.py",
    "tests/test_frames.py", "bargain/payoffs", "bargain/concepts", "bargain/strategic",
)  # fmt: skip
RESULTS = "results.jsonl"
FOUND = ("killed", "timeout")
ENVIRONMENT = {"CI": "true", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
QUIET = ["-q", "-p", "no:cacheprovider", "--no-header", "--benchmark-disable"]


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    asked.add_argument(
        "within", nargs="*", default=list(ROOMS), help="rooms, or paths in them: payoffs, concepts/nash.py"
    )
    asked.add_argument("--sample", type=int, help="mutants drawn of each; all without it")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--seconds", type=float, default=40.0, help="of tests that one mutant may take")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--again", action="store_true", help="make the mutants and the statistics anew")
    asked.add_argument("--refresh", nargs="+", default=[], metavar="PATH", help="tests that have changed")
    given = asked.parse_args()
    folder = ROOT / "build" / "mutation"
    if given.again:
        shutil.rmtree(folder, ignore_errors=True)
    prepare(folder, given.jobs)
    if given.refresh:
        refresh(folder, given.refresh, given.jobs)
    mutants = list(dict.fromkeys(m for own in given.within for m in sample(folder, given.sample, given.seed, own)))
    tried = trials(folder, mutants, given.seconds, given.jobs)
    for own in given.within:
        wanted = set(sample(folder, given.sample, given.seed, own))
        counts = Counter(found["status"] for name, found in tried.items() if name in wanted)
        caught = sum(counts[word] for word in FOUND)
        print(f"{own}: {len(wanted)} mutants, {dict(counts)}, {caught / max(len(wanted), 1):.1%} found")
    for name in mutants:
        if tried[name]["status"] not in FOUND:
            print(f"\n# {tried[name]['status']} after {tried[name]['ran']} tests: {name}\n{difference(folder, name)}")


def prepare(folder: Path, jobs: int) -> None:
    """The mutants and which tests reach them, once."""
    if not (folder / NAMES).exists():
        folder.mkdir(parents=True, exist_ok=True)
        copy_to(folder)
        mutate(folder, ROOMS, jobs)
    if not list(folder.glob("reach-*.json")):
        print("running all tests once, to see what they reach", flush=True)
        watch(folder, TESTS, jobs)


def watch(folder: Path, tests: Sequence[str], jobs: int) -> None:
    """Run `tests` and note what each reaches."""
    command = [sys.executable, "-m", "pytest", *tests, *QUIET, "-n", str(jobs), "-p", "tests.mutation.reach"]
    subprocess.run(command, cwd=folder, env={**os.environ, **ENVIRONMENT}, check=True)


def refresh(folder: Path, tests: Sequence[str], jobs: int) -> None:
    """Take the tests of the checkout, note what `tests` reach, and forget what was not found before."""
    shutil.rmtree(folder / "tests")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    for path in folder.glob("reach-gw*.json"):  # a worker's file of the next run has the same name
        path.rename(folder / f"reach-{time.time_ns()}.json")
    watch(folder, tests, jobs)
    out = folder / RESULTS
    kept = [line for line in out.read_text(encoding="utf-8").splitlines() if json.loads(line)["status"] in FOUND]
    out.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def trials(folder: Path, mutants: list[str], seconds: float, jobs: int) -> dict[str, dict[str, object]]:
    """What became of each mutant; only those not tried before are tried."""
    out = folder / RESULTS
    out.touch()
    open_ones = [name for name in mutants if name not in _results(out)]
    running = []
    for k in range(jobs):
        share = folder / f"share-{k}.json"
        share.write_text(
            json.dumps({"mutants": open_ones[k::jobs], "seconds": seconds, "out": str(out)}), encoding="utf-8"
        )
        command = [sys.executable, "-m", "pytest", *TESTS, *QUIET, "-p", "tests.mutation.trial"]
        environment = {**os.environ, **ENVIRONMENT, "MUTATION_SHARE": str(share), "MUTANT_UNDER_TEST": ""}
        with (folder / f"trial-{k}.log").open("w", encoding="utf-8") as log:
            running.append(subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log))
    for k, process in enumerate(running):
        if process.wait():
            raise SystemExit(f"trial {k} stopped: {(folder / f'trial-{k}.log').read_text(encoding='utf-8')[-2000:]}")
    tried = _results(out)
    return {name: tried[name] for name in mutants}


def _results(out: Path) -> dict[str, dict[str, object]]:
    lines = out.read_text(encoding="utf-8").splitlines()
    return {found["mutant"]: found for found in map(json.loads, lines)}


if __name__ == "__main__":
    main()

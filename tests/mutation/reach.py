"""A pytest plugin: which tests reach which function, and how long each test takes. With xdist, one file a worker."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

reached: dict[str, set[str]] = defaultdict(set)
seconds: dict[str, float] = defaultdict(float)


def _recorded() -> set[str]:
    """The functions that mutmut has seen called since the last `clear`."""
    from mutmut.state import state

    return state()._stats


def pytest_configure(config) -> None:
    from mutmut.mutation import trampoline

    os.environ.pop("MUTANT_UNDER_TEST", None)
    trampoline._mutant_under_test = "stats"  # for this process; a process that a test starts records nothing


def pytest_runtest_setup(item) -> None:
    _recorded().clear()


def pytest_runtest_logreport(report) -> None:
    seconds[report.nodeid] += report.duration


def pytest_runtest_teardown(item) -> None:
    for function in _recorded():
        reached[function].add(item.nodeid)


def pytest_sessionfinish(session) -> None:
    if seconds and reached:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        found = {"seconds": seconds, "reached": {name: sorted(tests) for name, tests in reached.items()}}
        Path(session.config.rootpath, f"reach-{worker}.json").write_text(json.dumps(found), encoding="utf-8")


def of(folder: Path) -> tuple[dict[str, list[str]], dict[str, float]]:
    """The tests that reach each function, and the seconds of each test, from the files of all workers."""
    together: dict[str, set[str]] = defaultdict(set)
    took: dict[str, float] = {}
    for path in folder.glob("reach-*.json"):
        found = json.loads(path.read_text(encoding="utf-8"))
        took |= found["seconds"]
        for name, tests in found["reached"].items():
            together[name] |= set(tests)
    return {name: sorted(tests) for name, tests in together.items()}, took

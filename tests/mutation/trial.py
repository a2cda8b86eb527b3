"""A pytest plugin: collect once, then try each mutant in a forked process.

The share of this process stands in MUTATION_SHARE, a JSON file: {"mutants": […], "seconds": budget, "out": file}. Each
line of `out` is one mutant: {"mutant", "status": killed | timeout | survived | unreached, "by": test, "ran": how many}.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.mutation import reach
from tests.mutation.mutants import function_of

ROOM = 3 * 1024**3
"""Bytes that a mutant may take beside what is loaded."""

KILLED, SURVIVED = 1, 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session) -> bool:
    share = json.loads(Path(os.environ["MUTATION_SHARE"]).read_text(encoding="utf-8"))
    reached, took = reach.of(Path(session.config.rootpath))
    items = {item.nodeid: item for item in session.items}
    killers: dict[str, list[str]] = defaultdict(list)
    with open(share["out"], "a", encoding="utf-8") as out:
        for mutant in share["mutants"]:
            function = function_of(mutant)
            module = function.rpartition(".")[0]
            tests = [test for test in reached.get(function, ()) if test in items]
            before = [test for test in (*killers[function], *killers[module]) if test in tests]
            order = list(dict.fromkeys((*before, *_in_time(tests, took, module, share["seconds"]))))
            found = _try(mutant, [items[test] for test in order], took)
            if found["status"] == "killed":
                for key in (function, module):
                    killers[key] = [found["by"], *(test for test in killers[key] if test != found["by"])][:20]
            out.write(json.dumps(found) + "\n")
            out.flush()
    return True


def _in_time(tests: list[str], took: dict[str, float], module: str, seconds: float) -> list[str]:
    """Tests that together take no longer than `seconds`, and at least one: for half of the time any of the room's
    own tests, for these go deepest, then the quickest of all."""
    quickest = sorted(tests, key=lambda test: took[test])
    own = [test for test in tests if test.startswith(f"tests/{module.split('.')[1]}/")]
    random.Random(module).shuffle(own)
    chosen, spent = dict.fromkeys(quickest[:1]), 0.0
    for some, limit in ((own, seconds / 2), (quickest, seconds)):
        for test in some:
            if test not in chosen and spent + took[test] <= limit:
                chosen[test] = None
                spent += took[test]
    return sorted(chosen, key=lambda test: took[test])


def _try(mutant: str, items: list, took: dict[str, float]) -> dict[str, object]:
    if not items:
        return {"mutant": mutant, "status": "unreached", "by": "", "ran": 0}
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        os._exit(_run(mutant, items, took, tell))
    os.close(tell)
    with os.fdopen(told, encoding="utf-8") as pipe:
        ran = pipe.read().splitlines()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    word = {KILLED: "killed", SURVIVED: "survived"}.get(status, "timeout" if status == -signal.SIGPROF else "killed")
    return {"mutant": mutant, "status": word, "by": ran[-1] if word != "survived" else "", "ran": len(ran)}


def _run(mutant: str, items: list, took: dict[str, float], tell: int) -> int:
    """The tests in order, in the child; a test that takes ten times its time and ten seconds is a mutant found."""
    os.environ["MUTANT_UNDER_TEST"] = mutant
    size = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + ROOM, size + ROOM))
    failures: list[str] = []
    config = items[0].config
    config.pluginmanager.register(_Failures(failures))
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for the rest of the process
    for item, following in zip(items, [*items[1:], None], strict=True):
        os.write(tell, f"{item.nodeid}\n".encode())
        signal.setitimer(signal.ITIMER_PROF, 10 + 10 * took[item.nodeid])
        config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failures:
            return KILLED
    return SURVIVED


class _Failures:
    def __init__(self, failures: list[str]) -> None:
        self.failures = failures

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed:
            self.failures.append(report.nodeid)

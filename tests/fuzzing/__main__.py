"""Fuzz one door: `python -m tests.fuzzing toml --inputs 100000`, from the top folder of the repository.

libFuzzer, by way of Atheris (extra `fuzz`), is guided by the lines and branches of `bargain` that an input reaches. Two
mutations of three are those of `mutation.py`, three of four of these on inputs that are let in. What comes out that
should not, or takes longer than ten seconds, is kept in build/fuzzing/DOOR and told; the status is then 1 once all are
through. An input that takes a minute, or memory beyond three gigabytes, ends the run at once.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
import traceback
import warnings
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzzing.door import Door

NAMES = ("toml", "solving", "xml", "yaml", "csv", "nfg", "explorer")
"""Those of `doors.py`, which is imported later: Atheris must see the package first."""

PLACE = Path("build/fuzzing")
SLOW = 10.0
"""Seconds of the processor after which an input has taken too long."""


def main() -> None:
    """Run the door that the command names."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzzing", description="Fuzz one door of the package.")
    asked.add_argument("door", choices=NAMES)
    asked.add_argument("--inputs", type=int, default=100_000, help="how many inputs are tried (100000)")
    asked.add_argument("--seed", type=int, default=1, help="of libFuzzer and of the mutations (1)")
    asked.add_argument("--unguided", action="store_true", help="mutations of the seeds only, without Atheris: quick")
    given = asked.parse_args()
    warnings.simplefilter("error", RuntimeWarning)  # as in the tests: numpy says so where it left the numbers
    (unguided if given.unguided else guided)(given.door, given.inputs, given.seed)


def unguided(name: str, inputs: int, seed: int) -> None:
    """Mutate what is let in, at random. Memory is that of the package alone."""
    from tests.fuzzing.doors import DOORS
    from tests.fuzzing.mutation import mutated, words

    seeds, rng = DOORS[name].seeds(), random.Random(seed)
    run, known = Run(DOORS[name], inputs, PLACE / name), words(seeds)
    while True:
        run(mutated(run.some(rng), rng, known, seeds)[: run.door.longest])


def guided(name: str, inputs: int, seed: int) -> None:
    """Let libFuzzer choose and mutate, with the mutations of this folder among its own."""
    try:
        import atheris
    except ImportError:
        sys.exit("guided fuzzing needs Atheris: pip install 'bargain-analysis[fuzz]'; --unguided needs none")
    with atheris.instrument_imports(include=["bargain"]):
        from tests.fuzzing.doors import DOORS
    from tests.fuzzing.mutation import mutated, words

    place, seeds = PLACE / name, DOORS[name].seeds()
    run, known = Run(DOORS[name], inputs, place), words(seeds)
    corpus, dictionary = place / "corpus", place / "words"
    corpus.mkdir(exist_ok=True)
    for k, content in enumerate(seeds):
        (corpus / f"seed-{k:03d}").write_bytes(content)
    dictionary.write_text("".join('"' + "".join(f"\\x{b:02x}" for b in word) + '"\n' for word in known))

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        way = rng.randrange(6)
        if way < 2:
            return atheris.Mutate(data, most)
        return mutated(data if way == 2 else run.some(rng), rng, known, seeds)[:most]

    options = [
        f"-seed={seed}", f"-dict={dictionary}", f"-max_len={run.door.longest}", "-timeout=60", "-rss_limit_mb=3000",
        f"-artifact_prefix={place}/", "-verbosity=0", "-mutate_depth=2",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], run, custom_mutator=mutate)
    atheris.Fuzz()


class Run:
    """Inputs are counted and timed, findings are kept by where they came up, and the end is told."""

    def __init__(self, door: Door, inputs: int, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True)
        self.door, self.inputs, self.place = door, inputs, place
        self.seeds = [seed for seed in door.seeds() if door.enter(seed)]
        self.passed: deque[bytes] = deque(maxlen=1000)
        self.found: dict[str, int] = {}
        self.done, self.let_in, self.slowest, self.began = 0, 0, 0.0, time.monotonic()

    def some(self, rng: random.Random) -> bytes:
        """A seed that is let in, or one of the last inputs that were."""
        return rng.choice(rng.choice((self.seeds, self.passed or self.seeds)))

    def __call__(self, data: bytes) -> None:
        """One input."""
        start = time.process_time()
        try:
            if self.door.enter(data):
                self.let_in += 1
                self.passed.append(data)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            self._keep(f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}", data, error)
        took = time.process_time() - start
        if took > self.slowest:
            self.slowest = took
            (self.place / "slowest").write_bytes(data)
        if took > SLOW:
            self._keep(f"more than {SLOW:g} seconds", data, None)
        self.done += 1
        if self.done % max(1, self.inputs // 10) == 0 or self.done == self.inputs:
            print(self, flush=True)
        if self.done == self.inputs:
            os._exit(1 if self.found else 0)  # libFuzzer has no way to be asked to stop

    def _keep(self, what: str, data: bytes, error: Exception | None) -> None:
        self.found[what] = self.found.get(what, 0) + 1
        if self.found[what] > 1:
            return
        file = self.place / f"finding-{len(self.found):02d}"
        file.write_bytes(data)
        print(f"{file}: {what}", flush=True)
        if error is not None:
            print("".join(traceback.format_exception(error)[-12:]), flush=True)

    def __str__(self) -> str:
        seconds = time.monotonic() - self.began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"{self.done:,} inputs, {self.let_in:,} let in, in {seconds:.0f} s, {self.done / seconds:.0f} a second, "
            f"the slowest took {self.slowest:.1f} s; at most {peak:.0f} MB; findings: {self.found or 'none'}"
        )


if __name__ == "__main__":
    main()

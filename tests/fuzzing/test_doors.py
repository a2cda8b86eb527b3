"""Each door takes its seeds and some hundred mutations of them; `python -m tests.fuzzing` tries millions."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzzing.__main__ import NAMES
from tests.fuzzing.doors import DOORS
from tests.fuzzing.mutation import mutated, words

ROOT = Path(__file__).parents[2]
MUTATIONS = 400


@pytest.mark.parametrize("name", DOORS)
def test_what_comes_in_is_let_in_or_refused_in_one_line(name):
    door, rng = DOORS[name], random.Random(7)
    seeds = door.seeds()
    known, passing = words(seeds), [seed for seed in seeds if door.enter(seed)]
    let_in = sum(door.enter(mutated(rng.choice(passing), rng, known, seeds)) for _ in range(MUTATIONS))
    assert 0.05 * MUTATIONS < let_in < 0.95 * MUTATIONS, "mutations that are all refused, or all let in, try nothing"


@pytest.mark.parametrize("name", DOORS)
def test_mutations_are_the_same_in_each_run(name):
    seeds = DOORS[name].seeds()
    known = words(seeds)
    one, other = (
        [mutated(seed, random.Random(k), known, seeds) for k, seed in enumerate(seeds)] for _ in range(2)
    )  # fmt: skip
    assert one == other
    assert one != list(seeds)


def test_the_command_knows_every_door():
    assert tuple(DOORS) == NAMES


def test_without_atheris_the_extra_is_named(tmp_path):
    (tmp_path / "atheris.py").write_text("raise ImportError")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzzing", "csv"], cwd=ROOT, capture_output=True, text=True,
        env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    told = "guided fuzzing needs Atheris: pip install 'bargain-analysis[fuzz]'; --unguided needs none\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_a_run_keeps_what_it_finds(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.fuzzing.__main__ import Run; from tests.fuzzing.door import Door\n"
        "run = Run(Door(lambda: (b'1',), lambda data: 1 // int(data) == 1), 3, Path(sys.argv[1]))\n"
        "for data in (b'1', b'0', b'x'): run(data)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "3 inputs, 1 let in, in " in done.stdout
    assert "findings: {'ZeroDivisionError in <string>:3': 1, 'ValueError in <string>:3': 1}" in done.stdout
    assert [(tmp_path / f"finding-0{k}").read_bytes() for k in (1, 2)] == [b"0", b"x"]

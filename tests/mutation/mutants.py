"""The mutants: a copy of the repository in which every function has its mutants beside it, as mutmut writes them."""

from __future__ import annotations

import ast
import difflib
import json
import os
import random
import shutil
import subprocess
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECTION = "\n[mutmut]\nsource_paths = bargain\n"
NAMES = "mutants.json"


def copy_to(folder: Path) -> None:
    """The files of the repository, with what mutmut asks of `setup.cfg`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    with (folder / "setup.cfg").open("a", encoding="utf-8") as file:
        file.write(SECTION)


def mutate(folder: Path, rooms: tuple[str, ...], jobs: int) -> None:
    """Mutate the modules of `rooms` in the copy `folder`; the names of all mutants go into a file there."""
    paths = sorted(
        str(path.relative_to(folder)) for room in rooms for path in (folder / "bargain" / room).rglob("*.py")
    )
    with ProcessPoolExecutor(jobs, initializer=os.chdir, initargs=(folder,)) as pool:
        found = dict(zip(paths, pool.map(_mutated, paths), strict=True))
    (folder / NAMES).write_text(json.dumps(found), encoding="utf-8")


def _mutated(path: str) -> list[str]:
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    made = mutate_file_contents(path, Path(path).read_text(encoding="utf-8"))
    Path(path).write_text(made.code, encoding="utf-8")
    return [get_mutant_name(Path(path), name) for name in made.mutant_names]


def sample(folder: Path, size: int | None, seed: int, within: str = "") -> list[str]:
    """`size` mutants of the modules whose path begins with `bargain/` and `within`, drawn without replacement.

    None draws all.
    """
    found = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    names = [name for path, own in found.items() if path.startswith(f"bargain/{within}") for name in own]
    return names if size is None or size >= len(names) else sorted(random.Random(seed).sample(names, size))


def function_of(mutant: str) -> str:
    """The name that mutmut's statistics give the function of a mutant."""
    return mutant.partition("__mutmut_")[0]


def difference(folder: Path, mutant: str) -> str:
    """The changed lines of a mutant, `-` before and `+` after, with the lines around them."""
    module, _, name = mutant.rpartition(".")
    path = folder / f"{module.replace('.', '/')}.py"
    found = _functions(path if path.exists() else path.with_suffix("") / "__init__.py")
    before, after = found[f"{name.partition('__mutmut_')[0]}__mutmut_orig"], found[name]
    lines = difflib.unified_diff(before, after, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


@cache
def _functions(path: Path) -> dict[str, list[str]]:
    """The lines of every function and method, by the names that mutmut gives them, without that name."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    return {
        node.name: [line.replace(node.name, "…") for line in lines[node.lineno - 1 : node.end_lineno]]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    }

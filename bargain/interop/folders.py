"""Folders of files: read by their names' endings, written all or nothing, never over something that is there."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.interop.losses import settled
from bargain.scenario.files import named, problem, reason

MOST_FILES = 2000
"""Entries of a folder that are looked at."""


def inside(folder: str, endings: Sequence[str]) -> list[str]:
    """Files of `folder` whose names end so, in the order of their names; hidden ones and those with _ are no scenario.

    Raises ScenarioError where the folder cannot be listed.
    """
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(MOST_FILES + 1), strict=False) if entry.is_file()]
    except FileNotFoundError:
        raise problem(folder, "there is no such folder; correct the path") from None
    except OSError as error:
        raise problem(folder, f"cannot be read ({reason(error)}); name a folder") from None
    if len(names) > MOST_FILES:
        raise problem(folder, f"holds more than {MOST_FILES:,} files; put the scenario into a folder of its own")
    chosen = [n for n in names if n.lower().endswith(tuple(endings)) and not n.startswith((".", "_"))]
    return [os.path.join(folder, name) for name in sorted(chosen)]


def new_folder(folder: str, files: Mapping[str, bytes]) -> None:
    """Write `files` (name → content) as `folder`, which must not be there yet, or be empty: all of it or nothing.

    Raises ScenarioError, one line with the folder, the problem and the cure.
    """
    target = Path(folder)
    draft = target.parent / f".{target.name}-{uuid.uuid4().hex[:8]}"
    try:
        if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
            raise ScenarioError(f"{folder}: exists already and is not an empty folder; choose another name")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        for name, content in files.items():
            (draft / name).write_bytes(content)
        draft.replace(target)  # takes the place of an empty folder too
    except OSError as error:
        raise problem(folder, f"cannot be written ({reason(error)}); choose another place") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_scenario(
    game: BargainingGame,
    folder: str | os.PathLike[str],
    *,
    what: str,
    losses: Sequence[str],
    lossy: bool,
    files_of: Callable[[BargainingGame], tuple[Mapping[str, bytes], Sequence[str]]],
) -> tuple[str, ...]:
    """Write what `files_of` gives for `game` into the new or empty `folder`; the notes say what is not in it.

    `what`: the format, with its article. `losses`: what it cannot hold; ScenarioError lists them unless `lossy`.
    """
    place = named(folder)
    notes = settled(losses, lossy, f"{place}: {what}")
    try:
        files, more = files_of(game)
    except ScenarioError as error:
        raise problem(place, str(error)) from None
    new_folder(place, files)
    return (*notes, *more)


def file_names(parties: Sequence[str], ending: str, taken: str) -> list[str]:
    """A file name for each party, in an order that sorting keeps; no name twice, none that of the file `taken`.

    >>> file_names(["Ann", "Bob"], "xml", "domain.xml"), file_names(["b/1", "A"], "xml", "domain.xml")
    (['Ann.xml', 'Bob.xml'], ['1-b_1.xml', '2-A.xml'])
    """
    plain = [re.sub(r"[^A-Za-z0-9 ._-]", "_", party).strip(" .")[:60] or "party" for party in parties]
    names = [f"{name}.{ending}" for name in plain]
    folded = [name.casefold() for name in (*names, taken)]
    if names == sorted(names) and len(set(folded)) == len(folded) and not any(n.startswith("_") for n in names):
        return names
    width = len(str(len(plain)))
    return [f"{k:0{width}d}-{name}.{ending}" for k, name in enumerate(plain, 1)]

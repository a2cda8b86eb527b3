"""Write a commented starter case into a new folder."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import click

from bargain.cli.output import say
from bargain.errors import ScenarioError

STARTER = Path(__file__).parents[1] / "starter"
FILES = ("game.toml", "analysis.py", "findings.toml", "README.md")


@click.command(help=f"{__doc__}\n\nDIR must not exist yet, or be empty.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    write_starter(folder)
    for name in FILES:
        say(str(folder / name))


def write_starter(folder: Path) -> None:
    """Copy the starter case to `folder`: all of it or, when something fails, nothing."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise ScenarioError(f"{folder}: exists already and is not an empty folder; choose another name")
    draft = folder.parent / f".{folder.name}-{uuid.uuid4().hex[:8]}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        for name in FILES:
            shutil.copyfile(STARTER / name, draft / name)
        draft.replace(folder)  # takes the place of an empty folder too
    except OSError as error:
        raise ScenarioError(f"{folder}: cannot be written ({error.strerror}); choose another place") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)

"""Convert a case to a file format of the field, or back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bargain.cli.case import game_in
from bargain.cli.output import remark
from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.interop.folders import inside
from bargain.interop.gambit import read_nfg, write_efg, write_nfg
from bargain.interop.genius import read_genius, write_genius
from bargain.interop.imported import Imported
from bargain.interop.negmas import read_negmas, write_negmas
from bargain.interop.point_sheet import read_point_sheet, write_point_sheet
from bargain.interop.trees.normal_form import NormalForm, normal_form
from bargain.reproducing import analyses
from bargain.scenario.writing import write

FOLDERS = ("negmas", "genius")
KINDS = (*FOLDERS, "csv", "toml", "nfg", "efg")
ENDINGS = {".csv": "csv", ".toml": "toml", ".nfg": "nfg", ".efg": "efg"}


@click.command(
    help=f"{__doc__}\n\nIN is a case, a folder of NegMAS or GENIUS, a GENIUS profile, a point sheet (.csv) or a normal "
    "form (.nfg). OUT is a new folder or file: by its ending .toml, .csv, .nfg or .efg; a folder needs --to. What a "
    "format cannot hold is listed, and written without only with --lossy. Of a case with levers, .nfg and .efg hold "
    "the game of threats."
)
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--to", "kind", metavar="NAME", help=f"One of: {', '.join(KINDS)}.")
@click.option("--lossy", is_flag=True, help="Leave out what the format cannot hold, and say what that is.")
def convert(source: Path, target: Path, kind: str | None, lossy: bool) -> None:
    chosen = kind_of(target, kind)
    if os.path.lexists(target) and (chosen not in FOLDERS or not target.is_dir()):
        raise ScenarioError(f"{target}: exists already; choose another name")
    found = read_any(source)
    for note in found.notes:
        remark(f"note: {note}")
    for note in written(found.game, target, chosen, lossy):
        remark(f"note: {note}")
    remark(f"{target} is written")


def kind_of(target: Path, asked: str | None) -> str:
    """The format of what is to be written."""
    if asked is not None and asked not in KINDS:
        raise ScenarioError(f"--to {asked!r}: is no format; write one of {', '.join(KINDS)}")
    ending = ENDINGS.get(target.suffix.lower())
    if asked is None and ending is None:
        raise ScenarioError(f"{target}: its name does not say the format; add --to {' or --to '.join(FOLDERS)}")
    if asked is not None and ending is not None and asked != ending:
        raise ScenarioError(f"{target}: ends in {target.suffix} and --to says {asked!r}; keep one of the two")
    return str(asked or ending)


def read_any(source: Path) -> Imported[Any]:
    """What stands in a file or folder of any format, told by its name and by what is in it."""
    readers: dict[str, Callable[[Path], Imported[Any]]] = {
        ".csv": read_point_sheet, ".nfg": read_nfg, ".xml": read_genius,
    }  # fmt: skip
    ending = source.suffix.lower()
    if ending in readers and not source.is_dir():
        return readers[ending](source)
    if ending == ".efg":
        raise ScenarioError(f"{source}: trees are written and not read; give the normal form as .nfg")
    case = (source / "game.toml").is_file() or not source.is_dir()
    if case and (source.exists() or str(source) in analyses() or ending == ".toml"):
        return Imported(game_in(source))
    if inside(str(source), [".xml"]):
        return read_genius(source)
    if inside(str(source), [".yml", ".yaml", ".json"]):
        return read_negmas(source)
    raise ScenarioError(
        f"{source}: holds no game.toml, no GENIUS files (.xml) and no NegMAS files (.yml); name a scenario"
    )


def written(game: BargainingGame | NormalForm, target: Path, kind: str, lossy: bool) -> tuple[str, ...]:
    """Write `game` in a format; notes on what that leaves out."""
    if kind in ("nfg", "efg"):
        form = game if isinstance(game, NormalForm) else normal_form(game)
        (write_nfg if kind == "nfg" else write_efg)(form, target)
        return (
            () if form is game else ("payoffs are those without agreement, at every combination of the levers' levels",)
        )
    if isinstance(game, NormalForm):
        raise ScenarioError(f"--to {kind}: a normal form has no issues; it can be written as nfg or efg")
    if kind == "toml":
        write(game, target)
        return ()
    return {"negmas": write_negmas, "genius": write_genius, "csv": write_point_sheet}[kind](game, target, lossy=lossy)

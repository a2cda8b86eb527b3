"""The doors for files: case files, GENIUS scenarios, NegMAS scenarios, point sheets, Gambit's normal forms."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bargain.errors import BargainError, ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.interop.gambit import read_nfg, write_nfg
from bargain.interop.genius import read_genius, write_genius
from bargain.interop.imported import Imported
from bargain.interop.negmas import read_negmas, write_negmas
from bargain.interop.point_sheet import read_point_sheet, write_point_sheet
from bargain.scenario.reading import read, reads, text_of
from bargain.scenario.writing import writes
from tests.explorer.cases import TOLL, three
from tests.fuzzing.door import MARK, QUESTIONS, Door, ask, examine, refusal, scratch, small
from tests.interop.domains import GENIUS

ROOT = Path(__file__).parents[2]
NOTE = re.compile(r',?[ \t]*\b(?:source|reason|question)[ \t]*=[ \t]*"(?:[^"\\]|\\.)*"')

SHEETS = (
    b"item,Ann,Bob\nhouse,55,40\nboat,25,20\ndog,20,40\n",
    b'\xef\xbb\xbfitem;Ann;Bob\r\n"ho""use";55,0;40\r\nboat; 25 ;20,00\r\ndog;20;4e1\r\n',
    b"item\tAnn\tBob\na\t30\t1\nb\t20\t3\n",
)
FORMS = (
    b'NFG 1 R "both" { "A" "B" } { 2 2 }\n\n3 3/2 5 0\n0 5 1e0 -.5\n',
    b'NFG 1 D "both" { "A" "B" }\n{ { "1" "2" }\n{ "1" "2" }\n}\n"a comment"\n'
    b'{\n{ "" 3, 1.5 }\n{ "win" 5 0 }\n{ "" 0, 5 }\n{ "" 1, -0.5 }\n}\n1 2 3 4\n',
    b'NFG 1 R "three" { "A" "B" "C" } { { "x" "y" } { "" "" } { "u" } } "" { { "" 1, 2, 1/3 } } 0 1 1 0',
)


# ---- case files ----


def cases() -> tuple[bytes, ...]:
    """Small games, the documented ones without notes and later issues, and every eighth mistake that people make."""
    toll = (ROOT / "tests/scenario/toll.toml").read_text(encoding="utf-8")
    mistakes = tomllib.loads((ROOT / "tests/scenario/mistakes.toml").read_text(encoding="utf-8"))
    wrong = [toll.replace(row["right"], row["wrong"], 1) for rows in mistakes.values() for row in rows]
    files = [*sorted((ROOT / "analyses").glob("*/game.toml")), ROOT / "bargain/cli/starter/game.toml"]
    return tuple(text.encode() for text in (toll, writes(TOLL), writes(three()), *map(_short, files), *wrong[::8]))


def _short(file: Path) -> str:
    game = reads(NOTE.sub("", writes(read(file))))
    while len(writes(game)) > 3000 and len(game.issues) > 1:
        game = game.without_issue(game.issue_names[-1])
    return writes(game)


def case(data: bytes) -> bool:
    """A case file, by the way that the bytes of a file take."""
    try:
        game = reads(text_of(data, "game.toml"), "game.toml")
    except ScenarioError as error:
        return refusal(error)
    return examine(game, data)


def solved(data: bytes) -> bool:
    """A case file of a small game, of which everything is asked: here the arithmetic is tried, not the reading."""
    try:
        game = reads(data.decode("utf-8", "replace"))
    except ScenarioError:
        return False
    if not small(game):
        return False
    for question in QUESTIONS:
        ask(game, question)
    return True


# ---- files of the field ----


def joined(paths: Iterable[Path]) -> bytes:
    """Some files as one input."""
    return MARK.join(path.read_bytes() for path in paths)


def genius_scenarios() -> tuple[bytes, ...]:
    """Each domain with its profiles, and one profile alone."""
    found = [joined([domain, *profiles]) for domain, profiles in GENIUS.values()]
    return (*found, joined(GENIUS["tour"][1][:1]))


def genius(data: bytes) -> bool:
    """A domain and its profiles."""
    domain, *profiles = _placed(data, "{}.xml")
    return _foreign(data, lambda: read_genius(domain, profiles or None), write_genius)


def negmas_scenarios() -> tuple[bytes, ...]:
    """Each folder of YAML, and one of JSON."""
    folders = sorted((ROOT / "tests/interop/negmas").iterdir())
    return tuple(joined(sorted(folder.iterdir())) for folder in folders)


def negmas(data: bytes) -> bool:
    """A folder of YAML, or of JSON where the first character says so."""
    files = _placed(data, "{}.json" if data[:1] in (b"{", b"[") else "{}.yml")
    return _foreign(data, lambda: read_negmas(files[0].parent), write_negmas)


def point_sheet(data: bytes) -> bool:
    """A point sheet."""
    (file,) = _placed(data.replace(MARK, b""), "sheet.csv")
    return _foreign(data, lambda: read_point_sheet(file), write_point_sheet)


def normal_form(data: bytes) -> bool:
    """A normal form of Gambit."""
    (file,) = _placed(data.replace(MARK, b""), "form.nfg")
    try:
        form = read_nfg(file).game
    except ScenarioError as error:
        return refusal(error)
    try:
        write_nfg(form, file)
    except ScenarioError as error:
        return refusal(error)
    assert read_nfg(file).game == form, "what is written is not what was read"
    return True


def _placed(data: bytes, name: str) -> list[Path]:
    """The files of an input, in a folder where nothing else is."""
    folder = scratch() / "in"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    paths = []
    for k, content in enumerate(data.split(MARK)[:4]):
        paths.append(folder / name.format("dabc"[k]))
        paths[-1].write_bytes(content)
    return paths


def _foreign(data: bytes, ask: Callable[[], Imported[BargainingGame]], write: Any) -> bool:
    """Read, and write what was read, as a case and back into the format that it came from."""
    try:
        game = ask().game
    except ScenarioError as error:
        return refusal(error)
    target = scratch() / "out"
    try:
        write(game, target, lossy=True)
    except BargainError as error:
        refusal(error)
    finally:
        shutil.rmtree(target, ignore_errors=True)
        target.unlink(missing_ok=True)
    return examine(game, data)


FILES = {
    "toml": Door(cases, case),
    "solving": Door(cases, solved),
    "xml": Door(genius_scenarios, genius),
    "yaml": Door(negmas_scenarios, negmas, longest=3000),
    "csv": Door(lambda: SHEETS, point_sheet, longest=1000),
    "nfg": Door(lambda: FORMS, normal_form, longest=1000),
}

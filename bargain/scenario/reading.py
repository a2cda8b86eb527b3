"""Read a case file: TOML in, a checked game out. A file is data and can never run code."""

from __future__ import annotations

import os
import stat
from difflib import get_close_matches
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.document import parts
from bargain.outside.registry import outside_option
from bargain.scenario.checking import check_shape
from bargain.scenario.files import LIMIT, named, problem, reason
from bargain.scenario.syntax import parsed

MOST_LEVEL_WORK = 25_000_000
"""Levels of levers times characters of the file: each level is tried, and each trial builds the game anew."""


def read(path: str | os.PathLike[str]) -> BargainingGame:
    """The game that the case file at `path` describes.

    Raises ScenarioError, one line with file, path of the key, value and cure, for a file that cannot be read or that
    describes no game.
    """
    file = named(path)
    return reads(text_of(content(file), file), file)


def reads(text: str, name: str = "<text>") -> BargainingGame:
    """The game that `text`, the content of a case file, describes; `name` stands in messages as the file's.

    Raises ScenarioError as `read` does.

    >>> reads('''
    ... title = "Who clears the road"
    ... [parties.Ann]
    ... [issues.road]
    ... outcomes = ["north", "south"]
    ... Ann = {weight = 1, worth = [100, 0]}
    ... ''').issue_names
    ('road',)
    """
    if len(text) > LIMIT:
        raise problem(name, f"has {len(text):,} characters; a case file has at most {LIMIT:,}: leave out what repeats")
    document = parsed(text.removeprefix("\ufeff"), name)
    try:
        check_shape(document)
        return _game(document, len(text))
    except GameError as error:
        raise problem(name, str(error)) from None


def _game(document: dict[str, Any], size: int) -> BargainingGame:
    """The game, each level of each lever tried once.

    Raises GameError where parts do not fit together.
    """
    option = outside_option(document["outside_option"]) if "outside_option" in document else None
    game = BargainingGame(**parts(document), outside_option=option)
    levels = [(lever.name, level) for lever in game.levers for level, numbers in lever.levels.items() if numbers]
    if len(levels) * size > MOST_LEVEL_WORK:
        most = MOST_LEVEL_WORK // size
        raise GameError(
            f"levers: {len(levels)} levels in a file of this size; at most {most} can be checked: use fewer"
        )
    for lever, level in levels:
        game.at_levels({lever: level})
    return game


def content(file: str) -> bytes:
    """The bytes of an ordinary file, no more than LIMIT; nothing else is opened for reading."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        _ordinary(os.stat(file), file)
        with open(os.open(file, flags), "rb") as source:
            _ordinary(os.fstat(source.fileno()), file)
            found = source.read(LIMIT + 1)
    except FileNotFoundError:
        raise problem(file, f"there is no such file; {_nearest(file)}") from None
    except NotADirectoryError:
        raise problem(file, "a part of this path is no folder; correct the path") from None
    except PermissionError:
        raise problem(file, "there is no permission to read this file; change its permissions") from None
    except OSError as error:
        raise problem(file, f"cannot be read ({reason(error)}); correct the path") from None
    if len(found) > LIMIT:
        raise problem(file, f"is larger than {LIMIT:,} bytes, the most that is read; leave out what repeats")
    return found


def _ordinary(status: os.stat_result, file: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        inside = os.path.join(file, "game.toml")
        cure = f"did you mean {inside!r}?" if os.path.isfile(inside) else "name a file in it"
        raise problem(file, f"is a folder; {cure}")
    if not stat.S_ISREG(status.st_mode):
        raise problem(file, "is no ordinary file (a pipe or a device); copy its content into a file")
    if status.st_size > LIMIT:
        raise problem(file, f"has {status.st_size:,} bytes; at most {LIMIT:,} bytes are read: leave out what repeats")


def _nearest(file: str) -> str:
    folder, base = os.path.split(file)
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.name for entry, _ in zip(entries, range(1000), strict=False)]
    except OSError:
        return "correct the path"
    near = get_close_matches(base, names, 1)
    return f"did you mean {os.path.join(folder, near[0])!r}?" if near else "correct the path"


def text_of(given: bytes, file: str) -> str:
    """`given`, the bytes of `file`, as text in UTF-8."""
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError as error:
        if given[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise problem(file, "is UTF-16 text; save it as UTF-8") from None
        line, byte = given.count(b"\n", 0, error.start) + 1, given[error.start]
        raise problem(file, f"line {line}: byte 0x{byte:02x} is not UTF-8; save the file as UTF-8") from None

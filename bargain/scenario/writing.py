"""Write a case file: `read(write(game)) == game`, and a reader of the file never sees half of it."""

from __future__ import annotations

import os
import secrets
import stat

from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.document import to_document
from bargain.game.door import the_game
from bargain.game.protocol import TakesMeasures
from bargain.outside.measures.registry import MEASURES
from bargain.outside.registry import OUTSIDE_OPTIONS
from bargain.scenario.files import LIMIT, named, problem, reason
from bargain.scenario.toml import dumps


def writes(game: BargainingGame) -> str:
    """The content of a case file that describes `game`.

    Raises ScenarioError when its outside option or a measure is a model of the caller's own, which no file can name.
    """
    option = the_game(game).outside_option
    if option is not None and (option.kind not in OUTSIDE_OPTIONS or OUTSIDE_OPTIONS[option.kind] is not type(option)):
        raise ScenarioError(
            f"outside_option: {type(option).__name__} is no model that a file can name; "
            f"write a Fixed with its payoffs instead"
        )
    for measure in option.measures if isinstance(option, TakesMeasures) else ():
        if measure.kind not in MEASURES or MEASURES[measure.kind] is not type(measure):
            raise ScenarioError(
                f"outside_option.measures: {type(measure).__name__} is no measure that a file can name; "
                f"take it out, or write a Fixed with the payoffs instead"
            )
    return dumps(to_document(game))


def write(game: BargainingGame, path: str | os.PathLike[str]) -> None:
    """Write `game` to the case file at `path`, new or not.

    The content goes to a new file beside it that then takes its place in one step: whatever interrupts the writing
    leaves the old file whole. A symbolic link stays one (its target is replaced) and an old file keeps its mode.
    Raises ScenarioError, one line with the file, the problem and the cure.
    """
    file = named(path)
    content = writes(game).encode("utf-8")
    if len(content) > LIMIT:
        raise problem(file, f"would have {len(content):,} bytes; at most {LIMIT:,} are read: make the game smaller")
    target = os.path.realpath(file)
    try:
        _replace(target, content, _mode(target, file))
    except FileNotFoundError:
        raise problem(file, f"there is no folder {os.path.dirname(target)!r}; make it first") from None
    except NotADirectoryError:
        raise problem(file, "a part of this path is no folder; correct the path") from None
    except PermissionError:
        raise problem(file, "there is no permission to write here; change the permissions or the path") from None
    except OSError as error:
        raise problem(file, f"cannot be written ({reason(error)}); the old content, if any, is untouched") from None


def _mode(target: str, file: str) -> int | None:
    """Permission bits of the file that will be replaced; None when there is none yet."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise problem(file, f"is a folder; name a file in it, such as {os.path.join(file, 'game.toml')!r}")
    if not stat.S_ISREG(status.st_mode):
        raise problem(file, "is no ordinary file (a pipe or a device); name a file")
    if not os.access(target, os.W_OK):
        raise PermissionError
    return stat.S_IMODE(status.st_mode)


def _replace(target: str, content: bytes, mode: int | None) -> None:
    """Put `content` at `target` in one step, through a new file in the same folder that no failure leaves behind."""
    folder = os.path.dirname(target)
    new = os.path.join(folder, f".bargain-{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(new, flags, 0o666), "wb") as sink:
            sink.write(content)
            sink.flush()
            if mode is not None:
                os.chmod(new, mode)
            os.fsync(sink.fileno())
        os.replace(new, target)
    except BaseException:
        if os.path.lexists(new):
            os.unlink(new)
        raise
    _settle(folder)


def _settle(folder: str) -> None:
    """Make the folder's new entry survive a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return
        try:
            os.fsync(descriptor)
        except OSError:
            return
        finally:
            os.close(descriptor)

"""Replace a file in one step: whatever interrupts the writing leaves the old one whole, and nothing half-written."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from bargain.scenario.files import problem, reason


def replace_file(file: str, content: bytes, *, example: str) -> None:
    """Put `content` at `file`, new or not. A symbolic link stays one (its target is replaced) and an old file keeps its
    mode.

    `example`: a file's name for the message when `file` is a folder. Raises ScenarioError, one line with the file, the
    problem and the cure.
    """
    target = os.path.realpath(file)
    with _told(file, target):
        _replace(target, content, _mode(target, file, example))


def check_place(file: str, *, example: str) -> None:
    """Raise what `replace_file` would, as far as that can be told before there is anything to write."""
    target = os.path.realpath(file)
    with _told(file, target):
        _mode(target, file, example)
        os.stat(os.path.dirname(target))


@contextmanager
def _told(file: str, target: str) -> Iterator[None]:
    """What the system refuses, as one line with the file, the problem and the cure."""
    try:
        yield
    except FileNotFoundError:
        raise problem(file, f"there is no folder {os.path.dirname(target)!r}; make it first") from None
    except NotADirectoryError:
        raise problem(file, "a part of this path is no folder; correct the path") from None
    except PermissionError:
        raise problem(file, "there is no permission to write here; change the permissions or the path") from None
    except OSError as error:
        raise problem(file, f"cannot be written ({reason(error)}); the old content, if any, is untouched") from None


def _mode(target: str, file: str, example: str) -> int | None:
    """Permission bits of the file that will be replaced; None when there is none yet."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise problem(file, f"is a folder; name a file in it, such as {os.path.join(file, example)!r}")
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

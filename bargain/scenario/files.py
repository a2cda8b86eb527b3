"""What every message about a case file shares: the file's name first, one line, no wall of text."""

from __future__ import annotations

import os

from bargain.errors import ScenarioError

LIMIT = 4_000_000
"""Largest case file that is read or written, in bytes. The cases of the package are a thousand times smaller."""

LONGEST = 600
"""Characters of a message; a longer one loses its middle."""


def problem(file: str, message: str) -> ScenarioError:
    """The error `file: message`, on one line, to be raised."""
    return ScenarioError(one_line(f"{file}: {message}"))


def one_line(message: str) -> str:
    r"""`message` with what cannot be printed written out, and without its middle where it is long.

    >>> one_line("no outcome 'a\nb'"), len(one_line("a" * 1000))
    ("no outcome 'a\\nb'", 603)
    """
    if not message.isprintable():
        message = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    if len(message) > LONGEST:
        message = f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"
    return message


def named(path: str | os.PathLike[str]) -> str:
    """`path` as the user gave it.

    Raises ScenarioError when it is no path of a file.
    """
    try:
        name = os.fspath(path)
    except TypeError:
        raise ScenarioError(f"{path!r} is not the path of a file; give a text or a Path") from None
    if not isinstance(name, str):
        raise ScenarioError(f"{name!r} is not the path of a file; give a text or a Path")
    if not name or "\0" in name:
        raise ScenarioError(f"{name!r} is not the path of a file; give a path such as game.toml")
    return name


def reason(error: OSError) -> str:
    """Why the system refused, in its words."""
    return (error.strerror or str(error)).lower()

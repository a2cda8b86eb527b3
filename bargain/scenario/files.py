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
    line = f"{file}: {message}"
    if not line.isprintable():
        line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
    return ScenarioError(line)


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

"""Checks on names and lists of names that every part of a game shares."""

from collections.abc import Iterable, Mapping
from typing import Any

from bargain.errors import GameError
from bargain.registry import did_you_mean


def text(given: Any, where: str) -> str:
    """`given`, which must be a text that is not empty."""
    if not isinstance(given, str):
        raise GameError(f"{where}: {given!r} is not a text; put it in quotes")
    if not given.strip():
        raise GameError(f"{where}: the text is empty; give it a name")
    return given


def distinct(names: Iterable[Any], where: str, what: str) -> tuple[str, ...]:
    """`names` as a tuple of distinct, non-empty texts."""
    if isinstance(names, (str, Mapping)) or not isinstance(names, Iterable):
        raise GameError(f"{where}: {names!r} is not a list; write a list of names such as [\"a\", \"b\"]")
    found = tuple(text(name, where) for name in names)
    seen: set[str] = set()
    for name in found:
        if name in seen:
            raise GameError(f"{where}: {what} {name!r} stands twice; keep one")
        seen.add(name)
    return found


def known(name: Any, names: Iterable[str], where: str, what: str) -> str:
    """`name`, which must be one of `names`; the message offers the nearest."""
    options = tuple(names)
    if name not in options:
        raise GameError(f"{where}: no {what} {name!r}; {did_you_mean(str(name), options)}")
    return str(name)

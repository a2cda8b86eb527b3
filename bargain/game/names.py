"""Checks on names and lists of names that every part of a game shares."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from bargain.errors import GameError
from bargain.registry import did_you_mean


def shown(given: Any) -> str:
    """`given` as a message shows it: its repr, cut to 60 characters; a huge list or number costs nothing."""
    if isinstance(given, int) and given.bit_length() > 200:
        return f"a whole number of about {int(given.bit_length() * 0.30103)} digits"
    if isinstance(given, (list, tuple)) and len(given) > 20:
        return f"a list of {len(given)}"
    if isinstance(given, Mapping) and len(given) > 20:
        return f"a table of {len(given)}"
    if isinstance(given, str) and len(given) > 60:
        given = given[:60]
    if isinstance(given, tuple):
        given = list(given)
    try:
        found = repr(given)
    except (ValueError, RecursionError):
        return "a huge value"
    return found if len(found) <= 60 else found[:57] + "…"


def text(given: Any, where: str) -> str:
    """`given`, which must be a text that is not empty."""
    if not note(given, where).strip():
        raise GameError(f"{where}: the text is empty; give it a name")
    return str(given)


def note(given: Any, where: str) -> str:
    """`given`, which must be a text; it may be empty."""
    if not isinstance(given, str):
        raise GameError(f"{where}: {shown(given)} is not a text; put it in quotes")
    if not given.isascii():
        try:
            given.encode()
        except UnicodeEncodeError:
            raise GameError(f"{where}: {shown(given)} holds half a surrogate pair; use whole characters") from None
    return given


def table(given: Any, where: str, write: str) -> Mapping[Any, Any]:
    """`given`, which must be a mapping; `write` shows one."""
    if not isinstance(given, Mapping):
        raise GameError(f"{where}: {shown(given)} is not a table; write {write}")
    return given


def listed(given: Any, where: str) -> tuple[Any, ...]:
    """`given` as a tuple of names to be looked up; a text alone is one name."""
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable):
        raise GameError(f'{where}: {shown(given)} is not a list; write a list of names such as ["a", "b"]')
    return tuple(given)


def distinct(names: Iterable[Any], where: str, what: str) -> tuple[str, ...]:
    """`names` as a tuple of distinct, non-empty texts."""
    if isinstance(names, (str, Mapping)) or not isinstance(names, Iterable):
        raise GameError(f'{where}: {shown(names)} is not a list; write a list of names such as ["a", "b"]')
    found = tuple(text(name, where) for name in names)
    seen: set[str] = set()
    for name in found:
        if name in seen:
            raise GameError(f"{where}: {what} {shown(name)} stands twice; keep one")
        seen.add(name)
    return found


def known(name: Any, names: Collection[str], where: str, what: str) -> str:
    """`name`, which must be one of `names` (a set or mapping makes it quick); the message offers the nearest."""
    if not isinstance(name, str) or name not in names:
        word = name if isinstance(name, str) else shown(name)
        raise GameError(f"{where}: no {what} {shown(name)}; {did_you_mean(word, names)}")
    return str(name)

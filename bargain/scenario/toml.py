"""Documents as TOML that people like to read: short tables on one line, long ones under their own header.

Floats are written so that they are read back exactly; whole ones as `30`. Every text is a basic string, with escapes
for quotes, control characters and whatever else does not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import copysign
from typing import Any

from bargain.game.quantity import KEYS, Quantity

WIDTH = 110
"""Characters of a line before a list is broken or a table gets a header of its own."""

NAMED = ("parties", "issues", "levers")
"""Tables whose every entry has a header of its own, so that their own header says nothing."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def dumps(document: Mapping[str, Any]) -> str:
    """`document` (texts, numbers, quantities, booleans, lists, tables) as TOML, ending in a newline."""
    return "\n".join(_lines((), document)).lstrip("\n") + "\n"


def _lines(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table whose header is already written: first what stands on a line, then what has a header."""
    headed = _headed(path, table)
    rows = {key: item for key, item in table.items() if _is_rows(item)}
    for key, item in table.items():
        if key not in headed and key not in rows:
            yield from _pair(key, item)
    for key, item in table.items():
        name = ".".join(map(_key, (*path, key)))
        if key in headed:
            if not item or path or key not in NAMED:
                yield from ("", f"[{name}]")
            yield from _lines((*path, key), item)
        elif key in rows:
            for row in item:
                yield from ("", f"[[{name}]]")
                yield from _lines((*path, key), row)


def _headed(path: tuple[str, ...], table: Mapping[str, Any]) -> frozenset[str]:
    """Keys of the tables inside `table` that get a header: all of them where one is too long for its line, unless
    something that stands on a line follows one, for then headers would change the order."""
    tables = {key: item for key, item in table.items() if isinstance(item, Mapping)}
    if any(_must_head((*path, key), item) for key, item in tables.items()):
        return frozenset(tables)
    first = next((k for k, key in enumerate(table) if key in tables), len(table))
    in_order = all(isinstance(item, Mapping) for item in list(table.values())[first:])
    if in_order and any(len(_one_line(key, item)) > WIDTH for key, item in tables.items()):
        return frozenset(tables)
    return frozenset()


def _must_head(path: tuple[str, ...], item: Any) -> bool:
    """Whether the table at `path` always has a header, such as [outside_option] or [issues.price]."""
    return isinstance(item, Mapping) and (len(path) == 1 or (len(path) == 2 and path[0] in NAMED))


def _is_rows(item: Any) -> bool:
    """Whether `item` is a list of tables, each written as [[…]]."""
    return isinstance(item, list) and bool(item) and all(isinstance(row, Mapping) for row in item)


def _pair(key: str, item: Any) -> Iterator[str]:
    line = _one_line(key, item)
    if isinstance(item, list) and len(line) > WIDTH:
        yield f"{_key(key)} = ["
        yield from _filled([_value(i) for i in item])
        yield "]"
    else:
        yield line


def _filled(entries: list[str]) -> Iterator[str]:
    """Entries of a broken list, as many on a line as fit."""
    line = "   "
    for entry in entries:
        if len(line) + len(entry) + 2 > WIDTH and line.strip():
            yield line
            line = "   "
        line += f" {entry},"
    yield line


def _one_line(key: str, item: Any) -> str:
    return f"{_key(key)} = {_value(item)}"


def _value(item: Any) -> str:
    if isinstance(item, str):
        return _text(item)
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, (int, float)):
        return _number(item)
    if isinstance(item, Quantity):
        evidence = {key: getattr(item, key) for key in KEYS}
        return _value({key: given for key, given in evidence.items() if given is not None})
    if isinstance(item, Mapping):
        return "{" + ", ".join(_one_line(key, inner) for key, inner in item.items()) + "}"
    return "[" + ", ".join(map(_value, item)) + "]"


def _number(number: float) -> str:
    """`30` for 30.0, else the shortest decimal that is read back as the same float."""
    minus_zero = number == 0 and copysign(1.0, number) < 0
    if number == int(number) and abs(number) < 1e15 and not minus_zero:
        return str(int(number))
    return repr(float(number))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    return '"' + "".join(c if c.isprintable() and c not in _ESCAPES else _escaped(c) for c in text) + '"'


def _escaped(c: str) -> str:
    return _ESCAPES.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}")

"""What the page sends: a list of changes to the case, read strictly from JSON.

A state of the page is the case as the file has it and this list. Nothing else is kept anywhere, so undoing takes the
last change off the list, and a link that holds the list restores the state.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from bargain.errors import GameError
from bargain.game.names import known, shown
from bargain.game.quantity import finite

MOST_CHANGES = 1000
"""Changes in one state; whoever makes more can download the file and go on from there."""

MOST_PARTS = 20_000
"""Values in one request; the largest form fills a few hundred."""

PARTS = ("form", "settlement", "picture", "blockers")
"""Parts of an answer: the controls, the settlement, frontier with ranges and concepts, what stands in the way."""


@dataclass(frozen=True)
class Change:
    """One change: its `kind`, what it says, as `given`, and the same as one text, `key`, by which it is remembered."""

    kind: str
    given: Mapping[str, Any]
    key: str


@dataclass(frozen=True)
class Asked:
    """One request: the changes in the order in which they were made, and which parts of the answer are wanted."""

    changes: tuple[Change, ...]
    parts: frozenset[str]


def _text(given: Any, where: str) -> None:
    if not isinstance(given, str):
        raise GameError(f"{where}: {shown(given)} is not a text")


def _text_or_none(given: Any, where: str) -> None:
    if given is not None:
        _text(given, where)


def _flag(given: Any, where: str) -> None:
    if not isinstance(given, bool):
        raise GameError(f"{where}: {shown(given)} is neither true nor false")


def _number(given: Any, where: str) -> None:
    finite(given, where)


def _texts(given: Any, where: str) -> None:
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise GameError(f"{where}: {shown(given)} is not a list of texts")


def _table(given: Any, where: str) -> None:
    if not isinstance(given, dict):
        raise GameError(f"{where}: {shown(given)} is not a table")


def _refused(given: Any, where: str) -> None:
    _table(given, where)
    for issue, outcomes in given.items():
        _texts(outcomes, f"{where}.{issue}")


def _settled(given: Any, where: str) -> None:
    _table(given, where)
    for ending, outcome in given.items():
        if not isinstance(outcome, str):
            finite(outcome, f"{where}.{ending}", "write an outcome or a number")


KINDS: Mapping[str, Mapping[str, Callable[[Any, str], None]]] = {
    "value": {"path": _text, "to": _number},
    "lever": {"lever": _text, "level": _text_or_none},
    "red line": {"party": _text, "never": _refused, "lifted": _flag},
    "lotteries": {"on": _flag},
    "concept": {"name": _text},
    "pair": {"parties": _texts},
    "issue": {"name": _text, "table": _table, "endings": _settled},
    "no issue": {"name": _text},
}
"""Kind of change → what it says, each with its check. `table` is that of the issue in a case file."""


def asked(body: bytes) -> Asked:
    """The request in `body`: {"changes": […], "parts": […]}.

    Raises GameError, one line, where it is no JSON, or not of this form.

    >>> asked(b'{"changes": [{"kind": "lotteries", "on": true}]}').changes[0].key
    '{"kind": "lotteries", "on": true}'
    """
    document = _parsed(body)
    _table(document, "request")
    for key in document:
        known(key, ("changes", "parts"), "request", "key")
    changes, parts = document.get("changes", []), document.get("parts", ["settlement", "picture"])
    if not isinstance(changes, list):
        raise GameError(f"changes: {shown(changes)} is not a list")
    if len(changes) > MOST_CHANGES:
        raise GameError(f"changes: {len(changes)} of them; at most {MOST_CHANGES}: download the file and go on from it")
    _texts(parts, "parts")
    for part in parts:
        known(part, PARTS, "parts", "part")
    return Asked(tuple(_change(c, f"changes[{k}]") for k, c in enumerate(changes)), frozenset(parts))


def _parsed(body: bytes) -> Any:
    try:
        document = json.loads(body.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_pairs)
    except GameError:
        raise
    except RecursionError:
        raise GameError("request: is nested too deeply") from None
    except UnicodeDecodeError:
        raise GameError("request: is not UTF-8") from None
    except ValueError as error:  # JSON's own message, or a whole number that Python refuses to read
        raise GameError(f"request: is no JSON ({str(error)[:80]})") from None
    if (count := _count(document)) > MOST_PARTS:
        raise GameError(f"request: holds {count} values or more; at most {MOST_PARTS}")
    return document


def _no_number(name: str) -> NoReturn:
    raise GameError(f"request: {name} is no number")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise GameError("request: a key stands twice in one table")
    return table


def _count(document: Any) -> int:
    """How many values `document` holds, counted until there are too many; no recursion, it may be deep."""
    todo, count = [document], 0
    while todo and count <= MOST_PARTS:
        item = todo.pop()
        count += 1
        if isinstance(item, dict):
            todo += item.values()
        elif isinstance(item, list):
            todo += item
    return count


def _change(given: Any, where: str) -> Change:
    _table(given, where)
    kind = known(given.get("kind"), KINDS, f"{where}.kind", "kind of change")
    says = KINDS[kind]
    for key in given:
        known(key, ("kind", *says), where, "key")
    for key, check in says.items():
        if key not in given:
            raise GameError(f"{where}: {key!r} is missing")
        check(given[key], f"{where}.{key}")
    return Change(kind, given, json.dumps(given, sort_keys=True))

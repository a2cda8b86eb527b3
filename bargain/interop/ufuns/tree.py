"""YAML and JSON to plain values: no tags, no objects, no expansion of aliases beyond a bound, no key twice.

YAML is read with PyYAML (extra `interop`) by way of its events, which are a flat list: what a file asks for is known
before anything of it is built. A tag (`!!python/object…`) is refused, and so is an alias that would make the document
larger than the bound when written out. Only the plain types of YAML 1.1 are resolved, as NegMAS does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from bargain.errors import GameError, MissingExtraError
from bargain.game.names import shown
from bargain.scenario.files import problem
from bargain.scenario.reading import text_of

DEEPEST, MOST = 32, 200_000
"""Tables and lists inside one another, and values in all, aliases written out."""

EXTRA = "NegMAS's files are YAML, which needs PyYAML: pip install 'bargain-analysis[interop]'"


def parsed(content: bytes, file: str) -> Any:
    """The document in `content`: JSON by the file's ending, else YAML. Raises ScenarioError with the line."""
    text = text_of(content, file).removeprefix("\ufeff")
    try:
        return _json(text) if file.lower().endswith(".json") else _yaml(text)
    except GameError as error:
        raise problem(file, str(error)) from None


def _json(text: str) -> Any:
    depth = deepest = 0
    quoted = escaped = False
    for c in text:
        if quoted:
            quoted, escaped = escaped or c != '"', c == "\\" and not escaped
        elif c == '"':
            quoted = True
        elif c in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif c in "]}":
            depth -= 1
    if deepest > DEEPEST:
        raise GameError(f"nests deeper than {DEEPEST} tables or lists; no scenario does")
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise GameError(
            f"line {error.lineno}, column {error.colno}: {error.msg.lower()}; correct the JSON there"
        ) from None
    except GameError:
        raise
    except ValueError:  # a whole number that Python refuses to read
        raise GameError("a whole number has thousands of digits; round it") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise GameError(f"the key {shown(key)} stands twice in one table; keep one")
        found[key] = value
    return found


def _yaml(text: str) -> Any:
    try:
        import yaml
    except ImportError:
        raise MissingExtraError(EXTRA) from None
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Build(loader("")).document(yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        what = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        raise GameError(f"{place}{what}; correct the YAML there") from None
    except GameError:
        raise
    except (ValueError, OverflowError) as error:  # a date or number that Python cannot hold
        raise GameError(f"a value cannot be read ({error}); put it in quotes") from None


class _Build:
    """Values from events, with everything counted."""

    def __init__(self, loader: Any) -> None:
        self.loader = loader
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.made: dict[str, Callable[[Any, int], tuple[Any, int]]] = {
            "ScalarEvent": self._scalar,
            "SequenceStartEvent": self._list,
            "MappingStartEvent": self._table,
            "AliasEvent": self._alias,
        }

    def document(self, events: Iterator[Any]) -> Any:
        """The one document of a file; None for an empty one."""
        self.events = events
        kinds = ("StreamStartEvent", "DocumentStartEvent")
        first = next((e for e in events if type(e).__name__ not in kinds), None)
        if first is None or type(first).__name__ == "StreamEndEvent":
            return None
        found, _ = self._value(first, 0)
        for event in events:
            if type(event).__name__ not in ("DocumentEndEvent", "StreamEndEvent"):
                raise GameError(f"line {_line(event)}: a second document begins; keep one in a file")
        return found

    def _value(self, event: Any, depth: int) -> tuple[Any, int]:
        """A value, and how many it holds, itself included."""
        if depth > DEEPEST:
            raise GameError(f"line {_line(event)}: nests deeper than {DEEPEST} tables or lists; no scenario does")
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise GameError(f"line {_line(event)}: the tag {shown(tag)} asks for more than plain data; take it out")
        found, size = self.made[type(event).__name__](event, depth)
        if size > MOST:
            raise GameError(f"line {_line(event)}: the file holds more than {MOST:,} values; no scenario does")
        anchor = getattr(event, "anchor", None)
        if anchor is not None and type(event).__name__ != "AliasEvent":
            self.anchors[anchor] = found, size
        return found, size

    def _alias(self, event: Any, _: int) -> tuple[Any, int]:
        if event.anchor not in self.anchors:
            raise GameError(
                f"line {_line(event)}: the alias {shown(event.anchor)} stands before what it means, or in it"
            )
        return self.anchors[event.anchor]

    def _scalar(self, event: Any, _: int) -> tuple[Any, int]:
        import yaml

        tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        node = yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark)
        return self.loader.construct_object(node), 1

    def _list(self, _: Any, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        size = 1
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                return found, size
            value, more = self._value(event, depth + 1)
            found.append(value)
            size = self._bounded(size + more, event)
        raise GameError("a list has no end; correct the YAML there")

    def _table(self, _: Any, depth: int) -> tuple[dict[Any, Any], int]:
        found: dict[Any, Any] = {}
        size = 1
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                return found, size
            key, more = self._value(event, depth + 1)
            key = tuple(key) if isinstance(key, list) and all(map(_simple, key)) else key
            if not _simple(key) and not isinstance(key, tuple):
                raise GameError(f"line {_line(event)}: a key is no text or number; write one")
            if key in found:
                raise GameError(f"line {_line(event)}: the key {shown(key)} stands twice in one table; keep one")
            found[key], much = self._value(next(self.events), depth + 1)
            size = self._bounded(size + more + much, event)
        raise GameError("a table has no end; correct the YAML there")

    def _bounded(self, size: int, event: Any) -> int:
        if size > MOST:
            raise GameError(f"line {_line(event)}: the file holds more than {MOST:,} values; no scenario does")
        return size


def _simple(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float, bool))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1

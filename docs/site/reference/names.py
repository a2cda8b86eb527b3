"""The pages on the Python names: one for each room of the house, and a list of all."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from math import inf
from typing import Any

import bargain as bg
from bargain.strategic.registry import StrategicGame
from docs.site.reference.signatures import results_of, signature
from docs.site.reference.text import escaped, in_cell, rendered, table

ROOMS = {
    "game": "The game", "outside": "Outside options", "payoffs": "Frontiers, zones and solutions",
    "concepts": "Solution concepts", "strategic": "Strategic games", "instruments": "Levers, red lines, linking",
    "uncertainty": "How sure", "axioms": "Axioms", "scenario": "Case files", "report": "Reports", "plots": "Pictures",
    "interop": "Other tools' files", "errors": "Errors",
}  # fmt: skip
"""Room of the house → the title of its page."""

TABLES = {
    "CONCEPTS": "concepts-and-axioms",
    "AXIOMS": "concepts-and-axioms",
    "STRATEGIC_GAMES": "strategic-games",
    "OUTSIDE_OPTIONS": "models-and-pictures",
    "MEASURES": "models-and-pictures",
}
"""Registry → the page that tells its entries."""


def pages() -> dict[str, str]:
    """Name → page: the list of all names, and each room."""
    rooms = by_room()
    return {"python": overview(rooms)} | {f"python/{room}": room_page(room, names) for room, names in rooms.items()}


def by_room() -> dict[str, list[str]]:
    """Room → its public names. Raises LookupError for a room that has no title here."""
    found: dict[str, list[str]] = {room: [] for room in ROOMS}
    for name in bg.__all__:
        room = bg._HOME[name].split(".")[0]
        if room not in found:
            raise LookupError(f"{name}: its room {room!r} has no title in ROOMS")
        found[room].append(name)
    return {room: sorted(names, key=str.lower) for room, names in found.items() if names}


def overview(rooms: Mapping[str, list[str]]) -> str:
    """Every public name with what it is, room by room."""
    parts = ["# Python", "", "Every public name, as `import bargain as bg` gives it.", ""]
    parts += [*(f"- [{ROOMS[room]}](python/{room}.md)" for room in rooms), ""]
    for room, names in rooms.items():
        rows = ((link(name), in_cell(first_line(name))) for name in names)
        parts += [f"## {ROOMS[room]}", "", *table(("name", "what it is"), rows)]
    return "\n".join(parts)


def room_page(room: str, names: list[str]) -> str:
    """The names of a room with their signatures and docstrings."""
    parts = [f"# {ROOMS[room]}", ""]
    for name in names:
        parts += entry(name, getattr(bg, name))
    return "\n".join(parts)


def place(name: str) -> str:
    """Where a public name is told. Its kind is part of it: places do not tell capitals apart, as in `Ensemble`."""
    held = getattr(bg, name)
    return f"{'class' if inspect.isclass(held) else 'function' if callable(held) else 'table'}-{name}"


def link(name: str) -> str:
    """A link to a public name."""
    return f"[`{name}`](<#{place(name)}>)"


def linker(own: str) -> Callable[[str], str]:
    """What makes links of public names in the entry of `own`."""
    return lambda code: link(code[1:-1]) if code[1:-1] in bg.__all__ and code[1:-1] != own else code


def first_line(name: str) -> str:
    """What a public name is, in a line."""
    held = getattr(bg, name)
    if isinstance(held, Mapping):
        return f"Mapping with {len(held)} entries."
    return _told(held, f"bargain.{name}").split("\n\n")[0]


def _told(held: Any, where: str) -> str:
    words = inspect.getdoc(held)
    if not words:
        raise LookupError(f"{where} has no docstring")
    return words


def entry(name: str, held: Any) -> Iterator[str]:
    """Lines on one public name. Raises LookupError where it has no docstring."""
    yield from (f"({place(name) if name in bg.__all__ else name})=", f"## {name}", "")
    if isinstance(held, Mapping):
        entries = ", ".join(f"`{key}`" for key in held)
        yield from (f"Read-only mapping, told in [a table](../{TABLES[name]}.md): {entries}.", "")
    elif inspect.isclass(held):
        yield from _of_class(held, f"bg.{name}", linker(name))
    else:
        yield from _of_function(held, f"bg.{name}", linker(name))
        if isinstance(held, StrategicGame):
            yield from _of_function(held.from_game, f"bg.{name}.from_game", linker(name), results=False)
            yield from _theory(held, linker(name))


def _of_function(held: Any, name: str, linked: Callable[[str], str], *, results: bool = True) -> Iterator[str]:
    words = re.sub(r"(?<![\w.])_from_game\(", f"{name}(", _told(held, name.replace("bg.", "bargain.")))
    yield from ("```python", signature(name, held), "```", "", rendered(words, linked), "")
    for one in results_of(held) if results else ():
        if one.__name__ not in bg.__all__:
            yield from (f"**What it returns: `{one.__name__}`**", "")
            yield from _of_class(one, one.__name__, linked)


def _theory(game: StrategicGame[Any, Any, Any], linked: Callable[[str], str]) -> Iterator[str]:
    """Where a strategic game comes from, and what its file says of it."""
    page = f"../../explanation/games/{game.name}.md"
    yield from (f"**Source.** {escaped(game.source)}. Assumptions and critics: [its page]({page}).", "")
    yield from (rendered(inspect.getdoc(sys.modules[game.__module__]) or "", linked), "")


def _of_class(held: type, name: str, linked: Callable[[str], str]) -> Iterator[str]:
    words = _told(held, name.replace("bg.", "bargain."))
    if issubclass(held, Exception):
        base = held.__mro__[1].__name__
        yield from (rendered(words, linked), "", f"A kind of {linked(f'`{base}`')}.", "")
        return
    yield from ("```python", signature(name, held), "```", "", rendered(words, linked), "")
    for method, function in sorted(vars(held).items()):
        if not method.startswith("_"):
            yield from _of_member(method, function, f"{name}.{method}", linked)
    yield ""


def _of_member(method: str, held: Any, name: str, linked: Callable[[str], str]) -> Iterator[str]:
    """A method or a property, as an item of a list; its examples stay below it."""
    function = getattr(held, "__func__", None) or getattr(held, "func", None) or getattr(held, "fget", None) or held
    if not inspect.isfunction(function):
        return
    called = function is held or hasattr(held, "__func__")
    call = signature(method, function, wide=inf) if called else method
    lines = [f"`{call}`", *rendered(_told(function, name.replace("bg.", "bargain.")), linked).split("\n")]
    yield from ("- " + lines[0] + "\\", *("  " + line if line else "" for line in lines[1:]))

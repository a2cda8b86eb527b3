"""The registry of measures: kind → class, one file each (`aid` holds `Aid`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.names import distinct, known, shown
from bargain.outside.measures.measure import PLACE, Measure
from bargain.outside.registry import class_name
from bargain.registry import Registry

MEASURES: Registry[type[Measure]] = Registry(
    "bargain.outside.measures", "measure", GameError, class_name, others=("measure", "timed")
)

MOST = 200
"""More measures than this are refused: each may change what every party expects, and a file may have many of both."""


def measures(given: Any) -> tuple[Measure, ...]:
    """A list of measures, each as it is or as in a case file; names are distinct and cannot be read as positions."""
    if isinstance(given, (str, Mapping)) or not isinstance(given, (list, tuple)):
        raise GameError(f"{PLACE}: {shown(given)} is not a list; give each as [[{PLACE}]]")
    if len(given) > MOST:
        raise GameError(f"{PLACE}: {len(given)} measures; at most {MOST} are computed: join those that do the same")
    found = tuple(_measure(row, f"{PLACE}[{k}]") for k, row in enumerate(given))
    distinct([m.name for m in found if m.name], PLACE, "measure")
    for k, one in enumerate(found):
        if one.name.isdecimal():
            raise GameError(f"{PLACE}[{k}].name: {one.name!r} reads as a position in the list; put a letter in it")
    return found


def _measure(row: Any, where: str) -> Measure:
    """One measure; `where` is its place, by position."""
    if isinstance(row, Measure):
        return row
    if not isinstance(row, Mapping):
        raise GameError(f"{where}: {shown(row)} is no measure; give its kind and what goes with it")
    if "kind" not in row:
        raise GameError(f"{where}: 'kind' is missing; known: {', '.join(MEASURES)}")
    known(row["kind"], MEASURES.names, f"{where}.kind", "measure")
    try:
        return MEASURES[row["kind"]].from_document(row)
    except GameError as error:
        own = f"{PLACE}.{row['name']}" if isinstance(row.get("name"), str) else None
        message = str(error)
        raise GameError(message if own and message.startswith(own) else message.replace(PLACE, where, 1)) from None

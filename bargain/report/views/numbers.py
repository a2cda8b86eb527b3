"""Any result in its plain form, for those that have no view of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bargain.report.document import Block, Table
from bargain.report.tables import NONE
from bargain.words import number

ROWS = 30
"""Rows of a table in a notebook; what is left out is said."""


def by_numbers(document: dict[str, Any], title: str) -> Iterator[Block]:
    """A result in its plain form: what is single in one table, and a table for every list."""
    single = [[key, cell(value)] for key, value in _flat(document) if not _rows(value)]
    if single:
        yield Table.of(title, ["what", "value"], single)
    for key, value in _flat(document):
        rows = _rows(value)
        if rows:
            flat = [dict(_flat(row)) for row in rows[:ROWS]]
            headers = list(dict.fromkeys(name for row in flat for name in row))
            cut = f", the first {ROWS} of {len(rows):,}" if len(rows) > ROWS else ""
            yield Table.of(f"{key}{cut}", headers, [[cell(row.get(h, "")) for h in headers] for row in flat])


def _rows(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) and value and all(isinstance(row, dict) for row in value) else []


def _flat(document: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        name = f"{before}{key}".replace("_", " ") if not before else f"{before}{key}"
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{name}: ")
        else:
            yield name, value


def cell(value: Any) -> str:
    """A plain value in words."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: NONE}[value]
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        shown = ", ".join(cell(entry) for entry in value[:ROWS])
        return f"{shown} …" if len(value) > ROWS else shown
    if isinstance(value, dict):
        return "; ".join(f"{key}: {cell(entry)}" for key, entry in value.items())
    return str(value)

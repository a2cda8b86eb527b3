"""A NegMAS outcome space: its issues, with the values that utility functions know their outcomes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.additive import MOST_INTEGERS, Outline
from bargain.interop.decimals import number, whole
from bargain.interop.ufuns.functions import kind

LISTED = frozenset({
    "CategoricalIssue", "CardinalIssue", "OrdinalIssue", "DiscreteCardinalIssue", "DiscreteOrdinalIssue",
    "DiscreteIssue", "SingletonIssue",
})  # fmt: skip
"""Types of issue whose values are listed one by one."""

KNOWN = (*sorted(LISTED), "ContiguousIssue", "ContinuousIssue", "OptionalIssue")


@dataclass(frozen=True, slots=True)
class Levels:
    """An issue's outline, and the values that stand for its outcomes in the file; none of a range."""

    outline: Outline
    values: tuple[Any, ...]


def is_space(document: Any) -> bool:
    """Whether a document is an outcome space."""
    return isinstance(document, Mapping) and "OutcomeSpace" in _kind(document)


def is_utility(document: Any) -> bool:
    """Whether a document is a utility function."""
    return isinstance(document, Mapping) and "fun" in _kind(document).lower()


def _kind(document: Mapping[Any, Any]) -> str:
    try:
        return kind(document, "")
    except GameError:
        return ""


def name_of(value: Any) -> str:
    """The outcome's name for a value of a file.

    >>> [name_of(value) for value in ("red", 5, 2.5, True, None)]
    ['red', '5', '2.5', 'True', 'None']
    """
    return value if isinstance(value, str) else str(value)


def issues_of(document: Mapping[str, Any], notes: list[str]) -> list[Levels]:
    """The issues of an outcome space; notes on oddities are added."""
    given = document.get("issues")
    if not isinstance(given, list) or not given:
        raise GameError(f"issues: {shown(given)} is not a list of issues; write one for each matter to settle")
    found = []
    for k, table in enumerate(given):
        name = name_of(table.get("name") or f"issue {k + 1}") if isinstance(table, Mapping) else ""
        found.append(_levels(table, name, f"issues[{k}] {shown(name)}", notes))
    names = [levels.outline.name for levels in found]
    twice = [name for k, name in enumerate(names) if name in names[:k]]
    if twice:
        raise GameError(f"issues: two are called {shown(twice[0])}; give each its own name")
    return found


def _levels(table: Any, name: str, where: str, notes: list[str]) -> Levels:
    form = kind(table, where)
    if form == "OptionalIssue":
        base = _levels(table.get("base"), name, f"{where}, base", notes)
        if not base.values:
            raise GameError(f"{where}: a range that may be left open is neither choice nor range; list its values")
        return _listed(name, (None, *base.values), where)
    values = table.get("value") if form == "SingletonIssue" and "value" in table else table.get("values")
    if form in LISTED:
        listed = values if isinstance(values, list) else [values]
        if any(isinstance(v, bool) for v in listed):
            notes.append(f"{name}: unquoted yes, no, on and off are true and false in YAML, and called so here")
        return _listed(name, tuple(listed), where)
    if form not in ("ContiguousIssue", "ContinuousIssue"):
        raise GameError(f"{where}: no issue of type {shown(form)} can be read; known: {', '.join(KNOWN)}")
    ends = [0, values - 1] if isinstance(values, int) and form == "ContiguousIssue" else values
    if not isinstance(ends, list) or len(ends) not in (2, 3):
        raise GameError(f"{where}: values {shown(values)} are not two numbers; write the lowest and the highest")
    if form == "ContinuousIssue":
        low, high = (number(x, f"{where}, values") for x in ends[:2])
        return _range(name, low, high, where)
    step = whole(ends[2] if len(ends) == 3 else table.get("step", 1), f"{where}, step")
    first, last = (whole(x, f"{where}, values") for x in ends[:2])
    if step < 1 or first > last:
        raise GameError(f"{where}: values from {first} to {last} in steps of {step} are none; let them rise")
    if (last - first) // step >= MOST_INTEGERS:
        notes.append(
            f"{name}: more than {MOST_INTEGERS:,} whole numbers are read as a range, where any number can be agreed on"
        )
        return _range(name, float(first), float(last), where)
    return _listed(name, tuple(range(first, last + 1, step)), where)


def _range(name: str, low: float, high: float, where: str) -> Levels:
    if low > high:
        raise GameError(f"{where}: the lowest value {low:g} is above the highest {high:g}; swap the two")
    return _listed(name, (low,), where) if low == high else Levels(Outline(name, (), low, high), ())


def _listed(name: str, values: tuple[Any, ...], where: str) -> Levels:
    for value in values:
        if value is not None and not isinstance(value, (str, int, float)):
            raise GameError(f"{where}: the value {shown(value)} is no text or number; write one")
    names = tuple(map(name_of, values))
    twice = [n for k, n in enumerate(names) if n in names[:k]]
    if twice:
        raise GameError(f"{where}: two values are called {shown(twice[0])}; keep one")
    if not names:
        raise GameError(f"{where}: lists no values; give at least one")
    return Levels(Outline(name, names), values)

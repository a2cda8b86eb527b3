"""A GENIUS domain: its issues, each with its index, in file order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.additive import MOST_INTEGERS, Outline
from bargain.interop.decimals import number, whole
from bargain.interop.profiles.tree import Element

KINDS = ("discrete", "integer", "real")


@dataclass(frozen=True, slots=True)
class Placed:
    """An issue's outline with the index that profiles call it by, and its kind in the file."""

    index: int
    kind: str
    outline: Outline


def attribute(element: Element, name: str, where: str) -> str:
    """An attribute that must be there."""
    if name not in element.attributes:
        raise GameError(f"{where}: <{element.tag}> has no {name!r}; add it")
    return element.attributes[name]


def kind_of(issue: Element, where: str) -> str:
    """The kind of an issue, from the first of type, vtype and etype that is given; discrete where none is."""
    given = next((issue.attributes[k] for k in ("type", "vtype", "etype") if issue.attributes.get(k, "").strip()), None)
    kind = "discrete" if given is None else given.strip().lower()
    if kind not in KINDS:
        raise GameError(f"{where}: {shown(given)} is no type of issue that can be read; known: {', '.join(KINDS)}")
    return kind


def issues_of(root: Element) -> list[tuple[Element, Element]]:
    """(parent, issue) of every issue, objectives inside objectives included, in file order."""
    return [(parent, child) for parent in root.walk() for child in parent.children if child.tag == "issue"]


def domain_of(root: Element) -> tuple[str, list[Placed], list[str]]:
    """The domain's name ("" where it says nothing), its issues, and notes."""
    notes: list[str] = []
    placed = []
    in_order = sorted((issue.line, k, issue) for k, (_, issue) in enumerate(issues_of(root)))
    for _, _, issue in in_order:
        where = f"line {issue.line}"
        index = whole(attribute(issue, "index", where), f"{where}, index")
        name = issue.attributes.get("name", "").strip() and issue.attributes["name"]
        name = name or f"issue {index}"
        placed.append(_placed(issue, index, name, f"issue {shown(name)}, {where}", notes))
    for what, found in (("index", [p.index for p in placed]), ("name", [p.outline.name for p in placed])):
        twice: list[Any] = [x for k, x in enumerate(found) if x in found[:k]]
        if twice:
            raise GameError(f"two issues have the {what} {shown(twice[0])}; give each its own")
    return _title(root), placed, notes


def _placed(issue: Element, index: int, name: str, where: str, notes: list[str]) -> Placed:
    kind = kind_of(issue, where)
    question = issue.attributes.get("description", "").strip()
    question = "" if question == name else question
    if kind == "discrete":
        outcomes = tuple(_outcome(item, name) for item in issue.all("item"))
        kept = tuple(dict.fromkeys(outcomes))
        if len(kept) < len(outcomes):
            again = next(o for k, o in enumerate(outcomes) if o in outcomes[:k])
            notes.append(f"{name}: {shown(again)} is listed twice; it is one outcome")
        if not kept:
            raise GameError(f"{where}: lists no <item>; a discrete issue needs at least one")
        told = [i for i in issue.all("item") if i.attributes.get("description", "").strip() not in ("", _value(i))]
        if told:
            notes.append(f"{name}: what items are described as is not kept ({len(told)} of {len(outcomes)})")
        return Placed(index, kind, Outline(name, kept, question=question))
    low, high = bounds(issue, where)
    if kind == "integer" and high - low < MOST_INTEGERS:
        every = tuple(str(n) for n in range(int(low), int(high) + 1))
        return Placed(index, kind, Outline(name, every, question=question))
    if kind == "integer":
        notes.append(
            f"{name}: {high - low + 1:.0f} whole numbers are read as a range, in which any number can be agreed on"
        )
    if low == high:
        return Placed(index, kind, Outline(name, (f"{low:g}",), question=question))
    return Placed(index, kind, Outline(name, (), low, high, question))


def _value(item: Element) -> str:
    return item.attributes.get("value", "")


def _outcome(item: Element, name: str) -> str:
    value = attribute(item, "value", f"issue {shown(name)}, line {item.line}")
    if not value.strip():
        raise GameError(f"issue {shown(name)}, line {item.line}: an item's value is empty; give it a name")
    return value


def bounds(issue: Element, where: str) -> tuple[float, float]:
    """Lower and upper bound: on the issue, or on a <range> inside it."""
    inside = issue.first("range")
    holder = issue if "lowerbound" in issue.attributes or inside is None else inside
    read = whole if kind_of(issue, where) == "integer" else number
    low = read(attribute(holder, "lowerbound", where), f"{where}, lowerbound")
    high = read(attribute(holder, "upperbound", where), f"{where}, upperbound")
    if low > high:
        raise GameError(f"{where}: lowerbound = {low:g} is above upperbound = {high:g}; swap the two")
    return low, high


def _title(root: Element) -> str:
    objective = next((e for e in root.walk() if e.tag == "objective"), None)
    name = "" if objective is None else objective.attributes.get("name", "")
    return "" if name.strip().lower() in ("", "root", "any") else name

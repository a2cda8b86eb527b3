"""The game as a plain document (nested dicts and lists, numbers still with their evidence) and back.

The document has the shape of a case file, so a path into one is a path into the other. Reading a file checks the
shape first (`scenario`); the constructors check the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from bargain.errors import GameError
from bargain.game.choice import Choice
from bargain.game.frozen import FrozenDict
from bargain.game.lever import Lever
from bargain.game.linkage import Linkage
from bargain.game.names import shown
from bargain.game.party import Party
from bargain.game.preference import Preference, refusals
from bargain.game.protocol import TakesMeasures
from bargain.game.range import Range
from bargain.game.red_line import RedLine

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame, Issue

T = TypeVar("T")

ISSUE_KEYS = ("question", "outcomes", "range", "unit", "status_quo", "indifferent", "source")
"""Keys of an issue's table that are not names of parties; no party can be called so."""


def to_document(game: BargainingGame, *, defaults: bool = False) -> dict[str, Any]:
    """The game in the shape of a case file; numbers that have their default only if `defaults`."""
    document: dict[str, Any] = {"title": game.title}
    if game.source:
        document["source"] = game.source
    document["parties"] = {p.name: _party(p, defaults) for p in game.parties}
    document["issues"] = {i.name: _issue(i) for i in game.issues}
    if game.linkages:
        document["linkages"] = [
            {"party": k.party, "when": _condition(k.when), "points": k.points} for k in game.linkages
        ]
    if game.red_lines:
        document["red_lines"] = [
            {"party": r.party, "never": _condition(r.never), **({} if r.price is None else {"price": r.price})}
            for r in game.red_lines
        ]
    option = game.outside_option
    if isinstance(option, TakesMeasures):
        document["outside_option"] = option.to_document(defaults=defaults)
    elif option is not None:
        document["outside_option"] = option.to_document()
    if game.levers:
        document["levers"] = {
            v.name: {"held_by": v.held_by, "levels": {name: dict(level) for name, level in v.levels.items()}}
            for v in game.levers
        }
    if game.rankings:
        document["rankings"] = {party: list(order) for party, order in game.rankings.items()}
    return document


def _party(party: Party, defaults: bool) -> dict[str, Any]:
    usual = {field.name: field.default for field in fields(Party) if field.name != "name"}
    return {key: getattr(party, key) for key, u in usual.items() if defaults or getattr(party, key) != u}


def _condition(condition: Mapping[str, Any]) -> dict[str, Any]:
    return {issue: list(outcomes) for issue, outcomes in condition.items()}


def _issue(issue: Issue) -> dict[str, Any]:
    table: dict[str, Any] = {"question": issue.question} if issue.question else {}
    table |= issue.to_document()
    for key in ("status_quo", "source"):
        if getattr(issue, key) not in (None, ""):
            table[key] = getattr(issue, key)
    if issue.indifferent:
        table["indifferent"] = list(issue.indifferent)
    for party, view in issue.preferences.items():
        worth = list(view.worth) if isinstance(view.worth, tuple) else view.worth.to_document()
        row: dict[str, Any] = {} if view.weight is None else {"weight": view.weight}
        row["worth"] = worth
        if view.never:
            absolute = all(price is None for price in view.never.values())
            priced = {o: "absolute" if p is None else p for o, p in view.never.items()}
            row["never"] = list(view.never) if absolute else priced
        table[party] = row
    return table


def issue_from(name: str, table: Mapping[str, Any]) -> Issue:
    """One issue from its table in a case file; what kind it is follows from its keys."""
    views = {}
    for party, row in table.items():
        if party not in ISSUE_KEYS:
            refused = refusals(row.get("never"), f"issues.{name}.{party}")
            never = {o: None if p == "absolute" else p for o, p in refused.items()}
            worth = row.get("worth")
            worth = tuple(worth) if isinstance(worth, list) else worth
            views[party] = Preference(row.get("weight"), worth, FrozenDict(never))
    common: dict[str, Any] = {
        "question": table.get("question", ""),
        "status_quo": table.get("status_quo"),
        "indifferent": table.get("indifferent", ()),
        "source": table.get("source", ""),
    }
    if "range" in table:
        ends = table["range"]
        if isinstance(ends, (str, Mapping)) or not hasattr(ends, "__len__") or len(ends) != 2:
            raise GameError(f"issues.{name}.range: {shown(ends)} is not two numbers; write range = [0, 10]")
        return Range(name, ends[0], ends[1], FrozenDict(views), unit=table.get("unit", ""), **common)
    return Choice(name, table["outcomes"], FrozenDict(views), **common)


def _rows(build: Callable[..., T], rows: Sequence[Mapping[str, Any]], key: str) -> tuple[T, ...]:
    """One part for each row; an error says which row."""
    found = []
    for k, row in enumerate(rows):
        try:
            found.append(build(**row))
        except GameError as error:
            raise GameError(str(error).replace(key, f"{key}[{k}]", 1)) from None
    return tuple(found)


def parts(document: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with which `BargainingGame` builds the game of `document`, all but its outside option."""
    return {
        "title": document["title"],
        "parties": tuple(Party(name, **table) for name, table in document["parties"].items()),
        "issues": tuple(issue_from(name, table) for name, table in document["issues"].items()),
        "linkages": _rows(Linkage, document.get("linkages", ()), "linkages"),
        "red_lines": _rows(RedLine, document.get("red_lines", ()), "red_lines"),
        "levers": tuple(Lever(name, v["held_by"], v["levels"]) for name, v in document.get("levers", {}).items()),
        "rankings": document.get("rankings", {}),
        "source": document.get("source", ""),
    }

"""The controls of the page: every number of a case with its slider, in groups, and what can be switched.

Plain data for the page to show; names and evidence are texts of the case and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from bargain.concepts.registry import CONCEPTS
from bargain.explorer.setting import Setting
from bargain.explorer.spans import span, unit
from bargain.game.bargaining_game import BargainingGame
from bargain.game.condition import in_words
from bargain.game.document import to_document
from bargain.game.numbers import numbers
from bargain.game.party import Party
from bargain.game.paths import join, locate, split
from bargain.game.quantity import Number, Quantity, value_of
from bargain.game.range import Range
from bargain.uncertainty.sampling.ties import following, totals
from bargain.words import number, outcome

GROUPS = (
    ("weights", "Weights", "How much each issue matters to each party."),
    ("outside", "Without an agreement", "What each party gets when nothing is settled."),
    ("levers", "What levers set", "The numbers that a lever lays over the case at each of its levels."),
    ("never", "Red lines: prices and bounds", "Points at which a party would cross a red line, and bounds of ranges."),
    ("worth", "Worth of outcomes", "What each outcome of an issue is worth to each party, 0 to 100 points."),
    ("linkages", "What goes together", "Points for combinations of outcomes."),
    ("parties", "Parties", "Power, attitude to risk, and patience."),
    ("scales", "Ends of ranges, and today's state", ""),
)
"""Groups of numbers, in the order of the page: name, title, explanation."""

SAID = {
    "power": "bargaining power", "risk_aversion": "risk aversion", "discount_rate": "discount rate",
    "cost_per_year": "cost per year", "never": "price",
}  # fmt: skip
"""Keys of a case file in words, where an underscore for a blank is not enough."""


def all_numbers(game: BargainingGame) -> dict[str, Number]:
    """Path → number, those of parties that have their default included, and none that follows another."""
    found = numbers(game)
    held = {
        join(["parties", party.name, entry.name]): getattr(party, entry.name)
        for party in game.parties for entry in fields(Party) if entry.name != "name"
    }  # fmt: skip
    kept = following(game)
    return {path: x for path, x in (held | found).items() if path not in kept}


def values(game: BargainingGame) -> dict[str, float]:
    """Path → plain number, for every control."""
    return {path: value_of(x) for path, x in all_numbers(game).items()}


def held_by_levers(setting: Setting) -> dict[str, str]:
    """Path → the lever that sets it now, in words."""
    if not setting.levers:
        return {}
    document = to_document(setting.standing, defaults=True)
    positions: dict[int, dict[Any, int]] = {}

    def place(path: str) -> tuple[int, Any]:
        container, key = locate(document, path, positions)
        return id(container), key

    shown = {place(path): path for path in all_numbers(setting.standing)}
    held = {}
    for lever in setting.standing.levers:
        level = setting.levers.get(lever.name)
        for path, x in (lever.levels[level] if level is not None else {}).items():
            if (where := place(path)) in shown:
                held[shown[where]] = f"set to {number(value_of(x))} by the lever {lever.name}: {level}"
    return held


def form(setting: Setting) -> dict[str, Any]:
    """All controls: parties, issues, concepts, levers, and the groups of numbers."""
    game = setting.standing
    return {
        "title": game.title,
        "source": game.source,
        "parties": list(game.party_names),
        "issues": [_issue(game, issue) for issue in game.issues],
        "concepts": [{"name": c.name, "summary": c.summary} for c in map(CONCEPTS.__getitem__, CONCEPTS)],
        "levers": [{"name": v.name, "held_by": v.held_by, "levels": list(v.levels)} for v in game.levers],
        "endings": _endings(game),
        "groups": _groups(game),
    }


def _issue(game: BargainingGame, issue: Any) -> dict[str, Any]:
    today = "" if issue.status_quo is None else outcome(game, issue.name, _plain(issue.status_quo))
    return {"name": issue.name, "question": issue.question, "source": issue.source, "today": today}


def _plain(settled: Any) -> Any:
    return settled if isinstance(settled, str) else value_of(settled)


def _endings(game: BargainingGame) -> list[str]:
    """Names of the endings, of an outside option that has some: an issue without a status quo is settled in each."""
    return [ending.name for ending in getattr(game.outside_option, "endings", ())]


def _groups(game: BargainingGame) -> list[dict[str, Any]]:
    found: dict[str, dict[str, list[dict[str, Any]]]] = {name: {} for name, _, _ in GROUPS}
    shared = {path for _, group in totals(game) for path, _ in group}
    for path, x in all_numbers(game).items():
        parts = split(path)
        group, section, label = placed(game, parts)
        found[group].setdefault(section, []).append(_row(game, path, parts, label, x, path in shared))
    return [
        {
            "name": name, "title": title, "says": says,
            "sections": [{"title": section, "rows": rows} for section, rows in found[name].items()],
        }
        for name, title, says in GROUPS if found[name]
    ]  # fmt: skip


def _row(game: BargainingGame, path: str, parts: Sequence[str], label: str, x: Number, shared: bool) -> dict[str, Any]:
    issue = next((i for i in game.issues if isinstance(i, Range) and i.name in _issues_of(parts)), None)
    by_unit = issue is not None and unit(parts, "of the range") == "of the range"
    reach = span(parts, x, issue.bounds if issue is not None and by_unit and parts[2] != "range" else None)
    return {
        "path": path, "label": label, "unit": unit(parts, "" if issue is None else issue.unit),
        "low": reach.low, "high": reach.high, "step": reach.step,
        "evidence": evidence(x, reach.own, "worth" in parts[3:]), "shared": shared,
    }  # fmt: skip


def _issues_of(parts: Sequence[str]) -> Sequence[str]:
    """The issue to which a path belongs, if any: its own, or the one that an ending settles."""
    if parts[0] == "issues":
        return parts[1:2]
    return parts[parts.index("outcome") + 1 :] if "outcome" in parts else ()


def evidence(x: Number, own: bool, worth: bool = False) -> str:
    """Basis, range, source and reason of a number, on one line; a `worth` of 0 or 100 ends its party's scale."""
    given = x if isinstance(x, Quantity) else Quantity(x)
    texts = [given.basis or ("an end of the scale" if worth and given.value in (0, 100) else "no basis given")]
    if own:
        texts[0] += ", without a range: the slider's span is this page's own"
    else:
        assert given.low is not None
        assert given.high is not None
        texts[0] += f", {number(given.low)} to {number(given.high)}"
    return "; ".join([*texts, *(text for text in (given.source, given.reason) if text)])


def placed(game: BargainingGame, parts: Sequence[str]) -> tuple[str, str, str]:
    """Group, section and label of the number at a path.

    >>> game = BargainingGame("road", parties=["Ann"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 3}, worth={"Ann": [100, 0]})
    >>> placed(game, ["issues", "road", "Ann", "weight"]), placed(game, ["issues", "road", "Ann", "worth", "north"])
    (('weights', 'road', 'Ann'), ('worth', 'road', 'Ann: north'))
    """
    match list(parts):
        case ["parties", party, key]:
            return "parties", party, SAID.get(key, key)
        case ["issues", issue, party, "weight"]:
            return "weights", issue, party
        case ["issues", issue, party, "worth", *rest]:
            return "worth", issue, f"{party}: {_worth(game, issue, party, rest)}"
        case ["issues", issue, party, "never", what]:
            bound = f"accepts nothing {what}" if what in ("below", "above") else f"crosses “{what}” for"
            return "never", issue, f"{party} {bound}"
        case ["issues", issue, "range", end]:
            return "scales", issue, f"{'lower' if end == '0' else 'upper'} end of the range"
        case ["issues", issue, *_]:
            return "scales", issue, "today"
        case ["linkages", k, *_]:
            linkage = game.linkages[int(k)]
            return "linkages", linkage.party, f"when {in_words(linkage.when)}"
        case ["red_lines", k, *_]:
            line = game.red_lines[int(k)]
            return "never", "combinations", f"{line.party} crosses {in_words(line.never)} for"
        case ["levers", lever, "levels", level, path]:
            return "levers", lever, f"{level}: {said(split(path)[1:])}"
        case ["outside_option", "endings", ending, "probability", *party]:
            return "outside", f"probability of “{ending}”", f"as {party[0]} believes" if party else "all parties"
        case ["outside_option", "endings", ending, "outcome", *issue]:
            return "outside", f"what “{ending}” imposes", said(issue)
        case ["outside_option", "measures", measure, *rest]:
            return "outside", f"measure {measure}", said(rest)
        case [_, key, *rest]:
            return "outside", SAID.get(key, key).replace("_", " "), said(rest) or "all parties"
    return "outside", "other", said(parts)


def _worth(game: BargainingGame, issue: str, party: str, rest: Sequence[str]) -> str:
    """What a number of a worth is: that of an outcome, a corner of a curve, or its exponent."""
    form = game.issue(issue).preferences[party].worth
    if rest[0] in ("at", "is") and len(rest) == 2 and not isinstance(form, tuple):
        corner = f"corner {int(rest[1]) + 1}"
        return f"{corner}, at" if rest[0] == "at" else f"{corner}, worth"
    return said(rest)


def said(parts: Sequence[str]) -> str:
    """Parts of a path in words."""
    return ", ".join(SAID.get(part, part).replace("_", " ") for part in parts)


def switches(setting: Setting) -> Iterator[Mapping[str, Any]]:
    """Every red line that can be lifted: who holds it, what it refuses, and its label."""
    for line in setting.standing.all_red_lines:
        named = {i: [o.side] if hasattr(o, "side") else list(o) for i, o in line.never.items()}
        yield {"party": line.party, "never": named, "label": line.label, "absolute": line.absolute}

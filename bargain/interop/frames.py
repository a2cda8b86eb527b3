"""A game as pandas frames, and a game from one: for spreadsheets, and for whoever has preferences in a table already.

`to_frames` makes three tables: parties, issues, and worths with a row for each party and outcome (over a range, for
each bend of the curve). `from_frame` makes a game of such a table of worths. What the tables do not hold (linkages,
levers, models of the outside option) is in the case file, which `write` writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.curves import PowerCurve
from bargain.game.document import issue_from
from bargain.game.door import the_game
from bargain.game.names import known, shown
from bargain.game.party import Party
from bargain.game.quantity import KEYS, Number, Quantity
from bargain.game.range import SIDES, Range
from bargain.outside.fixed import Fixed
from bargain.registry import did_you_mean

if TYPE_CHECKING:
    import pandas

EVIDENCE = KEYS[1:]
COLUMNS = ("issue", "outcome", "party", "weight", "worth", "never", "price")
"""Columns of a table of worths; evidence of numbers follows, as weight_low, worth_source …, and bounds of ranges."""

ABOUT = ("issue", "kind", "unit", "low", "high", "status_quo", "question", "source")
"""Columns of a table of issues."""


@dataclass(frozen=True, eq=False, repr=False)
class Frames:
    """`parties`: party, power, risk_aversion, discount_rate, disagreement. `issues`: issue, kind, unit, low, high,
    status_quo, question, source. `worths`: a row for each party and outcome, with weight, worth, never (whether the
    party refuses the outcome) and price; over a range, never_below and never_above. Evidence of a number stands in
    columns of its own, such as weight_low and weight_source."""

    parties: pandas.DataFrame
    issues: pandas.DataFrame
    worths: pandas.DataFrame

    def __repr__(self) -> str:
        sizes = f"{len(self.parties)} parties, {len(self.issues)} issues, {len(self.worths)} worths"
        return f"<frames: {sizes}>"


def to_frames(game: BargainingGame) -> Frames:
    """The tables of `game`; numbers are plain, with their evidence in columns beside them.

    Raises MissingExtraError where pandas is not installed.
    """
    d = the_game(game).disagreement
    numbers = ("power", "risk_aversion", "discount_rate")
    parties = [
        {
            "party": p.name,
            **{key: cell for name in numbers for key, cell in _number(name, getattr(p, name)).items()},
            "disagreement": d[p.name],
        }
        for p in game.parties
    ]
    worths = [row for issue in game.issues for party in game.party_names for row in _rows(game, issue, party)]
    return Frames(
        _frame(parties, ("party", *numbers, "disagreement")),
        _frame([_about(issue) for issue in game.issues], ABOUT),
        _frame(worths, COLUMNS),
    )


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pandas.DataFrame:
    """A frame of `rows`: first `columns`, then what else some row has."""
    more = list(dict.fromkeys(key for row in rows for key in row if key not in columns))
    return frame([{**dict.fromkeys((*columns, *more)), **row} for row in rows], [*columns, *more])


def _about(issue: Choice | Range) -> dict[str, Any]:
    """The row of one issue."""
    found: dict[str, Any] = {
        "issue": issue.name,
        "kind": issue.kind,
        "question": issue.question,
        "source": issue.source,
    }
    if isinstance(issue, Range):
        found |= {"unit": issue.unit, **_number("low", issue.low), **_number("high", issue.high)}
        return found | ({} if issue.status_quo is None else _number("status_quo", issue.status_quo))
    return found | {"status_quo": issue.status_quo}


def _rows(game: BargainingGame, issue: Choice | Range, party: str) -> Iterable[dict[str, Any]]:
    """The rows of one issue and party; a party that is indifferent has none."""
    view = issue.preferences.get(party)
    if view is None:
        return
    weight: Number = game.weights(party)[issue.name] if view.weight is None else view.weight
    common = {"issue": issue.name, "party": party, **_number("weight", weight)}
    if isinstance(issue, Choice):
        for outcome, worth in zip(issue.outcomes, view.worth, strict=True):  # type: ignore[arg-type]
            never = outcome in view.never
            price = view.never.get(outcome)
            priced = {} if price is None else _number("price", price)
            yield {**common, "outcome": outcome, **_number("worth", worth), "never": never, **priced}
        return
    curve = view.worth
    if isinstance(curve, PowerCurve):
        raise GameError(
            f"issues.{issue.name}.{party}.worth: a power curve has no rows; give it as straight lines, at and is"
        )
    bounds = {key: cell for side, x in view.never.items() for key, cell in _number(f"never_{side}", x or 0.0).items()}
    for x, worth in zip(curve.at, curve.worth, strict=True):  # type: ignore[union-attr]
        yield {**common, **_number("outcome", x), **_number("worth", worth), "never": False, **bounds}


def _number(name: str, given: Number) -> dict[str, Any]:
    """A number with its evidence in columns of its own."""
    if not isinstance(given, Quantity):
        return {name: given}
    evidence = {f"{name}_{key}": getattr(given, key) for key in EVIDENCE if getattr(given, key) is not None}
    return {name: given.value, **evidence}


def from_frame(
    worths: pandas.DataFrame,
    *,
    title: str = "game",
    parties: pandas.DataFrame | None = None,
    issues: pandas.DataFrame | None = None,
) -> BargainingGame:
    """A game from a table of worths: columns issue, outcome, party, weight, worth; never, price and evidence if given.

    Outcomes that are numbers are bends of a range, from its lowest to its highest; others are those of a choice, unless
    `issues` says what kind it is. A party without rows for an issue is indifferent to it. `parties` and `issues` are
    tables as `to_frames` makes them, for what they say beside; a disagreement there becomes a fixed outside option.
    Raises GameError that names the row and what is wrong.
    """
    rows = _records(worths, "worths", ("issue", "outcome", "party", "worth"))
    if not rows:
        raise GameError("worths: the table is empty; give a row for each issue, outcome and party")
    about = {str(r["issue"]): r for r in _records(issues, "issues", ("issue",))} if issues is not None else {}
    people = _records(parties, "parties", ("party",)) if parties is not None else []
    names = list(dict.fromkeys([*(str(r["party"]) for r in people), *(str(r["party"]) for r in rows)]))
    grouped: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for k, row in enumerate(rows):
        grouped.setdefault(str(row["issue"]), []).append((k, row))
    made = [_issue(name, own, names, about.get(name, {})) for name, own in grouped.items()]
    numbers = ("power", "risk_aversion", "discount_rate")
    told = {str(r["party"]): {key: _quantity(r, key) for key in numbers if _there(r.get(key))} for r in people}
    option = {str(r["party"]): r["disagreement"] for r in people if _there(r.get("disagreement"))}
    return BargainingGame(
        title,
        tuple(Party(name, **told.get(name, {})) for name in names),
        tuple(made),
        outside_option=Fixed(option) if option else None,  # type: ignore[arg-type]
    )


def _records(given: Any, where: str, needed: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries."""
    if not hasattr(given, "to_dict") or not hasattr(given, "columns"):
        raise GameError(f"{where}: {shown(given)} is no data frame; give a pandas.DataFrame")
    columns = [str(c) for c in given.columns]
    for name in needed:
        if name not in columns:
            raise GameError(f"{where}: there is no column {name!r}; {did_you_mean(name, columns)}")
    for name in columns:
        if columns.count(name) > 1:
            raise GameError(f"{where}: the column {name!r} stands twice; keep one")
    records: list[dict[str, Any]] = given.to_dict("records")
    return records


def _there(value: Any) -> bool:
    """Whether a cell holds something: pandas has None, NaN and NaT for nothing."""
    if value is None or value != value:
        return False
    return not (isinstance(value, float) and isnan(value))


def _issue(name: str, rows: list[tuple[int, dict[str, Any]]], names: list[str], about: Mapping[str, Any]) -> Any:
    ranged = all(isinstance(_plain(row["outcome"]), (int, float)) for _, row in rows)
    ranged = about["kind"] == "range" if _there(about.get("kind")) else ranged
    outcomes = list(dict.fromkeys(_plain(row["outcome"]) if ranged else str(row["outcome"]) for _, row in rows))
    table: dict[str, Any] = {key: about[key] for key in ("question", "source") if about.get(key)}
    if _there(about.get("status_quo")):
        table["status_quo"] = _quantity(about, "status_quo") if ranged else str(about["status_quo"])
    for party in dict.fromkeys(str(row["party"]) for _, row in rows):
        own = [(k, row) for k, row in rows if str(row["party"]) == party]
        table[known(party, names, f"worths, issue {shown(name)}", "party")] = _view(own, outcomes, ranged)
    table["indifferent"] = [party for party in names if party not in table]
    if ranged:
        if len(outcomes) < 2:
            raise GameError(f"worths, row {rows[0][0]}: the range {shown(name)} has one number; give at least two")
        ends = [
            _quantity(about, k) if _there(about.get(k)) else e
            for k, e in (("low", min(outcomes)), ("high", max(outcomes)))
        ]
        unit = str(about["unit"]) if _there(about.get("unit")) else ""
        return issue_from(name, {"range": ends, "unit": unit, **table})
    return issue_from(name, {"outcomes": outcomes, **table})


def _view(rows: list[tuple[int, dict[str, Any]]], outcomes: list[Any], ranged: bool) -> dict[str, Any]:
    found: dict[Any, tuple[int, dict[str, Any]]] = {}
    for k, row in rows:
        outcome = _plain(row["outcome"]) if ranged else str(row["outcome"])
        if outcome in found:
            raise GameError(f"worths, row {k}: {shown(outcome)} stands twice for {shown(row['party'])}; keep one")
        found[outcome] = k, row
    weights = {_plain(row.get("weight")): _quantity(row, "weight") for _, row in rows if _there(row.get("weight"))}
    if len(weights) > 1:
        k, row = rows[-1]
        raise GameError(f"worths, row {k}: {shown(row['party'])} has {len(weights)} weights for one issue; give one")
    weight = next(iter(weights.values()), 1.0)
    if ranged:
        own = [found[x][1] for x in sorted(found)]
        lines = {"at": [_quantity(row, "outcome") for row in own], "is": [_quantity(row, "worth") for row in own]}
        sides = {side: _quantity(own[0], f"never_{side}") for side in SIDES if _there(own[0].get(f"never_{side}"))}
        return {"weight": weight, "worth": lines, "never": sides}
    for outcome in outcomes:
        if outcome not in found:
            k, row = rows[0]
            raise GameError(f"worths: {shown(row['party'])} has no row for {shown(outcome)}; give one for each outcome")
    never = {
        o: _price(found[o][1]) for o in outcomes if _there(found[o][1].get("never")) and bool(found[o][1]["never"])
    }
    return {"weight": weight, "worth": [_quantity(found[o][1], "worth") for o in outcomes], "never": never}


def _price(row: Mapping[str, Any]) -> Any:
    return _quantity(row, "price") if _there(row.get("price")) else "absolute"


def _plain(value: Any) -> Any:
    """A cell without numpy's types; true and false are texts."""
    value = value.item() if hasattr(value, "item") else value
    return str(value) if isinstance(value, bool) else value


def _quantity(row: Mapping[str, Any], name: str) -> Any:
    """A number of a row with the evidence in the columns beside it."""
    if not _there(row.get(name)):
        where = ", ".join(f"{key} {shown(row[key])}" for key in ("issue", "outcome", "party") if key in row)
        raise GameError(f"{where}: there is no {name}; give a number")
    evidence = {key: _plain(row[f"{name}_{key}"]) for key in EVIDENCE if _there(row.get(f"{name}_{key}"))}
    return {"value": _plain(row[name]), **evidence} if evidence else _plain(row[name])

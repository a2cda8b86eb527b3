"""Adjusted Winner point sheets in CSV: a row for each item, a column of points for each of two parties, 100 in all.

```text
item,Ann,Bob
house,55,40
boat,45,60
```

Each item becomes a range from 0 to 1, the first party's share: worth rising from 0 to 100 points for the first party
and falling for the second, with the points as weights. That is the form which the concept `adjusted_winner` divides.
Points that sum to another number are scaled to 100, as the procedure does, and a note says so.

Source: Brams & Taylor (1996), Fair Division, Cambridge University Press, ch. 4.
"""

from __future__ import annotations

import csv
import io
import os
from math import fsum, isclose
from pathlib import Path
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.curves import Breakpoints
from bargain.game.door import the_game
from bargain.game.frozen import FrozenDict
from bargain.game.names import distinct, shown
from bargain.game.party import Party
from bargain.game.preference import Preference
from bargain.game.quantity import value_of
from bargain.game.range import Range
from bargain.interop.decimals import number
from bargain.interop.decimals import points as points_of
from bargain.interop.imported import Imported
from bargain.interop.losses import counted, lost_as_profiles, settled
from bargain.interop.shapes import STRAIGHT, Line, shape
from bargain.outside.fixed import Fixed
from bargain.scenario.atomic import replace_file
from bargain.scenario.files import named, problem
from bargain.scenario.reading import content, text_of

UNIT = "share"
MOST_ROWS = 10_000
ALL = 100.0
"""Points that a party spreads over the items."""


def read_point_sheet(path: str | os.PathLike[str]) -> Imported[BargainingGame]:
    """The game of the point sheet at `path`: columns separated by commas, semicolons or tabs, a header first.

    Between semicolons or tabs a number may have a decimal comma. Raises ScenarioError, one line with place and cure.
    """
    file = named(path)
    text = text_of(content(file), file).removeprefix("\ufeff")
    try:
        parties, rows = _rows(text)
        notes: list[str] = []
        given = [[row[k] for row in rows.values()] for k in (0, 1)]
        weights = [_scaled(party, points, notes) for party, points in zip(parties, given, strict=True)]
        game = _game(Path(file).stem or "point sheet", parties, list(rows), weights)
    except GameError as error:
        raise problem(file, str(error)) from None
    return Imported(game, tuple(notes))


def _rows(text: str) -> tuple[tuple[str, str], dict[str, tuple[float, float]]]:
    """The two parties, and item → points of each."""
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    try:
        lines = [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        ]
    except csv.Error as error:
        raise GameError(f"{error}; close the quotes, and keep cells short") from None
    lines = [row for row in lines if any(row)]
    example = "write a header such as item,Ann,Bob and a row such as house,55,40 for each item"
    if not lines or len(lines[0]) != 3:
        seen = f"{len(lines[0])} columns" if lines else "nothing"
        raise GameError(f"the first row has {seen} where item and two parties stand; {example}")
    if len(lines) > MOST_ROWS:
        raise GameError(f"has {len(lines):,} rows; at most {MOST_ROWS:,} are read")
    first, second = distinct(lines[0][1:], "header", "party")
    found: dict[str, tuple[float, float]] = {}
    for k, row in enumerate(lines[1:], 2):
        if len(row) != 3:
            raise GameError(f"row {k}: has {len(row)} cells for 3; {example}")
        if row[0] in found or not row[0]:
            what = f"item {shown(row[0])} stands twice; keep one" if row[0] else "the item has no name; give it one"
            raise GameError(f"row {k}: {what}")
        found[row[0]] = (_points(row[1], mark, f"row {k}, {first}"), _points(row[2], mark, f"row {k}, {second}"))
    if not found:
        raise GameError(f"lists no item; {example}")
    return (first, second), found


def _points(cell: str, mark: str, where: str) -> float:
    found = number(cell.replace(",", ".") if mark != "," and cell.count(",") == 1 else cell, where)
    if found < 0:
        raise GameError(f"{where}: {found:g} is below 0; points are at least 0")
    return found


def _scaled(party: str, given: list[float], notes: list[str]) -> list[float]:
    """Points that sum to 100."""
    total = fsum(given)
    if not total > 0:
        raise GameError(f"{party}: gives no points to any item; spread {ALL:g} points over the items")
    if isclose(total, ALL, rel_tol=0, abs_tol=1e-9):
        return given
    notes.append(f"{party}: the points sum to {total:.10g}, not {ALL:g}; they are scaled to {ALL:g}")
    return [ALL * x / total for x in given]


def _game(title: str, parties: tuple[str, str], items: list[str], weights: list[list[float]]) -> BargainingGame:
    ways: Any = ((0.0, ALL), (ALL, 0.0))
    issues = []
    for k, item in enumerate(items):
        views = {
            p: Preference(w[k], Breakpoints((0.0, 1.0), way)) for p, w, way in zip(parties, weights, ways, strict=True)
        }
        issues.append(Range(item, 0.0, 1.0, FrozenDict(views), unit=UNIT, question=_question(parties[0])))
    option = Fixed(FrozenDict(dict.fromkeys(parties, 0.0)))
    return BargainingGame(title, tuple(map(Party, parties)), tuple(issues), outside_option=option)


def _question(first: str) -> str:
    return f"Which share goes to {first}?"


def write_point_sheet(game: BargainingGame, path: str | os.PathLike[str], *, lossy: bool = False) -> tuple[str, ...]:
    """Write the points of a game for two parties whose issues are all shared out, as `adjusted_winner` wants them.

    Raises ScenarioError for any other game. What a sheet cannot hold, such as outside options above 0, is listed in one
    error; with `lossy` it is left out, and the notes that are returned say so.
    """
    file = named(path)
    the_game(game)
    try:
        rows = _sheet(game)
    except GameError as error:
        raise problem(file, str(error)) from None
    notes = settled(_lost(game), lossy, f"{file}: a point sheet")
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    replace_file(file, text.getvalue().encode(), example="points.csv")
    return notes


def _lost(game: BargainingGame) -> list[str]:
    first = game.party_names[0]
    usual = [i for i in game.issues if isinstance(i, Range) and i.unit in ("", UNIT)]
    usual = [i for i in usual if i.bounds == (0.0, 1.0) and i.worth(first, 0.0) < i.worth(first, 1.0)]
    others = [i.name for i in game.issues if i not in usual]
    asked = {i.question for i in game.issues} - {"", _question(first)}
    keeps = ("unit",) if asked else ("unit", "question")
    above = [party for party, points in game.disagreement.items() if points != 0.0]
    return [
        *lost_as_profiles(game, keeps=keeps),
        *([f"{counted('range', others)}: each becomes the first party's share, 0 to 1"] if others else []),
        *([f"what no agreement is worth to {' and '.join(above)}"] if above else []),
    ]


def _straight(issue: Range, party: str) -> bool:
    found = shape(issue, party)
    return isinstance(found, Line) and not found.cut


def _written(game: BargainingGame, party: str, issue: Range) -> float:
    """Points of an issue: the weight as it stands where the party's sum to 100."""
    view = issue.preferences.get(party)
    plain = party not in game.rankings and isclose(game.weight_total(party), ALL, rel_tol=0, abs_tol=1e-9)
    if plain and view is not None and view.weight is not None:
        return value_of(view.weight)
    return points_of(game.weights(party)[issue.name])


def _sheet(game: BargainingGame) -> list[list[str]]:
    if len(game.parties) != 2:
        raise GameError(f"a point sheet is for two parties; the game has {len(game.parties)}")
    rows = [["item", *game.party_names]]
    for issue in game.issues:
        if not isinstance(issue, Range) or not all(_straight(issue, p) for p in game.party_names):
            raise GameError(
                f"issues.{issue.name}: is not shared out on straight lines; a point sheet has only such issues"
            )
        points = [_written(game, party, issue) for party in game.party_names]
        ends = [issue.worth(p, end) for p in game.party_names for end in issue.bounds]
        ways = [[0.0, ALL, ALL, 0.0], [ALL, 0.0, 0.0, ALL]]
        off = [
            [abs(e - w) * bool(points[k // 2]) for k, (e, w) in enumerate(zip(ends, way, strict=True))] for way in ways
        ]
        if min(map(max, off)) > STRAIGHT:
            raise GameError(
                f"issues.{issue.name}: worth must run from 0 to {ALL:g} points for one party and back for the other"
            )
        rows.append([issue.name, *map(repr, points)])
    return rows

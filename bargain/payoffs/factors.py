"""Payoffs as a sum of independent factors: the one canonical form.

Before risk attitude payoffs add up over issues. So the feasible payoffs are a Minkowski sum of small sets: one table
(outcomes × parties) for each choice, or for each group of choices tied by a linkage or a joint red line, and one
curve for each range. An absolute red line removes rows, a priced one charges its holder, a linkage adds points.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import TooLargeError
from bargain.game.condition import Beyond, Condition
from bargain.game.quantity import value_of
from bargain.game.range import Range

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame
    from bargain.game.choice import Choice
    from bargain.game.red_line import RedLine

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

MOST_ROWS = 2_000_000
"""Rows of one factor: a group of tied choices larger than this is refused."""


@dataclass(frozen=True, eq=False)
class TableFactor:
    """Choices settled together: row r settles `issues[c]` in `outcomes[c][choices[r, c]]` and adds `points[r]`.

    `choices`: shape (m, c), `points`: shape (m, n), points before risk attitude; m = 0 when red lines leave nothing.
    """

    issues: tuple[str, ...]
    outcomes: tuple[tuple[str, ...], ...]
    choices: Ints
    points: Array

    def settle(self, row: int) -> dict[str, str]:
        """Issue → outcome of one row."""
        return {issue: names[c] for issue, names, c in zip(self.issues, self.outcomes, self.choices[row], strict=True)}


@dataclass(frozen=True, eq=False)
class CurveFactor:
    """A range: settled at x it adds `at(x)`, points before risk attitude; straight between `knots` unless `smooth`.

    `knots`: shape (k,), rising, in the unit of the range; `points`: shape (k, n), the payoffs at the knots.
    """

    issue: Range
    parties: tuple[str, ...]
    weights: tuple[float, ...]
    knots: Array
    points: Array
    smooth: bool

    def at(self, x: Array) -> Array:
        """Points at each of `x`, shape (len(x), n)."""
        if not self.smooth:
            return np.stack([np.interp(x, self.knots, column) for column in self.points.T], axis=1)
        return _curve_points(self.issue, self.parties, self.weights, x)

    def slope(self, x: Array) -> Array:
        """Derivative of a smooth curve's points at each of `x`, shape (len(x), n), per unit of the range."""
        return _curve_points(self.issue, self.parties, self.weights, x, slope=True)

    def with_knots(self, x: Array) -> CurveFactor:
        """The same curve with more knots."""
        knots = np.union1d(self.knots, x)
        return CurveFactor(self.issue, self.parties, self.weights, knots, self.at(knots), self.smooth)

    def as_table(self) -> TableFactor:
        """The knots alone, as a table whose outcomes are positions of knots."""
        rows = np.arange(len(self.knots), dtype=np.int64)[:, None]
        return TableFactor((self.issue.name,), (tuple(map(str, self.knots)),), rows, self.points)


Factor = TableFactor | CurveFactor


def factors_of(game: BargainingGame, lifted: Collection[RedLine] = ()) -> tuple[Factor, ...]:
    """All factors of a game, in file order of their first issue; red lines in `lifted` do not count."""
    lines = tuple(line for line in game.all_red_lines if line not in lifted)
    weights = {party: game.weights(party) for party in game.party_names}
    bounds = [r for r in lines if any(isinstance(o, Beyond) for o in r.never.values())]
    joint: list[Condition] = [k.when for k in game.linkages] + [r.never for r in lines if r not in bounds]
    issues = {issue.name: issue for issue in game.issues}
    found: list[Factor] = []
    for group in _groups(tuple(issues), joint):
        first = issues[group[0]]
        if isinstance(first, Range):
            found.append(_curve(first, game, weights, [r for r in bounds if first.name in r.never]))
        else:
            found.append(_table([issues[name] for name in group], game, weights, lines))  # type: ignore[misc]
    return tuple(found)


def _groups(names: tuple[str, ...], ties: Iterable[Condition]) -> list[list[str]]:
    """Issues that a condition ties, together; in file order."""
    leader = {name: name for name in names}

    def root(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for condition in ties:
        for one, two in pairwise(condition):
            leader[root(two)] = root(one)
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(root(name), []).append(name)
    return list(groups.values())


def _table(
    issues: list[Choice], game: BargainingGame, weights: dict[str, Any], lines: tuple[RedLine, ...]
) -> TableFactor:
    sizes = [len(i.outcomes) for i in issues]
    rows = math.prod(sizes)
    names = tuple(i.name for i in issues)
    if rows > MOST_ROWS:
        shown = ", ".join(map(repr, names[:3])) + (", …" if len(names) > 3 else "")
        raise TooLargeError(
            f"{len(names)} issues ({shown}) are tied by linkages or joint red lines into {Decimal(rows):.0e} "
            f"combinations; at most {Decimal(MOST_ROWS):.0e} fit: untie some of them"
        )
    turns = [math.prod(sizes[c + 1 :]) for c in range(len(sizes))]  # the last issue turns fastest
    choices = np.arange(rows, dtype=np.int64)[:, None] // turns % sizes
    position = {party: p for p, party in enumerate(game.party_names)}
    points = np.zeros((rows, len(position)))
    for c, issue in enumerate(issues):
        for party, view in issue.preferences.items():
            worth = np.array([value_of(w) for w in view.worth])  # type: ignore[union-attr]
            points[:, position[party]] += (weights[party][issue.name] * worth)[choices[:, c]]
    if not game.linkages and not lines:
        return TableFactor(names, tuple(i.outcomes for i in issues), choices, points)

    def where(condition: Condition) -> np.ndarray[Any, np.dtype[np.bool_]]:
        mask = np.ones(rows, dtype=bool)
        for name, outcomes in condition.items():
            c = names.index(name)
            wanted = [issues[c].outcomes.index(o) for o in outcomes]  # type: ignore[union-attr]
            mask &= np.isin(choices[:, c], wanted)
        return mask

    for linkage in game.linkages:
        if next(iter(linkage.when)) in names:
            points[where(linkage.when), position[linkage.party]] += value_of(linkage.points)
    kept = np.ones(rows, dtype=bool)
    for line in lines:
        if next(iter(line.never)) in names:
            if line.price is None:
                kept &= ~where(line.never)
            else:
                points[where(line.never), position[line.party]] -= value_of(line.price)
    return TableFactor(names, tuple(i.outcomes for i in issues), choices[kept], points[kept])


def _curve_points(
    issue: Range, parties: tuple[str, ...], weights: tuple[float, ...], x: Array, *, slope: bool = False
) -> Array:
    columns = []
    for party, weight in zip(parties, weights, strict=True):
        form = issue.curve_of(party)
        if form is None or weight == 0.0:
            columns.append(np.zeros(len(x)))
        else:
            columns.append(weight * (form.slope if slope else form.points)(x, *issue.bounds))
    return np.stack(columns, axis=1)


def _curve(issue: Range, game: BargainingGame, weights: dict[str, Any], bounds: list[RedLine]) -> Factor:
    low, high = issue.bounds
    for line in bounds:
        (beyond,) = line.never.values()
        if isinstance(beyond, Beyond) and beyond.side == "below":
            low = max(low, beyond.bound)
        elif isinstance(beyond, Beyond):
            high = min(high, beyond.bound)
    parties = game.party_names
    own = tuple(float(weights[party][issue.name]) for party in parties)
    if low > high:  # two bounds leave nothing: a table without rows
        empty = np.zeros((0, len(parties)))
        return TableFactor((issue.name,), ((),), np.zeros((0, 1), dtype=np.int64), empty)
    forms = [form for form in map(issue.curve_of, parties) if form is not None]
    inside = {x for form in forms for x in form.knots if low < x < high}
    knots = np.array(sorted({low, high} | inside))
    bent = any(form.smooth for form, weight in zip(map(issue.curve_of, parties), own, strict=True) if form and weight)
    # where two bounds meet one number is left, and nothing bends
    return CurveFactor(issue, parties, own, knots, _curve_points(issue, parties, own, knots), bent and low < high)

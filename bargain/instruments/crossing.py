"""What a red line's holder gets when crossing costs it a price: many prices, one search for the agreements.

Agreements that cross the line all cost its holder the same more, so neither their frontier nor that of the others hangs
on the price. Both are built once; at each price the solution is found among the two, one of them moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.game.bargaining_game import BargainingGame
from bargain.game.red_line import RedLine
from bargain.payoffs.buildup import build_up
from bargain.payoffs.factors import CurveFactor, TableFactor
from bargain.payoffs.frontier import scale_of
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_POINTS = 3_000
"""Points of each frontier up to which they are kept; beyond it every price is searched on its own."""


@dataclass(frozen=True)
class Crossed:
    """At one price: the holder's payoff at the solution, in points, and the outcomes that it is made of."""

    payoff: float
    settled: frozenset[Any]


def crossing(
    priced: Callable[[float | None], BargainingGame], line: RedLine, concept: str, lotteries: bool
) -> Callable[[float | None], Crossed]:
    """From the price of `line` (None: it is refused at any) to what its holder gets at the solution of `concept`;
    `priced`: from the price to the game."""
    holder, solver = line.party, CONCEPTS[concept]
    free = BargainingProblem.from_game(priced(0.0), lotteries=lotteries)
    parts = _parts(free, line) if len(free.parties) < 3 or not free.curves else None

    def problem(price: float | None) -> BargainingProblem:
        if parts is None:
            return BargainingProblem.from_game(priced(price), lotteries=lotteries)
        kept, crossed = parts
        if price is None:
            return _among(free, kept)
        charge = np.where(np.array(free.parties) == holder, price, 0.0)
        return _among(free, np.concatenate([kept, crossed - charge]))

    def at(price: float | None) -> Crossed:
        found = solver(problem(price))
        return Crossed(found.payoffs[holder], frozenset(_outcomes(found)))

    return at


def _outcomes(found: Solution) -> list[Any]:
    """The outcomes of the solution's agreements; numbers of ranges, which move with the price, left out."""
    return [tuple(o for o in agreement.values() if isinstance(o, str)) for _, agreement in found.lottery]


def _parts(free: BargainingProblem, line: RedLine) -> tuple[Array, Array] | None:
    """Frontiers, shape (k, n), points, of the choices that do not cross `line` and of those that do, at no charge; None
    where they are too large."""
    tables = tuple(f for f in free.factors if isinstance(f, TableFactor))
    reach = sum((f.points.max(axis=0) for f in free.curves), np.zeros(len(free.parties)))
    floor = None if free.lotteries else free.floor - reach  # lotteries may need agreements below the disagreement
    found = []
    for crosses in (False, True):
        kept = tuple(_rows(f, line, crosses) for f in tables)
        if not all(len(f.points) for f in kept):
            found.append(np.zeros((0, len(free.parties))))
            continue
        build = build_up(kept, scale_of(free), floor=floor, most=MOST_POINTS)
        if build is None:
            return None
        found.append(build.points)
    return found[0], found[1]


def _rows(factor: TableFactor, line: RedLine, crosses: bool) -> TableFactor:
    """The rows of a factor that cross `line`, or that do not; all of them where the line is about other issues."""
    if next(iter(line.never)) not in factor.issues:
        return factor
    mask = np.ones(len(factor.points), dtype=bool)
    for issue, outcomes in line.never.items():
        column = factor.issues.index(issue)
        assert isinstance(outcomes, tuple)
        mask &= np.isin(factor.choices[:, column], [factor.outcomes[column].index(o) for o in outcomes])
    chosen = mask if crosses else ~mask
    return replace(factor, choices=factor.choices[chosen], points=factor.points[chosen])


def _among(free: BargainingProblem, points: Array) -> BargainingProblem:
    """The problem whose choices are `points`, shape (k, n), and whose ranges are those of `free`."""
    rows = np.arange(len(points), dtype=np.int64)[:, None]
    table = TableFactor(("choices",), (tuple(map(str, range(len(points)))),), rows, points)
    curves = [f for f in free.factors if isinstance(f, CurveFactor)]
    return replace(free, factors=(table, *curves), issues=("choices", *(f.issue.name for f in curves)))

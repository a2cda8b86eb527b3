"""Which packages are looked at: all of a small game, else those that are an answer or on the frontier somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import numpy as np

from bargain.game.choice import Choice
from bargain.payoffs.frontier import Frontier, rational_frontier
from bargain.payoffs.pieces_region import PiecesRegion
from bargain.payoffs.points_region import PointsRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.solution import Agreement
from bargain.uncertainty.model.answers import Answers
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.packages import PARTS, Package, package_of, places

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

FEW = 2_000
"""Packages of a game that are all looked at."""

MOST = 1_000
"""Candidates of a larger game."""

FRONTIERS = 8
"""Draws of a larger game whose zones of agreement give candidates."""


def all_packages(model: Model) -> tuple[Package, ...] | None:
    """Every package that absolute red lines on choices leave, in file order; None where they are too many."""
    sizes = [len(i.outcomes) if isinstance(i, Choice) else PARTS + 1 for i in model.game.issues]
    if not sizes or np.prod([float(size) for size in sizes]) > FEW:
        return None
    positions = np.array(list(product(*(range(size) for size in sizes))), dtype=np.int64)
    return tuple(Package(tuple(row)) for row in positions[_left(model, positions)].tolist())


def some_packages(model: Model, found: Answers, rows: Array, own: Iterable[Agreement]) -> tuple[Package, ...]:
    """`own`, then what is settled in the draws, most frequent first, then the zones of a few draws, fairest first."""
    packages = dict.fromkeys(package_of(model, agreement) for agreement in own)
    masses: dict[Package, float] = {}
    for outcome in found.outcomes.values():
        for place, mass in zip(outcome.places.tolist(), outcome.mass.tolist(), strict=True):
            package = Package(tuple(place))
            masses[package] = masses.get(package, 0.0) + mass
    for package in sorted(masses, key=lambda p: (-masses[p], p.positions)):
        packages.setdefault(package)
    for row in rows[found.valid & found.zone][:FRONTIERS]:
        if len(packages) >= MOST:
            break
        for package in _on_zone(model, row, MOST - len(packages)):
            packages.setdefault(package)
    chosen = tuple(packages)[:MOST]
    positions = np.array([p.positions for p in chosen], dtype=np.int64).reshape(len(chosen), len(model.game.issues))
    return tuple(p for p, left in zip(chosen, _left(model, positions), strict=True) if left)


def _left(model: Model, positions: Ints) -> Any:
    """Mask: no absolute red line on choices is crossed, shape (m,)."""
    left = np.ones(len(positions), dtype=bool)
    for table in model.tables:
        left &= table.rows(positions) >= 0
    return left


def _on_zone(model: Model, row: Array, most: int) -> list[Package]:
    """Packages on the zone of one valid draw, at most so many, the largest smallest gain first.

    None where the search of that game keeps no frontier.
    """
    problem = BargainingProblem.from_game(model.space.game_at(row))
    region = rational_region(problem)
    if isinstance(region, PointsRegion):
        zone: Frontier = region.zone
    elif isinstance(region, PiecesRegion):
        zone = rational_frontier(problem)
    else:
        return []
    least = (zone.payoffs - problem.disagreement).min(axis=1)
    found = [zone.agreement(int(i)) for i in np.argsort(-least, kind="stable")[:most]]
    positions, numbers = np.zeros((2, len(found), len(model.game.issues)))
    for k, issue in enumerate(model.game.issues):
        settled = [agreement[issue.name] for agreement in found]
        if isinstance(issue, Choice):
            positions[:, k] = [issue.outcomes.index(outcome) for outcome in settled]
        else:
            numbers[:, k] = settled
    table = np.repeat(model.space.table(row[None, :]), len(found), axis=0)
    return [Package(tuple(p)) for p in places(model, positions.astype(np.int64), numbers, table=table).tolist()]

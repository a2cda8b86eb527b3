"""The door of the enforcement game: numbers for one party or both, checked, become the terms of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from bargain.errors import GameError
from bargain.strategic.keeping.keeper import Keeper
from bargain.strategic.terms.parameters import entries, number

Pair = tuple[float, float]
Keepers = tuple[Keeper, Keeper]

MOST_PERIODS = 100_000
"""A longer gap or punishment is refused: played out period by period, it would take long."""


def keepers_of(points: Mapping[str, Pair | None], q: Pair, f: Pair, periods: float) -> Keepers:
    """The terms of both parties, once their order makes sense."""
    rows = []
    for i in (0, 1):
        T, R, P, F = (_of(points, name, i) for name in ("temptation", "reward", "punishment", "force"))
        S = P if points["sucker"] is None else _of(points, "sucker", i)
        for high, low, greater, less in (("temptation", "reward", T, R), ("reward", "punishment", R, P)):
            if greater <= less:
                raise GameError(f"{high}: {greater:g} is out of range; it must be above {low} = {less:g}")
        if S > P:
            raise GameError(f"sucker: {S:g} is out of range; it must be at most punishment = {P:g}")
        if q[i] < f[i]:
            raise GameError(f"detection: {q[i]:g} is out of range; it must be at least false_alarm = {f[i]:g}")
        rows.append(Keeper(T, R, P, S, q[i], f[i], f[1 - i], F, periods))
    return rows[0], rows[1]


def _of(points: Mapping[str, Pair | None], name: str, i: int) -> float:
    pair = points[name]
    assert pair is not None
    return pair[i]


def both(given: Any, where: str, one: Callable[[Any, str], float]) -> Pair:
    """One number for both parties, or one each, checked by `one`."""
    if isinstance(given, (list, tuple)) or getattr(given, "shape", ()) != ():
        first, second = entries(given, where, 2)
        return one(first, f"{where}[0]"), one(second, f"{where}[1]")
    found = one(given, where)
    return found, found


def chance(given: Any, where: str) -> float:
    return number(given, where, low=0, high=1)


def penalty(given: Any, where: str) -> float:
    return number(given, where, low=0)


def below_one(given: Any, where: str) -> float:
    found = number(given, where)
    if not 0.0 <= found < 1.0:
        raise GameError(
            f"{where}: {found:g} is out of range; it must be at least 0 and below 1, for nothing else ends the game"
        )
    return found


def periods_of(given: Any, where: str, *, endless: bool = False) -> float:
    """A whole number of periods; infinite where that is allowed."""
    if endless and isinstance(given, float) and given == math.inf:
        return math.inf
    found = number(given, where, low=1, high=MOST_PERIODS)
    if found != round(found):
        raise GameError(f"{where}: {found:g} is not a whole number of periods; write one such as 3")
    return found

"""Payoffs of one agreement, and the risk attitude that bends them.

points_i = Σ_issues weight × worth + linkages − prices of crossed red lines, then the attitude: constant absolute
risk aversion a on the 0–1 scale, 100·(1 − exp(−a·V/100)) / (1 − exp(−a)), a = 0 linear (Pratt 1964, Arrow 1965).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.game.condition import holds
from bargain.game.frozen import FrozenDict
from bargain.game.names import known
from bargain.game.quantity import value_of

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

Array = np.ndarray[Any, np.dtype[np.float64]]

NEUTRAL = 1e-15
"""Below it the attitude is linear to the last digit, and its formula would divide denormal numbers."""


def attitude(risk_aversion: float, points: Array | float) -> Array:
    """Payoff in points of `points` before risk attitude, any shape; below 0 and above 100 too.

    >>> float(attitude(0.0, 40.0)), round(float(attitude(2.0, 50.0)), 3)
    (40.0, 73.106)
    """
    v = np.asarray(points, dtype=float)
    if abs(risk_aversion) < NEUTRAL:
        return v
    with np.errstate(over="ignore"):
        bent: Array = 100.0 * np.expm1(-risk_aversion * v / 100.0) / np.expm1(-risk_aversion)
    return bent


def attitude_slope(risk_aversion: float, points: Array | float) -> Array:
    """Derivative of `attitude` by the points, same shape, no unit."""
    v = np.asarray(points, dtype=float)
    if abs(risk_aversion) < NEUTRAL:
        return np.ones_like(v)
    with np.errstate(over="ignore"):
        slope: Array = -risk_aversion * np.exp(-risk_aversion * v / 100.0) / np.expm1(-risk_aversion)
    return slope


def attitude_inverse(risk_aversion: float, payoff: Array | float) -> Array:
    """Points whose payoff is `payoff`; infinite where no points reach it."""
    u = np.asarray(payoff, dtype=float)
    if abs(risk_aversion) < NEUTRAL:
        return u
    inside = u / 100.0 * np.expm1(-risk_aversion)
    beyond = inside <= -1.0
    found: Array = -100.0 / risk_aversion * np.log1p(np.where(beyond, 0.0, inside))
    return np.where(beyond, np.inf if risk_aversion > 0 else -np.inf, found)


def settled(game: BargainingGame, agreement: Mapping[str, Any], where: str = "agreement") -> FrozenDict[str, Any]:
    """`agreement` in the order of the game's issues, every outcome checked.

    Raises GameError for an unknown issue, a missing one, or an outcome that an issue does not have.
    """
    names = dict.fromkeys(game.issue_names)
    for name in agreement:
        known(name, names, where, "issue")
    missing = [name for name in names if name not in agreement]
    if missing:
        raise GameError(f"{where}: leaves out {', '.join(map(repr, missing))}; settle every issue")
    return FrozenDict({i.name: i.settled(agreement[i.name], f"{where}.{i.name}") for i in game.issues})


def points(game: BargainingGame, agreement: Mapping[str, Any], *, charge: bool = True) -> dict[str, float]:
    """Points of every party before risk attitude; `charge`: prices of crossed red lines are taken off."""
    total = {}
    for party in game.party_names:
        weights = game.weights(party)
        total[party] = sum(weights[i.name] * i.worth(party, agreement[i.name]) for i in game.issues)
    for linkage in game.linkages:
        if holds(linkage.when, agreement):
            total[linkage.party] += value_of(linkage.points)
    if charge:
        for line in game.all_red_lines:
            if line.price is not None and holds(line.never, agreement):
                total[line.party] -= value_of(line.price)
    return total


def payoffs(game: BargainingGame, agreement: Mapping[str, Any], *, charge: bool = True) -> FrozenDict[str, float]:
    """Payoff of every party from one agreement, in points, with its risk attitude."""
    raw = points(game, settled(game, agreement), charge=charge)
    return FrozenDict({p.name: float(attitude(p.attitude, raw[p.name])) for p in game.parties})

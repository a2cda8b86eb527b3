"""Whether an agreement is on the zone of agreement, so that no other beats it: asked of the region of a draw."""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.payoffs.pieces_region import PiecesRegion
from bargain.payoffs.points_region import PointsRegion
from bargain.payoffs.polygon_region import PolygonRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import Region
from bargain.tolerances import EQUAL
from bargain.uncertainty.model.pick import HAIR

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]


def on_zone(region: Region, problem: BargainingProblem, points: Array) -> tuple[Mask, Mask]:
    """(agreements that nothing beats, whether that could be told), shape (k,) each.

    `points`: points of the agreements before risk attitude, shape (k, n). Regions that hold no frontier (programmes,
    lotteries of three and more parties) cannot tell. An agreement that somebody would walk away from is on no zone,
    which is not looked at here.
    """
    payoffs = problem.payoffs(points)
    told = np.ones(len(points), dtype=bool)
    if isinstance(region, PointsRegion):
        zone = region.zone.payoffs[None, :, :]
        at_least = (zone >= payoffs[:, None, :] - EQUAL).all(axis=2)
        beaten = at_least & np.asarray((zone > payoffs[:, None, :] + EQUAL).any(axis=2))
        return np.asarray(~np.asarray(beaten.any(axis=1))), told
    if isinstance(region, PiecesRegion):
        return np.array([_best(region.pieces.above(p).corners()[0], p) <= HAIR for p in points], dtype=bool), told
    if isinstance(region, PolygonRegion):
        return np.array([_farthest(region, p) <= HAIR for p in payoffs], dtype=bool), told
    return ~told, ~told


def _best(corners: Array, points: Array) -> float:
    """By how many points in all the best of `corners`, shape (m, 2), is ahead."""
    return float((corners - points).sum(axis=1).max(initial=-np.inf))


def _farthest(region: PolygonRegion, payoffs: Array) -> float:
    """By how many points in all a lottery can be ahead of `payoffs`, shape (2,), with nobody worse off."""
    moved = PolygonRegion(region.problem.with_disagreement(payoffs), region.support, region.corners, region.keys)
    return _best(moved.frontier, payoffs) if moved.exists else -np.inf

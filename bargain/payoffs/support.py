"""Support points: the agreement whose payoffs reach farthest at given prices. All that lotteries need to know of S.

Prices, shape (n,), at least 0, weigh the parties' payoffs. A lottery is optimal when no agreement beats it at the
prices of the concept's measure, so a support point is also the proof that nothing better exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from bargain.payoffs.factors import CurveFactor, Factor
from bargain.payoffs.frontier import Frontier
from bargain.payoffs.hull import edges_of, merged
from bargain.payoffs.pieces import Pieces, drawn_curve
from bargain.payoffs.problem import BargainingProblem

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

FINE_KNOTS = 20_001
"""Knots of a smooth curve where the whole boundary is measured."""

HALVINGS = 80
"""Halvings of the slope's sign on a smooth curve: down to the last digits of the settled number."""


class Support(Protocol):
    """Access to the agreements of S by prices."""

    @property
    def exact(self) -> bool:
        """Whether `vertices` holds every agreement that a lottery of two parties can need."""

    def farthest(self, prices: Array) -> tuple[Array, Any]:
        """Payoffs, shape (n,), of the farthest agreement at `prices`, and a key to it."""

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """Payoffs, shape (k, n), of agreements to start with, and their keys; `fine`: bent parts drawn closely."""

    def settle(self, key: Any) -> dict[str, Any]:
        """The agreement behind a key."""


def settled_by(factors: tuple[Factor, ...], members: list[float]) -> dict[str, Any]:
    """The agreement that takes one member of each factor: a row of a table, a number of a curve."""
    agreement: dict[str, Any] = {}
    for factor, member in zip(factors, members, strict=True):
        if isinstance(factor, CurveFactor):
            agreement[factor.issue.name] = float(member)
        else:
            agreement |= factor.settle(int(member))
    return agreement


@dataclass(frozen=True, eq=False)
class SumSupport:
    """Support of a sum of factors without risk attitude: each factor on its own, exact for any number of agreements."""

    problem: BargainingProblem
    knots: int = 129

    @property
    def exact(self) -> bool:
        """Straight curves need their corners only; smooth ones are refined where it matters."""
        return not any(curve.smooth for curve in self.problem.curves)

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """The factors, smooth curves with many knots."""
        return tuple(
            drawn_curve(f, self.knots)[0] if isinstance(f, CurveFactor) and f.smooth else f
            for f in self.problem.factors
        )

    def farthest(self, prices: Array) -> tuple[Array, Any]:
        """The best row of each table and the best number of each curve."""
        total = np.zeros(len(prices))
        members: list[float] = []
        for factor in self.factors:
            values = factor.points @ prices
            near = np.flatnonzero(values >= values.max() - 1e-13 * (1.0 + np.abs(values).max()))
            row = int(near[factor.points[near].sum(axis=1).argmax()])
            if isinstance(factor, CurveFactor):
                x = _peak(factor, prices, row) if factor.smooth else float(factor.knots[row])
                members.append(x)
                total += factor.at(np.array([x]))[0]
            else:
                members.append(row)
                total += factor.points[row]
        return total, tuple(members)

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """Two parties: all corners of the upper-right hull, by merging the factors' edges by slope."""
        factors = SumSupport(self.problem, FINE_KNOTS).factors if fine and not self.exact else self.factors
        corners, rows = merged([f.points for f in factors])
        columns = [f.knots[r] if isinstance(f, CurveFactor) else r for f, r in zip(factors, rows.T, strict=True)]
        return corners, list(zip(*columns, strict=True)) if columns else [()]

    def settle(self, key: Any) -> dict[str, Any]:
        """The agreement of one member per factor."""
        return settled_by(self.factors, list(key))


def _peak(curve: CurveFactor, prices: Array, row: int) -> float:
    """The number at which a smooth curve is worth most at `prices`, between the knots next to `row`."""
    low, high = float(curve.knots[max(row - 1, 0)]), float(curve.knots[min(row + 1, len(curve.knots) - 1)])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        onward = float((curve.slope(np.array([middle])) @ prices)[0]) > 0
        low, high = (middle, high) if onward else (low, middle)
    x = np.array([float(curve.knots[row]), (low + high) / 2])
    return float(x[int((curve.at(x) @ prices).argmax())])


@dataclass(frozen=True, eq=False)
class PointsSupport:
    """Support of a finite frontier, after risk attitude."""

    frontier: Frontier
    exact: bool = True

    def farthest(self, prices: Array) -> tuple[Array, Any]:
        """The best point of the frontier."""
        row = int((self.frontier.payoffs @ prices).argmax())
        return self.frontier.payoffs[row], row

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """Two parties: the corners of the frontier's hull; more: the whole frontier."""
        u = self.frontier.payoffs
        rows = edges_of(u) if u.shape[1] == 2 else np.arange(len(u))
        return u[rows], rows.tolist()

    def settle(self, key: Any) -> dict[str, Any]:
        """The agreement of a point."""
        return dict(self.frontier.agreement(int(key)))


@dataclass(frozen=True, eq=False)
class PiecesSupport:
    """Support of a two-party frontier of segments that risk attitudes bend."""

    problem: BargainingProblem
    pieces: Pieces
    parts: int = 16
    exact: bool = False

    def _drawn(self, parts: int) -> tuple[Array, Ints, Array]:
        """Payoffs at `parts` + 1 shares of every piece, with piece and share."""
        c = self.pieces.final
        piece = np.repeat(np.arange(len(c)), parts + 1)
        share = np.tile(np.linspace(0.0, 1.0, parts + 1), len(c))
        return self._at(piece, share), piece, share

    def _at(self, piece: Any, share: Any) -> Array:
        c = self.pieces.final
        x = c.x0[piece] + share * (c.x1 - c.x0)[piece]
        y = c.y0[piece] + share * (c.y1 - c.y0)[piece]
        return self.problem.payoffs(np.stack([x, y], axis=-1))

    @cached_property
    def _coarse(self) -> tuple[Array, Ints, Array]:
        return self._drawn(self.parts)

    def farthest(self, prices: Array) -> tuple[Array, Any]:
        """The best point of the best segment: the best drawn one, then halvings of the slope's sign next to it."""
        u, piece, share = self._coarse
        at = int((u @ prices).argmax())
        k = int(piece[at])
        low, high = max(share[at] - 1 / self.parts, 0.0), min(share[at] + 1 / self.parts, 1.0)
        for _ in range(HALVINGS):
            middle, step = (low + high) / 2, (high - low) * 1e-3
            onward = (self._at(k, middle + step) - self._at(k, middle - step)) @ prices > 0
            low, high = (middle, high) if onward else (low, middle)
            if high - low < 1e-9:
                break
        best = max((float(share[at]), (low + high) / 2), key=lambda s: float(self._at(k, s) @ prices))
        return self._at(k, best), (k, best)

    def vertices(self, *, fine: bool = False) -> tuple[Array, list[Any]]:
        """Points along every segment, `parts` to each."""
        parts = max(self.parts, FINE_KNOTS // max(len(self.pieces.final), 1)) if fine else self.parts
        u, piece, share = self._drawn(parts)
        rows = edges_of(u)
        return u[rows], [(int(piece[r]), float(share[r])) for r in rows]

    def settle(self, key: Any) -> dict[str, Any]:
        """The agreement at a share of a piece."""
        piece, share = key
        return self.pieces.agreements(piece, share, 1)[0]

"""Nash's variable-threat game without side payments: optimal threats where payoffs cannot change hands.

Each party first commits itself to a threat, a mixed strategy in payoff matrices A and B; the threats' payoffs d are the
disagreement, and the Nash solution N(d) over lotteries of all outcomes follows. Each wants its own part of it large.

Where the frontier has the slope −lam, N(d) gives lam · (first payoff) − (second payoff) the value lam · d_1 − d_2: all
d on one line of slope lam lead to one agreement. So threats are optimal when, at the price lam of the agreement that
they lead to, they are optimal in the zero-sum game lam · A − B. The payoffs that solve this are unique, and each edge
of the frontier, tried at its slope, says whether they lie on it, above or below: bisection finds the edge or corner.

Those lines do not cross below the frontier, so along any straight line of disagreements each party's payoff rises or
falls throughout; a party's best reply to a threat is therefore found among its pure strategies, and `deviation` is
exact. Source: Nash (1953), Two-person cooperative games, Econometrica 21; Owen, Game Theory, chapter on n-person games
without side payments; Ferguson, Game Theory, part III.

With powers α, summing to 1, the solution maximises Π gain_i^α_i, so on an edge with prices w, where w · u = W, it has
w_i u_i = w_i d_i + α_i (W − w · d): what fixes it is α_2 w_1 d_1 − α_1 w_2 d_2. All above holds with the edge's prices
weighted so, (α_2 w_1, α_1 w_2), which are the prices w themselves where powers are equal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bargain.payoffs.hull import merged
from bargain.showing import Shown
from bargain.strategic.bimatrix.equilibria import deviations, in_short
from bargain.strategic.bimatrix.matrices import payoff_matrices
from bargain.strategic.bimatrix.threat_game import Pair, Threats, in_words
from bargain.strategic.bimatrix.zero_sum import ZeroSum, zero_sum

Array = np.ndarray[Any, np.dtype[np.float64]]

SAME = 1e-12
"""Payoffs closer than this, as a share of the party's range, are one payoff on the frontier."""

SOLVED = 1e-14
"""The threats' line passes through a corner when it misses it by less, as a share of the ranges."""

EQUAL_POWERS = (0.5, 0.5)

SIGNS = np.array([1.0, -1.0])

STEPS = 120
"""Most zero-sum games solved to find the price at a corner of the frontier."""


@dataclass(frozen=True)
class ThreatSolutionNTU(Shown):
    """What optimal threats lead to, without side payments; payoffs in each party's own units, (row, column).

    `payoffs`: of the agreement, a lottery over outcomes; `threats`: each party's probabilities of its strategies;
    `disagreement`: payoffs if both threats were carried out; `lam`: price of one unit of the row party's payoff in
    units of the column party's, 0 or inf where one party can secure the most that there is for it.
    `deviation`: the most that another threat could bring either party, of all mixed ones. `regret`: what each would
    gain by its best reply instead of its threat, called upon to carry it out: 0 where the threat is credible.
    """

    payoffs: Pair
    threats: Threats
    disagreement: Pair
    lam: float
    deviation: float
    regret: Pair
    method: str

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; an infinite `lam` is None."""
        return {
            "payoffs": list(self.payoffs),
            "threats": [list(threat) for threat in self.threats],
            "disagreement": list(self.disagreement),
            "lam": self.lam if math.isfinite(self.lam) else None,
            "deviation": self.deviation,
            "regret": list(self.regret),
            "method": self.method,
        }

    def __repr__(self) -> str:
        return "\n".join(
            [
                f"payoffs {in_short(self.payoffs)} without side payments; lam {self.lam:.6g}",
                *in_words(self.threats, self.disagreement, self.regret),
                f"  found by {self.method}; largest gain from another threat {self.deviation:.1e}",
            ]
        )


def threat_game_ntu(A: npt.ArrayLike, B: npt.ArrayLike) -> ThreatSolutionNTU:
    """Nash's variable-threat game without side payments; `A` pays the row party, `B` the column party, both (m, n).

    Payoffs in any units, one for each party. The first saddle point in pure threats is taken where lam · A − B has one.
    Raises GameError for tables that are no payoff matrices of one shape. Source: Nash (1953).

    >>> found = threat_game_ntu([[5, 0], [0, 1]], [[2, 0], [0, 4]])
    >>> [round(u, 9) for u in found.payoffs], round(found.lam, 9), found.disagreement
    ([4.5, 2.25], 0.5, (0.0, 0.0))
    """
    A, B = payoff_matrices(A, B)
    low, size = np.array([A.min(), B.min()]), np.array([np.ptp(A) or 1.0, np.ptp(B) or 1.0])
    frontier = _frontier((A - low[0]) / size[0], (B - low[1]) / size[1])
    return _answer(A, B, frontier, EQUAL_POWERS, (low, size))


def threats_below(
    frontier: npt.ArrayLike, A: npt.ArrayLike, B: npt.ArrayLike, powers: Pair = EQUAL_POWERS
) -> ThreatSolutionNTU:
    """The same where what can be agreed is given apart from the threats' payoffs `A` and `B`, both (m, n).

    `frontier`, shape (k, 2): corners of the concave, falling frontier of lotteries over agreements, from the column
    party's best to the row party's; payoffs below it can be had too. No pair of threats may lead above it: there the
    parties do not agree, and threats would be chosen otherwise. `powers`: bargaining weights, above 0.

    >>> pie = [[0, 100], [100, 0]]  # straight, so each party pays half of what the threats take from it
    >>> found = threats_below(pie, [[30, 10], [20, 5]], [[30, 20], [0, 0]])
    >>> found.payoffs, found.disagreement
    ((52.5, 47.5), (5.0, 0.0))
    """
    A, B = payoff_matrices(A, B)
    corners = np.asarray(frontier, dtype=float)
    own = [np.append(corners[:, i], table) for i, table in enumerate((A, B))]
    low, size = np.array([x.min() for x in own]), np.array([np.ptp(x) or 1.0 for x in own])
    return _answer(A, B, (corners - low) / size, powers, (low, size))


def _answer(A: Array, B: Array, frontier: Array, powers: Pair, scale: tuple[Array, Array]) -> ThreatSolutionNTU:
    """Optimal threats below `frontier`, whose payoffs, like `scale`'s (low, size) make those of the matrices, are 0 to
    1; both parties' payoffs in units of their own."""
    low, size = scale
    a, b = (A - low[0]) / size[0], (B - low[1]) / size[1]
    prices = _prices(frontier, powers)
    point, weight, optimal, place = _solve(a, b, frontier, prices)
    x, y = optimal.row, optimal.column
    ratio = weight / (1 - weight) * powers[0] / powers[1] if weight < 1 else math.inf
    to_row = [agreed(frontier, prices, np.array([p, q]))[0] for p, q in zip(a @ y, b @ y, strict=True)]
    to_column = [agreed(frontier, prices, np.array([p, q]))[1] for p, q in zip(x @ a, x @ b, strict=True)]
    gains = (np.array([max(to_row), max(to_column)]) - point) * size
    payoffs = low + point * size
    return ThreatSolutionNTU(
        payoffs=(float(payoffs[0]), float(payoffs[1])),
        threats=(tuple(x.tolist()), tuple(y.tolist())),
        disagreement=(float(x @ A @ y), float(x @ B @ y)),
        lam=float(ratio * size[1] / size[0]),
        deviation=max(float(gains.max()), 0.0),
        regret=deviations(A, B, x, y),
        method=f"zero-sum game of the priced difference of payoffs, at {place} of the frontier",
    )


def agreed(frontier: Array, prices: Array, d: Array) -> Array:
    """Nash solution, shape (2,), over the frontier's corners, shape (k, 2), from the disagreement `d` not above it.

    Corners run from the column party's best to the row party's. On the edge with `prices` (w, 1 − w), weighted by
    powers, the solution has the difference of priced payoffs that `d` has; between the edges' differences lies a
    corner.
    """
    here = prices @ (d * SIGNS)
    first, last = _ends(frontier, prices)
    edges = np.flatnonzero(here <= last)
    if not len(edges):
        return np.asarray(frontier[-1])
    k = int(edges[0])
    if here[k] < first[k]:
        return np.asarray(frontier[k])
    return _on_edge(frontier, k, (here[k] - first[k]) / (last[k] - first[k]))


def _solve(a: Array, b: Array, frontier: Array, prices: Array) -> tuple[Array, float, ZeroSum, str]:
    """The agreement, the price w of the row party's payoff (1 − w the column party's), the threats, and the place."""
    first, last = 0, len(frontier) - 1
    ends = _ends(frontier, prices)
    while first < last:
        k = (first + last) // 2
        optimal = zero_sum(prices[k, 0] * a - prices[k, 1] * b)
        if optimal.value < ends[0][k]:
            last = k
        elif optimal.value > ends[1][k]:
            first = k + 1
        else:
            share = (optimal.value - ends[0][k]) / (ends[1][k] - ends[0][k])
            return _on_edge(frontier, k, share), float(prices[k, 0]), optimal, "an edge"
    corner = frontier[first]
    low = float(prices[first - 1, 0]) if first > 0 else 0.0
    high = float(prices[first, 0]) if first < len(frontier) - 1 else 1.0
    weight, optimal = _price_at_corner(a - corner[0], b - corner[1], low, high)
    return corner, weight, optimal, "a corner"


def _price_at_corner(a: Array, b: Array, low: float, high: float) -> tuple[float, ZeroSum]:
    """The price w in [low, high] at which w·a − (1 − w)·b has the value 0, and its optimal strategies.

    Payoffs are counted from the corner. The value is ≥ 0 at `low` and ≤ 0 at `high`. Newton's step is the price at
    which the present threats' line passes through the corner; bisection keeps it honest.
    """
    ends = [end for end in (low, high) if end in (0.0, 1.0)]  # one party may secure the most that there is for it
    w = min(max(0.5, low), high)
    kept: list[tuple[float, float, ZeroSum]] = []
    for step in range(STEPS):
        optimal = zero_sum(w * a - (1 - w) * b)
        value = optimal.value
        kept.append((abs(value), w, optimal))
        if abs(value) <= SOLVED or high - low <= 1e-16:
            break
        low, high = (max(w, low), high) if value > 0 else (low, min(w, high))
        own, other = (-float(optimal.row @ table @ optimal.column) for table in (a, b))
        newton = other / (own + other) if own + other > 0 else -1.0
        inside = newton if step % 3 < 2 and low < newton < high else (low + high) / 2
        w = ends.pop(0) if ends else inside
    _, w, optimal = min(kept, key=lambda one: one[0])
    return w, optimal


def _frontier(a: Array, b: Array) -> Array:
    """Corners, shape (k, 2), of the frontier of lotteries over outcomes, from the column party's best to the row's."""
    points = np.column_stack([_snapped(a.ravel()), _snapped(b.ravel())])
    return merged([points])[0]


def _snapped(numbers: Array) -> Array:
    """Numbers a hair apart made one, so that rounding draws no edges."""
    order = np.argsort(numbers, kind="stable")
    fresh = np.append(True, np.diff(numbers[order]) > SAME)
    result = np.empty_like(numbers)
    result[order] = numbers[order][fresh][np.cumsum(fresh) - 1]
    return result


def _prices(frontier: Array, powers: Pair) -> Array:
    """Prices (w, 1 − w) of each edge, shape (k − 1, 2): those at which both its ends are worth the same, weighted by
    powers; the solution on the edge has the difference of priced payoffs that the disagreement has."""
    run, rise = np.diff(frontier, axis=0).T
    weighted = np.column_stack([-rise * powers[1], run * powers[0]])
    return np.asarray(weighted / weighted.sum(axis=1, keepdims=True))


def _ends(frontier: Array, prices: Array) -> tuple[Array, Array]:
    """Difference of priced payoffs at the first and the last end of each edge, each of shape (k − 1,)."""
    signed = frontier * SIGNS
    return (prices * signed[:-1]).sum(axis=1), (prices * signed[1:]).sum(axis=1)


def _on_edge(frontier: Array, k: int, share: float) -> Array:
    """The point at `share` of edge k."""
    return np.asarray(frontier[k] + share * (frontier[k + 1] - frontier[k]))

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
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bargain.payoffs.hull import merged
from bargain.strategic.bimatrix.equilibria import deviations, in_short
from bargain.strategic.bimatrix.matrices import payoff_matrices
from bargain.strategic.bimatrix.threat_game import Pair, Threats, in_words
from bargain.strategic.bimatrix.zero_sum import ZeroSum, zero_sum

Array = np.ndarray[Any, np.dtype[np.float64]]

SAME = 1e-12
"""Payoffs closer than this, as a share of the party's range, are one payoff on the frontier."""

SOLVED = 1e-14
"""The threats' line passes through a corner when it misses it by less, as a share of the ranges."""

STEPS = 120
"""Most zero-sum games solved to find the price at a corner of the frontier."""


@dataclass(frozen=True)
class ThreatSolutionNTU:
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
    >>> found.payoffs, round(found.lam, 9), found.disagreement
    ((4.5, 2.25), 0.5, (0.0, 0.0))
    """
    A, B = payoff_matrices(A, B)
    low, size = np.array([A.min(), B.min()]), np.array([np.ptp(A) or 1.0, np.ptp(B) or 1.0])
    a, b = (A - low[0]) / size[0], (B - low[1]) / size[1]
    frontier = _frontier(a, b)
    point, weight, optimal, place = _solve(a, b, frontier)
    x, y = optimal.row, optimal.column
    ratio = weight / (1 - weight) if weight < 1 else math.inf
    to_row = [agreed(frontier, np.array([p, q]))[0] for p, q in zip(a @ y, b @ y, strict=True)]
    to_column = [agreed(frontier, np.array([p, q]))[1] for p, q in zip(x @ a, x @ b, strict=True)]
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


def agreed(frontier: Array, d: Array) -> Array:
    """Nash solution, shape (2,), over the frontier's corners, shape (k, 2), from the disagreement `d` not above it.

    Corners run from the column party's best to the row party's. On the edge with prices (w, 1 − w) the solution has the
    difference of priced payoffs that `d` has; between the edges' differences lies a corner.
    """
    for k in range(len(frontier) - 1):
        prices = _prices(frontier, k)
        first, last = (_difference(prices, corner) for corner in frontier[k : k + 2])
        here = _difference(prices, d)
        if here < first:
            return np.asarray(frontier[k])
        if here <= last:
            return _on_edge(frontier, k, here)
    return np.asarray(frontier[-1])


def _solve(a: Array, b: Array, frontier: Array) -> tuple[Array, float, ZeroSum, str]:
    """The agreement, the price w of the row party's payoff (1 − w the column party's), the threats, and the place."""
    first, last = 0, len(frontier) - 1
    while first < last:
        k = (first + last) // 2
        prices = _prices(frontier, k)
        optimal = zero_sum(prices[0] * a - prices[1] * b)
        ends = [_difference(prices, corner) for corner in frontier[k : k + 2]]
        if optimal.value < ends[0]:
            last = k
        elif optimal.value > ends[1]:
            first = k + 1
        else:
            return _on_edge(frontier, k, optimal.value), float(prices[0]), optimal, "an edge"
    corner = frontier[first]
    low = float(_prices(frontier, first - 1)[0]) if first > 0 else 0.0
    high = float(_prices(frontier, first)[0]) if first < len(frontier) - 1 else 1.0
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


def _prices(frontier: Array, k: int) -> Array:
    """Prices (w, 1 − w), shape (2,), at which both ends of edge k are worth the same."""
    step = frontier[k + 1] - frontier[k]
    return np.asarray(np.array([-step[1], step[0]]) / (step[0] - step[1]))


def _difference(prices: Array, payoffs: Array) -> float:
    return float(prices[0] * payoffs[0] - prices[1] * payoffs[1])


def _on_edge(frontier: Array, k: int, difference: float) -> Array:
    """The point of edge k whose priced payoffs differ by `difference`."""
    prices = _prices(frontier, k)
    whole = float(prices @ frontier[k])
    return np.asarray(np.array([whole + difference, whole - difference]) / (2 * prices))

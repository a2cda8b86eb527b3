"""Nash's demand game on a grid: demands that fit are met, demands that do not leave both with nothing (Nash 1953).

The grid: n + 1 points spread evenly over the pie's chain; each party may demand what any of them gives it. Demands a_k,
rising in k, and b_l, falling in l, fit when k ≤ l. Every pair k = l is an equilibrium, and where the best of each
leaves the other nothing, so is demanding all on both sides.

Mixed: take demands s_1 < … < s_m of the first party, each leaving φ(s_k) to the second, all above 0. Let the first
demand at most s_k with probability φ(s_m)/φ(s_k), and the second at most φ(s_k) with probability s_1/s_k. Then the
first gets s_k·(s_1/s_k) = s_1 by each, the second φ(s_m), and a demand in between fits no more often than the next
higher one: an equilibrium for every set of demands. So a grid of the unit pie has at least 2^(n−1) − 1 of them, the
n − 1 sets of one demand being pure. All extreme ones are listed up to n = 6.
"""

from __future__ import annotations

import numpy as np

from bargain.strategic.bimatrix.equilibria import equilibria
from bargain.strategic.offers.announcement import Announced, Strategy, Terms
from bargain.strategic.offers.chain import Array

MIXED = 6
"""Steps of the finest grid on which mixed equilibria are listed."""


def grid_demands(terms: Terms, steps: int) -> list[Announced]:
    """All equilibria in sure demands, the one nearest to Nash's solution first; on small grids then the mixed ones."""
    points = terms.chain.spread(steps)
    own, others = points[:, 0], points[:, 1]
    fits = terms.chain.most_of(1, own)[:, None] >= others[None, :] - terms.chain.tie
    A, B = np.where(fits, own[:, None], 0.0), np.where(fits, others[None, :], 0.0)
    tie = terms.chain.tie
    rows, columns = np.nonzero((A.max(axis=0) - A <= tie) & (B.max(axis=1, keepdims=True) - B <= tie))
    eye = np.eye(steps + 1)
    note = ""
    mixed: list[tuple[Array, Array]] = []
    if steps <= MIXED:
        found = [(np.array(e.row), np.array(e.column)) for e in equilibria(A, B)]
        mixed = [(x, y) for x, y in found if min(x.max(), y.max()) < 1]
        note = f"Beside the sure ones there are {len(mixed)} extreme equilibria in which a party mixes demands."
    else:
        note = "Every set of demands carries an equilibrium in which both mix them; these are not listed."
    pairs = [(eye[k], eye[l]) for k, l in zip(rows.tolist(), columns.tolist(), strict=True)] + mixed
    listed = [_announced(terms, points, x, y, note=note) for x, y in pairs]
    return sorted(listed, key=_place)


def _place(one: Announced) -> tuple[bool, bool, float]:
    """Sure demands first, those that are met before others; then by the product of gains, largest first."""
    return one.demands is None, one.failure == 1.0, -round(one.gains[0] * one.gains[1], 9)


def _announced(terms: Terms, points: Array, x: Array, y: Array, *, note: str) -> Announced:
    """The equilibrium in which the parties demand the grid's points with probabilities `x` and `y`."""
    first, second = _strategy(points[:, 0], x), _strategy(points[:, 1], y)
    ends = [(a, b, p * q, terms.chain.holds((a, b))) for a, p in first for b, q in second]
    met = sum(chance for _, _, chance, fit in ends if fit)
    gains = sum(a * p for a, _, p, fit in ends if fit), sum(b * p for _, b, p, fit in ends if fit)
    says = f"{terms.parties[0]} demands {_in_words(terms, first)}, {terms.parties[1]} {_in_words(terms, second)}"
    told = f"with probability {met:.6g} the demands fit and are met, else there is no agreement"
    if len(ends) == 1:
        told = "the demands fit and are met" if met else "they do not fit, and there is no agreement"
    return Announced(
        (first, second),
        gains,
        (
            sum(chance for a, _, chance, fit in ends if fit or a <= 0),
            sum(chance for _, b, chance, fit in ends if fit or b <= 0),
        ),
        max(1.0 - met, 0.0),
        max(_deviation(terms, 0, second) - gains[0], _deviation(terms, 1, first) - gains[1], 0.0),
        (f"{says}; {told}.", *([note] if note else [])),
        (first[0][0], second[0][0]) if len(ends) == 1 and met else None,
    )


def _strategy(demands: Array, chances: Array) -> Strategy:
    used = [(float(z), float(p)) for z, p in zip(demands, chances, strict=True) if p > 0]
    return tuple(sorted(used))


def _in_words(terms: Terms, strategy: Strategy) -> str:
    if len(strategy) == 1:
        return terms.amount(strategy[0][0])
    return " or ".join(f"{terms.amount(z)} (probability {p:.6g})" for z, p in strategy)


def _deviation(terms: Terms, party: int, other: Strategy, demands: int = 2000) -> float:
    """The most that `party` can get against the other's demands, by any demand: fine steps, and all that just fit."""
    z, p = np.array(other).T
    tried = np.append(np.linspace(0.0, terms.chain.best[party], demands + 1), terms.chain.most_of(party, z))
    fits = terms.chain.most_of(1 - party, tried)[:, None] >= z[None, :] - terms.chain.tie
    return float((tried * (fits @ p)).max())

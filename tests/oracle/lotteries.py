"""Concepts with lotteries: any probabilities over any rows, whose expected payoffs give everybody at least d.

Linear programmes with tight tolerances; for Nash tangents from above, a Newton polish and a bound that certifies the
result. `payoffs`, shape (m, n), are after risk attitude; `d`, shape (n,). Every function returns None when no lottery
gives everybody d.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import OptimizeResult, linprog

from tests.oracle.concepts import nash_measure, scaled, undominated
from tests.oracle.polygons import equal_area, perles_maschler

NO_GAIN = 1e-7
"""With lotteries a party whose ideal gain is below this, in points, cannot gain."""

SNAP = 1e-10
"""Gains closer to zero than this are rounding."""

TIGHT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True, eq=False)
class BestLottery:
    """`payoffs`: expected, shape (n,). `measure`: what the concept maximises, compared from left to right.

    `gap`: the measure could be larger by no more than this share of itself (Nash), 0 elsewhere. `unique`: no other
    payoffs reach the measure; if others do, `payoffs` are those with the largest smallest gain.
    """

    payoffs: np.ndarray
    measure: tuple[float, ...]
    gap: float = 0.0
    unique: bool = True


def gains_of(payoffs: np.ndarray, d: np.ndarray) -> np.ndarray:
    """Gains of the rows that matter, shape (k, n): a row that another exceeds everywhere is never needed."""
    gains = np.unique(payoffs - d, axis=0)
    gains[np.abs(gains) < SNAP] = 0.0
    return gains[undominated(gains)]


def programme(
    gains: np.ndarray, floor: np.ndarray, objective: np.ndarray, more: tuple[np.ndarray, np.ndarray] | None = None
) -> OptimizeResult | None:
    """Maximise objective · (expected gains, t) subject to expected gains ≥ floor and, for each row (a, b) of `more`,
    a · (expected gains, t) ≤ b. t are further free variables; None when nothing fits.
    """
    m, n = gains.shape
    extra = len(objective) - n
    to_all = np.zeros((n + extra, m + extra))  # (lottery, t) -> (expected gains, t)
    to_all[:n, :m], to_all[n:, m:] = gains.T, np.eye(extra)
    rows, bounds = -to_all[:n], -floor
    if more is not None:
        rows, bounds = np.vstack([rows, more[0] @ to_all]), np.concatenate([bounds, more[1]])
    sums_to_one = np.concatenate([np.ones(m), np.zeros(extra)])[None]
    limits: list[Any] = [(0, None)] * m + [(None, None)] * extra
    found = linprog(
        -(objective @ to_all), rows, bounds, sums_to_one, [1.0], bounds=limits, method="highs", options=TIGHT
    )
    if found.status != 0:
        return None
    found.lottery, found.t = found.x[:m], found.x[m:]
    found.gains, found.value = found.lottery @ gains, -found.fun
    return found


def ideal_gains(gains: np.ndarray) -> np.ndarray | None:
    """Largest expected gain of every party over R, shape (n,); None when R is empty."""
    n = gains.shape[1]
    found = [programme(gains, np.zeros(n), np.eye(n)[i]) for i in range(n)]
    if found[0] is None:
        return None
    return np.array([max(0.0, f.value) if f is not None else 0.0 for f in found])


def _leximin(gains: np.ndarray, scale: np.ndarray, counted: np.ndarray) -> np.ndarray:
    """Expected gains whose smallest gain/scale is largest, then the second smallest, …, over `counted` parties."""
    n = gains.shape[1]
    floor = np.zeros(n)
    free = list(np.flatnonzero(counted))
    point = programme(gains, floor, np.ones(n)).gains
    while free:
        more = np.array([np.append(-np.eye(n)[i] / scale[i], 1.0) for i in free])  # t <= gain_i / scale_i
        found = programme(gains, floor, np.eye(n + 1)[n], (more, np.zeros(len(free))))
        if found is None:  # the floors are tight already; rounding alone
            break
        point, level = found.gains, found.value
        reached = floor.copy()
        reached[free] = np.maximum(level * scale[free], 0.0)
        stuck = []
        for i in free:
            best = programme(gains, reached - SNAP, np.eye(n)[i])
            if best is None or best.value <= reached[i] + NO_GAIN:
                stuck.append(i)
        for i in stuck or free:
            floor[i] = max(0.0, reached[i] - SNAP)
            free = [j for j in free if j != i]
    return point


def egalitarian(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None) -> BestLottery | None:
    """Leximin of expected gains (Kalai 1977)."""
    gains = gains_of(payoffs, d)
    if ideal_gains(gains) is None:
        return None
    n = gains.shape[1]
    point = _leximin(gains, np.ones(n), np.ones(n, dtype=bool))
    return BestLottery(point + d, tuple(np.sort(point)))


def kalai_smorodinsky(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None) -> BestLottery | None:
    """Leximin of expected gain / ideal gain; parties that cannot gain are left out."""
    gains = gains_of(payoffs, d)
    most = ideal_gains(gains)
    if most is None:
        return None
    counted = most > NO_GAIN
    point = _leximin(gains, np.where(counted, most, 1.0), counted)
    return BestLottery(point + d, tuple(np.sort(point[counted] / most[counted])))


def utilitarian(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None) -> BestLottery | None:
    """Largest sum of alpha × expected payoff over R; among equals the largest smallest gain."""
    gains = gains_of(payoffs, d)
    n = gains.shape[1]
    alpha = scaled(powers, n)
    best = programme(gains, np.zeros(n), alpha)
    if best is None:
        return None
    on_face = (np.vstack([-alpha]), np.array([SNAP - best.value]))
    spread = [
        abs(programme(gains, np.zeros(n), s * np.eye(n)[i], on_face).gains[i] - best.gains[i])
        for i in range(n)
        for s in (1, -1)
    ]
    smallest = np.vstack([np.append(-alpha, 0.0), np.hstack([-np.eye(n), np.ones((n, 1))])])
    found = programme(gains, np.zeros(n), np.eye(n + 1)[n], (smallest, np.append(SNAP - best.value, np.zeros(n))))
    return BestLottery(found.gains + d, (float(best.value + alpha @ d),), unique=max(spread) < NO_GAIN)


def nash(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None) -> BestLottery | None:
    """Largest product of gain^alpha over the parties that can gain at all (R is convex: they can all gain at once)."""
    gains = gains_of(payoffs, d)
    n = gains.shape[1]
    most = ideal_gains(gains)
    if most is None:
        return None
    counted = most > NO_GAIN
    if not counted.any():
        return BestLottery(d.copy(), (0, 1.0))
    scale = np.where(counted, most, 1.0)
    unit = gains / scale  # a party that gains has ideal 1
    alpha = np.where(counted, scaled(powers, n), 0.0)
    point, gap = _largest_product(unit, alpha)
    point = point * scale
    point[~counted] = 0.0
    return BestLottery(point + d, nash_measure(point, powers), gap)


def _largest_product(unit: np.ndarray, alpha: np.ndarray) -> tuple[np.ndarray, float]:
    """Point of R with the largest sum of alpha·log, shape (n,), and how much larger the sum might be.

    Tangents bound every logarithm from above, so a linear programme bounds the sum; new tangents are laid where it
    ends. Rows with (nearly) no reduced cost span the face of the optimum, on which Newton's method ends the search.
    """
    n = unit.shape[1]
    counted = np.flatnonzero(alpha)
    extra = len(counted)
    touch = {j: [2.0**-k for k in range(12)] for j in counted}
    objective = np.concatenate([np.zeros(n), alpha[counted]])
    best, best_sum, costs = None, -np.inf, np.zeros(len(unit))
    for _ in range(60):
        rows, bounds = [], []
        for at, j in enumerate(counted):
            for c in touch[j]:  # t <= log c + (g − c)/c
                row = np.zeros(n + extra)
                row[j], row[n + at] = -1.0 / c, 1.0
                rows.append(row)
                bounds.append(np.log(c) - 1.0)
        found = programme(unit, np.zeros(n), objective, (np.array(rows), np.array(bounds)))
        if found is None:
            break
        point = found.gains
        if (point[counted] > 0).all():
            reached = float(alpha[counted] @ np.log(point[counted]))
            if reached > best_sum:
                best, best_sum, costs = point, reached, found.lower.marginals[: len(unit)]
            if found.value - best_sum < 1e-9:
                break
        for j in counted:
            touch[j].append(point[j] if point[j] > 0 else min(touch[j]) / 4)
    assert best is not None, "no lottery gives a strict gain to all who can gain"
    candidates = [(certificate(unit, alpha, best), best)]
    for near in (1e-9, 1e-7, 1e-5, 1e-4, 1e-3, 1e-2):
        polished = _polish(unit[np.abs(costs) <= near], alpha, best)
        if polished is not None and _is_reached(unit, polished):
            candidates.append((certificate(unit, alpha, polished), polished))
    gap, point = min(candidates, key=lambda c: c[0])
    return point, gap


def certificate(unit: np.ndarray, alpha: np.ndarray, point: np.ndarray) -> float:
    """How much alpha·log of any point of R may exceed that of `point` (Karush–Kuhn–Tucker: at prices alpha/point)."""
    counted = alpha > 0
    prices = np.zeros(len(alpha))
    prices[counted] = alpha[counted] / point[counted]
    if counted.all():
        most = float((unit @ prices).max())
    else:
        found = programme(unit, np.zeros(len(alpha)), prices)
        most = found.value if found is not None else np.inf
    return max(0.0, most - float(alpha.sum()))


def _polish(face: np.ndarray, alpha: np.ndarray, start: np.ndarray) -> np.ndarray | None:
    """Largest sum of alpha·log on the plane through the rows of `face` (parties with alpha 0 stay at 0)."""
    if not len(face):
        return None
    counted = alpha > 0
    anchor = face.mean(axis=0)
    spread = face - anchor
    _, size, directions = np.linalg.svd(spread, full_matrices=False)
    basis = directions[size > 1e-8 * max(1.0, size[0])].T  # (n, r)
    if (~counted).any() and basis.size:
        keep = null_space(basis[~counted], rcond=1e-9)
        shift = np.linalg.lstsq(basis[~counted], -anchor[~counted], rcond=None)[0]
        anchor, basis = anchor + basis @ shift, basis @ keep
    point = anchor + basis @ (basis.T @ (start - anchor)) if basis.size else anchor
    if (point[counted] <= 0).any():
        return None
    for _ in range(60):
        if not basis.size:
            break
        slope = alpha[counted] / point[counted]
        rows = basis[counted]
        hessian = rows.T @ ((slope / point[counted])[:, None] * rows)
        step = basis @ np.linalg.lstsq(hessian, rows.T @ slope, rcond=None)[0]
        length = 1.0
        while ((point + length * step)[counted] <= 0.1 * point[counted]).any():
            length /= 2
        point = point + length * step
        if length == 1.0 and np.abs(step).max() < 1e-15:
            break
    return point


def _is_reached(unit: np.ndarray, point: np.ndarray) -> bool:
    """Whether some lottery gives everybody at least `point`, to 1e-10."""
    return programme(unit, point - SNAP, np.zeros(len(point))) is not None


def raiffa(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None) -> BestLottery | None:
    """Discrete Raiffa (1953): z_0 = d; z_{t+1} = mean over i of z_t with party i at its most, the others kept."""
    gains = gains_of(payoffs, d)
    n = gains.shape[1]
    if ideal_gains(gains) is None:
        return None
    z = np.zeros(n)
    for _ in range(1000):
        best = [programme(gains, np.maximum(z - SNAP / 10, 0.0), np.eye(n)[i]) for i in range(n)]
        rise = np.array([max(0.0, f.value - z[i]) if f is not None else 0.0 for i, f in enumerate(best)])
        if rise.max() < 1e-9:
            break
        z = z + rise / n
    return BestLottery(z + d, tuple(z))


def _two_parties(rule: Callable[[np.ndarray], np.ndarray | None]) -> Callable[..., BestLottery | None]:
    def solve(payoffs: np.ndarray, d: np.ndarray, powers: np.ndarray | None = None) -> BestLottery | None:
        point = rule(payoffs - d)
        return None if point is None else BestLottery(point + d, tuple(point))

    return solve


CONCEPTS: dict[str, Callable[..., BestLottery | None]] = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": egalitarian,
    "utilitarian": utilitarian,
    "raiffa": raiffa,
    "perles_maschler": _two_parties(perles_maschler),
    "equal_area": _two_parties(equal_area),
}
"""Name → function (payoffs, d, powers) → BestLottery; the last two are for two parties."""

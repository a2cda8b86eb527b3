"""The settled numbers of ranges to the last digits, once the choices and the straight pieces are known.

A mixed-integer programme leaves the numbers exact to its own tolerance only. With choices and pieces held, what is
left is a small smooth problem in the numbers, solved by sequential quadratic programming, then by Newton's method.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.payoffs.criteria import Criterion, Leximin, NashProduct
from bargain.payoffs.factors import CurveFactor
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme import Programme, Settled
from bargain.tolerances import at_least

Array = np.ndarray[Any, np.dtype[np.float64]]

EXACT: Any = {"ftol": 1e-14, "maxiter": 200}
"""How closely the quadratic programming works."""

NEWTON = 30
"""Newton steps at most."""


def polished(problem: BargainingProblem, programme: Programme, settled: Settled, criterion: Criterion) -> Settled:
    """`settled` with the numbers of its ranges at the peak of the criterion, when that is no worse and feasible."""
    from scipy.optimize import minimize

    limits: Any
    where = [f for f, factor in enumerate(programme.factors) if isinstance(factor, CurveFactor)]
    where = [f for f in where if len(programme.factors[f].knots) > 1]  # type: ignore[union-attr]
    if not where:
        return settled
    bounds = np.array([_piece(programme.factors[f], settled[f]) for f in where])  # type: ignore[arg-type]
    start, run = bounds[:, 0], bounds[:, 1] - bounds[:, 0]

    def gains(t: Array) -> Array:
        members = list(settled)
        for f, low, span, share in zip(where, start, run, t[: len(where)], strict=True):
            members[f] = float(low + span * min(max(share, 0.0), 1.0))
        return problem.payoffs(programme.points(tuple(members))) - problem.disagreement

    t0 = np.array([(settled[f] - low) / span for f, low, span in zip(where, start, run, strict=True)])
    floor: Any = {"type": "ineq", "fun": lambda t: np.maximum(gains(t), -1e6)}
    if isinstance(criterion, Leximin):
        level: Any = {"type": "ineq", "fun": lambda t: criterion.ratios(gains(t)) - t[-1]}
        guess = np.append(t0, criterion.measure(gains(t0)))
        limits, held = [*[(0.0, 1.0)] * len(where), (None, None)], [floor, level]
        goal: Any = lambda t: -t[-1]  # noqa: E731
        found = minimize(goal, guess, method="SLSQP", bounds=limits, constraints=held, options=EXACT)
    else:
        limits, held = [(0.0, 1.0)] * len(where), [floor]
        goal = lambda t: -criterion.measure(gains(t))  # noqa: E731
        found = minimize(goal, t0, method="SLSQP", bounds=limits, constraints=held, options=EXACT)
    t = np.clip(found.x[: len(where)], 0.0, 1.0)
    if isinstance(criterion, NashProduct):
        t = _newton(lambda s: _log(criterion, gains(s)), t)
    members = list(settled)
    for f, low, span, share in zip(where, start, run, t, strict=True):
        members[f] = float(low + span * (round(share) if abs(share - round(share)) < 1e-12 else share))
    fine = at_least(gains(t), 0.0).all()
    no_worse = criterion.measure(gains(t)) >= criterion.measure(gains(t0)) or not at_least(gains(t0), 0.0).all()
    return tuple(members) if fine and no_worse else settled


def _piece(curve: CurveFactor, x: float) -> tuple[float, float]:
    """The straight piece that holds x; of a smooth curve, all of it."""
    if curve.smooth:
        return float(curve.knots[0]), float(curve.knots[-1])
    at = int(np.clip(np.searchsorted(curve.knots, x), 1, len(curve.knots) - 1))
    return float(curve.knots[at - 1]), float(curve.knots[at])


def _log(criterion: NashProduct, gains: Array) -> float:
    strict = gains > 0
    return float(np.log(gains[strict]) @ criterion.shares[strict]) if strict.any() else -np.inf


def _newton(value: Any, t: Array) -> Array:
    """A peak of `value` inside the unit box, by Newton steps on differences, from a point close to it."""
    h = 1e-5
    free = (t > 1e-7) & (t < 1 - 1e-7)
    if not free.any():
        return t
    axes = np.eye(len(t))[free]
    for _ in range(NEWTON):
        step = min(h, float(np.minimum(t[free], 1 - t[free]).min()) / 2)
        if step < 1e-9:
            break
        slope = np.array([(value(t + step * e) - value(t - step * e)) / (2 * step) for e in axes])
        bend = np.array(
            [
                [
                    (value(t + step * (e + g)) - value(t + step * (e - g)) - value(t - step * (e - g))
                     + value(t - step * (e + g))) / (4 * step * step)
                    for g in axes
                ]
                for e in axes
            ]
        )  # fmt: skip
        if not (np.isfinite(slope).all() and np.isfinite(bend).all()):
            break
        move = np.linalg.lstsq(bend, -slope, rcond=1e-9)[0]
        new = t + move @ axes
        if not np.isfinite(new).all() or (new < 0).any() or (new > 1).any():
            break
        t = new
        if np.abs(move).max() < 1e-12:
            break
    return t

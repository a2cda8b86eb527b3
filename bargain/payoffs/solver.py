"""The one door to HiGHS: linear and mixed-integer programmes through scipy, silent and with checked outcomes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.errors import SolverError

Array = np.ndarray[Any, np.dtype[np.float64]]

_LOCK = threading.Lock()

ROUNDING = 1e-12
"""Rows of a linear programme that are smaller than this share of the largest are zeros."""

SHARPER = 1e3
"""HiGHS stops at a gap of 1e-6, which scipy cannot set; of an objective that is multiplied by this it is 1e-9."""


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing that a C library prints reaches standard output, which may be carrying JSON. One thread at a time."""
    with _LOCK:
        try:
            kept = os.dup(1)
        except OSError:  # no standard output: nothing can leak into it
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)


@dataclass(frozen=True, eq=False)
class Answer:
    """`x`: the best point, or None when the programme is infeasible; `bound`: no point has a larger objective."""

    x: Array | None
    value: float
    bound: float


def maximise_integer(
    objective: Array, rows: Any, low: Array, high: Array, *, integer: Array, least: Array, most: Array
) -> Answer:
    """Maximise objective·x with low ≤ rows·x ≤ high, least ≤ x ≤ most, and x whole where `integer` is 1."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    for presolve in (False, True):  # with it HiGHS 1.8 (scipy before 1.17.1) calls small programmes infeasible
        with quiet():
            found = milp(
                -SHARPER * objective,
                integrality=integer.astype(np.int64),
                bounds=Bounds(least, most),
                constraints=LinearConstraint(rows, low, high),
                options={"mip_rel_gap": 1e-10, "presolve": presolve},
            )
        if found.status in (0, 2):
            break
    if found.status == 2:
        return Answer(None, -np.inf, -np.inf)
    if found.x is None:
        raise SolverError(f"the mixed-integer programme ended without an answer: {found.message}")
    dual = getattr(found, "mip_dual_bound", None)
    bound = -float(dual) if dual is not None and np.isfinite(dual) else -float(found.fun)
    return Answer(np.asarray(found.x), -float(found.fun) / SHARPER, bound / SHARPER)


@dataclass(frozen=True, eq=False)
class LinearAnswer:
    """`x`: the best point, None when infeasible; `prices`: duals of the rows (≤ 0 costs nothing), shape (rows,)."""

    x: Array | None
    value: float
    prices: Array
    total_price: float


def maximise_linear(objective: Array, at_least: Array, floor: Array, sums: Array, total: float) -> LinearAnswer:
    """Maximise objective·x with at_least·x ≥ floor, sums·x = total, where x ≥ 0 except where the objective says so.

    `prices`: what one more unit of each floor would cost, ≥ 0; `total_price`: what one more of `total` brings.
    """
    from scipy.optimize import linprog

    # rows, free columns and the objective are scaled to 1, so that tolerances mean the same in any unit
    own = np.abs(at_least).max(axis=1, initial=0.0, where=(sums != 0)[None, :])
    unit = np.maximum(own, np.abs(floor))
    # a row of zeros, or of rounding beside the others, has no unit of its own: it would be blown up
    unit = np.where(own > ROUNDING * own.max(initial=0.0), unit, unit.max(initial=0.0) or 1.0)
    at_least, floor = at_least / unit[:, None], floor / unit
    width = np.where(sums == 0, np.abs(at_least).max(axis=0, initial=0.0), 1.0)
    width = np.where(width > 0, width, 1.0)
    at_least, objective = at_least / width, objective / width
    size = float(np.abs(objective).max(initial=0.0)) or 1.0
    objective = objective / size
    for method, tolerance in (("highs-ds", 1e-10), ("highs-ds", 1e-7), ("highs-ipm", 1e-9)):
        with quiet():
            found = linprog(  # type: ignore[call-overload]
                -objective,
                A_ub=-at_least,
                b_ub=-floor,
                A_eq=sums[None, :],
                b_eq=[total],
                bounds=[(None, None) if s == 0 else (0, None) for s in sums],
                method=method,
                options={"primal_feasibility_tolerance": tolerance, "dual_feasibility_tolerance": tolerance},
            )
        unreached = found.status != 0 and "infeasible" in found.message.lower()  # to rounding: the caller decides
        if found.status == 0 or unreached:  # else the next method is asked
            break
    if found.status == 2 or unreached:
        return LinearAnswer(None, -np.inf, np.zeros(len(floor)), 0.0)
    if found.x is None or found.status != 0:
        raise SolverError(f"the linear programme ended without an answer: {found.message}")
    prices = np.maximum(-np.asarray(found.ineqlin.marginals), 0.0) * size / unit
    total_price = -float(found.eqlin.marginals[0]) * size
    return LinearAnswer(np.asarray(found.x) / width, -float(found.fun) * size, prices, total_price)

"""The changed problems that axioms compare: agreements taken out, parties relabelled, points rescaled.

Every problem is first written as the table of its corner agreements. With lotteries, or with ranges whose worth runs
straight between breakpoints, all payoffs are mixes of those corners, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

import numpy as np

from bargain.concepts.registry import Solver
from bargain.errors import ConceptError, TooLargeError
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST = 100_000
"""Corner agreements at most."""


def payoffs(solver: Solver, problem: BargainingProblem) -> Array:
    """What the solver gives each party, shape (n,), points."""
    return vector(solver(problem))


def vector(solution: Solution) -> Array:
    """Payoffs of a solution, shape (n,), points."""
    return np.array(list(solution.payoffs.values()))


def mixes(problem: BargainingProblem) -> bool:
    """Whether payoffs between those of corner agreements can be had: by lottery, or by a range."""
    return problem.lotteries or bool(problem.curves)


def table(problem: BargainingProblem) -> Array:
    """Payoffs of all corner agreements, shape (m, n), points.

    Raises ConceptError where a curve or a risk attitude bends between them, and TooLargeError where they are too many.
    """
    if problem.curves and (not problem.neutral or any(curve.smooth for curve in problem.curves)):
        raise ConceptError("axioms are measured on tables and straight ranges; this problem has a bent range")
    count = int(np.prod([float(len(factor.points)) for factor in problem.factors]))
    if count > MOST:
        raise TooLargeError(f"axioms are measured on tables of up to {MOST} agreements; this problem has {count}")
    total = np.zeros((1, len(problem.parties)))
    for factor in problem.factors:
        total = (total[:, None, :] + factor.points[None, :, :]).reshape(-1, len(problem.parties))
    return problem.payoffs(total)


def tabled(problem: BargainingProblem, rows: Array | None = None) -> BargainingProblem:
    """`problem` as one table, or with `rows`, shape (m, n), points, as its agreements; labels are row numbers."""
    return BargainingProblem.from_payoffs(
        table(problem) if rows is None else rows,
        problem.disagreement.tolist(),
        parties=problem.parties,
        power=problem.power.tolist(),
        lotteries=mixes(problem),
    )


def removals(problem: BargainingProblem) -> Iterator[BargainingProblem]:
    """`problem` with one agreement less, for each agreement in turn.

    Any smaller problem is reached by such steps, so what holds for each step holds for all smaller problems.
    """
    rows = table(problem)
    for row in range(len(rows) if len(rows) > 1 else 0):
        yield tabled(problem, np.delete(rows, row, axis=0))


def relabelled(problem: BargainingProblem, order: Sequence[int]) -> BargainingProblem:
    """The problem whose party k is party order[k] of `problem`."""
    chosen = list(order)
    return BargainingProblem.from_payoffs(
        table(problem)[:, chosen],
        problem.disagreement[chosen].tolist(),
        parties=[problem.parties[k] for k in chosen],
        power=problem.power[chosen].tolist(),
        lotteries=mixes(problem),
    )


def orders(parties: int) -> list[tuple[int, ...]]:
    """All orders of up to three parties; of more, all shifts and the exchange of the first two, which make up all."""
    if parties <= 3:
        return list(permutations(range(parties)))
    shifts = [tuple((k + by) % parties for k in range(parties)) for by in range(parties)]
    return [*shifts, (1, 0, *range(2, parties))]


def symmetrised(problem: BargainingProblem) -> BargainingProblem:
    """All of `problem` and its mirror images in one, at the mean disagreement and with equal powers.

    All n! images, so that any exchange of parties leaves the problem as it is.
    """
    rows = table(problem)
    parties = len(problem.parties)
    every = list(permutations(range(parties)))
    if len(every) * len(rows) > MOST:
        raise TooLargeError(f"the mirror images of {len(rows)} agreements of {parties} parties are more than {MOST}")
    return BargainingProblem.from_payoffs(
        np.concatenate([rows[:, list(order)] for order in every]),
        [float(problem.disagreement.mean())] * parties,
        parties=problem.parties,
        lotteries=mixes(problem),
    )


def rescaled(problem: BargainingProblem, scale: Array, shift: Array) -> BargainingProblem:
    """The problem in new points: scale × points + shift for each party, both of shape (n,), scale above 0."""
    return BargainingProblem.from_payoffs(
        table(problem) * scale + shift,
        (problem.disagreement * scale + shift).tolist(),
        parties=problem.parties,
        power=problem.power.tolist(),
        lotteries=mixes(problem),
    )

"""Lotteries without needless entries: agreements that differ in the numbers of ranges alone become one.

On a boundary that is bent the search brackets a number from both sides, and a lottery over the two brackets is left
over. Where worths are concave, their mean, settled for sure, is worth at least as much to everyone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Agreement

Array = np.ndarray[Any, np.dtype[np.float64]]
Lottery = tuple[tuple[float, Agreement], ...]

NOTHING, ROUNDING = 1e-11, 1e-11
"""A smaller probability is none; a payoff that falls by less, in points, does not fall."""


def joined(
    problem: BargainingProblem, lottery: Sequence[tuple[float, Agreement]], payoffs: Array
) -> tuple[Lottery, Array]:
    """`lottery` with agreements of the same choices joined where nobody loses by it, and its payoffs, shape (n,)."""
    ranges = {factor.issue.name for factor in problem.curves}
    total = sum(p for p, _ in lottery if p > NOTHING)
    kept = tuple((p / total, agreement) for p, agreement in lottery if p > NOTHING)
    if not ranges or len(kept) == 1:
        return kept, payoffs
    groups: dict[tuple[Any, ...], list[tuple[float, Agreement]]] = {}
    for p, agreement in kept:
        choices = tuple(outcome for issue, outcome in agreement.items() if issue not in ranges)
        groups.setdefault(choices, []).append((p, agreement))
    entries: list[tuple[float, Agreement, Array]] = []
    for members in groups.values():
        rows = [problem.payoffs_of(agreement) for _, agreement in members]
        chance = sum(p for p, _ in members)
        expected = sum((p * row for (p, _), row in zip(members, rows, strict=True)), np.zeros(len(payoffs))) / chance
        mean = _mean(problem, [(p / chance, agreement) for p, agreement in members])
        worth = problem.payoffs_of(mean)
        if len(members) > 1 and (worth >= expected - ROUNDING).all():
            entries.append((chance, mean, worth))
        else:
            entries += [(p, agreement, row) for (p, agreement), row in zip(members, rows, strict=True)]
    if len(entries) == len(kept):
        return kept, payoffs
    entries.sort(key=lambda entry: -entry[0])
    return tuple((p, agreement) for p, agreement, _ in entries), sum(
        (p * u for p, _, u in entries), np.zeros_like(payoffs)
    )


def _mean(problem: BargainingProblem, members: Sequence[tuple[float, Agreement]]) -> Agreement:
    """The choices of the first, and every range at its mean over all."""
    found: dict[str, Any] = dict(members[0][1])
    for factor in problem.curves:
        name = factor.issue.name
        values = [float(agreement[name]) for _, agreement in members]
        mean = sum(p * x for (p, _), x in zip(members, values, strict=True))
        found[name] = min(max(mean, min(values)), max(values))
    return problem.order(found)

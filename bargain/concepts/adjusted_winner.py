"""Adjusted winner: share out the issues so that both parties get the same number of their own points.

Each party spreads 100 points over the issues. At first each issue goes to whoever gives it more points; then issues go
over from the party that is ahead, in the order of the ratio of its points to the other's, until both have the same;
at most one issue is split (Brams & Taylor 1996, ch. 4). For two parties and issues that can be divided by share:
ranges whose worth runs straight between 0 and 100 points for one party and back for the other.

Where the outside options are no higher than what it gives, it is Pareto optimal, equitable and free of envy (Brams &
Taylor 1996). Where one is higher it finds no deal, even if another division would do, so it is not Pareto optimal in
general. Axioms that compare problems beyond such divisions do not apply to it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from bargain.concepts.registry import concept
from bargain.errors import ConceptError
from bargain.game.frozen import FrozenDict
from bargain.payoffs.factors import CurveFactor, TableFactor
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import Optimum, no_deal, solution
from bargain.payoffs.solution import Solution
from bargain.tolerances import EQUAL, at_least


@dataclass(frozen=True)
class Item:
    """An issue to share out: points that all of it is worth to each party, and the number at which each has all."""

    name: str
    first: float
    second: float
    first_end: float
    second_end: float


@concept(
    source="Brams & Taylor 1996",
    satisfies={"individual_rationality", "disagreement_point_monotonicity"},
    violates={"pareto"},
    two_parties=True,
)
def adjusted_winner(problem: BargainingProblem) -> Solution:
    """Issues are shared out so that both parties get equally many of their own points, none to waste."""
    items = [_item(factor, problem) for factor in problem.factors]
    totals = sum(i.first for i in items), sum(i.second for i in items)
    if not min(totals) > 0:
        raise ConceptError("adjusted_winner needs issues that are worth something to both parties")
    items = [
        Item(i.name, 100 * i.first / totals[0], 100 * i.second / totals[1], i.first_end, i.second_end) for i in items
    ]
    shares, steps = procedure(items, problem.parties)
    agreement = FrozenDict({i.name: i.second_end + shares[i.name] * (i.first_end - i.second_end) for i in items})
    points = sum((f.at(np.array([agreement[f.issue.name]]))[0] for f in problem.curves), np.zeros(len(problem.parties)))
    if not at_least(points, problem.disagreement).all():
        return no_deal("adjusted_winner", problem, "procedure; a party would be below its outside option")
    optimum = Optimum(((1.0, problem.order(agreement)),), points, "procedure")
    return solution("adjusted_winner", problem, optimum, tuple(steps))


def procedure(items: list[Item], parties: tuple[str, ...]) -> tuple[dict[str, float], list[str]]:
    """The share of the first party in each item, and the steps in words; equal points start with the first party."""
    share = {i.name: 1.0 if i.first >= i.second else 0.0 for i in items}
    steps = [f"{i.name} goes to {parties[0] if share[i.name] else parties[1]}" for i in items]

    def lead() -> float:
        return sum(i.first * share[i.name] - i.second * (1 - share[i.name]) for i in items)

    ahead = lead()
    steps.append(f"{parties[0]} leads by {ahead:.6g} points" if ahead >= 0 else f"{parties[1]} leads by {-ahead:.6g}")
    giver = 0 if ahead > 0 else 1
    held = [i for i in items if (share[i.name] == 1.0) == (giver == 0)]

    def ratio(item: Item) -> float:
        own, other = (item.first, item.second) if giver == 0 else (item.second, item.first)
        return own / other if other > 0 else math.inf

    for item in sorted(held, key=ratio):
        ahead = lead()
        if abs(ahead) <= EQUAL:
            break
        part = min(1.0, abs(ahead) / (item.first + item.second))
        share[item.name] += -part if giver == 0 else part
        steps.append(f"{parties[giver]} gives {part:.6g} of {item.name} to {parties[1 - giver]}")
    return share, steps


def _item(factor: TableFactor | CurveFactor, problem: BargainingProblem) -> Item:
    if problem.risk_aversion.any():
        raise ConceptError("adjusted_winner adds up points; set risk_aversion to 0 for both parties")
    if not isinstance(factor, CurveFactor):
        names = ", ".join(factor.issues)
        raise ConceptError(f"adjusted_winner divides issues by share; {names!r} is a choice: make it a range")
    ends = factor.at(np.array([factor.knots[0], factor.knots[-1]]))
    straight = ends[0] + (factor.knots - factor.knots[0])[:, None] / np.ptp(factor.knots) * (ends[1] - ends[0])
    name = factor.issue.name
    if factor.smooth or np.abs(factor.points - straight).max() > EQUAL:
        raise ConceptError(f"adjusted_winner divides issues by share; the worth of {name!r} does not run straight")
    if (ends.min(axis=0) > EQUAL).any():
        raise ConceptError(f"adjusted_winner divides issues by share; the worth of {name!r} does not start from 0")
    rise = ends[1] - ends[0]
    if rise[0] * rise[1] > 0:
        raise ConceptError(f"adjusted_winner divides issues by share; on {name!r} both parties want the same")
    high, low = float(factor.knots[-1]), float(factor.knots[0])
    first_end = high if rise[0] > 0 or (rise[0] == 0 and rise[1] <= 0) else low
    return Item(name, abs(float(rise[0])), abs(float(rise[1])), first_end, low if first_end == high else high)

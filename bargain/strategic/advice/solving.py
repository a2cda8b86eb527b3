"""All equilibria of advice, and the evidence that each is one.

A plan says how often the mediator reports "weak" after each finding, and how often the first party makes the large
demand after each report. What matters of a report is the demand that it leads to, so two reports are enough, and the
one that leads to the large demand more often is called "weak".

If both reports are used and lead to different demands, the mediator must want the large demand after finding "weak"
(advantage ≥ 0) and the small one after finding "resolved" (advantage ≤ 0), for beliefs after "weak" are the lower.
Where both hold strictly, it reports what it found. Where it is indifferent after a finding, it may mix, as far as the
reports still move the demand: a continuum of equilibria, from the honest one to the end that is listed, or to babbling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bargain.strategic.advice.terms import TIE, AdviceTerms, Pair

GRID = 201
"""Demands among which the first party's best deviation is looked for, besides those that each type just accepts."""


@dataclass(frozen=True)
class Plan:
    """`reports`: probability that the mediator reports "weak" after finding (weak, resolved). `large`: probability that
    the first party makes the large demand after the report ("weak", "resolved"). `kind`: what to call it."""

    kind: str
    reports: Pair
    large: Pair


def plans(terms: AdviceTerms) -> Iterator[Plan]:
    """Every equilibrium plan that is isolated, and the ends of continua; babbling last."""
    (weak, resolved), limit, prior = terms.advantages, terms.threshold, terms.resolved
    tie = TIE * (abs(terms.bias) * terms.span + terms.peace)
    if terms.movable and weak >= -tie and resolved <= tie:
        yield Plan("honest", (1.0, 0.0), (1.0, 0.0))
        seen = [sum(pair) for pair in terms.chances]
        gaps = [chance * abs(limit - belief) for chance, belief in zip(seen, terms.beliefs, strict=True)]
        if weak <= tie and prior < limit - TIE and gaps[0] > 0:
            yield Plan("half honest", (1.0 - gaps[1] / gaps[0], 0.0), (1.0, 0.0))
        if resolved >= -tie and prior > limit + TIE and gaps[1] > 0:
            yield Plan("half honest", (1.0, gaps[0] / gaps[1]), (1.0, 0.0))
    if prior >= limit - TIE:
        yield Plan("babbling", (1.0, 1.0), (0.0, 0.0))
    if prior <= limit + TIE:
        yield Plan("babbling", (1.0, 1.0), (1.0, 1.0))


def honesty(terms: AdviceTerms) -> float | None:
    """What the mediator would lose at least by a false report, were it believed; None where advice moves nothing."""
    return min(terms.advantages[0], -terms.advantages[1]) if terms.movable else None


def window(terms: AdviceTerms) -> Pair | None:
    """Least and most bias at which honest advice is an equilibrium; None where there is none, or it moves nothing."""
    if not terms.movable:
        return None
    (gain, risk), (other, other_risk) = terms.stakes
    low, high = -np.inf, np.inf
    if gain > 0:  # bias · gain ≥ peace · risk
        low = terms.peace * risk / gain
    elif gain < 0:
        high = terms.peace * risk / gain
    elif terms.peace * risk > 0:
        return None
    if other > 0:  # bias · other ≤ peace · other_risk
        high = min(high, terms.peace * other_risk / other)
    elif other < 0:
        low = max(low, terms.peace * other_risk / other)
    return (float(low), float(high)) if low <= high else None


@dataclass(frozen=True)
class Play:
    """What a plan leads to: payoffs (first, second, mediator), probability of war, the largest gain from leaving."""

    payoffs: tuple[float, float, float]
    war: float
    deviation: float


def play(terms: AdviceTerms, plan: Plan) -> Play:
    """The game played out over findings, types, reports, demands and answers."""
    payoffs, war = np.zeros(3), 0.0
    for finding in (0, 1):
        for kind in (0, 1):
            for demand, chance in _demanded(terms, plan, finding):
                weight = chance * terms.chances[finding][kind]
                payoffs += weight * np.array(_outcome(terms, kind, demand, terms.accepts(kind, demand)))
                war += weight * (not terms.accepts(kind, demand))
    first, second, mediator = payoffs.tolist()
    gains = [_gain_of_first(terms, plan), _gain_of_second(terms, plan), _gain_of_mediator(terms, plan)]
    return Play((first, second, mediator), war, max(*gains, 0.0))


def _outcome(terms: AdviceTerms, kind: int, demand: float, accepted: bool) -> tuple[float, float, float]:
    """Payoffs (first, second, mediator) when a type answers a demand."""
    if accepted:
        return demand, terms.second(demand), terms.bias * demand
    return terms.war_first, terms.war_second[kind], terms.bias * terms.issue_in_war - terms.peace


def _after(terms: AdviceTerms, plan: Plan, report: int) -> list[Pair]:
    """Demands with their probabilities after a report."""
    large, p = terms.demands, plan.large[report]
    return [(demand, chance) for demand, chance in ((large[0], p), (large[1], 1.0 - p)) if chance > 0]


def _demanded(terms: AdviceTerms, plan: Plan, finding: int) -> list[Pair]:
    """Demands with their probabilities after a finding."""
    weights = (plan.reports[finding], 1.0 - plan.reports[finding])
    return [(demand, p * weights[report]) for report in (0, 1) for demand, p in _after(terms, plan, report)]


def _gain_of_first(terms: AdviceTerms, plan: Plan) -> float:
    """The most that another demand after some report would bring; a report never made is taken for babble."""
    ends = terms.frontier[0][0], terms.frontier[-1][0]
    grid = np.append(np.linspace(*ends, GRID), terms.demands)
    offered = np.interp(grid, *np.array(terms.frontier).T)
    won = [np.where(offered >= war - TIE * terms.span, grid, terms.war_first) for war in terms.war_second]
    gain = 0.0
    for report in (0, 1):
        says = [(r, 1.0 - r)[report] for r in plan.reports]
        heard = sum(says) > 0
        weight = [sum(terms.chances[f][kind] * (says[f] if heard else 1.0) for f in (0, 1)) for kind in (0, 1)]
        worth = (weight[0] * won[0] + weight[1] * won[1]) / sum(weight)  # at the last two places: large, small
        now = plan.large[report] * worth[-2] + (1.0 - plan.large[report]) * worth[-1]
        gain = max(gain, float(worth.max() - now))
    return gain


def _gain_of_second(terms: AdviceTerms, plan: Plan) -> float:
    """The most that a type gains by the other answer to a demand that is made."""
    gains = []
    for kind in (0, 1):
        for demand in terms.demands:
            answer = terms.accepts(kind, demand)
            gains.append(_outcome(terms, kind, demand, not answer)[1] - _outcome(terms, kind, demand, answer)[1])
    return max(gains)


def _gain_of_mediator(terms: AdviceTerms, plan: Plan) -> float:
    """The most that the mediator gains after a finding by one report for sure."""
    gain = 0.0
    for finding in (0, 1):
        chances = terms.chances[finding]

        def worth(demands: list[Pair], chances: Pair = chances) -> float:
            return sum(
                p * chances[kind] / sum(chances) * _outcome(terms, kind, x, terms.accepts(kind, x))[2]
                for x, p in demands
                for kind in (0, 1)
            )

        now = worth(_demanded(terms, plan, finding))
        gain = max(gain, *(worth(_after(terms, plan, report)) - now for report in (0, 1)))
    return gain

"""A demand under advice: what can be demanded, what war would bring, what the mediator finds and wants.

The first party demands; the second, of a *weak* or a *resolved* type, accepts what gives it no less than war would.
The mediator finds one of the two and is right with a probability. Indices: 0 weak, 1 resolved, for types and findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

Pair = tuple[float, float]

TIE = 1e-9
"""Payoffs and probabilities closer than this, as a share of what there is to win, are equal."""


@dataclass(frozen=True)
class AdviceTerms:
    """Payoffs in one unit: shares of a pie of 1, or points.

    `frontier`: payoffs (first, second) of what can be agreed, from the second's best to the first's, straight between
    its corners. `war_first`: what war is worth to the first party; `war_second`: to each type of the second;
    `issue_in_war`: what the first party gets of the matter itself in war, its costs of war left out. `resolved`:
    probability of the resolved type; `accuracy`: that the mediator finds the true type. `bias`: what a unit of the
    first party's payoff is worth to the mediator; `peace`: what war costs it.
    """

    frontier: tuple[Pair, ...]
    war_first: float
    war_second: Pair
    issue_in_war: float
    resolved: float
    accuracy: float
    bias: float
    peace: float

    @property
    def span(self) -> float:
        """What there is to win for the first party."""
        return abs(self.frontier[-1][0] - self.frontier[0][0]) or 1.0

    def second(self, demand: float) -> float:
        """What the second party gets when it accepts a demand."""
        x, y = np.array(self.frontier).T
        return float(np.interp(demand, x, y))

    @cached_property
    def demands(self) -> Pair:
        """The largest demand that a weak and that a resolved second party accepts."""
        x, y = np.array(self.frontier)[::-1].T  # y rises
        weak, resolved = (float(np.interp(war, y, x)) for war in self.war_second)
        return weak, resolved

    def accepts(self, kind: int, demand: float) -> bool:
        """Whether a type of the second party accepts a demand; where it is indifferent, it does."""
        return self.second(demand) >= self.war_second[kind] - TIE * self.span

    @cached_property
    def chances(self) -> tuple[Pair, Pair]:
        """Probability of each type (weak, resolved) together with each finding: chances[finding][type]."""
        weak, right, wrong = 1.0 - self.resolved, self.accuracy, 1.0 - self.accuracy
        return (weak * right, self.resolved * wrong), (weak * wrong, self.resolved * right)

    @cached_property
    def beliefs(self) -> Pair:
        """Probability that the second party is resolved, after each finding."""
        weak, resolved = (pair[1] / sum(pair) for pair in self.chances)
        return weak, resolved

    @property
    def threshold(self) -> float:
        """The belief at which the large and the small demand are worth the same to the first party; it makes the large
        one below. Where both demands are one, 1: nothing is risked."""
        large, small = self.demands
        return (large - small) / (large - self.war_first) if large - small > TIE * self.span else 1.0

    @property
    def advantages(self) -> Pair:
        """What the large demand is worth to the mediator over the small one, after each finding."""
        weak, resolved = (self.bias * stake - self.peace * belief for stake, belief in self.stakes)
        return weak, resolved

    @property
    def stakes(self) -> tuple[Pair, Pair]:
        """By how much the large demand raises what the first party gets of the matter, and the risk, by finding."""
        (large, small), g = self.demands, self.issue_in_war
        weak, resolved = (((1.0 - b) * large + b * g - small, b) for b in self.beliefs)
        return weak, resolved

    @property
    def movable(self) -> bool:
        """Whether honest advice would move the demand: small after one finding, large after the other."""
        (weak, resolved), limit = self.beliefs, self.threshold
        distinct = self.demands[0] - self.demands[1] > TIE * self.span and resolved - weak > TIE
        return distinct and weak <= limit + TIE and resolved >= limit - TIE

"""The sanctions threat game as data: its parameters, its payoffs, and what follows from them alone."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass

from bargain.strategic.private.cost import Cost
from bargain.tolerances import EQUAL


@dataclass(frozen=True)
class SanctionsGame:
    """Parameters, all in points but for the probability `success` (0 to 1); see `bargain.sanctions_threat`."""

    sender: str
    target: str
    sender_stake: float
    target_stake: float
    sender_cost: Cost
    target_cost: Cost
    audience_cost: float
    threat_cost: float
    success: float

    @property
    def tie(self) -> float:
        """Payoffs closer than this, in points, are equal: the package's tolerance, or rounding where it is coarser."""
        numbers = (self.sender_stake, self.target_stake, self.audience_cost, self.threat_cost, self.sender_cost.low)
        return max(EQUAL, 8 * sys.float_info.epsilon * max(numbers))

    @property
    def resolve_bound(self) -> float:
        """A sender imposes when its cost is below audience_cost + success · sender_stake, points."""
        return self.audience_cost + self.success * self.sender_stake

    @property
    def resolve(self) -> tuple[float, float]:
        """Probability that the sender strictly prefers to impose, and that it is indifferent."""
        more, at_least = self.sender_cost.above(self.resolve_bound, self.tie)
        return 1.0 - at_least, at_least - more

    def threshold(self, imposition: float) -> float:
        """The target's cost below which it stands firm: target_stake · (1 / imposition − success), points."""
        return math.inf if imposition <= 0 else self.target_stake * (1.0 / imposition - self.success)

    def imposition_at(self, threshold: float) -> float:
        """The probability of imposing that makes a target with cost `threshold` indifferent; may be above 1."""
        whole = threshold + self.success * self.target_stake
        return self.target_stake / whole if whole > 0 else math.inf

    def compliance(self, imposition: float) -> tuple[float, float]:
        """Least and most probability of compliance among the target's best replies to `imposition`."""
        if imposition <= 0:
            return 0.0, 0.0
        return self.target_cost.above(self.threshold(imposition), self.tie / imposition)

    def worth_bluffing(self, q: float) -> float:
        """Gain of threatening, points, for a sender that would back down, when the target complies with `q`."""
        return q * self.sender_stake - (1.0 - q) * self.audience_cost - self.threat_cost

    def target_payoff(self, imposition: float) -> float:
        """The target's expected payoff once threatened, points: its best reply, averaged over its types."""
        if imposition <= 0:
            return 0.0
        return imposition * self.target_cost.shortfall(self.threshold(imposition)) - self.target_stake

"""One equilibrium of the sanctions threat game: who does what, what it brings, and how much a deviation could gain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.frozen import FrozenDict
from bargain.strategic.private.cost import Atoms
from bargain.strategic.sanctions.game import SanctionsGame


@dataclass(frozen=True)
class SanctionsEquilibrium:
    """One equilibrium; all costs and payoffs in points.

    `threat`: probability of a threat. `compliance`: of compliance once threatened. `imposition`: that sanctions follow
    when the target stands firm (after a threat that is never made: what the target would expect).
    `threshold`: the target stands firm at a cost below it, infinite when it always does. `sender_threshold`,
    `bluffing`: where the sender's cost is private, it threatens at a cost below the one; and of the types that would
    back down, the other is the share that threatens; both None otherwise.
    `payoffs`: party → expected payoff over the status quo, before anyone knows its type. `deviation`: the most that any
    party of any type could gain by another strategy, after every history. `outcome`: the same in words.
    """

    threat: float
    compliance: float
    imposition: float
    threshold: float
    payoffs: FrozenDict[str, float]
    deviation: float
    outcome: str
    sender_threshold: float | None = None
    bluffing: float | None = None

    @property
    def probabilities(self) -> FrozenDict[str, float]:
        """How the game ends → probability; they sum to 1. Imposition counts whether or not sanctions then succeed."""
        firm = self.threat * (1.0 - self.compliance)
        return FrozenDict(
            {
                "no threat": 1.0 - self.threat,
                "compliance": self.threat * self.compliance,
                "imposition": firm * self.imposition,
                "backing down": firm * (1.0 - self.imposition),
            }
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Who does what, when."""
        return (self.outcome,)

    @property
    def failure(self) -> float:
        """Probability that sanctions are imposed."""
        return self.probabilities["imposition"]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; None for a threshold that no cost reaches."""
        return {
            "outcome": self.outcome,
            "threat": self.threat,
            "compliance": self.compliance,
            "imposition": self.imposition,
            "probabilities": dict(self.probabilities),
            "threshold": _finite(self.threshold),
            "sender_threshold": _finite(self.sender_threshold),
            "bluffing": self.bluffing,
            "payoffs": dict(self.payoffs),
            "deviation": self.deviation,
        }


def _finite(number: float | None) -> float | None:
    return None if number is None or math.isinf(number) else number


def equilibrium(
    game: SanctionsGame,
    threat: float,
    compliance: float,
    imposition: float,
    sender_payoff: float,
    *,
    sender_threshold: float | None = None,
    bluffing: float | None = None,
) -> SanctionsEquilibrium:
    """The equilibrium of these strategies, with its evidence; `sender_payoff` in points, before types are known."""
    threshold = game.threshold(imposition)
    if sender_threshold is None:
        gain = _sender_gain(game, threat, compliance, imposition)
    else:
        gain = _sender_types_gain(game, compliance, sender_threshold, bluffing or 0.0)
    payoffs = {game.sender: sender_payoff, game.target: threat * game.target_payoff(imposition)}
    return SanctionsEquilibrium(
        threat,
        compliance,
        imposition,
        threshold,
        FrozenDict({party: payoff + 0.0 for party, payoff in payoffs.items()}),
        max(gain, _target_gain(game, imposition, threshold), 0.0),
        _in_words(game, threat, compliance, imposition, threshold, sender_threshold, bluffing),
        sender_threshold,
        bluffing,
    )


def _sender_gain(game: SanctionsGame, p: float, q: float, m: float) -> float:
    """The most that a sender of known cost gains by another plan, or by another last move."""
    impose, back_down = game.success * game.sender_stake - game.sender_cost.low, -game.audience_cost
    last = m * impose + (1 - m) * back_down
    best = max(impose, back_down)
    threatening = q * game.sender_stake + (1 - q) * last - game.threat_cost
    other = q * game.sender_stake + (1 - q) * best - game.threat_cost
    return max(best - last, max(other, 0.0) - p * threatening)


def _sender_types_gain(game: SanctionsGame, q: float, threshold: float, bluffing: float) -> float:
    """The most that any type of the sender gains by threatening where it does not, or the other way round."""
    costs = game.sender_cost.grid(threshold)
    best = np.maximum(game.success * game.sender_stake - costs, -game.audience_cost)
    worth = q * game.sender_stake + (1 - q) * best - game.threat_cost
    chance = np.where(costs < threshold, 1.0, np.where(costs >= game.resolve_bound, bluffing, 0.0))
    return float((np.maximum(worth, 0.0) - chance * worth).max())


def _target_gain(game: SanctionsGame, m: float, threshold: float) -> float:
    """The most that any type of the target gains by complying where it stands firm, or the other way round."""
    costs = game.target_cost.grid(threshold)
    firm = -m * (game.success * game.target_stake + costs)
    gap = firm + game.target_stake  # what standing firm brings over compliance
    wrong = np.where(costs < threshold, -gap, gap)
    tied = (np.abs(gap) <= game.tie) & isinstance(game.target_cost, Atoms)  # such a type may do either
    return float(np.where(tied, np.abs(gap), wrong).max())


def _in_words(
    game: SanctionsGame,
    p: float,
    q: float,
    m: float,
    threshold: float,
    sender_threshold: float | None,
    bluffing: float | None,
) -> str:
    sender, target = game.sender, game.target
    types = ""
    if 0 < q < 1 and not game.target_cost.known:
        types = f" (at a cost of sanctions above {threshold:.6g} points)"
    reply = _clause(target, q, "complies", "stands firm", types)
    last = f"{sender} {_clause('', m, 'imposes sanctions', 'backs down').strip()}"
    if p == 0:
        would = _clause(target, q, "would comply", "would stand firm", types)
        after = _clause(sender, m, "would impose sanctions", "would back down")
        belief = "the target expects: " if sender_threshold is not None else ""
        return f"{sender} does not threaten; the status quo stays (after a threat {would}; after that {belief}{after})"
    said = f"{sender} threatens" if p == 1 else f"{sender} threatens with probability {p:.4g}"
    if sender_threshold is not None and p < 1:
        bluffs = f", and {bluffing:.4g} of the types that would back down" if bluffing else ""
        said += f" (at a cost of sanctions below {sender_threshold:.6g} points{bluffs})"
    if q == 1:
        after = _clause(sender, m, "would impose sanctions", "would back down")
        return f"{said}; {reply}; had it stood firm, {after}"
    return f"{said}; {reply}; if it stands firm, {last}"


def _clause(who: str, chance: float, one: str, other: str, note: str = "") -> str:
    """Who does the one thing or the other, with what probability."""
    if chance in (0, 1):
        return f"{who} {one if chance else other}"
    return f"{who} {one} with probability {chance:.4g}{note}, else {other}"

"""What a concept returns: the agreement or lottery, what it gives each party, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargain.game.frozen import FrozenDict
from bargain.showing import Shown

Agreement = FrozenDict[str, Any]
"""Issue → outcome: a text for a choice, a number for a range."""


@dataclass(frozen=True)
class Solution(Shown):
    """The answer of one concept.

    `agreement`: what is settled, or None when there is no deal or when the answer is a proper lottery.
    `lottery`: ((probability, agreement), …), one entry for a sure agreement, none when there is no deal.
    `payoffs`, `disagreement`: party → points; without a deal the payoffs are the disagreement.
    `ties`: other agreements that the concept ranks equal; `more_ties` says that the list was cut.
    `method`: how it was found; `gap`: proven bound, in points of the concept's measure, on what a better answer
    could still gain; 0.0 when exact. `steps`: the procedure's steps in words, for concepts that are procedures.
    """

    concept: str
    agreement: Agreement | None
    lottery: tuple[tuple[float, Agreement], ...]
    payoffs: FrozenDict[str, float]
    disagreement: FrozenDict[str, float]
    ties: tuple[Agreement, ...] = ()
    method: str = ""
    gap: float = 0.0
    more_ties: bool = False
    steps: tuple[str, ...] = ()

    @property
    def deal(self) -> bool:
        """Whether there is an agreement or a lottery over agreements."""
        return bool(self.lottery)

    @property
    def gains(self) -> FrozenDict[str, float]:
        """Party → payoff minus disagreement, in points."""
        return FrozenDict({p: u - self.disagreement[p] for p, u in self.payoffs.items()})

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: the same that the command line prints with --json."""
        return {
            "concept": self.concept,
            "agreement": None if self.agreement is None else dict(self.agreement),
            "lottery": [{"probability": p, "agreement": dict(a)} for p, a in self.lottery],
            "payoffs": dict(self.payoffs),
            "disagreement": dict(self.disagreement),
            "gains": dict(self.gains),
            "ties": [dict(a) for a in self.ties],
            "method": self.method,
            "gap": self.gap,
            **({"more_ties": True} if self.more_ties else {}),
            **({"steps": list(self.steps)} if self.steps else {}),
        }

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> list[str]:
        head = f"{self.concept}: " + ("" if self.deal else "no deal; everyone gets the outside option")
        lines = [head.rstrip()]
        for probability, agreement in self.lottery:
            chance = "" if len(self.lottery) == 1 else f"with probability {probability:.4g}: "
            lines.append(f"  {chance}{in_words(agreement)}")
        for party, payoff in self.payoffs.items():
            lines.append(f"  {party}: {payoff:.4f} points, {self.gains[party]:+.4f} over disagreement")
        if self.ties:
            lines.append(f"  {len(self.ties)}{' or more' if self.more_ties else ''} other agreements rank equal")
        lines.append(f"  found by {self.method}; gap {self.gap:.1e}")
        return lines


def in_words(agreement: Mapping[str, Any]) -> str:
    """An agreement on one line."""
    return "; ".join(f"{k}: {v if isinstance(v, str) else format(v, '.6g')}" for k, v in agreement.items())

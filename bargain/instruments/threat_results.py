"""What threats lead to: threats, disagreement and solution, and whether each threat is credible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bargain.errors import NoEquilibriumError
from bargain.frames import frame
from bargain.game.frozen import FrozenDict
from bargain.payoffs.solution import Solution
from bargain.showing import Shown
from bargain.tolerances import EQUAL

if TYPE_CHECKING:
    import pandas

Threat = tuple[tuple[float, FrozenDict[str, str]], ...]
"""((probability, {lever: level}), …): one entry for a threat that is no lottery."""


@dataclass(frozen=True)
class ThreatPoint:
    """One combination of threats and what follows from it; all numbers but probabilities in points.

    `threats`: party → its threat, for parties that hold levers. `disagreement`: payoffs if the threats were carried
    out, expected where they are lotteries. `solution`: what is agreed. `regret`: what each holder would gain by its
    best levels instead of its threat, called upon to carry it out. `deviation`: the most that another threat could
    bring its holder at the solution.
    """

    threats: FrozenDict[str, Threat]
    disagreement: FrozenDict[str, float]
    solution: Solution
    regret: FrozenDict[str, float]
    deviation: float

    @property
    def payoffs(self) -> FrozenDict[str, float]:
        """Payoff of every party at the solution."""
        return self.solution.payoffs

    @property
    def credible(self) -> FrozenDict[str, bool]:
        """Whether each holder would carry out its threat if called: it has no regret."""
        return FrozenDict({party: regret <= EQUAL for party, regret in self.regret.items()})

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "threats": {
                party: [{"probability": p, "levels": dict(levels)} for p, levels in threat]
                for party, threat in self.threats.items()
            },
            "disagreement": dict(self.disagreement),
            "payoffs": dict(self.payoffs),
            "solution": self.solution.to_dict(),
            "regret": dict(self.regret),
            "credible": dict(self.credible),
            "deviation": self.deviation,
        }

    def lines(self) -> list[str]:
        """The point in words, a line for each threat."""
        payoffs = ", ".join(f"{p} {u:.4f} (without: {self.disagreement[p]:.4f})" for p, u in self.payoffs.items())
        lines = [payoffs + ("" if self.solution.deal else "; no deal")]
        for party, threat in self.threats.items():
            mark = "credible" if self.credible[party] else f"not credible, regret {self.regret[party]:.4f}"
            lines.append(f"  {party} threatens {threat_in_words(threat)} ({mark})")
        return lines


@dataclass(frozen=True)
class ThreatResult(Shown):
    """The answer of the variable-threat game.

    `equilibria`: every combination of threats that none can better for itself, one alone where threats may be
    lotteries; the properties below are those of the first. `credible_only`: the same where only credible threats may be
    made: nobody would regret its threat, and none has another credible one that brings it more. `method`: how they were
    found. `left_out`: (lever, why) of levers that stay as the file has them.
    """

    parties: tuple[str, ...]
    equilibria: tuple[ThreatPoint, ...]
    credible_only: tuple[ThreatPoint, ...]
    method: str
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def first(self) -> ThreatPoint:
        """The first equilibrium. Raises NoEquilibriumError when there is none."""
        if not self.equilibria:
            raise NoEquilibriumError(f"threats: no combination is an equilibrium; looked through {self.method}")
        return self.equilibria[0]

    @property
    def payoffs(self) -> FrozenDict[str, float]:
        """Payoff of every party at the solution, in points."""
        return self.first.payoffs

    @property
    def threats(self) -> FrozenDict[str, Threat]:
        """Party → ((probability, {lever: level}), …)."""
        return self.first.threats

    @property
    def disagreement(self) -> FrozenDict[str, float]:
        """Payoffs if the threats were carried out, in points."""
        return self.first.disagreement

    @property
    def solution(self) -> Solution:
        """What is agreed under the threats."""
        return self.first.solution

    @property
    def regret(self) -> FrozenDict[str, float]:
        """Holder → points that it would gain by its best levels instead of its threat, if called."""
        return self.first.regret

    @property
    def credible(self) -> FrozenDict[str, bool]:
        """Holder → whether it would carry out its threat if called."""
        return self.first.credible

    @property
    def deviation(self) -> float:
        """The most that another threat could bring its holder at the solution, in points."""
        return self.first.deviation

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {equilibria, credible_only, method, left_out}."""
        return {
            "equilibria": [point.to_dict() for point in self.equilibria],
            "credible_only": [point.to_dict() for point in self.credible_only],
            "method": self.method,
            "left_out": dict(self.left_out),
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row an equilibrium and party: its threat in words, its disagreement, payoff and regret."""
        rows = []
        for among, points in (("all threats", self.equilibria), ("credible only", self.credible_only)):
            for number, point in enumerate(points):
                for party in self.parties:
                    row = {"among": among, "equilibrium": number, "party": party}
                    row["threat"] = threat_in_words(point.threats[party]) if party in point.threats else ""
                    row |= {"disagreement": point.disagreement[party], "payoff": point.payoffs[party]}
                    rows.append({**row, "regret": point.regret.get(party)})
        return frame(rows)

    def __repr__(self) -> str:
        lines = [line for point in self.equilibria for line in point.lines()] or ["no equilibrium in pure threats"]
        lines += ["with credible threats only:"] if self.credible_only else ["no equilibrium of credible threats"]
        lines += ["  " + line for point in self.credible_only for line in point.lines()]
        lines += [f"left as in the file: {lever}, {why}" for lever, why in self.left_out]
        gain = max((point.deviation for point in self.equilibria), default=0.0)
        return "\n".join([*lines, f"found by {self.method}; largest gain from another threat {gain:.1e}"])


def threat_in_words(threat: Threat) -> str:
    """A threat on one line."""
    shown = []
    for probability, levels in threat:
        settings = " with ".join(f"{lever}: {level}" for lever, level in levels.items())
        shown.append(settings if len(threat) == 1 else f"{settings} with probability {probability:.4g}")
    return " or ".join(shown)

"""Solutions side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bargain.errors import ConceptError
from bargain.frames import frame
from bargain.payoffs.solution import Solution, in_words
from bargain.registry import did_you_mean
from bargain.showing import Shown

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Comparison(Shown):
    """One solution a concept, in alphabetical order; `left_out`: (concept, why it is not defined here)."""

    parties: tuple[str, ...]
    solutions: tuple[Solution, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[Solution]:
        return iter(self.solutions)

    def __len__(self) -> int:
        return len(self.solutions)

    def __getitem__(self, concept: str) -> Solution:
        for solution in self.solutions:
            if solution.concept == concept:
                return solution
        reasons = dict(self.left_out)
        if concept in reasons:
            raise ConceptError(reasons[concept])
        raise ConceptError(f"no concept {concept!r}; {did_you_mean(concept, [s.concept for s in self.solutions])}")

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {solutions: […], left_out: {concept: why}}."""
        return {"solutions": [s.to_dict() for s in self.solutions], "left_out": dict(self.left_out)}

    def to_frame(self) -> pandas.DataFrame:
        """One row a concept: payoff and gain of each party, then the agreement in words."""
        rows = []
        for s in self.solutions:
            row: dict[str, Any] = {"concept": s.concept}
            row |= {party: s.payoffs[party] for party in self.parties}
            row |= {f"gain of {party}": s.gains[party] for party in self.parties}
            rows.append({**row, "settled": settled_in_words(s), "method": s.method, "gap": s.gap})
        return frame(rows).set_index("concept")

    def __repr__(self) -> str:
        width = max([len(s.concept) for s in self.solutions], default=0)
        head = " " * width + "".join(f"  {p:>12}" for p in self.parties)
        lines = [head]
        for s in self.solutions:
            payoffs = "".join(f"  {s.payoffs[p]:12.4f}" for p in self.parties)
            lines.append(f"{s.concept:<{width}}{payoffs}  {settled_in_words(s)}")
        return "\n".join(lines)


def settled_in_words(solution: Solution) -> str:
    """What a solution settles, on one line."""
    if not solution.deal:
        return "no deal"
    if solution.agreement is not None:
        return in_words(solution.agreement)
    return "; or ".join(f"{p:.3g}: {in_words(a)}" for p, a in solution.lottery)

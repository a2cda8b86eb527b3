"""What levers, and outside options themselves, move: each concept's payoffs by level and per point of disagreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import names_of, solve
from bargain.errors import ConceptError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.instruments.lever_paths import moves_only_outside_options
from bargain.instruments.nearby import Nearby
from bargain.instruments.slopes import Slope, farthest_step, slope
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution
from bargain.showing import Shown

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class LeverEffect:
    """One lever at one level, all others as in the file.

    `disagreement`: payoffs without agreement there; `moved`: their change from the file's; `solution`: the concept's
    answer there; `change`: of its payoffs from the answer as the file stands. Points.
    """

    lever: str
    held_by: str
    level: str
    disagreement: FrozenDict[str, float]
    moved: FrozenDict[str, float]
    solution: Solution
    change: FrozenDict[str, float]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "lever": self.lever,
            "held_by": self.held_by,
            "level": self.level,
            "disagreement": dict(self.disagreement),
            "moved": dict(self.moved),
            "solution": self.solution.to_dict(),
            "change": dict(self.change),
        }


@dataclass(frozen=True)
class Leverage(Shown):
    """`effects`: each lever at each level, concept by concept. `slopes`: each concept by each party's disagreement."""

    parties: tuple[str, ...]
    effects: tuple[LeverEffect, ...]
    slopes: tuple[Slope, ...]

    def effect(self, lever: str, level: str, concept: str = "nash") -> LeverEffect:
        """The effect of one lever at one level on one concept."""
        return next(e for e in self.effects if (e.lever, e.level, e.solution.concept) == (lever, level, concept))

    def slope(self, party: str, concept: str = "nash") -> Slope:
        """The slope of one concept by the disagreement of one party."""
        return next(s for s in self.slopes if (s.party, s.concept) == (party, concept))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {effects, slopes}."""
        return {"effects": [e.to_dict() for e in self.effects], "slopes": [s.to_dict() for s in self.slopes]}

    def to_frame(self) -> pandas.DataFrame:
        """One row a lever, level and concept: changes of disagreement and of payoffs."""
        rows = []
        for e in self.effects:
            row: dict[str, Any] = {"lever": e.lever, "level": e.level, "concept": e.solution.concept}
            row |= {f"disagreement of {p}": e.moved[p] for p in self.parties}
            rows.append({**row, **{p: e.change[p] for p in self.parties}})
        return frame(rows)

    def __repr__(self) -> str:
        lines = []
        for e in self.effects:
            moved = ", ".join(f"{p} {e.moved[p]:+.4f}" for p in self.parties)
            change = ", ".join(f"{p} {e.change[p]:+.4f}" for p in self.parties)
            lines.append(f"{e.lever} at {e.level!r}: without agreement {moved}; {e.solution.concept}: {change}")
        for s in self.slopes:
            up = ", ".join(f"{p} {s.up[p]:+.4f}" for p in self.parties)
            mark = " (kink)" if s.kink else ""
            lines.append(f"{s.concept}, per point of the outside option of {s.party}: {up}{mark}")
        return "\n".join(lines)


def leverage(game: BargainingGame, *, concepts: Iterable[str] | None = None, lotteries: bool | None = None) -> Leverage:
    """How each concept's payoffs (all that are defined for the game, or `concepts`) move with each lever's level and
    with each party's disagreement. A game without levers has slopes alone."""
    problem = BargainingProblem.from_game(game, lotteries=bool(lotteries))
    d = problem.disagreement
    levels = [(lever, level, game.at_levels({lever.name: level})) for lever in game.levers for level in lever.levels]
    outside = {lever.name for lever in game.levers if moves_only_outside_options(lever)}
    moved = [d, *(_disagreement(there) for lever, _, there in levels if lever.name in outside)]
    nearby = Nearby(problem, np.min(moved, axis=0) - farthest_step(d))
    base = _defined(nearby, concepts)
    effects = []
    for lever, level, there in levels:
        new = _disagreement(there)
        for name, before in base.items():
            found = nearby.solve(name, new) if lever.name in outside else solve(there, name, lotteries=lotteries)
            shift = FrozenDict(zip(problem.parties, (new - d).tolist(), strict=True))
            change = FrozenDict({p: found.payoffs[p] - before.payoffs[p] for p in problem.parties})
            held_by = lever.held_by
            effects.append(LeverEffect(lever.name, held_by, level, found.disagreement, shift, found, change))
    slopes = [slope(nearby, name, i) for name in base for i in range(len(problem.parties))]
    return Leverage(game.party_names, tuple(effects), tuple(slopes))


def _disagreement(game: BargainingGame) -> Array:
    d = game.disagreement
    return np.array([d[p] for p in game.party_names])


def _defined(nearby: Nearby, concepts: Iterable[str] | None) -> dict[str, Solution]:
    """Concept → its solution as the file stands: `concepts`, or all that are defined for the game."""
    found = {}
    for name in CONCEPTS if concepts is None else names_of(concepts):
        try:
            found[name] = nearby.solve(name, nearby.problem.disagreement)
        except ConceptError:
            if concepts is not None:
                raise
    return found

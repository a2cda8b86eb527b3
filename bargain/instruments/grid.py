"""The table over all combinations of levels of some levers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.comparison import settled_in_words
from bargain.concepts.solving import names_of, solve
from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.frozen import FrozenDict
from bargain.game.names import known, listed
from bargain.instruments.lever_paths import moves_only_outside_options
from bargain.instruments.nearby import Nearby
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.solution import Solution
from bargain.showing import Shown

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class GridRow:
    """One combination: lever → level, the disagreement there, and one solution for each concept."""

    levels: FrozenDict[str, str]
    disagreement: FrozenDict[str, float]
    solutions: tuple[Solution, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "levels": dict(self.levels),
            "disagreement": dict(self.disagreement),
            "solutions": [s.to_dict() for s in self.solutions],
        }


@dataclass(frozen=True)
class LeverGrid(Shown):
    """All combinations of levels of `levers`, in file order; payoffs in points."""

    levers: tuple[str, ...]
    parties: tuple[str, ...]
    rows: tuple[GridRow, ...]

    def __iter__(self) -> Iterator[GridRow]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {levers, rows}."""
        return {"levers": list(self.levers), "rows": [row.to_dict() for row in self.rows]}

    def to_frame(self) -> pandas.DataFrame:
        """One row a combination and concept: levels, disagreement, payoffs, what is settled."""
        rows = []
        for row in self.rows:
            for s in row.solutions:
                line: dict[str, Any] = {**row.levels, "concept": s.concept}
                line |= {f"disagreement of {p}": row.disagreement[p] for p in self.parties}
                rows.append({**line, **{p: s.payoffs[p] for p in self.parties}, "settled": settled_in_words(s)})
        return frame(rows)

    def __repr__(self) -> str:
        lines = []
        for row in self.rows:
            levels = ", ".join(f"{lever}: {level}" for lever, level in row.levels.items())
            for s in row.solutions:
                payoffs = ", ".join(
                    f"{p} {s.payoffs[p]:.4f} (without: {row.disagreement[p]:.4f})" for p in self.parties
                )
                lines.append(f"{levels}; {s.concept}: {payoffs}")
        return "\n".join(lines)


def chosen_levers(game: BargainingGame, levers: Iterable[str] | None) -> tuple[str, ...]:
    """Names of the levers asked for, all when None; GameError when there are none, or for an unknown one."""
    names = [lever.name for lever in the_game(game).levers]
    if not names:
        raise GameError('levers: the game has none; add [levers."name"] with held_by and levels, or with_lever(…)')
    if levers is None:
        return tuple(names)
    return tuple(known(name, names, "levers", "lever") for name in listed(levers, "levers"))


def grid(
    game: BargainingGame,
    levers: Iterable[str] | None = None,
    *,
    concepts: Iterable[str] = ("nash",),
    lotteries: bool | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> LeverGrid:
    """Solutions at every combination of levels of `levers` (all of the game's when None).

    `progress(done, total)` is called after each combination. Raises GameError when the game has no levers or none of
    that name.
    """
    names = chosen_levers(game, levers)
    wanted = names_of(concepts)
    held = {lever.name: lever for lever in game.levers}
    combinations = [FrozenDict(zip(names, one, strict=True)) for one in product(*(held[n].levels for n in names))]
    games = [game.at_levels(levels) for levels in combinations]
    nearby = None
    if all(moves_only_outside_options(held[name]) for name in names):  # what can be agreed is the same everywhere
        found = [_vector(there.disagreement) for there in games]
        nearby = Nearby(BargainingProblem.from_game(game, lotteries=bool(lotteries)), np.min(found, axis=0))
    rows = []
    for done, (levels, there) in enumerate(zip(combinations, games, strict=True)):
        d = there.disagreement
        if nearby is None:
            solutions = tuple(solve(there, concept, lotteries=lotteries) for concept in wanted)
        else:
            solutions = tuple(nearby.solve(concept, _vector(d)) for concept in wanted)
        rows.append(GridRow(levels, d, solutions))
        if progress is not None:
            progress(done + 1, len(combinations))
    return LeverGrid(names, game.party_names, tuple(rows))


def _vector(disagreement: FrozenDict[str, float]) -> Any:
    return np.array(list(disagreement.values()))

"""Levers: what somebody can set that moves the others' outside options."""

from collections.abc import Mapping
from dataclasses import dataclass

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.names import text
from bargain.game.quantity import Number, quantity


@dataclass(frozen=True, slots=True)
class Lever:
    """Something `held_by` can set: each level lays numbers over the file's, by their paths."""

    name: str
    held_by: str
    levels: FrozenDict[str, FrozenDict[str, Number]]

    def __post_init__(self) -> None:
        where = f"levers.{text(self.name, 'levers')}"
        text(self.held_by, f"{where}.held_by")
        if not isinstance(self.levels, Mapping) or not self.levels:
            raise GameError(f"{where}.levels: {self.levels!r}; write levels = {{name = {{}}, other = {{\"path\" = 1}}}}")
        levels = {}
        for level, changes in self.levels.items():
            if not isinstance(changes, Mapping):
                raise GameError(f'{where}.levels.{level}: {changes!r}; write {{"path.to.number" = 1}}')
            levels[level] = FrozenDict({p: quantity(x, f"{where}.levels.{level}.{p}") for p, x in changes.items()})
        object.__setattr__(self, "levels", FrozenDict(levels))

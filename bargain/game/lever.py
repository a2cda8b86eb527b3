"""Levers: what somebody can set that moves the others' outside options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.names import shown, text
from bargain.game.paths import join, locate, split
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
            raise GameError(
                f"{where}.levels: {shown(self.levels)} names no level; "
                f'write levels = {{name = {{}}, other = {{"path" = 1}}}}'
            )
        levels = {}
        for level, changes in self.levels.items():
            text(level, f"{where}.levels")
            if not isinstance(changes, Mapping):
                raise GameError(f'{where}.levels.{level}: {shown(changes)} is no table; write {{"path.to.number" = 1}}')
            levels[level] = FrozenDict({p: quantity(x, f"{where}.levels.{level}.{p}") for p, x in changes.items()})
        object.__setattr__(self, "levels", FrozenDict(levels))


def following(
    levers: tuple[Lever, ...], document: dict[str, Any], moved: Mapping[tuple[str, ...], Mapping[int, int]]
) -> tuple[Lever, ...]:
    """`levers` for a game that lost some parts and now has the form `document`: paths to what is gone are gone too.

    `moved`: parts of the path of a list, such as ("linkages",) → old position → new position of what is still in it.
    """

    def follow(path: str) -> str | None:
        parts = split(path)
        for place, positions in moved.items():
            at = len(place)
            if tuple(parts[:at]) == place and len(parts) > at and parts[at].isdecimal():
                old = int(parts[at])
                new = positions.get(old)
                path = path if new == old else join([*place, str(new), *parts[at + 1 :]])
                return None if new is None else path
        try:
            locate(document, path)
        except GameError:
            return None
        return path

    def kept(changes: Mapping[str, Number]) -> FrozenDict[str, Number]:
        return FrozenDict({new: x for path, x in changes.items() if (new := follow(path)) is not None})

    return tuple(
        Lever(v.name, v.held_by, FrozenDict({level: kept(changes) for level, changes in v.levels.items()}))
        for v in levers
    )


def places_kept(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Position in `old` → position in `new`, which is `old` less some entries."""
    kept: dict[int, int] = {}
    for k, entry in enumerate(old):
        if len(kept) < len(new) and entry is new[len(kept)]:
            kept[k] = len(kept)
    return kept

"""What varies together: one number alone, all weights of a ranking, or numbers that keep a sum."""

from __future__ import annotations

from dataclasses import dataclass

from bargain.errors import GameError
from bargain.game.paths import join
from bargain.uncertainty.sampling.space import Space


@dataclass(frozen=True)
class Group:
    """`name`: the path of a number, or what its members are; `positions`: in a row; `alone`: whether it is a number."""

    name: str
    positions: tuple[int, ...]
    alone: bool


def groups_of(space: Space) -> tuple[Group, ...]:
    """The groups of a space, independent of one another, in the order of its positions.

    Raises GameError where there are none.
    """
    if not space.paths:
        raise GameError(f"{space.layout.game.title!r}: no number has a range, so nothing varies; write low and high")
    together = {k for held in space.sums for k in held.positions}
    found = [Group(held.name, held.positions, False) for held in space.sums]
    for (party, _), (first, end) in zip(space.layout.ranked, space.ranked, strict=True):
        found.append(Group(join(["rankings", party]), tuple(range(first, end)), False))
        together |= set(range(first, end))
    found += [Group(path, (k,), True) for k, path in enumerate(space.paths) if k not in together]
    return tuple(sorted(found, key=lambda group: group.positions))

"""Which numbers a lever sets: whether any has a say in what an agreement is worth."""

from collections.abc import Iterator

from bargain.game.lever import Lever
from bargain.game.paths import split

HELD_OUTSIDE = frozenset({("parties", "discount_rate"), ("issues", "status_quo")})
"""Numbers of a party or an issue that only outside options read: first and last part of a path of three."""


def moves_only_outside_options(lever: Lever) -> bool:
    """Whether no number that the lever sets has a say in what an agreement is worth."""
    return not any(True for _ in elsewhere(lever))


def elsewhere(lever: Lever) -> Iterator[str]:
    """Paths that a lever sets beyond the outside option: numbers that may have a say in what an agreement is worth."""
    for changes in lever.levels.values():
        for path in changes:
            parts = split(path)
            held_outside = len(parts) == 3 and (parts[0], parts[2]) in HELD_OUTSIDE
            if parts[0] != "outside_option" and not held_outside:
                yield path

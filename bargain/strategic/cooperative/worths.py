"""What every coalition is worth, as one array: entry m is the worth of the players whose bits are set in m."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import GameError, TooLargeError
from bargain.game.calling import called
from bargain.game.names import shown
from bargain.strategic.terms.parameters import entries, number

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Player = Hashable
Worth = Callable[[frozenset[Any]], Any] | Mapping[Any, Any]

MOST_PLAYERS = 14
"""With more, the programmes of the nucleolus no longer take a second."""

ROUNDING = 1e-12
"""Worths closer than this, as a share of the largest, are equal."""

SHORT = 1e-10
"""A coalition that falls short by less, as a share of the game's size, is not short."""


@dataclass(frozen=True, eq=False)
class Worths:
    """`players`: as they were given, in order. `table`: worth of every coalition, shape (2**n,), in its own unit."""

    players: tuple[Player, ...]
    table: Array

    @property
    def count(self) -> int:
        """Number of players, n."""
        return len(self.players)

    @cached_property
    def members(self) -> Array:
        """Who is in: 1.0 or 0.0, shape (2**n, n)."""
        masks = np.arange(len(self.table))
        return np.asarray(masks[:, None] >> np.arange(self.count) & 1, dtype=np.float64)

    @cached_property
    def added(self) -> Array:
        """What each coalition is worth over what its members are alone, shape (2**n,); rounding is taken as 0."""
        found = self.table - self.members @ self.alone
        return np.asarray(np.where(np.abs(found) <= self.rounding, 0.0, found))

    @property
    def size(self) -> float:
        """The largest of these by amount, 1 where all are 0."""
        return float(np.abs(self.added).max()) or 1.0

    @property
    def rounding(self) -> float:
        """What sums of worths may miss by."""
        return ROUNDING * float(np.abs(self.table).max())

    @property
    def tie(self) -> float:
        """A coalition that falls short by less is not short."""
        return max(SHORT * self.size, self.rounding)

    @property
    def alone(self) -> Array:
        """Worth of each player alone, shape (n,)."""
        return np.asarray(self.table[1 << np.arange(self.count)])

    def coalition(self, mask: int) -> tuple[Player, ...]:
        """The players of a coalition, in order."""
        return tuple(player for i, player in enumerate(self.players) if mask >> i & 1)

    def excess(self, split: Array) -> Array:
        """By how much each coalition's worth exceeds what `split`, shape (n,), gives it, shape (2**n,)."""
        return np.asarray(self.table - self.members @ split)


def worths_of(players: Any, worth: Worth) -> Worths:
    """`worth` of every coalition of `players`: a function of a frozenset of players, or a table coalition → number.

    A table may leave out single players, who are then worth 0, and the empty coalition, which is always worth 0.
    Raises GameError that names the coalition, TooLargeError for more than MOST_PLAYERS players.
    """
    names = _players(players)
    found = Worths(names, np.zeros(1 << len(names)))
    given = _looked_up(found, worth) if isinstance(worth, Mapping) else worth
    if not callable(given):
        raise GameError(
            f"worth: {shown(worth)} is neither a function nor a table; write a function of a frozenset of players, "
            'or {("Ann", "Bob"): 3, …}'
        )
    for mask in range(1, len(found.table)):
        coalition = found.coalition(mask)
        where = f"worth of {_shown(coalition)}"
        found.table[mask] = number(called(given, frozenset(coalition), where), where)
    return found


def _players(given: Any) -> tuple[Player, ...]:
    names = entries(given, "players", write='["Ann", "Bob"]')
    if not names:
        raise GameError('players: the list is empty; give at least one, such as players=["Ann", "Bob"]')
    for i, name in enumerate(names):
        if isinstance(name, bool) or not isinstance(name, (str, int)) or name == "":
            raise GameError(f"players[{i}]: {shown(name)} is no player; write a name or a whole number")
        if name in names[:i]:
            raise GameError(f"players: player {shown(name)} stands twice; keep one")
    if len(names) > MOST_PLAYERS:
        raise TooLargeError(
            f"players: {len(names)} have {2 ** len(names)} coalitions; ask for at most {MOST_PLAYERS} players, "
            "for instance by counting those who act alike as one"
        )
    return names


def _looked_up(game: Worths, table: Mapping[Any, Any]) -> Callable[[frozenset[Any]], Any]:
    """A table as a function; every key is a coalition of known players, and none stands twice."""
    found: dict[frozenset[Any], Any] = {}
    for key, value in table.items():
        coalition = frozenset([key]) if key in game.players else frozenset(_listed(key))
        for player in coalition:
            if player not in game.players:
                raise GameError(f"worth[{shown(key)}]: no player {shown(player)}; known: {_shown(game.players)}")
        if coalition in found:
            raise GameError(f"worth[{shown(key)}]: this coalition stands twice; keep one")
        found[coalition] = value
    if (nobody := found.pop(frozenset(), None)) is not None and number(nobody, "worth[()]") != 0:
        raise GameError(f"worth[()]: {shown(nobody)} is out of range; nobody is worth 0")
    missing = [c for m in range(1, len(game.table)) if len(c := game.coalition(m)) > 1 and frozenset(c) not in found]
    if missing:
        raise GameError(
            f"worth: {len(missing)} coalitions have none, {_shown(missing[0])} among them; give every coalition of two "
            "and more its worth, or write a function"
        )
    return lambda coalition: found.get(coalition, 0.0)


def _listed(key: Any) -> tuple[Any, ...]:
    if not isinstance(key, (tuple, frozenset)):
        raise GameError(f"worth[{shown(key)}]: this is no coalition; write a tuple of players, or one player")
    return tuple(key)


def _shown(players: tuple[Player, ...]) -> str:
    """Players on one line."""
    return "(" + ", ".join(map(str, players)) + ")"

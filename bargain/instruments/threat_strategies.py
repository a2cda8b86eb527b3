"""Who can threaten with what: the levers of each party, and every combination of their levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np

from bargain.errors import GameError, TooLargeError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.lever import Lever
from bargain.game.names import known
from bargain.instruments.grid import chosen_levers
from bargain.instruments.lever_paths import elsewhere

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_COMBINATIONS = 10_000
"""Combinations of the parties' threats at most."""

Levels = FrozenDict[str, str]
"""Lever → level."""


@dataclass(frozen=True)
class Strategies:
    """`moves`: party → every combination of levels of the levers that it holds, in file order; a party without levers
    has one, the empty one. `left_out`: (lever, why) of levers that stay as the file has them."""

    moves: FrozenDict[str, tuple[Levels, ...]]
    left_out: tuple[tuple[str, str], ...]

    @property
    def holders(self) -> tuple[str, ...]:
        """The parties that have a lever."""
        return tuple(party for party, moves in self.moves.items() if moves != (FrozenDict(),))

    def disagreements(self, game: BargainingGame) -> Array:
        """Payoffs without agreement at every combination, shape (moves of each party …, parties), points.

        Raises TooLargeError for more than 10,000 combinations.
        """
        sizes = [len(moves) for moves in self.moves.values()]
        if prod(sizes) > MOST_COMBINATIONS:
            raise TooLargeError(
                f"levers: their levels make {prod(sizes)} combinations of threats; at most {MOST_COMBINATIONS} fit: "
                f"name fewer levers"
            )
        rows = []
        for combination in product(*self.moves.values()):
            levels = {lever: level for own in combination for lever, level in own.items()}
            there = game.at_levels(levels).disagreement
            rows.append([there[party] for party in game.party_names])
        return np.array(rows).reshape(*sizes, len(sizes))


def strategies(
    game: BargainingGame, levers: Iterable[str] | None = None, acts_for: Mapping[str, str] | None = None
) -> Strategies:
    """The threats that `levers` (all of the game's when None) put into the parties' hands.

    `acts_for`: a lever, or its holder that is no party → the party on whose behalf it is set. Raises GameError where no
    party holds a lever, or where a lever asked for by name cannot be a threat.
    """
    names = chosen_levers(game, levers)
    held = {lever.name: lever for lever in game.levers}
    acting = _acting(game, acts_for or {})
    own: dict[str, list[Lever]] = {party: [] for party in game.party_names}
    left_out = []
    for name in names:
        lever = held[name]
        party = acting.get(name, acting.get(lever.held_by, lever.held_by))
        why = _no_threat(lever, party, game)
        if why is None:
            own[party].append(lever)
        elif levers is not None:
            raise GameError(f"levers.{name}: {why}")
        else:
            left_out.append((name, why))
    if not any(own.values()):
        raise GameError("; ".join(f"levers.{name}: {why}" for name, why in left_out))
    moves = {
        party: tuple(
            FrozenDict(zip([lever.name for lever in mine], levels, strict=True))
            for levels in product(*(lever.levels for lever in mine))
        )
        for party, mine in own.items()
    }
    return Strategies(FrozenDict(moves), tuple(left_out))


def _acting(game: BargainingGame, acts_for: Mapping[str, str]) -> dict[str, str]:
    """`acts_for`, checked: levers and holders that are no party, and parties."""
    holders = {lever.name: lever.held_by for lever in game.levers}
    outsiders = [h for h in dict.fromkeys(holders.values()) if h not in game.party_names]
    for key, party in acts_for.items():
        holder = holders.get(key, key)
        if holder in game.party_names:
            raise GameError(f"acts_for: {holder!r} is a party of the game and acts for itself; leave {key!r} out")
        known(key, [*outsiders, *holders], "acts_for", "lever or holder of one")
        known(party, game.party_names, f"acts_for.{key}", "party")
    return dict(acts_for)


def _no_threat(lever: Lever, party: str, game: BargainingGame) -> str | None:
    """Why a lever can be no threat of `party`; None when it can."""
    for path in elsewhere(lever):
        return f"{path!r} moves what agreements are worth; a threat moves what happens without one"
    if party not in game.party_names:
        cure = f'acts_for={{"{party}": "{game.party_names[0]}"}}'
        return f"held by {party!r}, no party of the game; say for which it acts, as in {cure}"
    return None

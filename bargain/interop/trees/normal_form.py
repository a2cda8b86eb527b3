"""A game in normal form: every player's strategies, and payoffs at every combination of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from bargain.errors import GameError, TooLargeError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import distinct, shown, text
from bargain.game.quantity import finite
from bargain.instruments.threat_strategies import strategies
from bargain.strategic.bimatrix.matrices import payoff_matrices

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_CELLS = 1_000_000
"""Numbers of a normal form at most: combinations of strategies times players."""


@dataclass(frozen=True, repr=False)
class NormalForm:
    """`players`, their `strategies`, and `payoffs`: a row for each combination, a number for each player; the first
    player's strategy changes fastest, as in Gambit's files."""

    title: str
    players: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    payoffs: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        text(self.title, "title")
        object.__setattr__(self, "players", distinct(self.players, "players", "player"))
        if len(self.strategies) != len(self.players) or not self.players:
            raise GameError(
                f"strategies: {len(self.strategies)} lists for {len(self.players)} players; give one for each"
            )
        named = tuple(
            distinct(own, f"strategies of {player}", "strategy")
            for player, own in zip(self.players, self.strategies, strict=True)
        )
        object.__setattr__(self, "strategies", named)
        if not all(named):
            raise GameError("strategies: a player has none; give each at least one")
        _small(self.shape)
        rows = tuple(tuple(finite(x, f"payoffs[{k}]") for x in row) for k, row in enumerate(self.payoffs))
        if len(rows) != prod(self.shape) or any(len(row) != len(self.players) for row in rows):
            raise GameError(
                f"payoffs: must be {prod(self.shape)} rows of {len(self.players)} numbers, one row for each combination"
            )
        object.__setattr__(self, "payoffs", rows)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many strategies each player has."""
        return tuple(len(own) for own in self.strategies)

    @property
    def array(self) -> Array:
        """Payoffs of every player at every combination, shape (players, strategies of the first, of the second, …)."""
        cells = np.array(self.payoffs).reshape(*self.shape[::-1], len(self.players))
        return np.asarray(np.transpose(cells))

    @property
    def matrices(self) -> tuple[Array, Array]:
        """Payoffs of the row and the column player, shape (rows, columns) each. Raises GameError for other than two."""
        if len(self.players) != 2:
            raise GameError(
                f"matrices: the game has {len(self.players)} players and a pair of matrices two; read .array"
            )
        return self.array[0], self.array[1]

    def __repr__(self) -> str:
        sizes = " × ".join(map(str, self.shape))
        return f"<normal form {self.title!r}: players {', '.join(self.players)}; strategies {sizes}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title,
            "players": list(self.players),
            "strategies": [list(own) for own in self.strategies],
            "payoffs": [list(row) for row in self.payoffs],
        }


def _small(shape: Sequence[int]) -> None:
    if prod(shape) * len(shape) > MOST_CELLS:
        raise TooLargeError(
            f"strategies: {' × '.join(map(str, shape[:6]))} make {prod(shape):,} combinations of {len(shape)} payoffs; "
            f"at most {MOST_CELLS:,} numbers fit"
        )


def normal_form(
    payoffs: Any,
    *,
    players: Iterable[str] | None = None,
    strategies: Iterable[Iterable[str]] | None = None,
    title: str = "game",
) -> NormalForm:
    """A normal form from payoffs: a pair of matrices (A, B), as for `equilibria`, or an array of shape (players,
    strategies of the first, of the second, …); or from a game whose parties hold levers.

    Of a game: each party's strategies are the levels of its levers, and payoffs are those without agreement, in points.
    Raises GameError where the numbers are no payoffs.

    >>> form = normal_form(([[3, 0], [5, 1]], [[3, 5], [0, 1]]), players=["Ann", "Bob"])
    >>> form.payoffs, form.matrices[0].tolist()
    (((3.0, 3.0), (5.0, 0.0), (0.0, 5.0), (1.0, 1.0)), [[3.0, 0.0], [5.0, 1.0]])
    """
    if isinstance(payoffs, BargainingGame):
        return _of_levers(payoffs)
    if isinstance(payoffs, (tuple, list)) and len(payoffs) == 2:
        table = np.array(payoff_matrices(*payoffs))
    else:
        try:
            table = np.array(payoffs, dtype=np.float64)
        except (TypeError, ValueError):
            raise GameError(
                f"payoffs: {shown(payoffs)} are no numbers; give two matrices, or an array (players, strategies …)"
            ) from None
    if table.ndim < 2 or len(table) != table.ndim - 1:
        raise GameError(
            f"payoffs: an array of shape {table.shape} is none of payoffs; give shape (players, strategies of the "
            f"first, of the second, …)"
        )
    count = len(table)
    named = [f"player {k + 1}" for k in range(count)] if players is None else list(players)
    moves = (
        [[str(k + 1) for k in range(n)] for n in table.shape[1:]]
        if strategies is None
        else [list(s) for s in strategies]
    )
    found = tuple(tuple(own) for own in moves)
    if tuple(map(len, found)) != table.shape[1:]:
        raise GameError(
            f"strategies: {[len(s) for s in found]} names for {list(table.shape[1:])} strategies; give each one"
        )
    rows = np.transpose(table).reshape(-1, count)
    return NormalForm(title, tuple(named), found, tuple(map(tuple, rows.tolist())))


def _of_levers(game: BargainingGame) -> NormalForm:
    held = strategies(game)
    names = [
        ["; ".join(f"{lever}: {level}" for lever, level in move.items()) or "no lever" for move in moves]
        for moves in held.moves.values()
    ]
    table = np.moveaxis(held.disagreements(game), -1, 0)
    return normal_form(table, players=game.party_names, strategies=names, title=game.title)

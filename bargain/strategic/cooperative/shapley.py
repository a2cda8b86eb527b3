"""The Shapley value: what each player adds on average, over all orders in which the players may arrive.

With s = |S|, a coalition S without i stands before i in s!·(n − s − 1)! of the n! orders, so

    φ_i = Σ_{S ∌ i} s!·(n − s − 1)!/n! · (v(S ∪ i) − v(S))

Source: Shapley (1953). The same number again, from other sums: every game is a sum of unanimity games, in which a
coalition T earns its *dividend* Δ(T) = Σ_{S ⊆ T} (−1)^(|T|−|S|)·v(S) if all its members are there, and shares it
equally (Harsanyi 1963): φ_i = Σ_{T ∋ i} Δ(T)/|T|. `by_dividends` is the witness of `shapley_value`.
"""

from __future__ import annotations

from math import comb
from typing import Any

import numpy as np

from bargain.strategic.cooperative.worths import Worths

Array = np.ndarray[Any, np.dtype[np.float64]]


def shapley_value(game: Worths) -> Array:
    """The Shapley value of each player, shape (n,), in the unit of the worths."""
    n, masks = game.count, np.arange(len(game.table))
    before = game.members.sum(axis=1).astype(int)  # players who have arrived
    chance = np.array([1.0 / (n * comb(n - 1, s)) for s in range(n)])
    found = np.zeros(n)
    for i in range(n):
        without = masks[masks >> i & 1 == 0]
        found[i] = chance[before[without]] @ (game.table[without | 1 << i] - game.table[without])
    return found


def by_dividends(game: Worths) -> Array:
    """The same from the dividends of all coalitions, shape (n,)."""
    dividends, masks = game.table.copy(), np.arange(len(game.table))
    for i in range(game.count):  # subtracting the half without i, player by player, leaves the alternating sum
        inside = masks[masks >> i & 1 == 1]
        dividends[inside] -= dividends[inside ^ 1 << i]
    shares = dividends[1:] / game.members[1:].sum(axis=1)
    return np.asarray(shares @ game.members[1:])

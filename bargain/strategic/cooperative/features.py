"""What can be said of a cooperative game as a whole: does it pay to join, and ever more so?"""

from __future__ import annotations

import numpy as np

from bargain.strategic.cooperative.worths import Worths


def monotonic(game: Worths) -> bool:
    """Whether nobody who joins makes a coalition worth less."""
    return all(float(np.min(game.table[w | 1 << i] - game.table[w])) >= -game.rounding for i, w in _joining(game))


def convex(game: Worths) -> bool:
    """Whether a player adds no less to a larger coalition: v(S ∪ i ∪ j) − v(S ∪ j) ≥ v(S ∪ i) − v(S) for all i, j, S.

    That this local condition is enough, and that the Shapley value is then in the core: Shapley (1971).
    """
    for i, without in _joining(game):
        for j in range(i):
            both = without[without >> j & 1 == 0]
            later = game.table[both | 1 << i | 1 << j] - game.table[both | 1 << j]
            if (later - (game.table[both | 1 << i] - game.table[both])).min() < -game.rounding:
                return False
    return True


def superadditive(game: Worths) -> bool:
    """Whether two coalitions without a common member are worth no less together than apart."""
    masks = np.arange(len(game.table))
    for mask in range(1, len(game.table)):
        apart = masks[(masks & mask == 0) & (masks < mask)]
        if (game.table[apart | mask] - game.table[apart] - game.table[mask]).min() < -game.rounding:
            return False
    return True


def _joining(game: Worths) -> list[tuple[int, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """Each player with all coalitions that lack it."""
    masks = np.arange(len(game.table))
    return [(i, masks[masks >> i & 1 == 0]) for i in range(game.count)]

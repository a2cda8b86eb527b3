"""All numbers of a game side by side: one column each, so that many draws of a game are one table.

A path of the case file names a column. Ranked parties have no weights in the file; here they have, at the path where a
weight would stand. A draw of some numbers is laid over the numbers as written; the last column is 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.document import parts, to_document
from bargain.game.numbers import numbers
from bargain.game.paths import changed, join, locate, split
from bargain.game.quantity import Quantity, value_of
from bargain.game.rankings import rank_order_centroid

Array = np.ndarray[Any, np.dtype[np.float64]]
Keys = tuple[Any, ...]

OF_PARTY = ("power", "risk_aversion", "discount_rate")


@dataclass(frozen=True)
class Layout:
    """`paths`: one a column, as the case file has them. `values`: the numbers as written, the closing 0 included.

    `keys`: the way from the game's document to each number. `ranked`: party → its issues' paths, most important first.
    """

    game: BargainingGame
    paths: tuple[str, ...]
    values: tuple[float, ...]
    keys: tuple[Keys, ...]
    ranked: tuple[tuple[str, tuple[str, ...]], ...]

    @staticmethod
    def of(game: BargainingGame, others: Iterable[str] = ()) -> Layout:
        """The layout of a game; `others`: paths of numbers that have their default, so that the file lacks them.

        Levers are left out: what they hold counts only where one is set.
        """
        game = replace(game, levers=())
        document = to_document(game, defaults=True)
        places = dict(_places(document))
        found: dict[str, tuple[float, Keys]] = {}
        own = [join(["parties", p, key]) for p in game.party_names for key in OF_PARTY]
        by_keys: dict[Keys, str] = {}
        positions: dict[int, dict[Any, int]] = {}
        for path in (*own, *numbers(game), *others):
            container, key = locate(document, path, positions)
            keys = places[id(container), key]
            if keys not in by_keys:
                by_keys[keys] = path
                found[path] = (value_of(container[key]), keys)
        ranked = []
        for party, order in game.rankings.items():
            paths = tuple(join(["issues", issue, party, "weight"]) for issue in order)
            for path, issue, weight in zip(paths, order, rank_order_centroid(len(order)), strict=True):
                found[path] = (weight, ("issues", issue, party, "weight"))
            ranked.append((party, paths))
        values = (*(value for value, _ in found.values()), 0.0)
        return Layout(game, tuple(found), values, tuple(keys for _, keys in found.values()), tuple(ranked))

    def index(self) -> dict[str, int]:
        """Path → column."""
        return {path: k for k, path in enumerate(self.paths)}

    def canonical(self, path: str) -> str:
        """The path of the column that `path` means, where it is written in another way.

        Raises GameError where it names no number, or one of a lever.
        """
        if split(path)[0] == "levers":
            raise GameError(f"path {path!r}: what a lever holds counts only where it is set; name a number of the game")
        document = to_document(self.game, defaults=True)
        container, key = locate(document, path)
        keys = dict(_places(document))[id(container), key]
        return next((p for p, k in zip(self.paths, self.keys, strict=True) if k == keys), path)

    def evidence(self) -> dict[str, Quantity]:
        """Path → number, for those that carry evidence."""
        found = numbers(self.game)
        return {path: q for path, q in found.items() if isinstance(q, Quantity)}

    def table(self, columns: tuple[int, ...], rows: Array) -> Array:
        """All numbers for each of `rows`, shape (m, k) over `columns`: shape (m, all + 1)."""
        table = np.repeat(np.array(self.values)[None, :], len(rows), axis=0)
        table[:, list(columns)] = rows
        return table

    def game_with(self, numbers: dict[int, float]) -> BargainingGame:
        """The game with `numbers` (column → value) in place of the ones written. Raises GameError as any game does.

        A party whose ranked weights are among them has those weights and no ranking.
        """
        game = self.game
        document: dict[str, Any] = to_document(game, defaults=True)
        for party, paths in self.ranked:
            if any(self.paths[k] in paths for k in numbers):
                del document["rankings"][party]
        for k, value in numbers.items():
            *way, last = self.keys[k]
            container = document
            for key in way:
                container = container[key]
            try:
                container[last] = changed(container[last] if _holds(container, last) else None, value)
            except GameError as error:
                raise GameError(f"path {self.paths[k]!r}: {error}") from None
        option = game.outside_option
        if option is not None:
            option = type(option).from_document(document["outside_option"])
        return BargainingGame(**parts(document), outside_option=option)


def _holds(container: Any, key: Any) -> bool:
    return isinstance(container, list) or key in container


def _places(branch: Any, keys: Keys = ()) -> Iterator[tuple[tuple[int, Any], Keys]]:
    """(id of container, key) of every number below `branch` → the keys that lead there."""
    below = branch.items() if isinstance(branch, dict) else enumerate(branch)
    for key, entry in below:
        if isinstance(entry, (dict, list)):
            yield from _places(entry, (*keys, key))
        elif isinstance(entry, (int, float, Quantity)) and not isinstance(entry, bool):
            yield (id(branch), key), (*keys, key)

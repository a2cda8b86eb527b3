"""Every number of a game with its path, in file order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bargain.game.bargaining_game import BargainingGame
from bargain.game.document import to_document
from bargain.game.paths import join
from bargain.game.quantity import Number, Quantity


def numbers(game: BargainingGame) -> dict[str, Number]:
    """Path → number, with its evidence where it has some; `game.value_at(path)` gives the same number, plain.

    >>> game = BargainingGame("road", parties=["Ann"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 3}, worth={"Ann": [100, 0]})
    >>> numbers(game)
    {'issues.road.Ann.weight': 3.0, 'issues.road.Ann.worth.north': 100.0, 'issues.road.Ann.worth.south': 0.0}
    """
    return {join(parts): number for parts, number in _walk(to_document(game), (), None)}


def _walk(branch: Any, parts: tuple[str, ...], outcomes: Any) -> Iterator[tuple[tuple[str, ...], Number]]:
    if isinstance(branch, dict):
        inside = branch.get("outcomes", outcomes)
        for key, below in branch.items():
            yield from _walk(below, (*parts, str(key)), inside)
    elif isinstance(branch, list):
        names = outcomes if parts[-1] == "worth" else None
        for k, below in enumerate(branch):
            own = below.get("name") if isinstance(below, dict) else None
            yield from _walk(below, (*parts, str(names[k] if names else own or k)), outcomes)
    elif isinstance(branch, (int, float, Quantity)) and not isinstance(branch, bool):
        yield parts, branch

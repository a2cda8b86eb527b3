"""What a case rests on: the numbers that need a basis, and scales that do not reach both ends."""

from __future__ import annotations

from collections.abc import Iterator

from bargain.game.bargaining_game import BargainingGame
from bargain.game.numbers import numbers
from bargain.game.paths import join, split
from bargain.game.quantity import Number, value_of


def judged(game: BargainingGame) -> dict[str, Number]:
    """The numbers that need a basis: all but the ends of scales (worths of 0 and 100, where curves are given)."""
    return {path: n for path, n in numbers(game).items() if not _end_of_scale(split(path), n)}


def _end_of_scale(parts: list[str], given: Number) -> bool:
    return "worth" in parts[3:] and (value_of(given) in (0.0, 100.0) or parts[-2] == "at")


def scales(game: BargainingGame) -> Iterator[tuple[str, float, float]]:
    """The smallest and the largest worth of every choice to every party, with the place."""
    for issue in game.issues:
        for party, view in issue.preferences.items():
            if isinstance(view.worth, tuple):
                worths = list(map(value_of, view.worth))
                yield join(["issues", issue.name, party, "worth"]), min(worths), max(worths)

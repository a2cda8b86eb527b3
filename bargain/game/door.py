"""The check that what is given as a game is one."""

from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame


def the_game(given: Any) -> BargainingGame:
    """`given`, which must be a game.

    >>> the_game("toll.toml")
    Traceback (most recent call last):
    bargain.errors.GameError: str is no game; give a BargainingGame (bargain.read reads one)
    """
    if not isinstance(given, BargainingGame):
        raise GameError(f"{type(given).__name__} is no game; give a BargainingGame (bargain.read reads one)")
    return given

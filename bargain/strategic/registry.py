"""The registry of strategic games: name → game, one file each.

A file holds one function of plain parameters, made an entry by `@strategic_game(question=…, source=…, from_game=…)`.
`from_game` is a second function that builds the same game from a case: the pie is the game's frontier, what war brings
and costs is the outside option's, patience is the parties' discount rates. It is reached as `crisis.from_game(game)`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.registry import Registry

P = ParamSpec("P")
Q = ParamSpec("Q")
R = TypeVar("R")


class StrategicGame(Generic[P, Q, R]):
    """A non-cooperative game: call it with plain numbers, or `from_game` with a case.

    `question`: what an analyst asks of it; `source`: author and year; `summary`: the first line of its docstring.
    """

    def __init__(
        self,
        play: Callable[P, R],
        from_game: Callable[Concatenate[BargainingGame, Q], R],
        *,
        question: str,
        source: str,
    ) -> None:
        self._play = play
        self.question, self.source = question, source
        self.name = self.__name__ = play.__name__
        self.from_game = _of_a_game(from_game, f"{self.name}.from_game")
        self.__module__, self.__doc__, self.__wrapped__ = play.__module__, play.__doc__, play
        self.summary = (play.__doc__ or "").strip().split("\n")[0]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The game's equilibria with these numbers. Raises GameError that names the parameter, the value, the cure."""
        return self._play(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<strategic game: bargain.{self.name}(…)>"


def _of_a_game(
    from_game: Callable[Concatenate[BargainingGame, Q], R], name: str
) -> Callable[Concatenate[BargainingGame, Q], R]:
    """`from_game`, which refuses what is no game, and is called `name` where a call of it is told to be wrong."""
    from_game.__name__ = from_game.__qualname__ = name

    @wraps(from_game)
    def checked(game: BargainingGame, /, *args: Q.args, **kwargs: Q.kwargs) -> R:
        return from_game(the_game(game), *args, **kwargs)

    return checked


def strategic_game(
    *, question: str, source: str, from_game: Callable[Concatenate[BargainingGame, Q], R]
) -> Callable[[Callable[P, R]], StrategicGame[P, Q, R]]:
    """Make a strategic game of a function of plain parameters; its name and first line come from the function."""

    def make(play: Callable[P, R]) -> StrategicGame[P, Q, R]:
        return StrategicGame(play, from_game, question=question, source=source)

    return make


STRATEGIC_GAMES: Registry[StrategicGame[Any, Any, Any]] = Registry(
    "bargain.strategic", "strategic game", GameError, others=("result",)
)

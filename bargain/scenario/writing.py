"""Write a case file: `read(write(game)) == game`, and a reader of the file never sees half of it."""

from __future__ import annotations

import os

from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.document import to_document
from bargain.game.door import the_game
from bargain.game.protocol import TakesMeasures
from bargain.outside.measures.registry import MEASURES
from bargain.outside.registry import OUTSIDE_OPTIONS
from bargain.scenario.atomic import replace_file
from bargain.scenario.files import LIMIT, named, problem
from bargain.scenario.toml import dumps


def writes(game: BargainingGame) -> str:
    """The content of a case file that describes `game`.

    Raises ScenarioError when its outside option or a measure is a model of the caller's own, which no file can name.
    """
    option = the_game(game).outside_option
    if option is not None and (option.kind not in OUTSIDE_OPTIONS or OUTSIDE_OPTIONS[option.kind] is not type(option)):
        raise ScenarioError(
            f"outside_option: {type(option).__name__} is no model that a file can name; "
            f"write a Fixed with its payoffs instead"
        )
    for measure in option.measures if isinstance(option, TakesMeasures) else ():
        if measure.kind not in MEASURES or MEASURES[measure.kind] is not type(measure):
            raise ScenarioError(
                f"outside_option.measures: {type(measure).__name__} is no measure that a file can name; "
                f"take it out, or write a Fixed with the payoffs instead"
            )
    return dumps(to_document(game))


def write(game: BargainingGame, path: str | os.PathLike[str]) -> None:
    """Write `game` to the case file at `path`, new or not.

    The content goes to a new file beside it that then takes its place in one step: whatever interrupts the writing
    leaves the old file whole. A symbolic link stays one (its target is replaced) and an old file keeps its mode.
    Raises ScenarioError, one line with the file, the problem and the cure.
    """
    file = named(path)
    content = writes(game).encode("utf-8")
    if len(content) > LIMIT:
        raise problem(file, f"would have {len(content):,} bytes; at most {LIMIT:,} are read: make the game smaller")
    replace_file(file, content, example="game.toml")

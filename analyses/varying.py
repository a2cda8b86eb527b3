"""One number at a time: a game's assumed numbers, each set to the ends of its range. Shared by the analyses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import bargain as bg
from bargain.game.frozen import FrozenDict
from bargain.game.numbers import numbers
from bargain.game.paths import split
from bargain.game.quantity import Quantity, value_of


def one_at_a_time(game: bg.BargainingGame) -> Iterator[tuple[str, str, bg.BargainingGame]]:
    """(path, "low" or "high", game) for every assumed number, the other numbers as they stand in the file.

    Left out are numbers at the ends of their ranges already, the ends of a range (its curves hang on them), and what
    only a lever lays over the file.
    """
    for path, number in numbers(game).items():
        parts = split(path)
        if not isinstance(number, Quantity) or number.basis != "assumed" or "range" in parts or parts[0] == "levers":
            continue
        for end in ("low", "high"):
            value = getattr(number, end)
            if value is not None and value != number.value:
                yield path, end, with_number(game, path, value)


def with_number(game: bg.BargainingGame, path: str, value: float) -> bg.BargainingGame:
    """`game` with `value` at `path`; what a probability, or aid's shift of one, gains, the other endings lose in
    proportion."""
    parts = split(path)
    if parts[:2] == ["outside_option", "measures"] and "endings" in parts:
        return _with_shift(game, parts, value)
    if "probability" not in parts or not isinstance(game.outside_option, bg.War):
        return game.with_value(path, value)
    war, ending, party = game.outside_option, parts[2], parts[-1]
    old = next(value_of(e.probability[party]) for e in war.endings if e.name == ending)
    kept = (1.0 - value) / (1.0 - old)
    endings = tuple(
        replace(e, probability=FrozenDict({
            **e.probability, party: value if e.name == ending else value_of(e.probability[party]) * kept,
        }))
        for e in war.endings
    )  # fmt: skip
    return game.with_outside_option(replace(war, endings=endings))


def _with_shift(game: bg.BargainingGame, parts: list[str], value: float) -> bg.BargainingGame:
    """`game` with `value` as a measure's shift of one probability; its other shifts, one number each for all parties,
    are scaled so that all sum to 0."""
    option, name, ending = game.outside_option, parts[2], parts[4]
    measures = []
    for k, measure in enumerate(option.measures):
        if name in (measure.name, str(k)):
            rest = -sum(value_of(x) for e, x in measure.endings.items() if e != ending)
            shifts = {e: value if e == ending else value_of(x) * value / rest for e, x in measure.endings.items()}
            measure = replace(measure, endings=FrozenDict(shifts))
        measures.append(measure)
    return game.with_outside_option(replace(option, measures=tuple(measures)))


def changes(game: bg.BargainingGame, answer: Callable[[bg.BargainingGame], object]) -> tuple[int, list[str]]:
    """How many variations there are, and those (path and end) whose answer is not that of the game as it stands."""
    base = answer(game)
    tried = [(f"{path} {end}", answer(varied)) for path, end, varied in one_at_a_time(game)]
    return len(tried), [name for name, found in tried if found != base]

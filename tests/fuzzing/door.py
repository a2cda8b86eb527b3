"""What a door of the package is to the fuzzer, and what may come out of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from zlib import crc32

from bargain.concepts.solving import compare
from bargain.errors import BargainError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.payoffs.zone import zone_of_agreement
from bargain.scenario.reading import reads
from bargain.scenario.writing import writes

LONGEST = 700
"""Most characters of a message."""

MARK = b"\n%%%%\n"
"""Stands between the files of an input that is a folder of them."""


@dataclass(frozen=True)
class Door:
    """`seeds`: inputs that are let in, or nearly. `enter`: whether an input is let in; raises what should not come out.

    `longest`: most bytes of an input.
    """

    seeds: Callable[[], tuple[bytes, ...]]
    enter: Callable[[bytes], bool]
    longest: int = 6000


@cache
def scratch() -> Path:
    """A folder for the files of one run."""
    return Path(tempfile.mkdtemp(prefix="fuzzing-"))


def refusal(error: BargainError) -> bool:
    """Hold that a refusal is one printable line, not a wall of text. False: the input is not let in."""
    line(str(error))
    return False


def line(message: str) -> None:
    """Hold that `message` is one printable line, not a wall of text."""
    assert message.strip(), "a message is empty"
    assert message.isprintable(), f"a message is not one printable line: {message!r}"
    assert len(message) <= LONGEST, f"a message has {len(message)} characters: {message[:200]!r}"


QUESTIONS: tuple[Callable[[BargainingGame], object], ...] = (
    compare,
    lambda game: compare(game, lotteries=True),
    zone_of_agreement,
    lambda game: zone_of_agreement(game, lotteries=True),
)
"""What is asked of a game that was read."""

SHARE = 128
"""One game in so many is asked each question, as solving takes a hundred times as long as reading."""


def examine(game: BargainingGame, data: bytes) -> bool:
    """Do what a user does with a game that was read: write it, and for a share of the inputs ask one thing. True."""
    assert reads(writes(game)) == game, "what is written is not what was read"
    share = crc32(data) % SHARE
    if share < len(QUESTIONS) and small(game):
        ask(game, QUESTIONS[share])
    return True


def ask(game: BargainingGame, question: Callable[[BargainingGame], object]) -> None:
    """Answer a question, or refuse it in one line."""
    try:
        question(game)
    except BargainError as error:
        refusal(error)


def small(game: BargainingGame) -> bool:
    """Whether all questions about `game` are quick: few parties, few agreements, few bends."""
    ranges = [issue for issue in game.issues if not isinstance(issue, Choice)]
    return (
        len(game.parties) <= 3
        and len(ranges) <= 2
        and prod(len(issue.outcomes) for issue in game.issues if isinstance(issue, Choice)) <= 64
    )

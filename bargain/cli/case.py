"""The argument FILE that most verbs take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.reproducing import analyses
from bargain.scenario.reading import read

file_argument = click.argument("file", type=click.Path(path_type=Path))


MOST_DIGITS = 18
"""Digits of a whole number: what an integer of 64 bits holds."""


class Whole(click.ParamType):  # type: ignore[type-arg]  # only the newest click has one
    """A whole number of at least `low`."""

    name = "whole number"

    def __init__(self, low: int) -> None:
        self.low = low

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """`value` as a whole number; refused in plain words."""
        text = str(value).replace("_", "").replace(",", "")
        if not text.isdecimal():
            self.fail(f"{value!r} is not a whole number; write one such as 1000", param, ctx)
        if len(text) > MOST_DIGITS:
            self.fail(f"a number of {len(text)} digits is too large; use at most {MOST_DIGITS}", param, ctx)
        if int(text) < self.low:
            self.fail(f"{value} is too small; it must be at least {self.low}", param, ctx)
        return int(text)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
lotteries_option = click.option("--lotteries", is_flag=True, help="Allow a lottery over agreements.")


def game_in(file: Path) -> BargainingGame:
    """The game in a case file, in the game.toml of a folder, or of the documented analysis of that name."""
    if not file.exists() and (slug := str(file)) in analyses():
        file = analyses()[slug]
    if file.is_dir():
        if not (file / "game.toml").is_file():
            raise ScenarioError(f"{file}: the folder holds no game.toml; name a case file, or a folder with one")
        file = file / "game.toml"
    return read(file)


def powers(given: tuple[str, ...]) -> dict[str, float]:
    """Bargaining weights from `Party=2` texts."""
    found: dict[str, float] = {}
    for text in given:
        party, equals, number = text.rpartition("=")
        try:
            power: Any = float(number)
        except ValueError:
            power = None
        if not equals or not party or power is None:
            raise ScenarioError(f"--power {text!r}: cannot be read; write --power Party=2")
        if party in found:
            raise ScenarioError(f"--power {text!r}: {party!r} has a power already; give it once")
        found[party] = power
    return found

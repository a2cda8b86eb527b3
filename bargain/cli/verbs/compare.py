"""Set the solutions of all concepts side by side."""

from __future__ import annotations

from pathlib import Path

import click

from bargain.cli.case import file_argument, game_in, json_option, lotteries_option
from bargain.cli.output import say, say_json
from bargain.cli.progress import progress
from bargain.cli.tables import say_table
from bargain.concepts import solving
from bargain.concepts.registry import CONCEPTS
from bargain.game.bargaining_game import BargainingGame
from bargain.payoffs.solution import Solution
from bargain.words import agreement, number, points


@click.command(help=__doc__)
@file_argument
@lotteries_option
@json_option
def compare(file: Path, lotteries: bool, as_json: bool) -> None:
    game = game_in(file)
    with progress("solving by", len(CONCEPTS)) as step:
        found = solving.compare(game, lotteries=lotteries, progress=step)
    if as_json:
        say_json(found.to_dict())
        return
    rows = [[s.concept, *(points(s.payoffs[p]) for p in found.parties), settled(game, s)] for s in found]
    say_table(["concept", *found.parties, "settled"], rows, numbers=found.parties)
    if found.left_out:
        say()
    for name, why in found.left_out:
        say(f"{name} is left out: {why}")


def settled(game: BargainingGame, solution: Solution) -> str:
    """What a solution settles, on one line."""
    if not solution.deal:
        return "no deal"
    if len(solution.lottery) == 1:
        return agreement(game, solution.lottery[0][1])
    return ", or ".join(f"with probability {number(p)} {agreement(game, a)}" for p, a in solution.lottery)

"""Solve a case by one concept."""

from __future__ import annotations

from pathlib import Path

import click

from bargain.cli.case import file_argument, game_in, json_option, lotteries_option, powers
from bargain.cli.output import remark, say_json
from bargain.cli.words import say_solution
from bargain.concepts import solving
from bargain.concepts.registry import CONCEPTS


@click.command(help=__doc__)
@file_argument
@click.option("--concept", default="nash", show_default=True, metavar="NAME", help=f"One of: {', '.join(CONCEPTS)}.")
@lotteries_option
@click.option("--power", multiple=True, metavar="PARTY=NUMBER", help="Bargaining weight of a party; may be repeated.")
@json_option
def solve(file: Path, concept: str, lotteries: bool, power: tuple[str, ...], as_json: bool) -> None:
    game = game_in(file)
    solution = solving.solve(game, concept, lotteries=lotteries, power=powers(power) or None)
    if as_json:
        say_json(solution.to_dict())
        return
    say_solution(game, solution)
    if power and solution == solving.solve(game, concept, lotteries=lotteries):
        remark(f"{concept} comes to the same without --power")
    if not solution.deal:
        remark(f"What stands in the way: bargain frontier {file} --zone")

"""Check a case file and say what is in it."""

from __future__ import annotations

import math
from pathlib import Path

import click

from bargain.cli.case import file_argument, game_in
from bargain.cli.output import say
from bargain.cli.tables import aligned
from bargain.cli.words import counted
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.evidence import judged, scales
from bargain.game.quantity import Quantity
from bargain.game.range import Range
from bargain.words import points

SHOWN = 5
"""Places that a note names before it only counts them."""


@click.command(help=__doc__)
@file_argument
def check(file: Path) -> None:
    game = game_in(file)
    say(f"{game.title}: the case is in order")
    say()
    for line in aligned(list(summary(game).items()), [False, False]):
        say(line)
    found = notes(game)
    if found:
        say()
        for note in found:
            say(f"note: {note}")


def summary(game: BargainingGame) -> dict[str, str]:
    """What is in the case, one fact a line."""
    choices = [i for i in game.issues if isinstance(i, Choice)]
    ranges = [i for i in game.issues if isinstance(i, Range)]
    lines = game.all_red_lines
    absolute = sum(r.absolute for r in lines)
    option = game.outside_option
    return {
        "parties": f"{len(game.parties)}: {', '.join(game.party_names)}",
        "issues": f"{len(game.issues)}: {counted(len(choices), 'choice')}, {counted(len(ranges), 'range')}",
        "agreements": agreements(choices, ranges),
        "linkages": str(len(game.linkages)),
        "red lines": f"{len(lines)}: {absolute} absolute, {len(lines) - absolute} with a price" if lines else "0",
        "levers": str(len(game.levers)),
        "outside option": "none given, 0 points for every party" if option is None else option.kind,
        "disagreement": ", ".join(f"{party} {points(d)}" for party, d in game.disagreement.items()),
        "numbers": evidence(game),
    }


def agreements(choices: list[Choice], ranges: list[Range]) -> str:
    """How many ways there are to settle everything, red lines left aside."""
    count = math.prod(len(i.outcomes) for i in choices)
    text = f"{count:,}" if count < 10**12 else f"about 10^{len(str(count)) - 1}"
    if ranges:
        text += f" combinations of outcomes, each with any number in {counted(len(ranges), 'range')}"
    return text


def evidence(game: BargainingGame) -> str:
    """How many numbers need a basis, and how many have one."""
    bases = [n.basis if isinstance(n, Quantity) else None for n in judged(game).values()]
    return (
        f"{len(bases)} besides ends of scales: {bases.count('reported')} reported, "
        f"{bases.count('assumed')} assumed, {bases.count(None)} without a basis"
    )


def notes(game: BargainingGame) -> list[str]:
    """What an author may want to mend: no error, but something that the case leaves unsaid."""
    found = judged(game)
    bare = [path for path, n in found.items() if not isinstance(n, Quantity) or n.basis is None]
    vague = [
        path
        for path, n in found.items()
        if isinstance(n, Quantity) and n.basis == "assumed" and (n.low is None or n.high is None)
    ]
    unsourced = [
        path for path, n in found.items() if isinstance(n, Quantity) and n.basis == "reported" and not n.source
    ]
    remarks = []
    if bare:
        remarks.append(f"no basis, write {{value = …, basis = …}}: {places(bare)}")
    if vague:
        remarks.append(f"assumed without a range, add low and high: {places(vague)}")
    if unsourced:
        remarks.append(f"reported without a source, add source: {places(unsourced)}")
    short = [where for where, low, high in scales(game) if (low, high) != (0.0, 100.0)]
    if short:
        remarks.append(f"worths do not reach from 0 to 100, so the weight says less than it seems: {places(short)}")
    if not game.issues:
        remarks.append("there is nothing to settle yet, add a table [issues.…]")
    return remarks


def places(paths: list[str]) -> str:
    """The first paths, and how many more there are."""
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(paths[:SHOWN]) + more

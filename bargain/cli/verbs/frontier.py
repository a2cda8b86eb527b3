"""List the agreements that no other agreement beats."""

from __future__ import annotations

from pathlib import Path

import click

from bargain.cli.case import Whole, file_argument, game_in, json_option, lotteries_option
from bargain.cli.output import remark, say, say_json
from bargain.cli.tables import say_table
from bargain.cli.words import counted
from bargain.game.bargaining_game import BargainingGame
from bargain.payoffs.frontier import Array, Frontier, pareto_frontier
from bargain.payoffs.zone import ZoneOfAgreement, zone_of_agreement
from bargain.words import outcome, points


@click.command(help=__doc__)
@file_argument
@click.option(
    "--zone", is_flag=True, help="Only where no party is below its disagreement; else, what stands in the way."
)
@click.option(
    "--limit", type=Whole(0), default=50, show_default=True, metavar="N",
    help="Most agreements to list; 0 for all. JSON always has all.",
)  # fmt: skip
@lotteries_option
@json_option
def frontier(file: Path, zone: bool, limit: int, lotteries: bool, as_json: bool) -> None:
    if lotteries and not zone:
        raise click.UsageError(
            "--lotteries goes with --zone; the frontier lists agreements", click.get_current_context()
        )
    game = game_in(file)
    if not zone:
        found = pareto_frontier(game)
        say_json(found.to_dict()) if as_json else say_frontier(game, found, limit, "the frontier")
        return
    area = zone_of_agreement(game, lotteries=lotteries)
    if as_json:
        say_json({**area.to_dict(), "frontier": area.frontier.to_dict()})
    elif not area.exists:
        say_blockers(area)
    elif len(area.frontier):
        say_frontier(game, area.frontier, limit, "the zone of agreement")
    else:
        say("a zone of agreement exists, but only lotteries over agreements are in it")


def say_blockers(area: ZoneOfAgreement) -> None:
    """Print what stands in the way of a zone of agreement."""
    what = "lottery over agreements" if area.lotteries else "agreement"
    say(f"no zone of agreement: every {what} leaves some party below its disagreement")
    say()
    if not area.blockers:
        say("nothing that can be lifted opens one")
        return
    say("each of these lines, lifted, opens one:")
    for group in area.blockers:
        say("  " + " and ".join(blocker.label for blocker in group))
    if not area.complete:
        remark(f"the first {len(area.blockers)} sets are shown; there are more")


def say_frontier(game: BargainingGame, found: Frontier, limit: int, what: str) -> None:
    """Print the payoffs and the agreements of a frontier."""
    if not len(found):
        say(f"{what} is empty: red lines refuse every agreement")
        return
    shown = range(len(found) if limit == 0 else min(limit, len(found)))
    rows = []
    for i in shown:
        settled = found.agreement(i)
        rows.append([*map(points, found.payoffs[i].tolist()), *(outcome(game, k, v) for k, v in settled.items())])
    say_table([*found.parties, *found.issues], rows, numbers=found.parties)
    if len(shown) < len(found):
        remark(f"{len(shown)} of {len(found)} agreements on {what} shown; --limit 0 shows all")
    if found.pieces is not None:
        say_segments(found, found.pieces[: limit or None])
    if found.resolution:
        remark(f"ranges were sampled: payoffs can miss the true frontier by up to {points(found.resolution)} points")


def say_segments(found: Frontier, pieces: Array) -> None:
    """Print the ends of the segments, shape (p, 2, 2), in which the settled number moves."""
    assert found.pieces is not None
    say()
    say(f"{counted(len(found.pieces), 'segment')}, along which a number moves; payoffs at the two ends:")
    one, other = found.parties
    headers = [f"{one} from", f"{other} from", f"{one} to", f"{other} to"]
    say_table(headers, [list(map(points, ends.ravel().tolist())) for ends in pieces], numbers=headers)
    if len(pieces) < len(found.pieces):
        remark(f"{len(pieces)} of {len(found.pieces)} segments shown; --limit 0 shows all")

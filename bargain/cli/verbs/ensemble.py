"""Solve a case for many draws of its uncertain numbers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bargain.cli.case import Whole, file_argument, game_in, json_option, lotteries_option
from bargain.cli.main import INTERRUPTED
from bargain.cli.output import complain, remark, say, say_json
from bargain.cli.tables import say_table
from bargain.concepts.registry import CONCEPTS
from bargain.game.bargaining_game import BargainingGame
from bargain.uncertainty.ensemble import EnsembleInterrupted
from bargain.uncertainty.ensemble import ensemble as run
from bargain.uncertainty.result import Ensemble, Settling
from bargain.uncertainty.sampling.sampler import METHODS, SHAPES, Sampler
from bargain.uncertainty.shares import Share, Spread
from bargain.words import agreement, number, points

PACKAGES = 5
"""Packages and blockers that are shown; JSON has all."""


@click.command(
    help=f"{__doc__}\n\nNumbers are drawn from their ranges, and weights of ranked issues from all that fit."
)
@file_argument
@click.option("--draws", type=Whole(1), default=10_000, show_default=True, metavar="N", help="How many.")
@click.option(
    "--seed", type=Whole(0), default=0, show_default=True, metavar="S",
    help="The same seed gives the same result, whoever computes.",
)  # fmt: skip
@click.option(
    "--concept", "concepts", multiple=True, default=["nash"], show_default=True, metavar="NAME",
    help=f"May be repeated. One of: {', '.join(CONCEPTS)}.",
)  # fmt: skip
@lotteries_option
@click.option("--method", default=METHODS[0], show_default=True, metavar="NAME", help=f"One of: {', '.join(METHODS)}.")
@click.option("--shape", default=SHAPES[0], show_default=True, metavar="NAME", help=f"One of: {', '.join(SHAPES)}.")
@click.option("--workers", type=Whole(1), metavar="W", help="Processes that compute; 1 unless given.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler, such as tcp://10.0.0.1:8786.")
@click.option(
    "--checkpoint", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Keep finished parts in this folder; the same command goes on from there.",
)  # fmt: skip
@json_option
def ensemble(
    file: Path,
    draws: int,
    seed: int,
    concepts: tuple[str, ...],
    lotteries: bool,
    method: str,
    shape: str,
    workers: int | None,
    scheduler: str | None,
    checkpoint: Path | None,
    as_json: bool,
) -> int:
    if workers is not None and scheduler is not None:
        raise click.UsageError(
            "--workers and --scheduler: give one of them; it says who computes", click.get_current_context()
        )
    game, sampler = game_in(file), Sampler(method=method, shape=shape)
    try:
        with progress(draws) as step:
            found = run(
                game, draws, concepts, seed, workers or 1, sampler=sampler, lotteries=lotteries, client=scheduler,
                checkpoint=checkpoint, progress=step,
            )  # fmt: skip
    except EnsembleInterrupted as interrupted:
        return say_what_is_finished(game, interrupted.finished, as_json, kept=checkpoint is not None)
    say_json(found.to_dict()) if as_json else say_ensemble(game, found)
    return 0


@contextmanager
def progress(draws: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar over the draws with the time that is left, on standard error, where a person watches it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:  # its usual columns tell the time left
        task = bar.add_task("drawing", total=draws)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def say_what_is_finished(game: BargainingGame, found: Ensemble | None, as_json: bool, *, kept: bool) -> int:
    """Print the part of an interrupted run that was finished; the exit code."""
    if found is None:
        complain("interrupted before any part was finished")
        return INTERRUPTED
    say_json(found.to_dict()) if as_json else say_ensemble(game, found)
    more = "the same command goes on from here" if kept else "with --checkpoint DIR a run can be gone on with"
    complain(f"interrupted: {found.drawn:,} of {found.draws:,} draws are finished and shown; {more}")
    return INTERRUPTED


def say_ensemble(game: BargainingGame, found: Ensemble) -> None:
    """Print an ensemble: zone, outcomes and payoffs of each concept, packages, blockers, and how far it holds."""
    part = "" if found.complete else f" of {found.draws:,} (INTERRUPTED: what follows is of these alone)"
    vary = "1 number varies" if len(found.varied) == 1 else f"{len(found.varied)} numbers vary"
    say(f"{found.title}: {found.drawn:,} draws{part}, {vary}, seed {found.seed}")
    say(f"a zone of agreement in {share(found.zone)} of the draws")
    for refusal in found.refused:
        say(f"refused: {refusal.count:,} draws, at {refusal.place}")
    for settling in found.settled.values():
        say()
        say_settling(game, settling)
    if found.packages:
        say()
        say_packages(game, found)
    if found.blockers:
        say()
        say(f"what stands in the way, in {found.looked_at:,} of the {found.blocked:,} draws without a zone:")
        rows = [[label, share(s)] for label, s in list(found.blockers.items())[:PACKAGES]]
        say_table(["blocker", "in a minimal set"], rows, numbers=["in a minimal set"])
    if found.convergence.doubling is not None:
        say()
        say(f"twice the draws would move a share by some {100 * found.convergence.doubling:.2g} % at the most")
    if not found.varied:
        remark("No number of the case has a range, so every draw is the same and nothing here says how sure it is.")
    if found.refused:
        remark(f"The first refused: {found.refused[0].example}")


def say_settling(game: BargainingGame, settling: Settling) -> None:
    """Print what one concept settles: the share of every outcome among the deals, and the points of the parties."""
    say(f"{settling.concept}: a deal in {share(settling.deal)} of the draws; of the deals:")
    rows = []
    for issue, held in settling.issues.items():
        if isinstance(held, Spread):
            unit = getattr(game.issue(issue), "unit", "")
            if held.bins:
                low, middle, high = (number(held.quantile(q)) for q in (0.05, 0.5, 0.95))
                rows.append([issue, f"{low} to {high}, half up to {middle} {unit}".rstrip(), "90 %"])
            continue
        ranked = sorted((o for o in held if held[o].count), key=lambda o: -held[o].count)
        rows += [[issue if k == 0 else "", outcome, share(held[outcome])] for k, outcome in enumerate(ranked)]
    if rows:
        say_table(["issue", "outcome", "share"], rows, numbers=["share"])
        say()
    headers = ["party", "payoff", "5 %", "95 %", "gain", "5 %", "95 %"]
    table = []
    for party, payoff in settling.payoffs.items():
        row: list[str] = [party]
        for over in (payoff, settling.gains[party]):
            row += (
                [points(over.mean), points(over.quantile(0.05)), points(over.quantile(0.95))]
                if over.bins
                else ["–"] * 3
            )
        table.append(row)
    say_table(headers, table, numbers=headers[1:])


def say_packages(game: BargainingGame, found: Ensemble) -> None:
    """Print the packages that recur, with the share of draws in which they would do."""
    concepts: list[Any] = list(found.settled)
    for k, package in enumerate(found.packages[:PACKAGES]):
        told = "" if package.on_zone is None else f", on the zone in {share(package.on_zone)}"
        chosen = ", ".join(f"settled by {c} in {share(package.solution[c])}" for c in concepts)
        say(f"package {k + 1}: acceptable to all in {share(package.acceptable)}{told}, {chosen}")
        say(f"  {agreement(game, package.agreement)}")


def share(given: Share) -> str:
    """A share in percent, with its standard error.

    >>> share(Share(873, 1000)), share(Share(0, 0))
    ('87.3 % ± 1.1', 'no draws')
    """
    return f"{100 * given.value:.1f} % ± {100 * given.error:.1f}" if given.of else "no draws"

"""Ensembles: what a game would settle over the ranges of its numbers."""

from __future__ import annotations

import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from threading import current_thread, main_thread
from typing import Any

import numpy as np

from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import names_of, solve
from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.payoffs.solution import Agreement
from bargain.uncertainty.adding import Adding
from bargain.uncertainty.model.answers import answers, way_of
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.packages import Package, package_of
from bargain.uncertainty.result import Ensemble
from bargain.uncertainty.running.checkpoint import Checkpoint
from bargain.uncertainty.running.chunk import chunk_size, codes_of, package_at
from bargain.uncertainty.running.cluster import client_of, on_cluster
from bargain.uncertainty.running.plan import Plan
from bargain.uncertainty.running.tally import Tally
from bargain.uncertainty.running.workers import Done, here, in_executor, in_processes
from bargain.uncertainty.sampling.draws import rows_between, whole
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space

FOLLOWED = 10
"""Recurring packages whose acceptability is counted."""

FIRST = {"plane": 1024, "listed": 1024, "one by one": 64}
"""Draws in which packages to follow are looked for, by the way in which draws are solved."""


class EnsembleInterrupted(KeyboardInterrupt):
    """An ensemble that was interrupted; `finished`: what was found until then, None before the first chunk."""

    def __init__(self, finished: Ensemble | None) -> None:
        super().__init__("the ensemble was interrupted")
        self.finished = finished


def ensemble(
    game: BargainingGame,
    draws: int = 10_000,
    concepts: Iterable[str] = ("nash",),
    seed: int = 0,
    workers: int = 1,
    *,
    sampler: Sampler | None = None,
    lotteries: bool = False,
    client: Any = None,
    executor: Any = None,
    checkpoint: Any = None,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """What `game` would settle by each of `concepts`, over `draws` draws of its numbers within their ranges.

    `sampler`: how they are drawn (`bg.Sampler`). One seed gives one result, to the last digit, whoever computes:
    `workers` processes, a `client` of Dask (or the address of its scheduler), or an `executor` of concurrent.futures.
    `checkpoint`: a folder that keeps finished chunks; the same call goes on from there. `progress(done, draws)` is
    called as chunks are finished.

    Raises GameError for settings that cannot be, or a checkpoint of another ensemble; ConceptError where a concept is
    not defined for the game; LostWorkersError when workers are gone for good; EnsembleInterrupted, with what is
    finished, on Ctrl-C.
    """
    ways = {"workers": workers != 1, "client": client is not None, "executor": executor is not None}
    chosen = [name for name, given in ways.items() if given]
    if len(chosen) > 1:
        raise GameError(f"{' and '.join(chosen)}: give one of them alone; it says who computes")
    workers = whole(workers, "workers", 1)
    job = _Job.of(game, whole(draws, "draws", 1), concepts, whole(seed, "seed", 0), sampler, lotteries=lotteries)
    kept = None if checkpoint is None else Checkpoint.at(checkpoint, job.plan.settings())
    sent = pickle.dumps(job.plan)
    with ExitStack() as stack:
        cluster = None if client is None else stack.enter_context(client_of(client))

        def compute(missing: list[int]) -> Done:
            if cluster is not None:
                return on_cluster(cluster, sent, missing)
            if executor is not None:
                return in_executor(executor, sent, missing)
            return here(sent, missing) if workers == 1 else in_processes(sent, missing, workers)

        return job.run(compute, kept, progress)


@dataclass(frozen=True, eq=False)
class _Job:
    """An ensemble ready to be computed."""

    plan: Plan
    model: Model
    written: FrozenDict[str, Agreement | None]

    @staticmethod
    def of(
        game: BargainingGame,
        draws: int,
        concepts: Iterable[str],
        seed: int,
        sampler: Sampler | None,
        *,
        lotteries: bool,
    ) -> _Job:
        """Check what is asked, solve the game as written, and choose the packages to follow."""
        names = tuple(dict.fromkeys(names_of(concepts)))
        if not names:
            raise GameError(f"concepts: names none; give some of: {', '.join(CONCEPTS)}")
        space = Space.of(game, sampler)
        model = Model.of(space)
        solutions = {name: solve(game, name, lotteries=lotteries) for name in names}
        written = FrozenDict({name: s.agreement for name, s in solutions.items()})
        own = [a for s in solutions.values() for _, a in s.lottery]
        codes = [
            None if a is None else int(codes_of(model, np.array([package_of(model, a).positions]))[0])
            for a in written.values()
        ]
        chunk = chunk_size(model, names, lotteries, draws)
        plan = Plan(space, seed, draws, names, bool(lotteries), chunk, (), tuple(codes))
        followed = _followed(plan, model, [package_of(model, a) for a in own])
        return _Job(replace(plan, followed=followed), model, written)

    def run(self, compute: Callable[[list[int]], Done], kept: Checkpoint | None, progress: Any) -> Ensemble:
        """Compute what is missing, and add all chunks up in their order."""
        total, early, done = Tally(), dict[int, Tally](), 0
        held = set() if kept is None else {i for i in kept.numbers() if i < self.plan.chunks}
        following = 0
        missing = [i for i in range(self.plan.chunks) if i not in held]

        def told(index: int) -> None:
            nonlocal done
            start, stop = self.plan.bounds(index)
            done += stop - start
            if progress is not None:
                progress(done, self.plan.draws)

        try:
            for index in sorted(held):
                told(index)
            with closing(compute(missing)) as arriving:
                for index, tally in arriving:
                    with uninterrupted():
                        if kept is not None:
                            kept.keep(index, tally)
                        early[index] = tally
                        following = _add(total, early, following, held, kept)
                    told(index)
            following = _add(total, early, following, held, kept)
        except KeyboardInterrupt:
            rest = {**early, **{i: kept.tally(i) for i in held if i >= following and kept is not None}}
            for index in sorted(rest):
                total.take(rest[index])
            raise EnsembleInterrupted(self.result(total) if total.sums else None) from None
        return self.result(total)

    def result(self, total: Tally) -> Ensemble:
        """The result of the chunks that were added up."""
        return Adding(self.plan, self.model, total, self.written).ensemble()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the block is done, so that no chunk is half added up."""
    usual = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(usual):
        yield
        return
    came: list[Any] = []
    signal.signal(signal.SIGINT, lambda *now: came.append(now))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if came:
        usual(*came[0])


def _add(total: Tally, early: dict[int, Tally], following: int, held: set[int], kept: Checkpoint | None) -> int:
    """Add the chunks whose turn it is; the number of the next one."""
    while following in early or following in held:
        if following in early:
            total.take(early.pop(following))
        elif kept is not None:
            total.take(kept.tally(following))
        following += 1
    return following


def _followed(plan: Plan, model: Model, own: list[Package]) -> tuple[Package, ...]:
    """Packages to follow: what the game as written settles, the likeliest outcome of every issue, and what recurs."""
    first = min(plan.draws, FIRST[way_of(model, plan.concepts, plan.lotteries)])
    rows = rows_between(plan.space, plan.seed, 0, first, plan.draws)
    found = answers(model, rows, plan.concepts, lotteries=plan.lotteries)
    masses: dict[int, float] = {}
    packages = dict.fromkeys(own)
    for outcome in found.outcomes.values():
        stand = outcome.places
        if len(stand):
            likeliest = [int(np.bincount(column, weights=outcome.mass).argmax()) for column in stand.T]
            packages.setdefault(Package(tuple(likeliest)))
        for code, mass in zip(codes_of(model, stand).tolist(), outcome.mass.tolist(), strict=True):
            masses[code] = masses.get(code, 0.0) + mass
    ranked = sorted((code for code in masses if masses[code] > 1.0), key=lambda code: (-masses[code], code))
    for code in ranked[:FOLLOWED]:
        packages.setdefault(package_at(model, code))
    return tuple(packages)

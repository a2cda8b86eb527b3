"""Who computes chunks: this process, processes of its own, or any executor of concurrent.futures.

Each way is an iterator of (number of the chunk, its tally), in the order in which they are finished. Chunks know
nothing of one another, so one that was lost with its worker is computed again and gives the same.
"""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import closing
from multiprocessing import get_context
from typing import Any

from bargain.errors import LostWorkersError
from bargain.uncertainty.running.chunk import run_chunk
from bargain.uncertainty.running.tally import Tally

Done = Generator[tuple[int, Tally], None, None]

RESTARTS = 3
"""Times in a row that workers may be lost before any of them finished a chunk."""

AHEAD = 3
"""Chunks sent for each worker: enough to keep it busy, few enough to hold their tallies."""


def here(sent: bytes, missing: Iterable[int]) -> Done:
    """One after the other, in this process."""
    for index in missing:
        yield index, run_chunk(sent, index)


def in_processes(sent: bytes, missing: Iterable[int], workers: int) -> Done:
    """In `workers` processes; when one dies they are all started again for the chunks that are missing."""
    left, lost = sorted(missing), 0
    while left:
        before = len(left)
        context = get_context("spawn")  # no thread or lock of this process is copied in the middle of something
        pool = ProcessPoolExecutor(min(workers, before), mp_context=context, initializer=ignore_interrupts)
        try:
            with closing(through(pool, sent, tuple(left), AHEAD * workers)) as done:
                for index, tally in done:
                    left.remove(index)
                    yield index, tally
        except BrokenExecutor:
            lost = lost + 1 if len(left) == before else 0
            if lost >= RESTARTS:
                raise LostWorkersError(
                    f"workers: processes ended {lost} times in a row before a chunk was finished. A script that asks "
                    f'for several must do so under `if __name__ == "__main__":`; else they may lack memory: '
                    f"give fewer workers"
                ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def in_executor(executor: Executor, sent: bytes, missing: Iterable[int]) -> Done:
    """In an executor that somebody else looks after."""
    try:
        yield from through(executor, sent, missing, AHEAD * (getattr(executor, "_max_workers", None) or 8))
    except BrokenExecutor as error:
        raise LostWorkersError(f"executor: its workers are lost ({error})") from None


def through(executor: Executor, sent: bytes, missing: Iterable[int], ahead: int) -> Done:
    """Chunks through an executor, `ahead` at a time. Raises what the executor raises when its workers are lost."""
    waiting = iter(missing)
    running: dict[Future[Tally], int] = {}
    try:
        while True:
            while len(running) < ahead and (index := next(waiting, None)) is not None:
                running[executor.submit(run_chunk, sent, index)] = index
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            broken: BaseException | None = None
            for future in finished:
                index = running.pop(future)
                error = future.exception()
                if isinstance(error, BrokenExecutor):
                    broken = error
                elif error is not None:
                    raise error
                else:
                    yield index, future.result()
            if broken is not None:
                raise broken
    finally:
        for future in running:
            future.cancel()


def ignore_interrupts(*_: Any) -> None:
    """In a worker: Ctrl-C is for the process that asked; it says what becomes of the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

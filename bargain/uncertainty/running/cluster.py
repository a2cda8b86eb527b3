"""Chunks on a Dask cluster. The client does the talking, so nothing of Dask is imported unless an address is given.

Dask computes tasks of a lost worker again by itself. What is watched here is that there are workers at all, and that
the scheduler is still there.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any

from bargain.errors import GameError, LostWorkersError, MissingExtraError
from bargain.uncertainty.running.chunk import run_chunk
from bargain.uncertainty.running.workers import AHEAD, RESTARTS, Done

PATIENCE = 60.0
"""Seconds without a worker, or without the scheduler, after which the cluster counts as lost."""

CONNECT = 10.0
"""Seconds in which the scheduler at an address has to answer."""

LOOK = 1.0
"""Seconds between looks at a cluster from which nothing comes."""

NOW_AND_THEN = 5.0
"""Seconds between looks at a cluster that is busy."""


@contextmanager
def client_of(given: Any) -> Iterator[Any]:
    """`given`, a Dask client, or one for the address of a scheduler, closed afterwards."""
    if not isinstance(given, str):
        if not callable(getattr(given, "submit", None)) or not hasattr(given, "status"):
            raise GameError(f"client: {type(given).__name__} is no Dask client; give one, or the scheduler's address")
        yield given
        return
    try:
        from distributed import Client
    except ImportError:
        raise MissingExtraError(
            "client: Dask is not installed; pip install 'bargain-analysis[dask]', or use workers="
        ) from None
    try:
        client: Any = Client(given, timeout=CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise LostWorkersError(f"client: no scheduler answers at {given!r} ({error})") from None
    with client:
        yield client


def on_cluster(client: Any, sent: bytes, missing: Iterable[int]) -> Done:
    """Chunks through a Dask client, a few for each worker at a time."""
    waiting, arrived = iter(missing), SimpleQueue[Any]()
    running: dict[Any, int] = {}
    lost = 0
    watch = _Watch(client)

    def submit(index: int) -> None:
        future = client.submit(run_chunk, sent, index, pure=False)
        running[future] = index
        future.add_done_callback(arrived.put)

    try:
        while True:
            while len(running) < AHEAD * max(watch.threads, 1) and (index := next(waiting, None)) is not None:
                submit(index)
            if not running:
                return
            watch.look_again()
            try:
                future = arrived.get(timeout=LOOK)
            except Empty:
                watch.look()
                continue
            index = running.pop(future)
            tally = _tally(future)
            if tally is not None:
                lost = 0
                yield index, tally
            else:
                lost += 1
                watch.look()
                if lost > RESTARTS * max(len(running), 1):
                    raise LostWorkersError("client: chunks are lost again and again; their workers may lack memory")
                submit(index)
    finally:
        watch.release(list(running))


def _tally(future: Any) -> Any:
    """What a chunk gave; None where its workers died one after the other, or the cluster forgot it.

    Raises what the chunk raised.
    """
    if future.status == "finished":
        with suppress(CancelledError):  # the scheduler may be lost between the two calls
            return future.result()
    elif future.status == "error" and type(future.exception()).__name__ != "KilledWorker":
        raise future.exception()
    return None


class _Watch:
    """Looks whether the cluster is still there."""

    def __init__(self, client: Any) -> None:
        self.client, self.since = client, time.monotonic()
        self.looked, self.threads = self.since, 0
        self.look()

    def look_again(self) -> None:
        """Look now and then while chunks arrive: workers may join."""
        if time.monotonic() - self.looked > NOW_AND_THEN:
            self.look()

    def look(self) -> None:
        """Count the workers' threads; raise LostWorkersError when there have been none for long."""
        self.looked = time.monotonic()
        status = self.client.status
        if status == "running":
            try:
                self.threads = sum(self.client.nthreads().values())
            except (OSError, TimeoutError):
                self.threads = 0
        else:
            self.threads = 0
        if self.threads:
            self.since = time.monotonic()
        elif status == "closed" or time.monotonic() - self.since > PATIENCE:
            raise LostWorkersError(
                f"client: the cluster is lost (the client is {status!r} and has no workers); finished chunks are kept "
                f"where checkpoint= was given, and the same call goes on from there"
            )

    def release(self, futures: list[Any]) -> None:
        """Let the cluster forget chunks that nobody waits for."""
        if futures and self.client.status == "running":
            self.client.cancel(futures)

"""Where answers are computed: a few threads, and a queue that says no when it is full.

The threads are daemons: a long computation ends with the program, and does not hold it up.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import Full, Queue
from threading import Thread
from typing import Any

THREADS, ROOM = 2, 16
"""Answers that are computed at once, and requests that wait for one: a quick one need not wait for a slow picture."""


class Desk:
    """Takes work while there is room."""

    def __init__(self, threads: int = THREADS, room: int = ROOM) -> None:
        self._queue: Queue[tuple[Future[Any], Callable[[], Any]]] = Queue(room)
        for k in range(threads):
            Thread(target=self._work, name=f"explorer-{k}", daemon=True).start()

    def take(self, work: Callable[[], Any]) -> Future[Any] | None:
        """The future result of `work`; None when the queue is full."""
        future: Future[Any] = Future()
        try:
            self._queue.put_nowait((future, work))
        except Full:
            return None
        return future

    def _work(self) -> None:
        while True:
            future, work = self._queue.get()
            if not future.set_running_or_notify_cancel():
                continue  # who asked is gone
            try:
                future.set_result(work())
            except BaseException as error:  # handed to whoever asked
                future.set_exception(error)

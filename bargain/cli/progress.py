"""Progress of long work, on standard error and only where a person watches it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bargain.words import printable


@contextmanager
def progress(doing: str, steps: int) -> Iterator[Callable[[str], None]]:
    """A bar over `steps` steps, gone when they are done; call what it gives with each step's name before the step."""
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=steps + 1)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=escape(printable(f"{doing} {name}")), refresh=True)

        yield step

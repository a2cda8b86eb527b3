"""Move the numbers of a case on a page, and see what is settled."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread

import click

from bargain.cli.case import Whole, file_argument, game_in
from bargain.cli.output import complain, remark, say
from bargain.explorer.serving import bound, require_extra, serve

HIGHEST_PORT = 65535


@click.command(
    help=f"{__doc__}\n\nThe page is served to this machine only, until interrupted with Ctrl-C. No file is changed."
)
@file_argument
@click.option("--port", type=Whole(0), default=0, metavar="N", help="Port to serve on; without it, a free one.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def explore(file: Path, port: int, no_browser: bool) -> int:
    if port > HIGHEST_PORT:
        raise click.BadParameter(f"{port} is no port; ports end at {HIGHEST_PORT}", param_hint="'--port'")
    require_extra()
    game = game_in(file)

    def ready(address: str) -> None:
        say(address)
        remark("Ctrl-C ends it")
        if not no_browser:  # in a thread: a browser of the terminal would keep the page from being served
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    try:
        held = bound(port)
    except OSError as error:
        why = f"{port} cannot be had ({error.strerror}); choose another, or leave it out for a free one"
        raise click.BadParameter(why, param_hint="'--port'") from None
    with held, suppress(KeyboardInterrupt):
        serve(game, held, ready=ready, complain=complain)
    return 0

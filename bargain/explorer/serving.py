"""Serve the page on the loopback address until it is interrupted."""

from __future__ import annotations

import secrets
import socket
from asyncio import TimerHandle, Transport
from collections.abc import Callable
from typing import Any

from bargain.concepts.registry import CONCEPTS
from bargain.concepts.solving import compare
from bargain.errors import MissingExtraError
from bargain.explorer.app import Complain, application
from bargain.game.bargaining_game import BargainingGame
from bargain.game.party import Party
from bargain.outside.measures.registry import MEASURES
from bargain.outside.registry import OUTSIDE_OPTIONS
from bargain.payoffs.frontier import pareto_frontier
from bargain.payoffs.problem import BargainingProblem

ADDRESS = "127.0.0.1"
"""The only address that is listened on."""

PATIENCE = 10.0
"""Seconds in which the head of a request has to arrive; a slower connection is closed."""

MOST_CONNECTIONS = 256
"""Open at once; what comes beyond is told to try again."""


def require_extra() -> None:
    """Raise MissingExtraError where the packages of the extra `explore` are not installed."""
    try:
        import starlette
        import uvicorn
    except ImportError:
        raise MissingExtraError(
            "explore needs starlette and uvicorn: pip install 'bargain-analysis[explore]'"
        ) from None
    assert starlette
    assert uvicorn


def bound(port: int) -> socket.socket:
    """A socket on the loopback address, at `port`, or at a free one for 0. Raises OSError where it is taken."""
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind((ADDRESS, port))
        held.listen(1024)
    except OSError:
        held.close()
        raise
    return held


def server(game: BargainingGame, held: socket.socket, complain: Complain) -> Any:
    """A uvicorn server of the page; `.run(sockets=[held])` serves, `.should_exit = True` ends it."""
    import uvicorn

    warm()
    app = application(game, port=held.getsockname()[1], token=secrets.token_urlsafe(32), complain=complain)
    config = uvicorn.Config(
        app,
        http=_patient(),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def warm() -> None:
    """Import what answers need, by solving small games: no request then reads a file, or waits for an import."""
    game = BargainingGame("warm", parties=tuple(map(Party, "abc")))
    for issue in ("x", "y"):
        ends = {party: {"at": [0, 1], "is": [0, 100] if party == "a" else [100, 0]} for party in "abc"}
        weight = dict(zip("abc", (1, 2, 3), strict=True))
        game = game.with_issue(issue, range=(0, 1), weight=weight, worth=ends)
    several = [name for name in CONCEPTS if not CONCEPTS[name].two_parties]
    for lotteries in (False, True):
        compare(BargainingProblem.from_game(game, lotteries=lotteries), several)
    pareto_frontier(game)
    for registry in (OUTSIDE_OPTIONS, MEASURES):
        for kind in registry:
            registry[kind]
    two = BargainingProblem.from_payoffs([[2, 0], [1, 1], [0, 2]], [0, 0], lotteries=True)
    compare(two)


def _patient() -> type[Any]:
    """uvicorn's protocol, with an end to its patience: it waits for the head of a request only so long."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Patient(H11Protocol):
        """Closes a connection on which no whole head arrives in time."""

        late: TimerHandle | None = None

        def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.wait()

        def wait(self) -> None:
            self.arrived()
            self.late = self.loop.call_later(PATIENCE, self.transport.close)

        def arrived(self) -> None:
            if self.late is not None:
                self.late.cancel()
                self.late = None

        def handle_events(self) -> None:
            super().handle_events()
            if self.cycle is not None and not self.cycle.response_complete:
                self.arrived()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if not self.transport.is_closing():
                self.wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self.arrived()
            super().connection_lost(exc)

    return Patient


Ready = Callable[[str], None]


def serve(game: BargainingGame, held: socket.socket, *, ready: Ready, complain: Complain) -> None:
    """Serve the page for `game` on a bound socket until interrupted; `ready` is told the address before."""
    serving = server(game, held, complain)
    ready(f"http://{ADDRESS}:{held.getsockname()[1]}/")
    serving.run(sockets=[held])

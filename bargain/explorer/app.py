"""The server's answers: the page and its parts, the answer to a state, and the state as a case file.

Nothing is read from disk while it runs, and nothing is written: the parts of the page and the case are held in memory,
and a request names one of a fixed list.
"""

from __future__ import annotations

import asyncio
import html
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bargain.errors import BargainError, GameError
from bargain.explorer.answer import answer, is_quick
from bargain.explorer.changes import Asked, asked
from bargain.explorer.desk import Desk
from bargain.explorer.doors import Doors
from bargain.explorer.setting import Replays
from bargain.game.bargaining_game import BargainingGame
from bargain.scenario.files import one_line
from bargain.scenario.writing import writes
from bargain.words import printable

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PAGE = Path(__file__).parent / "page"
PARTS = {
    "explore.css": "text/css", "explore.js": "text/javascript", "ask.js": "text/javascript",
    "controls.js": "text/javascript", "draw.js": "text/javascript", "issue.js": "text/javascript",
    "tables.js": "text/javascript", "making.js": "text/javascript",
}  # fmt: skip
"""What the page is made of, besides itself."""

MOST_BYTES = 1024 * 1024
"""Largest body of a request."""

PATIENCE = 10.0
"""Seconds in which a request has to arrive."""

Complain = Callable[[str], None]


def application(game: BargainingGame, *, port: int, token: str, complain: Complain, desk: Desk | None = None) -> Doors:
    """The ASGI application that explores `game`; `complain` takes a line about what should not have happened."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import ClientDisconnect
    from starlette.responses import Response
    from starlette.routing import Route

    replays, desk = Replays(game), desk or Desk()
    page = (PAGE / "explore.html").read_text(encoding="utf-8")
    filled = {"token": token, "quick": "yes" if is_quick(game) else "no", "title": html.escape(printable(game.title))}
    for name, text in filled.items():
        page = page.replace("{{" + name + "}}", text)
    held = {"/": (page.encode(), "text/html")}
    held |= {f"/{name}": ((PAGE / name).read_bytes(), kind) for name, kind in PARTS.items()}

    def refuse(status: int, why: str, **headers: str) -> Response:
        return Response(as_json({"error": why}), status, {"connection": "close", **headers}, "application/json")

    async def part(request: Request) -> Response:
        body, kind = held[request.scope["path"]]
        return Response(body, media_type=kind)

    async def computed(request: Request, work: Callable[[Asked], Response]) -> Response:
        """What `work` makes of the request, in a thread of the desk; whatever goes wrong is one line."""
        try:
            body = await asyncio.wait_for(_body(request), PATIENCE)
            if body is None:
                return refuse(413, f"the request is larger than {MOST_BYTES:,} bytes")
            wanted = asked(body)
        except TimeoutError:
            return refuse(408, f"the request did not arrive within {PATIENCE:g} seconds")
        except ClientDisconnect:
            return refuse(400, "the request broke off")
        except GameError as error:
            return refuse(400, one_line(str(error)))
        future = desk.take(lambda: work(wanted))
        if future is None:
            return refuse(503, "too many requests at once; try again", **{"retry-after": "1"})
        try:
            return await asyncio.wrap_future(future)
        except Exception as error:
            complain(f"explorer: {type(error).__name__}: {error}")
            return refuse(500, f"the answer could not be computed ({type(error).__name__})")

    def answered(wanted: Asked) -> Response:
        try:
            found = answer(replays.setting(wanted.changes), wanted.parts)
        except BargainError as error:
            found = {"refused": one_line(str(error))}
        return Response(as_json(found), media_type="application/json")

    def written(wanted: Asked) -> Response:
        try:
            text = writes(replays.setting(wanted.changes).game)
        except BargainError as error:
            return refuse(409, one_line(str(error)))
        headers = {"content-disposition": 'attachment; filename="game.toml"'}
        return Response(text.encode(), media_type="application/toml", headers=headers)

    async def to_answer(request: Request) -> Response:
        return await computed(request, answered)

    async def to_file(request: Request) -> Response:
        return await computed(request, written)

    async def on_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return refuse(error.status_code, error.detail, **dict(error.headers or {}))

    routes = [
        *(Route(path, part, methods=["GET"]) for path in held),
        Route("/answer", to_answer, methods=["POST"]),
        Route("/file", to_file, methods=["POST"]),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: on_error})
    app.router.redirect_slashes = False
    return Doors(app, port, token)


async def _body(request: Request) -> bytes | None:
    """The body of a request, counted while it arrives; None when it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def as_json(found: Any) -> bytes:
    r"""`found` as JSON in ASCII; numbers that JSON does not have become null, as on the command line.

    >>> as_json({"gap": float("nan"), "party": "Müller"})
    b'{"gap": null, "party": "M\\u00fcller"}'
    """
    try:
        return json.dumps(found, allow_nan=False).encode()
    except ValueError:
        return json.dumps(_finite(found), allow_nan=False).encode()


def _finite(found: Any) -> Any:
    if isinstance(found, dict):
        return {key: _finite(value) for key, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [_finite(value) for value in found]
    return None if isinstance(found, float) and not math.isfinite(found) else found

"""Who may ask: the page that this server sent, from this machine, and nobody else.

A page of another site can make a browser send requests here. So the name under which the server is asked must be that
of the loopback address (a foreign name that points here, DNS rebinding, is turned away), a request of another origin is
refused, and work is only done for requests that carry the token that stands in the page, which no other site can read.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from hmac import compare_digest
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

TOKEN = b"x-explorer-token"
"""Header that carries the token of this run."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load and do: its own parts, its own server, nothing else."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}
"""On every answer."""


class Doors:
    """Let a request through to `app`, or answer it here: 421 wrong host, 403 wrong origin or token, 415 no JSON."""

    def __init__(self, app: App, port: int, token: str) -> None:
        self.app, self.token = app, token.encode()
        self.hosts = {f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost", "[::1]")}
        self.origins = {b"http://" + host for host in self.hosts}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message = {**message, "headers": [*message.get("headers", ()), *own]}
            await send(message)

        refusal = self.refusal(scope)
        if refusal is None:
            await self.app(scope, receive, guarded)
        else:
            await _say(guarded, *refusal)

    def refusal(self, scope: Message) -> tuple[int, str] | None:
        """Status and reason for which a request is refused; None when it may pass."""
        given = [(name.lower(), value) for name, value in scope["headers"]]

        def every(wanted: bytes) -> list[bytes]:
            return [value.strip() for name, value in given if name == wanted]

        if len(hosts := every(b"host")) != 1 or hosts[0].lower() not in self.hosts:
            return 421, "this server answers on the loopback address only; open the address that it printed"
        if any(origin not in self.origins for origin in every(b"origin")):
            return 403, "the request comes from another page"
        if scope["method"] == "POST":
            tokens = every(TOKEN)
            if len(tokens) != 1 or not compare_digest(tokens[0], self.token):
                return 403, "the request lacks the token of this run; load the page again"
            kinds = every(b"content-type")
            if len(kinds) != 1 or kinds[0].split(b";")[0].strip().lower() != b"application/json":
                return 415, "the request is not application/json"
        return None


async def _say(send: Send, status: int, why: str) -> None:
    body = json.dumps({"error": why}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})

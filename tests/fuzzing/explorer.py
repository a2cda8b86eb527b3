"""The door of the explorer: requests as they come in over HTTP, given to the application without a socket.

An input is a request line, headers if other than the page's own are wanted, an empty line and a body.
"""

from __future__ import annotations

import asyncio
import json
from functools import cache
from typing import Any
from urllib.parse import unquote

from bargain.explorer.app import application
from bargain.scenario.reading import reads
from tests.explorer.cases import TOLL, lifted, value
from tests.fuzzing.door import Door, line

TOKEN = "the token of this run"
PORT = 8000
OWN = [(b"host", b"127.0.0.1:8000"), (b"content-type", b"application/json"), (b"x-explorer-token", TOKEN.encode())]
"""Headers of a request of the page."""

TABLE = {
    "outcomes": ["yes", "no"], "status_quo": "no", "question": "Toll for lorries?",
    "Ann": {"weight": {"value": 2, "low": 1, "high": 4, "basis": "assumed"}, "worth": [100, 0]},
    "Bob": {"weight": 1, "worth": [0, 100], "never": {"yes": 30}},
}  # fmt: skip
RANGE = {
    "range": [0, 5], "unit": "km", "status_quo": 1, "source": "", "indifferent": ["Bob"],
    "Ann": {"weight": 2, "worth": {"at": [0, 2, 5], "is": [100, 80, 0]}, "never": {"below": 1}},
}  # fmt: skip
CHANGES: tuple[list[dict[str, Any]], ...] = (
    [],
    [value("issues.road.Ann.weight", 5)],
    [value("issues.toll.Bob.worth.is[1]", 60), value("outside_option.years", 3)],
    [value("outside_option.endings.stalemate.probability.Ann", 0.4)],
    [{"kind": "lever", "lever": "support", "level": "paid"}, {"kind": "lever", "lever": "support", "level": None}],
    [lifted("Bob", {"road": ["north"]}), lifted("Bob", {"toll": ["above"]}, back=True)],
    [{"kind": "lotteries", "on": True}, {"kind": "concept", "name": "egalitarian"}],
    [{"kind": "pair", "parties": ["Bob", "Ann"]}, {"kind": "concept", "name": "utilitarian"}],
    [{"kind": "issue", "name": "lorries", "table": TABLE, "endings": {"Ann wins": "yes"}}],
    [{"kind": "issue", "name": "detour", "table": RANGE, "endings": {"Ann wins": 2.5}}],
    [{"kind": "no issue", "name": "toll"}],
)
PARTS = ["form", "settlement"], ["settlement"], ["blockers"], ["settlement", "picture"]


def requests() -> tuple[bytes, ...]:
    """What the page sends, and what it does not."""
    bodies = [
        {"changes": changes, "parts": parts}
        for k, changes in enumerate(CHANGES)
        for parts in (PARTS if k in (0, 8) else PARTS[k % 3 : k % 3 + 1])
    ]
    own = b"".join(name + b": " + content + b"\n" for name, content in OWN)
    return (
        *(b"POST /answer\n\n" + json.dumps(body, indent=0).encode() for body in bodies),
        *(b"POST /file\n\n" + json.dumps({"changes": changes}, indent=0).encode() for changes in CHANGES),
        b"GET /\n\n",
        b"GET /explore.js\n\n",
        b"HEAD /?a=b\n" + own + b"origin: http://127.0.0.1:8000\n\n",
        b"POST /answer\n" + own + b"origin: http://evil.example\ncontent-length: 2\n\n{}",
    )


@cache
def door() -> tuple[Any, asyncio.AbstractEventLoop, list[str]]:
    """The application, a loop that runs it, and what it complains about."""
    complaints: list[str] = []
    made = application(TOLL, port=PORT, token=TOKEN, complain=complaints.append)
    return made, asyncio.new_event_loop(), complaints


def request(data: bytes) -> bool:
    """Whether one request is answered; an answer comes, of a kind that is meant to, and nothing is complained about."""
    app, loop, complaints = door()
    complaints.clear()
    head, _, body = data.partition(b"\n\n")
    first, *rows = head.split(b"\n")
    method, _, target = first.partition(b" ")
    path, _, query = target.partition(b"?")
    given = [(name.strip().lower(), content.strip()) for name, _, content in (row.partition(b":") for row in rows)]
    scope = {
        "type": "http", "http_version": "1.1", "scheme": "http", "root_path": "", "raw_path": path,
        "method": method.decode("latin-1").upper(), "path": unquote(path.decode("latin-1")), "query_string": query,
        "headers": given or OWN, "client": ("127.0.0.1", 40000), "server": ("127.0.0.1", PORT),
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    loop.run_until_complete(app(scope, receive, send))
    assert complaints == [], complaints
    return _meant(sent, path)


def _meant(sent: list[dict[str, Any]], path: bytes) -> bool:
    """Whether what was sent is no refusal; hold that it is one whole answer, with no error of the server's own."""
    start, *rest = sent
    status, headers = start["status"], dict(start["headers"])
    assert start["type"] == "http.response.start"
    assert status in (200, 400, 403, 404, 405, 409, 415, 421), f"status {status}"
    assert headers[b"content-security-policy"].startswith(b"default-src 'none'")
    assert rest
    assert all(message["type"] == "http.response.body" for message in rest)
    content = b"".join(message.get("body", b"") for message in rest)
    refused = None
    if headers[b"content-type"] == b"application/json" and content:
        found = json.loads(content, parse_constant=_no_number)
        refused = found.get("error", found.get("refused"))
        if refused is not None:
            line(refused)
    elif path == b"/file":
        reads(content.decode())
    return status == 200 and refused is None


def _no_number(name: str) -> None:
    raise AssertionError(f"an answer holds {name}, which is no JSON")


EXPLORER = {"explorer": Door(requests, request)}

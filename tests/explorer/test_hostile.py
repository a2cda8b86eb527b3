"""Requests that no page sends: each is refused or answered, and the server goes on."""

import asyncio
import json
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bargain.explorer import app as app_module
from bargain.explorer import serving
from bargain.explorer.app import MOST_BYTES, PAGE, PARTS, application
from bargain.explorer.desk import Desk
from tests.explorer.cases import HOSTILE, NAMES, TOLL, value
from tests.explorer.running import found, served, status, wait_until

ROOT = Path(__file__).parents[2]
TOKEN = "the token of this test"
HOST = b"127.0.0.1:8000"
GOOD = {"host": HOST.decode(), "content-type": "application/json", "x-explorer-token": TOKEN}


@pytest.fixture
def client():
    """The application without a socket; whatever it complains about fails the test."""
    complaints = []
    made = application(TOLL, port=8000, token=TOKEN, complain=complaints.append)
    with TestClient(made, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client
    assert complaints == []


@pytest.fixture(scope="module")
def server():
    """A real server."""
    with served(TOLL) as running:
        yield running
        assert status(running.post("/answer", b"{}")) == 200, "it must go on"
        assert running.complaints == []


def test_the_page_asks_and_is_answered(client):
    answer = client.post("/answer", json={"changes": [], "parts": ["settlement"]}, headers=GOOD)
    assert answer.status_code == 200
    assert answer.json()["settlement"]["kind"] == "agreement"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:81", "127.0.0.1.evil.example:8000", "", "[::]:8000"],
)
@pytest.mark.parametrize("path", ["/", "/answer", "/file", "/explore.js"])
def test_another_host_is_turned_away(client, host, path):
    answer = client.request("GET" if path in ("/", "/explore.js") else "POST", path, headers={**GOOD, "host": host})
    assert answer.status_code == 421
    assert TOKEN not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_names_of_the_loopback_address(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:8001", "file://"]
)
def test_another_origin_is_refused(client, origin):
    assert client.post("/answer", json={}, headers={**GOOD, "origin": origin}).status_code == 403
    assert client.get("/", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("query", [b"\xff", b"a=%ff", b"\x00", b"[" * 10_000])
def test_what_stands_after_a_question_mark_does_not_matter(client, query):
    made, sent = client.app, []
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query, "headers": [(b"host", HOST)]}

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    asyncio.run(made(scope, receive, send))
    assert sent[0]["status"] == 200


def test_its_own_origin_is_not(client):
    assert client.post("/answer", json={}, headers={**GOOD, "origin": "http://127.0.0.1:8000"}).status_code == 200


@pytest.mark.parametrize("token", ["", "x", TOKEN + "x", TOKEN[:-1], "é"])
def test_without_the_token_nothing_is_computed(client, token):
    headers = {**GOOD, "x-explorer-token": token.encode("latin-1")}
    assert client.post("/answer", json={}, headers=headers).status_code == 403
    assert client.post("/file", json={}, headers=headers).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_of_another_page_could_send(client, kind):
    assert client.post("/answer", content=b"{}", headers={**GOOD, "content-type": kind}).status_code == 415


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/answer", 405), ("PUT", "/answer", 405), ("DELETE", "/", 405), ("POST", "/", 405),
        ("PATCH", "/file", 405),
        ("OPTIONS", "/answer", 405), ("TRACE", "/", 405), ("GET", "/nothing", 404), ("GET", "/explore.html", 404),
        ("GET", "/../pyproject.toml", 404), ("GET", "/..%2f..%2fetc/passwd", 404),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404),
        ("GET", "//etc/passwd", 404), ("GET", "/explore.js/../../app.py", 404), ("GET", "/explore.js%00.py", 404),
        ("GET", "/page/explore.js", 404), ("GET", "/answer/", 404), ("HEAD", "/", 200),
    ],
)  # fmt: skip
def test_methods_and_paths(client, method, path, expected):
    assert client.request(method, f"http://127.0.0.1:8000{path}", headers=GOOD).status_code == expected


def test_the_page_is_made_of_its_own_parts_only():
    files = {file.name: file.read_text(encoding="utf-8") for file in PAGE.iterdir()}
    assert files.keys() == PARTS.keys() | {"explore.html"}
    for name, text in files.items():
        addresses = re.findall(r"""(?:https?:)?//[\w.-]+\.[a-z]+[^"' ]*""", text)
        assert addresses in ([], ["http://www.w3.org/2000/svg"]), name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function", text), name
        assert not re.search(r"\son\w+=|style=|<style", text) or name != "explore.html"


def test_paths_by_the_letter(server):
    for path in (
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/app.py",
        "/.%2e/app.py",
        "\\..\\app.py",
        "/./../app.py",
    ):
        answer = server.exchange(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode()
        )
        assert status(answer) in (400, 404)
        assert b"root:" not in answer


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n", b"POST /answer HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /answer HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: " + b"a" * 200_000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_http(server, sent):
    assert status(server.exchange(sent)) in (400, 421)


def test_two_hosts_are_no_host(server):
    sent = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert status(server.exchange(sent.encode())) in (400, 421)


def test_a_websocket_is_no_way_in(server):
    sent = (
        f"GET /answer HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    assert status(server.exchange(sent.encode())) == 405


def test_every_answer_carries_the_policy(client):
    for answer in (
        client.get("/"),
        client.get("/nothing"),
        client.get("/", headers={"host": "x"}),
        client.post("/answer"),
    ):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("chunked", [False, True])
def test_a_huge_body_is_refused_while_it_comes(server, chunked):
    headers = {"Content-Length": "", "Transfer-Encoding": "chunked"} if chunked else {}
    body = b" " * (3 * MOST_BYTES)
    if chunked:
        body = b"".join(b"10000\r\n" + b" " * 65536 + b"\r\n" for _ in range(48)) + b"0\r\n\r\n"
    assert status(server.post("/answer", body, **headers)) == 413


def test_a_body_that_is_as_large_as_may_be(server):
    assert status(server.post("/answer", b"{}" + b" " * (MOST_BYTES - 2))) == 200


def test_a_length_that_never_comes(server):
    sent = {"Content-Length": str(10**15)}
    assert status(server.post("/answer", b"{" * 2 * MOST_BYTES, **sent)) == 413


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 200_000, b'{"a":' * 100_000, b"\x00\xff", b'{"changes": [{"kind": null}]}', b"NaN"]
)
def test_malformed_requests_get_one_clear_line(client, body):
    answer = client.post("/answer", content=body, headers=GOOD)
    assert answer.status_code == 400
    assert answer.json().keys() == {"error"}
    assert "Traceback" not in answer.text
    assert "\n" not in answer.json()["error"]


def test_what_the_library_refuses_is_an_answer(client):
    changes = [value("issues.road.Ann.weight", -1)]
    answer = client.post("/answer", json={"changes": changes}, headers=GOOD)
    assert answer.status_code == 200
    assert answer.json() == {"refused": "issues.road.Ann.weight: -1 is out of range; it must be at least 0"}
    assert client.post("/file", json={"changes": changes}, headers=GOOD).status_code == 409


ODD = [
    "\ud800", "\u0000", "\u202e", "road\n", "a" * 100_000, '"', "issues." * 1000, "[" * 500,
    f"issues.toll.Bob.worth.is[{'9' * 5000}]",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(client, text):
    kinds = [
        value(text, 1), {"kind": "lever", "lever": text, "level": text}, {"kind": "concept", "name": text},
        {"kind": "issue", "name": text, "endings": {text: text}, "table": {text: text}},
        {"kind": "issue", "name": text, "endings": {}, "table": {"outcomes": [text, "b"], "status_quo": "b",
         "Ann": {"weight": 1, "worth": [0, 1]}, "Bob": {"weight": 1, "worth": [0, 1]}}},
        {"kind": "red line", "party": text, "never": {text: [text]}, "lifted": True},
        {"kind": "no issue", "name": text},
    ]  # fmt: skip
    for change in kinds:
        answer = client.post("/answer", content=json.dumps({"changes": [change]}).encode(), headers=GOOD)
        assert answer.status_code == 200
        assert len(answer.content) < 10_000_000
        refused = answer.json().get("refused", "-")
        assert refused.isprintable(), "one line"
        assert 0 < len(refused) < 700


def test_the_file_is_the_state_as_a_case(client):
    answer = client.post("/file", json={"changes": [value("issues.road.Ann.weight", 5)]}, headers=GOOD)
    assert answer.headers["content-disposition"] == 'attachment; filename="game.toml"'
    from bargain.scenario.reading import reads

    assert reads(answer.text) == TOLL.with_value("issues.road.Ann.weight", 5)


def test_names_stand_in_the_page_as_text_only():
    made = application(HOSTILE, port=8000, token=TOKEN, complain=lambda line: None)
    with TestClient(made, base_url="http://127.0.0.1:8000") as client:
        page = client.get("/").text
        answer = client.post("/answer", json={"parts": ["form", "settlement", "picture"]}, headers=GOOD)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not any(name in page for name in NAMES)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["form"]["title"] == NAMES[0]


def test_a_full_desk_says_when_to_come_again():
    held = threading.Event()
    desk = Desk(threads=1, room=1)
    first = desk.take(held.wait)
    wait_until(first.running, "the first is being worked on")
    assert desk.take(held.wait) is not None
    made = application(TOLL, port=8000, token=TOKEN, complain=lambda line: None, desk=desk)
    with TestClient(made, base_url="http://127.0.0.1:8000") as client:
        full = client.post("/answer", json={}, headers=GOOD)
        assert (full.status_code, full.headers["retry-after"]) == (503, "1")
        assert client.get("/").status_code == 200, "the page does not wait"
        held.set()
        wait_until(lambda: client.post("/answer", json={}, headers=GOOD).status_code == 200, "there is room again")


def test_an_error_of_the_package_is_one_line_here_and_there(monkeypatch):
    def fails(setting, parts):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(app_module, "answer", fails)
    complaints = []
    made = application(TOLL, port=8000, token=TOKEN, complain=complaints.append)
    with TestClient(made, base_url="http://127.0.0.1:8000") as client:
        answer = client.post("/answer", json={}, headers=GOOD)
    assert (answer.status_code, answer.json()) == (
        500,
        {"error": "the answer could not be computed (ZeroDivisionError)"},
    )
    assert complaints == ["explorer: ZeroDivisionError: secret"]


def test_a_thousand_requests_in_a_burst(server):
    body = b'{"parts": ["settlement"]}'
    head = (
        f"POST /answer HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
        f"X-Explorer-Token: {server.token}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ).encode()

    async def one():
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(head + body)
        answer = await reader.read()
        writer.close()
        return status(answer) if answer else "closed"

    async def all_of_them():
        return await asyncio.wait_for(asyncio.gather(*(one() for _ in range(1000)), return_exceptions=True), 60)

    codes = asyncio.run(all_of_them())
    assert {code for code in codes if isinstance(code, int)} <= {200, 503}
    assert all(code == "closed" or isinstance(code, (int, OSError)) for code in codes)
    wait_until(lambda: status(server.post("/answer", body)) == 200, "it answers again")


def test_slow_connections_are_closed(monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE", 0.3)
    monkeypatch.setattr(app_module, "PATIENCE", 0.3)
    with served(TOLL) as running:
        token = running.token
        heads = [
            b"", b"POST /answer HTTP/1.1\r\nHost: 127",
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\nGET".encode(),
        ]  # fmt: skip
        for head in heads:
            with socket.create_connection(("127.0.0.1", running.port), timeout=10) as held:
                held.sendall(head)
                while held.recv(65536):
                    pass  # ends when the server closes; the time-out of the socket would fail the test
        slow = (
            f"POST /answer HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nContent-Type: application/json\r\n"
            f"X-Explorer-Token: {token}\r\nContent-Length: 100\r\n\r\n{{"
        )
        assert status(running.exchange(slow.encode())) == 408


WATCHED = """
import json, sys
sys.path.insert(0, {root!r})
from tests.explorer.cases import TOLL, three
from tests.explorer.running import served, status

opened, watching = [], []
def watch(event, arguments):
    if watching and (event == "open" or event.split(".")[0] in ("os", "shutil", "subprocess", "tempfile")):
        opened.append([event, str(arguments[0])])
sys.addaudithook(watch)
for game in (TOLL, three()):
    with served(game) as running:
        running.token
        watching.append(True)
        for path in ("/", "/explore.js", "/nothing", "/../../etc/passwd"):
            host = f"127.0.0.1:{{running.port}}"
            running.exchange(f"GET {{path}} HTTP/1.1\\r\\nHost: {{host}}\\r\\nConnection: close\\r\\n\\r\\n".encode())
        everything = json.dumps({{"parts": ["form", "settlement", "picture", "blockers"], "changes": []}})
        with_lotteries = everything.replace("[]", '[{{"kind": "lotteries", "on": true}}]')
        for body, expected in ((everything, 200), (with_lotteries, 200), ("{{", 400)):
            assert status(running.post("/answer", body.encode())) == expected
        assert status(running.post("/file", b'{{}}')) == 200
        watching.clear()
print(json.dumps([entry for entry in opened if entry != ["open", "/dev/null"]]))
"""


def test_no_request_reads_or_writes_a_file():
    done = subprocess.run(
        [sys.executable, "-c", WATCHED.format(root=str(ROOT))], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_it_ends_while_a_long_answer_is_computed(monkeypatch):
    monkeypatch.setattr(app_module, "answer", lambda setting, parts: time.sleep(30))
    start = time.monotonic()
    with served(TOLL) as running, socket.create_connection(("127.0.0.1", running.port)) as held:
        sent = (
            f"POST /answer HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nContent-Type: application/json\r\n"
            f"X-Explorer-Token: {running.token}\r\nContent-Length: 2\r\n\r\n{{}}"
        )
        held.sendall(sent.encode())
        time.sleep(0.2)
    assert time.monotonic() - start < 20


def test_found_reads_an_answer(server):
    assert found(server.post("/answer", b"{")).keys() == {"error"}

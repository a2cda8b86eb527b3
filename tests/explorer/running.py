"""The explorer as it runs: a real server in a thread, and Debian's chromium that looks at its page."""

from __future__ import annotations

import json
import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bargain.explorer.serving import bound, server

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
)  # fmt: skip


@dataclass
class Served:
    """A server that runs: its port, the token of its page, and what it complained about."""

    port: int
    complaints: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What the command would print."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def token(self) -> str:
        """The token in the page, fetched as a browser fetches it."""
        page = self.exchange(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode())
        return re.search(rb'name="token" content="([^"]+)"', page)[1].decode()

    def exchange(self, sent: bytes, wait: float = 20.0) -> bytes:
        """Everything that comes back for the bytes `sent`, until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as held:
            held.sendall(sent)
            parts = []
            try:
                while part := held.recv(65536):
                    parts.append(part)
            except ConnectionResetError:
                pass
            return b"".join(parts)

    def post(self, path: str, body: bytes, **headers: str) -> bytes:
        """The answer to a POST that carries the token and says what its body is."""
        given = {
            "Host": f"127.0.0.1:{self.port}", "Content-Type": "application/json", "X-Explorer-Token": self.token,
            "Content-Length": str(len(body)), "Connection": "close", **headers,
        }  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
        return self.exchange(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body)


def status(answer: bytes) -> int:
    """The status of an answer."""
    return int(answer.split(b" ", 2)[1])


def found(answer: bytes) -> Any:
    """What an answer says, as JSON."""
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])


@contextmanager
def served(game: Any) -> Iterator[Served]:
    """A server of the page for `game`, in a thread, ended in the end."""
    with bound(0) as held:
        running = Served(held.getsockname()[1])
        serving = server(game, held, running.complaints.append)
        thread = threading.Thread(target=serving.run, kwargs={"sockets": [held]}, daemon=True)
        thread.start()
        try:
            wait_until(lambda: serving.started, "the server starts")
            yield running
        finally:
            serving.should_exit = True
            thread.join(10)


def wait_until(holds: Any, what: str, seconds: float = 20.0) -> None:
    """Wait until `holds()`; fail with `what` when it does not come to hold."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.01)


@contextmanager
def browser(width: int = 1280, height: int = 900) -> Iterator[Any]:
    """Chromium, with nothing of a former run, and its log; ended in the end."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    missing = [path for path in (CHROMIUM, DRIVER) if not Path(path).exists()]
    assert not missing, f"{' and '.join(missing)} not found: apt-get install chromium chromium-driver"
    folder = Path(tempfile.mkdtemp(prefix="explorer-"))
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for option in (*OPTIONS, f"--window-size={width},{height}", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    driver = None
    try:
        driver = Chrome(options=options, service=Service(DRIVER))
        driver.downloads = folder
        yield driver
    finally:
        if driver is not None:
            driver.quit()
        shutil.rmtree(folder, ignore_errors=True)


def shown(driver: Any, served: Served, link: str = "") -> None:
    """Open the page anew, and wait until it is drawn."""
    driver.get("about:blank")
    driver.get(served.address + link)
    settled(driver)


def settled(driver: Any, after: int = 0) -> None:
    """Wait until the page has drawn more than `after` answers, and waits for none."""
    wait_until(
        lambda: driver.execute_script(
            "const d = document.body.dataset; return Number(d.drawn) > arguments[0] && !('later' in d)", after
        ),
        "the page is drawn",
    )


def drawn(driver: Any) -> int:
    """How many answers the page has drawn."""
    return int(driver.execute_script("return document.body.dataset.drawn"))


def console(driver: Any) -> list[str]:
    """What the console of the browser complains about."""
    return [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]


def hosts(driver: Any) -> set[str | None]:
    """The hosts of all that the browser asked for; blobs are asked of the page itself."""
    asked = set()
    for entry in driver.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        if event["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
            address = event["params"].get("request", event["params"])["url"]
            if not address.startswith(("about:", "data:", "chrome:", "devtools:")):
                asked.add(urlsplit(address.removeprefix("blob:")).hostname)
    return asked

"""The verb: it prints its address, serves until interrupted, and refuses in one line."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
import webbrowser

import pytest
from click.testing import CliRunner

import bargain as bg
from bargain.cli.main import main
from bargain.cli.verbs import explore as verb
from tests.explorer.cases import TOLL


@pytest.fixture
def file(tmp_path):
    """A case file."""
    bg.write(TOLL, tmp_path / "toll.toml")
    return str(tmp_path / "toll.toml")


def run(*words):
    """The command in this process."""
    return CliRunner().invoke(main, ["explore", *words], prog_name="bargain")


def test_it_serves_until_interrupted_and_ends_well(file):
    words = [sys.executable, "-u", "-m", "bargain", "explore", file, "--no-browser"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
            assert b"<title>toll: explore</title>" in urllib.request.urlopen(address, timeout=20).read()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "", "Ctrl-C ends it\n")


def test_it_listens_on_the_loopback_address_only(file, monkeypatch):
    seen = []
    monkeypatch.setattr(verb, "serve", lambda game, held, **_: seen.append(held.getsockname()[0]))
    assert run(file).exit_code == 0
    assert seen == ["127.0.0.1"]


def test_it_opens_the_browser_unless_told_not_to(file, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)

    class Now:
        """A thread that does its work at once."""

        def __init__(self, target, args, daemon):
            self.start = lambda: target(*args)

    monkeypatch.setattr(verb, "Thread", Now)
    monkeypatch.setattr(verb, "serve", lambda game, held, ready, complain: ready("http://127.0.0.1:1/"))
    assert run(file, "--no-browser").stdout == "http://127.0.0.1:1/\n"
    assert opened == []
    assert run(file).exit_code == 0
    assert opened == ["http://127.0.0.1:1/"]


def test_a_port_that_is_taken(file):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run(file, "--port", str(port), "--no-browser")
    assert result.exit_code == 2
    why = os.strerror(98) if sys.platform == "linux" else "Address already in use"
    assert result.stderr == (
        f"bargain: Invalid value for '--port': {port} cannot be had ({why}); "
        f"choose another, or leave it out for a free one (see bargain explore --help)\n"
    )


@pytest.mark.parametrize(
    ("port", "message"),
    [
        ("65536", "65536 is no port; ports end at 65535"),
        ("-1", "'-1' is not a whole number; write one such as 1000"),
        ("x", "'x' is not a whole number; write one such as 1000"),
    ],
)
def test_what_is_no_port(file, port, message):
    result = run(file, "--port", port)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"bargain: Invalid value for '--port': {message} (see bargain explore --help)\n"


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_which(file, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    result = run(file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "bargain: explore needs starlette and uvicorn: pip install 'bargain-analysis[explore]'\n"


def test_a_file_that_is_no_case(tmp_path):
    result = run(str(tmp_path / "nothing.toml"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1

"""The door: what is no readable file is refused in one clear line, and nothing in a file is ever run."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bargain.errors import BargainError, ScenarioError
from bargain.scenario.files import LIMIT
from bargain.scenario.reading import read, reads

TOLL = (Path(__file__).parent / "toll.toml").read_text(encoding="utf-8")


def refusal(path):
    with pytest.raises(ScenarioError) as caught:
        read(path)
    message = str(caught.value)
    assert message.isprintable()
    return message


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_path_and_text_are_the_same_game(folder):
    Path("toll.toml").write_text(TOLL, encoding="utf-8")
    assert read("toll.toml") == read(folder / "toll.toml") == reads(TOLL)


def test_missing_file(folder):
    assert refusal("toll.toml") == "toll.toml: there is no such file; correct the path"
    assert refusal("no/where.toml") == "no/where.toml: there is no such file; correct the path"
    Path("tolls.toml").write_text(TOLL, encoding="utf-8")
    assert refusal("toll.toml") == "toll.toml: there is no such file; did you mean 'tolls.toml'?"
    assert refusal("tolls.toml/x") == "tolls.toml/x: a part of this path is no folder; correct the path"


def test_a_message_begins_with_the_path_as_given(folder):
    path = folder / "toll.toml"
    path.write_text("title = 5", encoding="utf-8")
    assert refusal(path) == f"{path}: 'parties' is missing; write a table [parties.Ann] for each party"
    assert refusal("./toll.toml").startswith("./toll.toml: ")


def test_folder(folder):
    Path("case").mkdir()
    assert refusal("case") == "case: is a folder; name a file in it"
    Path("case/game.toml").write_text(TOLL, encoding="utf-8")
    assert refusal("case") == "case: is a folder; did you mean 'case/game.toml'?"


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\ufeff\r\n"])
def test_empty_file(folder, text):
    Path("toll.toml").write_text(text, encoding="utf-8")
    assert refusal("toll.toml") == (
        'toll.toml: is empty; write at least title = "…", a table [parties.Ann] and a table [issues.price]'
    )


def test_no_permission(folder, monkeypatch):
    Path("toll.toml").write_text(TOLL, encoding="utf-8")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bargain.scenario.reading.os.open", refuse)
    assert refusal("toll.toml") == ("toll.toml: there is no permission to read this file; change its permissions")


def test_failing_disk(folder, monkeypatch):
    Path("toll.toml").write_text(TOLL, encoding="utf-8")

    def fail(*_args, **_kwargs):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("bargain.scenario.reading.os.open", fail)
    assert refusal("toll.toml") == "toll.toml: cannot be read (input/output error); correct the path"


def test_not_utf8(folder):
    Path("toll.toml").write_bytes(b'title = "a"\nsource = "Z\xfcrich"\n')
    assert refusal("toll.toml") == "toll.toml: line 2: byte 0xfc is not UTF-8; save the file as UTF-8"
    Path("toll.toml").write_bytes(TOLL.encode("utf-16"))
    assert refusal("toll.toml") == "toll.toml: is UTF-16 text; save it as UTF-8"


def test_byte_order_mark_and_windows_lines(folder):
    Path("toll.toml").write_bytes(b"\xef\xbb\xbf" + TOLL.replace("\n", "\r\n").encode())
    assert read("toll.toml") == reads(TOLL)


@pytest.mark.parametrize("path", [5, None, b"toll.toml", "", "a\0b", ["a"]])
def test_what_is_no_path(path):
    with pytest.raises(ScenarioError, match="is not the path of a file; give a"):
        read(path)


def test_a_path_that_is_too_long(folder):
    assert "cannot be read (file name too long); correct the path" in refusal("x" * 5000)


def test_devices_and_pipes_are_not_read(folder):
    assert refusal("/dev/zero") == ("/dev/zero: is no ordinary file (a pipe or a device); copy its content into a file")
    os.mkfifo("pipe.toml")
    done = threading.Event()

    def ask():
        assert refusal("pipe.toml").startswith("pipe.toml: is no ordinary file")
        done.set()

    threading.Thread(target=ask, daemon=True).start()
    assert done.wait(5), "opening a pipe waits for ever"


def test_a_file_that_is_swapped_for_a_pipe_after_the_look(folder, monkeypatch):
    Path("toll.toml").write_text(TOLL, encoding="utf-8")
    seen = os.stat("toll.toml")
    os.remove("toll.toml")
    os.mkfifo("toll.toml")
    monkeypatch.setattr("bargain.scenario.reading.os.stat", lambda _path: seen)
    assert refusal("toll.toml").startswith("toll.toml: is no ordinary file")


def test_a_file_over_the_limit_is_not_opened(folder, monkeypatch):
    with open("big.toml", "wb") as big:
        big.truncate(50_000_000)
    monkeypatch.setattr("bargain.scenario.reading.os.open", lambda *_: pytest.fail("was opened"))
    assert refusal("big.toml") == (
        f"big.toml: has 50,000,000 bytes; at most {LIMIT:,} bytes are read: leave out what repeats"
    )


def test_a_file_that_grows_while_it_is_read(folder, monkeypatch):
    with open("big.toml", "wb") as big:
        big.truncate(LIMIT + 5)
    monkeypatch.setattr("bargain.scenario.reading._ordinary", lambda *_: None)
    assert refusal("big.toml") == (
        f"big.toml: is larger than {LIMIT:,} bytes, the most that is read; leave out what repeats"
    )


def test_a_text_over_the_limit():
    with pytest.raises(ScenarioError) as caught:
        reads(TOLL + "#" * LIMIT)
    assert str(caught.value).startswith("<text>: has 4,00")


def test_messages_are_one_line_whatever_the_names():
    with pytest.raises(ScenarioError) as caught:
        reads(
            TOLL.replace("[issues.trees]", '[issues."a\\nb\\u0007"]').replace(
                "weight = 1, worth = [100, 0]", "weight = 1"
            )
        )
    assert str(caught.value) == (
        "<text>: issues.a\\nb\\x07.Ann: 'worth' is missing; write worth = [100, 0], one number for each outcome"
    )


def test_long_values_do_not_flood_the_message():
    with pytest.raises(ScenarioError) as caught:
        reads(TOLL.replace('status_quo = "north"', f'status_quo = "{"n" * 100_000}"'))
    assert len(str(caught.value)) < 300
    with pytest.raises(ScenarioError) as caught:
        reads(TOLL.replace("[issues.road]", f"[issues.{'r' * 100_000}]").replace('"north", "south"', "5"))
    assert len(str(caught.value)) < 700
    assert str(caught.value).endswith('write outcomes = ["north", "south"]'), "the cure is kept"


def test_numbers_too_long_to_read():
    for number, message in {
        "9" * 5000: "<text>: a whole number has thousands of digits; round it",
        "0x" + "f" * 5000: (
            "<text>: parties.Ann.discount_rate: a whole number of about 6020 digits is too large; "
            "write it in a larger unit, at most 1e+15"
        ),
    }.items():
        with pytest.raises(ScenarioError) as caught:
            reads(TOLL.replace("discount_rate = 0.1", f"discount_rate = {number}"))
        assert str(caught.value) == message


def test_errors_can_be_caught_as_the_packages_own():
    with pytest.raises(BargainError):
        reads("title = 5")
    with pytest.raises(ValueError, match="is missing"):
        reads("title = 5")


@pytest.mark.parametrize("text", [
    "__import__('os').system('touch hacked')",
    "title = !!python/object/apply:os.system ['touch hacked']",
    "title = {{ 7 * 7 }}",
    "title = $(touch hacked)",
])  # fmt: skip
def test_code_in_a_file_is_only_bad_syntax(folder, text):
    Path("toll.toml").write_text(text, encoding="utf-8")
    assert refusal("toll.toml").startswith("toll.toml: line 1, column ")
    assert not Path("hacked").exists()


def test_code_in_a_text_stays_a_text(folder):
    bad = "${jndi:x} {0.__class__} %s `touch hacked` __import__('os').system('touch hacked')"
    game = reads(TOLL.replace("Who pays for the road", bad))
    assert game.title == bad
    assert not Path("hacked").exists()


def test_reading_stays_light():
    code = "import sys, bargain.scenario.reading; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"tomllib", "numpy"} <= set(loaded)
    assert not {"scipy", "pandas", "sympy", "matplotlib", "pydantic", "tomli_w", "jsonschema", "click", "rich"} & set(
        loaded
    )

"""Tables in a pipe and in a terminal: nothing is cut, nothing in a name is taken for markup."""

import os
import pty
import re
import subprocess

import pytest

from bargain.cli.tables import say_table
from tests.cli.conftest import TOLL, case, command, environment, run

MARKUP = "[red]Ann[/red] [link=x]"


def quoted(text, name):
    return text.replace("[parties.Ann]", f'[parties."{name}"]').replace("Ann =", f'"{name}" =')


def in_terminal(*words, cwd, columns=80, stderr_too=False):
    """What a terminal of `columns` shows on standard output (and error), without its colours."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        command(*words), cwd=cwd, env=environment(COLUMNS=str(columns), TERM="xterm"), stdout=slave,
        stderr=slave if stderr_too else subprocess.PIPE,
    )  # fmt: skip
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    assert child.wait(timeout=60) == 0
    os.close(master)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode()).replace("\r\n", "\n")


def test_names_with_markup_are_text_in_a_pipe(tmp_path):
    file = case(tmp_path, quoted(TOLL, MARKUP))
    for verb in ("solve", "compare", "check", "frontier"):
        assert MARKUP in run(verb, file).stdout, verb


def test_names_with_markup_are_text_in_a_terminal(tmp_path):
    file = case(tmp_path, quoted(TOLL, MARKUP))
    assert MARKUP in in_terminal("solve", file, cwd=tmp_path, columns=120)


def test_control_characters_are_written_out(tmp_path):
    file = case(tmp_path, quoted(TOLL, "A\\u001b[31mnn\\nB\\u202e"))
    for verb in ("solve", "compare", "check", "frontier"):
        text = run(verb, file).stdout
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "A\\x1b[31mnn\\nB\\u202e" in text, verb
    assert "\\x1b" in run("solve", file, "--power", "A=1").stderr


@pytest.mark.parametrize("columns", [20, 40])
def test_a_narrow_terminal_cuts_no_name(tmp_path, columns):
    name = "Confederation of the upper valleys and their markets"
    shown = in_terminal("solve", case(tmp_path, quoted(TOLL, name)), cwd=tmp_path, columns=columns)
    assert "…" not in shown
    row = re.sub(r"[\s\d.+]", "", shown)
    assert all(word in row for word in ("Confed", "valleys"[:4], "mark"))
    letters = [c for c in name if c != " "]
    position = 0
    for c in shown:
        if position < len(letters) and c == letters[position]:
            position += 1
    assert position == len(letters)


def test_a_pipe_is_never_folded(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    name = "Confederation of the upper valleys and their markets"
    lines = run("solve", case(tmp_path, quoted(TOLL, name))).stdout.splitlines()
    assert any(line.startswith(name) and "20.00" in line for line in lines)


def test_columns_line_up(capsys):
    say_table(["party", "gain"], [["和平", "1.00"], ["Zoe\u0301", "10.00"]], numbers=["gain"])
    assert capsys.readouterr().out == "party   gain\n和平    1.00\nZoe\u0301    10.00\n"


def test_progress_is_shown_to_a_person_only(tmp_path):
    assert in_terminal("new", "mine", cwd=tmp_path)
    assert "reproducing" in in_terminal("reproduce", "mine", cwd=tmp_path, stderr_too=True)
    assert "solving by nash" in in_terminal("compare", "mine", cwd=tmp_path, stderr_too=True)
    assert run("reproduce", "mine").stderr == "4 findings of 1 analysis are the pinned ones\n"
    assert run("compare", "mine").stderr == ""

"""The command itself: help, version, exit codes, errors in one line, streams that end early."""

import ast
import signal
import subprocess
import sys
import time

import pytest

from bargain.cli.main import VERBS, main, one_line
from tests.cli.conftest import TOLL, case, command, environment, process, run

HEAVY = ["scipy", "pandas", "sympy", "matplotlib", "nashpy", "rich", "importlib.metadata", "jsonschema", "pydantic"]


def test_help_lists_every_verb_with_its_line():
    lines = run("--help").stdout
    for verb in VERBS:
        assert f"  {verb}" in lines
        assert one_line(verb).split(".")[0][:30] in lines
    assert run().stdout == lines
    assert run("-h").stdout == lines


def test_the_verbs_are_those_promised():
    assert set(VERBS) >= {"check", "solve", "compare", "frontier", "reproduce", "new"}


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_says_what_it_does(verb):
    assert one_line(verb).endswith(".")
    assert len(one_line(verb)) < 68, "it would not fit on a line of --help"
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert " ".join(one_line(verb).split()) in " ".join(result.stdout.split())
    assert VERBS[verb].name == verb


def imported(*words, tmp_path):
    code = f"""
import sys
from bargain.cli.main import main
try:
    main({list(words)!r}, prog_name="bargain")
except SystemExit as end:
    print([m for m in sys.modules if m in {HEAVY!r} or m.startswith("bargain.cli.verbs.") or m == "numpy"], end.code)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.splitlines()[-1]


def test_help_imports_no_verb(tmp_path):
    assert imported("--help", tmp_path=tmp_path) == "[] 0"


def test_solving_imports_nothing_slow(tmp_path):
    case(tmp_path, TOLL)
    modules, code = ast.literal_eval(imported("solve", "game.toml", tmp_path=tmp_path).replace("] ", "], "))
    assert (sorted(modules), code) == (["bargain.cli.verbs.solve", "numpy"], 0)


def test_version():
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("bargain ")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["slove"], "bargain: no command 'slove'; did you mean 'solve'? (see bargain --help)"),
        (["solve"], "bargain: Missing argument 'FILE' (see bargain solve --help)"),
        (["solve", "a", "b"], "bargain: Got unexpected extra argument (b) (see bargain solve --help)"),
        (["solve", "--lottery", "a"], None),
        (
            ["frontier", "a", "--limit", "-1"],
            "bargain: Invalid value for '--limit': '-1' is not a whole number; write one such as 1000 "
            "(see bargain frontier --help)",
        ),
        (
            ["ensemble", "a", "--draws", "1e4"],
            "bargain: Invalid value for '--draws': '1e4' is not a whole number; write one such as 1000 "
            "(see bargain ensemble --help)",
        ),
        (
            ["ensemble", "a", "--draws", "0"],
            "bargain: Invalid value for '--draws': 0 is too small; it must be at least 1 (see bargain ensemble --help)",
        ),
        (
            ["ensemble", "a", "--draws", "9" * 5000],
            "bargain: Invalid value for '--draws': a number of 5000 digits is too large; use at most 18 "
            "(see bargain ensemble --help)",
        ),
        (["solve", "nowhere"], "bargain: nowhere: there is no such file; correct the path"),
        (["solve", "nowhere.toml", "--json"], None),
        (["solve", "toll.toml", "--concept", "nahs"], "bargain: no concept 'nahs'; did you mean 'nash'?"),
        (["solve", "toll.toml", "--power", "Ann"], "bargain: --power 'Ann': cannot be read; write --power Party=2"),
        (["solve", "toll.toml", "--power", "Ann=x"], "bargain: --power 'Ann=x': cannot be read; write --power Party=2"),
        (["solve", "toll.toml", "--power", "Anne=2"], None),
        (["solve", "toll.toml", "--power", "Ann=nan"], None),
        (["solve", "toll.toml", "--power", "Ann=0"], None),
        (
            ["solve", "toll.toml", "--power", "Ann=1", "--power", "Ann=2"],
            "bargain: --power 'Ann=2': 'Ann' has a power already; give it once",
        ),
        (["check", "empty"], "bargain: empty: the folder holds no game.toml; name a case file, or a folder with one"),
        (["check", "broken.toml"], None),
        (["compare", "broken.toml"], None),
        (["frontier", "broken.toml"], None),
        (["reproduce", "nothing_like_it"], None),
        (["new"], "bargain: Missing argument 'DIR' (see bargain new --help)"),
        (["new", "empty/../toll.toml"], None),
        (["new", "toll.toml/under"], None),
    ],
)
def test_bad_input_is_one_line_and_2(words, line, toll, tmp_path):
    (tmp_path / "empty").mkdir()
    case(tmp_path, "title = \n", "broken.toml")
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("bargain: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    if line is not None:
        assert result.stderr == f"{line}\n"


def test_bad_input_as_a_process(tmp_path):
    done = process("solve", "nowhere.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("bargain: nowhere.toml")
    assert done.stderr.count("\n") == 1


def test_a_bug_is_not_hidden(monkeypatch, toll):
    monkeypatch.setattr("bargain.cli.verbs.solve.say_solution", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("solve", toll)


def test_without_standalone_mode_errors_are_raised(toll):
    from bargain.errors import ConceptError

    with pytest.raises(ConceptError):
        main(["solve", toll, "--concept", "nahs"], standalone_mode=False)


def test_a_reader_that_goes_away_leaves_no_trace(tmp_path):
    outcomes = ", ".join(f'"{i}"' for i in range(400))
    falling, rising = [list(range(100)) * 4 for _ in range(2)]
    case(tmp_path, f"""
title = "long"
[parties.Ann]
[parties.Bob]
[issues.road]
outcomes = [{outcomes}]
Ann = {{weight = 1, worth = {sorted(falling)}}}
Bob = {{weight = 1, worth = {sorted(rising, reverse=True)}}}
""")  # fmt: skip
    line = f"{sys.executable} -m bargain frontier game.toml --json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"{line}; echo ${{PIPESTATUS[0]}}"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "{"
    assert done.stdout.splitlines()[1] in ("0", "141")


def test_a_closed_output_is_141(tmp_path, toll):
    """Standard output is a pipe that nobody reads any more."""
    run_it = f"os.execv({sys.executable!r}, {command('solve', toll)!r})"
    code = f"import os; r, w = os.pipe(); os.close(r); os.dup2(w, 1); {run_it}"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (141, "")


def test_interrupted_is_130(tmp_path):
    folder = tmp_path / "slow"
    folder.mkdir()
    (folder / "analysis.py").write_text(
        "import pathlib, time\ndef findings():\n    pathlib.Path('begun').touch()\n    time.sleep(60)\n",
        encoding="utf-8",
    )
    (folder / "findings.toml").write_text("", encoding="utf-8")
    child = subprocess.Popen(
        command("reproduce", "slow"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(600):
        if (tmp_path / "begun").exists():
            break
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    stdout, stderr = child.communicate(timeout=30)
    assert (child.returncode, stdout, stderr.strip()) == (130, "", "bargain: interrupted")


def test_a_terminal_without_the_letters_shows_codes(tmp_path):
    case(tmp_path, TOLL.replace('"north"', '"north → east"'))
    done = subprocess.run(
        command("solve", "game.toml"),
        cwd=tmp_path,
        env=environment(PYTHONIOENCODING="latin-1"),
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "north \\u2192 east" in done.stdout

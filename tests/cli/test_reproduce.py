"""`bargain reproduce`: what came with the package, a folder of one's own, and every way to differ."""

import json

import pytest

from bargain.reproducing import analyses
from tests.cli.conftest import run


def analysis(folder, script, pins):
    folder.mkdir(exist_ok=True)
    (folder / "analysis.py").write_text(script, encoding="utf-8")
    (folder / "findings.toml").write_text(pins, encoding="utf-8")
    return folder.name


PINS = """
"a" = {value = 1.5, tol = 1e-6, why = "half of three"}
"b" = {value = "north", why = "the road"}
"c" = {value = "none", why = "no deal"}
"d" = {value = [1, true, "x"], why = "a list"}
"""
EXTRA = "mine: 'e' = 1"
PIN = "mine/findings.toml: 'a'"
SCRIPT = "def findings():\n    return {'a': 1.5000001, 'b': 'north', 'c': None, 'd': (1, True, 'x')}\n"


def test_the_analyses_of_the_package_are_reproduced():
    """All of them are run by tests/analyses; here that the verb finds them, one, two, or all."""
    assert run("reproduce", "--list").stdout.splitlines() == list(analyses())
    result = run("reproduce", "barter", "four_regions", "--check")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("barter\n")
    assert "\nfour_regions\n" in result.stdout
    assert run("reproduce", "barter", "--check").exit_code == 0


def test_a_folder_of_ones_own(tmp_path):
    result = run("reproduce", analysis(tmp_path / "mine", SCRIPT, PINS), "--check")
    assert (result.exit_code, result.stderr) == (0, "4 findings of 1 analysis are the pinned ones\n")
    assert result.stdout.splitlines() == [
        "mine",
        "",
        "finding  value         pinned",
        "a        1.5           ok",
        "b        north         ok",
        "c        none          ok",
        "d        [1, true, x]  ok",
        "",
    ]


@pytest.mark.parametrize(
    ("script", "pins", "line"),
    [
        (SCRIPT.replace("1.5000001", "1.6"), PINS, "mine: 'a' = 1.6 differs from the pinned 1.5 (tol 1e-06)"),
        (SCRIPT.replace("1.5000001", "float('nan')"), PINS, "mine: 'a' = nan differs from the pinned 1.5 (tol 1e-06)"),
        (SCRIPT.replace("None", "'deal'"), PINS, "mine: 'c' = 'deal' differs from the pinned 'none' (tol 0)"),
        (SCRIPT.replace("True", "1"), PINS, "mine: 'd' = [1, 1, 'x'] differs from the pinned [1, True, 'x'] (tol 0)"),
        (SCRIPT.replace("'a': 1.5000001, ", ""), PINS, "mine: 'a' is pinned but not found; findings() must return it"),
        (SCRIPT.replace("{'a'", "{'e': 1, 'a'"), PINS, f"{EXTRA} is found but not pinned; add it to findings.toml"),
    ],
)  # fmt: skip
def test_every_difference_is_named_and_fails_a_check(tmp_path, script, pins, line):
    name = analysis(tmp_path / "mine", script, pins)
    checked = run("reproduce", name, "--check")
    assert (checked.exit_code, checked.stderr) == (1, f"bargain: {line}\n")
    plain = run("reproduce", name)
    assert (plain.exit_code, plain.stdout) == (0, checked.stdout)


def test_the_pinned_value_stands_where_another_is_found(tmp_path):
    name = analysis(tmp_path / "mine", SCRIPT.replace("1.5000001", "1.6"), PINS)
    assert run("reproduce", name).stdout.splitlines()[2:4] == [
        "finding  value         pinned   as",
        "a        1.6           differs  1.5",
    ]


@pytest.mark.parametrize(
    ("script", "pins", "line"),
    [
        ("x = 1\n", "", "mine/analysis.py: defines no function findings(); write one that returns name → value"),
        ("def findings(): return 1\n", "", "mine/analysis.py: findings() returned a int; return a dict name → value"),
        ("def findings():\n    return 1 / 0\n", "", "mine/analysis.py, line 2: ZeroDivisionError: division by zero"),
        ("def findings(:\n", "", None),
        ("import no_such_module\n", "", None),
        ("def findings(): return {'a': {}}\n", "", None),
        (SCRIPT, "a = 1\n", None),
        (SCRIPT, "a = {value = 1, tol = 1}\n", f"{PIN}: 'why' is missing; say in words why the value is what it is"),
        (SCRIPT, 'a = {value = 1, tol = -1, why = "…"}\n', None),
        (SCRIPT, 'a = {value = 1, tool = 1, why = "…"}\n', f"{PIN}: unknown key 'tool'; did you mean 'tol'?"),
        (SCRIPT, "a = \n", None),
    ],
)  # fmt: skip
def test_what_cannot_be_run_is_one_line_and_2(tmp_path, script, pins, line):
    result = run("reproduce", analysis(tmp_path / "mine", script, pins), "--check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("bargain: mine")
    assert result.stderr.count("\n") == 1
    if line is not None:
        assert result.stderr == f"bargain: {line}\n"


def test_an_analysis_may_define_dataclasses_and_fails_no_other(tmp_path):
    script = (
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass P:\n    x: int = 3\ndef findings(): return {'x': P().x}\n"
    )
    one = analysis(tmp_path / "one", script, 'x = {value = 3, why = "given"}')
    two = analysis(tmp_path / "two", script.replace("3", "4"), 'x = {value = 4, why = "given"}')
    assert run("reproduce", one, two, "--check").exit_code == 0


def test_json(tmp_path):
    name = analysis(tmp_path / "mine", SCRIPT.replace("1.5000001", "float('nan')"), PINS)
    result = run("reproduce", name, "--json", "--check")
    (found,) = json.loads(result.stdout)
    assert (result.exit_code, found["slug"], found["ok"]) == (1, "mine", False)
    assert found["findings"][0] == {
        "name": "a", "value": None, "pinned": 1.5, "tol": 1e-6, "why": "half of three", "status": "differs",
    }  # fmt: skip


def test_a_misspelt_name_is_corrected():
    slug = next(iter(analyses()))
    result = run("reproduce", slug[:-1])
    assert (result.exit_code, result.stderr) == (2, f"bargain: no analysis {slug[:-1]!r}; did you mean {slug!r}?\n")

"""`bargain report`: to a file, whole or not at all, or to standard output."""

import os
import shlex

import pytest

import bargain as bg
from tests.cli.conftest import TOLL, run


@pytest.fixture
def toll(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "toll.toml").write_text(TOLL, encoding="utf-8")
    return "toll.toml"


def test_to_a_file_by_its_ending(toll, tmp_path):
    for name, begins in (("page.html", "<!DOCTYPE html>"), ("page.md", "# toll"), ("page", "<!DOCTYPE html>")):
        result = run("report", toll, "-o", name, "--draws", "5")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{name} is written\n")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_the_format_asked_for_goes_before_the_ending(toll, tmp_path):
    run("report", toll, "-o", "page.html", "--draws", "5", "--format", "md")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("# toll")


def test_to_standard_output(toll):
    result = run("report", toll, "--draws", "5", "--no-pictures")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert "<svg" not in result.stdout
    assert run("report", toll, "--format", "md", "--draws", "5").stdout.startswith("# toll\n")


def test_it_says_what_python_says(toll):
    result = run("report", toll, "--draws", "5", "--seed", "3", "--concept", "egalitarian")
    assert result.stdout == bg.report_on(bg.read(toll), draws=5, seed=3, concept="egalitarian").to_html()


def test_the_page_says_how_to_make_it_again(toll, tmp_path):
    made = bg.report_on(bg.read(toll), draws=5, seed=3)
    again = made.to_dict()["sections"][-1]["blocks"]
    command, calls = (block["lines"] for block in again if "lines" in block)
    os.rename("toll.toml", "game.toml")
    assert run(*shlex.split(command)[1:]).exit_code == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == made.to_html()
    names = {}
    exec(calls, names)
    assert names["page"].to_html() == made.to_html()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--format", "pdf"], "--format 'pdf': is no format; write html or md"),
        (["-o", "nowhere/page.html"], "nowhere/page.html: there is no folder"),
        (["-o", "."], ".: is a folder; name a file in it, such as"),
        (["--concept", "nahs"], "no concept 'nahs'; did you mean 'nash'?"),
        (["--draws", "many"], "'many' is not a whole number"),
    ],
)
def test_what_is_refused_leaves_nothing(toll, tmp_path, words, line):
    result = run("report", toll, "--draws", "5", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert line in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["toll.toml"]


def test_a_place_that_cannot_be_written_is_refused_before_anything_is_computed(toll, monkeypatch):
    monkeypatch.setattr("bargain.cli.verbs.report.report_on", lambda *_, **__: pytest.fail("computed for nothing"))
    result = run("report", toll, "-o", "nowhere/page.html")
    assert result.exit_code == 2
    assert result.stderr.startswith("bargain: nowhere/page.html: there is no folder ")


def test_without_matplotlib_the_extra_is_named(toll, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    result = run("report", toll, "--draws", "5")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "bargain: pictures need matplotlib: pip install 'bargain-analysis[plot]'\n"
    assert run("report", toll, "--draws", "5", "--no-pictures").exit_code == 0

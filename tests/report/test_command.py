"""`bargain report`: to a file, whole or not at all, or to standard output."""

import pytest

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


def test_to_standard_output(toll):
    result = run("report", toll, "--draws", "5", "--no-pictures")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert run("report", toll, "--format", "md", "--draws", "5").stdout.startswith("# toll\n")


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

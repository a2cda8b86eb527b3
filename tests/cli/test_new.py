"""`bargain new`: a starter case that checks, solves and reproduces; nothing is ever overwritten."""

import os

import pytest

from bargain.cli.verbs.new import FILES
from tests.cli.conftest import run


def test_a_starter_case_works(tmp_path):
    made = run("new", "mine")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout.splitlines() == [os.path.join("mine", name) for name in FILES]
    assert sorted(os.listdir("mine")) == sorted(FILES)
    assert os.listdir() == ["mine"]
    for words in (["check", "mine"], ["solve", "mine"], ["compare", "mine"], ["reproduce", "mine", "--check"]):
        assert run(*words).exit_code == 0, words


def test_the_issue_in_comments_is_right_too(tmp_path):
    run("new", "mine")
    text = (tmp_path / "mine" / "game.toml").read_text(encoding="utf-8")
    plain = text.replace("\n# [issues.payment]", "\n[issues.payment]")
    for key in (
        'question = "What does Downstream',
        "range = [0, 10]",
        'unit = "EUR m"',
        "status_quo = 0",
        "Upstream = {",
        "Downstream = {",
    ):
        plain = plain.replace(f"\n# {key}", f"\n{key}")
    for key in ("[[linkages]]", "party =", "when =", "points ="):
        plain = plain.replace(f"\n# {key}", f"\n{key}")
    (tmp_path / "mine" / "game.toml").write_text(plain, encoding="utf-8")
    assert "3: 1 choice, 2 ranges" in run("check", "mine").stdout
    assert "payment" in run("solve", "mine").stdout


def test_folders_above_are_made(tmp_path):
    assert run("new", "a/b/mine").exit_code == 0
    assert run("check", "a/b/mine").exit_code == 0


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "mine").mkdir()
    assert run("new", "mine").exit_code == 0


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_overwritten(tmp_path, kind):
    place = tmp_path / "mine"
    if kind == "folder":
        place.mkdir()
        (place / "game.toml").write_text("kept", encoding="utf-8")
    elif kind == "file":
        place.write_text("kept", encoding="utf-8")
    else:
        place.symlink_to(tmp_path / "nowhere")
    result = run("new", "mine")
    assert result.exit_code == 2
    assert result.stderr == "bargain: mine: exists already and is not an empty folder; choose another name\n"
    assert os.listdir() == ["mine"]
    if kind != "link":
        assert (place / "game.toml" if kind == "folder" else place).read_text(encoding="utf-8") == "kept"


def test_a_copy_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device", "mine/README.md")

    monkeypatch.setattr("shutil.copyfile", full)
    result = run("new", "mine")
    assert (result.exit_code, result.stderr) == (
        2,
        "bargain: mine: cannot be written (No space left on device); choose another place\n",
    )
    assert os.listdir() == []

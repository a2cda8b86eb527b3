"""Writing is all or nothing: whatever interrupts it, the old file is whole and nothing is left beside it."""

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bargain.errors import GameError, ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.outside.fixed import Fixed
from bargain.scenario.files import LIMIT
from bargain.scenario.reading import read, reads
from bargain.scenario.writing import write, writes

GAME = BargainingGame("road", parties=["Ann"]).with_issue(
    "road", outcomes=["north", "south"], weight={"Ann": 1}, worth={"Ann": [100, 0]}
)
OTHER = GAME.with_issue("toll", range=(0, 10), weight={"Ann": 1}, worth={"Ann": {"at": [0, 10], "is": [0, 100]}})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(path, game=GAME):
    with pytest.raises(ScenarioError) as caught:
        write(game, path)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_new_and_old_files(folder):
    write(GAME, "game.toml")
    assert read("game.toml") == GAME
    write(OTHER, Path("game.toml"))
    assert read("game.toml") == OTHER
    assert os.listdir() == ["game.toml"]
    assert Path("game.toml").read_bytes() == writes(OTHER).encode()


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
def test_an_interrupted_write_leaves_the_old_file_whole(folder, monkeypatch, call, error):
    write(GAME, "game.toml")
    old = Path("game.toml").read_bytes()

    def interrupt(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(f"bargain.scenario.atomic.os.{call}", interrupt)
    with pytest.raises(ScenarioError if isinstance(error, OSError) else type(error)) as caught:
        write(OTHER, "game.toml")
    if isinstance(error, OSError):
        assert str(caught.value) == (
            "game.toml: cannot be written (no space left on device); the old content, if any, is untouched"
        )
    assert os.listdir() == ["game.toml"], "no temporary file is left"
    assert Path("game.toml").read_bytes() == old


def test_an_interrupted_first_write_leaves_nothing(folder, monkeypatch):
    def interrupt(*_args):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("bargain.scenario.atomic.os.fsync", interrupt)
    refusal("game.toml")
    assert os.listdir() == []


def test_the_content_is_on_the_disk_before_it_takes_the_place(folder, monkeypatch):
    order = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor):
        order.append(("fsync", stat.S_ISREG(os.fstat(descriptor).st_mode)))
        fsync(descriptor)

    def noted_replace(source, target):
        assert os.path.dirname(source) == os.path.dirname(target), "one step needs one file system"
        assert reads(Path(source).read_text(encoding="utf-8")) == GAME, "the new file is complete"
        order.append("replace")
        replace(source, target)

    monkeypatch.setattr("bargain.scenario.atomic.os.fsync", noted_fsync)
    monkeypatch.setattr("bargain.scenario.atomic.os.replace", noted_replace)
    write(GAME, "game.toml")
    assert order == [("fsync", True), "replace", ("fsync", False)]


WRITER = """
import sys
from bargain.scenario.reading import read
from bargain.scenario.writing import write
games = read(sys.argv[1]), read(sys.argv[2])
print("ready", flush=True)
while True:
    for game in games:
        write(game, sys.argv[3])
"""


def test_a_killed_writer_leaves_a_whole_file(folder):
    names = [f"outcome {k}" for k in range(500)]
    large = GAME.with_issue("many", outcomes=names, weight={"Ann": 1}, worth={"Ann": [1] * 500})
    for name, game in (("small", GAME), ("large", large), ("game.toml", GAME)):
        write(game, name)
    dice = random.Random(7)
    seen = []
    for _ in range(12):
        command = [sys.executable, "-c", WRITER, "small", "large", "game.toml"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder,
                              env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}) as writer:  # fmt: skip
            assert writer.stdout.readline() == "ready\n"
            time.sleep(dice.uniform(0.0, 0.05))
            writer.send_signal(signal.SIGKILL)
        seen.append(read("game.toml"))
        assert seen[-1] in (GAME, large)
    assert all(name.startswith(".bargain-") for name in set(os.listdir()) - {"small", "large", "game.toml"})


def test_the_mode_of_an_old_file_is_kept_and_a_new_one_gets_the_usual(folder):
    write(GAME, "game.toml")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(os.stat("game.toml").st_mode) == 0o666 & ~mask
    for mode in (0o600, 0o644, 0o664):
        os.chmod("game.toml", mode)
        write(OTHER, "game.toml")
        assert stat.S_IMODE(os.stat("game.toml").st_mode) == mode


def test_a_link_stays_a_link_and_its_target_is_replaced(folder):
    Path("real").mkdir()
    write(GAME, "real/game.toml")
    os.symlink("real/game.toml", "link.toml")
    os.symlink("link.toml", "twice.toml")
    write(OTHER, "twice.toml")
    assert os.readlink("link.toml") == "real/game.toml"
    assert os.path.islink("twice.toml")
    assert read("real/game.toml") == OTHER
    assert os.listdir("real") == ["game.toml"]
    os.symlink("real/new.toml", "dangling.toml")
    write(GAME, "dangling.toml")
    assert read("real/new.toml") == GAME
    assert os.path.islink("dangling.toml")


def test_links_in_a_circle(folder):
    os.symlink("b.toml", "a.toml")
    os.symlink("a.toml", "b.toml")
    assert refusal("a.toml") == (
        "a.toml: cannot be written (too many levels of symbolic links); the old content, if any, is untouched"
    )


def test_missing_folder(folder):
    assert refusal("no/game.toml") == f"no/game.toml: there is no folder '{folder}/no'; make it first"
    write(GAME, "game.toml")
    assert refusal("game.toml/x.toml") == "game.toml/x.toml: a part of this path is no folder; correct the path"


def test_folders_devices_and_pipes_are_not_replaced(folder):
    Path("case").mkdir()
    assert refusal("case") == "case: is a folder; name a file in it, such as 'case/game.toml'"
    assert refusal("/dev/null") == "/dev/null: is no ordinary file (a pipe or a device); name a file"
    os.mkfifo("pipe")
    assert refusal("pipe") == "pipe: is no ordinary file (a pipe or a device); name a file"
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def refuse(*_args):
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(("call", "answer"), [("access", lambda *_: False), ("open", refuse), ("replace", refuse)])
def test_no_permission(folder, monkeypatch, call, answer):
    write(GAME, "game.toml")
    with monkeypatch.context() as patch:
        patch.setattr(f"bargain.scenario.atomic.os.{call}", answer)
        message = refusal("game.toml", OTHER)
    assert message == "game.toml: there is no permission to write here; change the permissions or the path"
    assert read("game.toml") == GAME, "a file that one may not write is not replaced either"
    assert os.listdir() == ["game.toml"]


@pytest.mark.parametrize("path", [5, None, b"game.toml", "", "a\0b"])
def test_what_is_no_path(path):
    assert "is not the path of a file; give a" in refusal(path)


def test_a_game_too_large_to_read_again_is_not_written(folder):
    count = 300_000
    large = GAME.with_issue(
        "many", outcomes=[f"outcome {k}" for k in range(count)], weight={"Ann": 1}, worth={"Ann": [1] * count}
    )
    message = refusal("game.toml", large)
    assert message.startswith("game.toml: would have 6,")
    assert message.endswith(f"bytes; at most {LIMIT:,} are read: make the game smaller")
    assert os.listdir() == []


class Sanctions(Fixed):
    """A model of somebody's own."""

    kind = "sanctions"


class Impostor(Fixed):
    """A model that calls itself by another's name."""


@pytest.mark.parametrize("model", [Sanctions, Impostor])
def test_a_model_that_no_file_can_name_is_not_written(folder, model):
    game = GAME.with_outside_option(model(FrozenDict({"Ann": 20})))
    assert refusal("game.toml", game) == (
        f"outside_option: {model.__name__} is no model that a file can name; write a Fixed with its payoffs instead"
    )
    assert os.listdir() == []


def test_half_characters_cannot_enter_a_game():
    for build in (
        lambda: BargainingGame("\ud800", parties=["Ann"]),
        lambda: BargainingGame("x", parties=["\ud800"]),
        lambda: BargainingGame("x", parties=["Ann"], source="\udfff"),
        lambda: GAME.with_issue("y", outcomes=["\ud800"], weight={"Ann": 1}, worth={"Ann": [1]}),
    ):
        with pytest.raises(GameError, match="holds half a surrogate pair; use whole characters"):
            build()

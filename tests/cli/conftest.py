"""A small case on disk, and the command line with its exit code and both streams."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import bargain
from bargain.cli.main import main

TOLL = """
title = "toll"
[parties.Ann]
[parties.Bob]
[issues.road]
outcomes = ["north", "south"]
Ann = {weight = 3, worth = [100, 0]}
Bob = {weight = 1, worth = [0, 100]}
[issues.toll]
range = [0, 10]
unit = "EUR"
Ann = {weight = 1, worth = {at = [0, 10], is = [0, 100]}}
Bob = {weight = 2, worth = {at = [0, 10], is = [100, 0]}}
[outside_option]
kind = "fixed"
payoffs = {Ann = 20, Bob = 30}
"""
NO_DEAL = TOLL.replace("Ann = 20, Bob = 30", "Ann = 90, Bob = 90")
PIE = """
title = "pie"
[parties.Ann]
[parties.Bob]
[issues.pie]
outcomes = ["Ann's", "Bob's"]
Ann = {weight = 1, worth = [100, 0]}
Bob = {weight = 1, worth = [0, 100]}
"""
EVEN = (
    PIE.replace('pie]\noutcomes = ["Ann\'s", "Bob\'s"]', 'pie]\noutcomes = ["a", "b"]')
    .replace("[100, 0]", "[50, 50]")
    .replace("[0, 100]", "[50, 50]")
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Every test runs in its own folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def toll(tmp_path):
    """The case of Ann, Bob and the toll."""
    return case(tmp_path, TOLL, "toll.toml")


def case(folder: Path, text: str, name: str = "game.toml") -> str:
    """A case file in `folder`; gives its name, relative to it."""
    (folder / name).write_text(text, encoding="utf-8")
    return name


def run(*words: str):
    """Run in this process: an object with exit_code, stdout and stderr."""
    result = CliRunner().invoke(main, list(words), prog_name="bargain")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def command(*words: str) -> list[str]:
    """The words that start the command line as a process of its own."""
    return [sys.executable, "-m", "bargain", *words]


def environment(**more: str) -> dict[str, str]:
    """The present environment, in which this very `bargain` is found from any folder."""
    return {**os.environ, "PYTHONPATH": str(Path(bargain.__file__).parents[1]), **more}


def process(*words: str, **options):
    """Run as a process of its own."""
    return subprocess.run(
        command(*words), capture_output=True, text=True, env=environment(), timeout=120, check=False, **options
    )

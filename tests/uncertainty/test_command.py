"""`bargain ensemble`: tables, JSON, options, refusals, Ctrl-C, and going on from a checkpoint."""

import json
import signal
import subprocess
import time

import pytest

import bargain as bg
from tests.cli.conftest import TOLL, case, command, environment, process, run
from tests.uncertainty.games import DISPUTED
from tests.uncertainty.test_ensemble import plain

VAGUE = TOLL.replace(
    "Ann = 20, Bob = 30", "Ann = {value = 20, low = 0, high = 90}, Bob = {value = 30, low = 0, high = 90}"
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Every test runs in its own folder."""
    monkeypatch.chdir(tmp_path)


def test_tables(tmp_path):
    file = case(tmp_path, VAGUE)
    result = run("ensemble", file, "--draws", "200", "--seed", "3")
    assert (result.exit_code, result.stderr) == (0, "")
    found = bg.ensemble(bg.read(file), 200, seed=3)
    lines = result.stdout.splitlines()
    assert lines[0] == "toll: 200 draws, 2 numbers vary, seed 3"
    assert (
        lines[1] == f"a zone of agreement in {100 * found.zone.value:.1f} % ± {100 * found.zone.error:.1f} of the draws"
    )
    assert lines[3].startswith("nash: a deal in ")
    north = found["nash"].issues["road"]["north"]
    row = next(line for line in lines if line.startswith("road"))
    assert row.split() == ["road", "north", f"{100 * north.value:.1f}", "%", "±", f"{100 * north.error:.1f}"]
    toll = found["nash"].issues["toll"]
    row = next(line for line in lines if line.startswith("toll  "))
    assert f"{toll.quantile(0.05):.2f}".rstrip("0").rstrip(".") in row
    assert " EUR" in row
    assert "what stands in the way, in " in result.stdout
    assert "Bob: outside option" in result.stdout
    assert lines[-1].startswith("twice the draws would move a share by some ")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], {}),
        (["--workers", "2"], {}),
        (["--concept", "egalitarian", "--concept", "nash"], {"concepts": ("egalitarian", "nash")}),
        (["--method", "sobol", "--shape", "triangular"], {"sampler": bg.Sampler("sobol", "triangular")}),
        (["--lotteries"], {"lotteries": True}),
    ],
)
def test_json_is_the_dictionary_of_the_ensemble(tmp_path, options, words):
    file = case(tmp_path, VAGUE)
    result = run("ensemble", file, "--draws", "100", "--json", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    printed = json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert json.dumps(printed) == plain(bg.ensemble(bg.read(file), 100, **words))


def test_refused_draws_are_told_with_an_example(tmp_path):
    war = """kind = "war"
years = 2
cost_per_year = {Ann = 1, Bob = 1}
[[outside_option.endings]]
name = "one"
probability = {value = 0.5, low = 0.2, high = 0.9}
outcome = {road = "north", toll = 0}
[[outside_option.endings]]
name = "two"
probability = {value = 0.3, low = 0.1, high = 0.6}
outcome = {road = "south", toll = 10}
[[outside_option.endings]]
name = "three"
probability = 0.2
outcome = {road = "south", toll = 5}
"""
    file = case(tmp_path, TOLL.partition('kind = "fixed"')[0] + war)
    result = run("ensemble", file, "--draws", "100")
    found = bg.ensemble(bg.read(file), 100)
    (refusal,) = found.refused
    assert result.exit_code == 0
    assert f"refused: {refusal.count} draws, at {refusal.place}\n" in result.stdout
    assert result.stderr == f"The first refused: {refusal.example}\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--draws", "0"],
            "Invalid value for '--draws': 0 is too small; it must be at least 1 (see bargain ensemble --help)",
        ),
        (["--concept", "nsh"], "no concept 'nsh'; did you mean 'nash'?"),
        (["--method", "sobl"], "sampler.method: no method 'sobl'; did you mean 'sobol'?"),
        (
            ["--workers", "2", "--scheduler", "tcp://127.0.0.1:9"],
            "--workers and --scheduler: give one of them; it says who computes (see bargain ensemble --help)",
        ),
    ],
)
def test_bad_input_is_one_line(tmp_path, options, message):
    result = run("ensemble", case(tmp_path, VAGUE), *options)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"bargain: {message}\n")


def test_a_checkpoint_of_another_run_is_refused(tmp_path):
    file = case(tmp_path, VAGUE)
    assert run("ensemble", file, "--draws", "50", "--checkpoint", "kept").exit_code == 0
    result = run("ensemble", file, "--draws", "60", "--checkpoint", "kept")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "bargain: checkpoint: kept belongs to another ensemble (draws: 50 there, 60 here); "
        "name another folder, or run with the settings of this one\n"
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_prints_what_is_finished_and_the_same_command_goes_on(tmp_path, workers):
    bg.write(DISPUTED, tmp_path / "game.toml")
    words = ["ensemble", "game.toml", "--draws", "15000", "--checkpoint", "kept", "--json", "--workers", workers]
    with subprocess.Popen(
        command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path
    ) as running:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob("kept/chunk-*")) and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.005)
        running.send_signal(signal.SIGINT)
        stdout, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    part = json.loads(stdout)
    assert 0 < part["drawn"] < 15_000
    assert part["complete"] is False
    assert stderr == (
        f"bargain: interrupted: {part['drawn']:,} of 15,000 draws are finished and shown; "
        f"the same command goes on from here\n"
    )
    rest = process(*words, cwd=tmp_path)
    assert (rest.returncode, rest.stderr) == (0, "")
    assert json.dumps(json.loads(rest.stdout)) == plain(bg.ensemble(bg.read(tmp_path / "game.toml"), 15_000))


def test_an_interrupted_table_is_marked(tmp_path, monkeypatch):
    def interrupted(*words, progress=None, **more):
        def stop(done, draws):
            raise KeyboardInterrupt

        return bg.ensemble(*words, **{**more, "progress": stop})

    monkeypatch.setattr("bargain.cli.verbs.ensemble.run", interrupted)
    result = run("ensemble", case(tmp_path, VAGUE), "--draws", "1000")
    assert result.exit_code == 130
    assert result.stdout.startswith("toll: 64 draws of 1,000 (INTERRUPTED: what follows is of these alone), 2 numbers")
    assert result.stderr == (
        "bargain: interrupted: 64 of 1,000 draws are finished and shown; "
        "with --checkpoint DIR a run can be gone on with\n"
    )

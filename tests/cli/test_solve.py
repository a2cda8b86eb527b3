"""`bargain solve`: agreements of choices and ranges, no deal, ties, lotteries, and the JSON of the contract."""

import json

import pytest

import bargain as bg
from tests.cli.conftest import EVEN, NO_DEAL, PIE, TOLL, case, run

KEYS = {"concept", "agreement", "lottery", "payoffs", "disagreement", "gains", "ties", "method", "gap"}


def test_a_choice_and_a_number_with_its_unit(toll):
    result = run("solve", toll)
    assert (result.exit_code, result.stderr) == (0, "")
    solution = bg.nash(bg.read(toll))
    lines = result.stdout.splitlines()
    assert lines[0] == "nash: agreement"
    assert lines[2:5] == ["issue  outcome", f"road   {solution.agreement['road']}", lines[4]]
    assert lines[4].startswith("toll ")
    assert lines[4].endswith(" EUR") or " EUR" in lines[4]
    assert [line.split() for line in lines[6:9]] == [
        ["party", "payoff", "disagreement", "gain"],
        *(
            [p, f"{solution.payoffs[p]:.2f}", f"{solution.disagreement[p]:.2f}", f"{solution.gains[p]:+.2f}"]
            for p in ("Ann", "Bob")
        ),
    ]


@pytest.mark.parametrize("options", [[], ["--lotteries"], ["--concept", "egalitarian"], ["--power", "Ann=3"]])
@pytest.mark.parametrize("text", [TOLL, NO_DEAL, PIE, EVEN])
def test_json_is_the_dictionary_of_the_solution(tmp_path, options, text):
    file = case(tmp_path, text)
    result = run("solve", file, "--json", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    printed = json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    words = {"lotteries": "--lotteries" in options, "power": {"Ann": 3.0} if "--power" in options else None}
    concept = "egalitarian" if "egalitarian" in options else "nash"
    assert printed == json.loads(json.dumps(bg.solve(bg.read(file), concept, **words).to_dict()))
    assert set(printed) >= KEYS


def test_no_deal_is_a_result_with_a_hint_on_stderr(tmp_path):
    result = run("solve", case(tmp_path, NO_DEAL))
    assert result.exit_code == 0
    assert result.stdout.startswith("nash: no deal, every party gets its outside option\n")
    assert result.stderr == "What stands in the way: bargain frontier game.toml --zone\n"


def test_a_lottery_shows_each_agreement_with_its_probability(tmp_path):
    lines = run("solve", case(tmp_path, PIE), "--lotteries").stdout.splitlines()
    assert lines[0] == "nash: lottery over 2 agreements"
    assert lines[2] == "issue  with probability 0.5  with probability 0.5"
    assert sorted(lines[3].split()[1:]) == ["Ann's", "Bob's"]


def test_ties_are_listed(tmp_path):
    text = run("solve", case(tmp_path, EVEN)).stdout
    assert "1 other agreement that the concept ranks equal:\n  pie: b\n" in text


def test_power_moves_the_answer(toll):
    def gain(*words):
        return json.loads(run("solve", toll, "--lotteries", "--json", *words).stdout)["gains"]["Ann"]

    assert gain("--power", "Ann=5") > gain() > gain("--power", "Bob=5")


def test_a_party_with_an_equals_sign_can_have_power(tmp_path):
    file = case(tmp_path, TOLL.replace("[parties.Ann]", '[parties."A=B"]').replace("Ann =", '"A=B" ='))
    assert run("solve", file, "--power", "A=B=2").exit_code == 0


def test_a_folder_stands_for_its_game(tmp_path):
    (tmp_path / "mine").mkdir()
    case(tmp_path / "mine", TOLL)
    assert run("solve", "mine").stdout == run("solve", "mine/game.toml").stdout


def test_a_documented_analysis_goes_by_its_name(tmp_path):
    by_name = run("solve", "barter", "--json")
    assert json.loads(by_name.stdout)["agreement"]["book"] == "Jack"


def test_power_that_changes_nothing_is_said(toll, tmp_path):
    assert run("solve", case(tmp_path, PIE), "--lotteries", "--power", "Ann=2").stderr == ""
    told = run("solve", toll, "--concept", "egalitarian", "--power", "Ann=2")
    assert told.stderr == "egalitarian comes to the same without --power\n"

"""`bargain check`: the summary of a case, and what it leaves unsaid."""

import pytest

import bargain as bg
from bargain.game.numbers import numbers
from tests.cli.conftest import TOLL, case, run


def test_the_summary(toll):
    result = run("check", toll)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = dict(line.split("  ", 1) for line in result.stdout.splitlines() if "  " in line)
    rows = {key: value.strip() for key, value in rows.items()}
    assert result.stdout.startswith("toll: the case is in order\n")
    assert rows == {
        "parties": "2: Ann, Bob",
        "issues": "2: 1 choice, 1 range",
        "agreements": "2 combinations of outcomes, each with any number in 1 range",
        "linkages": "0",
        "red lines": "0",
        "levers": "0",
        "outside option": "fixed",
        "disagreement": "Ann 20.00, Bob 30.00",
        "numbers": "8 besides ends of scales: 0 reported, 0 assumed, 8 without a basis",
    }


@pytest.mark.parametrize(
    ("number", "note"),
    [
        ("3", "no basis, write {value = …, basis = …}: issues.road.Ann.weight, "),
        ('{value = 3, basis = "assumed"}', "assumed without a range, add low and high: issues.road.Ann.weight\n"),
        (
            '{value = 3, low = 2, basis = "assumed"}',
            "assumed without a range, add low and high: issues.road.Ann.weight\n",
        ),
        ('{value = 3, basis = "reported"}', "reported without a source, add source: issues.road.Ann.weight\n"),
    ],
)
def test_what_a_number_rests_on(tmp_path, number, note):
    text = run("check", case(tmp_path, TOLL.replace("weight = 3", f"weight = {number}"))).stdout
    assert f"note: {note}" in text


def test_a_number_with_evidence_needs_no_note(tmp_path):
    text = TOLL.replace("weight = 3", 'weight = {value = 3, low = 1, high = 4, basis = "assumed"}')
    assert (
        "8 besides ends of scales: 0 reported, 1 assumed, 7 without a basis"
        in run("check", case(tmp_path, text)).stdout
    )


def test_very_many_agreements_are_counted_by_their_power_of_ten(tmp_path):
    issue = '[issues.i{}]\noutcomes = ["a", "b"]\nAnn = {{weight = 1, worth = [0, 1]}}\n'
    issues = "".join(issue.format(k) for k in range(100))
    text = f'title = "many"\n[parties.Ann]\n{issues}'
    assert "about 10^30" in run("check", case(tmp_path, text)).stdout


def test_every_number_is_found_where_its_path_says(toll):
    game = bg.read(toll)
    found = numbers(game)
    assert len(found) == 20
    assert {path: game.value_at(path) for path in found} == found


def test_worths_that_do_not_reach_both_ends_are_noted(tmp_path):
    result = run("check", case(tmp_path, TOLL.replace("worth = [100, 0]", "worth = [80, 0]", 1)))
    assert "worths do not reach from 0 to 100, so the weight says less than it seems: issues.road.Ann.worth" in (
        result.stdout
    )

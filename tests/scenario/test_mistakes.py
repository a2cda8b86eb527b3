"""Every kind of mistake in a case file gives its own line: file, place, problem, cure."""

import tomllib
from pathlib import Path

import pytest

from bargain.errors import ScenarioError
from bargain.scenario.reading import reads

HERE = Path(__file__).parent
TOLL = (HERE / "toll.toml").read_text(encoding="utf-8")
MISTAKES = tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "mistake",
    [pytest.param(row, id=f"{group} {k}") for group, rows in MISTAKES.items() for k, row in enumerate(rows)],
)
def test_message(mistake):
    assert mistake["right"] in TOLL
    with pytest.raises(ScenarioError) as caught:
        reads(TOLL.replace(mistake["right"], mistake["wrong"], 1), "toll.toml")
    assert str(caught.value) == f"toll.toml: {mistake['message']}"
    assert caught.value.__suppress_context__, "the traceback of a bad file shows no inner errors"
    assert str(caught.value).isprintable(), "one line"


def test_the_file_without_mistakes_is_read():
    game = reads(TOLL)
    assert game.title == "Who pays for the road"
    assert game.party_names == ("Ann", "Bob")
    assert game.issue_names == ("road", "toll", "trees")
    assert game.issue("road").outcomes == ("north", "south")
    assert game.issue("toll").bounds == (0.0, 10.0)
    assert game.issue("road").preferences["Bob"].weight.high == 2.0
    assert [line.label for line in game.all_red_lines] == [
        "Ann: never road = south",
        "Ann: never toll below 1",
        "Bob: never road = north with trees = felled (price 12)",
    ]
    assert game.outside_option.kind == "war"
    assert game.levers[0].levels == {"full": {}, "none": {"outside_option.cost_per_year.Ann": 3.0}}


def test_mistakes_in_a_fixed_outside_option():
    head = TOLL[: TOLL.index("[outside_option]")]
    for table, message in {
        'kind = "fixed"': "outside_option: 'payoffs' is missing; write payoffs = {Ann = 20, Bob = 30}",
        'kind = "fixed"\npayoffs = 5': "outside_option.payoffs: 5 is not a table; write payoffs = {Ann = 20, Bob = 30}",
        'kind = "fixed"\npayoffs = {Ann = 20}': (
            "outside_option.payoffs: 'Bob' is missing; give a number for every party"
        ),
        'kind = "fixed"\npayoffs = {Ann = 20, Bob = "x"}': (
            "outside_option.payoffs.Bob: 'x' is not a number; write payoffs = {Ann = 20, Bob = 30}"
        ),
        'kind = "fixed"\npayoffs = {Ann = 20, Bob = 30, Bo = 1}': (
            "outside_option.payoffs: no party 'Bo'; did you mean 'Bob'?"
        ),
    }.items():
        with pytest.raises(ScenarioError) as caught:
            reads(f"{head}[outside_option]\n{table}\n", "toll.toml")
        assert str(caught.value) == f"toll.toml: {message}"


def test_a_red_line_needs_party_and_never():
    text = TOLL.replace('party = "Bob"\n', "", 1)
    with pytest.raises(ScenarioError, match=r"^<text>: red_lines\[0\]: 'party' is missing; write party = \"Ann\"$"):
        reads(text)


def test_weights_that_are_all_zero_are_refused():
    text = TOLL.replace("weight = 3", "weight = 0").replace("weight = 1, worth = {at", "weight = 0, worth = {at")
    text = text.replace("Ann = {weight = 1, worth = [100, 0]}", "Ann = {weight = 0, worth = [100, 0]}")
    with pytest.raises(ScenarioError) as caught:
        reads(text, "toll.toml")
    assert str(caught.value) == (
        "toll.toml: parties.Ann: all its weights are 0; give at least one issue a weight above 0"
    )


def test_two_levers_may_not_set_the_same_number():
    text = TOLL + '[levers.loan]\nheld_by = "Dora"\nlevels = {high = {"outside_option.cost_per_year.\'Ann\'" = 4}}\n'
    with pytest.raises(ScenarioError) as caught:
        reads(text, "toll.toml")
    assert str(caught.value) == (
        "toll.toml: levers.loan.levels.high: \"outside_option.cost_per_year.'Ann'\" is set by lever 'aid' too; "
        "let one lever set it"
    )


def test_a_lever_may_move_two_probabilities_at_once():
    text = TOLL.replace('none = {"outside_option.cost_per_year.Ann" = 3}', "none = {"
        '"outside_option.endings.long.probability" = 0.5, '
        '"outside_option.endings.short.probability.Ann" = 0.5, "outside_option.endings.short.probability.Bob" = 0.5}'
    )  # fmt: skip
    endings = reads(text).at_levels({"aid": "none"}).outside_option.endings
    assert endings[0].probability == 0.5
    assert endings[1].probability == {"Ann": 0.5, "Bob": 0.5}

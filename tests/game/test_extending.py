"""Games that follow from games: the old one is untouched, what hangs on a part goes with it, mistakes are named."""

import pytest

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.condition import Beyond
from bargain.game.frozen import FrozenDict
from bargain.game.preference import Preference
from bargain.game.quantity import Quantity
from bargain.game.red_line import RedLine
from bargain.outside.fixed import Fixed
from bargain.outside.war import Ending, War
from tests.game.example import TOLL

EMPTY = BargainingGame("x", parties=["Ann", "Bob"])
ISSUE = {"outcomes": ["a", "b"], "weight": {"Ann": 1, "Bob": 1}, "worth": {"Ann": [100, 0], "Bob": [0, 100]}}


@pytest.fixture(autouse=True)
def untouched():
    """No test changes the example."""
    before = repr(TOLL)
    yield
    assert repr(TOLL) == before


def refusal(build):
    with pytest.raises(GameError) as caught:
        build()
    return str(caught.value)


# ---- with_issue, without_issue ----


def test_with_issue_adds_at_the_end():
    game = TOLL.with_issue("signs", **ISSUE, status_quo="a", question="Which?", source="fact 2")
    assert game.issue_names == ("road", "trees", "toll", "signs")
    assert game.issue("signs").question == "Which?"
    assert game.weights("Ann")["signs"] == pytest.approx(1 / 6, abs=1e-15)
    assert TOLL.issue_names == ("road", "trees", "toll")


def test_with_issue_settles_it_in_the_endings_of_a_war():
    game = TOLL.with_issue("signs", **ISSUE, endings={"long": "a", "short": "b"})
    assert [dict(e.outcome)["signs"] for e in game.outside_option.endings] == ["a", "b"]
    assert game.outside_option.endings[0].settles(game) == {"road": "south", "trees": "kept", "toll": 5, "signs": "a"}


@pytest.mark.parametrize(("change", "message"), [
    ({"outcomes": None}, "issues.i: give either outcomes=[…] or range=(low, high)"),
    ({"range": (0, 1)}, "issues.i: give either outcomes=[…] or range=(low, high)"),
    ({"unit": "km"}, "issues.i.unit: 'km' belongs to a range; an issue with outcomes has none"),
    ({"outcomes": []}, "issues.i.outcomes: the list is empty; give at least one outcome"),
    ({"outcomes": "ab"}, "issues.i.outcomes: 'ab' is not a list; write a list of names such as [\"a\", \"b\"]"),
    ({"outcomes": ["a", "a"]}, "issues.i.outcomes: outcome 'a' stands twice; keep one"),
    ({"weight": {"Ann": 1, "Bo": 1}}, "issues.i.weight: no party 'Bo'; did you mean 'Bob'?"),
    ({"weight": {"Ann": 1, "Bob": True}},
     "issues.i.Bob.weight: True is not a number; write a number such as 30 or 0.5"),
    ({"weight": {"Ann": 1, "Bob": float("nan")}},
     "issues.i.Bob.weight: nan is not a finite number; write a number such as 30 or 0.5"),
    ({"worth": {"Ann": [1, 2]}}, "issues.i.Bob: 'worth' is missing; give a list with one number for each outcome"),
    ({"worth": {"Ann": [1, 2], "Bob": [1, 2, 3]}},
     "issues.i.Bob.worth: 3 numbers for 2 outcomes; give one for each"),
    ({"worth": {"Ann": [1, 2], "Bob": {"a": 1}}},
     "issues.i.Bob.worth: {'a': 1} is not a list; give a list with one number for each outcome"),
    ({"worth": {"Ann": [1, 2], "Bob": [-1, 0]}},
     "issues.i.Bob.worth.a: -1 is out of range; it must lie between 0 and 100"),
    ({"never": {"Ann": ["c"]}}, "issues.i.Ann.never: no outcome 'c'; known: a, b"),
    ({"never": {"Ann": [["a"]]}}, "issues.i.Ann.never: ['a'] is not a text; put it in quotes"),
    ({"never": {"Ann": 3}}, "issues.i.Ann.never: 3; write never = [\"outcome\"] or never = {\"outcome\" = 40}"),
    ({"status_quo": "c"}, "issues.i.status_quo: no outcome 'c'; known: a, b"),
    ({"indifferent": ["Bob"]}, "issues.i.Bob: has a view and is called indifferent; keep one of the two"),
    ({"indifferent": ["Carl"]}, "issues.i.indifferent: no party 'Carl'; known: Ann, Bob"),
    ({"question": 5}, "issues.i.question: 5 is not a text; put it in quotes"),
    ({"source": None}, "issues.i.source: None is not a text; put it in quotes"),
    ({"endings": {"long": "a"}}, "issues.i.endings: the game has no outside option yet; add it first"),
])  # fmt: skip
def test_with_issue_refuses(change, message):
    assert refusal(lambda: EMPTY.with_issue("i", **{**ISSUE, **change})) == message


@pytest.mark.parametrize(("change", "message"), [
    ({"range": (1, 2, 3)}, "issues.i.range: [1, 2, 3] is not two numbers; write range = [0, 10]"),
    ({"range": 5}, "issues.i.range: 5 is not two numbers; write range = [0, 10]"),
    ({"range": (4, 4)}, "issues.i.range: low = 4 must be below high = 4 km"),
    ({"range": (0, 1e16)}, "issues.i.range[1]: 1e+16 is too large; write it in a larger unit, at most 1e+15"),
    ({"unit": 5}, "issues.i.unit: 5 is not a text; put it in quotes"),
    ({"status_quo": 11}, "issues.i.status_quo: 11 is out of range; it must lie between 0 and 10"),
    ({"worth": {"Ann": [0, 100]}},
     "issues.i.Ann.worth: [0, 100] is no curve; over a range write worth = {at = [0, 10], is = [0, 100]}"),
    ({"worth": {"Ann": {"at": [0, 10], "is": 5}}}, "issues.i.Ann.worth: 5 is not a list of numbers; write [0, 100]"),
    ({"worth": {"Ann": {"at": [0], "is": [0]}}}, "issues.i.Ann.worth: a curve needs at least the two ends 0 and 10"),
    ({"never": {"Ann": {"above": 11}}}, "issues.i.Ann.never.above: 11 is out of range; it must lie between 0 and 10"),
    ({"never": {"Ann": ["above"]}}, "issues.i.Ann.never: 'above' needs a number; write never = {above = …}"),
    ({"never": {"Ann": {"beyond": 3}}}, "issues.i.Ann.never: no bound 'beyond'; known: above, below"),
])  # fmt: skip
def test_with_issue_refuses_ranges(change, message):
    good = {"range": (0, 10), "unit": "km", "weight": {"Ann": 1}, "worth": {"Ann": {"at": [0, 10], "is": [0, 100]}}}
    assert refusal(lambda: BargainingGame("x", ["Ann"]).with_issue("i", **{**good, **change})) == message


def test_an_issue_stands_once():
    assert refusal(lambda: TOLL.with_issue("road", **ISSUE)) == (
        "issues.road: the game has this issue already; take it out first with without_issue('road')"
    )


def test_without_issue_takes_what_hangs_on_it():
    game = (
        TOLL.with_lever("saw", "Dora", {"sharp": {"issues.trees.Ann.weight": 2, "outside_option.years": 3}})
        .with_lever("horn", "Dora", {"loud": {"linkages[1].points": -9, "linkages[0].points": 9}})
        .with_lever("door", "Dora", {"open": {"outside_option.endings.long.outcome.toll": 6}})
        .without_issue("trees")
    )
    assert game.issue_names == ("road", "toll")
    assert [k.party for k in game.linkages] == ["Bob"]
    assert game.red_lines == ()
    levels = {lever.name: dict(lever.levels) for lever in game.levers}
    assert levels["saw"] == {"sharp": {"outside_option.years": 3}}
    assert levels["horn"] == {"loud": {"linkages.0.points": -9}}, "the path follows the linkage to its new place"
    assert game.at_levels({"horn": "loud"}).linkages[0].points == -9
    assert levels["door"] == {"open": {"outside_option.endings.long.outcome.toll": 6}}
    assert dict(game.without_issue("toll").levers[3].levels) == {"open": {}}
    assert game.weights("Ann") == pytest.approx({"road": 3 / 4, "toll": 1 / 4}, abs=1e-15)


def test_without_issue_takes_it_from_endings_and_rankings():
    assert [dict(e.outcome) for e in TOLL.without_issue("toll").outside_option.endings] == [{}, {"road": "none"}]
    ranked = BargainingGame("x", ["Ann"], rankings={"Ann": ["b", "a"]}, issues=[
        Choice(name, ("p", "q"), FrozenDict({"Ann": Preference(None, (1.0, 2.0))})) for name in ("a", "b")
    ])  # fmt: skip
    assert ranked.weights("Ann") == {"a": 0.25, "b": 0.75}
    assert ranked.without_issue("b").rankings == {"Ann": ("a",)}
    assert ranked.without_issue("b").weights("Ann") == {"a": 1.0}


def test_issues_can_all_go():
    game = TOLL.without_issue("road").without_issue("trees").without_issue("toll")
    assert game.issues == ()
    assert game.payoffs({}) == {"Ann": 0.0, "Bob": 0.0}


def test_without_an_issue_that_is_not_there():
    assert refusal(lambda: TOLL.without_issue("raod")) == "issues: no issue 'raod'; did you mean 'road'?"


# ---- with_value, value_at ----


@pytest.mark.parametrize(("path", "old"), [
    ("issues.road.Ann.weight", 3), ("issues.road.Ann.worth.south", 40), ("issues.road.Ann.worth[1]", 40),
    ("issues.road.Bob.never.north", 25), ("issues.toll.Ann.worth.is[1]", 80), ("issues.toll.range[1]", 10),
    ("issues.toll.Bob.worth.exponent", 2), ("issues.toll.Ann.never.below", 1), ("issues.toll.status_quo", 4),
    ("linkages[1].points", -3), ("red_lines.1.price", 12), ("parties.Ann.discount_rate", 0.1),
    ("parties.Bob.discount_rate", 0), ("parties.Ann.power", 1), ("parties.Bob.risk_aversion", 0),
    ("outside_option.years", 2), ("outside_option.cost_per_year.Bob", 4),
    ("outside_option.endings.long.probability", 0.75), ("outside_option.endings.long.outcome.toll", 5),
    ("levers.aid.levels.none.'outside_option.cost_per_year.Ann'", 9),
])  # fmt: skip
def test_every_number_has_a_path(path, old):
    assert TOLL.value_at(path) == old
    if "probability" not in path and "range" not in path:
        game = TOLL.with_value(path, old + 0.125)
        assert game.value_at(path) == old + 0.125
        assert game.with_value(path, TOLL.value_at(path)).value_at(path) == old
        assert game != TOLL


def test_a_new_value_keeps_the_evidence_and_widens_its_range():
    weight = TOLL.with_value("issues.road.Ann.weight", 5).issue("road").preferences["Ann"].weight
    assert weight == Quantity(5, low=2, high=5, basis="assumed", source="fact 1")
    other = Quantity(1, basis="reported")
    assert TOLL.with_value("issues.road.Ann.weight", other).issue("road").preferences["Ann"].weight == other


@pytest.mark.parametrize(("path", "number", "message"), [
    ("issues.raod.Ann.weight", 1, "path 'issues.raod.Ann.weight': names nothing at 'raod'; did you mean 'road'?"),
    ("issues.road.Ann", 1, "path 'issues.road.Ann': is no number; go on with one of: weight, worth, never"),
    ("issues.road.question", 1,
     "path 'issues.road.question': names nothing at 'question'; issues.road has: Ann, Bob, outcomes, status_quo"),
    ("issues.road.status_quo", 1, "path 'issues.road.status_quo': is no number; name a number"),
    ("issues.road.Ann.worth.nroth", 1,
     "path 'issues.road.Ann.worth.nroth': names nothing at 'nroth'; did you mean 'north'?"),
    ("issues.road.Ann.worth[3]", 1,
     "path 'issues.road.Ann.worth[3]': names nothing at '3'; issues.road.Ann.worth has: none, north, south"),
    ("titel", 1, "path 'titel': names nothing at 'titel'; did you mean 'title'?"),
    ("", 1, "path '': is empty; write a path such as issues.price.Ann.weight"),
    ("issues.road.Ann.weight", -1, "issues.road.Ann.weight: -1 is out of range; it must be at least 0"),
    ("issues.road.Ann.weight", "3",
     "path 'issues.road.Ann.weight': value: '3' is not a number; write a number such as 30 or 0.5"),
    ("issues.road.Bob.weight", "3", "issues.road.Bob.weight: '3' is not a number; write a number such as 30 or 0.5"),
    ("outside_option.years", 0, "outside_option.years: 0 is out of range; it must be above 0"),
    ("outside_option.endings.long.probability", 0.5,
     "outside_option.endings: the probabilities sum to 0.75; change them so that they sum to 1"),
    ("linkages[0].points", float("inf"),
     "linkages[0].points: inf is not a finite number; write a number such as 30 or 0.5"),
])  # fmt: skip
def test_with_value_refuses(path, number, message):
    assert refusal(lambda: TOLL.with_value(path, number)) == message


# ---- levers ----


def test_at_levels():
    assert TOLL.at_levels({}) == TOLL
    assert TOLL.at_levels({"aid": "full"}) == TOLL
    assert TOLL.at_levels({"aid": "none"}) == TOLL.with_value("outside_option.cost_per_year.Ann", 9)


def test_a_level_changes_all_its_numbers_at_once():
    halves = {"outside_option.endings.long.probability": 0.5, "outside_option.endings.short.probability": 0.5}
    game = TOLL.with_lever("odds", "Dora", {"even": halves}).at_levels({"aid": "none", "odds": "even"})
    assert [e.probability for e in game.outside_option.endings] == [0.5, 0.5]
    assert game.outside_option.cost_per_year["Ann"] == 9


@pytest.mark.parametrize(("levels", "message"), [
    ({"aids": "none"}, "levers: no lever 'aids'; did you mean 'aid'?"),
    ({"aid": "nine"}, "levers.aid.levels: no level 'nine'; did you mean 'none'?"),
])  # fmt: skip
def test_at_levels_refuses(levels, message):
    assert refusal(lambda: TOLL.at_levels(levels)) == message


def test_a_level_that_cannot_be_says_which():
    game = TOLL.with_lever("odds", "Dora", {"even": {"outside_option.years": -1}})
    assert refusal(lambda: game.at_levels({"odds": "even"})) == (
        "levers.odds.levels.even: outside_option.years: -1 is out of range; it must be above 0"
    )


@pytest.mark.parametrize(("levels", "message"), [
    ({}, "levers.x.levels: {} names no level; write levels = {name = {}, other = {\"path\" = 1}}"),
    ({"a": 5}, "levers.x.levels.a: 5 is no table; write {\"path.to.number\" = 1}"),
    ({"a": {"parties.Ann.power": "2"}},
     "levers.x.levels.a.parties.Ann.power: '2' is not a number; write a number such as 30 or 0.5"),
    ({"a": {"parties.An.power": 2}},
     "levers.x.levels.a: path 'parties.An.power': names nothing at 'An'; did you mean 'Ann'?"),
    ({"a": {"outside_option.cost_per_year.Ann": 2}},
     "levers.x.levels.a: 'outside_option.cost_per_year.Ann' is set by lever 'aid' too; let one lever set it"),
    ({"a": {"levers.aid.levels.none.x": 2}},
     "levers.x.levels.a: path 'levers.aid.levels.none.x': a lever cannot move a lever; name a number of the game"),
])  # fmt: skip
def test_with_lever_refuses(levels, message):
    assert refusal(lambda: TOLL.with_lever("x", "Dora", levels)) == message


def test_levers_stand_once():
    assert refusal(lambda: TOLL.with_lever("aid", "Dora", {"a": {}})) == "levers: lever 'aid' stands twice; keep one"


# ---- linkages and red lines ----


def test_all_red_lines_come_in_file_order():
    assert [line.label for line in TOLL.all_red_lines] == [
        "Ann: never road = none",
        "Bob: never road = north (price 25)",
        "Ann: never toll below 1",
        "Bob: never road = north with trees = felled",
        "Ann: never road = none with trees = kept (price 12)",
    ]
    assert [line.absolute for line in TOLL.all_red_lines] == [True, False, True, True, False]


@pytest.mark.parametrize("position", range(5))
def test_any_red_line_can_be_lifted_by_itself_or_by_its_label(position):
    line = TOLL.all_red_lines[position]
    left = TOLL.all_red_lines[:position] + TOLL.all_red_lines[position + 1 :]
    assert TOLL.without_red_line(line).all_red_lines == left
    assert TOLL.without_red_line(line.label).all_red_lines == left
    assert TOLL.without_red_line(line.label.split(" (")[0]).all_red_lines == left
    assert TOLL.without_red_line(line).payoffs({"road": "none", "trees": "kept", "toll": 5}).keys() == {"Ann", "Bob"}


def test_a_red_line_can_be_lifted_by_party_and_outcome():
    assert TOLL.without_red_line("Bob", road="north") == TOLL.without_red_line(TOLL.all_red_lines[1])
    assert TOLL.without_red_line("Ann", toll="below") == TOLL.without_red_line(TOLL.all_red_lines[2])
    assert TOLL.without_red_line("Bob", road=["north"], trees="felled").red_lines == TOLL.red_lines[1:]


@pytest.mark.parametrize("lift", [
    lambda: TOLL.without_red_line("Bob", road="south"),
    lambda: TOLL.without_red_line("Carl", road="north"),
    lambda: TOLL.without_red_line("nothing"),
    lambda: TOLL.without_red_line(RedLine("Ann", {"road": ["north"]})),
])  # fmt: skip
def test_only_red_lines_that_are_there_can_be_lifted(lift):
    assert refusal(lift).startswith("red_lines: no red line ")


def test_levers_follow_the_red_lines_that_are_left():
    game = TOLL.with_lever("fee", "Dora", {"high": {"red_lines[1].price": 50, "issues.road.Bob.never.north": 60}})
    one = game.without_red_line(game.red_lines[0])
    assert one.at_levels({"fee": "high"}).red_lines[0].price == 50
    two = one.without_red_line(one.red_lines[0])
    assert dict(two.levers[1].levels) == {"high": {"issues.road.Bob.never.north": 60}}
    assert dict(two.without_red_line("Bob", road="north").levers[1].levels) == {"high": {}}


def test_with_red_line():
    assert EMPTY.with_issue("i", **ISSUE).with_red_line("Ann", {"i": ["a", "b"]}, 7).issue("i").preferences[
        "Ann"
    ].never == {"a": 7.0, "b": 7.0}
    assert TOLL.with_red_line("Ann", {"toll": Beyond("above", 8)}).issue("toll").preferences["Ann"].never == {
        "below": 1.0,
        "above": 8.0,
    }
    joint = TOLL.with_red_line("Ann", {"road": "south", "trees": "kept"}, Quantity(4, high=9))
    assert joint.red_lines[-1].label == "Ann: never road = south with trees = kept (price 4)"


@pytest.mark.parametrize(("party", "never", "price", "message"), [
    ("An", {"road": "south"}, None, "red_lines.party: no party 'An'; did you mean 'Ann'?"),
    ("Bob", {"trees": "kept"}, None, "issues.trees: 'Bob' is indifferent to it and so has no red line there"),
    ("Ann", {"raod": "south"}, None, "issues: no issue 'raod'; did you mean 'road'?"),
    ("Ann", {"road": "west"}, None, "issues.road.Ann.never: no outcome 'west'; known: none, north, south"),
    ("Ann", {"road": []}, None, "red_lines.never.road: the list is empty; name at least one outcome"),
    ("Ann", {}, None, "red_lines.never: {} names no issue; write {issue = [\"outcome\", …]}"),
    ("Ann", {"road": "south"}, -1, "red_lines.price: -1 is out of range; it must be at least 0"),
    ("Ann", {"toll": Beyond("above", 8)}, 5,
     "issues.toll.Ann.never: a bound of a range has no price; leave the price out"),
    ("Ann", {"toll": Beyond("above", 80)}, None,
     "issues.toll.Ann.never.above: 80 is out of range; it must lie between 0 and 10"),
    ("Ann", {"road": "south", "toll": ["5"]}, None,
     "red_lines[2].never.toll: 'toll' is a range; a combination names outcomes of choices. "
     "Bound a range in its own table with never = {above = …}"),
    ("An", {"road": "south", "trees": "kept"}, None, "red_lines[2].party: no party 'An'; did you mean 'Ann'?"),
])  # fmt: skip
def test_with_red_line_refuses(party, never, price, message):
    assert refusal(lambda: TOLL.with_red_line(party, never, price)) == message


@pytest.mark.parametrize(("party", "when", "points", "message"), [
    ("Carl", {"road": "south"}, 1, "linkages[2].party: no party 'Carl'; known: Ann, Bob"),
    ("Ann", {"raod": "south"}, 1, "linkages[2].when: no issue 'raod'; did you mean 'road'?"),
    ("Ann", {"road": ["south", "south"]}, 1, "linkages.when.road: outcome 'south' stands twice; keep one"),
    ("Ann", {"road": ["south", "nroth"]}, 1, "linkages[2].when.road: no outcome 'nroth'; did you mean 'north'?"),
    ("Ann", {"road": "south"}, None, "linkages.points: None is not a number; write a number such as 30 or 0.5"),
])  # fmt: skip
def test_with_linkage_refuses(party, when, points, message):
    assert refusal(lambda: TOLL.with_linkage(party, when, points)) == message


# ---- parties and the whole ----


@pytest.mark.parametrize(("build", "message"), [
    (lambda: BargainingGame("x"), "parties: there are none; give at least one, such as [\"Ann\", \"Bob\"]"),
    (lambda: BargainingGame("", ["Ann"]), "title: the text is empty; give it a name"),
    (lambda: BargainingGame(5, ["Ann"]), "title: 5 is not a text; put it in quotes"),
    (lambda: BargainingGame("x", "Ann"), "parties: 'Ann' is not a list; write [\"Ann\", \"Bob\"]"),
    (lambda: BargainingGame("x", ["Ann", "Ann"]), "parties: party 'Ann' stands twice; keep one"),
    (lambda: BargainingGame("x", ["Ann", " "]), "parties: the text is empty; give it a name"),
    (lambda: BargainingGame("x", ["unit"]),
     "parties.unit: this word means something else inside a case; choose another name"),
    (lambda: BargainingGame("x", ["value"]),
     "parties.value: this word means something else inside a case; choose another name"),
    (lambda: EMPTY.with_issue("i", **{**ISSUE, "weight": {"Ann": 1}, "worth": {"Ann": [1, 2]}}),
     "issues.i: 'Bob' does not value it; give its weight and worth, or say indifferent = [\"Bob\"]"),
    (lambda: TOLL.with_outside_option(Fixed({"Ann": 1})),
     "outside_option.payoffs: 'Bob' is missing; give a number for every party"),
    (lambda: TOLL.with_outside_option(War(1, {"Ann": 1, "Bob": 1}, [Ending("e", 1, {"road": "west"})])),
     "outside_option.endings.e.outcome.road: no outcome 'west'; known: none, north, south"),
    (lambda: TOLL.party("Carl"), "parties: no party 'Carl'; known: Ann, Bob"),
    (lambda: TOLL.issue("tol"), "issues: no issue 'tol'; did you mean 'toll'?"),
])  # fmt: skip
def test_games_that_cannot_be(build, message):
    assert refusal(build) == message


def test_what_is_no_outside_option_is_refused():
    game = BargainingGame("toll", parties=["Ann", "Bob"])
    refused = r"outside_option: {'Ann': 20, 'Bob': 30} is no outside option; write bargain\.Fixed"
    with pytest.raises(GameError, match=refused):
        game.with_outside_option({"Ann": 20, "Bob": 30})

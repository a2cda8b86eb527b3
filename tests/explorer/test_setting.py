"""What the page changes is what the library would: each change against the call that a user would write."""

import json

import pytest

import bargain as bg
from bargain.explorer.changes import MOST_CHANGES, MOST_PARTS, asked
from bargain.explorer.setting import REMEMBERED, Replays
from tests.explorer.cases import TOLL, answered, lifted, setting, three, value

TREES = {
    "kind": "issue", "name": "trees", "endings": {"Ann wins": "fell"},
    "table": {
        "outcomes": ["keep", "fell"], "status_quo": "keep", "question": "What of the trees?",
        "Ann": {"weight": 2, "worth": [100, 0]}, "Bob": {"weight": 1, "worth": [30, 100], "never": ["fell"]},
    },
}  # fmt: skip
LENGTH = {
    "kind": "issue", "name": "length", "endings": {},
    "table": {
        "range": [1, 9], "unit": "km", "status_quo": 4,
        "Ann": {"weight": 1, "worth": {"at": [1, 9], "is": [0, 100]}},
        "Bob": {"weight": 1, "worth": {"at": [1, 9], "is": [100, 0]}},
    },
}  # fmt: skip
BY_HAND = {
    "nothing": ((), lambda g: g),
    "a weight": ((value("issues.road.Ann.weight", 5),), lambda g: g.with_value("issues.road.Ann.weight", 5)),
    "a cost": (
        (value("outside_option.cost_per_year.Bob", 9),), lambda g: g.with_value("outside_option.cost_per_year.Bob", 9),
    ),
    "a lever": (({"kind": "lever", "lever": "support", "level": "paid"},), lambda g: g.at_levels({"support": "paid"})),
    "a lever and back": (
        ({"kind": "lever", "lever": "support", "level": "paid"}, {"kind": "lever", "lever": "support", "level": None}),
        lambda g: g,
    ),
    "a red line": ((lifted("Bob", {"road": ["north"]}),), lambda g: g.without_red_line("Bob", road="north")),
    "a bound": ((lifted("Bob", {"toll": ["above"]}),), lambda g: g.without_red_line("Bob", toll={"above": 8})),
    "a red line and back": (
        (lifted("Bob", {"road": ["north"]}), lifted("Bob", {"road": ["north"]}, back=True)), lambda g: g,
    ),
    "a price under a lifted line": (
        (lifted("Bob", {"road": ["north"]}), value("issues.road.Bob.never.north", 30)),
        lambda g: g.without_red_line("Bob", road="north"),
    ),
    "an issue out": (({"kind": "no issue", "name": "road"},), lambda g: g.without_issue("road")),
    "an issue in": (
        (TREES,),
        lambda g: g.with_issue(
            "trees", outcomes=["keep", "fell"], status_quo="keep", question="What of the trees?",
            weight={"Ann": 2, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [30, 100]}, never={"Bob": ["fell"]},
            endings={"Ann wins": "fell"},
        ),
    ),
    "a range in": (
        (LENGTH,),
        lambda g: g.with_issue(
            "length", range=(1, 9), unit="km", status_quo=4, weight={"Ann": 1, "Bob": 1},
            worth={"Ann": {"at": [1, 9], "is": [0, 100]}, "Bob": {"at": [1, 9], "is": [100, 0]}},
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BY_HAND)
def test_a_change_is_the_call_of_the_library(what):
    changes, call = BY_HAND[what]
    game = call(TOLL)
    assert setting(TOLL, *changes).game == game
    assert answered(TOLL, *changes)["settlement"]["solution"] == bg.nash(game).to_dict()


def test_probabilities_give_way_in_proportion():
    # Ann's 0.5, 0.3, 0.2: the first to 0.75 leaves a quarter, shared 3 to 2; Bob's stay.
    game = setting(TOLL, value("outside_option.endings.stalemate.probability.Ann", 0.75)).game
    seen = [game.value_at(f"outside_option.endings.{k}.probability.{p}") for p in ("Ann", "Bob") for k in range(3)]
    assert seen == pytest.approx([0.75, 0.15, 0.1, 0.6, 0.3, 0.1], abs=1e-12)


def test_one_probability_can_take_all_and_give_back():
    path = "outside_option.endings.stalemate.probability.Ann"
    game = setting(TOLL, value(path, 1), value(path, 0.5)).game  # nothing is left to be in proportion to: alike
    assert [game.value_at(f"outside_option.endings.{k}.probability.Ann") for k in range(3)] == [0.5, 0.25, 0.25]


def test_shifts_of_an_aid_give_way_alike():
    aid = bg.Aid(recipient="Ann", endings={"stalemate": 0.0, "Ann wins": 0.1, "Bob wins": -0.1}, name="arms")
    game = setting(TOLL.with_measure(aid), value('outside_option.measures.arms.endings."Ann wins"', 0.06)).game
    seen = [game.value_at(f'outside_option.measures.arms.endings."{e}"') for e in ("stalemate", "Ann wins", "Bob wins")]
    assert seen == pytest.approx([0.02, 0.06, -0.08], abs=1e-12)


def test_the_end_of_a_range_takes_its_curves_along():
    game = setting(TOLL, value("issues.toll.range.1", 20)).game
    assert game.issue("toll").bounds == (0.0, 20.0)
    assert game.issue("toll").curve_of("Ann").knots == (0.0, 20.0)
    assert game.issue("toll").curve_of("Bob").knots == (0.0, 4.0, 20.0)


@pytest.mark.parametrize("concept", bg.CONCEPTS)
@pytest.mark.parametrize("lotteries", [False, True])
def test_concepts_and_lotteries_are_those_of_solve(concept, lotteries):
    choice = {"kind": "concept", "name": concept}, {"kind": "lotteries", "on": lotteries}
    if concept == "adjusted_winner":  # it shares out every issue, and the road cannot be shared
        with pytest.raises(bg.ConceptError, match="divides issues by share; 'road' is a choice"):
            answered(TOLL, *choice)
    else:
        expected = bg.solve(TOLL, concept, lotteries=lotteries).to_dict()
        assert answered(TOLL, *choice)["settlement"]["solution"] == json.loads(json.dumps(expected))


def test_states_are_remembered_and_forgotten_without_a_difference():
    steps = [value("issues.road.Ann.weight", 1 + k / 100) for k in range(2 * REMEMBERED)]
    steps[5] = TREES
    replays = Replays(TOLL)
    for k in (1, 7, 100, 3, len(steps), 100):
        changes = asked(json.dumps({"changes": steps[:k]}).encode()).changes
        assert replays.setting(changes) == Replays(TOLL).setting(changes)
        assert len(replays.kept) <= REMEMBERED


REFUSED = {
    "a path": (
        value("issues.road.Cleo.weight", 1),
        "path 'issues.road.Cleo.weight': names nothing at 'Cleo'; "
        "issues.road has: Ann, Bob, outcomes, question, status_quo",
    ),
    "a weight below 0": (
        value("issues.road.Ann.weight", -1), "issues.road.Ann.weight: -1 is out of range; it must be at least 0",
    ),
    "a probability": (
        value("outside_option.endings.stalemate.probability.Ann", 1.5),
        "outside_option.endings.stalemate.probability.Ann: 1.5 is out of range; it must lie between 0 and 1",
    ),
    "a lever": (
        {"kind": "lever", "lever": "suport", "level": None}, "levers: no lever 'suport'; did you mean 'support'?",
    ),
    "a level": (
        {"kind": "lever", "lever": "support", "level": "pad"}, "levers.support: no level 'pad'; did you mean 'paid'?",
    ),
    "a red line": (lifted("Ann", {"road": ["north"]}), "red_lines: 'Ann' has no red line on road"),
    "an issue": ({"kind": "no issue", "name": "rod"}, "issues: no issue 'rod'; did you mean 'road'?"),
    "a pair": ({"kind": "pair", "parties": ["Ann", "Ann"]}, "pair.parties: ['Ann', 'Ann']; name two different parties"),
    "a second road": (
        {**TREES, "name": "road"},
        "issues.road: the game has this issue already; take it out first with without_issue('road')",
    ),
    "no outcomes": (
        {**TREES, "table": {"Ann": {"weight": 1, "worth": [1]}}},
        "issues.trees: has neither 'outcomes' nor 'range'; write outcomes = [\"north\", \"south\"], or range = [0, 10]",
    ),
    "a worth that is a text": (
        {**TREES, "table": {**TREES["table"], "Ann": {"weight": 2, "worth": ["a", "b"]}}}, None,
    ),
    "an ending": (
        {**TREES, "endings": {"stale": "fell"}}, "issues.trees.endings: no ending 'stale'; did you mean 'stalemate'?",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_library_refuses(what):
    change, message = REFUSED[what]
    with pytest.raises(bg.GameError) as refused:
        setting(TOLL, change)
    assert message is None or str(refused.value) == message
    assert "\n" not in str(refused.value)


MALFORMED = {
    b"": "request: is no JSON (Expecting value: line 1 column 1 (char 0))",
    b"[]": "request: [] is not a table",
    b'{"changes": {}}': "changes: {} is not a list",
    b'{"chnges": []}': "request: no key 'chnges'; did you mean 'changes'?",
    b'{"changes": [], "changes": []}': "request: a key stands twice in one table",
    b'{"changes": [{"kind": "value", "path": "x", "to": NaN}]}': "request: NaN is no number",
    b'{"changes": [{"kind": "value", "path": "x", "to": -Infinity}]}': "request: -Infinity is no number",
    b'{"changes": [{"kind": "value", "path": "x", "to": 1e999}]}': (
        "changes[0].to: inf is not a finite number; write a number such as 30 or 0.5"
    ),
    b'{"changes": [{"kind": "value", "path": "x", "to": "5"}]}': (
        "changes[0].to: '5' is not a number; write a number such as 30 or 0.5"
    ),
    b'{"changes": [{"kind": "value", "path": "x", "to": true}]}': (
        "changes[0].to: True is not a number; write a number such as 30 or 0.5"
    ),
    b'{"changes": [{"kind": "value", "path": 5, "to": 1}]}': "changes[0].path: 5 is not a text",
    b'{"changes": [{"kind": "value", "path": "x"}]}': "changes[0]: 'to' is missing",
    b'{"changes": [{"kind": "valu"}]}': "changes[0].kind: no kind of change 'valu'; did you mean 'value'?",
    b'{"changes": [{"kind": ["value"]}]}': None,
    b'{"changes": [7]}': "changes[0]: 7 is not a table",
    b'{"changes": [{"kind": "lotteries", "on": 1}]}': "changes[0].on: 1 is neither true nor false",
    b'{"changes": [{"kind": "red line", "party": "Bob", "never": {"road": "north"}, "lifted": true}]}': (
        "changes[0].never.road: 'north' is not a list of texts"
    ),
    b'{"changes": [{"kind": "issue", "name": "x", "table": {}, "endings": 5}]}': "changes[0].endings: 5 is not a table",
    b'{"parts": ["all"]}': "parts: no part 'all'; known: blockers, form, picture, settlement",
    b'{"parts": "form"}': "parts: 'form' is not a list of texts",
    b"\xff\xfe{}": "request: is not UTF-8",
    b"[" * 100_000: "request: is nested too deeply",
    b"[" + b"0," * MOST_PARTS + b"0]": f"request: holds {MOST_PARTS + 1} values or more; at most {MOST_PARTS}",
    b'{"changes": [{"kind": "value", "path": "x", "to": ' + b"9" * 5000 + b"}]}": None,
    b'{"changes": [' + b",".join([b'{"kind": "lotteries", "on": true}'] * (MOST_CHANGES + 1)) + b"]}": (
        "changes: 1001 of them; at most 1000: download the file and go on from it"
    ),
}


@pytest.mark.parametrize("body", MALFORMED, ids=lambda body: repr(body[:60]))
def test_what_is_no_request(body):
    with pytest.raises(bg.GameError) as refused:
        asked(body)
    assert MALFORMED[body] in (None, str(refused.value))
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


def test_three_parties_choose_whom_to_draw():
    assert setting(three()).drawn == (0, 1)
    assert setting(three(), {"kind": "pair", "parties": ["Cleo", "Ann"]}).drawn == (2, 0)

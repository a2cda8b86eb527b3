"""What is written is read back as the same game, to the last bit of every number."""

import pickle
import tomllib
from dataclasses import fields

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargain.game.document import to_document
from bargain.scenario.reading import read, reads
from bargain.scenario.toml import dumps
from bargain.scenario.writing import write, writes
from tests.scenario.random_games import games, names, texts

many = settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


def parts(game):
    """What a game is made of, by the letter."""
    return {field.name: repr(getattr(game, field.name)) for field in fields(game)}


@many
@given(game=games())
def test_read_undoes_write(game):
    again = reads(writes(game))
    assert again == game
    assert hash(again) == hash(game)
    assert parts(again) == parts(game), "order and types are the same too"
    assert pickle.loads(pickle.dumps(game)) == game


@many
@given(game=games())
def test_writing_is_stable(game):
    text = writes(game)
    assert writes(reads(text)) == text
    assert max(map(len, text.splitlines()), default=0) > 0
    assert text.endswith("\n")
    assert not text.startswith("\n")


@settings(max_examples=30, deadline=None)
@given(game=games())
def test_disagreement_and_weights_survive(game):
    again = reads(writes(game))
    assert again.disagreement == game.disagreement
    for party in game.party_names:
        assert again.weights(party) == game.weights(party)


@given(document=st.dictionaries(texts, st.recursive(
    st.one_of(texts, st.booleans(), st.floats(-1e14, 1e14), st.integers(-(10**9), 10**9)),
    lambda inner: st.one_of(st.lists(inner, max_size=30), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=30,
)))  # fmt: skip
def test_any_document_is_read_back(document):
    assert tomllib.loads(dumps(document)) == document


@given(value=st.floats(-1e15, 1e15))
def test_floats_survive(value):
    assert float(tomllib.loads(dumps({"x": value}))["x"]) == value


def test_whole_numbers_are_written_without_a_point():
    assert (
        dumps({"a": 30.0, "b": -2.0, "c": 0.1, "d": 1e-7, "e": -0.0})
        == "a = 30\nb = -2\nc = 0.1\nd = 1e-07\ne = -0.0\n"
    )


@given(name=names)
def test_names_survive_as_keys(name):
    assert list(tomllib.loads(dumps({name: {name: 1}}))) == [name]


LAYOUT = """\
title = "Who pays for the road"
source = "an example"

[parties.Ann]
discount_rate = 0.1

[parties.Bob]

[issues.road]
question = "Where does it run?"
outcomes = ["north", "south"]
status_quo = "north"
Ann = {weight = 3, worth = [100, 0], never = ["south"]}
Bob = {weight = {value = 1, low = 0, high = 2, basis = "assumed"}, worth = [0, 100]}

[issues.toll]
range = [0, 10]
unit = "EUR"
status_quo = 3
Ann = {weight = 1, worth = {at = [0, 10], is = [0, 100]}, never = {below = 1}}
Bob = {weight = 1, worth = {curve = "power", exponent = 0.5, rising = false}}

[issues.trees]
outcomes = ["kept", "felled"]
indifferent = ["Bob"]
Ann = {weight = 1, worth = [100, 0]}

[[linkages]]
party = "Ann"
when = {road = ["north"], trees = ["kept"]}
points = -5

[[red_lines]]
party = "Bob"
never = {road = ["north"], trees = ["felled"]}
price = 12

[outside_option]
kind = "war"
years = 2
cost_per_year = {Ann = 1, Bob = 2}

[[outside_option.endings]]
name = "long"
probability = 0.75
outcome = {toll = 5, trees = "kept"}

[[outside_option.endings]]
name = "short"
probability = {Ann = 0.25, Bob = 0.25}
outcome = {trees = "felled"}

[levers.aid]
held_by = "Carol"
levels = {full = {}, none = {"outside_option.cost_per_year.Ann" = 3}}
"""


def test_layout_is_the_one_that_people_write():
    assert writes(reads(LAYOUT)) == LAYOUT


def test_long_parts_get_headers_and_broken_lists():
    outcomes = [f"outcome number {k}" for k in range(12)]
    game = reads(LAYOUT).with_issue(
        "long", outcomes=outcomes, weight={"Ann": 1, "Bob": 1}, worth={"Ann": list(range(12)), "Bob": [0] * 12},
        never={"Ann": dict.fromkeys(outcomes, 40)}, status_quo=outcomes[0],
    )  # fmt: skip
    text = writes(game)
    assert reads(text) == game
    assert max(map(len, text.splitlines())) <= 112
    assert "[issues.long.Ann]\nweight = 1\nworth = [0, 1, 2" in text
    assert "[issues.long.Ann.never]\n" in text
    assert '\noutcomes = [\n    "outcome number 0", ' in text


def test_a_document_is_not_changed_by_writing():
    game = reads(LAYOUT)
    before = repr(to_document(game))
    writes(game)
    assert repr(to_document(game)) == before


def test_a_file_in_windows_dress(tmp_path):
    path = tmp_path / "toll.toml"
    path.write_bytes(b"\xef\xbb\xbf" + LAYOUT.replace("\n", "\r\n").encode())
    assert read(path) == reads(LAYOUT)
    write(read(path), path)
    assert path.read_text(encoding="utf-8") == LAYOUT

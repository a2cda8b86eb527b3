"""The JSON Schema follows from the shape, accepts what is read, and refuses what the shape refuses."""

import dataclasses
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import bargain.scenario
from bargain.errors import GameError
from bargain.game import quantity
from bargain.game.check import RESERVED
from bargain.game.document import ISSUE_KEYS
from bargain.game.keys import EVIDENCE
from bargain.outside.registry import OUTSIDE_OPTIONS
from bargain.scenario.checking import check_shape
from bargain.scenario.schema import schema
from bargain.scenario.shape import CHOICE, PARTY, RANGE
from bargain.scenario.writing import writes
from tests.scenario.random_games import games

HERE = Path(__file__).parent
TOLL = (HERE / "toll.toml").read_text(encoding="utf-8")
MISTAKES = tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))
SHIPPED = Path(bargain.scenario.__file__).parent / "game.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_shipped_copy_is_the_generated_one():
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == schema()


def test_the_module_prints_the_shipped_copy():
    command = [sys.executable, "-X", "utf8", "-m", "bargain.scenario.schema"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert printed == SHIPPED.read_text(encoding="utf-8")


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_example_is_valid():
    assert list(VALIDATOR.iter_errors(tomllib.loads(TOLL))) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(game=games())
def test_every_game_that_is_written_is_valid(game):
    assert list(VALIDATOR.iter_errors(tomllib.loads(writes(game)))) == []


def is_misshapen(document):
    try:
        check_shape(document)
    except GameError:
        return True
    return False


WRONG = [
    pytest.param(tomllib.loads(TOLL.replace(row["right"], row["wrong"], 1)), id=f"{group} {k}")
    for group, rows in MISTAKES.items()
    for k, row in enumerate(rows)
    if group != "syntax" and "no party" not in row["message"] and "this word means" not in row["message"]
]


@pytest.mark.parametrize("document", WRONG)
def test_the_schema_refuses_what_the_check_of_the_shape_refuses(document):
    assert VALIDATOR.is_valid(document) == (not is_misshapen(document))


def test_both_kinds_of_mistakes_are_among_them():
    misshapen = sum(is_misshapen(case.values[0]) for case in WRONG)
    assert misshapen > 60
    assert len(WRONG) - misshapen > 40


def test_words_that_mean_something_else_are_no_parties():
    for word in RESERVED:
        assert not VALIDATOR.is_valid(tomllib.loads(TOLL + f"[parties.{word}]\n"))


def test_facts_that_stand_in_two_places_agree():
    assert tuple(EVIDENCE.keys) == quantity.KEYS
    assert set(CHOICE.keys) | set(RANGE.keys) == set(ISSUE_KEYS)
    assert {*ISSUE_KEYS, "value"} == RESERVED
    assert list(PARTY.keys) == ["power", "risk_aversion", "discount_rate"]


@pytest.mark.parametrize("kind", list(OUTSIDE_OPTIONS))
def test_an_outside_option_declares_the_keys_of_its_document(kind):
    model = OUTSIDE_OPTIONS[kind]
    assert model.kind == kind
    assert list(model.keys) == [field.name for field in dataclasses.fields(model)]
    assert all(held.says and held.write for held in model.keys.values())


def test_every_property_has_a_description():
    def walk(node):
        if isinstance(node, dict):
            for held in node.get("properties", {}).values():
                assert held["description"]
            for inner in node.values():
                walk(inner)
        elif isinstance(node, list):
            for inner in node:
                walk(inner)

    walk(schema())

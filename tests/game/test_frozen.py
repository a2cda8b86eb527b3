"""A game cannot change, and behaves as a value: equal, hashable, picklable, copyable."""

import copy
import dataclasses
import pickle

import pytest

from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from tests.game.example import TOLL


@pytest.mark.parametrize("change", [
    lambda d: d.__setitem__("a", 2), lambda d: d.__delitem__("a"), lambda d: d.pop("a"), lambda d: d.popitem(),
    lambda d: d.setdefault("b", 1), lambda d: d.update(a=2), lambda d: d.clear(), lambda d: d.__ior__({"b": 1}),
])  # fmt: skip
def test_a_frozen_mapping_refuses_every_change(change):
    frozen = FrozenDict({"a": 1})
    with pytest.raises(TypeError, match=r"^this mapping is read-only$"):
        change(frozen)
    assert frozen == {"a": 1}


def test_a_frozen_mapping_is_a_value():
    frozen = FrozenDict({"a": 1, "b": 2})
    assert frozen == {"b": 2, "a": 1}
    assert hash(frozen) == hash(FrozenDict({"b": 2, "a": 1}))
    assert list(frozen) == ["a", "b"], "the order is kept"
    for again in (pickle.loads(pickle.dumps(frozen)), copy.copy(frozen), copy.deepcopy(frozen)):
        assert again == frozen
        assert type(again) is FrozenDict
    assert frozen.with_items({"a": 9}) == {"a": 9, "b": 2}
    assert frozen.without("a", "z") == {"b": 2}
    assert frozen == {"a": 1, "b": 2}


def parts(value, seen):
    """Every object inside `value`."""
    seen.append(value)
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            parts(getattr(value, field.name), seen)
    elif isinstance(value, dict):
        for key, item in value.items():
            parts(key, seen)
            parts(item, seen)
    elif isinstance(value, (tuple, list)):
        for item in value:
            parts(item, seen)
    return seen


def test_nothing_inside_a_game_can_change():
    inside = parts(TOLL, [])
    assert len(inside) > 100
    for part in inside:
        if dataclasses.is_dataclass(part):
            for field in dataclasses.fields(part):
                with pytest.raises(dataclasses.FrozenInstanceError):
                    setattr(part, field.name, None)
        else:
            assert isinstance(part, (str, float, bool, tuple, FrozenDict)) or part is None, type(part)


def test_a_game_is_a_value():
    for again in (pickle.loads(pickle.dumps(TOLL)), copy.copy(TOLL), copy.deepcopy(TOLL)):
        assert again == TOLL
        assert again is not TOLL
        assert hash(again) == hash(TOLL)
        assert {TOLL: 1}[again] == 1


@pytest.mark.parametrize("other", [
    TOLL.with_value("parties.Ann.power", 2),
    TOLL.with_value("issues.road.Bob.worth.north", 1),
    TOLL.with_value("issues.road.Ann.weight", 3.5),
    TOLL.without_issue("trees"),
    TOLL.without_red_line("Ann", road="none"),
    TOLL.with_linkage("Ann", {"road": "south"}, 1),
    TOLL.at_levels({"aid": "none"}),
])  # fmt: skip
def test_any_difference_makes_games_unequal(other):
    assert other != TOLL


def test_what_is_given_is_copied():
    outcomes, worth = ["a", "b"], {"Ann": [1, 2]}
    game = BargainingGame("x", parties=["Ann"]).with_issue("i", outcomes=outcomes, weight={"Ann": 1}, worth=worth)
    outcomes.append("c")
    worth["Ann"][0] = 99
    assert game.issue("i").outcomes == ("a", "b")
    assert game.issue("i").preferences["Ann"].worth == (1.0, 2.0)

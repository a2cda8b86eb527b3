"""What every strategic game must do, whoever wrote it: one entry of the registry, one row of examples below."""

import dataclasses
import inspect
import json
import re
from pathlib import Path

import pytest
from scipy.stats import uniform

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.strategic.registry import STRATEGIC_GAMES

PAGES = Path(__file__).parents[2] / "docs" / "explanation" / "games"
STAKES = {"sender_stake": 20, "target_stake": 10, "audience_cost": 8}
EXAMPLES = {
    "alternating_offers": {"discount": (0.9, 0.8)},
    "attrition": {"values": (10, 5), "costs": (1, 1)},
    "ceasefire": {
        "win_probability": 0.5, "costs": (0.2, 0.2), "days": 30, "rearming": (0.06, 0), "monitoring": 0.5, "talks": 0.2,
        "penalty": 0.1,
    },
    "coalition": {"players": ["a", "b", "c"], "worth": lambda members: len(members) ** 2},
    "commitment": {"power": (0.8, 0.3), "destroyed": 0.2, "discount": 0.9},
    "contribution": {"values": (10, 10, 10), "costs": 4, "threshold": 2},
    "costly_war": {"chances": (0.7, 0.4), "prior": (0.6, 0.4)},
    "crisis": {"win_probability": 0.5, "costs": (0.2, uniform(0, 0.4))},
    "demands": {"backing_down": (0.5, 1.0)},
    "enforcement": {"temptation": 5, "reward": 3, "punishment": 1},
    "mediation": {
        "win_probability": 0.5, "costs": (0.2, (0.05, 0.3)), "resolved": 0.3, "bias": 2, "peace": 1, "accuracy": 0.9,
    },
    "ratification": {"setter": 1.0, "ratifier": 0.3, "status_quo": 0.0},
    "sanctions_threat": {**STAKES, "sender_cost": 6, "target_cost": uniform(2, 20)},
}  # fmt: skip
"""Name of a game → the parameters of one of its examples."""

FORMS = {"sanctions_threat": {"sanctions_threshold", "sanctions_bluffing"}}
"""Closed forms whose file is not called as the game."""


def played(name):
    return STRATEGIC_GAMES[name](**EXAMPLES[name])


def test_every_game_has_an_example():
    assert sorted(EXAMPLES) == sorted(STRATEGIC_GAMES)


@pytest.mark.parametrize("name", STRATEGIC_GAMES)
def test_a_game_says_what_it_asks_and_where_it_is_from(name):
    game = STRATEGIC_GAMES[name]
    assert game.name == name
    assert game is getattr(bg, name)
    assert game.question.endswith("?")
    assert any(year.isdigit() for year in game.source.replace(";", " ").split())
    assert game.summary.endswith(".") or game.summary.endswith(":") or ":" in game.summary
    assert inspect.getdoc(game.from_game), "from_game says how each number is read off a case"
    assert repr(game) == f"<strategic game: bargain.{name}(…)>"


@pytest.mark.parametrize("name", STRATEGIC_GAMES)
def test_a_game_has_a_closed_form_and_a_page(name):
    for form in FORMS.get(name, {name}):
        assert form in DERIVATIONS
        assert DERIVATIONS[form]()
    assert (PAGES / f"{name}.md").is_file()


@pytest.mark.parametrize("name", STRATEGIC_GAMES)
def test_a_result_is_frozen_plain_and_in_words(name):
    found = played(name)
    assert dataclasses.is_dataclass(found)
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.method = "another"
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert found.method
    assert len(repr(found).splitlines()) > 1


@pytest.mark.parametrize("name", STRATEGIC_GAMES)
def test_every_equilibrium_carries_its_evidence(name):
    found = played(name)
    assert found.equilibria
    for one in found.equilibria:
        assert one.words
        assert all(isinstance(sentence, str) and sentence.strip() for sentence in one.words)
        assert 0 <= one.failure <= 1
        size = max([1.0, *(abs(x) for x in (one.payoffs.values() if hasattr(one.payoffs, "values") else one.payoffs))])
        assert 0 <= one.deviation <= 1e-6 * size


@pytest.mark.parametrize("name", STRATEGIC_GAMES)
def test_the_same_call_gives_the_same_answer(name):
    assert played(name).to_dict() == played(name).to_dict()


@pytest.mark.parametrize("name", STRATEGIC_GAMES)
def test_an_unknown_parameter_is_refused(name):
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        STRATEGIC_GAMES[name](**EXAMPLES[name], colour="red")


def test_the_overview_lists_every_game():
    page = (PAGES.parent / "strategic-games.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|.*\(games/\1\.md\) \|$", page, re.MULTILINE) == list(STRATEGIC_GAMES)

"""Given payoffs, and the registry that finds a model by its kind."""

import pytest

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.quantity import Quantity
from bargain.outside.fixed import Fixed
from bargain.outside.registry import OUTSIDE_OPTIONS, outside_option
from bargain.outside.war import War

GAME = BargainingGame("x", parties=["Ann", "Bob"]).with_issue(
    "i", outcomes=["a", "b"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
)


def test_payoffs_are_the_disagreement_in_the_order_of_the_parties():
    game = GAME.with_outside_option(Fixed({"Bob": -30, "Ann": Quantity(20, low=0)}))
    assert list(game.disagreement.items()) == [("Ann", 20.0), ("Bob", -30.0)]
    assert game.without_issue("i").disagreement == game.disagreement
    assert game.with_value("outside_option.payoffs.Ann", 5).disagreement == {"Ann": 5.0, "Bob": -30.0}
    assert Fixed.from_document(game.outside_option.to_document()) == game.outside_option


def test_no_outside_option_is_zero_points():
    assert GAME.disagreement == {"Ann": 0.0, "Bob": 0.0}


@pytest.mark.parametrize(("build", "message"), [
    (lambda: Fixed(5), "outside_option.payoffs: 5 is not a table; write payoffs = {Ann = 20, Bob = 30}"),
    (lambda: Fixed({"Ann": "20"}),
     "outside_option.payoffs.Ann: '20' is not a number; write a number such as 30 or 0.5"),
    (lambda: GAME.with_outside_option(Fixed({"Ann": 1})),
     "outside_option.payoffs: 'Bob' is missing; give a number for every party"),
    (lambda: GAME.with_outside_option(Fixed({"Ann": 1, "Bob": 1, "Bo": 2})),
     "outside_option.payoffs: no party 'Bo'; did you mean 'Bob'?"),
    (lambda: GAME.with_outside_option(Fixed({"Ann": 1, "Bob": 1})).with_issue(
        "j", outcomes=["a"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [1], "Bob": [1]}, endings={"e": "a"}),
     "issues.j.endings: a fixed outside option has no endings; leave them out"),
    (lambda: Fixed.from_document({}), "outside_option: 'payoffs' is missing; write payoffs = {Ann = 20, Bob = 30}"),
    (lambda: outside_option({}), "outside_option: 'kind' is missing; known: fixed, war"),
    (lambda: outside_option({"kind": "wra"}), "outside_option.kind: no outside option 'wra'; did you mean 'war'?"),
    (lambda: outside_option({"kind": ["war"]}), "outside_option.kind: no outside option ['war']; did you mean 'war'?"),
])  # fmt: skip
def test_refusals(build, message):
    with pytest.raises(GameError) as caught:
        build()
    assert str(caught.value) == message


def test_the_registry_holds_the_models_and_nothing_else():
    assert dict(OUTSIDE_OPTIONS) == {"fixed": Fixed, "war": War}
    assert "registry" not in OUTSIDE_OPTIONS
    for kind, model in OUTSIDE_OPTIONS.items():
        assert model.kind == kind
        assert model.summary

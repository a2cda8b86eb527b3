"""Public functions refuse what is no game, no list, no table or no function that works, each in one clear error."""

import math
from inspect import signature

import numpy as np
import pytest

import bargain as bg

GAME = (
    bg.BargainingGame("toll", parties=["Ann", "Bob"])
    .with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 3, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
    )
    .with_outside_option(bg.Fixed({"Ann": bg.Quantity(20, 10, 30), "Bob": 30}))
    .with_lever("support", "authority", {"none": {}, "paid": {"outside_option.payoffs.Ann": 40}})
)
NO_GAME = "int is no game; give a BargainingGame (bargain.read reads one)"
TAKES_A_GAME = {
    "leverage": bg.leverage, "linkage_value": bg.linkage_value, "threats": bg.threats, "grid": bg.grid,
    "red_line_prices": bg.red_line_prices, "zone_of_agreement": bg.zone_of_agreement, "ensemble": bg.ensemble,
    "robust": bg.robust, "draws_of": bg.draws_of, "tornado": lambda g: bg.tornado(g, "zone"),
    "morris": lambda g: bg.morris(g, "zone"), "sobol": lambda g: bg.sobol(g, "zone"),
    "break_even": lambda g: bg.break_even(g, "outside_option.payoffs.Ann", "zone"),
    "scenario_discovery": bg.scenario_discovery, "write": lambda g: bg.write(g, "never-written.toml"),
    **{f"{name}.from_game": lambda g, played=game: played.from_game(g) for name, game in bg.STRATEGIC_GAMES.items()},
}  # fmt: skip


@pytest.mark.parametrize("name", TAKES_A_GAME)
def test_what_is_no_game_is_refused(name):
    if name.endswith(".from_game"):  # what else the game needs is given, for Python asks for it first
        entry = bg.STRATEGIC_GAMES[name.removesuffix(".from_game")].from_game
        needed = [
            p.name for p in signature(entry).parameters.values()
            if p.kind is p.KEYWORD_ONLY and p.default is p.empty
        ]  # fmt: skip
        with pytest.raises(bg.GameError) as refused:
            entry(5, **dict.fromkeys(needed))
    else:
        with pytest.raises(bg.GameError) as refused:
            TAKES_A_GAME[name](5)
    assert str(refused.value) == NO_GAME


def test_what_from_game_lacks_is_told_under_its_public_name():
    with pytest.raises(TypeError, match=r"^ceasefire\.from_game\(\) missing 4 required"):
        bg.ceasefire.from_game(GAME)


def fails(given):
    return 1 / 0


FAILS = "the function fails (ZeroDivisionError: division by zero); mend it"
NAMES = 'is not a list; write a list of names such as ["a", "b"]'
REFUSED = {
    "a worth that fails": (lambda: bg.coalition(["a", "b"], fails), f"worth of (a): {FAILS}"),
    "a scalar that fails": (lambda: bg.tornado(GAME, fails), f"scalar 'fails of nash': {FAILS}"),
    "concepts": (lambda: bg.leverage(GAME, concepts=5), f"concepts: 5 {NAMES}"),
    "concepts of an ensemble": (lambda: bg.ensemble(GAME, concepts=5), f"concepts: 5 {NAMES}"),
    "levers": (lambda: bg.grid(GAME, 5), f"levers: 5 {NAMES}"),
    "parties": (lambda: bg.BargainingGame("t", parties=5), 'parties: 5 is not a list; write ["Ann", "Bob"]'),
    "power": (lambda: bg.nash(GAME, power=5), "power: 5 is not a table; write power={'Ann': 2}"),
    "weight": (
        lambda: GAME.with_issue("toll", outcomes=["a", "b"], weight=5, worth=6),
        "issues.toll.weight: 5 is not a table; write weight={'Ann': …}",
    ),
    "a path": (lambda: GAME.with_value(5, 5), "path: 5 is not a text; write a path such as issues.price.Ann.weight"),
    "a checkpoint": (
        lambda: bg.ensemble(GAME, checkpoint=5), "checkpoint: 5 is not the path of a folder; give a text or a Path",
    ),
    "periods in an array": (
        lambda: bg.enforcement(temptation=3, reward=2, punishment=1, discount=0.9,
                               punishment_periods=np.array([1, 2])),
        "punishment_periods: array([1, 2]) is not a number; write a number between 1 and 100000",
    ),
    "a chance that is no number": (
        lambda: bg.commitment(power=[math.nan, 0.5], destroyed=0.1, discount=0.9),
        "power[0]: nan is not a finite number; write a number between 0 and 1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_refused_in_one_clear_error(what):
    ask, message = REFUSED[what]
    with pytest.raises(bg.GameError) as refused:
        ask()
    assert str(refused.value) == message


def test_a_concept_that_is_no_name():
    with pytest.raises(bg.ConceptError, match=r"^no concept 5; known: adjusted_winner, egalitarian"):
        bg.solve(GAME, 5)

"""Announced demands from a case file, their results, and what they refuse."""

import json
import math
import time
from dataclasses import FrozenInstanceError

import pytest

import bargain as bg
from bargain.errors import GameError
from tests.strategic.pies import two_roads


def test_from_a_case_by_hand():
    game = two_roads(Ann={"power": 2.0}, Bob={}).with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
    costly = bg.demands.from_game(game, backing_down={"Bob": 1.0})
    assert costly.without == pytest.approx((50 * 2 / 3, 50 / 3))
    assert costly.demands == pytest.approx((25, 25))  # powers 2·(1 + 0) and 1·(1 + 1)
    assert costly.payoffs == pytest.approx((45, 55))
    assert {a["road"]: p for p, a in costly.lottery} == pytest.approx({"north": 0.45, "south": 0.55})
    risky = bg.demands.from_game(game, sticking={"Ann": 0.5, "Bob": 0.5})
    assert risky.demands == pytest.approx((50, 50))
    n = 50 * 2 / 3
    assert risky.payoffs == pytest.approx((20 + 0.25 * 50 + 0.25 * n, 30 + 0.25 * 50 + 0.25 * (50 - n)))
    assert (risky.failure, risky.lottery) == (pytest.approx(0.25), ())
    smooth = bg.demands.from_game(game, width=0.1)
    assert smooth.without == pytest.approx((25, 25))  # the rule knows no powers
    s = (math.sqrt(1.04) - 1) / 2
    assert smooth.demands == pytest.approx((25 * (1 + s), 25 * (1 + s)))
    even = bg.demands.from_game(game, grid=10)
    assert even.payoffs == pytest.approx((45, 55))


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_documented_cases(slug):
    game = bg.read(f"analyses/{slug}/game.toml")
    nash = [bg.nash(game, lotteries=True).gains[p] for p in game.party_names]
    names = game.party_names
    dear, firm = dict.fromkeys(names, 1.0), dict.fromkeys(names, 0.9)
    rules = [{"grid": 40}, {"width": 0.05}, {"backing_down": dear}, {"sticking": firm}]
    for rule in rules:
        start = time.process_time()
        found = bg.demands.from_game(game, **rule)
        assert time.process_time() - start < 5
        assert found.without == pytest.approx(nash, abs=1e-6)
        assert all(e.deviation < 1e-8 for e in found.equilibria)
        assert found.words[-1] == "Points are gains over disagreement."
        for e in found.equilibria:
            if e.lottery:
                expected_payoffs = [sum(p * game.payoffs(a)[name] for p, a in e.lottery) for name in names]
                assert e.payoffs == pytest.approx(expected_payoffs, abs=1e-6)
    firm = bg.demands.from_game(game, backing_down={names[0]: 4.0, names[1]: 0.5})
    wanted = bg.nash(game, lotteries=True, power={names[0]: 5.0, names[1]: 1.5})
    assert firm.payoffs == pytest.approx([wanted.payoffs[p] for p in names], abs=1e-6)
    assert firm.gain[0] >= 0 >= firm.gain[1]


# ---- results ----


def test_results_are_frozen_and_plain():
    found = bg.demands(grid=3, parties=("Ann", "Bob"))
    with pytest.raises(FrozenInstanceError):
        found.demands = (0.5, 0.5)
    told = json.loads(json.dumps(found.to_dict()))
    assert (told["rule"], len(told["others"]), told["strategies"][0]) == ("grid", 11, [[pytest.approx(1 / 3), 1.0]])
    text = repr(bg.demands(backing_down=(1, 1), parties=("Ann", "Bob"))).split("\n")
    assert text[:4] == [
        "Demands: payoffs Ann 0.5, Bob 0.5; probability of failure 0",
        "  Ann announces 0.5 and Bob 0.5; both announcements fit and are kept: nobody backs down.",
        "  Ann's announcement binds, at a cost of 1 times what it gives up: 0.5 without announcements, 0.5 with them.",
        "  Bob's announcement binds, at a cost of 1 times what it gives up: 0.5 without announcements, 0.5 with them.",
    ]


def test_one_kind_of_result_whatever_the_rule():
    rules = ({"grid": 4}, {"width": 0.2}, {"backing_down": (1, 1)}, {"sticking": (0.5, 0.5)})
    assert len({type(bg.demands(**rule)) for rule in rules}) == 1
    assert [bg.demands(**rule).rule for rule in rules] == ["grid", "width", "backing_down", "sticking"]


def test_registered():
    assert bg.STRATEGIC_GAMES["demands"] is bg.demands
    assert bg.demands.question == "are red lines announced to bind?"


# ---- refusals ----


@pytest.mark.parametrize(
    "given, message",
    [
        ({}, "demands: no rule given; give one of grid, width, backing_down, sticking"),
        (
            {"grid": 10, "width": 0.1},
            "demands: grid and width given; give one of grid, width, backing_down, sticking",
        ),
        ({"grid": 0}, "grid: 0 is no number of steps; give a whole number from 1 to 500"),
        ({"grid": 501}, "grid: 501 is no number of steps; give a whole number from 1 to 500"),
        ({"grid": True}, "grid: True is no number of steps; give a whole number from 1 to 500"),
        ({"width": 0}, "width: 0 is out of range; it must be above 0"),
        ({"width": "wide"}, "width: 'wide' is not a number; write a number such as 30 or 0.5"),
        ({"backing_down": (-1, 1)}, "backing_down[0]: -1 is out of range; it must be at least 0"),
        ({"backing_down": 1}, "backing_down: 1 is not a list of 2; write backing_down=(0.5, 1)"),
        ({"sticking": (0.5, 1.2)}, "sticking[1]: 1.2 is out of range; it must lie between 0 and 1"),
        ({"sticking": (0.5, 0.5), "power": (1, 0)}, "power[1]: 0 is out of range; it must be above 0"),
        (
            {"grid": 10, "power": (2, 1)},
            "power: [2, 1] plays no part with grid; give backing_down or sticking, or leave it",
        ),
        ({"grid": 10, "pie": [(1, 0)]}, "pie: second can gain nothing in it, so it has nothing to demand"),
        (
            {"grid": 10, "pie": [(-0.5, 1), (1, 0)]},
            "pie: first gets -0.5 where the other gets its best; it must be at least 0",
        ),
    ],
)
def test_refusals(given, message):
    with pytest.raises(GameError) as error:
        bg.demands(**given)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "given, message",
    [
        ({"backing_down": {"Bab": 1}}, "backing_down: no party 'Bab'; did you mean 'Bob'?"),
        ({"backing_down": {"Bob": -1}}, "backing_down.Bob: -1 is out of range; it must be at least 0"),
        ({"sticking": {"Bob": 1.2}}, "sticking.Bob: 1.2 is out of range; it must lie between 0 and 1"),
        ({"sticking": 0.5}, "sticking: 0.5 is not a table; write sticking={'Ann': …}"),
        ({}, "demands: no rule given; give one of grid, width, backing_down, sticking"),
    ],
)
def test_refusals_from_a_case(given, message):
    with pytest.raises(GameError) as error:
        bg.demands.from_game(two_roads(Ann={}, Bob={}), **given)
    assert str(error.value) == message

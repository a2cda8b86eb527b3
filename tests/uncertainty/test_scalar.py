"""Scalars and conditions: what their texts mean, and what is refused."""

import numpy as np
import pytest

import bargain as bg
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.condition import condition_of
from bargain.uncertainty.sensitivity.evaluating import Evaluator
from bargain.uncertainty.sensitivity.scalar import scalar_of
from tests.uncertainty.sensitive import road, straight_pie


def by_hand(game, text, lotteries):
    """Oracle: the scalar of one game, from plain calls."""
    head, *rest = text.split(".")
    if head == "zone":
        return float(bg.zone_of_agreement(game, lotteries=lotteries).exists)
    if head == "disagreement":
        return game.disagreement[rest[0]]
    solution = bg.solve(game, head, lotteries=lotteries)
    if rest[0] == "deal":
        return float(solution.deal)
    if rest[0] != "agreement":
        return getattr(solution, rest[0])[rest[1]]
    if len(rest) == 3:
        return sum(p for p, a in solution.lottery if a[rest[1]] == rest[2])
    return sum(p * a[rest[1]] for p, a in solution.lottery) if solution.deal else np.nan


@pytest.mark.parametrize("lotteries", [False, True])
@pytest.mark.parametrize(
    "text",
    ["zone.exists", "disagreement.Ann", "nash.deal", "egalitarian.payoffs.Bob", "nash.gains.Ann",
     "nash.agreement.road.middle", "raiffa.agreement.toll.none"],
)  # fmt: skip
def test_texts_are_what_plain_calls_give(text, lotteries):
    game = road()
    scalar = scalar_of(text, game, lotteries=lotteries)
    draws = bg.draws_of(game, n=12, seed=5)
    found = Evaluator(scalar, Space.of(game))(draws.rows)
    assert found == pytest.approx([by_hand(draws.game(i), text, lotteries) for i in range(12)], abs=1e-9)


def test_the_number_of_a_range():
    game = straight_pie(believed=(0.75, 0.7))
    draws = bg.draws_of(game, n=12, seed=5)
    found = Evaluator(scalar_of("nash.agreement.pie", game), Space.of(game))(draws.rows)
    expected = [by_hand(draws.game(i), "nash.agreement.pie", False) for i in range(12)]
    assert found == pytest.approx(expected, abs=1e-9, nan_ok=True)
    assert 0 < np.isnan(found).sum() < 12


@pytest.mark.parametrize(
    ("given", "settings", "said"),
    [
        ("nsh.gains.Ann", {}, "scalar 'nsh.gains.Ann': no concept 'nsh'; did you mean 'nash'?"),
        ("nash", {}, "scalar 'nash': says nothing of the solution; go on with one of: agreement, deal, gains, payoffs"),
        ("nash.gain.Ann", {}, "scalar 'nash.gain.Ann': no part of a solution 'gain'; did you mean 'gains'?"),
        ("nash.gains", {}, "scalar 'nash.gains': names no party; go on with one of: Ann, Bob"),
        ("nash.gains.Anne", {}, "scalar 'nash.gains.Anne': no party 'Anne'; did you mean 'Ann'?"),
        ("nash.gains.Ann.x", {}, "scalar 'nash.gains.Ann.x': 'x' after 'gains.Ann' says nothing; leave it out"),
        ("nash.agreement", {}, "scalar 'nash.agreement': names no issue; go on with one of: road, toll"),
        ("nash.agreement.road.nort", {}, "scalar 'nash.agreement.road.nort': no outcome 'nort'; did you mean 'north'?"),
        ("zone", {}, "scalar 'zone': 'nothing' after 'zone' says nothing; write zone.exists"),
        ("nash.deal.x", {}, "scalar 'nash.deal.x': 'x' after 'deal' says nothing; leave it out"),
        ("nash.deal", {"concept": "nash"}, "concept = 'nash': the scalar 'nash.deal' says itself "
         "which concept it is of"),
        ("nash.agreement.road", {"lotteries": True}, "scalar 'nash.agreement.road': a lottery may settle several "
         "outcomes; name one: north, middle, south"),
        (7, {}, "scalar: 7 is none; give a function of a solution, or a text: 'nash.gains.Ann'"),
        (len, {"concept": "nush"}, "concept: no concept 'nush'; did you mean 'nash'?"),
        ('nash."gains', {}, "scalar 'nash.\"gains': path 'nash.\"gains': cannot be read at '\"gains'; "
         "join parts by dots and put a part with a dot or a quote in double quotes"),
    ],
)  # fmt: skip
def test_scalars_that_cannot_be(given, settings, said):
    with pytest.raises(bg.GameError) as error:
        scalar_of(given, road(), **settings)
    assert str(error.value) == said


def test_what_is_no_game():
    with pytest.raises(bg.GameError) as error:
        bg.tornado("road", "zone.exists")
    assert str(error.value) == "str is no game; give a BargainingGame (bargain.read reads one)"


def test_a_function_must_give_a_number():
    with pytest.raises(bg.GameError) as error:
        bg.tornado(road(), lambda solution: solution.agreement["road"])
    assert str(error.value).startswith("scalar '<lambda> of nash': the function gives '")
    assert str(error.value).endswith("'; it must give a number, True or False, or None where there is none")


def test_a_concept_that_is_not_defined_for_the_game():
    three = bg.BargainingGame("three", parties=["Ann", "Bob", "Cid"])
    with pytest.raises(bg.ConceptError) as error:
        bg.tornado(three, "perles_maschler.gains.Ann")
    assert str(error.value) == "perles_maschler is defined for two parties; this problem has 3"


@pytest.mark.parametrize(
    ("text", "values", "holds"),
    [
        ("zone.exists", [0, 1], [False, True]),
        ("not zone.exists", [0, 1, np.nan], [True, False, False]),
        ("nash.gains.Ann >= 10", [10 - 1e-12, 9, 11, np.nan], [True, False, True, False]),
        ("nash.gains.Ann > 1e1", [10 + 1e-12, 11], [False, True]),
        ("nash.gains.Ann<=10", [10 + 1e-12, 11, np.nan], [True, False, False]),
        ("nash.gains.Ann < -2.5", [-2.5, -3], [False, True]),
        ("not nash.agreement.road.north", [0, 1], [True, False]),
    ],
)
def test_conditions(text, values, holds):
    assert condition_of(text, road()).holds(np.array(values, dtype=float)).tolist() == holds


@pytest.mark.parametrize(
    ("text", "settings", "said"),
    [
        ("nash.agreement.road.north", {"lotteries": True}, "condition 'nash.agreement.road.north': is a number, "
         "not yes or no; compare it, as in 'nash.agreement.road.north >= 0.5'"),
        ("nash.gains.Ann >= 1e", {}, "condition 'nash.gains.Ann >= 1e': '1e' is not a number; "
         "write a number such as 30"),
        ("nash.agreement.road", {}, "scalar 'nash.agreement.road': is no number, and a condition needs one; "
         "ask for 'nash.agreement.road.north' or 'nash.agreement.road.middle'"),
    ],
)  # fmt: skip
def test_conditions_that_cannot_be(text, settings, said):
    with pytest.raises(bg.GameError) as error:
        condition_of(text, road(), **settings)
    assert str(error.value) == said

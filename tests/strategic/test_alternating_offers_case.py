"""Alternating offers from a case file, their results, and what they refuse."""

import json
import math
import time
from dataclasses import FrozenInstanceError

import pytest

import bargain as bg
from bargain.errors import GameError
from tests.strategic.pies import two_roads


def at_war(**rates):
    ann, bob = rates.get("ann", 0.1), rates.get("bob", 0.3)
    return two_roads(Ann={"discount_rate": ann}, Bob={"discount_rate": bob}).with_outside_option(
        bg.War(
            years=rates.get("years", 2),
            cost_per_year={"Ann": 6, "Bob": 10},
            endings=[bg.Ending("Ann wins", 0.5, {"road": "north"}), bg.Ending("Bob wins", 0.5, {"road": "south"})],
        )
    )


def test_from_a_case_by_hand():
    """Nothing but patience: gains over a fixed disagreement of (20, 30) share 50 points."""
    game = two_roads(Ann={"discount_rate": 0.1}, Bob={"discount_rate": 0.3})
    game = game.with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
    found = bg.alternating_offers.from_game(game, period=0.5)
    d = math.exp(-0.05), math.exp(-0.15)
    x = 50 * (1 - d[1]) / (1 - d[0] * d[1])
    assert found.parties == ("Ann", "Bob")
    assert found.shares == pytest.approx((x, 50 - x), abs=1e-9)
    assert found.payoffs == pytest.approx((20 + x, 80 - x), abs=1e-9)
    assert found.limit == pytest.approx((37.5, 12.5), abs=1e-9)
    assert {a["road"]: p for p, a in found.lottery} == pytest.approx({"north": 0.2 + x / 100, "south": 0.8 - x / 100})
    turned = bg.alternating_offers.from_game(game, period=0.5, first="Bob")
    y = 50 * (1 - d[0]) / (1 - d[0] * d[1])
    assert turned.parties == ("Bob", "Ann")
    assert turned.shares == pytest.approx((y, 50 - y), abs=1e-9)
    assert {a["road"]: p for p, a in turned.lottery} == pytest.approx({"north": 0.7 - y / 100, "south": 0.3 + y / 100})


def test_from_a_war_is_the_game_of_fighting_while_talking():
    """The same game written out: costs of war are an inside option, its end a breakdown, at the rate 1/years."""
    game, period, rates, years = at_war(), 0.25, (0.1, 0.3), 2.0
    ending = 1 - math.exp(-period / years)
    flow, breakdown_payoffs = [], []
    for r, cost in zip(rates, (6.0, 10.0), strict=True):
        hazard = r + 1 / years
        present = (1 - math.exp(-hazard * period)) / hazard  # ∫ exp(−hazard·t) dt over a period
        flow.append(-cost * present)
        breakdown_payoffs.append(50.0 / years * present / ending)  # so that breakdown brings its payoff where it comes
    d = [game.disagreement[p] for p in ("Ann", "Bob")]
    written = bg.alternating_offers(
        discount=[math.exp(-r * period) for r in rates],
        breakdown=ending,
        breakdown_payoffs=breakdown_payoffs,
        inside=flow,
        pie=[(d[0], 100 - d[0]), (100 - d[1], d[1])],
    )
    found = bg.alternating_offers.from_game(game, period=period)
    assert found.payoffs == pytest.approx(written.shares, abs=1e-9)
    assert [d[i] + x for i, x in enumerate(found.limit)] == pytest.approx(
        [d[0] + (100 - sum(d)) * 0.8 / 1.4, d[1] + (100 - sum(d)) * 0.6 / 1.4]  # 1/(r + 1/years): 1/0.6 and 1/0.8
    )


def test_beliefs_are_kept_apart():
    game = at_war(ann=0.0, bob=0.0, years={"Ann": 1, "Bob": 4})
    found = bg.alternating_offers.from_game(game, period=0.1)
    surplus = 100 - game.disagreement["Ann"] - game.disagreement["Bob"]
    d = math.exp(-0.1), math.exp(-0.025)
    assert found.shares[0] == pytest.approx(surplus * (1 - d[1]) / (1 - d[0] * d[1]), abs=1e-9)


def test_measures_move_the_length_of_the_war():
    plain = at_war()
    game = plain.with_outside_option(
        plain.outside_option.with_measure(bg.Aid(recipient="Ann", years={"Ann": 2, "Bob": 1}))
    )
    found = bg.alternating_offers.from_game(game, period=0.1)
    d = math.exp(-(0.1 + 1 / 4) * 0.1), math.exp(-(0.3 + 1 / 2) * 0.1)
    surplus = 100 - sum(game.disagreement.values())
    assert found.shares[0] == pytest.approx(surplus * (1 - d[1]) / (1 - d[0] * d[1]), abs=1e-9)


def test_outside_options_of_a_case_are_points():
    game = two_roads(Ann={"discount_rate": 0.1}, Bob={"discount_rate": 0.1})
    game = game.with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
    bound = bg.alternating_offers.from_game(game, period=0.01, outside={"Bob": 70})
    assert bound.payoffs == pytest.approx((30, 70), abs=1e-9)
    assert bound.binding == (False, True)
    free = bg.alternating_offers.from_game(game, period=0.01, outside={"Bob": 50})
    assert free.payoffs == pytest.approx(bg.alternating_offers.from_game(game, period=0.01).payoffs, abs=1e-9)
    none = bg.alternating_offers.from_game(game, period=0.01, outside={"Bob": 70, "Ann": 40})
    assert (none.payoffs, none.failure, none.lottery) == ((40.0, 70.0), 1.0, ())


def test_horizon_and_breakdown_of_a_case():
    game = two_roads(Ann={}, Bob={}).with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
    assert bg.alternating_offers.from_game(game, period=1, horizon=1).payoffs == pytest.approx((70, 30))
    even = bg.alternating_offers.from_game(game, period=1e-4, breakdown_rate=1.0)
    assert even.payoffs == pytest.approx((45, 55), abs=2e-3)
    assert even.limit == pytest.approx((25, 25))


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_documented_cases(slug):
    game = bg.read(f"analyses/{slug}/game.toml")
    names = game.party_names
    nash = bg.nash(game, lotteries=True)  # both expect two years of war, both rates are 0.1: equal powers
    start = time.process_time()
    found = bg.alternating_offers.from_game(game, period=1e-4)
    assert time.process_time() - start < 5
    assert found.limit == pytest.approx([nash.gains[p] for p in names], abs=1e-6)
    assert found.payoffs == pytest.approx([nash.payoffs[p] for p in names], abs=0.05)
    assert found.deviation < 1e-9
    assert sum(p for p, _ in found.lottery) == pytest.approx(1)
    expected = [sum(p * game.payoffs(a)[name] for p, a in found.lottery) for name in names]
    assert found.payoffs == pytest.approx(expected, abs=1e-6)
    unequal = game.with_value("parties.Ukraine.discount_rate", 0.3).with_value("parties.Russia.discount_rate", 0.02)
    power = {"Ukraine": 1 / 0.8, "Russia": 1 / 0.52}
    wanted = bg.nash(unequal, lotteries=True, power=power)
    found = bg.alternating_offers.from_game(unequal, period=1e-5)
    assert found.limit == pytest.approx([wanted.gains[p] for p in names], abs=1e-6)
    assert found.payoffs == pytest.approx([wanted.payoffs[p] for p in names], abs=1e-2)


def test_a_case_with_risk_attitudes():
    game = two_roads(Ann={"discount_rate": 0.1, "risk_aversion": 2.0}, Bob={"discount_rate": 0.1})
    game = game.without_issue("road").with_issue(
        "toll", range=(0, 10), unit="EUR", weight={"Ann": 1, "Bob": 1},
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
    )  # fmt: skip
    nash = bg.nash(game, lotteries=True)
    found = bg.alternating_offers.from_game(game, period=1e-5)
    assert found.limit == pytest.approx(tuple(nash.gains.values()), abs=1e-4)
    expected = [sum(p * game.payoffs(a)[name] for p, a in found.lottery) for name in game.party_names]
    assert found.payoffs == pytest.approx(expected, abs=1e-6)


# ---- results ----


def test_results_are_frozen_and_plain():
    found = bg.alternating_offers(discount=(0.9, 0.8), parties=("Ann", "Bob"))
    with pytest.raises(FrozenInstanceError):
        found.shares = (0.5, 0.5)
    told = json.loads(json.dumps(found.to_dict()))
    assert told["shares"] == pytest.approx([5 / 7, 2 / 7])
    assert told["proposals"][1]["proposer"] == "Bob"
    assert found.to_frame().columns.tolist() == ["proposer", "outcome", "Ann", "Bob", "least", "least_by"]
    assert repr(found).split("\n")[:3] == [
        "AlternatingOffers: payoffs Ann 0.714286, Bob 0.285714; probability of failure 0",
        "  Ann proposes 0.714286 for itself and 0.285714 for Bob; Bob accepts at once.",
        "  Bob takes any offer of at least 0.285714, what waiting for its own turn is worth.",
    ]
    assert (
        "Were this refused, Bob would propose 0.357143 for itself and 0.642857 for Ann, and Ann would accept."
        in found.words
    )


def test_numbers_may_carry_evidence():
    patience = bg.Quantity(0.9, low=0.8, high=0.95, basis="assumed")
    assert bg.alternating_offers(discount=(patience, 0.8)).shares == bg.alternating_offers(discount=(0.9, 0.8)).shares


def test_registered():
    game = bg.STRATEGIC_GAMES["alternating_offers"]
    assert game is bg.alternating_offers
    assert game.question == "who gains from patience, and who from walking away?"


# ---- refusals ----

D = {"discount": (0.9, 0.9)}
CLOSE_TO_1 = (
    " is allowed only where breakdown or a horizon ends the game; it must be at least 0 and below 1, by 1e-10 at least"
)


@pytest.mark.parametrize(
    "given, message",
    [
        ({"discount": (1.2, 0.9)}, "discount[0]: 1.2 is out of range; it must lie between 0 and 1"),
        ({"discount": (0.9, -0.1)}, "discount[1]: -0.1 is out of range; it must lie between 0 and 1"),
        ({"discount": (0.9, 1)}, f"discount[1]: 1{CLOSE_TO_1}"),
        ({"discount": (1 - 1e-12, 0.9)}, f"discount[0]: 0.999999999999{CLOSE_TO_1}"),
        ({"discount": 0.9}, "discount: 0.9 is not a list of 2; write discount=(0.9, 0.8)"),
        ({"discount": (0.9,)}, "discount: 1 entries; it must have 2, such as discount=(0.9, 0.8)"),
        ({**D, "breakdown": 1.2}, "breakdown: 1.2 is out of range; it must lie between 0 and 1"),
        (
            {**D, "breakdown_payoffs": (0.2, 0.1)},
            "breakdown_payoffs: [0.2, 0.1] without breakdown; give breakdown above 0 too",
        ),
        ({**D, "outside": 0.3}, "outside: 0.3 is not a list of 2; write outside=(0, 0.6)"),
        ({**D, "outside": (0, math.nan)}, "outside[1]: nan is not a finite number; write a number such as 30 or 0.5"),
        ({**D, "horizon": 0}, "horizon: 0 is no number of periods; give a whole number from 1 to 10000"),
        ({**D, "horizon": 2.5}, "horizon: 2.5 is no number of periods; give a whole number from 1 to 10000"),
        ({**D, "horizon": True}, "horizon: True is no number of periods; give a whole number from 1 to 10000"),
        ({**D, "parties": ("Ann", "Ann")}, "parties: party 'Ann' stands twice; keep one"),
        ({**D, "pie": []}, "pie: it has no corner; write pie=[(0, 1), (0.7, 0.6), (1, 0)]"),
        (
            {**D, "pie": [(1, 0), (0, 1)]},
            "pie[1]: (0, 1) does not give the first party more and the second less than (1, 0); list corners from the "
            "second party's best to the first's",
        ),
        (
            {**D, "pie": [(0, 1), (0.2, 0.2), (1, 0)]},
            "pie[1]: (0.2, 0.2) lies below the line of its neighbours; the corners must be concave",
        ),
    ],
)
def test_refusals(given, message):
    with pytest.raises(GameError) as error:
        bg.alternating_offers(**given)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "given, message",
    [
        ({"period": 0}, "period: 0 is out of range; it must be above 0"),
        ({"period": 1e-11}, "period: 1e-11 years is too short; it must be at least 1.67e-10"),
        ({"period": 1, "first": "Bab"}, "first: no party 'Bab'; did you mean 'Bob'?"),
        ({"period": 1, "breakdown_rate": -1}, "breakdown_rate: -1 is out of range; it must be at least 0"),
        ({"period": 1, "outside": 30}, "outside: 30 is not a table; write outside={'Ann': …}"),
        ({"period": 1, "outside": {"Bab": 3}}, "outside: no party 'Bab'; did you mean 'Bob'?"),
        ({"period": 1, "horizon": 0}, "horizon: 0 is no number of periods; give a whole number from 1 to 10000"),
    ],
)
def test_refusals_from_a_case(given, message):
    with pytest.raises(GameError) as error:
        bg.alternating_offers.from_game(at_war(), **given)
    assert str(error.value) == message


def test_a_case_that_nothing_ends_is_refused():
    with pytest.raises(GameError) as error:
        bg.alternating_offers.from_game(two_roads(Ann={"discount_rate": 0.1}, Bob={}), period=1)
    assert str(error.value) == (
        "parties.Bob.discount_rate: 0, and nothing ends the talks; give it a discount rate above 0, or the game a "
        "breakdown_rate or a horizon"
    )

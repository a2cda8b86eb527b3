"""War against its formula, worked by hand and as an integral over when the war ends."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.party import Party
from bargain.game.quantity import Quantity
from bargain.outside.war import Ending, War

BARE = (
    BargainingGame("war", parties=[Party("Ann", discount_rate=0.1), Party("Bob", discount_rate=0.25)])
    .with_issue("land", outcomes=["north", "split", "south"], weight={"Ann": 1, "Bob": 3}, status_quo="split",
                worth={"Ann": [100, 60, 0], "Bob": [0, 50, 100]})
    .with_issue("toll", range=(0, 10), weight={"Ann": 1, "Bob": 1}, status_quo=4,
                worth={"Ann": {"at": [0, 10], "is": [100, 0]}, "Bob": {"at": [0, 10], "is": [0, 100]}})
)  # fmt: skip
LONG, SHORT = Ending("long", 0.75, {"toll": 5}), Ending("short", 0.25, {"land": "south"})
COSTS = {"Ann": 6, "Bob": 4}
# Points of the endings: Ann (60+50)/2 and (0+60)/2, Bob (3·50+50)/4 and (3·100+40)/4.
ANN, BOB = (55.0, 30.0), (50.0, 85.0)


def test_by_hand():
    game = BARE.with_outside_option(War(2, COSTS, (LONG, SHORT)))
    rate = 0.5
    ann = rate / 0.6 * (0.75 * 55 + 0.25 * 30) - 6 / 0.6
    bob = rate / 0.75 * (0.75 * 50 + 0.25 * 85) - 4 / 0.75
    assert game.disagreement == pytest.approx({"Ann": ann, "Bob": bob}, abs=1e-12)
    assert list(game.disagreement) == ["Ann", "Bob"]


@given(years=st.floats(0.05, 30), p=st.floats(0, 1), cost=st.floats(-20, 60), r=st.floats(0, 1))
def test_against_the_integral_over_the_end_of_the_war(years, p, cost, r):
    """Ends at t with density λe^(−λt); until t it costs `cost` a year, then pays for ever after, all discounted."""
    game = BARE.with_value("parties.Ann.discount_rate", r).with_outside_option(
        War(years, {"Ann": cost, "Bob": 0}, [Ending("long", p, {"toll": 5}), Ending("short", 1 - p, {"land": "south"})])
    )

    def spent(t):
        return cost * t if r < 1e-12 else cost * -math.expm1(-r * t) / r

    def integrand(s):  # s = e^(−λt) runs from 0 to 1
        t = -years * math.log(s)
        return math.exp(-r * t) * (p * ANN[0] + (1 - p) * ANN[1]) - spent(t)

    value, _ = quad(integrand, 0, 1, epsabs=1e-10, epsrel=1e-10, limit=200)
    assert game.disagreement["Ann"] == pytest.approx(value, abs=1e-5)


def test_beliefs_may_differ():
    endings = (
        Ending("long", {"Ann": 0.2, "Bob": Quantity(0.6, basis="assumed")}, {"toll": 5}),
        Ending("short", {"Ann": 0.8, "Bob": 0.4}, {"land": "south"}),
    )
    game = BARE.with_outside_option(War({"Ann": 1, "Bob": 5}, COSTS, endings))
    ann = 1 / 1.1 * (0.2 * 55 + 0.8 * 30) - 6 / 1.1
    bob = 0.2 / 0.45 * (0.6 * 50 + 0.4 * 85) - 4 / 0.45
    assert game.disagreement == pytest.approx({"Ann": ann, "Bob": bob}, abs=1e-12)


def test_without_discounting_costs_run_for_the_expected_duration():
    game = BARE.with_value("parties.Ann.discount_rate", 0).with_outside_option(War(3, COSTS, (Ending("e", 1),)))
    assert game.disagreement["Ann"] == pytest.approx((60 + 60) / 2 - 3 * 6, abs=1e-12)


@pytest.mark.parametrize(("years", "ann"), [(5e-324, 60.0), (1e-9, 60.0), (1e15, -6 / 0.1)])
def test_very_short_and_very_long_wars_are_finite(years, ann):
    game = BARE.with_outside_option(War(years, COSTS, (Ending("e", 1),)))
    assert game.disagreement["Ann"] == pytest.approx(ann, abs=1e-6)


def test_red_lines_neither_bind_nor_charge_in_endings():
    option = War(2, COSTS, (LONG, SHORT))
    plain = BARE.with_outside_option(option)
    lined = (
        plain.with_red_line("Ann", {"land": "south"})
        .with_red_line("Ann", {"land": "split"}, price=30)
        .with_red_line("Bob", {"land": ["split", "south"]}, price=70)
    )
    assert lined.disagreement == plain.disagreement
    signed = lined.payoffs({"land": "split", "toll": 4})
    assert signed["Ann"] == pytest.approx(plain.payoffs({"land": "split", "toll": 4})["Ann"] - 30, abs=1e-12)


def test_linkages_and_risk_attitude_count_in_endings():
    game = (
        BARE.with_issue(
            "flag", outcomes=["up", "down"], weight={}, worth={}, indifferent=["Ann", "Bob"], status_quo="up"
        )
        .with_linkage("Ann", {"land": ["split"], "flag": "up"}, -15)
        .with_outside_option(War(2, COSTS, (LONG, SHORT)))
    )
    assert game.disagreement["Ann"] == pytest.approx(0.5 / 0.6 * (0.75 * 40 + 0.25 * 30) - 10, abs=1e-12)
    averse = game.with_value("parties.Ann.risk_aversion", 2)

    def bent(v):
        return 100 * (1 - math.exp(-2 * v / 100)) / (1 - math.exp(-2))

    ann = 0.5 / 0.6 * (0.75 * bent(40) + 0.25 * bent(30)) - 10
    assert averse.disagreement["Ann"] == pytest.approx(ann, abs=1e-12)


def test_a_new_issue_moves_the_outside_option():
    game = BARE.with_outside_option(War(2, COSTS, (LONG, SHORT)))
    more = game.with_issue(
        "port", outcomes=["ours", "theirs"], weight={"Ann": 2, "Bob": 4}, worth={"Ann": [100, 0], "Bob": [0, 100]},
        status_quo="ours", endings={"short": "theirs"},
    )  # fmt: skip
    ann = 0.5 / 0.6 * (0.75 * (60 + 50 + 200) / 4 + 0.25 * (0 + 60 + 0) / 4) - 10
    assert more.disagreement["Ann"] == pytest.approx(ann, abs=1e-12)
    assert more.without_issue("port") == game


def test_levers_move_the_outside_option():
    game = BARE.with_outside_option(War(2, COSTS, (LONG, SHORT))).with_lever(
        "aid", "Carol", {"full": {}, "none": {"outside_option.cost_per_year.Ann": 12, "outside_option.years": 4}}
    )
    assert game.at_levels({"aid": "full"}).disagreement == game.disagreement
    none = game.at_levels({"aid": "none"}).disagreement
    assert none["Ann"] == pytest.approx(0.25 / 0.35 * (0.75 * 55 + 0.25 * 30) - 12 / 0.35, abs=1e-12)
    assert none["Bob"] == pytest.approx(0.25 / 0.5 * (0.75 * 50 + 0.25 * 85) - 4 / 0.5, abs=1e-12)


def test_numbers_of_endings_may_have_evidence():
    game = BARE.with_outside_option(War(2, COSTS, (Ending("e", 1, {"toll": {"value": 5, "low": 0, "high": 10}}),)))
    assert game.outside_option.endings[0].outcome["toll"] == Quantity(5, 0, 10)
    assert game.disagreement["Ann"] == pytest.approx(0.5 / 0.6 * 55 - 10, abs=1e-12)
    assert hash(game) == hash(BARE.with_outside_option(game.outside_option))
    assert (
        game.with_value("outside_option.endings.e.outcome.toll", 6).outside_option.endings[0].outcome["toll"].high == 10
    )


def test_endings_may_be_written_as_in_a_file():
    assert War(2, COSTS, [{"name": "e", "probability": 1}]) == War(2, COSTS, (Ending("e", 1),))
    option = War({"Ann": 1, "Bob": 2}, COSTS, (LONG, SHORT))
    assert War.from_document(option.to_document()) == option


SURE = (Ending("e", 1),)


@pytest.mark.parametrize(("build", "message"), [
    (lambda: War(0, COSTS, SURE), "outside_option.years: 0 is out of range; it must be above 0"),
    (lambda: War("2", COSTS, SURE), "outside_option.years: '2' is not a number; write a number such as 30 or 0.5"),
    (lambda: War(2, 5, SURE),
     "outside_option.cost_per_year: 5 is not a table; write cost_per_year = {Ann = 12, Bob = 9}"),
    (lambda: War(2, {"Ann": True}, SURE),
     "outside_option.cost_per_year.Ann: True is not a number; write a number such as 30 or 0.5"),
    (lambda: War(2, COSTS, ()),
     "outside_option.endings: [] holds no ending; give at least one [[outside_option.endings]]"),
    (lambda: War(2, COSTS, "e"),
     "outside_option.endings: 'e' holds no ending; give at least one [[outside_option.endings]]"),
    (lambda: War(2, COSTS, [5]), "outside_option.endings: 5 is no ending; give its name and probability"),
    (lambda: War(2, COSTS, [{"name": "e"}]),
     "outside_option.endings.e: 'probability' is missing; write probability = 0.7"),
    (lambda: War(2, COSTS, [{"name": "e", "probabilty": 1}]),
     "outside_option.endings: unknown key 'probabilty'; did you mean 'probability'?"),
    (lambda: War(2, COSTS, SURE * 2), "outside_option.endings: ending 'e' stands twice; keep one"),
    (lambda: Ending("", 1), "outside_option.endings.name: the text is empty; give it a name"),
    (lambda: Ending("e", 1.5),
     "outside_option.endings.e.probability: 1.5 is out of range; it must lie between 0 and 1"),
    (lambda: Ending("e", {"Ann": -0.1}),
     "outside_option.endings.e.probability.Ann: -0.1 is out of range; it must lie between 0 and 1"),
    (lambda: Ending("e", 1, "south"),
     "outside_option.endings.e.outcome: 'south' is not a table; write {issue = \"outcome\"}"),
    (lambda: Ending("e", 1, {"land": ["south"]}),
     "outside_option.endings.e.outcome.land: ['south'] is not a number; write a number such as 30 or 0.5"),
])  # fmt: skip
def test_wars_that_cannot_be(build, message):
    with pytest.raises(GameError) as caught:
        build()
    assert str(caught.value) == message


@pytest.mark.parametrize(("option", "message"), [
    (War(2, {"Ann": 6}, SURE), "outside_option.cost_per_year: 'Bob' is missing; give a number for every party"),
    (War(2, {**COSTS, "Carl": 1}, SURE), "outside_option.cost_per_year: no party 'Carl'; known: Ann, Bob"),
    (War({"Ann": 6}, COSTS, SURE), "outside_option.years: 'Bob' is missing; give a number for every party"),
    (War(2, COSTS, (Ending("e", {"Ann": 1}),)),
     "outside_option.endings.e.probability: 'Bob' is missing; give a number for every party"),
    (War(2, COSTS, (LONG,)),
     "outside_option.endings: the probabilities sum to 0.75; change them so that they sum to 1"),
    (War(2, COSTS, (LONG, Ending("x", {"Ann": 0.25, "Bob": 0.3}))),
     "outside_option.endings: the probabilities of 'Bob' sum to 1.05; change them so that they sum to 1"),
    (War(2, COSTS, (LONG, Ending("x", 0.250001))),
     "outside_option.endings: the probabilities sum to 1.000001; change them so that they sum to 1"),
    (War(2, COSTS, (Ending("e", 1, {"lnad": "south"}),)),
     "outside_option.endings.e.outcome: no issue 'lnad'; did you mean 'land'?"),
    (War(2, COSTS, (Ending("e", 1, {"land": "suoth"}),)),
     "outside_option.endings.e.outcome.land: no outcome 'suoth'; did you mean 'south'?"),
    (War(2, COSTS, (Ending("e", 1, {"toll": 11}),)),
     "outside_option.endings.e.outcome.toll: 11 is out of range; it must lie between 0 and 10"),
])  # fmt: skip
def test_wars_that_do_not_fit_the_game(option, message):
    with pytest.raises(GameError) as caught:
        BARE.with_outside_option(option)
    assert str(caught.value) == message


def test_an_ending_settles_every_issue():
    game = BARE.with_outside_option(War(2, COSTS, SURE))
    port = {"outcomes": ["ours"], "weight": {"Ann": 1, "Bob": 1}, "worth": {"Ann": [1], "Bob": [1]}}
    with pytest.raises(GameError) as caught:
        game.with_issue("port", **port)
    assert str(caught.value) == (
        "outside_option.endings.e.outcome: leaves out 'port', which has no status quo; "
        "settle it here or give the issue a status_quo"
    )
    assert game.with_issue("port", **port, endings={"e": "ours"}).issue_names == ("land", "toll", "port")
    with pytest.raises(GameError, match=r"^issues.port.endings: no ending 'f'; known: e$"):
        game.with_issue("port", **port, endings={"f": "ours"})


@pytest.mark.parametrize("shares", [[0.1] * 10, [1 / 3] * 3, [0.7, 0.2, 0.1], [1 / 7] * 7])
def test_decimals_that_sum_to_one_but_for_rounding_are_taken(shares):
    endings = tuple(Ending(f"e{k}", share) for k, share in enumerate(shares))
    assert BARE.with_outside_option(War(2, COSTS, endings)).disagreement["Ann"] == pytest.approx(0.5 / 0.6 * 60 - 10)

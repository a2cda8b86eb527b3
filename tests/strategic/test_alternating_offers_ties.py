"""Alternating offers where there is no agreement, where parties are indifferent, and what the evidence sees."""

import math
from dataclasses import replace

import numpy as np
import pytest

import bargain as bg
from bargain.errors import NoEquilibriumError, TooLargeError
from bargain.strategic.offers.chain import chain_of
from bargain.strategic.offers.game import OffersGame, Profile, deviation
from bargain.strategic.offers.horizon import backward
from bargain.strategic.offers.stationary import stationary
from tests.strategic import alternating_offers_oracle as oracle
from tests.strategic.offers_games import call, random_game
from tests.strategic.pies import random_pie


def test_outside_options_that_exceed_the_pie():
    found = bg.alternating_offers(discount=(0.9, 0.9), outside=(0.6, 0.6))
    assert (found.shares, found.failure, found.unique, found.limit) == ((0.6, 0.6), 1.0, True, None)
    assert found.words[0] == (
        "first makes no offer that second would take; second walks away, which gives it 0.6 and first 0.6."
    )
    assert (found.lottery, found.binding, found.deviation) == ((), (False, False), 0.0)


def test_outside_options_that_just_exhaust_the_pie():
    found = bg.alternating_offers(discount=(0.9, 0.9), outside=(0.4, 0.6))
    turns = {tuple(p.outcome for p in e.proposals) for e in found.equilibria}
    assert turns == {(a, b) for a in ("agreement", "walking away") for b in ("agreement", "walking away")}
    assert found.unique is True  # all pay the same
    assert all(e.shares == pytest.approx((0.4, 0.6)) and e.deviation < 1e-12 for e in found.equilibria)
    assert [e.failure for e in found.equilibria] == [0, 0, 1, 1]
    assert (
        "There are several equilibria, for some party is just indifferent; it may also mix between them." in found.words
    )


def test_an_outside_option_that_just_binds():
    free = bg.alternating_offers(discount=(0.5, 0.5))
    found = bg.alternating_offers(discount=(0.5, 0.5), outside=(0, free.shares[1]))
    assert found.shares == pytest.approx(free.shares, abs=1e-12)
    assert found.proposals[0].least_by == "either"
    assert found.binding == (False, False)
    assert any("indifferent between them" in sentence for sentence in found.words)


def test_waiting_for_ever_is_worth_more_than_the_pie():
    found = bg.alternating_offers(discount=(0.9, 0.9), inside=(0.06, 0.06))
    assert found.shares == pytest.approx((0.6, 0.6), abs=1e-12)
    assert (found.failure, found.limit) == (1.0, None)
    assert found.words[0] == "No offer is made that would be taken, and both wait: there is no agreement."


def test_a_tie_between_walking_away_and_waiting_gives_two_equilibria():
    found = bg.alternating_offers(discount=(0.5, 0.5), inside=(0.4, 0.3), outside=(0.1, 0.6))
    assert [e.shares for e in found.equilibria] == [pytest.approx((0.4, 0.6)), pytest.approx((0.8, 0.6))]
    assert [e.failure for e in found.equilibria] == [0, 1]
    assert {e.unique for e in found.equilibria} == {False}
    assert max(e.deviation for e in found.equilibria) < 1e-12


def test_delay_with_a_risk_of_breakdown():
    """The second party's threat to walk away works in its own turn only: the first period is waited through."""
    game = {
        "pie": [(0, 1), (1, 0)], "discount": (0.9, 0.9), "breakdown": 0.1, "after": (0, 0),
        "inside": (0.1215, 0.114), "outside": (0.7, 0.0),
    }  # fmt: skip
    found = call(game)
    (first, how), (second, later) = oracle.far(game)
    assert (how, later) == ("waiting", "agreement")
    assert found.shares == pytest.approx(first, abs=1e-9)
    assert found.proposals[1].payoffs == pytest.approx(second, abs=1e-9)
    assert found.failure == pytest.approx(0.1, abs=1e-12)
    assert found.words[0].startswith("For one period no offer is made that would be taken, and both wait; then second")
    assert found.lottery == ()


def test_no_stationary_equilibrium_is_said():
    with pytest.raises(NoEquilibriumError) as error:
        bg.alternating_offers(discount=(0.9694, 0.8904), inside=(0.0385, -0.0386), outside=(0.4408, -0.0894))
    assert str(error.value) == (
        "alternating_offers: no stationary equilibrium in pure strategies; tried all nine ways in which the two "
        "parties' turns can end (agreement, walking away, waiting). Waiting for ever is worth more to one party than "
        "all the pie, and to the other less than walking away; give a horizon"
    )
    found = bg.alternating_offers(
        discount=(0.9694, 0.8904), inside=(0.0385, -0.0386), outside=(0.4408, -0.0894), horizon=50
    )
    assert found.deviation < 1e-12


def test_no_equilibrium_is_missed_where_disagreement_is_in_the_pie():
    rng = np.random.default_rng(13)
    for _ in range(300):
        pie, beta = random_pie(rng, most=6), 1 - 10 ** rng.uniform(-8, 0, 2)
        chain, size = chain_of(pie), np.array([pie[-1][0], pie[0][1]])
        D, w = size * rng.uniform(0, 0.6, 2), size * rng.uniform(0, 0.6, 2)
        if not (chain.holds(tuple(D)) and chain.holds(tuple(w))):
            continue
        outside = tuple(w.tolist()) if rng.random() < 0.5 else (-math.inf, -math.inf)
        game = OffersGame(chain, tuple(beta.tolist()), tuple((D * (1 - beta)).tolist()), outside)
        (profile,) = stationary(game)
        assert deviation(game, profile) <= 1e-9 * size.max()


def test_ties_of_a_horizon_are_followed():
    found = bg.alternating_offers(discount=(0.9, 0.9), outside=(0.4, 0.6), horizon=4)
    assert [e.proposals[0].outcome for e in found.equilibria] == ["agreement", "walking away"]
    assert all(e.shares == pytest.approx((0.4, 0.6)) for e in found.equilibria)


def test_too_many_ties_are_refused(monkeypatch):
    monkeypatch.setattr("bargain.strategic.offers.horizon.MOST", 1)
    game = OffersGame(chain_of(None), (0.9, 0.9), (0.0, 0.0), (0.4, 0.6))
    with pytest.raises(TooLargeError) as error:
        backward(game, 3)
    assert str(error.value) == "horizon: ties lead to more than 1 equilibria; give a shorter horizon"


# ---- one payoff only ----


@pytest.mark.parametrize(
    "given, unique",
    [
        ({"discount": (0.9, 0.5), "inside": (0, -0.1), "outside": (0.5, -0.1)}, True),  # by theorem
        ({"discount": (0.7, 0.5), "inside": (0, 0.2), "outside": (0.3, 0.1)}, True),  # by bounds
        ({"discount": (0.8, 0.6), "inside": (0.3, -0.1), "outside": (0.6, -0.1)}, None),
    ],
)
def test_whether_all_equilibria_are_proven_to_pay_the_same(given, unique):
    found = bg.alternating_offers(**given)
    assert found.unique is unique
    assert ("That other, non-stationary equilibria pay the same is not proven." in found.words) == (unique is None)


def test_where_there_is_one_payoff_every_far_end_leads_to_it():
    """Whatever is paid at the end of a long horizon: what nobody can be held to far ahead moves nothing now."""
    rng = np.random.default_rng(14)
    proven = 0
    for _ in range(60):
        game = random_game(rng)
        found = call(game)
        if found.unique is not True:
            continue
        proven += 1
        size = [game["pie"][-1][0], game["pie"][0][1]]
        for shares in ((0, 0), (1, 0), (0, 1), (0.5, 0.5)):
            end = tuple(x * s for x, s in zip(shares, size, strict=True))
            payoffs, _ = oracle.backward(game, 400, end)
            assert payoffs == pytest.approx(found.shares, abs=1e-6 * max(size))
    assert proven > 40


# ---- the evidence ----


def test_the_largest_deviation_sees_a_wrong_plan():
    game = OffersGame(chain_of(None), (0.9, 0.9), (0.0, 0.0), (0.0, 0.6))
    (right,) = stationary(game)
    assert deviation(game, right) < 1e-12
    first, second = right.stages
    wrong = [
        replace(first, offer=(0.3, 0.7)),  # it gives away too much
        replace(first, offer=(0.5, 0.5)),  # it is not taken: 0 instead of 0.4
        replace(first, least=0.7),  # the responder refuses what is better than its outside option
        replace(first, least=0.2),
        replace(first, walks_away=False),
        replace(first, offer=None),
    ]
    assert [deviation(game, Profile((stage, second))) > 0.005 for stage in wrong] == [True] * len(wrong)


def test_deviations_by_hand():
    """A proposer that asks 0.3 only, where the other would take 0.6: it loses 0.1 in its own turn."""
    game = OffersGame(chain_of(None), (0.9, 0.9), (0.0, 0.0), (0.0, 0.6))
    first, second = stationary(game)[0].stages
    generous = Profile((replace(first, offer=(0.3, 0.7)), second))
    # the second then waits for 0.9·V₂, V₂ = 1 − 0.36; taking 0.64 as asked; the first, refusing, waits for 0.9·0.3
    assert deviation(game, generous) == pytest.approx(0.1, abs=1e-12)

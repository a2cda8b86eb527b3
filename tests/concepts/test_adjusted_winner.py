"""Adjusted winner: cases worked out by hand, what it promises, and what it refuses."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bargain as bg
from bargain.axioms.registry import AXIOMS
from bargain.concepts.registry import CONCEPTS
from bargain.payoffs.problem import BargainingProblem
from tests.concepts.games import DOWN, UP, shares, values

PAIR = st.tuples(st.integers(1, 30), st.integers(1, 30))
"""Weights of one issue for both parties."""


def solve(game):
    return bg.solve(game, "adjusted_winner")


# ---- by hand ----


def test_two_issues():
    """60/40 against 30/70: Bob leads 70 to 60 and gives 10/110 of issue 2; both have 700/11."""
    found = solve(shares((60, 30), (40, 70)))
    assert {type(share) for share in found.agreement.values()} == {float}
    assert found.agreement == pytest.approx({"issue 1": 1, "issue 2": 1 / 11}, abs=1e-12)
    assert values(found) == pytest.approx([700 / 11] * 2, abs=1e-9)
    assert found.steps == (
        "issue 1 goes to Ann",
        "issue 2 goes to Bob",
        "Bob leads by 10",
        "Bob gives 0.0909091 of issue 2 to Ann",
    )
    assert (found.method, found.gap, found.ties) == ("procedure", 0.0, ())


def test_a_whole_issue_goes_over_before_another_is_split():
    """6/67/27 against 5/34/61: Ann leads by 12; issue 1 (ratio 6/5) goes over whole, then 1/101 of issue 2 (67/34)."""
    found = solve(shares((6, 5), (67, 34), (27, 61)))
    assert found.agreement == pytest.approx({"issue 1": 0, "issue 2": 100 / 101, "issue 3": 0}, abs=1e-12)
    assert values(found) == pytest.approx([6700 / 101] * 2, abs=1e-9)
    assert found.steps[3:] == (
        "Ann leads by 12 points",
        "Ann gives 1 of issue 1 to Bob",
        "Ann gives 0.00990099 of issue 2 to Bob",
    )


def test_equal_at_once():
    found = solve(shares((70, 30), (30, 70)))
    assert values(found) == pytest.approx([70, 70], abs=1e-9)
    assert found.agreement == {"issue 1": 1, "issue 2": 0}
    assert found.steps[-1] == "Ann leads by 0 points"


def test_equal_points_on_everything():
    """Both issues go to Ann at first; one of them, as good as the other, goes over whole."""
    found = solve(shares((50, 50), (50, 50)))
    assert values(found) == pytest.approx([50, 50], abs=1e-9)
    assert sorted(found.agreement.values()) == pytest.approx([0, 1], abs=1e-12)


def test_one_issue_is_halved():
    found = solve(shares((1, 1)))
    assert (found.agreement, values(found)) == ({"issue 1": 0.5}, [50, 50])


def test_an_issue_that_one_party_does_not_mind():
    """Issue 2 is worth nothing to Bob: it goes to Ann, and no ratio is formed with it; 40 + 60x = 100(1 − x)."""
    found = solve(shares((60, 100), (40, 0)))
    assert found.agreement == pytest.approx({"issue 1": 0.375, "issue 2": 1}, abs=1e-12)
    assert values(found) == pytest.approx([62.5, 62.5], abs=1e-9)


def test_either_direction_and_any_unit():
    """The same two issues as at first, issue 2 told the other way round and in money."""
    game = shares((60, 30)).with_issue(
        "issue 2", range=(-20, 200), unit="EUR", weight={"Ann": 40, "Bob": 70},
        worth={"Ann": {"at": [-20, 200], "is": [100, 0]}, "Bob": {"at": [-20, 50, 200], "is": [0, 700 / 22, 100]}},
    )  # fmt: skip
    found = solve(game)
    assert found.agreement == pytest.approx({"issue 1": 1, "issue 2": 200 - 220 / 11}, abs=1e-9)
    assert values(found) == pytest.approx([700 / 11] * 2, abs=1e-9)


def test_points_are_spread_over_what_the_issues_are_worth():
    """Ann's issue 2 is worth 50 points at most: she has 60 + 20, that is 75 and 25 of her hundred."""
    game = shares((60, 30)).with_issue(
        "issue 2",
        range=(0, 1),
        weight={"Ann": 40, "Bob": 70},
        worth={"Ann": {"at": [0, 1], "is": [0, 50]}, "Bob": DOWN},
    )
    found = solve(game)
    # she leads 75 to 70 and gives 5/105 of issue 1: both have 500/7 of their hundred, she 4/5 of that in points
    assert found.agreement == pytest.approx({"issue 1": 20 / 21, "issue 2": 0}, abs=1e-12)
    assert values(found) == pytest.approx([60 * 20 / 21, 70 + 30 / 21], abs=1e-9)
    assert values(found)[0] / 80 == pytest.approx(values(found)[1] / 100, abs=1e-12)


def test_an_issue_that_the_first_party_does_not_mind_goes_whole_to_the_other():
    """Issue 2 is worth nothing to Ann and half a point, at its upper end, to Bob."""
    game = shares((100, 199)).with_issue(
        "issue 2", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth={"Ann": {"at": [0, 1], "is": [0, 0]}, "Bob": UP}
    )
    found = solve(game)
    assert found.agreement == pytest.approx({"issue 1": 100 / 199.5, "issue 2": 1}, abs=1e-12)
    assert values(found)[1] == pytest.approx(100 * 100 / 199.5, abs=1e-9)


def test_small_points_are_in_the_order_of_their_ratios():
    """Ann leads by 0.4 points. Issue 2 (49 to 0.9) costs her less for each of Bob's points than issue 1 (50 to 0.5)."""
    found = solve(shares((50, 0.5), (49, 0.9), (1, 98.6)))
    assert found.agreement == pytest.approx({"issue 1": 1, "issue 2": 1 - 0.4 / 49.9, "issue 3": 0}, abs=1e-12)


# ---- outside options ----


def test_outside_options_that_are_met():
    assert solve(shares((70, 30), (30, 70), d=(70, 70))).deal
    assert solve(shares((70, 30), (30, 70), d=(70 + 1e-10, 0))).deal


def test_an_outside_option_above_ends_in_no_deal():
    """Ann has 75 outside and would get 70. Giving her (1, 1/6) would be 75 to 58⅓: the procedure does not look."""
    found = solve(shares((70, 30), (30, 70), d=(75, 0)))
    assert not found.deal
    assert values(found) == [75, 0]
    assert found.method == "procedure; a party would be below its outside option"


# ---- what it promises ----


@given(PAIR, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
@settings(max_examples=150)
def test_equitable_efficient_free_of_envy(first, others):
    """Brams & Taylor 1996, theorem 4.1, and at most one issue is split."""
    game = shares(first, *others)
    found = solve(game)
    ann, bob = values(found)
    assert ann == pytest.approx(bob, abs=1e-9)
    assert ann >= 50 - 1e-9
    assert sum(1e-9 < share < 1 - 1e-9 for share in found.agreement.values()) <= 1
    problem = BargainingProblem.from_game(game)
    assert AXIOMS["pareto"](CONCEPTS["adjusted_winner"], problem) < 1e-6
    assert values(bg.solve(game, "egalitarian", lotteries=True)) == pytest.approx([ann, bob], abs=1e-7)


def exact(points):
    """Both parties' points at the solution, in fractions: the smallest crossing on the way of ratios."""
    totals = [sum(pair[k] for pair in points) for k in (0, 1)]
    goods = [(Fraction(100 * a, totals[0]), Fraction(100 * b, totals[1])) for a, b in points]
    goods.sort(key=lambda good: (good[1] == 0, good[0] / good[1] if good[1] else 0), reverse=True)
    ann, bob = Fraction(0), Fraction(100)
    for a, b in goods:  # the goods go to Ann, best ratio first, until she has as much as Bob
        part = min(Fraction(1), (bob - ann) / (a + b)) if a + b else Fraction(0)
        ann, bob = ann + part * a, bob - part * b
    return ann


@given(st.lists(PAIR, min_size=1, max_size=6))
@settings(max_examples=100)
def test_points_in_fractions(points):
    assert values(solve(shares(*points))) == pytest.approx([float(exact(points))] * 2, abs=1e-9)


# ---- refusals ----


def refused(game, message):
    with pytest.raises(bg.ConceptError, match=f"^{re.escape(message)}$"):
        solve(game)


def with_worth(ann, bob):
    game = bg.BargainingGame("shares", parties=["Ann", "Bob"])
    return game.with_issue("land", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth={"Ann": ann, "Bob": bob})


SHARE = "adjusted_winner divides issues by share; "


def test_choices_are_refused():
    game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
    )
    refused(game, SHARE + "'road' is a choice: make it a range")
    tied = game.with_issue(
        "toll", outcomes=["yes", "no"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
    ).with_linkage("Ann", {"road": ["north"], "toll": ["yes"]}, points=5)
    refused(tied, SHARE + "'road, toll' is a choice: make it a range")
    with pytest.raises(bg.ConceptError, match="'agreement' is a choice"):
        solve(BargainingProblem.from_payoffs([[0, 1], [1, 0]], [0, 0]))


def test_bent_worth_is_refused():
    refused(
        with_worth({"at": [0, 0.5, 1], "is": [0, 70, 100]}, DOWN), SHARE + "the worth of 'land' does not run straight"
    )
    power = {"curve": "power", "exponent": 0.5, "rising": False}
    refused(with_worth(UP, power), SHARE + "the worth of 'land' does not run straight")


def test_worth_that_does_not_start_from_nothing_is_refused():
    refused(with_worth(UP, {"at": [0, 1], "is": [100, 10]}), SHARE + "the worth of 'land' does not start from 0")


def test_issues_on_which_both_want_the_same_are_refused():
    refused(with_worth(UP, UP), SHARE + "on 'land' both parties want the same")
    little = shares((199, 199)).with_issue(
        "bridge", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth={"Ann": UP, "Bob": UP}
    )  # half a point each
    refused(little, SHARE + "on 'bridge' both parties want the same")


def test_worthless_issues_are_refused():
    flat = {"at": [0, 1], "is": [0, 0]}
    message = "adjusted_winner needs issues that are worth something to both parties"
    refused(with_worth(UP, flat), message)
    refused(bg.BargainingGame("none", parties=["Ann", "Bob"]), message)


def test_risk_attitudes_are_refused():
    game = bg.BargainingGame("shares", [bg.Party("Ann", risk_aversion=1.0), bg.Party("Bob")])
    game = game.with_issue("land", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth={"Ann": UP, "Bob": DOWN})
    refused(game, "adjusted_winner adds up points; set risk_aversion to 0 for both parties")


def test_three_parties_are_refused():
    game = bg.BargainingGame("shares", parties=["Ann", "Bob", "Cid"])
    game = game.with_issue(
        "land", range=(0, 1), weight={"Ann": 1, "Bob": 1, "Cid": 1}, worth={"Ann": UP, "Bob": DOWN, "Cid": UP}
    )
    refused(game, "adjusted_winner is defined for two parties; this problem has 3")

"""Degenerate problems: nothing to share, nobody to share with, ties; every expected number is derived by hand."""

import numpy as np
import pytest

import bargain as bg
from bargain.concepts.registry import CONCEPTS
from tests.concepts.games import pie, shares, values

SURE = [name for name in CONCEPTS if not CONCEPTS[name].by_lottery and name != "adjusted_winner"]
BY_LOTTERY = [name for name in CONCEPTS if CONCEPTS[name].by_lottery]
OF_ANY = [name for name in CONCEPTS if not CONCEPTS[name].two_parties]


def problem(rows, d, **kwargs):
    return bg.BargainingProblem.from_payoffs(rows, d, **kwargs)


# ---- no deal ----


@pytest.mark.parametrize("concept", OF_ANY)
@pytest.mark.parametrize("rows", [np.zeros((0, 3)), [[1, 2, 3]], [[4, 4, 0], [0, 4, 4], [4, 0, 4]]])
def test_nobody_signs_below_its_outside_option(concept, rows):
    """With d = (3, 3, 3): the table is empty, too low, or reaches 8/3 for each at best."""
    found = bg.solve(problem(rows, [3, 3, 3]), concept, lotteries=True)
    assert (found.deal, found.agreement, found.lottery, found.ties) == (False, None, (), ())
    assert values(found) == [3, 3, 3]
    assert set(found.gains.values()) == {0.0}
    assert "no deal" in repr(found)


@pytest.mark.parametrize("concept", SURE + BY_LOTTERY)
def test_a_game_without_issues_has_no_deal(concept):
    game = bg.BargainingGame("nothing", parties=["Ann", "Bob"]).with_outside_option(bg.Fixed({"Ann": 5, "Bob": 6}))
    found = bg.solve(game, concept)
    assert not found.deal
    assert values(found) == [5, 6]


@pytest.mark.parametrize("concept", SURE)
def test_a_lottery_may_do_what_no_agreement_can(concept):
    """d = (4, 4): neither (10, 0) nor (0, 10) will do, every second time each does; nash and the others give (5, 5)."""
    ends = problem([[10, 0], [0, 10]], [4, 4])
    assert not bg.solve(ends, concept).deal
    found = bg.solve(ends, concept, lotteries=True)
    assert found.agreement is None
    assert values(found) == pytest.approx([5, 5], abs=1e-9)
    assert [p for p, _ in found.lottery] == pytest.approx([0.5, 0.5], abs=1e-9)


# ---- zero surplus ----


@pytest.mark.parametrize("concept", SURE + BY_LOTTERY)
def test_zero_surplus_at_an_agreement(concept):
    """(6, 6) is on the frontier and is the disagreement."""
    found = bg.solve(problem([[10, 0], [6, 6], [0, 10]], [6, 6]), concept)
    assert found.agreement == {"agreement": "1"}
    assert values(found) == pytest.approx([6, 6], abs=1e-9)


@pytest.mark.parametrize("concept", SURE + BY_LOTTERY)
def test_zero_surplus_between_two_agreements(concept):
    """On the pie d = (7, 3) is itself the only lottery that nobody refuses."""
    found = bg.solve(problem([[10, 0], [0, 10]], [7, 3]), concept, lotteries=True)
    assert found.deal
    assert values(found) == pytest.approx([7, 3], abs=1e-8)
    assert sorted((agreement["agreement"], round(p, 6)) for p, agreement in found.lottery) == [("0", 0.7), ("1", 0.3)]


@pytest.mark.parametrize("concept", SURE + BY_LOTTERY)
def test_zero_surplus_of_a_game_with_a_range(concept):
    found = bg.solve(pie((70, 30)), concept)
    assert values(found) == pytest.approx([70, 30], abs=1e-7)


@pytest.mark.parametrize("concept", OF_ANY)
def test_zero_surplus_of_three(concept):
    found = bg.solve(problem([[9, 0, 0], [0, 9, 0], [0, 0, 9]], [3, 3, 3]), concept, lotteries=True)
    assert found.deal
    assert values(found) == pytest.approx([3, 3, 3], abs=1e-8)


@pytest.mark.parametrize("concept", SURE)
def test_payoffs_closer_than_a_billionth_are_equal(concept):
    near = problem([[5 - 5e-10, 5]], [5, 5])
    assert bg.solve(near, concept).deal
    assert not bg.solve(problem([[5 - 3e-9, 5]], [5, 5]), concept).deal


# ---- disagreement far away, one party, one outcome ----


@pytest.mark.parametrize("concept", [name for name in OF_ANY if name != "utilitarian"])
@pytest.mark.parametrize("far", [-1e3, -1e5])
def test_disagreement_far_below_every_payoff(concept, far):
    """(6, 6) beats the middle of the ends and is the same for both, so that no concept leaves it."""
    found = bg.solve(problem([[10, 0], [6, 6], [0, 10]], [far, far]), concept, lotteries=True)
    assert values(found) == pytest.approx([6, 6], abs=1e-5)


def test_far_disagreement_makes_nash_look_at_the_sum():
    """Gains are all but equal, so their product follows the sum: (9, 2) comes before (5, 5)."""
    rows = [[9, 2], [5, 5]]
    assert bg.solve(problem(rows, [0, 0]), "nash").agreement == {"agreement": "1"}
    assert bg.solve(problem(rows, [-1000, -1000]), "nash").agreement == {"agreement": "0"}


@pytest.mark.parametrize("concept", OF_ANY)
@pytest.mark.parametrize("lotteries", [False, True])
def test_one_party(concept, lotteries):
    found = bg.solve(problem([[3], [8], [5]], [4]), concept, lotteries=lotteries)
    assert (found.agreement, values(found)) == ({"agreement": "1"}, [8])
    assert not bg.solve(problem([[3], [8], [5]], [9]), concept, lotteries=lotteries).deal


@pytest.mark.parametrize("concept", SURE + BY_LOTTERY)
@pytest.mark.parametrize("lotteries", [False, True])
def test_one_agreement(concept, lotteries):
    found = bg.solve(problem([[3, 8]], [1, 1]), concept, lotteries=lotteries)
    assert (found.agreement, values(found)) == ({"agreement": "0"}, [3, 8])
    assert [p for p, _ in found.lottery] == [1.0]


# ---- ties ----


@pytest.mark.parametrize("concept", SURE)
def test_equal_payoffs_are_ties_in_file_order(concept):
    rows = [[1, 1], [4, 4], [0, 0], [4, 4], [4, 4]]
    found = bg.solve(problem(rows, [0, 0], labels=["low", "x", "none", "a", "m"]), concept)
    assert found.agreement == {"agreement": "x"}
    assert [tie["agreement"] for tie in found.ties] == ["a", "m"]
    assert not found.more_ties


def test_ties_of_a_game_are_listed_over_its_issues():
    """Worth is equal everywhere: all six agreements tie, the last issue runs fastest."""
    game = bg.BargainingGame("same", parties=["Ann", "Bob"])
    for issue, outcomes in (("road", ["north", "south"]), ("toll", ["low", "mid", "high"])):
        worth = {"Ann": [50] * len(outcomes), "Bob": [20] * len(outcomes)}
        game = game.with_issue(issue, outcomes=outcomes, weight={"Ann": 1, "Bob": 2}, worth=worth)
    every = [{"road": r, "toll": t} for r in ("north", "south") for t in ("low", "mid", "high")]
    for concept in SURE:
        found = bg.solve(game, concept)
        assert [dict(found.agreement), *map(dict, found.ties)] == every
        assert values(found) == pytest.approx([50, 20])


def test_many_ties_are_cut_and_the_solution_says_so():
    found = bg.solve(problem(np.ones((1500, 2)), [0, 0]), "nash")
    assert found.agreement == {"agreement": "0"}
    assert found.more_ties
    assert found.to_dict()["more_ties"] is True
    assert len(found.ties) == 999


@pytest.mark.parametrize(
    ("concept", "rows", "order"),
    [
        ("nash", [[2, 8], [8, 2], [4, 4]], ["2", "0", "1"]),  # products 16
        ("nash", [[8, 2], [2, 8]], ["0", "1"]),
        ("utilitarian", [[9, 1], [3, 7], [6, 4]], ["2", "0", "1"]),  # sums 10
        ("egalitarian", [[3, 7], [7, 3]], ["0", "1"]),
        ("kalai_smorodinsky", [[2, 10], [10, 2]], ["0", "1"]),
    ],
)
def test_of_ties_the_fairest_then_the_first(concept, rows, order):
    found = bg.solve(problem(rows, [0, 0]), concept)
    assert [found.agreement["agreement"], *(tie["agreement"] for tie in found.ties)] == order


# ---- parties that cannot gain ----


@pytest.mark.parametrize("concept", [name for name in SURE + BY_LOTTERY if name != "utilitarian"])
def test_a_party_whose_ideal_is_its_outside_option(concept):
    """Bob's 50 is the most that he gets: Ann takes what is best at that, with lotteries as without."""
    found = bg.solve(problem([[80, 50], [60, 50], [90, 20]], [0, 50]), concept, lotteries=True)
    assert values(found) == pytest.approx([80, 50], abs=1e-9)
    assert found.agreement == {"agreement": "0"}


def test_utilitarian_keeps_a_party_at_its_outside_option():
    assert values(bg.solve(problem([[80, 50], [99, 45]], [0, 50]), "utilitarian")) == [80, 50]


@pytest.mark.parametrize("lotteries", [False, True])
def test_nash_counts_the_gainers_first(lotteries):
    """Two gainers with a product of 4 come before one with 100; among those with two the product decides."""
    rows = [[100, 0, 0], [2, 2, 0], [1, 3, 0]]
    kept = problem(rows, [0, 0, 0]) if not lotteries else problem(rows[1:], [0, 0, 0])
    found = bg.solve(kept, "nash", lotteries=lotteries)
    assert values(found) == pytest.approx([2, 2, 0], abs=1e-8)


def test_two_gainers_with_lotteries_split_the_line():
    """Cid gains nothing anywhere: the product of Ann's and Bob's gains is largest at the middle of their line."""
    found = bg.solve(problem([[10, 0, 0], [0, 6, 0]], [0, 0, 0]), "nash", lotteries=True)
    assert values(found) == pytest.approx([5, 3, 0], abs=1e-8)


@pytest.mark.parametrize("concept", SURE + BY_LOTTERY)
def test_nobody_can_gain_anything(concept):
    found = bg.solve(problem([[4, 7], [4, 7]], [4, 7]), concept)
    assert found.deal
    assert values(found) == [4, 7]


# ---- powers ----


def test_power_decides_between_two_agreements():
    rows = [[6, 3], [3, 6]]
    for power, agreement in (([2, 1], "0"), ([1, 2], "1")):
        for concept in ("nash", "utilitarian"):
            assert bg.solve(problem(rows, [0, 0], power=power), concept).agreement == {"agreement": agreement}


@pytest.mark.parametrize("concept", ["kalai_smorodinsky", "egalitarian", "raiffa", "perles_maschler", "equal_area"])
def test_other_concepts_do_not_look_at_power(concept):
    rows = [[6, 3], [3, 6], [5, 5]]
    plain = bg.solve(problem(rows, [0, 0]), concept, lotteries=True)
    powered = bg.solve(problem(rows, [0, 0], power=[9, 1]), concept, lotteries=True)
    assert plain == powered


def test_only_the_ratio_of_powers_counts():
    found = [bg.nash(shares((3, 1), (1, 2)), power={"Ann": a, "Bob": b}) for a, b in ((2, 6), (1e-3, 3e-3), (1e5, 3e5))]
    for other in found[1:]:
        assert values(other) == pytest.approx(values(found[0]), abs=1e-8)

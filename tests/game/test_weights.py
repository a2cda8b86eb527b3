"""Weights: normalised over the issues that a party values, or from its ranking."""

from fractions import Fraction

import pytest

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.frozen import FrozenDict
from bargain.game.preference import Preference
from bargain.game.rankings import rank_order_centroid
from tests.game.example import TOLL


def ranked(count):
    """A game whose only party ranks `count` issues, the last one first."""
    view = FrozenDict({"Ann": Preference(None, (50.0,))})
    issues = [Choice(f"i{k}", ("a",), view) for k in range(count)]
    return BargainingGame("x", ["Ann"], issues, rankings={"Ann": [i.name for i in reversed(issues)]})


def test_weights_sum_to_one():
    assert TOLL.weights("Ann") == pytest.approx({"road": 3 / 5, "trees": 1 / 5, "toll": 1 / 5}, abs=1e-15)
    assert TOLL.weights("Bob") == pytest.approx({"road": 1 / 3, "trees": 0.0, "toll": 2 / 3}, abs=1e-15)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 40])
def test_rank_order_centroid_is_the_mean_of_the_corners(count):
    # The ordered weights form a simplex with corners (1, 0, …), (1/2, 1/2, 0, …), …; its centroid is their mean.
    corners = [[Fraction(1, k) if j < k else Fraction(0) for j in range(count)] for k in range(1, count + 1)]
    centroid = [sum(column) / count for column in zip(*corners, strict=True)]
    assert rank_order_centroid(count) == pytest.approx([float(w) for w in centroid], abs=1e-15)
    assert sum(rank_order_centroid(count)) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("count", [1, 3, 25])
def test_weights_from_a_ranking(count):
    weights = ranked(count).weights("Ann")
    assert list(weights) == [f"i{k}" for k in range(count)], "in the order of the issues"
    wanted = [sum(Fraction(1, j) for j in range(count - k, count + 1)) / count for k in range(count)]
    assert list(weights.values()) == pytest.approx([float(w) for w in wanted], abs=1e-12)


def test_a_long_ranking_takes_no_time():
    assert len(rank_order_centroid(200_000)) == 200_000


def test_published_rank_order_centroids():
    # Barron & Barrett (1996), table 1, n = 3 and 4.
    assert rank_order_centroid(3) == pytest.approx([0.6111, 0.2778, 0.1111], abs=5e-5)
    assert rank_order_centroid(4) == pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=5e-5)


def test_all_weights_zero_are_refused():
    with pytest.raises(GameError) as caught:
        BargainingGame("x", parties=["Ann"]).with_issue("i", outcomes=["a"], weight={"Ann": 0}, worth={"Ann": [1]})
    assert str(caught.value) == "parties.Ann: all its weights are 0; give at least one issue a weight above 0"


def test_one_weight_may_be_zero():
    game = BargainingGame("x", parties=["Ann"]).with_issue("i", outcomes=["a"], weight={"Ann": 2}, worth={"Ann": [1]})
    assert game.with_issue("j", outcomes=["a"], weight={"Ann": 0}, worth={"Ann": [1]}).weights("Ann") == {
        "i": 1,
        "j": 0,
    }


def test_a_weight_is_needed_unless_there_is_a_ranking():
    with pytest.raises(GameError) as caught:
        BargainingGame("x", parties=["Ann"]).with_issue("i", outcomes=["a"], worth={"Ann": [1]})
    assert str(caught.value) == (
        "issues.i.Ann: 'weight' is missing; give a number of at least 0, or rank the issues in [rankings]"
    )


@pytest.mark.parametrize(("order", "message"), [
    (["i0"], "rankings.Ann: leaves out 'i1'; rank every issue that 'Ann' values"),
    (["i0", "i1", "i1"], "rankings.Ann: issue 'i1' stands twice; keep one"),
    (["i0", "i2"], "rankings.Ann: no issue 'i2'; known: i0, i1"),
    ("i0", "rankings.Ann: 'i0' is not a list; write a list of names such as [\"a\", \"b\"]"),
])  # fmt: skip
def test_rankings_that_do_not_fit(order, message):
    game = ranked(2)
    with pytest.raises(GameError) as caught:
        BargainingGame("x", ["Ann"], game.issues, rankings={"Ann": order})
    assert str(caught.value) == message

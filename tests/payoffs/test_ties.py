"""Agreements that rank equal: all are listed, up to a limit, and a list that was cut says so."""

from itertools import permutations

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.criteria import Leximin, NashProduct, WeightedSum
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.programme_region import ProgrammeRegion
from bargain.payoffs.rational import rational_region

UP, DOWN = {"at": [0, 100], "is": [0, 100]}, {"at": [0, 100], "is": [100, 0]}


def idle(sizes, span=False):
    """A dam that is worth 50 to both or nothing, and issues of so many outcomes that nobody cares about."""
    game = bg.BargainingGame("idle", parties=["Ann", "Bob"]).with_issue(
        "dam", outcomes=["yes", "no"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [50, 0], "Bob": [50, 0]}
    )
    if span:
        game = game.with_issue(
            "share", range=(0, 100), unit="%", weight={"Ann": 1, "Bob": 1}, worth={"Ann": UP, "Bob": DOWN}
        )
    for k, size in enumerate(sizes):
        outcomes = [f"outcome {j}" for j in range(size)]
        game = game.with_issue(f"idle {k}", outcomes=outcomes, indifferent=["Ann", "Bob"])
    return game


@pytest.mark.parametrize("span", [False, True], ids=["points", "pieces"])
@pytest.mark.parametrize(
    ("sizes", "listed", "cut"), [((10, 10), 99, False), ((10, 10, 10), 999, False), ((7, 11, 13), 999, True)]
)
def test_a_thousand_agreements_are_listed_and_one_more_is_told(sizes, listed, cut, span):
    found = bg.solve(idle(sizes, span), "nash")
    assert len(found.ties) == listed
    assert len({found.agreement, *found.ties}) == listed + 1
    assert found.more_ties is cut


def test_a_peak_between_close_knots_is_one_answer():
    """The best number is 50; at 50 ± 0.00001, the next corners, the product is less by far less than a tolerance."""
    at = [0, 49.99999, 50.00001, 100]
    worth = {"Ann": {"at": at, "is": at}, "Bob": {"at": at, "is": [100 - x for x in at]}}
    game = bg.BargainingGame("pie", parties=["Ann", "Bob"]).with_issue(
        "share", range=(0, 100), unit="%", weight={"Ann": 1, "Bob": 1}, worth=worth
    )
    found = bg.solve(game, "nash")
    assert found.agreement["share"] == pytest.approx(50, abs=1e-7)
    assert not found.ties


@pytest.mark.parametrize("criterion", [NashProduct(np.full(3, 1 / 3)), WeightedSum(np.ones(3)), Leximin(np.ones(3))])
def test_ties_by_programme_as_by_points(criterion):
    """All six ways to give 60, 50 and 40 to three parties rank equal, whatever is asked; the others rank behind."""
    rows = [[90, 10, 5], *permutations([60, 50, 40]), [39, 39, 39], [0, 100, 0]]
    problem = BargainingProblem.from_payoffs(rows, [0, 0, 0])
    for region in (rational_region(problem), ProgrammeRegion(problem)):
        found = region.maximise(criterion)
        assert [a["agreement"] for a in (found.lottery[0][1], *found.ties)] == ["1", "2", "3", "4", "5", "6"]
        assert not found.more_ties

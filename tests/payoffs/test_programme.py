"""Searches by mixed-integer programme at the edges of R: below it by a solver's tolerance, and where there is none."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.criteria import NashProduct
from bargain.payoffs.problem import BargainingProblem, problem_of
from bargain.payoffs.programme import Programme
from bargain.payoffs.programme_region import ProgrammeRegion
from bargain.payoffs.rounds import Rounds
from bargain.tolerances import EQUAL
from tests.oracle.random_games import random_game

UP, DOWN = {"at": [0, 100], "is": [0, 100]}, {"at": [0, 100], "is": [100, 0]}
ROOT = tuple({"curve": "power", "exponent": 0.5, "rising": rising} for rising in (True, False))


def pie(d, views=(UP, DOWN)):
    game = bg.BargainingGame("pie", parties=["Ann", "Bob"]).with_issue(
        "share", range=(0, 100), weight={"Ann": 1, "Bob": 1}, worth=dict(zip(("Ann", "Bob"), views, strict=True))
    )
    return problem_of(game.with_outside_option(bg.Fixed(dict(zip(("Ann", "Bob"), d, strict=True)))))


class Loose(Programme):
    """A solver that lets every floor slip by `slip` points."""

    slip = 1e-6

    def solve(self, build, floor):
        return super().solve(build, floor - self.slip)


@pytest.mark.parametrize("slip", [1e-8, 1e-6, 4e-5])
def test_what_slips_below_the_floor_is_asked_again_above_it(slip):
    """Ann must have 30, and Bob wants as much as he can get: 70, not a slip more."""
    problem = pie((30, 0))
    programme = Loose(problem)
    programme.slip = slip
    settled = Rounds(problem, programme).search(lambda model: model.objective.update({model.points[1]: 1.0}))
    assert settled is not None
    ann, bob = programme.points(settled)
    assert ann >= 30 - EQUAL
    assert bob == pytest.approx(70, abs=slip / 10 + 1e-8)


def test_a_solver_that_slips_by_too_much_is_given_up():
    programme = Loose(pie((30, 0)))
    programme.slip = 1e-2
    search = Rounds(programme.problem, programme).search
    assert search(lambda model: model.objective.update({model.points[1]: 1.0})) is None


@pytest.mark.parametrize(("each", "exists"), [(70, True), (70.7, True), (70.72, False), (71, False), (90, False)])
def test_a_zone_of_smooth_curves_ends_where_it_should(each, exists):
    """Both have the square root of their share: each can have 100/√2 = 70.7107, and no more at once."""
    region = ProgrammeRegion(pie((each, each), ROOT))
    assert region.exists is exists
    if exists:
        other = 100 * np.sqrt(1 - (each / 100) ** 2)
        assert region.ideal == pytest.approx([other, other], abs=1e-6)


@pytest.mark.parametrize("turned", [False, True])
def test_of_sets_of_gainers_that_exclude_each_other_the_best_is_taken(turned):
    """Two gain at most: Ann and Cleo, Ann and Bob, or Bob and Cleo; 20 · 20 is the largest product of two."""
    rows = [(21.0, 0.0, 2.0), (20.0, 20.0, 0.0), (0.0, 30.0, 1.0), (90.0, 0.0, 0.0)]
    problem = BargainingProblem.from_payoffs(rows[::-1] if turned else rows, (0.0, 0.0, 0.0))
    found = ProgrammeRegion(problem).maximise(NashProduct(problem.shares))
    assert found.payoffs.tolist() == [20.0, 20.0, 0.0]
    assert bg.nash(problem).payoffs == pytest.approx({"1": 20.0, "2": 20.0, "3": 0.0})
    masks = {tuple(mask.tolist()) for mask in ProgrammeRegion(problem)._gainers()}
    assert masks == {(True, False, True), (True, True, False), (False, True, True)}


def test_where_nobody_can_gain_there_is_one_set_and_it_is_empty():
    problem = BargainingProblem.from_payoffs([(0.0, 0.0, 0.0), (1.0, -1.0, 5.0)], (0.0, 0.0, 0.0))
    assert [mask.tolist() for mask in ProgrammeRegion(problem)._gainers()] == [[False, False, False]]
    assert ProgrammeRegion(problem).maximise(NashProduct(problem.shares)).payoffs.tolist() == [0.0, 0.0, 0.0]


def test_a_product_is_proven_beyond_where_the_solver_alone_would_stop():
    """With a gap of a millionth in the logarithm, HiGHS is content; here that was 1e-5 points."""
    solution = bg.nash(random_game(1020))
    assert solution.method == "mixed-integer programme"
    assert solution.gap < 1e-8

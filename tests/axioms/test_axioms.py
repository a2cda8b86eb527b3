"""The axioms themselves: solvers that are broken on purpose are caught, and violations have the right size."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

import bargain as bg
from bargain.axioms import changes
from bargain.axioms.registry import AXIOMS
from bargain.concepts.registry import CONCEPTS
from bargain.errors import ConceptError, TooLargeError
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Optimum, no_deal, solution

TRIANGLE = BargainingProblem.from_payoffs([[0, 4], [6, 0], [0, 0], [2, 2]], [0, 0], lotteries=True)
ENDS = BargainingProblem.from_payoffs([[0, 4], [6, 0]], [0, 0], lotteries=True)
SKEW = BargainingProblem.from_payoffs([[0, 1], [0.75, 0.75], [1, 0.7], [1, 0]], [0, 0], lotteries=True)
THREE = BargainingProblem.from_payoffs([[4, 6, 1], [6, 0, 0], [1, 1, 2]], [0, 0, 0], lotteries=True)


def told(problem, payoffs):
    """A solution that claims payoffs, whoever reaches them."""
    label = problem.factors[0].outcomes[0][0]
    return solution("broken", problem, Optimum(((1.0, problem.order({"agreement": label})),), np.asarray(payoffs), ""))


def dictator(problem):
    """The first party's best agreement, whatever it means to the others."""
    table = changes.table(problem)
    return told(problem, table[table[:, 0].argmax()])


def worst(problem):
    """The agreement with the smallest sum."""
    table = changes.table(problem)
    return told(problem, table[table.sum(axis=1).argmin()])


def halfway(problem):
    """Midpoint of disagreement and ideal, in reach or not."""
    region = rational_region(problem)
    return told(problem, (problem.disagreement + region.ideal) / 2) if region.exists else no_deal("broken", problem)


def mean(problem):
    """The mean of all agreements."""
    return told(problem, changes.table(problem).mean(axis=0))


def largest_points(problem):
    """The agreement with the largest product of payoffs, disagreement or not."""
    table = changes.table(problem)
    return told(problem, table[table.prod(axis=1).argmax()])


def contrary(problem):
    """Nash, but the first party is paid for a low outside option."""
    d = np.where(np.arange(len(problem.parties)) == 0, 2 * problem.disagreement.max() - 3 * problem.disagreement, 0)
    return told(problem, changes.payoffs(CONCEPTS["nash"], problem) + d)


def never(problem):
    """No deal, whatever is on offer."""
    return no_deal("broken", problem)


CAUGHT = [
    ("pareto", worst, TRIANGLE),
    ("pareto", never, TRIANGLE),
    ("pareto", mean, SKEW),
    ("symmetry", dictator, TRIANGLE),
    ("symmetry", dictator, THREE),
    ("scale_invariance", CONCEPTS["egalitarian"], TRIANGLE),
    ("scale_invariance", worst, ENDS),
    ("independence_of_irrelevant_alternatives", mean, TRIANGLE),
    ("independence_of_irrelevant_alternatives", halfway, SKEW),
    ("individual_monotonicity", CONCEPTS["nash"], SKEW),
    ("individual_monotonicity", mean, TRIANGLE),
    ("strong_monotonicity", worst, TRIANGLE),
    ("strong_monotonicity", dictator, TRIANGLE),
    ("disagreement_point_monotonicity", contrary, TRIANGLE),
    ("individual_rationality", dictator, TRIANGLE.with_disagreement(np.array([0.0, 1.0]))),
    ("individual_rationality", largest_points, TRIANGLE.with_disagreement(np.array([-5.0, 3.0]))),
]


@pytest.mark.parametrize(("axiom", "solver", "problem"), CAUGHT)
def test_broken_solvers_are_caught(axiom, solver, problem):
    assert AXIOMS[axiom](solver, problem) > 1e-3


def test_every_axiom_catches_one():
    assert {axiom for axiom, _, _ in CAUGHT} == set(AXIOMS)


@pytest.mark.parametrize("name", AXIOMS)
def test_axiom_is_named_as_its_file_and_says_its_source(name):
    axiom = AXIOMS[name]
    assert axiom.name == name
    assert axiom.summary.endswith(".")
    assert axiom.source[-4:].isdigit()
    assert axiom.source in import_module(f"bargain.axioms.{name}").__doc__


# ---- violations worked out by hand ----


def test_pareto_counts_what_is_left_on_the_table():
    assert AXIOMS["pareto"](never, TRIANGLE) == pytest.approx(6)  # from (0, 0), (6, 0) is farthest
    on_the_edge = TRIANGLE.with_disagreement(np.array([3.0, 2.0]))
    assert AXIOMS["pareto"](never, on_the_edge) == pytest.approx(0, abs=1e-9)
    out_of_reach = TRIANGLE.with_disagreement(np.array([3.0, 3.0]))
    assert AXIOMS["pareto"](never, out_of_reach) == 0.0


def test_pareto_without_lotteries_compares_agreements():
    finite = BargainingProblem.from_payoffs([[0, 4], [3, 4], [4, 0], [1, 1]], [0, 0])
    assert AXIOMS["pareto"](worst, finite) == 5  # (1, 1) against (3, 4)
    assert AXIOMS["pareto"](lambda p: told(p, [3, 4]), finite) == 0
    assert AXIOMS["pareto"](lambda p: told(p, [4, 0]), finite) == 0  # nothing beats it: (3, 4) gives the first less
    assert AXIOMS["pareto"](lambda p: told(p, [4, 0]), finite.with_lotteries()) == 0


def test_symmetry_counts_the_spread_and_the_change():
    assert AXIOMS["symmetry"](dictator, TRIANGLE) == pytest.approx(6)  # mirrored: (6, 0) for whoever comes first
    assert AXIOMS["symmetry"](lambda p: told(p, [1, 1]), TRIANGLE) == 0


def test_scale_invariance_counts_old_points():
    zero = lambda p: told(p, np.zeros(2))  # noqa: E731
    # gains are left at 0 where the zero moves by 50 and 50 cos 1 points
    assert AXIOMS["scale_invariance"](zero, TRIANGLE) == pytest.approx(50)
    assert AXIOMS["scale_invariance"](CONCEPTS["nash"], TRIANGLE) == pytest.approx(0, abs=1e-9)


def test_independence_keeps_the_solution_itself():
    """Kalai–Smorodinsky on the pie: (½, ½); with (1, 0) gone its ideal is ½, and the share 2/3 of both is (⅓, ⅔)."""
    pie = BargainingProblem.from_payoffs([[0, 1], [1, 0]], [0, 0], lotteries=True)
    axiom = AXIOMS["independence_of_irrelevant_alternatives"]
    assert axiom(CONCEPTS["kalai_smorodinsky"], pie) == pytest.approx(1 / 6)
    assert axiom(never, pie) == 0.0


def test_independence_without_lotteries_keeps_the_agreement():
    finite = BargainingProblem.from_payoffs([[0, 10], [4, 7], [6, 5], [10, 0]], [0, 0])
    axiom = AXIOMS["independence_of_irrelevant_alternatives"]
    assert axiom(CONCEPTS["nash"], finite) == 0
    assert axiom(CONCEPTS["egalitarian"], finite) == 0
    assert axiom(mean, finite) > 1


def test_monotonicity_counts_the_loss():
    assert AXIOMS["individual_monotonicity"](CONCEPTS["nash"], SKEW) == pytest.approx(0.05)
    # (6, 0) alone is its own solution; with (0, 4) both get 2.4
    assert AXIOMS["strong_monotonicity"](CONCEPTS["egalitarian"], ENDS) == pytest.approx(6 - 2.4)


def test_individual_monotonicity_wants_the_same_ideal_of_the_other():
    """T = S and (1, 2): the second's ideal rises, so that the first may lose; the second gains."""
    grown = BargainingProblem.from_payoffs([[2, 1], [1, 2]], [0, 0], lotteries=True)
    assert AXIOMS["individual_monotonicity"](CONCEPTS["nash"], grown) == pytest.approx(0, abs=1e-9)


def test_disagreement_point_monotonicity_counts_the_loss():
    pays = lambda p: told(p, [2 - p.disagreement[0], 1])  # noqa: E731
    # d_1 is raised to ½, 1, 1½: the first gets 2, 1½, 1, ½
    assert AXIOMS["disagreement_point_monotonicity"](pays, TRIANGLE) == pytest.approx(0.5)
    assert AXIOMS["disagreement_point_monotonicity"](never, TRIANGLE) == 0.0


def test_individual_rationality_counts_the_shortfall():
    assert AXIOMS["individual_rationality"](dictator, TRIANGLE.with_disagreement(np.array([0.0, 1.5]))) == 1.5
    assert AXIOMS["individual_rationality"](never, TRIANGLE) == 0.0


# ---- the changed problems ----


def test_corners_of_a_game_are_its_table():
    game = bg.BargainingGame("two", parties=["Ann", "Bob"])
    up, down = {"at": [0, 1], "is": [0, 100]}, {"at": [0, 1], "is": [100, 0]}
    game = game.with_issue("split", range=(0, 1), weight={"Ann": 1, "Bob": 1}, worth={"Ann": up, "Bob": down})
    game = game.with_issue(
        "place", outcomes=["here", "there"], weight={"Ann": 1, "Bob": 3}, worth={"Ann": [100, 0], "Bob": [0, 40]}
    )
    problem = BargainingProblem.from_game(game)
    rows = sorted(changes.table(problem).tolist())
    np.testing.assert_allclose(rows, [[0, 55], [50, 25], [50, 30], [100, 0]], atol=1e-12)
    assert changes.tabled(problem).lotteries  # a range mixes its ends
    assert AXIOMS["pareto"](CONCEPTS["nash"], problem.with_lotteries()) < 1e-9


def test_bent_ranges_and_giant_tables_are_refused():
    pie = bg.BargainingGame("pie", parties=["Ann", "Bob"]).with_issue(
        "share", range=(0, 1), weight={"Ann": 1, "Bob": 1},
        worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"curve": "power", "exponent": 0.5, "rising": False}},
    )  # fmt: skip
    with pytest.raises(ConceptError, match="bent range"):
        changes.table(BargainingProblem.from_game(pie))
    one = BargainingProblem.from_payoffs(np.zeros((1000, 2)), [0, 0])
    with pytest.raises(TooLargeError, match="this problem has 1000000"):
        changes.table(replace(one, factors=one.factors * 2))
    many = BargainingProblem.from_payoffs(np.zeros((2, 9)), [0] * 9)
    with pytest.raises(TooLargeError, match="mirror images of 2 agreements of 9 parties"):
        AXIOMS["symmetry"](never, many)


def test_individual_monotonicity_is_for_two():
    with pytest.raises(ConceptError, match="individual_monotonicity is defined for two parties; this problem has 3"):
        AXIOMS["individual_monotonicity"](CONCEPTS["nash"], THREE)


def test_orders_make_up_all_exchanges():
    assert sorted(changes.orders(3)) == sorted({(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)})
    reached = {(0, 1, 2, 3)}
    while True:
        more = reached | {tuple(order[k] for k in by) for order in reached for by in changes.orders(4)}
        if more == reached:
            break
        reached = more
    assert len(reached) == 24


def test_relabelling_moves_everything_along():
    powered = BargainingProblem.from_payoffs(
        [[1, 2, 3]], [0, 0.5, 1], parties=["a", "b", "c"], power=[1, 2, 3], lotteries=True
    )
    moved = changes.relabelled(powered, (2, 0, 1))
    assert moved.parties == ("c", "a", "b")
    assert changes.table(moved).tolist() == [[3, 1, 2]]
    assert (moved.disagreement.tolist(), moved.power.tolist()) == ([1, 0, 0.5], [3, 1, 2])


def test_a_problem_with_no_agreement_keeps_everything():
    nothing = BargainingProblem.from_payoffs(np.zeros((0, 2)), [1, 2], lotteries=True)
    for name in AXIOMS:
        assert AXIOMS[name](CONCEPTS["nash"], nothing) == pytest.approx(0, abs=1e-12)

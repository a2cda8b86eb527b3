"""The doors: solve, nash, compare."""

import re

import numpy as np
import pytest

import bargain as bg
from bargain.concepts.registry import CONCEPTS
from tests.concepts.games import DOWN, UP, pie, shares, values

GAME = shares((5, 3), (2, 2), (1, 4), d=(20, 10))
ROAD = bg.BargainingGame("road", parties=["Ann", "Bob", "Cid"]).with_issue(
    "road", outcomes=["north", "middle", "south"], weight=dict.fromkeys(("Ann", "Bob", "Cid"), 1),
    worth={"Ann": [100, 60, 0], "Bob": [0, 50, 100], "Cid": [10, 40, 90]},
)  # fmt: skip


# ---- solve ----


def test_nash_is_what_solve_does_unless_told_otherwise():
    assert bg.solve(GAME) == bg.nash(GAME) == bg.solve(GAME, "nash")
    assert bg.nash(GAME, lotteries=True) == bg.solve(GAME, "nash", lotteries=True)


def test_unknown_concepts_are_refused_with_the_cure():
    with pytest.raises(bg.ConceptError, match=r"^no concept 'nahs'; did you mean 'nash'\?$"):
        bg.solve(GAME, "nahs")
    with pytest.raises(bg.ConceptError, match=f"^no concept 'fairness'; known: {', '.join(CONCEPTS)}$"):
        bg.solve(GAME, "fairness")
    assert set(CONCEPTS) >= {
        "adjusted_winner", "egalitarian", "equal_area", "kalai_smorodinsky", "nash", "perles_maschler", "raiffa",
        "utilitarian",
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [{}, None, [[1, 2]], "game.toml"])
def test_what_is_no_game_is_refused(wrong):
    name = type(wrong).__name__
    message = f"{name} is no game; give a BargainingGame (bargain.read reads one) or a problem"
    with pytest.raises(bg.GameError, match=f"^{re.escape(message)}$"):
        bg.solve(wrong)
    with pytest.raises(bg.GameError, match="is no game"):
        bg.compare(wrong)


def test_a_game_and_its_problem_have_the_same_solution():
    for lotteries in (False, True):
        problem = bg.BargainingProblem.from_game(GAME, lotteries=lotteries)
        for name in CONCEPTS:
            assert bg.solve(problem, name) == bg.solve(GAME, name, lotteries=lotteries)


def test_what_a_problem_says_of_lotteries_can_be_laid_over():
    problem = bg.BargainingProblem.from_payoffs([[0, 1], [1, 0], [0.4, 0.4]], [0, 0], lotteries=True)
    assert values(bg.solve(problem)) == pytest.approx([0.5, 0.5])
    assert values(bg.solve(problem, lotteries=False)) == [0.4, 0.4]
    assert problem.lotteries


# ---- power ----


def test_power_is_laid_over_the_game():
    """x = 100 α: one party named, the other keeps its own."""
    game = pie(Ann=1.0, Bob=3.0)
    assert values(bg.nash(game)) == pytest.approx([25, 75])
    assert values(bg.nash(game, power={"Bob": 1})) == pytest.approx([50, 50])
    assert values(bg.nash(game, power={"Ann": 3, "Bob": 1})) == pytest.approx([75, 25])
    assert values(bg.nash(game)) == pytest.approx([25, 75])


def test_power_is_laid_over_a_problem():
    problem = bg.BargainingProblem.from_payoffs(np.eye(2), [0, 0], parties=["Ann", "Bob"], power=[1, 3], lotteries=True)
    assert values(bg.solve(problem, power={"Ann": 3})) == pytest.approx([0.5, 0.5])
    assert values(bg.solve(problem)) == pytest.approx([0.25, 0.75])


@pytest.mark.parametrize("source", [pie(), bg.BargainingProblem.from_game(pie())], ids=["game", "problem"])
def test_wrong_powers_are_refused(source):
    with pytest.raises(bg.GameError, match=r"power.*'Anne'.*did you mean 'Ann'\?"):
        bg.solve(source, power={"Anne": 1})
    for number in (0, -1, float("nan"), "strong"):
        with pytest.raises(bg.GameError, match=r"^power\.Ann"):
            bg.solve(source, power={"Ann": number})


# ---- compare ----


def test_compare_puts_every_concept_side_by_side():
    table = bg.compare(GAME)
    assert [s.concept for s in table] == list(CONCEPTS)
    assert (len(table), table.left_out) == (len(CONCEPTS), ())
    for solution in table:
        assert solution == table[solution.concept] == bg.solve(GAME, solution.concept)


def test_compare_says_what_is_left_out_and_why():
    table = bg.compare(ROAD)
    reasons = dict(table.left_out)
    assert set(reasons) == {name for name in CONCEPTS if CONCEPTS[name].two_parties}
    assert reasons["equal_area"] == "equal_area is defined for two parties; this problem has 3"
    with pytest.raises(bg.ConceptError, match="equal_area is defined for two parties"):
        table["equal_area"]
    with pytest.raises(bg.ConceptError, match=r"no concept 'nahs'; did you mean 'nash'\?"):
        table["nahs"]
    assert table.to_dict()["left_out"] == reasons
    assert [s["concept"] for s in table.to_dict()["solutions"]] == [s.concept for s in table]


def test_compare_those_named():
    table = bg.compare(ROAD, ["utilitarian", "nash"])
    assert [s.concept for s in table] == ["utilitarian", "nash"]
    with pytest.raises(bg.ConceptError, match=r"^perles_maschler is defined for two parties; this problem has 3$"):
        bg.compare(ROAD, ["nash", "perles_maschler"])
    with pytest.raises(bg.ConceptError, match="no concept 'nahs'"):
        bg.compare(ROAD, ["nahs"])


def test_compare_passes_lotteries_and_power_on():
    power = {"Ann": 3, "Bob": 1}
    for solution in bg.compare(GAME, lotteries=True, power=power):
        assert solution == bg.solve(GAME, solution.concept, lotteries=True, power=power)


def test_compare_tells_how_far_it_is():
    told = []
    bg.compare(GAME, progress=told.append)
    assert told == list(CONCEPTS)


def test_compare_as_a_frame_and_in_words():
    pytest.importorskip("pandas")
    table = bg.compare(GAME, ["nash", "egalitarian"])
    frame = table.to_frame()
    assert list(frame.columns) == ["Ann", "Bob", "gain of Ann", "gain of Bob", "settled", "method", "gap"]
    assert list(frame.index) == ["nash", "egalitarian"]
    assert frame.loc["nash", "gain of Ann"] == table["nash"].gains["Ann"]


def test_compare_by_the_letter():
    table = bg.compare(pie(), ["nash", "egalitarian"])
    assert repr(table) == (
        "                      Ann           Bob\n"
        "nash              50.0000       50.0000  issue 1: 0.5\n"
        "egalitarian       50.0000       50.0000  issue 1: 0.5"
    )
    assert repr(bg.compare(pie(), [])) == "           Ann           Bob"


def test_concepts_are_named_in_a_list():
    with pytest.raises(bg.GameError, match=r"^concepts: 5 is not a list"):
        bg.compare(pie(), 5)


def test_compare_where_there_is_no_deal():
    table = bg.compare(pie((80, 50)))
    assert not any(solution.deal for solution in table)
    assert all(line.endswith("no deal") for line in repr(table).splitlines()[1:])


def test_lotteries_in_words():
    table = bg.compare(ROAD.without_issue("road").with_issue(
        "prize", outcomes=["Ann", "Bob", "Cid"], weight=dict.fromkeys(("Ann", "Bob", "Cid"), 1),
        worth={"Ann": [100, 0, 0], "Bob": [0, 100, 0], "Cid": [0, 0, 100]},
    ), ["nash"], lotteries=True)  # fmt: skip
    assert re.search(r"  0\.333: prize: \w+; or 0\.333: prize: \w+; or 0\.333: prize: \w+$", repr(table))


def test_worth_of_the_shared_games_runs_straight():
    assert (UP["is"], DOWN["is"]) == ([0, 100], [100, 0])

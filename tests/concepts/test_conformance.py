"""What every concept owes, whatever it computes. A new file in bargain/concepts is tested here at once."""

import json
import re
from dataclasses import FrozenInstanceError
from importlib import import_module

import numpy as np
import pytest

import bargain as bg
from bargain.concepts.registry import CONCEPTS, Concept, concept
from bargain.payoffs.problem import BargainingProblem
from tests.concepts.games import pie, shares, values

KEYS = ["concept", "agreement", "lottery", "payoffs", "disagreement", "gains", "ties", "method", "gap"]
SOMETIMES = {"more_ties", "steps"}

GAMES = {
    "shares": shares((5, 3), (2, 2), (1, 4), d=(20, 10)),
    "no surplus": pie((50, 50)),
    "no zone": pie((80, 50)),
    "one party ahead": shares((5, 3), (2, 2), d=(0, 45)),
}
"""Games for which every concept is defined: two parties, issues to share out."""


def problem_of(concept, game):
    """The problem that a concept solves: with lotteries where it is defined over them."""
    return BargainingProblem.from_game(game, lotteries=CONCEPTS[concept].by_lottery)


@pytest.mark.parametrize("name", CONCEPTS)
def test_concept_is_named_as_its_file_and_says_what_it_is(name):
    concept = CONCEPTS[name]
    assert isinstance(concept, Concept)
    assert concept.name == name
    assert re.search(r"[A-Z].* (19|20)\d\d$", concept.source)
    assert concept.summary.endswith(".")
    assert len(concept.summary) > 20
    module = import_module(f"bargain.concepts.{name}")
    head = module.__doc__.split("\n")[0]
    assert head.split()[0].lower().replace("–", "_").replace("-", "_").startswith(name.split("_")[0])
    year = concept.source[-4:]
    assert year in module.__doc__, "the source is cited where the definition is given"


@pytest.mark.parametrize("name", CONCEPTS)
def test_concept_is_frozen(name):
    with pytest.raises(FrozenInstanceError):
        CONCEPTS[name].name = "mine"


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("name", CONCEPTS)
def test_solution_is_consistent(name, game):
    problem = problem_of(name, game)
    found = bg.solve(game, name)
    assert found.concept == name
    assert tuple(found.payoffs) == tuple(found.disagreement) == tuple(found.gains) == game.party_names
    assert dict(found.disagreement) == pytest.approx(dict(game.disagreement))
    for party in game.party_names:
        assert found.gains[party] == found.payoffs[party] - found.disagreement[party]
        assert found.gains[party] >= -1e-8
    assert found.gap >= 0
    assert found.method
    assert found.deal == bool(found.lottery)
    if not found.deal:
        assert (found.agreement, found.ties) == (None, ())
        assert found.payoffs == found.disagreement
        return
    chances = [p for p, _ in found.lottery]
    assert sum(chances) == pytest.approx(1, abs=1e-12)
    assert min(chances) > 0
    assert len(chances) <= len(game.parties)
    assert (found.agreement is None) == (len(chances) > 1)
    for _, agreement in found.lottery:
        assert tuple(agreement) == game.issue_names
    expected = sum(p * problem.payoffs_of(agreement) for p, agreement in found.lottery)
    np.testing.assert_allclose(values(found), expected, atol=1e-9)
    if found.agreement is not None:
        assert dict(game.payoffs(found.agreement)) == pytest.approx(dict(found.payoffs), abs=1e-9)
        assert found.agreement == found.lottery[0][1]


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("name", CONCEPTS)
def test_solution_as_json(name, game):
    found = bg.solve(game, name)
    told = found.to_dict()
    assert [key for key in told if key not in SOMETIMES] == KEYS
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert told["concept"] == name
    assert [set(entry) for entry in told["lottery"]] == [{"probability", "agreement"}] * len(found.lottery)
    assert ("steps" in told) == bool(found.steps)
    assert "more_ties" not in told


@pytest.mark.parametrize("name", CONCEPTS)
def test_solution_cannot_be_changed(name):
    found = bg.solve(GAMES["shares"], name)
    with pytest.raises(FrozenInstanceError):
        found.gap = 1.0
    for mapping in (found.payoffs, found.gains, found.disagreement, found.lottery[0][1]):
        with pytest.raises(TypeError):
            mapping[next(iter(mapping))] = 1.0
    assert hash(found) == hash(bg.solve(GAMES["shares"], name))


@pytest.mark.parametrize("name", CONCEPTS)
def test_same_question_same_answer_and_no_noise(name, capfd):
    state = np.random.get_state()[1].tolist()
    one, other = (bg.solve(GAMES["shares"], name) for _ in range(2))
    assert one == other
    assert repr(one) == repr(other)
    assert repr(one).startswith(f"{name}:")
    assert "found by" in repr(one)
    assert capfd.readouterr() == ("", "")
    assert np.random.get_state()[1].tolist() == state


@pytest.mark.parametrize("name", CONCEPTS)
def test_concept_leaves_the_problem_alone(name):
    problem = BargainingProblem.from_game(GAMES["shares"])
    before = [factor.points.copy() for factor in problem.factors], problem.disagreement.copy()
    CONCEPTS[name](problem)
    assert not problem.lotteries
    assert all(np.array_equal(a, f.points) for a, f in zip(before[0], problem.factors, strict=True))
    assert np.array_equal(before[1], problem.disagreement)


@pytest.mark.parametrize("name", [name for name in CONCEPTS if CONCEPTS[name].two_parties])
def test_concepts_of_two_refuse_three(name):
    three = BargainingProblem.from_payoffs(np.eye(3), [0, 0, 0])
    with pytest.raises(bg.ConceptError, match=f"^{name} is defined for two parties; this problem has 3$"):
        CONCEPTS[name](three)


@pytest.mark.parametrize("name", [name for name in CONCEPTS if not CONCEPTS[name].two_parties])
@pytest.mark.parametrize("parties", [3, 4, 5])
def test_concepts_of_any_number_mix_few_agreements(name, parties):
    rng = np.random.default_rng(parties)
    problem = BargainingProblem.from_payoffs(rng.uniform(0, 100, (12, parties)), [20.0] * parties, lotteries=True)
    found = CONCEPTS[name](problem)
    assert 1 <= len(found.lottery) <= parties
    assert sum(p for p, _ in found.lottery) == pytest.approx(1, abs=1e-12)
    expected = sum(p * problem.payoffs_of(agreement) for p, agreement in found.lottery)
    np.testing.assert_allclose(values(found), expected, atol=1e-9)


@pytest.mark.parametrize("name", [name for name in CONCEPTS if CONCEPTS[name].by_lottery])
def test_concepts_over_lotteries_always_use_them(name):
    ends = BargainingProblem.from_payoffs([[0, 1], [1, 0]], [0, 0])
    assert bg.solve(ends, name) == bg.solve(ends, name, lotteries=True) == bg.solve(ends, name, lotteries=False)
    assert len(bg.solve(ends, name).lottery) == 2


def test_a_concept_is_made_of_a_function():
    """Its name and the first line of what it says; nothing is claimed for it that is not said."""

    def told(problem):
        """One line.

        And more.
        """

    def untold(problem):
        pass

    made = concept(source="Nobody 1950")(told)
    assert (made.name, made.summary, made.source, made.solver) == ("told", "One line.", "Nobody 1950", told)
    assert (made.satisfies, made.violates, made.two_parties, made.by_lottery) == (
        frozenset(),
        frozenset(),
        False,
        False,
    )
    full = concept(source="s", satisfies=["pareto"], violates=["symmetry"], two_parties=True, by_lottery=True)(untold)
    assert (full.name, full.summary, full.satisfies, full.violates) == ("untold", "", {"pareto"}, {"symmetry"})
    assert (full.two_parties, full.by_lottery) == (True, True)

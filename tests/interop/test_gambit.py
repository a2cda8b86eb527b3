"""Gambit's files: normal forms there and back to the last digit, and trees that are worth what the package says."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rv_discrete, uniform

import bargain as bg
from bargain.interop.gambit import extensive_form
from bargain.strategic.truce.outcome import planned
from bargain.strategic.truce.solving import Plan, values
from bargain.strategic.truce.terms import Field
from tests.interop import gambit_oracle as oracle

numbers = st.one_of(st.integers(-1000, 1000).map(float), st.floats(-1e9, 1e9))
shapes = st.lists(st.integers(1, 3), min_size=1, max_size=4)


@given(table=shapes.flatmap(lambda shape: arrays(np.float64, (len(shape), *shape), elements=numbers)))
def test_normal_forms_come_back_to_the_last_digit(table, tmp_path_factory):
    file = tmp_path_factory.mktemp("nfg") / "game.nfg"
    bg.write_nfg(table, file)
    assert np.array_equal(bg.read_nfg(file).game.array, table + 0.0)
    sizes, cells = oracle.table(file.read_text())
    assert tuple(sizes) == table.shape[1:]
    for place, payoffs in cells.items():
        assert [float(x) for x in payoffs] == [float(one[place]) for one in table]


def test_matrices_go_out_as_they_are(tmp_path):
    A, B = [[0.1, 3.0], [1e-7, -2.5]], [[1 / 3, 0.0], [7.0, 1e6]]
    form = bg.normal_form((A, B), players=["Ann", 'Bob "the" II'], strategies=[["up", "down"], ["left", "right \\"]])
    bg.write_nfg(form, tmp_path / "a.nfg")
    text = (tmp_path / "a.nfg").read_text()
    assert "0.0000001 7" in text
    assert "0.3333333333333333" in text
    found = bg.read_nfg(tmp_path / "a.nfg")
    assert (found.game, found.notes) == (form, ())
    assert [m.tolist() for m in found.game.matrices] == [A, B]
    assert found.game.players == ("Ann", 'Bob "the" II')
    assert bg.equilibria(*found.game.matrices) == bg.equilibria(A, B)


def test_both_versions_of_the_format_are_read(tmp_path):
    payoffs = 'NFG 1 R "both" { "A" "B" } { 2 2 }\n\n3 3/2 5 0\n0 5 1e0 -.5\n'
    outcomes = (
        'NFG 1 D "both" { "A" "B" }\n{ { "1" "2" }\n{ "1" "2" }\n}\n"a comment, in words"\n'
        '{\n{ "" 3, 1.5 }\n{ "win" 5 0 }\n{ "" 0, 5 }\n{ "" 1, -0.5 }\n}\n1 2 3 4\n'
    )
    (tmp_path / "p.nfg").write_text(payoffs)
    (tmp_path / "o.nfg").write_text(outcomes)
    first, second = bg.read_nfg(tmp_path / "p.nfg"), bg.read_nfg(tmp_path / "o.nfg")
    assert first.game == second.game
    assert second.notes == ("the outcomes' names are not kept",)
    assert first.game.matrices[1].tolist() == [[1.5, 5.0], [0.0, -0.5]]


def test_the_outcome_0_pays_nothing_and_more_players_make_an_array(tmp_path):
    (tmp_path / "a.nfg").write_text(
        'NFG 1 R "three" { "A" "B" "C" } { { "x" "y" } { "" "" } { "u" } } "" { { "" 1, 2, 1/3 } } 0 1 1 0'
    )
    found = bg.read_nfg(tmp_path / "a.nfg")
    assert found.game.array.shape == (3, 2, 2, 1)
    assert found.game.array[2, :, :, 0].tolist() == [[0.0, 1 / 3], [1 / 3, 0.0]]
    assert found.notes == (
        "fractions are read as the nearest floating-point numbers",
        "players or strategies without a name of their own are called by their numbers",
    )
    with pytest.raises(
        bg.GameError, match=r"^matrices: the game has 3 players and a pair of matrices two; read \.array$"
    ):
        _ = found.game.matrices


HEAD = 'NFG 1 R "t" { "A" "B" } { 1 2 } '


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "does not begin with NFG; name a normal form of Gambit (.nfg)"),
        ('EFG 2 R "x" { }', "does not begin with NFG; name a normal form of Gambit (.nfg)"),
        ('NFG 2 R "x" { "A" } { 1 } 1', "begins with NFG 2 R; only NFG 1 R and NFG 1 D are known"),
        (HEAD + "1 2 3", "the end of the file stands where a word belongs; see Gambit's .nfg format"),
        (HEAD + "1 2 3 4 5", "'5' stands after the last payoff; take it out"),
        (HEAD + "1 2 3 NaN", "'NaN' is no payoff; write a number such as 3, 0.5 or 1/3"),
        (HEAD + "1 2 3 1/0", "'1/0' divides by 0; write a number"),
        (HEAD + "1 2 3 1e99", "'1e99' is too large; write payoffs of at most 1e+15"),
        (HEAD + '{ { "" 1 2 } } 1 2', "no outcome '2'; the file lists 1"),
        ('NFG 1 R "t" { "A" "B" } { 2 } 1 2', "1 lists of strategies for 2 players; give one for each"),
        ('NFG 1 R "t" { "A" "B" } { 9999 9999 } 1', "has 99,980,001 combinations of strategies; at most 1,000,000 payoffs are read"),
        ('NFG 1 R "t', "line 1: a quote is not closed; close it"),
        (HEAD + "{" * 5000, "'{' stands where a text belongs; see Gambit's .nfg format"),
    ],
)  # fmt: skip
def test_what_is_no_normal_form_is_refused(text, message, tmp_path):
    file = tmp_path / "a.nfg"
    file.write_text(text)
    with pytest.raises(bg.ScenarioError) as refused:
        bg.read_nfg(file)
    assert str(refused.value) == f"{file}: {message}"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (5, "payoffs: an array of shape () is none of payoffs; give shape (players, strategies of the first, of the second, …)"),
        ("much", "payoffs: 'much' are no numbers; give two matrices, or an array (players, strategies …)"),
        (np.ones((2, 2)), "payoffs: an array of shape (2, 2) is none of payoffs; give shape (players, strategies of the first, of the second, …)"),
        (np.full((1, 2), np.nan), "payoffs[0]: nan is not a finite number; write a number such as 30 or 0.5"),
    ],
)  # fmt: skip
def test_what_is_no_payoffs_is_refused(given, message, tmp_path):
    with pytest.raises(bg.GameError) as refused:
        bg.write_nfg(given, tmp_path / "a.nfg")
    assert str(refused.value) == message


def test_line_breaks_in_names_are_refused(tmp_path):
    form = bg.normal_form(np.ones((1, 1)), players=["a\nb"])
    with pytest.raises(
        bg.ScenarioError, match="has a line break or control character; Gambit's files have none in a name"
    ):
        bg.write_nfg(form, tmp_path / "a.nfg")


def test_a_case_s_levers_are_its_game_of_threats(tmp_path):
    game = (
        bg.BargainingGame("toll", parties=["Ann", "Bob"])
        .with_issue("road", outcomes=["n", "s"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
        .with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))
        .with_lever("gate", "Ann", {"open": {}, "shut": {"outside_option.payoffs.Bob": 4}})
        .with_lever("fence", "Bob", {"none": {}, "high": {"outside_option.payoffs.Ann": 1.5}})
    )
    bg.write_nfg(game, tmp_path / "a.nfg")
    found = bg.read_nfg(tmp_path / "a.nfg").game
    assert found.strategies == (("gate: open", "gate: shut"), ("fence: none", "fence: high"))
    assert [m.tolist() for m in found.matrices] == [[[20.0, 1.5], [20.0, 1.5]], [[30.0, 30.0], [4.0, 4.0]]]
    with pytest.raises(bg.GameError) as refused:
        bg.write_nfg(bg.BargainingGame("t", parties=["A"]), tmp_path / "b.nfg")
    assert (
        str(refused.value) == 'levers: the game has none; add [levers."name"] with held_by and levels, or with_lever(…)'
    )


sanctions = st.fixed_dictionaries(
    {name: st.integers(1, 30).map(float) for name in ("sender_stake", "target_stake", "sender_cost", "target_cost")}
    | {"audience_cost": st.integers(0, 20).map(float), "threat_cost": st.sampled_from([0.0, 0.5, 2.0]),
       "success": st.sampled_from([0.0, 0.25, 0.5])}
)  # fmt: skip


@given(numbers=sanctions)
def test_the_tree_of_a_sanctions_threat_is_worth_its_equilibrium(numbers):
    answer = bg.sanctions_threat(**numbers)
    root = oracle.tree(extensive_form(answer).to_efg())
    assert all(len(nodes) == 1 for nodes in oracle.information_sets(root).values())
    for one in answer.equilibria:
        moves = {
            (1, 1): [1 - one.threat, one.threat],
            (2, 1): [one.compliance, 1 - one.compliance],
            (1, 2): [one.imposition, 1 - one.imposition],
        }
        payoffs = oracle.played(root, lambda player, known, actions, moves=moves: moves[player, known])
        assert [float(x) for x in payoffs] == pytest.approx(list(one.payoffs.values()), abs=1e-9)
    if answer.unique:
        found = [float(x) for x in oracle.backward(root)]
        assert found == pytest.approx(list(answer.equilibrium.payoffs.values()), abs=1e-9)


def test_a_target_of_several_types_is_drawn_and_the_sender_does_not_see_which(tmp_path):
    law = rv_discrete(values=([4, 8, 15], [0.2, 0.3, 0.5]))()
    answer = bg.sanctions_threat(sender_stake=20, target_stake=10, sender_cost=6, target_cost=law, audience_cost=8)
    bg.write_efg(answer, tmp_path / "a.efg")
    root = oracle.tree((tmp_path / "a.efg").read_text())
    sets = oracle.information_sets(root)
    assert {place: len(nodes) for place, nodes in sets.items()} == {
        (1, 1): 3,
        (1, 2): 3,
        (2, 1): 1,
        (2, 2): 1,
        (2, 3): 1,
    }
    one = answer.equilibrium

    def choose(player, known, actions):
        if player == 2:
            return [0, 1] if (4, 8, 15)[known - 1] < one.threshold else [1, 0]
        return [0, 1] if actions == ["no threat", "threaten"] else [1, 0]

    assert [float(x) for x in oracle.played(root, choose)] == pytest.approx(list(one.payoffs.values()), abs=1e-12)


truces = st.fixed_dictionaries(
    {
        "days": st.sampled_from([5, 10, 15]), "talks": st.sampled_from([0.0, 0.2, 1.0]),
        "monitoring": st.sampled_from([0.0, 0.05, 0.5, 1.0]), "rearming": st.sampled_from([(0.06, 0.03), (0.0, 0.1), 0.2]),
        "penalty": st.sampled_from([0.0, 0.1]), "force": st.sampled_from([0.0, 0.05]),
        "surprise": st.sampled_from([0.0, 0.02]), "follow": st.sampled_from([0.0, 1.0]),
        "discount": st.sampled_from([1.0, 0.9, (0.95, 0.8)]), "levels": st.sampled_from([1, 12]),
    }
)  # fmt: skip


def followed(answer, plan):
    """Payoffs, by the tree, when both accept the truce and then follow `plan` in every history."""
    form = extensive_form(answer)
    labels = {(node.player + 1, number): node.known for node, number in zip(*_numbered(form), strict=True)}

    def choose(player, known, actions):
        label = labels[player, known]
        if label == "the truce on the table":
            return [1, 0]
        first, _, history = label.removeprefix("period ").partition(" after ")
        did = history.split()
        top = min(answer.terms.levels, answer.periods)
        a = min(sum(x[0] == "r" for x in did), top)
        b = min(sum(x[1] == "r" for x in did), top)
        left = answer.periods - int(first) + 1
        return [float(p) for p in plan.actions(left)[player - 1][0, a, b]]

    return [float(x) for x in oracle.played(oracle.tree(form.to_efg()), choose)]


@settings(max_examples=30)
@given(numbers=truces)
def test_the_tree_of_a_truce_is_worth_what_its_plan_brings(numbers):
    """Both follow the equilibrium's plan in every history of the tree: payoffs are the answer's."""
    answer = bg.ceasefire(0.5, (0.2, 0.15), **numbers)
    sets = oracle.information_sets(oracle.tree(extensive_form(answer).to_efg()))
    assert all(len(nodes) in (1, 2, 3) for nodes in sets.values())
    plan = planned(answer.terms, answer.periods, answer.rule)
    assert followed(answer, plan) == pytest.approx(values(plan)[-1][:, 0, 0, 0].tolist(), abs=1e-9)
    if answer.accepted:
        assert followed(answer, plan) == pytest.approx(answer.payoffs, abs=1e-9)


@settings(max_examples=30)
@given(numbers=truces, seed=st.integers(0, 1000))
def test_every_branch_of_the_tree_of_a_truce_is_the_game_s(numbers, seed):
    """Both act by chance, every action with some probability: the tree and the game's own branches agree."""
    answer = bg.ceasefire(0.5, (0.2, 0.15), **numbers)
    field = Field.of(answer.terms, min(answer.terms.levels, answer.periods))
    shape = (answer.periods, 1, field.top + 1, field.top + 1)
    first, second = (np.random.default_rng([seed, k]).dirichlet([1.0, 1.0, 1.0], shape) for k in (0, 1))
    plan = Plan(field, first, second, answer.periods)
    assert followed(answer, plan) == pytest.approx(values(plan)[-1][:, 0, 0, 0].tolist(), abs=1e-9)


def _numbered(form):
    """The moves of a tree, and the numbers of their information sets as a player's first-met order gives them."""
    seen, moves, numbers = {}, [], []
    for node in form.nodes():
        if hasattr(node, "known"):
            own = seen.setdefault(node.player, {})
            moves.append(node)
            numbers.append(own.setdefault(node.known, len(own) + 1))
    return moves, numbers


@given(
    p=st.sampled_from([0.2, 0.5, 0.65]), c=st.sampled_from([0.1, 0.25]), mirrored=st.booleans(),
    costs=st.sampled_from([((0.15,), (1.0,)), ((0.05, 0.3), (0.5, 0.5)), ((0.02, 0.1, 0.4), (0.2, 0.3, 0.5))]),
)  # fmt: skip
def test_the_tree_of_a_crisis_is_worth_its_best_demand(p, c, mirrored, costs):
    """The best demand, each type accepting what leaves it no less than war; `mirrored`: the second party demands."""
    kinds, weights = costs
    secret = kinds[0] if len(kinds) == 1 else rv_discrete(values=(kinds, weights))()
    numbers = {"win_probability": 1 - p if mirrored else p, "costs": (secret, c) if mirrored else (c, secret)}
    if mirrored:
        numbers["proposer"] = "second"
    answer = bg.crisis(**numbers)
    demands = sorted({min(1.0, p + x) for x in kinds} | {0.1, 0.9999})
    root = oracle.tree(bg.crisis_tree(**numbers, demands=demands).to_efg())
    demander = 2 if mirrored else 1
    found = []
    for k in range(len(demands)):

        def choose(player, known, actions, k=k):
            if player == demander:
                return [int(n == k) for n in range(len(demands))]
            place, kind = (known - 1) % len(demands), (known - 1) // len(demands)
            left, war = 1 - demands[place], 1 - p - kinds[kind]
            return [1, 0] if left >= war - 1e-12 else [0, 1]

        found.append([float(x) for x in oracle.played(root, choose)])
    best = max(found, key=lambda payoffs: payoffs[demander - 1])
    assert best[demander - 1] == pytest.approx(answer.payoffs[demander - 1], abs=1e-9)
    same = [payoffs for payoffs in found if payoffs[demander - 1] > best[demander - 1] - 1e-9]
    assert any(payoffs == pytest.approx(answer.payoffs, abs=1e-9) for payoffs in same)


def test_a_normal_form_is_a_tree_whose_players_see_nothing(tmp_path):
    table = np.arange(24.0).reshape(3, 2, 2, 2)
    bg.write_efg(bg.normal_form(table), tmp_path / "a.efg")
    root = oracle.tree((tmp_path / "a.efg").read_text())
    assert {place: len(nodes) for place, nodes in oracle.information_sets(root).items()} == {
        (1, 1): 1,
        (2, 1): 2,
        (3, 1): 4,
    }
    for place in np.ndindex(2, 2, 2):
        chosen = [[int(k == own) for k in range(2)] for own in place]
        payoffs = oracle.played(root, lambda player, known, actions, chosen=chosen: chosen[player - 1])
        assert [float(x) for x in payoffs] == [float(one[place]) for one in table]


def test_games_without_a_finite_tree_are_refused():
    sanction = dict(sender_stake=20, target_stake=10, sender_cost=6, audience_cost=8)
    truce = dict(win_probability=0.5, costs=(0.2, 0.2), rearming=0.05, monitoring=0.5, talks=0.2, discount=0.9)
    for given, message in (
        (bg.sanctions_threat(**sanction, target_cost=uniform(2, 20)),
         "target_cost: a continuous distribution has no finite tree; give a number, or separate values"),
        (bg.ceasefire(days=30, **truce),
         "days: the truce has 6 periods; a tree fits up to 5 periods: give fewer or longer ones"),
        (bg.ceasefire(days=np.inf, **truce),
         "days: the truce has no end; a tree fits up to 5 periods: give fewer or longer ones"),
        (7, "7 has no finite tree that is known; give the answer of sanctions_threat or ceasefire, a normal form, or a "
            "crisis_tree"),
    ):  # fmt: skip
        with pytest.raises(bg.GameError) as refused:
            extensive_form(given)
        assert str(refused.value) == message
    for demands, message in (
        (5, "demands: 5 is not a list; write shares such as [0.5, 0.6, 0.7]"),
        ([0.5, 0.5], "demands: 2 of them, 1 different; give 1 to 200, all different"),
        ([1.5], "demands[0]: 1.5 is out of range; it must lie between 0 and 1"),
    ):
        with pytest.raises(bg.GameError) as refused:
            bg.crisis_tree(win_probability=0.5, costs=(0.1, 0.1), demands=demands)
        assert str(refused.value) == message
    with pytest.raises(bg.GameError, match="a continuous distribution has no finite tree"):
        bg.crisis_tree(win_probability=0.5, costs=(0.1, uniform(0, 0.3)), demands=[0.5])


def test_chances_sum_to_1_exactly():
    from bargain.interop.trees.numerals import chances

    for weights in ((0.1,) * 10, (1 / 3, 1 / 3, 1 / 3), (0.7, 0.2, 0.1)):
        exact = chances(weights)
        assert sum(exact) == 1
        assert [float(p) for p in exact] == pytest.approx(weights, abs=1e-15)
    assert chances((0.3, 0.7)) == (Fraction(3, 10), Fraction(7, 10))

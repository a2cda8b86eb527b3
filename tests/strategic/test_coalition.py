"""Cooperative games: published splits, exact enumeration, properties, refusals, case files."""

import json
import pickle
from dataclasses import FrozenInstanceError
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.errors import GameError, TooLargeError
from bargain.strategic.cooperative.nucleolus import kohlberg_gap, nucleolus
from bargain.strategic.cooperative.worths import worths_of
from tests.strategic import coalition_oracle as oracle

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT = 1e-9


def solved(v):
    """The game whose coalition of the players in the bits of m is worth v[m]."""
    n = len(v).bit_length() - 1
    return bg.coalition(list(range(n)), lambda s: float(v[sum(1 << i for i in s)]))


def shares(split):
    return [float(x) for x in split.values()]


def bankruptcy(estate, claims):
    """What the others' claims leave (O'Neill 1982; Aumann and Maschler 1985)."""
    return lambda s: max(estate - sum(c for i, c in enumerate(claims) if i not in s), 0.0)


def tables(rng, n):
    """Random worths of n players: small whole numbers, with many ties."""
    return [0, *(int(x) for x in rng.integers(0, 6, 2**n - 1))]


# ---- published numbers, typed by hand ----


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100, [100 / 3, 100 / 3, 100 / 3]), (200, [50, 75, 75]), (300, [50, 100, 150])],
)
def test_talmud_estate_division(estate, expected):
    """Aumann and Maschler 1985, Journal of Economic Theory 36: the Mishna's three estates are three nucleoli."""
    found = bg.coalition([0, 1, 2], bankruptcy(estate, (100, 200, 300)))
    assert shares(found.nucleolus) == pytest.approx(expected, abs=EXACT)
    assert not found.core_empty
    assert found.convex


def test_insurance_companies():
    """Lemaire 1991, ASTIN Bulletin 21: three companies invest together."""
    table = {("A",): 46125, ("B",): 17437.5, ("C",): 5812.5, ("A", "B"): 69187.5, ("A", "C"): 53812.5,
             ("B", "C"): 30750, ("A", "B", "C"): 90000}  # fmt: skip
    found = bg.coalition(["A", "B", "C"], table)
    assert shares(found.shapley) == pytest.approx([51750, 25875, 12375], abs=1e-6)
    assert shares(found.nucleolus) == pytest.approx([52687.5, 24468.75, 12843.75], abs=1e-6)


def test_gloves():
    """One left glove, two right ones: the core gives the scarce side everything (Shapley 1959; Owen, Game Theory)."""
    found = bg.coalition(["L", "R", "S"], lambda s: float("L" in s and len(s) > 1))
    assert shares(found.shapley) == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=EXACT)
    assert shares(found.nucleolus) == pytest.approx([1, 0, 0], abs=EXACT)
    assert shares(found.core_element) == pytest.approx([1, 0, 0], abs=EXACT)
    assert found.least_core_value == pytest.approx(0, abs=EXACT)
    assert not found.shapley_in_core
    assert found.objection[0] in {("L", "R"), ("L", "S")}
    assert found.objection[1] == pytest.approx(1 / 6, abs=EXACT)


@pytest.mark.parametrize(("n", "quota"), [(3, 2), (5, 3), (7, 4)])
def test_majority_has_an_empty_core(n, quota):
    """Any quota short of unanimity: equal shares, and coalitions of just the quota fall short by 1 − quota/n."""
    found = bg.coalition(list(range(n)), lambda s: float(len(s) >= quota))
    assert shares(found.shapley) == pytest.approx([1 / n] * n, abs=EXACT)
    assert shares(found.nucleolus) == pytest.approx([1 / n] * n, abs=EXACT)
    assert found.core_empty
    assert found.core_element is None
    assert found.failure == 1.0
    assert found.least_core_value == pytest.approx(1 - quota / n, abs=EXACT)
    assert sum(found.balancing.values()) == pytest.approx(n / quota, abs=EXACT)


def airport(costs):
    return lambda s: -float(max(costs[i] for i in s))


def test_airport_fees():
    """Littlechild and Owen 1973: who needs a piece of runway shares it equally; Littlechild 1974 for the nucleolus."""
    costs = [12, 20, 33, 33]
    found = bg.coalition(list(range(4)), airport(costs))
    pieces = [12 / 4, 8 / 3, 13 / 2, 13 / 2]
    fees = [pieces[0], pieces[0] + pieces[1], pieces[0] + pieces[1] + pieces[2], pieces[0] + pieces[1] + pieces[2]]
    assert shares(found.shapley) == pytest.approx([-x for x in fees], abs=EXACT)
    assert found.convex
    assert found.shapley_in_core
    # Littlechild's rule: the smallest of (cost so far − paid)/(players still to pay from + 1) over all prefixes; here
    # the first pays 12/2 = 6 unless (20)/3 or 33/4 is smaller: 6, so 6; then (20 − 6)/2 = 7 < 27/3: 7; then 20/2 each
    assert shares(found.nucleolus) == pytest.approx([-6, -7, -10, -10], abs=EXACT)


def test_four_players_of_a_textbook():
    """Peleg and Sudhölter 2007 by way of the manual of the R package CoopGame: a nucleolus of 3.5, 4.5, 5.5, 7.5."""
    names = ["1", "2", "3", "4", "12", "13", "14", "23", "24", "34", "123", "124", "134", "234", "1234"]
    worth = (0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21)
    table = {tuple(name): x for name, x in zip(names, worth, strict=True)}
    found = bg.coalition(["1", "2", "3", "4"], table)
    assert shares(found.nucleolus) == pytest.approx([3.5, 4.5, 5.5, 7.5], abs=EXACT)


def test_a_weighted_vote():
    """Weights 4, 2, 1, 1 at a quota of 5, orders counted by hand (Shapley and Shubik 1954)."""
    weights = (4, 2, 1, 1)
    found = bg.coalition(list(range(4)), lambda s: float(sum(weights[i] for i in s) >= 5))
    # the large one is decisive unless it comes first, 18 of 24 orders; then whoever comes second is, 2 orders each
    assert shares(found.shapley) == pytest.approx([18 / 24, 2 / 24, 2 / 24, 2 / 24], abs=EXACT)


# ---- independent computation ----


@pytest.mark.parametrize("seed", range(60))
def test_splits_against_orders_and_corners(seed):
    rng = np.random.default_rng(seed)
    v = tables(rng, 3)
    found = solved(v)
    assert shares(found.shapley) == pytest.approx([float(x) for x in oracle.shapley(3, v)], abs=EXACT)
    assert shares(found.prenucleolus) == pytest.approx(
        [float(x) for x in oracle.nucleolus(3, v, imputations=False)], abs=EXACT
    )
    if sum(v[1 << i] for i in range(3)) > v[-1]:
        assert found.nucleolus is None
    else:
        assert shares(found.nucleolus) == pytest.approx([float(x) for x in oracle.nucleolus(3, v)], abs=EXACT)
    assert found.deviation <= 1e-9
    assert (found.superadditive, found.convex, found.monotonic) == (
        oracle.superadditive(3, v), oracle.convex(3, v), oracle.monotonic(3, v)
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_four_players_against_orders_and_corners(seed):
    v = tables(np.random.default_rng(100 + seed), 4)
    v[-1] = max(v[-1], sum(v[1 << i] for i in range(4)))
    found = solved(v)
    assert shares(found.nucleolus) == pytest.approx([float(x) for x in oracle.nucleolus(4, v)], abs=EXACT)
    assert shares(found.shapley) == pytest.approx([float(x) for x in oracle.shapley(4, v)], abs=EXACT)


@pytest.mark.parametrize("n", [5, 6])
@pytest.mark.parametrize("kind", ["continuous", "whole numbers", "votes"])
def test_larger_games_against_kohlbergs_criterion(n, kind):
    rng = np.random.default_rng(n)
    for _ in range(4):
        v = rng.random(2**n) if kind == "continuous" else rng.integers(0, 4, 2**n).astype(float)
        if kind == "votes":
            weights = rng.integers(1, 6, n)
            v = ((np.arange(2**n)[:, None] >> np.arange(n) & 1) @ weights > weights.sum() / 2).astype(float)
        v[0] = 0.0
        v[-1] = max(v[-1], sum(v[1 << i] for i in range(n)))
        found = solved(v)
        for split, imputations in ((found.prenucleolus, False), (found.nucleolus, True)):
            assert sum(split.values()) == pytest.approx(v[-1], abs=EXACT)
            assert oracle.kohlberg_gap(n, v, shares(split), imputations=imputations) <= 1e-7
        assert shares(found.shapley) == pytest.approx([float(x) for x in oracle.shapley(n, v)], abs=EXACT)
        assert found.least_core_value == pytest.approx(oracle.worst_shortfall(n, v), abs=1e-7)
        assert found.core_empty == (oracle.worst_shortfall(n, v) > 1e-7)
        features = (oracle.superadditive(n, v), oracle.convex(n, v), oracle.monotonic(n, v))
        assert (found.superadditive, found.convex, found.monotonic) == features


@pytest.mark.parametrize("kind", range(3))
def test_twelve_players_keep_every_level_balanced(kind):
    rng = np.random.default_rng(kind)
    weights = rng.integers(1, 30, 12)
    v = rng.random(2**12) if kind else ((np.arange(2**12)[:, None] >> np.arange(12) & 1) @ weights) ** 2.0
    v[0] = 0.0
    found = solved(v)
    assert found.deviation <= 1e-9 * v.max()
    assert sum(found.shapley.values()) == pytest.approx(v[-1], rel=1e-12)
    assert found.convex == (kind == 0)


def test_the_evidence_sees_a_wrong_split():
    game = worths_of([0, 1, 2], bankruptcy(200, (100, 200, 300)))
    right = nucleolus(game, imputations=True)
    wrong = type(right)(np.array([200 / 3] * 3), right.surplus, right.tight, right.weights)
    assert kohlberg_gap(game, right, imputations=True) <= 1e-9
    assert kohlberg_gap(game, wrong, imputations=True) > 1


# ---- closed forms ----


def test_three_players_against_the_closed_form_on_200_random_games():
    forms = DERIVATIONS["coalition"]()
    names = ["A", "B", "C"]
    symbols = sorted(set().union(*(form.free_symbols for form in forms.values())), key=str)
    plain = {name: sp.lambdify(symbols, form, "math") for name, form in forms.items()}
    rng, empty = np.random.default_rng(3), 0
    for _ in range(200):
        worth = {"".join(c): float(rng.uniform(0, k)) for k in (1, 2, 3) for c in combinations(names, k)}
        n = [worth[str(symbol).removeprefix("v_")] for symbol in symbols]
        found = bg.coalition(names, {tuple(name): x for name, x in worth.items()})
        for name in names:
            assert found.shapley[name] == pytest.approx(plain[f"shapley_{name}"](*n), abs=EXACT)
        assert found.least_core_value == pytest.approx(plain["least_core"](*n), abs=EXACT)
        assert found.core_empty == (plain["least_core"](*n) > 0)
        two = bg.coalition(names[:2], {("A",): worth["A"], ("B",): worth["B"], ("A", "B"): worth["AB"] + 2})
        shifted = [x + 2 * (str(s) == "v_AB") for s, x in zip(symbols, n, strict=True)]
        assert two.nucleolus["A"] == pytest.approx(plain["nucleolus_of_two"](*shifted), abs=EXACT)
        empty += found.core_empty
    assert 20 < empty < 180


# ---- properties ----


@pytest.mark.parametrize("seed", range(20))
def test_splits_keep_their_axioms(seed):
    rng = np.random.default_rng(seed)
    n = 4
    v = rng.random(2**n)
    v[0] = 0.0
    v[-1] = 3.0
    one = solved(v)
    unit, shift = rng.uniform(0.5, 3), rng.uniform(-1, 1, n)
    moved = [unit * v[m] + sum(shift[i] for i in oracle.members(m, n)) for m in range(2**n)]
    other = solved(moved)
    for name in ("shapley", "nucleolus", "prenucleolus"):
        expected = [unit * x + s for x, s in zip(getattr(one, name).values(), shift, strict=True)]
        assert shares(getattr(other, name)) == pytest.approx(expected, abs=EXACT), "covariance"
    order = rng.permutation(n)
    renamed = [0.0] * 2**n
    for m in range(2**n):
        renamed[sum(1 << int(order[i]) for i in oracle.members(m, n))] = v[m]
    turned = solved(renamed)
    for i in range(n):
        assert turned.nucleolus[int(order[i])] == pytest.approx(one.nucleolus[i], abs=EXACT)
        assert turned.shapley[int(order[i])] == pytest.approx(one.shapley[i], abs=EXACT)
    summed = solved([a + b for a, b in zip(v, moved, strict=True)])
    added = [a + b for a, b in zip(one.shapley.values(), other.shapley.values(), strict=True)]
    assert shares(summed.shapley) == pytest.approx(added, abs=EXACT), "additivity, which the nucleolus lacks"


def test_a_player_who_adds_nothing_gets_nothing():
    found = bg.coalition(["a", "b", "idle"], lambda s: float(len(s - {"idle"})) ** 2)
    assert found.shapley["idle"] == pytest.approx(0, abs=EXACT)
    assert found.nucleolus["idle"] == pytest.approx(0, abs=EXACT)


@pytest.mark.parametrize("unit", [1.0, 1e-6, 1e9])
def test_nothing_is_gained_by_joining(unit):
    """Additive worths, with all their rounding: every split is the same, and the core is that split."""
    rng = np.random.default_rng(1)
    for _ in range(20):
        own = [float(x) for x in (rng.integers(1, 100, 5) / 10 * unit)]
        found = bg.coalition(list(range(5)), lambda s, own=own: sum(own[i] for i in s))
        for split in (found.shapley, found.nucleolus, found.prenucleolus, found.core_element):
            assert shares(split) == pytest.approx(own, rel=1e-9)
        assert (found.core_empty, found.objection, found.convex, found.superadditive) == (False, ((), 0.0), True, True)


def test_balanced_weights_witness_an_empty_core():
    for seed in range(30):
        v = tables(np.random.default_rng(seed), 4)
        found = solved(v)
        weights = found.balancing
        for player in range(4):
            assert sum(w for coalition, w in weights.items() if player in coalition) == pytest.approx(1, abs=EXACT)
        claimed = sum(w * v[sum(1 << i for i in coalition)] for coalition, w in weights.items())
        assert all(w > 0 for w in weights.values())
        assert found.least_core_value == pytest.approx((claimed - v[-1]) / sum(weights.values()), abs=EXACT)
        assert found.core_empty == (claimed > v[-1] + EXACT)


def test_alone_a_player_keeps_its_worth():
    found = bg.coalition(["only"], {("only",): 4})
    assert (dict(found.shapley), dict(found.nucleolus), found.core_empty) == ({"only": 4.0}, {"only": 4.0}, False)
    assert found.to_dict()["least_core_value"] is None


def test_no_split_gives_everyone_its_own():
    found = bg.coalition(["a", "b"], {"a": 3, "b": 3, ("a", "b"): 4})
    assert found.nucleolus is None
    assert found.core_empty
    assert shares(found.prenucleolus) == pytest.approx([2, 2], abs=EXACT)
    assert found.to_frame()["nucleolus"].isna().all()


# ---- form ----


def test_the_result_is_plain_frozen_and_told():
    found = bg.coalition(["A", "B", "C"], lambda s: float(len(s) > 1))
    assert found.payoffs == tuple(found.shapley.values())
    assert found.words == (
        "the Shapley value splits 1 so: A 0.333333, B 0.333333, C 0.333333",
        "the core is empty: coalitions counted with these weights, 1 in all for each player, are worth 1.5, more than "
        "there is: A + B (0.5), A + C (0.5), B + C (0.5)",
        "in every split some coalition could gain 0.333333 or more by leaving",
        "A + B would gain 0.333333 by leaving the Shapley split",
    )
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["balancing"] == pytest.approx({"A + B": 0.5, "A + C": 0.5, "B + C": 0.5})
    assert told["core_empty"] is True
    frame = found.to_frame()
    assert (list(frame.index), frame.index.name) == (["A", "B", "C"], "player")
    assert list(frame.columns) == ["shapley", "nucleolus", "prenucleolus"]
    for name in frame.columns:
        assert frame[name].tolist() == shares(getattr(found, name))
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(FrozenInstanceError):
        found.failure = 0.0


@pytest.mark.parametrize(
    ("players", "worth", "message"),
    [
        ([], {}, 'players: the list is empty; give at least one, such as players=["Ann", "Bob"]'),
        ("AB", {}, "players: 'AB' is not a list; write players=[\"Ann\", \"Bob\"]"),
        (["A", "A"], {}, "players: player 'A' stands twice; keep one"),
        (["A", 1.5], {}, "players[1]: 1.5 is no player; write a name or a whole number"),
        (
            ["A", "B"], 3,
            "worth: 3 is neither a function nor a table; write a function of a frozenset of players, or "
            '{("Ann", "Bob"): 3, …}',
        ),
        (
            ["A", "B", "C"], {("A", "B"): 1},
            "worth: 3 coalitions have none, (A, C) among them; give every coalition of two and more its worth, or "
            "write a function",
        ),
        (["A", "B"], {("A", "Z"): 1}, "worth[['A', 'Z']]: no player 'Z'; known: (A, B)"),
        (["A", "B"], {("A", "B"): 1, ("B", "A"): 1}, "worth[['B', 'A']]: this coalition stands twice; keep one"),
        (["A", "B"], {"Z": 1}, "worth['Z']: this is no coalition; write a tuple of players, or one player"),
        (["A", "B"], {(): 1, ("A", "B"): 1}, "worth[()]: 1 is out of range; nobody is worth 0"),
        (["A", "B"], {("A", "B"): "x"}, "worth of (A, B): 'x' is not a number; write a number such as 30 or 0.5"),
        (
            ["A"], lambda s: float("inf"),
            "worth of (A): inf is not a finite number; write a number such as 30 or 0.5",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_its_cure(players, worth, message):
    with pytest.raises(GameError) as error:
        bg.coalition(players, worth)
    assert str(error.value) == message


def test_too_many_players_are_refused():
    with pytest.raises(TooLargeError) as error:
        bg.coalition(list(range(15)), lambda s: 0.0)
    assert str(error.value) == (
        "players: 15 have 32768 coalitions; ask for at most 14 players, for instance by counting those who act alike "
        "as one"
    )


# ---- from a case ----


def village():
    """Ann and Bob need each other for the road; Ann alone can plant trees, which Bob dislikes; Eve watches."""
    return (
        bg.BargainingGame("village", parties=["Ann", "Bob", "Eve"])
        .with_issue(
            "road", outcomes=["none", "built"], status_quo="none", weight={"Ann": 1, "Bob": 1, "Eve": 1},
            worth={"Ann": [0, 100], "Bob": [0, 40], "Eve": [100, 0]},
        )
        .with_issue(
            "trees", outcomes=["none", "planted"], status_quo="none", weight={"Ann": 1, "Bob": 1, "Eve": 3},
            worth={"Ann": [0, 20], "Bob": [100, 0], "Eve": [0, 100]},
        )
        .with_outside_option(bg.Fixed({"Ann": 0, "Bob": 50, "Eve": 25}))
    )  # fmt: skip


def test_a_case_by_hand():
    """Points: road Ann 50, Bob 20, Eve 25 (kept out); trees Ann 10, Bob 50 (none), Eve 75."""
    needs = {"road": ["Ann", "Bob"], "trees": ["Ann"]}
    found = bg.coalition.from_game(village(), needs=needs)
    by_hand = {
        ("Ann",): 10,  # plants trees
        ("Bob",): 0,
        ("Eve",): 0,
        # Ann and Bob can settle everything: the road without trees 50 + 20 + 50, less 0 + 50 at the disagreement
        ("Ann", "Bob"): 70,
        ("Ann", "Eve"): 85,  # trees: 10 + 75 over today
        ("Bob", "Eve"): 0,
        # all: road and trees 60 + 20 + 75 = 155; less 0 + 50 + 25
        ("Ann", "Bob", "Eve"): 80,
    }
    again = bg.coalition(["Ann", "Bob", "Eve"], by_hand)
    assert shares(found.shapley) == pytest.approx(shares(again.shapley), abs=EXACT)
    assert shares(found.prenucleolus) == pytest.approx(shares(again.prenucleolus), abs=EXACT)
    assert found.worth == pytest.approx(80, abs=EXACT)
    assert found.core_empty, "Ann and Eve alone have more than all three"


def test_issues_that_a_linkage_ties_are_held_together():
    """Ann alone plants trees. The road and the bridge, tied to them by linkages, stay as they are: neither is built."""
    parties = ("Ann", "Bob")
    game = bg.BargainingGame("village", parties=list(parties))
    for issue, ann in (("trees", 10), ("road", 30), ("bridge", 60)):
        game = game.with_issue(
            issue, outcomes=["no", "yes"], status_quo="no", weight={"Ann": ann, "Bob": 50},
            worth={"Ann": [0, 100], "Bob": [0, 0]},
        )  # fmt: skip
    game = game.with_linkage("Ann", {"trees": "yes", "road": "yes"}, 7)
    game = game.with_linkage("Ann", {"road": "yes", "bridge": "yes"}, 9)
    game = game.with_outside_option(bg.Fixed({"Ann": 0, "Bob": 0}))
    alone = {need: bg.coalition.from_game(game, needs={"trees": [need]}) for need in parties}
    # all: trees 10, road 30, bridge 60 and both linkages 16; Ann alone: trees 10
    assert alone["Ann"].worth == pytest.approx(116, abs=EXACT)
    assert shares(alone["Ann"].shapley) == pytest.approx([(10 + 116) / 2, (116 - 10) / 2], abs=EXACT)
    assert shares(alone["Bob"].shapley) == pytest.approx([58, 58], abs=EXACT)
    roads = bg.coalition.from_game(game, needs={"road": ["Ann"], "trees": ["Ann"]})  # 10 + 30 + 7 alone
    assert shares(roads.shapley) == pytest.approx([(47 + 116) / 2, (116 - 47) / 2], abs=EXACT)


def test_without_needs_only_all_together_gain():
    found = bg.coalition.from_game(village())
    assert shares(found.shapley) == pytest.approx([80 / 3] * 3, abs=EXACT)
    assert found.convex


def test_red_lines_bind_their_holders_alone():
    game = village().with_red_line("Eve", {"road": "built"})
    together = bg.coalition.from_game(game, needs={"road": ["Ann", "Bob"], "trees": ["Ann"]})
    # with Eve at the table the road cannot be built: trees 10 + 0 + 100, or nothing 0 + 50 + 25, less 75
    by_hand = {("Ann",): 10, ("Ann", "Bob"): 70, ("Ann", "Eve"): 85, ("Bob", "Eve"): 0, ("Ann", "Bob", "Eve"): 35}
    assert together.worth == pytest.approx(35, abs=EXACT)
    assert shares(together.shapley) == pytest.approx(
        shares(bg.coalition(["Ann", "Bob", "Eve"], by_hand).shapley), abs=EXACT
    )


@pytest.mark.parametrize("case", ["four_regions", "grand_package"])
def test_the_documented_cases_are_read(case):
    game = bg.read(ANALYSES / case / "game.toml")
    found = bg.coalition.from_game(game)
    first, second = found.shapley.values()
    assert first == pytest.approx(second, abs=1e-9)  # both are needed for everything
    best = bg.solve(game, "utilitarian", lotteries=True)
    gained = sum(best.payoffs[p] - game.disagreement[p] for p in game.party_names)
    assert found.worth >= gained - 1e-6  # side payments can only add to what all have


@pytest.mark.parametrize(
    ("change", "needs", "message"),
    [
        (None, {"rode": ["Ann"]}, "needs: no issue 'rode'; did you mean 'road'?"),
        (None, {"road": ["Ned"]}, "needs.road: no party 'Ned'; known: Ann, Bob, Eve"),
        (None, {"road": []}, "needs.road: the list is empty; name the parties whose consent the issue needs"),
        (None, ["road"], "needs: ['road'] is no table; write needs={\"issue\": [\"Ann\", \"Bob\"]}"),
        (
            "open", {"trees": ["Ann"]},
            "issues.gate: no status quo, so nobody knows what a coalition that cannot settle it leaves in place; give "
            "the issue one",
        ),
        (
            "averse", None,
            "parties.Ann: its risk attitude bends its points, so they cannot be made up for by others' points; set "
            "risk_aversion = 0, or call coalition(players=…, worth=…) with worths of your own",
        ),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_read_is_refused(change, needs, message):
    game = village()
    if change == "open":
        parties = ("Ann", "Bob", "Eve")
        game = game.with_issue(
            "gate", outcomes=["shut", "open"], weight=dict.fromkeys(parties, 1),
            worth={party: [0, 100] for party in parties},
        )  # fmt: skip
    if change == "averse":
        game = bg.BargainingGame("one", parties=[bg.Party("Ann", risk_aversion=1.0), "Bob"])
    with pytest.raises(GameError) as error:
        bg.coalition.from_game(game, needs=needs)
    assert str(error.value) == message

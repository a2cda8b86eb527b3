"""Threshold contributions: brute force over profiles, closed forms, published shapes, refusals, case files."""

import json
import pickle
from dataclasses import FrozenInstanceError
from itertools import pairwise
from math import comb
from pathlib import Path

import numpy as np
import pytest

import bargain as bg
from bargain.derivations.registry import DERIVATIONS, value
from bargain.errors import GameError, TooLargeError
from tests.strategic import contribution_oracle as oracle

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT = 1e-9


def solved(game):
    return bg.contribution(
        game["values"], game["costs"], threshold=game["threshold"], amounts=game["amounts"], refund=game["refund"]
    )


def random_game(rng, *, ties=False):
    n = int(rng.integers(1, 6))
    numbers = (lambda most: rng.integers(0, most, n).astype(float)) if ties else (lambda most: rng.uniform(0, most, n))
    amounts = rng.integers(1, 4, n).astype(float)
    return {
        "values": tuple(numbers(5)), "costs": tuple(numbers(4)), "amounts": tuple(amounts),
        "threshold": float(rng.integers(1, amounts.sum() + 1)), "refund": bool(rng.integers(2)),
    }  # fmt: skip


@pytest.mark.parametrize("ties", [False, True], ids=["continuous", "small whole numbers"])
def test_every_pure_equilibrium_is_found_and_none_is_made_up(ties):
    rng = np.random.default_rng(5)
    for _ in range(120):
        game = random_game(rng, ties=ties)
        found = solved(game)
        pure = {tuple(int(p) for p in one.chances) for one in found.equilibria if not one.mixed}
        assert pure == oracle.pure_equilibria(game), game
        for one in found.equilibria:
            assert one.deviation <= 1e-9
            assert one.provision == pytest.approx(oracle.provision(game, one.chances), abs=EXACT)
            assert one.failure == pytest.approx(1 - one.provision, abs=EXACT)
            if not one.mixed:
                profile = tuple(int(p) for p in one.chances)
                assert one.payoffs == pytest.approx(oracle.payoffs(game, profile)[0], abs=EXACT)


def test_every_common_chance_is_found():
    rng = np.random.default_rng(6)
    counts = {0: 0, 1: 0, 2: 0}
    for _ in range(100):
        n = int(rng.integers(2, 7))
        game = {
            "values": (1.0,) * n, "costs": (float(rng.uniform(0.02, 1.1)),) * n, "amounts": (2.0,) * n,
            "threshold": float(rng.uniform(0.5, 2 * n)), "refund": bool(rng.integers(2)),
        }  # fmt: skip
        found = sorted(one.chances[0] for one in solved(game).equilibria if one.mixed)
        grid = np.linspace(1e-4, 1 - 1e-4, 401)
        gains = np.array([oracle.advantage(game, p) for p in grid])
        crossings = grid[:-1][np.sign(gains[:-1]) != np.sign(gains[1:])]
        assert len(found) == len(crossings), game
        for p, near in zip(found, crossings, strict=True):
            assert p == pytest.approx(near, abs=grid[1] - grid[0] + 1e-6)
            assert oracle.advantage(game, p) == pytest.approx(0, abs=EXACT)
        counts[len(found)] += 1
    assert min(counts.values()) > 5


# ---- published shapes and closed forms ----


def test_palfrey_and_rosenthal_1984():
    """n = 3, w = 2: 2p(1 − p) = c; with a refund c·(2p − p²) = 2p(1 − p), so p = (2 − 2c)/(2 − c), for v = 1."""
    for c in (0.1, 0.3, 0.45):
        roots = sorted(one.chances[0] for one in bg.contribution((1, 1, 1), c, threshold=2).equilibria if one.mixed)
        root = (1 - 2 * c) ** 0.5
        assert roots == pytest.approx([(1 - root) / 2, (1 + root) / 2], abs=EXACT)
        (back,) = [e for e in bg.contribution((1, 1, 1), c, threshold=2, refund=True).equilibria if e.mixed]
        assert back.chances[0] == pytest.approx((2 - 2 * c) / (2 - c), abs=EXACT)
    assert not any(one.mixed for one in bg.contribution((1, 1, 1), 0.51, threshold=2).equilibria)
    (touching,) = [one for one in bg.contribution((1, 1, 1), 0.5, threshold=2).equilibria if one.mixed]
    assert touching.chances[0] == pytest.approx(0.5, abs=EXACT)


def test_closed_forms_on_200_random_games():
    forms, rng = DERIVATIONS["contribution"](), np.random.default_rng(7)
    for draw in range(200):
        n, v = int(rng.integers(2, 9)), float(rng.uniform(1, 10))
        k = int(rng.integers(0, n)) if draw % 3 else int(rng.choice([0, n - 1]))
        numbers = {"v": v, "c": float(rng.uniform(0.01, 1) * v), "n": n, "k": k}
        found = [e for e in bg.contribution((v,) * n, numbers["c"], threshold=k + 1).equilibria if e.mixed]
        peak = k / (n - 1)
        if k not in (0, n - 1):
            assert value(forms["peak"], numbers) == pytest.approx(peak, abs=EXACT)
            largest = value(forms["pivotal"], numbers | {"p": peak})
            assert len(found) == 2 * (numbers["c"] < v * largest)
            for one in found:
                assert value(forms["advantage"], numbers | {"p": one.chances[0]}) == pytest.approx(0, abs=1e-8)
        else:
            (one,) = found
            name = "one_is_enough" if k == 0 else "all_are_needed"
            assert one.chances[0] == pytest.approx(value(forms[name], numbers), abs=EXACT)
            if k == 0:
                assert one.provision == pytest.approx(value(forms["provision_by_one"], numbers), abs=EXACT)
        for one in found:
            p = one.chances[0]
            enough = sum(comb(n - 1, j) * p**j * (1 - p) ** (n - 1 - j) for j in range(k + 1, n))
            assert one.payoffs == pytest.approx([v * enough] * n, abs=1e-8)
            assert one.pivotal == pytest.approx([numbers["c"] / v] * n, abs=1e-8)


# ---- properties ----


def test_more_players_make_it_less_likely_that_somebody_acts():
    chances = [
        next(e for e in bg.contribution((10,) * n, 4, threshold=1).equilibria if e.mixed).provision
        for n in range(2, 11)
    ]
    assert all(later < earlier for earlier, later in pairwise(chances))
    assert chances[-1] > 1 - 4 / 10, "the limit for many players"


def test_the_one_returned_provides_the_good_where_that_is_possible():
    rng = np.random.default_rng(8)
    for _ in range(60):
        found = solved(random_game(rng))
        possible = [one for one in found.equilibria if not one.mixed and one.provision == 1]
        assert (found.provision == 1) == bool(possible)
        assert sum(found.payoffs) >= max((sum(one.payoffs) for one in possible), default=0) - EXACT


def test_all_are_needed_and_the_refund_takes_away_the_fear():
    plain = bg.contribution((5, 5), 3, threshold=2)
    back = bg.contribution((5, 5), 3, threshold=2, refund=True)
    assert sorted(one.contributors for one in plain.equilibria) == [(), (), ("1", "2")]
    assert not any(one.mixed for one in back.equilibria)
    alone = next(one for one in back.equilibria if one.provision == 0)
    assert alone.contributors == ()


# ---- form and refusals ----


def test_the_result_is_plain_frozen_and_told():
    found = bg.contribution((10, 10, 2), (4, 4, 4), threshold=2, parties=("France", "Britain", "Australia"))
    assert found.contributors == ("France", "Britain")
    assert found.words == ("France, Britain contribute, nobody else does", "the good is provided")
    assert found.payoffs == (6, 6, 2)
    assert found.costs == (4, 4, 0)
    assert found.pivotal == (1, 1, 0)
    assert [one.words[0] for one in found.others] == ["nobody contributes"]
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["provision"] == 1.0
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(FrozenInstanceError):
        found.provision = 0.0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"values": (), "costs": 1, "threshold": 1},
            "values: the list is empty; give one number for each player, such as values=(10, 10, 10)",
        ),
        ({"values": (1, -1), "costs": 1, "threshold": 1}, "values[1]: -1 is out of range; it must be at least 0"),
        ({"values": (1, 1), "costs": -1, "threshold": 1}, "costs: -1 is out of range; it must be at least 0"),
        ({"values": (1, 1), "costs": (1, -2), "threshold": 1}, "costs[1]: -2 is out of range; it must be at least 0"),
        (
            {"values": (1, 1), "costs": (1,), "threshold": 1},
            "costs: 1 entries; it must have 2, such as costs=(4, 4, 4)",
        ),
        ({"values": (1, 1), "costs": 1, "threshold": 0}, "threshold: 0 is out of range; it must be above 0"),
        (
            {"values": (1, 1), "costs": 1, "threshold": 3},
            "threshold: 3 is out of range; it must be above 0 and at most 2, what all players have",
        ),
        (
            {"values": (1, 1), "costs": 1, "threshold": 1, "amounts": 0},
            "amounts: 0 is out of range; it must be above 0",
        ),
        (
            {"values": (1, 1), "costs": 1, "threshold": 1, "parties": ("a", "a")},
            "parties: party 'a' stands twice; keep one",
        ),
    ],
)
def test_bad_input_is_refused_with_its_cure(arguments, message):
    with pytest.raises(GameError) as error:
        bg.contribution(**arguments)
    assert str(error.value) == message


def test_too_many_players_are_refused():
    with pytest.raises(TooLargeError) as error:
        bg.contribution((1,) * 13, 1, threshold=1)
    assert str(error.value) == "values: 13 players have too many equilibria to list; ask for at most 12"


# ---- from a case ----


def harbour():
    return bg.BargainingGame("harbour", parties=["Ann", "Bob", "Eve"]).with_issue(
        "wall", outcomes=["none", "low", "high"], status_quo="none", weight={"Ann": 3, "Bob": 1, "Eve": 1},
        worth={"Ann": [0, 50, 100], "Bob": [10, 90, 100], "Eve": [100, 40, 0]},
    ).with_issue(
        "toll", outcomes=["kept", "gone"], weight={"Ann": 1, "Bob": 1, "Eve": 1},
        worth={"Ann": [0, 100], "Bob": [100, 0], "Eve": [0, 100]},
    ).with_linkage("Bob", {"wall": "low", "toll": "gone"}, 5)  # fmt: skip


def test_a_case_by_hand():
    """The low wall: Ann 3/4 · 50 = 37.5; Bob 1/2 · (90 − 10) = 40, with the toll gone 45."""
    told = {"issue": "wall", "provided": "low", "absent": "none", "costs": {"Bob": 30, "Ann": 40}, "threshold": 1}
    found = bg.contribution.from_game(harbour(), **told, others={"toll": "kept"})
    assert found.parties == ("Bob", "Ann")
    assert found.contributors == ("Bob",)
    assert found.payoffs == pytest.approx((10, 37.5), abs=EXACT)
    gone = bg.contribution.from_game(harbour(), **told, others={"toll": "gone"})
    assert gone.payoffs == pytest.approx((15, 37.5), abs=EXACT)
    both = bg.contribution.from_game(
        harbour(), **{**told, "threshold": 3}, amounts={"Ann": 2}, refund=True, others={"toll": "gone"}
    )
    assert both.contributors == (), "Ann would pay 40 for what is worth 37.5 to her"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"costs": {"Eve": 1}},
            "costs.Eve: 'wall' settled as 'low' is worth -30 points to it, so it would not contribute; leave it out",
        ),
        ({"costs": {}}, 'costs: {} is no table; write costs={"Ann": 30, "Bob": 20}'),
        ({"costs": {"Bo": 1}}, "costs: no party 'Bo'; did you mean 'Bob'?"),
        ({"issue": "wal"}, "issue: no issue 'wal'; did you mean 'wall'?"),
        ({"others": {}}, "issues.toll: no status quo; give the issue one, or others={'toll': …}"),
        ({"amounts": {"Eve": 1}}, "amounts: no party 'Eve'; known: Ann, Bob"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused(change, message):
    told = {
        "issue": "wall", "provided": "low", "absent": "none", "costs": {"Ann": 10, "Bob": 10}, "threshold": 1,
        "others": {"toll": "kept"},
    }  # fmt: skip
    with pytest.raises(GameError) as error:
        bg.contribution.from_game(harbour(), **{**told, **change})
    assert str(error.value) == message


def test_the_documented_case_is_read():
    game = bg.read(ANALYSES / "grand_package" / "game.toml")
    issue = game.issue("captives")
    found = bg.contribution.from_game(
        game, issue="captives", provided=issue.outcomes[-1], absent=issue.outcomes[0], costs={"Ukraine": 1}, threshold=1
    )
    assert found.contributors == ("Ukraine",)
    assert found.payoffs[0] == pytest.approx(game.weights("Ukraine")["captives"] * 100 - 1, abs=EXACT)

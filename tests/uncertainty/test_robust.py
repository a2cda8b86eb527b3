"""Robust packages against all packages of small games, draw by draw."""

import json
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np
import pytest

import bargain as bg
from bargain.uncertainty.robustness import candidates, doing
from tests.uncertainty.games import RANGES, disputed
from tests.uncertainty.sensitive import road, straight_pie, uncertain

BOUND = straight_pie(never={"Ann": {"below": 0.75}}).all_red_lines[0].label
"""The red line of the pie that refuses numbers, not outcomes."""


def every_package(game):
    """Oracle: all agreements that no absolute red line refuses, ranges cut into tenths."""
    places = []
    for issue in game.issues:
        ends = getattr(issue, "bounds", None)
        places.append(issue.outcomes if ends is None else [ends[0] + (ends[1] - ends[0]) * k / 10 for k in range(11)])
    names = game.issue_names
    found = [dict(zip(names, held, strict=True)) for held in product(*places)]
    lines = [line for line in game.all_red_lines if line.price is None and line.label != BOUND]
    return [a for a in found if not any(all(a[i] in outcomes for i, outcomes in line.never.items()) for line in lines)]


def by_hand(game, draws, packages, measure):
    """Oracle: (accepted, expected, largest regret, expected regret, refused by each party) of every package."""

    def gives(gains, powers):
        if min(gains) < -1e-9:
            return 0.0
        gains = [max(g, 0.0) for g in gains]
        return (
            min(gains)
            if measure == "smallest_gain"
            else prod(g ** (p / sum(powers)) for g, p in zip(gains, powers, strict=True))
        )

    lowest = 0.75 if any(line.label == BOUND for line in game.all_red_lines) else None
    rows = {tuple(a.items()): [] for a in packages}
    below = {tuple(a.items()): np.zeros(len(game.party_names)) for a in packages}
    for i in range(len(draws)):
        there = draws.game(i)
        powers = [float(p.power) for p in there.parties]
        best = bg.solve(there, {"nash": "nash", "smallest_gain": "egalitarian"}[measure])
        most = gives(list(best.gains.values()), powers) if best.deal else 0.0
        for a in packages:
            payoffs = there.payoffs(a)
            gains = [payoffs[p] - there.disagreement[p] for p in there.party_names]
            fine = min(gains) >= -1e-9 and not (lowest and a["pie"] < lowest)
            value = gives(gains, powers) if fine else 0.0
            rows[tuple(a.items())].append((fine, value, most - value))
            below[tuple(a.items())] += np.array(gains) < -1e-9
    found = {}
    for key, held in rows.items():
        fine, value, regret = (np.array(column, dtype=float) for column in zip(*held, strict=True))
        found[key] = (fine.sum(), value.mean(), regret.max(), regret.mean(), below[key].tolist())
    return found


def key_of(package):
    return tuple(package.agreement.items())


def same(package, expected):
    found = (package.accepted.count, package.expected, package.largest_regret, package.expected_regret)
    assert found == pytest.approx(expected[:4], abs=1e-8)
    assert [share.count for share in package.refused_by.values()] == expected[4]


@pytest.mark.parametrize("measure", ["nash", "smallest_gain"])
@pytest.mark.parametrize("which", ["disputed", "road", "pie", "bounded", "powers"])
def test_against_all_packages_draw_by_draw(which, measure):
    game = {
        "disputed": lambda: disputed(lambda path: bg.Quantity(RANGES[path][0], *RANGES[path][1:], "assumed")),
        "road": road,
        "pie": straight_pie,
        "bounded": lambda: straight_pie(never={"Ann": {"below": 0.75}}),
        "powers": lambda: replace(road(), parties=(bg.Party("Ann", power=3), bg.Party("Bob"))),
    }[which]()
    draws = bg.draws_of(game, n=40, seed=3)
    expected = by_hand(game, draws, every_package(game), measure)
    found = bg.robust(game, draws=40, seed=3, measure=measure)
    assert (found.candidates, found.complete, found.valid) == (len(expected), True, 40)
    for package in (found.most_accepted, found.least_largest_regret, found.least_expected_regret, *found.frontier):
        same(package, expected[key_of(package)])
    assert found.most_accepted.accepted.count == max(e[0] for e in expected.values())
    assert found.least_largest_regret.largest_regret == pytest.approx(min(e[2] for e in expected.values()))
    assert found.least_expected_regret.expected_regret == pytest.approx(min(e[3] for e in expected.values()))
    for share, points in {(e[0], e[1]) for e in expected.values()}:
        assert any(p.accepted.count >= share and p.expected >= points - 1e-8 for p in found.frontier)
    for one in found.frontier:
        for two in found.frontier:
            assert one == two or not (two.accepted.count >= one.accepted.count and two.expected >= one.expected)
    assert found.zone.count == sum(bg.zone_of_agreement(draws.game(i)).exists for i in range(40))


def test_draws_are_added_up_in_parts(monkeypatch):
    whole = bg.robust(road(), draws=30).to_frame()
    monkeypatch.setattr(doing, "HELD", 1)
    parts = bg.robust(road(), draws=30).to_frame()
    assert list(parts.columns) == list(whole.columns)
    numbers = whole.select_dtypes("number").columns
    assert len(numbers) >= 6
    assert np.allclose(parts[numbers], whole[numbers], atol=1e-9)


def test_the_package_of_the_game_as_written():
    game = road()
    found = bg.robust(game, draws=30)
    assert found.written.agreement == bg.nash(game).agreement
    same(
        found.written,
        by_hand(game, bg.draws_of(game, n=30), [dict(found.written.agreement)], "nash")[key_of(found.written)],
    )


def test_a_larger_game_looks_at_answers_and_zones(monkeypatch):
    game = disputed(lambda path: bg.Quantity(RANGES[path][0], *RANGES[path][1:], "assumed"))
    every = bg.robust(game, draws=60)
    monkeypatch.setattr(candidates, "FEW", 5)
    some = bg.robust(game, draws=60)
    assert (every.complete, some.complete) == (True, False)
    assert 1 < some.candidates < every.candidates
    draws = bg.draws_of(game, n=60)
    settled = {tuple(s.agreement.items()) for s in (bg.nash(draws.game(i)) for i in range(60)) if s.deal}
    assert all(key_of(p) in {tuple(a.items()) for a in every_package(game)} for p in some.frontier)
    expected = by_hand(game, draws, [dict(k) for k in settled], "nash")
    assert some.most_accepted.accepted.count >= max(e[0] for e in expected.values())
    assert some.least_expected_regret.expected_regret <= min(e[3] for e in expected.values()) + 1e-8
    assert every.most_accepted.accepted.count >= some.most_accepted.accepted.count


def test_a_larger_game_with_a_range_and_three_parties(monkeypatch):
    monkeypatch.setattr(candidates, "FEW", 5)
    pie = bg.robust(straight_pie(), draws=30)
    assert pie.most_accepted.agreement["pie"] == pytest.approx(0.5, abs=0.21)
    game = bg.BargainingGame("three", parties=["Ann", "Bob", "Cid"])
    for k, name in enumerate(("a", "b", "c")):
        worth = {p: [100 if j == (i + k) % 3 else 30 for j in range(3)] for i, p in enumerate(game.party_names)}
        game = game.with_issue(
            name, outcomes=["x", "y", "z"], weight={"Ann": uncertain(1, 0.5, 2), "Bob": 1, "Cid": 1}, worth=worth
        )
    three = game.with_outside_option(bg.Fixed({"Ann": 35, "Bob": 35, "Cid": uncertain(35, 20, 60)}))
    found = bg.robust(three, draws=20)
    assert found.complete is False
    assert found.most_accepted.accepted.count > 0
    monkeypatch.setattr(candidates, "FRONTIERS", 0)
    assert bg.robust(straight_pie(), draws=30).candidates < pie.candidates
    assert bg.robust(three, draws=20).candidates < found.candidates


def test_no_package_is_ever_accepted():
    game = road(outside=uncertain(95, 90, 100)).with_value("outside_option.payoffs.Bob", 80)
    found = bg.robust(game, draws=20)
    assert (found.most_accepted, found.frontier, found.written, found.zone.count) == (None, (), None, 0)
    assert "no package that was looked at is accepted in any draw" in repr(found)
    assert len(found.to_frame()) == 0


def test_draws_that_make_no_game_are_counted():
    game = bg.BargainingGame("toll", parties=["Ann", "Bob"]).with_issue(
        "toll", range=(0, bg.Quantity(10, 4, 20, "assumed")), weight={"Ann": 1, "Bob": 1}, status_quo=5.0,
        worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
    )  # fmt: skip
    found = bg.robust(game, draws=100)
    refused = int((bg.draws_of(game, n=100).rows[:, 0] < 5).sum())
    assert refused > 0
    assert (found.valid, sum(r.count for r in found.refused)) == (100 - refused, refused)


def test_one_seed_reproduces_it_and_another_does_not():
    seeds = [bg.robust(road(), draws=50, seed=seed).to_dict() for seed in (0, 0, 1)]
    assert seeds[0] == seeds[1] != seeds[2]
    assert json.loads(json.dumps(seeds[0])) == seeds[0]


def test_forms_of_the_result():
    found = bg.robust(road(), draws=50)
    frame = found.to_frame()
    assert list(frame["package"][:4]) == ["most_accepted", "least_largest_regret", "least_expected_regret", "written"]
    assert len(frame) == 4 + len(found.frontier)
    assert repr(found).splitlines()[0] == "road: 6 packages, all there are, over 50 draws, seed 0; measure nash"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"measure": "nsh"}, "measure: no measure 'nsh'; did you mean 'nash'?"),
        ({"draws": 0}, "draws = 0; give a whole number of at least 1"),
        ({"seed": 0.5}, "seed = 0.5; give a whole number of at least 0"),
    ],
)
def test_refusals(settings, said):
    with pytest.raises(bg.GameError) as error:
        bg.robust(road(), **settings)
    assert str(error.value) == said


def test_a_game_in_which_nothing_varies():
    game = road(weight=3, worth=60, outside=20)
    found = bg.robust(game, draws=3)
    assert found.written == found.least_expected_regret
    assert found.least_expected_regret.expected_regret == pytest.approx(0, abs=1e-9)

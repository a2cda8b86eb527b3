"""The value of linking issues, against every issue enumerated on its own."""

import json
import math
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest

import bargain as bg
from tests.instruments.plain import bent, best_lottery, best_product, lines_of, number, share_of
from tests.oracle.random_games import random_game


def logroll(a=(8, 2), b=(2, 8), d=(0, 0), risk=(0, 0)):
    """Two pies, weights of Ann and Bob on each."""
    game = bg.BargainingGame("logroll", parties=[bg.Party(n, risk_aversion=r) for n, r in zip("AB", risk, strict=True)])
    for k, name in enumerate(("land", "water")):
        game = game.with_issue(
            name,
            range=(0, 1),
            weight={"A": a[k], "B": b[k]},
            worth={"A": {"at": [0, 1], "is": [0, 100]}, "B": {"at": [0, 1], "is": [100, 0]}},
        )
    return game.with_outside_option(bg.Fixed(dict(zip("AB", d, strict=True))))


def groups_of(game):
    """Issues that a linkage or a joint red line ties, together, each group in file order."""
    groups = [{i.name} for i in game.issues]
    for condition in [k.when for k in game.linkages] + [r.never for r in game.red_lines]:
        tied = [g for g in groups if g & set(condition)]
        groups = [g for g in groups if not g & set(condition)] + [set().union(*tied)]
    names = [i.name for i in game.issues]
    return sorted((sorted(g, key=names.index) for g in groups), key=lambda g: names.index(g[0]))


def unbent(a, u):
    """Points whose payoff is u."""
    return u if a == 0 else -100 / a * math.log(1 - u / 100 * (1 - math.exp(-a)))


def part(game, names, lotteries):
    """What some issues settled alone are worth before risk attitude, for sure; their share of the disagreement."""
    attitudes = [number(p.risk_aversion) for p in game.parties]
    issues = [game.issue(name) for name in names]
    share = [sum(share_of(game, party, i) for i in issues) for party in game.party_names]
    whole = [unbent(a, number(u)) for a, u in zip(attitudes, game.outside_option.payoffs.values(), strict=True)]
    d = [s * v for s, v in zip(share, whole, strict=True)]
    rows = []
    for settled in product(*(i.outcomes for i in issues)):
        agreement = dict(zip(names, settled, strict=True))

        def holds(condition, agreement=agreement):
            return all(n in agreement and agreement[n] in o for n, o in condition.items())

        crossed = [(party, price) for party, never, price in lines_of(game) if holds(never)]
        if any(price is None for _, price in crossed):
            continue
        row = []
        for party in game.party_names:
            v = 0.0
            for i in issues:
                if party in i.preferences:
                    v += share_of(game, party, i) * number(
                        i.preferences[party].worth[i.outcomes.index(agreement[i.name])]
                    )
            v += sum(number(k.points) for k in game.linkages if k.party == party and holds(k.when))
            row.append(v - sum(price for holder, price in crossed if holder == party))
        rows.append([bent(a, v) for a, v in zip(attitudes, row, strict=True)])
    payoffs = np.array(rows).reshape(len(rows), len(game.parties))
    floor = np.array([bent(a, v) for a, v in zip(attitudes, d, strict=True)])
    solve = best_lottery if lotteries else best_product
    u = solve(payoffs, floor, [number(p.power) for p in game.parties])
    return np.array([unbent(a, x) for a, x in zip(attitudes, u, strict=True)])


def reachable(game):
    """Whether every party's disagreement is the payoff of some points."""
    for party, u in zip(game.parties, game.outside_option.payoffs.values(), strict=True):
        a = number(party.risk_aversion)
        if a != 0 and number(u) / 100 * (1 - math.exp(-a)) >= 1:
            return False
    return True


def varied(seed, parties=2):
    """A random game, with outside options moved up or down, below 0 too, so that some issues have no deal; in half of
    the games no issue is tied to another."""
    game = random_game(seed, parties=parties, issues=3, ranges=0, war=False, zone="zone")
    if seed // 4 % 2:
        game = replace(game, linkages=(), red_lines=())
    rng = np.random.default_rng(seed)
    moved = {p: number(u) + float(rng.integers(-40, 5)) for p, u in game.outside_option.payoffs.items()}
    return game.with_outside_option(bg.Fixed(moved)) if seed % 3 else game


@pytest.mark.parametrize("seed", range(120))
def test_against_every_issue_on_its_own(seed):
    """Two and three parties, linkages, red lines of all kinds, risk attitudes, powers; with lotteries for two."""
    lotteries = seed % 4 == 0
    parties = 2 if lotteries else 2 + seed % 2
    game = varied(seed, parties)
    if not reachable(game):
        return
    found = bg.linkage_value(game, lotteries=lotteries)
    exact = 1e-6 if lotteries else 1e-8
    groups = groups_of(game)
    assert [list(a.issues) for a in found.alone] == groups
    alone = [part(game, names, lotteries) for names in groups]
    for one, points in zip(found.alone, alone, strict=True):
        assert list(one.points.values()) == pytest.approx(points, abs=exact)
    attitudes = [number(p.risk_aversion) for p in game.parties]
    separate = [bent(a, v) for a, v in zip(attitudes, np.sum(alone, axis=0), strict=True)]
    assert list(found.separate.values()) == pytest.approx(separate, abs=exact)
    together = bg.nash(game, lotteries=lotteries)
    assert found.together == together
    assert list(found.gain.values()) == pytest.approx(np.array(list(together.payoffs.values())) - separate, abs=exact)
    for pair, (one, two) in zip(found.pairs, combinations(range(len(groups)), 2), strict=True):
        both = part(game, groups[one] + groups[two], lotteries)
        assert list(pair.gain.values()) == pytest.approx(both - alone[one] - alone[two], abs=exact)
        assert list(pair.issues) == groups[one] + groups[two]


def test_the_games_have_issues_without_a_deal_and_gains():
    found = [bg.linkage_value(varied(seed)) for seed in range(60)]
    assert sum(not one.solution.deal for value in found for one in value.alone) >= 10
    assert sum(len(value.alone) < 3 for value in found) >= 10
    assert sum(max(value.gain.values()) > 1 for value in found) >= 10


@pytest.mark.parametrize(
    ("concept", "alone"), [("nash", 50), ("kalai_smorodinsky", 50), ("raiffa", 50), ("egalitarian", 32)]
)
def test_a_logroll_in_closed_form(concept, alone):
    """Alone each pie is halved, 50 points each in sum; equal gains on a pie of 80 to one and 20 to the other are 16
    each. Together each takes the pie it cares for, 80 points each."""
    value = bg.linkage_value(logroll(), concept=concept)
    assert value.separate == pytest.approx({"A": alone, "B": alone}, abs=1e-8)
    assert value.together.payoffs == pytest.approx({"A": 80, "B": 80}, abs=1e-8)
    assert value.gain == pytest.approx({"A": 80 - alone, "B": 80 - alone}, abs=1e-8)
    assert [p.gain["A"] for p in value.pairs] == pytest.approx([80 - alone], abs=1e-8)
    assert {t.issues for t in value.trades} == {("land",), ("water",)}


def test_trades_in_words():
    assert [t.words for t in bg.linkage_value(logroll()).trades] == [
        "land: B gives 10, A gains 40 points (land: 0.5 → land: 1)",
        "water: A gives 10, B gains 40 points (water: 0.5 → water: 0)",
    ]
    by_lot = bg.linkage_value(logroll(), concept="raiffa").trades[0].words
    assert by_lot == "land: B gives 10, A gains 40 points (land: 0 with 0.5 or land: 1 with 0.5 → land: 1)"


def test_the_disagreement_is_shared_by_weight():
    """A's 30 points outside are 24 on the land and 6 on the water: A gets (80 + 24)/2 and (20 + 6)/2 there alone."""
    value = bg.linkage_value(logroll(d=(30, 0)))
    points = [one.points["A"] for one in value.alone]
    assert points == pytest.approx([52, 13], abs=1e-9)
    assert value.separate["A"] == pytest.approx(65, abs=1e-9)
    assert [one.solution.disagreement["A"] for one in value.alone] == pytest.approx([24, 6], abs=1e-9)


def test_a_negative_disagreement_is_shared_too():
    value = bg.linkage_value(logroll(d=(-50, 0)))
    assert [one.solution.disagreement["A"] for one in value.alone] == pytest.approx([-40, -10], abs=1e-9)
    assert value.separate == pytest.approx({"A": 25, "B": 75}, abs=1e-9)


def test_nothing_to_link_is_worth_nothing():
    """Equal weights: no trade between the pies helps both."""
    value = bg.linkage_value(logroll(a=(1, 1), b=(1, 1)))
    assert value.gain == pytest.approx({"A": 0, "B": 0}, abs=1e-9)
    one = bg.linkage_value(logroll().without_issue("water"))
    assert (dict(one.gain), one.pairs, one.trades) == ({"A": 0, "B": 0}, (), ())


def test_without_a_deal_on_an_issue_its_share_is_kept():
    """A holds out for 90 of 100 points, 72 of the 80 on land; B for 25, 5 of the 20 there: together 92 > 80, no deal on
    land alone; nor on water. Together there is one: each has what it cares for."""
    value = bg.linkage_value(logroll(d=(75, 75)))
    assert [one.solution.deal for one in value.alone] == [False, False]
    assert value.separate == {"A": 75, "B": 75}
    assert value.together.deal
    assert value.gain == pytest.approx({"A": 5, "B": 5}, abs=1e-9)
    assert {t.alone for t in value.trades} == {"no deal"}
    none = bg.linkage_value(logroll(d=(90, 90)))
    assert not none.together.deal
    assert (dict(none.gain), none.trades) == ({"A": 0, "B": 0}, ())


def test_risk_attitudes_add_up_in_sure_points():
    """A averse, B neutral: each pie alone is the Nash solution of its own with the same attitude."""
    value = bg.linkage_value(logroll(risk=(2, 0)))
    assert value.together == bg.nash(logroll(risk=(2, 0)))
    sure = [unbent(2, one.solution.payoffs["A"]) for one in value.alone]
    assert [one.points["A"] for one in value.alone] == pytest.approx(sure, abs=1e-9)
    assert value.separate["A"] == pytest.approx(bent(2, sum(sure)), abs=1e-9)
    assert all(one.points["A"] < 50 for one in value.alone)  # risk aversion hurts


@pytest.mark.parametrize(("risk", "d"), [((2, 0), (500, 0)), ((-2, 0), (-500, 0)), ((-2, 0), (-500, 200))])
def test_disagreements_that_no_points_pay(risk, d):
    """An outside option above (or below) all that the attitude can pay: no deal (or any deal), and plain numbers."""
    value = bg.linkage_value(logroll(risk=risk, d=d))
    assert value.together == bg.nash(logroll(risk=risk, d=d))
    assert all(math.isfinite(x) for x in (*value.separate.values(), *value.gain.values()))
    json.dumps(value.to_dict(), allow_nan=False)
    if not value.together.deal:
        assert value.separate == {"A": d[0], "B": d[1]}


def test_results_are_plain_and_framed():
    value = bg.linkage_value(logroll())
    assert json.loads(json.dumps(value.to_dict(), allow_nan=False))["pairs"][0]["issues"] == ["land", "water"]
    assert value.to_frame().loc[0, "issues"] == "land with water"
    assert repr(value).startswith("A: +30.0000 points from settling together\n")

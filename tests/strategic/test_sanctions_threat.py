"""The sanctions threat game against brute force over the tree, grids of types, and closed forms."""

import json
import math
import pickle
import time
from itertools import product

import numpy as np
import pytest
import scipy.stats as st

import bargain as bg
from bargain.errors import GameError
from tests.strategic import sanctions_oracle as oracle

NAMES = {
    "v_S": "sender_stake", "v_T": "target_stake", "c_S": "sender_cost", "c_T": "target_cost", "a": "audience_cost",
    "k": "threat_cost", "s": "success",
}  # fmt: skip
LAWS = {
    "uniform": st.uniform(2, 20),
    "beta": st.beta(2, 5, loc=1, scale=40),
    "beta with most at both ends": st.beta(0.3, 0.4, scale=25),
    "truncated normal": st.truncnorm(-2, 3, loc=12, scale=5),
    "exponential": st.expon(scale=9),
    "nearly one value": st.uniform(11.999, 0.002),
    "nearly two values": st.rv_histogram(([5, 0, 0, 7], [3, 3.01, 8, 12, 12.02]), density=False),
    "lognormal": st.lognorm(0.8, scale=10),
}


def solved(g):
    return bg.sanctions_threat(**{NAMES[key]: number for key, number in g.items()})


def plan(e):
    return e.threat, e.compliance, e.imposition


def random_game(rng, **more):
    return {
        "v_S": rng.uniform(1, 40), "v_T": rng.uniform(1, 30), "c_S": rng.uniform(0, 20), "a": rng.uniform(0, 20),
        "k": rng.choice([0.0, rng.uniform(0, 10)]), "s": rng.choice([0.0, rng.uniform(0, 1)]), **more,
    }  # fmt: skip


def knife_edges():
    """Small whole numbers, so that moves are often tied."""
    rng = np.random.default_rng(7)
    keys = ("v_S", "v_T", "c_S", "c_T", "a", "k")
    for _ in range(400):
        g = {key: float(rng.integers(1 if key.startswith("v") else 0, 4)) for key in keys}
        yield {**g, "s": float(rng.choice([0.0, 0.0, 0.5, 1.0]))}


def in_some_family(found, p, q, m):
    inside = [(f.threat, f.compliance, f.imposition) for f in found.families]
    points = [tuple((x, x) for x in plan(e)) for e in found.equilibria]
    return any(
        all(low - 1e-9 <= x <= high + 1e-9 for (low, high), x in zip(box, (p, q, m), strict=True))
        for box in inside + points
    )


# ---- complete information ----


@pytest.mark.parametrize("source", ["random", "knife edges"])
def test_complete_information_against_every_plan_on_the_tree(source):
    rng = np.random.default_rng(1)
    games = knife_edges() if source == "knife edges" else (random_game(rng, c_T=rng.uniform(0, 30)) for _ in range(400))
    for g in games:
        found = solved(g)
        assert oracle.pure_equilibria(g) == {plan(e) for e in found.equilibria if set(plan(e)) <= {0.0, 1.0}}, g
        for e in found.equilibria:
            assert oracle.largest_gain(g, *plan(e)) <= 1e-9, (g, e)
            assert e.deviation <= 1e-9
            middle = oracle.values(g, e.compliance, e.imposition)[1]
            expected = [e.threat * x for x in middle]
            assert [e.payoffs["sender"], e.payoffs["target"]] == pytest.approx(expected, abs=1e-9)
            assert sum(e.probabilities.values()) == pytest.approx(1, abs=1e-12)


def test_no_mixed_equilibrium_is_hidden_and_none_is_made_up():
    steps = [0, 1 / 6, 1 / 5, 1 / 4, 1 / 3, 2 / 5, 1 / 2, 3 / 5, 2 / 3, 3 / 4, 4 / 5, 1]
    seen = 0
    for g in list(knife_edges())[:150]:
        found = solved(g)
        for p, q, m in product(steps, repeat=3):
            equilibrium = oracle.largest_gain(g, p, q, m) <= 1e-9
            if equilibrium:
                assert in_some_family(found, p, q, m), (g, p, q, m)
                seen += 1
        for family in found.families:
            for weights in product((0, 0.5, 1), repeat=3):
                bounds = (family.threat, family.compliance, family.imposition)
                p, q, m = (low + w * (high - low) for (low, high), w in zip(bounds, weights, strict=True))
                last = oracle.values(g, q, m)[0]
                firm, comply = last[1], -g["v_T"]
                best = firm - comply if q == 0 else comply - firm if q == 1 else -abs(firm - comply)
                if best >= -1e-9:  # compliance is a best reply to the imposition
                    assert oracle.largest_gain(g, p, q, m) <= 1e-9, (g, family)
    assert seen > 500


def test_a_threat_that_is_believed_and_one_that_is_not():
    numbers = {"sender_stake": 20, "target_stake": 10, "sender_cost": 6, "target_cost": 14}
    believed = bg.sanctions_threat(**numbers, audience_cost=8)
    assert believed.equilibrium.outcome == (
        "sender threatens; target complies; had it stood firm, sender would impose sanctions"
    )
    assert believed.credibility == 1.0
    hollow = bg.sanctions_threat(**numbers, audience_cost=4, sender="A", target="B")
    assert hollow.equilibrium.outcome == (
        "A does not threaten; the status quo stays (after a threat B would stand firm; after that A would back down)"
    )
    assert hollow.credibility == 0.0


def test_the_mixed_equilibrium_where_imposing_is_a_matter_of_indifference():
    found = bg.sanctions_threat(sender_stake=20, target_stake=10, sender_cost=6, target_cost=14, audience_cost=6)
    mixed = [e for e in found.equilibria if 0 < e.compliance < 1 and e.threat == 1]
    assert [plan(e) for e in mixed] == [(1.0, pytest.approx(6 / 26), pytest.approx(10 / 14))]
    assert mixed[0].probabilities["backing down"] == pytest.approx(20 / 26 * 4 / 14)
    assert not found.unique
    with pytest.raises(GameError, match=r"^equilibrium: there are 6 or more; read \.equilibria and \.families$"):
        _ = found.equilibrium


# ---- a private cost of the target ----


@pytest.mark.parametrize("name", LAWS)
def test_thresholds_against_a_grid_of_types(name):
    law, rng = LAWS[name], np.random.default_rng(len(name))
    costs = oracle.quantiles(law)
    for _ in range(25):
        g = random_game(rng)
        e = solved({**g, "c_T": law}).equilibrium
        p, q, m, sender, target = oracle.known_sender({**g, "c_T": math.nan}, costs)
        assert (e.imposition, e.compliance) == (m, pytest.approx(q, abs=1 / oracle.TYPES)), g
        firm = oracle.target_replies(g, costs, m)
        assert np.array_equal(firm, costs < e.threshold)
        worth = g["v_S"] + g["c_S"] + g["a"] + g["k"]
        if abs(sender) > worth / oracle.TYPES or p == e.threat:
            assert p == e.threat
            assert e.payoffs["sender"] == pytest.approx(sender, abs=worth / oracle.TYPES)
            assert e.payoffs["target"] == pytest.approx(target, abs=2 * g["v_T"] / oracle.TYPES)
        assert e.deviation <= 1e-9 * max(g.values())


@pytest.mark.parametrize("name", LAWS)
def test_the_targets_payoff_is_the_expectation_over_its_types(name):
    law = LAWS[name]
    e = bg.sanctions_threat(
        sender_stake=30, target_stake=10, sender_cost=1, target_cost=law, audience_cost=5, success=0.1
    ).equilibrium
    assert e.threat == 1
    below = float(law.cdf(e.threshold))
    if hasattr(law, "dist"):
        cost = law.expect(lambda c: c, lb=law.support()[0], ub=min(e.threshold, law.support()[1]))
    else:
        cost = 5 / 12 * 3.005  # the one value of the two that lies below the threshold
    assert e.payoffs["target"] == pytest.approx(-1 * below - cost - 10 * (1 - below), abs=1e-8)


def test_separate_values_a_type_at_the_threshold_may_do_either():
    law = st.rv_discrete(values=([4, 10, 15.5], [0.5, 0.2, 0.3]))()
    found = bg.sanctions_threat(sender_stake=40, target_stake=10, sender_cost=1, target_cost=law, audience_cost=5)
    assert [plan(e) for e in found.equilibria] == [(1.0, pytest.approx(0.5), 1.0), (1.0, pytest.approx(0.3), 1.0)]
    assert [str(f) for f in found.families] == ["threat 1, compliance from 0.3 to 0.5, imposition 1"]
    assert found.equilibria[0].payoffs["target"] == pytest.approx(-0.5 * 4 - 0.5 * 10)
    shifted = st.rv_discrete(values=([4, 10, 15.5], [0.5, 0.2, 0.3]))(loc=1)
    moved = bg.sanctions_threat(sender_stake=40, target_stake=10, sender_cost=1, target_cost=shifted, audience_cost=5)
    assert moved.equilibrium.compliance == pytest.approx(0.5)
    counted = bg.sanctions_threat(
        sender_stake=40, target_stake=9.5, sender_cost=1, target_cost=st.poisson(8), audience_cost=5
    ).equilibrium
    assert counted.compliance == pytest.approx(float(st.poisson(8).sf(9)), abs=1e-12)


def test_indifference_about_imposing_leaves_a_curve_of_equilibria():
    law = st.uniform(2, 20)
    found = bg.sanctions_threat(sender_stake=20, target_stake=10, sender_cost=6, target_cost=law, audience_cost=6)
    assert {(e.threat, e.imposition) for e in found.equilibria} >= {(1.0, 1.0), (0.0, 0.0)}
    g = {"v_S": 20, "v_T": 10, "c_S": 6, "a": 6, "k": 0, "s": 0}
    costs = oracle.quantiles(law)
    for m in np.linspace(0.01, 1, 100):
        q = float(law.sf(10 / m))
        assert abs(1 - oracle.target_replies(g, costs, m).mean() - q) <= 1 / oracle.TYPES
        worth = q * 20 - (1 - q) * 6
        for p in (0.0, 1.0):
            assert in_some_family(found, p, q, m) == (worth >= 0 if p else worth <= 0)
    (free,) = [f for f in found.families if f.threat == (0.0, 1.0)]
    assert free.compliance[0] == pytest.approx(6 / 26)
    assert free.imposition == pytest.approx((10 / (22 - 20 * 6 / 26),) * 2)


def test_a_gap_between_types_leaves_room_for_the_imposition():
    law = st.rv_histogram(([1, 0, 1], [2, 4, 20, 22]), density=False)
    found = bg.sanctions_threat(sender_stake=6, target_stake=4, sender_cost=6, target_cost=law, audience_cost=6)
    (free,) = [f for f in found.families if f.threat == (0.0, 1.0)]
    assert free.compliance == (0.5, 0.5)
    assert free.imposition == pytest.approx((4 / 20, 1.0), abs=1e-9)


# ---- both costs private ----

PAIRS = [
    (st.uniform(0, 20), st.uniform(0, 30)),
    (st.expon(scale=8), st.beta(2, 3, scale=30)),
    (st.truncnorm(-2, 2, loc=10, scale=4), st.expon(scale=12)),
    (st.uniform(3, 4), st.uniform(5, 25)),
]


@pytest.mark.parametrize("pair", range(len(PAIRS)))
def test_both_private_against_a_scan_of_fixed_points(pair):
    sender_law, target_law = PAIRS[pair]
    rng, kinds = np.random.default_rng(pair), set()
    senders, targets = oracle.quantiles(sender_law), oracle.quantiles(target_law)
    for _ in range(25):
        g = random_game(rng)
        found = solved({**g, "c_S": sender_law, "c_T": target_law})
        for e in found.equilibria:
            check_both_sides(g, e, senders, targets)
            assert e.deviation <= 1e-9 * max(g.values())
        # the threatening equilibrium is where the m that replies to q(m) crosses m; there is at most one
        here = [e for e in found.equilibria if e.threat > 2 / oracle.TYPES]
        assert len(here) <= 1
        resolved = float(sender_law.cdf(g["a"] + g["s"] * g["v_S"]))
        crossings = []
        for m in np.linspace(0.0005, 1, 2000):
            q = float(target_law.sf(g["v_T"] * (1 / m - g["s"])))
            low, high, anyone = oracle.best_threats(g, q, senders)
            crossings.append((m, low - m, high - m, anyone))
        signs = [np.sign(low) if anyone else None for _, low, _, anyone in crossings]
        meets = [
            crossings[i][0] for i in range(1, len(signs))
            if signs[i - 1] is not None and signs[i] is not None and signs[i - 1] > 0 and signs[i] <= 0
        ]  # fmt: skip
        if meets and min(resolved, 1 - resolved) > 0.01:
            assert here, (g, meets)
            assert here[0].imposition == pytest.approx(meets[0], abs=2e-3), g
        if here:
            e = here[0]
            kinds.add("all" if e.threat == 1 else "some bluff" if e.bluffing else "resolved only")
    assert len(kinds) >= 2


def check_both_sides(g, e, senders, targets):
    """Best replies of both parties' types and Bayes' rule, on grids."""
    step = 1 / oracle.TYPES
    firm = oracle.target_replies(g, targets, e.imposition)
    assert abs(1 - firm.mean() - e.compliance) <= step
    gains = oracle.sender_gains(g, e.compliance, senders)
    imposes = g["s"] * g["v_S"] - senders > -g["a"]
    chance = np.where(senders < e.sender_threshold, 1.0, np.where(imposes, 0.0, e.bluffing))
    assert 0 <= e.bluffing <= 1
    if not imposes.all():
        assert chance[~imposes].mean() == pytest.approx(e.bluffing)
    assert (np.maximum(gains, 0) - chance * gains).max() <= 1e-9
    assert abs(chance.mean() - e.threat) <= 2 * step
    if e.threat > 0.01:
        assert abs((chance * imposes).sum() / chance.sum() - e.imposition) <= 3 * step / e.threat
    assert e.payoffs["sender"] == pytest.approx((chance * gains).mean(), abs=100 * step)
    target = np.where(firm, -e.imposition * (g["s"] * g["v_T"] + targets), -g["v_T"]).mean()
    assert e.payoffs["target"] == pytest.approx(e.threat * target, abs=0.05 * e.threat + 1e-9)


def test_no_threat_is_an_equilibrium_only_while_the_most_resolved_sender_keeps_silent():
    laws = {"sender_cost": st.uniform(0, 20), "target_cost": st.uniform(0, 30), "target_stake": 10}
    silent = bg.sanctions_threat(**laws, sender_stake=15, audience_cost=5, threat_cost=1)
    (family,) = silent.families
    assert (family.threat, family.compliance) == ((0.0, 0.0), (0.0, pytest.approx(1 / 15)))
    worth_it = bg.sanctions_threat(**laws, sender_stake=15, audience_cost=5, success=0.2, threat_cost=1)
    assert worth_it.unique
    assert worth_it.equilibrium.threat > 0


def test_who_threatens_and_what_is_expected_is_told():
    """All would impose; 2/3 of targets comply, at a cost above 10, so a threat pays below 0 + (20/3 − 5)/(1/3) = 5."""
    laws = {"sender_cost": st.uniform(0, 20), "target_cost": st.uniform(0, 30), "target_stake": 10}
    resolved = bg.sanctions_threat(**laws, sender_stake=10, audience_cost=25, threat_cost=5)
    assert [e.outcome for e in resolved.equilibria] == [
        "sender threatens with probability 0.25 (at a cost of sanctions below 5 points); target complies with "
        "probability 0.6667 (at a cost of sanctions above 10 points), else stands firm; if it stands firm, sender "
        "imposes sanctions",
    ]
    silent = bg.sanctions_threat(**laws, sender_stake=15, audience_cost=5, threat_cost=1).equilibria[1]
    # a target that complies with 1/15 does so at a cost above 28, where it expects 10/28
    assert silent.outcome == (
        "sender does not threaten; the status quo stays (after a threat target would comply with probability 0.06667 "
        "(at a cost of sanctions above 28 points), else would stand firm; after that the target expects: sender would "
        "impose sanctions with probability 0.3571, else would back down)"
    )


@pytest.mark.parametrize("k", [15.0, 16.0])
def test_a_threat_that_costs_what_it_can_bring_or_more(k):
    found = bg.sanctions_threat(
        sender_stake=15, target_stake=5, sender_cost=st.uniform(0, 20), target_cost=st.uniform(6, 30), audience_cost=18,
        threat_cost=k,
    )  # fmt: skip
    assert all(e.payoffs["sender"] == 0 for e in found.equilibria)
    assert any(e.threat > 0 for e in found.equilibria) == (k == 15)
    assert any(e.threat == 0 for e in found.equilibria)
    assert found.deviation <= 1e-9


# ---- what follows from the model ----


@pytest.mark.parametrize("seed", range(40))
def test_larger_audience_costs_never_make_a_threatening_sender_back_down_more_often(seed):
    rng = np.random.default_rng(seed)
    g = random_game(rng, s=0.0, c_T=st.uniform(0, rng.uniform(10, 60)))
    if seed % 2:
        g["c_S"] = st.uniform(0, rng.uniform(5, 30))
    before = None
    for a in np.linspace(0.05, 30, 25):
        threatening = [e for e in solved({**g, "a": a}).equilibria if e.threat > 0]
        if not threatening:
            continue
        (e,) = threatening
        if before is not None:
            assert e.imposition >= before.imposition - 1e-9
            assert e.compliance >= before.compliance - 1e-9
        before = e


@pytest.mark.parametrize("seed", range(40))
def test_directions_with_a_known_sender(seed):
    rng = np.random.default_rng(seed)
    g = random_game(rng, s=0.3, k=1.0)
    scale = rng.uniform(10, 60)

    def e(loc=0.0, **changed):
        return solved({**g, "c_T": st.uniform(loc, scale), **changed}).equilibrium

    base = e()
    assert base.probabilities["backing down"] == 0, "who would back down has nothing to win by a threat"
    assert e(loc=3.0).compliance >= base.compliance
    assert e(k=2.0).threat <= base.threat
    assert e(c_S=g["c_S"] / 2).payoffs["sender"] >= base.payoffs["sender"]
    assert e(s=0.5).compliance >= base.compliance
    assert e(v_T=g["v_T"] * 1.2).compliance <= base.compliance


# ---- a game of a case file ----


def road():
    return (
        bg.BargainingGame("road", parties=["Ann", "Bob", "Cem"])
        .with_issue(
            "road", outcomes=["north", "south"], status_quo="south", weight={"Ann": 3, "Bob": 1},
            worth={"Ann": [100, 0], "Bob": [40, 100]}, indifferent=["Cem"],
        )
        .with_issue(
            "toll", range=(0, 10), unit="EUR", weight={"Ann": 1, "Bob": 3, "Cem": 1},
            worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]},
                   "Cem": {"at": [0, 10], "is": [0, 100]}},
        )
    )  # fmt: skip


COSTS = {"sender_cost": 5, "target_cost": st.uniform(0, 40), "audience_cost": 8}


def test_from_game_takes_the_stakes_from_the_payoffs():
    found = bg.sanctions_threat.from_game(
        road(), sender="Ann", target="Bob", demand={"road": "north", "toll": 6}, status_quo={"toll": 2}, **COSTS
    )
    assert found.game.sender_stake == pytest.approx(0.75 * 100 + 0.25 * 40)
    assert found.game.target_stake == pytest.approx(0.25 * 60 + 0.75 * 40)
    direct = bg.sanctions_threat(
        sender_stake=found.game.sender_stake, target_stake=found.game.target_stake, sender="Ann", target="Bob", **COSTS
    )
    assert found.equilibria == direct.equilibria
    assert found.equilibrium.threshold == pytest.approx(45)


SQ = {"status_quo": {"toll": 2}}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sender": "Anna", **SQ}, "sender: no party 'Anna'; did you mean 'Ann'?"),
        ({"target": "Ann", **SQ}, "target: 'Ann' is the sender too; name another party"),
        ({"demand": {}, **SQ}, "demand: it names no issue; write {issue: outcome}"),
        ({"demand": "north", **SQ}, "demand: 'north' is no table; write {issue: outcome}"),
        ({"demand": {"raod": "north"}, **SQ}, "demand: no issue 'raod'; did you mean 'road'?"),
        ({"demand": {"road": "nroth"}, **SQ}, "demand.road: no outcome 'nroth'; did you mean 'north'?"),
        ({}, "issues.toll: no status quo; give the issue one, or status_quo={'toll': …}"),
        ({"status_quo": {"tol": 2}}, "status_quo: no issue 'tol'; did you mean 'toll'?"),
        (
            {"demand": {"toll": 1}, **SQ},
            "demand: 'Ann' gains -2.5 points by it over the status quo; it must be above 0",
        ),
        (
            {"sender": "Bob", "target": "Cem", "demand": {"road": "south", "toll": 2}, **SQ},
            "demand: 'Bob' gains 0 points by it over the status quo; it must be above 0",
        ),
        (
            {"sender": "Ann", "target": "Cem", "demand": {"road": "north"}, **SQ},
            "demand: 'Cem' gives up 0 points by it over the status quo; it must be above 0",
        ),
    ],
)
def test_from_game_refuses(arguments, message):
    given = {"sender": "Ann", "target": "Bob", "demand": {"road": "north"}, **arguments}
    with pytest.raises(GameError) as error:
        bg.sanctions_threat.from_game(road(), **given, **COSTS)
    assert str(error.value) == message


def test_from_game_refuses_a_demand_across_an_absolute_red_line_of_the_target_only():
    game = road().with_red_line("Bob", {"road": "north"})
    with pytest.raises(GameError) as error:
        bg.sanctions_threat.from_game(game, sender="Ann", target="Bob", demand={"road": "north"}, **SQ, **COSTS)
    assert str(error.value) == (
        "demand: it crosses an absolute red line (Bob: never road = north), so no cost makes 'Bob' comply; demand "
        "something else, or lift it with without_red_line"
    )
    priced = road().with_red_line("Bob", {"road": "north"}, price=7)
    found = bg.sanctions_threat.from_game(priced, sender="Ann", target="Bob", demand={"road": "north"}, **SQ, **COSTS)
    assert found.game.target_stake == pytest.approx(15 + 7)


# ---- the door ----

GOOD = {"sender_stake": 20, "target_stake": 10, "sender_cost": 6, "target_cost": 14, "audience_cost": 8}
SENSE = "its parameters must be finite and its scale above 0 (a cost that is known is a plain number)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"success": 1.2}, "success: 1.2 is out of range; it must lie between 0 and 1"),
        ({"success": -0.1}, "success: -0.1 is out of range; it must lie between 0 and 1"),
        ({"sender_stake": 0}, "sender_stake: 0 is out of range; it must be above 0"),
        ({"target_stake": -3}, "target_stake: -3 is out of range; it must be above 0"),
        ({"sender_cost": -1}, "sender_cost: -1 is out of range; it must be at least 0"),
        ({"target_cost": -2.5}, "target_cost: -2.5 is out of range; it must be at least 0"),
        ({"audience_cost": -2}, "audience_cost: -2 is out of range; it must be at least 0"),
        ({"threat_cost": -2}, "threat_cost: -2 is out of range; it must be at least 0"),
        (
            {"audience_cost": math.nan},
            "audience_cost: nan is not a finite number; write a number such as 30 or 0.5",
        ),
        ({"target_cost": math.inf}, "target_cost: inf is not a finite number; write a number such as 30 or 0.5"),
        ({"target_cost": "14"}, "target_cost: '14' is not a number; write a number such as 30 or 0.5"),
        ({"target_cost": True}, "target_cost: True is not a number; write a number such as 30 or 0.5"),
        ({"target_cost": [1, 2]}, "target_cost: [1, 2] is not a number; write a number such as 30 or 0.5"),
        (
            {"target_cost": st.uniform(5, 0)},
            f"target_cost: uniform(5, 0) has the median nan; {SENSE}",
        ),
        (
            {"target_cost": st.uniform(loc=5, scale=-1)},
            f"target_cost: uniform(loc=5, scale=-1) has the median nan; {SENSE}",
        ),
        (
            {"target_cost": st.truncnorm(2, 1)},
            f"target_cost: truncnorm(2, 1) has the median nan; {SENSE}",
        ),
        (
            {"sender_cost": st.uniform(0, math.inf)},
            f"sender_cost: uniform(0, inf) has the median inf; {SENSE}",
        ),
        (
            {"target_cost": st.norm(10, 5)},
            "target_cost: norm(10, 5) puts a probability of 0.0228 on costs below 0; a cost must be at least 0, so use "
            "a distribution that starts there or above, such as scipy.stats.truncnorm",
        ),
        (
            {"target_cost": st.beta},
            "target_cost: scipy.stats.beta has no parameters yet; write scipy.stats.beta(a, b, loc, scale)",
        ),
        (
            {"target_cost": st.uniform([0, 1], [2, 3])},
            "target_cost: uniform([0, 1], [2, 3]) is 2 distributions in one; give one",
        ),
        (
            {"sender_cost": st.poisson(3)},
            "sender_cost: poisson(3) has separate values; the private cost of the sender has to be a continuous "
            "distribution, such as scipy.stats.uniform(2, 8)",
        ),
        (
            {"audience_cost": st.uniform(0, 1)},
            "audience_cost: only sender_cost and target_cost may be private; give a number such as 30 or 0.5",
        ),
        ({"target": "sender"}, "target: 'sender' is the sender too; name another party"),
        ({"sender": ""}, "sender: the text is empty; give it a name"),
    ],
)
def test_what_is_refused(change, message):
    with pytest.raises(GameError) as error:
        bg.sanctions_threat(**{**GOOD, **change})
    assert str(error.value) == message


def test_a_distribution_far_above_zero_may_reach_below_it():
    found = bg.sanctions_threat(**{**GOOD, "target_cost": st.norm(12, 1)})
    assert found.equilibrium.compliance == pytest.approx(float(st.norm(12, 1).sf(10)), abs=1e-12)


def test_numbers_with_evidence_and_the_result():
    cost = bg.Quantity(6, low=4, high=9, basis="assumed")
    found = bg.sanctions_threat(**{**GOOD, "sender_cost": cost, "target_cost": st.uniform(2, 20)})
    assert found.to_dict()["sender_cost"] == 6
    assert found.to_dict()["target_cost"] == "uniform(2, 20)"
    assert list(found.to_dict()) == [
        "sender", "target", "sender_stake", "target_stake", "audience_cost", "threat_cost", "success", "sender_cost",
        "target_cost", "credibility", "equilibria", "families", "method",
    ]  # fmt: skip
    assert found.to_dict()["credibility"] == found.credibility == 1.0
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()
    assert repr(found).splitlines()[:2] == [
        "sanctions threat of sender against target: 1 equilibrium",
        "  sender threatens; target complies with probability 0.6 (at a cost of sanctions above 10 points), else "
        "stands firm; if it stands firm, sender imposes sanctions",
    ]
    assert pickle.loads(pickle.dumps(found)).equilibria == found.equilibria
    hollow = bg.sanctions_threat(**{**GOOD, "audience_cost": 1})
    assert hollow.equilibrium.threshold == math.inf
    json.dumps(hollow.to_dict(), allow_nan=False)


@pytest.mark.parametrize("name", LAWS)
def test_every_solve_takes_less_than_a_second(name):
    for change in ({}, {"audience_cost": 6}, {"sender_cost": st.expon(scale=8)}):
        start = time.perf_counter()
        bg.sanctions_threat(**{**GOOD, "target_cost": LAWS[name], **change})
        assert time.perf_counter() - start < 1

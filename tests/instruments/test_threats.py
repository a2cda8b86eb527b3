"""Threats from levers: saddle points of the solution over grids of threats, brute force, closed forms, refusals."""

import json
from functools import cache
from itertools import product

import numpy as np
import pytest

import bargain as bg
from tests.instruments.plain import best_lottery, best_product, mixtures, number, table
from tests.instruments.wars import disagreements, moves, war_with_levers
from tests.oracle.random_games import random_game


@cache
def two_party_war(seed):
    game = random_game(seed, parties=2, issues=2 + seed % 2, ranges=0, war=False, zone="zone")
    return war_with_levers(game, seed + 1000, levels=(2, 4), dear=20 + 40 * (seed % 3))


def powers(game):
    return [number(p.power) for p in game.parties]


def mix_of(point, game, party):
    """The threat of a party as probabilities of its moves, shape (m,)."""
    chances = {tuple(levels.items()): p for p, levels in point.threats[party]}
    return np.array([chances.get(tuple(move.items()), 0.0) for move in moves(game, party)])


def levels_of(point):
    """What a pure threat sets, of all parties: lever → level."""
    assert all(len(threat) == 1 for threat in point.threats.values())
    return {lever: level for threat in point.threats.values() for lever, level in threat[0][1].items()}


def stable(payoffs, allowed=1e-7):
    """Positions of all pure equilibria: `payoffs`, shape (moves of each party …, n)."""
    found = []
    for at in np.ndindex(payoffs.shape[:-1]):
        rivals = [[payoffs[(*at[:i], k, *at[i + 1 :])][i] for k in range(payoffs.shape[i])] for i in range(len(at))]
        if all(max(rival) <= payoffs[at][i] + allowed for i, rival in enumerate(rivals)):
            found.append(at)
    return found


def stable_among_credible(payoffs, d):
    """Positions at which each party's move is best without agreement and, of such ones, best at the solution."""
    found = []
    for at in np.ndindex(d.shape[:-1]):
        good = True
        for i in range(len(at)):
            line = [(*at[:i], k, *at[i + 1 :]) for k in range(d.shape[i])]
            most = max(d[p][i] for p in line)
            best = [p for p in line if d[p][i] >= most - 1e-9]
            good &= at in best and max(payoffs[p][i] for p in best) <= payoffs[at][i] + 1e-7
        if good:
            found.append(at)
    return found


def listed(points, game):
    """The positions of pure threat points."""
    each = [moves(game, party) for party in game.party_names]
    places = []
    for point in points:
        levels = levels_of(point)
        places.append(tuple(m.index({k: levels[k] for k in m[0]}) for m in each))
    return places


@pytest.mark.parametrize("seed", range(64))
def test_two_parties_no_threat_on_a_grid_does_better(seed):
    """Lotteries over threats and over agreements; powers, red lines, linkages and risk attitudes included."""
    game = two_party_war(seed)
    found = bg.threats(game)
    payoffs, _ = table(game)
    d = disagreements(game)
    if "levels" in found.method:
        at = np.array([best_lottery(payoffs, x, powers(game)) for x in d.reshape(-1, 2)]).reshape(d.shape)
        assert any((at[k] == d[k]).all() for k in np.ndindex(d.shape[:-1]))  # nothing to agree on after some threats
        assert listed(found.equilibria, game) == stable(at, 1e-5)
        return
    x, y = (mix_of(found, game, party) for party in game.party_names)
    here = np.einsum("i,ijk,j", x, d, y)
    assert list(found.disagreement.values()) == pytest.approx(here, abs=1e-9)
    best = best_lottery(payoffs, here, powers(game))
    assert list(found.payoffs.values()) == pytest.approx(best, abs=1e-5)
    grid = 1 if seed % 3 else 2
    for rival in mixtures(len(x), grid):
        assert best_lottery(payoffs, np.einsum("i,ijk,j", rival, d, y), powers(game))[0] <= best[0] + 1e-5
    for rival in mixtures(len(y), grid):
        assert best_lottery(payoffs, np.einsum("i,ijk,j", x, d, rival), powers(game))[1] <= best[1] + 1e-5
    assert found.deviation <= 1e-7
    for i, party in enumerate(game.party_names):
        own = np.einsum("ijk,j->ik", d, y)[:, 0] if i == 0 else np.einsum("i,ijk->jk", x, d)[:, 1]
        assert found.regret[party] == pytest.approx(own.max() - here[i], abs=1e-9)
        assert found.credible[party] == (own.max() - here[i] <= 1e-9)


def test_random_wars_are_of_all_kinds():
    found = [bg.threats(two_party_war(seed)) for seed in range(30)]
    by_levels = ["levels" in result.method for result in found]
    mixed = [any(len(threat) > 1 for threat in point.threats.values()) for r in found for point in r.equilibria]
    assert 2 <= sum(by_levels) <= 22
    assert sum(mixed) >= 2


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("parties", [2, 3])
def test_levels_as_threats_against_brute_force(seed, parties):
    """Without lotteries: every combination is solved from the list of agreements, and every equilibrium found."""
    game = random_game(seed, parties=parties, issues=2, ranges=0, war=False, zone="zone", risk=bool(seed % 2))
    game = war_with_levers(game, seed, levels=(2, 3), dear=40)
    found = bg.threats(game, lotteries=False)
    payoffs, _ = table(game)
    d = disagreements(game)
    at = np.array([best_product(payoffs, x, powers(game)) for x in d.reshape(-1, parties)]).reshape(d.shape)
    assert listed(found.equilibria, game) == stable(at)
    assert listed(found.credible_only, game) == stable_among_credible(at, d)
    for point, place in zip(found.equilibria, stable(at), strict=True):
        assert list(point.payoffs.values()) == pytest.approx(at[place], abs=1e-7)
        assert list(point.disagreement.values()) == pytest.approx(d[place], abs=1e-9)
        assert point.deviation <= 1e-7


@pytest.mark.parametrize("seed", range(40))
def test_side_payments_between_two(seed):
    """The largest sum is shared; what is over the disagreement by power. No mixed threat on a grid does better."""
    game = two_party_war(seed)
    found = bg.threats(game, side_payments=True)
    payoffs, _ = table(game)
    sigma, d = payoffs.sum(axis=1).max(initial=-np.inf), disagreements(game)
    alpha = np.array(powers(game)) / sum(powers(game))
    if (d.sum(axis=-1) > sigma).any():
        assert "levels" in found.method
        return
    x, y = (mix_of(found, game, party) for party in game.party_names)

    def shared(p, q):
        here = np.einsum("i,ijk,j", p, d, q)
        return here + alpha * (sigma - here.sum())

    assert list(found.payoffs.values()) == pytest.approx(shared(x, y), abs=1e-9)
    assert sum(found.payoffs.values()) == pytest.approx(sigma, abs=1e-9)
    assert max(shared(rival, y)[0] for rival in mixtures(len(x), 2)) <= shared(x, y)[0] + 1e-9
    assert max(shared(x, rival)[1] for rival in mixtures(len(y), 2)) <= shared(x, y)[1] + 1e-9
    assert found.deviation <= 1e-9


@pytest.mark.parametrize("seed", range(20))
def test_side_payments_among_three(seed):
    game = random_game(seed, parties=3, ranges=0, war=False, zone="zone", risk=False)
    game = war_with_levers(game, seed, levels=(2, 3), dear=60)
    found = bg.threats(game, side_payments=True)
    payoffs, _ = table(game)
    sigma, d = payoffs.sum(axis=1).max(initial=-np.inf), disagreements(game)
    alpha = np.array(powers(game)) / sum(powers(game))
    over = sigma - d.sum(axis=-1)
    at = d + alpha * np.where(over >= -1e-9, over, 0.0)[..., None]
    assert listed(found.equilibria, game) == stable(at)
    for point, place in zip(found.equilibria, stable(at), strict=True):
        assert list(point.payoffs.values()) == pytest.approx(at[place], abs=1e-7)


def pie(d, levers, **powers):
    """A straight pie of 100 points, a fixed outside option, and levers (name, holder, levels)."""
    parties = [bg.Party(name, powers.get(name, 1)) for name in d]
    game = bg.BargainingGame("pie", parties=parties).with_issue(
        "share",
        range=(0, 1),
        weight={"Ann": 1, "Bob": 1},
        worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}},
    )
    game = game.with_outside_option(bg.Fixed(d))
    for name, holder, levels in levers:
        game = game.with_lever(name, holder, levels)
    return game


GATE = ("gate", "Ann", {"open": {}, "shut": {"outside_option.payoffs.Bob": 4}})
ROAD = ("road", "Bob", {"open": {}, "shut": {"outside_option.payoffs.Ann": 10}})


@pytest.mark.parametrize("side_payments", [False, True])
def test_on_a_straight_pie_each_pays_half_of_the_difference(side_payments):
    """u_1 = (100 + d_1 − d_2)/2: shutting the gate takes 16 from Bob and so brings Ann 8, the road takes 5 from her."""
    d = {"Ann": 20, "Bob": 20}
    alone = bg.threats(pie(d, [GATE]), side_payments=side_payments)
    assert alone.payoffs == pytest.approx({"Ann": 58, "Bob": 42}, abs=1e-9)
    both = bg.threats(pie(d, [GATE, ROAD]), side_payments=side_payments)
    assert both.payoffs == pytest.approx({"Ann": 53, "Bob": 47}, abs=1e-9)
    assert both.disagreement == {"Ann": 10, "Bob": 4}
    assert both.threats == {"Ann": ((1.0, {"gate": "shut"}),), "Bob": ((1.0, {"road": "shut"}),)}
    assert both.credible == {"Ann": True, "Bob": True}  # neither pays for its own threat


@pytest.mark.parametrize("side_payments", [False, True])
def test_with_powers_the_pie_weighs_threats(side_payments):
    """u_1 = α_1·100 + α_2 d_1 − α_1 d_2 with α = (3, 1)/4: a point from Bob brings Ann 3/4, one from her costs 1/4."""
    found = bg.threats(pie({"Ann": 20, "Bob": 20}, [GATE, ROAD], Ann=3, Bob=1), side_payments=side_payments)
    assert found.payoffs["Ann"] == pytest.approx(75 + 10 / 4 - 4 * 3 / 4, abs=1e-9)


def test_a_threat_that_costs_its_holder_more_than_it_brings_is_not_made():
    """Half of 16 is more than half of 10, so Ann threatens to lose 10, which is not credible; at 20 she does not."""
    for cost, made in ((10, "shut"), (20, "open")):
        gate = ("gate", "Ann", {"open": {}, "shut": {**GATE[2]["shut"], "outside_option.payoffs.Ann": 20 - cost}})
        found = bg.threats(pie({"Ann": 20, "Bob": 20}, [gate]))
        assert found.threats["Ann"] == ((1.0, {"gate": made}),)
        assert found.credible["Ann"] == (made == "open")
        assert found.regret["Ann"] == pytest.approx(10 if made == "shut" else 0, abs=1e-12)
        (credible,) = found.credible_only
        assert credible.threats["Ann"] == ((1.0, {"gate": "open"}),)
        assert credible.payoffs == pytest.approx({"Ann": 50, "Bob": 50}, abs=1e-9)
        if made == "shut":
            assert credible.deviation == pytest.approx(3, abs=1e-9)  # what the empty threat would bring


def embargo():
    """Bob may stop Ann's oil, which costs her 20 points, or her grain, 30; she may insure the one or the other by nine
    tenths."""
    game = pie({"Ann": 40, "Bob": 40}, [])
    for good, cost in (("oil", 20), ("grain", 30)):
        game = game.with_measure(bg.Sanctions(name=good, target="Ann", cost_per_year=cost, years=1, level=0))
    stop = {good: {f"outside_option.measures.{good}.level": 1} for good in ("oil", "grain")}
    insure = {good: {f"outside_option.measures.{good}.evasion": 0.9} for good in ("oil", "grain")}
    return game.with_lever("stop", "Bob", stop).with_lever("insure", "Ann", insure)


def test_a_lottery_over_levels_may_be_the_best_threat():
    """d_1 − d_2 is [[−2, −30], [−20, −3]]: no saddle. In the closed form of two by two its value is −594/45."""
    found = bg.threats(embargo())
    assert found.payoffs["Ann"] == pytest.approx(50 - 594 / 90, abs=1e-9)
    assert found.disagreement == pytest.approx({"Ann": 40 - 594 / 45, "Bob": 40}, abs=1e-9)
    assert found.threats["Ann"] == (
        (pytest.approx(17 / 45, abs=1e-12), {"insure": "oil"}),
        (pytest.approx(28 / 45, abs=1e-12), {"insure": "grain"}),
    )
    assert [p for p, _ in found.threats["Bob"]] == pytest.approx([27 / 45, 18 / 45], abs=1e-12)
    assert "insure: oil with probability 0.3778 or insure: grain with probability 0.6222" in repr(found)


def test_no_equilibrium_is_a_result():
    """The same threats as levels, not lotteries over them: each chases the other, and the result says so."""
    found = bg.threats(embargo(), lotteries=False)
    assert found.equilibria == ()
    assert repr(found).startswith("no equilibrium in pure threats\n")
    assert found.to_dict()["equilibria"] == []
    with pytest.raises(bg.NoEquilibriumError) as error:
        found.payoffs  # noqa: B018
    assert str(error.value) == "threats: no combination is an equilibrium; looked through all 4 combinations of levels"


def test_where_nothing_can_be_agreed_threats_are_carried_out():
    """Outside options above the pie: every holder sets what is best for itself, and that is what comes about."""
    d = {"Ann": 70, "Bob": 60}
    gate = ("gate", "Ann", {"open": {}, "shut": {"outside_option.payoffs.Ann": 72, "outside_option.payoffs.Bob": 50}})
    found = bg.threats(pie(d, [gate]))
    assert not found.solution.deal
    assert found.payoffs == found.disagreement == {"Ann": 72, "Bob": 50}
    assert found.method == "all 2 combinations of levels, some leave nothing to agree on"
    assert found.credible == {"Ann": True}


def test_outsiders_act_for_whom_one_says():
    ally = ("aid", "Ally", {"full": {}, "none": {"outside_option.payoffs.Ann": 10}})
    game = pie({"Ann": 20, "Bob": 20}, [GATE, ally])
    found = bg.threats(game)
    why = 'held by \'Ally\', no party of the game; say for which it acts, as in acts_for={"Ally": "Ann"}'
    assert found.left_out == (("aid", why),)
    assert repr(found).count("left as in the file: aid, held by 'Ally'") == 1
    assert found.payoffs["Ann"] == pytest.approx(58, abs=1e-9)
    for key in ("Ally", "aid"):
        against = bg.threats(game, acts_for={key: "Bob"})
        assert against.payoffs["Ann"] == pytest.approx(53, abs=1e-9)
        assert against.left_out == ()
        beside = bg.threats(game, acts_for={key: "Ann"})
        assert beside.threats["Ann"] == ((1.0, {"gate": "shut", "aid": "full"}),)
    assert bg.threats(game, levers=["gate"]).left_out == ()


def test_what_moves_agreements_is_no_threat():
    worth = ("taste", "Bob", {"plain": {}, "keen": {"issues.share.Bob.weight": 2}})
    game = pie({"Ann": 20, "Bob": 20}, [GATE, worth])
    found = bg.threats(game)
    why = "'issues.share.Bob.weight' moves what agreements are worth; a threat moves what happens without one"
    assert found.left_out == (("taste", why),)
    with pytest.raises(bg.GameError) as error:
        bg.threats(game, levers=["taste"])
    assert str(error.value) == f"levers.taste: {why}"


REFUSALS = {
    "levers: the game has none; add [levers.\"name\"] with held_by and levels, or with_lever(…)": ([], {}),
    "levers.aid: held by 'Ally', no party of the game; say for which it acts, as in acts_for={\"Ally\": \"Ann\"}": (
        [("aid", "Ally", {"full": {}})], {},
    ),
    "levers: no lever 'gat'; did you mean 'gate'?": ([GATE], {"levers": ["gat"]}),
    "acts_for: 'Ann' is a party of the game and acts for itself; leave 'gate' out": (
        [GATE], {"acts_for": {"gate": "Bob"}},
    ),
    "acts_for: no lever or holder of one 'Alli'; did you mean 'Ally'?": (
        [("aid", "Ally", {"full": {}})], {"acts_for": {"Alli": "Bob"}},
    ),
    "acts_for.Ally: no party 'Bo'; did you mean 'Bob'?": (
        [("aid", "Ally", {"full": {}})], {"acts_for": {"Ally": "Bo"}},
    ),
    "side_payments: they go with concept = 'nash', not with 'egalitarian'; leave one of the two out": (
        [GATE], {"side_payments": True, "concept": "egalitarian"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("message", REFUSALS)
def test_refusals(message):
    levers, asked = REFUSALS[message]
    with pytest.raises(bg.GameError) as error:
        bg.threats(pie({"Ann": 20, "Bob": 20}, levers), **asked)
    assert str(error.value) == message


def test_too_many_combinations_are_told_so():
    game = pie({"Ann": 20, "Bob": 20}, [])
    for k in range(5):
        game = game.with_lever(f"lever {k}", "Ann", {f"level {n}": {} for n in range(8)})
    with pytest.raises(bg.TooLargeError) as error:
        bg.threats(game)
    text = "levers: their levels make 32768 combinations of threats; at most 10000 fit: name fewer levers"
    assert str(error.value) == text
    assert len(bg.threats(game, levers=["lever 0", "lever 1"]).equilibria) == 1


def test_a_holder_of_many_levers_is_searched_through():
    """512 threats of one party: the dearest for the other, at no cost, is found."""
    game = pie(
        {"Ann": 20, "Bob": 20}, [("gate", "Ann", {f"{x}": {"outside_option.payoffs.Bob": x} for x in range(20)})]
    )
    assert bg.threats(game).payoffs == pytest.approx({"Ann": 60, "Bob": 40}, abs=1e-9)


@pytest.mark.parametrize("concept", ["egalitarian", "kalai_smorodinsky"])
def test_other_concepts_take_levels_as_threats(concept):
    game = pie({"Ann": 20, "Bob": 20}, [GATE, ROAD])
    found = bg.threats(game, concept=concept)
    assert found.solution.concept == concept
    assert found.payoffs == pytest.approx({"Ann": 53, "Bob": 47}, abs=1e-9)


def test_a_bent_frontier_is_solved_to_its_tolerance():
    """Risk attitudes bend the pie of a range: the answer is the Nash solution from the threats' disagreement."""
    game = pie({"Ann": 20, "Bob": 20}, [GATE, ROAD])
    game = bg.BargainingGame(
        game.title,
        [bg.Party("Ann", risk_aversion=1.0), bg.Party("Bob", risk_aversion=2.0)],
        game.issues,
        outside_option=game.outside_option,
        levers=game.levers,
    )
    found = bg.threats(game)
    assert found.disagreement == {"Ann": 10, "Bob": 4}
    there = game.at_levels({"gate": "shut", "road": "shut"})
    assert found.payoffs == pytest.approx(bg.nash(there, lotteries=True).payoffs, abs=1e-9)
    assert found.deviation <= 1e-6


def test_results_are_plain_and_framed():
    found = bg.threats(pie({"Ann": 20, "Bob": 20}, [GATE, ROAD]))
    document = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert document["equilibria"][0]["payoffs"] == pytest.approx({"Ann": 53, "Bob": 47})
    assert document["equilibria"][0]["threats"]["Ann"] == [{"probability": 1.0, "levels": {"gate": "shut"}}]
    frame = found.to_frame()
    assert list(frame["party"]) == ["Ann", "Bob"] * 2
    assert frame.loc[0, "threat"] == "gate: shut"
    assert "Ann threatens gate: shut (credible)" in repr(found)
    assert hash(found) == hash(bg.threats(pie({"Ann": 20, "Bob": 20}, [GATE, ROAD])))
    with pytest.raises(AttributeError):
        found.method = "guess"


def test_brute_force_reads_levels_as_the_game_does():
    """The oracle's formula of war and the game's own, at every combination of levels."""
    for seed in range(10):
        game = two_party_war(seed)
        d = disagreements(game)
        for (i, one), (j, two) in product(*(enumerate(moves(game, p)) for p in game.party_names)):
            assert list(game.at_levels({**one, **two}).disagreement.values()) == pytest.approx(d[i, j], abs=1e-9)

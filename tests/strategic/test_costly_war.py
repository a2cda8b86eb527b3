"""War that reveals strength: closed forms, brute force over beliefs, plans followed battle by battle, case files."""

import json
import pickle
from dataclasses import FrozenInstanceError, asdict, fields
from pathlib import Path

import numpy as np
import pytest
import scipy.stats as st
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.errors import ConceptError, GameError, NoEquilibriumError
from bargain.outside.war import Ending, War
from bargain.strategic.fighting.backward import Course
from bargain.strategic.fighting.game import FightGame
from bargain.strategic.screening.checking import largest_gain
from bargain.strategic.screening.stage import Move, Stage
from tests.strategic import costly_war_oracle as oracle
from tests.strategic.plainness import numpy_inside

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT = 1e-9


def random_game(seed, types=(1, 4)):
    rng = np.random.default_rng(seed)
    k, n, rounds = int(rng.integers(*types)), int(rng.integers(2, 8)), int(rng.integers(1, 5))
    return oracle.game(
        rng.uniform(0.1, 0.9, k), rng.dirichlet(np.ones(k)), n, int(rng.integers(1, n)),
        costs=tuple(rng.uniform(0, 0.12, 2)), rounds=rounds, discount=tuple(rng.uniform(0.8, 1, 2)),
        ending=("collapse", "armistice")[seed % 2],
    )  # fmt: skip


def solved(g):
    given = {name: g[name] for name in ("chances", "prior", "positions", "front", "costs", "rounds", "discount")}
    return bg.costly_war(**given, ending="collapse" if g["ending"] == "collapse" else "silence")


def turning_points(g):
    """The shares gone at which some plan of the package changes, as points for the oracle to look at."""
    stops = np.array([g["stop"][f] for f in range(g["positions"] + 1)])
    game = FightGame(
        g["chances"], g["prior"], g["front"], stops, g["costs"], g["discount"], g["rounds"],
        g["ending"] != "collapse", lambda s: 1 - s, 0.0, 1.0,
    )  # fmt: skip
    course = Course(game)
    stages = [(r, a) for r in range(g["rounds"]) for a in range(r + 1) if not game.over(r, a)]
    points = np.unique(np.concatenate([course.stage(*at).plan[0] for at in stages]))
    return np.concatenate([points, points - 1e-6, points + 1e-6])


# ---- closed forms ----


@pytest.fixture(scope="module")
def forms():
    """Name → function of numbers, from the sympy expressions."""
    found = {}
    for name, expression in DERIVATIONS["costly_war"]().items():
        symbols = sorted(expression.free_symbols, key=str)
        function = sp.lambdify(symbols, expression, modules="math")
        found[name] = lambda numbers, f=function, s=symbols: float(f(*(numbers[x.name] for x in s)))
    return found


def test_the_last_offer_against_the_closed_form(forms):
    rng = np.random.default_rng(1)
    risky = 0
    for _ in range(200):
        p_s, p_w = np.sort(rng.uniform(0.15, 0.85, 2))
        n = int(rng.integers(2, 8))
        numbers = {"p_w": p_w, "p_s": p_s, "w": rng.uniform(0.05, 0.95), "N": n, "f": int(rng.integers(1, n))}
        numbers |= {"c_1": rng.uniform(0, 0.05), "c_2": rng.uniform(0, 0.02)}
        if forms["offer_weak"](numbers) < 0 or forms["offer_both"](numbers) < forms["offer_weak"](numbers):
            continue  # a type so weak that it takes nothing
        found = bg.costly_war(
            chances=(p_w, p_s), prior=(numbers["w"], 1 - numbers["w"]), positions=n, front=numbers["f"], rounds=1,
            costs=(numbers["c_1"], numbers["c_2"]),
        )  # fmt: skip
        takes_risk = numbers["w"] > forms["critical"](numbers)
        risky += takes_risk
        assert found.offer == pytest.approx(forms["offer_weak" if takes_risk else "offer_both"](numbers), abs=EXACT)
        assert found.payoffs[0] == pytest.approx(forms["weak" if takes_risk else "both"](numbers), abs=EXACT)
        assert found.failure == pytest.approx(1 - numbers["w"] if takes_risk else 0, abs=EXACT)
    assert 30 < risky < 170


@pytest.mark.parametrize("seed", range(10))
def test_fighting_to_the_finish_is_gamblers_ruin(forms, seed):
    """The strong type refuses what the weak one takes, and war goes on to the end."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 9))
    numbers = {"p": rng.uniform(0.2, 0.8), "N": n, "f": int(rng.integers(1, n))}
    weak, strong = numbers["p"] + 0.1, numbers["p"]
    found = bg.costly_war(
        chances=(weak, strong), prior=(0.999, 0.001), positions=n, front=numbers["f"], rounds=1, costs=(1e-7, 0)
    )
    assert found.path[0].accepts == (1.0, 0.0)
    fought = found.endings["collapse of second"] / found.failure
    assert fought == pytest.approx(forms["victory"](numbers), abs=1e-8)
    assert found.duration / found.failure == pytest.approx(forms["battles"](numbers), abs=1e-6)
    alike = bg.costly_war(
        chances=(0.6, 0.5), prior=(0.999, 0.001), positions=n, front=numbers["f"], rounds=1, costs=(1e-7, 0)
    )
    assert alike.duration / alike.failure == pytest.approx(forms["equal"](numbers), abs=1e-6)


# ---- brute force ----


@pytest.mark.parametrize("seed", range(40))
def test_plans_against_beliefs_on_a_grid(seed):
    g = random_game(seed)
    found = solved(g)
    best, offer = oracle.on_a_grid(g, points=60, extra=turning_points(g))
    assert found.payoffs[0] == pytest.approx(best, abs=1e-7)
    assert found.others or found.offer == (None if offer is None else pytest.approx(offer, abs=1e-7))
    if g["rounds"] == 1:
        assert found.payoffs[0] == pytest.approx(oracle.one_round(g), abs=EXACT)


@pytest.mark.parametrize("seed", range(40, 52))
def test_plans_against_a_plain_grid(seed):
    """Without any hint of where plans change: close, and closer on a finer grid."""
    g = random_game(seed, types=(1, 3))
    found = solved(g)
    coarse, fine = (abs(oracle.on_a_grid(g, points)[0] - found.payoffs[0]) for points in (60, 400))
    assert fine <= 0.01
    assert fine <= coarse + 1e-3


@pytest.mark.parametrize("seed", range(52, 112))
def test_plans_followed_battle_by_battle(seed):
    """Payoffs, beliefs by Bayes' rule, and that no type gains by any other way of accepting and refusing."""
    g = random_game(seed, types=(2, 4))
    try:
        found = solved(g)
    except NoEquilibriumError:
        assert len(g["chances"]) > 2, "with two types there was always one"
        return
    order = np.argsort(-np.asarray(found.types), kind="stable")
    path = [asdict(one) | {"accepts": np.asarray(one.accepts)[order].tolist()} for one in found.path]
    values = oracle.follow(g, path)
    assert found.payoffs[0] == pytest.approx(g["prior"] @ values[:, 0], abs=EXACT)
    assert np.asarray(found.type_payoffs)[order] == pytest.approx(values[:, 1], abs=EXACT)
    assert (values[:, 2] <= values[:, 1] + EXACT).all()
    for position, one in enumerate(found.path):
        assert np.asarray(one.belief)[order] == pytest.approx(oracle.belief(g, path, position), abs=EXACT)
    assert sum(found.endings.values()) == pytest.approx(1)
    assert found.deviation <= EXACT


@pytest.mark.parametrize("seed", range(12))
def test_one_battle_that_decides_is_the_crisis_with_private_strength(seed):
    rng = np.random.default_rng(seed)
    k = int(rng.integers(2, 5))
    chances, prior, costs = np.sort(rng.uniform(0.1, 0.9, k)), rng.dirichlet(np.ones(k)), rng.uniform(0, 0.2, 2)
    war = bg.costly_war(chances=chances, prior=prior, positions=2, front=1, rounds=1, costs=costs)
    crisis = bg.crisis(win_probability=st.rv_discrete(values=(chances, prior))(), costs=tuple(costs))
    assert war.payoffs == pytest.approx(crisis.payoffs, abs=EXACT)
    assert war.failure == pytest.approx(crisis.war_probability, abs=EXACT)


# ---- what follows from the model ----


def test_all_known_no_war():
    rng = np.random.default_rng(2)
    for seed in range(20):
        g = random_game(seed, types=(1, 2))
        g["costs"] = tuple(rng.uniform(0.001, 0.1, 2))
        found = solved(g)
        assert found.failure == 0
        assert found.duration == 0
        assert found.path[0].belief == (1.0,)


def test_battles_teach():
    found = bg.costly_war(chances=(0.65, 0.35), prior=(0.6, 0.4), positions=6, front=3, rounds=4, costs=(0.02, 0.02))
    assert found.beliefs()[0] == pytest.approx(0.6)
    refused = 0.6 * (1 - found.path[0].accepts[0])
    weight = refused * 0.65, 0.4 * 0.35
    assert found.beliefs("+")[0] == pytest.approx(weight[0] / sum(weight))
    assert found.beliefs("+")[0] > found.beliefs("-")[0], "battles won make the opponent look weak"
    offers = {one.battles: one.offer for one in found.path if one.round == 2}
    assert offers["-"] > offers["+"], "and battles lost make offers generous"
    assert list(found.lasts) == sorted(found.lasts, reverse=True)
    assert found.failure == found.lasts[0] == found.war_probability
    assert found.duration > sum(found.lasts)


def test_stronger_types_expect_more_and_accept_later():
    for seed in range(30):
        g = random_game(seed, types=(2, 3))
        found = solved(g)
        weak, strong = np.argsort(-np.asarray(found.types))
        assert found.type_payoffs[strong] >= found.type_payoffs[weak] - EXACT
        for one in found.path:
            assert one.accepts[weak] >= one.accepts[strong]


def test_the_order_in_which_types_are_given_plays_no_part():
    one = bg.costly_war(chances=(0.7, 0.5, 0.3), prior=(0.5, 0.3, 0.2), rounds=2)
    other = bg.costly_war(chances=(0.3, 0.7, 0.5), prior=(0.2, 0.5, 0.3), rounds=2)
    assert one.payoffs == pytest.approx(other.payoffs)
    assert other.types == (0.3, 0.7, 0.5)
    assert other.type_payoffs == pytest.approx([one.type_payoffs[i] for i in (2, 0, 1)])
    assert other.path[0].accepts == pytest.approx([one.path[0].accepts[i] for i in (2, 0, 1)])


def test_equally_good_first_offers_are_all_returned():
    """At the critical probability of a weak type both offers bring the same: see the closed form at N = 2."""
    found = bg.costly_war(chances=(0.7, 0.4), prior=(0.25, 0.75), positions=2, front=1, rounds=1)
    assert sorted(round(e.offer, 9) for e in found.equilibria) == [0.25, 0.55]
    assert [round(e.payoffs[0], 9) for e in found.equilibria] == [0.45, 0.45]
    assert sorted(round(e.failure, 9) for e in found.equilibria) == [0.0, 0.75]


def test_where_weaker_types_do_not_give_in_first_it_is_said():
    """Some game of three types has no equilibrium of the kind: the first of random ones is refused in these words."""

    def play(seed):
        rng = np.random.default_rng(seed)
        given = {"chances": rng.uniform(0.2, 0.8, 3), "prior": rng.dirichlet(np.ones(3)), "positions": 8, "front": 4}
        given |= {"rounds": 5, "costs": rng.uniform(0, 0.05, 2), "discount": rng.uniform(0.9, 1, 2)}
        return bg.costly_war(**given)

    def play_many():
        for seed in range(300):
            play(seed)

    with pytest.raises(NoEquilibriumError) as error:
        play_many()
    assert str(error.value).startswith(
        "costly_war: no equilibrium was found in which weaker types give in before stronger ones; tried was the best "
        "plan of this kind, by backward induction over all beliefs, and somebody could leave it at a gain of "
    )


def test_a_large_game_is_quick_enough_to_be_solved():
    found = bg.costly_war(
        chances=(0.6, 0.4), prior=(0.5, 0.5), positions=12, front=6, rounds=8, costs=(0.005, 0.005), discount=0.98
    )
    assert found.deviation <= EXACT
    assert len(found.lasts) == 8


# ---- case files ----


def road(ann=(0.6, 0.4), bob=(0.4, 0.6), *, years=1, rate=0.0, cost=10, line=None):
    rest = {"Ann": 1 - sum(ann), "Bob": 1 - sum(bob)}
    ends = [
        Ending("north", {"Ann": ann[0], "Bob": bob[0]}, {"road": "north"}),
        Ending("south", {"Ann": ann[1], "Bob": bob[1]}, {"road": "south"}),
    ]
    if line is not None:
        ends.append(Ending("line", rest, {"road": line}))
    parties = [bg.Party("Ann", discount_rate=rate), bg.Party("Bob", discount_rate=rate)]
    return (
        bg.BargainingGame("road", parties=parties)
        .with_issue(
            "road", outcomes=["north", "half", "south"], status_quo="south", weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 60, 0], "Bob": [0, 60, 100]},
        )
        .with_outside_option(War(years, {"Ann": cost, "Bob": cost}, tuple(ends)))
    )  # fmt: skip


ENDS = {"Ann": "north", "Bob": "south"}


def test_from_game_reads_strength_off_the_beliefs():
    found = bg.costly_war.from_game(road(), advances=ENDS, credence=0.1, positions=2, rounds=1, ending="collapse")
    assert found.types == pytest.approx((0.6, 0.4))
    assert found.prior == pytest.approx((0.9, 0.1))
    # Bob's war is worth 100·0.4 − 10 if weak, 100·0.6 − 10 if strong; Ann gives from the curve with its corner (60, 60)
    assert found.offer == pytest.approx(30)
    assert found.payoffs[0] == pytest.approx(0.9 * 80 + 0.1 * (40 - 10))
    four = bg.costly_war.from_game(road(), advances=ENDS, credence=0.3, positions=4, rounds=1)
    for chance, odds in zip(four.types, (0.6, 0.4), strict=True):  # won with the case's odds from two steps away
        ratio = (1 - chance) / chance
        assert (1 - ratio**2) / (1 - ratio**4) == pytest.approx(odds)


def test_from_game_stops_at_the_line_and_discounts():
    """Silence after one battle of half a year: half way between the line and an advance."""
    game = road((0.4, 0.2), (0.3, 0.3), years=2, rate=0.2, line="half")
    found = bg.costly_war.from_game(game, advances=ENDS, credence=0.5, positions=4, rounds=1, battle=0.5)
    factor, spent = np.exp(-0.1), 10 * (1 - np.exp(-0.1)) / 0.2
    weak, strong = found.types
    for chance, odds in ((weak, 2), (strong, 1)):
        assert (chance / (1 - chance)) ** 2 == pytest.approx(odds)
    price = [-spent + factor * (p * 30 + (1 - p) * 80) for p in (weak, strong)]
    assert found.offer == pytest.approx(price[0 if found.failure else 1])
    by_itself = bg.costly_war.from_game(game, advances=ENDS, credence=0.5, positions=4, rounds=4)
    direct = bg.costly_war.from_game(game, advances=ENDS, credence=0.5, positions=4, rounds=4, battle=0.5)
    assert by_itself.payoffs == pytest.approx(direct.payoffs)


def test_from_game_with_the_first_party_in_the_know():
    found = bg.costly_war.from_game(
        road(), advances=ENDS, credence=0.3, informed="Ann", positions=2, rounds=1, ending="collapse"
    )
    assert found.parties == ("Bob", "Ann")
    assert found.types == pytest.approx((0.6, 0.4))
    mirrored = bg.costly_war.from_game(road(), advances=ENDS, credence=0.3, positions=2, rounds=1, ending="collapse")
    assert found.payoffs == pytest.approx(mirrored.payoffs), "the case is symmetric"


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
@pytest.mark.parametrize("informed", ["Ukraine", "Russia"])
def test_the_cases_of_the_package(slug, informed):
    game = bg.read(ANALYSES / slug / "game.toml")
    ends = {"Ukraine": "Ukrainian advance", "Russia": "Russian advance"}
    for credence in (0.2, 0.8):
        found = bg.costly_war.from_game(game, advances=ends, credence=credence, informed=informed)
        assert found.parties[1] == informed
        assert found.deviation <= 1e-7
        assert sum(found.endings.values()) == pytest.approx(1)
        assert not numpy_inside(found)


def test_from_game_refuses():
    fixed = road().with_outside_option(bg.Fixed({"Ann": 1, "Bob": 1}))
    good = {"advances": ENDS, "credence": 0.3}
    for game, change, message in [
        (fixed, {}, "outside_option: 'fixed' is no war, so it says nothing of endings and costs; write "
                    'kind = "war", or call the game with plain numbers'),
        (road(), {"advances": "north"}, "advances: 'north' is no table; write {party: the ending in which it has won}"),
        (road(), {"advances": {"Ann": "north"}}, "advances: 'Bob' is missing; name the ending in which it has won"),
        (road(), {"advances": {**ENDS, "Cem": "north"}}, "advances: no party 'Cem'; known: Ann, Bob"),
        (road(), {"advances": {"Ann": "nort", "Bob": "south"}},
         "advances.Ann: no ending 'nort'; did you mean 'north'?"),
        (road(), {"advances": {"Ann": "south", "Bob": "south"}},
         "advances: 'south' stands for both parties; name two endings"),
        (road(bob=(0, 1)), {},
         "advances: 'Bob' thinks that 'north' cannot come, so a battle would be won for sure; give both advances a "
         "probability above 0"),
        (road(), {"credence": 1.2}, "credence: 1.2 is out of range; it must lie between 0 and 1"),
        (road(), {"credence": 0}, "credence: 0.0 is out of range; it must be above 0 and below 1"),
        (road(), {"informed": "Cem"}, "informed: no party 'Cem'; known: Ann, Bob"),
        (road(), {"positions": 3}, "positions: 3 is odd; it must be even, so that the front begins in the middle"),
        (road(), {"battle": 0}, "battle: 0 is out of range; it must be above 0"),
        (road(), {"ending": "peace"}, "ending: 'peace' is unknown; write 'collapse' (to the finish) or 'silence'"),
    ]:  # fmt: skip
        with pytest.raises(GameError) as error:
            bg.costly_war.from_game(game, **{**good, **change})
        assert str(error.value) == message
    three = bg.BargainingGame("three", parties=["a", "b", "c"]).with_issue(
        "x", outcomes=["1"], status_quo="1", weight=dict.fromkeys("abc", 1), worth={p: [0] for p in "abc"}
    ).with_outside_option(War(1, dict.fromkeys("abc", 1), (Ending("end", 1),)))  # fmt: skip
    with pytest.raises(ConceptError):
        bg.costly_war.from_game(three, advances={"a": "end"}, credence=0.5)


# ---- the door ----


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"chances": (0.6, 1.2)}, "chances[1]: 1.2 is out of range; it must lie between 0 and 1"),
        ({"chances": (0.6, 1)}, "chances[1]: 1 is out of range; it must be above 0 and below 1"),
        ({"chances": 0.6}, "chances: 0.6 is not a list; write chances=(0.6, 0.4)"),
        ({"chances": ()}, "chances: 0 types; there must be from 1 to 8, such as chances=(0.6, 0.4)"),
        ({"chances": [0.1] * 9}, "chances: 9 types; there must be from 1 to 8, such as chances=(0.6, 0.4)"),
        ({"prior": (0.5,)}, "prior: 1 entries; it must have 2, such as prior=(0.5, 0.5)"),
        ({"prior": (0.5, 0.4)}, "prior: it sums to 0.9; change it so that it sums to 1"),
        ({"prior": (1, 0)}, "prior: [1, 0] is out of range; every type must have a probability above 0"),
        ({"prior": (1.5, -0.5)}, "prior[0]: 1.5 is out of range; it must lie between 0 and 1"),
        ({"positions": 1}, "positions: 1 is out of range; it must lie between 2 and 100"),
        ({"positions": 2.5}, "positions: 2.5 is no whole number; it must be one from 2 to 100"),
        ({"front": 4}, "front: 4 is out of range; it must lie between 1 and 3"),
        ({"costs": (0.1, -0.1)}, "costs[1]: -0.1 is out of range; it must be at least 0"),
        ({"rounds": 0}, "rounds: 0 is out of range; it must lie between 1 and 8"),
        ({"rounds": 20}, "rounds: 20 is out of range; it must lie between 1 and 8"),
        ({"discount": 1.1}, "discount: 1.1 is out of range; it must be above 0 and at most 1"),
        ({"discount": (0.9, 0)}, "discount[1]: 0 is out of range; it must be above 0 and at most 1"),
        ({"ending": "armistice"}, "ending: 'armistice' is unknown; write 'collapse' (to the finish) or 'silence'"),
        ({"parties": ("A", "A")}, "parties: party 'A' stands twice; keep one"),
    ],
)
def test_what_is_refused(change, message):
    with pytest.raises(GameError) as error:
        bg.costly_war(**{"chances": (0.6, 0.4), "prior": (0.5, 0.5), **change})
    assert str(error.value) == message


def test_courses_of_battles_are_told():
    found = bg.costly_war(chances=(0.7, 0.4), prior=(0.6, 0.4), positions=4, front=2, rounds=3, parties=("Ann", "Bob"))
    begins = {one.battles: sentence.partition(",")[0] for one, sentence in zip(found.path, found.words, strict=False)}
    assert begins == {
        "": "at the start", "+": "after battles + (1 won)", "+-": "after battles +- (1 won and 1 lost)",
        "-": "after battles - (1 lost)",
    }  # fmt: skip


# ---- one stage ----


def stages_of(seed):
    g = random_game(seed)
    stops = np.array([g["stop"][f] for f in range(g["positions"] + 1)])
    game = FightGame(
        g["chances"], g["prior"], g["front"], stops, g["costs"], g["discount"], g["rounds"],
        g["ending"] != "collapse", lambda s: 1 - s, 0.0, 1.0,
    )  # fmt: skip
    course = Course(game)
    return [course.stage(r, a) for r in range(g["rounds"]) for a in range(r + 1) if not game.over(r, a)]


def test_a_mixture_of_moves_has_no_idle_move():
    mixed = 0
    for seed in range(8):
        for stage in stages_of(seed):
            for z in stage.plan[0][:-1].tolist():
                for mild in (0.0, 0.3, 1.0):
                    moves = stage.played(z, mild)
                    assert all(chance > 0 for chance, _ in moves)
                    assert sum(chance for chance, _ in moves) == pytest.approx(1)
                    assert len(moves) <= (2 if mild == 0.3 else 1)
                    mixed += len(moves) == 2
    assert mixed > 10


def test_the_evidence_sees_an_offer_that_is_not_made():
    """The proposer makes none at all, whatever has gone: by a scan of its own offers, it loses just so much."""
    for seed in range(6):
        for stage in stages_of(seed)[:1]:
            assert largest_gain(stage) <= EXACT
            cuts, offers, _ = stage.offers
            best = 0.0
            for z in np.concatenate([stage.plan[0][:-1], 0.5 * (stage.plan[0][:-1] + stage.plan[0][1:])]):
                left = stage.weighed(1.0) - stage.weighed(z)
                for cut, offer in zip(cuts, offers, strict=True):
                    if cut > z:
                        made = stage.give(offer) * (stage.weighed(cut) - stage.weighed(z)) + stage.resting(cut)
                        best = max(best, float((made - stage.resting(z)) / left))
            idle = Idle(*(getattr(stage, f.name) for f in fields(Stage)))
            assert largest_gain(idle) == pytest.approx(best, abs=EXACT)
            assert best > 0.01


class Idle(Stage):
    """A stage in which nothing is ever offered."""

    def move(self, z):
        return Move(z, None, float(self.resting(z)))


def test_the_result_is_frozen_and_plain():
    found = bg.costly_war(chances=(0.7, 0.4), prior=(0.6, 0.4), positions=2, front=1, parties=("Ann", "Bob"), rounds=1)
    with pytest.raises(FrozenInstanceError):
        found.duration = 0
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found).splitlines()[:3] == [
        "CostlyWar: payoffs Ann 0.59, Bob 0.37; probability of failure 0.4",
        "  at the start, Ann offers Bob 0.25 of the pie; Bob accepts if against it a battle is won with chance 0.7",
        "  there is a battle with probability 0.4, 0.4 on average",
    ]
    assert not numpy_inside(found)
    frame = found.to_frame()
    assert list(frame.columns[:6]) == ["round", "battles", "front", "probability", "offer", "agreement"]
    assert len(frame) == len(found.path)
    with pytest.raises(KeyError):
        found.beliefs("+")
    assert found.settlements == ((pytest.approx(0.6), pytest.approx(0.25)),)

"""Shifting power: published numbers, closed forms, offers on a grid, linear programmes, remedies, case files."""

import json
import pickle
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.errors import ConceptError, GameError
from bargain.outside.war import Ending, War
from bargain.strategic.shifting.chain import clipped
from tests.strategic import commitment_oracle as oracle
from tests.strategic.plainness import numpy_inside

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT = 1e-9


def random_game(rng, periods=None):
    n = int(rng.integers(1, 6)) if periods is None else periods
    costs = rng.uniform(0, 0.5, 2) * rng.integers(0, 2)
    return tuple(rng.uniform(0, 1, n)), rng.uniform(0, 0.4), rng.uniform(0.5, 0.97), tuple(costs)


# ---- published numbers, typed by hand ----


def test_powell_2006_inequality_1():
    """Powell 2006, inequality (1): δM₂(t+1) − M₂(t) > B − [M₁(t) + M₂(t)]."""
    found = bg.commitment(power=(0.8, 0.3), destroyed=0.2, discount=0.9)
    assert found.lhs == pytest.approx(3.44, abs=EXACT)
    assert found.rhs == pytest.approx(2.0, abs=EXACT)
    assert found.margin == pytest.approx(1.44, abs=EXACT)
    assert found.critical_power == pytest.approx(0.5, abs=EXACT)
    assert (found.war, found.war_period, found.fighter, found.failure) == (True, 1, "first", 1.0)
    assert found.payoffs == pytest.approx((6.4, 1.6), abs=EXACT)
    assert found.others == ()


# ---- closed forms ----


@pytest.fixture(scope="module")
def forms():
    """Name → function of numbers, from the sympy expressions."""
    found = {}
    for name, expression in DERIVATIONS["commitment"]().items():
        symbols = sorted(expression.free_symbols, key=str)
        function = sp.lambdify(symbols, expression, modules="math")
        found[name] = lambda numbers, f=function, s=symbols: float(f(*(numbers[x.name] for x in s)))
    return found


def test_two_periods_against_the_closed_form(forms):
    rng = np.random.default_rng(1)
    wars = 0
    for _ in range(200):
        low, high = np.sort(rng.uniform(0, 1, 2))
        n = {"p": high, "p_next": low, "d": rng.uniform(0.01, 0.4), "delta": rng.uniform(0.5, 0.98)}
        found = bg.commitment(power=(n["p"], n["p_next"]), destroyed=n["d"], discount=n["delta"])
        margin = forms["margin"](n)
        assert found.war == (margin > 0)
        if found.war:
            wars += 1
            for name in ("lhs", "rhs", "margin", "critical_shift", "penalty", "transfer"):
                assert getattr(found, name) == pytest.approx(forms[name](n), abs=1e-8), name
            floor = forms["guarantee"](n)
            assert found.guarantee == (pytest.approx(floor, abs=EXACT) if floor <= 1 else None)
        else:
            assert found.range == pytest.approx((forms["peace_low"](n), forms["peace_high"](n)), abs=1e-8)
            assert found.margins[0] == pytest.approx(max(margin, other_margin(n)), abs=1e-8)
        critical = forms["critical_power"](n)
        if margin > other_margin(n) and found.margins[0] == max(found.margins):
            assert found.critical_power == (pytest.approx(critical, abs=1e-8) if 0 < critical < 1 else None)
    assert 20 < wars < 180


def other_margin(n):
    """By how much war brings the second party more than the whole flow today and the best of tomorrow."""
    whole = 1 / (1 - n["delta"])
    m_2 = (1 - n["p"]) * (1 - n["d"]) * whole
    return m_2 - 1 - n["delta"] * (whole - n["p_next"] * (1 - n["d"]) * whole)


# ---- brute force ----


@pytest.mark.parametrize("seed", range(40))
def test_any_path_against_linear_programmes(seed):
    rng = np.random.default_rng(seed)
    for _ in range(3):
        power, destroyed, discount, costs = random_game(rng)
        found = bg.commitment(power=power, destroyed=destroyed, discount=discount, costs=costs)
        war, span = oracle.outcome(oracle.war_values(power, destroyed, discount, costs), discount)
        assert found.war_period == war
        assert found.range == pytest.approx(span, abs=1e-6)
        for one in found.equilibria:
            assert one.deviation <= EXACT
        assert {round(e.payoffs[0], 6) for e in found.others[:2]} <= {round(x, 6) for x in found.range}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("falling", [0, 1])
def test_one_way_paths_against_offers_on_a_grid(seed, falling):
    """The party whose power falls makes the offers: the same war, and of peace what is best for it."""
    rng = np.random.default_rng(seed)
    power, destroyed, discount, costs = random_game(rng, periods=3)
    power = tuple(sorted(power, reverse=falling == 0))
    found = bg.commitment(power=power, destroyed=destroyed, discount=discount, costs=costs)
    war = oracle.war_values(power, destroyed, discount, costs)
    payoffs, period = oracle.offers(war, discount, proposer=falling)
    assert found.war_period == period
    best = found.range[1] if falling == 0 else found.range[0]
    assert payoffs[0] == pytest.approx(best, abs=2e-3 / (1 - discount))


@pytest.mark.parametrize("seed", range(12))
def test_when_the_rising_party_makes_the_offers_war_is_no_rarer(seed):
    """No protocol keeps peace where no division does."""
    rng = np.random.default_rng(seed)
    power, destroyed, discount, costs = random_game(rng, periods=3)
    power = tuple(sorted(power, reverse=True))
    found = bg.commitment(power=power, destroyed=destroyed, discount=discount, costs=costs)
    _, period = oracle.offers(oracle.war_values(power, destroyed, discount, costs), discount, proposer=1)
    if found.war:
        assert period is not None
        assert period <= found.war_period


@pytest.mark.parametrize("seed", range(20))
def test_nobody_leaves_the_divisions_that_are_given(seed):
    """Summed up period by period, over a long time, from the shares alone."""
    rng = np.random.default_rng(seed)
    power, destroyed, discount, costs = random_game(rng)
    war = oracle.war_values(power, destroyed, discount, costs)
    for one in bg.commitment(power=power, destroyed=destroyed, discount=discount, costs=costs).equilibria:
        paid = np.array(one.shares).reshape(-1, 2)
        assert ((paid >= -1e-12) & (paid <= 1 + 1e-12)).all()
        assert np.allclose(paid.sum(axis=1), 1)
        if one.war:
            ahead, after = paid, war[one.war_period - 1]
        else:
            ahead, after = np.vstack([paid, np.tile(paid[-1], (3000, 1))]), np.zeros(2)
        for t in range(min(len(power), len(ahead))):
            rest = ahead[t:]
            weights = discount ** np.arange(len(rest))
            total = weights @ rest + discount ** len(rest) * after
            assert (total >= war[t] - 1e-8).all()
            if t == 0:
                assert one.payoffs == pytest.approx(total, abs=1e-7)


# ---- what removes the problem ----


@pytest.mark.parametrize("seed", range(30))
def test_remedies_are_enough_and_no_more_than_enough(seed):
    rng = np.random.default_rng(seed)
    power, destroyed, discount, costs = random_game(rng, periods=int(rng.integers(2, 5)))
    destroyed *= 0.3
    given = {"destroyed": destroyed, "discount": discount, "costs": costs}
    found = bg.commitment(power=power, **given)
    if not found.war:
        assert (found.critical_shift, found.penalty, found.guarantee, found.transfer) == (None, None, None, 0.0)
        return

    def with_part(share):
        return bg.commitment(power=tuple(power[0] + share * (p - power[0]) for p in power), **given).war

    assert not with_part(found.critical_shift - 1e-6)
    assert with_part(found.critical_shift + 1e-6)

    war = oracle.war_values(power, destroyed, discount, costs)
    who = 0 if found.fighter == "first" else 1
    at = found.war_period - 1

    def with_penalty(loss):
        charged = war.copy()
        charged[at + 1 :, 1 - who] -= loss
        return oracle.outcome(charged, discount)[0]

    if found.penalty is None:
        assert with_penalty(10 / (1 - discount)) is not None
    else:
        assert with_penalty(found.penalty + 1e-6) is None
        assert with_penalty(found.penalty - 1e-6) is not None
    if found.guarantee is not None:
        assert 1 + discount / (1 - discount) * found.guarantee == pytest.approx(war[at][who], abs=1e-8)
        assert found.guarantee <= 1
    assert found.transfer == pytest.approx(found.margin, abs=1e-8) or sum(map(sum, found.transfers)) > 0


def test_transfers_keep_peace_in_every_period():
    """Two falls in a row: each has to be paid for, and what is paid in the second is looked forward to in the first."""
    found = bg.commitment(power=(0.95, 0.6, 0.1), destroyed=0.05, discount=0.9)
    m = oracle.war_values((0.95, 0.6, 0.1), 0.05, 0.9)
    second = max(m[1][0] - (1 + 0.9 * (10 - m[2][1])), 0)
    # from the second period on the first party has just M₁(2), paid for from outside
    first = max(m[0][0] - (1 + 0.9 * m[1][0]), 0)
    assert second > 0 < first
    assert [t[0] for t in found.transfers] == pytest.approx([first, second, 0])
    assert [t[1] for t in found.transfers] == [0, 0, 0]
    assert found.war_period == 1


def test_the_critical_power_of_a_longer_path():
    """Power falls in the third period only: the critical chance is that of the period after the war."""
    found = bg.commitment(power=(0.8, 0.8, 0.2), destroyed=0.2, discount=0.9)
    assert found.war_period == 2
    for nudge, war in ((1e-6, False), (-1e-6, True)):
        power = (0.8, 0.8, found.critical_power + nudge)
        assert bg.commitment(power=power, destroyed=0.2, discount=0.9).war == war
    steady = bg.commitment(power=(0.8,), destroyed=0.2, discount=0.9)
    # 6.4 by war, against 1 today and all but the other's 1.6 later: 6.4 − (1 + 0.9 · 8.4)
    assert steady.margins == pytest.approx((6.4 - 8.56,))
    assert not steady.war
    assert steady.critical_power == pytest.approx(0.5, abs=EXACT)


# ---- what follows from the model ----


def test_directions():
    given = {"power": (0.7, 0.4), "destroyed": 0.1, "discount": 0.9}
    base = bg.commitment(**given).margin
    assert bg.commitment(**{**given, "destroyed": 0.2}).margin < base, "what war destroys speaks for peace"
    assert bg.commitment(**{**given, "power": (0.7, 0.3)}).margin > base, "the larger the shift, the worse"
    assert bg.commitment(**given, costs=(0.5, 0)).margin < base
    assert bg.commitment(**given, costs=(0, 0.5)).margin < base


def test_no_shift_no_war_and_slow_shifts_are_borne():
    rng = np.random.default_rng(3)
    for _ in range(50):
        p, destroyed, discount = rng.uniform(), rng.uniform(0, 0.5), rng.uniform(0.3, 0.99)
        assert not bg.commitment(power=(p,) * 3, destroyed=destroyed, discount=discount).war
    # from 0.8 to 0.3 in one step is war, in ten steps it is not
    assert bg.commitment(power=(0.8, 0.3), destroyed=0.2, discount=0.9).war
    assert not bg.commitment(power=tuple(np.linspace(0.8, 0.3, 11)), destroyed=0.2, discount=0.9).war


def test_both_parties_are_treated_alike():
    rng = np.random.default_rng(4)
    for _ in range(30):
        power, destroyed, discount, costs = random_game(rng)
        one = bg.commitment(power=power, destroyed=destroyed, discount=discount, costs=costs)
        mirror = tuple(1 - p for p in power)
        other = bg.commitment(power=mirror, destroyed=destroyed, discount=discount, costs=costs[::-1])
        assert (one.war_period, one.margin) == (other.war_period, pytest.approx(other.margin))
        assert one.payoffs == pytest.approx(other.payoffs[::-1], abs=1e-8)
        assert one.penalty == (None if other.penalty is None else pytest.approx(other.penalty, abs=1e-8))
        if one.war and one.fighter:
            assert {one.fighter, other.fighter} == {"first", "second"}


def test_the_edge_between_war_and_peace_is_both():
    found = bg.commitment(power=(0.8, 0.5), destroyed=0.2, discount=0.9)
    assert not found.war
    assert found.payoffs == pytest.approx((6.4, 3.6))
    (war,) = found.others
    assert (war.war, war.war_period) == (True, 1)
    assert (war.fighter, war.payoffs) == ("first", pytest.approx((6.4, 1.6)))
    assert war.deviation <= EXACT
    later = bg.commitment(power=(0.8, 0.8, 0.5), destroyed=0.2, discount=0.9)
    assert not later.war
    war = later.others[-1]
    # war in the second period is 8 in all; before it the first party must have 6.4 and the second 1.6
    assert (war.war, war.war_period, len(war.shares)) == (True, 2, 1)
    assert sum(war.payoffs) == pytest.approx(1 + 0.9 * 8)
    assert war.payoffs[0] >= 6.4 - EXACT
    assert war.payoffs[1] >= 1.6 - EXACT
    assert war.deviation <= EXACT


def test_what_leaves_one_division_is_that_division():
    """Also where it lies a rounding beyond the edge, or at an end of it."""
    edge = ((0.0, 2.0), (1.0, 1.5), (2.0, 0.0))
    for least in ((0.4, 1.8), (0.4 + 1e-13, 1.8 + 1e-13), (1.0, 1.5), (0.0, 2.0), (2.0, 0.0), (2.0, -1.0), (-1.0, 2.0)):
        (point,) = clipped(edge, least, 1e-12)
        assert point == pytest.approx([max(x, 0) for x in least], abs=1e-11)
    assert clipped(edge, (0.4, 1.8 + 1e-6), 1e-12) is None


def test_beliefs_that_differ_are_war_without_any_shift():
    found = bg.commitment(power=((0.8,), (0.2,)), destroyed=0.1, discount=0.9)
    assert (found.war, found.fighter, found.transfers, found.penalty) == (True, None, None, None)
    assert found.words == ("there is war at once: each expects more of it than any division brings",)
    assert not bg.commitment(power=((0.55,), (0.5,)), destroyed=0.1, discount=0.9).war
    assert found.margins == pytest.approx((7.2 + 7.2 - 10,)), "both expect 7.2 of 10"


def test_the_flow_is_a_unit():
    one = bg.commitment(power=(0.7, 0.2), destroyed=0.1, discount=0.8, costs=(0.1, 0.2))
    ten = bg.commitment(power=(0.7, 0.2), destroyed=0.1, discount=0.8, costs=(1, 2), flow=10)
    assert ten.margin == pytest.approx(10 * one.margin)
    assert ten.payoffs == pytest.approx([10 * x for x in one.payoffs])
    assert ten.guarantee == pytest.approx(10 * one.guarantee)
    small = bg.commitment(power=(0.7, 0.2), destroyed=0.1, discount=0.8, costs=(1e-3, 2e-3), flow=0.01)
    assert one.critical_power is not None
    assert (ten.critical_power, small.critical_power) == pytest.approx((one.critical_power,) * 2)


def test_a_long_path_is_quick():
    found = bg.commitment(power=tuple(np.linspace(0.9, 0.1, 200)), destroyed=0.1, discount=0.95)
    assert len(found.margins) == 200
    assert found.deviation <= EXACT


# ---- case files ----


def road(probability=0.8, rate=0.1, cost=10):
    other = {p: 1 - x for p, x in probability.items()} if isinstance(probability, dict) else 1 - probability
    war = War(1, {"Ann": cost, "Bob": cost}, (Ending("north", probability, {"road": "north"}), Ending("south", other)))
    rates = rate if isinstance(rate, tuple) else (rate, rate)
    parties = [bg.Party("Ann", discount_rate=rates[0]), bg.Party("Bob", discount_rate=rates[1])]
    return (
        bg.BargainingGame("road", parties=parties)
        .with_issue(
            "road", outcomes=["north", "south"], status_quo="south", weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 0], "Bob": [0, 100]},
        )
        .with_outside_option(war)
    )  # fmt: skip


def test_from_game_against_plain_numbers():
    """One year of war at rate 0: a lottery over 100 points less 10; the pie of a period is 100·(1 − δ)."""
    found = bg.commitment.from_game(road(rate=0), later=[{"north": 0.3, "south": 0.7}], discount=0.9)
    assert np.allclose(found.war_values, [(70, 10), (20, 60)])
    # 70 against 10 today and 0.9 · (100 − 60) later
    assert found.margin == pytest.approx(70 - 46)
    assert (found.war_period, found.fighter, found.critical_power) == (1, "Ann", None)
    assert found.guarantee == pytest.approx((70 - 10) / 0.9)
    direct = bg.commitment(power=(0.8, 0.3), destroyed=0, discount=0.9, costs=(10, 10), flow=10)
    assert found.margin == pytest.approx(direct.margin)
    assert found.critical_shift == pytest.approx(direct.critical_shift)
    assert found.penalty == pytest.approx(direct.penalty)


def test_a_division_is_told_in_points_of_a_lasting_agreement():
    """War brings 60 and 30, later 50 and 40: Ann's 60 to 70 today, the middle, is 65; 6.5 of it, and 56.1 later."""
    found = bg.commitment.from_game(road(0.6, rate=0), later=[{"north": 0.5, "south": 0.5}], discount=0.9)
    assert not found.war
    told = [[float(x) for x in re.findall(r"[\d.]+(?= and| points)", sentence)] for sentence in found.words[:2]]
    assert told == [pytest.approx([10 * x for x in pair], abs=1e-3) for pair in found.shares]
    assert found.words[0].startswith("in period 1 Ann and Bob share as in a lasting agreement worth ")
    assert found.words[1].startswith("from period 2 on Ann and Bob share as in a lasting agreement worth ")
    assert found.words[2:] == ("nobody goes to war: in every period both expect at least what war would bring",)
    plain = bg.commitment(power=(0.8, 0.6), destroyed=0.2, discount=0.9)
    assert plain.words[:2] == tuple(
        f"{when} first and second get {x:.6g} and {y:.6g} of the flow"
        for when, (x, y) in zip(("in period 1", "from period 2 on"), plain.shares, strict=True)
    )


def test_from_game_takes_the_factor_from_the_rate():
    found = bg.commitment.from_game(road(0.6), later=[{"north": 0.5, "south": 0.5}], period=0.5)
    direct = bg.commitment.from_game(road(0.6), later=[{"north": 0.5, "south": 0.5}], discount=np.exp(-0.05))
    assert found.payoffs == pytest.approx(direct.payoffs)
    ann = 1 / 1.1 * 60 - 10 / 1.1
    assert found.war_values[0][0] == pytest.approx(ann)


def test_from_game_keeps_beliefs_apart():
    game = road({"Ann": 0.8, "Bob": 0.7}, rate=0)
    odds = {"north": {"Ann": 0.3, "Bob": 0.1}, "south": {"Ann": 0.7, "Bob": 0.9}}
    found = bg.commitment.from_game(game, later=[odds], discount=0.9)
    assert np.allclose(found.war_values, [(70, 20), (20, 80)])


def test_from_game_on_a_curved_pie():
    """A corner at (80, 80): a period brings (1 − δ) times the curve, and peace may use all of it."""
    issue = {"outcomes": ["A", "B"], "status_quo": "A"}
    game = bg.BargainingGame("two", parties=["Ann", "Bob"])
    game = game.with_issue("x", **issue, weight={"Ann": 4, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    game = game.with_issue("y", **issue, weight={"Ann": 1, "Bob": 4}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    ends = (Ending("Ann's", 0.95), Ending("Bob's", 0.05, {"x": "B", "y": "B"}))
    game = game.with_outside_option(War(1, {"Ann": 1, "Bob": 1}, ends))
    found = bg.commitment.from_game(game, later=[{"Ann's": 0.2, "Bob's": 0.8}], discount=0.8)
    # war brings Ann 94 today; tomorrow Bob must have 79, which leaves Ann 80 + (80 − 79) / 4; today all of it: 20
    best = 20 + 0.8 * (80 + 0.25)
    assert found.margin == pytest.approx(94 - best)
    kind = bg.commitment.from_game(game, later=[{"Ann's": 0.6, "Bob's": 0.4}], discount=0.8)
    # Bob must have 39: Ann 80 + (80 − 39) / 4 tomorrow
    assert kind.margins[0] == pytest.approx(94 - (20 + 0.8 * 90.25))
    assert kind.war


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_the_cases_of_the_package(slug):
    game = bg.read(ANALYSES / slug / "game.toml")
    odds = {"the line holds": 0.4, "Ukrainian advance": 0.05, "Russian advance": 0.55}
    found = bg.commitment.from_game(game, later=[odds], period=0.5)
    assert found.war_values[0] == pytest.approx([game.disagreement[p] for p in found.parties])
    assert not found.war
    assert found.deviation <= 1e-7
    for one in found.equilibria:
        assert all(x >= d - 1e-7 for x, d in zip(one.payoffs, found.war_values[0], strict=True))
    back = bg.commitment.from_game(game, later=[odds, {"the line holds": 0.4, "Ukrainian advance": 0.55,
                                                       "Russian advance": 0.05}], period=0.5)  # fmt: skip
    assert len(back.margins) == 3


def test_from_game_refuses():
    fixed = road().with_outside_option(bg.Fixed({"Ann": 1, "Bob": 1}))
    odds = [{"north": 0.3, "south": 0.7}]
    for game, arguments, message in [
        (fixed, {"later": odds}, "outside_option: 'fixed' is no war, so it says nothing of endings and costs; write "
                                 'kind = "war", or call the game with plain numbers'),
        (road(), {"later": []}, "later: [] is no list of periods; write later=[{ending: probability, …}]"),
        (road(), {"later": {"north": 1}},
         "later: {'north': 1} is no list of periods; write later=[{ending: probability, …}]"),
        (road(), {"later": [0.3]}, "later[0]: 0.3 is no table; write {ending: probability}"),
        (road(), {"later": [{"nord": 1}]}, "later[0]: no ending 'nord'; did you mean 'north'?"),
        (road(), {"later": [{"north": 0.3}]},
         "outside_option.endings: the probabilities sum to 0.5; change them so that they sum to 1"),
        (road(), {"later": [{"north": 1.2, "south": -0.2}]},
         "outside_option.endings.north.probability: 1.2 is out of range; it must lie between 0 and 1"),
        (road(rate=(0.1, 0.2)), {"later": odds},
         "discount: the parties' discount rates are 0.1 and 0.2; one rate above 0 would make the factor, so write "
         "discount=0.9"),
        (road(rate=0), {"later": odds},
         "discount: the parties' discount rates are 0 and 0; one rate above 0 would make the factor, so write "
         "discount=0.9"),
        (road(), {"later": odds, "period": -1}, "period: -1 is out of range; it must be above 0"),
        (road(), {"later": odds, "discount": 1},
         "discount: 1 is out of range; it must be above 0 and below 1, as nothing else ends the game"),
    ]:  # fmt: skip
        with pytest.raises(GameError) as error:
            bg.commitment.from_game(game, **arguments)
        assert str(error.value) == message
    three = bg.BargainingGame("three", parties=["a", "b", "c"]).with_issue(
        "x", outcomes=["1"], status_quo="1", weight=dict.fromkeys("abc", 1), worth={p: [0] for p in "abc"}
    ).with_outside_option(War(1, dict.fromkeys("abc", 1), (Ending("end", 1),)))  # fmt: skip
    with pytest.raises(ConceptError):
        bg.commitment.from_game(three, later=[{"end": 1}], discount=0.9)


# ---- the door ----


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"power": (0.8, 1.2)}, "power[1]: 1.2 is out of range; it must lie between 0 and 1"),
        ({"power": 0.8}, "power: 0.8 is not a list; write power=(0.8, 0.3)"),
        ({"power": ()}, "power: 0 periods; it must have from 1 to 250, such as power=(0.8, 0.3)"),
        ({"power": ((0.8, 0.2), (0.5,))}, "power: the two paths have 2 and 1 periods; give as many of both"),
        ({"power": ((0.8, 0.2), (0.5, 2))}, "power[1][1]: 2 is out of range; it must lie between 0 and 1"),
        ({"destroyed": -0.1}, "destroyed: -0.1 is out of range; it must lie between 0 and 1"),
        ({"destroyed": 1.1}, "destroyed: 1.1 is out of range; it must lie between 0 and 1"),
        ({"discount": 1.1},
         "discount: 1.1 is out of range; it must be above 0 and below 1, as nothing else ends the game"),
        ({"discount": 1}, "discount: 1 is out of range; it must be above 0 and below 1, as nothing else ends the game"),
        ({"discount": 0}, "discount: 0 is out of range; it must be above 0 and below 1, as nothing else ends the game"),
        ({"costs": (0.1, -1)}, "costs[1]: -1 is out of range; it must be at least 0"),
        ({"costs": (0.1,)}, "costs: 1 entries; it must have 2, such as costs=(0.5, 0.5)"),
        ({"flow": 0}, "flow: 0 is out of range; it must be above 0"),
        ({"parties": ("A",)}, 'parties: 1 entries; it must have 2, such as parties=("Ann", "Bob")'),
    ],
)  # fmt: skip
def test_what_is_refused(change, message):
    with pytest.raises(GameError) as error:
        bg.commitment(**{"power": (0.8, 0.3), "destroyed": 0.2, "discount": 0.9, **change})
    assert str(error.value) == message


def test_the_result_is_frozen_and_plain():
    found = bg.commitment(power=(0.8, 0.6), destroyed=0.2, discount=0.9, parties=("Ann", "Bob"))
    with pytest.raises(FrozenInstanceError):
        found.war = True
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()
    assert pickle.loads(pickle.dumps(found)) == found
    war = bg.commitment(power=(0.8, 0.3), destroyed=0.2, discount=0.9, parties=("Ann", "Bob"))
    assert json.loads(json.dumps(war.to_dict(), allow_nan=False)) == war.to_dict()
    for one in (found, war):
        assert not numpy_inside(one)
    assert repr(war).splitlines() == [
        "Commitment: payoffs Ann 6.4, Bob 1.6; probability of failure 1",
        "  Ann goes to war at once: war brings it 6.4, the whole pie today and the most that Bob will leave it later "
        "4.96",
        "  found by backward over sets of payoffs; largest gain from deviating 0.0e+00",
    ]
    assert bg.commitment(power=(bg.Quantity(0.8), 0.3), destroyed=0.2, discount=0.9) == bg.commitment(
        power=np.array([0.8, 0.3]), destroyed=0.2, discount=0.9
    )

"""The truce game: brute force over strategies and branches, nashpy, closed forms, properties, refusals, case files."""

import json
import math
import pickle
from dataclasses import FrozenInstanceError, replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.errors import ConceptError, GameError, NoEquilibriumError
from bargain.outside.war import Ending, War
from bargain.strategic.truce.choosing import RULES, choose, first_by
from bargain.strategic.truce.lasting import _held, lasting
from bargain.strategic.truce.outcome import critical_monitoring, outcomes, planned
from bargain.strategic.truce.play import KINDS, course
from bargain.strategic.truce.solving import backward, deviation, values
from bargain.strategic.truce.stage import stage
from bargain.strategic.truce.telling import line_of
from bargain.strategic.truce.terms import Field, TruceTerms
from tests.strategic import ceasefire_oracle as oracle

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT, FOUND = 1e-9, 1e-6


def random_terms(rng, *, levels=9):
    p, c = rng.uniform(0.2, 0.8), rng.uniform(0.02, 0.3, 2)
    s = float(np.clip(p + (c[1] - c[0]) / 2 + rng.normal(0, 0.05), 0, 1))

    def often_zero(most):
        return float(rng.choice([0, rng.uniform(0, most)]))

    return TruceTerms(
        war=(p - c[0], 1 - p - c[1]), swing=(1.0, 1.0), room=((-p, 1 - p), (-p, 1 - p)), settlement=(s, 1 - s),
        follow=often_zero(1), rearming=(often_zero(0.15), often_zero(0.15)), levels=levels,
        monitoring=float(rng.uniform()), penalty=(often_zero(0.2), often_zero(0.2)), force=often_zero(0.2),
        surprise=often_zero(0.2), talks=float(rng.uniform(0, 0.6)), discount=(float(rng.uniform(0.9, 1)),) * 2,
        days=5.0,
    )  # fmt: skip


def told(terms):
    """The same terms as the oracle wants them."""
    return {
        "war": terms.war, "swing": terms.swing, "room": terms.room, "settlement": terms.settlement,
        "follow": terms.follow, "rates": terms.rearming, "q": terms.monitoring, "penalty": terms.penalty,
        "force": terms.force, "surprise": terms.surprise, "talks": terms.talks, "discount": terms.discount,
        "levels": terms.levels,
    }  # fmt: skip


def strategies(plan, periods):
    """State → chances of both, for all states that can be reached."""
    return {
        (left, a, b): (plan.first[left - 1, 0, a, b].tolist(), plan.second[left - 1, 0, a, b].tolist())
        for left in range(1, periods + 1)
        for a, b in product(range(min(periods - left, plan.field.top) + 1), repeat=2)
    }


# ---- independent computation ----


def test_the_oracle_agrees_with_brute_force_over_all_strategies():
    """All 9^5 pairs of pure Markov strategies of two periods, each checked against every single change."""
    rng = np.random.default_rng(1)
    for _ in range(2):
        g = told(random_terms(rng))
        slow = oracle.by_brute_force(g, 1)
        fast = [plan for plan, _ in oracle.all_pure(g, 1)]
        assert sorted(map(str, slow)) == sorted(map(str, fast))
    g = told(replace(random_terms(np.random.default_rng(3)), levels=1))
    slow = {str(sorted(plan.items())) for plan in oracle.by_brute_force(g, 2)}
    fast = {str(sorted(plan.items())) for plan, _ in oracle.all_pure(g, 2)}
    assert slow == fast


@pytest.mark.parametrize("rule", RULES)
def test_plans_against_all_pure_equilibria_and_every_branch(rule):
    rng, pure = np.random.default_rng(0), 0
    for draw in range(60):
        terms = random_terms(rng, levels=9 if draw % 4 else 1)
        periods = 1 + draw % 3
        plan, g = planned(terms, periods, rule), told(terms)
        assert deviation(plan)[0] <= EXACT
        played = strategies(plan, periods)
        ends = oracle.distribution(g, played, periods)
        assert course(plan).total[0] == pytest.approx([ends[kind] for kind in KINDS], abs=EXACT)
        if periods < 3 and all(max(x) == max(y) == 1 for x, y in played.values()):
            pure += 1
            found = {state: (x.index(1.0), y.index(1.0)) for state, (x, y) in played.items()}
            matching = [worth for chosen, worth in oracle.all_pure(g, periods) if chosen == found]
            assert len(matching) == 1, (terms, rule)
            assert values(plan)[-1][:, 0, 0, 0] == pytest.approx(matching[0][(periods, 0, 0)], abs=EXACT)
    assert pure > 25


def test_the_rule_takes_the_most_peaceful_of_the_last_period():
    rng, several = np.random.default_rng(12), 0
    heat = {0: 0, 1: 1, 2: 10}
    for _ in range(150):
        terms = random_terms(rng)
        found = [pair for pair, _ in oracle.stage_equilibria(told(terms), (1, 0, 0), {})]
        if not found:
            continue
        several += len(found) > 1
        for rule, best in (("peaceful", min), ("belligerent", max)):
            plan = planned(terms, 1, rule)
            pair = int(plan.first[0, 0, 0, 0].argmax()), int(plan.second[0, 0, 0, 0].argmax())
            assert pair in found
            assert sum(heat[k] for k in pair) == best(sum(heat[k] for k in one) for one in found)
    assert several > 20


def test_periods_without_pure_equilibrium_against_nashpy():
    """Every mixed equilibrium that is played is one that the enumeration by nashpy lists."""
    rng, mixed = np.random.default_rng(2), 0
    for _ in range(600):
        terms = random_terms(rng)
        field = Field.of(terms, 3)
        u = stage(field, field.terms.war_payoffs(field.shift()) + rng.normal(0, 0.05, (2, 1, 4, 4)))
        x, y = choose(terms, u, "peaceful")
        for place in zip(*np.nonzero(x.max(axis=-1) < 1), strict=True):
            mixed += 1
            if mixed > 30:
                return
            listed = bg.equilibria(*u[(slice(None), *place)])
            assert any(np.allclose([*one.row, *one.column], [*x[place], *y[place]], atol=1e-8) for one in listed), (
                terms,
                place,
            )
    raise AssertionError(f"only {mixed} periods were mixed")


# ---- a truce without an end ----


@pytest.mark.parametrize("rule", RULES)
def test_a_truce_without_an_end_is_a_fixed_point_with_no_gain_anywhere(rule):
    rng = np.random.default_rng(4)
    for _ in range(25):
        terms = random_terms(rng, levels=3)
        plan = lasting(Field.of(terms, 3), rule)
        worth, (x, y) = values(plan)[0], plan.actions(1)
        u = stage(plan.field, worth)
        for a, b in product(range(4), repeat=2):
            table, row, column = u[:, 0, a, b], x[0, a, b], y[0, a, b]
            assert row @ table[0] @ column == pytest.approx(worth[0, 0, a, b], abs=EXACT)
            assert row @ table[1] @ column == pytest.approx(worth[1, 0, a, b], abs=EXACT)
            assert (table[0] @ column).max() <= worth[0, 0, a, b] + EXACT
            assert (row @ table[1]).max() <= worth[1, 0, a, b] + EXACT
        found = course(plan)
        assert found.total.sum() + found.lasting[0] == pytest.approx(1, abs=EXACT)


def test_value_iteration_with_nashpy_leads_to_the_same_values():
    """Plain value iteration, each period solved by bg.equilibria, from the values of war: where all rules find the same
    values, so that there is nothing to choose, it can only lead there."""
    rng, rested = np.random.default_rng(5), 0
    for _ in range(8):
        terms = replace(random_terms(rng, levels=1), discount=(0.6, 0.6), penalty=(0.1, 0.1), force=0.05, talks=0.4)
        found = [values(lasting(Field.of(terms, 1), rule))[0] for rule in RULES]
        if any(np.abs(one - found[0]).max() > 1e-9 for one in found):
            continue
        field = Field.of(terms, 1)
        worth = field.terms.war_payoffs(field.shift())
        for _ in range(12):
            u, new = stage(field, worth), np.empty_like(worth)
            for a, b in product((0, 1), repeat=2):
                new[:, 0, a, b] = most_peaceful(bg.equilibria(*u[:, 0, a, b]))
            worth, moved = new, np.abs(new - worth).max()
        if moved < 1e-5:
            rested += 1
            assert worth == pytest.approx(found[0], abs=1e-4)
    assert rested >= 3


def most_peaceful(found):
    pure = [one for one in found if max(one.row) > 1 - 1e-9 and max(one.column) > 1 - 1e-9]
    heat = np.array([[0, 1, 10], [1, 2, 11], [10, 11, 20]])
    return min(pure or list(found), key=lambda one: np.array(one.row) @ heat @ np.array(one.column)).payoffs


def test_a_truce_without_an_end_can_last_for_ever():
    quiet = bg.ceasefire(
        0.5, (0.2, 0.2), days=math.inf, rearming=0.0, monitoring=0.5, talks=0.0, penalty=0.1, discount=0.9, levels=2,
        settlement=0.5,
    )  # fmt: skip
    assert quiet.periods is None
    assert quiet.label == "refused"
    assert quiet.payoffs == quiet.terms.war, "nothing would ever be settled, and war is worth more than 0"
    losing = bg.ceasefire(
        0.5, (0.6, 0.6), days=math.inf, rearming=0.0, monitoring=0.5, talks=0.0, penalty=0.1, discount=0.9, levels=2
    )
    assert losing.accepted
    assert (losing.ends["lasting"], losing.failure, losing.settled) == (pytest.approx(1), 0, 0)
    assert losing.line[0].ends == math.inf


# ---- closed forms ----


@pytest.fixture(scope="module")
def forms():
    names = ["w", "s", "sigma", "g", "q", "f", "P", "delta", "T"]
    found = {}
    for name, form in DERIVATIONS["ceasefire"]().items():
        symbols = {symbol.name: symbol for symbol in form.free_symbols}
        plain = sp.lambdify([symbols.get(n, sp.Symbol(n)) for n in names], form, "math")
        found[name] = lambda n, plain=plain: float(plain(*(n[key] for key in names)))
    return found


def one_sided(rng, periods):
    """Only the first party rearms; the second would pay so much for a breach that it keeps the truce."""
    n = {
        "w": rng.uniform(0.1, 0.4), "sigma": rng.uniform(0.02, 0.4), "g": rng.uniform(0.01, 0.1),
        "f": rng.uniform(0, 0.1), "P": rng.uniform(0, 0.1), "delta": rng.uniform(0.9, 1.0), "T": periods,
        "q": rng.uniform(0, 1) ** 2,
    }  # fmt: skip
    c = rng.uniform(0.02, 0.3)
    p = n["w"] + c
    n["s"] = p + rng.uniform(-0.02, 0.1)
    terms = TruceTerms(
        war=(n["w"], 1 - p - 0.2), swing=(1.0, 1.0), room=((-p, 1 - p), (-p, 1 - p)), settlement=(n["s"], 1 - n["s"]),
        follow=0.0, rearming=(n["g"], 0.0), levels=12, monitoring=n["q"], penalty=(n["P"], 5.0), force=n["f"],
        surprise=0.0, talks=n["sigma"], discount=(n["delta"], n["delta"]), days=5.0,
    )  # fmt: skip
    return n, terms, planned(terms, periods, "peaceful")


def test_the_critical_monitoring_of_a_last_period_on_200_random_truces(forms):
    rng, tempted = np.random.default_rng(6), 0
    for draw in range(200):
        n, terms, plan = one_sided(rng, 1)
        critical = forms["critical_monitoring"](n)
        keeps = plan.first[0, 0, 0, 0].tolist() == [1.0, 0.0, 0.0]
        assert keeps == (n["q"] >= critical), n
        tempted += not keeps
        if draw % 10 == 0 and outcomes(plan).labels[0] == "kept":
            assert critical_monitoring(terms, 1, "peaceful") == pytest.approx(max(critical, 0.0), abs=FOUND)
    assert 25 < tempted < 175


def test_what_keeping_and_rearming_to_the_end_are_worth_on_200_random_truces(forms):
    rng, kept, armed = np.random.default_rng(7), 0, 0
    for draw in range(200):
        n, _, plan = one_sided(rng, 1 + draw % 5)
        line, came = line_of(plan), outcomes(plan)
        whole = len(line) == 1 and line[0].second == (1.0, 0.0, 0.0)
        if whole and line[0].first[0] == 1.0:
            kept += 1
            assert came.worth[0, 0] == pytest.approx(forms["kept"](n), abs=EXACT)
            assert came.course.total[0, 0] == pytest.approx(forms["settled"](n), abs=EXACT)
            assert forms["kept"](n) >= forms["rearmed"](n) - EXACT, "else rearming throughout would pay"
        if whole and line[0].first[1] == 1.0:
            armed += 1
            assert came.worth[0, 0] == pytest.approx(forms["rearmed"](n), abs=EXACT)
            assert forms["rearmed"](n) >= forms["kept"](n) - EXACT
    assert min(kept, armed) > 15


# ---- properties ----

PLAIN = {"days": 30, "rearming": (0.06, 0), "monitoring": 0.5, "talks": 0.2, "penalty": 0.1}


def play(**change):
    return bg.ceasefire(0.5, (0.2, 0.2), **{**PLAIN, **change})


def test_a_truce_that_is_kept_settles_with_the_chance_of_its_talks():
    for periods in (1, 3, 6, 12):
        found = play(days=5 * periods)
        assert found.label == "kept"
        assert found.settled == pytest.approx(1 - 0.8**periods, abs=EXACT)
        assert found.ends["expired"] == pytest.approx(0.8**periods, abs=EXACT)
        assert found.rearmed_war == 0


def test_the_answer_flips_at_the_critical_monitoring():
    critical = play().critical_monitoring
    assert 0 < critical < 1
    assert play(monitoring=critical + FOUND).label == "kept"
    assert play(monitoring=critical - FOUND).label != "kept"
    assert play(rearming=0.0).critical_monitoring == 0.0
    assert play(settlement=0.2).critical_monitoring is None, "war is worth more to the first party than peace"


def test_the_answer_flips_at_the_longest_truce_that_is_kept():
    rng, flips = np.random.default_rng(8), 0
    for _ in range(8):
        change = {
            "rearming": (float(rng.uniform(0.01, 0.05)), float(rng.uniform(0, 0.03))),
            "monitoring": float(rng.uniform(0, 0.3)), "talks": float(rng.uniform(0.02, 0.3)), "penalty": 0.05,
        }  # fmt: skip
        longest = play(**change).longest_kept
        for days in (5, 20):
            assert (play(days=days, **change).label == "kept") == (days <= longest)
        flips += 0 < longest < math.inf
    assert flips >= 1


def test_a_larger_penalty_does_not_undo_a_truce_that_is_kept():
    rng = np.random.default_rng(13)
    for _ in range(8):
        change = {
            "rearming": (float(rng.uniform(0, 0.1)), float(rng.uniform(0, 0.1))),
            "monitoring": float(rng.uniform(0, 1)), "talks": float(rng.uniform(0.05, 0.5)),
        }  # fmt: skip
        if play(**change, penalty=0.02).label == "kept":
            assert play(**change, penalty=0.2).label == "kept"


def test_parties_in_the_same_place_are_treated_alike():
    """Swapping the parties swaps everything: payoffs, what each does, and the sign of the shift."""
    rng = np.random.default_rng(9)
    for _ in range(6):
        p, c = rng.uniform(0.3, 0.7), rng.uniform(0.05, 0.3, 2)
        g, fine = rng.uniform(0, 0.1, 2), rng.uniform(0, 0.1, 2)
        told_ = {"days": 20, "monitoring": float(rng.uniform()), "talks": 0.2, "force": 0.03, "surprise": 0.02}
        one = bg.ceasefire(p, tuple(c), rearming=tuple(g), penalty=tuple(fine), **told_)
        other = bg.ceasefire(1 - p, tuple(c[::-1]), rearming=tuple(g[::-1]), penalty=tuple(fine[::-1]), **told_)
        assert one.label == other.label
        assert one.payoffs == pytest.approx(other.payoffs[::-1], abs=EXACT)
        assert one.shift == pytest.approx(-other.shift, abs=EXACT)
        assert [step.first for step in one.line] == [step.second for step in other.line]


def test_one_side_alone_rearms_and_the_other_would_rather_not_begin():
    found = play(monitoring=0.05)
    assert found.label == "refused"
    assert found.payoffs == pytest.approx((0.3, 0.3))
    assert found.words == (
        "second refuses the truce: it would be worth 0.2, war today 0.3",
        "had it begun, days 1 to 5: first rearms, second resumes the war",
        "war goes on",
    )
    both = play(monitoring=0.05, rearming=0.06, penalty=0.0)
    assert (both.label, both.settled, both.rearmed_war) == ("rearming", 0.0, pytest.approx(1))
    assert both.shift == pytest.approx(0, abs=EXACT)


def test_rearming_ends_at_the_highest_level():
    """Followed for three periods, only as many count as there are levels, and no chance gets lost on the way."""
    for levels, moved in ((1, 0.08), (2, 0.16), (12, 0.24)):
        terms = play(rearming=(0.08, 0.0), monitoring=0.0, levels=levels).terms
        plan = planned(terms, 3, "peaceful")
        keep, rearm = (np.broadcast_to(np.eye(3)[k], plan.first.shape) for k in (0, 1))
        found = course(replace(plan, first=rearm, second=keep))
        assert found.total[0] == pytest.approx([0, 0, 0, 1], abs=EXACT)
        assert found.shift[0] == pytest.approx(moved, abs=EXACT)


def test_several_equilibria_are_all_returned():
    found = bg.ceasefire(
        0.5, (0.2, 0.2), days=30, period=1, rearming=0.06, monitoring=0.2, talks=0.2, penalty=0.1, discount=0.99
    )
    assert [one.rule for one in found.equilibria] == ["peaceful", "belligerent"]
    assert [one.label for one in found.equilibria] == ["kept", "refused"]
    refusing = play().others[-1]
    assert (refusing.label, refusing.failure, refusing.payoffs) == ("refused", 1.0, play().terms.war)
    assert refusing.words[0] == "each party refuses the truce, as it would not begin if only one accepted it"
    assert dict(refusing.ends) == {kind: float(kind == "refused") for kind in (*KINDS, "lasting", "refused")}
    assert (refusing.accepted, refusing.settled, refusing.rearmed_war, refusing.shift) == (False, 0.0, 0.0, 0.0)
    assert (refusing.line, refusing.timeline) == ((), ())
    assert list(refusing.to_frame().columns) == list(KINDS), "a table without a row"
    assert len(refusing.to_frame()) == 0
    armed = bg.ceasefire(0.5, (0.2, 0.2), days=5, rearming=0.05, monitoring=0.0, talks=0.2, penalty=0.1)
    shown = {(one.row, one.column) for one in armed.first_period}
    assert ((0.0, 1.0, 0.0), (0.0, 1.0, 0.0)) in shown
    for one in armed.first_period:
        assert one.deviation <= EXACT


def test_the_evidence_sees_a_plan_that_is_no_equilibrium():
    terms = play(monitoring=0.0).terms
    plan = planned(terms, 2, "peaceful")
    keep = np.broadcast_to(np.eye(3)[0], plan.first.shape)
    kept = replace(plan, first=keep, second=keep)
    # in the last period to keep is worth 0.2 · 0.5 + 0.8 · 0.3, to rearm 0.3 + 0.06; at level 1 a little more
    assert deviation(kept)[0] >= 0.36 - 0.34 - EXACT


def test_the_evidence_looks_ahead_in_a_truce_without_an_end():
    """Both keep for ever, at a settlement that follows power. With x the first party's share in a state this is worth
    0.2x/(1 − 0.8δ). Who is one level behind, at 0.44, gains most by rearming unseen: δ · 0.5 instead of 0.44."""
    delta = 0.99
    terms = play(days=math.inf, discount=delta, rearming=(0.06, 0.06), monitoring=0.0, follow=1.0, levels=1).terms
    plan = planned(terms, None, "peaceful")
    keep = np.broadcast_to(np.eye(3)[0], plan.first.shape)
    gain = 0.2 / (1 - 0.8 * delta) * (delta * 0.5 - 0.44)
    assert deviation(replace(plan, first=keep, second=keep)) == pytest.approx([gain], abs=EXACT)


def test_the_answer_to_one_truce_does_not_count_against_another():
    """Of two truces one is refused and the other kept: nobody gains by another answer to either."""
    terms = play().terms
    both = Field(terms, np.array([terms.rearming] * 2), np.array([0.05, 0.5]), 6)
    found = outcomes(backward(both, 6, "peaceful"))
    assert found.labels == ("refused", "kept")
    assert found.regret == pytest.approx([0, 0], abs=EXACT)


def test_payoffs_that_differ_by_rounding_are_equal_to_a_rule():
    """In points: of two equally good equilibria the first party's best is the more peaceful one."""
    terms = replace(play().terms, swing=(100.0, 100.0))
    payoffs = np.array([[30.0 + 1e-9, 30.0], [30.0, 30.0]])
    rearm, keep = np.eye(3)[1], np.eye(3)[0]
    assert first_by(terms, payoffs, np.array([rearm, keep]), np.array([keep, keep]), "first") == 1
    assert first_by(terms, payoffs + [[1e-3, 0], [0, 0]], np.array([rearm, keep]), np.array([keep, keep]), "first") == 0


def test_a_party_held_content_with_resuming_is_just_that():
    """Whatever it does instead is worth no more than resuming, and one thing as much: by a scan of mixtures."""
    rng, count = np.random.default_rng(0), 0
    for _ in range(300):
        A, S = rng.uniform(-2, 2, (3, 3)), rng.uniform(0, 0.9, (3, 3))
        A[2, 1], S[2] = A[2, 0], 0.0  # to attack is worth the same whether the other keeps or rearms, and ends it
        v = A[2, 0]
        worth = (A + S * v)[:2, :2]
        scan = [float((worth @ [share, 1 - share]).max() - v) for share in np.linspace(0, 1, 2001)]
        signs = np.sign(scan)
        found = list(_held(A, S))
        for chances in found:
            assert chances.sum() == pytest.approx(1)
            assert 0 < chances[0] < 1
            assert chances[2] == 0
            assert (worth @ chances[:2]).max() == pytest.approx(v, abs=EXACT)
        assert len(found) == (signs[1:] != signs[:-1]).sum()
        count += len(found)
    assert count > 50


def test_the_shift_of_power_is_a_mean_over_all_ways_to_war():
    """The first rearms for two periods, the second keeps: proven at once, proven then, or never, by hand."""
    q, g, force = 0.3, 0.05, 0.02
    terms = play(rearming=(g, 0.0), monitoring=q, force=force).terms
    plan = planned(terms, 2, "peaceful")
    keep, rearm = (np.broadcast_to(np.eye(3)[k], plan.first.shape) for k in (0, 1))
    found = course(replace(plan, first=rearm, second=keep))
    assert found.total[0] == pytest.approx([0, q + (1 - q) * q, 0, (1 - q) ** 2], abs=EXACT)
    # who is found out has not yet the use of what it built in that period, and the force is on the other side
    shift = q * -force + (1 - q) * q * (g - force) + (1 - q) ** 2 * 2 * g
    assert found.shift[0] == pytest.approx(shift, abs=EXACT)
    assert found.rearmed[0] == pytest.approx(1, abs=EXACT)


# ---- regions ----


def test_a_map_agrees_with_single_calls():
    seen = []
    for base, who in ((play(surprise=0.03, force=0.02), None), (play(rearming=(0.02, 0.04)), "second")):
        rates, watch = (0.0, 0.03, 0.09), (0.0, 0.1, 0.5)
        found = bg.ceasefire_regions(
            base, rearming=rates, monitoring=watch, rearms=who, progress=lambda *x: seen.append(x)
        )
        assert found.deviation <= EXACT
        for i, j in product(range(3), range(3)):
            pair = (rates[i], rates[i]) if who is None else (0.02, rates[i])
            change = {"rearming": pair, "monitoring": watch[j]}
            extra = {"surprise": 0.03, "force": 0.02} if who is None else {}
            one = play(**change, **extra)
            assert found.labels[i][j] == one.label
            assert found.settled[i][j] == pytest.approx(one.settled, abs=EXACT)
            assert found.failure[i][j] == pytest.approx(one.failure, abs=EXACT)
            assert found.rearmed_war[i][j] == pytest.approx(one.rearmed_war, abs=EXACT)
    assert seen == [(k, 3) for k in (1, 2, 3)] * 2


def test_a_map_is_plain_and_told():
    found = bg.ceasefire_regions(play(), rearming=(0, 0.04, 0.08), monitoring=(0, 0.2, 0.4), rearms="first")
    frame = found.to_frame()
    assert list(frame.columns) == ["rearming", "monitoring", "label", "settled", "failure", "rearmed_war"]
    assert len(frame) == 9
    assert sum(found.shares.values()) == pytest.approx(1)
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["rearms"] == ["first"]
    assert pickle.loads(pickle.dumps(found)) == found
    assert found.labels[2][:2] == ("refused", "refused"), "critical in the last period: 0.04/0.18, which is 0.22"
    assert found.labels[0] == ("kept", "kept", "kept")
    marks = {"kept": ".", "rearming": "r", "resumed": "#", "refused": "-"}
    rows = ["".join(marks[label] for label in row) for row in found.labels]
    assert repr(found).splitlines()[:4] == [
        "regions of a truce: rearming of first upward, monitoring to the right",
        f"  0.08       {rows[2]}",
        f"  0.04       {rows[1]}",
        f"  0          {rows[0]}",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rearming": ()}, "rearming: the list is empty; give at least one number"),
        ({"monitoring": ()}, "monitoring: the list is empty; give at least one number"),
        ({"rearming": (0.1, -0.1)}, "rearming[1]: -0.1 is out of range; it must lie between 0 and 1"),
        ({"monitoring": (0, 1.2)}, "monitoring[1]: 1.2 is out of range; it must lie between 0 and 1"),
        ({"rearms": "third"}, "rearms: no party 'third'; known: first, second"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(change, message):
    with pytest.raises(GameError) as error:
        bg.ceasefire_regions(play(), **{"rearming": (0, 0.1), "monitoring": (0, 1), **change})
    assert str(error.value) == message


def test_a_map_of_a_truce_without_an_end_is_refused():
    with pytest.raises(GameError) as error:
        bg.ceasefire_regions(play(days=math.inf, discount=0.9, levels=1), rearming=(0,), monitoring=(0,))
    assert str(error.value) == (
        "truce: it has no end, and maps are drawn of truces of a known length; give days a number"
    )


# ---- form and refusals ----


def test_the_result_is_plain_frozen_and_told():
    found = play()
    assert found.words == (
        "both accept the truce",
        "days 1 to 30: both keep the truce",
        "settled with probability 0.737856, war when the days are over with 0.262144",
    )
    assert sum(found.ends.values()) == pytest.approx(1)
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["label"] == "kept"
    frame = found.to_frame()
    assert list(frame.index) == [5, 10, 15, 20, 25, 30]
    assert frame.to_numpy().sum() == pytest.approx(1)
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(FrozenInstanceError):
        found.label = "refused"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"win_probability": 1.2}, "win_probability: 1.2 is out of range; it must lie between 0 and 1"),
        ({"costs": (0.2, -0.1)}, "costs[1]: -0.1 is out of range; it must be at least 0"),
        ({"costs": 0.2}, "costs: 0.2 is not a list of 2; write costs=(0.2, 0.2)"),
        ({"days": 0}, "days: 0 is out of range; it must be above 0"),
        ({"days": 7}, "days: 7 is no whole number of periods of 5 days; change days or period"),
        ({"days": 400}, "days: 400 days are 80 periods; give at most 60, with a longer period"),
        ({"period": 0}, "period: 0 is out of range; it must be above 0"),
        ({"rearming": (0.1, -0.1)}, "rearming[1]: -0.1 is out of range; it must lie between 0 and 1"),
        ({"rearming": (0.1,)}, "rearming: 1 entries; it must have 2, such as rearming=(0.05, 0.02)"),
        ({"monitoring": 1.5}, "monitoring: 1.5 is out of range; it must lie between 0 and 1"),
        ({"talks": -0.1}, "talks: -0.1 is out of range; it must lie between 0 and 1"),
        ({"penalty": -1}, "penalty: -1 is out of range; it must be at least 0"),
        ({"force": 2}, "force: 2 is out of range; it must lie between 0 and 1"),
        ({"surprise": 2}, "surprise: 2 is out of range; it must lie between 0 and 1"),
        ({"follow": 2}, "follow: 2 is out of range; it must lie between 0 and 1"),
        ({"discount": 1.1}, "discount: 1.1 is out of range; it must be above 0 and at most 1"),
        ({"discount": (0.9, 0)}, "discount[1]: 0 is out of range; it must be above 0 and at most 1"),
        (
            {"days": math.inf},
            "discount: 1 is out of range; it must be below 1 where the truce has no end (in a case: a discount_rate "
            "above 0)",
        ),
        ({"settlement": 1.5}, "settlement: 1.5 is out of range; it must lie between 0 and 1"),
        ({"levels": 0}, "levels: 0 is out of range; it must lie between 1 and 24"),
        ({"levels": 2.5}, "levels: 2.5 is no whole number; write how many periods of rearming count, such as 12"),
        ({"parties": ("A", "A")}, "parties: party 'A' stands twice; keep one"),
    ],
)
def test_bad_input_is_refused_with_its_cure(change, message):
    with pytest.raises(GameError) as error:
        bg.ceasefire(**{"win_probability": 0.5, "costs": (0.2, 0.2), **PLAIN, **change})
    assert str(error.value) == message


# ---- from a case ----


def border(rate=0.0):
    """A pie of 100 points; a war of a year that Ann wins with probability 0.6 in her eyes and 0.5 in Bob's."""
    return bg.BargainingGame(
        "border", parties=[bg.Party("Ann", discount_rate=rate), bg.Party("Bob", discount_rate=rate)]
    ).with_issue(
        "line", outcomes=["north", "south"], status_quo="north", weight={"Ann": 1, "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [0, 100]},
    ).with_outside_option(
        War(years=1, cost_per_year={"Ann": 30, "Bob": 20}, endings=[
            Ending("Ann wins", {"Ann": 0.6, "Bob": 0.5}, {"line": "north"}),
            Ending("Bob wins", {"Ann": 0.4, "Bob": 0.5}, {"line": "south"})])
    )  # fmt: skip


def test_a_case_by_hand():
    """War is worth 60 − 30 to Ann and 50 − 20 to Bob, so the Nash solution of the case gives each 50."""
    found = bg.ceasefire.from_game(
        border(), days=30, rearming={"Bob": 0, "Ann": 0.06}, monitoring=0.5, talks=0.2, penalty=10
    )
    assert found.parties == ("Ann", "Bob")
    assert found.terms.war == pytest.approx((30, 30), abs=EXACT)
    assert found.terms.settlement == pytest.approx((50, 50), abs=EXACT)
    assert found.terms.swing == pytest.approx((100, 100), abs=EXACT)
    assert found.terms.room == ((-0.6, 0.4), (-0.5, 0.5))
    assert found.terms.rearming == (0.06, 0)
    plain = play()
    assert found.payoffs == pytest.approx([100 * x for x in plain.payoffs], abs=1e-7)
    assert found.critical_monitoring == pytest.approx(plain.critical_monitoring, abs=FOUND)
    agreed = bg.ceasefire.from_game(
        border(), days=30, rearming=0.01, monitoring=0.5, talks=0.2, settlement={"line": "north"}
    )
    assert agreed.terms.settlement == (100.0, 0.0)


def test_waiting_in_a_case_is_discounted():
    found = bg.ceasefire.from_game(border(0.1), days=73, period=73, rearming=0.01, monitoring=0.5, talks=0.2)
    assert found.terms.discount == pytest.approx([math.exp(-0.02)] * 2, abs=EXACT)
    assert found.terms.swing == pytest.approx([100 / 1.1] * 2, abs=EXACT)
    assert found.terms.war == pytest.approx((60 / 1.1 - 30 / 1.1, 50 / 1.1 - 20 / 1.1), abs=EXACT)


def test_the_default_settlement_is_the_nash_solution_of_the_case():
    for case in ("four_regions", "grand_package"):
        game = bg.read(ANALYSES / case / "game.toml")
        found = bg.ceasefire.from_game(
            game, days=30, rearming=0.02, monitoring=0.3, talks=0.15, penalty={"Ukraine": 3, "Russia": 3}
        )
        nash = bg.nash(game, lotteries=True)
        assert found.terms.settlement == pytest.approx([nash.payoffs[p] for p in game.party_names], abs=1e-6)
        assert found.terms.war == pytest.approx([game.disagreement[p] for p in game.party_names], abs=EXACT)
        assert all(one.deviation <= 1e-7 for one in found.equilibria)
        assert 0 < found.settled < 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"rearming": {"Ann": 0.1}}, "rearming: it names Ann; give one number for each of Ann, Bob",
        ),
        (
            {"advances": "Ann wins"},
            "advances: 'Ann wins' is not a list of 2; write advances=(\"Ann wins\", \"Bob wins\")",
        ),
        ({"advances": ("Ann wins", "Bob win")}, "advances: no ending 'Bob win'; did you mean 'Bob wins'?"),
        (
            {"advances": ("Ann wins", "Ann wins")},
            "advances: the ending 'Ann wins' stands for both parties' victory; name two endings of the war, "
            'advances=("Ann wins", "Bob wins")',
        ),
        (
            {"advances": ("Bob wins", "Ann wins")},
            "advances: 'Bob wins' is worth -100 points more than 'Ann wins' to 'Ann'; it must be worth more, or name "
            "other endings",
        ),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_read_is_refused(change, message):
    with pytest.raises(GameError) as error:
        bg.ceasefire.from_game(border(), **{"days": 30, "rearming": 0.1, "monitoring": 0.5, "talks": 0.2, **change})
    assert str(error.value) == message


def test_three_parties_and_no_war_are_refused():
    numbers = {"days": 30, "rearming": 0.1, "monitoring": 0.5, "talks": 0.2}
    with pytest.raises(GameError, match="'fixed' is no war"):
        bg.ceasefire.from_game(border().with_outside_option(bg.Fixed({"Ann": 0, "Bob": 0})), **numbers)
    with pytest.raises(ConceptError, match="two parties"):
        bg.ceasefire.from_game(bg.BargainingGame("three", parties=["A", "B", "C"]), **numbers)


def test_no_equilibrium_found_is_said_with_what_was_tried(monkeypatch):
    rng = np.random.default_rng(7)
    plans = (
        (terms, lasting(Field.of(terms, 3), "peaceful")) for terms in iter(lambda: random_terms(rng, levels=3), None)
    )
    terms = next(terms for terms, plan in plans if plan.first.max(axis=-1).min() < 1)
    monkeypatch.setattr("bargain.strategic.truce.lasting._mixed", lambda *_: iter(()))
    with pytest.raises(NoEquilibriumError) as error:
        lasting(Field.of(terms, 3), "peaceful")
    assert str(error.value) == (
        "ceasefire: in one state of the truce without an end, no equilibrium was found in pure actions, in mixed ones "
        "over two or three actions of each party, nor with one party resuming; a finite number of days always has one"
    )

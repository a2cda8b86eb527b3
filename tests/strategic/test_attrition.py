"""The war of attrition against best replies on grids, equations solved apart, and closed forms."""

import json
import math
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
import scipy.stats as st
import sympy as sp
from scipy.integrate import quad

import bargain as bg
from bargain.derivations import attrition as closed
from bargain.errors import GameError
from bargain.strategic.waiting.course import Course
from bargain.strategic.waiting.door import ladders_of
from bargain.strategic.waiting.evidence import course_gain
from bargain.strategic.waiting.piecewise import fitted
from bargain.strategic.waiting.scale import Scale
from tests.strategic import attrition_oracle as oracle


class Density(st.rv_continuous):
    """Known by its density alone: 2x on [0, 1]."""

    def _pdf(self, x):
        return 2 * x


class Chance(st.rv_continuous):
    """The same, known by its distribution function alone."""

    def _cdf(self, x):
        return x**2


LAWS = {
    "uniform from 0": st.uniform(0, 2),
    "uniform": st.uniform(0.5, 1),
    "beta": st.beta(2, 5, scale=4),
    "beta with most at both ends": st.beta(0.5, 0.6, scale=3),
    "exponential": st.expon(scale=1.5),
    "gamma": st.gamma(2.5, scale=0.7),
    "lognormal": st.lognorm(0.7),
    "truncated normal": st.truncnorm(-2, 2, loc=4, scale=2),
    "a gap inside": st.rv_histogram(([2, 0, 3], [0.5, 1.0, 2.0, 3.0]), density=False),
    "separate values": st.rv_discrete(values=((1, 2, 4), (0.2, 0.5, 0.3)))(),
    "heavy tail": st.pareto(3),
    "known by its density": Density(a=0, b=1, name="density")(),
}


def forms():
    """Name → function of a dictionary of numbers."""
    found = {}
    for name, form in closed.derive().items():
        symbols = sorted(form.free_symbols, key=str)
        plain = sp.lambdify(symbols, form, "math")
        found[name] = lambda n, plain=plain, symbols=symbols: float(plain(*(n[s.name] for s in symbols)))
    return found


def times_of(found, i, private, rng=None):
    """When types with these private numbers concede; a party that is known by chance, from its own mixture."""
    return np.array([found.waits(found.parties[i], float(v)) for v in private])


# ---- published ----


def test_the_war_of_maynard_smith():
    """V = (10, 5), c = 1: hazards c_j/V_j, mean duration 10/3, the first concedes first with 2/3."""
    found = bg.attrition(values=(10, 5), costs=(1, 1))
    assert found.hazards == pytest.approx((0.2, 0.1), abs=1e-9)
    assert sum(found.hazards) == pytest.approx(0.3, abs=1e-9)
    assert found.expected_duration == pytest.approx(10 / 3, abs=1e-9)
    assert found.concedes_first == pytest.approx((2 / 3, 1 / 3), abs=1e-9)
    assert found.payoffs == (0.0, 0.0)
    assert found.expected_losses == pytest.approx((10 / 3, 10 / 3), abs=1e-9)
    assert found.deviation <= 1e-9
    assert [e.at_once for e in found.equilibria] == [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    assert [e.payoffs for e in found.others] == [(0.0, 5.0), (10.0, 0.0)]
    assert found.words == (
        "first concedes at a rate of 0.2, so that the other gains nothing by waiting.",
        "second concedes at a rate of 0.1, so that the other gains nothing by waiting.",
        "The war lasts 3.33333 on average; first is the one to concede with probability 0.666667.",
        "Here nobody concedes in the first moment; there is a continuum of equilibria, from one party's conceding at "
        "once to the other's.",
    )


def test_against_private_costs_a_known_party_is_told_to_concede_ever_more_slowly():
    """The types that are left of the other have lower costs, so it takes a smaller chance to keep them waiting."""
    found = bg.attrition((10, 5), (st.uniform(0.5, 1), 1))
    assert found.words[1] == f"second concedes at a rate of {found.hazards[1]:.6g} at first, then ever more slowly."
    rates = [moment.hazards[1] for moment in found.moments]
    assert rates == sorted(rates, reverse=True)
    assert found.hazards[1] == pytest.approx(1.5 / 10)
    assert rates[0] == pytest.approx(1.5 / 10, abs=1e-5)


# ---- complete information: closed forms ----


def test_closed_forms_on_200_random_wars():
    rng, form = np.random.default_rng(1), forms()
    for k in range(200):
        V, c = rng.uniform(0.5, 50, 2), rng.uniform(0.1, 20, 2)
        a, r = rng.choice([0, rng.uniform(0, 0.95)]), rng.choice([0, rng.uniform(0, 1)])
        ladders = ladders_of(V, c, (0.0, 0.0))
        start = float(ladders[0].height(np.log(-np.log1p(-a)))) if a else ladders[0].bottom
        course = Course(Scale(ladders, start - ladders[1].bottom), (r, 0.3))
        n = {"V_1": V[0], "V_2": V[1], "c_1": c[0], "c_2": c[1], "a": a, "r": r}
        is_ = {name: form[name](n) for name in ("hazard_1", "hazard_2", "duration", "first", "loss_1", "payoff_2")}
        assert course.hazards == pytest.approx((is_["hazard_1"], is_["hazard_2"]), rel=1e-9)
        assert course.duration == pytest.approx(is_["duration"], rel=1e-9)
        assert course.concedes_first[0] == pytest.approx(is_["first"], abs=1e-9)
        assert sum(course.concedes_first) == pytest.approx(1, abs=1e-9)
        assert course.loss(0) == pytest.approx(is_["loss_1"], rel=1e-9)
        assert course.payoff(0) == pytest.approx(0, abs=1e-9 * V[0])
        assert course.payoff(1) == pytest.approx(is_["payoff_2"], abs=1e-9 * V[1])
        assert course.at_once == pytest.approx((a, 0), abs=1e-11)
        if k < 25:
            found = bg.attrition(V, c, discount_rates=(r, 0.3), together=(a, 0))
            assert (found.hazards, found.expected_duration) == (course.hazards, course.duration)
            assert (found.payoffs, found.concedes_first) == (
                (course.payoff(0), course.payoff(1)),
                course.concedes_first,
            )
            assert found.failure == pytest.approx(1 - a, abs=1e-11)
            assert found.deviation <= 1e-9 * max(V)


def test_committed_parties_on_100_random_wars():
    rng, form = np.random.default_rng(2), forms()
    for k in range(100):
        V, c, e = rng.uniform(0.5, 50, 2), rng.uniform(0.1, 20, 2), rng.uniform(0.01, 0.6, 2)
        needs = [-math.log(e[i]) * V[1 - i] / c[1 - i] for i in (0, 1)]  # until only the committed are left
        i = int(needs[0] > needs[1])  # who needs less time
        ladders = ladders_of(V, c, tuple(e))
        course = Course(Scale(ladders, ladders[0].ceiling - ladders[1].ceiling), (0.0, 0.0))
        n = {"V_1": V[i], "V_2": V[1 - i], "c_1": c[i], "c_2": c[1 - i], "e_1": e[i], "e_2": e[1 - i]}
        atom = form["at_once"](n)
        assert course.last == pytest.approx(form["last"](n), rel=1e-8)
        assert course.at_once[1 - i] == pytest.approx(atom, abs=1e-9)
        assert course.at_once[i] == pytest.approx(0, abs=1e-9)
        assert course.payoff(i) == pytest.approx(atom * V[i], abs=1e-8 * V[i])
        assert course.payoff(1 - i) == pytest.approx(0, abs=1e-9 * V[1 - i])
        assert sum(course.concedes_first) == pytest.approx(1 - e[0] * e[1], abs=1e-9)
        if k < 20:
            found = bg.attrition(V, c, committed=e)
            assert (found.at_once, found.last_concession) == (course.at_once, course.last)
            assert found.endless == pytest.approx(e[0] * e[1])
            assert found.expected_duration == math.inf
            assert found.others == ()
            assert found.deviation <= 1e-8 * max(V)


def test_one_committed_party_wins_at_once():
    """Against patience that has a bound; the slightest chance is enough."""
    found = bg.attrition((1, 100), (10, 1), committed=(1e-6, 0))
    assert found.at_once == (0.0, 1.0)
    assert found.payoffs == (1.0, 0.0)
    assert found.others == ()
    assert found.words == (
        "second concedes at once; first never would.", "As first may be committed, there is no other.",
    )  # fmt: skip
    little = [bg.attrition((10, 5), (1, 1), committed=(e, e / 10)).at_once[1] for e in (0.1, 1e-3, 1e-6)]
    assert little == sorted(little)


def test_one_committed_party_against_patience_without_bound():
    """Costs down to 0: all others have conceded by the end of time; a best reply, and the limit of two committed."""
    found = bg.attrition((10, 5), (st.uniform(0, 1), st.uniform(0, 1)), committed=(0.1, 0))
    assert found.deviation <= 1e-6
    assert len(found.equilibria) == 2
    close = bg.attrition((10, 5), (st.uniform(0, 1), st.uniform(0, 1)), committed=(0.1, 1e-9))
    assert found.at_once == pytest.approx(close.at_once, abs=1e-3)
    assert found.words[-1] == "There is a continuum of others, to the end at which second concedes at once."


# ---- private types ----


def test_symmetric_wars_on_200_random_distributions():
    rng, form = np.random.default_rng(3), forms()
    for k in range(200):
        low = rng.choice([0, rng.uniform(0.05, 3)])
        high, c, V, q = low + rng.uniform(0.1, 5), rng.uniform(0.2, 3), rng.uniform(1, 9), rng.uniform(0.02, 0.97)
        n = {"low": low, "high": high, "c": c, "V": V, "m": rng.uniform(0.2, 4)}
        kind = k % 3
        if kind == 0:
            law, name, own = st.uniform(low, high - low), "uniform_values", "v"
        elif kind == 1:
            law, name, own = st.expon(scale=n["m"]), "exponential_values", "v"
        else:
            n["low"], n["high"] = max(low, 0.05), high + 0.1
            law, name, own = st.uniform(n["low"], n["high"] - n["low"]), "uniform_costs", "c"
        game = ((V, V), (law, law)) if kind == 2 else ((law, law), (c, c))
        n[own] = float(law.ppf(q))
        wanted = form[name](n)
        ladders = ladders_of(*game, (0.0, 0.0))
        course = Course(Scale(ladders, 0.0), (0.0, 0.0))
        for i in (0, 1):
            assert course.when(i, ladders[i].rank(n[own])[0]) == pytest.approx(wanted, rel=1e-8, abs=1e-9)
        if k < 21:
            found = bg.attrition(*game)
            assert found.waits("first", n[own]) == pytest.approx(wanted, rel=1e-8, abs=1e-9)
            assert found.concedes_first == pytest.approx((0.5, 0.5), abs=1e-9)
            assert found.deviation <= 1e-8 * max(high, V, 60)


def test_costs_down_to_nothing():
    """Symmetric, costs uniform on [0, C]: T(c) = V·(1/c − 1/C); the war is over before t but for (1 + t·C/V)^−2."""
    found = bg.attrition((2, 2), (st.uniform(0, 0.5), st.uniform(0, 0.5)))
    assert [found.waits("first", c) for c in (0.01, 0.2, 0.4)] == pytest.approx([2 / c - 4 for c in (0.01, 0.2, 0.4)])
    assert found.expected_duration == pytest.approx(4)
    for moment in found.moments:
        assert 1 - moment.over == pytest.approx((1 + moment.time / 4) ** -2, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *((name, kind) for name in LAWS for kind in ("values", "costs")),
        *((name, "symmetric values") for name in ("beta", "lognormal", "a gap inside")),
        *((name, "one known") for name in ("uniform from 0", "separate values", "heavy tail")),
    ],
)
def test_nobody_gains_by_another_time(name, kind):
    """Types one by one against all times, with rivals drawn one by one."""
    law, rng = LAWS[name], np.random.default_rng(len(name))
    other = LAWS[rng.choice([n for n in LAWS if n != name])]
    values, costs = {
        "symmetric values": ((law, law), (1, 1)), "values": ((law, other), (1, 0.7)), "costs": ((3, 2), (law, other)),
        "one known": ((law, 1.5), (1, 1)),
    }[kind]  # fmt: skip
    rates = (0.0, rng.choice([0.0, 0.2]))
    found = bg.attrition(values, costs, discount_rates=rates)
    assert found.deviation <= 1e-6 * max(1, float(law.mean()))
    assert sum(found.concedes_first) == pytest.approx(1, abs=1e-8)
    assert found.failure == pytest.approx((1 - found.at_once[0]) * (1 - found.at_once[1]))
    if kind == "one known":
        return
    pairs = [(v if hasattr(v, "ppf") else c, hasattr(v, "ppf")) for v, c in zip(values, costs, strict=True)]
    types = [oracle.quantiles(x, 300) for x, _ in pairs]
    times = [times_of(found, i, types[i]) for i in (0, 1)]
    length, first = oracle.outcome(*times)
    if name != "separate values" and other is not LAWS["separate values"]:  # these mix over a span of time
        assert first == pytest.approx(found.concedes_first[0], abs=2e-2)
        assert length == pytest.approx(found.expected_duration, rel=5e-2, abs=1e-2)
    for i in (0, 1):
        if (other if i else law) is LAWS["separate values"] or (law if i else other) is LAWS["separate values"]:
            continue
        sample = types[i][::15]
        V, c = (sample, np.full(20, costs[i])) if pairs[i][1] else (np.full(20, values[i]), sample)
        stops = np.concatenate([[0.0], np.quantile(times[1 - i][np.isfinite(times[1 - i])], np.linspace(0, 1, 60))])
        gain = oracle.largest_gain(V, c, times[i][::15], times[1 - i], stops, rates[i])
        assert gain <= 1e-2 * max(1, np.max(V)), (i, gain)


@pytest.mark.parametrize(
    ("laws", "span"),
    [
        ((st.uniform(0.5, 1), st.uniform(1, 2)), 0.6), ((st.uniform(1, 1), st.expon(loc=0.5)), 1.0),
        ((st.expon(loc=0.2), st.beta(1, 3, loc=0.3, scale=4)), 2.0),
    ],
)  # fmt: skip
def test_asymmetric_wars_against_the_equations(laws, span):
    """Nobody concedes in the first moment; the types at later times, integrated by a solver of its own."""
    found = bg.attrition(laws, (1, 1))
    assert found.at_once == pytest.approx((0, 0), abs=1e-8)
    at = np.linspace(0.05, span, 9)
    types = oracle.by_equations(laws, [law.support()[0] for law in laws], span, at)
    for i, name in enumerate(found.parties):
        assert times_of(found, i, types[i]) == pytest.approx(at, abs=1e-6), name


def test_an_atom_against_the_equations():
    """The first party's types up to 0.8 concede at once."""
    laws = (st.uniform(0.5, 1), st.uniform(0.4, 2))
    found = bg.attrition(laws, (1, 1), together=(0.3, 0))
    assert found.at_once == pytest.approx((0.3, 0), abs=1e-9)
    at = np.linspace(0.05, 0.4, 7)
    types = oracle.by_equations(laws, [0.8, 0.4], 0.4, at)
    for i in (0, 1):
        assert times_of(found, i, types[i]) == pytest.approx(at, abs=1e-6)
    assert found.waits("first", 0.79) == 0.0
    assert found.payoffs[1] > bg.attrition(laws, (1, 1)).payoffs[1]


def test_uniform_values_of_different_size():
    """From Q = ∫ dx/(x·(h − x)): (x/(h − x))^(1/h) is alike for both who concede together; time by quadrature."""
    found = bg.attrition((st.uniform(0, 1), st.uniform(0, 3)), (1, 1))

    def partner(x):
        odds = (x / (1 - x)) ** 3
        return 3 * odds / (1 + odds)

    for x in (0.1, 0.5, 0.8):
        time = quad(lambda y: partner(y) / (1 - y), 0, x, epsabs=1e-13, epsrel=1e-13)[0]
        assert found.waits("first", x) == pytest.approx(time, abs=1e-9)
        assert found.waits("second", partner(x)) == pytest.approx(time, abs=1e-9)


def test_any_distribution_gives_what_it_is():
    """2x on [0, 1] as a beta, by its density, by its distribution function, and in the new manner of scipy."""
    laws = [st.beta(2, 1), Density(a=0, b=1, name="density")(), Chance(a=0, b=1, name="chance")()]
    found = [bg.attrition((law, 1), (1, st.uniform(0, 1))) for law in laws]
    for other in found[1:]:
        assert other.expected_duration == pytest.approx(found[0].expected_duration, rel=1e-8)
        assert other.waits("first", 0.4) == pytest.approx(found[0].waits("first", 0.4), rel=1e-8)
    if hasattr(st, "Uniform"):
        new, old = (bg.attrition((law, 2), (1, 1)) for law in (st.Uniform(a=1, b=3), st.uniform(1, 2)))
        assert new.expected_duration == pytest.approx(old.expected_duration, rel=1e-12)


def test_separate_values_are_the_limit_of_narrow_ones():
    separate = bg.attrition((st.rv_discrete(values=((1, 3), (0.4, 0.6)))(), 2), (1, 1))
    narrow = st.rv_histogram(([0.4, 0, 0.6], [0.9999, 1.0001, 2.9999, 3.0001]), density=False)
    close = bg.attrition((narrow, 2), (1, 1))
    assert separate.expected_duration == pytest.approx(close.expected_duration, abs=1e-3)
    assert separate.concedes_first == pytest.approx(close.concedes_first, abs=1e-3)
    assert separate.payoffs == pytest.approx(close.payoffs, abs=1e-3)
    assert separate.waits("first", 1) == 0.0
    assert separate.waits("first", 3) == pytest.approx(-2 * math.log(0.6))  # the second is made to wait at 1/2


def test_the_continuum():
    """Every `together` is an equilibrium; from one end to the other one party gains and the other loses."""
    law = st.uniform(1, 1)
    picked = [bg.attrition((law, law), (1, 1), together=(p, 0)) for p in (0.9, 0.5, 0.1, 0)]
    picked += [bg.attrition((law, law), (1, 1), together=(0, p)) for p in (0.1, 0.5, 0.9)]
    first = [e.payoffs[0] for e in picked]
    assert first == sorted(first)
    assert [e.payoffs[1] for e in reversed(picked)] == pytest.approx(first, abs=1e-9)
    assert all(e.deviation <= 1e-9 for e in picked)
    assert len({(e.others[0].at_once, e.others[1].at_once) for e in picked}) == 1


def test_together_is_kept():
    found = bg.attrition((10, 5), (1, 1), together=(0.6, 0.2))
    h = 0.2, 0.1
    time = -math.log(0.8) / h[1]
    assert found.at_once[0] == pytest.approx(1 - 0.4 * math.exp(h[0] * time))
    private = bg.attrition((st.uniform(0, 1), st.uniform(0, 3)), (1, 1), together=(0.7, 0.2))
    assert private.waits("first", 0.7) == pytest.approx(private.waits("second", 0.6), abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_what_moves_what(seed):
    """Complete information: who has more to win concedes first more often; discounting saves losses."""
    rng = np.random.default_rng(seed)
    V, c = rng.uniform(1, 10, 2), rng.uniform(0.5, 3, 2)
    before = bg.attrition(V, c)
    assert bg.attrition(V * (2, 1), c).concedes_first[0] > before.concedes_first[0]
    assert bg.attrition(V, c * (1, 2)).expected_duration < before.expected_duration
    patient, impatient = (bg.attrition(V, c, discount_rates=(r, r)) for r in (0.0, 0.5))
    assert impatient.hazards == patient.hazards
    assert impatient.expected_losses[0] < patient.expected_losses[0]
    scaled = bg.attrition(7 * V, 7 * c)
    assert scaled.expected_duration == pytest.approx(before.expected_duration, rel=1e-9)
    swapped = bg.attrition(V[::-1], c[::-1])
    assert swapped.concedes_first[::-1] == pytest.approx(before.concedes_first, abs=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_random_wars_of_all_kinds(seed):
    """Whoever's type is private, of whatever shape, committed or not: an equilibrium, and all chances add up."""
    rng = np.random.default_rng(7000 + seed)
    shapes = (
        st.uniform(rng.choice([0, 0.5]), rng.uniform(0.01, 5)), st.expon(scale=rng.uniform(0.1, 9)),
        st.gamma(rng.uniform(0.2, 6)), st.beta(*rng.uniform(0.2, 6, 2), scale=rng.uniform(0.1, 100)),
        st.lognorm(rng.uniform(0.05, 2)), st.weibull_min(rng.uniform(0.4, 4)), st.pareto(rng.uniform(1.1, 6)),
    )  # fmt: skip
    values = [shapes[rng.integers(7)] if rng.random() < 0.5 else rng.uniform(0.1, 50) for _ in (0, 1)]
    free = [not hasattr(v, "cdf") and rng.random() < 0.6 for v in values]
    costs = [shapes[rng.integers(7)] if f else rng.uniform(0.1, 9) for f in free]
    more = (
        {},
        {"committed": rng.uniform(0, 0.5, 2)},
        {"committed": (0.3, 0)},
        {"together": rng.uniform(0.01, 0.95, 2)},
    )
    found = bg.attrition(values, costs, discount_rates=rng.uniform(0, 0.5, 2), **more[seed % 4])
    scale = max(float(v.mean()) if hasattr(v, "mean") else v for v in values)
    for one in found.equilibria:
        assert one.deviation <= 1e-6 * scale
        assert sum(one.concedes_first) + one.endless == pytest.approx(1, abs=1e-8)
        assert min(one.payoffs) >= -1e-6 * scale


# ---- the evidence ----


def test_evidence_finds_who_waits_wrongly():
    """A ladder on which one party is taken to be more patient than it is."""
    right, wrong = ladders_of((10, 5), (1, 1), (0.0, 0.0)), ladders_of((10, 8), (1, 1), (0.0, 0.0))
    course = Course(Scale(right, right[0].bottom - right[1].bottom), (0.0, 0.0))
    assert course_gain(course) <= 1e-9
    rigged = Course(Scale((right[0], wrong[1]), right[0].bottom - wrong[1].bottom), (0.0, 0.0))
    object.__setattr__(wrong[1], "value", right[1].value)  # it is worth less to it than it was taken for
    assert course_gain(rigged) > 0.1


def test_polynomials_on_pieces():
    f = fitted(lambda x: np.exp(3 * x), np.linspace(-1, 1, 4))
    x = np.linspace(-1, 1, 301)
    assert f(x) == pytest.approx(np.exp(3 * x), rel=1e-11)
    assert f.integral()(x) == pytest.approx((np.exp(3 * x) - np.exp(-3)) / 3, abs=1e-11)
    assert f.integral(0.3)(x) == pytest.approx(f.integral()(x) - f.integral()(1 / 3), abs=1e-11)
    assert f.inverse(np.exp(3 * x)) == pytest.approx(x, abs=1e-11)
    jump = fitted(lambda x: np.where(x < 0.3, 0.0, 1.0), np.array([0.0, 1.0]))
    assert float(jump.integral()(1.0)) == pytest.approx(0.7, abs=1e-12)


# ---- from a case ----


def road(**more):
    war = bg.War(
        years=2, cost_per_year={"Ann": 10, "Bob": 5},
        endings=[
            {"name": "Ann", "probability": 0.5, "outcome": {"road": "north"}},
            {"name": "Bob", "probability": 0.5, "outcome": {"road": "south"}},
        ],
    )  # fmt: skip
    game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]},
    )  # fmt: skip
    game = game.with_outside_option(war)
    for path, number in more.items():
        game = game.with_value(path.replace("__", "."), number)
    return game


def test_a_case_by_hand():
    """Disagreement (30, 40): Ann from 30 to 60, Bob from 40 to 70. Rate 0.1 for Ann: d = (50/2 − 10)/0.6 = 25."""
    found = bg.attrition.from_game(road())
    assert found.parties == ("Ann", "Bob")
    assert found.hazards == pytest.approx((5 / 30, 10 / 30))
    assert found.expected_duration == pytest.approx(2)
    game = road(parties__Ann__discount_rate=0.1)
    assert game.disagreement["Ann"] == pytest.approx(25)
    impatient = bg.attrition.from_game(game)
    assert impatient.hazards == pytest.approx((5 / 35, (10 + 0.1 * 25) / 35))
    private = bg.attrition.from_game(road(), costs=(st.uniform(5, 10), st.uniform(2, 6)))
    plain = bg.attrition((30, 30), (st.uniform(5, 10), st.uniform(2, 6)))
    assert private.payoffs == pytest.approx(plain.payoffs)
    bound = bg.attrition.from_game(road(), values=(40, 50), committed=(0.1, 0.2))
    assert bound.payoffs == pytest.approx(bg.attrition((40, 50), (10, 5), committed=(0.1, 0.2)).payoffs)


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_documented_cases(slug):
    game = bg.read(f"analyses/{slug}/game.toml")
    found = bg.attrition.from_game(game)
    assert found.parties == game.party_names
    assert 0.5 < found.expected_duration < 10
    assert found.deviation <= 1e-6


def test_cases_that_are_refused():
    with pytest.raises(GameError) as error:
        bg.attrition.from_game(road(outside_option__cost_per_year__Bob=0))
    assert str(error.value) == (
        "outside_option.cost_per_year.Bob: 0 makes waiting cost 0 points a year in all; it must be above 0, or the "
        "party never concedes"
    )
    with pytest.raises(GameError, match=r"^outside_option: 'fixed' is no war"):
        bg.attrition.from_game(road().with_outside_option(bg.Fixed({"Ann": 0, "Bob": 0})))
    same = bg.BargainingGame("same", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north", "south"], status_quo="south", weight={"Ann": 1, "Bob": 1},
        worth={"Ann": [100, 0], "Bob": [100, 0]},
    )  # fmt: skip
    war = bg.War(years=1, cost_per_year={"Ann": 1, "Bob": 1}, endings=[{"name": "draw", "probability": 1}])
    with pytest.raises(GameError) as error:
        bg.attrition.from_game(same.with_outside_option(war))
    assert str(error.value) == "'same': one agreement is best for both parties, so there is nothing to wait for"


# ---- the door ----

PLAIN = {"values": (10, 5), "costs": (1, 1)}


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"values": 10}, "values: 10 is not a list of 2; write values=(10, 5)"),
        ({"values": (10, 5, 1)}, "values: 3 entries; it must have 2, such as values=(10, 5)"),
        ({"values": (0, 5)}, "values[0]: 0 is out of range; it must be above 0"),
        ({"costs": (1, -1)}, "costs[1]: -1 is out of range; it must be above 0"),
        ({"costs": (1, "dear")}, "costs[1]: 'dear' is not a number; write a number such as 30 or 0.5"),
        ({"discount_rates": (0.1, -0.1)}, "discount_rates[1]: -0.1 is out of range; it must be at least 0"),
        ({"committed": (1.2, 0)}, "committed[0]: 1.2 is out of range; it must be at least 0 and below 1"),
        ({"committed": (0, 1)}, "committed[1]: 1 is out of range; it must be at least 0 and below 1"),
        ({"together": (0.2, 1)}, "together[1]: 1 is out of range; it must be at least 0 and below 1"),
        ({"together": 0.2}, "together: 0.2 is not a list of 2; write together=(0.2, 0)"),
        (
            {"together": (0.2, 0), "committed": (0.1, 0)},
            "together: (0.2, 0) has no meaning where a party may be committed; leave it out",
        ),
        (
            {"values": (st.uniform(0, 1), 5), "together": (0, 0.5)},
            "together[0]: 0 is out of range; it must be above 0, for the weakest types concede in an instant",
        ),
        (
            {"values": (st.uniform(1, 2), 5), "costs": (st.uniform(0, 1), 1)},
            "costs[0]: uniform(0, 1) is private, and so is values[0]; give one of the two as a number",
        ),
        (
            {"values": (st.uniform(-1, 2), 5)},
            "values[0]: uniform(-1, 2) puts a probability of 0.5 on values below 0; a value must be at least 0, so use "
            "a distribution that starts there or above, such as scipy.stats.truncnorm",
        ),
        (
            {"costs": (st.norm(1, 1), 1)},
            "costs[0]: norm(1, 1) puts a probability of 0.159 on costs below 0; a cost must be at least 0, so use a "
            "distribution that starts there or above, such as scipy.stats.truncnorm",
        ),
        (
            {"costs": (st.uniform(1, 0), 1)},
            "costs[0]: uniform(1, 0) has the median nan; its parameters must be finite and its scale above 0 (a cost "
            "that is known is a plain number)",
        ),
        (
            {"values": (st.pareto(0.9), 1)},
            "values[0]: pareto(0.9) has the mean inf; values must have a finite mean",
        ),
        (
            {"costs": (st.rv_discrete(values=((0, 1), (0.5, 0.5)))(), 1)},
            "costs[0]: rv_discrete over 2 values has the cost 0; all must be above 0",
        ),
        (
            {"values": (st.randint(1, 2000), 1)},
            "values[0]: randint(1, 2000) has more than 500 values; use a continuous distribution",
        ),
        ({"parties": ("Ann", "Ann")}, "parties: party 'Ann' stands twice; keep one"),
    ],
)
def test_what_is_refused(keywords, message):
    with pytest.raises(GameError) as error:
        bg.attrition(**{**PLAIN, **keywords})
    assert str(error.value) == message


def test_what_waits_refuses():
    known, private = bg.attrition(**PLAIN), bg.attrition((st.uniform(1, 2), 5), (1, 1))
    with pytest.raises(GameError) as error:
        known.waits("first", 3)
    assert str(error.value) == "private: 3; value and cost of 'first' are known, and it mixes over all times"
    with pytest.raises(GameError) as error:
        private.waits("frist", 3)
    assert str(error.value) == "party: no party 'frist'; did you mean 'first'?"
    assert [private.others[0].waits(name, 2) for name in private.parties] == [0.0, math.inf]
    assert private.waits("first", 0.5) == 0.0


def test_the_result_is_plain_frozen_and_readable():
    for found in (
        bg.attrition(**PLAIN), bg.attrition((st.uniform(0, 1), 2), (1, st.expon())),
        bg.attrition(**PLAIN, committed=(0.1, 0.1)),
    ):  # fmt: skip
        again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
        assert again["payoffs"] == list(found.payoffs)
        assert "course" not in again
        with pytest.raises(FrozenInstanceError):
            found.failure = 0.0
        assert "largest gain from deviating" in repr(found)
    known = bg.attrition(**PLAIN)
    assert known == bg.attrition(**PLAIN)
    frame = known.to_frame()
    assert list(frame.columns)[:4] == ["time", "over", "conceded first", "conceded second"]
    assert frame["time"].is_monotonic_increasing
    assert frame["over"].tolist() == pytest.approx([1 - math.exp(-0.3 * t) for t in frame["time"]], abs=1e-9)
    assert bg.STRATEGIC_GAMES["attrition"] is bg.attrition

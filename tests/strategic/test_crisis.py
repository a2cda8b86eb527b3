"""The crisis: published numbers, closed forms, brute force on a grid, properties, refusals, case files."""

import json
import math
import pickle
from dataclasses import FrozenInstanceError
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import scipy.stats as st
import sympy as sp

import bargain as bg
from bargain.derivations.registry import DERIVATIONS
from bargain.errors import ConceptError, GameError
from bargain.outside.war import Ending, War
from bargain.strategic.crises.posing import chances_of, costs_of, posed, utilities_of
from bargain.strategic.crises.screened import Rules
from bargain.strategic.crises.screened_line import Line
from bargain.strategic.crises.screened_play import Plan, measured
from bargain.strategic.private.cost import cost_type
from bargain.strategic.private.tabulated import Tabulated, quickened
from tests.strategic import crisis_oracle as oracle
from tests.strategic.plainness import numpy_inside

ANALYSES = Path(__file__).parents[2] / "analyses"
EXACT, FOUND = 1e-9, 1e-6
SQRT = (math.sqrt, math.sqrt)


class TwoHills(st.rv_continuous):
    """Costs near 0.1 or near 0.3; only the density is known."""

    def _pdf(self, x):
        return 0.5 * (st.norm.pdf(x, 0.1, 0.01) + st.norm.pdf(x, 0.3, 0.02))


class TwoHillsToo(st.rv_continuous):
    """The same by its distribution function."""

    def _cdf(self, x):
        return 0.5 * (st.norm.cdf(x, 0.1, 0.01) + st.norm.cdf(x, 0.3, 0.02))


HILLS = st.rv_histogram((np.array([5, 0, 0, 5]), np.array([0, 0.1, 0.2, 0.3, 0.4])))
LAWS = {
    "uniform": st.uniform(0, 0.4),
    "beta": st.beta(2, 5),
    "gamma": st.gamma(2, scale=0.1),
    "truncated normal": st.truncnorm(-2, 2, loc=0.3, scale=0.1),
    "histogram with a gap": HILLS,
    "U-shaped": st.beta(0.5, 0.5),
}


def discrete(values, weights):
    return st.rv_discrete(values=(values, weights))()


# ---- published numbers, typed by hand ----


def test_fearon_1995_range_risk_neutral():
    """Fearon 1995, p. 387: the range is (p − c_A, p + c_B)."""
    found = bg.crisis(win_probability=0.6, costs=(0.15, 0.10))
    assert found.range == pytest.approx((0.45, 0.7), abs=EXACT)
    assert found.surplus == pytest.approx(0.25, abs=EXACT)
    assert found.nash_split == pytest.approx(0.575, abs=EXACT)
    assert found.proposer_takes == pytest.approx((0.7, 0.55), abs=EXACT)
    assert (found.proposer, found.war_probability, found.failure) == ("first", 0.0, 0.0)
    assert found.demand == found.settlement == pytest.approx(0.7, abs=EXACT)
    assert found.payoffs == pytest.approx((0.7, 0.3), abs=EXACT)
    assert found.others == ()


def test_fearon_1995_range_with_square_roots():
    """War utilities p·u(1) − c: the range is ((p − c_A)², 1 − (1 − p − c_B)²)."""
    found = bg.crisis(win_probability=0.6, costs=(0.15, 0.10), utility=SQRT)
    assert found.range == pytest.approx((0.2025, 0.91), abs=EXACT)


def test_fearon_1995_risk_return_trade_off():
    """x = max(p + a, p + (b − c_A) / 2) against a cost uniform on [a, b]."""
    found = bg.crisis(win_probability=0.5, costs=(0.2, st.uniform(0, 0.4)))
    assert found.demand == pytest.approx(0.6, abs=EXACT)
    assert found.war_probability == pytest.approx(0.25, abs=EXACT)
    assert found.payoffs[0] == pytest.approx(0.525, abs=EXACT)
    assert found.gap <= 1e-7


# ---- closed forms ----


@pytest.fixture(scope="module")
def forms():
    """Name → function of numbers, from the sympy expressions."""
    found = {}
    for name, expression in DERIVATIONS["crisis"]().items():
        symbols = sorted(expression.free_symbols, key=str)
        function = sp.lambdify(symbols, expression, modules="math")
        found[name] = lambda numbers, f=function, s=symbols: float(f(*(numbers[x.name] for x in s)))
    return found


def test_ranges_against_the_closed_form(forms):
    rng = np.random.default_rng(1)
    for _ in range(200):
        n = {"p": rng.uniform(0.3, 0.7), "c_1": rng.uniform(0, 0.3), "c_2": rng.uniform(0, 0.3)}
        plain = bg.crisis(win_probability=n["p"], costs=(n["c_1"], n["c_2"]))
        assert plain.range == pytest.approx((forms["low"](n), forms["high"](n)), abs=EXACT)
        assert plain.surplus == pytest.approx(forms["surplus"](n), abs=EXACT)
        assert plain.nash_split == pytest.approx(forms["nash_split"](n), abs=EXACT)
        bent = bg.crisis(win_probability=n["p"], costs=(n["c_1"], n["c_2"]), utility=(np.sqrt, np.sqrt))
        assert bent.range == pytest.approx((forms["low_sqrt"](n), forms["high_sqrt"](n)), abs=EXACT)
        assert bent.surplus > plain.surplus, "risk aversion makes the range longer"


def test_one_demand_against_the_closed_form(forms):
    rng = np.random.default_rng(2)
    peaceful = 0
    for _ in range(200):
        a = rng.uniform(0, 0.2)
        n = {"p": rng.uniform(0.1, 0.5), "c_1": rng.uniform(0, 0.3), "a": a, "b": a + rng.uniform(0.05, 0.3)}
        found = bg.crisis(win_probability=n["p"], costs=(n["c_1"], st.uniform(n["a"], n["b"] - n["a"])))
        wanted = [forms[name](n) for name in ("demand", "war", "payoff")]
        assert (found.demand, found.war_probability, found.payoffs[0]) == pytest.approx(wanted, abs=EXACT)
        assert found.deviation <= 1e-12
        peaceful += found.war_probability == 0
    assert 20 < peaceful < 180


def test_one_demand_against_private_strength(forms):
    rng = np.random.default_rng(3)
    risky = 0
    for _ in range(200):
        a, c_2 = rng.uniform(0.05, 0.4), rng.uniform(0, 0.2)
        n = {"c_1": rng.uniform(0, 0.2), "c_2": c_2, "a": a, "b": a + rng.uniform(0.1, 0.5)}
        found = bg.crisis(win_probability=st.uniform(n["a"], n["b"] - n["a"]), costs=(n["c_1"], n["c_2"]))
        wanted = [forms[f"{name}_strength"](n) for name in ("demand", "war", "payoff")]
        assert (found.demand, found.war_probability, found.payoffs[0]) == pytest.approx(wanted, abs=EXACT)
        risky += found.war_probability > 0
    assert risky > 50


def test_two_demands_against_the_closed_form(forms):
    rng = np.random.default_rng(4)
    inside = 0
    for _ in range(200):
        n = {"p": 0.4, "c_1": rng.uniform(0, 0.05), "a": 0.0, "b": rng.uniform(0.4, 0.59)}
        n |= {"q": rng.uniform(0.3, 1), "d_1": rng.uniform(0.8, 1), "d_2": rng.uniform(0.8, 1)}
        t_1, t_2 = forms["first_threshold"](n), forms["second_threshold"](n)
        steps = [payoff_of(n, t_1 + h) for h in (-1e-3, 0, 1e-3)]
        if not (n["a"] < t_2 < t_1 < n["b"]) or steps[1] < max(steps):
            continue
        found = bg.crisis(
            win_probability=n["p"], costs=(n["c_1"], st.uniform(n["a"], n["b"])), offers=2,
            discount=(n["d_1"], n["d_2"]), breakdown=n["q"],
        )  # fmt: skip
        inside += 1
        assert (found.demands[0].threshold, found.demands[1].threshold) == pytest.approx((t_1, t_2), abs=FOUND)
        assert found.payoffs[0] == pytest.approx(forms["two_payoff"](n), abs=EXACT)
        if inside == 12:
            return
    raise AssertionError("too few points inside")


def payoff_of(n, t_1):
    """The demander's payoff from a first threshold, costs uniform on [0, b], written out."""
    p, c, b, q = n["p"], n["c_1"], n["b"], n["q"]
    t_2 = max((t_1 - c) / 2, 0)
    left = q * (1 - p - t_1) + (1 - q) * n["d_2"] * (1 - p - t_2)
    war = (p - c) * t_1 / b
    later = (p + t_2) * (t_1 - t_2) / b + (p - c) * t_2 / b
    return (1 - left) * (b - t_1) / b + q * war + (1 - q) * n["d_1"] * later


# ---- brute force ----


@pytest.mark.parametrize("seed", range(30))
def test_finitely_many_types_against_a_grid_of_demands(seed):
    rng = np.random.default_rng(seed)
    k = int(rng.integers(1, 6))
    values, weights = np.sort(rng.uniform(0, 0.6, k)), rng.dirichlet(np.ones(k))
    costs = rng.uniform(0, 0.3, 2)
    bent = seed % 3 == 0
    utilities = (np.sqrt, lambda x: x**0.7) if bent else oracle.LINEAR
    if seed % 2:
        p = rng.uniform(0.2, 0.9)
        found = bg.crisis(win_probability=p, costs=(costs[0], discrete(values, weights)), utility=utilities)
        war = oracle.cost_types(values, p, costs[0])
    else:
        found = bg.crisis(win_probability=discrete(values, weights), costs=tuple(costs), utility=utilities)
        war = oracle.chance_types(values, costs)
    best, _ = oracle.one_demand(war, weights, utilities)
    assert best - 1e-12 <= found.payoffs[0] <= best + 2e-2, "a grid falls short of the demand that makes a type waver"
    demand = 1.0 if found.demand is None else found.demand
    accepts = utilities[1](1 - demand) >= war[1] - 1e-9
    assert found.payoffs[0] == pytest.approx(weights @ np.where(accepts, utilities[0](demand), war[0]), abs=EXACT)
    assert found.payoffs[1] == pytest.approx(weights @ np.where(accepts, utilities[1](1 - demand), war[1]), abs=EXACT)
    assert found.war_probability == pytest.approx(weights @ ~accepts, abs=EXACT)
    assert found.deviation <= EXACT


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("utility", [None, (np.sqrt, np.sqrt)])
def test_distributions_against_many_types(name, utility):
    values, weights = oracle.equally_likely(LAWS[name], 1000)
    both = utility or oracle.LINEAR
    found = bg.crisis(win_probability=0.55, costs=(0.05, LAWS[name]), utility=utility)
    best, near = oracle.one_demand(oracle.cost_types(values, 0.55, 0.05), weights, both)
    assert found.payoffs[0] == pytest.approx(best, abs=2e-3)
    assert min(abs(found.war_probability - war) for _, war in near) < 0.05
    strong = bg.crisis(win_probability=LAWS[name] if name != "gamma" else st.beta(3, 2), costs=(0.05, 0.1))
    law = LAWS[name] if name != "gamma" else st.beta(3, 2)
    values, weights = oracle.equally_likely(law, 1000)
    best, near = oracle.one_demand(oracle.chance_types(values, (0.05, 0.1)), weights)
    assert strong.payoffs[0] == pytest.approx(best, abs=2e-3)
    for one in (found, strong):
        assert one.deviation <= EXACT
        assert one.gap <= 1e-7


@pytest.mark.parametrize("law", [TwoHills(a=0, b=1)(), TwoHillsToo(a=0, b=1)()])
def test_two_hills_are_both_climbed(law):
    """Two kinds of responders make two peaks; which is higher depends on what war costs the demander."""
    peaks = {}
    for cost in (0.0, 0.05, 0.2):
        found = bg.crisis(win_probability=0.5, costs=(cost, law))
        grid = np.linspace(0.5, 0.9, 4001)
        below = TwoHillsToo(a=0, b=1).cdf(grid - 0.5)
        brought = grid * (1 - below) + (0.5 - cost) * below
        assert found.payoffs[0] == pytest.approx(brought.max(), abs=1e-6)
        peaks[cost] = found.demand
    assert peaks[0.0] > 0.7 > 0.6 > peaks[0.2]


def test_the_higher_of_many_peaks_is_found():
    """Ten narrow hills of costs: ten peaks; the answer is the best of the peaks, each found on its own fine grid."""
    centres = np.linspace(0.05, 0.45, 10)
    rng = np.random.default_rng(5)
    for _ in range(5):
        weights = rng.dirichlet(np.ones(10))
        edges = np.sort(np.concatenate([centres - 2e-3, centres + 2e-3]))
        heights = np.zeros(len(edges) - 1)
        heights[::2] = weights / 4e-3
        law = st.rv_histogram((heights, edges), density=True)
        found = bg.crisis(win_probability=0.5, costs=(0.02, law))
        grid = 0.5 + np.concatenate([np.linspace(c - 2e-3, c + 2e-3, 2001) for c in centres])
        brought = grid * law.sf(grid - 0.5) + 0.48 * law.cdf(grid - 0.5)
        assert brought.max() - 1e-12 <= found.payoffs[0] <= brought.max() + 1e-6
        assert found.demand == pytest.approx(grid[brought.argmax()], abs=1e-5)


# ---- several equilibria ----


def test_demands_that_bring_the_same_are_all_returned():
    """Costs 0 or 0.4, equally likely: x = 0.5 for sure, or x = 0.9 at the risk of war; equal at a cost of 0.4."""
    found = bg.crisis(win_probability=0.5, costs=(0.4, discrete([0, 0.4], [0.5, 0.5])))
    assert [round(e.demand, 9) for e in found.equilibria] == [0.5, 0.9]
    assert [e.war_probability for e in found.equilibria] == [0.0, 0.5]
    assert [e.payoffs[0] for e in found.equilibria] == pytest.approx([0.5, 0.5])
    tipped = bg.crisis(win_probability=0.5, costs=(0.41, discrete([0, 0.4], [0.5, 0.5])))
    assert [round(e.demand, 9) for e in tipped.equilibria] == [0.5]


def test_a_stretch_of_equally_good_demands_is_said():
    """P(θ ≥ t) = 0.1 / (0.1 + t) makes every demand bring 0.5 + 0.1 … until the costs end."""
    edges = np.linspace(0, 0.4, 2)

    class Flat(st.rv_continuous):
        def _cdf(self, t):
            return np.where(t >= 0.4, 1.0, t / (0.1 + t))

        def _sf(self, t):
            return np.where(t >= 0.4, 0.0, 0.1 / (0.1 + t))

    found = bg.crisis(win_probability=0.5, costs=(0.1, Flat(a=edges[0], b=edges[1])()))
    ends = sorted(e.demand for e in found.equilibria)
    assert (ends[0], ends[-1]) == pytest.approx((0.5, 0.9), abs=1e-3)
    assert any("every demand from 0.5 to 0.8999" in sentence for sentence in found.words)


def test_an_empty_range_is_war_and_a_point_is_both():
    apart = bg.crisis(win_probability=(0.9, 0.2), costs=(0.2, 0.2))
    assert (apart.range, apart.war_probability, apart.demand) == (None, 1.0, None)
    assert apart.surplus == pytest.approx(-0.3)
    assert apart.payoffs == pytest.approx((0.7, 0.6))
    touching = bg.crisis(win_probability=(0.7, 0.5), costs=(0.1, 0.1))
    assert touching.surplus == pytest.approx(0)
    assert [e.war_probability for e in touching.equilibria] == [0.0, 1.0]
    assert touching.range == pytest.approx((0.6, 0.6))


def test_convex_utilities_can_empty_the_range():
    square = (lambda x: x**2, lambda x: x**2)
    found = bg.crisis(win_probability=0.5, costs=(0.0, 0.0), utility=square)
    assert found.range is None
    assert found.war_probability == 1.0


# ---- two demands ----


@pytest.mark.parametrize("seed", range(40))
def test_two_demands_of_finitely_many_types_against_a_grid_of_beliefs(seed):
    rng = np.random.default_rng(seed)
    k = int(rng.integers(1, 6))
    values, weights = np.sort(rng.uniform(0, 0.6, k)), rng.dirichlet(np.ones(k))
    q = float(rng.choice([0, 0.1, 0.5, rng.uniform()]))
    patience = rng.uniform(0.5, 1, 2)
    rules = {"offers": 2, "discount": tuple(patience), "breakdown": q}
    if seed % 2:
        p, cost = rng.uniform(0.2, 0.9), rng.uniform(0, 0.3)
        found = bg.crisis(win_probability=p, costs=(cost, discrete(values, weights)), **rules)
        war = oracle.cost_types(values, p, cost)
    else:
        costs = rng.uniform(0, 0.3, 2)
        found = bg.crisis(win_probability=discrete(values, weights), costs=tuple(costs), **rules)
        war = oracle.chance_types(values, costs)
    best, _ = oracle.two_demands(war, weights, (q, *patience), cuts=201)
    assert found.payoffs[0] >= best - 1e-12, "nothing on the grid is better"
    if len(found.demands) == 2:  # and what is returned is what its own plan brings
        assert played(found, war, weights, (q, *patience)) == pytest.approx(found.payoffs, abs=EXACT)
    assert found.deviation <= EXACT


def played(found, war, weights, rules):
    """Payoffs of the plan, type by type, each type replying as it likes best."""
    q, d_a, d_b = rules
    (a, w), weights = oracle.order(war, weights)
    first, second = found.demands
    x1, x2 = (1.0 if one.demand is None else one.demand for one in found.demands)
    gone = np.clip(first.accepted - np.append(0, np.cumsum(weights)[:-1]), 0, weights)
    takes = (w <= 1 - x2 + 1e-9) & (second.demand is not None)
    left = weights - gone
    demander = x1 * gone.sum() + left @ (q * a + (1 - q) * d_a * np.where(takes, x2, a))
    waits = q * w + (1 - q) * d_b * np.maximum(np.where(takes, 1 - x2, -9), w)
    assert (1 - x1 >= waits - 1e-9)[gone > 1e-12].all()
    assert (1 - x1 <= waits + 1e-9)[left > 1e-12].all()
    return demander, (1 - x1) * gone.sum() + left @ waits


@pytest.mark.parametrize("name", ["uniform", "beta", "histogram with a gap"])
@pytest.mark.parametrize("secret", ["cost", "chance"])
def test_two_demands_of_a_continuum_against_many_types(name, secret):
    law = LAWS[name]
    values, weights = oracle.equally_likely(law, 250)
    rules = {"offers": 2, "discount": (0.9, 0.8), "breakdown": 0.5}
    many, few = (
        bg.crisis(win_probability=0.4, costs=(0.02, types), **rules) if secret == "cost"
        else bg.crisis(win_probability=types, costs=(0.02, 0.1), **rules)
        for types in (law, discrete(values, weights))
    )  # fmt: skip
    assert many.payoffs == pytest.approx(few.payoffs, abs=2e-3)
    assert many.war_probability == pytest.approx(few.war_probability, abs=2e-2)
    assert many.deviation <= 1e-8


def test_a_certain_breakdown_leaves_one_demand():
    for law in (LAWS["uniform"], discrete([0.05, 0.1, 0.3], [0.2, 0.3, 0.5])):
        one = bg.crisis(win_probability=0.5, costs=(0.1, law))
        two = bg.crisis(win_probability=0.5, costs=(0.1, law), offers=2, discount=0.7, breakdown=1)
        assert two.payoffs == pytest.approx(one.payoffs, abs=1e-7)
        assert two.war_probability == pytest.approx(one.war_probability, abs=FOUND)
        assert two.demand == pytest.approx(one.demand, abs=FOUND)


def test_free_talk_adds_nothing():
    """Without discounting and without risk the first demand is idle: nobody gives more than in the last round."""
    one = bg.crisis(win_probability=0.5, costs=(0.1, LAWS["uniform"]))
    two = bg.crisis(win_probability=0.5, costs=(0.1, LAWS["uniform"]), offers=2)
    assert two.payoffs == pytest.approx(one.payoffs, abs=FOUND)


def test_a_weak_type_may_be_held_at_nothing_by_a_mixed_second_demand():
    """The whole pie is demanded first; the rest of the weak type waits, since a mild second demand may come."""
    found = bg.crisis(
        win_probability=0.7, costs=(0.0, discrete([0.05, 0.5], [0.45, 0.55])), offers=2, discount=0.9, breakdown=0.3
    )
    mixed = [d for d in found.demands if d.period == 2]
    assert found.demand == 1.0
    assert len(mixed) == 2
    assert sum(d.probability for d in mixed) == pytest.approx(1)
    harsh, mild = mixed
    war = 0.3 - 0.5
    waits = 0.3 * war + 0.7 * 0.9 * sum(d.probability * max(1 - d.demand, war) for d in mixed)
    assert waits == pytest.approx(0, abs=EXACT)
    assert harsh.demand > mild.demand
    assert found.deviation <= EXACT


def cost_line(law, cost=0.05):
    game = posed(("Ann", "Bob"), chances_of(0.5), costs_of((cost, law)), utilities=utilities_of(None))
    return Line(game, Rules(0.5, (0.9, 0.8)))


def test_a_plan_is_measured_type_by_type():
    """Whatever payoff it came with: types from 0.3 on accept at once, of the rest those whose turn comes later."""
    line = cost_line(LAWS["uniform"])
    plan = Plan(0.3, ((0.25, 0.62), (0.75, 0.75)), offer=0.33, payoff=math.nan)
    theta = (np.arange(200_000) + 0.5) / 200_000 * 0.4
    waits = sum(chance * np.where(theta >= x - 0.5, x, 0.45) for chance, x in plan.second)  # 1 − x ≥ 0.5 − θ
    by_type = np.where(theta >= 0.3, 1 - 0.33, 0.5 * 0.45 + 0.5 * 0.9 * waits)
    assert measured(line.game, line.rules, plan).payoff == pytest.approx(by_type.mean(), abs=1e-5)
    nothing = Plan(0.3, ((1.0, math.nan),), offer=0.33, payoff=math.nan)
    by_type = np.where(theta >= 0.3, 1 - 0.33, 0.5 * 0.45 + 0.5 * 0.9 * 0.45)
    assert measured(line.game, line.rules, nothing).payoff == pytest.approx(by_type.mean(), abs=1e-5)


@pytest.mark.parametrize("cost", [0.06, 0.0705, 0.0725, 0.08])
def test_a_second_demand_below_a_narrow_hill_is_found_beside_a_broad_one(cost):
    """Few points of a grid are near the peak of the narrow hill, many near that of the broad one, a little lower."""

    class Hills(st.rv_continuous):
        def _cdf(self, x):
            return 0.3054 * st.norm.cdf(x, 0.1, 0.003) + 0.6946 * st.norm.cdf(x, 0.3, 0.08)

    law, t1 = Hills(a=0, b=1)(), 0.4083
    found, value = cost_line(law, cost).second(np.array([t1]), (64, 40))
    x = np.linspace(0.5, 0.5 + t1, 200_001)
    brought = x * (law.cdf(t1) - law.cdf(x - 0.5)) + (0.5 - cost) * law.cdf(x - 0.5)
    assert value[0] == pytest.approx(brought.max(), abs=1e-6)
    assert found[0] == pytest.approx(x[brought.argmax()], abs=1e-4)


class Ramp(st.rv_continuous):
    """Known by its density alone: 2x on [0, 1]."""

    def _pdf(self, x):
        return 2 * x


class Fading(st.rv_continuous):
    """Known by its density alone: e^−x, without a largest value."""

    def _pdf(self, x):
        return np.exp(-x)


@pytest.mark.parametrize(
    ("law", "same", "high"), [(Ramp(a=0, b=1), lambda x: x**2, 1.0), (Fading(a=0), lambda x: 1 - np.exp(-x), math.inf)]
)
@pytest.mark.parametrize("unit", [1.0, 5.0])
def test_a_density_is_tabulated_closely(law, same, high, unit):
    slow = cost_type(law(), "costs[0]").scaled(unit)
    quick = quickened(slow)
    assert isinstance(quick.law, Tabulated)
    assert (quick.low, quick.high, quick.label, quick.unit) == (0.0, high * unit, slow.label, unit)
    x = np.linspace(0, 0.999, 37)
    assert quick.tail(x * unit) == pytest.approx(1 - same(x), abs=1e-9)
    assert quick.tail(np.array([-1.0, 60.0 * unit])).tolist() == [1.0, pytest.approx(0.0, abs=1e-9)]
    assert quick.density(x * unit) * unit == pytest.approx(law.pdf(x), abs=1e-12)
    for p in (0.1, 0.5, 0.9):
        assert same(quick._quantile(p) / unit) == pytest.approx(p, abs=1e-4), "between two nodes"
    assert quickened(quick) is quick


def test_a_density_that_does_not_add_up_is_left_to_scipy():
    class Short(st.rv_continuous):
        def _pdf(self, x):
            return 1.9 * x

        def _ppf(self, p):
            return np.sqrt(p)

    types = cost_type(Short(a=0, b=1)(), "costs[0]")
    assert quickened(types) is types


def test_a_law_is_written_with_six_digits():
    assert cost_type(st.uniform(0, 1 / 3), "cost").label == "uniform(0, 0.333333)"
    assert cost_type(st.beta(2, np.float64(7) / 3, scale=1 / 7), "cost").label == "beta(2, 2.33333, scale=0.142857)"


# ---- what follows from the model ----


@pytest.mark.parametrize("seed", range(20))
def test_the_range_ends_where_a_party_is_indifferent(seed):
    rng = np.random.default_rng(seed)
    r, s = rng.uniform(0.3, 1.5, 2)
    utility = (lambda x: x**r, lambda x: x**s)
    p, costs = rng.uniform(0.3, 0.7), tuple(rng.uniform(0, 0.2, 2))
    found = bg.crisis(win_probability=p, costs=costs, utility=utility)
    low, high = found.range or (None, None)
    if low is not None:
        assert low**r == pytest.approx(p - costs[0], abs=1e-12)
        assert (1 - high) ** s == pytest.approx(1 - p - costs[1], abs=1e-12)
        product = [(x**r - p + costs[0]) * ((1 - x) ** s - 1 + p + costs[1]) for x in np.linspace(low, high, 2001)]
        assert found.nash_split == pytest.approx(np.linspace(low, high, 2001)[int(np.argmax(product))], abs=2e-3)


def test_directions():
    def war(cost, law=LAWS["uniform"]):
        return bg.crisis(win_probability=0.5, costs=(cost, law)).war_probability

    risks = [war(c) for c in np.linspace(0, 0.4, 9)]
    assert all(a >= b for a, b in pairwise(risks)), "who loses more by war risks less of it"
    assert risks[0] > 0 == risks[-1]
    wider = [war(0.1, st.uniform(0.2 - h, 2 * h)) for h in (0.05, 0.12, 0.2)]
    assert wider[0] == 0 < wider[1] < wider[2], "the less is known, the likelier war"
    assert war(0.1, 0.3) == 0, "all known, no war"


def test_who_has_the_secret_replies():
    """The game seen from the other side: the second party demands when the first alone knows its cost."""
    one = bg.crisis(win_probability=0.5, costs=(0.2, st.uniform(0, 0.4)))
    other = bg.crisis(win_probability=0.5, costs=(st.uniform(0, 0.4), 0.2))
    assert (other.proposer, other.payoffs) == ("second", pytest.approx(one.payoffs[::-1]))
    assert other.settlement == pytest.approx(1 - one.settlement)
    assert other.demand == pytest.approx(one.demand)
    assert other.range == pytest.approx(tuple(1 - x for x in one.range[::-1]))


def test_either_may_demand_when_all_is_known():
    found = bg.crisis(win_probability=0.6, costs=(0.15, 0.1), proposer="Bob", parties=("Ann", "Bob"))
    assert (found.demand, found.settlement) == pytest.approx((0.55, 0.45))
    assert found.payoffs == pytest.approx((0.45, 0.55))
    assert found.words[0] == "Bob demands 0.55 of the pie"


# ---- case files ----


def road(probability=0.6, years=1, rate=0.0):
    war = War(
        years, {"Ann": 15, "Bob": 10},
        (Ending("north", probability, {"road": "north"}), Ending("south", other(probability))),
    )  # fmt: skip
    return (
        bg.BargainingGame("road", parties=[bg.Party("Ann", discount_rate=rate), bg.Party("Bob", discount_rate=rate)])
        .with_issue(
            "road", outcomes=["north", "south"], status_quo="south", weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [100, 0], "Bob": [0, 100]},
        )
        .with_outside_option(war)
    )  # fmt: skip


def other(probability):
    return {p: 1 - x for p, x in probability.items()} if isinstance(probability, dict) else 1 - probability


def test_from_game_reads_the_war_off_the_case():
    found = bg.crisis.from_game(road())
    assert found.range == pytest.approx((0.45, 0.7))
    assert found.payoffs == pytest.approx((70, 30))
    assert found.parties == ("Ann", "Bob")
    # two years at 10 % a year: 1 / (1 + 0.2) of what the endings bring, and two years' cost, discounted
    slow = bg.crisis.from_game(road(years=2, rate=0.1))
    ann, bob = 60 / 1.2 - 15 / (0.5 + 0.1), 40 / 1.2 - 10 / (0.5 + 0.1)
    assert slow.range == pytest.approx((ann / 100, 1 - bob / 100))
    assert slow.payoffs == pytest.approx((100 - bob, bob))


def test_from_game_keeps_beliefs_apart():
    found = bg.crisis.from_game(road({"Ann": 0.8, "Bob": 0.4}))
    assert found.range == pytest.approx(None)
    assert found.surplus == pytest.approx(0.5 - 0.65)
    assert found.payoffs == pytest.approx((65, 50))


def test_from_game_with_a_private_cost_in_points():
    found = bg.crisis.from_game(road(0.5), cost={"Ann": 20, "Bob": st.uniform(0, 40)})
    direct = bg.crisis(win_probability=0.5, costs=(0.2, st.uniform(0, 0.4)))
    assert found.demand == pytest.approx(direct.demand, abs=EXACT)
    assert found.payoffs == pytest.approx([100 * x for x in direct.payoffs], abs=1e-7)
    assert found.words[1].startswith("Bob accepts at a cost of war of 10 points or more (probability 0.75)")
    turned = bg.crisis.from_game(road(0.5), cost={"Ann": discrete([0, 40], [0.5, 0.5]), "Bob": 39})
    assert turned.proposer == "Bob"


def test_from_game_on_a_curved_pie():
    """Two issues of opposed weight: the curve has a corner at (80, 80); war is at (40, 40) with nothing lost."""
    issue = {"outcomes": ["A", "B"], "status_quo": "A"}
    game = bg.BargainingGame("two", parties=["Ann", "Bob"])
    game = game.with_issue("x", **issue, weight={"Ann": 4, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    game = game.with_issue("y", **issue, weight={"Ann": 1, "Bob": 4}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    ends = (Ending("Ann's", 0.4), Ending("Bob's", 0.6, {"x": "B", "y": "B"}))
    found = bg.crisis.from_game(game.with_outside_option(War(1, {"Ann": 0, "Bob": 20}, ends)))
    # Ann's war is worth 40; Bob's 60 − 20 = 40, which leaves Ann 80 + 20 · (80 − 40) / 80 = 90
    assert found.range == pytest.approx((0.4, 0.9))
    assert found.payoffs == pytest.approx((90, 40))


def test_from_game_with_two_demands_discounts_by_the_parties_rates():
    game, law = road(0.5, rate=0.2), st.uniform(0, 40)
    found = bg.crisis.from_game(game, cost={"Ann": 5, "Bob": law}, offers=2, period=0.5, breakdown=0.6)
    p = [bg.crisis.from_game(game).range, game.disagreement]
    assert p[1]["Ann"] == pytest.approx(50 / 1.2 - 15 / 1.2)
    direct = bg.crisis(
        win_probability=0.5, costs=(0.05, st.uniform(0, 0.4)), offers=2, discount=math.exp(-0.1), breakdown=0.6
    )
    assert found.demand == pytest.approx(direct.demand, abs=FOUND)
    assert found.payoffs == pytest.approx([100 * x for x in direct.payoffs], abs=FOUND)


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_the_cases_of_the_package(slug):
    game = bg.read(ANALYSES / slug / "game.toml")
    found = bg.crisis.from_game(game)
    assert found.range[0] < found.settlement <= found.range[1] + 1e-12
    assert found.payoffs[1] == pytest.approx(game.disagreement[found.parties[1]])
    assert found.payoffs[0] > game.disagreement[found.parties[0]]
    mirrored = bg.crisis.from_game(game, proposer=found.parties[1])
    assert mirrored.payoffs[0] == pytest.approx(game.disagreement[found.parties[0]])
    private = bg.crisis.from_game(game, cost={found.parties[1]: st.uniform(5, 60)})
    assert private.deviation <= 1e-7


def test_from_game_refuses():
    fixed = road().with_outside_option(bg.Fixed({"Ann": 1, "Bob": 1}))
    for game, arguments, error, message in [
        (fixed, {}, GameError, "outside_option: 'fixed' is no war, so it says nothing of endings and costs; write "
                               'kind = "war", or call the game with plain numbers'),
        (road(), {"cost": {"Bo": 3}}, GameError, "cost: no party 'Bo'; did you mean 'Bob'?"),
        (road(), {"cost": {"Bob": -3}}, GameError, "cost.Bob: -3 is out of range; it must be at least 0"),
        (road(), {"offers": 2}, GameError,
         "period: it is missing; two demands need the years between them, such as period=0.25"),
        (road(), {"offers": 2, "period": 0}, GameError, "period: 0 is out of range; it must be above 0"),
        (road(), {"proposer": "Cem"}, GameError, "proposer: no party 'Cem'; name 'Ann' or 'Bob'"),
    ]:  # fmt: skip
        with pytest.raises(error) as raised:
            bg.crisis.from_game(game, **arguments)
        assert str(raised.value) == message
    three = bg.BargainingGame("three", parties=["a", "b", "c"]).with_issue(
        "x", outcomes=["1"], status_quo="1", weight=dict.fromkeys("abc", 1), worth={party: [0] for party in "abc"}
    ).with_outside_option(War(1, dict.fromkeys("abc", 1), (Ending("end", 1),)))  # fmt: skip
    with pytest.raises(ConceptError):
        bg.crisis.from_game(three)


# ---- the door ----

SENSE = "its parameters must be finite and its scale above 0"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"win_probability": 1.2}, "win_probability: 1.2 is out of range; it must lie between 0 and 1"),
        ({"win_probability": (0.5, -0.1)}, "win_probability[1]: -0.1 is out of range; it must lie between 0 and 1"),
        ({"win_probability": (0.5,)},
         "win_probability: 1 entries; it must have 2, such as win_probability=(0.6, 0.5)"),
        ({"win_probability": st.norm(0.5, 0.3)},
         "win_probability: norm(0.5, 0.3) puts a probability of 0.0478 on chances below 0; a chance must lie between 0 "
         "and 1, so use a distribution that stays inside, such as scipy.stats.beta"),
        ({"win_probability": st.uniform(0.5, 1)},
         "win_probability: uniform(0.5, 1) puts a probability of 0.5 on chances above 1; a chance must lie between 0 "
         "and 1, so use a distribution that stays inside, such as scipy.stats.beta"),
        ({"costs": (-0.1, 0.1)}, "costs[0]: -0.1 is out of range; it must be at least 0"),
        ({"costs": 0.1}, "costs: 0.1 is not a list of 2; write costs=(0.15, 0.10)"),
        ({"costs": (0.1, st.uniform(0.2, 0))},
         f"costs[1]: uniform(0.2, 0) has the median nan; {SENSE} (a cost that is known is a plain number)"),
        ({"costs": (0.1, st.norm(0.2, 0.1))},
         "costs[1]: norm(0.2, 0.1) puts a probability of 0.0228 on costs below 0; a cost must be at least 0, so use a "
         "distribution that starts there or above, such as scipy.stats.truncnorm"),
        ({"costs": (0.1, st.beta)},
         "costs[1]: scipy.stats.beta has no parameters yet; write scipy.stats.beta(a, b, loc, scale)"),
        ({"costs": (st.uniform(0, 1), st.uniform(0, 1))},
         "costs: both are private; one party's may be, the other's must be a number such as 0.1"),
        ({"costs": (st.uniform(0, 1), 0.1), "win_probability": st.beta(2, 2)},
         "costs[0]: uniform(0, 1) is private, and win_probability is a distribution too; one of them may be"),
        ({"costs": (0.1, st.uniform(0, 1)), "proposer": "second"},
         "proposer: 'second' alone knows its own cost, and its demand would tell of it; let 'first' make the demand"),
        ({"win_probability": st.beta(2, 2), "proposer": "second"},
         "proposer: 'second' alone knows the chance of winning, and its demand would tell of it; let 'first' make the "
         "demand, or name the parties the other way round"),
        ({"proposer": "third"}, "proposer: no party 'third'; name 'first' or 'second'"),
        ({"utility": math.sqrt}, "utility: it is one function; write utility=(f, f), one for each party"),
        ({"utility": (0.5, math.sqrt)}, "utility[0]: 0.5 is no function; give one of a share, such as math.sqrt"),
        ({"utility": (math.sqrt, math.exp)}, "utility[1]: it is 1 at the share 0; it must be 0 there"),
        ({"utility": (math.sqrt, lambda x: min(2 * x, 1))},
         "utility[1]: it does not rise from the share 0.5 to 0.501; it must rise all the way"),
        ({"utility": (math.log, math.sqrt)}, "utility[0]: it fails on shares from 0 to 1 (math domain error)"),
        ({"offers": 3}, "offers: 3 is out of range; it must lie between 1 and 2"),
        ({"offers": 1.5}, "offers: 1.5 is no number of demands; write offers=1 or offers=2"),
        ({"discount": 0.9}, "discount: 0.9 plays no part with one demand; write offers=2"),
        ({"breakdown": 0.9}, "breakdown: 0.9 plays no part with one demand; write offers=2"),
        ({"offers": 2, "discount": 1.1}, "discount: 1.1 is out of range; it must be above 0 and at most 1"),
        ({"offers": 2, "discount": (0.9, 0)}, "discount[1]: 0 is out of range; it must be above 0 and at most 1"),
        ({"offers": 2, "breakdown": -1}, "breakdown: -1 is out of range; it must lie between 0 and 1"),
        ({"parties": ("A", "A")}, "parties: party 'A' stands twice; keep one"),
        ({"offers": 2, "costs": (0.1, st.randint(0, 400))},
         "offers: with two demands a distribution may have 300 separate values, this one has 400; use one demand, or a "
         "continuous distribution"),
    ],
)  # fmt: skip
def test_what_is_refused(change, message):
    with pytest.raises(GameError) as error:
        bg.crisis(**{"win_probability": 0.5, "costs": (0.1, 0.1), **change})
    assert str(error.value) == message


def test_the_result_is_frozen_and_plain():
    found = bg.crisis(win_probability=0.5, costs=(0.2, st.uniform(0, 0.4)), parties=("Ann", "Bob"))
    with pytest.raises(FrozenInstanceError):
        found.demand = 0.5
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False)) == found.to_dict()
    assert pickle.loads(pickle.dumps(found)) == found
    assert repr(found).splitlines() == [
        "Crisis: payoffs Ann 0.525, Bob 0.4125; probability of failure 0.25",
        "  Ann demands 0.6 of the pie",
        "  Bob accepts at a cost of war of 0.1 or more (probability 0.75), otherwise there is war",
        "  found by branch and bound over demands; largest gain from deviating 0.0e+00",
    ]
    both = bg.crisis(win_probability=0.5, costs=(0.02, st.uniform(0, 0.5)), offers=2, discount=0.9, breakdown=0.5)
    assert json.loads(json.dumps(both.to_dict(), allow_nan=False)) == both.to_dict()
    never = bg.crisis(win_probability=(0.9, 0.2), costs=(0.2, 0.2), offers=2, discount=0.9)
    assert json.loads(json.dumps(never.to_dict(), allow_nan=False)) == never.to_dict()
    for one in (found, both, never):
        assert not numpy_inside(one)
    quantity = bg.Quantity(0.5, low=0.4, high=0.6, basis="assumed")
    assert bg.crisis(win_probability=quantity, costs=(0.2, 0.1)).range == pytest.approx((0.3, 0.6))

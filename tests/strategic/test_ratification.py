"""The ratification game against voters asked one by one, offers by backward induction, and closed forms."""

import json
import math
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
import scipy.stats as st
import sympy as sp

import bargain as bg
from bargain.derivations import ratification as closed
from bargain.errors import GameError, NoEquilibriumError
from bargain.strategic.offers.chain import UNIT
from bargain.strategic.ratifying.evidence import setter_gain, talks_gain
from bargain.strategic.ratifying.peaks import peaks
from bargain.strategic.ratifying.ratifier import IDEAL, MINIMUM, Ratifier, belief
from bargain.strategic.ratifying.setter import SetterGame
from bargain.strategic.ratifying.talks import Deal, Talks
from tests.strategic import ratification_oracle as oracle

LAWS = {
    "uniform": st.uniform(-0.4, 1.6),
    "normal": st.norm(0.4, 0.3),
    "beta with most at both ends": st.beta(0.3, 0.4, loc=-0.2, scale=1.5),
    "exponential": st.expon(loc=0.1, scale=0.4),
    "nearly one value": st.uniform(0.4999, 0.0002),
    "two humps": st.rv_histogram(([4, 0, 0, 6], [0.1, 0.2, 0.5, 0.8, 1.0]), density=False),
    "separate values": st.rv_discrete(values=((0, 1, 2), (0.5, 0.2, 0.3)))(),
}

NOBODY = Ratifier(None, None, 1.0, 0.0)


def forms():
    """Name → function of a dictionary of numbers."""
    found = {}
    for name, form in closed.derive().items():
        symbols = sorted(form.free_symbols, key=str)
        plain = sp.lambdify(symbols, form, "math")
        found[name] = lambda n, plain=plain, symbols=symbols: float(plain(*(n[s.name] for s in symbols)))
    return found


# ---- a setter ----


def test_romer_and_rosenthal():
    """s = 1, r = 0.3, q = 0: the far end of what the ratifier takes, 0.6 (Romer & Rosenthal 1978)."""
    found = bg.ratification(setter=1.0, ratifier=0.3, status_quo=0.0)
    assert found.proposal == pytest.approx(0.6, abs=1e-9)
    assert found.failure == 0.0
    assert found.payoffs == pytest.approx((0.6, 0.0), abs=1e-9)
    assert found.zone == found.certain == (0.0, 0.6)
    assert found.words == ("setter proposes 0.6; ratifier approves it for certain.",)


def test_known_ratifiers_on_200_random_games():
    rng, form = np.random.default_rng(3), forms()["proposal"]
    for _ in range(200):
        s, r, q = rng.uniform(-2, 2, 3)
        found = bg.ratification(s, r, q)
        far = form({"r": r, "q": q})
        wanted = min(max(s, min(q, far)), max(q, far))
        assert found.proposal == pytest.approx(wanted, abs=1e-9)
        assert found.payoffs[0] == pytest.approx(abs(q - s) - abs(wanted - s), abs=1e-9)
        assert found.payoffs[1] == pytest.approx(abs(q - r) - abs(wanted - r), abs=1e-9)
        assert found.failure == float((s - q) * (r - q) <= 0)
        assert found.deviation <= 1e-9


def test_uniform_ratifiers_on_200_random_games():
    rng, form = np.random.default_rng(4), forms()
    for _ in range(200):
        q, low = rng.uniform(0, 1), rng.uniform(0, 1)
        high = max(low, q) + rng.uniform(0.1, 2)
        s = q + rng.uniform(0.1, 4)
        side = rng.choice([-1, 1])  # the same seen from the other side
        law = st.uniform(low, high - low) if side > 0 else st.uniform(-high, high - low)
        found = bg.ratification(side * s, law, side * q)
        n = {"low": low, "high": high, "q": q}
        best = min(max(form["uncertain_proposal"](n), 2 * low - q), s)
        assert side * found.proposal == pytest.approx(best, abs=1e-6)
        if best == high:
            assert found.failure == pytest.approx(form["failure"](n), abs=1e-6)
        assert found.failure == pytest.approx(1 - min((high - (best + q) / 2) / (high - low), 1), abs=1e-6)


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("seed", range(6))
def test_proposals_against_voters_asked_one_by_one(name, seed):
    rng = np.random.default_rng(seed)
    law, s, q = LAWS[name], rng.uniform(-2, 2), rng.uniform(-0.5, 1)
    more = {}
    vote = {"types": oracle.quantiles(law)}
    if seed % 2:
        other = LAWS[rng.choice(list(LAWS))]
        more = {"later": other, "later_vote": rng.uniform(0, 1), "repudiation_cost": rng.choice([0, 0.2])}
        vote |= {"later": oracle.quantiles(other), "held": more["later_vote"], "cost": more["repudiation_cost"]}
    found = bg.ratification(s, law, q, **more)
    worth, place = oracle.best_proposal(s, q, vote)
    here = oracle.setter_worth(found.proposal, s, q, vote)
    assert found.payoffs[0] == pytest.approx(here, abs=4e-3)
    assert found.payoffs[0] >= worth - 4e-3, (place, found.proposal)
    assert found.deviation <= 1e-9
    assert found.failure == pytest.approx(1 - found.ratified + found.repudiated) or found.proposal == q
    types = vote["types"]
    nearer = np.maximum(np.abs(q - types) - np.abs(found.proposal - types), 0).mean()
    stays = (found.ratified - found.repudiated) / max(found.ratified, 1e-300)
    assert found.payoffs[1] == pytest.approx(nearer * stays, abs=4e-3)
    if "later" not in vote:
        low, high = (sorted((q, 2 * r - q)) for r in (types.min(), types.max()))
        assert found.certain[0] == min(q, found.certain[0])
        for x in np.linspace(-3, 3, 41):
            every = (np.abs(x - types) <= np.abs(q - types)).all() and min(q, s) <= x <= max(q, s)
            assert not every or found.certain[0] - 1e-3 <= x <= found.certain[1] + 1e-3, (low, high)


def test_equal_proposals_are_all_returned():
    law = st.rv_discrete(values=((1, 4), (0.5, 0.5)))()  # from 0: up to 2 for certain, up to 8 with probability 1/2
    found = bg.ratification(4.0, law, 0.0)
    assert [e.proposal for e in found.equilibria] == pytest.approx([2.0, 4.0])
    assert [e.failure for e in found.equilibria] == pytest.approx([0.0, 0.5])
    assert [e.payoffs[0] for e in found.equilibria] == pytest.approx([2.0, 2.0])
    assert found.others[0].others == ()


def test_a_plateau_is_given_by_its_ends():
    class Equal(st.rv_continuous):
        """P(r ≥ t) = 1/(2t) from 1/2 to 5: every proposal from 1 to 10 is worth the same."""

        def _cdf(self, t):
            return np.where(t >= 5, 1.0, 1 - 0.5 / np.maximum(t, 0.5))

        def _ppf(self, p):
            return np.minimum(0.5 / np.maximum(1 - p, 1e-12), 5.0)

    found = bg.ratification(8.0, Equal(a=0.5, b=5.0)(), 0.0)
    assert [e.proposal for e in found.equilibria] == pytest.approx([1.0, 8.0], abs=1e-9)
    assert found.words[-1] == "It is the end of a range of proposals that are all worth the same to it."


def test_a_later_vote_tames_a_proposal_unless_undoing_costs_enough():
    """A later vote at 0.2 takes at most 0.4; it is held for sure. At a cost of 0.1 it lets 0.5 stand."""
    now = {"setter": 1.0, "ratifier": 0.3, "status_quo": 0.0}
    for cost, wanted in ((0.0, 0.4), (0.1, 0.5), (0.2, 0.6), (0.9, 0.6)):
        found = bg.ratification(**now, later=0.2, repudiation_cost=cost)
        assert found.proposal == pytest.approx(wanted, abs=1e-9)
        assert found.failure == pytest.approx(0, abs=1e-12)
        assert found.safe_cost == pytest.approx(wanted - 0.4, abs=1e-9)
    rare = bg.ratification(**now, later=0.2, later_vote=0.1)
    assert rare.proposal == pytest.approx(0.6)
    assert rare.failure == rare.repudiated == pytest.approx(0.1)
    assert rare.words == (
        "setter proposes 0.6; ratifier approves it for certain.", "A later vote lets it stand with probability 0.9.",
    )  # fmt: skip


def test_a_proposal_at_which_undoing_just_does_not_pay():
    """From 0.58 on to 1.75: what lies farther than the cost of 0.97 may be undone, so it stops there."""
    laws = st.t(3, 1.5556, 0.2), st.expon(loc=-0.7435, scale=1.3209)
    found = bg.ratification(1.7468, laws[0], 0.58193, later=laws[1], later_vote=0.57, repudiation_cost=0.97169)
    assert found.proposal == pytest.approx(0.58193 + 0.97169, abs=1e-9)
    assert found.repudiated == 0.0
    assert found.deviation <= 1e-9


def test_nothing_that_the_setter_prefers_can_pass():
    found = bg.ratification(1.0, -0.3, 0.0)
    assert (found.proposal, found.failure, found.payoffs) == (0.0, 1.0, (0.0, 0.0))
    assert found.words == ("setter keeps the status quo of 0: ratifier approves nothing that setter prefers.",)
    content = bg.ratification(0.5, 0.3, 0.5)
    assert (content.proposal, content.failure) == (0.5, 0.0)
    assert content.words == ("setter keeps the status quo of 0.5: it is its own ideal point.",)


# ---- two leaders ----


def votes_of(minimum, later, held, cost):
    found = []
    for i in (0, 1):
        if minimum[i] is None:
            vote = {"types": np.array([-1e9])}
        else:
            vote = {"types": oracle.quantiles(minimum[i]) if hasattr(minimum[i], "cdf") else np.array([minimum[i]])}
        if later[i] is not None:
            types = oracle.quantiles(later[i]) if hasattr(later[i], "cdf") else np.array([later[i]])
            vote |= {"later": types, "held": held, "cost": cost}
        found.append(vote)
    return found


def random_talks(rng):
    """(keywords, the oracle's votes, pie corners)."""
    kinds = (
        None, rng.uniform(0, 0.6), st.uniform(rng.uniform(0, 0.4), rng.uniform(0.05, 0.4)),
        st.norm(rng.uniform(0.1, 0.5), rng.uniform(0.05, 0.2)), st.beta(2, 3),
    )  # fmt: skip
    minimum = [kinds[rng.integers(5)], kinds[rng.integers(5)]]
    later = [kinds[rng.choice([0, 0, 1, 2])], kinds[rng.choice([0, 0, 3])]]
    held, cost = rng.uniform(0, 1), rng.choice([0, 0.1])
    corners = (
        [(0, 1), (rng.uniform(0.5, 0.7), rng.uniform(0.6, 0.8)), (1.0, 0)] if rng.random() < 0.5 else [(0, 1), (1, 0)]
    )
    d = (rng.choice([0, 0.1]), rng.choice([0, 0.15]))
    keywords = {
        "minimum": minimum, "later": later, "later_vote": held, "repudiation_cost": cost, "pie": corners,
        "disagreement": d,
    }  # fmt: skip
    return keywords, votes_of(minimum, later, held, cost), np.array(corners, dtype=float)


def points_of(corners, count=1201):
    u = np.linspace(corners[0, 0], corners[-1, 0], count)
    return np.stack([u, np.interp(u, corners[:, 0], corners[:, 1])], axis=1)


@pytest.mark.parametrize("seed", range(24))
def test_one_offer_and_nash_against_every_deal(seed):
    rng = np.random.default_rng(seed)
    keywords, votes, corners = random_talks(rng)
    d = np.array(keywords["disagreement"])
    points = points_of(corners)
    gains = np.where((points >= d).all(axis=1)[:, None], oracle.expected(points, d, votes), 0)
    power = (1, rng.choice([1, 2]))
    for rule, measure in (
        ("first proposes", lambda g: g[..., 0]),
        ("nash", lambda g: (g[..., 0] * g[..., 1] ** power[1]) ** (1 / (1 + power[1]))),
    ):
        more = {"power": power} if rule == "nash" else {}
        found = bg.ratification(**keywords, bargaining=rule, **more)
        best = float(measure(np.maximum(gains, 0)).max())
        if found.deal is None:
            assert best <= 1e-9
            continue
        mine = np.array(found.payoffs) - d
        assert measure(mine) >= best - 2e-3
        assert mine == pytest.approx(oracle.stands(found.deal, votes) * (np.array(found.deal) - d), abs=2e-3)
        assert found.deviation <= 1e-9
        assert found.deal[1] == pytest.approx(np.interp(found.deal[0], corners[:, 0], corners[:, 1]))


@pytest.mark.parametrize("seed", range(24))
def test_alternating_offers_against_backward_induction(seed):
    rng = np.random.default_rng(100 + seed)
    keywords, votes, corners = random_talks(rng)
    discount = tuple(rng.uniform(0.3, 0.95, 2))
    d = np.array(keywords["disagreement"])
    points = points_of(corners, 2001)
    gains = np.where((points >= d).all(axis=1)[:, None], oracle.expected(points, d, votes), 0)
    found = bg.ratification(**keywords, bargaining="alternating offers", discount=discount)
    first, second, deal = oracle.backward(gains, discount)
    if found.deal is None:
        assert (first, second) == pytest.approx((0, 0), abs=1e-9)
        assert found.failure == 1.0
        return
    payoffs = [np.array(e.payoffs) - d for e in found.equilibria]
    assert min(np.abs(p - (first, second)).max() for p in payoffs) < 6e-3, (payoffs, first, second, deal)
    for e in found.equilibria:
        assert e.deviation <= 1e-6
        offer, counter = (oracle.stands(p, votes) * (np.array(p) - d) for p in (e.deal, _both(e.counteroffer, corners)))
        assert offer[1] >= discount[1] * counter[1] - 4e-3
        assert counter[0] >= discount[0] * offer[0] - 4e-3


def _both(u, corners):
    return u, float(np.interp(u, corners[:, 0], corners[:, 1]))


@pytest.mark.parametrize("seed", range(40))
def test_known_minima_only_cut_the_pie(seed):
    """The same as alternating offers on what is left of it, by the solver of that game."""
    rng = np.random.default_rng(200 + seed)
    m = rng.uniform(0, 0.5, 2)
    discount = tuple(rng.uniform(0.2, 0.95, 2))
    found = bg.ratification(minimum=m.tolist(), bargaining="alternating offers", discount=discount)
    cut = bg.alternating_offers(discount=discount, pie=[(m[0], 1 - m[0]), (1 - m[1], m[1])])
    assert found.payoffs == pytest.approx(cut.payoffs, abs=1e-9)
    assert found.deviation <= 1e-9


def test_closed_forms_on_200_random_games():
    rng, form = np.random.default_rng(9), forms()
    bound = 0
    for _ in range(200):
        d = rng.uniform(0.3, 0.95, 2)
        m = rng.uniform(0, 0.9)
        n = {"d_1": d[0], "d_2": d[1], "m": m, "alpha": rng.uniform(0.1, 0.9)}
        found = bg.ratification(minimum=(m, None), bargaining="alternating offers", discount=d)
        free = form["offers"](n)
        binds = m > d[0] * free
        wanted = form["offers_bound"](n) if binds else free
        bound += binds
        assert found.proposal == pytest.approx(wanted, abs=1e-9)
        assert found.tightening[0].binds_from == pytest.approx(d[0] * free, abs=1e-9)
        nash = bg.ratification(minimum=(m, None), power=(n["alpha"], 1 - n["alpha"]))
        assert nash.proposal == pytest.approx(max(m, form["nash"](n)), abs=1e-9)
    assert 30 < bound < 170


def test_closed_forms_of_uncertain_minima_on_200_random_games():
    rng, form = np.random.default_rng(9), forms()
    inside = 0
    for k in range(200):
        low = rng.uniform(0, 0.6)
        high = low + rng.uniform(0.05, 0.8)
        n = {"low": low, "high": high}
        wanted = form["uncertain_nash"](n)
        inside += wanted < high
        known = belief(st.uniform(low, high - low), "minimum", MINIMUM)
        ratifier = Ratifier(known, None, 1.0, 0.0)
        (deal,) = Talks(UNIT, (0.0, 0.0), (ratifier, NOBODY), "nash").deals()
        nash = wanted if wanted < high else max(high, 0.5)
        assert deal.first == pytest.approx(nash, abs=1e-6)
        (deal,) = Talks(UNIT, (0.0, 0.0), (NOBODY, ratifier), "first proposes").deals()
        first = max(form["uncertain_first"](n), 1 - high)
        assert deal.first == pytest.approx(first, abs=1e-6)
        if k < 12:
            law = st.uniform(low, high - low)
            assert bg.ratification(minimum=(law, None)).proposal == pytest.approx(nash, abs=1e-6)
            one = bg.ratification(minimum=(None, law), bargaining="first proposes")
            assert one.proposal == pytest.approx(first, abs=1e-6)
    assert 30 < inside < 170


# ---- does a tight ratifier help? ----


def test_it_helps_until_nothing_is_left():
    payoffs = [bg.ratification(minimum=(m, 0.2)).payoffs for m in (0, 0.3, 0.5, 0.6, 0.8, 0.81)]
    wanted = np.array([(0.5, 0.5), (0.5, 0.5), (0.5, 0.5), (0.6, 0.4), (0.8, 0.2), (0, 0)])
    assert np.array(payoffs) == pytest.approx(wanted)
    flips = bg.ratification(minimum=(0.3, 0.2)).tightening
    assert (flips[0].binds_from, flips[0].peaks_at, flips[0].fails_from) == pytest.approx((0.5, 0.8, 0.8))
    assert (flips[1].binds_from, flips[1].peaks_at, flips[1].fails_from) == pytest.approx((0.5, 0.7, 0.7))
    assert (flips[0].without, flips[0].payoff, flips[0].helps) == (0.5, 0.8, True)


def test_two_tight_ratifiers_leave_no_deal():
    found = bg.ratification(minimum=(0.7, 0.4))
    assert (found.deal, found.proposal, found.zone, found.certain, found.failure) == (None, None, None, None, 1.0)
    assert found.payoffs == (0.0, 0.0)
    assert found.deviation == 0.0
    assert found.words == (
        "No deal leaves both leaders at their disagreement or above and may be approved by both sides.",
        "A tighter ratifier helps first from 0.5 up to 0.6; above 0.6 nothing passes.",
        "A tighter ratifier does not help second; above 0.3 nothing passes.",
    )


@pytest.mark.parametrize(
    ("law", "rule"),
    [
        (st.uniform(0.3, 0.3), "nash"), (st.norm(0.4, 0.05), "nash"), (st.uniform(0.2, 0.5), "alternating offers"),
        (st.uniform(0.2, 0.2), "first proposes"),
    ],
)  # fmt: skip
def test_where_it_helps_most_when_it_is_not_known(law, rule):
    """The leader's payoff at many levels, each solved afresh."""
    more = {"discount": (0.8, 0.8)} if rule == "alternating offers" else {}
    found = bg.ratification(minimum=(law, 0.1), bargaining=rule, **more)
    t = found.tightening[0]
    without = bg.ratification(minimum=(None, 0.1), bargaining=rule, **more).payoffs[0]
    assert t.without == pytest.approx(without, abs=1e-9)
    levels = np.linspace(0.05, 1.2, 47)
    payoffs = []
    for level in levels:
        by = level - law.median()
        shifted = law.dist(loc=law.args[0] + by, scale=law.args[1])
        now = Ratifier(belief(shifted, "minimum", MINIMUM), None, 1.0, 0.0)
        other = Ratifier(belief(0.1, "minimum", MINIMUM), None, 1.0, 0.0)
        talks = Talks(UNIT, (0.0, 0.0), (now, other), rule, (0.8, 0.8))
        payoffs.append(max((float(talks.gains(np.array(deal.first))[0]) for deal in talks.deals()[:1]), default=0.0))
    best = max(payoffs)
    assert t.payoff >= max(best, without) - 1e-6
    assert t.helps == (best > without + 1e-6)
    if t.helps:
        assert t.peaks_at == pytest.approx(levels[int(np.argmax(payoffs))], abs=0.03)
        assert payoffs[-1] < without  # and then it hurts
    loose = [p for level, p in zip(levels, payoffs, strict=True) if level <= t.binds_from]
    assert loose == pytest.approx([without] * len(loose), abs=1e-9)
    none = [p for level, p in zip(levels, payoffs, strict=True) if level > t.fails_from]
    assert none == pytest.approx([0.0] * len(none), abs=1e-12)


def test_uncertainty_costs_both_when_the_ratifier_is_tight():
    """The same median; the wider, the more fails, and the less is left to share."""
    found = [bg.ratification(minimum=(st.uniform(0.7 - w, 2 * w), None)) for w in (0.01, 0.1, 0.2, 0.25)]
    totals = [sum(e.payoffs) for e in found]
    assert totals == sorted(totals, reverse=True)
    assert [e.failure for e in found][-1] > 0


def test_several_stationary_equilibria_are_all_returned():
    """The first's ratifier asks for nothing (0.65) or for 1; the pie reaches from (0, 1) to (1.5, 0).

    Both offer less than 1 and run the risk, or both offer at least 1 and run none. Checked one condition at a time.
    """
    law, deltas = st.rv_discrete(values=((0, 1), (0.65, 0.35)))(), (0.6, 0.8)
    found = bg.ratification(
        minimum=(law, None), bargaining="alternating offers", discount=deltas, pie=[(0, 1), (1.5, 0)]
    )
    assert [e.failure for e in found.equilibria] == pytest.approx([0.35, 0.0])

    def worth(u):
        chance = 1.0 if u >= 1 - 1e-12 else 0.65
        return chance * u, chance * (1 - u / 1.5)

    grid = np.append(np.linspace(0, 1.5, 30001), 1.0)
    worths = np.array([worth(u) for u in grid])
    for e in found.equilibria:
        offer, counter = worth(e.proposal), worth(e.counteroffer)
        taken = worths[:, 1] >= deltas[1] * counter[1] - 1e-9
        assert worths[taken, 0].max() == pytest.approx(offer[0], abs=1e-4)
        taken = worths[:, 0] >= deltas[0] * offer[0] - 1e-9
        assert worths[taken, 1].max() == pytest.approx(counter[1], abs=1e-4)
        assert e.deviation <= 1e-9
    assert found.others[0].counteroffer == pytest.approx(1.0, abs=1e-9)


def test_no_equilibrium_is_said_so(monkeypatch):
    monkeypatch.setattr("bargain.strategic.ratifying.talks.stationary", lambda *_: [])
    with pytest.raises(NoEquilibriumError) as error:
        bg.ratification(minimum=(0.1, 0.1), bargaining="alternating offers", discount=0.9)
    assert str(error.value) == (
        "alternating offers: no stationary equilibrium in pure strategies found; tried all deals on a grid of 4001"
    )


def test_a_plateau_of_deals_is_given_by_its_ends():
    class Equal(st.rv_continuous):
        """P(minimum ≤ y) = 1/4(1 − y) from 0.2 to 3/4: every deal from 1/4 to 0.8 is worth 1/4 to the first."""

        def _cdf(self, y):
            return np.where(y < 0.2, 1.5625 * y, np.minimum(0.25 / (1 - y), 1.0))

        def _ppf(self, p):
            return np.where(p < 0.3125, p / 1.5625, 1 - 0.25 / np.maximum(p, 0.25))

    found = bg.ratification(minimum=(None, Equal(a=0, b=0.75)()), bargaining="first proposes")
    assert [e.proposal for e in found.equilibria] == pytest.approx([0.25, 0.8], abs=1e-6)
    assert [e.payoffs[0] for e in found.equilibria] == pytest.approx([0.25, 0.25], abs=1e-6)
    for one in found.equilibria:
        assert "It is the end of a range of deals that all rank the same." in one.words
    alone = bg.ratification(minimum=(None, 0.3), bargaining="first proposes")
    assert not any("range of deals" in sentence for sentence in alone.words)


def test_what_a_later_vote_may_undo_of_a_deal():
    """The second leader's ratifier asks for 0.2 now, and from 0.1 to 0.5 later; the later vote is held with 0.6."""
    found = bg.ratification(
        minimum=(st.uniform(0, 1), 0.2), later=(None, st.uniform(0.1, 0.4)), later_vote=0.6, bargaining="nash"
    )
    first, second = found.deal
    assert found.ratified == pytest.approx(first, abs=1e-9)
    assert 0.2 < second < 0.5
    assert found.repudiated == pytest.approx(first * 0.6 * (0.5 - second) / 0.4, abs=1e-9)
    assert found.failure == pytest.approx(1 - found.ratified + found.repudiated, abs=1e-12)


# ---- the evidence ----


def test_evidence_finds_what_a_worse_proposal_leaves():
    game = SetterGame(1.0, 0.0, belief(0.3, "ratifier", IDEAL), None, 1.0, 0.0)
    assert setter_gain(game, 0.5) == pytest.approx(0.1, abs=2e-3)
    assert setter_gain(game, 0.7) == pytest.approx(0.6, abs=2e-3)


@pytest.mark.parametrize("rule", ["nash", "first proposes", "alternating offers"])
def test_evidence_of_leaders(rule):
    talks = Talks(UNIT, (0.0, 0.0), (NOBODY, NOBODY), rule, (0.9, 0.9))
    wrong = {"nash": (0.4, None, 0.5 - math.sqrt(0.24)), "first proposes": (0.4, None, 0.6),
             "alternating offers": (0.4, 0.36, 0.424 - 0.4)}[rule]  # fmt: skip
    assert talks_gain(talks, Deal(*wrong[:2])) == pytest.approx(wrong[2], abs=2e-3)
    assert talks_gain(talks, None) == pytest.approx(0.5, abs=2e-3)


def test_the_evidence_is_never_below_zero():
    """Nothing on the grid of the evidence is as good as the offers, and ratifiers would lose by another vote."""
    for minimum in ((0.1, 0.1), (0.3, 0.2)):
        for discount in ((0.9, 0.8), (0.37, 0.61)):
            found = bg.ratification(minimum=minimum, bargaining="alternating offers", discount=discount)
            assert 0 <= found.deviation <= 1e-9


def test_peaks():
    grid = np.linspace(0, 1, 101)
    assert peaks(lambda x: np.sin(4 * np.pi * x), grid) == [
        (pytest.approx(1 / 8, abs=1e-7),) * 2, (pytest.approx(5 / 8, abs=1e-7),) * 2,
    ]  # fmt: skip
    assert peaks(lambda x: np.where(x > 0.333, 0, x), np.append(grid, [0.333, 0.333 + 1e-11])) == [(0.333, 0.333)]
    assert peaks(lambda x: np.minimum(x, 0.25), np.append(grid, 0.25)) == [(0.25, 1.0)]
    assert peaks(lambda x: 0 * x, np.array([2.0])) == [(2.0, 2.0)]


# ---- from a case ----


def road():
    game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
        "road", outcomes=["north", "middle", "south"],
        weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 70, 0], "Bob": [0, 70, 100]},
    )  # fmt: skip
    return game.with_outside_option(bg.Fixed({"Ann": 20, "Bob": 30}))


def test_a_case_by_hand():
    """From Ann's (100, 0) over (70, 70) to Bob's (0, 100); disagreement (20, 30); Nash at the corner."""
    assert bg.ratification.from_game(road()).payoffs == pytest.approx((70, 70))
    tight = bg.ratification.from_game(road(), ratifiers={"Ann": 80})
    assert tight.payoffs == pytest.approx((80, 70 - 10 * 7 / 3))
    assert tight.deal == tight.payoffs
    assert tight.tightening[0].fails_from == pytest.approx(70 + 40 * 3 / 7)
    assert tight.tightening[1].fails_from == pytest.approx(70 - 10 * 7 / 3)
    assert bg.ratification.from_game(road(), ratifiers={"Ann": 90}).failure == 1.0
    one = bg.ratification.from_game(road(), first="Bob", bargaining="first proposes", ratifiers={"Ann": 40})
    assert one.parties == ("Bob", "Ann")
    assert one.payoffs == pytest.approx((100 - 40 * 3 / 7, 40))
    law = st.uniform(30, 50)  # approves 70 with probability 0.8
    uncertain = bg.ratification.from_game(road(), ratifiers={"Ann": law})
    u = np.linspace(20, 87.14, 200001)
    phi = np.interp(u, [0, 70, 100], [100, 70, 0])
    worth = np.clip((u - 30) / 50, 0, 1) * np.sqrt((u - 20) * np.maximum(phi - 30, 0))
    assert uncertain.proposal == pytest.approx(u[np.argmax(worth)], abs=1e-3)


def test_alternating_offers_in_a_case():
    game = road().with_value("parties.Ann.discount_rate", 0.1).with_value("parties.Bob.discount_rate", 0.3)
    found = bg.ratification.from_game(game, bargaining="alternating offers", period=0.5, ratifiers={"Bob": 75})
    deltas = math.exp(-0.05), math.exp(-0.15)
    pie = [(20 - 20, 100 - 20 * 3 / 7 - 30), ((100 - 75) * 7 / 3 - 20, 75 - 30)]
    cut = bg.alternating_offers(discount=deltas, pie=pie)
    assert np.array(found.payoffs) - (20, 30) == pytest.approx(cut.payoffs, abs=1e-9)


def test_a_third_party_as_ratifier_by_hand():
    """Parliament takes north or middle only: 0 points by south. It has no seat at the table."""
    game = bg.BargainingGame("road", parties=["Ann", "Bob", "Parliament"]).with_issue(
        "road", outcomes=["north", "middle", "south"], weight={"Ann": 1, "Bob": 1, "Parliament": 1},
        worth={"Ann": [100, 60, 0], "Bob": [0, 60, 100], "Parliament": [100, 40, 0]},
    )  # fmt: skip
    common = {"leaders": ("Ann", "Bob"), "bargaining": "first proposes", "first": "Bob"}
    free = bg.ratification.from_game(game, **common)
    assert free.payoffs == (100.0, 0.0)
    bound = bg.ratification.from_game(game, **common, ratifiers={"Ann": "Parliament"}, at_least={"Parliament": 40})
    assert bound.parties == ("Bob", "Ann")
    assert bound.payoffs == (60.0, 60.0)
    strict = bg.ratification.from_game(game, **common, ratifiers={"Ann": "Parliament"}, at_least={"Parliament": 90})
    assert strict.payoffs == (0.0, 100.0)
    with pytest.raises(GameError) as error:
        bg.ratification.from_game(game, **common, ratifiers={"Ann": "Parliament"}, at_least={"Parliament": 101})
    assert str(error.value) == (
        "'road': no agreement leaves 'Bob' and 'Ann' at their disagreement or above and gives 'Parliament' enough, so "
        "there is no pie to divide"
    )


@pytest.mark.parametrize("slug", ["four_regions", "grand_package"])
def test_documented_cases(slug):
    game = bg.read(f"analyses/{slug}/game.toml")
    found = bg.ratification.from_game(game, ratifiers={"Ukraine": st.uniform(40, 30), "Russia": 40})
    assert found.parties == game.party_names
    assert found.deviation <= 1e-9
    assert all(p >= d for p, d in zip(found.payoffs, game.disagreement.values(), strict=True))
    assert found.tightening[0].binds_from < found.tightening[0].fails_from


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"ratifiers": 45}, "ratifiers: 45 is not a table; write ratifiers={'Ann': 45}"),
        ({"ratifiers": {"Anne": 45}}, "ratifiers: no leader 'Anne'; did you mean 'Ann'?"),
        ({"ratifiers": {"Ann": "Bob"}}, "ratifiers.Ann: no party that ratifies 'Bob'; known: none"),
        ({"at_least": {"Bob": 40}}, "at_least: no ratifier 'Bob'; known: none"),
        ({"first": "Cy"}, "first: no leader 'Cy'; known: Ann, Bob"),
        ({"leaders": ("Ann", "Cy")}, "leaders: no party 'Cy'; known: Ann, Bob"),
        ({"later": 40}, "later: 40 is not a table; write later={'Ann': 45}"),
        ({"period": 1.0}, "period: 1.0 has no meaning without alternating offers; leave it out"),
        (
            {"bargaining": "alternating offers"},
            "period: alternating offers need the years from one offer to the next; write period=0.1",
        ),
        (
            {"bargaining": "alternating offers", "period": 1},
            "parties.Ann.discount_rate: 0 is out of range; it must be above 0 in this game",
        ),
    ],
)
def test_cases_that_are_refused(keywords, message):
    with pytest.raises(GameError) as error:
        bg.ratification.from_game(road(), **keywords)
    assert str(error.value) == message


# ---- the door ----

SETTER = {"setter": 1.0, "ratifier": 0.3, "status_quo": 0.0}
LEADERS = {"minimum": (0.3, 0.2)}
ENDLESS = "is out of range; it must be at least 0 and below 1, for nothing else ends the game"


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({}, "setter: nothing is given; write setter=1.0, ratifier=0.3, status_quo=0.0, or minimum=(0.3, 0.2)"),
        ({"setter": 1.0, "status_quo": 0}, "ratifier: it is missing; a setter needs a ratifier and a status_quo"),
        ({"setter": 1.0, "ratifier": 0}, "status_quo: it is missing; a setter needs a ratifier and a status_quo"),
        ({**SETTER, **LEADERS}, "minimum: [0.3, 0.2] has no meaning with a setter; leave it out"),
        ({**SETTER, "discount": 0.9}, "discount: 0.9 has no meaning with a setter; leave it out"),
        ({**LEADERS, "ratifier": 0.3}, "ratifier: 0.3 has no meaning without a setter; leave it out"),
        ({**SETTER, "setter": "far"}, "setter: 'far' is not a number; write a number such as 30 or 0.5"),
        ({**SETTER, "later": "soon"}, "later: 'soon' is not a number; write a number such as 30 or 0.5"),
        ({**SETTER, "later_vote": 1.2}, "later_vote: 1.2 is out of range; it must lie between 0 and 1"),
        ({**SETTER, "repudiation_cost": -1}, "repudiation_cost: -1 is out of range; it must be at least 0"),
        (
            {**SETTER, "ratifier": st.beta},
            "ratifier: scipy.stats.beta has no parameters yet; write scipy.stats.beta(a, b, loc, scale)",
        ),
        (
            {**SETTER, "ratifier": st.uniform(0, -1)},
            "ratifier: uniform(0, -1) has the median nan; its parameters must be finite and its scale above 0 (a place "
            "that is known is a plain number)",
        ),
        (
            {**SETTER, "ratifier": st.skellam(2, 3)},
            "ratifier: skellam has no smallest value; use one whose smallest value is finite",
        ),
        ({"minimum": 0.3}, "minimum: 0.3 is not a list of 2; write minimum=(0.3, 0.2)"),
        ({"minimum": (0.3,)}, "minimum: 1 entries; it must have 2, such as minimum=(0.3, 0.2)"),
        ({"minimum": (0.3, "a")}, "minimum[1]: 'a' is not a number; write a number such as 30 or 0.5"),
        (
            {**LEADERS, "bargaining": "nashh"},
            "bargaining: no rule 'nashh'; did you mean 'nash'?",
        ),
        ({**LEADERS, "discount": 0.9}, "discount: 0.9 has no meaning where bargaining='nash'; leave it out"),
        (
            {**LEADERS, "bargaining": "alternating offers"},
            "discount: alternating offers need the discount factors of both; write discount=(0.9, 0.8)",
        ),
        ({**LEADERS, "bargaining": "alternating offers", "discount": 1}, f"discount: 1 {ENDLESS}"),
        ({**LEADERS, "bargaining": "alternating offers", "discount": (0.5, 1.2)}, f"discount[1]: 1.2 {ENDLESS}"),
        ({**LEADERS, "power": (1, 0)}, "power[1]: 0 is out of range; it must be above 0"),
        ({**LEADERS, "later_vote": (0.5, 2)}, "later_vote[1]: 2 is out of range; it must lie between 0 and 1"),
        ({**LEADERS, "parties": ("A", "A")}, "parties: party 'A' stands twice; keep one"),
    ],
)
def test_what_is_refused(keywords, message):
    with pytest.raises(GameError) as error:
        bg.ratification(**keywords)
    assert str(error.value) == message


def test_the_result_is_plain_frozen_and_readable():
    for found in (bg.ratification(**SETTER), bg.ratification(minimum=(st.norm(0.4, 0.1), 0.2))):
        again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
        assert again["proposal"] == found.proposal
        assert again["payoffs"] == list(found.payoffs)
        with pytest.raises(FrozenInstanceError):
            found.proposal = 0.0
        assert found == replace(found)
        assert "largest gain from deviating" in repr(found)
    assert bg.STRATEGIC_GAMES["ratification"] is bg.ratification
    assert bg.ratification(**SETTER) == bg.ratification(**SETTER)

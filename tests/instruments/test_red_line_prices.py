"""Costs of red lines, break-even prices, and what stands in the way of a zone, against lists of all agreements."""

import json
from functools import partial
from itertools import combinations

import numpy as np
import pytest

import bargain as bg
from bargain.instruments.crossing import crossing
from bargain.instruments.red_line_prices import priced
from tests.instruments.plain import bent, best_lottery, best_product, lines_of, number, points, table
from tests.oracle.random_games import random_game

EDGE = 2e-6
"""Prices this close to the end of an interval are not judged."""


def powers(game):
    return [number(p.power) for p in game.parties]


def outside(game):
    return np.array([number(x) for x in game.outside_option.payoffs.values()])


def small_game(seed):
    """Two or three parties, two or three issues, joint, priced and absolute lines; a zone, none, or no surplus."""
    return random_game(seed, parties=2 + seed % 2, issues=2 + seed % 3 % 2, ranges=0, war=False)


def with_lines(seed):
    """The first small game from `seed` on that has a red line."""
    return next(g for g in (small_game(s) for s in range(seed, seed + 10_000, 331)) if g.all_red_lines)


def answer(game, lines, lotteries):
    payoffs, _ = table(game, lines)
    solve = best_lottery if lotteries else best_product
    return solve(payoffs, outside(game), powers(game))


def same(line):
    return line.party, {k: tuple(v) for k, v in line.never.items()}, None if line.price is None else number(line.price)


@pytest.mark.parametrize("seed", range(110))
def test_cost_of_every_set_of_up_to_three(seed):
    game = with_lines(seed)
    found, lines, d = bg.red_line_prices(game), lines_of(game), outside(game)
    kept = answer(game, lines, False)
    assert list(found.kept.payoffs.values()) == pytest.approx(kept, abs=1e-8)
    distinct = [line for k, line in enumerate(lines) if line not in lines[:k]]
    groups = [group for size in (1, 2, 3) for group in combinations(distinct, size)]
    assert [tuple(map(same, price.lines)) for price in found] == groups
    for price, group in zip(found, groups, strict=True):
        left = [line for line in lines if line not in group]
        lifted = answer(game, left, False)
        assert list(price.cost.values()) == pytest.approx(lifted - kept, abs=1e-8)
        zone, before = (any((u >= d - 1e-9).all() for u in table(game, some)[0]) for some in (left, lines))
        assert (price.opens, price.closes) == (zone and not before, before and not zone)
        assert price.solution.deal == zone


def gains_at(game, k, prices, lotteries):
    """Whether the holder of line k gets more where crossing costs each of `prices` than with the line kept."""
    lines = lines_of(game)
    holder = game.party_names.index(lines[k][0])
    kept = answer(game, lines, lotteries)[holder]
    found = []
    for price in prices:
        there = answer(game, [*lines[:k], (*lines[k][:2], price), *lines[k + 1 :]], lotteries)
        found.append(there[holder] > kept + 1e-7)
    return np.array(found)


def intervals_agree(game, lotteries, step):
    """Every price on a grid lies in an interval exactly when the holder gains; how many kinds of answers were seen."""
    kinds = set()
    lines = lines_of(game)
    for price in bg.red_line_prices(game, up_to=1, lotteries=lotteries):
        (line,) = price.lines
        own = 45.0 if line.price is None else number(line.price) - 1e-3
        grid = np.arange(0, own, step) + 0.0137 * min(own, 1)
        ends = [end for interval in price.gaining for end in interval]
        grid = np.array([p for p in grid if all(abs(p - end) > EDGE for end in ends)])
        inside = np.array([any(low <= p <= high for low, high in price.gaining) for p in grid])
        gains = gains_at(game, lines.index(same(line)), grid, lotteries)
        assert inside.tolist() == gains.tolist(), (price.label, price.gaining)
        assert price.break_even == (price.gaining[-1][1] if price.gaining else None)
        kinds.add((len(price.gaining), bool(price.gaining) and price.gaining[0][0] > 0))
    return kinds


@pytest.mark.parametrize("seed", range(100))
def test_prices_at_which_the_holder_gains(seed):
    intervals_agree(with_lines(seed), False, 0.9)


@pytest.mark.parametrize("seed", range(30))
def test_prices_at_which_the_holder_gains_with_lotteries(seed):
    games = (random_game(s, parties=2, issues=2, ranges=0, war=False) for s in range(seed, seed + 10_000, 331))
    intervals_agree(next(g for g in games if g.all_red_lines), True, 2.3)


@pytest.mark.parametrize("seed", range(12))
def test_one_search_for_many_prices_gives_what_a_search_for_each_does(seed):
    """Ranges, risk attitudes, three parties; every concept. The frontiers of what crosses and what does not, put
    together again at some price, hold the game's own solution."""
    games = (
        random_game(s, parties=2 + seed % 2, issues=3, ranges=1 if seed % 2 == 0 else 0, risk=seed % 3 == 0, war=False)
        for s in range(seed, seed + 10_000, 331)
    )
    lines = ((g, r) for g in games for r in g.all_red_lines if all(isinstance(o, tuple) for o in r.never.values()))
    game, line = next(lines)
    for concept in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        for lotteries in (False, True):
            at = crossing(partial(priced, game, line), line, concept, lotteries)
            for price in (None, 0.0, 3.7, 11.0):
                wanted = bg.solve(priced(game, line, price), concept, lotteries=lotteries).payoffs[line.party]
                assert at(price).payoff == pytest.approx(wanted, abs=1e-6)


def test_random_games_have_all_kinds_of_prices():
    kinds = set()
    for seed in range(60):
        for price in bg.red_line_prices(with_lines(seed), up_to=1):
            kinds.add((len(price.gaining), bool(price.gaining) and price.gaining[0][0] > 0))
    assert kinds >= {(0, False), (1, False), (1, True)}


def blocker_sets(game):
    """All minimal sets of lines and outside options without which somebody could sign, as sets of labels."""
    lines, d = lines_of(game), outside(game)
    _, agreements = table(game, [])
    attitudes = [number(p.risk_aversion) for p in game.parties]
    raw = np.array([points(game, a, []) for a in agreements])
    crossed = np.array([[all(a[i] in o for i, o in never.items()) for _, never, _ in lines] for a in agreements])
    crossed = crossed.reshape(len(agreements), len(lines))
    labels = [line.label for line in game.all_red_lines] + [f"{p}: outside option" for p in game.party_names]
    minimal = []
    for size in range(len(labels) + 1):
        for group in combinations(range(len(labels)), size):
            if any(set(known) <= set(group) for known in minimal):
                continue
            kept = [k for k in range(len(lines)) if k not in group]
            total = raw.copy()
            alive = np.ones(len(raw), dtype=bool)
            for k in kept:
                party, _, price = lines[k]
                if price is None:
                    alive &= ~crossed[:, k]
                else:
                    total[crossed[:, k], game.party_names.index(party)] -= price
            bound = [i for i in range(len(d)) if len(lines) + i not in group]
            signs = alive & np.all(
                [[bent(attitudes[i], v) for v in total[:, i]] >= d[i] - 1e-9 for i in bound] or [alive], axis=0
            )
            if signs.any():
                minimal.append(group)
    return [{labels[k] for k in group} for group in minimal]


def closed_game(seed):
    """A small game without a zone, of at most seven lines."""
    games = (
        random_game(s, parties=2 + seed % 2, issues=2, ranges=0, war=False, zone="none")
        for s in range(seed, seed + 10_000, 331)
    )
    return next(g for g in games if len(g.all_red_lines) <= 7 and no_twins(g) and not bg.nash(g).deal)


def no_twins(game):
    """No red line stands twice: lifting one of two equal ones lifts both."""
    labels = [line.label for line in game.all_red_lines]
    return len(set(labels)) == len(labels)


@pytest.mark.parametrize("seed", range(110))
def test_blockers_are_all_minimal_sets(seed):
    game = closed_game(seed)
    zone = bg.zone_of_agreement(game)
    assert (zone.exists, zone.complete) == (False, True)
    found = [{b.label for b in group} for group in zone.blockers]
    wanted = blocker_sets(game)
    assert sorted(map(sorted, found)) == sorted(map(sorted, wanted))


def test_blockers_hold_lines_of_both_kinds():
    groups = [group for seed in range(110) for group in bg.zone_of_agreement(closed_game(seed)).blockers]
    lines = [b.red_line for group in groups for b in group if b.red_line is not None]
    assert {len(group) for group in groups} >= {1, 2}
    assert sum(line.absolute for line in lines) > 10
    assert sum(not line.absolute for line in lines) > 0
    assert any(len(line.never) > 1 for line in lines)


def shores(price=None):
    """Ann will not have the dam; Bob gains much from it. Without it they may build a weir."""
    return (
        bg.BargainingGame("shores", parties=["Ann", "Bob"])
        .with_issue(
            "works",
            outcomes=["none", "weir", "dam"],
            weight={"Ann": 1, "Bob": 1},
            worth={"Ann": [40, 50, 60], "Bob": [20, 40, 100]},
            never={"Ann": {"dam": price} if price is not None else ["dam"]},
        )
        .with_outside_option(bg.Fixed({"Ann": 30, "Bob": 10}))
    )


def test_a_break_even_in_closed_form():
    """By refusing Ann gets 50 of the weir. The dam gives her 60 less its price, so she gains up to 10; there the dam
    ranks first, for (60 − 10 − 30) · 90 is more than (50 − 30) · 30."""
    (price,) = bg.red_line_prices(shores())
    assert price.cost == {"Ann": 10, "Bob": 60}
    assert price.gaining == ((0.0, pytest.approx(10, abs=2e-7)),)
    assert price.break_even < 10  # the highest price at which she still gains, not the one at which she is even
    (same_,) = bg.red_line_prices(shores(price=3))
    assert same_.gaining == ((0.0, pytest.approx(3, abs=2e-7)),)  # crossed already; any lower price is a gain
    assert same_.cost == {"Ann": 3, "Bob": 0}


def test_a_lower_price_need_not_do():
    """Products at price p: path 30 · 40, road (60 − p) · 42, motorway (29 − p) · 100. Where crossing is cheap to Ann
    the motorway ranks first and gives her less than the path; from p = 380/58 on the road, which gives her more up to
    30."""
    way = bg.BargainingGame("hills", parties=["Ann", "Bob"]).with_issue(
        "way", outcomes=["path", "road", "motorway"], weight={"Ann": 1, "Bob": 1},
        worth={"Ann": [30, 60, 29], "Bob": [40, 42, 100]},
    )  # fmt: skip
    line = bg.RedLine("Ann", {"way": ["road", "motorway"]})
    game = bg.BargainingGame("hills", way.parties, way.issues, red_lines=[line])
    (price,) = bg.red_line_prices(game)
    assert price.cost == {"Ann": -1, "Bob": 60}
    assert price.gaining == ((pytest.approx(380 / 58, abs=2e-7), pytest.approx(30, abs=2e-7)),)
    assert price.break_even == price.gaining[0][1]
    assert "its holder gains where crossing costs 6.5517 to 30.0000 points" in repr(price)


def test_lines_on_ranges_have_no_price():
    game = (
        bg.BargainingGame("toll", parties=["Ann", "Bob"])
        .with_issue(
            "toll", range=(0, 10), weight={"Ann": 1, "Bob": 1}, never={"Ann": {"below": 4}, "Bob": {"above": 7}},
            worth={"Ann": {"at": [0, 10], "is": [0, 100]}, "Bob": {"at": [0, 10], "is": [100, 0]}},
        )
        .with_outside_option(bg.Fixed({"Ann": 0, "Bob": 0}))
    )  # fmt: skip
    prices = {price.label: price for price in bg.red_line_prices(game)}
    assert list(prices) == [
        "Ann: never toll below 4", "Bob: never toll above 7", "Ann: never toll below 4 and Bob: never toll above 7",
    ]  # fmt: skip
    assert all(price.break_even is None and price.gaining == () for price in prices.values())
    assert all(price.cost == pytest.approx({"Ann": 0, "Bob": 0}, abs=1e-9) for price in prices.values())
    tight = game.with_outside_option(bg.Fixed({"Ann": 0, "Bob": 65}))
    opened = {price.label: price for price in bg.red_line_prices(tight)}
    assert opened["Ann: never toll below 4"].opens
    assert not opened["Bob: never toll above 7"].opens
    assert opened["Ann: never toll below 4"].cost == pytest.approx({"Ann": 17.5, "Bob": 17.5}, abs=1e-9)


@pytest.mark.parametrize("up_to", [0, 4, True, "two", 1.5])
def test_other_sizes_of_sets_are_refused(up_to):
    with pytest.raises(bg.GameError) as error:
        bg.red_line_prices(shores(), up_to=up_to)
    assert str(error.value) == f"up_to: {up_to!r} red lines; give a whole number between 1 and 3"


def test_results_are_plain_and_framed():
    found = bg.red_line_prices(shores())
    document = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert document["prices"][0]["gaining"][0][1] == pytest.approx(10, abs=2e-7)
    assert list(found.to_frame().columns) == ["red lines", "Ann", "Bob", "opens", "closes", "break-even"]
    assert "its holder gains where crossing costs up to 10.0000 points" in repr(found)

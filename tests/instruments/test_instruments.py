"""Slopes, grids, red-line prices and the value of linking, against closed forms, differences and brute force."""

import numpy as np
import pytest

import bargain as bg
from bargain.instruments.red_line_prices import priced
from bargain.instruments.slopes import slope
from bargain.payoffs.problem import BargainingProblem
from tests.oracle.random_games import random_game


def logroll() -> bg.BargainingGame:
    """Two pies, each party caring four times as much for one of them."""
    game = bg.BargainingGame("logroll", parties=["A", "B"])
    for name, a, b in (("land", 8, 2), ("water", 2, 8)):
        game = game.with_issue(
            name,
            range=(0, 1),
            weight={"A": a, "B": b},
            worth={"A": {"at": [0, 1], "is": [0, 100]}, "B": {"at": [0, 1], "is": [100, 0]}},
        )
    return game


def test_linking_two_pies() -> None:
    """Alone each is halved, 50 points each in sum; together each takes the one it cares for, 80 points each."""
    value = bg.linkage_value(logroll())
    assert value.separate == pytest.approx({"A": 50, "B": 50}, abs=1e-9)
    assert value.together.payoffs == pytest.approx({"A": 80, "B": 80}, abs=1e-9)
    assert value.gain == pytest.approx({"A": 30, "B": 30}, abs=1e-9)
    assert [p.gain["A"] for p in value.pairs] == pytest.approx([30], abs=1e-9)
    assert {t.issues for t in value.trades} == {("land",), ("water",)}
    assert value.trades[0].points == pytest.approx({"A": 40, "B": -10}, abs=1e-9)


def test_slopes_of_a_straight_pie() -> None:
    """u = d + α(100 − Σd): a point of one's own outside option brings 1 − α, costs the other that much."""
    pie = BargainingProblem.from_payoffs([[100, 0], [0, 100]], [20, 30], power=[3, 1], lotteries=True)
    own, others = slope(pie, "nash", 0), slope(pie, "nash", 1)
    for side in (own.up, own.down):
        assert side == pytest.approx({"1": 0.25, "2": -0.25}, abs=1e-6)
    assert others.up == pytest.approx({"1": -0.75, "2": 0.75}, abs=1e-6)
    assert not own.kink
    assert not own.jump


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("concept", ["nash", "kalai_smorodinsky", "egalitarian"])
def test_slopes_against_central_differences(seed: int, concept: str) -> None:
    game = random_game(seed, parties=2, ranges=0, risk=False, zone="zone", war=False)
    problem = BargainingProblem.from_game(game, lotteries=True)
    found = slope(problem, concept, 0)
    if found.kink or found.jump or not bg.solve(problem, concept).deal:
        return
    h = 1e-4
    ends = []
    for sign in (1, -1):
        d = problem.disagreement + np.array([sign * h, 0.0])
        ends.append(np.array(list(bg.solve(problem.with_disagreement(d), concept).payoffs.values())))
    central = (ends[0] - ends[1]) / (2 * h)
    assert list(found.up.values()) == pytest.approx(central.tolist(), abs=1e-4)


@pytest.mark.parametrize("seed", range(30))
def test_red_line_prices_by_lifting_each(seed: int) -> None:
    game = random_game(seed, parties=2, ranges=0, war=False)
    prices = bg.red_line_prices(game, up_to=2)
    kept = bg.nash(game)
    for price in prices:
        lifted = game
        for line in price.lines:
            lifted = lifted.without_red_line(line)
        answer = bg.nash(lifted)
        assert price.cost == pytest.approx({p: answer.payoffs[p] - kept.payoffs[p] for p in kept.payoffs}, abs=1e-9)
        assert price.opens == (answer.deal and not kept.deal)
        assert price.closes == (kept.deal and not answer.deal)
        if price.break_even is not None:
            (line,) = price.lines
            below, above = (
                bg.nash(priced(game, line, max(price.break_even + shift, 0.0))).payoffs[line.party]
                for shift in (-1e-5, 1e-5)
            )
            assert below > kept.payoffs[line.party]
            assert above <= kept.payoffs[line.party] + 1e-9


def test_grid_and_leverage() -> None:
    """A guard who may be sent: a fixed outside option moves, and the split of a pie with it."""
    game = (
        bg.BargainingGame("pie", parties=["A", "B"])
        .with_issue(
            "share",
            range=(0, 1),
            weight={"A": 1, "B": 1},
            worth={"A": {"at": [0, 1], "is": [0, 100]}, "B": {"at": [0, 1], "is": [100, 0]}},
        )
        .with_outside_option(bg.Fixed({"A": 20, "B": 30}))
        .with_lever("guard", "A", {"home": {}, "sent": {"outside_option.payoffs.A": 40}})
    )
    rows = {row.levels["guard"]: row.solutions[0].payoffs["A"] for row in bg.grid(game)}
    assert rows == pytest.approx({"home": 45, "sent": 55}, abs=1e-9)
    effect = bg.leverage(game, concepts=["nash"]).effect("guard", "sent")
    assert effect.moved == pytest.approx({"A": 20, "B": 0})
    assert effect.change == pytest.approx({"A": 10, "B": -10}, abs=1e-9)
    assert bg.leverage(game, concepts=["nash"]).slope("A").up == pytest.approx({"A": 0.5, "B": -0.5}, abs=1e-6)


def test_a_game_without_levers_is_told_so() -> None:
    with pytest.raises(bg.GameError, match="the game has none"):
        bg.grid(logroll())

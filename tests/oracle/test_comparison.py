"""The comparison must pass what is right, and refuse what is not."""

from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from bargain.game.bargaining_game import BargainingGame
from bargain.game.party import Party
from bargain.outside.fixed import Fixed
from tests.oracle import concepts, lotteries
from tests.oracle.comparison import check_frontier_pieces, check_solution
from tests.oracle.enumerate import disagreement, enumerate_agreements, payoffs_of, powers
from tests.oracle.random_games import random_game
from tests.oracle.ranges import zoom
from tests.oracle.test_oracle import toll


@dataclass(frozen=True)
class Found:
    """The fields of a solution of the package."""

    agreement: Any
    lottery: Any
    payoffs: dict[str, float]
    gains: dict[str, float]
    disagreement: dict[str, float]
    ties: tuple[Any, ...] = ()
    gap: float = 0.0
    method: str = field(default="by the reference")


def solution(game: BargainingGame, lottery: Any, ties: Any = ()) -> Found:
    """A solution whose payoffs are those of its lottery."""
    d = disagreement(game)
    u = sum((p * payoffs_of(game, a) for p, a in lottery), np.zeros(len(d))) if lottery else d
    agreement = lottery[0][1] if len(lottery) == 1 else None
    names = game.party_names
    columns = [dict(zip(names, x.tolist(), strict=True)) for x in (u, u - d, d)]
    return Found(agreement, tuple(lottery), *columns, ties=tuple(ties))


def by_reference(game: BargainingGame, concept: str) -> Found:
    """The solution of a game of choices that the reference picks."""
    listed = enumerate_agreements(game)
    best = concepts.CONCEPTS[concept](listed.payoffs, disagreement(game), powers(game))
    if best is None:
        return solution(game, [])
    ties = [listed.agreement(int(k)) for k in best.rows if k != best.chosen]
    return solution(game, [(1.0, listed.agreement(best.chosen))], ties)


@pytest.mark.parametrize("concept", concepts.CONCEPTS)
def test_comparison_of_choices(concept):
    refused = 0
    for seed in range(60):
        game = random_game(seed, ranges=0)
        right = by_reference(game, concept)
        check_solution(game, concept, right)
        listed, d = enumerate_agreements(game), disagreement(game)
        rational = np.flatnonzero((listed.payoffs >= d).all(axis=1))
        for row in rational[:10]:
            agreement = listed.agreement(int(row))
            if agreement != right.agreement and (listed.payoffs[rational] - d).max() > 1e-9:
                with pytest.raises(AssertionError):
                    check_solution(game, concept, solution(game, [(1.0, agreement)], right.ties))
                refused += 1
        if right.ties:
            with pytest.raises(AssertionError, match="ties"):
                check_solution(game, concept, solution(game, right.lottery))
    assert refused > 50


def test_comparison_refuses_what_does_not_fit_together():
    game = next(
        g for g in (random_game(s, ranges=0, zone="zone") for s in range(99)) if by_reference(g, "nash").lottery
    )
    right = by_reference(game, "nash")
    name = game.party_names[0]
    for changes in (
        {"payoffs": {**right.payoffs, name: right.payoffs[name] + 1e-6}},
        {"gains": {**right.gains, name: right.gains[name] + 1e-6}},
        {"gap": 0.5},
        {"lottery": ((0.9, right.agreement),)},
        {"agreement": None, "lottery": ()},
    ):
        with pytest.raises(AssertionError):
            check_solution(game, "nash", Found(**{**right.__dict__, **changes}))


@pytest.mark.parametrize("concept", concepts.CONCEPTS)
def test_comparison_of_ranges(concept):
    """On a straight line the solution is known: x is the share of Ann, of 100 points, d = (10, 30), powers 2 and 1."""
    game = (
        BargainingGame("pie", parties=(Party("Ann", power=2.0), Party("Bob")))
        .with_issue(
            "pie",
            range=(0, 1),
            weight={"Ann": 1, "Bob": 1},
            worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}},
        )
        .with_outside_option(Fixed({"Ann": 10, "Bob": 30}))  # type: ignore[arg-type]
    )
    share = {"nash": 0.5, "kalai_smorodinsky": 0.4, "egalitarian": 0.4, "utilitarian": 0.7}[concept]
    check_solution(game, concept, solution(game, [(1.0, {"pie": share})]))
    for wrong in (share - 0.001, 0.15):
        with pytest.raises(AssertionError):
            check_solution(game, concept, solution(game, [(1.0, {"pie": wrong})]))
    with pytest.raises(AssertionError):
        check_solution(game, concept, solution(game, []))
    if concept != "utilitarian":  # with lotteries over the ends alone
        check_solution(game, concept, solution(game, [(share, {"pie": 1.0}), (1 - share, {"pie": 0.0})]), True)
        with pytest.raises(AssertionError):
            check_solution(game, concept, solution(game, [(0.3, {"pie": 1.0}), (0.7, {"pie": 0.0})]), True)


@pytest.mark.parametrize("seed", range(40))
def test_comparison_of_random_ranges(seed):
    """What the zoom finds passes; a clearly worse agreement of the grid does not."""
    game = random_game(seed, ranges=1 + seed % 2, power_curves=seed % 3 == 0)
    listed, d = enumerate_agreements(game), disagreement(game)

    def smallest(payoffs: np.ndarray) -> np.ndarray:
        return np.where((payoffs >= d).all(axis=1), (payoffs - d).min(axis=1), -np.inf)

    best = zoom(listed, smallest) if len(listed) else None
    if best is None:
        check_solution(game, "egalitarian", solution(game, []))
        return
    values = smallest(listed.payoffs)
    worse = np.flatnonzero(np.isfinite(values) & (values < smallest(best[0][None])[0] - 1e-3))
    if len(worse):
        with pytest.raises(AssertionError):
            check_solution(game, "egalitarian", solution(game, [(1.0, listed.agreement(int(worse[0])))]))


def lottery_of_two(game: BargainingGame, point: np.ndarray) -> Any:
    """At most two agreements of a game of two parties whose lottery has the payoffs `point`."""
    listed = enumerate_agreements(game, 2)
    for k, row in enumerate(listed.payoffs):
        if np.abs(row - point).max() < 1e-9:
            return [(1.0, listed.agreement(k))]
    for j, k in combinations(range(len(listed)), 2):
        step = listed.payoffs[k] - listed.payoffs[j]
        if not step.any():
            continue
        part = float((point - listed.payoffs[j]) @ step / (step @ step))
        if 0 < part < 1 and np.abs(listed.payoffs[j] + part * step - point).max() < 1e-7:
            return [(1 - part, listed.agreement(j)), (part, listed.agreement(k))]
    return None


@pytest.mark.parametrize("concept", lotteries.CONCEPTS)
def test_comparison_of_lotteries(concept):
    checked = 0
    for seed in range(25):
        game = random_game(seed, parties=2, issues=2, ranges=0)
        listed, d = enumerate_agreements(game), disagreement(game)
        best = lotteries.CONCEPTS[concept](listed.payoffs, d, powers(game)) if len(listed) else None
        lottery = [] if best is None else lottery_of_two(game, best.payoffs)
        if lottery is None:
            continue
        right = solution(game, lottery)
        if best is not None and min(right.gains.values()) < -2e-9:
            continue
        check_solution(game, concept, right, lotteries=True)
        checked += bool(lottery)
        for row in np.flatnonzero((listed.payoffs >= d).all(axis=1))[:5]:
            wrong = solution(game, [(1.0, listed.agreement(int(row)))])
            if best.unique and np.abs(listed.payoffs[row] - best.payoffs).max() > 1e-3:
                with pytest.raises(AssertionError):
                    check_solution(game, concept, wrong, lotteries=True)
    assert checked >= 10


def test_comparison_of_frontiers_with_ranges():
    """Toll: north from (75, 66.7) to (100, 0), and south from (0, 100) to just before (12.5, 66.7)."""
    game = toll()
    north = np.array([[75, 200 / 3], [100, 0]])
    south = np.array([[0, 100], [12.5, 200 / 3]])
    vertices = np.vstack([south[0], north])
    check_frontier_pieces(game, vertices, np.array([south, north]))
    with pytest.raises(AssertionError, match="no piece reaches"):
        check_frontier_pieces(game, vertices, np.array([north]))
    with pytest.raises(AssertionError, match="no agreement has"):
        check_frontier_pieces(game, vertices, np.array([[[0, 100], [75, 200 / 3]], north]))
    beaten = np.array([[12.5, 200 / 3], [25, 100 / 3]])
    with pytest.raises(AssertionError, match="beaten"):
        check_frontier_pieces(game, vertices, np.array([south, north, beaten]))
    averse = replace(game, parties=(Party("Ann", risk_aversion=1.0), Party("Bob")))
    bend = 100 * (1 - np.exp(-np.array([0, 12.5, 75, 100]) / 100)) / (1 - np.exp(-1))
    pieces = np.array([[[bend[0], 100], [bend[1], 200 / 3]], [[bend[2], 200 / 3], [bend[3], 0]]])
    check_frontier_pieces(averse, pieces.reshape(-1, 2)[[0, 2, 3]], pieces)

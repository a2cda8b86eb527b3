"""Published and closed-form answers, typed by hand with their source."""

import math

import pytest

import bargain as bg

EXACT, SMOOTH = 1e-9, 1e-6

SMOOTH_BY_LOTTERY = 1e-5
"""Points: a bent boundary is refined until rounding hides the rest; 1e-7 of the unit in which the case is published."""


def pie(parties: list[str]) -> list[list[float]]:
    return [[1.0 if i == j else 0.0 for j in range(len(parties))] for i in range(len(parties))]


def answer(problem: bg.BargainingProblem, concept: str, tolerance: float = EXACT):
    return pytest.approx(list(bg.solve(problem, concept).payoffs.values()), abs=tolerance)


def test_kalai_smorodinsky_1975() -> None:
    """S lies inside T, yet the second party's Nash payoff falls from 0.75 to 0.7."""
    small = bg.BargainingProblem.from_payoffs([[0, 0], [0, 1], [0.75, 0.75], [1, 0]], [0, 0], lotteries=True)
    large = bg.BargainingProblem.from_payoffs([[0, 0], [0, 1], [1, 0.7], [1, 0]], [0, 0], lotteries=True)
    assert answer(small, "nash") == [0.75, 0.75]
    assert answer(small, "kalai_smorodinsky") == [0.75, 0.75]
    assert answer(large, "nash") == [1, 0.7]
    assert answer(large, "kalai_smorodinsky") == [10 / 13, 10 / 13]
    assert answer(large, "egalitarian") == [10 / 13, 10 / 13]
    assert answer(large, "perles_maschler") == [0.5, 0.85]


def test_split_the_difference_with_powers() -> None:
    """x_i = d_i + α_i·(1 − Σd) (Muthoo 1999)."""
    two = bg.BargainingProblem.from_payoffs(pie(["1", "2"]), [0.2, 0.1], power=[0.6, 0.4], lotteries=True)
    assert answer(two, "nash") == [0.62, 0.38]
    three = bg.BargainingProblem.from_payoffs(
        pie(["1", "2", "3"]), [0.1, 0.2, 0.0], power=[0.5, 0.3, 0.2], lotteries=True
    )
    assert answer(three, "nash") == [0.45, 0.41, 0.14]


@pytest.mark.parametrize("lotteries", [False, True])
def test_risk_aversion_hurts(lotteries: bool) -> None:
    """u1 = x, u2 = √(1 − x): Nash x = 2/3, Kalai–Smorodinsky and egalitarian (√5 − 1)/2 (Osborne & Rubinstein 1990)."""
    game = bg.BargainingGame("pie", parties=["1", "2"]).with_issue(
        "x",
        range=(0, 1),
        weight={"1": 1, "2": 1},
        worth={"1": {"at": [0, 1], "is": [0, 100]}, "2": {"curve": "power", "exponent": 0.5, "rising": False}},
    )
    near = SMOOTH_BY_LOTTERY if lotteries else SMOOTH
    golden = 50 * (math.sqrt(5) - 1)
    nash = bg.nash(game, lotteries=lotteries)
    assert nash.payoffs == pytest.approx({"1": 200 / 3, "2": 100 / math.sqrt(3)}, abs=near)
    for concept in ("kalai_smorodinsky", "egalitarian"):
        found = bg.solve(game, concept, lotteries=lotteries)
        assert found.payoffs == pytest.approx({"1": golden, "2": golden}, abs=near)


def test_barter_of_nash_1950() -> None:
    """Bill and Jack: 512 agreements, Nash gains 12 and 5; the seven rational points; the hull's other solutions."""
    bill = {"book": 2, "whip": 2, "ball": 2, "bat": 2, "box": 4, "pen": 10, "toy": 4, "knife": 6, "hat": 2}
    jack = {"book": 4, "whip": 2, "ball": 1, "bat": 2, "box": 1, "pen": 1, "toy": 1, "knife": 2, "hat": 2}
    rows = [(0, 0)]
    for good, worth in bill.items():
        sign = -1 if good in ("book", "whip", "ball", "bat", "box") else 1
        rows += [(b + sign * worth, j - sign * jack[good]) for b, j in rows]
    problem = bg.BargainingProblem.from_payoffs(rows, [0, 0], parties=["Bill", "Jack"])
    assert len(rows) == 512
    solution = bg.nash(problem)
    assert dict(solution.payoffs) == {"Bill": 12, "Jack": 5}
    assert solution.ties == ()
    frontier = bg.pareto_frontier(problem).payoffs
    rational = frontier[(frontier >= 0).all(axis=1)]
    assert rational.tolist() == [[2, 8], [6, 7], [8, 6], [12, 5], [14, 4], [16, 2], [18, 0]]
    mixed = problem.with_lotteries()
    assert answer(mixed, "nash") == [12, 5]
    assert answer(mixed, "kalai_smorodinsky") == [11.172413793103448, 5.275862068965518]
    assert answer(mixed, "egalitarian") == [6.75, 6.75]


def test_panama_canal() -> None:
    """Ten issues by adjusted winner: 66 points each, 2/15 of land and water to the United States (Raiffa 1982)."""
    us = [22, 22, 15, 14, 11, 6, 4, 2, 2, 2]
    panama = [9, 15, 15, 3, 15, 5, 11, 7, 7, 13]
    game = bg.BargainingGame("canal", parties=["US", "Panama"])
    for k, (u, p) in enumerate(zip(us, panama, strict=True)):
        worth = {"US": {"at": [0, 1], "is": [0, 100]}, "Panama": {"at": [0, 1], "is": [100, 0]}}
        game = game.with_issue(f"issue {k}", range=(0, 1), weight={"US": u, "Panama": p}, worth=worth)
    for concept in ("adjusted_winner", "nash", "egalitarian"):
        found = bg.solve(game, concept)
        assert found.payoffs == pytest.approx({"US": 66, "Panama": 66}, abs=EXACT)
    shares = bg.solve(game, "adjusted_winner").agreement
    assert list(shares.values()) == pytest.approx([1, 1, 2 / 15, 1, 0, 1, 0, 0, 0, 0], abs=EXACT)

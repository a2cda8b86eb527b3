"""Published answers once more, the disputes told as games of issues; points run from 0 to 100."""

import numpy as np
import pytest

import bargain as bg
from bargain.payoffs.rational import rational_region
from tests.concepts.games import DOWN, UP, pie, shares, values

EXACT = 1e-9

# ---- Nash (1950), Econometrica 18:155–162, p. 161 ----

BILL_OWNS = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
JACK_OWNS = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
"""Good → what it is worth to Bill and to Jack."""

BILL_IN_ALL, JACK_IN_ALL = 34, 16
UNIT = np.array([100 / BILL_IN_ALL, 100 / JACK_IN_ALL])
"""Points of one unit of the paper's utility: all nine goods are worth 100 points to each."""


def barter(rest: float = 0.0) -> bg.BargainingGame:
    """Nine choices, to keep a good or to give it. `rest`: weight for Jack of an issue that is worth nothing."""
    game = bg.BargainingGame("barter", parties=["Bill", "Jack"])
    for owner, goods in (("Bill", BILL_OWNS), ("Jack", JACK_OWNS)):
        for good, (bill, jack) in goods.items():
            kept = {"Bill": [100, 0], "Jack": [0, 100]} if owner == "Bill" else {"Bill": [0, 100], "Jack": [100, 0]}
            weight = {"Bill": bill, "Jack": jack}
            game = game.with_issue(good, outcomes=["keep", "give"], weight=weight, worth=kept, status_quo="keep")
    whole = JACK_IN_ALL + rest
    if rest:
        game = game.with_issue(
            "nothing", outcomes=["nothing"], weight={"Bill": 0, "Jack": rest}, worth={"Bill": [0], "Jack": [0]}
        )
    kept_by_jack = sum(jack for _, jack in JACK_OWNS.values())
    return game.with_outside_option(bg.Fixed({"Bill": 12 * 100 / BILL_IN_ALL, "Jack": kept_by_jack * 100 / whole}))


def test_barter_of_nine_goods():
    solution = bg.nash(barter())
    np.testing.assert_allclose(list(solution.gains.values()) / UNIT, [12, 5], atol=EXACT)
    given = {good for good, outcome in solution.agreement.items() if outcome == "give"}
    assert given == {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
    assert solution.ties == ()
    assert solution.gap == 0.0


def test_barter_frontier():
    zone = bg.zone_of_agreement(barter())
    gains = (zone.frontier.payoffs - list(barter().disagreement.values())) / UNIT
    wanted = [[2, 8], [6, 7], [8, 6], [12, 5], [14, 4], [16, 2], [18, 0]]
    np.testing.assert_allclose(gains[np.argsort(gains[:, 0])], wanted, atol=EXACT)


def test_barter_with_lotteries():
    game = barter()
    d = np.array(list(game.disagreement.values()))
    for concept, gains in (("nash", [12, 5]), ("kalai_smorodinsky", [11.172413793103448, 5.275862068965518])):
        found = bg.solve(game, concept, lotteries=True)
        np.testing.assert_allclose((values(found) - d) / UNIT, gains, atol=EXACT)
    ideal = rational_region(bg.BargainingProblem.from_game(game, lotteries=True)).ideal
    np.testing.assert_allclose((ideal - d) / UNIT, [18, 8.5], atol=EXACT)


def test_barter_with_points_that_compare():
    """Equal gains need one unit for both: Jack's other 18 units lie in an issue that is worth nothing."""
    found = bg.solve(barter(rest=BILL_IN_ALL - JACK_IN_ALL), "egalitarian", lotteries=True)
    gains = np.array(list(found.gains.values())) / UNIT[0]
    np.testing.assert_allclose(gains, [6.75, 6.75], atol=EXACT)


def test_barter_with_money():
    """With money that both value alike, the 18 units of the best deals are split in halves."""
    game = barter(rest=BILL_IN_ALL - JACK_IN_ALL)
    unit = 100 / (BILL_IN_ALL + 100)
    game = game.with_issue(
        "money", range=(-50, 50), unit="from Jack to Bill", weight={"Bill": 100, "Jack": 100},
        worth={"Bill": {"at": [-50, 50], "is": [0, 100]}, "Jack": {"at": [-50, 50], "is": [100, 0]}},
    ).with_outside_option(bg.Fixed({"Bill": (12 + 50) * unit, "Jack": (6 + 50) * unit}))  # fmt: skip
    for lotteries in (False, True):
        found = bg.nash(game, lotteries=lotteries)
        np.testing.assert_allclose(np.array(list(found.gains.values())) / unit, [9, 9], atol=EXACT)


def test_barter_table_with_money():
    """The same by table: each deal with 50 units paid either way, and lotteries."""
    rows = np.zeros((1, 2))
    for goods, sign in ((BILL_OWNS, -1), (JACK_OWNS, 1)):
        for bill, jack in goods.values():
            rows = np.vstack([rows, rows + np.array([sign * bill, -sign * jack])])
    paid = np.vstack([rows + [50, -50], rows + [-50, 50]])
    problem = bg.BargainingProblem.from_payoffs(paid, [0, 0], lotteries=True)
    np.testing.assert_allclose(values(bg.solve(problem, "nash")), [9, 9], atol=EXACT)
    np.testing.assert_allclose(rows.sum(axis=1).max(), 18)


# ---- Kalai & Smorodinsky (1975), Econometrica 43:513–518, p. 515; Perles & Maschler (1981) ----


def polygon(*corners: tuple[float, float]) -> bg.BargainingGame:
    """One choice whose outcomes are the corners of a set, in hundredths."""
    names = [f"corner {k}" for k in range(len(corners))]
    worth = {p: [100 * corner[i] for corner in corners] for i, p in enumerate(("Ann", "Bob"))}
    game = bg.BargainingGame("polygon", parties=["Ann", "Bob"])
    return game.with_issue("corner", outcomes=names, weight={"Ann": 1, "Bob": 1}, worth=worth)


S = polygon((0, 0), (0, 1), (0.75, 0.75), (1, 0))
T = polygon((0, 0), (0, 1), (1, 0.7), (1, 0))


@pytest.mark.parametrize(
    ("game", "concept", "wanted"),
    [
        (S, "nash", [75, 75]),
        (S, "kalai_smorodinsky", [75, 75]),
        (T, "nash", [100, 70]),
        (T, "kalai_smorodinsky", [76.92307692307692, 76.92307692307692]),
        (T, "egalitarian", [76.92307692307692, 76.92307692307692]),
        (T, "perles_maschler", [50, 85]),
    ],
)
def test_kalai_smorodinsky_polygons(game, concept, wanted):
    np.testing.assert_allclose(values(bg.solve(game, concept, lotteries=True)), wanted, atol=EXACT)


# ---- pies with outside options and powers: Muthoo 1999, ch. 2; Binmore 1987 ----


@pytest.mark.parametrize("lotteries", [False, True])
def test_two_parties_split_the_surplus_by_power(lotteries):
    """Pie 1, d = (0.2, 0.1), powers 0.6 and 0.4: 0.62 and 0.38; powers in the game, or laid over it."""
    own = bg.nash(pie((20, 10), Ann=0.6, Bob=0.4), lotteries=lotteries)
    laid_over = bg.nash(pie((20, 10)), lotteries=lotteries, power={"Ann": 3, "Bob": 2})
    for found in (own, laid_over):
        np.testing.assert_allclose(values(found), [62, 38], atol=EXACT)


def test_three_parties_split_the_surplus_by_power():
    """Pie 1, d = (0.1, 0.2, 0), powers 0.5, 0.3, 0.2: 0.45, 0.41, 0.14; a lottery over who gets it all."""
    names = ["Ann", "Bob", "Cid"]
    game = bg.BargainingGame("pie", [bg.Party(p, power=w) for p, w in zip(names, (0.5, 0.3, 0.2), strict=True)])
    game = game.with_issue(
        "pie", outcomes=names, weight=dict.fromkeys(names, 1),
        worth={p: [100 if p == winner else 0 for winner in names] for p in names},
    ).with_outside_option(bg.Fixed({"Ann": 10, "Bob": 20, "Cid": 0}))  # fmt: skip
    found = bg.nash(game, lotteries=True)
    np.testing.assert_allclose(values(found), [45, 41, 14], atol=EXACT)
    chances = {agreement["pie"]: probability for probability, agreement in found.lottery}
    assert chances == pytest.approx({"Ann": 0.45, "Bob": 0.41, "Cid": 0.14}, abs=EXACT)


def test_nash_splits_the_costs_of_war_that_are_saved():
    """Fearon 1995, p. 387: p = 0.6 and costs 0.15 and 0.1 leave a range from 0.45 to 0.7; Nash takes the middle."""
    found = bg.nash(pie((45, 30)))
    np.testing.assert_allclose(values(found), [57.5, 42.5], atol=EXACT)
    zone = bg.zone_of_agreement(pie((45, 30))).frontier.payoffs
    np.testing.assert_allclose([zone[:, 0].min(), zone[:, 0].max()], [45, 70], atol=EXACT)


# ---- two issues, linked or settled apart: after Tollison & Willett 1979 and Davis 2004 ----


def test_linking_two_issues():
    """Weights 0.8 and 0.2 against 0.2 and 0.8: each gets what it minds more, 80 points instead of 50."""
    linked = shares((0.8, 0.2), (0.2, 0.8))
    np.testing.assert_allclose(values(bg.nash(linked)), [80, 80], atol=EXACT)
    apart = np.zeros(2)
    for issue, other in (("issue 1", "issue 2"), ("issue 2", "issue 1")):
        weight = np.array([linked.weights(p)[issue] for p in linked.party_names])
        apart += weight * values(bg.nash(linked.without_issue(other)))
    np.testing.assert_allclose(apart, [50, 50], atol=EXACT)


def test_linking_by_table():
    corners = [[0, 100], [80, 80], [20, 20], [100, 0]]
    problem = bg.BargainingProblem.from_payoffs(corners, [0, 0], lotteries=True)
    for concept in ("nash", "kalai_smorodinsky", "egalitarian", "raiffa", "perles_maschler", "equal_area"):
        np.testing.assert_allclose(values(bg.solve(problem, concept)), [80, 80], atol=EXACT)


# ---- Panama Canal, 1974: Raiffa 1982; Brams & Taylor 1996, ch. 5 ----

PANAMA = {
    "US defense rights": (22, 9), "Use rights": (22, 15), "Land and water": (15, 15), "Expansion rights": (14, 3),
    "Duration": (11, 15), "Expansion routes": (6, 5), "Compensation": (4, 11), "Jurisdiction": (2, 7),
    "US military rights": (2, 7), "Defense role of Panama": (2, 13),
}  # fmt: skip


def test_panama_canal_by_adjusted_winner():
    game = bg.BargainingGame("canal", parties=["US", "Panama"])
    for issue, (us, panama) in PANAMA.items():
        weight = {"US": us, "Panama": panama}
        game = game.with_issue(issue, range=(0, 1), weight=weight, worth={"US": UP, "Panama": DOWN})
    found = bg.solve(game, "adjusted_winner")
    np.testing.assert_allclose(values(found), [66, 66], atol=EXACT)
    first = ["US defense rights", "Use rights", "Expansion rights", "Expansion routes"]
    wanted = {issue: float(issue in first) for issue in PANAMA} | {"Land and water": 2 / 15}
    assert found.agreement == pytest.approx(wanted, abs=EXACT)
    assert found.steps[-2:] == (
        "US leads by 26 points",
        "US gives 0.866667 of Land and water to Panama",
    )


def test_panama_canal_by_table():
    """The 1024 ways of giving each issue whole, with lotteries: the largest product and equal gains are 66 each."""
    rows = np.zeros((1, 2))
    for us, panama in PANAMA.values():
        rows = np.vstack([rows + [us, 0], rows + [0, panama]])
    problem = bg.BargainingProblem.from_payoffs(rows, [0, 0], lotteries=True)
    for concept in ("nash", "egalitarian"):
        np.testing.assert_allclose(values(bg.solve(problem, concept)), [66, 66], atol=EXACT)

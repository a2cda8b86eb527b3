"""Games of which it is known where and by what they turn, and functions whose sensitivity is known."""

import numpy as np

import bargain as bg


def uncertain(value, low, high):
    return {"value": value, "low": low, "high": high, "basis": "assumed", "reason": "a test"}


def straight_pie(years=2.0, rate=0.0, believed=(0.8, 0.7), cost=(4.0, 4.0), never=None):
    """Ann and Bob share a pie; each would get all of it in the ending that it believes in with its own probability.

    The war costs Ann 4 points a year, between 0 and 30. Ann's discount rate is `rate`. There is a zone exactly when the
    two disagreements sum to 100 or less: 100·a·λ/(λ+r) − c·1/(λ+r) + 100·b − C·years ≤ 100, with λ = 1/years.
    """
    ann, bob = believed
    game = bg.BargainingGame("pie", parties=[bg.Party("Ann", discount_rate=rate), "Bob"]).with_issue(
        "pie", range=(0, 1), unit="share", weight={"Ann": 1, "Bob": 1}, status_quo=0.5, never=never,
        worth={"Ann": {"at": [0, 1], "is": [0, 100]}, "Bob": {"at": [0, 1], "is": [100, 0]}},
    )  # fmt: skip
    endings = [
        bg.Ending("Ann wins", {"Ann": ann, "Bob": 1 - bob}, {"pie": 1.0}),
        bg.Ending("Bob wins", {"Ann": 1 - ann, "Bob": bob}, {"pie": 0.0}),
    ]
    costs = {"Ann": bg.Quantity(cost[0], 0, 30, "assumed"), "Bob": bg.Quantity(cost[1], 0, 30, "assumed")}
    return game.with_outside_option(bg.War(bg.Quantity(years, 1, 4, "assumed"), costs, endings))


def opens_at(years=2.0, rate=0.0, believed=(0.8, 0.7), cost=4.0):
    """Ann's cost per year at which the zone of `straight_pie` opens, from the formula solved for c; `cost`: Bob's."""
    hazard = 1.0 / years
    return (hazard + rate) * (100 * believed[0] * hazard / (hazard + rate) + 100 * believed[1] - cost * years - 100)


def road(**numbers):
    """Two issues, two parties, ranges on a weight, a worth and an outside option; `numbers`: other values of these."""
    held = {"weight": uncertain(3, 1, 6), "worth": uncertain(60, 30, 90), "outside": uncertain(20, 0, 70), **numbers}
    return (
        bg.BargainingGame("road", parties=["Ann", "Bob"])
        .with_issue(
            "road", outcomes=["north", "middle", "south"], weight={"Ann": held["weight"], "Bob": 2},
            worth={"Ann": [100, held["worth"], 0], "Bob": [0, 55, 100]},
        )
        .with_issue(
            "toll", outcomes=["none", "some"], weight={"Ann": 2, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]},
        )
        .with_outside_option(bg.Fixed({"Ann": held["outside"], "Bob": 30}))
    )  # fmt: skip


A, B = 7.0, 0.1


def ishigami(x):
    """sin x1 + a·sin² x2 + b·x3⁴·sin x1 (Ishigami & Homma 1990), of points of the unit cube, shape (m, 3)."""
    x1, x2, x3 = (np.pi * (2.0 * x - 1.0)).T
    return np.sin(x1) + A * np.sin(x2) ** 2 + B * x3**4 * np.sin(x1)


def ishigami_indices():
    """First and total order, by integrating by hand over [−π, π]³.

    E[f | x1] = a/2 + (1 + b·π⁴/5)·sin x1, E[f | x2] = a·sin² x2 + 0, and x3 acts with x1 alone.
    """
    one = 0.5 * (1 + B * np.pi**4 / 5) ** 2
    two = A**2 / 8
    both = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
    total = one + two + both
    return np.array([one, two, 0.0]) / total, np.array([one + both, two, both]) / total


def g_function(a):
    """Π (|4·x − 2| + a)/(1 + a) (Sobol' 1993), of points of the unit cube, shape (m, k)."""

    def function(x):
        return np.prod((np.abs(4.0 * x - 2.0) + a) / (1.0 + a), axis=1)

    return function


def g_indices(a):
    """First and total order: each factor has mean 1 and variance v = 1/(3·(1 + a)²), and they are independent."""
    v = 1.0 / (3.0 * (1.0 + a) ** 2)
    total = np.prod(1.0 + v) - 1.0
    return v / total, v * np.prod(1.0 + v) / (1.0 + v) / total


RANKED = """
title = "ranked"
[parties.Ann]
[parties.Bob]
[issues.road]
outcomes = ["north", "middle", "south"]
Ann = {worth = [100, {value = 60, low = 30, high = 90, basis = "assumed", reason = "a test"}, 0]}
Bob = {weight = 2, worth = [0, 55, 100]}
[issues.toll]
outcomes = ["none", "some"]
Ann = {worth = [100, 0]}
Bob = {weight = 1, worth = [0, 100]}
[outside_option]
kind = "fixed"
payoffs = {Ann = 20, Bob = 30}
[rankings]
Ann = ["road", "toll"]
"""


def ranked(folder):
    """A game in which Ann ranks its issues."""
    file = folder / "ranked.toml"
    file.write_text(RANKED, encoding="utf-8")
    return bg.read(file)

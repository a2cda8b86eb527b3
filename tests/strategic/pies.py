"""Pies and small cases that tests of offers and demands share."""

import numpy as np

import bargain as bg
from bargain.payoffs.problem import BargainingProblem

UNIT = [(0.0, 1.0), (1.0, 0.0)]
BENT = [(0.0, 1.0), (0.6, 0.7), (1.0, 0.0)]
RAISED = [(0.2, 1.0), (0.7, 0.6), (0.9, 0.1)]
"""Each party gets something even where the other gets its best."""


def random_pie(rng, most=4):
    """A concave falling chain from (0, 1) to (1, 0), times a size for each party."""
    n = int(rng.integers(1, most + 1))
    run, slopes = rng.dirichlet(np.ones(n)), np.sort(rng.exponential(size=n) + 0.05)
    fall = slopes * run / (slopes * run).sum()
    size = 10 ** rng.uniform(-0.5, 1.5, 2)
    x, y = np.append(0, np.cumsum(run)) * size[0], np.append(np.cumsum(fall[::-1])[::-1], 0) * size[1]
    return [(float(a), float(b)) for a, b in zip(x, y, strict=True)]


def two_roads(**parties):
    game = bg.BargainingGame("roads", parties=[bg.Party(name, **terms) for name, terms in parties.items()])
    return game.with_issue(
        "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]}
    )


def nash_of(pie, power=(1.0, 1.0)):
    problem = BargainingProblem.from_payoffs(pie, [0, 0], power=list(power), lotteries=True)
    return tuple(bg.nash(problem).payoffs.values())

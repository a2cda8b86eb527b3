"""Random games of alternating offers, and the call that plays one."""

import numpy as np

import bargain as bg
from tests.strategic.pies import random_pie


def random_game(rng):
    """Everything at once; payoffs of disagreement well inside the pie or not."""
    pie = random_pie(rng)
    size = np.array([pie[-1][0], pie[0][1]])
    return {
        "pie": pie,
        "discount": tuple(rng.uniform(0.2, 0.95, 2).tolist()),
        "breakdown": float(rng.choice([0.0, rng.uniform(0.01, 0.5)])),
        "after": tuple((rng.uniform(-0.2, 0.6, 2) * size).tolist()),
        "inside": tuple((rng.choice([0, 1]) * rng.uniform(-0.05, 0.1, 2) * size).tolist()),
        "outside": None if rng.random() < 0.3 else tuple((rng.uniform(-0.2, 0.9, 2) * size).tolist()),
    }  # fmt: skip


def call(game, **more):
    return bg.alternating_offers(
        discount=game["discount"], pie=game["pie"], breakdown=game["breakdown"], inside=game["inside"],
        breakdown_payoffs=game["after"] if game["breakdown"] else None, outside=game["outside"], **more,
    )  # fmt: skip

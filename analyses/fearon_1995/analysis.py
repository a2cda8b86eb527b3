"""Fearon 1995: why a costly war leaves room for agreement, and why it may be fought all the same."""

from __future__ import annotations

import math

from scipy.stats import uniform

import bargain as bg

CHANCE, COSTS = 0.6, (0.15, 0.1)
"""The first party's chance to win, and what war costs each, in shares of what is at stake."""

PUBLISHED = {"range": (CHANCE - COSTS[0], CHANCE + COSTS[1])}


def crisis(**changed: object) -> bg.Crisis:
    """The crisis with these numbers, some of them changed."""
    return bg.crisis(**{"win_probability": CHANCE, "costs": COSTS, **changed})


def secret(most: float) -> bg.Crisis:
    """An even chance, in which the second party alone knows its cost, anywhere from 0 to `most`."""
    return bg.crisis(win_probability=0.5, costs=(0.2, uniform(0, most)))


def findings() -> dict[str, object]:
    """The range, its risk-averse form, and the demand against a secret cost."""
    known, averse, hidden = crisis(), crisis(utility=(math.sqrt, math.sqrt)), secret(0.4)
    found: dict[str, object] = {
        "range": list(known.range), "surplus": known.surplus, "Nash split": known.nash_split,
        "first takes": known.demand,
        "range, risk averse": list(averse.range), "secret.demand": hidden.demand, "secret.war": hidden.failure,
        "secret.payoffs": list(hidden.payoffs),
    }  # fmt: skip
    return found | {f"war, secret up to {most}": secret(most).failure for most in (0.2, 0.8)}

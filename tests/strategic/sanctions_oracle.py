"""The sanctions threat game by brute force: plans on the tree, types on a grid; nothing of the package is used.

A game is a dictionary with v_S, v_T, c_S, c_T, a, k, s. A plan is (p, q, m): probability of a threat, of compliance, of
imposing.
"""

from itertools import product

import numpy as np

TYPES = 2000


def leaves(g):
    """Ending → (sender's points, target's points) after a threat."""
    return {
        "comply": (g["v_S"] - g["k"], -g["v_T"]),
        "impose": (g["s"] * g["v_S"] - g["c_S"] - g["k"], -g["s"] * g["v_T"] - g["c_T"]),
        "back down": (-g["a"] - g["k"], 0.0),
    }


def values(g, q, m):
    """(sender, target) at the last move, then at the target's move, under the plan."""
    end = leaves(g)
    last = [m * i + (1 - m) * b for i, b in zip(end["impose"], end["back down"], strict=True)]
    middle = [q * c + (1 - q) * x for c, x in zip(end["comply"], last, strict=True)]
    return last, middle


def largest_gain(g, p, q, m):
    """The most that a single change of one move, after any history, gains its mover."""
    end = leaves(g)
    last, middle = values(g, q, m)
    gains = [
        max(end["impose"][0], end["back down"][0]) - last[0],
        max(end["comply"][1], last[1]) - middle[1],
        max(middle[0], 0.0) - p * middle[0],
    ]
    return max(gains)


def pure_equilibria(g):
    """All (p, q, m) of zeros and ones from which no move gains."""
    return {plan for plan in product((0.0, 1.0), repeat=3) if largest_gain(g, *plan) <= 1e-9}


def quantiles(law):
    """Equally likely types, shape (TYPES,)."""
    inverse = getattr(law, "ppf", None) or law.icdf
    return np.asarray(inverse((np.arange(TYPES) + 0.5) / TYPES), dtype=float)


def target_replies(g, costs, m):
    """Which types, shape (TYPES,), gain by standing firm."""
    firm = m * (-g["s"] * g["v_T"] - costs) + (1 - m) * 0.0
    return firm > -g["v_T"]


def known_sender(g, costs):
    """(p, q, m, sender's payoff, target's payoff) backward over a grid of the target's types; no move may be tied."""
    end = leaves(g)
    m = float(end["impose"][0] > end["back down"][0])
    firm = target_replies(g, costs, m)
    q = 1 - firm.mean()
    last = max(end["impose"][0], end["back down"][0])
    threat = q * end["comply"][0] + (1 - q) * last
    p = float(threat > 0)
    target = np.where(firm, m * (-g["s"] * g["v_T"] - costs), -g["v_T"]).mean()
    return p, q, m, max(threat, 0.0), p * target


def sender_gains(g, q, costs):
    """What each type of the sender gains by threatening, shape (TYPES,)."""
    last = np.maximum(g["s"] * g["v_S"] - costs, -g["a"])
    return q * g["v_S"] + (1 - q) * last - g["k"]


def best_threats(g, q, costs):
    """(least, most) m that a threat can come to mean when the types that gain by it threaten, and whether any does.

    Types at whom the threat brings nothing may do either.
    """
    gains = sender_gains(g, q, costs)
    imposes = g["s"] * g["v_S"] - costs > -g["a"]
    sure, free = gains > 1e-12, np.abs(gains) <= 1e-12
    if not sure.any() and not free.any():
        return 0.0, 1.0, False
    r, b = (sure & imposes).sum(), (sure & ~imposes).sum()
    fr, fb = (free & imposes).sum(), (free & ~imposes).sum()
    if not sure.any():
        return 0.0, 1.0, False
    return r / (r + b + fb), (r + fr) / (r + fr + b), True

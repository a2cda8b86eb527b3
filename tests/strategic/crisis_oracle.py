"""The crisis game by brute force: finitely many types, demands on a grid; nothing of the package is used.

Every type is a pair (what war brings the demander, what war brings the responder), with a probability. `u` and `v` are
the two parties' utilities of a share. A plan of the two-demand game is (x1, cut, x2): the first demand, how much of the
probability accepts it (those to whom war brings least first), the second demand.
"""

import math

import numpy as np

LINEAR = (lambda x: x, lambda x: x)


def equally_likely(law, count):
    """Values of a distribution in the middle of `count` slices of equal probability, with their probabilities."""
    return np.asarray(law.ppf((np.arange(count) + 0.5) / count), dtype=float), np.full(count, 1.0 / count)


def cost_types(values, p, cost):
    """War payoffs of both for every private cost of the responder; `p`, `cost`: the demander's chance and cost."""
    return np.full(len(values), p - cost), (1.0 - p) - values


def chance_types(values, costs):
    """War payoffs of both for every chance of the demander that the responder knows."""
    return values - costs[0], (1.0 - values) - costs[1]


def one_demand(war, weights, utilities=LINEAR, grid=4001):
    """Best payoff of the demander, the demands within 1e-9 of it, and the chance of war at each."""
    u, v = utilities
    shares = [v(1.0 - x) for x in np.linspace(0, 1, grid)]
    found = []
    for x, s in zip(np.linspace(0, 1, grid), shares, strict=True):
        accepts = s >= war[1] - 1e-12
        found.append((float(weights @ np.where(accepts, u(x), war[0])), x, float(weights @ ~accepts)))
    best = max(found)[0]
    return best, [(x, chance) for payoff, x, chance in found if payoff >= best - 1e-9]


def order(war, weights):
    """Types in the order in which they accept: those to whom war brings least first."""
    rows = np.argsort(war[1], kind="stable")
    return (war[0][rows], war[1][rows]), weights[rows]


def remaining(weights, cut):
    """Probability of each type (in order) that is left when `cut` of the whole has accepted."""
    ends = np.cumsum(weights)
    return np.clip(ends - cut, 0.0, weights)


def second_demands(war, left, utilities, inverse):
    """(payoff, share given to the responder's utility) of every sensible second demand against what is left."""
    u = utilities[0]
    options = [(float(left @ war[0]), None)]
    for s in sorted({max(w, 0.0) for w in war[1] if w <= 1.0}):
        x = 1.0 - inverse(s)
        options.append((float(left @ np.where(war[1] <= s + 1e-12, u(x), war[0])), s))
    return options


def two_demands(war, weights, rules, utilities=LINEAR, inverse=lambda s: s, cuts=2001):
    """Best payoff of the demander over cuts on a grid, the second demand being a best reply to what the cut leaves.

    `rules`: breakdown, discount of the demander, of the responder. Of equal second demands the harshest is taken, which
    makes the first offer to the responder the smallest.
    """
    q, d_a, d_b = rules
    war, weights = order(war, weights)
    ends = np.cumsum(weights)
    best = (-math.inf, None)
    for cut in np.union1d(np.linspace(0, 1, cuts), ends):
        left = remaining(weights, cut)
        options = second_demands(war, left, utilities, inverse)
        most = max(payoff for payoff, _ in options)
        tied = [s for payoff, s in options if payoff >= most - 1e-11]
        marginal = war[1][min(int(np.searchsorted(ends, cut - 1e-12)), len(ends) - 1)]
        for s2 in tied:
            later = marginal if s2 is None else max(s2, marginal)
            s1 = q * marginal + (1 - q) * d_b * later
            if s1 < 0 and cut in ends:  # all of a type that would take less than nothing take nothing …
                beyond = np.append(war[1], 1e9)[int(np.searchsorted(ends, cut - 1e-12)) + 1]
                waits = q * beyond + (1 - q) * d_b * (beyond if s2 is None else max(s2, beyond))
                s1 = 0.0 if waits >= 0 else s1  # … if the next type does not
            if not 0 <= s1 <= 1:
                continue
            now = utilities[0](1.0 - inverse(s1)) * cut
            total = now + q * float(left @ war[0]) + (1 - q) * d_a * most
            best = max(best, (total, (1.0 - inverse(s1), float(cut), s2)), key=lambda found: found[0])
    return best

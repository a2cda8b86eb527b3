"""Ratification by brute force: proposals on a grid, voters one by one, offers by backward induction; no package code.

A vote is a dictionary: `types`, equally likely ideals or minima, shape (k,); and, where there is a later vote, `later`
(the same, drawn anew), `held` (chance that the vote is held) and `cost` (what undoing the deal costs those who vote).
"""

import numpy as np


def quantiles(law, count=2000):
    """Equally likely types."""
    return np.asarray(law.ppf((np.arange(count) + 0.5) / count), dtype=float)


def setter_worth(x, setter, status_quo, vote):
    """What the proposal x gains the setter over the status quo, each voter asked: nearer is better."""
    approve = np.abs(x - vote["types"]) <= np.abs(status_quo - vote["types"]) + 1e-12
    stays = 1.0
    if "later" in vote:
        undone = np.abs(x - vote["later"]) > np.abs(status_quo - vote["later"]) + vote["cost"] + 1e-12
        stays = 1.0 - vote["held"] * undone.mean()
    return approve.mean() * stays * (abs(status_quo - setter) - abs(x - setter))


def best_proposal(setter, status_quo, vote, reach=3.0, count=3001):
    """(worth, proposal) of the best of many proposals on both sides of everything."""
    places = [setter, status_quo, *np.atleast_1d(vote["types"])[[0, -1]]]
    grid = np.linspace(min(places) - reach, max(places) + reach, count)
    worths = [setter_worth(float(x), setter, status_quo, vote) for x in grid]
    return max(worths), float(grid[int(np.argmax(worths))])


def stands(gains, votes):
    """Chance that a deal with these payoffs for both leaders is approved by both and not undone later."""
    chance = 1.0
    for u, vote in zip(gains, votes, strict=True):
        if vote is None:
            continue
        chance *= (vote["types"] <= u + 1e-12).mean()
        if "later" in vote:
            chance *= 1.0 - vote["held"] * (vote["later"] > u + vote["cost"] + 1e-12).mean()
    return chance


def expected(points, disagreement, votes):
    """Expected gains of both leaders from each deal, shape (m, 2)."""
    chances = np.array([stands(p, votes) for p in points])
    return chances[:, None] * (points - disagreement)


def backward(gains, discount, periods=400):
    """What the first proposer gets when the last of many periods is an ultimatum: (its payoff, the other's, deal)."""
    ahead = np.zeros(2)
    deal = None
    for period in range(periods - 1, -1, -1):
        proposer = period % 2
        asked = discount[1 - proposer] * ahead[1 - proposer]
        takes = np.flatnonzero(gains[:, 1 - proposer] >= asked - 1e-12)
        waiting = np.array(discount) * ahead
        best = takes[np.argmax(gains[takes, proposer])] if len(takes) else None
        if best is None or gains[best, proposer] < waiting[proposer] - 1e-12:
            ahead, deal = waiting, None
        else:
            ahead, deal = gains[best].copy(), int(best)
    return ahead[0], ahead[1], deal

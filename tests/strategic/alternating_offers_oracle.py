"""Alternating offers by plain backward induction, and by hand-written strategies; nothing of the package is used.

A game is a dictionary: `pie`, corners (u1, u2) from the second party's best to the first's; `discount`, `breakdown`,
`after` (breakdown payoffs), `inside`, two numbers each; `outside`, two numbers or None.
"""

from itertools import pairwise


def most(pie, party, least):
    """The most that `party` (0 or 1) can get while the other gets at least `least`; None where nothing gives it."""
    rows = sorted((corner[1 - party], corner[party]) for corner in pie)  # the other's payoff rising
    if least > rows[-1][0] + 1e-12:
        return None
    if least <= rows[0][0]:
        return rows[0][1]
    for (x0, y0), (x1, y1) in pairwise(rows):
        if x0 <= least <= x1:
            return y0 + (y1 - y0) * (least - x0) / (x1 - x0)
    return rows[-1][1]


def waiting(game, later):
    """Payoffs of a rejection without walking away, when the next period is worth `later`."""
    q = game["breakdown"]
    return tuple(game["inside"][i] + q * game["after"][i] + (1 - q) * game["discount"][i] * later[i] for i in range(2))


def period(game, proposer, later):
    """(payoffs, what happens) of one period in which `proposer` (0 or 1) proposes and all are rational."""
    responder = 1 - proposer
    refused, how = waiting(game, later), "waiting"
    if game["outside"] is not None and game["outside"][responder] > refused[responder]:
        refused, how = game["outside"], "walking away"
    offer = most(game["pie"], proposer, refused[responder])
    if offer is None or offer < refused[proposer]:
        return refused, how
    worst = min(corner[responder] for corner in game["pie"])
    agreed = [0.0, 0.0]
    agreed[proposer], agreed[responder] = offer, max(refused[responder], worst)
    return tuple(agreed), "agreement"


def backward(game, periods, end=(0.0, 0.0)):
    """(payoffs, what happens) of the first period of `periods`; the first party proposes first, then in turn."""
    value, how = tuple(end), "waiting"
    for t in reversed(range(periods)):
        value, how = period(game, t % 2, value)
    return value, how


def far(game, periods=4000):
    """Payoffs when the first, and when the second party proposes, a long horizon away from its end."""
    value = (0.0, 0.0)
    found = {}
    for t in reversed(range(2 * periods)):
        value, how = period(game, t % 2, value)
        found[t % 2] = (value, how)
    return found[0], found[1]

"""A peace under imperfect monitoring, played out period by period; nothing of the package is used.

One party is looked at; the other keeps the peace, and fights while both fight. A game is a dictionary: T, R, P, S (the
party's points a period), delta, q, f (chances that a look finds it violating: if it did, if it did not), f_other (the
same of the other party, which does not violate), n (periods of fighting after an alarm, or None: for ever), F (what the
guarantee force takes when the party is found violating), k (periods from one look to the next).
"""

import math


def step(g, state, violate):
    """Points expected in this period, and [(chance, next state)]."""
    kind, at, dirty = state
    if kind == "war":
        reward = g["P"] if violate else g["S"]
        after = state if g["n"] is None else ("war", at + 1, False) if at + 1 < g["n"] else ("peace", 0, False)
        return reward, [(1.0, after)]
    reward, dirty = (g["T"], True) if violate else (g["R"], dirty)
    if at + 1 < g["k"]:
        return reward, [(1.0, ("peace", at + 1, dirty))]
    found = g["q"] if dirty else g["f"]
    alarm = 1 - (1 - found) * (1 - g["f_other"])
    return reward - g["F"] * found, [(alarm, ("war", 0, False)), (1 - alarm, ("peace", 0, False))]


def states(g):
    peace = [("peace", at, dirty) for at in range(g["k"]) for dirty in (False, True)]
    return peace + [("war", at, False) for at in range(g["n"] or 1)]


def keeps(state):
    """The plan that is looked at: violate only while both fight, or where one has violated since the last look."""
    return state[0] == "war" or state[2]


def values(g, choose):
    """Discounted sum from every state, by going back from a far end; `choose(options, state)` picks the move."""
    worth = dict.fromkeys(states(g), 0.0)
    periods = math.ceil(math.log(1e-13) / math.log(g["delta"])) if g["delta"] > 0 else 1
    for _ in range(periods):
        before = worth
        worth = {}
        for state in before:
            options = []
            for violate in (False, True):
                reward, ahead = step(g, state, violate)
                options.append(reward + g["delta"] * sum(chance * before[after] for chance, after in ahead))
            worth[state] = choose(options, state)
    return worth


def peace(g):
    """Points a period, on average, where both keep the peace and answer alarms."""
    return (1 - g["delta"]) * values(g, lambda options, state: options[keeps(state)])[("peace", 0, False)]


def largest_gain(g):
    """The most that any plan of violations gains over keeping the peace, from any state, in discounted points."""
    kept = values(g, lambda options, state: options[keeps(state)])
    best = values(g, lambda options, state: max(options))
    return max(best[state] - kept[state] for state in kept)


def holds(g):
    """Whether keeping the peace is worth at least fighting for ever, and no violation gains."""
    return peace(g) >= g["P"] - 1e-9 and largest_gain(g) <= 1e-9

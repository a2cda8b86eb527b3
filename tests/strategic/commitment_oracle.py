"""Shifting power by brute force: offers on a grid, and linear programmes over whole paths of shares.

Nothing of the package is used. `power`: the first party's chance of winning, period by period, the last for ever after;
war leaves `left` of the flow of 1, for ever, and costs each party once.
"""

import numpy as np
from scipy.optimize import linprog


def war_values(power, destroyed, discount, costs=(0.0, 0.0)):
    """What war brings each party when it breaks out in each period, shape (n, 2)."""
    p = np.asarray(power, dtype=float)
    whole = (1 - destroyed) / (1 - discount)
    return np.column_stack([p * whole - costs[0], (1 - p) * whole - costs[1]])


def offers(war, discount, proposer, grid=2001, tail=400):
    """Backward induction: `proposer` offers a share each period, the other takes it or fights; either may fight.

    Returns (payoffs from period 1, period of war or None). The last period is repeated `tail` times, then power and
    peace stay: the proposer leaves the other just what war would bring it, for ever.
    """
    other = 1 - proposer
    shares = np.linspace(0, 1, grid)  # of the other party
    n = len(war)
    value = np.zeros(2)
    value[other] = war[-1][other]
    value[proposer] = 1 / (1 - discount) - war[-1][other]
    fights = [False] * n
    for t in [n - 1] * tail + list(range(n - 1, -1, -1)):
        accepts = shares + discount * value[other] >= war[t][other] - 1e-12
        brings = np.where(accepts, 1 - shares + discount * value[proposer], -np.inf)
        best = int(np.argmax(brings))
        if brings[best] < war[t][proposer] - 1e-12:
            value, fights[t] = np.array(war[t], dtype=float), True
        else:
            after = value.copy()
            value = np.zeros(2)
            value[proposer], value[other] = brings[best], shares[best] + discount * after[other]
            fights[t] = False
    return value, next((t + 1 for t in range(n) if fights[t]), None)


def payoffs_from(n, t, discount, end):
    """Coefficients of the first party's payoff from period t on: shares of periods t … end − 1, then what follows."""
    row = np.zeros(n + 1)
    for s in range(t, end):
        row[s] = discount ** (s - t)
    row[n] = discount ** (end - t)
    return row


def sustained(war, discount, start, end):
    """Range of the first party's payoff at `start` over all paths of shares that nobody leaves before `end`.

    `end`: the period (from 0) in which war comes, or len(war): no war, and a share for ever from the last period on.
    None where there is no such path. A linear programme: variables are the shares, and the payoff that follows them.
    """
    n = len(war)
    peace = end == n
    stop = n - 1 if peace else end
    rows, bounds = [], []
    for t in range(start, stop + 1 if peace else stop):
        mine = payoffs_from(n, t, discount, stop)
        whole = (
            1 / (1 - discount)
            if peace
            else (1 - discount ** (stop - t)) / (1 - discount) + discount ** (stop - t) * war[stop].sum()
        )
        rows += [-mine, mine]
        bounds += [-war[t][0], whole - war[t][1]]
    limits = [(0, 1)] * n + [(0, 1 / (1 - discount)) if peace else (war[stop][0], war[stop][0])]
    ends = []
    for sign in (1, -1):
        aim = sign * payoffs_from(n, start, discount, stop)
        found = linprog(aim, A_ub=np.array(rows) if rows else None, b_ub=bounds or None, bounds=limits)
        if found.status == 2:
            return None
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return tuple(ends)


def outcome(war, discount):
    """(period of war or None, range of the first party's payoff): in every period peace is kept if it can be.

    Backward: what comes after period t is settled, so period t is peaceful when some path of shares leads there.
    """
    n = len(war)
    end = n if sustained(war, discount, n - 1, n) else n - 1
    for t in range(n - 2, -1, -1):
        if sustained(war, discount, t, end) is None:
            end = t
    span = (war[0][0], war[0][0]) if end == 0 else sustained(war, discount, 0, end)
    return (None if end == n else end + 1), span

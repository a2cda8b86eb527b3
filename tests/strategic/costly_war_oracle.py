"""War that reveals strength, by brute force: beliefs on a grid, and plans followed battle by battle.

Nothing of the package is used. A game is a dictionary: chances (the first party's, of a battle, by type of the second),
prior, positions, front, costs, rounds, discount (a pair), ending, and `stop`: front → payoffs of both where war stops.
Types are in the order in which they give in: those against whom the first party wins most often first.
"""

import numpy as np


def game(chances, prior, positions, front, *, costs=(0.0, 0.0), rounds=3, discount=(1.0, 1.0), ending="collapse"):
    """The game on a pie of 1, war stopping at shares in proportion to the front."""
    order = np.argsort(-np.asarray(chances), kind="stable")
    return {
        "chances": np.asarray(chances, dtype=float)[order],
        "prior": np.asarray(prior, dtype=float)[order],
        "positions": positions,
        "front": front,
        "costs": costs,
        "rounds": rounds,
        "discount": discount,
        "ending": ending,
        "stop": {f: (f / positions, 1 - f / positions) for f in range(positions + 1)},
    }


def fought_out(g, chance, sweeps=20_000):
    """Payoffs of both from fighting on until a side collapses, by front; by repeated averaging, not by a formula."""
    n = g["positions"]
    value = np.array([g["stop"][f] for f in range(n + 1)], dtype=float)
    value[1:n] = 0.0
    cost, discount = np.asarray(g["costs"]), np.asarray(g["discount"])
    for _ in range(sweeps):
        new = -cost + discount * (chance * value[2:] + (1 - chance) * value[:-2])
        if np.abs(new - value[1:n]).max() < 1e-14:
            break
        value[1:n] = new
    return value


def last(g, front, kind):
    """Payoffs where bargaining is over: a side has collapsed, the guns fall silent, or the war is fought out."""
    if front <= 0 or front >= g["positions"] or g["ending"] == "armistice":
        return g["stop"][min(max(front, 0), g["positions"])]
    return tuple(fought_out(g, g["chances"][kind])[front])


def on_a_grid(g, points=400, extra=()):
    """(payoff of the first party, first offer) with beliefs on a grid of shares of the prior that have given in.

    Backward over (round, battles won). For each share gone: the best share to go next, the offer that leaves the last
    type to go indifferent, ties decided against that type. `extra`: further shares to look at; the payoff
    is exact where all shares at which some plan changes are among them.
    """
    k, cost_a, cost_b = len(g["chances"]), *g["costs"]
    d_a, d_b = g["discount"]
    ends = np.append(0.0, np.cumsum(g["prior"]))
    z = np.union1d(np.union1d(np.linspace(0, 1, points + 1), ends), extra)
    z = z[(z >= 0) & (z <= 1)]
    z = z[np.append(True, np.diff(z) > 1e-9)]
    left = np.clip(ends[1:][:, None] - np.maximum(z[None, :], ends[:-1][:, None]), 0, None)  # shape (k, points)
    marginal = np.maximum(np.searchsorted(ends, z - 1e-9) - 1, 0)
    ahead = {}
    for r in range(g["rounds"], -1, -1):
        for a in range(r + 1):
            front = g["front"] + 2 * a - r
            weight = g["chances"] ** a * (1 - g["chances"]) ** (r - a)
            if front <= 0 or front >= g["positions"] or r == g["rounds"]:
                ends_at = np.array([last(g, front, i) for i in range(k)])
                value = (weight * ends_at[:, 0]) @ left
                ahead[r, a] = value, np.repeat(ends_at[:, 1][:, None], len(z), axis=1)
                continue
            (up, up_types), (down, down_types) = ahead[r + 1, a + 1], ahead[r + 1, a]
            p = g["chances"][:, None]
            refuse = -cost_b + d_b * (p * up_types + (1 - p) * down_types)  # shape (k, points)
            mass = weight @ left
            fight = -cost_a * mass + d_a * (up + down)
            offer = np.maximum(refuse[marginal, np.arange(len(z))], 0.0)
            ok = refuse[marginal, np.arange(len(z))] >= -1e-9
            at_end = np.isin(np.round(z, 9), np.round(ends, 9))
            following = np.minimum(marginal + 1, k - 1)
            ok |= at_end & (refuse[following, np.arange(len(z))] >= -1e-9)
            # where refusing is worth less than nothing at a point and more at the next, the first party will be
            # indifferent in between: it mixes there so that refusing is worth nothing
            replies = refuse.copy()
            for j in range(len(z) - 1):
                who = following[j] if at_end[j] else marginal[j]
                low, high = refuse[who, j], refuse[who, j + 1]
                if not ok[j] and low < 0 <= high:
                    mild = -low / (high - low)
                    replies[:, j] = (1 - mild) * refuse[:, j] + mild * refuse[:, j + 1]
                    ok[j] = True
            ok |= z >= 1 - 1e-9
            table = (1 - offer)[None, :] * (mass[:, None] - mass[None, :]) + fight[None, :]
            table = np.where((z[None, :] > z[:, None]) & ok[None, :], table, -np.inf)
            table = np.concatenate([fight[:, None], table], axis=1)
            best = table.max(axis=1)
            types = np.full((k, len(z)), np.inf)
            chosen = np.zeros(len(z), dtype=int)
            for i in range(len(z)):
                for j in np.flatnonzero(table[i] >= best[i] - 1e-11 * mass[0]):
                    brought = refuse[:, i] if j == 0 else np.maximum(replies[:, j - 1], offer[j - 1])
                    if brought[marginal[i]] < types[marginal[i], i] - 1e-12:
                        types[:, i], chosen[i] = brought, j
            if mass[-1] <= 1e-15:  # nobody is left: as for the last few
                types[:, -1] = types[:, -2] if chosen[-2] == 0 else np.maximum(refuse[:, -1], offer[-1])
            ahead[r, a] = best, types
            if r == 0:
                return float(best[0]), None if chosen[0] == 0 else float(offer[chosen[0] - 1])
    raise AssertionError("the game has no round")


def one_round(g):
    """Best payoff of the first party when there is one round: it buys the weakest types up to one of them, or none."""
    k = len(g["chances"])
    a = {}
    for i in range(k):
        p = g["chances"][i]
        up, down = last(g, g["front"] + 1, i), last(g, g["front"] - 1, i)
        a[i] = [-g["costs"][j] + g["discount"][j] * (p * up[j] + (1 - p) * down[j]) for j in (0, 1)]
    best = sum(g["prior"][i] * a[i][0] for i in range(k))
    for upto in range(k):
        offer = max(a[upto][1], 0.0)
        total = sum(g["prior"][i] * ((1 - offer) if a[i][1] <= offer + 1e-12 else a[i][0]) for i in range(k))
        best = max(best, total)
    return best


def follow(g, path):
    """Payoffs of the first party and of each type when a plan is followed, and the most that each type could get.

    `path`: rounds as dictionaries with `after` (position of the round before, None at the start), `battles` ("+" won by
    the first party), `chance` (of this move among those of the round), `offer` or None, `accepts` (by type). Where no
    round follows a battle, nobody can have come there: a type that does expects to fight on without any offer.
    """
    k = len(g["chances"])

    def value(i, battles, after):
        r, won = len(battles), battles.count("+")
        front = g["front"] + 2 * won - r
        if front <= 0 or front >= g["positions"] or r == g["rounds"]:
            mine, yours = last(g, front, i)
            return np.array([mine, yours, yours])
        here = [(j, one) for j, one in enumerate(path) if (one["battles"], one["after"]) == (battles, after)]
        here = here or [(None, {"chance": 1.0, "offer": None, "accepts": [0.0] * k})]
        total, p = np.zeros(3), g["chances"][i]
        for j, one in here:
            up, down = (value(i, battles + sign, -1 if j is None else j) for sign in "+-")
            sides = [0, 1, 1]
            refuse = np.array([-g["costs"][s] for s in sides]) + np.array([g["discount"][s] for s in sides]) * (
                p * up + (1 - p) * down
            )
            if one["offer"] is None:
                total += one["chance"] * refuse
                continue
            q, s = one["accepts"][i], one["offer"]
            agreed = np.array([1 - s, s])
            both = q * agreed + (1 - q) * refuse[:2]
            total += one["chance"] * np.append(both, max(s, refuse[2]))
        return total

    return np.array([value(i, "", None) for i in range(k)])


def belief(g, path, position):
    """Belief of the first party in a round of a plan, by Bayes' rule, from the rounds and battles before it."""
    weight, at = g["prior"].copy(), path[position]
    while at["after"] is not None:
        sign, at = at["battles"][-1], path[at["after"]]
        refused = 1 - np.asarray(at["accepts"]) * (at["offer"] is not None)
        weight = weight * refused * (g["chances"] if sign == "+" else 1 - g["chances"])
    return weight / weight.sum()

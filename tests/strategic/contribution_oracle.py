"""A threshold contribution game the slow way: every profile of every player, one by one."""

from itertools import product


def payoffs(game, profile):
    """What each player gets when the players with a 1 in `profile` contribute."""
    amount = sum(a for a, x in zip(game["amounts"], profile, strict=True) if x)
    stands = amount >= game["threshold"] - 1e-12
    found = []
    for v, c, x in zip(game["values"], game["costs"], profile, strict=True):
        pays = x and (stands or not game["refund"])
        found.append((v if stands else 0.0) - (c if pays else 0.0))
    return found, stands


def flipped(profile, i):
    return (*profile[:i], 1 - profile[i], *profile[i + 1 :])


def pure_equilibria(game):
    """All profiles from which nobody gains by changing its mind."""
    n = len(game["values"])
    return {
        profile for profile in product((0, 1), repeat=n)
        if all(payoffs(game, flipped(profile, i))[0][i] <= payoffs(game, profile)[0][i] + 1e-9 for i in range(n))
    }  # fmt: skip


def advantage(game, p, i=0):
    """What player i gains by contributing for sure over not contributing, when each other contributes with chance p."""
    n, gain = len(game["values"]), 0.0
    for others in product((0, 1), repeat=n - 1):
        chance = 1.0
        for x in others:
            chance *= p if x else 1 - p
        with_it = (*others[:i], 1, *others[i:])
        gain += chance * (payoffs(game, with_it)[0][i] - payoffs(game, flipped(with_it, i))[0][i])
    return gain


def provision(game, chances):
    """Probability that the good is provided when players contribute with these chances."""
    found = 0.0
    for profile in product((0, 1), repeat=len(chances)):
        chance = 1.0
        for p, x in zip(chances, profile, strict=True):
            chance *= p if x else 1 - p
        found += chance * payoffs(game, profile)[1]
    return found

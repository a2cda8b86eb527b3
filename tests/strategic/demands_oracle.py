"""Demands by brute force: grids of announcements, payoffs by hand-written rules; nothing of the package is used.

A pie is a list of corners (u1, u2) from the second party's best to the first's.
"""

import math
from itertools import pairwise, product


def second(pie, x):
    """The most that the second party can get while the first gets `x`; None where nothing gives it."""
    if x > pie[-1][0] + 1e-12:
        return None
    if x <= pie[0][0]:
        return pie[0][1]
    for (x0, y0), (x1, y1) in pairwise(pie):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return pie[-1][1]


def fits(pie, x, y):
    """Whether the pie holds both demands."""
    top = second(pie, x)
    return top is not None and y <= top + 1e-12


def stretch(pie, x, y):
    """How many times as large the pie has to be to hold both demands, by halving."""
    low, high = 0.0, 1.0
    while not fits([(high * a, high * b) for a, b in pie], x, y):
        high *= 2
    for _ in range(100):
        middle = (low + high) / 2
        if fits([(middle * a, middle * b) for a, b in pie], x, y):
            high = middle
        else:
            low = middle
    return high


def points(pie, count):
    """Points of the frontier, dense and with all corners."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(pie):
        found += [(x0 + (x1 - x0) * k / count, y0 + (y1 - y0) * k / count) for k in range(count)]
    return [*found, pie[-1]]


def pure(first, second_, payoff):
    """All pairs of two lists of announcements from which nobody gains by another entry of its list."""
    table = {pair: payoff(*pair) for pair in product(first, second_)}
    tops = [
        {y: max(table[x, y][0] for x in first) for y in second_},
        {x: max(table[x, y][1] for y in second_) for x in first},
    ]
    return [(x, y) for (x, y), u in table.items() if u[0] >= tops[0][y] - 1e-10 and u[1] >= tops[1][x] - 1e-10]


def costly(frontier, z, cost, power=(1.0, 1.0)):
    """Payoffs when the parties bargain after announcing `z`, each giving up cost[i] more per unit below z[i].

    The point of `frontier`, a list of points, with the largest product of payoffs; impasse where it has none.
    """
    best, found = 0.0, (0.0, 0.0)
    for x in frontier:
        u = [x[i] - cost[i] * max(0.0, z[i] - x[i]) for i in range(2)]
        if min(u) > 0 and (product_ := u[0] ** power[0] * u[1] ** power[1]) > best:
            best, found = product_, tuple(u)
    return found


def uncertain(frontier, z, sticks, power=(1.0, 1.0)):
    """(payoffs, probability of impasse) when announcement z[i] sticks with probability sticks[i].

    Whoever is stuck takes nothing below its announcement; of what is left, the largest product; else impasse.
    """
    total, impasse = [0.0, 0.0], 0.0
    for stuck in product((False, True), repeat=2):
        chance = math.prod(s if held else 1 - s for s, held in zip(sticks, stuck, strict=True))
        left = [x for x in frontier if all(not stuck[i] or x[i] >= z[i] - 1e-12 for i in range(2))]
        if not left:
            impasse += chance
            continue
        x = max(left, key=lambda x: x[0] ** power[0] * x[1] ** power[1])
        total = [total[i] + chance * x[i] for i in range(2)]
    return tuple(total), impasse

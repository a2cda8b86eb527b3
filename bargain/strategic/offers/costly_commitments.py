"""Announced demands with a cost of backing down (Muthoo 1996): what announcing brings, and whether it is kept.

Both parties announce demands z at once. Then they bargain: the agreement x is the one with the largest product of
payoffs, each raised to its party's power a_i, where a party that gets less than it announced pays k_i for each unit:

    u_i = x_i − k_i·max(0, z_i − x_i)

and both get 0 without agreement. Take demands that just fit, at a point of the chain of slope −m. There they are met.
Were the first party to announce a little more, both would be backing down, at the exchange rate m·(1 + k_2)/(1 + k_1)
of payoffs, and the agreement would move its way if a_1·(1 + k_1)/z_1 > a_2·(1 + k_2)·m/z_2. For the second party it is
the other way round. So nobody gains by announcing more where the two are equal, which is where the product of z_i
raised to a_i·(1 + k_i) is largest: Nash's solution with the powers a_i·(1 + k_i). On the unit pie with equal powers

    z_1 = (1 + k_1)/(2 + k_1 + k_2)

Announcing less gives way; demands that do not fit cost both of them, and who announces less saves that cost and gives
nothing away; so no other agreement comes about in equilibrium. (Where it is a corner of the pie, it can stand against
announcements of more although one party, or both, announce less than they get.) Demands bind because each party knows
that the other would have to pay for giving more; nobody pays in the end. A party whose cost is 0 may announce anything.
"""

from __future__ import annotations

import math

import numpy as np

from bargain.strategic.offers.announcement import Announced, Terms, sure
from bargain.strategic.offers.chain import Array, Chain, Point

NOTHING = (0.0, 0.0)


def costly_commitments(terms: Terms, cost: Point) -> list[Announced]:
    """The equilibrium: demands that just fit, tested against many other announcements of each party."""
    chain, power = terms.chain, terms.power
    z = chain.nash((power[0] * (1.0 + cost[0]), power[1] * (1.0 + cost[1])))
    here = bargained(chain, z, cost, power)
    gain, tried = 0.0, max(25, min(150, 500_000 // len(chain.corners)))
    for i in (0, 1):
        for own in np.linspace(0.0, chain.best[i], tried + 1).tolist():
            gain = max(gain, bargained(chain, chain.point(i, own, z[1 - i]), cost, power)[i] - here[i])
    words = _in_words(terms, z, cost)
    if any(max(abs(x - z[0]), abs(y - z[1])) <= chain.tie for x, y in chain.corners[1:-1]):
        words = (*words, "The pie has a corner here, so lower announcements may lead to the same agreement.")
    return [Announced(sure(z), z, (1.0, 1.0), 0.0, gain, words, z)]


def bargained(chain: Chain, z: Point, cost: Point, power: Point) -> Point:
    """Payoffs u of the bargaining that follows announcements `z`; 0 for both where no agreement gives both more."""
    x = _with_bends(chain, z)
    u = x - np.array(cost) * np.maximum(0.0, np.array(z) - x)
    start, run = u[:-1], np.diff(u, axis=0)
    tried = u
    if len(u) > 1:  # the best point of each edge, as on the pie itself: see Chain.nash
        (a, b), total = power, power[0] + power[1]
        share = -(a * run[:, 0] * start[:, 1] + b * run[:, 1] * start[:, 0]) / (total * run[:, 0] * run[:, 1])
        tried = np.concatenate([u, start + np.clip(share, 0.0, 1.0)[:, None] * run])
    gainful = tried[(tried > 0).all(axis=1)]
    if not len(gainful):
        return NOTHING
    best = gainful[int(np.argmax(np.log(gainful) @ np.array(power)))]
    return float(best[0]), float(best[1])


def _with_bends(chain: Chain, z: Point) -> Array:
    """The chain's corners, and the points at which a party gets just what it announced: payoffs bend there."""
    inside = [(z[0], chain.most(1, z[0])), (chain.most(0, z[1]), z[1])]
    kept = [x for x in inside if all(map(math.isfinite, x)) and all(x[i] > chain.least[i] for i in (0, 1))]
    x = np.array([*chain.corners, *kept])
    x = x[np.lexsort((-x[:, 1], x[:, 0]))]
    fresh = np.append(True, (np.diff(x[:, 0]) > 0) & (np.diff(x[:, 1]) < 0))
    return np.asarray(x[fresh])


def _in_words(terms: Terms, z: Point, cost: Point) -> tuple[str, ...]:
    (one, other), (first, second) = terms.parties, map(terms.amount, z)
    told = [f"{one} announces {first} and {other} {second}; both announcements fit and are kept: nobody backs down."]
    for i, party in enumerate(terms.parties):
        if cost[i] == 0:
            told.append(f"For {party} backing down costs nothing: whatever it announces, the agreement is the same.")
            continue
        moved = f"{terms.amount(terms.nash[i])} without announcements, {terms.amount(z[i])} with them"
        told.append(f"{party}'s announcement binds, at a cost of {cost[i]:.6g} times what it gives up: {moved}.")
    return tuple(told)

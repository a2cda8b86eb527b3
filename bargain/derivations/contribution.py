"""Threshold contributions with one chance p for all n: v·C(n−1, k)·p^k·(1−p)^(n−1−k) = c, for k needed of the others.

See bargain/strategic/contribution.py for the game (Palfrey & Rosenthal 1984). The left side is largest at
p = k/(n − 1). Where one contribution is enough (k = 0), or all are needed (k = n − 1), p can be written down.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Closed forms in v (value), c (cost), n (players), k (others needed so that one is pivotal) and p (the chance).

    `pivotal`: probability of being pivotal; `advantage`: what contributing brings over not contributing, no refund;
    `peak`: the p at which a player is most likely pivotal; `one_is_enough`, `all_are_needed`: the equilibrium p for
    k = 0 and k = n − 1; `provision_by_one`: probability that somebody contributes in the first of these.

    >>> found = derive()
    >>> found["peak"], found["one_is_enough"], found["all_are_needed"]
    (k/(n - 1), 1 - (c/v)**(1/(n - 1)), (c/v)**(1/(n - 1)))
    >>> from bargain.derivations.registry import value
    >>> [round(value(found["provision_by_one"], {"c": 4, "v": 10, "n": n}), 6) for n in (2, 5, 20)]
    [0.84, 0.681892, 0.618833]
    """
    v, c, p = sp.symbols("v c p", positive=True)
    n, k = sp.symbols("n k", integer=True, positive=True)
    m = n - 1
    pivotal = sp.binomial(m, k) * p**k * (1 - p) ** (m - k)
    (peak,) = sp.solve(sp.diff(k * sp.log(p) + (m - k) * sp.log(1 - p), p), p)
    x = sp.Symbol("x", positive=True)  # the chance that the others all act alike: (1 − p)^m or p^m
    (alike,) = sp.solve(sp.Eq(v * x, c), x)
    root = alike ** (1 / m)
    return {
        "pivotal": pivotal,
        "advantage": v * pivotal - c,
        "peak": sp.simplify(peak),
        "one_is_enough": 1 - root,
        "all_are_needed": root,
        "provision_by_one": 1 - (1 - (1 - root)) ** n,
    }

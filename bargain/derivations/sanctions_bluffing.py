"""Sanctions threat, both costs private and uniform, some bluff: the target complies with q = (a + k) / (v_S + a).

Senders that would back down are indifferent at that q. So many of them threaten that, after a threat, the probability m
of imposing makes the target with the marginal cost indifferent (after Fearon 1994, in one round; see
bargain/strategic/sanctions_threat.py for the game).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Where bluffing breaks even, in the symbols low_T, high_T, low_S, high_S (costs), v_S, v_T (stakes), a, k and s.

    `compliance` and `imposition` (after a threat; the latter where the target stands firm), `resolved` (share of the
    sender's types that would impose), `threat` (probability), `bluffing` (share of the other types that threaten),
    `threshold` (the target's), `backing_down` (probability that it is seen), `sender` (expected payoff, points). It is
    one where resolved ≤ imposition ≤ 1.

    >>> found = derive()
    >>> found["compliance"]
    (a + k)/(a + v_S)
    >>> numbers = {"low_T": 0, "high_T": 30, "low_S": 0, "high_S": 20, "v_S": 15, "v_T": 10, "a": 5, "k": 1, "s": 0}
    >>> from bargain.derivations.registry import value
    >>> [value(found[name], numbers) for name in ("compliance", "threshold", "threat")]
    [0.3, 21.0, 0.525]
    """
    names = "low_T high_T low_S high_S v_S v_T a k s"
    low_T, high_T, low_S, high_S, v_S, v_T, a, k, s = sp.symbols(names, positive=True)
    c, q, m, p, b = sp.symbols("c q m p b", real=True)
    density = 1 / (high_S - low_S)
    (bound,) = sp.solve(sp.Eq(s * v_S - c, -a), c)  # where a sender is indifferent about the last move
    (compliance,) = sp.solve(q * v_S - (1 - q) * a - k, q)
    (threshold,) = sp.solve(sp.Eq((high_T - c) / (high_T - low_T), compliance), c)
    (imposition,) = sp.solve(sp.Eq(m * (s * v_T + threshold), v_T), m)
    resolved = sp.integrate(density, (c, low_S, bound))
    (threat,) = sp.solve(sp.Eq(resolved, imposition * p), p)  # Bayes' rule: who imposes, among those who threaten
    (bluffing,) = sp.solve(sp.Eq(resolved + b * (1 - resolved), threat), b)
    worth = compliance * v_S + (1 - compliance) * (s * v_S - c) - k
    found = {
        "compliance": compliance,
        "threshold": threshold,
        "imposition": imposition,
        "resolved": resolved,
        "threat": threat,
        "bluffing": bluffing,
        "backing_down": threat * (1 - compliance) * (1 - imposition),
        "sender": sp.integrate(worth * density, (c, low_S, bound)),
    }
    return {name: sp.simplify(expression) for name, expression in found.items()}

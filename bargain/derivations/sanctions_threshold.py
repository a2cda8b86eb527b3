"""Sanctions threat, the target's cost private and uniform on [low, high]: q = (high − (1 − s)·v_T) / (high − low).

The sender would impose: its net cost c_S − s·v_S is below the audience cost. A target stands firm while sanctions cost
it, s·v_T + c, less than compliance, v_T. So its threshold is (1 − s)·v_T, here held inside [low, high], and a threat
pays while the sender's cost is below `highest_cost` (after Eaton & Engers 1992, in one round; see
bargain/strategic/sanctions_threat.py for the game).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """What a threat brings about, in the symbols low, high (the target's costs), v_S, v_T (stakes), c_S, k and s.

    `threshold` (before it is held inside [low, high]), `compliance`, `imposition`, `backing_down` (probabilities after
    a threat), `sender`, `target` (expected payoffs, points, from threatening), `highest_cost` (the sender's cost at
    which a threat brings nothing).

    >>> found = derive()
    >>> found["threshold"], found["imposition"] + found["compliance"] + found["backing_down"]
    (-s*v_T + v_T, 1)
    >>> numbers = {"low": 2, "high": 22, "v_S": 20, "v_T": 10, "c_S": 6, "k": 0, "s": 0}
    >>> from bargain.derivations.registry import value
    >>> [round(value(found[name], numbers), 6) for name in ("compliance", "sender", "target", "highest_cost")]
    [0.6, 9.6, -8.4, 30.0]
    """
    low, high, v_S, v_T = sp.symbols("low high v_S v_T", positive=True)
    c_S, k, s, c, x = sp.symbols("c_S k s c x", real=True)
    density = 1 / (high - low)
    (threshold,) = sp.solve(sp.Eq(-v_T, -s * v_T - c), c)
    firm, comply = sp.integrate(density, (c, low, x)), sp.integrate(density, (c, x, high))
    worth = comply * v_S + firm * (s * v_S - c_S) - k
    (highest,) = sp.solve(worth, c_S)
    target = sp.integrate(-(s * v_T + c) * density, (c, low, x)) - comply * v_T
    inside = sp.Min(sp.Max(threshold, low), high)
    found = {"compliance": comply, "imposition": firm, "sender": worth, "target": target, "highest_cost": highest}
    held = {name: sp.simplify(expression).subs(x, inside) for name, expression in found.items()}
    held["imposition"] = 1 - held["compliance"]
    return {"threshold": sp.expand(threshold), **held, "backing_down": sp.Integer(0)}

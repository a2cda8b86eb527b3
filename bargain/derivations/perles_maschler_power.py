"""Perles–Maschler on the frontier u_2 = 1 − u_1^k, k ≥ 1: u_1 = 2^(−2 / (k + 1)).

From either end the integral of √(−du_1 du_2) is the same (Perles & Maschler 1981); along this frontier that is the
integral of √(k u^(k − 1)) du.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """u_1 in the symbol k.

    >>> derive()["u_1"]
    2**(-2/(k + 1))
    """
    u, v, k = sp.symbols("u v k", positive=True)
    slope = -sp.diff(1 - u**k, u)
    length = sp.simplify(sp.integrate(sp.powdenest(sp.sqrt(sp.simplify(slope)), force=True), (u, 0, v)))
    (half,) = sp.solve(length / length.subs(v, 1) - sp.Rational(1, 2), v)
    return {"u_1": sp.simplify(half)}

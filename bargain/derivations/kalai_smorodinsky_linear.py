"""Kalai–Smorodinsky on a straight frontier: each gets its outside option and half of what it could gain at most.

The frontier u_1 / A + u_2 / B = 1 above d (Kalai & Smorodinsky 1975). Nash's product peaks at the same point, and so do
all symmetric solutions that do not depend on scale: up to scale the set is its own mirror image.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """u_1, u_2, the ideals, and where Nash's product peaks, in the symbols A, B (ends of the frontier), d_1, d_2.

    >>> found = derive()
    >>> found["u_1"], found["u_2"]
    (A/2 - A*d_2/(2*B) + d_1/2, B/2 + d_2/2 - B*d_1/(2*A))
    >>> sp.simplify(found["u_1"] - found["nash_1"]), sp.simplify(found["u_2"] - found["nash_2"])
    (0, 0)
    """
    A, B = sp.symbols("A B", positive=True)
    d_1, d_2, t, x = sp.symbols("d_1 d_2 t x", real=True)
    ideal_1, ideal_2 = A * (1 - d_2 / B), B * (1 - d_1 / A)
    u_1, u_2 = d_1 + t * (ideal_1 - d_1), d_2 + t * (ideal_2 - d_2)
    (share,) = sp.solve(u_1 / A + u_2 / B - 1, t)
    height = B * (1 - x / A)
    (peak,) = sp.solve(sp.diff((x - d_1) * (height - d_2), x), x)
    found = {
        "u_1": u_1.subs(t, share), "u_2": u_2.subs(t, share), "ideal_1": ideal_1, "ideal_2": ideal_2,
        "nash_1": peak, "nash_2": height.subs(x, peak),
    }  # fmt: skip
    return {name: sp.expand(sp.simplify(e)) for name, e in found.items()}

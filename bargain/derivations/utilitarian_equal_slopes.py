"""Utilitarian on a pie with u_1 = x and u_2 = (1 − x)^ρ, 0 < ρ < 1: 1 − x = ρ^(1 / (1 − ρ)).

The sum is largest where a little more for one brings as much as it costs the other (Harsanyi 1955).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """rest, the second party's share 1 − x, in the symbol rho.

    >>> derive()["rest"]
    rho**(-1/(rho - 1))
    """
    rest, rho = sp.symbols("rest rho", positive=True)
    slope = sp.diff(1 - rest + rest**rho, rest)
    (found,) = sp.solve(slope, rest)
    return {"rest": sp.simplify(found)}

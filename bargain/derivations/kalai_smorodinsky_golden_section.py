"""A pie with u_1 = x and u_2 = √(1 − x): equal gains, and equal shares of the ideals, at the golden section.

Both ideals are 1, so Kalai–Smorodinsky and the egalitarian solution coincide where x = √(1 − x) (Roth 1979).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """x, the first party's share and what both get.

    >>> derive()
    {'x': -1/2 + sqrt(5)/2}
    """
    x = sp.symbols("x", positive=True)
    (found,) = sp.solve(x - sp.sqrt(1 - x), x)
    return {"x": found}

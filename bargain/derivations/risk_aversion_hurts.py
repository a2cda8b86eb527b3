"""Risk aversion hurts: on a pie with u_1 = x and u_2 = (1 − x)^ρ Nash gives x = 1 / (1 + ρ).

The more risk averse the second party (the smaller ρ), the more the first gets (Osborne & Rubinstein 1990, section
2.4.1; Roth 1979).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """x, the first party's share, and its slope in rho, which is below 0.

    >>> found = derive()
    >>> found["x"], found["slope"].is_negative
    (1/(rho + 1), True)
    """
    x, rho = sp.symbols("x rho", positive=True)
    level = sp.expand_log(sp.log(x) + rho * sp.log(1 - x))  # the logarithm of Nash's product
    (share,) = sp.solve(sp.diff(level, x), x)
    assert sp.simplify(sp.diff(level, x, 2).subs(x, share)).is_negative  # a peak
    return {"x": share, "slope": sp.diff(share, rho)}

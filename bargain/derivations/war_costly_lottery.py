"""War as a costly lottery: d = λ/(λ+r) · V − c/(λ+r).

War lasts an exponential time T with rate λ = 1/years. A party with discount rate r pays c points a year until T, and
then gets the expected payoff V of the endings (Fearon 1995, with an exponential duration). Discounted to now and
averaged over T, the integral has this closed form.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """d in the symbols lamda (rate of ending), r (discount rate), V (points at the end) and c (points a year).

    >>> derive()["d"]
    V*lamda/(lamda + r) - c/(lamda + r)
    """
    lamda, r, t, s = sp.symbols("lamda r t s", positive=True)
    V, c = sp.symbols("V c", real=True)
    paid = sp.integrate(c * sp.exp(-r * s), (s, 0, t))
    density = lamda * sp.exp(-lamda * t)
    mean = sp.integrate(sp.expand(density * (V * sp.exp(-r * t) - paid)), (t, 0, sp.oo))
    return {"d": sp.expand(sp.simplify(mean))}

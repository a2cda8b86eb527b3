"""Sanctions bite: a loss of c points a year that grows at the rate g is c / (λ + r − g) points today.

There is still no agreement at time t with probability exp(−λ·t), for the time without agreement is exponential with
rate λ = 1/years. Then the target loses c·exp(g·t) a year, less the share e that it avoids, if sanctions are imposed,
which has probability p; a point at t is worth exp(−r·t) points today. The sum over all t has a bound where
k = λ + r − g is above 0. Eaton & Engers 1992 discount the costs of sanctions to both sides in the same way.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """loss in the symbols p, e (no unit), c (points a year), lamda, r, g (per year); slope: its derivative in g.

    >>> found = derive()
    >>> found["loss"]
    c*p*(1 - e)/(-g + lamda + r)
    >>> found["slope"]
    c*p*(1 - e)/(-g + lamda + r)**2
    """
    lamda, r, k, t, end = sp.symbols("lamda r k t end", positive=True)
    g = sp.symbols("g", real=True)
    p, e, c = sp.symbols("p e c", real=True)
    none_yet = 1 - sp.integrate(lamda * sp.exp(-lamda * end), (end, 0, t))
    rate = p * (1 - e) * c * sp.exp((lamda + r - k) * t)  # points a year at t, with g = λ + r − k
    loss = sp.integrate(sp.powsimp(rate * sp.exp(-r * t) * none_yet), (t, 0, sp.oo))
    loss = p * (1 - e) * c * sp.simplify(loss / (p * (1 - e) * c)).subs(k, lamda + r - g)
    return {"loss": loss, "slope": sp.diff(loss, g)}

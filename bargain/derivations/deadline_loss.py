"""A deadline's loss: c points lost at t if there is no agreement yet are c·exp(−(λ + r)·t) points today.

The time without agreement is exponential with rate λ = 1/years and must last beyond t; a point then is worth exp(−r·t)
points today. So a later deadline weighs less, the more so the sooner an agreement is expected.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """loss in the symbols c (points), t (years), lamda and r (per year); slope: its derivative in t.

    >>> found = derive()
    >>> found["loss"]
    c*exp(-t*(lamda + r))
    >>> sp.simplify(found["slope"] / found["loss"])
    -lamda - r
    """
    lamda, r, t, end = sp.symbols("lamda r t end", positive=True)
    c = sp.symbols("c", real=True)
    beyond = sp.integrate(lamda * sp.exp(-lamda * end), (end, t, sp.oo))
    loss = c * sp.exp(sp.factor(sp.expand_log(sp.log(sp.exp(-r * t) * beyond))))
    return {"loss": loss, "slope": sp.diff(loss, t)}

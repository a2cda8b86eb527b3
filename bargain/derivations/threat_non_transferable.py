"""Nash's threats without side payments: at the price λ of the first payoff, (σ + δ) / (2·λ) and (σ − δ) / 2.

On an edge of the frontier, λ·u + v = σ, the Nash solution from the disagreement (d_1, d_2) depends on λ·d_1 − d_2
alone, and optimal threats give it the value δ of the zero-sum game λ·A − B. The line from the disagreement to the
agreement has the slope λ, as steep as the edge falls (Nash 1953).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """u, v in the symbols lamda, sigma, delta; slope: of the line from (d_1, d_2) with lamda·d_1 − d_2 = delta.

    >>> derive()
    {'u': (delta + sigma)/(2*lamda), 'v': -delta/2 + sigma/2, 'slope': lamda}
    """
    lamda = sp.symbols("lamda", positive=True)
    sigma, delta, u, d_1, d_2 = sp.symbols("sigma delta u d_1 d_2", real=True)
    (best,) = sp.solve(sp.diff((u - d_1) * (sigma - lamda * u - d_2), u), u)
    own = sp.factor(best.subs(d_2, lamda * d_1 - delta))
    other = sp.expand(sigma - lamda * own)
    slope = sp.simplify((other - (lamda * d_1 - delta)) / (own - d_1))
    return {"u": own, "v": other, "slope": slope}

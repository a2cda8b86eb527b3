"""Nash's threats with side payments: the parties get (σ + δ) / 2 and (σ − δ) / 2.

Over a sum σ that they can share, the Nash solution from the disagreement (d_1, d_2) is half of σ + d_1 − d_2 to the
first, and the rest to the second. So one wants c = d_1 − d_2 large, the other small, and optimal threats give c the
value δ of the zero-sum game of the matrix c = A − B. For two threats each and no saddle point, both mix so that the
other cannot move c (Nash 1953; von Neumann 1928).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """u, v in the symbols sigma, delta; delta, p, q (first threat's probability, row and column) in c_11 … c_22.

    >>> found = derive()
    >>> found["u"], found["v"]
    (delta/2 + sigma/2, -delta/2 + sigma/2)
    >>> found["delta"]
    (c_11*c_22 - c_12*c_21)/(c_11 - c_12 - c_21 + c_22)
    """
    sigma, delta, u, d_1, d_2, p, q = sp.symbols("sigma delta u d_1 d_2 p q", real=True)
    (share,) = sp.solve(sp.diff((u - d_1) * (sigma - u - d_2), u), u)
    own = sp.expand(share.subs(d_1, d_2 + delta))
    c = sp.Matrix(2, 2, sp.symbols("c_11 c_12 c_21 c_22", real=True))
    row, column = sp.Matrix([[p, 1 - p]]), sp.Matrix([q, 1 - q])
    (first,) = sp.solve((row * c)[0] - (row * c)[1], p)
    (second,) = sp.solve((c * column)[0] - (c * column)[1], q)
    value = sp.factor((row * c * column)[0].subs({p: first, q: second}))
    return {"u": own, "v": sp.expand(sigma - own), "delta": value, "p": first, "q": second}

"""Nash on a pie of size 1: x_i = d_i + α_i · (1 − Σ d), everyone its outside option and its power's share of the rest.

Three parties with powers α that sum to 1. On the pie the product of gains is largest where α_i / (x_i − d_i) is the
same for all, the price of pie (Muthoo 1999, ch. 2; Binmore 1987).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """x_1, x_2, x_3 in the symbols alpha_1 … alpha_3 (powers) and d_1 … d_3 (disagreement, in pies).

    >>> derive()["x_1"]
    -alpha_1*(d_1 + d_2 + d_3 - 1) + d_1
    """
    d = sp.symbols("d_1:4", real=True)
    alpha = sp.symbols("alpha_1:4", positive=True)
    price = sp.symbols("price", positive=True)
    shares = [d_i + a / price for a, d_i in zip(alpha, d, strict=True)]
    (found,) = sp.solve(sum(shares) - 1, price)
    found = sp.simplify(found.subs(alpha[2], 1 - alpha[0] - alpha[1]))
    return {f"x_{k}": sp.simplify(share.subs(price, found)) for k, share in enumerate(shares, start=1)}

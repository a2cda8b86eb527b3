"""Adjusted winner on two issues: the party ahead keeps 100 / (a + b) of its issue, and both end with 100 a / (a + b).

The first party gives a points to issue 1 and 100 − a to issue 2, the second b and 100 − b, with a > b. At first issue
1 goes to the first party, issue 2 to the second. The first is ahead when a > 100 − b, and hands over part of issue 1
until both have the same (Brams & Taylor 1996, ch. 4).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """share, what the first party keeps of issue 1, and points, what each ends with, in the symbols a and b.

    >>> derive()
    {'share': 100/(a + b), 'points': 100*a/(a + b)}
    """
    a, b = sp.symbols("a b", positive=True)
    share = sp.symbols("share", real=True)
    (kept,) = sp.solve(a * share - (100 - b + b * (1 - share)), share)
    return {"share": kept, "points": sp.simplify(a * kept)}

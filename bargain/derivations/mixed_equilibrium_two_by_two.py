"""Two strategies each: in the mixed equilibrium each party makes the other indifferent, whatever it gets itself.

The row party's probability p of its first strategy depends on the column party's payoffs b alone, and q on a alone
(von Neumann & Morgenstern 1944; Nash 1951). It is an equilibrium where both lie strictly between 0 and 1.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """p, q in the symbols b_11 … b_22 and a_11 … a_22; u, v: the payoffs of the row and the column party.

    >>> found = derive()
    >>> found["p"]
    (-b_21 + b_22)/(b_11 - b_12 - b_21 + b_22)
    >>> found["u"]
    (a_11*a_22 - a_12*a_21)/(a_11 - a_12 - a_21 + a_22)
    """
    a = sp.Matrix(2, 2, sp.symbols("a_11 a_12 a_21 a_22", real=True))
    b = sp.Matrix(2, 2, sp.symbols("b_11 b_12 b_21 b_22", real=True))
    p, q = sp.symbols("p q", real=True)
    row, column = sp.Matrix([[p, 1 - p]]), sp.Matrix([q, 1 - q])
    (first,) = sp.solve((row * b)[0] - (row * b)[1], p)
    (second,) = sp.solve((a * column)[0] - (a * column)[1], q)
    mixed = {p: first, q: second}
    payoffs = [sp.factor((row * table * column)[0].subs(mixed)) for table in (a, b)]
    return {"p": first, "q": second, "u": payoffs[0], "v": payoffs[1]}

"""Equal area under the frontier u_2 = 1 − u_1²: u_1 is the root of u³ + 3u = 2.

The line from disagreement (0, 0) to the solution halves the area of 2/3 under the frontier (Anbarci & Bigelow 1994).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """u_1, and the equation of which it is the one real root, in the symbol u.

    >>> found = derive()
    >>> found["equation"]
    u**3 + 3*u - 2
    >>> found["u_1"].evalf(6)
    0.596072
    """
    u, x = sp.symbols("u x", real=True)
    whole = sp.integrate(1 - x**2, (x, 0, 1))
    left = sp.integrate(1 - x**2, (x, 0, u)) - u * (1 - u**2) / 2  # above the line, left of the solution
    equation = sp.expand(6 * (left - whole / 2))
    (root,) = sp.real_roots(equation)
    return {"u_1": root, "equation": equation}

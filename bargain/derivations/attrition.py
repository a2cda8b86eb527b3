"""War of attrition: hazards that make the other indifferent, and the time a type waits where types are alike.

Both known: h_j = c_i/V_i; with parties that may be committed, the one that would need longer concedes at once often
enough for both to have conceded by the same moment. Private and symmetric: t(v) = ∫ y·f(y)/(1 − F(y))·dy/c (see
bargain/strategic/attrition.py for the game; Maynard Smith 1974, Kornhauser, Rubinstein & Wilson 1989).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """In the symbols V_1, V_2 (values), c_1, c_2 (costs), a (the first concedes at once), r (discount rate), e_1, e_2.

    Complete information: `hazard_1`, `hazard_2`, `duration` (expected), `first` (the first party concedes first),
    `loss_1`, `payoff_2`. `last`, `at_once`: where both may be committed (chances e_1, e_2) and the second would need
    longer. Symmetric and private, cost c: `uniform_values` (uniform on [low, high], type v), `exponential_values` (of
    mean m), `uniform_costs` (uniform on [low, high], type c, value V): the time that the type waits.

    >>> found = derive()
    >>> found["hazard_1"], found["duration"]
    (c_2/V_2, V_1*V_2*(1 - a)/(V_1*c_2 + V_2*c_1))
    >>> found["exponential_values"]
    v**2/(2*c*m)
    """
    V_1, V_2, c_1, c_2, r, t, v, c, y, m, V = sp.symbols("V_1 V_2 c_1 c_2 r t v c y m V", positive=True)
    e_1, e_2, low, high = sp.symbols("e_1 e_2 low high", positive=True)
    a = sp.Symbol("a", nonnegative=True)
    h, h_1, h_2 = sp.symbols("h h_1 h_2", positive=True)
    (hazard_1,), (hazard_2,) = sp.solve(h * V_2 - c_2, h), sp.solve(h * V_1 - c_1, h)
    still = (1 - a) * sp.exp(-(h_1 + h_2) * t)  # nobody has conceded by t
    total = {h_1: hazard_1, h_2: hazard_2}
    duration = sp.integrate(still, (t, 0, sp.oo)).subs(total)
    first = (a + sp.integrate(still * h_1, (t, 0, sp.oo))).subs(total)
    loss = sp.integrate(still * c_1 * sp.exp(-r * t), (t, 0, sp.oo)).subs(total)
    (last,) = sp.solve(sp.exp(-h * t) - e_1, t)
    (atom,) = sp.solve((1 - a) * sp.exp(-h_2 * last.subs(h, h_1)) - e_2, a)

    def pace(survival: sp.Expr) -> sp.Expr:
        """y·f/(1 − F): the time that a type more takes."""
        return sp.simplify(y * -sp.diff(survival, y) / survival)

    w = sp.Symbol("w", positive=True)  # high − y: so that logarithms are of what is positive
    uniform = sp.simplify(pace((high - y) / (high - low)).subs(y, high - w))
    values = sp.integrate(sp.expand(uniform), (w, high - v, high - low)) / c
    exponential = sp.integrate(pace(sp.exp(-y / m)), (y, 0, v)) / c
    # the type of cost c faces rivals of cost y > c conceding before: V·f/F = c·dt/dy
    costs = sp.integrate(sp.simplify(V / y * sp.diff(y - low, y) / (y - low)), (y, c, high))
    return {
        "hazard_1": hazard_1,
        "hazard_2": hazard_2,
        "duration": sp.simplify(duration),
        "first": sp.simplify(first),
        "loss_1": sp.simplify(loss),
        "payoff_2": a * V_2,
        "last": last.subs(h, hazard_1),
        "at_once": sp.simplify(atom.subs(total)),
        "uniform_values": sp.simplify(values),
        "exponential_values": sp.simplify(exponential),
        "uniform_costs": sp.simplify(costs),
    }

"""Ratification: the setter's proposal, and what a tight ratifier does for two leaders who share a unit pie.

A setter goes to where the ratifier is just indifferent (Romer & Rosenthal 1978); with an ideal point that is uniform on
[low, high], to `high` whatever the status quo. Two leaders: a minimum m that binds is what its leader gets; beyond, the
first-order conditions with a minimum that is uniform (see bargain/strategic/ratification.py for the game).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """In the symbols q (status quo), r (ideal point), low, high; m (first's minimum), alpha (its power), d_1, d_2.

    `proposal` (for r beyond q), `uncertain_proposal` and its `failure`; all for a setter farther out than they are.
    `nash`: the first leader's share without a ratifier. `offers`, `offers_bound`: with alternating offers, where m does
    not bind, and where it does. `uncertain_nash`: with the first leader's minimum uniform on [low, high], equal powers,
    as long as it is below `high`. `uncertain_first`: one offer by the first, the second's minimum uniform.

    >>> found = derive()
    >>> found["proposal"], found["uncertain_proposal"]
    (-q + 2*r, high)
    >>> from bargain.derivations.registry import value
    >>> round(value(found["offers_bound"], {"d_2": 0.8, "m": 0.7}), 6)
    0.76
    """
    q, r, low, high, x, u, y, m, alpha = sp.symbols("q r low high x u y m alpha", positive=True)
    d_1, d_2 = sp.symbols("d_1 d_2", positive=True)
    (proposal,) = (root for root in sp.solve((x - r) ** 2 - (q - r) ** 2, x) if root != q)
    approval = sp.integrate(1 / (high - low), (r, (x + q) / 2, high))
    (uncertain,) = sp.solve(sp.diff((x - q) * approval, x), x)
    log_product = alpha * sp.log(u) + (1 - alpha) * sp.log(1 - u)
    (nash,) = sp.solve(sp.diff(log_product, u), u)
    offers = sp.solve([sp.Eq(1 - u, d_2 * (1 - y)), sp.Eq(y, d_1 * u)], [u, y])
    (bound,) = sp.solve(sp.Eq(1 - u, d_2 * (1 - m)), u)
    passes = sp.integrate(1 / (high - low), (x, low, u))
    slope = sp.numer(sp.together(sp.diff(sp.log(passes) + log_product.subs(alpha, sp.Rational(1, 2)), u)))
    roots = sp.solve(slope, u)
    at = {low: sp.Rational(2, 5), high: sp.Rational(4, 5)}
    (inside,) = (root for root in roots if at[low] < root.subs(at) < 1)
    other = sp.integrate(1 / (high - low), (x, low, 1 - u))
    (first,) = sp.solve(sp.diff(u * other, u), u)
    return {
        "proposal": proposal,
        "uncertain_proposal": uncertain,
        "failure": sp.factor(1 - approval.subs(x, uncertain)),
        "nash": nash,
        "offers": sp.factor(offers[u]),
        "offers_bound": sp.expand(bound),
        "uncertain_nash": inside,
        "uncertain_first": first,
    }

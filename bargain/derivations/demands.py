"""Announced demands on the unit pie: with a cost of backing down, smoothed, and where they may stick.

Costly backing down (Muthoo 1996): with both giving up something of what they announced, the agreement x has the largest
product of x_i − k_i·(z_i − x_i); demands are an equilibrium where just at x = z nobody moves it by announcing more.
Smoothed (Nash 1953): an overshoot s is met with probability exp(−s²/w²). Sticking (after Crawford 1982): announcements
stick with probabilities s_1, s_2. See bargain/strategic/demands.py for the games.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Demands and payoffs, in the symbols k_1, k_2 (costs of a unit given up), w (width), s_1, s_2 (sticking).

    `z_1`: the first party's demand where backing down costs; `demand`, `met`: both parties' demand in the smoothed game
    and the probability that it is met; `demand_limit`: as w goes to 0. `u_1`: the first party's payoff where both
    announce all and may be stuck; `least_firm`, `most_firm`: the first party's least and largest announcement of at
    least 1/2 that the second's just fits in equilibrium.

    >>> found = derive()
    >>> found["z_1"], found["demand_limit"]
    ((k_1 + 1)/(k_1 + k_2 + 2), 1/2)
    >>> sp.factor(found["u_1"])
    -(s_1 + 1)*(s_2 - 1)/2
    """
    k_1, k_2, w = sp.symbols("k_1 k_2 w", positive=True)
    s_1, s_2 = sp.symbols("s_1 s_2", positive=True)
    demand, met, limit = _smoothed(w)
    all_alone, half = sp.Integer(1), sp.Rational(1, 2)
    u_1 = s_1 * (1 - s_2) * all_alone + (1 - s_1) * (1 - s_2) * half  # stuck alone it gets all, stuck together nothing
    a = sp.symbols("a", positive=True)
    # Against 1 − a, announcing all instead of a gains 1 − a where it sticks alone, and loses a where both stick.
    (least,) = sp.solve((1 - s_2) * (1 - a) - s_2 * a, a)
    # The second, with 1 − a ≤ 1/2: all instead gains 1/2 where it sticks alone, and loses 1 − a where both stick.
    (most,) = sp.solve((1 - s_1) * half - s_1 * (1 - a), a)
    return {
        "z_1": _costly(k_1, k_2),
        "demand": demand,
        "met": met,
        "demand_limit": limit,
        "u_1": u_1,
        "least_firm": least,
        "most_firm": most,
    }


def _costly(k_1: sp.Symbol, k_2: sp.Symbol) -> sp.Expr:
    """The demand at which the agreement stays where it is although both would be backing down."""
    x, z_1, z_2 = sp.symbols("x z_1 z_2", positive=True)
    product = (x - k_1 * (z_1 - x)) * (1 - x - k_2 * (z_2 - 1 + x))
    moves = sp.diff(product, x).subs({x: z_1, z_2: 1 - z_1})
    (found,) = sp.solve(moves, z_1)
    return sp.simplify(found)


def _smoothed(w: sp.Symbol) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    """Each party's best reply to the same demand, x·exp(−(x + other − 1)²/w²) being largest."""
    x, other = sp.symbols("x other", positive=True)
    payoff = x * sp.exp(-((x + other - 1) ** 2) / w**2)
    slope = sp.simplify((sp.diff(payoff, x) / payoff * x).subs(other, x))
    found = [y for y in sp.solve(slope, x) if (y - sp.Rational(1, 2)).subs(w, 1) > 0]  # an overshoot, not a gap
    (demand,) = found
    return demand, sp.exp(-((2 * demand - 1) ** 2) / w**2), sp.limit(demand, w, 0, "+")

"""Alternating offers on the unit pie: each responder is offered just what waiting for its own turn is worth.

With a payoff a period later worth β of it, and k on the way there (an inside option, breakdown), proposer payoffs solve
V_1 = 1 − (k_2 + β_2·V_2), V_2 = 1 − (k_1 + β_1·V_1) (Rubinstein 1982; Binmore, Rubinstein & Wolinsky 1986); see
bargain/strategic/alternating_offers.py for the game.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """What the parties get, in the symbols beta_1, beta_2 (worth of the next period), k_1, k_2 and w_1, w_2 (outside).

    `x_1`, `y_1`: the first party's share when the first, and when the second proposes, no outside option binding;
    `x_1_bound_2`: x_1 where the second's outside option binds, `x_1_bound_1` where the first's does.
    `x_1_T`: x_1 with T periods and k = 0, T an even number. `limit`: of x_1 with k = 0 as the time between offers goes
    to 0 at the rates r_1, r_2. `limit_breakdown`: the same where breakdown alone ends the game, at payoffs b_1, b_2.

    >>> found = derive()
    >>> found["x_1"]
    (-beta_2*k_1 + beta_2 + k_2 - 1)/(beta_1*beta_2 - 1)
    >>> found["limit"], found["limit_breakdown"]
    (r_2/(r_1 + r_2), b_1/2 - b_2/2 + 1/2)
    """
    beta_1, beta_2 = sp.symbols("beta_1 beta_2", positive=True)
    k_1, k_2, w_1, w_2, b_1, b_2 = sp.symbols("k_1 k_2 w_1 w_2 b_1 b_2", real=True)
    V_1, V_2 = sp.symbols("V_1 V_2", real=True)
    asks_1, asks_2 = k_1 + beta_1 * V_1, k_2 + beta_2 * V_2
    shared = sp.solve([V_1 - 1 + asks_2, V_2 - 1 + asks_1], [V_1, V_2], dict=True)[0]
    x_1 = sp.simplify(shared[V_1])
    bound_1 = sp.simplify(1 - asks_2.subs(V_2, 1 - w_1))

    r_1, r_2, period, q = sp.symbols("r_1 r_2 period q", positive=True)
    patient = {k_1: 0, k_2: 0, beta_1: sp.exp(-r_1 * period), beta_2: sp.exp(-r_2 * period)}
    limit = sp.limit(x_1.subs(patient), period, 0, "+")
    breaking = {beta_1: 1 - q, beta_2: 1 - q, k_1: q * b_1, k_2: q * b_2}
    limit_breakdown = sp.limit(sp.simplify(x_1.subs(breaking)), q, 0, "+")
    return {
        "x_1": x_1,
        "y_1": sp.simplify(1 - shared[V_2]),
        "x_1_bound_2": 1 - w_2,
        "x_1_bound_1": bound_1,
        "x_1_T": _finite(beta_1, beta_2),
        "limit": sp.simplify(limit),
        "limit_breakdown": sp.expand(limit_breakdown),
    }


def _finite(beta_1: sp.Symbol, beta_2: sp.Symbol) -> sp.Expr:
    """The first party's share with T = 2n periods, by the recursion over pairs of periods from the last one back."""
    n, T = sp.symbols("n T", integer=True, nonnegative=True)
    share = sp.Function("share")
    step = 1 - beta_2 * (1 - beta_1 * share(n))  # offer, counter-offer, and again
    found = sp.rsolve(sp.Eq(share(n + 1), step), share(n), {share(0): 0})
    return sp.simplify(found.subs(n, T / 2))

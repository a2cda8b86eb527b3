"""The crisis: the range of shares, the Nash split, and the best demands against a type that is uniform on [a, b].

Utilities are linear where not said otherwise, the first party demands, and the second has the secret: its cost θ of
war, or (names with `strength`) the first's chance θ of winning. `demand`: max(p + a, p + (b − c_1) / 2), found from
V(x) = x·P(θ ≥ t) + E[war; θ < t] with the type t that the demand leaves indifferent (Fearon 1995; the game stands in
bargain/strategic/crisis.py). Two demands: after a refusal war at once with chance q, else a second demand, discounted
by d_1 and d_2; solved backward, the thresholds inside [a, b].
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Closed forms in p (chance of the first party), c_1, c_2 (costs), a, b, q, d_1 and d_2.

    `low`, `high`: the range; `low_sqrt`, `high_sqrt`: with square roots for utilities; `surplus`, `nash_split`.
    `demand`, `war`, `payoff`: against a private cost. `demand_strength`, `war_strength`, `payoff_strength`: against a
    private chance. `first_threshold`, `second_threshold`, `two_payoff`: of two demands against a private cost.

    >>> found = derive()
    >>> found["low"], found["high"], found["nash_split"]
    (-c_1 + p, c_2 + p, -c_1/2 + c_2/2 + p)
    >>> found["demand"]
    Max(a + p, b/2 - c_1/2 + p)
    >>> from bargain.derivations.registry import value
    >>> numbers = {"p": 0.5, "c_1": 0.2, "a": 0, "b": 0.4}
    >>> [round(value(found[name], numbers), 6) for name in ("demand", "war", "payoff")]
    [0.6, 0.25, 0.525]
    """
    p, c_1, c_2, a, b = sp.symbols("p c_1 c_2 a b", positive=True)
    w = sp.Symbol("w", positive=True)
    x, s, theta, t = sp.symbols("x s theta t", real=True)
    first, second = p - c_1, 1 - p - c_2
    (low,), (high,) = sp.solve(x - first, x), sp.solve(1 - x - second, x)
    (square,) = sp.solve(sp.sqrt(s) - w, s)
    (split,) = sp.solve(sp.diff((x - first) * (1 - x - second), x), x)
    density = 1 / (b - a)

    # a private cost: the type that is indifferent about x
    (type_,) = sp.solve(1 - x - (1 - p - t), t)
    value = x * sp.integrate(density, (theta, type_, b)) + sp.integrate(first * density, (theta, a, type_))
    (peak,) = sp.solve(sp.diff(value, x), x)
    demand = sp.Max(sp.expand(p + a), sp.expand(peak))
    war = sp.integrate(density, (theta, a, type_))

    # a private chance of winning
    (chance,) = sp.solve(1 - x - (1 - t - c_2), t)
    strong = x * sp.integrate(density, (theta, chance, b)) + sp.integrate((theta - c_1) * density, (theta, a, chance))
    (crest,) = sp.solve(sp.diff(strong, x), x)
    demand_strength = sp.Max(sp.expand(a + c_2), sp.expand(crest))
    return {
        "low": low,
        "high": high,
        "low_sqrt": square.subs(w, first),
        "high_sqrt": 1 - square.subs(w, second),
        "surplus": sp.expand(high - low),
        "nash_split": sp.expand(split),
        "demand": demand,
        "war": sp.simplify(war).subs(x, demand),
        "payoff": sp.simplify(value).subs(x, demand),
        "demand_strength": demand_strength,
        "war_strength": sp.simplify(sp.integrate(density, (theta, a, chance))).subs(x, demand_strength),
        "payoff_strength": sp.simplify(strong).subs(x, demand_strength),
        **_two_demands(p, c_1, a, b),
    }


def _two_demands(p: sp.Symbol, c_1: sp.Symbol, a: sp.Symbol, b: sp.Symbol) -> dict[str, sp.Expr]:
    """Two demands, backward: the second against costs in [a, t_1], then the first threshold t_1."""
    q, d_1, d_2 = sp.symbols("q d_1 d_2", positive=True)
    t_1, t_2 = sp.symbols("t_1 t_2", real=True)
    density, war = 1 / (b - a), p - c_1
    later = ((p + t_2) * (t_1 - t_2) + war * (t_2 - a)) * density
    (second,) = sp.solve(sp.diff(later, t_2), t_2)
    left = q * (1 - p - t_1) + (1 - q) * d_2 * (1 - p - second)
    refused = q * war * (t_1 - a) * density + (1 - q) * d_1 * later.subs(t_2, second)
    whole = (1 - left) * (b - t_1) * density + refused
    (first,) = sp.solve(sp.diff(whole, t_1), t_1)
    return {
        "first_threshold": sp.simplify(first),
        "second_threshold": sp.simplify(second.subs(t_1, first)),
        "two_payoff": whole.subs(t_1, first),
    }

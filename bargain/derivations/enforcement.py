"""Enforcement: what keeps a party to a peace, from the value of keeping it and of one violation.

A look in every period and fighting for ever after an alarm: solved for the discount factor, the force and the chance of
detection. A look every k periods without false alarms: solved for k. Without monitoring errors and force the discount
factor is (T − R)/(T − P) (Friedman 1971; see bargain/strategic/enforcement.py for the game).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """In the symbols T, R, P (points a period), delta, q, f (detection, false alarm), g (the other's), F (force).

    `peace`: points a period on average. `margin`: keeping over violating, points for each period of violating.
    `critical_discount`, `smallest_force`, `critical_detection`: where the margin is 0. `longest_gap`: periods from one
    look to the next at which it is, without false alarms (not yet rounded down).

    >>> found = derive()
    >>> grim = {"q": 1, "f": 0, "g": 0, "F": 0}
    >>> form = found["critical_discount"]
    >>> sp.simplify(form.subs({symbol: grim.get(symbol.name, symbol) for symbol in form.free_symbols}))
    (R - T)/(P - T)
    >>> from bargain.derivations.registry import value
    >>> value(found["longest_gap"], {"T": 5, "R": 3, "P": 1, "q": 1, "F": 0, "delta": 0.9}).__round__(4)
    6.5788
    """
    T, R, P, F = sp.symbols("T R P F", real=True)
    delta, q, f, g, D = sp.symbols("delta q f g D", positive=True)
    V, W, A = sp.symbols("V W A", real=True)
    (fight,) = sp.solve(sp.Eq(W, P + delta * W), W)

    def from_now_on(points: sp.Expr, found: sp.Expr) -> sp.Expr:
        """One period of `points`, then the look, which blames the party with chance `found`."""
        alarm = 1 - (1 - found) * (1 - g)
        return points - found * F + delta * ((1 - alarm) * V + alarm * fight)

    (kept,) = sp.solve(sp.Eq(V, from_now_on(R, f)), V)
    margin = sp.factor(kept - from_now_on(T, q).subs(V, kept))
    solved = {name: sp.solve(margin, x) for name, x in (("discount", delta), ("force", F), ("detection", q))}
    (stretch,) = sp.solve(sp.Eq(A, 1 + delta * A - D), A)  # 1 + … + δ^(k−1), with D = δ^k
    patient = kept.subs({f: 0, g: 0})
    violated = T * stretch - q * F * D / delta + D * ((1 - q) * patient + q * fight)
    (last,) = sp.solve(sp.Eq(patient, violated), D)
    return {
        "peace": sp.factor(kept * (1 - delta)),
        "margin": margin,
        "critical_discount": sp.factor(solved["discount"][0]),
        "smallest_force": sp.factor(solved["force"][0]),
        "critical_detection": sp.factor(solved["detection"][0]),
        "longest_gap": sp.log(sp.factor(last)) / sp.log(delta),
    }

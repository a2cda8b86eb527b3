"""A truce in which one party alone can rearm: q* = (δ·(w + g) − σ·s − (1 − σ)·δ·w) / (δ·(w + g) − w + f + P).

In its last period that party keeps the truce or rearms (see bargain/strategic/ceasefire.py for the game). w is what
war is worth to it, s the settlement, σ the chance that talks succeed in a period which both keep, g what a period of
rearming adds to its chance to win (the pie is 1), q the chance that it is proven, f and P the force and the penalty
that follow, δ the discount of a period. Over T periods, what keeping to the end and rearming to the end are worth.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Closed forms in the symbols w, s, sigma, g, q, f, P, delta and T (periods).

    `critical_monitoring`: the q at which keeping and rearming are worth the same in the last period; `critical_talks`:
    the sigma at which they are when nothing is ever proven; `kept`, `rearmed`: the party's payoff when both keep the
    truce for T periods, and when it rearms in all of them; `settled`: probability of settlement when both keep it.

    >>> found = derive()
    >>> found["critical_monitoring"]
    (delta*g + delta*sigma*w - s*sigma)/(P + delta*g + delta*w + f - w)
    >>> found["settled"]
    1 - (1 - sigma)**T
    >>> numbers = {"w": 0.3, "s": 0.5, "sigma": 0.2, "g": 0.06, "f": 0, "P": 0.1, "delta": 1, "T": 6, "q": 0.125}
    >>> from bargain.derivations.registry import value
    >>> [round(value(found[name], numbers), 6) for name in ("critical_monitoring", "kept", "rearmed")]
    [0.125, 0.447571, 0.476385]
    """
    w, s, g, f, P, q = sp.symbols("w s g f P q", real=True)
    sigma, delta = sp.symbols("sigma delta", positive=True)
    T = sp.Symbol("T", integer=True, positive=True)
    k = sp.Symbol("k", integer=True, nonnegative=True)
    keep = sigma * s + (1 - sigma) * delta * w
    rearm = q * (w - f - P) + (1 - q) * delta * (w + g)
    (critical,) = sp.solve(sp.Eq(keep, rearm), q)
    (talks,) = sp.solve(sp.Eq(keep, rearm.subs(q, 0)), sigma)
    # both keep: settled in period k + 1, after k that came to nothing; or war after T
    kept = _sum(sigma * s, 0, delta * (1 - sigma), k, T) + (delta * (1 - sigma)) ** T * w
    # proven in period k + 1, after k levels that were not; or war after T levels
    on = delta * (1 - q)
    rearmed = _sum(q * (w - f - P), q * g, on, k, T) + on**T * (w + T * g)
    return {
        "critical_monitoring": critical,
        "critical_talks": talks,
        "kept": kept,
        "rearmed": rearmed,
        "settled": sp.simplify(_sum(sigma, 0, 1 - sigma, k, T)),
    }


def _sum(level: sp.Expr, slope: sp.Expr | int, ratio: sp.Expr, k: sp.Symbol, T: sp.Symbol) -> sp.Expr:
    """Σ_{k=0}^{T−1} (level + slope·k)·ratio^k for a ratio other than 1."""
    r = sp.Symbol("r", positive=True)
    whole = sp.summation(r**k, (k, 0, T - 1))
    geometric = whole.args[-1][0] if isinstance(whole, sp.Piecewise) else whole  # the branch for r ≠ 1
    return sp.expand(level) * geometric.subs(r, ratio) + slope * (r * sp.diff(geometric, r)).subs(r, ratio)

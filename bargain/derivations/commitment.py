"""Shifting power: war when δ·M_2(t + 1) − M_2(t) > B − [M_1(t) + M_2(t)], the power that is critical, and the cures.

The flow is 1. The first party's chance of winning falls from p to p_next, for ever; war leaves 1 − d of it (Fearon
1995, Powell 2006; the game stands in bargain/strategic/commitment.py). The sums over all periods are done by sympy.
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Closed forms in p, p_next, d (destroyed) and delta.

    `lhs`, `rhs` of the inequality, `margin` their difference; `critical_power`: p_next at which the margin is 0;
    `critical_shift`: the share of p − p_next that is just borne; `transfer`: over and above today's flow; `penalty`: of
    the second party for a later war; `guarantee`: the share of the first in all later periods; `peace_low` and
    `peace_high`: the ends of the first party's payoffs where there is no war.

    >>> found = derive()
    >>> from bargain.derivations.registry import value
    >>> numbers = {"p": 0.8, "p_next": 0.3, "d": 0.2, "delta": 0.9}
    >>> [round(value(found[name], numbers), 6) for name in ("lhs", "rhs", "margin", "critical_power")]
    [3.44, 2.0, 1.44, 0.5]
    """
    p, p_next, d, delta = sp.symbols("p p_next d delta", positive=True)
    x, k = sp.symbols("x k", real=True)
    t = sp.symbols("t", integer=True, nonnegative=True)
    total = sp.summation(delta**t, (t, 0, sp.oo)).args[0][0]  # the branch on which the sum converges
    later = sp.simplify(delta * total)

    def war(chance: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        return chance * (1 - d) * total, (1 - chance) * (1 - d) * total

    (m_1, m_2), (n_1, n_2) = war(p), war(p_next)
    best = 1 + later - delta * n_2  # the whole flow today, and from tomorrow what the second does not fight for
    margin = m_1 - best
    lhs, rhs = delta * n_2 - m_2, total - (m_1 + m_2)
    (critical,) = sp.solve(margin, p_next)
    (share,) = sp.solve(margin.subs(p_next, p + x * (p_next - p)), x)
    (penalty,) = sp.solve(margin - delta * k, k)
    (floor,) = sp.solve(1 + later * x - m_1, x)
    return {
        "lhs": sp.simplify(lhs),
        "rhs": sp.simplify(rhs),
        "margin": sp.simplify(margin),
        "critical_power": sp.simplify(critical),
        "critical_shift": sp.simplify(share),
        "transfer": sp.simplify(margin),
        "penalty": sp.simplify(penalty),
        "guarantee": sp.simplify(floor),
        "peace_low": sp.Max(sp.simplify(m_1), sp.simplify(delta * n_1)),
        "peace_high": sp.Min(sp.simplify(total - m_2), sp.simplify(best)),
    }

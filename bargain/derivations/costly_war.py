"""A war fought to the finish, a random walk of the front, and the last offer to an opponent that is weak or strong.

The front moves up with chance p and down with chance 1 − p, from f, until it is at 0 or N (gambler's ruin). With p not
1/2 the first party reaches N with probability (1 − r^f) / (1 − r^N), r = (1 − p) / p. A weak type of the second party,
of probability w, loses a battle with chance p_w, a strong one with chance p_s; refusing the last offer means fighting
to the finish, at c_1 and c_2 a battle. The first party buys both types at the strong one's price, or the weak one only
(the game stands in bargain/strategic/costly_war.py).
"""

import sympy as sp


def derive() -> dict[str, sp.Expr]:
    """Closed forms in p, f, N, and p_w, p_s, w, c_1, c_2.

    `victory`: the probability that the second party is the one to collapse; `battles`: their expected number; `equal`:
    the same at p = 1/2. `offer_both`, `offer_weak`: the offers; `both`, `weak`: the first party's payoffs; `critical`:
    the probability w above which it takes the risk.

    >>> found = derive()
    >>> from bargain.derivations.registry import value
    >>> round(value(found["victory"], {"p": 0.6, "f": 1, "N": 2}), 6)
    0.6
    >>> found["equal"]
    N*f - f**2
    >>> numbers = {"p_w": 0.7, "p_s": 0.4, "f": 1, "N": 2, "c_1": 0.05, "c_2": 0.05}
    >>> [round(value(found[name], numbers), 6) for name in ("offer_both", "offer_weak", "critical")]
    [0.55, 0.25, 0.25]
    """
    p, f, N = sp.symbols("p f N", positive=True)
    up, down, x, a, b = sp.symbols("up down x a b")
    root = sp.simplify(next(r for r in sp.solve(p * x**2 - x + (1 - p), x) if r != 1))  # besides 1

    def walk(particular: sp.Expr, top: sp.Expr) -> sp.Expr:
        """a + b·root^f + particular, 0 at f = 0 and `top` at f = N."""
        general = a + b * root**f + particular
        ends = [general.subs(f, 0), general.subs(f, N) - top]
        return sp.simplify(general.subs(sp.solve(ends, (a, b), dict=True)[0]))

    victory = walk(sp.Integer(0), sp.Integer(1))
    # X(f) = 1 + p·X(f + 1) + (1 − p)·X(f − 1): a line solves it, and at p = 1/2 a parabola
    (slope,) = sp.solve(sp.expand(p * up * (f + 1) + (1 - p) * up * (f - 1) + 1 - up * f), up)
    battles = walk(slope * f, sp.Integer(0))
    (bend,) = sp.solve(sp.expand(down * ((f + 1) ** 2 + (f - 1) ** 2) / 2 + 1 - down * f**2), down)
    (line,) = sp.solve(bend * N**2 + x * N, x)
    return {
        "victory": victory,
        "battles": battles,
        "equal": sp.expand(bend * f**2 + line * f),
        **_last_offer(p, victory, battles),
    }


def _last_offer(p: sp.Symbol, victory: sp.Expr, battles: sp.Expr) -> dict[str, sp.Expr]:
    """The last offer to a weak or a strong type."""
    p_w, p_s, w, c_1, c_2 = sp.symbols("p_w p_s w c_1 c_2", positive=True)
    weak_price, strong_price, strong_war = sp.symbols("weak_price strong_price strong_war")
    both, weak = 1 - strong_price, w * (1 - weak_price) + (1 - w) * strong_war
    (critical,) = sp.solve(both - weak, w)
    won, fought = ({q: form.subs(p, q) for q in (p_w, p_s)} for form in (victory, battles))
    refused = {
        weak_price: 1 - won[p_w] - c_2 * fought[p_w],
        strong_price: 1 - won[p_s] - c_2 * fought[p_s],
        strong_war: won[p_s] - c_1 * fought[p_s],
    }
    found = {"offer_both": strong_price, "offer_weak": weak_price, "both": both, "weak": weak, "critical": critical}
    return {name: form.subs(refused) for name, form in found.items()}

"""Aid moves war: what a little aid is worth to a party at war.

At level s of aid the war of `war_costly_lottery` goes on with the rate λ·f^(−s), the cost c + s·D and the expected
payoff of the endings V + s·W: f is the factor on the duration, D (points a year) is added to the cost, and the shifts
of the probabilities add W points to the endings (Fearon 1995, with an exponential duration). Of the payoff d with no
agreement this is the slope in s where there is no aid yet.
"""

import sympy as sp

from bargain.derivations.war_costly_lottery import derive as war


def derive() -> dict[str, sp.Expr]:
    """d at level s; slope: its derivative in s at s = 0, the sum of what a longer war, other odds and costs add.

    Symbols lamda, r (per year), f, s (no unit), V, W (points), c, D (points a year).

    >>> found = derive()
    >>> found["longer"]
    -lamda*(V*r + c)*log(f)/(lamda + r)**2
    >>> found["odds"], found["costs"]
    (W*lamda/(lamda + r), -D/(lamda + r))
    """
    lamda, _r, f = sp.symbols("lamda r f", positive=True)
    V, c, s, W, D = sp.symbols("V c s W D", real=True)
    moved = {lamda: lamda * f**-s, V: V + s * W, c: c + s * D}
    d = war()["d"].subs(moved, simultaneous=True)
    slope = sp.diff(d, s).subs(s, 0)
    alone = {"longer": {W: 0, D: 0}, "odds": {f: 1, D: 0}, "costs": {f: 1, W: 0}}
    parts = {name: sp.factor(slope.subs(zero)) for name, zero in alone.items()}
    assert sp.simplify(slope - sum(parts.values())) == 0  # to first order the three effects add up
    return {"d": d, "slope": slope, **parts}

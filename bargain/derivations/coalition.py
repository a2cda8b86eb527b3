"""Three players A, B, C: Shapley value φ_A = v_A/3 + (v_AB − v_B)/6 + (v_AC − v_C)/6 + (v_ABC − v_BC)/3, and the core.

The Shapley value is averaged over the six orders of arrival. The least core value is the largest of
(Σ λ_S·v_S − v_ABC)/Σ λ_S over the minimal balanced collections, whose weights λ solve Σ λ_S·1_S = 1; the core is empty
when it is above 0 (Bondareva 1963, Shapley 1967). For two players, the nucleolus divides what cooperation adds equally.
"""

from itertools import combinations, permutations

import sympy as sp

PLAYERS = "ABC"


def derive() -> dict[str, sp.Expr]:
    """Closed forms in v_A, v_B, v_C, v_AB, v_AC, v_BC and v_ABC, the worths of all coalitions.

    `shapley_A`, `shapley_B`, `shapley_C`; `least_core`: the smallest e by which no proper coalition need fall short by
    more; `nucleolus_of_two`: what A gets in the game of A and B alone.

    >>> found = derive()
    >>> found["shapley_A"]
    v_A/3 + v_AB/6 + v_ABC/3 + v_AC/6 - v_B/6 - v_BC/3 - v_C/6
    >>> found["nucleolus_of_two"]
    v_A/2 + v_AB/2 - v_B/2
    >>> majority = {"v_A": 0, "v_B": 0, "v_C": 0, "v_AB": 1, "v_AC": 1, "v_BC": 1, "v_ABC": 1}
    >>> from bargain.derivations.registry import value
    >>> round(value(found["least_core"], majority), 6)
    0.333333
    """
    v = {frozenset(c): sp.Symbol(f"v_{''.join(c)}", real=True) for k in (1, 2, 3) for c in combinations(PLAYERS, k)}
    v[frozenset()] = sp.Integer(0)
    shares = {f"shapley_{player}": sp.expand(_average(player, v)) for player in PLAYERS}
    x = sp.Symbol("x", real=True)
    alone = frozenset("A"), frozenset("B")
    both = v[frozenset("AB")]
    (half,) = sp.solve(sp.Eq(v[alone[0]] - x, v[alone[1]] - (both - x)), x)  # equal excesses
    short = [(sum(w * v[s] for s, w in b.items()) - v[frozenset(PLAYERS)]) / sum(b.values()) for b in _balanced()]
    return {**shares, "least_core": sp.Max(*short), "nucleolus_of_two": sp.expand(half)}


def _average(player: str, v: dict[frozenset[str], sp.Expr]) -> sp.Expr:
    """What the player adds on average over all orders."""
    orders = list(permutations(PLAYERS))
    before = [frozenset(order[: order.index(player)]) for order in orders]
    return sum(v[s | {player}] - v[s] for s in before) / sp.Integer(len(orders))


def _balanced() -> list[dict[frozenset[str], sp.Expr]]:
    """All minimal balanced collections of proper coalitions, with their weights: those with one positive solution."""
    proper = [frozenset(c) for k in (1, 2) for c in combinations(PLAYERS, k)]
    found = []
    for count in (2, 3):
        for collection in combinations(proper, count):
            table = sp.Matrix([[int(player in s) for s in collection] for player in PLAYERS])
            if table.rank() < count:
                continue
            unknown = sp.symbols(f"w:{count}")
            for weights in sp.linsolve((table, sp.ones(3, 1)), *unknown):
                if all(weight.is_positive for weight in weights):
                    found.append(dict(zip(collection, weights, strict=True)))
    return found

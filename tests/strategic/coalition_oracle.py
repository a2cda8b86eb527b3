"""Cooperative games the slow way: every order of arrival, every corner of every linear programme, exact fractions.

A game of n players is a list `v` of 2**n numbers; `v[mask]` is the worth of the players whose bits are set in mask.
"""

from fractions import Fraction
from itertools import combinations, permutations


def members(mask, n):
    return [i for i in range(n) if mask >> i & 1]


def total(x, mask):
    return sum(x[i] for i in range(len(x)) if mask >> i & 1)


def shapley(n, v):
    """Average of what each player adds, over all orders in which they may arrive."""
    found = [Fraction(0)] * n
    orders = 0
    for order in permutations(range(n)):
        mask = 0
        for i in order:
            found[i] += Fraction(v[mask | 1 << i]) - Fraction(v[mask])
            mask |= 1 << i
        orders += 1
    return [x / orders for x in found]


def solve(rows, right):
    """The only solution of a square system in fractions, or None."""
    n = len(rows)
    table = [[*map(Fraction, row), Fraction(b)] for row, b in zip(rows, right, strict=True)]
    for k in range(n):
        pivot = next((r for r in range(k, n) if table[r][k] != 0), None)
        if pivot is None:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        table[k] = [a / table[k][k] for a in table[k]]
        for r in range(n):
            if r != k and table[r][k] != 0:
                factor = table[r][k]
                table[r] = [a - factor * b for a, b in zip(table[r], table[k], strict=True)]
    return [row[-1] for row in table]


def nucleolus(n, v, *, imputations=True):
    """Lexicographic centre: at each step every corner (x, e) of {x(S) ≥ v(S) + e} is listed, those of largest e kept,
    and the coalitions whose excess is the same at all of them are settled. Without imputations the set may be
    unbounded in x: then corners are taken in a large box, which holds the answer."""
    v = [Fraction(a) for a in v]
    full = (1 << n) - 1
    free = list(range(1, full))
    settled = {}  # mask → x(S) − v(S)
    far = 10 * (sum(abs(a) for a in v) + 1)
    while True:
        # unknowns x_0 … x_{n-1}, e; a constraint (coefficients, right) means coefficients·(x, e) = right, or ≥ right
        equal = [([1] * n + [0], v[full])]
        equal += [([mask >> i & 1 for i in range(n)] + [0], v[mask] + e) for mask, e in settled.items()]
        atleast = [([mask >> i & 1 for i in range(n)] + [-1], v[mask]) for mask in free]
        for i in range(n):
            unit = [int(j == i) for j in range(n)] + [0]
            atleast.append((unit, v[1 << i] if imputations else -far))
        equal = independent(equal)
        if len(equal) == n:
            return solve([row[:n] for row, _ in equal], [b for _, b in equal])
        corners = []
        for chosen in combinations(atleast, n + 1 - len(equal)):
            rows = equal + list(chosen)
            point = solve([r for r, _ in rows], [b for _, b in rows])
            if point is not None and all(sum(c * z for c, z in zip(r, point, strict=True)) >= b for r, b in atleast):
                corners.append(point)
        best = max(p[n] for p in corners)
        top = [p[:n] for p in corners if p[n] == best]
        for mask in list(free):
            excess = {total(x, mask) - v[mask] for x in top}
            if len(excess) == 1:
                settled[mask] = excess.pop()
                free.remove(mask)
        if len({tuple(x) for x in top}) == 1:
            return list(top[0])


def independent(rows):
    """The rows that do not follow from those before, by elimination."""
    kept, reduced = [], []
    for row, b in rows:
        line = [Fraction(a) for a in row]
        for other, place in reduced:
            if line[place]:
                factor = line[place]
                line = [a - factor * c for a, c in zip(line, other, strict=True)]
        place = next((i for i, a in enumerate(line) if a), None)
        if place is not None:
            line = [a / line[place] for a in line]
            reduced.append((line, place))
            kept.append((row, b))
    return kept


def superadditive(n, v):
    return all(v[s | t] >= v[s] + v[t] for s in range(1 << n) for t in range(1 << n) if not s & t)


def convex(n, v):
    return all(v[s | t] + v[s & t] >= v[s] + v[t] for s in range(1 << n) for t in range(1 << n))


def monotonic(n, v):
    return all(v[s | t] >= v[s] for s in range(1 << n) for t in range(1 << n))


def worst_shortfall(n, v):
    """The least core value by scipy: the smallest e with x(S) ≥ v(S) − e for every proper coalition."""
    from scipy.optimize import linprog

    masks = range(1, (1 << n) - 1)
    rows = [[-(mask >> i & 1) for i in range(n)] + [-1] for mask in masks]
    found = linprog(
        [0] * n + [1], A_ub=rows, b_ub=[-float(v[mask]) for mask in masks], A_eq=[[1] * n + [0]], b_eq=[float(v[-1])],
        bounds=[(None, None)] * (n + 1), method="highs",
    )  # fmt: skip
    return found.fun


def kohlberg_gap(n, v, x, *, imputations=True, tie=1e-7):
    """Kohlberg's criterion: for every level a, the coalitions whose excess v(S) − x(S) is a or more are balanced.

    With imputations, single players who get exactly v({i}) may be added with any weight ≥ 0. Returns how much the
    excesses of some level could be lowered together without raising any of that level: 0 for the nucleolus.
    """
    from scipy.optimize import linprog

    full = (1 << n) - 1
    excess = {mask: float(v[mask]) - float(total(x, mask)) for mask in range(1, full)}
    tight = [i for i in range(n) if imputations and abs(excess.get(1 << i, 1.0)) <= tie]
    gap = 0.0
    for level in sorted(excess.values(), reverse=True):
        above = [mask for mask, e in excess.items() if e >= level - tie]
        # a direction y with y(N) = 0, y(S) ≥ 0 for all these, y_i ≥ 0 for tight players: the sum of y(S) must be 0
        rows = [[-(mask >> i & 1) for i in range(n)] for mask in above] + [
            [-int(i == j) for i in range(n)] for j in tight
        ]
        weights = [-sum(mask >> i & 1 for mask in above) for i in range(n)]
        found = linprog(
            weights, A_ub=rows, b_ub=[0.0] * len(rows), A_eq=[[1] * n], b_eq=[0.0], bounds=[(-1, 1)] * n, method="highs"
        )
        gap = max(gap, -found.fun)
    return gap

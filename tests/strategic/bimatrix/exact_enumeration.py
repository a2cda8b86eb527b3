"""All extreme equilibria in exact rational arithmetic, written without the package and as plainly as can be.

Extreme equilibria are the pairs of vertices, other than the origins, of the best-response polytopes
P = {x ≥ 0 : Bᵀx ≤ 1} and Q = {y ≥ 0 : A y ≤ 1} (payoffs made positive) in which every strategy of each party is
unused or a best reply. Vertices are found by solving every square system of strategies in use and tight replies.
"""

from fractions import Fraction
from itertools import combinations
from math import lcm


def exact_equilibria(A, B):
    """Set of pairs (x, y) of tuples of fractions, and whether the game is degenerate. A, B: rows of fractions."""
    m, n = len(A), len(A[0])
    rows = exact_vertices(positive(transposed(B)))
    columns = exact_vertices(positive(A))
    found = set()
    for x, x_unused, y_replies in rows:
        for y, y_unused, x_replies in columns:
            if x_unused | x_replies == set(range(m)) and y_unused | y_replies == set(range(n)):
                found.add((x, y))
    degenerate = any(len(unused) + len(replies) > len(z) for z, unused, replies in rows + columns)
    return found, degenerate


def exact_vertices(M):
    """Vertices of {z ≥ 0, M z ≤ 1} scaled to sum 1, each with its unused strategies and the other's best replies."""
    scale = lcm(*(Fraction(entry).denominator for row in M for entry in row))
    M = [[int(entry * scale) for entry in row] for row in M]
    count, dimension = len(M), len(M[0])
    found = {}
    for size in range(1, min(count, dimension) + 1):
        for used in combinations(range(dimension), size):
            for replies in combinations(range(count), size):
                part = solved([[M[i][j] for j in used] for i in replies])
                if part is None or min(part) < 0:
                    continue
                z = [Fraction(0)] * dimension
                for j, value in zip(used, part, strict=True):
                    z[j] = value
                payoffs = [sum(a * b for a, b in zip(row, z, strict=True)) for row in M]
                if max(payoffs) > 1:
                    continue
                whole = sum(z)
                unused = frozenset(j for j in range(dimension) if z[j] == 0)
                best = frozenset(i for i in range(count) if payoffs[i] == 1)
                found[tuple(value / whole for value in z)] = (unused, best)
    return [(z, unused, best) for z, (unused, best) in found.items()]


def solved(square):
    """The fractions z with square · z = 1, or None where the square of whole numbers is singular (Bareiss 1968)."""
    size = len(square)
    table = [[*row, 1] for row in square]
    before = 1
    for k in range(size):
        pivot = next((i for i in range(k, size) if table[i][k]), None)
        if pivot is None:
            return None
        table[k], table[pivot] = table[pivot], table[k]
        for i in range(size):
            if i != k:
                table[i] = [
                    (table[k][k] * a - table[i][k] * b) // before for a, b in zip(table[i], table[k], strict=True)
                ]
        before = table[k][k]
    return [Fraction(row[-1], before) for row in table]


def positive(M):
    """Every payoff raised by one number, so that the smallest is 1."""
    least = min(min(row) for row in M)
    return [[Fraction(entry) - least + 1 for entry in row] for row in M]


def transposed(M):
    """Columns as rows."""
    return [list(column) for column in zip(*M, strict=True)]

"""All vertices of a best-response polytope, with the labels of the constraints that are tight there.

A party's mixed strategy z, scaled so that the other's best payoff is 1, lies in {z ≥ 0, M z ≤ 1}; row k of M is the
other's payoff from its strategy k. Vertices come from qhull through nashpy. Where more constraints than dimensions
meet in a vertex, the right-hand sides are moved apart by a hair: every vertex of the polytope is the limit of one of
the moved polytope, and it is recovered exactly from the constraints that are tight there.

The list is proven complete by counting: each edge of a simple polytope, all but one of the labels of a vertex, joins
exactly two vertices, and the graph of vertices and edges is connected; so a list in which every edge occurs twice
lacks none. Source: von Stengel (2007), Equilibrium computation for two-player games, in Nisan et al., chapter 3;
Ziegler (1995), Lectures on Polytopes, section 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb
from typing import Any

import numpy as np

from bargain.errors import TooLargeError
from bargain.strategic.bimatrix.nashpy_door import corners, halfspaces

Array = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

MOVES = (0.0, 1e-6, 1e-7, 1e-5, 1e-8)
"""How far right-hand sides are moved apart, in turn, until the list of vertices is proven complete."""

MOST_DIMENSIONS = 15
"""Above it, qhull is not asked."""

MOST_SYSTEMS = 4_000_000
"""Most choices of tight constraints that are tried one by one."""


@dataclass(frozen=True, eq=False)
class Vertices:
    """`strategies`: shape (k, d), each sums to 1; `tight`: shape (k, r + d), which of M z ≤ 1, z ≥ 0 are equalities.

    `complete`: no vertex is missing, by proof.
    """

    strategies: Array
    tight: Bools
    complete: bool

    @property
    def degenerate(self) -> bool:
        """Whether somewhere more constraints than dimensions are tight: more best replies than strategies in use."""
        return bool((self.tight.sum(axis=1) > self.strategies.shape[1]).any())


def vertices(M: Array, tie: float) -> Vertices:
    """Vertices other than the origin of {z ≥ 0, M z ≤ 1} for `M`, shape (r, d), entries in [1, 2].

    Constraints within `tie` of equality are tight. Raises TooLargeError where the vertices cannot be listed.
    """
    rows, dimension = M.shape
    systems = comb(rows + dimension, dimension)
    kept: list[Array] = []
    if 1 < dimension <= MOST_DIMENSIONS:
        constraints = halfspaces(M)
        for move in MOVES:
            points, proven = _moved(constraints, move, tie)
            if proven:
                return _labelled(M, points, tie, complete=True)
            kept.append(points)
    if systems <= MOST_SYSTEMS:
        return _labelled(M, _one_by_one(M, tie), tie, complete=True)
    if not kept:
        raise TooLargeError(
            f"a game with {rows} and {dimension} strategies has too many vertices to list all equilibria; leave out "
            "dominated strategies, or merge strategies that lead to the same outcomes"
        )
    return _labelled(M, np.concatenate(kept), tie, complete=False)


def masks(flags: Bools) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """Rows of truth values, shape (k, c), as bit masks, shape (k, words)."""
    packed = np.packbits(flags, axis=1)
    words = -(-packed.shape[1] // 8)
    padded = np.zeros((len(flags), words * 8), dtype=np.uint8)
    padded[:, : packed.shape[1]] = packed
    return padded.view(np.uint64)


def _moved(constraints: Array, move: float, tie: float) -> tuple[Array, bool]:
    """Vertices, shape (k, d), found with right-hand sides moved by about `move`, and whether they are proven all."""
    G, b = constraints[:, :-1], -constraints[:, -1]
    count, dimension = G.shape
    shifted = b + move * np.random.default_rng(count * 1000 + dimension).uniform(0.5, 1.5, count)
    found = corners(np.column_stack([G, -shifted]))
    if not len(found):
        return found, False
    nearest = np.argpartition(shifted - found @ G.T, dimension - 1, axis=1)[:, :dimension]
    origin = np.arange(count - dimension, count)
    bases: Ints = np.unique(np.sort(np.vstack([nearest, origin]), axis=1), axis=0)
    systems = G[bases]
    usable = np.linalg.det(systems) != 0
    bases, systems = bases[usable], systems[usable]
    there, here = _solved(systems, shifted[bases]), _solved(systems, b[bases])
    slack = b - here @ G.T
    feasible = ((shifted - there @ G.T) >= -1e-12).all(axis=1) & (slack >= -tie).all(axis=1)
    proven = bool(usable.all() and feasible.all()) and _each_edge_twice(bases, count)
    if move == 0.0:
        proven = proven and bool(((slack <= tie).sum(axis=1) == dimension).all())
    return here[(slack >= -tie).all(axis=1)], proven


def _each_edge_twice(bases: Ints, count: int) -> bool:
    flags = np.zeros((len(bases), count), dtype=bool)
    np.put_along_axis(flags, bases, True, axis=1)
    edges = np.repeat(flags, bases.shape[1], axis=0)
    edges[np.arange(len(edges)), bases.ravel()] = False
    marks = masks(edges)
    times = np.unique(marks if marks.shape[1] > 1 else marks[:, 0], axis=0, return_counts=True)[1]
    return bool((times == 2).all())


def _solved(systems: Array, right: Array) -> Array:
    """Solutions, shape (k, d), of `systems`, shape (k, d, d), with one step of refinement in longer numbers."""
    z = np.linalg.solve(systems, right[..., None])
    left_over = right[..., None] - systems.astype(np.longdouble) @ z.astype(np.longdouble)
    return np.asarray(z + np.linalg.solve(systems, left_over.astype(np.float64)))[..., 0]


def _one_by_one(M: Array, tie: float) -> Array:
    """Every vertex, shape (k, d), by trying each choice of strategies in use and as many tight rows."""
    found = [np.zeros((0, M.shape[1]))]
    for size in range(1, min(M.shape) + 1):
        for used, replies in _choices(M.shape, size):
            systems = M[replies[:, :, None], used[:, None, :]]
            full = np.prod(np.linalg.norm(systems, axis=2), axis=1)
            sound = np.abs(np.linalg.det(systems)) > 1e-13 * full
            if not sound.any():
                continue
            part = _solved(systems[sound], np.ones((int(sound.sum()), size)))
            inside = (part >= -tie).all(axis=1)
            z = np.zeros((int(inside.sum()), M.shape[1]))
            np.put_along_axis(z, used[sound][inside], part[inside], axis=1)
            found.append(z[(z @ M.T <= 1 + tie).all(axis=1)])
    return np.concatenate(found)


def _choices(shape: tuple[int, ...], size: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of `size` columns and `size` rows, as index arrays of shape (many, size), a few thousand at a time."""
    rows, columns = shape
    pairs = (
        (used, replies) for used in combinations(range(columns), size) for replies in combinations(range(rows), size)
    )
    while chunk := list(islice(pairs, 20_000)):
        both = np.array(chunk, dtype=np.int64)
        yield both[:, 0], both[:, 1]


def _labelled(M: Array, points: Array, tie: float, *, complete: bool) -> Vertices:
    """Each vertex once, without the origin, with its labels."""
    from scipy.spatial import cKDTree

    points = points[points.sum(axis=1) > 0.25]  # the best payoff is at most 2, so the others sum to 1/2 at least
    tight = np.hstack([points @ M.T >= 1 - tie, points <= tie])
    _, first = np.unique(masks(tight), axis=0, return_index=True)
    order = first[np.argsort(-tight[first].sum(axis=1), kind="stable")]
    points, tight = points[order], tight[order]
    shadow = points @ np.random.default_rng(0).standard_normal((points.shape[1], 3))  # neighbours stay neighbours
    pairs = cKDTree(shadow).query_pairs(4 * tie * points.shape[1], output_type="ndarray")
    same = np.abs(points[pairs[:, 0]] - points[pairs[:, 1]]).max(axis=1, initial=0.0) <= tie
    keep = np.ones(len(points), dtype=bool)
    keep[pairs[same, 1]] = False
    points, tight = points[keep], tight[keep]
    points = np.where(tight[:, M.shape[0] :], 0.0, points)
    return Vertices(points / points.sum(axis=1, keepdims=True), tight, complete)

"""The one door to nashpy, and its traps (0.0.43, found by fuzzing against exact rational enumerations).

- `support_enumeration` misses equilibria of half of all games on small integers and compares floats with `==`.
- `lemke_howson` gives one equilibrium a label and may run for ever on 1×1, 3×1 and degenerate games.
- `vertex_enumeration` is complete on payoffs scaled to [1, 2], wrong on payoffs around 10⁶, raises on 1×n games and on
  games of zeros, and matches pairs of vertices one by one in Python: 10×10 takes more than a minute.
- `labels` calls a constraint tight within `isclose`'s relative 1e-5: far too coarse.
- `linear_program` holds for zero-sum games on the scale of [0, 1]; a programme that fails shows as a TypeError.
- The solver behind the last two may print to C's standard output.

So: nashpy builds the polytopes and finds their vertices and the zero-sum strategies, on scaled payoffs; labels are
computed and matched elsewhere, and every answer is checked by the gain of its best deviation.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bargain.errors import SolverError
from bargain.payoffs.solver import quiet

Array = np.ndarray[Any, np.dtype[np.float64]]


def halfspaces(M: Array) -> Array:
    """The polytope {z ≥ 0, M z ≤ 1} of `M`, shape (r, d), as rows [G, −b] of G z ≤ b, shape (r + d, d + 1)."""
    from nashpy.polytope import build_halfspaces

    return np.asarray(build_halfspaces(M), dtype=np.float64)


def corners(rows: Array) -> Array:
    """Vertices, shape (k, d), of the polytope of `rows`, shape (c, d + 1), d ≥ 2, but for one at the origin.

    Where more than d constraints meet in a vertex, qhull may list it more than once, or not at all: callers prove
    the list complete. An empty list where qhull gives up.
    """
    from nashpy.polytope import non_trivial_vertices
    from scipy.spatial import QhullError

    try:
        with quiet():
            found = [vertex for vertex, _ in non_trivial_vertices(rows)]
    except (QhullError, TypeError, ValueError):
        found = []
    return np.array(found, dtype=np.float64).reshape(-1, rows.shape[1] - 1)


def maximin(S: Array) -> Array:
    """Mixed strategy, shape (m,), of the row party with the best sure payoff in the zero-sum game `S` on [0, 1]."""
    from nashpy.linalg.minimax import linear_program

    try:
        with quiet():
            strategy = np.asarray(linear_program(S), dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise SolverError(f"the zero-sum game has no answer from the linear programme: {error}") from error
    strategy = np.maximum(strategy, 0.0)
    return np.asarray(strategy / strategy.sum())

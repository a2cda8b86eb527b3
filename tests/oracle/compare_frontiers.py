"""Hold a frontier of the package against the reference."""

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle import concepts
from tests.oracle.concepts import EQUAL
from tests.oracle.enumerate import enumerate_agreements, number, unbent


def check_frontier(game: BargainingGame, payoffs: np.ndarray) -> None:
    """Choices alone: `payoffs`, shape (k, n), are the distinct payoffs of the frontier, each once, to 1e-9."""
    listed = enumerate_agreements(game)
    wanted = concepts.distinct(listed.payoffs[concepts.frontier(listed.payoffs)])
    found = np.asarray(payoffs, dtype=float).reshape(-1, len(game.parties))
    assert len(found) == len(wanted), f"{game.title}: {len(found)} payoffs on the frontier, reference {len(wanted)}"
    left = list(range(len(found)))
    for row in wanted:
        near = [k for k in left if (np.abs(found[k] - row) <= 2 * EQUAL).all()]
        assert near, f"{game.title}: the frontier leaves out {row.tolist()}"
        left.remove(near[0])
    assert not left, f"{game.title}: not on the frontier: {found[left].tolist()}"


def check_frontier_pieces(
    game: BargainingGame,
    vertices: np.ndarray,
    pieces: np.ndarray,
    grid: int | None = None,
    tolerance: float = 1e-7,
    samples: int = 7,
) -> None:
    """Two parties with ranges: `vertices` (k, 2) and `pieces` (s, 2, 2), payoffs after risk attitude, are the frontier.

    A piece is straight in points before risk attitude; either end of it may just miss the frontier. Every row of the
    grid must be weakly dominated by a vertex or a point of a piece; every vertex and every one of `samples` points of
    each piece must be attained as nearly as the grid can tell, and, ends of pieces apart, beaten by no row.
    """
    listed = enumerate_agreements(game, grid)
    ends = [_points_of(game, np.asarray(x, dtype=float).reshape(-1, 2)) for x in (vertices, pieces)]
    segments = np.vstack([np.stack([ends[0], ends[0]], axis=1), ends[1].reshape(-1, 2, 2)])
    rows = listed.points[concepts.undominated(listed.points)]
    for row in rows:
        assert _dominated(row, segments, tolerance).any(), f"{game.title}: no piece reaches the points {row.tolist()}"
    for start, end in segments:
        isolated = bool((start == end).all())
        for part in [0.0] if isolated else np.linspace(0.0, 1.0, samples):
            point = start + part * (end - start)
            near = (np.abs(listed.points - point) <= listed.reach + tolerance).all(axis=1)
            assert near.any(), f"{game.title}: no agreement has the points {point.tolist()} of a piece"
            beaten = (rows >= point - tolerance).all(axis=1) & (rows > point + 10 * tolerance).any(axis=1)
            assert not beaten.any() or (part in (0.0, 1.0) and not isolated), (
                f"{game.title}: {point.tolist()} of a piece is beaten by {rows[beaten][0].tolist()}"
            )


def _points_of(game: BargainingGame, payoffs: np.ndarray) -> np.ndarray:
    return np.array(
        [[unbent(number(p.risk_aversion), x) for p, x in zip(game.parties, row, strict=True)] for row in payoffs]
    ).reshape(-1, 2)


def _dominated(row: np.ndarray, segments: np.ndarray, tolerance: float) -> np.ndarray:
    """Mask over segments: some point of it gives both parties at least `row` less `tolerance`."""
    start, step = segments[:, 0], segments[:, 1] - segments[:, 0]
    low, high = np.zeros(len(segments)), np.ones(len(segments))
    for j in range(2):
        need = row[j] - tolerance - start[:, j]  # part · step >= need
        rising, falling = step[:, j] > 0, step[:, j] < 0
        with np.errstate(all="ignore"):
            part = need / step[:, j]
        low = np.where(rising, np.maximum(low, part), low)
        high = np.where(falling, np.minimum(high, part), high)
        high = np.where(~rising & ~falling & (need > 0), -1.0, high)
    return low <= high

"""Two-party frontiers made of segments: upper-right chains in the plane, before risk attitude.

A chain is a run of pieces, rising in x and falling in y, none of which beats another: sloping segments and single
points. Chains are closed under the two operations that a sum of factors needs: the sum with one segment, and the
upper envelope of several chains. Both are exact and vectorised. Every piece knows its origin: where it lies on a
piece of the chain before (from share a0 to a1 of it) and on a piece of the factor that was added (b0 to b1).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import reduce
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

SAME = 1e-11
"""Heights closer than this, in points, are one height: far above rounding, far below any tolerance."""


@dataclass(frozen=True, eq=False)
class Chain:
    """`x0 ≤ x1`, `y0 ≥ y1`: ends of each piece, shape (k,), points. `before`, `row`: the pieces that it is the sum of;
    `a0`, `a1`, `b0`, `b1`: the shares of those pieces at the piece's left and right end."""

    x0: Array
    y0: Array
    x1: Array
    y1: Array
    before: Ints
    row: Ints
    a0: Array
    a1: Array
    b0: Array
    b1: Array

    def __len__(self) -> int:
        return len(self.x0)

    def take(self, rows: Any) -> Chain:
        """The pieces at `rows`, in that order."""
        return Chain(*(getattr(self, f.name)[rows] for f in fields(self)))

    def cut(self, rows: Ints, left: Array, right: Array) -> Chain:
        """The parts of the pieces at `rows` between shares `left` and `right` of each."""
        p = self.take(rows)

        def mix(one: Array, two: Array, share: Array) -> Array:
            return one + (two - one) * share

        ends = [mix(a, b, share) for share in (left, right) for a, b in ((p.x0, p.x1), (p.y0, p.y1))]
        shares = [mix(a, b, share) for a, b in ((p.a0, p.a1), (p.b0, p.b1)) for share in (left, right)]
        x0, y0, x1, y1 = ends
        a0, a1, b0, b1 = shares
        return Chain(x0, y0, x1, y1, p.before, p.row, a0, a1, b0, b1)

    def height(self, x: Array) -> tuple[Array, Ints, np.ndarray[Any, np.dtype[np.bool_]]]:
        """Highest y that is reached at `x` or to its right (−inf past the end), the piece, and whether x is on it."""
        at = np.searchsorted(self.x1, x, side="left")
        inside = at < len(self)
        piece = np.minimum(at, len(self) - 1)
        run = self.x1[piece] - self.x0[piece]
        share = np.clip((x - self.x0[piece]) / np.where(run > 0, run, 1.0), 0.0, 1.0)
        y = self.y0[piece] + share * (self.y1[piece] - self.y0[piece])
        return np.where(inside, y, -np.inf), piece, inside & (x > self.x0[piece])


def chain_of(points: Array) -> Chain:
    """Single points, shape (k, 2), already nondominated and rising in x, as a chain; origin: row k of one factor."""
    k = len(points)
    zero, rows = np.zeros(k), np.arange(k)
    x, y = points[:, 0], points[:, 1]
    return Chain(x, y, x, y, np.zeros(k, dtype=np.int64), rows, zero, zero, zero, zero)


def joined(parts: list[Chain]) -> Chain:
    """All pieces in one, rising in x, then falling in y."""
    whole = Chain(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Chain)))
    return whole.take(np.lexsort((-whole.y0, whole.x1, whole.x0)))


def envelope(one: Chain, two: Chain) -> Chain:
    """The pieces of two chains that nothing in either beats; of equals, those of `one`."""
    if not len(one) or not len(two):
        return two if not len(one) else one
    xs = np.unique(np.concatenate([one.x0, one.x1, two.x0, two.x1]))
    xs = xs[np.concatenate([[True], np.diff(xs) > SAME])]
    parts = _open_parts(one, two, xs)
    parts += [_points_left(one, two, keep_equal=True), _points_left(two, one, keep_equal=False)]
    return _fused(joined(parts))


def _open_parts(one: Chain, two: Chain, xs: Array) -> list[Chain]:
    """Where the chains slope: on each interval between neighbouring `xs` both heights are lines; the higher stays."""
    left, right = xs[:-1], xs[1:]
    middle = (left + right) / 2
    heights = []
    for chain in (one, two):
        m, piece, on = chain.height(middle)
        run = chain.x1[piece] - chain.x0[piece]
        slope = np.where(on, (chain.y1[piece] - chain.y0[piece]) / np.where(run > 0, run, 1.0), 0.0)
        heights.append((m - slope * (middle - left), m + slope * (right - middle), piece, on))
    (l1, r1, piece1, on1), (l2, r2, piece2, on2) = heights
    with np.errstate(invalid="ignore"):
        start, end = l1 - l2, r1 - r2
    start, end = np.where(np.isnan(start), 0.0, start), np.where(np.isnan(end), 0.0, end)
    start, end = np.where(np.abs(start) <= SAME, 0.0, start), np.where(np.abs(end) <= SAME, 0.0, end)
    flat = (start == 0) & (end == 0)
    first = flat & on1 | ~flat & (start >= 0) & (end >= 0)
    cross = start * end < 0
    with np.errstate(invalid="ignore"):
        share = np.where(cross, start / np.where(cross, start - end, 1.0), 0.0)
    parts = []
    for chain, piece, on, wins, sign in ((one, piece1, on1, first, 1), (two, piece2, on2, ~first & ~cross, -1)):
        for mask, a, b in (
            (on & wins & ~cross, 0 * share, 0 * share + 1),
            (on & cross & (sign * start > 0), 0 * share, share),
            (on & cross & (sign * start < 0), share, 0 * share + 1),
        ):
            rows = piece[mask]
            run = chain.x1[rows] - chain.x0[rows]
            at = [(left + s * (right - left))[mask] for s in (a, b)]
            parts.append(chain.cut(rows, *(np.clip((x - chain.x0[rows]) / run, 0.0, 1.0) for x in at)))
    return parts


def _points_left(own: Chain, other: Chain, *, keep_equal: bool) -> Chain:
    """Single points of `own` that `other` does not beat."""
    rows = np.flatnonzero(own.x0 == own.x1)
    x, y = own.x0[rows], own.y0[rows]
    high, piece, _ = other.height(x - SAME)
    same_place = (np.abs(other.x0[piece] - x) <= SAME) & (np.abs(high - y) <= SAME)
    alive = (y > high + SAME) | (same_place if keep_equal else False)
    return own.take(rows[alive])


def _fused(chain: Chain) -> Chain:
    """Neighbouring parts of one piece put together again, and points that lie on the end of a piece dropped."""
    if len(chain) < 2:
        return chain
    same = (chain.before[1:] == chain.before[:-1]) & (chain.row[1:] == chain.row[:-1])
    joint = same & (chain.x0[1:] - chain.x1[:-1] <= SAME) & (np.abs(chain.y0[1:] - chain.y1[:-1]) <= SAME)
    joint &= (np.abs(chain.a0[1:] - chain.a1[:-1]) <= SAME) & (np.abs(chain.b0[1:] - chain.b1[:-1]) <= SAME)
    straight = np.abs(_slope(chain)[1:] - _slope(chain)[:-1]) <= 1e-9 * (1 + np.abs(_slope(chain)[1:]))
    joint &= straight & (chain.x1[1:] > chain.x0[1:]) & (chain.x1[:-1] > chain.x0[:-1])
    starts = np.flatnonzero(np.concatenate([[True], ~joint]))
    ends = np.concatenate([starts[1:] - 1, [len(chain) - 1]])
    a, b = chain.take(starts), chain.take(ends)
    fused = Chain(a.x0, a.y0, b.x1, b.y1, a.before, a.row, a.a0, b.a1, a.b0, b.b1)
    point = fused.x0 == fused.x1
    touch = np.zeros(len(fused), dtype=bool)
    touch[1:] = (np.abs(fused.x0[1:] - fused.x1[:-1]) <= SAME) & (np.abs(fused.y0[1:] - fused.y1[:-1]) <= SAME)
    touch[:-1] |= (
        (np.abs(fused.x1[:-1] - fused.x0[1:]) <= SAME) & (np.abs(fused.y1[:-1] - fused.y0[1:]) <= SAME) & ~point[1:]
    )
    return fused.take(np.flatnonzero(~(point & touch)))


def _slope(chain: Chain) -> Array:
    run = chain.x1 - chain.x0
    return np.asarray((chain.y1 - chain.y0) / np.where(run > 0, run, 1.0))


def shifted(chain: Chain, x: float, y: float, row: int, share: float) -> Chain:
    """The chain moved by (x, y): the sum with one point of a factor, the one at `share` of its piece `row`."""
    k = len(chain)
    zero, here = np.zeros(k), np.full(k, share)
    moved = (chain.x0 + x, chain.y0 + y, chain.x1 + x, chain.y1 + y)
    return Chain(*moved, np.arange(k), np.full(k, row, dtype=np.int64), zero, zero + (chain.x1 > chain.x0), here, here)


def swept(chain: Chain, x0: float, y0: float, x1: float, y1: float, row: int) -> Chain:
    """The sum of the ends of all pieces with one falling segment: equal segments, the highest at each x.

    At height c = y − slope·x an end covers an interval of fixed length, so the highest is a sliding-window maximum.
    """
    slope = (y1 - y0) / (x1 - x0)
    corner_x, corner_y = np.concatenate([chain.x0, chain.x1]), np.concatenate([chain.y0, chain.y1])
    pieces = np.tile(np.arange(len(chain)), 2)
    shares = np.concatenate([np.zeros(len(chain)), (chain.x1 > chain.x0).astype(float)])
    order = np.argsort(corner_x, kind="stable")
    corner_x, corner_y, pieces, shares = corner_x[order], corner_y[order], pieces[order], shares[order]
    xs = np.unique(np.concatenate([corner_x + x0, corner_x + x1]))
    left, right = xs[:-1], xs[1:]
    middle = (left + right) / 2
    low = np.searchsorted(corner_x, middle - x1, side="left")
    high = np.searchsorted(corner_x, middle - x0, side="right")
    some = low < high
    left, right, low, high = left[some], right[some], low[some], high[some]
    best = _window_argmax(corner_y - slope * corner_x, low, high)
    start = corner_y[best] + y0 + slope * (left - corner_x[best] - x0)
    end = corner_y[best] + y0 + slope * (right - corner_x[best] - x0)
    share = (left - corner_x[best] - x0) / (x1 - x0), (right - corner_x[best] - x0) / (x1 - x0)
    fixed = shares[best]
    rows = np.full(len(best), row, dtype=np.int64)
    b0, b1 = (np.clip(s, 0.0, 1.0) for s in share)
    parts = Chain(left, start, right, end, pieces[best], rows, fixed, fixed, b0, b1)
    return _fused(_climbing(parts))


def _window_argmax(values: Array, low: Ints, high: Ints) -> Ints:
    """Position of the largest of values[low:high], for every pair, by doubling windows."""
    table = [np.arange(len(values))]
    width = 1
    while 2 * width <= int((high - low).max(initial=1)):
        last = table[-1]
        a, b = last[:-width], last[width:]
        table.append(np.where(values[a] >= values[b], a, b))
        width *= 2
    level = np.floor(np.log2(high - low)).astype(np.int64)
    best = np.empty(len(low), dtype=np.int64)
    for k, row in enumerate(table):
        mask = level == k
        a, b = row[low[mask]], row[high[mask] - (1 << k)]
        best[mask] = np.where(values[a] >= values[b], a, b)
    return best


def _climbing(parts: Chain) -> Chain:
    """Falling pieces on neighbouring intervals, without what a later piece beats."""
    later = np.concatenate([np.maximum.accumulate(parts.y0[::-1])[::-1][1:], [-np.inf]])
    whole = parts.y1 >= later - SAME
    drop = parts.y0 <= later + SAME
    fall = parts.y0 - parts.y1
    share = np.where(whole, 1.0, np.clip((parts.y0 - later) / np.where(fall > 0, fall, 1.0), 0.0, 1.0))
    rows = np.flatnonzero(whole | ~drop)
    return parts.cut(rows, np.zeros(len(rows)), share[rows])


def sum_with(chain: Chain, factor: Chain) -> Chain:
    """The frontier of chain + factor, both chains: the envelope of all sums of a piece with a piece."""
    parts, done = [], set()
    for row in range(len(factor)):
        x0, y0, x1, y1 = (float(v[row]) for v in (factor.x0, factor.y0, factor.x1, factor.y1))
        for x, y, share in ((x0, y0, 0.0), (x1, y1, 1.0)):
            if (x, y) not in done and (share == 0.0 or x1 > x0):
                done.add((x, y))
                parts.append(shifted(chain, x, y, row, share))
        if x1 > x0:
            parts.append(swept(chain, x0, y0, x1, y1, row))
    while len(parts) > 1:
        pairs = [parts[i : i + 2] for i in range(0, len(parts), 2)]
        parts = [reduce(envelope, pair) for pair in pairs]
    return parts[0]


def polyline(points: Array) -> Chain:
    """The part of a polyline with corners `points`, shape (k, 2), that none of it beats; `row`: the segment.

    A single corner is a segment without length.
    """
    parts = []
    for row in range(max(len(points) - 1, 1)):
        (xa, ya), (xb, yb) = points[row].tolist(), points[min(row + 1, len(points) - 1)].tolist()
        forward = xa <= xb
        (x0, y0), (x1, y1) = ((xa, ya), (xb, yb)) if forward else ((xb, yb), (xa, ya))
        b0, b1 = (0.0, 1.0) if forward else (1.0, 0.0)
        if x1 - x0 <= SAME or y0 - y1 <= SAME:  # one end is at least as good for both: only it can be on the frontier
            better_right = y1 > y0 or (abs(y1 - y0) <= SAME and x1 > x0)
            x0, y0, b0 = (x1, y1, b1) if better_right else (x0, y0, b0)
            x1, y1, b1 = x0, y0, b0
        one = np.array([row], dtype=np.int64)
        ends = [np.array([v]) for v in (x0, y0, x1, y1)]
        none, shares = np.zeros(1), (np.array([b0]), np.array([b1]))
        parts.append(Chain(ends[0], ends[1], ends[2], ends[3], 0 * one, one, none, none, shares[0], shares[1]))
    return reduce(envelope, parts)

"""The Nash point of a few agreements with lotteries, by a barrier method: small, exact to rounding, never lost."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

STEPS = 200
"""Newton steps at most, all barrier weights together."""


def nash_lottery(gains: Array, shares: Array, start: Array) -> Array:
    """Lottery p, shape (m,), that maximises Σ shares_i · log (p @ gains)_i over the simplex.

    `gains`: shape (m, n); `start`: a lottery, shape (m,), at which every gain with a share is above 0.
    Newton's method on the logarithm with the barrier μ·Σ log p, μ falling to rounding (Boyd & Vandenberghe, ch. 11).
    """
    counted = shares > 0
    g, a = gains[:, counted], shares[counted]
    scale = g.max(axis=0)
    g = g / scale
    p = start.copy()
    inside = np.full(len(p), 1.0 / len(p))
    blend = 0.5
    while ((blend * inside + (1 - blend) * p) @ g <= 0).any():
        blend /= 2
    p = blend * inside + (1 - blend) * p
    mu = 1e-1
    for _ in range(STEPS):
        u = p @ g
        gradient = g @ (a / u) + mu / p
        hessian = (g * (a / u**2)) @ g.T + np.diag(mu / p**2)
        # Newton step within Σ p = 1, in the scaled variables p·s, where the Hessian is far better conditioned
        scaled = hessian * np.outer(p, p)
        kkt = np.block([[scaled, p[:, None]], [p[None, :], np.zeros((1, 1))]])
        move = np.linalg.lstsq(kkt, np.append(gradient * p, 0.0), rcond=None)[0][:-1] * p
        size = float(np.abs(move / p).max())
        step = min(1.0, 0.95 / size) if size > 0 else 1.0
        while ((p + step * move) @ g <= 0).any():
            step /= 2
        p = np.maximum(p + step * move, 1e-300)
        p /= p.sum()
        if size < 0.3:
            if mu < 1e-15:
                break
            mu *= 0.2
    return to_the_peak(p, g, a, np.zeros((len(p), 0)))


def to_the_peak(p: Array, g: Array, a: Array, held: Array) -> Array:
    """The peak of Σ a_i · log (p @ g)_i by Newton's method on the agreements that `p` uses, with p @ `held` kept.

    Agreements whose probability would fall below 0 are dropped. A barrier stops a square root of rounding away from a
    peak that lies just at the edge of the simplex; tangents stop as far from any peak.
    """
    used = np.flatnonzero(p > 1e-9)
    kept = p @ held
    while len(used):
        q = p[used] / p[used].sum()
        ones = np.hstack([np.ones((len(used), 1)), held[used] / max(float(np.abs(held).max(initial=0.0)), 1e-300)])
        if len(kept) and np.abs(q @ held[used] - kept).max() > 1e-9:
            return p
        for _ in range(20):
            u = q @ g[used]
            gradient, hessian = g[used] @ (a / u), (g[used] * (a / u**2)) @ g[used].T
            k = ones.shape[1]
            kkt = np.block([[hessian, ones], [ones.T, np.zeros((k, k))]])
            move = np.linalg.lstsq(kkt, np.append(gradient, np.zeros(k)), rcond=1e-12)[0][:-k]
            if not ((q + move) @ g[used] > 0).all():
                return p
            q = q + move
            if np.abs(move).max() < 1e-15:
                break
        if (q >= -1e-12).all():
            best = np.zeros(len(p))
            best[used] = np.maximum(q, 0.0)
            best /= best.sum()
            return best if np.log(best @ g) @ a >= np.log(p @ g) @ a - 1e-13 else p
        used = np.delete(used, int(q.argmin()))
    return p


def few(p: Array, payoffs: Array) -> Array:
    """A lottery with the same expected payoffs on as few agreements as their payoffs allow.

    `p`: shape (m,), `payoffs`: shape (m, n). Carathéodory: while more rows are used than their span needs, move along
    a null direction until one probability is 0. On an optimal face of n parties that leaves n rows at the most.
    """
    p = np.where(p > 1e-13, p, 0.0)
    p /= p.sum()
    while (p > 0).sum() > 1:
        used = np.flatnonzero(p > 0)
        span = np.vstack([payoffs[used].T / max(np.abs(payoffs[used]).max(), 1.0), np.ones(len(used))])
        _, sizes, directions = np.linalg.svd(span)
        rank = int((sizes > 1e-10 * sizes[0]).sum())
        if rank >= len(used):
            return p
        direction = directions[-1]  # sums to 0, so some entries fall
        falling = direction < 0
        length = (p[used][falling] / -direction[falling]).min()
        moved = p[used] + length * direction
        moved[moved < 1e-13] = 0.0
        p = np.zeros(len(p))
        p[used] = moved / moved.sum()
    return p

"""nashpy by itself, and scipy on the convex form: both are libraries that this package uses, called directly here."""

from __future__ import annotations

import random
import time
import warnings
from typing import Any

import nashpy
import numpy as np
from scipy.optimize import minimize

import bargain as bg
from bargain.game.quantity import value_of
from benchmarks.report import time as said

Rows = list[list[str]]


def timed(call: Any, repeats: int = 5) -> tuple[float, Any]:
    """The least time of several calls, and the answer."""
    times, answer = [], None
    for _ in range(repeats):
        begun = time.perf_counter()
        answer = call()
        times.append(time.perf_counter() - begun)
    return min(times), answer


def bimatrix() -> Rows:
    """All equilibria of random bimatrix games of small whole numbers, which are often degenerate."""
    rows = []
    for size in (4, 6, 7):
        chance = np.random.default_rng(size)
        A, B = chance.integers(0, 6, (2, size, size)).astype(float)
        ours, found = timed(lambda A=A, B=B: bg.equilibria(A, B), 3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            vertices, by_vertices = timed(lambda A=A, B=B: list(nashpy.Game(A, B).vertex_enumeration()), 1)
            supports, by_supports = timed(lambda A=A, B=B: list(nashpy.Game(A, B).support_enumeration()), 1)
        rows.append([f"{size} × {size}", f"{len(found)}", said(ours), f"{len(by_vertices)}, {said(vertices)}",
                     f"{len(by_supports)}, {said(supports)}", f"{vertices / ours:.1f}"])  # fmt: skip
    return rows


def opposed(issues: int, parties: int = 3, seed: int = 0) -> bg.BargainingGame:
    """Parties that rank three outcomes of every issue at random; lotteries make the set of payoffs convex."""
    chance = random.Random(seed)
    names = [f"party {k}" for k in range(parties)]
    game = bg.BargainingGame("lots", parties=names)
    for k in range(issues):
        worth = {p: chance.sample([0.0, chance.uniform(20, 80), 100.0], 3) for p in names}
        game = game.with_issue(
            f"issue {k}", outcomes=["a", "b", "c"], weight={p: chance.uniform(1, 9) for p in names}, worth=worth
        )
    return game


def convex() -> Rows:
    """Nash's solution over lotteries of three parties, against SLSQP on the logarithms of the gains."""
    rows = []
    for issues in (5, 10, 20):
        game = opposed(issues)
        ours, solution = timed(lambda game=game: bg.nash(game, lotteries=True), 3)
        points = np.array(
            [
                [[game.weights(p)[i.name] * value_of(w) for w in i.preferences[p].worth] for i in game.issues]
                for p in game.party_names
            ]
        )  # shape (parties, issues, outcomes)

        def lost(x: Any, points: Any = points) -> float:
            gains = np.einsum("pio,io->p", points, x.reshape(points.shape[1:]))
            return -float(np.log(np.maximum(gains, 1e-12)).sum())

        sums = [{"type": "eq", "fun": lambda x, k=k: x[3 * k : 3 * k + 3].sum() - 1} for k in range(issues)]
        start, bounds = np.full(3 * issues, 1 / 3), [(0, 1)] * (3 * issues)
        theirs, found = timed(
            lambda lost=lost, start=start, bounds=bounds, sums=sums: minimize(
                lost, start, method="SLSQP", bounds=bounds, constraints=sums
            ), 3,
        )  # fmt: skip
        mean = np.prod(list(solution.gains.values())) ** (1 / 3)
        rows.append([str(issues), said(ours), said(theirs), f"{theirs / ours:.2f}",
                     f"{mean:.6f}", f"{np.exp(-found.fun / 3):.6f}"])  # fmt: skip
    return rows


MISSED = ([[0.0, 0.0, 1.0], [1.0, 1.0, 0.0]], [[0.0, 0.0, 0.0], [2.0, 1.0, 1.0]])
"""A degenerate game of two by three."""


def missed() -> str:
    """What nashpy's support enumeration leaves out of a small degenerate game."""
    A, B = map(np.array, MISSED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = [
            [[round(float(x), 6) for x in side] for side in pair] for pair in nashpy.Game(A, B).support_enumeration()
        ]
    ours = [[list(one.row), list(one.column)] for one in bg.equilibria(A, B)]
    left = [pair for pair in ours if pair not in theirs]
    return f"A = {MISSED[0]}, B = {MISSED[1]}: support enumeration finds {len(theirs)} of {len(ours)}; missed {left}"

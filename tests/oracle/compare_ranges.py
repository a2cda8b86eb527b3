"""Ranges without lotteries: hold a solution against grids that grow finer around the best rows."""

from collections.abc import Callable

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle.claim import Claim, check_no_surplus
from tests.oracle.concepts import EQUAL, scaled
from tests.oracle.enumerate import Agreements, enumerate_agreements, is_range, straight
from tests.oracle.ranges import ideal, zoom

ROUNDING = 1e-10
"""A row this far below the disagreement, in points, still meets it."""

COUNT = 1e5
"""What one more party with a strict gain is worth to the Nash score: more than any product, few digits lost."""


def _score(concept: str, d: np.ndarray, alpha: np.ndarray, ideals: np.ndarray | None) -> Callable[..., np.ndarray]:
    """Payoffs (m, n) → one number each that the concept maximises first; −inf below the disagreement."""

    def score(payoffs: np.ndarray, slack: float = ROUNDING) -> np.ndarray:
        gains = payoffs - d
        rational = (gains >= -slack).all(axis=1)
        if concept == "utilitarian":
            values = payoffs @ scaled(alpha, len(d))
        elif concept == "egalitarian":
            values = gains.min(axis=1)
        elif concept == "nash":  # many strict gains come first; below 1e-6 a gain of a grid row is not counted
            strict = gains > (EQUAL if slack > ROUNDING else 1e-6)
            logs = np.log(np.where(strict, gains, 1.0)) @ scaled(alpha, len(d))
            values = COUNT * strict.sum(axis=1) + np.exp(logs)
        else:
            most = ideals - d
            counted = most > EQUAL
            values = (gains[:, counted] / most[counted]).min(axis=1) if counted.any() else np.zeros(len(gains))
        return np.where(rational, values, -np.inf)

    return score


def ideal_bounds(game: BargainingGame, listed: Agreements, d: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Ideal payoffs from below and above; the same twice where they are exact, None where no row is rational."""
    if straight(game) and sum(map(is_range, game.issues)) <= 2:
        exact = ideal(game)
        return None if exact is None else (exact, exact)
    rows = (listed.payoffs >= d - ROUNDING).all(axis=1)
    if not rows.any():
        return None
    high = listed.raised[(listed.raised >= d).all(axis=1)].max(axis=0)
    low = []
    for i in range(len(d)):
        one = scaled(np.eye(len(d))[i], len(d))
        best = zoom(listed, _score("utilitarian", d, one, None), starts=2, rounds=40)
        assert best is not None
        low.append(best[0][i])
    return np.array(low), high


def check_ranges(claim: Claim) -> None:
    """No worse than what ever finer grids find, beaten by no row of the grid, within what the grid allows."""
    game, concept, u, d, alpha, where = claim.game, claim.concept, claim.u, claim.d, claim.alpha, claim.where
    listed = enumerate_agreements(game, claim.grid)
    rows = (listed.payoffs >= d - ROUNDING).all(axis=1)
    ideals = ideal_bounds(game, listed, d)
    if claim.no_deal:
        gain = (listed.payoffs[rows] - d).max() if rows.any() else 0.0
        gain = max(gain, float((ideals[0] - d).max())) if ideals is not None else gain
        assert gain <= 1e-6, f"{where}: no agreement, but some party could gain {gain:g} points"
        assert not (rows.any() and claim.at_zero_surplus == "agreement"), f"{where}: no agreement at zero surplus"
        return
    beats = (listed.payoffs >= u - EQUAL).all(axis=1) & (listed.payoffs > u + 1e-6).any(axis=1)
    assert not beats.any(), f"{where}: payoffs {u.tolist()} are beaten by {listed.agreement(int(beats.argmax()))}"
    if ideals is None:
        return  # R is smaller than the grid can see; the solution is feasible and rational, as checked
    low, high = ideals
    if (np.abs(u - d) <= EQUAL).all() and (high - d).max() <= EQUAL:
        check_no_surplus(claim)
    if concept == "kalai_smorodinsky" and ((high - d > EQUAL) & (low - d < 1e-6)).any():
        return  # whether this party counts is a matter of rounding
    best = zoom(listed, _score(concept, d, alpha, high))
    if best is None:
        return
    wanted = _score(concept, d, alpha, high)(best[0][None])[0]
    found = _score(concept, d, alpha, low)(u[None], 2e-9)[0]
    assert found >= wanted - claim.tolerance, (
        f"{where}: payoffs {u.tolist()} have measure {found:.12g}, a grid reaches {wanted:.12g} with {best}"
    )
    # What the grid bounds from above no solution exceeds: a guard of the reference itself.
    roof = _score(concept, d, alpha, low)(listed.raised, EQUAL)
    assert found <= roof.max() + 1e-6, f"{where}: measure {found:.12g} exceeds the bound {roof.max():.12g} of the grid"

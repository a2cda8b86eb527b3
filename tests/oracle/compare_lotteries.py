"""With lotteries: hold a solution against the linear programmes of the reference."""

from collections.abc import Sequence

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle.claim import Claim, check_close, check_no_surplus
from tests.oracle.concepts import nash_measure, scaled
from tests.oracle.enumerate import (
    EVERY_KNOT,
    Agreements,
    automatic_grid,
    discrete,
    enumerate_agreements,
    number,
    straight,
)
from tests.oracle.lotteries import CONCEPTS, NO_GAIN, BestLottery, gains_of, ideal_gains

LOTTERY_ROWS = 2_000
"""An automatic grid is shorter with lotteries, where linear programmes run over it."""


def _curved(game: BargainingGame) -> bool:
    """Whether numbers between breakpoints can help a lottery: a risk attitude or a power curve over a range."""
    return not discrete(game) and not (straight(game) and all(number(p.risk_aversion) == 0.0 for p in game.parties))


def lottery_agreements(game: BargainingGame, grid: int | None = None) -> Agreements:
    """The agreements over which the reference draws lotteries: exact unless risk attitudes or powers bend a range."""
    if not _curved(game):
        return enumerate_agreements(game, EVERY_KNOT)
    return enumerate_agreements(game, automatic_grid(game, LOTTERY_ROWS) if grid is None else grid)


def check_lottery(claim: Claim) -> None:
    """Measure and payoffs as the linear programmes say; where ranges bend, within what a grid allows."""
    game, concept, u, d, alpha, where = claim.game, claim.concept, claim.u, claim.d, claim.alpha, claim.where
    tolerance = claim.tolerance
    listed = lottery_agreements(game, claim.grid)
    solve = CONCEPTS[concept]
    best = solve(listed.payoffs, d, alpha) if len(listed) else None
    if best is None:
        if not _curved(game):
            assert claim.no_deal, f"{where}: payoffs {u.tolist()}, but no lottery gives everybody the disagreement"
        return
    ideals = ideal_gains(gains_of(listed.payoffs, d))
    if ideals is None or ideals.max() <= NO_GAIN:
        if _curved(game):
            return  # a finer grid may see more
        check_no_surplus(claim)
        check_close(u, d, max(tolerance, 1e-6), f"{where}: payoffs without a surplus")
        return
    assert not claim.no_deal, f"{where}: no agreement, reference payoffs {best.payoffs.tolist()}"
    if _curved(game):
        _check_bent(claim, best, ideals, listed)
        return
    found = _measure(concept, u, d, alpha, ideals)
    if found is not None:
        doubt = best.gap * best.measure[-1]  # what the reference itself may be short of, for Nash
        what = f"{where}: payoffs {u.tolist()}, reference {best.payoffs.tolist()}"
        _measures_meet(found, best.measure, tolerance + doubt, what)
    if best.unique:
        # a product that is short by g relative to the best lies within √g of it, relative to the gains
        near = 1e-6 + 3 * float(np.sqrt(max(best.gap, 0.0)) * ideals.max())
        check_close(u, best.payoffs, near, f"{where}: payoffs")
    else:
        short = (best.payoffs - d).min() - (u - d).min()
        assert short <= 1e-6, f"{where}: the tie rule asks for a smallest gain larger by {short:g} points"


def _measure(
    concept: str, u: np.ndarray, d: np.ndarray, alpha: np.ndarray, ideals: np.ndarray
) -> tuple[float, ...] | None:
    """What the concept maximises, at payoffs `u`; None for concepts that are a path or a cut."""
    counted = ideals > NO_GAIN
    gains = np.where(counted, u - d, 0.0)
    if concept == "nash":
        return nash_measure(gains, alpha)
    if concept == "egalitarian":
        return tuple(np.sort(u - d))
    if concept == "kalai_smorodinsky":
        return tuple(np.sort(gains[counted] / ideals[counted]))
    if concept == "utilitarian":
        return (float(scaled(alpha, len(u)) @ u),)
    return None


def _measures_meet(found: Sequence[float], wanted: Sequence[float], tolerance: float, what: str) -> None:
    """`found` is no less anywhere, and no more, or the reference is wrong."""
    for x, y in zip(found, wanted, strict=True):
        assert abs(x - y) <= tolerance, f"{what}: measure {tuple(found)}, reference {tuple(wanted)}"


def _check_bent(claim: Claim, best: BestLottery, ideals: np.ndarray, listed: Agreements) -> None:
    """The grid bounds the measure from below, and its raised payoffs from above."""
    concept, u, d, alpha, where = claim.concept, claim.u, claim.d, claim.alpha, claim.where
    found = _measure(concept, u, d, alpha, ideals)
    if found is None:
        return
    above = ideal_gains(gains_of(listed.raised, d))
    raised = CONCEPTS[concept](listed.raised, d, alpha)
    assert above is not None, f"{where}: the raised payoffs are no bound"
    assert raised is not None, f"{where}: the raised payoffs are no bound"
    floor, roof = best.measure, raised.measure
    if concept == "kalai_smorodinsky":  # the true ideals lie between both
        counted = ideals > NO_GAIN
        if (counted != (above > NO_GAIN)).any():
            return
        floor = (floor[0] * float((ideals[counted] / above[counted]).min()),)
        roof = (roof[0] * float((above[counted] / ideals[counted]).max()),)
    if concept == "nash":  # first the number of strict gains
        if found[0] != floor[0]:
            assert found[0] > floor[0], f"{where}: {found[0]} strict gains, a grid reaches {floor[0]}"
            return
        found, floor, roof = found[1:], floor[1:], roof[1:] if roof[0] == found[0] else (np.inf,)
    assert found[0] >= floor[0] - claim.tolerance, (
        f"{where}: {u.tolist()} has {found[0]:.12g}, a grid reaches {floor[0]:.12g}"
    )
    assert found[0] <= roof[0] + 1e-6, f"{where}: {u.tolist()} has {found[0]:.12g}, above the bound {roof[0]:.12g}"

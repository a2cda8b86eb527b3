"""Hold a solution of the package against the reference; an AssertionError says what differs.

Choices alone: everything must be the same. Ranges without lotteries: the solution must be what it says it is and no
worse than the best that ever finer grids find (a solution that is feasible cannot be better than the best one, so
its own payoffs are the other half of the proof). Lotteries: as the linear programmes say.

Where the reference itself hangs on the last digits (two agreements whose measures differ by between 1e-9 and 1e-7)
either answer passes. Where R is a single point without any gain, both that point and "no agreement" pass unless
`at_zero_surplus` says "agreement" or "none".
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle import concepts
from tests.oracle.claim import Claim, as_array, check_close, check_consistent, check_no_surplus
from tests.oracle.compare_frontiers import check_frontier, check_frontier_pieces
from tests.oracle.compare_lotteries import check_lottery
from tests.oracle.compare_ranges import check_ranges
from tests.oracle.concepts import EQUAL
from tests.oracle.enumerate import disagreement, discrete, enumerate_agreements, powers

__all__ = ["check_frontier", "check_frontier_pieces", "check_solution"]

LOOSE = 1e-7
"""How near two measures must be before the reference calls their order a matter of rounding."""


def check_solution(
    game: BargainingGame,
    concept: str,
    solution: Any,
    lotteries: bool = False,
    grid: int | None = None,
    *,
    power: Mapping[str, float] | None = None,
    at_zero_surplus: str = "either",
    tolerance: float = 1e-7,
) -> None:
    """Raise AssertionError unless `solution` is the `concept` of `game`.

    `grid`: uniform numbers per range (None: automatic). `power`: replaces the powers of the parties. `tolerance`: how
    far below the best measure a solution with ranges, or with lotteries, may be.
    """
    where = f"{game.title}, {concept}, {'with' if lotteries else 'without'} lotteries"
    alpha = powers(game) if power is None else np.array([power[p] for p in game.party_names])
    u = as_array(game, solution.payoffs)
    claim = Claim(game, concept, solution, u, disagreement(game), alpha, where, grid, at_zero_surplus, tolerance)
    check_consistent(claim, lotteries)
    if lotteries:
        check_lottery(claim)
    elif discrete(game):
        check_choices(claim)
    else:
        check_ranges(claim)


def check_choices(claim: Claim) -> None:
    """The same agreement, payoffs and ties as the reference."""
    solution, u, d, where = claim.solution, claim.u, claim.d, claim.where
    listed = enumerate_agreements(claim.game)
    solve = concepts.CONCEPTS[claim.concept]
    strict, loose = (solve(listed.payoffs, d, claim.alpha, tol) for tol in (EQUAL, LOOSE))
    if strict is None or loose is None:
        assert claim.no_deal, f"{where}: {solution.agreement}, but no agreement gives everybody the disagreement"
        return
    if (listed.payoffs[strict.rows] - d).max() <= EQUAL:
        check_no_surplus(claim)
        if claim.no_deal:
            return
    assert not claim.no_deal, f"{where}: no agreement, reference {listed.agreement(strict.chosen)}"
    at = {_key(listed.agreement(int(k))): int(k) for k in loose.rows}
    found = _key(solution.agreement)
    best = listed.agreement(strict.chosen)
    assert found in at, (
        f"{where}: {dict(solution.agreement)} with payoffs {u.tolist()}, reference {best} with "
        f"{listed.payoffs[strict.chosen].tolist()}, measure {strict.measure}"
    )
    ties = [_key(a) for a in solution.ties]
    assert len(ties) + 1 == len({found, *ties}), f"{where}: ties repeat an agreement"
    reported, certain = {found, *ties}, {_key(listed.agreement(int(k))) for k in strict.rows}
    assert certain <= reported, f"{where}: ties leave out {sorted(certain - reported, key=str)}"
    assert reported <= set(at), f"{where}: no ties at all: {sorted(reported - set(at), key=str)}"
    if len(strict.rows) == len(loose.rows) and strict.chosen == loose.chosen:
        assert found == _key(best), f"{where}: among ties {dict(solution.agreement)}, the tie rule says {best}"
        check_close(u, listed.payoffs[strict.chosen], 1e-9, f"{where}: payoffs")


def _key(agreement: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(agreement.items())

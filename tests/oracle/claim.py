"""What a solution says of itself, held against the game: it must be feasible, rational and consistent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from tests.oracle.concepts import EQUAL
from tests.oracle.enumerate import columns_of, holds, is_range, number, payoffs_of


@dataclass(frozen=True, eq=False)
class Claim:
    """A solution to be checked. `u`, `d`, `alpha`: its payoffs, the disagreement and the powers, each of shape (n,)."""

    game: BargainingGame
    concept: str
    solution: Any
    u: np.ndarray
    d: np.ndarray
    alpha: np.ndarray
    where: str
    grid: int | None = None
    at_zero_surplus: str = "either"
    tolerance: float = 1e-7

    @property
    def no_deal(self) -> bool:
        """Whether the solution says that there is no agreement."""
        return self.solution.agreement is None and len(self.solution.lottery) == 0


def as_array(game: BargainingGame, mapping: Mapping[str, float]) -> np.ndarray:
    """A mapping party → points as an array in the order of the parties."""
    assert list(mapping) == list(game.party_names), f"{game.title}: a mapping over {list(mapping)}"
    return np.array([float(mapping[p]) for p in game.party_names])


def check_close(found: np.ndarray, wanted: np.ndarray, tolerance: float, what: str) -> None:
    """No entry is off by more than `tolerance`."""
    difference = float(np.abs(found - wanted).max())
    assert difference <= tolerance, (
        f"{what}: found {found.tolist()}, reference {wanted.tolist()}, off by {difference:g}"
    )


def check_feasible(game: BargainingGame, agreement: Mapping[str, Any], where: str) -> None:
    """Every issue is settled, within its range, and no absolute red line is crossed (ranges: to 1e-9 of the span)."""
    assert list(agreement) == list(game.issue_names), f"{where}: settles {list(agreement)}, not {game.issue_names}"
    for issue in game.issues:
        x = agreement[issue.name]
        if not is_range(issue):
            assert x in issue.outcomes, f"{where}: {issue.name} = {x!r} is no outcome"
            continue
        low, high = number(issue.low), number(issue.high)
        for line in game.all_red_lines:
            if issue.name in line.never:
                bound = line.never[issue.name]
                low, high = (max(low, bound.bound), high) if bound.side == "below" else (low, min(high, bound.bound))
        slack = EQUAL * (number(issue.high) - number(issue.low))
        assert low - slack <= x <= high + slack, f"{where}: {issue.name} = {x!r} is not within {low:g} to {high:g}"
    choices = [line for line in game.all_red_lines if not any(is_range(game.issue(name)) for name in line.never)]
    columns = columns_of(game, agreement)
    for line in choices:
        crossed = line.price is None and holds(game, line.never, columns)[0]
        assert not crossed, f"{where}: {dict(agreement)} crosses the red line {dict(line.never)} of {line.party}"


def check_consistent(claim: Claim, lotteries: bool) -> None:
    """The fields of the solution fit one another and the game."""
    game, solution, u, d, where = claim.game, claim.solution, claim.u, claim.d, claim.where
    check_close(as_array(game, solution.gains), u - d, 1e-9, f"{where}: gains")
    check_close(as_array(game, solution.disagreement), d, 1e-9, f"{where}: disagreement")
    assert 0.0 <= solution.gap < 1e-5, f"{where}: gap = {solution.gap!r}"
    if claim.no_deal:
        check_close(u, d, 1e-9, f"{where}: payoffs without agreement")
        assert not solution.ties, f"{where}: ties without agreement"
        return
    lottery = list(solution.lottery)
    total = sum(p for p, _ in lottery)
    assert all(p > 0 for p, _ in lottery), f"{where}: probabilities {lottery}"
    assert abs(total - 1.0) < 1e-9, f"{where}: probabilities sum to {total!r}"
    most = len(game.parties) if lotteries else 1
    assert 1 <= len(lottery) <= most, f"{where}: a lottery over {len(lottery)} agreements; at most {most}"
    for _, agreement in lottery:
        check_feasible(game, agreement, where)
    expected = sum(p * payoffs_of(game, agreement) for p, agreement in lottery)
    check_close(u, expected, 1e-9, f"{where}: payoffs against those of the lottery {lottery}")
    if not lotteries:
        assert dict(lottery[0][1]) == dict(solution.agreement), f"{where}: lottery and agreement differ"
    assert (u >= d - 2e-9).all(), f"{where}: payoffs {u} fall below the disagreement {d}"


def check_no_surplus(claim: Claim) -> None:
    """Whether there is an agreement when R gives nobody a gain, if the caller wants to know."""
    if claim.at_zero_surplus == "agreement":
        assert not claim.no_deal, f"{claim.where}: no agreement although one gives everybody the disagreement"
    if claim.at_zero_surplus == "none":
        assert claim.no_deal, f"{claim.where}: an agreement although none gives anybody a gain"

"""Numbers, agreements and solutions in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bargain.cli.output import say
from bargain.cli.tables import say_table

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame
    from bargain.payoffs.solution import Solution


def number(x: float) -> str:
    """A number for reading: up to four decimals, more where it is small.

    >>> number(300.0), number(3.25), number(1234567.5), number(0.00012345), number(0.0)
    ('300', '3.25', '1234567.5', '0.0001234', '0')
    """
    if x != 0 and (abs(x) < 0.1 or abs(x) >= 1e15):
        return f"{x:.4g}"
    return f"{x:.4f}".rstrip("0").rstrip(".")


def points(x: float, *, sign: bool = False) -> str:
    """Points with two decimals; never "-0.00".

    >>> points(61.298), points(-1e-12), points(5, sign=True)
    ('61.30', '0.00', '+5.00')
    """
    rounded = round(x, 2) + 0.0
    return f"{rounded:+.2f}" if sign and rounded else f"{rounded:.2f}"


def outcome(game: BargainingGame, issue: str, settled: Any) -> str:
    """An outcome in words: a text as it stands, a number with the unit of its range."""
    if isinstance(settled, str):
        return settled
    unit = getattr(game.issue(issue), "unit", "")
    return f"{number(settled)} {unit}".rstrip()


def agreement(game: BargainingGame, settled: Mapping[str, Any]) -> str:
    """An agreement on one line."""
    return "; ".join(f"{issue}: {outcome(game, issue, settled[issue])}" for issue in settled)


def say_solution(game: BargainingGame, solution: Solution) -> None:
    """Print a solution: what is settled, what each party gets, what ties, and how it was found."""
    kind = "no deal, every party gets its outside option"
    if solution.deal:
        kind = "agreement" if len(solution.lottery) == 1 else f"lottery over {len(solution.lottery)} agreements"
    say(f"{solution.concept}: {kind}")
    say()
    if solution.deal:
        chances = [f"with probability {number(p)}" for p, _ in solution.lottery]
        headers = ["issue", *(["outcome"] if len(chances) == 1 else chances)]
        names = list(solution.lottery[0][1])
        say_table(headers, [[i, *(outcome(game, i, a[i]) for _, a in solution.lottery)] for i in names])
        say()
    rows = [
        [party, points(payoff), points(solution.disagreement[party]), points(solution.gains[party], sign=True)]
        for party, payoff in solution.payoffs.items()
    ]
    say_table(["party", "payoff", "disagreement", "gain"], rows, numbers=["payoff", "disagreement", "gain"])
    if solution.ties:
        say()
        more = " or more" if solution.more_ties else ""
        say(f"{len(solution.ties)}{more} other agreement{'s' * (len(solution.ties) > 1)} that the concept ranks equal:")
        for tie in solution.ties:
            say(f"  {agreement(game, tie)}")
    if solution.steps:
        say()
        for step in solution.steps:
            say(f"  {step}")
    say()
    say(f"found by {solution.method}; gap {solution.gap:.1e}" if solution.gap else f"found by {solution.method}, exact")

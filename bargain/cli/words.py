"""A solution in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bargain.cli.output import say
from bargain.cli.tables import say_table
from bargain.words import agreement, number, outcome, points

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame
    from bargain.payoffs.solution import Solution


def counted(count: int, what: str) -> str:
    """A number of things: "1 choice", "2 choices"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


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

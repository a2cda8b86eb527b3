"""Ask for solutions: one concept, or all side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bargain.concepts.comparison import Comparison
from bargain.concepts.registry import CONCEPTS
from bargain.errors import ConceptError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import listed
from bargain.payoffs.problem import BargainingProblem, problem_of
from bargain.payoffs.solution import Solution

Source = BargainingGame | BargainingProblem


def names_of(concepts: str | Iterable[str]) -> tuple[str, ...]:
    """Names of concepts; a text alone is one name.

    >>> names_of("nash"), names_of(["nash", "raiffa"])
    (('nash',), ('nash', 'raiffa'))
    """
    return listed(concepts, "concepts")


def solve(
    source: Source,
    concept: str = "nash",
    *,
    lotteries: bool | None = None,
    power: Mapping[str, float] | None = None,
) -> Solution:
    """The solution of a game (or problem) by one concept.

    `lotteries`: also lotteries over agreements (no, unless a problem says so); concepts that are defined over
    lotteries always use them. `power`: party → bargaining weight, over the game's own. Raises ConceptError where the
    concept is unknown or not defined for this game.
    """
    return CONCEPTS[concept](problem_of(source, lotteries=lotteries, power=power))


def nash(source: Source, *, lotteries: bool | None = None, power: Mapping[str, float] | None = None) -> Solution:
    """The Nash solution: the largest product of gains (Nash 1950)."""
    return solve(source, "nash", lotteries=lotteries, power=power)


def compare(
    source: Source,
    concepts: Iterable[str] | None = None,
    *,
    lotteries: bool | None = None,
    power: Mapping[str, float] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Comparison:
    """Every concept side by side (or those named); the ones that are not defined for this game say why.

    `progress` is called with each concept's name before it is solved.
    """
    problem = problem_of(source, lotteries=lotteries, power=power)
    solutions: list[Solution] = []
    left_out: list[tuple[str, str]] = []
    by_lottery = problem if problem.lotteries else problem.with_lotteries()
    for name in CONCEPTS if concepts is None else names_of(concepts):
        entry = CONCEPTS[name]
        if progress is not None:
            progress(name)
        try:
            solutions.append(entry(by_lottery if entry.by_lottery else problem))
        except ConceptError as error:
            if concepts is not None:
                raise
            left_out.append((name, str(error)))
    return Comparison(problem.parties, tuple(solutions), tuple(left_out))

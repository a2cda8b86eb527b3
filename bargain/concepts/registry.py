"""The registry of solution concepts: name → concept, one file each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bargain.errors import ConceptError
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.region import Optimum, Region, no_deal, solution
from bargain.payoffs.solution import Solution
from bargain.registry import Registry

Solver = Callable[[BargainingProblem], Solution]


@dataclass(frozen=True)
class Concept:
    """An axiomatic solution: call it on a problem.

    `satisfies`, `violates`: names of axioms that it keeps and breaks on problems with lotteries, both tested.
    `two_parties`: defined for two parties only. `by_lottery`: defined over lotteries, whatever the problem says.
    """

    name: str
    summary: str
    source: str
    solver: Solver = field(repr=False)
    satisfies: frozenset[str] = frozenset()
    violates: frozenset[str] = frozenset()
    two_parties: bool = False
    by_lottery: bool = False

    def __call__(self, problem: BargainingProblem) -> Solution:
        """The solution of `problem`. Raises ConceptError where the concept is not defined."""
        if self.two_parties:
            problem.only_two(self.name)
        if self.by_lottery and not problem.lotteries:
            problem = problem.with_lotteries()
        return self.solver(problem)


def concept(
    *,
    source: str,
    satisfies: Iterable[str] = (),
    violates: Iterable[str] = (),
    two_parties: bool = False,
    by_lottery: bool = False,
) -> Callable[[Solver], Concept]:
    """Make a concept of a function from a problem to a solution; its name and first line come from the function."""

    def make(solver: Solver) -> Concept:
        summary = (solver.__doc__ or "").strip().split("\n")[0]
        kept, broken = frozenset(satisfies), frozenset(violates)
        return Concept(solver.__name__, summary, source, solver, kept, broken, two_parties, by_lottery)

    return make


def settle(name: str, problem: BargainingProblem, region: Region, best: Callable[[Region], Optimum]) -> Solution:
    """The solution that `best` picks in the region, or no deal where the region is empty."""
    return solution(name, problem, best(region)) if region.exists else no_deal(name, problem)


CONCEPTS: Registry[Concept] = Registry("bargain.concepts", "concept", ConceptError, others=("comparison", "solving"))

"""The registry of axioms: name → axiom, one file each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bargain.concepts.registry import Solver
from bargain.errors import BargainError
from bargain.payoffs.problem import BargainingProblem
from bargain.registry import Registry

Violation = Callable[[Solver, BargainingProblem], float]


@dataclass(frozen=True)
class Axiom:
    """A demand on solutions: call it on a concept (or any solver) and a problem for the size of its violation.

    `two_parties`: stated for two parties only.
    """

    name: str
    summary: str
    source: str
    measure: Violation = field(repr=False)
    two_parties: bool = False

    def __call__(self, solver: Solver, problem: BargainingProblem) -> float:
        """The size of the violation in points: 0 when the axiom is kept, but for rounding.

        Raises ConceptError where the axiom, or the solver, is not defined for the problem.
        """
        if self.two_parties:
            problem.only_two(self.name)
        return max(self.measure(solver, problem), 0.0)


def axiom(*, source: str, two_parties: bool = False) -> Callable[[Violation], Axiom]:
    """Make an axiom of a function that measures its violation; its name and first line come from the function."""

    def make(measure: Violation) -> Axiom:
        summary = (measure.__doc__ or "").strip().split("\n")[0]
        return Axiom(measure.__name__, summary, source, measure, two_parties)

    return make


AXIOMS: Registry[Axiom] = Registry("bargain.axioms", "axiom", BargainError, others=("changes",))

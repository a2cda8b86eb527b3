"""What outside options that take measures share: the order in which measures act, and their way to a file and back.

A base gives its course (`Course`) and what each party gets along a course. Measures reshape the course one after the
other; then what they take from each party is taken off:

    d_i = along(course, reshaped by all measures)_i − Σ_m loss_i(m)
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING, Any, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import ByKind, Key, ListOf
from bargain.outside.course import Course
from bargain.outside.measures.measure import PLACE, Measure
from bargain.outside.measures.registry import measures
from bargain.registry import did_you_mean

if TYPE_CHECKING:
    from typing import Self

    from bargain.game.bargaining_game import BargainingGame

MEASURE = ByKind("measure", "the kind of measure")
"""One entry of the list."""

MEASURES_KEY = Key(
    ListOf(MEASURE),
    "what moves this outside option: sanctions, aid, deadlines",
    f"each as [[{PLACE}]]",
)


class Base(ABC):
    """An outside option with `measures`, its last field: a frozen dataclass that calls `settle_measures` when made."""

    kind: ClassVar[str]
    measures: tuple[Measure, ...]

    @abstractmethod
    def check_base(self, game: BargainingGame) -> None:
        """Raise GameError where the outside option without its measures does not fit the game."""

    @abstractmethod
    def course(self, game: BargainingGame) -> Course:
        """How things go on without agreement, no measure in force."""

    @abstractmethod
    def along(self, game: BargainingGame, course: Course) -> Mapping[str, float]:
        """Party → points that it gets where things go as `course` says."""

    @abstractmethod
    def base_document(self) -> dict[str, Any]:
        """The form in a case file, without kind and measures."""

    def settle_measures(self) -> None:
        """Bring `measures` to their type."""
        object.__setattr__(self, "measures", measures(self.measures))

    def check(self, game: BargainingGame) -> None:
        """Raise GameError where this outside option or one of its measures does not fit the game."""
        self.check_base(game)
        if not self.measures:
            return
        before = self.course(game)
        placed = [(f"{PLACE}.{m.name}" if m.name else f"{PLACE}[{k}]", m) for k, m in enumerate(self.measures)]
        for where, measure in placed:
            measure.check(game, before, where)
        after = self.reshaped(game)
        for where, measure in placed:
            measure.check_result(game, after, where)

    def reshaped(self, game: BargainingGame) -> Course:
        """The course with all measures in force."""
        course = self.course(game)
        for measure in self.measures:
            course = measure.reshaped(course)
        return course

    def disagreement(self, game: BargainingGame) -> FrozenDict[str, float]:
        """Payoff of every party with no agreement, in points, by the formula at the top of this file."""
        course = self.reshaped(game)
        found = self.along(game, course)
        lost: dict[str, list[float]] = {party: [] for party in game.party_names}
        for measure in self.measures:
            for party, points in measure.losses(game, course).items():
                lost[party].append(points)
        return FrozenDict({party: found[party] - fsum(points) for party, points in lost.items()})

    def with_measure(self, measure: Measure) -> Self:
        """The same with one more measure."""
        return replace(self, measures=(*self.measures, measure))  # type: ignore[type-var]

    def without_measure(self, name: str | int) -> Self:
        """The same without the measure called `name`; one that has no name goes by its position."""
        for k, measure in enumerate(self.measures):
            if name in ((measure.name, k) if measure.name else (k, str(k))):
                return replace(self, measures=self.measures[:k] + self.measures[k + 1 :])  # type: ignore[type-var]
        names = [m.name or str(k) for k, m in enumerate(self.measures)]
        raise GameError(f"{PLACE}: no measure {name!r}; {did_you_mean(str(name), names)}")

    def to_document(self, *, defaults: bool = False) -> dict[str, Any]:
        """The form in a case file; an empty list of measures, and their numbers' defaults, only if `defaults`."""
        rows = [measure.to_document(defaults=defaults) for measure in self.measures]
        return {"kind": self.kind, **self.base_document(), **({"measures": rows} if rows or defaults else {})}

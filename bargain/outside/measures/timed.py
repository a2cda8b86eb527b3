"""Measures that take points away as long as there is no agreement, or at a date: they need to know how long that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import OWN_AMOUNT, Key
from bargain.game.quantity import value_of
from bargain.outside.beliefs import PerParty, believed, complete, per_party
from bargain.outside.course import Course
from bargain.outside.measures.measure import Measure

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

YEARS = Key(
    OWN_AMOUNT,
    "expected time without agreement, above 0, one number or one per party; only where the outside option has none",
    "years = 3",
)


@dataclass(frozen=True, kw_only=True)
class Timed(Measure):
    """`years`: expected time without agreement; None where the outside option, such as a war, has its own."""

    years: PerParty | None = None

    def settle(self) -> None:
        """See Measure."""
        if self.years is not None:
            self._set(years=per_party(self.years, f"{self.place}.years", low=0, strict=True))

    def check(self, game: BargainingGame, course: Course, where: str) -> None:
        """The time without agreement is given once: by the outside option or else here."""
        complete(self.years, game, f"{where}.years")
        if course.years is None and self.years is None:
            raise GameError(
                f"{where}: 'years' is missing, for the outside option {course.kind!r} has none; write {YEARS.write}"
            )
        if course.years is not None and self.years is not None:
            given = "one per party" if isinstance(self.years, FrozenDict) else f"{value_of(self.years):g}"
            raise GameError(
                f"{where}.years: {given}, but the outside option {course.kind!r} has years of its own; "
                f"leave them out here"
            )

    def time_and_rate(self, course: Course, party: str) -> tuple[float, float]:
        """Expected time without agreement in the eyes of `party`, in years, and its discount rate, per year."""
        if course.years is not None:
            years = course.years[party]
        else:
            assert self.years is not None, "held by check"
            years = believed(self.years, party)
        return years, course.discount_rates[party]

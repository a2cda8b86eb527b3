"""What the war of attrition returns."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.names import known, shown
from bargain.game.quantity import finite
from bargain.strategic.result import StrategicResult
from bargain.strategic.waiting.course import Course

if TYPE_CHECKING:
    import pandas

Pair = tuple[float, float]


@dataclass(frozen=True)
class Moment:
    """One moment of the war, in the order of the parties.

    `over`: probability that the war is over by it. `conceded`: that each would have conceded. `hazards`: rates at which
    each concedes then. `types`: the private value or cost of the type that does; the value of a party that is known.
    """

    time: float
    over: float
    conceded: Pair
    hazards: Pair
    types: Pair


@dataclass(frozen=True, kw_only=True, repr=False)
class Attrition(StrategicResult):
    """One equilibrium of the war of attrition.

    `hazards`: rates at which each party concedes right after the first moment; with complete information they stay so.
    `at_once`: probability that each concedes in the first moment; one of them is 0. `expected_duration`: of the war, in
    the unit of time of the costs; infinite where both may be committed. `concedes_first`: probability that each is the
    one that concedes; together with `endless`, that nobody ever does, 1. `expected_losses`: discounted cost of the war
    to each. `last_concession`: the time after which only committed parties are left; infinite where there is none.
    `failure`: probability that the war is not over in the first moment. `moments`: its course, in steps of 5 %.
    Losses and payoffs are expected before types are known, and of parties that are not committed.
    """

    hazards: Pair
    at_once: Pair
    expected_duration: float
    concedes_first: Pair
    expected_losses: Pair
    endless: float
    last_concession: float
    moments: tuple[Moment, ...]
    course: Course | None = field(default=None, compare=False)

    def waits(self, party: str, private: Any) -> float:
        """The time until which the type of `party` with this private value or cost holds out.

        0: it concedes in the first moment. Infinite: it waits until the other has conceded almost surely. Of separate
        values, the first moment at which it may concede. GameError where the party's value and cost are known.
        """
        i = self.parties.index(known(party, self.parties, "party", "party"))
        number = finite(private, "private")
        if self.course is None:
            return 0.0 if self.at_once[i] == 1.0 else math.inf
        ladder = self.course.ladders[i]
        if ladder.private is None:
            raise GameError(
                f"private: {shown(private)}; value and cost of {party!r} are known, and it mixes over all times"
            )
        return self.course.when(i, ladder.rank(number)[0])

    def to_frame(self) -> pandas.DataFrame:
        """One row a moment."""
        rows = []
        for moment in self.moments:
            row: dict[str, float] = {"time": moment.time, "over": moment.over}
            for name in ("conceded", "hazards", "types"):
                row |= {f"{name} {party}": x for party, x in zip(self.parties, getattr(moment, name), strict=True)}
            rows.append(row)
        return frame(rows)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; None for what is infinite."""
        found = super().to_dict()
        del found["course"]
        return found

"""An issue settled by one number: a divisible matter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from bargain.errors import GameError
from bargain.game.curves import Breakpoints, Curve, PowerCurve, curve
from bargain.game.frozen import FrozenDict
from bargain.game.names import distinct, known, note, shown, text
from bargain.game.preference import Preference, refusals, weight
from bargain.game.quantity import Number, finite, quantity, value_of

SIDES = ("below", "above")


@dataclass(frozen=True, slots=True)
class Range:
    """One matter settled by a number from `low` to `high`, measured in `unit`.

    `preferences`: party → view, whose worth is a curve over the range and whose refusals are {"below": x},
    {"above": x}: the party accepts no number beyond that bound. `status_quo`, `indifferent`: as for a choice.
    """

    kind: ClassVar[str] = "range"

    name: str
    low: Number
    high: Number
    preferences: FrozenDict[str, Preference]
    unit: str = ""
    question: str = ""
    status_quo: Number | None = None
    indifferent: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        where = f"issues.{text(self.name, 'issues')}"
        for key in ("unit", "question", "source"):
            note(getattr(self, key), f"{where}.{key}")
        object.__setattr__(self, "low", quantity(self.low, f"{where}.range[0]"))
        object.__setattr__(self, "high", quantity(self.high, f"{where}.range[1]"))
        if not self.bounds[0] < self.bounds[1]:
            raise GameError(
                f"{where}.range: low = {self.bounds[0]:g} must be below high = {self.bounds[1]:g} {self.unit}".rstrip()
            )
        if self.status_quo is not None:
            object.__setattr__(self, "status_quo", self._within(self.status_quo, f"{where}.status_quo"))
        object.__setattr__(self, "indifferent", distinct(self.indifferent, f"{where}.indifferent", "party"))
        views = {party: self._checked(view, f"{where}.{party}") for party, view in self.preferences.items()}
        object.__setattr__(self, "preferences", FrozenDict(views))

    @property
    def bounds(self) -> tuple[float, float]:
        """Plain low and high, in the unit of the range."""
        return value_of(self.low), value_of(self.high)

    def _within(self, given: Any, where: str) -> Number:
        return quantity(given, where, low=self.bounds[0], high=self.bounds[1])

    def _checked(self, view: Preference, where: str) -> Preference:
        given: Any = view.worth
        if not isinstance(given, (Breakpoints, PowerCurve, Mapping)):
            low, high = self.bounds
            problem = ": 'worth' is missing" if given is None else f".worth: {shown(given)} is no curve"
            raise GameError(f"{where}{problem}; over a range write worth = {{at = [{low:g}, {high:g}], is = [0, 100]}}")
        worth = curve(given, *self.bounds, f"{where}.worth")
        never: dict[str, Number | None] = {}
        for side, bound in refusals(view.never, where).items():
            known(side, SIDES, f"{where}.never", "bound")
            if bound is None:
                raise GameError(f"{where}.never: {side!r} needs a number; write never = {{{side} = …}}")
            never[side] = self._within(bound, f"{where}.never.{side}")
        return Preference(weight(view.weight, where), worth, FrozenDict(never))

    def curve_of(self, party: str) -> Curve | None:
        """The worth curve of `party`; None when it is indifferent."""
        view = self.preferences.get(party)
        return None if view is None else view.worth  # type: ignore[return-value]

    def worth(self, party: str, outcome: Any) -> float:
        """What the number `outcome` is worth to `party`, in points; 0 to a party that is indifferent."""
        form = self.curve_of(party)
        if form is None:
            return 0.0
        return float(form.points(np.array([finite(outcome, f"issues.{self.name}")]), *self.bounds)[0])

    def settled(self, outcome: Any, where: str) -> float:
        """`outcome` as a plain number, which must lie in the range."""
        return value_of(self._within(outcome, where))

    def with_view(self, party: str, view: Preference) -> "Range":
        """The same issue with another view of one party."""
        return replace(self, preferences=self.preferences.with_items({party: view}))

    def to_document(self) -> dict[str, Any]:
        """What this kind adds to the issue's table in a case file."""
        return {"range": [self.low, self.high], **({"unit": self.unit} if self.unit else {})}

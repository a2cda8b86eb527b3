"""An issue settled by choosing one of several named outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from bargain.errors import GameError
from bargain.game.curves import Breakpoints, PowerCurve
from bargain.game.frozen import FrozenDict
from bargain.game.names import distinct, known, note, shown, text
from bargain.game.preference import Preference, refusals, weight
from bargain.game.quantity import Number, quantity, value_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One matter to settle among `outcomes`.

    `preferences`: party → view; worth lists follow the order of `outcomes`. `status_quo`: what holds today and goes
    on to hold where an ending of a war does not say otherwise. `indifferent`: parties to whom the issue is nothing.
    """

    kind: ClassVar[str] = "choice"

    name: str
    outcomes: tuple[str, ...]
    preferences: FrozenDict[str, Preference]
    question: str = ""
    status_quo: str | None = None
    indifferent: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        where = f"issues.{text(self.name, 'issues')}"
        object.__setattr__(self, "outcomes", distinct(self.outcomes, f"{where}.outcomes", "outcome"))
        if not self.outcomes:
            raise GameError(f"{where}.outcomes: the list is empty; give at least one outcome")
        note(self.question, f"{where}.question")
        note(self.source, f"{where}.source")
        if self.status_quo is not None:
            known(self.status_quo, self.outcomes, f"{where}.status_quo", "outcome")
        object.__setattr__(self, "indifferent", distinct(self.indifferent, f"{where}.indifferent", "party"))
        views = {party: self._checked(view, f"{where}.{party}") for party, view in self.preferences.items()}
        object.__setattr__(self, "preferences", FrozenDict(views))

    def _checked(self, view: Preference, where: str) -> Preference:
        given: Any = view.worth
        if given is None:
            raise GameError(f"{where}: 'worth' is missing; give a list with one number for each outcome")
        if isinstance(given, (str, Mapping, Breakpoints, PowerCurve)) or not hasattr(given, "__len__"):
            raise GameError(
                f"{where}.worth: {shown(given)} is not a list; give a list with one number for each outcome"
            )
        if len(given) != len(self.outcomes):
            raise GameError(f"{where}.worth: {len(given)} numbers for {len(self.outcomes)} outcomes; give one for each")
        worth = tuple(
            quantity(w, f"{where}.worth.{o}", low=0, high=100) for w, o in zip(given, self.outcomes, strict=True)
        )
        never: dict[str, Number | None] = {}
        outcomes = frozenset(self.outcomes)
        for outcome, price in refusals(view.never, where).items():
            known(outcome, outcomes, f"{where}.never", "outcome")
            never[outcome] = None if price is None else quantity(price, f"{where}.never.{outcome}", low=0)
        return Preference(weight(view.weight, where), worth, FrozenDict(never))

    def worth(self, party: str, outcome: Any) -> float:
        """What `outcome` is worth to `party`, in points; 0 to a party that is indifferent."""
        view = self.preferences.get(party)
        return 0.0 if view is None else value_of(view.worth[self.outcomes.index(outcome)])  # type: ignore[index]

    def settled(self, outcome: Any, where: str) -> str:
        """`outcome`, which must be one of this issue's."""
        return known(outcome, self.outcomes, where, "outcome")

    def with_view(self, party: str, view: Preference) -> "Choice":
        """The same issue with another view of one party."""
        return replace(self, preferences=self.preferences.with_items({party: view}))

    def to_document(self) -> dict[str, Any]:
        """What this kind adds to the issue's table in a case file."""
        return {"outcomes": list(self.outcomes)}

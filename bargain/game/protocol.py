"""What the game asks of an outside option, whatever model computes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from bargain.game.frozen import FrozenDict
from bargain.game.keys import Key

if TYPE_CHECKING:
    from typing import Self

    from bargain.game.bargaining_game import BargainingGame


class OutsideOption(Protocol):
    """A model of what every party gets with no agreement; `keys`: what its table holds in a case file."""

    kind: ClassVar[str]
    summary: ClassVar[str]
    keys: ClassVar[FrozenDict[str, Key]]

    def check(self, game: BargainingGame) -> None:
        """Raise GameError where this model does not fit the game (unknown party, unsettled issue)."""

    def disagreement(self, game: BargainingGame) -> FrozenDict[str, float]:
        """Payoff of every party with no agreement, in points."""

    def with_endings(self, issue: str, endings: Mapping[str, Any]) -> Self:
        """The same model, where ending `name` settles `issue` as `endings[name]` says."""

    def without_issue(self, issue: str) -> Self:
        """The same model, with `issue` taken out of every ending."""

    def to_document(self) -> dict[str, Any]:
        """The form that this model has in a case file, `kind` included."""

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The model from its form in a case file; `kind` may be left out."""


@runtime_checkable
class TakesMeasures(OutsideOption, Protocol):
    """An outside option that measures, such as sanctions, can move."""

    measures: tuple[Any, ...]

    def with_measure(self, measure: Any) -> Self:
        """The same with one more measure."""

    def without_measure(self, name: str | int) -> Self:
        """The same without the measure called `name`, or at that position."""

    def to_document(self, *, defaults: bool = False) -> dict[str, Any]:
        """The form in a case file; numbers of measures that have their default only if `defaults`."""


def measures_of(option: OutsideOption | None) -> tuple[Any, ...]:
    """The measures of an outside option; none where it takes none."""
    return option.measures if isinstance(option, TakesMeasures) else ()

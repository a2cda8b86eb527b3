"""Fixed outside option: what every party gets with no agreement is given, in points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import BY_PARTY, Key
from bargain.game.names import shown
from bargain.game.quantity import Number, quantity, value_of
from bargain.outside.base import MEASURES_KEY, Base
from bargain.outside.beliefs import every_party
from bargain.outside.course import Course
from bargain.outside.measures.measure import Measure

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame


@dataclass(frozen=True)
class Fixed(Base):
    """`payoffs`: party → points with no agreement; any finite number, negative ones too.

    `measures`: what is taken off them, each with the `years` that no agreement is expected to last.
    """

    kind: ClassVar[str] = "fixed"
    summary: ClassVar[str] = "payoffs given as numbers"

    keys: ClassVar[FrozenDict[str, Key]] = FrozenDict(
        {
            "payoffs": Key(
                BY_PARTY, "points of every party with no agreement", "payoffs = {Ann = 20, Bob = 30}", required=True
            ),
            "measures": MEASURES_KEY,
        }
    )

    payoffs: FrozenDict[str, Number]
    measures: tuple[Measure, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.payoffs, Mapping):
            raise GameError(
                f"outside_option.payoffs: {shown(self.payoffs)} is not a table; write payoffs = {{Ann = 20, Bob = 30}}"
            )
        checked = {p: quantity(x, f"outside_option.payoffs.{p}") for p, x in self.payoffs.items()}
        object.__setattr__(self, "payoffs", FrozenDict(checked))
        self.settle_measures()

    def check_base(self, game: BargainingGame) -> None:
        """Every party of the game, and no other, has a payoff."""
        every_party(self.payoffs, game, "outside_option.payoffs")

    def course(self, game: BargainingGame) -> Course:
        """No duration, costs or endings."""
        return Course(self.kind, {p.name: value_of(p.discount_rate) for p in game.parties})

    def along(self, game: BargainingGame, course: Course) -> Mapping[str, float]:
        """The given payoffs, in points."""
        return {party: value_of(self.payoffs[party]) for party in game.party_names}

    def with_endings(self, issue: str, endings: Mapping[str, Any]) -> Fixed:
        """Refused: given payoffs have no endings."""
        raise GameError(f"issues.{issue}.endings: a fixed outside option has no endings; leave them out")

    def without_issue(self, issue: str) -> Fixed:
        """The same payoffs: they do not depend on issues."""
        return replace(self)

    def base_document(self) -> dict[str, Any]:
        """{payoffs}."""
        return {"payoffs": dict(self.payoffs)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Fixed:
        """From {payoffs, measures}."""
        if "payoffs" not in document:
            raise GameError("outside_option: 'payoffs' is missing; write payoffs = {Ann = 20, Bob = 30}")
        return cls(document["payoffs"], document.get("measures", ()))

"""Sanctions: they cost the target, and the sender too, every year until there is an agreement.

At full imposition the target loses c points a year at the start, growing at the rate g (decaying where g is below 0) as
the net tightens or trade finds other ways; it avoids the share e of that. The sender loses k points a year. Sanctions
are imposed with probability p, and the time without agreement ends at rate λ = 1/years. A party with discount rate r
expects to lose, in points, at level s:

    target   s · p · (1 − e) · c / (λ + r − g)
    sender   s · p · k / (λ + r)

c, k: points a year; λ, r, g: per year; s, p, e: no unit. It is the mean of ∫₀ᵀ c·exp((g − r)·t) dt over a time T that
is exponential with rate λ, and has a bound only where g < λ + r. λ and r are the party's own, and so is p where beliefs
differ. Sources: Eaton & Engers 1992 (costs to both sides, imposition not sure), Drezner 1999 (the two costs decide),
Hufbauer, Schott & Elliott 2007 (evasion; the bite wears off or builds up).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from bargain.errors import GameError
from bargain.game.frozen import FrozenDict
from bargain.game.keys import AMOUNT, OWN_AMOUNT, TEXT, Key
from bargain.game.names import known, note
from bargain.game.quantity import Number, quantity, value_of
from bargain.outside.beliefs import PerParty, believed, complete, per_party
from bargain.outside.course import Course, present_years, rate
from bargain.outside.measures.measure import LEVEL, NAME
from bargain.outside.measures.timed import YEARS, Timed

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame


@dataclass(frozen=True, kw_only=True)
class Sanctions(Timed):
    """`target` loses `cost_per_year` points a year at the start, `sender` loses `cost_to_sender`.

    `sender` may be no party of the game; its cost is not counted then. `probability`: that they are imposed, one
    number or one per party. `growth` of the bite per year. `evasion`: share of the bite that the target avoids.
    `years`: expected time without agreement, only where the outside option has none of its own.

    >>> Sanctions(target="Ann", cost_per_year=6, probability=0.5, years=2).to_document()
    {'kind': 'sanctions', 'target': 'Ann', 'cost_per_year': 6.0, 'probability': 0.5, 'years': 2.0}
    """

    kind: ClassVar[str] = "sanctions"
    summary: ClassVar[str] = "a cost to the target, and to the sender, every year until there is an agreement"
    keys: ClassVar[FrozenDict[str, Key]] = FrozenDict(
        {
            "name": NAME,
            "target": Key(TEXT, "the party that they press", 'target = "Ann"', required=True),
            "sender": Key(TEXT, "who imposes them; may be no party, then its cost is not counted", 'sender = "Bob"'),
            "cost_per_year": Key(
                AMOUNT, "points a year to the target at the start, at least 0", "cost_per_year = 6", required=True
            ),
            "cost_to_sender": Key(
                AMOUNT, "points a year to the sender, at least 0 (0 unless said)", "cost_to_sender = 1"
            ),
            "probability": Key(
                OWN_AMOUNT, "that they are imposed, one number or one per party (1 unless said)", "probability = 0.7"
            ),
            "growth": Key(AMOUNT, "of the bite per year; below 0 it decays (0 unless said)", "growth = -0.1"),
            "evasion": Key(AMOUNT, "share of the bite that the target avoids, 0 to 1 (0 unless said)", "evasion = 0.3"),
            "years": YEARS,
            "level": LEVEL,
        }
    )

    target: str
    cost_per_year: Number
    sender: str = ""
    cost_to_sender: Number = 0.0
    probability: PerParty = 1.0
    growth: Number = 0.0
    evasion: Number = 0.0

    def settle(self) -> None:
        """See Measure."""
        super().settle()
        place = self.place
        note(self.target, f"{place}.target")
        note(self.sender, f"{place}.sender")
        self._set(
            cost_per_year=quantity(self.cost_per_year, f"{place}.cost_per_year", low=0),
            cost_to_sender=quantity(self.cost_to_sender, f"{place}.cost_to_sender", low=0),
            probability=per_party(self.probability, f"{place}.probability", low=0, high=1),
            growth=quantity(self.growth, f"{place}.growth"),
            evasion=quantity(self.evasion, f"{place}.evasion", low=0, high=1),
        )
        if self.sender and self.sender == self.target:
            raise GameError(f"{place}.sender: {self.sender!r} is the target too; name two sides")
        if not self.sender and value_of(self.cost_to_sender):
            cost = value_of(self.cost_to_sender)
            raise GameError(f"{place}.cost_to_sender: {cost:g} is paid by nobody; name the sender, or leave it out")

    def check(self, game: BargainingGame, course: Course, where: str) -> None:
        """See Measure."""
        known(self.target, course.discount_rates, f"{where}.target", "party")
        complete(self.probability, game, f"{where}.probability")
        super().check(game, course, where)

    def check_result(self, game: BargainingGame, course: Course, where: str) -> None:
        """The bite grows less than the chance of agreement and the discount rate shrink it."""
        years, r = self.time_and_rate(course, self.target)
        growth, bound = value_of(self.growth), rate(years) + r
        if growth >= bound:
            raise GameError(
                f"{where}.growth: {growth:.12g} is not below {bound:.12g}, 1/years + discount_rate of {self.target!r}, "
                f"so the loss has no bound; write a growth below that, or fewer years"
            )

    def losses(self, game: BargainingGame, course: Course) -> Mapping[str, float]:
        """By the formula at the top of this file."""
        years, r = self.time_and_rate(course, self.target)
        bite = (1.0 - value_of(self.evasion)) * value_of(self.cost_per_year)
        lost = {self.target: bite * present_years(years, r, value_of(self.growth))}
        if self.sender in course.discount_rates:
            lost[self.sender] = value_of(self.cost_to_sender) * present_years(*self.time_and_rate(course, self.sender))
        return {party: self.scale * believed(self.probability, party) * points for party, points in lost.items()}

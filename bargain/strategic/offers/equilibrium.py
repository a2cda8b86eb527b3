"""The answer to alternating offers: every equilibrium in words and numbers, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bargain.errors import NoEquilibriumError
from bargain.frames import frame
from bargain.strategic.offers.bounds import one_payoff
from bargain.strategic.offers.case import Case, Lottery
from bargain.strategic.offers.chain import Point
from bargain.strategic.offers.game import AGREEMENT, OffersGame, Profile, deviation, failure, values
from bargain.strategic.offers.horizon import backward
from bargain.strategic.offers.proposal import BY_OUTSIDE, Proposal, in_words, proposals
from bargain.strategic.offers.stationary import stationary
from bargain.strategic.result import StrategicResult

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, kw_only=True, repr=False)
class AlternatingOffers(StrategicResult):
    """One equilibrium.

    `shares`: what each party gets when the first proposes first, in units of the pie: of a case, points over
    disagreement (`payoffs` are points). `proposals`: without a horizon what the first and the second party do whenever
    it is their turn; with one, period by period. `unique`: True where all subgame perfect equilibria are proven to pay
    the same, False where several found do not, None where neither. `limit`: shares as offers follow ever faster; None
    with a horizon, where disagreement is worth more than the pie, or where a period cannot be made shorter (a discount
    factor of 0, certain breakdown). `lottery`: of a case, the agreement: ((probability, agreement), …); else empty.
    `in_points`: whether it is of a case, so that shares are points over disagreement.
    """

    shares: Point
    proposals: tuple[Proposal, ...]
    unique: bool | None
    limit: Point | None = None
    lottery: Lottery = ()
    in_points: bool = False

    @property
    def binding(self) -> tuple[bool, bool]:
        """Whether a party's outside option sets what it gets in an agreement that the other proposes."""
        bound = {p.responder for p in self.proposals if p.least_by == BY_OUTSIDE and p.outcome == AGREEMENT}
        return self.parties[0] in bound, self.parties[1] in bound

    def to_frame(self) -> pandas.DataFrame:
        """The proposals, one a row."""
        rows = [
            {
                "proposer": p.proposer,
                "outcome": p.outcome,
                **dict(zip(self.parties, p.payoffs, strict=True)),
                "least": p.least,
                "least_by": p.least_by,
            }
            for p in self.proposals
        ]
        return frame(rows)


def solved(
    game: OffersGame, parties: tuple[str, str], periods: int | None, limit: Point | None, case: Case | None = None
) -> AlternatingOffers:
    """All equilibria, the first with the others in it."""
    profiles = backward(game, periods) if periods else stationary(game)
    if not profiles:
        raise NoEquilibriumError(
            "alternating_offers: no stationary equilibrium in pure strategies; tried all nine ways in which the two "
            "parties' turns can end (agreement, walking away, waiting). Waiting for ever is worth more to one party "
            "than all the pie, and to the other less than walking away; give a horizon"
        )
    reached = [values(game, profile)[:2] for profile in profiles]
    apart = max(float(np.abs(np.array(found) - np.array(reached[0])).max()) for found in reached)
    unique: bool | None = False
    if apart <= game.chain.tie:
        unique = True if periods or one_payoff(game) else None
    found = [_result(game, profile, parties, unique=unique, limit=limit, case=case) for profile in profiles]
    if len(found) > 1:
        note = "There are several equilibria, for some party is just indifferent; it may also mix between them."
        found = [replace(one, words=(*one.words, note)) for one in found]
    method = "backward induction from the last period" if periods else "fixed points of both parties' demands"
    found = [replace(one, method=method) for one in found]
    return replace(found[0], others=tuple(found[1:]))


def _result(
    game: OffersGame,
    profile: Profile,
    parties: tuple[str, str],
    *,
    unique: bool | None,
    limit: Point | None,
    case: Case | None,
) -> AlternatingOffers:
    """One equilibrium, with its evidence."""
    turns = proposals(game, profile, parties)
    unit = "" if case is None else " points"
    words = in_words(game, turns, unit)
    if limit is not None and turns[0].outcome == AGREEMENT:
        words.append(
            f"As offers follow ever faster, both proposals tend to {limit[0]:.6g}{unit} for {parties[0]} and "
            f"{limit[1]:.6g}{unit} for {parties[1]}."
        )
    if unique is None:
        words.append("That other, non-stationary equilibria pay the same is not proven.")
    shares = turns[0].payoffs
    origin = (0.0, 0.0) if case is None else case.disagreement
    if case is not None:
        words.append("Points are gains over disagreement.")
    return AlternatingOffers(
        parties=parties,
        words=tuple(words),
        payoffs=(origin[0] + shares[0], origin[1] + shares[1]),
        failure=failure(game, profile),
        deviation=deviation(game, profile),
        method="",
        shares=shares,
        proposals=turns,
        unique=unique,
        limit=limit,
        lottery=case.lottery(shares) if case is not None and turns[0].outcome == AGREEMENT else (),
        in_points=case is not None,
    )

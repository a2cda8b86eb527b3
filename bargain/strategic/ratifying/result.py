"""What the ratification game returns, for a setter and for two leaders alike."""

from __future__ import annotations

from dataclasses import dataclass

from bargain.strategic.ratifying.tightening import Tightening
from bargain.strategic.result import StrategicResult

Pair = tuple[float, float]


@dataclass(frozen=True, kw_only=True, repr=False)
class Ratification(StrategicResult):
    """One equilibrium of the ratification game.

    `proposal`: the place that the setter proposes; or the first leader's payoff by the deal, if it stands; None where
    there is no deal. `deal`: both leaders' payoffs by it. `ratified`: probability that all approve it. `repudiated`:
    that it is approved, and undone by a later vote. `failure`: that in the end it does not stand, or that no proposal
    can better the status quo. `zone`: the least and the most of all proposals that anybody would make and that may be
    approved; `certain`: of those that are approved for certain; None where there is none. `counteroffer`: what the
    second leader would propose in its turn, as the first's payoff. `safe_cost`: what a repudiation would have to cost
    for this deal never to be undone. `tightening`: one for each leader, see there; empty for a setter.

    Payoffs: of leaders, expected, in the units of the pie. Of a setter and its ratifier, by how much nearer the outcome
    comes to their ideal points than the status quo, expected.
    """

    proposal: float | None
    deal: Pair | None
    ratified: float
    repudiated: float
    zone: Pair | None
    certain: Pair | None
    counteroffer: float | None
    safe_cost: float
    tightening: tuple[Tightening | None, ...]


def share(p: float) -> str:
    """A probability in words."""
    return "for certain" if p >= 1.0 - 1e-12 else f"with probability {p:.4g}"

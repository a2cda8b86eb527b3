"""A trade made before the rest: what it changes, what it is worth, and how much trust it takes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import bargain as bg
from bargain.game.quantity import Quantity, value_of

YEARS = Quantity(1, 0.5, 2, "assumed", reason="how long the rest takes, to be settled or to fail, is not reported")
"""From the first trade to the outcome of the rest."""

Changes = Mapping[str, Mapping[str, float]]
"""At once, if the rest succeeds, if it fails → party → points."""

Exchange = Mapping[str, tuple[float, float]]
"""Party → points that the whole of the other's part brings it, and that the whole of its own part costs it."""


def points(game: bg.BargainingGame, trade: Mapping[str, str]) -> dict[str, float]:
    """Party → points of the whole game that `trade` adds to what holds today, all else alike."""
    found = dict.fromkeys(game.party_names, 0.0)
    for issue, outcome in trade.items():
        matter = game.issue(issue)
        for party in found:
            step = matter.worth(party, outcome) - matter.worth(party, matter.status_quo)
            found[party] += game.weights(party)[issue] * step
    return found


def after(game: bg.BargainingGame, trade: Mapping[str, str]) -> bg.BargainingGame:
    """The game once `trade` is done: that holds from then on, also after a war that does not settle it otherwise."""
    issues = [replace(issue, status_quo=trade.get(issue.name, issue.status_quo)) for issue in game.issues]
    return replace(game, issues=tuple(issues))


def changes(game: bg.BargainingGame, trade: Mapping[str, str], *, undone: bool = False) -> Changes:
    """What `trade`, made first, adds for each party: at once, to the Nash solution of the whole, and to failure.

    `undone`: when the rest fails, sanctions are what they were again. Who has returned does not go back.
    """
    whole, failed, done = bg.nash(game).payoffs, game.disagreement, after(game, trade)
    lasting = {issue: outcome for issue, outcome in trade.items() if not (undone and issue == "sanctions")}
    return {
        "at once": points(game, trade),
        "if the rest succeeds": {p: x - whole[p] for p, x in bg.nash(done).payoffs.items()},
        "if the rest fails": {p: x - failed[p] for p, x in after(game, lasting).disagreement.items()},
    }


def value(game: bg.BargainingGame, change: Changes, failure: float, years: float = YEARS.value) -> dict[str, float]:
    """Party → what the trade first is worth over the same within the whole, at a chance that the rest fails.

    `years` until the rest is settled or has failed.
    """
    now, good, bad = change.values()
    later = {party.name: math.exp(-value_of(party.discount_rate) * years) for party in game.parties}
    return {p: (1 - x) * now[p] + x * ((1 - failure) * good[p] + failure * bad[p]) for p, x in later.items()}


def turning_chance(game: bg.BargainingGame, change: Changes, years: float = YEARS.value) -> dict[str, float | None]:
    """Party → the chance of failure at which the trade first ceases, or begins, to be worth it; None where at none."""
    sure, lost = (value(game, change, failure, years) for failure in (0.0, 1.0))
    return {p: sure[p] / (sure[p] - lost[p]) if sure[p] * lost[p] < 0 else None for p in sure}


def first_step(exchange: Exchange, steps: int) -> dict[str, float]:
    """Party → how likely it must hold it that the other performs, to take the first of equal steps unsecured.

    Against one that performs it gains benefit − cost; one that does not costs it one step, after which it stops. So it
    begins when p·(benefit − cost) ≥ (1 − p)·cost/steps, with p that chance.
    """
    return {p: cost / (steps * (benefit - cost) + cost) for p, (benefit, cost) in exchange.items()}


def going_on(exchange: Exchange, detection: float = 1.0) -> dict[str, float]:
    """Party → how likely another step must be, after each, for it to perform its own in an exchange without end.

    Both step at once, and a step that is missing is noticed with chance `detection`; then the exchange is over.
    """
    parts = exchange.values()
    game = bg.enforcement(
        [benefit for benefit, _ in parts],
        [benefit - cost for benefit, cost in parts],
        [0.0 for _ in parts],
        sucker=[-cost for _, cost in parts],
        detection=detection,
    )
    return dict(zip(exchange, game.critical_discounts, strict=True))

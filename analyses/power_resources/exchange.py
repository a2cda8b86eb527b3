"""Output against other matters: how much of it the giver of a step asks, and how much the other side offers."""

from __future__ import annotations

import math

import numpy as np

import bargain as bg
from bargain.game.quantity import value_of

STEPS = {
    "half of the assets released": ("Ukraine", "assets", 0, 0.5),
    "the other half released": ("Ukraine", "assets", 0.5, 1),
    "Ukrainian forces pull back alone": ("Ukraine", "withdrawal", "both sides equally", "Ukrainian forces only"),
    "recognition dealt with in practice": ("Ukraine", "recognition", "deferred", "dealt with in practice only"),
    "land exchanged along the line": ("Russia", "control", "line of contact", "line of contact, with exchanges"),
    "Russian forces pull back alone": ("Russia", "withdrawal", "both sides equally", "Russian forces only"),
}
"""Step → who gives, the issue, from which outcome (of the assets: which part of all), to which.

The other side pays with output.
"""

HALVES = {"Ukraine": {"first": (0, 50), "second": (50, 100)}, "Russia": {"first": (100, 50), "second": (50, 0)}}
"""Who is paid → half → Ukraine's share of the output before that half has changed hands, and after."""


def moves(game: bg.BargainingGame, issue: str, before: object, after: object) -> dict[str, float]:
    """Party → points that it gains when `issue` moves from one outcome to another, all else alike."""
    matter = game.issue(issue)
    return {p: game.weights(p)[issue] * (matter.worth(p, after) - matter.worth(p, before)) for p in game.party_names}


def share_worth(game: bg.BargainingGame, party: str, points: float, ends: tuple[float, float]) -> float:
    """How many % of the output, from one end towards the other, `points` are to `party`; infinite if more than all."""
    output = game.issue("output")
    worth = {share: output.worth(party, share) for share in {0, 50, 100, *map(value_of, output.curve_of(party).at)}}
    before, after = (worth[share] for share in ends)
    if (reach := points / game.weights(party)["output"]) > abs(after - before):
        return math.inf
    rising = sorted((w, share) for share, w in worth.items())
    target = before + math.copysign(reach, after - before)
    return abs(float(np.interp(target, [w for w, _ in rising], [s for _, s in rising])) - ends[0])


def numbered(game: bg.BargainingGame, issue: str, before: object, after: object) -> tuple[str, object, object]:
    """A move of `issue` with parts of its range as numbers."""
    if isinstance(before, str):
        return issue, before, after
    low, high = game.issue(issue).bounds
    return issue, low + before * (high - low), low + after * (high - low)


def prices(game: bg.BargainingGame, half: str) -> dict[str, tuple[float, float]]:
    """Step → the % of the output, within `half`, that its giver asks at least and that the other offers at most.

    A giver for whom the half is not enough asks for an infinite share; nobody offers more than the half.
    """
    found = {}
    for step, (giver, *move) in STEPS.items():
        (other,) = set(game.party_names) - {giver}
        points, ends = moves(game, *numbered(game, *move)), HALVES[giver][half]
        offered = min(share_worth(game, other, points[other], ends), 50.0)
        found[step] = (share_worth(game, giver, -points[giver], ends), offered)
    return found


def paid_for(game: bg.BargainingGame, half: str) -> list[str]:
    """The steps for which that half of the output pays: as much is offered as is asked."""
    return [step for step, (asked, offered) in prices(game, half).items() if asked <= offered]

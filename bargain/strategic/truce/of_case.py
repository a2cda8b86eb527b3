"""The terms of a truce read off a case: see `ceasefire.from_game` for what stands for what."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known
from bargain.strategic.terms.parameters import entries
from bargain.strategic.terms.pie import Array, pie_of
from bargain.strategic.terms.war import WarTerms, war_terms
from bargain.strategic.truce.terms import TruceTerms

YEAR = 365.0
"""Days."""


def terms_in_case(
    game: BargainingGame, settlement: Mapping[str, Any] | None, advances: Any, *, days: float, **told: Any
) -> tuple[tuple[str, str], TruceTerms]:
    """Names of the parties, and the terms: `told` are those that the case does not give, `days` the length of a period.

    Raises ConceptError unless there are two parties, GameError for a case without a war, and for endings that are no
    advance of one party over the other.
    """
    pie, war = pie_of(game), war_terms(game)
    first, second = pie.parties
    own, other = _endings(war, pie.parties, advances)
    swing = (_swing(war, first, own, other), _swing(war, second, other, own))
    room = [(-war.probability[own][party], war.probability[other][party]) for party in pie.parties]
    if settlement is None:
        peace = tuple((pie.disagreement + _largest_product(pie.corners)).tolist())
    else:
        peace = tuple(game.payoffs(settlement)[party] for party in pie.parties)
    patience = [math.exp(-war.discount_rates[party] * days / YEAR) for party in pie.parties]
    return (first, second), TruceTerms(
        war=(war.disagreement[first], war.disagreement[second]),
        swing=swing,
        room=(room[0], room[1]),
        settlement=(peace[0], peace[1]),
        discount=(patience[0], patience[1]),
        days=days,
        **told,
    )


def _largest_product(corners: Array) -> Array:
    """The gains, shape (2,), whose product is largest on the chain of corners: the Nash solution of a pie."""
    best = corners[int(corners.prod(axis=1).argmax())]
    for start, end in pairwise(corners):
        step = end - start
        if step.all():
            t = -(start @ step[::-1]) / (2.0 * step.prod())  # where the product stops rising
            point = start + min(max(t, 0.0), 1.0) * step
            best = max(best, point, key=np.prod)
    return np.asarray(best)


def _endings(war: WarTerms, parties: tuple[str, str], advances: Any) -> tuple[str, str]:
    """The endings that stand for the first and the second party's victory."""
    if advances is None:
        first, second = (max((war.endings[e][party], e) for e in war.endings)[1] for party in parties)
    else:
        named = entries(advances, "advances", 2, '("Ann wins", "Bob wins")')
        first, second = (known(name, tuple(war.endings), "advances", "ending") for name in named)
    if first == second:
        raise GameError(
            f"advances: the ending {first!r} stands for both parties' victory; name two endings of the war, "
            'advances=("Ann wins", "Bob wins")'
        )
    return first, second


def _swing(war: WarTerms, party: str, won: str, lost: str) -> float:
    """What certainty of the one ending is worth to a party over certainty of the other, discounted like the war."""
    gap = war.endings[won][party] - war.endings[lost][party]
    if gap <= 0:
        raise GameError(
            f"advances: {won!r} is worth {gap:.6g} points more than {lost!r} to {party!r}; it must be worth more, or "
            "name other endings"
        )
    return gap / (1.0 + war.discount_rates[party] * war.years[party])

"""What a case says of a costly war: two views of strength, payoffs along the front, how long a battle takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import known, shown
from bargain.strategic.terms.parameters import number
from bargain.strategic.terms.war import WarTerms

Array = np.ndarray[Any, np.dtype[np.float64]]


def _advances(terms: WarTerms, parties: tuple[str, str], given: Any) -> tuple[str, str]:
    """The endings in which the first and the second party has won."""
    if not isinstance(given, Mapping):
        raise GameError(f"advances: {shown(given)} is no table; write {{party: the ending in which it has won}}")
    for party in given:
        known(party, parties, "advances", "party")
    for party in parties:
        if party not in given:
            raise GameError(f"advances: {party!r} is missing; name the ending in which it has won")
        known(given[party], list(terms.endings), f"advances.{party}", "ending")
    first, second = given[parties[0]], given[parties[1]]
    if first == second:
        raise GameError(f"advances: {first!r} stands for both parties; name two endings")
    return first, second


def views_of(terms: WarTerms, parties: tuple[str, str], advances: Any, half: int) -> list[float]:
    """The first party's chance to win a battle, in its own eyes and in the second's.

    A random walk from the middle, `half` steps from both ends, ends at the first party's with chance q when each step
    goes there with chance p: q / (1 − q) = (p / (1 − p)) ^ half (gambler's ruin).
    """
    won, lost = _advances(terms, parties, advances)
    found = []
    for party in parties:
        up, down = (terms.probability[name][party] for name in (won, lost))
        if up <= 0 or down <= 0:
            raise GameError(
                f"advances: {party!r} thinks that {won if up <= 0 else lost!r} cannot come, so a battle would be won "
                "for sure; give both advances a probability above 0"
            )
        found.append(1.0 / (1.0 + (down / up) ** (1.0 / half)))
    return found


def stops_of(terms: WarTerms, parties: tuple[str, str], advances: Any, positions: int) -> Array:
    """Payoffs of both where the war stops at each position, shape (positions + 1, 2), points."""
    won, lost = _advances(terms, parties, advances)
    found = np.zeros((positions + 1, 2))
    rest = [name for name in terms.endings if name not in (won, lost)]
    for i, party in enumerate(parties):
        top, bottom = terms.endings[won][party], terms.endings[lost][party]
        odds = [terms.probability[name][party] for name in rest]
        middle = 0.5 * (top + bottom)
        if sum(odds) > 0:
            middle = sum(p * terms.endings[name][party] for p, name in zip(odds, rest, strict=True)) / sum(odds)
        found[:, i] = np.interp(np.arange(positions + 1), [0, positions / 2, positions], [bottom, middle, top])
    return found


def lengths(terms: WarTerms, parties: tuple[str, str], battle: Any, rounds: int) -> tuple[float, float]:
    """Years that a battle takes, in each party's eyes."""
    if battle is not None:
        years = number(battle, "battle", low=0, strict=True)
        return years, years
    return terms.years[parties[0]] / rounds, terms.years[parties[1]] / rounds

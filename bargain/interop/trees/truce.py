"""The ceasefire as a tree: both accept or refuse the truce, then each period both act, the second not seeing the first.

What a party sees: everything that happened in earlier periods, as in the game; so the information sets are one for each
history. A period leaves up to four ways to go on, so that a truce of T periods has some 25·4^T nodes.
"""

from __future__ import annotations

import numpy as np

from bargain.errors import GameError
from bargain.interop.trees.numerals import chances
from bargain.interop.trees.tree import Chance, End, ExtensiveForm, Move, Node
from bargain.strategic.ceasefire import Ceasefire
from bargain.strategic.truce.terms import ACTIONS, KEEP, REARM, RESUME, Array, TruceTerms

MOST_PERIODS = 5
"""Periods of a truce whose tree still fits."""

Levels = tuple[int, int]


def tree_of_truce(found: Ceasefire) -> ExtensiveForm:
    """The tree of a truce of at most five periods; payoffs discounted to its beginning.

    Raises GameError for a longer truce, and for one without an end.
    """
    if found.periods is None or found.periods > MOST_PERIODS:
        long = "no end" if found.periods is None else f"{found.periods} periods"
        raise GameError(
            f"days: the truce has {long}; a tree fits up to {MOST_PERIODS} periods: give fewer or longer ones"
        )
    truce = _Truce(found.terms, found.periods)
    war = End("war goes on", (float(found.terms.war[0]), float(found.terms.war[1])))
    begun = truce.period((0, 0), 0, "")
    second = [
        Move(1, "the truce on the table", (("accept", begun if own else war), ("refuse", war))) for own in (True, False)
    ]
    root = Move(0, "the truce on the table", (("accept", second[0]), ("refuse", second[1])))
    return ExtensiveForm(f"truce of {found.days:g} days", tuple(found.parties), root)


class _Truce:
    """The nodes of one truce."""

    def __init__(self, terms: TruceTerms, periods: int) -> None:
        self.terms, self.periods = terms, periods

    def period(self, levels: Levels, past: int, history: str) -> Node:
        """What follows when `past` periods have passed and the parties have rearmed so often."""
        if past == self.periods:
            return self._end("expired", self.terms.war_payoffs(self._shift(levels)), past)
        known = f"period {past + 1}{history}"
        second = [
            Move(1, known, tuple((ACTIONS[b], self._after(a, b, levels, past, history)) for b in range(3)))
            for a in range(3)
        ]
        return Move(0, known, tuple((ACTIONS[a], second[a]) for a in range(3)))

    def _after(self, a: int, b: int, levels: Levels, past: int, history: str) -> Node:
        """What two actions lead to: `past` periods lie behind them."""
        here, q, force = self._shift(levels), self.terms.monitoring, self.terms.force
        if RESUME in (a, b):
            return self._resumed(a, b, here, past)
        if a == b == KEEP:
            settled = self._end("settled", self.terms.peace_payoffs(here), past)
            return self._drawn(
                "talks",
                ("succeed", self.terms.talks, settled),
                ("fail", 1.0 - self.terms.talks, self._on(levels, past, history, "kk")),
            )
        if REARM in (a, b) and a != b:
            first = a == REARM
            caught = self._war("detected", here - force if first else here + force, (first, not first), past)
            up = self._up(levels, first, not first)
            on = self._on(up, past, history, "rk" if first else "kr")
            return self._drawn("monitors", ("prove it", q, caught), ("prove nothing", 1.0 - q, on))
        own = self._shift(self._up(levels, True, False)) + force
        its = self._shift(self._up(levels, False, True)) - force
        return self._drawn(
            "monitors",
            ("prove both", q * q, self._war("detected", here, (True, True), past)),
            ("prove the first", q * (1.0 - q), self._war("detected", its, (True, False), past)),
            ("prove the second", (1.0 - q) * q, self._war("detected", own, (False, True), past)),
            ("prove nothing", (1.0 - q) ** 2, self._on(self._up(levels, True, True), past, history, "rr")),
        )

    def _resumed(self, a: int, b: int, here: Array, past: int) -> End:
        ahead = self.terms.surprise - self.terms.force
        if a == b:
            return self._war("resumed", here, (True, True), past)
        return self._war("resumed", here + ahead if a == RESUME else here - ahead, (a == RESUME, b == RESUME), past)

    def _on(self, levels: Levels, past: int, history: str, did: str) -> Node:
        return self.period(levels, past + 1, f"{history} {did}" if history else f" after {did}")

    def _up(self, levels: Levels, first: bool, second: bool) -> Levels:
        top = self.terms.levels
        return min(levels[0] + first, top), min(levels[1] + second, top)

    def _shift(self, levels: Levels) -> Array:
        return np.asarray(self.terms.rearming[0] * levels[0] - self.terms.rearming[1] * levels[1])

    def _drawn(self, name: str, *branches: tuple[str, float, Node]) -> Node:
        possible = [branch for branch in branches if branch[1] > 0.0]
        if len(possible) == 1:
            return possible[0][2]
        exact = chances(tuple(p for _, p, _ in possible))
        return Chance(name, tuple((what, p, then) for (what, _, then), p in zip(possible, exact, strict=True)))

    def _war(self, name: str, shift: Array, fined: tuple[bool, bool], past: int) -> End:
        return self._end(name, self.terms.war_payoffs(shift, fined), past)

    def _end(self, name: str, payoffs: Array, past: int) -> End:
        d = self.terms.discount
        first, second = (float(x) * d[i] ** past for i, x in enumerate(payoffs.tolist()))
        return End(name, (first, second))

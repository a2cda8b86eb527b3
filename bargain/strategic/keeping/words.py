"""Who does what, when, in the two equilibria of the enforcement game that are looked at."""

from __future__ import annotations

import math

from bargain.strategic.keeping.door import Keepers, Pair
from bargain.tolerances import EQUAL

MANY = "The repeated game has many more equilibria (folk theorem); this is one of the two that are looked at."


def peace_in_words(names: tuple[str, ...], keepers: Keepers, k: int, critical: Pair) -> tuple[str, ...]:
    n = keepers[0].periods
    after = "for ever" if math.isinf(n) else f"for {n:g} period{'s' if n > 1 else ''}, and then keep the peace again"
    every = "period" if k == 1 else f"{k} periods"
    words = [f"Both keep the peace; a look every {every} may raise an alarm; after an alarm both fight {after}."]
    for i, name in enumerate(names):
        force = f", and pays {keepers[i].force:g} points if it is found to violate" if keepers[i].force else ""
        least = "at no" if math.isinf(critical[i]) else f"from {critical[i]:.6g} on, as a"
        words.append(f"{name} keeps it {least} discount factor{force}.")
    return (*words, MANY)


def fighting_in_words(names: tuple[str, ...], keepers: Keepers, deltas: Pair, k: int, holds: bool) -> tuple[str, ...]:
    words = ["Both fight in every period; to be the only one that keeps the peace would gain neither anything."]
    for i, name in enumerate(names):
        margin, surplus = keepers[i].margin(deltas[i], k), keepers[i].surplus(deltas[i], k)
        if not holds and margin < -EQUAL:
            words.append(f"Peace does not hold: {name} would gain {-margin:.6g} points a period by violating it.")
        elif not holds and surplus < -EQUAL:
            words.append(f"Peace is not worth having for {name}: the force takes more by mistake than it brings.")
    return (*words, MANY)

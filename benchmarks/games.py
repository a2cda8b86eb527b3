"""The games that are measured: random, always the same, and with opposed interests.

Where two parties want the same, a frontier has a handful of points and any method is quick. So the first two parties
rank the outcomes of every issue in opposite order; further parties rank them at random. Worths and weights are random
floats, which leaves no equal sums that would shrink a frontier either.
"""

from __future__ import annotations

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.outside.fixed import Fixed

SEED = 20250313
NAMES = ("Ann", "Bob", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon")


def opposed(parties: int, issues: int, outcomes: int, *, ranges: int = 0, disagreement: float = 0.0) -> BargainingGame:
    """A game of `issues` choices with `outcomes` each, and `ranges` divisible issues with three breakpoints."""
    random = np.random.default_rng([SEED, parties, issues, outcomes, ranges])
    names = NAMES[:parties]
    game = BargainingGame(f"{parties} parties, {issues} × {outcomes}, {ranges} ranges", parties=names)
    table: dict[str, dict[str, object]] = {}
    for issue in range(issues):
        worths = random.uniform(0, 100, (parties, outcomes))
        worths[0], worths[1] = np.sort(worths[0])[::-1], np.sort(worths[1])
        table[f"issue {issue + 1}"] = {
            "outcomes": [f"outcome {k + 1}" for k in range(outcomes)],
            "weight": dict(zip(names, random.uniform(1, 10, parties).tolist(), strict=True)),
            "worth": dict(zip(names, worths.tolist(), strict=True)),
        }
    for number in range(ranges):
        middle = random.uniform(20, 90, parties).tolist()
        ends = [[0, 100] if (p == 1 or (p > 1 and random.random() < 0.5)) else [100, 0] for p in range(parties)]
        at = [0, 50, 100]
        table[f"range {number + 1}"] = {
            "range": (0, 100),
            "weight": dict(zip(names, random.uniform(1, 10, parties).tolist(), strict=True)),
            "worth": {n: {"at": at, "is": [e[0], m, e[1]]} for n, e, m in zip(names, ends, middle, strict=True)},
        }
    for name, issue in table.items():
        game = game.with_issue(name, **issue)  # type: ignore[arg-type]
    return game.with_outside_option(Fixed(dict.fromkeys(names, disagreement)))

"""The games that are measured: random, always the same, and with opposed interests.

Where two parties want the same, a frontier has a handful of points and any method is quick. So interests are opposed
here, in two ways, and worths and weights are random floats, which leaves no equal sums that would shrink a frontier.

`reversed_orders`: the first two parties rank the outcomes of every issue in opposite order, further ones at random.
`shared_out`: every outcome shares out 100 points of worth among the parties. That is as opposed as can be while
parties still differ in what matters most to them, and gives far larger frontiers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.outside.fixed import Fixed

SEED = 20250313
NAMES = ("Ann", "Bob", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jon")

Worths = Callable[[np.random.Generator, int, int], Any]
"""(random, parties, outcomes) → worths, shape (parties, outcomes), points."""


def reversed_orders(parties: int, issues: int, outcomes: int, *, ranges: int = 0, least: float = 0.0) -> BargainingGame:
    """The first two parties rank every issue's outcomes in opposite order; `least`: everyone's outside option."""
    return _game(_reversed, parties, issues, outcomes, ranges, least)


def shared_out(parties: int, issues: int, outcomes: int, *, ranges: int = 0, least: float = 0.0) -> BargainingGame:
    """Every outcome shares out 100 points of worth among the parties; `least`: everyone's outside option."""
    return _game(_shared, parties, issues, outcomes, ranges, least)


def _reversed(random: np.random.Generator, parties: int, outcomes: int) -> Any:
    worths = random.uniform(0, 100, (parties, outcomes))
    worths[0], worths[1] = np.sort(worths[0])[::-1], np.sort(worths[1])
    return worths


def _shared(random: np.random.Generator, parties: int, outcomes: int) -> Any:
    return 100 * random.dirichlet(np.ones(parties), outcomes).T


def _game(worths: Worths, parties: int, issues: int, outcomes: int, ranges: int, least: float) -> BargainingGame:
    random = np.random.default_rng([SEED, parties, issues, outcomes, ranges])
    names = NAMES[:parties]
    game = BargainingGame(f"{parties} parties, {issues} × {outcomes}, {ranges} ranges", parties=names)

    def by_party(column: Any) -> dict[str, Any]:
        return dict(zip(names, column, strict=True))

    for issue in range(issues):
        game = game.with_issue(
            f"issue {issue + 1}",
            outcomes=[f"outcome {k + 1}" for k in range(outcomes)],
            weight=by_party(random.uniform(1, 10, parties).tolist()),
            worth=by_party(worths(random, parties, outcomes).tolist()),
        )
    for number in range(ranges):
        rising = [p % 2 == 1 for p in range(parties)]
        middle = random.uniform(20, 90, parties).tolist()
        lines = [
            {"at": [0, 50, 100], "is": [0, m, 100] if up else [100, m, 0]} for up, m in zip(rising, middle, strict=True)
        ]
        game = game.with_issue(
            f"range {number + 1}",
            range=(0, 100),
            weight=by_party(random.uniform(1, 10, parties).tolist()),
            worth=by_party(lines),
        )
    return game.with_outside_option(Fixed(by_party([least] * parties)))

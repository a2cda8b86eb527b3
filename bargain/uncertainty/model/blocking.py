"""What stands in the way in a draw without a zone: the minimal sets of red lines and outside options.

Where all agreements can be listed, each names what would have to give way for it to be in the zone: the absolute red
lines that it crosses, and the outside options of the parties that it leaves below their disagreement. Lifting a priced
red line takes its charge away, so every set of priced lines is tried. The minimal sets are those of which no other
agreement asks for a part only. Elsewhere `bargain.payoffs.zone` searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from bargain.game.choice import Choice
from bargain.game.condition import Beyond
from bargain.payoffs.zone import minimal_blockers
from bargain.tolerances import at_least
from bargain.uncertainty.model.batch import Batch
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.tables import count_agreements, priced_lines

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

FEW = 10_000
"""Agreements, red lines or not, that are listed."""

MOST_PRICED, MOST_BITS = 5, 62
"""Priced red lines all of whose sets are tried, and blockers that fit into the bits of a number."""


@dataclass(frozen=True, eq=False)
class Blocking:
    """Finds blockers of draws of one model. A blocker is a number: red lines in file order, then parties."""

    model: Model
    lotteries: bool

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Blockers in words; prices, which may be drawn, are left out."""
        lines = [line.label.split(" (price")[0] for line in self.model.game.all_red_lines]
        return (*lines, *(f"{party}: outside option" for party in self.model.game.party_names))

    @cached_property
    def listed(self) -> bool:
        """Whether all agreements can be listed."""
        model = self.model
        few = not model.curves and count_agreements(model.game) <= FEW and len(self.labels) <= MOST_BITS
        return few and not self.lotteries and len(priced_lines(model.game)) <= MOST_PRICED

    def sets(self, row: Array, batch: Batch) -> list[tuple[int, ...]]:
        """All minimal sets of blockers of one draw, `row` as drawn and `batch` of that draw alone."""
        if self.listed:
            return self._listed(batch)
        game = self.model.space.game_at(row)
        everything = [*((r.party, r) for r in game.all_red_lines), *((p, None) for p in game.party_names)]
        groups, _ = minimal_blockers(game, self.lotteries)
        return [tuple(sorted(everything.index((b.party, b.red_line)) for b in group)) for group in groups]

    @cached_property
    def _positions(self) -> Ints:
        """All agreements, shape (m, issues)."""
        sizes = [len(i.outcomes) for i in self.model.game.issues if isinstance(i, Choice)]
        return np.indices(sizes).reshape(len(sizes), -1).T

    @cached_property
    def _crossed(self) -> Any:
        """Mask, shape (m, lines): the agreement crosses the line."""
        game = self.model.game
        lines, place = game.all_red_lines, {name: k for k, name in enumerate(game.issue_names)}
        found = np.ones((len(self._positions), len(lines)), dtype=bool)
        for at, line in enumerate(lines):
            for name, outcomes in line.never.items():
                issue = game.issue(name)
                assert isinstance(issue, Choice)
                assert not isinstance(outcomes, Beyond)
                refused = [issue.outcomes.index(o) for o in outcomes]
                found[:, at] &= np.isin(self._positions[:, place[name]], refused)
        return found

    @cached_property
    def _priced(self) -> list[tuple[int, int, int]]:
        """Priced red lines: (number of the line, column of its price, number of its party)."""
        game, index = self.model.game, self.model.space.layout.index()
        paths = iter([path for _, path in priced_lines(game)])
        return [
            (k, index[next(paths)], game.party_names.index(line.party))
            for k, line in enumerate(game.all_red_lines)
            if line.price is not None
        ]

    def _listed(self, batch: Batch) -> list[tuple[int, ...]]:
        model, n = self.model, self.model.parties
        none = np.zeros((1, *self._positions.shape))
        free = model.points_at(batch.numbers, batch.weights, self._positions, none, charge=False)
        lines = len(model.game.all_red_lines)
        absolute = [k for k, line in enumerate(model.game.all_red_lines) if line.price is None]
        crossed = _bits(self._crossed[:, absolute], absolute)
        asked = []
        for size in range(len(self._priced) + 1):
            for lifted in combinations(self._priced, size):
                points = free.copy()
                for entry in self._priced:
                    if entry not in lifted:
                        points[0, self._crossed[:, entry[0]], entry[2]] -= batch.numbers[0, entry[1]]
                short = ~at_least(model.bent(batch.numbers, points)[0], batch.disagreement[0])
                own = sum(1 << entry[0] for entry in lifted)
                asked.append(np.unique(crossed | _bits(short, list(range(lines, lines + n))) | own))
        return minimal(np.unique(np.concatenate(asked)).tolist())


def _bits(masks: Any, places: list[int]) -> Ints:
    """Masks, shape (m, k), as one number a row: bit `places[k]` for column k."""
    found = np.zeros(len(masks), dtype=np.int64)
    for k, place in enumerate(places):
        found |= masks[:, k].astype(np.int64) << place
    return found


def minimal(masks: list[int]) -> list[tuple[int, ...]]:
    """The sets, given as bits, of which no other is a part; as sorted numbers, smallest sets first."""
    kept: list[int] = []
    for mask in sorted(masks, key=lambda m: (m.bit_count(), m)):
        if not any(mask & other == other for other in kept):
            kept.append(mask)
    sets = [tuple(k for k in range(MOST_BITS) if mask >> k & 1) for mask in kept]
    return sorted(sets, key=lambda group: (len(group), group))

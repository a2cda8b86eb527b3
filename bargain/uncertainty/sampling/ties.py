"""Numbers that hang together: when some are drawn, others follow.

The probabilities of a war's endings sum to 1 for each party, the shifts of an aid to 0. What the drawn ones gain, those
without a range lose in proportion. Where all have ranges they are scaled to the sum together (shifts: moved alike). A
draw may so leave the range of a number, and even 0 to 1; the game then refuses it, and it is counted as such.

The ends of a range move the ends of the worth curves that run over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.game.curves import Breakpoints
from bargain.game.frozen import FrozenDict
from bargain.game.paths import join
from bargain.game.protocol import TakesMeasures
from bargain.game.range import Range
from bargain.outside.beliefs import PerParty
from bargain.outside.measures.aid import Aid
from bargain.outside.war import War

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Total:
    """Columns whose sum stays `total`: `moved` give way to `kept`."""

    total: float
    moved: tuple[int, ...]
    kept: tuple[int, ...]

    def settle(self, table: Array) -> None:
        """Bring the moved columns of `table` to what the kept ones leave."""
        rest = self.total - table[:, list(self.kept)].sum(axis=1)
        moved = table[:, list(self.moved)]
        have = moved.sum(axis=1)
        if self.total == 0.0 and not self.kept:
            table[:, list(self.moved)] = moved - (have / len(self.moved))[:, None]
            return
        factor = np.divide(rest, have, out=np.ones_like(have), where=have != 0)
        table[:, list(self.moved)] = moved * factor[:, None]


@dataclass(frozen=True)
class End:
    """The column of a range's end, and those of the ends of curves that follow it."""

    end: int
    followers: tuple[int, ...]

    def settle(self, table: Array) -> None:
        """Set the followers of `table` to the end."""
        table[:, list(self.followers)] = table[:, [self.end]]


Tie = Total | End


def totals(game: BargainingGame) -> list[tuple[float, list[tuple[str, bool]]]]:
    """Every fixed sum: (total, [(path, whether it belongs to one party alone), …])."""
    option = game.outside_option
    found: list[tuple[float, list[tuple[str, bool]]]] = []

    def add(total: float, place: Sequence[str], entries: Iterable[tuple[Sequence[str], PerParty]]) -> None:
        listed = list(entries)
        own = any(isinstance(number, FrozenDict) for _, number in listed)
        for party in game.party_names if own else (None,):
            group = []
            for keys, number in listed:
                alone = isinstance(number, FrozenDict) and party is not None
                group.append((join([*place, *keys, *([party] if alone and party else [])]), alone or not own))
            found.append((total, group))

    if isinstance(option, War):
        place = ["outside_option", "endings"]
        add(1.0, place, (([e.name, "probability"], e.probability) for e in option.endings))
    for k, measure in enumerate(option.measures if isinstance(option, TakesMeasures) else ()):
        if isinstance(measure, Aid) and measure.endings:
            place = ["outside_option", "measures", measure.name or str(k), "endings"]
            add(0.0, place, (([ending], shift) for ending, shift in measure.endings.items()))
    return found


def range_ends(game: BargainingGame) -> list[tuple[str, list[str]]]:
    """Every end of every range: (its path, the paths of the ends of curves over it)."""
    found = []
    for issue in game.issues:
        if isinstance(issue, Range):
            for side in (0, 1):
                ends = [
                    join(["issues", issue.name, party, "worth", "at", str(side * (len(form.at) - 1))])
                    for party in issue.preferences
                    if isinstance(form := issue.curve_of(party), Breakpoints)
                ]
                found.append((join(["issues", issue.name, "range", str(side)]), ends))
    return found


def ties_of(game: BargainingGame, index: dict[str, int], varied: frozenset[int], values: Sequence[float]) -> list[Tie]:
    """The ties of a game that the columns `varied` call for; `index`: path → column, `values`: as written."""
    found: list[Tie] = []
    for total, group in totals(game):
        columns = [(index[path], own) for path, own in group]
        if not any(k in varied for k, _ in columns):
            continue
        own = [k for k, alone in columns if alone]
        still = [k for k in own if k not in varied]
        moved = still if sum(values[k] for k in still) else [k for k in own if k in varied]
        if moved:
            found.append(Total(total, tuple(moved), tuple(k for k, _ in columns if k not in moved)))
    for path, ends in range_ends(game):
        if index[path] in varied and ends:
            found.append(End(index[path], tuple(index[end] for end in ends)))
    return found


def following(game: BargainingGame) -> frozenset[str]:
    """Paths of numbers that follow others and so are never drawn: the ends of curves over ranges."""
    return frozenset(end for _, ends in range_ends(game) for end in ends)

"""The zone of agreement, and what stands in the way when there is none.

A blocker is a red line or a party's outside option. The blockers of an empty zone are all minimal sets of them whose
removal opens one: lifting the whole set leaves some agreement (or lottery) that nobody would walk away from, lifting
any less does not. They are the minimal correction sets of the demands, found by a hitting-set tree (Reiter 1987): every
question that the tree asks, "does lifting this set open a zone?", is answered by the exact search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.game.door import the_game
from bargain.game.red_line import RedLine
from bargain.payoffs.frontier import SAMPLES, Frontier, rational_frontier
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.showing import Shown

MOST_SETS = 200
"""Sets of blockers listed at most."""


@dataclass(frozen=True)
class Blocker:
    """One thing that stands in the way: a red line, or (when `red_line` is None) the outside option of `party`."""

    party: str
    red_line: RedLine | None = None

    @property
    def label(self) -> str:
        """The blocker in words."""
        return f"{self.party}: outside option" if self.red_line is None else self.red_line.label

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, eq=False)
class ZoneOfAgreement(Shown):
    """`exists`: whether anything leaves nobody below its disagreement. `frontier`: that part of the frontier.

    `blockers`: when there is no zone, every minimal set of blockers whose removal opens one, smallest first; empty when
    a zone exists, and when nothing would open one. `complete`: whether all sets are listed.
    """

    exists: bool
    frontier: Frontier
    blockers: tuple[tuple[Blocker, ...], ...] = ()
    complete: bool = True
    lotteries: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {exists, lotteries, points, blockers: [[label, …], …], complete}."""
        return {
            "exists": self.exists,
            "lotteries": self.lotteries,
            "points": len(self.frontier),
            "blockers": [[b.label for b in group] for group in self.blockers],
            "complete": self.complete,
        }

    def __repr__(self) -> str:
        if self.exists:
            return f"zone of agreement: {self.frontier!r}"
        if not self.blockers:
            return "no zone of agreement, and nothing that can be lifted opens one"
        lines = ["no zone of agreement; each of these, lifted, opens one:"]
        return "\n".join(lines + ["  " + " and ".join(b.label for b in group) for group in self.blockers])


def zone_of_agreement(game: BargainingGame, *, lotteries: bool = False, samples: int = SAMPLES) -> ZoneOfAgreement:
    """Whether a zone of agreement exists, its frontier, and else all minimal sets of blockers.

    `lotteries`: whether lotteries over agreements count, expected payoffs at or above disagreement. `samples`: as for
    `pareto_frontier`.
    """
    the_game(game)
    problem = BargainingProblem.from_game(game, lotteries=lotteries)
    exists = rational_region(problem).exists
    frontier = rational_frontier(problem, samples=samples)
    if exists or not game.issues:
        return ZoneOfAgreement(exists, frontier, lotteries=lotteries)
    groups, complete = minimal_blockers(game, lotteries)
    return ZoneOfAgreement(False, frontier, groups, complete, lotteries)


def lifted(game: BargainingGame, blockers: tuple[Blocker, ...]) -> BargainingProblem:
    """The problem without the red lines and outside options of `blockers`."""
    lines = [b.red_line for b in blockers if b.red_line is not None]
    problem = BargainingProblem.from_game(game, lifted=lines)
    free = [b.party for b in blockers if b.red_line is None]
    if not free:
        return problem
    lowest = sum(f.points.min(axis=0) for f in problem.factors) if problem.feasible else np.zeros(len(problem.parties))
    below = problem.payoffs(np.asarray(lowest)) - 1.0
    mask = np.isin(problem.parties, free)
    return problem.with_disagreement(np.where(mask, np.minimum(below, problem.disagreement), problem.disagreement))


def opens(game: BargainingGame, blockers: tuple[Blocker, ...], lotteries: bool) -> bool:
    """Whether lifting `blockers` opens a zone."""
    return rational_region(replace(lifted(game, blockers), lotteries=lotteries)).exists


def minimal_blockers(game: BargainingGame, lotteries: bool) -> tuple[tuple[tuple[Blocker, ...], ...], bool]:
    """All minimal sets of blockers, smallest first, and whether the list is complete.

    Supersets of a found set are never looked at; every set is confirmed by the exact search.
    """
    lines = dict.fromkeys(game.all_red_lines)  # a line that is written twice is lifted as one
    everything = (*(Blocker(r.party, r) for r in lines), *(Blocker(p) for p in game.party_names))
    if not opens(game, everything, lotteries):
        return (), True
    found: list[frozenset[Blocker]] = []
    seeds: list[frozenset[Blocker]] = [frozenset()]
    tried: set[frozenset[Blocker]] = set()
    cache: dict[frozenset[Blocker], bool] = {}

    def is_open(group: frozenset[Blocker]) -> bool:
        if group not in cache:
            cache[group] = opens(game, tuple(b for b in everything if b in group), lotteries)
        return cache[group]

    # The tree from the side of what is kept: when lifting all the rest opens a zone, the rest shrinks to a minimal set,
    # and each of its members is kept in turn; when it does not, nothing below this node can.
    while seeds:
        kept = seeds.pop(0)
        if kept in tried:
            continue
        tried.add(kept)
        known = next((group for group in found if not group & kept), None)
        if known is None:
            rest = frozenset(everything) - kept
            if not is_open(rest):
                continue
            for blocker in everything:
                if blocker in rest and is_open(rest - {blocker}):
                    rest -= {blocker}
            known = rest
            found.append(known)
            if len(found) >= MOST_SETS:
                return _ordered(found, everything), False
        seeds += [kept | {blocker} for blocker in known]
    return _ordered(found, everything), True


def _ordered(found: list[frozenset[Blocker]], everything: tuple[Blocker, ...]) -> tuple[tuple[Blocker, ...], ...]:
    ranked = [tuple(k for k, b in enumerate(everything) if b in group) for group in found]
    return tuple(tuple(everything[k] for k in group) for group in sorted(ranked, key=lambda g: (len(g), g)))

"""The course of a war: the plan followed offer by offer and battle by battle, and what it brings, summed up forward."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bargain.strategic.fighting.backward import Course
from bargain.strategic.screening.stage import Move

Array = np.ndarray[Any, np.dtype[np.float64]]

NEVER = 1e-15
"""A history less likely than this is not followed."""


@dataclass(frozen=True)
class Round:
    """One round of offers on the path of play.

    `round`: 1 is the first. `battles`: how those so far went, "+" won by the first party, "-" by the second. `after`:
    the position in the path of the round before, None at the start. `front`: where it is. `probability`: that this
    round is reached, and the offer made. `chance`: of this offer among those of the round (below 1 where the first
    party mixes). `belief`: probability of each type before the offer. `offer`: the second party's payoff, None where
    nothing is offered that anybody accepts. `accepts`: the probability with which each type does. `agreement`: the
    probability that it ends the game, once it is made.
    """

    round: int
    battles: str
    after: int | None
    front: int
    probability: float
    chance: float
    belief: tuple[float, ...]
    offer: float | None
    accepts: tuple[float, ...]
    agreement: float


@dataclass
class Played:
    """What the plan brings. `first`: the first party; `types`, `best`: each type when it follows the plan and when it
    replies best; `fought`: battles that take place, by number; `silent`, `collapsed`, `broken`: probability that the
    war ends where the front is, by the second's and by the first's collapse; `extra`: battles after the last offer."""

    path: list[Round] = field(default_factory=list)
    first: float = 0.0
    fought: list[float] = field(default_factory=list)
    silent: float = 0.0
    collapsed: float = 0.0
    broken: float = 0.0
    extra: float = 0.0
    types: Array = field(default_factory=lambda: np.zeros(0))
    best: Array = field(default_factory=lambda: np.zeros(0))


@dataclass(frozen=True, eq=False)
class _Here:
    """A round: battles so far and those won, in order as `so_far`; the probability of being here by type, the share of
    the prior probability that has gone, and the position of the round before."""

    at: tuple[int, int]
    so_far: str
    weight: Array
    gone: float
    after: int | None


def played(course: Course, start: Move) -> Played:
    """The plan from its first move on, followed through every course of battles."""
    found = Played(fought=[0.0] * course.game.rounds)
    here = _Here((0, 0), "", np.diff(course.ends), 0.0, None)
    found.types, found.best = _round(course, found, here, [(1.0, start)])
    return found


def _round(course: Course, found: Played, here: _Here, moves: list[tuple[float, Move]]) -> tuple[Array, Array]:
    """What every type gets from a round on, by the plan and at best."""
    k = len(here.weight)
    planned, best = np.zeros(k), np.zeros(k)
    for chance, move in moves:
        accepts = _accepting(course, here.gone, move)
        position = len(found.path)
        _noted(course, found, here, (chance, move, accepts))
        fighting = chance * here.weight * (1.0 - accepts)
        waits, waits_best = _battle(course, found, here, (move, position), fighting)
        offer = -np.inf if move.offer is None else move.offer
        planned += chance * (accepts * (move.offer or 0.0) + (1.0 - accepts) * waits)
        best += chance * np.maximum(offer, waits_best)
    return planned, best


def _accepting(course: Course, gone: float, move: Move) -> Array:
    """The probability with which each type accepts."""
    if move.offer is None:
        return np.zeros(len(course.ends) - 1)
    start = np.maximum(course.ends[:-1], gone)
    left = np.maximum(course.ends[1:] - start, 0.0)
    going = np.maximum(np.minimum(course.ends[1:], move.cut) - start, 0.0)
    return np.where(left > 0, going / np.where(left > 0, left, 1.0), course.ends[1:] <= move.cut)


def _noted(course: Course, found: Played, here: _Here, played: tuple[float, Move, Array]) -> None:
    """Write the round down, and what the first party gets from agreement or pays for battle in it."""
    game, (battles, won), (chance, move, accepts) = course.game, here.at, played
    reached = float(here.weight.sum())
    agreed, fighting = float(here.weight @ accepts), float(here.weight @ (1.0 - accepts))
    patience = game.discount[0] ** battles
    if move.offer is not None:
        found.first += patience * chance * agreed * float(game.give(np.array([move.offer]))[0])
    found.first -= patience * chance * game.costs[0] * fighting
    found.fought[battles] += chance * fighting
    if reached * chance > NEVER:
        found.path.append(
            Round(
                round=battles + 1,
                battles=here.so_far,
                after=here.after,
                front=game.at(battles, won),
                probability=reached * chance,
                chance=chance,
                belief=tuple((here.weight / reached).tolist()),
                offer=move.offer,
                accepts=tuple(accepts.tolist()),
                agreement=agreed / reached,
            )
        )


def _battle(
    course: Course, found: Played, here: _Here, refused: tuple[Move, int], fighting: Array
) -> tuple[Array, Array]:
    """What every type gets from refusing a move: a battle, and what follows; by the plan and at best."""
    game, (battles, won), (move, position) = course.game, here.at, refused
    if float(fighting.sum()) <= NEVER:  # nobody comes here: what would follow is known from going backward
        waits = course.stage(battles, won).refused(move.cut, move.mild)
        return waits, waits
    planned, best = np.zeros((2, len(fighting)))
    for wins, odds in ((1, game.chances), (0, 1.0 - game.chances)):
        weight, after = fighting * odds, (battles + 1, won + wins)
        if game.over(*after):
            ends = game.ends(*after)
            found.first += game.discount[0] ** after[0] * float(weight @ ends[:, 0])
            _ended(course, found, after, weight)
            theirs = ends[:, 1], ends[:, 1]
        else:
            moves = course.stage(*after).played(move.cut, move.mild)
            there = _Here(after, here.so_far + "-+"[wins], weight, move.cut, position)
            theirs = _round(course, found, there, moves)
        planned += odds * theirs[0]
        best += odds * theirs[1]
    cost, discount = game.costs[1], game.discount[1]
    return -cost + discount * planned, -cost + discount * best


def _ended(course: Course, found: Played, at: tuple[int, int], weight: Array) -> None:
    """Count how a war ends after the last offer."""
    game = course.game
    front = game.at(*at)
    if front >= game.collapse:
        found.collapsed += float(weight.sum())
    elif front <= 0:
        found.broken += float(weight.sum())
    elif game.silent:
        found.silent += float(weight.sum())
    else:
        found.collapsed += float(weight @ game.collapses[:, front])
        found.broken += float(weight @ (1.0 - game.collapses[:, front]))
        found.extra += float(weight @ game.battles_left[:, front])

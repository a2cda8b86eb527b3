"""Worth curves over ranges for many draws at once: straight lines between points that may themselves be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame
from bargain.game.curves import PowerCurve
from bargain.game.paths import join
from bargain.game.range import SIDES, Range
from bargain.uncertainty.sampling.layout import Layout

Array = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, eq=False)
class Line:
    """Columns of the corners of one party's curve: `at`, in the unit of the range, and `worth`, in points."""

    at: tuple[int, ...]
    worth: tuple[int, ...]

    def points(self, numbers: Array, x: Array) -> Array:
        """Worth at `x`, shape (draws, q), between the first and the last corner."""
        at, worth = numbers[:, self.at], numbers[:, self.worth]
        found = np.broadcast_to(worth[:, :1], x.shape)
        for k in range(len(self.at) - 1):
            a, b = at[:, k, None], at[:, k + 1, None]
            run = np.where(b > a, b - a, 1.0)
            sloped = worth[:, k, None] + (x - a) / run * (worth[:, k + 1] - worth[:, k])[:, None]
            found = np.where(x >= b, worth[:, k + 1, None], np.where(x > a, sloped, found))
        return np.asarray(found)


@dataclass(frozen=True, eq=False)
class Power:
    """Columns of one party's power curve: the `ends` of the range and the `exponent`."""

    ends: tuple[int, int]
    exponent: int
    rising: bool
    at: tuple[int, ...] = ()

    def points(self, numbers: Array, x: Array) -> Array:
        """Worth at `x`, shape (draws, q)."""
        low, high = numbers[:, self.ends[0], None], numbers[:, self.ends[1], None]
        share = np.clip(((x - low) if self.rising else (high - x)) / (high - low), 0.0, 1.0)
        return np.asarray(100.0 * share ** numbers[:, self.exponent, None])


@dataclass(frozen=True, eq=False)
class Curve:
    """A range: number of its issue, `ends`: columns of its low and high; `lines`: one a party, None when indifferent.

    `bounds`: columns of red lines below and above. `straight`: whether every party's curve is made of straight lines.
    """

    issue: int
    ends: tuple[int, int]
    lines: tuple[Line | Power | None, ...]
    bounds: tuple[tuple[int, ...], tuple[int, ...]]
    straight: bool

    def allowed(self, numbers: Array) -> tuple[Array, Array]:
        """Lowest and highest number that red lines leave, shape (draws,); nothing is left where low is above high."""
        low = numbers[:, [self.ends[0], *self.bounds[0]]].max(axis=1)
        high = numbers[:, [self.ends[1], *self.bounds[1]]].min(axis=1)
        return low, high

    def points(self, numbers: Array, weights: Array, x: Array) -> Array:
        """Points before risk attitude at `x`, shape (draws, q): shape (draws, q, n)."""
        found = np.zeros((*x.shape, len(self.lines)))
        for p, line in enumerate(self.lines):
            if line is not None:
                found[:, :, p] = weights[:, p, self.issue, None] * line.points(numbers, x)
        return found

    def knots(self, numbers: Array) -> Array:
        """Corners of all parties' curves within what red lines leave, rising, some of them twice; shape (draws, k)."""
        low, high = self.allowed(numbers)
        inner = [column for line in self.lines if line is not None for column in line.at[1:-1]]
        every = np.concatenate([low[:, None], high[:, None], numbers[:, inner]], axis=1)
        return np.sort(np.clip(every, low[:, None], np.maximum(low, high)[:, None]), axis=1)


def curves_of(game: BargainingGame, layout: Layout) -> tuple[Curve, ...]:
    """All ranges of a game, in file order."""
    index, found = layout.index(), []
    for k, issue in enumerate(game.issues):
        if not isinstance(issue, Range):
            continue
        low, high = (index[join(["issues", issue.name, "range", str(side)])] for side in (0, 1))
        lines = tuple(_line(issue, party, index, (low, high)) for party in game.party_names)
        bounds = tuple(
            tuple(
                index[join(["issues", issue.name, party, "never", side])]
                for party, view in issue.preferences.items()
                if side in view.never
            )
            for side in SIDES
        )
        straight = not any(isinstance(line, Power) for line in lines)
        found.append(Curve(k, (low, high), lines, (bounds[0], bounds[1]), straight))
    return tuple(found)


def _line(issue: Range, party: str, index: dict[str, int], ends: tuple[int, int]) -> Line | Power | None:
    form, place = issue.curve_of(party), ["issues", issue.name, party, "worth"]
    if form is None:
        return None
    if isinstance(form, PowerCurve):
        return Power(ends, index[join([*place, "exponent"])], form.rising)
    at, worth = ([index[join([*place, key, str(i)])] for i in range(len(form.at))] for key in ("at", "is"))
    return Line(tuple(at), tuple(worth))

"""One at a time: every number with a range set to its low and to its high, the others as written (a tornado)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.showing import Shown
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.evaluating import Evaluator, checked
from bargain.uncertainty.sensitivity.moving import Moving
from bargain.uncertainty.sensitivity.scalar import Function, Scalar, scalar_of

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]
Value = float | str | None
End = tuple[str, str | None, float | None, float | None]
"""Path, basis, low and high."""

STILL = 1e-6
"""What moves by less has not moved: settled numbers of ranges are exact to this."""

SHOWN = 10
"""Numbers that the text names."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number at both ends of its range.

    `low`, `high`: the ends; None for a ranking, whose ends are equal weights and all weight on the first issue.
    `at_low`, `at_high`: the scalar there; None where there is none. `swing`: largest less smallest of the scalar at the
    ends and as written; where the scalar is an outcome, at how many ends it is another. `moved`: at how many ends the
    scalar is not what it is as written. `refused`: the game's words at an end that it refuses.
    """

    path: str
    basis: str | None
    low: float | None
    high: float | None
    at_low: Value
    at_high: Value
    swing: float
    moved: int
    refused: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "path": self.path, "basis": self.basis, "low": self.low, "high": self.high, "at_low": self.at_low,
            "at_high": self.at_high, "swing": self.swing, "moved": self.moved, "refused": list(self.refused),
        }  # fmt: skip


@dataclass(frozen=True)
class Tornado(Shown):
    """`bars`: one a number, the widest swing first. `scalar`: what was asked; `written`: its value as written."""

    title: str
    scalar: str
    written: Value
    bars: tuple[Bar, ...]

    def __iter__(self) -> Iterator[Bar]:
        return iter(self.bars)

    def __len__(self) -> int:
        return len(self.bars)

    @property
    def moving(self) -> tuple[str, ...]:
        """Paths of the numbers that alone can move the scalar."""
        return tuple(bar.path for bar in self.bars if bar.moved)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: {title, scalar, written, bars}."""
        bars = [bar.to_dict() for bar in self.bars]
        return {"title": self.title, "scalar": self.scalar, "written": self.written, "bars": bars}

    def to_frame(self) -> pandas.DataFrame:
        """One row a number, the widest swing first."""
        return frame([{**bar.to_dict(), "refused": "; ".join(bar.refused)} for bar in self.bars])

    def __repr__(self) -> str:
        head = f"{self.scalar}: {_said(self.written)} as written; {len(self.bars)} numbers one at a time"
        lines = [f"{head}, {len(self.moving)} of them move it"]
        for bar in self.bars[:SHOWN]:
            if bar.moved or bar.refused:
                ends = ("equal weights", "first issue alone") if bar.low is None else (_said(bar.low), _said(bar.high))
                low, high = _said(bar.at_low), _said(bar.at_high)
                lines.append(f"  {bar.path}: {low} (at {ends[0]}), {high} (at {ends[1]})")
        return "\n".join(lines)


def _said(value: Value) -> str:
    return "none" if value is None else value if isinstance(value, str) else f"{value:.4g}"


def tornado(
    game: BargainingGame, scalar: Function | str, *, concept: str | None = None, lotteries: bool = False
) -> Tornado:
    """How far each number of `game` that has a range moves `scalar` by itself.

    `scalar`: a text such as "nash.gains.Ann", "zone.exists" or "nash.agreement.road", or a function of the solution of
    `concept` (`bargain.uncertainty.sensitivity.scalar` lists all). What the probability of an ending gains, the other
    endings lose in proportion. Raises GameError for a scalar that cannot be, ConceptError where the concept is not
    defined for the game.

    >>> road = BargainingGame("road", parties=["Ann"]).with_issue("road", outcomes=["north", "south"],
    ...     weight={"Ann": 3}, worth={"Ann": [{"value": 60, "low": 50, "high": 100}, 0]})
    >>> tornado(road, "nash.payoffs.Ann")
    nash.payoffs.Ann: 60 as written; 1 numbers one at a time, 1 of them move it
      issues.road.Ann.worth.north: 50 (at 50), 100 (at 100)
    """
    asked = checked(scalar_of(scalar, game, concept=concept, lotteries=lotteries), game)
    moving = Moving.of(Space.of(game))
    evaluator = Evaluator(asked, moving.space)
    ends, rows = _ends(moving)
    values = evaluator(np.concatenate([moving.as_written()[None, :], *rows]))
    words = dict(evaluator.refused)
    bars = [_bar(asked, end, values[0], values[[2 * k + 1, 2 * k + 2]], words, k) for k, end in enumerate(ends)]
    bars.sort(key=lambda bar: (-bar.swing, -bar.moved))
    return Tornado(game.title, asked.text, asked.shown(values[0]), tuple(bars))


def _ends(moving: Moving) -> tuple[list[End], list[Array]]:
    """Every number with the ends of its range, and the rows with it there, shape (2, k) each."""
    ends: list[End] = []
    rows: list[Array] = []
    evidence = moving.space.layout.evidence()
    for number in moving.numbers:
        ends.append((number.path, evidence[number.path].basis, number.low, number.high))
        rows.append(moving.rows(number.path, [number.low, number.high]))
    for path, positions in moving.rankings:
        ends.append((path, None, None, None))
        rows.append(_ranking_ends(moving.as_written(), positions))
    return ends, rows


def _bar(scalar: Scalar, end: End, written: float, values: Array, words: dict[int, str], k: int) -> Bar:
    """`values`: at low and at high, shape (2,); `words`: number of a row → the words of a game that refused it."""
    refused = [words.get(2 * k + 1), words.get(2 * k + 2)]
    shown = [None if no else scalar.shown(x) for x, no in zip(values, refused, strict=True)]
    none = np.isnan(values)
    other = np.where(none | np.isnan(written), none != np.isnan(written), np.abs(values - written) > STILL)
    moved = sum(bool(is_other) and no is None for is_other, no in zip(other, refused, strict=True))
    there = [x for x in (written, *values) if not np.isnan(x)]
    swing = float(moved) if scalar.outcomes else float(np.ptp(there)) if there else 0.0
    path, basis, low, high = end
    return Bar(path, basis, low, high, shown[0], shown[1], swing, moved, tuple(no for no in refused if no))


def _ranking_ends(written: Array, positions: tuple[int, ...]) -> Array:
    """Rows with equal weights, and with all weight on the first of the ranked issues: shape (2, k)."""
    rows = np.repeat(written[None, :], 2, axis=0)
    rows[0, list(positions)] = 1.0 / len(positions)
    rows[1, list(positions)] = np.eye(len(positions))[0]
    return rows

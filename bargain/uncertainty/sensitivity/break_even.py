"""Where the answer turns: the values of one number at which a condition begins or ceases to hold.

The range is scanned at evenly spaced values, and wherever the condition differs between neighbours the interval is
halved until it is 1e-9 wide. Two turns between the same two neighbours are missed; a finer scan finds them. Payoffs
within the package's tolerance of equality count as equal, which moves a turn by as little.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.names import shown
from bargain.game.quantity import finite
from bargain.showing import Shown
from bargain.uncertainty.result import Refusal
from bargain.uncertainty.sampling.draws import whole
from bargain.uncertainty.sampling.layout import Layout
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space, bounds
from bargain.uncertainty.sampling.ties import following
from bargain.uncertainty.sensitivity.condition import Condition, condition_of
from bargain.uncertainty.sensitivity.evaluating import Evaluator, checked, left_out
from bargain.uncertainty.sensitivity.moving import Moving
from bargain.uncertainty.sensitivity.scalar import Function

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

WIDTH = 1e-9
"""An interval is halved until it is no wider, or holds no other number."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A value at which the condition turns: `at`, in the middle of [`low`, `high`]. `begins`: it holds above."""

    at: float
    begins: bool
    low: float
    high: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"at": self.at, "begins": self.begins, "low": self.low, "high": self.high}


@dataclass(frozen=True)
class BreakEven(Shown):
    """`crossings`: every turn found between `low` and `high`, rising. `written`: the number as written.

    `holds_at_low`, `holds_at_high`, `holds_as_written`: whether the condition holds there; None where the game refuses
    the number or there is nothing to compare. `step`: between the values scanned. Of the `solved` games some were
    `refused`, and some had no number (`undefined`); no turn is looked for next to them.
    """

    title: str
    path: str
    condition: str
    written: float
    low: float
    high: float
    crossings: tuple[Crossing, ...]
    holds_at_low: bool | None
    holds_at_high: bool | None
    holds_as_written: bool | None
    step: float
    solved: int
    refused: tuple[Refusal, ...]
    undefined: int

    def __iter__(self) -> Iterator[Crossing]:
        return iter(self.crossings)

    def __len__(self) -> int:
        return len(self.crossings)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title,
            "path": self.path,
            "condition": self.condition,
            "written": self.written,
            "low": self.low,
            "high": self.high,
            "crossings": [crossing.to_dict() for crossing in self.crossings],
            "holds_at_low": self.holds_at_low,
            "holds_at_high": self.holds_at_high,
            "holds_as_written": self.holds_as_written,
            "step": self.step,
            "solved": self.solved,
            "refused": [{"place": r.place, "count": r.count, "example": r.example} for r in self.refused],
            "undefined": self.undefined,
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row a crossing."""
        return frame([c.to_dict() for c in self.crossings], columns=["at", "begins", "low", "high"])

    def __repr__(self) -> str:
        now = {True: "holds", False: "does not hold", None: "has no answer"}
        lines = [f"{self.condition}: {now[self.holds_as_written]} as written, {self.path} = {self.written:.8g}"]
        for crossing in self.crossings:
            turn = "begins to hold above" if crossing.begins else "ceases to hold above"
            lines.append(f"  {turn} {crossing.at:.8g}")
        if not self.crossings:
            lines.append(f"  no turn between {self.low:.8g} and {self.high:.8g}")
        return "\n".join(lines + left_out(self.refused, self.undefined))


def break_even(
    game: BargainingGame,
    path: str,
    condition: Function | str = "zone.exists",
    between: tuple[float, float] | None = None,
    *,
    scan: int = 201,
    concept: str | None = None,
    lotteries: bool = False,
) -> BreakEven:
    """All values of the number at `path` at which `condition` turns, `between` (low, high); its range when None.

    `condition`: a text such as "zone.exists", "not nash.deal" or "nash.gains.Ann >= 10", or a function of the solution
    of `concept` (`bargain.uncertainty.sensitivity.condition` says which). `scan`: at how many values it is looked at
    first. Raises GameError for a number, a condition or an interval that cannot be.

    >>> road = BargainingGame("road", parties=["Ann"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1}, worth={"Ann": [60, 0]})
    >>> break_even(road, "issues.road.Ann.worth.north", "nash.payoffs.Ann >= 25", between=(0, 100))
    nash.payoffs.Ann >= 25: holds as written, issues.road.Ann.worth.north = 60
      begins to hold above 25
    """
    asked = condition_of(condition, game, concept=concept, lotteries=lotteries)
    checked(asked.scalar, game)
    layout = Layout.of(game)
    name = layout.canonical(path)
    low, high = _interval(layout, name, path, between)
    moving = Moving.of(Space.of(game, Sampler(distributions=FrozenDict({name: Stretch(low, high)}))), [name])
    evaluator = Evaluator(asked.scalar, moving.space)
    look = _Look(asked, evaluator, moving, name)
    values = np.linspace(low, high, whole(scan, "scan", 2))
    holds, told = look(values)
    turns = np.flatnonzero(told[1:] & told[:-1] & (holds[1:] != holds[:-1]))
    crossings = _halved(look, values[turns], values[turns + 1], holds[turns])
    written = moving.written[moving.space.layout.index()[name]]
    (holds_now,), (told_now,) = look(np.array([written]))
    ends = [bool(holds[k]) if told[k] else None for k in (0, -1)]
    return BreakEven(
        game.title, name, asked.text, written, low, high, tuple(crossings), ends[0], ends[1],
        bool(holds_now) if told_now else None, (high - low) / (len(values) - 1), evaluator.solved,
        evaluator.refusals, evaluator.undefined,
    )  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """All numbers from `low` to `high` as a distribution: a game is asked which of them it takes."""

    low: float
    high: float

    def ppf(self, u: Array) -> Array:
        """The number at the share `u` of the way."""
        return self.low + (self.high - self.low) * u


@dataclass(frozen=True)
class _Look:
    """(whether the condition holds, whether that can be told) at values of the number, shape (m,) each."""

    condition: Condition
    evaluator: Evaluator
    moving: Moving
    path: str

    def __call__(self, values: Array) -> tuple[Mask, Mask]:
        rows = self.moving.rows(self.path, values)
        if not np.array_equal(rows[:, self.moving.space.paths.index(self.path)], values):
            raise GameError(f"path {self.path!r}: cannot move alone; what would have to give way to it is 0")
        found = self.evaluator(rows)
        return self.condition.holds(found), ~np.isnan(found)


def _interval(layout: Layout, name: str, path: str, between: Any) -> tuple[float, float]:
    """Where to look; GameError where there is nothing to go by."""
    if name in following(layout.game):
        raise GameError(f"path {path!r}: the end of a curve follows the end of its range; move that")
    if between is None:
        number = layout.evidence().get(name)
        low, high = (0.0, 0.0) if number is None else bounds(number)
        if not low < high:
            raise GameError(f"path {path!r}: has no range in the case; say where to look: between=(low, high)")
        return low, high
    if not isinstance(between, (tuple, list)) or len(between) != 2:
        raise GameError(f"between = {shown(between)}; give two numbers, (low, high)")
    low, high = (finite(x, f"between[{k}]") for k, x in enumerate(between))
    if not low < high:
        raise GameError(f"between = ({low:g}, {high:g}); the first must be below the second")
    return low, high


def _halved(look: _Look, low: Array, high: Array, holds_below: Mask) -> list[Crossing]:
    """Crossings between `low` and `high`, shape (m,), all halved side by side."""
    low, high = low.copy(), high.copy()
    open_ = np.arange(len(low))
    while len(open_):
        middle = 0.5 * (low[open_] + high[open_])
        wide = (high[open_] - low[open_] > WIDTH) & (low[open_] < middle) & (middle < high[open_])
        open_, middle = open_[wide], middle[wide]
        if not len(open_):
            break
        holds, told = look(middle)
        open_, middle, holds = open_[told], middle[told], holds[told]  # where nothing is told the interval stays wide
        below = holds == holds_below[open_]
        low[open_[below]], high[open_[~below]] = middle[below], middle[~below]
    columns = zip(low.tolist(), high.tolist(), holds_below.tolist(), strict=True)
    return [Crossing(0.5 * (a + b), not below, a, b) for a, b, below in columns]

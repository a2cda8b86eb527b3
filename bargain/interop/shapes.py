"""The shape of what an issue is worth to each party, for formats that know lines and little else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from bargain.game.bargaining_game import BargainingGame, Issue
from bargain.game.choice import Choice
from bargain.game.curves import Breakpoints
from bargain.game.quantity import value_of
from bargain.game.range import Range
from bargain.interop.decimals import as_number, utility

Array = np.ndarray[Any, np.dtype[np.float64]]

STRAIGHT = 1e-9
"""Points by which a curve may leave a straight line and still be one."""

STEEPEST = 1e9
"""A line that leaves 0 to 1 by more, were it not cut, is a jump."""

STEPS = 20
"""Equal steps of the grid to which a range is cut where a format has no shape for its curves."""


@dataclass(frozen=True, slots=True)
class Line:
    """value = height·(level + slope·(x − low)), what is in brackets cut at 0 and 1 where `cut`; values from 0 to 1."""

    level: float
    slope: float
    height: float = 1.0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Peak:
    """From 0 at `start` up to `height` at `top` and down to 0 at `end`; 0 outside; the range may cut it off."""

    start: float
    top: float
    end: float
    height: float


def worths(issue: Choice, party: str) -> list[float]:
    """What each outcome is worth to `party`, in points; zeros where it is indifferent."""
    view = issue.preferences.get(party)
    return [0.0] * len(issue.outcomes) if view is None else [value_of(w) for w in view.worth]  # type: ignore[union-attr]


def shape(issue: Range, party: str) -> Line | Peak | None:
    """The line or peak that the worth of a range is to `party`, on a scale of 0 to 1; None where it is neither."""
    curve = issue.curve_of(party)
    low, high = issue.bounds
    if curve is None:
        return Line(0.0, 0.0)
    if curve.smooth:
        return None
    knots = np.array(curve.knots if isinstance(curve, Breakpoints) else (low, high))
    at, worth = _corners(knots, curve.points(knots, low, high))
    values = [utility(w) for w in worth]
    if len(at) == 2:
        return Line(values[0], (values[1] - values[0]) / (high - low))
    found = _cut_line(at, values) or _peak(at, values)
    return (
        found
        if found is not None and np.allclose([value(found, x, low) for x in at], values, rtol=0, atol=1e-11)
        else None
    )


def value(form: Line | Peak, x: float, low: float) -> float:
    """The value of a shape at a number of a range that begins at `low`."""
    if isinstance(form, Line):
        return _at(form, x - low)
    if not form.start < x < form.end:
        return 0.0
    up = x <= form.top
    share = (x - form.start) / (form.top - form.start) if up else (form.end - x) / (form.end - form.top)
    return form.height * share


def _corners(at: Array, worth: Array) -> tuple[list[float], list[float]]:
    """The ends, and the knots at which a curve really bends."""
    kept = [0]
    for k in range(1, len(at) - 1):
        a, b = kept[-1], k + 1
        if abs(worth[k] - (worth[a] + (worth[b] - worth[a]) * (at[k] - at[a]) / (at[b] - at[a]))) > STRAIGHT:
            kept.append(k)
    kept.append(len(at) - 1)
    return at[kept].tolist(), worth[kept].tolist()


def _cut_line(at: list[float], values: list[float]) -> Line | None:
    """A line that is level at 0 or at its height before or after it rises or falls."""
    height = max(values)
    steep = [k for k, (a, b) in enumerate(pairwise(values)) if a != b]
    level = [v for k, v in enumerate(values) if k not in (steep[0], steep[0] + 1)] if len(steep) == 1 else [-1.0]
    if any(v not in (0.0, height) for v in level):
        return None
    k = steep[0]
    slope = (values[k + 1] - values[k]) / (at[k + 1] - at[k])
    found = Line((values[k] - slope * (at[k] - at[0])) / height, slope / height, height, cut=True)
    return found if abs(found.level) + abs(found.slope * at[0]) < STEEPEST else None


def _peak(at: list[float], values: list[float]) -> Peak | None:
    """One rise to one top and one fall; before and after, 0 alone."""
    k = max(range(len(values)), key=values.__getitem__)
    if not 0 < k < len(at) - 1 or any(values[: k - 1]) or any(values[k + 2 :]):
        return None
    top, height = at[k], values[k]
    rise, fall = (height - values[k - 1]) / (top - at[k - 1]), (height - values[k + 1]) / (at[k + 1] - top)
    if rise <= 0 or fall <= 0 or (k > 1 and values[k - 1]) or (k < len(at) - 2 and values[k + 1]):
        return None
    start = at[k - 1] if not values[k - 1] else top - height / rise
    return Peak(start, top, at[k + 1] if not values[k + 1] else top + height / fall, height)


def bent(game: BargainingGame) -> list[str]:
    """Ranges with a curve that is neither line nor peak to some party."""
    ranges = [i for i in game.issues if isinstance(i, Range)]
    return [i.name for i in ranges if any(shape(i, party) is None for party in game.party_names)]


def smooth(game: BargainingGame) -> list[str]:
    """Ranges with a curve that is not made of lines to some party."""
    ranges = [i for i in game.issues if isinstance(i, Range)]
    return [i.name for i in ranges if any(c is not None and c.smooth for c in map(i.curve_of, game.party_names))]


def cut(game: BargainingGame, issue: Range) -> Choice:
    """A range as a choice among the numbers of a grid: its ends, where its curves bend, and equal steps between."""
    low, high = issue.bounds
    knots = {x for p in game.party_names if (c := issue.curve_of(p)) is not None for x in c.knots}
    steps = {low + (high - low) * k / STEPS for k in range(STEPS + 1)}
    texts: dict[str, float] = {}
    for x in sorted(knots | steps):
        name = f"{x:.10g}"
        texts.setdefault(name, min(max(float(name), low), high))  # what the name says, so that name and worth agree
    views = {
        party: view.__class__(view.weight, tuple(min(100.0, max(0.0, issue.worth(party, x))) for x in texts.values()))
        for party, view in issue.preferences.items()
    }
    return Choice(issue.name, tuple(texts), type(issue.preferences)(views), issue.question, None, issue.indifferent)


def integers(issue: Issue) -> list[int] | None:
    """The outcomes of a choice as whole numbers in steps of one, rising; None where they are not."""
    if not isinstance(issue, Choice):
        return None
    found = [as_number(o) for o in issue.outcomes]
    whole = [n for n in found if isinstance(n, int)]
    if len(whole) < len(found) or any(b - a != 1 for a, b in pairwise(whole)):
        return None
    return whole


def line(values: list[float]) -> Line | None:
    """Worths in points, one a step, as a line on a scale of 0 to 1, cut at 0 and its height if need be; else None."""
    first, last, height = utility(values[0]), utility(values[-1]), utility(max(values))
    found = [Line(first, (last - first) / (len(values) - 1) if len(values) > 1 else 0.0)]
    for most in {1.0, height} - {0.0}:
        inside = [k for k, w in enumerate(values) if STRAIGHT < w < 100.0 * most - STRAIGHT]
        if len(inside) > 1:
            a, b = inside[0], inside[-1]
            slope = utility(values[b] - values[a]) / (b - a) / most
            found.append(Line(utility(values[a]) / most - slope * a, slope, most, cut=True))
    return next(
        (one for one in found if all(abs(w - 100.0 * _at(one, k)) <= STRAIGHT for k, w in enumerate(values))), None
    )


def _at(one: Line, steps: float) -> float:
    inner = one.level + one.slope * steps
    return one.height * (min(1.0, max(0.0, inner)) if one.cut else inner)

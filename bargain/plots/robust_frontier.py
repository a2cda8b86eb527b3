"""Robust agreements: how often each is accepted, against what it brings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from bargain.plots.labels import label_points
from bargain.plots.rows import say_instead
from bargain.plots.style import GREY, look, quiet
from bargain.tolerances import EQUAL
from bargain.uncertainty.robust import Robust, RobustPackage

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDS = {
    "most_accepted": "most accepted", "least_largest_regret": "least largest regret",
    "least_expected_regret": "least expected regret", "written": "settled as written",
}  # fmt: skip
"""What an agreement is best at."""

MEASURES = {"nash": "geometric mean of gains", "smallest_gain": "smallest gain"}
"""What a measure of an agreement is."""


def draw_robust_frontier(ax: Axes, found: Robust) -> Axes:
    """Draw the agreements of which none other is accepted more often and brings as much, and return `ax`.

    Along: the share of the draws in which nobody is below its disagreement with the agreement. Up: what it brings on
    average by the measure, in points, 0 where it is not accepted. The ring marks are the frontier; those best at
    something, and the one that the game as written settles, are filled and named.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], worth={"Ann": [100, 0], "Bob": [60, 100]}, weight={"Ann": 1, "Bob": 1}
    ... ).with_outside_option(bg.Fixed({"Ann": 20, "Bob": bg.Quantity(50, 20, 100, "assumed")}))
    >>> ax = draw_robust_frontier(new_axes(), bg.robust(game, draws=50))
    >>> ax.get_ylabel()
    'expected geometric mean of gains, points'
    """
    named = [(WORDS[name], package) for name, package in found.named.items() if package is not None]
    if not found.frontier:
        say_instead(ax, "no agreement that was looked at is accepted in any draw")
        return ax
    way = [_place(package) for package in found.frontier]
    ax.plot(*zip(*way, strict=True), color=GREY, linewidth=0.8, marker="o", markerfacecolor="white", zorder=2)
    texts: dict[tuple[float, float], list[str]] = {}
    for name, package in named:
        at = next((known for known in texts if _same(known, _place(package))), _place(package))
        texts.setdefault(at, []).append(name)
    for place, at in enumerate(texts):
        ax.plot(*at, color=look(place).colour, marker=look(place).marker, markersize=8, linestyle="none", zorder=3)
    _limits(ax, [*way, *texts])
    ax.set_xlabel("share of the draws in which nobody is below its disagreement")
    ax.set_ylabel(f"expected {MEASURES[found.measure]}, points")
    quiet(ax)
    label_points(ax, list(texts), [",\n".join(names) for names in texts.values()], clear_of=_along(way))
    return ax


def _place(package: RobustPackage) -> tuple[float, float]:
    return package.accepted.value, package.expected


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(x - y) <= EQUAL for x, y in zip(one, other, strict=True))


def _along(way: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points on the lines between those of the frontier, and these."""
    parts = [k / 40 for k in range(40)]
    between = [(a[0] + p * (b[0] - a[0]), a[1] + p * (b[1] - a[1])) for a, b in pairwise(way) for p in parts]
    return [*between, way[-1]]


def _limits(ax: Axes, points: Sequence[tuple[float, float]]) -> None:
    """Room around the points: the shares not far beyond 0 and 1, what agreements bring not below 0."""
    shares, brought = ([point[k] for point in points] for k in (0, 1))
    room = max(0.15 * (max(shares) - min(shares)), 0.02)
    ax.set_xlim(max(min(shares) - room, -0.02), min(max(shares) + room, 1.02))
    room = max(0.25 * (max(brought) - min(brought)), 0.05 * max(brought), 0.5)
    ax.set_ylim(max(min(brought) - room, 0.0), max(brought) + room)

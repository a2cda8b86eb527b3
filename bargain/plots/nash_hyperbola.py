"""The curve of constant Nash product through a solution: nothing that can be agreed lies beyond it at Nash's.

With gains g₁, g₂ and powers α, the curve through a solution with gains a, b is g₁^α₁ · g₂^α₂ = a^α₁ · b^α₂, so that
g₂ = b · (a / g₁)^(α₁ / α₂). A party's points may be stretched without moving an agreement off it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.game.names import known
from bargain.game.quantity import quantity, value_of
from bargain.payoffs.solution import Solution
from bargain.plots.labels import label_points
from bargain.plots.style import GREY, INK, chosen, payoff_label, plain, quiet
from bargain.tolerances import EQUAL
from bargain.words import concept_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = np.ndarray[Any, np.dtype[np.float64]]

POINTS = 201
"""Points through which the curve is drawn."""


def draw_nash_hyperbola(
    ax: Axes,
    solution: Solution,
    *,
    power: Mapping[str, Any] | None = None,
    parties: Sequence[str] | None = None,
) -> Axes:
    """Draw the curve on which two `parties` have the same Nash product as at `solution`, and return `ax`.

    On axes that already hold a payoff space it keeps to their limits; else it marks the solution and the disagreement
    itself. Points. Thin lines: the disagreement, which the curve nears at both ends. `power`: party → bargaining
    weight, as given to the concept or as in the file; 1 where it is left out. Of several parties two are shown, the
    others' gains held. There is no curve where a party gains nothing. Raises GameError for parties that are not the
    solution's, and for powers that are not above 0.

    >>> import bargain as bg
    >>> from bargain.plots.canvas import new_axes
    >>> game = bg.BargainingGame("pie", parties=["Ann", "Bob"]).with_issue("pie", range=(0, 1),
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": {"at": [0, 1], "is": [0, 100]},
    ...                                         "Bob": {"at": [0, 1], "is": [100, 0]}})
    >>> curve = draw_nash_hyperbola(new_axes(), bg.nash(game)).lines[0]
    >>> sorted({round(float(x * y), 6) for x, y in zip(*curve.get_data())})
    [2500.0]
    """
    pair = chosen(tuple(solution.payoffs), parties, 2)
    first, second = _powers(power, tuple(solution.payoffs), pair)
    d, point = (np.array([of[party] for party in pair]) for of in (solution.disagreement, solution.payoffs))
    alone = not ax.has_data()
    if alone:
        _open(ax, d, point, pair)
    gain = point - d
    if solution.deal and (gain > EQUAL).all():
        limits = ax.get_xlim(), ax.get_ylim()
        curve = _curve(gain, first / second, np.array(limits) - d[:, None]) + d
        ax.plot(*curve.T, color=INK, linewidth=1.0, linestyle=(0, (6, 2)), zorder=3)
        ax.plot([d[0], d[0]], limits[1], color=GREY, linewidth=0.5, zorder=1)
        ax.plot(limits[0], [d[1], d[1]], color=GREY, linewidth=0.5, zorder=1)
        ax.set(xlim=limits[0], ylim=limits[1])
        x, y = curve[len(curve) // 5].tolist()
        label_points(ax, [(x, y)], ["constant Nash product"], clear_of=[(a, b) for a, b in curve.tolist()])
    if alone:
        _mark(ax, solution, d, point)
    return ax


def _powers(power: Mapping[str, Any] | None, parties: Sequence[str], pair: Sequence[str]) -> tuple[float, float]:
    given = {}
    for party, amount in (power or {}).items():
        known(party, parties, "power", "party")
        given[party] = value_of(quantity(amount, f"power.{party}", low=0))
        if not given[party] > 0:
            raise GameError(f"power.{party}: {amount!r} is no power; give a number above 0")
    return given.get(pair[0], 1.0), given.get(pair[1], 1.0)


def _open(ax: Axes, d: Array, point: Array, pair: Sequence[str]) -> None:
    """Limits and labels of empty axes: the disagreement near the corner, the solution in the middle."""
    reach = np.maximum(point - d, 1.0)
    ax.set_xlim(d[0] - 0.15 * reach[0], d[0] + 2.5 * reach[0])
    ax.set_ylim(d[1] - 0.15 * reach[1], d[1] + 2.5 * reach[1])
    ax.set_xlabel(payoff_label(pair[0]))
    ax.set_ylabel(payoff_label(pair[1]))
    quiet(ax)


def _curve(gain: Array, ratio: float, limits: Array) -> Array:
    """Gains on the curve inside `limits`, shape (2 parties, low and high), as shape (k, 2); evenly by factors."""
    most = np.maximum(limits[:, 1], gain)
    left = gain[0] * (gain[1] / most[1]) ** (1.0 / ratio)
    x = np.geomspace(max(left, gain[0] * 1e-6), most[0], POINTS)
    return np.stack([x, gain[1] * (gain[0] / x) ** ratio], axis=1)


def _mark(ax: Axes, solution: Solution, d: Array, point: Array) -> None:
    name = plain(concept_words(solution.concept))
    ax.plot(*d, marker="x", markersize=8, markeredgewidth=1.8, color=INK, linestyle="none", zorder=5)
    places, texts = [(float(d[0]), float(d[1]))], ["disagreement"]
    if solution.deal:
        ax.plot(*point, marker="o", markersize=7.5, color=INK, markeredgecolor="white", linestyle="none", zorder=6)
        places, texts = [*places, (float(point[0]), float(point[1]))], [*texts, name]
    else:
        texts = [f"disagreement\n(no deal: {name})"]
    label_points(ax, places, texts)

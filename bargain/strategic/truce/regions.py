"""Maps of a truce: what it comes to at each rate of rearming and each monitoring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.names import known
from bargain.showing import Shown
from bargain.strategic.result import plain
from bargain.strategic.terms.parameters import numbers
from bargain.strategic.truce.outcome import LABELS, outcomes
from bargain.strategic.truce.solving import backward, deviation
from bargain.strategic.truce.terms import Field

if TYPE_CHECKING:
    import pandas

    from bargain.strategic.ceasefire import Ceasefire

Table = tuple[tuple[float, ...], ...]

MARKS = dict(zip(LABELS, ".r#-", strict=True))
"""How a region is drawn in text."""


@dataclass(frozen=True, repr=False)
class TruceRegions(Shown):
    """What a truce comes to over a grid; tables have one row for each rate of `rearming`, one column for each number
    of `monitoring`.

    `rearms`: whose rate varies. `labels`: kept, rearming, resumed or refused. `settled`, `failure`: probabilities of
    settlement and of war. `rearmed_war`: that war comes after somebody rearmed, better armed than before. `deviation`:
    the largest gain that one change in one period of any state could bring, anywhere on the map.
    """

    parties: tuple[str, ...]
    rearms: tuple[str, ...]
    rearming: tuple[float, ...]
    monitoring: tuple[float, ...]
    labels: tuple[tuple[str, ...], ...]
    settled: Table
    failure: Table
    rearmed_war: Table
    deviation: float

    @property
    def shares(self) -> dict[str, float]:
        """Label → share of the grid's points."""
        counts = Counter(label for row in self.labels for label in row)
        total = len(self.rearming) * len(self.monitoring)
        return {label: counts[label] / total for label in LABELS}

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {name: plain(value) for name, value in vars(self).items()}

    def to_frame(self) -> pandas.DataFrame:
        """One row a point: rearming, monitoring, label and probabilities."""
        return frame(
            [
                {
                    "rearming": rate,
                    "monitoring": watch,
                    "label": self.labels[i][j],
                    "settled": self.settled[i][j],
                    "failure": self.failure[i][j],
                    "rearmed_war": self.rearmed_war[i][j],
                }
                for i, rate in enumerate(self.rearming)
                for j, watch in enumerate(self.monitoring)
            ]
        )

    def __repr__(self) -> str:
        """The map: rearming upward, monitoring to the right."""
        lines = [f"regions of a truce: rearming of {' and '.join(self.rearms)} upward, monitoring to the right"]
        for i in reversed(range(len(self.rearming))):
            row = "".join(MARKS[label] for label in self.labels[i])
            lines.append(f"  {self.rearming[i]:<10.4g} {row}")
        legend = ", ".join(f"{MARKS[label]} {label} {share:.0%}" for label, share in self.shares.items())
        ends = f"{self.monitoring[0]:g} to {self.monitoring[-1]:g}"
        return "\n".join(
            [*lines, f"  monitoring from {ends}; {legend}", f"  largest gain from deviating {self.deviation:.1e}"]
        )


def ceasefire_regions(
    truce: Ceasefire,
    *,
    rearming: Any,
    monitoring: Any,
    rearms: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> TruceRegions:
    """What `truce` (the result of `ceasefire`) comes to at other rates of rearming and other monitoring.

    `rearming`: rates, chance to win gained a period, at least 0, of both parties, or of the one that `rearms` names
    while the other's rate stays; `monitoring`: probabilities of detection a period. All else is the truce's, its rule
    of choosing between equilibria too. `progress(done, total)` is called after each rate. Raises GameError for numbers
    out of range and for a truce without an end.
    """
    rates = numbers(rearming, "rearming", low=0, high=1, write="(0, 0.01, 0.02)")
    watch = numbers(monitoring, "monitoring", low=0, high=1, write="(0, 0.5, 1)")
    for name, given in (("rearming", rates), ("monitoring", watch)):
        if not given:
            raise GameError(f"{name}: the list is empty; give at least one number")
    if truce.periods is None:
        raise GameError("truce: it has no end, and maps are drawn of truces of a known length; give days a number")
    if rearms is not None:
        known(rearms, truce.parties, "rearms", "party")
    varies = [rearms in (None, party) for party in truce.parties]
    found, worst = [], 0.0
    for done, rate in enumerate(rates):
        pair = [rate if varies[i] else truce.terms.rearming[i] for i in (0, 1)]
        field = Field(
            truce.terms, np.tile(pair, (len(watch), 1)), np.array(watch), min(truce.terms.levels, truce.periods)
        )
        plan = backward(field, truce.periods, truce.rule)
        found.append(outcomes(plan))
        worst = max(worst, float(deviation(plan).max()))
        if progress is not None:
            progress(done + 1, len(rates))
    settled = tuple(tuple(np.where(one.accepted, one.course.total[:, 0], 0.0).tolist()) for one in found)
    return TruceRegions(
        parties=truce.parties,
        rearms=tuple(party for party, moves in zip(truce.parties, varies, strict=True) if moves),
        rearming=rates,
        monitoring=watch,
        labels=tuple(one.labels for one in found),
        settled=settled,
        failure=tuple(tuple(1.0 - p for p in row) for row in settled),
        rearmed_war=tuple(tuple(np.where(one.accepted, one.course.rearmed, 0.0).tolist()) for one in found),
        deviation=worst,
    )

"""What is drawn of a setting: frontier, zone, disagreement and solutions of two parties, and everyone's range.

All points and lines are payoffs that the library computed. Of many points some are left out evenly, and the picture
says so. A risk attitude bends the segments of a frontier; they are drawn through points between their ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from bargain.errors import BargainError
from bargain.explorer.setting import Setting
from bargain.payoffs.frontier import Frontier, pareto_frontier, rational_frontier
from bargain.payoffs.polygon_region import PolygonRegion
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.payoffs.region import Region
from bargain.tolerances import at_least
from bargain.words import points

Array = np.ndarray[Any, np.dtype[np.float64]]

MOST_MARKS = 2000
"""Points, or segments, that are drawn at most."""

MOST_ROWS = 200
"""Rows of the table beside the picture."""


@dataclass(frozen=True, eq=False)
class Picture:
    """The picture of one problem, computed when it is asked for."""

    setting: Setting
    problem: BargainingProblem

    @cached_property
    def region(self) -> Region:
        """R: nobody is below its disagreement."""
        return rational_region(self.problem)

    @cached_property
    def zone(self) -> Frontier:
        """The part of the frontier in R."""
        return rational_frontier(self.problem)

    @cached_property
    def whole(self) -> Frontier | None:
        """The whole frontier; of three and more parties only where there is no zone, for it can take seconds."""
        return pareto_frontier(self.problem) if len(self.problem.parties) <= 2 or not len(self.zone) else None

    def to_dict(self) -> dict[str, Any]:
        """What the page draws, in plain JSON types; {"problem": why} where there is nothing to draw."""
        if not self.problem.issues:
            return {"problem": "there is nothing to settle yet: add an issue"}
        if len(self.problem.parties) < 2:
            return {"problem": "there is one party only; a picture needs the payoffs of two"}
        try:
            return self._drawn()
        except BargainError as error:
            return {"problem": str(error)}

    def _drawn(self) -> dict[str, Any]:
        one, other = self.setting.drawn
        pair = [one, other]
        whole = self.whole
        notes = list(self._notes())
        layers = {} if whole is None else {"frontier": self._layer(whole, pair)}
        layers["zone"] = self._layer(self.zone, pair)
        hull = self._hull()
        if hull is not None:
            layers["lotteries"] = {"lines": [hull[:, pair].tolist()], "dots": [], "left_out": 0}
        for name, layer in layers.items():
            if layer["left_out"]:
                what = "agreements" if layer["dots"] else "segments"
                notes.append(f"{name}: {layer['left_out']:,} {what} left out evenly, so that the picture stays quick")
        return {
            "parties": [self.problem.parties[i] for i in pair],
            "disagreement": self.problem.disagreement[pair].tolist(),
            "texts": list(map(points, self.problem.disagreement[pair].tolist())),
            "layers": layers,
            "notes": notes,
            **self._table(),
        }

    def _notes(self) -> list[str]:
        notes = []
        frontier = self.whole if self.whole is not None else self.zone
        if len(self.problem.parties) > 2:
            notes.append(
                f"{len(self.problem.parties)} parties: two of them are drawn, and only agreements in the zone"
                if self.whole is None
                else f"{len(self.problem.parties)} parties: two of them are drawn"
            )
            if self.problem.lotteries:
                notes.append("drawn are sure agreements; lotteries over them reach further")
        if frontier.resolution:
            miss = points(frontier.resolution)
            notes.append(
                f"ranges are sampled for the picture: payoffs can miss the true frontier by up to {miss} points"
            )
        return notes

    def _layer(self, frontier: Frontier, pair: list[int]) -> dict[str, Any]:
        """Lines and dots of one frontier: lines where a number moves, dots at its points."""
        if frontier.pieces is None:
            kept = evenly(len(frontier), MOST_MARKS)
            return {
                "lines": [], "dots": frontier.payoffs[kept][:, pair].tolist(), "left_out": len(frontier) - len(kept),
            }  # fmt: skip
        kept = evenly(len(frontier.pieces), MOST_MARKS)
        pieces = frontier.lines()[kept][:, :, pair]
        dots = frontier.payoffs[evenly(len(frontier), MOST_MARKS)][:, pair]
        return {
            "lines": pieces.tolist(), "dots": dots.tolist(), "left_out": len(frontier.pieces) - len(kept),
        }  # fmt: skip

    def _hull(self) -> Array | None:
        """Corners of what two parties can reach with lotteries, shape (k, 2)."""
        if isinstance(self.region, PolygonRegion):
            corners = self.region.corners
            return np.asarray(corners[evenly(len(corners), MOST_MARKS)])
        return None

    def _table(self) -> dict[str, Any]:
        """Some points of the frontier as rows of text, each with whether it is in the zone."""
        frontier = self.whole if self.whole is not None else self.zone
        kept = evenly(len(frontier), MOST_ROWS)
        inside: Any = at_least(frontier.payoffs[kept], self.problem.disagreement).all(axis=1)
        rows = [
            {"payoffs": list(map(points, row)), "zone": zone}
            for row, zone in zip(frontier.payoffs[kept].tolist(), inside.tolist(), strict=True)
        ]
        return {"rows": rows, "columns": list(self.problem.parties), "count": len(frontier)}

    def ranges(self, settled: dict[str, float]) -> list[dict[str, Any]]:
        """Lowest and highest payoff of each party over R, beside its disagreement and what is `settled`.

        With lotteries of three and more parties the lowest is not computed: None.
        """
        if not self.region.exists:
            return []
        region = self.region
        if isinstance(region, PolygonRegion):
            low, high = region.frontier.min(axis=0), region.frontier.max(axis=0)
        elif self.problem.lotteries and len(self.problem.parties) > 1:
            low, high = np.full(len(self.problem.parties), np.nan), region.ideal
        else:
            low, high = self.zone.payoffs.min(axis=0), self.zone.payoffs.max(axis=0)
        rows = zip(self.problem.parties, self.problem.disagreement.tolist(), low.tolist(), high.tolist(), strict=True)
        return [_range(party, d, None if np.isnan(a) else a, b, settled[party]) for party, d, a, b in rows]


def _range(party: str, disagreement: float, low: float | None, high: float, settled: float) -> dict[str, Any]:
    """The range of one party, in numbers and in words."""
    texts = [points(disagreement), "–" if low is None else points(low), points(high), points(settled)]
    words = f"{party}: {texts[1]} to {texts[2]} points in the zone, {texts[0]} without agreement, {texts[3]} settled"
    return {
        "party": party, "disagreement": disagreement, "low": low, "high": high, "settled": settled,
        "texts": texts, "words": words,
    }  # fmt: skip


def evenly(count: int, most: int) -> Any:
    """Positions of at most `most` of `count` things, first and last among them.

    >>> evenly(3, 10).tolist(), evenly(1000, 3).tolist()
    ([0, 1, 2], [0, 500, 999])
    """
    if count <= most:
        return np.arange(count)
    return np.unique(np.round(np.linspace(0, count - 1, most)).astype(np.int64))

"""Scenario discovery: the part of the ranges in which a condition holds, as a box in few words (Bryant & Lempert 2010).

Games are drawn over the ranges, the condition is looked at in each, and PRIM (`bargain.uncertainty.sensitivity.prim`)
looks for a box of few limits in which it mostly holds. The box is found on one half of the draws and measured on the
other too, which it has not seen: a limit that was fitted to chance does worse there. Numbers are those of the game
that was drawn, with probabilities brought to their sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.names import known, shown
from bargain.game.quantity import finite
from bargain.showing import Shown
from bargain.uncertainty.result import Refusal
from bargain.uncertainty.sampling.draws import rows_between, whole
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.condition import condition_of
from bargain.uncertainty.sensitivity.evaluating import Evaluator, checked, left_out
from bargain.uncertainty.sensitivity.groups import groups_of
from bargain.uncertainty.sensitivity.prim import Step, measured, prim
from bargain.uncertainty.sensitivity.scalar import Function
from bargain.uncertainty.shares import Share

if TYPE_CHECKING:
    import pandas

Array = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

PEEL, PASTE = 0.05, 0.01
"""Shares of the draws in a box that a peel takes off and a paste takes in."""

TABLES = ("limits", "trajectory")


@dataclass(frozen=True, slots=True)
class Limit:
    """A number restricted to `low` … `high`, None on a side that is not limited."""

    path: str
    low: float | None
    high: float | None

    def __str__(self) -> str:
        if self.low is None:
            return f"{self.path} below {self.high:.4g}"
        if self.high is None:
            return f"{self.path} above {self.low:.4g}"
        return f"{self.path} between {self.low:.4g} and {self.high:.4g}"

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {"path": self.path, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Stage:
    """A box on the way: `kind` "peel", "choose", "drop" or "paste" of the number at `path`; its measures and limits."""

    kind: str
    path: str | None
    density: float
    coverage: float
    mass: float
    limits: tuple[Limit, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        held = {name: getattr(self, name) for name in ("kind", "path", "density", "coverage", "mass")}
        return {**held, "limits": [limit.to_dict() for limit in self.limits]}


@dataclass(frozen=True, slots=True)
class ScenarioBox:
    """One box. `limits`: the numbers that it restricts; none where no box was better than the whole.

    `density`: share of the draws in it in which the condition holds; `coverage`: share of all draws in which the
    condition holds that lie in it; `mass`: share of all draws that lie in it; on the draws that it was found on.
    `unseen_density`, `unseen_coverage`: on the others; None where there is nothing to share. `trajectory`: how it was
    found.
    """

    limits: tuple[Limit, ...]
    density: float
    coverage: float
    mass: float
    unseen_density: float | None
    unseen_coverage: float | None
    trajectory: tuple[Stage, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        names = ("density", "coverage", "mass", "unseen_density", "unseen_coverage")
        return {
            "limits": [limit.to_dict() for limit in self.limits],
            **{name: getattr(self, name) for name in names},
            "trajectory": [stage.to_dict() for stage in self.trajectory],
        }


@dataclass(frozen=True)
class ScenarioDiscovery(Shown):
    """`boxes`: found one after the other, each on what the ones before it leave. `holds`: share of all draws.

    `draws`: that boxes were found on; as many again were only measured. `density`: the one aimed at. `varied`: paths of
    the numbers that were drawn; `ranges`: path → its smallest and largest number in any draw. Draws that the game
    `refused`, or in which the condition has no answer (`undefined`), are left out.
    """

    title: str
    condition: str
    draws: int
    seed: int
    sampler: Sampler
    density: float
    varied: tuple[str, ...]
    holds: Share
    boxes: tuple[ScenarioBox, ...]
    refused: tuple[Refusal, ...]
    undefined: int
    ranges: FrozenDict[str, tuple[float, float]] = EMPTY

    def __iter__(self) -> Iterator[ScenarioBox]:
        return iter(self.boxes)

    def __len__(self) -> int:
        return len(self.boxes)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title,
            "condition": self.condition,
            "draws": self.draws,
            "seed": self.seed,
            "sampler": self.sampler.to_dict(),
            "density": self.density,
            "varied": list(self.varied),
            "holds": self.holds.to_dict(),
            "boxes": [box.to_dict() for box in self.boxes],
            "refused": [{"place": r.place, "count": r.count, "example": r.example} for r in self.refused],
            "undefined": self.undefined,
            "ranges": {path: list(ends) for path, ends in self.ranges.items()},
        }

    def to_frame(self, table: str = "limits") -> pandas.DataFrame:
        """ "limits": one row for each number that a box restricts; "trajectory": one row a step towards each box."""
        known(table, TABLES, "table", "table")
        rows: list[dict[str, Any]] = []
        for k, box in enumerate(self.boxes):
            if table == "limits":
                rows += [{"box": k, **limit.to_dict()} for limit in box.limits]
            else:
                for stage in box.trajectory:
                    words = " and ".join(str(limit) for limit in stage.limits)
                    rows.append({"box": k, **stage.to_dict(), "limits": words, "restricted": len(stage.limits)})
        return frame(rows)

    def __repr__(self) -> str:
        lines = [f"{self.condition}: in {self.holds!r} of the draws, seed {self.seed}"]
        for box in self.boxes:
            if not box.limits:
                enough = "enough without any limit" if box.density >= self.density else "no limit makes it denser"
                lines.append(f"  in {box.density:.3f} everywhere: {enough}")
                continue
            lines.append(f"  in {box.density:.3f} ({_said(box.unseen_density)} of draws not seen) where")
            lines += [f"    {limit}" for limit in box.limits]
            lines.append(f"  which holds {box.coverage:.3f} ({_said(box.unseen_coverage)}) of all such draws")
        return "\n".join(lines + left_out(self.refused, self.undefined))


def _said(share: float | None) -> str:
    return "none" if share is None else f"{share:.3f}"


def scenario_discovery(
    game: BargainingGame,
    condition: Function | str = "not zone.exists",
    draws: int = 1000,
    seed: int = 0,
    *,
    density: float = 0.8,
    boxes: int = 1,
    least_mass: float = 0.05,
    sampler: Sampler | None = None,
    concept: str | None = None,
    lotteries: bool = False,
) -> ScenarioDiscovery:
    """The box of assumptions in which `condition` holds: no agreement that leaves nobody below its disagreement.

    `condition`: as for `break_even`. `density`: share that a box should have; of the boxes that have it the one with
    most coverage is chosen, of those that fall short the one with the largest harmonic mean of density and coverage.
    `boxes`: how many to look for, one after the other. `least_mass`: share of the draws that a box holds at least. It
    solves 2 × draws games. Raises GameError for settings that cannot be.
    """
    asked = condition_of(condition, game, concept=concept, lotteries=lotteries)
    checked(asked.scalar, game)
    count, seed, boxes = whole(draws, "draws", 10), whole(seed, "seed", 0), whole(boxes, "boxes", 1)
    density, least_mass = _share(density, "density"), _share(least_mass, "least_mass")
    space = Space.of(game, sampler)
    groups_of(space)
    rows = rows_between(space, seed, 0, 2 * count, 2 * count)
    evaluator = Evaluator(asked.scalar, space)
    values = evaluator(rows)
    told, x, y = ~np.isnan(values), space.table(rows)[:, list(space.columns)], asked.holds(values)
    first = np.arange(2 * count) < count
    seen, unseen = first & told, ~first & told
    found: list[ScenarioBox] = []
    left = seen.copy()
    while y[left].any() and not y[left].all() and len(found) < boxes:
        steps = prim(x[left], y[left], density=density, share=PEEL, paste=PASTE, least_mass=least_mass)
        found.append(_box(steps, space.paths, (x, y), seen, unseen))
        if not steps[-1].box.restricted:
            break
        left &= ~steps[-1].box.holds(x)
    return ScenarioDiscovery(
        game.title, asked.text, count, seed, space.sampler, density, space.paths,
        Share(float(y[told].sum()), int(told.sum())), tuple(found), evaluator.refusals, evaluator.undefined,
        FrozenDict({path: (float(x[:, k].min()), float(x[:, k].max())) for k, path in enumerate(space.paths)}),
    )  # fmt: skip


def _share(given: Any, name: str) -> float:
    number = finite(given, name)
    if not 0.0 < number <= 1.0:
        raise GameError(f"{name} = {shown(given)}; give a share, above 0 and at most 1")
    return number


def _box(
    steps: list[Step], paths: tuple[str, ...], points: tuple[Array, Mask], seen: Mask, unseen: Mask
) -> ScenarioBox:
    """The last box of a trajectory, measured on all draws `seen`, those that other boxes hold too, and `unseen`."""
    x, y = points
    box = steps[-1].box
    final = measured("", None, box, x[seen], y[seen])
    held = box.holds(x) & unseen
    stages = tuple(
        Stage(s.kind, None if s.k is None else paths[s.k], s.density, s.coverage, s.mass, _limits(s, paths))
        for s in steps
    )
    return ScenarioBox(
        _limits(steps[-1], paths),
        final.density,
        final.coverage,
        final.mass,
        float(y[held].mean()) if held.any() else None,
        float((held & y).sum() / y[unseen].sum()) if y[unseen].any() else None,
        stages,
    )


def _limits(step: Step, paths: tuple[str, ...]) -> tuple[Limit, ...]:
    low, high = step.box.low, step.box.high
    return tuple(
        Limit(paths[k], float(low[k]) if low[k] > -np.inf else None, float(high[k]) if high[k] < np.inf else None)
        for k in step.box.restricted
    )

"""Robust packages: agreements that hold over the ranges of a game's numbers, instead of being best at one point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.concepts.solving import solve
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.game.names import known
from bargain.payoffs.solution import Agreement, in_words
from bargain.showing import Shown
from bargain.tolerances import EQUAL
from bargain.uncertainty.model.answers import answers, way_of
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.model.packages import Package, package_of
from bargain.uncertainty.model.pick import QUICK
from bargain.uncertainty.result import Refusal
from bargain.uncertainty.robustness.candidates import all_packages, some_packages
from bargain.uncertainty.robustness.doing import MEASURES, Doing, doing
from bargain.uncertainty.sampling.draws import rows_between, whole
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.sampling.space import Space
from bargain.uncertainty.sensitivity.evaluating import left_out, refusals
from bargain.uncertainty.shares import Share

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class RobustPackage:
    """A package and how it does over the valid draws. Ranges are rounded to a tenth.

    `accepted`: share of draws in which nobody is below its disagreement with it, and numbers lie within red lines.
    `refused_by`: party → share of draws in which it is below. `expected`: mean of the measure, points, 0 where the
    package is not accepted. `largest_regret`, `expected_regret`: largest and mean of the points by which the best
    agreement of a draw gives more.
    """

    agreement: Agreement
    accepted: Share
    refused_by: FrozenDict[str, Share]
    expected: float
    largest_regret: float
    expected_regret: float

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "agreement": dict(self.agreement),
            "accepted": self.accepted.to_dict(),
            "refused_by": {party: share.to_dict() for party, share in self.refused_by.items()},
            "expected": self.expected,
            "largest_regret": self.largest_regret,
            "expected_regret": self.expected_regret,
        }

    def __str__(self) -> str:
        regrets = f"regret {self.largest_regret:.2f} at most, {self.expected_regret:.2f} on average"
        return f"accepted {self.accepted!r}, expected {self.expected:.2f}, {regrets}: {in_words(self.agreement)}"


@dataclass(frozen=True)
class Robust(Shown):
    """What `robust` found over `draws` draws, of which the `valid` ones made a game; `refused`: the others, by place.

    `zone`: share of the valid draws in which some agreement is acceptable to all: no package can have a larger share.
    `candidates`: packages looked at; `complete`: whether these are all. `most_accepted`: the largest share;
    `least_largest_regret` (minimax) and `least_expected_regret`; None where no package is accepted in any draw.
    `frontier`: packages of which none other has a larger share of acceptance and no less expected of the `measure`, or
    as large a share and more, by share. `written`: what the concept of the measure settles in the game as written.
    """

    title: str
    parties: tuple[str, ...]
    measure: str
    draws: int
    valid: int
    seed: int
    sampler: Sampler
    refused: tuple[Refusal, ...]
    zone: Share
    candidates: int
    complete: bool
    most_accepted: RobustPackage | None
    least_largest_regret: RobustPackage | None
    least_expected_regret: RobustPackage | None
    frontier: tuple[RobustPackage, ...]
    written: RobustPackage | None

    @property
    def named(self) -> FrozenDict[str, RobustPackage | None]:
        """The packages by what they are best at."""
        names = ("most_accepted", "least_largest_regret", "least_expected_regret", "written")
        return FrozenDict({name: getattr(self, name) for name in names})

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "title": self.title,
            "measure": self.measure,
            "draws": self.draws,
            "valid": self.valid,
            "seed": self.seed,
            "sampler": self.sampler.to_dict(),
            "refused": [{"place": r.place, "count": r.count, "example": r.example} for r in self.refused],
            "zone": self.zone.to_dict(),
            "candidates": self.candidates,
            "complete": self.complete,
            **{name: None if package is None else package.to_dict() for name, package in self.named.items()},
            "frontier": [package.to_dict() for package in self.frontier],
        }

    def to_frame(self) -> pandas.DataFrame:
        """One row a package: those best at something, then the frontier, each with its shares, points and outcomes."""
        listed = [(name, p) for name, p in self.named.items() if p is not None]
        rows = []
        for name, package in [*listed, *(("frontier", p) for p in self.frontier)]:
            row: dict[str, Any] = {"package": name, "accepted": package.accepted.value, "expected": package.expected}
            row |= {"largest regret": package.largest_regret, "expected regret": package.expected_regret}
            row |= {f"refused by {party}": share.value for party, share in package.refused_by.items()}
            rows.append({**row, **package.agreement})
        return frame(rows)

    def __repr__(self) -> str:
        looked = f"{self.candidates:,} packages" + (", all there are" if self.complete else "")
        lines = [f"{self.title}: {looked}, over {self.valid:,} draws, seed {self.seed}; measure {self.measure}"]
        lines.append(f"  some package is acceptable to all in {self.zone!r} of the draws")
        if self.most_accepted is None:
            lines.append("  no package that was looked at is accepted in any draw")
        names: dict[str, list[str]] = {}
        for name, package in self.named.items():
            if package is not None:
                names.setdefault(str(package), []).append(name.replace("_", " "))
        lines += [f"  {', '.join(held)}: {package}" for package, held in names.items()]
        lines.append(f"  {len(self.frontier)} packages on the frontier between share and expected measure")
        return "\n".join(lines + left_out(self.refused, 0))


def robust(
    game: BargainingGame,
    draws: int = 1000,
    seed: int = 0,
    *,
    measure: str = "nash",
    sampler: Sampler | None = None,
) -> Robust:
    """Packages of `game` that do well over `draws` draws of its numbers within their ranges.

    `measure` of what a package gives, in points: "nash", the geometric mean of gains, or "smallest_gain"; 0 where
    somebody would refuse the package. All packages of a small game are looked at, with ranges cut into tenths; of a
    larger one the answer of the game as written, those of all draws, and the zones of agreement of a few. Raises
    GameError for settings that cannot be.

    >>> road = BargainingGame("road", parties=["Ann", "Bob"]).with_issue("road", outcomes=["north", "middle", "south"],
    ...     weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, {"value": 60, "low": 40, "high": 80}, 0],
    ...                                         "Bob": [0, {"value": 60, "low": 50, "high": 70}, 100]})
    >>> dict(robust(road, draws=10).most_accepted.agreement)
    {'road': 'middle'}
    """
    known(measure, MEASURES, "measure", "measure")
    count, seed = whole(draws, "draws", 1), whole(seed, "seed", 0)
    space = Space.of(game, sampler)
    model, concept = Model.of(space), MEASURES[measure]
    rows = rows_between(space, seed, 0, count, count)
    every = all_packages(model)
    concepts = QUICK if every is None and way_of(model, QUICK, False) != "one by one" else (concept,)
    found = answers(model, rows, concepts)
    solution = solve(game, concept)
    own = [] if solution.agreement is None else [solution.agreement]
    packages = some_packages(model, found, rows, own) if every is None else every
    written = tuple(package_of(model, agreement) for agreement in own)
    results = _results(model, doing(model, rows, found, packages, measure), packages)
    as_written = _results(model, doing(model, rows, found, written, measure), written)
    valid = int(found.valid.sum())
    some = any(result.accepted.count for result in results)
    return Robust(
        game.title,
        game.party_names,
        measure,
        count,
        valid,
        seed,
        space.sampler,
        refusals(list(found.refused)),
        Share(float(found.zone.sum()), valid),
        len(packages),
        every is not None,
        max(results, key=lambda r: (r.accepted.count, r.expected)) if some else None,
        min(results, key=lambda r: (r.largest_regret, r.expected_regret)) if some else None,
        min(results, key=lambda r: (r.expected_regret, r.largest_regret)) if some else None,
        _frontier(results) if some else (),
        as_written[0] if as_written and valid else None,
    )


def _results(model: Model, sums: Doing, packages: tuple[Package, ...]) -> list[RobustPackage]:
    valid, names = sums.valid, model.game.party_names
    found = []
    for k, package in enumerate(packages):
        refused = FrozenDict({p: Share(float(sums.refused[k, i]), valid) for i, p in enumerate(names)})
        accepted = Share(float(sums.accepted[k]), valid)
        means = [float(x[k]) / valid if valid else np.nan for x in (sums.total, sums.regret)]
        found.append(
            RobustPackage(package.agreement(model), accepted, refused, means[0], float(sums.most[k]), means[1])
        )
    return found


def _frontier(results: list[RobustPackage]) -> tuple[RobustPackage, ...]:
    """Those that no other beats by share and expected measure, the largest share first; the first of equal ones."""
    found: list[RobustPackage] = []
    for result in sorted(results, key=lambda r: (-r.accepted.count, -r.expected)):
        if not found or result.expected > found[-1].expected + EQUAL:
            found.append(result)
    return tuple(found)

"""What an ensemble found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.frozen import FrozenDict
from bargain.game.names import known
from bargain.payoffs.solution import Agreement
from bargain.showing import Shown
from bargain.uncertainty.sampling.sampler import Sampler
from bargain.uncertainty.shares import QUANTILES, Share, Spread
from bargain.uncertainty.words import lines

if TYPE_CHECKING:
    import pandas

TABLES = ("settled", "payoffs", "packages", "blockers")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Draws in which the game refused the number at `place`: how many, and its words in the first such draw."""

    place: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class FollowedPackage:
    """A package and how often it would do, as shares of the valid draws.

    `agreement`: issue → outcome; ranges are rounded to a tenth. `acceptable`: nobody is below its outside option and
    no absolute red line is crossed. `on_zone`: acceptable, and no other agreement beats it; None where that cannot be
    told. `solution`: concept → share in which it is what the concept settles. `central_weights`: concept → party →
    issue → the mean of the weights with which it is the solution (Lahdelma, Hokkanen & Salminen 1998).
    """

    agreement: Agreement
    acceptable: Share
    on_zone: Share | None
    solution: FrozenDict[str, Share]
    central_weights: FrozenDict[str, FrozenDict[str, FrozenDict[str, float]]]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        central = {c: {p: dict(w) for p, w in held.items()} for c, held in self.central_weights.items()}
        return {
            "agreement": dict(self.agreement),
            "acceptable": self.acceptable.to_dict(),
            "on_zone": None if self.on_zone is None else self.on_zone.to_dict(),
            "solution": {concept: share.to_dict() for concept, share in self.solution.items()},
            "central_weights": central,
        }


@dataclass(frozen=True, slots=True)
class Convergence:
    """How far the shares can still move.

    `standard_error`: the largest of any share. `doubling`: what twice as many draws would move that share by, about:
    the standard deviation of the change, standard_error/√2. `halves`: the most by which a share moved when the second
    half of the draws was added to the first. `r_hat`: of numbers drawn by hit and run, near 1 when the walks were long
    enough. None where there is nothing to tell: no valid draw, no second half, no such numbers.
    """

    standard_error: float | None
    doubling: float | None
    halves: float | None
    r_hat: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "standard_error": self.standard_error, "doubling": self.doubling, "halves": self.halves,
            "r_hat": self.r_hat,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settling:
    """What one concept settles over the draws.

    `deal`: share of the valid draws with a deal. `issues`: issue → outcome → share of the deals, or the distribution of
    a range's number over the deals. `payoffs`, `gains`: party → distribution over all valid draws, in points; without a
    deal the payoff is the outside option. `written`: what the game as written settles; `as_written`: share of the valid
    draws that settle the same package. `packages`: how many different ones were settled; `likeliest`: the largest
    share of one.
    """

    concept: str
    deal: Share
    issues: FrozenDict[str, FrozenDict[str, Share] | Spread]
    payoffs: FrozenDict[str, Spread]
    gains: FrozenDict[str, Spread]
    written: Agreement | None
    as_written: Share | None
    packages: int
    likeliest: Share

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        issues = {
            name: held.to_dict() if isinstance(held, Spread) else {o: s.to_dict() for o, s in held.items()}
            for name, held in self.issues.items()
        }
        return {
            "deal": self.deal.to_dict(),
            "issues": issues,
            "payoffs": {party: held.to_dict() for party, held in self.payoffs.items()},
            "gains": {party: held.to_dict() for party, held in self.gains.items()},
            "written": None if self.written is None else dict(self.written),
            "as_written": None if self.as_written is None else self.as_written.to_dict(),
            "packages": self.packages,
            "likeliest": self.likeliest.to_dict(),
        }


@dataclass(frozen=True)
class Ensemble(Shown):
    """What a game would settle over the ranges of its numbers.

    `draws`: asked for; `drawn`: looked at, fewer where the run was interrupted. `refused`: draws whose numbers make no
    game, by place; all shares are of the others, the `valid` ones. `varied`: paths of the numbers that were drawn.
    `zone`: share with a zone of agreement. `settled`: concept → what it settles. `disagreement`: party → distribution.
    `packages`: those that recur, the likeliest first. `blockers`: of the draws without a zone that were looked at
    (`looked_at` of `blocked`), the share in which each stands in some minimal set; `blocking_sets`: ((blockers, share),
    …). `quickly`: draws answered by the batched solver, the others by the concepts one by one.
    """

    title: str
    parties: tuple[str, ...]
    draws: int
    drawn: int
    valid: int
    seed: int
    sampler: Sampler
    lotteries: bool
    varied: tuple[str, ...]
    refused: tuple[Refusal, ...]
    zone: Share
    settled: FrozenDict[str, Settling]
    disagreement: FrozenDict[str, Spread]
    packages: tuple[FollowedPackage, ...]
    blocked: int
    looked_at: int
    blockers: FrozenDict[str, Share]
    blocking_sets: tuple[tuple[tuple[str, ...], Share], ...]
    convergence: Convergence
    quickly: int

    @property
    def complete(self) -> bool:
        """Whether all draws asked for were looked at."""
        return self.drawn == self.draws

    def __getitem__(self, concept: str) -> Settling:
        return self.settled[known(concept, self.settled, "ensemble", "concept")]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: the same that the command line prints with --json."""
        return {
            "title": self.title,
            "draws": self.draws,
            "drawn": self.drawn,
            "complete": self.complete,
            "valid": self.valid,
            "seed": self.seed,
            "sampler": self.sampler.to_dict(),
            "lotteries": self.lotteries,
            "varied": list(self.varied),
            "refused": [{"place": r.place, "count": r.count, "example": r.example} for r in self.refused],
            "zone": self.zone.to_dict(),
            "settled": {concept: held.to_dict() for concept, held in self.settled.items()},
            "disagreement": {party: held.to_dict() for party, held in self.disagreement.items()},
            "packages": [p.to_dict() for p in self.packages],
            "blocked": self.blocked,
            "looked_at": self.looked_at,
            "blockers": {label: share.to_dict() for label, share in self.blockers.items()},
            "blocking_sets": [{"blockers": list(group), **share.to_dict()} for group, share in self.blocking_sets],
            "convergence": self.convergence.to_dict(),
            "quickly": self.quickly,
        }

    def to_frame(self, table: str = "settled") -> pandas.DataFrame:
        """One of the tables: "settled" (a row for each concept, issue and outcome), "payoffs" (concept and party),
        "packages", or "blockers"."""
        if table not in TABLES:
            raise GameError(f"table = {table!r}; give one of: {', '.join(TABLES)}")
        return frame(getattr(self, f"_{table}_rows")())

    def _settled_rows(self) -> list[dict[str, Any]]:
        rows = []
        for concept, held in self.settled.items():
            for issue, outcomes in held.issues.items():
                if isinstance(outcomes, Spread):
                    rows += [
                        {"concept": concept, "issue": issue, "outcome": f"{100 * q:g} % up to", "number": x}
                        for q, x in ((q, outcomes.quantile(q)) for q in QUANTILES)
                    ]
                    continue
                for outcome, s in outcomes.items():
                    row = {"concept": concept, "issue": issue, "outcome": outcome}
                    rows.append({**row, "share": s.value, "standard error": s.error})
        return rows

    def _payoffs_rows(self) -> list[dict[str, Any]]:
        rows = []
        for concept, held in self.settled.items():
            for what, by_party in (("payoff", held.payoffs), ("gain", held.gains)):
                for party, over in by_party.items():
                    row = {"concept": concept, "party": party, "points": what, "mean": over.mean}
                    row |= {"deviation": over.deviation, **{f"{100 * q:g} %": over.quantile(q) for q in QUANTILES}}
                    rows.append(row)
        return rows

    def _packages_rows(self) -> list[dict[str, Any]]:
        rows = []
        for package in self.packages:
            on_zone = None if package.on_zone is None else package.on_zone.value
            row: dict[str, Any] = {"acceptable": package.acceptable.value, "on zone": on_zone}
            row |= {concept: share.value for concept, share in package.solution.items()}
            rows.append({**row, **package.agreement})
        return rows

    def _blockers_rows(self) -> list[dict[str, Any]]:
        return [
            {"blocker": label, "share": share.value, "standard error": share.error}
            for label, share in self.blockers.items()
        ]

    def __repr__(self) -> str:
        return "\n".join(lines(self))

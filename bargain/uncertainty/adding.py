"""From the tally of all chunks to the result."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from bargain.game.frozen import FrozenDict
from bargain.game.range import Range
from bargain.payoffs.solution import Agreement
from bargain.uncertainty.model.blocking import Blocking
from bargain.uncertainty.model.model import Model
from bargain.uncertainty.result import Convergence, Ensemble, FollowedPackage, Refusal, Settling
from bargain.uncertainty.running.plan import Plan
from bargain.uncertainty.running.tally import POINT_BIN, RANGE_BINS, Tally
from bargain.uncertainty.sampling.polytope import CORNERS, nested_r_hat
from bargain.uncertainty.shares import Share, Spread, spread


@dataclass(frozen=True)
class Adding:
    """A finished tally with what it is the tally of; `written`: concept → what the game as written settles."""

    plan: Plan
    model: Model
    tally: Tally
    written: FrozenDict[str, Agreement | None]

    def _sum(self, *key: str | int) -> float:
        return self.tally.sums.get(key, 0.0)

    def _count(self, *key: str | int) -> int:
        return round(self._sum(*key))

    @property
    def valid(self) -> int:
        """Draws that made a game."""
        return self._count("valid", 0) + self._count("valid", 1)

    def ensemble(self) -> Ensemble:
        """The result."""
        plan, game = self.plan, self.model.game
        looked_at = self._count("looked at")
        blockers, sets = self._blockers(looked_at)
        settled = FrozenDict({concept: self._settling(concept) for concept in plan.concepts})
        return Ensemble(
            game.title,
            game.party_names,
            plan.draws,
            self._count("drawn"),
            self.valid,
            plan.seed,
            plan.space.sampler,
            plan.lotteries,
            plan.space.paths,
            self._refused(),
            Share(self._sum("zone", 0) + self._sum("zone", 1), self.valid),
            settled,
            FrozenDict({p: spread(self._bins("outside", p), POINT_BIN) for p in game.party_names}),
            self._packages(),
            self._count("blocked"),
            looked_at,
            blockers,
            sets,
            self._convergence(),
            self._count("quickly"),
        )

    def _bins(self, *key: str | int) -> dict[int, float]:
        return self.tally.bins.get(key, {})

    def _refused(self) -> tuple[Refusal, ...]:
        found = [(str(place), round(count)) for (place,), count in self.tally.under("refused")]
        ranked = sorted(found, key=lambda entry: (-entry[1], entry[0]))
        return tuple(Refusal(place, count, self.tally.words[place]) for place, count in ranked)

    def _deals(self, concept: str) -> int:
        return self._count("deal", concept, 0) + self._count("deal", concept, 1)

    def _settling(self, concept: str) -> Settling:
        game, deals = self.model.game, self._deals(concept)
        issues: dict[str, FrozenDict[str, Share] | Spread] = {}
        for issue in game.issues:
            if isinstance(issue, Range):
                low, high = issue.bounds
                bins = self._bins("number", concept, issue.name)
                issues[issue.name] = spread(bins, (high - low) / RANGE_BINS, origin=low, unit=issue.unit)
            else:
                key = ("settled", concept, issue.name)
                issues[issue.name] = FrozenDict(
                    {o: Share(self._sum(*key, o, 0) + self._sum(*key, o, 1), deals) for o in issue.outcomes}
                )
        packages = self._bins("packages", concept)
        same, written = self._sum("as written", concept), self.written[concept]
        return Settling(
            concept,
            Share(deals, self.valid),
            FrozenDict(issues),
            FrozenDict({p: self._points("payoff", concept, p) for p in game.party_names}),
            FrozenDict({p: self._points("gain", concept, p) for p in game.party_names}),
            written,
            None if written is None else Share(same, self.valid),
            len(packages) + self._count("dropped", concept, "packages"),
            Share(max(packages.values(), default=0.0), self.valid),
        )

    def _points(self, what: str, concept: str, party: str) -> Spread:
        key = (what, concept, party)
        sums = (float(self.valid), self._sum("sum", *key), self._sum("square", *key))
        return spread(self._bins(*key), POINT_BIN, sums=sums)

    def _packages(self) -> tuple[FollowedPackage, ...]:
        plan, found = self.plan, []
        for k, package in enumerate(plan.followed):
            untold = self._count("untold", k)
            acceptable = self._sum("acceptable", k)
            told = not untold or untold < acceptable
            central = {c: self._central(c, k) for c in plan.concepts if self._sum("package", c, k)}
            solution = {c: Share(self._sum("package", c, k), self.valid) for c in plan.concepts}
            on_zone = Share(self._sum("on_zone", k), self.valid - untold) if told else None
            agreement = package.agreement(self.model)
            share = Share(acceptable, self.valid)
            found.append(FollowedPackage(agreement, share, on_zone, FrozenDict(solution), FrozenDict(central)))
        found.sort(key=lambda p: ([-p.solution[c].count for c in plan.concepts], -p.acceptable.count, -_on_zone(p)))
        return tuple(found)

    def _central(self, concept: str, k: int) -> FrozenDict[str, FrozenDict[str, float]]:
        """Party → issue → mean weight over the draws in which followed package k is the solution."""
        game, mass = self.model.game, self._sum("package", concept, k)
        return FrozenDict(
            {
                party: FrozenDict(
                    {name: self._sum("central", concept, k, p, c) / mass for c, name in enumerate(game.issue_names)}
                )
                for p, party in enumerate(game.party_names)
            }
        )

    def _blockers(self, looked_at: int) -> tuple[FrozenDict[str, Share], tuple[tuple[tuple[str, ...], Share], ...]]:
        labels = Blocking(self.model, self.plan.lotteries).labels
        alone: dict[str, float] = {}
        for (blocker,), count in self.tally.under("blocker"):
            label = labels[int(blocker)]
            alone[label] = alone.get(label, 0.0) + count
        ranked = sorted(alone.items(), key=lambda entry: (-entry[1], labels.index(entry[0])))
        sets = sorted(self.tally.under("blocking set"), key=lambda entry: (-entry[1], len(entry[0]), entry[0]))
        return FrozenDict({label: Share(count, looked_at) for label, count in ranked}), tuple(
            (tuple(labels[int(b)] for b in group), Share(count, looked_at)) for group, count in sets
        )

    def _convergence(self) -> Convergence:
        """From the zone and all outcomes of choices."""
        pairs = [(self._halves("zone"), self._halves("valid"))]
        for concept in self.plan.concepts:
            deal = self._halves("deal", concept)
            pairs.append((deal, self._halves("valid")))
            for issue in self.model.game.issues:
                for outcome in () if isinstance(issue, Range) else issue.outcomes:
                    pairs.append((self._halves("settled", concept, issue.name, outcome), deal))
        errors = [Share(sum(count), round(sum(of))).error for count, of in pairs if sum(of)]
        error = max(errors, default=None)
        moved = [abs(c[0] / n[0] - sum(c) / sum(n)) for c, n in pairs if n[0] and n[1]]
        doubling = None if error is None else error / math.sqrt(2.0)
        return Convergence(error, doubling, max(moved, default=None), self._r_hat())

    def _halves(self, *key: str | int) -> tuple[float, float]:
        return self._sum(*key, 0), self._sum(*key, 1)

    def _r_hat(self) -> float | None:
        found = []
        for group in self.plan.space.sums:
            k = range(len(group.positions))

            def moments(what: str, name: str = group.name, k: Any = k) -> Any:
                return np.array([[self._sum("walk", name, c, what, i) for i in k] for c in range(CORNERS)])

            counts = np.array([self._sum("walk", group.name, c, "count") for c in range(CORNERS)])
            found.append(nested_r_hat(counts, moments("sum"), moments("square")))
        return max(found, default=None)


def _on_zone(package: FollowedPackage) -> float:
    """In how many draws the package is on the zone, 0 where that cannot be told."""
    return 0.0 if package.on_zone is None else package.on_zone.count

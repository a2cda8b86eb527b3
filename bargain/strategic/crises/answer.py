"""What the crisis game answers: the range, the demands, who accepts, and how likely war is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bargain.strategic.crises.evidence import expected, largest_gain
from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.one_demand import best_demands
from bargain.strategic.crises.range import acceptable, nash_split
from bargain.strategic.crises.screened import Rules, Screened
from bargain.strategic.crises.telling import Demanded, demanded, one_told, two_told
from bargain.strategic.crises.two_demands import screened
from bargain.strategic.result import StrategicResult

SAME = 1e-12
"""A range shorter than nothing by less is one point."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Crisis(StrategicResult):
    """One equilibrium of a crisis.

    `range`: the shares of the first party that both prefer to war, whatever the type; None where there are none.
    `surplus`: its length; below 0, how far the parties are apart. `nash_split`: the first party's share at the Nash
    solution, `proposer_takes`: the share that each would take if it made the demand; None where there is no range or a
    type is private. `proposer`: who demands. `demand`: the share that it first demands for itself; None: nothing that
    anybody accepts. `settlement`: the first party's share when that is accepted. `demands`: all of them, one or two
    periods. `gap`: no other demand brings the proposer more than so much more, proven; None where it is not.
    `reservations`: the first party's share at which each prefers a deal to war whatever the type: the first party from
    there up, the second down. `without_costs`: the same if war cost nothing, so that the distance is what war costs.
    """

    range: tuple[float, float] | None
    surplus: float
    nash_split: float | None
    proposer_takes: tuple[float, float] | None
    proposer: str
    demand: float | None
    settlement: float | None
    demands: tuple[Demanded, ...]
    gap: float | None
    reservations: tuple[float, float]
    without_costs: tuple[float, float]

    @property
    def war_probability(self) -> float:
        """Probability of war."""
        return self.failure


def answered(game: CrisisGame, rules: Rules | None, parties: tuple[str, str], unit: str) -> Crisis:
    """All equilibria, that with the least war first; `unit`: of payoffs, empty for utilities."""
    found = _one(game, parties, unit) if rules is None else _two(game, rules, parties, unit)
    found.sort(key=lambda one: (one.failure, one.demand is None, one.demand or 0.0))
    return replace(found[0], others=tuple(found[1:]))


def _one(game: CrisisGame, parties: tuple[str, str], unit: str) -> list[Crisis]:
    demands, gap = best_demands(game)
    method = "every demand that makes a type indifferent" if game.separate else "branch and bound over demands"
    found = []
    for one in demands:
        told = Demanded(1, 1.0, one.x if one.accepted else None, one.threshold, one.accepted)
        common = _common(game, parties, (told,), expected(game, one), largest_gain(game, one))
        found.append(
            Crisis(
                **common,
                words=one_told(game, one, unit),
                failure=1.0 - one.accepted,
                method=method if game.private else "backward induction",
                gap=gap * game.span[0],
            )
        )
    return found


def _two(game: CrisisGame, rules: Rules, parties: tuple[str, str], unit: str) -> list[Crisis]:
    if game.parties[0] != parties[0]:
        rules = replace(rules, discount=(rules.discount[1], rules.discount[0]))
    method = "backward induction over beliefs" if game.separate else "backward induction over thresholds, grids refined"
    found = []
    for plan in screened(game, rules):
        found.append(
            Crisis(
                **_common(game, parties, demanded(plan, rules), plan.payoffs, plan.gain),
                words=two_told(game, rules, plan, unit),
                failure=_war(plan, rules),
                method=method,
                gap=None,
            )
        )
    return found


def _war(plan: Screened, rules: Rules) -> float:
    """Probability of war, at once or after the second demand."""
    refused = 1.0 - plan.accepted
    later = sum(then.probability * (refused - then.accepted) for then in plan.second)
    return max(float(rules.breakdown * refused + (1.0 - rules.breakdown) * later), 0.0)


def _common(
    game: CrisisGame,
    parties: tuple[str, str],
    demands: tuple[Demanded, ...],
    payoffs: tuple[float, float],
    gain: float,
) -> dict[str, Any]:
    """What the answer says of every equilibrium in the same way, in the order of the parties."""
    mirrored = game.parties[0] != parties[0]
    least, most = acceptable(game)
    low, high = (1.0 - most, 1.0 - least) if mirrored else (least, most)
    free = acceptable(game, free=True)
    exists = low <= high + SAME
    known = exists and not game.private
    split = nash_split(game) if known else None
    brought = game.points(payoffs)
    demand = demands[0].demand
    return {
        "parties": parties,
        "payoffs": brought[::-1] if mirrored else brought,
        "deviation": gain * max(game.span),
        "range": (low, high) if exists else None,
        "surplus": high - low,
        "reservations": (low, high),
        "without_costs": (1.0 - free[1], 1.0 - free[0]) if mirrored else free,
        "nash_split": 1.0 - split if split is not None and mirrored else split,
        "proposer_takes": (high, 1.0 - low) if known else None,
        "proposer": game.parties[0],
        "demand": demand,
        "settlement": 1.0 - demand if demand is not None and mirrored else demand,
        "demands": demands,
    }

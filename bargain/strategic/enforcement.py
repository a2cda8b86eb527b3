"""Enforcement: which guarantee makes a peace hold that no court enforces?

Two parties meet period after period without end. In each, both at once, a party keeps the peace or violates it. Points
a period (own payoff; the other's move across):

|  | the other keeps | the other violates |
| --- | --- | --- |
| keeps | R, `reward` | S, `sucker` |
| violates | T, `temptation` | P, `punishment` |

with T > R > P ≥ S: each gains by violating, and both lose when both do. Points of later periods count δ (`discount`)
for each period of waiting. Monitoring: a look at the end of every k-th period (`gap`) finds a party that violated since
the last look with chance q (`detection`), and blames one that did not with chance f (`false_alarm`). Whoever is found
or blamed pays F points (`force`) to a third party's guarantee force; and anybody's alarm is seen by all, and answered
by fighting, where both get P, for n periods (`punishment_periods`) or for ever. Then peace begins again. Moves are not
seen otherwise. Every number but k and n may differ between the parties.

The equilibrium looked for: both keep the peace, and answer alarms like this. By the one-shot deviation principle it is
one when no single other move gains. Who has violated may as well go on to the look, so the largest gain is that of
violating from the first period of a stretch. For q = 1, f = F = 0, k = 1, n = ∞: T + δ·P/(1 − δ) ≤ R/(1 − δ), so
δ ≥ (T − R)/(T − P). In general, with φ the chance of an alarm at a look when nobody violates, ψ when one does,
a = δ^(k−1)/(1 + … + δ^(k−1)) and b = δ^k·(1 + … + δ^(n−1))/(1 + … + δ^(k−1)),

    T − R ≤ a·(q − f)·F + (ψ − φ)·b/(1 + φ·b)·(R − P − a·f·F)

(derived in bargain/strategic/keeping/keeper.py, and by sympy in bargain/derivations/enforcement.py). Each threshold is
where this turns into an equation in one of its terms. A peace that is kept, but for the force's mistakes is worth less
than fighting (R − P < a·f·F), counts as none. A violation that is always found, but only k − 1 periods late, comes to
the same as a look every k periods: the violator uses the whole time.

Fighting in every period is always an equilibrium too. There are many more (folk theorem: Friedman 1971; with signals
that may err, Green & Porter 1984): other punishments, other shares of peace and fighting. The two given here are the
peace that is asked about, and the end at which nobody trusts anybody.

Left out: a guarantee force that does not come (put the chance that it comes into F), punishments that hurt one party
only, renegotiation once fighting has begun, terms that change from period to period, and that arms are built up between
looks. That outside guarantors decide whether a settlement lasts: Walter (1997), The critical barrier to civil war
settlement, International Organization 51, 335–364; that monitoring and the price of violation do: Fortna (2003), Scraps
of paper?, International Organization 57, 337–372. Both are studies of cases; the model is not theirs. Friedman (1971),
A non-cooperative equilibrium for supergames, Review of Economic Studies 38, 1–12. Green & Porter (1984), Noncooperative
collusion under imperfect price information, Econometrica 52, 87–100.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.quantity import value_of
from bargain.strategic.keeping.case import points_of
from bargain.strategic.keeping.door import Keepers, Pair, below_one, both, chance, keepers_of, penalty, periods_of
from bargain.strategic.keeping.evidence import fighting_gain, peace_gain
from bargain.strategic.keeping.keeper import Keeper
from bargain.strategic.keeping.words import fighting_in_words, peace_in_words
from bargain.strategic.registry import strategic_game
from bargain.strategic.result import StrategicResult, plain
from bargain.strategic.terms.discounting import per_period
from bargain.strategic.terms.parameters import number
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.tolerances import EQUAL


@dataclass(frozen=True, kw_only=True, repr=False)
class Enforcement(StrategicResult):
    """One equilibrium of the enforcement game; payoffs are points a period, on average over all time.

    `peace`: whether both keep the peace in this one. `holds`: whether the peace is self-enforcing and worth at least
    fighting for ever, for both. `critical_discounts`: the discount factor from which on each keeps it. `margins`: by
    how much keeping it beats the best violation for each, points for each period of violating. At the given discount
    factors, and None without: `smallest_forces` (points), `longest_gaps` (periods from one look to the next; 0 where
    none is safe), `critical_detections` (chance that a look finds a violation) and `shortest_punishments` (periods of
    fighting), each with all else as given. Thresholds are infinite where nothing is enough. `failure`: the share of all
    periods in which there is fighting. `calm`: expected periods until the first false alarm, infinite without any.
    """

    peace: bool
    holds: bool
    critical_discounts: Pair
    margins: Pair
    calm: float
    discount: Pair | None
    smallest_forces: Pair | None = None
    longest_gaps: Pair | None = None
    critical_detections: Pair | None = None
    shortest_punishments: Pair | None = None

    @property
    def critical_discount(self) -> float:
        """From which discount factor on both keep the peace; infinite where none below 1 is enough."""
        return max(self.critical_discounts)

    @property
    def smallest_force(self) -> float | None:
        """The least penalty, points, with which both keep the peace."""
        return None if self.smallest_forces is None else max(self.smallest_forces)

    @property
    def longest_gap(self) -> float | None:
        """The most periods from one look to the next with which both keep the peace; 0 where none is safe."""
        return None if self.longest_gaps is None else min(self.longest_gaps)

    @property
    def critical_detection(self) -> float | None:
        """The least chance, that a look finds a violation, with which both keep the peace."""
        return None if self.critical_detections is None else max(self.critical_detections)

    @property
    def shortest_punishment(self) -> float | None:
        """The fewest periods of fighting after an alarm with which both keep the peace."""
        return None if self.shortest_punishments is None else max(self.shortest_punishments)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, what holds for both included; None for what is infinite."""
        joint = ("critical_discount", "smallest_force", "longest_gap", "critical_detection", "shortest_punishment")
        return {**super().to_dict(), **{name: plain(getattr(self, name)) for name in joint}}


def _from_game(
    game: BargainingGame,
    *,
    agreement: Mapping[str, Any] | None = None,
    violations: Mapping[str, Mapping[str, Any]] | None = None,
    period: Any = 1.0,
    detection: Any = 1.0,
    false_alarm: Any = 0.0,
    punishment_periods: Any = math.inf,
    force: Any = 0.0,
    gap: Any = 1,
) -> Enforcement:
    """The peace of a case of two parties. A `period` is in years; points are those of the case, a period.

    Reward: each party's payoff of `agreement` (issue → outcome, all issues), or else of the Nash solution, lotteries
    allowed. Punishment: its disagreement, whatever the outside option. Temptation: `violations` says, party → {issue:
    outcome}, what each would take while the other keeps the agreement, and it is the payoff of the agreement so
    changed; else the party's best point of the pie (what it would take is everything that any agreement could give it).
    Discount factor: exp(−rate · period), at the party's discount rate. Whose agreement gives no more than its
    disagreement, or whose violation gains nothing, needs another agreement or violation. The rest is not in a case, and
    is as for a call.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> game = game.with_value("parties.Ann.discount_rate", 0.1).with_value("parties.Bob.discount_rate", 0.2)
    >>> found = enforcement.from_game(game)
    >>> found.payoffs, found.critical_discounts, [round(d, 3) for d in found.discount]
    ((50.0, 50.0), (0.5, 0.5), [0.905, 0.819])
    """
    names, temptation, reward, punishment = points_of(game, agreement, violations)
    discount = []
    for party in game.parties:
        r = value_of(party.discount_rate)
        if r <= 0:
            raise GameError(
                f"parties.{party.name}.discount_rate: {r:g} is out of range; it must be above 0 in this game"
            )
        discount.append(per_period(r, period))
    return enforcement(
        temptation,
        reward,
        punishment,
        discount=discount,
        detection=detection,
        false_alarm=false_alarm,
        punishment_periods=punishment_periods,
        force=force,
        gap=gap,
        parties=names,
    )


@strategic_game(
    question="which guarantee makes a peace hold?",
    source="Friedman 1971; Green & Porter 1984",
    from_game=_from_game,
)
def enforcement(
    temptation: Any,
    reward: Any,
    punishment: Any,
    *,
    sucker: Any = None,
    discount: Any = None,
    detection: Any = 1.0,
    false_alarm: Any = 0.0,
    punishment_periods: Any = math.inf,
    force: Any = 0.0,
    gap: Any = 1,
    parties: Any = ("first", "second"),
) -> Enforcement:
    """A peace kept by monitoring, the threat of fighting, and a guarantee force: what each of them has to be at least.

    One number for both parties or a pair, each: `temptation` > `reward` > `punishment` ≥ `sucker` (points a period; the
    last counts only while both fight, and is the punishment unless given), `discount` (0 to below 1), `detection`,
    `false_alarm` (probabilities at a look), `force` (points ≥ 0). For both: `gap` (periods from one look to the next)
    and `punishment_periods` (math.inf: for ever). Without `discount` each party's is the critical one. Where the peace
    does not hold, the equilibrium given is fighting. Raises GameError that names the parameter, the value, what is
    allowed.

    >>> enforcement(temptation=5, reward=3, punishment=1).critical_discount
    0.5
    >>> found = enforcement(temptation=5, reward=3, punishment=1, discount=0.8, detection=0.5)
    >>> found.holds, found.longest_gap, found.shortest_punishment, round(found.critical_detection, 6)
    (True, 1.0, 4.0, 0.25)
    """
    names = two_parties(parties)
    points = {
        "temptation": both(temptation, "temptation", number),
        "reward": both(reward, "reward", number),
        "punishment": both(punishment, "punishment", number),
        "sucker": None if sucker is None else both(sucker, "sucker", number),
        "force": both(force, "force", penalty),
    }
    looks = both(detection, "detection", chance), both(false_alarm, "false_alarm", chance)
    keepers = keepers_of(points, *looks, periods_of(punishment_periods, "punishment_periods", endless=True))
    k = int(periods_of(gap, "gap"))
    given = None if discount is None else both(discount, "discount", below_one)
    critical = (keepers[0].critical_discount(k), keepers[1].critical_discount(k))
    deltas = given or ((0.0, 0.0) if math.isinf(max(critical)) else critical)
    holds = max(critical) <= 1.0 if given is None else all(p.keeps(d, k) for p, d in zip(keepers, deltas, strict=True))
    return _result(names, keepers, deltas, k, given, critical, holds)


def _result(
    names: tuple[str, ...],
    keepers: Keepers,
    deltas: Pair,
    k: int,
    given: Pair | None,
    critical: Pair,
    holds: bool,
) -> Enforcement:
    """The equilibria: peace, where nobody gains by violating it, and fighting; the one that is worth more first."""
    margins = _each(keepers, lambda p, i: p.margin(deltas[i], k))
    alarm, n = keepers[0].alarm, keepers[0].periods
    shared: dict[str, Any] = {
        "parties": names,
        "holds": holds,
        "critical_discounts": critical,
        "margins": margins,
        "calm": k / alarm if alarm > 0 else math.inf,
        "discount": given,
        "method": "one-shot deviations, in closed form",
        **({} if given is None else _thresholds(keepers, given, k)),
    }
    fighting: dict[str, Any] = {
        "peace": False,
        "words": fighting_in_words(names, keepers, deltas, k, holds),
        "payoffs": _each(keepers, lambda p, i: p.punishment),
        "failure": 1.0,
        "deviation": max(_each(keepers, lambda p, i: fighting_gain(p, deltas[i]))),
    }
    if not holds and min(margins) < -EQUAL:
        return Enforcement(**shared, **fighting)
    peace: dict[str, Any] = {
        "peace": True,
        "words": peace_in_words(names, keepers, k, critical),
        "payoffs": _each(keepers, lambda p, i: p.peace(deltas[i], k)),
        "failure": 0.0 if alarm == 0 else 1.0 if math.isinf(n) else n / (n + k / alarm),
        "deviation": max(_each(keepers, lambda p, i: peace_gain(p, deltas[i], k))),
    }
    first, second = (peace, fighting) if holds else (fighting, peace)
    return Enforcement(**shared, **first, others=(Enforcement(**shared, **second),))


def _thresholds(keepers: Keepers, given: Pair, k: int) -> dict[str, Pair]:
    return {
        "smallest_forces": _each(keepers, lambda p, i: p.smallest_force(given[i], k)),
        "longest_gaps": _each(keepers, lambda p, i: p.longest_gap(given[i])),
        "critical_detections": _each(keepers, lambda p, i: p.critical_detection(given[i], k)),
        "shortest_punishments": _each(keepers, lambda p, i: p.shortest_punishment(given[i], k)),
    }


def _each(keepers: Keepers, number_of: Callable[[Keeper, int], float]) -> Pair:
    return number_of(keepers[0], 0), number_of(keepers[1], 1)

"""A truce: does it lead to a settlement, or to a better war for whoever rearms in it?

Two parties at war may agree on a truce of T days, cut into periods. In each period both choose at the same time:

- **keep** the truce and talk. When both do, talks succeed with probability σ (`talks`), and peace is signed on the
  terms on the table (`settlement`).
- **rearm**: a period of it adds `rearming` to the party's chance to win. The other side sees by the next period what
  was built, but cannot prove it: monitors prove it with probability q (`monitoring`). Talks stand still.
- **resume** the war: an open breach, which needs no proof.

A breach that is proven ends the truce. War is on; who is in breach pays the `penalty` (sanctions that snap back), and a
guarantee `force` adds to the other side's chance to win. Both in breach: both pay, the forces cancel. An attacker gains
`surprise` against a party that does not attack as well. When the days are over and nothing is signed, war goes on, with
no penalty. Before all this either party can refuse the truce, and war goes on as it is.

Payoffs, in shares of a pie of 1 (from a case: points): war gives a party the pie with its chance to win, at a cost c_i
once; the settlement gives s to the first and 1 − s to the second party. `follow` is the share of a shift of power that
these terms follow (0: they stay as they are; 1: they are written anew whenever power shifts). The next period's payoffs
are discounted by δ_i.

A state is what matters for what is to come: periods left, and how often each party has rearmed. A *Markov perfect
equilibrium* tells each party what to do in every state, so that nobody gains by another action anywhere. It is found
backward from the last period (a truce without an end: from the highest levels down), each period being a game of three
actions a party. Such a game may have several equilibria, for instance when each party keeps the truce only because the
other does. `rule` says which is taken: the most peaceful one here, and `others` holds what follows from the most
belligerent one, and from the best one for each party, where that is different. These rules choose period by period;
they do not list all Markov perfect equilibria, of which there may be very many. `first_period` lists all equilibria of
the first period's game, given that the rule is followed later. Refusing the truce together is always an equilibrium as
well, and stands last in `others` where no other equilibrium has it refused.

The last period of a truce in which only the first party can rearm shows what is at stake. To keep is worth
σ·s + (1 − σ)·δ·w, to rearm q·(w − f − P) + (1 − q)·δ·(w + g), with w = p − c, g the rearming, f the force, P the
penalty. So with δ = 1 rearming tempts as long as q < (g − σ·(s − w))/(g + f + P). It does not tempt at all where talks
are worth more than arms: g ≤ σ·(s − w).

Sources: stochastic games and their Markov perfect equilibria: Shapley (1953), Stochastic games; Maskin & Tirole (2001),
Markov perfect equilibrium. That a shift of power to come can be a reason to attack now: Fearon (1995), Powell (2006).
That a truce holds better where breaches are costly and seen: Fortna (2004), Peace Time, Princeton University Press. The
model is this package's own. Left out: levels hidden for good, false alarms, terms that talks would choose, a renewed
truce after war, and the human cost of the fighting that a truce spares until it ends.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from bargain.errors import GameError
from bargain.frames import frame
from bargain.game.bargaining_game import BargainingGame
from bargain.game.frozen import FrozenDict
from bargain.strategic.bimatrix.equilibria import Equilibrium, equilibria
from bargain.strategic.registry import strategic_game
from bargain.strategic.result import StrategicResult
from bargain.strategic.terms.parameters import number, numbers
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.strategic.truce.choosing import PEACEFUL, RULES
from bargain.strategic.truce.of_case import terms_in_case
from bargain.strategic.truce.outcome import critical_monitoring, first_period, longest_kept, outcomes, planned
from bargain.strategic.truce.parameters import by_party, pair, periods_of, shared
from bargain.strategic.truce.play import KINDS
from bargain.strategic.truce.solving import Plan, deviation
from bargain.strategic.truce.telling import Step, acts, in_words, line_of
from bargain.strategic.truce.terms import TruceTerms

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, kw_only=True, repr=False)
class Ceasefire(StrategicResult):
    """One Markov perfect equilibrium of a truce; payoffs in shares of the pie, or points.

    `label`: kept (nobody rearms or resumes on the way), rearming, resumed, or refused. `rule`: how equilibria of a
    period were chosen. `accepted`: whether the truce begins. `settled`: probability of settlement; `failure`: of war.
    `ends`: way to end → probability: settled, detected (a breach proven), resumed, expired, lasting (no end for ever),
    refused. `rearmed_war`: probability that war comes after somebody rearmed. `shift`: by how much the first party's
    chance to win has moved, on average, where war comes. `days`: of the truce (inf: without an end), `periods`: how
    many (None: without an end). `line`: what both do as long as the truce goes on. `timeline`: for each period (the
    first 60 of a truce without an end) the probabilities of ending in it. `first_period`: all extreme equilibria of the
    first period's game, (keep, rearm, resume) each. `terms`: all parameters.
    """

    label: str
    rule: str
    accepted: bool
    settled: float
    ends: FrozenDict[str, float]
    rearmed_war: float
    shift: float
    days: float
    periods: int | None
    line: tuple[Step, ...]
    timeline: tuple[FrozenDict[str, float], ...]
    first_period: tuple[Equilibrium, ...]
    terms: TruceTerms

    @property
    def critical_monitoring(self) -> float | None:
        """The smallest monitoring from which on, up to 1, the most peaceful equilibrium keeps the truce; None where not
        even at 1. Looked for when asked for, to 1e-8."""
        return critical_monitoring(self.terms, self.periods, PEACEFUL)

    @property
    def longest_kept(self) -> float:
        """Days of the longest truce on these terms that the most peaceful equilibrium keeps to its end: 0 for none, inf
        for any. Looked for when asked for, up to 400 periods, which is the answer where none fails and no end is in
        sight."""
        return longest_kept(self.terms, PEACEFUL)

    def to_frame(self) -> pandas.DataFrame:
        """One row a period: its last day, and the probabilities that the truce ends in it, by the way that it ends."""
        return frame([dict(row) for row in self.timeline], ("day", *KINDS)).set_index("day")


def _from_game(
    game: BargainingGame,
    *,
    days: Any,
    rearming: Any,
    monitoring: Any,
    talks: Any,
    period: Any = 5.0,
    penalty: Any = 0.0,
    force: Any = 0.0,
    surprise: Any = 0.0,
    follow: Any = 0.0,
    levels: Any = 12,
    settlement: Mapping[str, Any] | None = None,
    advances: Any = None,
) -> Ceasefire:
    """A truce in a case of two parties whose outside option is war; payoffs in points, first party as in the file.

    War today is worth the file's disagreement to each. What a shift of the chance to win is worth to a party is the
    difference between its payoffs in two endings of the war, discounted by how long the war lasts in its eyes:
    `advances` = (ending that the first party wants, ending that the second wants), by default the best ending for
    each. Shifts move probability from one to the other and end, for each party, where its own belief in the other
    ending is used up. The settlement is `settlement` (issue → outcome), by default the Nash solution of the case with
    lotteries. A party's discount of a period is exp(−rate · period/365). `rearming` and `penalty` (points) may be
    tables party → number; these, `days`, `period`, `monitoring`, `talks`, `force`, `surprise`, `follow` and `levels`
    are as for a call: the file says nothing of them. Raises GameError where an ending is the best for both.
    """
    step = number(period, "period", low=0, strict=True)
    names, terms = terms_in_case(
        game,
        settlement,
        advances,
        rearming=pair(by_party(rearming, "rearming", game.party_names), "rearming", high=1),
        penalty=pair(by_party(penalty, "penalty", game.party_names), "penalty"),
        days=step,
        **shared(monitoring, talks, force, surprise, follow, levels),
    )
    return _solved(names, terms, periods_of(days, step))


@strategic_game(
    question="does a truce of T days lead to settlement or to a better war?",
    source="Shapley 1953 (stochastic games); Fearon 1995; Powell 2006",
    from_game=_from_game,
)
def ceasefire(
    win_probability: Any,
    costs: Any,
    *,
    days: Any,
    rearming: Any,
    monitoring: Any,
    talks: Any,
    period: Any = 5.0,
    penalty: Any = 0.0,
    force: Any = 0.0,
    settlement: Any = None,
    surprise: Any = 0.0,
    follow: Any = 0.0,
    discount: Any = 1.0,
    levels: Any = 12,
    parties: Any = ("first", "second"),
) -> Ceasefire:
    """A truce of `days` days between two parties at war, who may keep it and talk, rearm in secret, or resume.

    `win_probability`: of the first party; `costs`: of war to both, shares of the pie; `days`: of the truce, a whole
    number of periods of `period` days, or math.inf. For each period: `rearming`, what it adds to a party's chance to
    win (one number, or one each); `monitoring`, the probability that rearming is proven; `talks`, the probability that
    talks succeed when both keep the truce; `discount`, 1 or less (one number or one each), below 1 without an end.
    `penalty`: of a proven breach, share of the pie (one number or one each); `force`: chance to win that guarantors
    then add to the other side; `surprise`: that an attacker gains. `settlement`: the first party's share in peace, by
    default its chance to win plus half the difference of costs, so that both gain the same over war; `follow`: share of
    a shift of power that it follows. `levels`: after so many periods rearming adds nothing more. Raises GameError that
    names the parameter, the value and the allowed range.

    >>> numbers = dict(days=30, rearming=(0.06, 0), talks=0.2, penalty=0.1)
    >>> watched = ceasefire(0.5, (0.2, 0.2), monitoring=0.5, **numbers)
    >>> blind = ceasefire(0.5, (0.2, 0.2), monitoring=0.05, **numbers)
    >>> watched.label, round(watched.settled, 6), round(watched.critical_monitoring, 6)
    ('kept', 0.737856, 0.14028)
    >>> blind.label, blind.settled
    ('refused', 0.0)
    """
    names = two_parties(parties)
    p = number(win_probability, "win_probability", low=0, high=1)
    c = numbers(costs, "costs", 2, low=0, write="(0.2, 0.2)")
    share = min(max(p + (c[1] - c[0]) / 2, 0.0), 1.0)
    if settlement is not None:
        share = number(settlement, "settlement", low=0, high=1)
    step = number(period, "period", low=0, strict=True)
    count = periods_of(days, step)
    patience = pair(discount, "discount", high=1, strict=True)
    terms = TruceTerms(
        war=(p - c[0], 1.0 - p - c[1]),
        swing=(1.0, 1.0),
        room=((-p, 1.0 - p), (-p, 1.0 - p)),
        settlement=(share, 1.0 - share),
        rearming=pair(rearming, "rearming", high=1),
        penalty=pair(penalty, "penalty"),
        discount=patience,
        days=step,
        **shared(monitoring, talks, force, surprise, follow, levels),
    )
    return _solved(names, terms, count)


def _solved(names: tuple[str, ...], terms: TruceTerms, periods: int | None) -> Ceasefire:
    """The most peaceful equilibrium, with those of the other rules that come to something else, and refusal."""
    if periods is None and max(terms.discount) == 1.0:
        raise GameError(
            "discount: 1 is out of range; it must be below 1 where the truce has no end (in a case: a discount_rate "
            "above 0)"
        )
    found: list[Ceasefire] = []
    for rule in RULES:
        one = _equilibrium(names, planned(terms, periods, rule), rule)
        if not any(_same(one, other) for other in found):
            found.append(one)
    if all(one.accepted for one in found):
        found.append(_refused(found[0]))
    return replace(found[0], others=tuple(found[1:]))


def _same(one: Ceasefire, other: Ceasefire) -> bool:
    """Whether two equilibria come to the same, whatever parties would do in states that are never reached."""
    if (one.accepted, len(one.line)) != (other.accepted, len(other.line)):
        return False
    mine, its = ([*e.payoffs, *e.ends.values(), *acts(e.line)] for e in (one, other))
    return bool(np.allclose(mine, its, rtol=0, atol=1e-9))


def _equilibrium(names: tuple[str, ...], plan: Plan, rule: str) -> Ceasefire:
    terms, came, line = plan.field.terms, outcomes(plan), line_of(plan)
    accepted, way = bool(came.accepted[0]), came.course
    ends = came.ends()
    payoffs = came.worth[:, 0] if accepted else np.array(terms.war)
    how = "backward induction" if plan.periods else "exact values, the highest levels first"
    return Ceasefire(
        parties=names,
        words=in_words(names, line, came, terms),
        payoffs=(float(payoffs[0]), float(payoffs[1])),
        failure=min(max(1.0 - ends["settled"] - ends["lasting"], 0.0), 1.0),
        deviation=max(float(deviation(plan)[0]), float(came.regret[0])),
        method=f"{how}; {RULES[rule]} equilibrium of each period",
        label=came.labels[0],
        rule=rule,
        accepted=accepted,
        settled=min(ends["settled"], 1.0),
        ends=FrozenDict(ends),
        rearmed_war=float(way.rearmed[0]) * accepted,
        shift=float(way.shift[0]) * accepted,
        days=math.inf if plan.periods is None else plan.periods * terms.days,
        periods=plan.periods,
        line=line,
        timeline=tuple(
            FrozenDict({"day": (k + 1) * terms.days, **dict(zip(KINDS, map(float, row), strict=True))})
            for k, row in enumerate(way.periods[:, 0] * accepted)
        ),
        first_period=equilibria(*first_period(plan)).equilibria,
        terms=terms,
    )


def _refused(truce: Ceasefire) -> Ceasefire:
    """The equilibrium in which both refuse: accepting alone begins no truce, so it brings nothing."""
    return replace(
        truce,
        words=("each party refuses the truce, as it would not begin if only one accepted it", "war goes on"),
        payoffs=truce.terms.war,
        failure=1.0,
        deviation=truce.deviation,  # in the truce, were it to begin; at the start one party alone changes nothing
        label="refused",
        accepted=False,
        settled=0.0,
        ends=FrozenDict({kind: float(kind == "refused") for kind in truce.ends}),
        rearmed_war=0.0,
        shift=0.0,
        line=(),
        timeline=(),
    )

"""The crisis: a demand, and war if it is refused. Why war comes although every war costs more than a deal.

Two parties and a pie, whose size is 1. The demander (the first party, unless only it has a secret) names a share for
itself. The responder accepts it or refuses; a refusal is war. War is a lottery over the whole pie: the first party wins
it with chance p. It costs the parties c₁ and c₂, in units of the utility of the whole pie. Utilities of a share rise
from u(0) = 0 to u(1) = 1. So war brings the first party p − c₁, and the second 1 − p − c₂.

Range: the first party prefers a share x to war when u₁(x) ≥ p − c₁, the second when u₂(1 − x) ≥ 1 − p − c₂, so both do
from u₁⁻¹(p − c₁) to 1 − u₂⁻¹(1 − p − c₂). With linear utilities that is from p − c₁ to p + c₂, as long as the costs:
never empty. Risk aversion makes it longer; parties that each believe in their own victory (win_probability a pair) may
empty it. All known, the demander takes all of it, and there is no war unless the range is empty.

Private information: the responder alone knows its cost, or the chance p (its strength). A type accepts when the demand
leaves it at least what war brings. A larger demand brings more where it is accepted, and is refused more often: the
risk–return trade-off. A private cost, uniform on [a, b], and linear utilities: the demand x is refused with probability
(x − p − a) / (b − a), and x = max(p + a, p + (b − c₁) / 2) is best, which war follows with a probability above 0 when
b − 2a > c₁. Other distributions may have several peaks; crises/highest.py finds the highest of them with a proof, and
`gap` says how far a better demand could still be. Every best demand is an equilibrium (perfect Bayesian), and there are
no others, but for what is demanded where a refusal is certain.

Two demands (offers=2): after a refusal war comes at once with the chance `breakdown`, else a second demand follows a
period later, payoffs discounted by `discount`; crises/two_demands.py has the theory and says what is unique. It is
exact for finitely many types; for a continuum the first threshold is found on finer and finer grids, without a proof.

Left out: demands by the party that knows (they would signal), more than two demands (bargain.costly_war has them),
audience costs, indivisible stakes, shifts of power (bargain.commitment), and what else makes a promise hollow.

Sources: Fearon (1995), Rationalist explanations for war, International Organization 49, 379–414: the range, private
information, the trade-off. Powell (1999), In the Shadow of Power, Princeton University Press: the same with one-sided
information. Fudenberg & Tirole (1983), Sequential bargaining with incomplete information, Review of Economic Studies
50, 221–247: two offers. Their buyer has a value for a good, here a type has something to fight for; if it could also go
to war by itself while it waits, no type would wait (Board & Pycia 2014, American Economic Review 104, 656–671).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known
from bargain.strategic.crises.answer import Crisis, answered
from bargain.strategic.crises.posing import chances_of, costs_of, posed, rules_of, utilities_of
from bargain.strategic.crises.utility import RISK_NEUTRAL, Utility
from bargain.strategic.private.cost import cost_type
from bargain.strategic.registry import strategic_game
from bargain.strategic.terms.discounting import per_period
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.strategic.terms.war import war_terms
from bargain.strategic.terms.whole import whole_of


def _from_game(
    game: BargainingGame,
    *,
    cost: Mapping[str, Any] | None = None,
    win_probability: Any = None,
    proposer: str | None = None,
    offers: Any = 1,
    period: Any = None,
    breakdown: Any = None,
) -> Crisis:
    """The crisis of a case of two parties whose outside option is a war; payoffs in points.

    The pie: everything that can be agreed (the frontier, lotteries allowed, red lines kept), from the second party's
    best agreement to the first's. A share x is the point at which the first party has x of the way on its own scale;
    the second party's utility is the height of the curve there. War: what its endings bring each party on average, in
    its own eyes and as written, taken as its chance of the whole pie (on its own scale from the other's best agreement
    to its own best); and its cost, the rest of what makes war worse: all costs, all waiting, all measures. The two
    chances need not sum to 1: beliefs may differ, and endings may lie on a curve.

    `cost`: party → total cost of war in points, in place of the file's; a distribution where it is private.
    `win_probability`: in place of the file's, for both (a distribution: the second party knows it). `proposer`: who
    demands. `offers`, `breakdown`: as for a call. `period`: years between two demands; each party's discount rate
    makes its discount factor exp(−rate · period), so it is needed with two demands.

    >>> from bargain.outside.war import Ending, War
    >>> game = (BargainingGame("road", parties=["Ann", "Bob"])
    ...     .with_issue("road", outcomes=["north", "south"], status_quo="south",
    ...         weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    ...     .with_outside_option(War(1, {"Ann": 15, "Bob": 10}, (
    ...         Ending("north", 0.6, {"road": "north"}), Ending("south", 0.4)))))
    >>> found = crisis.from_game(game)
    >>> tuple(round(x, 6) for x in found.range), tuple(round(x, 6) for x in found.payoffs)
    ((0.45, 0.7), (70.0, 30.0))
    """
    terms, whole = war_terms(game), whole_of(game)
    first, second = whole.parties
    chances = (whole.unit(0, terms.expected[first]), 1.0 - whole.unit(1, terms.expected[second]))
    for i, party in enumerate(whole.parties):
        if not 0.0 <= chances[i] <= 1.0 and win_probability is None:
            low, best = whole.low[i], whole.low[i] + whole.span[i]
            raise GameError(
                f"outside_option.endings: they bring {party!r} {terms.expected[party]:.6g} points on average, outside "
                f"what agreements on the frontier bring it ({low:.6g} to {best:.6g}); write win_probability=…"
            )
    costs = dict(terms.cost)
    for party in cost or {}:
        known(party, whole.parties, "cost", "party")
    found = [cost_type((cost or costs).get(p, costs[p]), f"cost.{p}") for p in whole.parties]
    scaled = (found[0].scaled(1.0 / whole.span[0]), found[1].scaled(1.0 / whole.span[1]))
    discount = None if period is None else tuple(per_period(terms.discount_rates[p], period) for p in whole.parties)
    if discount is None and offers != 1:
        raise GameError("period: it is missing; two demands need the years between them, such as period=0.25")
    rules = rules_of(offers, discount, breakdown)
    posed_game = posed(
        whole.parties,
        chances if win_probability is None else chances_of(win_probability),
        scaled,
        utilities=(RISK_NEUTRAL, Utility(whole.second)),
        proposer=proposer,
        scale=(whole.low, whole.span),
    )
    return answered(posed_game, rules, whole.parties, "points")


@strategic_game(
    question="when does private information end in war?",
    source="Fearon 1995; Powell 1999; Fudenberg & Tirole 1983",
    from_game=_from_game,
)
def crisis(
    *,
    win_probability: Any,
    costs: Any,
    utility: Any = None,
    offers: Any = 1,
    discount: Any = None,
    breakdown: Any = None,
    proposer: str | None = None,
    parties: Any = ("first", "second"),
) -> Crisis:
    """A demand for a share of a pie of 1, and war if it is refused: range, best demands, probability of war.

    `win_probability`: the first party's chance to win the whole pie; a pair where the parties' beliefs differ; a frozen
    distribution of scipy.stats where the second party alone knows it. `costs`: of war, at least 0; a distribution where
    a party alone knows its own. `utility`: a pair of functions of a share that rise from 0 at 0 to 1 at 1; linear where
    none is given. `offers`: 1, or 2 demands; then `discount` (one number, or one a party, above 0 and at most 1) and
    `breakdown` (the chance that the first refusal is war at once). `proposer`: who demands; by default the party
    without a secret, else the first. Raises GameError that names the parameter, the value and what is allowed.

    >>> found = crisis(win_probability=0.6, costs=(0.15, 0.10))
    >>> tuple(round(x, 6) for x in found.range), round(found.nash_split, 6), found.war_probability
    ((0.45, 0.7), 0.575, 0.0)
    >>> from scipy.stats import uniform
    >>> found = crisis(win_probability=0.5, costs=(0.2, uniform(0, 0.4)))
    >>> round(found.demand, 6), round(found.war_probability, 6), round(found.payoffs[0], 6)
    (0.6, 0.25, 0.525)
    """
    first, second = two_parties(parties)
    game = posed(
        (first, second),
        chances_of(win_probability),
        costs_of(costs),
        utilities=utilities_of(utility),
        proposer=proposer,
    )
    return answered(game, rules_of(offers, discount, breakdown), (first, second), "")

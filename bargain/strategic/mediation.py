"""Mediation by advice: a party faces another whose resolve it does not know, and a mediator, who knows it, speaks.

The first party makes one demand x, its share of a pie of 1; the second accepts, or there is war. War gives the first
the pie with probability p (`win_probability`) and costs c_1 and c_2 (`costs`, shares of the pie, ≥ 0). The second is
*resolved* (its cost is low) with probability π, else *weak* (its cost is high). It knows which. The mediator finds out
and is right with probability a (`accuracy`, 1/2 to 1); it reports "weak" or "resolved", truly or not, at no cost: cheap
talk. Then the first party demands. The mediator's own payoff is β·x − k·[war], with x = p in war: β (`bias`) is how far
it is on the first party's side (β < 0: on the second's), k (`peace` ≥ 0) what war costs it. Both are known to all.

- A type accepts up to x_t = min(p + c_t, 1). So the first party demands the small x_R, which both accept, or the large
  x_W, which means war with a resolved party. At a belief μ that it is resolved, the large one is better when
  (1 − μ)·x_W + μ·(p − c_1) > x_R, so when μ < μ* = (x_W − x_R)/(x_W − p + c_1).
- The mediator wants the large demand after finding s when D_s = β·[(1 − μ_s)·x_W + μ_s·p − x_R] − k·μ_s > 0, where
  μ_s is the probability that the second is resolved given the finding.
- Reports are believed only if D_W ≥ 0 ≥ D_R, and they matter only if μ_W ≤ μ* ≤ μ_R. So the bias must be at least
  k·μ_W/[(1 − μ_W)·x_W + μ_W·p − x_R]: above 0 as soon as the mediator may be wrong (μ_W > 0), for then even a finding
  of "weak" leaves a risk of war, and one who minds only war would report "resolved" whatever it found. And it must not
  exceed the same ratio at μ_R where that is positive: too much bias, and it would call everyone weak.
- Babbling, in which reports mean nothing, is always an equilibrium.

A mediator that is never wrong and has no bias is indifferent after finding "weak": honesty is an equilibrium, and no
one counts on it. So here advice is `credible` when a false report would cost the mediator something, and only then is
the honest equilibrium the one returned; all others are in `others`. Where the mediator or the first party is
indifferent, equilibria form continua, whose ends are listed. A mediator can lower the probability of war where the
first party would make the large demand without it, and raises it where it would not: then advice says whom to press.

Source: Kydd (2003), Which side are you on? Bias, credibility, and mediation, American Journal of Political Science 47,
597–611, for the question and the claim that only a mediator on one's own side is believed when it counsels restraint.
Here the second party has two types and the mediator may be wrong. Left out: offers by the mediator, its reputation
(Kydd 2006), guarantees or payments that it could add, and what the second party tells it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known, text
from bargain.payoffs.polygon_region import PolygonRegion, fine_polygon
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.strategic.advice.solving import Plan, honesty, plans, play, window
from bargain.strategic.advice.terms import TIE, AdviceTerms, Pair
from bargain.strategic.registry import strategic_game
from bargain.strategic.result import StrategicResult
from bargain.strategic.terms.parameters import entries, number, numbers
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.strategic.terms.war import war_terms


@dataclass(frozen=True, kw_only=True, repr=False)
class Mediation(StrategicResult):
    """One equilibrium; parties are the first, the second and the mediator; payoffs in shares of the pie, or points.

    `kind`: honest, half honest or babbling. `credible`: whether honest advice moves the demand and a false report would
    cost the mediator something. `margin`: what it would cost at least (below 0: what it would bring); None where advice
    cannot move the demand. `bias_window`: least and most bias at which honest advice is an equilibrium; None where at
    no bias. `demands`: large, small. `reports`: probability of reporting "weak" after finding (weak, resolved).
    `large_demand`: probability of the large demand after the report ("weak", "resolved"). `beliefs`: probability that
    the second party is resolved after each finding. `threshold`: the belief at which the first party is indifferent.
    `failure`: probability of war here; `war_without`: with no mediator.
    """

    kind: str
    credible: bool
    margin: float | None
    bias_window: Pair | None
    demands: Pair
    reports: Pair
    large_demand: Pair
    beliefs: Pair
    threshold: float
    war_without: float


def _from_game(
    game: BargainingGame,
    *,
    second_costs: Any,
    resolved: Any,
    bias: Any,
    peace: Any,
    accuracy: Any = 1.0,
    first: str | None = None,
    mediator: str = "mediator",
) -> Mediation:
    """Advice to `first` (else the file's first party) of a case of two parties whose outside option is war; in points.

    What can be demanded is the case's frontier, lotteries included. War is worth the file's disagreement to the first
    party. To the second it is worth what the war's endings give it on average, by its own beliefs, less its cost:
    `second_costs` = (low, high) in points over the whole war, the low one of a resolved party; the file's own cost is
    `war_terms(game).cost`. The mediator counts `bias` for each point of the first party's payoff, in war that of the
    endings on average by the first party's beliefs, and `peace` points against war. `resolved`, `accuracy`: as for a
    call; the file says nothing of them. Raises GameError where a type could be given no agreement that both prefer.
    """
    names = game.party_names
    leading = names[0] if first is None else known(first, names, "first", "party")
    problem = BargainingProblem.from_game(game, lotteries=True)
    problem.only_two("mediation")
    war, own = war_terms(game), names.index(leading)
    other = names[1 - own]
    costs = _costs(second_costs, "second_costs")
    worth = [war.expected[other] - cost for cost in reversed(costs)]  # weak, resolved
    for cost, floor in zip(costs, reversed(worth), strict=True):
        disagreement = np.array([war.disagreement[leading], floor])[[own, 1 - own]]
        region = fine_polygon(problem.with_disagreement(disagreement), rational_region)
        if not region.exists:
            raise GameError(
                f"second_costs: with a cost of {cost:g} points no agreement gives both parties what war would; "
                "a resolved party that costs so little to fight cannot be talked to, so raise it"
            )
    assert isinstance(region, PolygonRegion), "two parties with lotteries"
    corners = region.frontier[:, [own, 1 - own]]
    corners = corners[np.argsort(corners[:, 0], kind="stable")]
    terms = AdviceTerms(
        frontier=tuple((float(x), float(y)) for x, y in corners),
        war_first=war.disagreement[leading],
        war_second=(worth[0], worth[1]),
        issue_in_war=war.expected[leading],
        **_advice(resolved, bias, peace, accuracy),
    )
    return _solved(terms, (leading, other, _mediator(mediator, (leading, other))))


@strategic_game(question="can a biased mediator be believed?", source="Kydd 2003", from_game=_from_game)
def mediation(
    win_probability: Any,
    costs: Any,
    *,
    resolved: Any,
    bias: Any,
    peace: Any,
    accuracy: Any = 1.0,
    parties: Any = ("first", "second"),
    mediator: str = "mediator",
) -> Mediation:
    """Advice by a mediator who knows how resolved the second party is, before the first makes its demand.

    `win_probability`: p, of the first party; `costs` = (c_1, (low, high)): of the first party, and of a resolved and a
    weak second party, shares of the pie; `resolved`: probability of the resolved type, above 0 and below 1; `bias`: β,
    any number; `peace`: k ≥ 0; `accuracy`: 1/2 (knows nothing) to 1 (always right). Raises GameError that names the
    parameter, the value and the allowed range.

    >>> numbers = dict(win_probability=0.5, costs=(0.2, (0.05, 0.3)), resolved=0.3, accuracy=0.9, peace=1)
    >>> friend, neutral = mediation(bias=2, **numbers), mediation(bias=0, **numbers)
    >>> friend.credible, neutral.credible, [round(b, 4) for b in friend.bias_window]
    (True, False, [0.1923, 67.5])
    >>> round(friend.failure, 4), round(neutral.failure, 4)
    (0.03, 0.3)
    """
    names = (*two_parties(parties), _mediator(mediator, two_parties(parties)))
    p = number(win_probability, "win_probability", low=0, high=1)
    own, types = entries(costs, "costs", 2, "(0.2, (0.05, 0.3))")
    c = number(own, "costs[0]", low=0)
    low, high = _costs(types, "costs[1]")
    terms = AdviceTerms(
        frontier=((0.0, 1.0), (1.0, 0.0)),
        war_first=p - c,
        war_second=(1.0 - p - high, 1.0 - p - low),
        issue_in_war=p,
        **_advice(resolved, bias, peace, accuracy),
    )
    return _solved(terms, names)


def _costs(given: Any, where: str) -> Pair:
    low, high = numbers(given, where, 2, low=0, write="(0.05, 0.3)")
    if not low < high:
        raise GameError(f"{where}: {low:g} and {high:g} are no two types; the first, the low cost, must be below")
    return low, high


def _advice(resolved: Any, bias: Any, peace: Any, accuracy: Any) -> dict[str, float]:
    prior = number(resolved, "resolved", low=0, high=1, strict=True)
    if prior == 1.0:
        raise GameError("resolved: 1 is out of range; it must be above 0 and below 1, or nothing is unknown")
    return {
        "resolved": prior,
        "bias": number(bias, "bias"),
        "peace": number(peace, "peace", low=0),
        "accuracy": number(accuracy, "accuracy", low=0.5, high=1),
    }


def _mediator(given: Any, others: tuple[str, ...]) -> str:
    if text(given, "mediator") in others:
        raise GameError(f"mediator: {given!r} is one of the two parties; name a third")
    return str(given)


def _solved(terms: AdviceTerms, names: tuple[str, ...]) -> Mediation:
    """All equilibria: the honest one first where it is credible, else babbling."""
    margin = honesty(terms)
    credible = margin is not None and margin > TIE * (abs(terms.bias) * terms.span + terms.peace)
    listed = list(plans(terms))
    silent = next(plan for plan in listed if plan.kind == "babbling")
    without = play(terms, silent).war
    order = listed if credible else [silent, *(plan for plan in listed if plan is not silent)]
    found = [_equilibrium(terms, plan, names, margin, credible, without) for plan in order]
    return replace(found[0], others=tuple(found[1:]))


def _equilibrium(
    terms: AdviceTerms, plan: Plan, names: tuple[str, ...], margin: float | None, credible: bool, without: float
) -> Mediation:
    played = play(terms, plan)
    return Mediation(
        parties=names,
        words=_words(terms, plan, names, margin, played.war),
        payoffs=played.payoffs,
        failure=played.war,
        deviation=played.deviation,
        method="conditions of honest, mixed and meaningless reports; each played out on the tree",
        kind=plan.kind,
        credible=credible,
        margin=margin,
        bias_window=window(terms),
        demands=terms.demands,
        reports=plan.reports,
        large_demand=plan.large,
        beliefs=terms.beliefs,
        threshold=terms.threshold,
        war_without=without,
    )


def _words(terms: AdviceTerms, plan: Plan, names: tuple[str, ...], margin: float | None, war: float) -> tuple[str, ...]:
    first, second, mediator = names
    large, small = terms.demands
    size = {1.0: f"{large:.6g}", 0.0: f"{small:.6g}"}
    if plan.kind == "babbling":
        sentences = [
            f"what {mediator} reports means nothing, and {first} demands {size[plan.large[0]]} whatever it hears",
        ]
    else:
        says = [f"{mediator} reports what it finds"]
        for k, name in enumerate(("weak", "resolved")):
            if 0.0 < plan.reports[k] < 1.0:
                says = [
                    f'{mediator}, on finding {second} {name}, reports "weak" with probability {plan.reports[k]:.6g}'
                ]
                says.append("else it reports what it finds; so it may with any probability from honesty to this one")
        sentences = [*says, f'{first} demands {large:.6g} after "weak" and {small:.6g} after "resolved"']
    if large - small > TIE * terms.span:
        sentences.append(f"a weak {second} accepts up to {large:.6g}, a resolved one up to {small:.6g}")
    if margin is None:
        sentences.append("no advice, even if believed, would be worth listening to")
    elif plan.kind == "honest" and abs(margin) <= TIE * (abs(terms.bias) * terms.span + terms.peace):
        sentences.append(f"{mediator} would lose nothing by a false report: nobody can count on this")
    if math.isclose(terms.resolved, terms.threshold, abs_tol=TIE) and plan.kind == "babbling":
        sentences.append(f"{first} is indifferent between both demands, and may mix them in any way")
    return (*sentences, f"the probability of war is {war:.6g}")

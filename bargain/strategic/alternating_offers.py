"""Alternating offers: who gains from patience, and who from being able to walk away?

Two parties share a pie: all pairs of payoffs on or below a falling concave chain. In period 0 the first party makes an
offer; the other accepts, and the game ends with that; or rejects. Who has rejected may walk away: each party i then
gets its outside option w_i. Otherwise i gets its inside option g_i for the time until the next offer; negotiations
break down with probability q, and i gets b_i; if they do not, the other party makes an offer, and so on in turn. What
comes a period later is worth δ_i of it. All is known to both. Payoffs are in the units of the pie (1 for the unit pie,
points for a case).

Write β_i = (1 − q)·δ_i and k_i = g_i + q·b_i. Waiting for a period worth v is worth k_i + β_i·v_i, waiting for ever
D_i = k_i/(1 − β_i). Let φ_j(r) be the most that j can get while the other gets r. Subgame perfect equilibrium: a
responder takes what is at least R = max(w, k + β·(its payoff as proposer)); a proposer offers just R, and keeps φ(R),
unless a rejection brings it more. On the unit pie, with V_i what i gets as proposer and no outside option that binds,

    V_1 = 1 − k_2 − β_2·V_2,  V_2 = 1 − k_1 − β_1·V_1   ⇒   V_1 = (1 − k_2 − β_2·(1 − k_1)) / (1 − β_1·β_2)

which for k = 0 is Rubinstein's (1 − δ_2)/(1 − δ_1·δ_2): agreement at once, the more patient party gets more, and so
does the one that proposes first. An outside option that is worth less than waiting moves nothing; one that is worth
more is just what its owner gets (the outside option principle of Binmore, Shaked & Sutton). An inside option moves the
shares always. Where the pie holds no more than the parties get otherwise there is no agreement, and the result says so.

Faster and faster offers: let the time between offers shrink by a factor s, δ_i to δ_i^s, q to 1 − (1 − q)^s, g_i to
s·g_i. With ρ_i = −ln β_i both proposals tend to the point of the pie with the largest product of gains over
D_i = (g_i − ln(1 − q)·b_i)/ρ_i, each raised to 1/ρ_i: Nash's solution, weighted by patience, with what disagreement
brings as the disagreement point (for δ = 1, g = 0: with equal weights over the breakdown payoffs); where that gives
a party less than w, it gets w (Binmore 1987; Binmore, Rubinstein & Wolinsky 1986).

All stationary equilibria in pure strategies are found (see offers/stationary.py). `unique` says whether it is proven
that every other subgame perfect equilibrium, stationary or not, pays the same (offers/bounds.py). Where a party is
just indifferent, it may also mix between the equilibria listed. When waiting for ever is worth more to one party than
all the pie, and to the other less than walking away, there may be no stationary equilibrium in pure strategies. With a
`horizon` the game ends after that many periods, with nothing more, and is solved backward (Ståhl 1972).

Left out: private information (with it there is delay; see costly_war and attrition), more than two parties, proposers
who walk away (which can support many equilibria: Shaked 1994), offers that stay open.

Sources: Rubinstein (1982), Perfect equilibrium in a bargaining model, Econometrica 50, 97–109. Binmore, Rubinstein &
Wolinsky (1986), The Nash bargaining solution in economic modelling, RAND Journal of Economics 17, 176–188. Binmore,
Shaked & Sutton (1989), An outside option experiment, Quarterly Journal of Economics 104, 753–770. Muthoo (1999),
Bargaining Theory with Applications, Cambridge University Press. Ståhl (1972), Bargaining Theory, Stockholm.
"""

from __future__ import annotations

import math
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import shown
from bargain.strategic.offers.case import case_of
from bargain.strategic.offers.chain import chain_of
from bargain.strategic.offers.equilibrium import AlternatingOffers, solved
from bargain.strategic.offers.game import OffersGame
from bargain.strategic.offers.limit import limit_of, plain_limit
from bargain.strategic.registry import strategic_game
from bargain.strategic.terms.parameters import number, numbers
from bargain.strategic.terms.parameters import parties as names_of

CLOSEST = 1e-10
"""How near to 1 the worth of the next period may come, with no last period: nearer, digits do not suffice."""

LONGEST = 10_000
"""Periods of the longest horizon."""

NOBODY = (-math.inf, -math.inf)
"""Outside options where nobody can walk away."""


def _from_game(
    game: BargainingGame,
    *,
    period: Any,
    first: str | None = None,
    outside: Any = None,
    breakdown_rate: Any = 0.0,
    horizon: int | None = None,
) -> AlternatingOffers:
    """Offers every `period` years on the pie of a case of two parties; `first` proposes first (else the file's first).

    The pie is the frontier of lotteries over agreements, as gains over disagreement in points; waiting for ever is
    worth 0. A gain a period later is worth exp(−(r + 1/T + `breakdown_rate`)·period) of it now: r is the party's
    discount rate; T the years that it expects the war to last, as the measures in the file leave it (no 1/T where the
    outside option has no duration), for who waits may see the war end first. This is the whole game of fighting while
    talking: in it the costs of war are an inside option and its end a breakdown, and together they are worth
    disagreement (where what war brings does not change as it goes on). `breakdown_rate`, per year: talks that fail for
    good and leave the war to its end. `outside`: party → points for each when anyone walks away from the talks for
    good, in points as in the file; a party not named gets its disagreement. Where parties expect wars of different
    length, each counts with its own. `horizon`: periods, after which the war goes on to its end.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> game = game.with_value("parties.Ann.discount_rate", 0.1).with_value("parties.Bob.discount_rate", 0.3)
    >>> found = _from_game(game, period=1 / 12)
    >>> [round(x, 4) for x in found.payoffs], [round(x, 4) for x in found.limit]
    ([75.3116, 24.6884], [75.0, 25.0])
    """
    case = case_of(game, first)
    length = number(period, "period", low=0, strict=True)
    leaving = number(breakdown_rate, "breakdown_rate", low=0)
    hazards = [r + 1.0 / years + leaving for r, years in zip(case.discount_rates, case.years, strict=True)]
    for party, hazard in zip(case.parties, hazards, strict=True):
        if hazard * length < CLOSEST and hazard > 0 and horizon is None:
            raise GameError(f"period: {length:g} years is too short; it must be at least {CLOSEST / hazard:.3g}")
        if hazard == 0 and horizon is None:
            raise GameError(
                f"parties.{party}.discount_rate: 0, and nothing ends the talks; give it a discount rate above 0, or "
                "the game a breakdown_rate or a horizon"
            )
    d = case.disagreement
    points = case.by_party(outside, "outside", d)
    offers = OffersGame(
        case.chain,
        (math.exp(-hazards[0] * length), math.exp(-hazards[1] * length)),
        (0.0, 0.0),
        NOBODY if outside is None else (points[0] - d[0], points[1] - d[1]),
        tuple(-math.expm1(-(1.0 / years + leaving) * length) for years in case.years),  # type: ignore[arg-type]
    )
    limit = limit_of(case.chain, (hazards[0], hazards[1]), (0.0, 0.0), offers.outside) if horizon is None else None
    return solved(offers, case.parties, _periods(horizon), limit, case)


@strategic_game(
    question="who gains from patience, and who from walking away?",
    source="Rubinstein 1982; Binmore, Rubinstein & Wolinsky 1986; Binmore, Shaked & Sutton 1989",
    from_game=_from_game,
)
def alternating_offers(
    *,
    discount: Any,
    outside: Any = None,
    inside: Any = (0.0, 0.0),
    breakdown: Any = 0.0,
    breakdown_payoffs: Any = None,
    pie: Any = None,
    horizon: int | None = None,
    parties: Any = ("first", "second"),
) -> AlternatingOffers:
    """Offers and counter-offers on a pie: who proposes what, and what each party gets.

    `discount`: what a payoff is worth to each party when it comes a period later, 0 to 1; 1 only where breakdown or a
    horizon ends the game. `outside`: payoffs of both when a responder walks away; None where nobody can. `inside`:
    payoffs of each period of disagreement. `breakdown`: probability, after each rejection, that the game ends with
    `breakdown_payoffs` ((0, 0) where not said). `pie`: corners (first party's payoff, second's) of a falling concave
    chain, from the second party's best to the first's; the unit pie where not said. `horizon`: number of periods, at
    most 10000. Any number may carry evidence (Quantity). Raises GameError that names the parameter, the value and what
    is allowed; NoEquilibriumError where there is no stationary equilibrium. Sources: see the module.

    >>> [round(x, 6) for x in alternating_offers(discount=(0.9, 0.8)).shares]
    [0.714286, 0.285714]
    >>> alternating_offers(discount=(0.9, 0.9), outside=(0.0, 0.6)).shares
    (0.4, 0.6)
    """
    names = names_of(parties)
    chain = chain_of(pie)
    d = numbers(discount, "discount", 2, low=0, high=1)
    q = number(breakdown, "breakdown", low=0, high=1)
    for i, x in enumerate(d):
        if (1 - q) * x > 1 - CLOSEST and horizon is None:
            raise GameError(
                f"discount[{i}]: {x:.12g} is allowed only where breakdown or a horizon ends the game; it must be at "
                f"least 0 and below 1, by {CLOSEST:g} at least"
            )
    if breakdown_payoffs is not None and q == 0:
        raise GameError(f"breakdown_payoffs: {shown(breakdown_payoffs)} without breakdown; give breakdown above 0 too")
    b = (0.0, 0.0) if breakdown_payoffs is None else numbers(breakdown_payoffs, "breakdown_payoffs", 2)
    g = numbers(inside, "inside", 2)
    w = NOBODY if outside is None else numbers(outside, "outside", 2, write="(0, 0.6)")
    game = OffersGame(
        chain,
        ((1 - q) * d[0], (1 - q) * d[1]),
        (g[0] + q * b[0], g[1] + q * b[1]),
        (w[0], w[1]),
        (q, q),
    )
    limit = plain_limit(chain, (d[0], d[1]), q, (g[0], g[1]), (b[0], b[1]), game.outside) if horizon is None else None
    return solved(game, (names[0], names[1]), _periods(horizon), limit)


def _periods(horizon: Any) -> int | None:
    if horizon is None:
        return None
    if isinstance(horizon, bool) or not isinstance(horizon, int) or not 1 <= horizon <= LONGEST:
        raise GameError(f"horizon: {shown(horizon)} is no number of periods; give a whole number from 1 to {LONGEST}")
    return horizon

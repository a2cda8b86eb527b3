"""The war of attrition: who can wait longer?

Two parties fight over a prize. Each moment each may concede; the war ends when one does, and the other gets the prize:
V_i (`values`), what it gains by the other's conceding over conceding itself, as it values it. Until then each pays c_i
(`costs`) a unit of time. Should both concede at the same moment, each gets the prize with probability 1/2. Payoffs are
counted over what conceding at once brings; what comes at time t counts e^(−r_i·t) (`discount_rates`).

Let h_j be the rate at which j concedes. Waiting an instant more gains i the prize with probability h_j·dt, and costs it
c_i·dt; conceding is worth 0 now and later, so discounting plays no part in it. **Both known:** both mix over all times,
so each has to be indifferent: h_j = c_i/V_i. The party with the larger stake, or the lower cost, concedes *first* more
often: only so is the other made to wait. These equilibria are a continuum: one party may concede in the first moment,
with any probability, and the war goes on as before if it does not; at the ends it concedes at once for certain and the
other never does (Hendricks, Weiss & Wilson 1988; Maynard Smith 1974). Nothing in the numbers says which one is played.

**Private values or costs** (frozen distributions): a type is its patience x = V/c, and the less patient concede first.
With F_i the distribution of patience and x_i(t) the type of i that concedes at t, the hazard of j is 1/x_i:

    f_j(x_j)/(1 − F_j(x_j))·dx_j/dt = 1/x_i      and the same with i and j exchanged

(Nalebuff & Riley 1985). Where both have the same distribution, the symmetric solution is t(x) = ∫ y·f(y)/(1 − F(y))·dy
from the lowest type to x. Otherwise f_1/(1 − F_1)·dx_1/x_1 = f_2/(1 − F_2)·dx_2/x_2 is integrated on each side apart,
and time along both (bargain/strategic/waiting/course.py). One constant is left free, so there is again a continuum,
from the first party's conceding at once to the second's. `together` = (p_1, p_2) picks the equilibrium in which there
is a moment at which each has conceded with just these probabilities. Where it is not given: the equilibrium in which
nobody concedes in the first moment, (0, 0); or, where the weakest types' patience falls to 0, so that this does not
tell them apart, the one in which the median types concede together, (0.5, 0.5); the symmetric one, where there is one.

**Committed parties** (`committed`): with probability ε_i a party never concedes, whatever it is told. With both above 0
the equilibrium is unique: all others have conceded by the same moment, and the party that would need longer concedes in
the first moment with some probability (Fudenberg & Tirole 1986; Kornhauser, Rubinstein & Wilson 1989; Abreu & Gul
2000). With one above 0, the other party concedes at once, if its patience is bounded. Payoffs are of those not
committed.

Left out: offers in between (the prize is not divided; see alternating_offers and costly_war), costs that change as the
war goes on, that war may end by itself, that prize and cost of one party are private both, and types that are alike.

Sources: Maynard Smith (1974), The theory of games and the evolution of animal conflicts, Journal of Theoretical Biology
47, 209–221. Hendricks, Weiss & Wilson (1988), The war of attrition in continuous time with complete information,
International Economic Review 29, 663–680. Nalebuff & Riley (1985), Asymmetric equilibria in the war of attrition,
Journal of Theoretical Biology 113, 517–527. Fudenberg & Tirole (1986), A theory of exit in duopoly, Econometrica 54,
943–960. Kornhauser, Rubinstein & Wilson (1989), Reputation and patience in the "war of attrition", Economica 56, 15–24.
Abreu & Gul (2000), Bargaining and reputation, Econometrica 68, 85–117.
"""

from __future__ import annotations

from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.strategic.registry import strategic_game
from bargain.strategic.terms.parameters import entries, numbers
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.strategic.terms.pie import pie_of
from bargain.strategic.terms.war import war_terms
from bargain.strategic.waiting.door import below_one, ladders_of
from bargain.strategic.waiting.result import Attrition
from bargain.strategic.waiting.solving import solved
from bargain.tolerances import EQUAL


def _from_game(
    game: BargainingGame,
    *,
    values: Any = None,
    costs: Any = None,
    committed: Any = (0.0, 0.0),
    together: Any = None,
) -> Attrition:
    """The war of a case of two parties, fought until one concedes; time in years, payoffs in points.

    Conceding leaves the other party its best point of the pie (the frontier of lotteries above disagreement), and
    oneself what that leaves. Value: by how much the own best point is better than the other's best. Cost per year: the
    war's `cost_per_year`, plus discount rate times what conceding brings, for that has to wait too. Discount rates are
    the parties'. How long the parties expect the war to last, and how it may end, play no part here: in this game
    nothing but conceding ends it (disagreement, where the pie begins, counts them). `values` and `costs` say otherwise
    than the case, or that one of them is private: a pair of numbers or frozen distributions, the cost with waiting.

    >>> from bargain.outside.war import War
    >>> war = War(years=2, cost_per_year={"Ann": 10, "Bob": 5}, endings=[
    ...     {"name": "Ann", "probability": 0.5, "outcome": {"road": "north"}},
    ...     {"name": "Bob", "probability": 0.5, "outcome": {"road": "south"}}])
    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> found = attrition.from_game(game.with_outside_option(war))
    >>> [round(h, 6) for h in found.hazards], round(found.expected_duration, 6)
    ([0.166667, 0.333333], 2.0)
    """
    pie, war = pie_of(game), war_terms(game)
    least = pie.corners.min(axis=0)
    prize = (pie.best - least).tolist()
    if min(prize) <= EQUAL:
        raise GameError(f"{game.title!r}: one agreement is best for both parties, so there is nothing to wait for")
    rates = [war.discount_rates[name] for name in pie.parties]
    yearly = []
    for i, name in enumerate(pie.parties):
        cost = war.cost_per_year[name] + rates[i] * float(pie.disagreement[i] + least[i])
        if cost <= EQUAL and costs is None:
            raise GameError(
                f"outside_option.cost_per_year.{name}: {war.cost_per_year[name]:g} makes waiting cost {cost:.6g} "
                "points a year in all; it must be above 0, or the party never concedes"
            )
        yearly.append(cost)
    return attrition(
        prize if values is None else values,
        yearly if costs is None else costs,
        discount_rates=rates,
        committed=committed,
        together=together,
        parties=pie.parties,
    )


@strategic_game(
    question="who can wait longer?",
    source="Maynard Smith 1974; Hendricks, Weiss & Wilson 1988; Nalebuff & Riley 1985; Fudenberg & Tirole 1986",
    from_game=_from_game,
)
def attrition(
    values: Any,
    costs: Any,
    *,
    discount_rates: Any = (0.0, 0.0),
    committed: Any = (0.0, 0.0),
    together: Any = None,
    parties: Any = ("first", "second"),
) -> Attrition:
    """A war that lasts until one side concedes: at which rates, after how long, and at what loss.

    `values`, `costs`: of both parties, above 0; each a number or, where it is private, a frozen distribution of
    scipy.stats; of one party only one of the two. `discount_rates`: at least 0, per unit of time. `committed`:
    probabilities, below 1, that a party never concedes. `together`: probabilities with which both have conceded by one
    and the same moment; it picks one of the continuum of equilibria that there are where nobody may be committed.
    Raises GameError that names the parameter, the value and what is allowed. Sources: see the module.

    >>> found = attrition(values=(10, 5), costs=(1, 1))
    >>> found.hazards, round(found.expected_duration, 9), [round(p, 9) for p in found.concedes_first]
    ((0.2, 0.1), 3.333333333, [0.666666667, 0.333333333])
    >>> from scipy.stats import uniform
    >>> private = attrition(values=(uniform(0, 1), uniform(0, 1)), costs=(1, 1))
    >>> round(private.waits("first", 0.5), 6), round(private.expected_duration, 6)
    (0.193147, 0.166667)
    """
    names = two_parties(parties)
    rates = numbers(discount_rates, "discount_rates", 2, low=0, write="(0.1, 0.1)")
    chances = tuple(below_one(x, f"committed[{i}]") for i, x in enumerate(entries(committed, "committed", 2)))
    ladders = ladders_of(values, costs, (chances[0], chances[1]))
    if together is not None and max(chances) > 0:
        raise GameError(f"together: {together!r} has no meaning where a party may be committed; leave it out")
    met = None
    if together is not None:
        both = [below_one(x, f"together[{i}]") for i, x in enumerate(entries(together, "together", 2, "(0.2, 0)"))]
        met = both[0], both[1]
    return solved(ladders, (rates[0], rates[1]), met, (names[0], names[1]))

"""War as a process that reveals strength: offers, battles, and what both tell of an opponent.

Two parties fight over a pie of size 1. A front stands at one of the positions 0, 1, … N; a party collapses when the
front reaches its end: the second has lost at N, the first at 0. The second party knows its strength, one of k types;
against type i the first party wins a battle with chance p_i. The first party knows the probabilities of the types only.

In each round the first party offers the second a share of the pie, or nothing. If it is accepted the game ends. If not
there is a battle: it costs the parties c₁ and c₂, moves the front by one position, and takes a time that discounts all
that follows by δ₁ and δ₂. Then comes the next round. A collapse ends the war: the winner has the whole pie. There are T
rounds of offers. After the last battle the war is fought to the finish without any more talks (ending "collapse"), or
the guns fall silent where the front is and the first party keeps the share front / N (ending "silence"). Nobody can be
asked for more than everything: an offer is at least 0.

The first party learns twice: from a refusal, since weaker types accept sooner, and from battles, by Bayes' rule.
Fighting tells of strength because strong types win more of it (Slantchev 2003), and the opponent cannot be told what it
would deny by words. Offers grow more generous after lost battles, and weak types try to pass for strong ones.

Equilibrium: perfect Bayesian, of the kind in which types give in in the order of their strength, the weakest first.
What is believed is then the share of the prior probability that has gone, and the battles won and lost. Backward over
(battles, battles won, share gone) the plan is exact: payoffs are straight between finitely many beliefs at which it
changes (bargain/strategic/screening/stage.py has the theory, bargain/strategic/fighting/backward.py the recursion). A
refusal that nobody should make is put down to the strongest type. Of equally good offers the first party makes the one
that the type about to give in likes least, as it must where it would else have to offer more before; equally good first
offers are all returned. Other replies to offers off the path, where several are consistent, are left out.

That weaker types give in first is not assumed but checked: after every history and at every belief, for every type and
for offers over the whole range. It may fail: with three or more types that are alike, since a type that is a little
stronger may expect to be taken for a much weaker one; and over a case, whose frontier bends and whose parties discount
differently, with two types as well (in some draws of numbers for one documented case, in more than half). Then there is
no equilibrium of this kind, and NoEquilibriumError says so.

One round, two positions to the end: the first battle decides, and this is the crisis with private strength
(bargain.crisis). Left out: offers by the party that knows, two-sided ignorance, arming, fronts that move by more than
one position, and costs that differ by type.

Sources: Slantchev (2003), The principle of convergence in wartime negotiations, American Political Science Review 97,
621–632: battles that move a position and reveal a type. Powell (2004), Bargaining and learning while fighting, American
Journal of Political Science 48, 344–361: offers between rounds of fighting. Theirs go on without end and have other
distributions; here the horizon is finite and the types are a list, so that all is exact. Collapse as a random walk:
gambler's ruin, derived anew in bargain/derivations/costly_war.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known, shown
from bargain.game.quantity import quantity, value_of
from bargain.strategic.fighting.answer import CostlyWar, answered
from bargain.strategic.fighting.case import lengths, stops_of, views_of
from bargain.strategic.fighting.game import FightGame
from bargain.strategic.registry import strategic_game
from bargain.strategic.terms.parameters import number, numbers
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.strategic.terms.war import war_terms
from bargain.strategic.terms.whole import whole_of

ENDINGS = ("collapse", "silence")
MOST_TYPES, MOST_POSITIONS, MOST_ROUNDS = 8, 100, 8


def _from_game(
    game: BargainingGame,
    *,
    advances: Mapping[str, str],
    credence: Any,
    informed: str | None = None,
    positions: Any = 4,
    rounds: Any = 3,
    battle: Any = None,
    ending: str = "silence",
) -> CostlyWar:
    """The costly war of a case of two parties whose outside option is a war; payoffs in points.

    `advances`: party → the ending of the war in which it has won. `informed`: the party that knows its strength (the
    second of the file by default); offers come from the other. Types: the informed party is as strong as the other
    thinks, or as strong as it says itself, the latter with probability `credence`. How strong: the odds of the two
    advances in the one's and in the other's eyes, as the file has them, are the odds of the two collapses when a war is
    fought to the finish from the middle of the front. `positions`: an even number; the front begins in the middle. What
    war brings if it stops there: the other endings on average, each party in its own eyes (where there are none, half
    way between the advances); at the ends, the advances; in between, in proportion. An offer is a point of the frontier
    of everything that can be agreed (lotteries allowed, red lines kept). `battle`: years that a battle takes; by
    default each party's years of war divided by `rounds`. A battle costs what the file says for so long, discounted,
    and delays the rest by exp(−rate · years). `rounds`, `ending`: as for a call. Measures of the outside option
    (sanctions, aid) play no part.

    >>> from bargain.outside.war import Ending, War
    >>> game = (BargainingGame("road", parties=["Ann", "Bob"])
    ...     .with_issue("road", outcomes=["north", "south"], status_quo="south",
    ...         weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    ...     .with_outside_option(War(1, {"Ann": 10, "Bob": 10}, (
    ...         Ending("north", {"Ann": 0.6, "Bob": 0.4}, {"road": "north"}),
    ...         Ending("south", {"Ann": 0.4, "Bob": 0.6})))))
    >>> ends = {"Ann": "north", "Bob": "south"}
    >>> found = costly_war.from_game(game, advances=ends, credence=0.3, positions=2, rounds=1)
    >>> found.types, round(found.offer, 6), round(found.failure, 6)
    ((0.6, 0.4), 30.0, 0.3)
    """
    terms, whole = war_terms(game), whole_of(game)
    if informed is not None and known(informed, whole.parties, "informed", "party") == whole.parties[0]:
        whole = whole.turned()
    first, second = whole.parties
    count, talks = _whole(positions, "positions", 2, MOST_POSITIONS), _whole(rounds, "rounds", 1, MOST_ROUNDS)
    if count % 2:
        raise GameError(f"positions: {count} is odd; it must be even, so that the front begins in the middle")
    own = number(credence, "credence", low=0, high=1)
    chances = np.array(views_of(terms, whole.parties, advances, count // 2))
    order = np.argsort(-chances, kind="stable")
    years = lengths(terms, whole.parties, battle, talks)
    rates = [terms.discount_rates[p] for p in whole.parties]
    spent = [y if r == 0 else (1.0 - np.exp(-r * y)) / r for y, r in zip(years, rates, strict=True)]
    fight = FightGame(
        chances[order],
        _prior((1.0 - own, own), "credence", own)[order],
        count // 2,
        stops_of(terms, whole.parties, advances, count),
        (terms.cost_per_year[first] * spent[0], terms.cost_per_year[second] * spent[1]),
        (float(np.exp(-rates[0] * years[0])), float(np.exp(-rates[1] * years[1]))),
        talks,
        _silent(ending),
        whole.given,
        whole.low[1],
        whole.low[1] + whole.span[1],
    )
    return answered(fight, tuple(order.tolist()), whole.parties, "points")


@strategic_game(
    question="how long does war last when fighting reveals strength?",
    source="Slantchev 2003; Powell 2004",
    from_game=_from_game,
)
def costly_war(
    *,
    chances: Any,
    prior: Any,
    positions: Any = 4,
    front: Any = 2,
    costs: Any = (0.05, 0.05),
    rounds: Any = 3,
    discount: Any = 1.0,
    ending: str = "collapse",
    parties: Any = ("first", "second"),
) -> CostlyWar:
    """Offers between battles to an opponent of unknown strength: who accepts when, how long the war lasts.

    `chances`: the first party's chance to win a battle, against each type of the second, above 0 and below 1; at most
    8 types. `prior`: their probabilities, above 0. `positions`: N, from 2 to 100; `front`: where it begins, 1 to N − 1.
    `costs`: of a battle to each party, at least 0, in units of the pie. `rounds` of offers, from 1 to 8. `discount`:
    factor for a battle, above 0 and at most 1 (the war ends in any case), one or one a party. `ending`: "collapse" or
    "silence". Raises GameError that names the parameter, the value and what is allowed, and NoEquilibriumError where
    there is no equilibrium in which weaker types give in first.

    >>> found = costly_war(chances=(0.7, 0.4), prior=(0.6, 0.4), positions=2, front=1, rounds=1)
    >>> round(found.offer, 6), round(found.failure, 6), [round(x, 6) for x in found.payoffs]
    (0.25, 0.4, [0.59, 0.37])
    """
    first, second = two_parties(parties)
    known_chances = np.array(_chances(chances))
    weights = _prior(numbers(prior, "prior", len(known_chances), low=0, high=1, write="(0.5, 0.5)"), "prior", prior)
    count = _whole(positions, "positions", 2, MOST_POSITIONS)
    start = _whole(front, "front", 1, count - 1)
    cost = numbers(costs, "costs", 2, low=0, write="(0.05, 0.05)")
    if hasattr(discount, "__iter__") and not isinstance(discount, Mapping):
        patience = numbers(discount, "discount", 2, low=0, high=1, strict=True)
    else:
        patience = (number(discount, "discount", low=0, high=1, strict=True),) * 2
    share = np.arange(count + 1) / count
    order = np.argsort(-known_chances, kind="stable")
    fight = FightGame(
        known_chances[order],
        weights[order],
        start,
        np.column_stack([share, 1.0 - share]),
        (cost[0], cost[1]),
        (patience[0], patience[1]),
        _whole(rounds, "rounds", 1, MOST_ROUNDS),
        _silent(ending),
        lambda s: 1.0 - s,
        0.0,
        1.0,
    )
    return answered(fight, tuple(order.tolist()), (first, second), "")


def _chances(given: Any) -> tuple[float, ...]:
    found = numbers(given, "chances", low=0, high=1, write="(0.6, 0.4)")
    if not 1 <= len(found) <= MOST_TYPES:
        raise GameError(
            f"chances: {len(found)} types; there must be from 1 to {MOST_TYPES}, such as chances=(0.6, 0.4)"
        )
    for i, p in enumerate(found):
        if p in (0.0, 1.0):
            raise GameError(f"chances[{i}]: {p:g} is out of range; it must be above 0 and below 1")
    return found


def _prior(given: tuple[float, ...], where: str, told: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Probabilities above 0 that sum to 1."""
    if any(p <= 0 for p in given):
        least = "every type must have a probability above 0" if where == "prior" else "it must be above 0 and below 1"
        raise GameError(f"{where}: {shown(told)} is out of range; {least}")
    total = sum(given)
    if abs(total - 1.0) > 1e-9:
        raise GameError(f"{where}: it sums to {total:.12g}; change it so that it sums to 1")
    return np.array(given) / total


def _whole(given: Any, where: str, low: int, high: int) -> int:
    found = value_of(quantity(given, where, low=low, high=high))
    if found != int(found):
        raise GameError(f"{where}: {found:g} is no whole number; it must be one from {low} to {high}")
    return int(found)


def _silent(ending: Any) -> bool:
    if ending not in ENDINGS:
        raise GameError(f"ending: {shown(ending)} is unknown; write 'collapse' (to the finish) or 'silence'")
    return bool(ending == "silence")

"""The commitment problem: a shift of power that forces war now, although peace is better for both.

Two parties divide a flow of 1 in every period t = 1, 2, …; payoffs are sums, discounted by δ < 1. In each period a
division is on the table, and each party keeps to it or goes to war. War ends the game: the first party wins it with
chance p(t), its power, and the winner has the flow for ever, less the fraction d that war destroys. So war brings

    M₁(t) = p(t)·(1 − d) / (1 − δ) − c₁,    M₂(t) = (1 − p(t))·(1 − d) / (1 − δ) − c₂,

with one-off costs c. Power follows a known path p(1) … p(n); p(n) holds for ever after. Nobody can bind itself today to
a division of tomorrow: it goes to war tomorrow if it then gets less than war brings. The whole flow is all that can be
given in a period.

Let the first party's power fall. From t + 1 on the second gets at least M₂(t + 1), so of the B = 1 / (1 − δ) that there
is, the first gets at most B − δ·M₂(t + 1), even if it has the whole flow today. It goes to war when M₁(t) is more. That
is Powell's (2006) inequality (1):

    δ·M₂(t + 1) − M₂(t) > B − [M₁(t) + M₂(t)]:

what the rising party gains by waiting is more than what war destroys. Either party may be the one that falls. Over n
periods M₂(t + 1) becomes the least that the second party gets from t + 1 on in any equilibrium, and B what there is
until a war still to come (shifting/peace.py): war in t + 1 that cannot be avoided may make war in t unavoidable.

Equilibria (subgame perfect): every path of divisions that nobody leaves, and war where there is none. Whoever makes the
offers, peace ends no later than this: no protocol can give a party more than the whole pie today. And where power moves
one way only there is a protocol that keeps peace as long: the party that falls makes take-it-or-leave-it offers. All
divisions of the first party's payoffs in `range` are equilibria; the middle one is given, and the two ends in `others`.
Left out are equilibria with an earlier war that comes only because somebody asks for more than there is.

Remedies: power that shifts less (`critical_power` for the next period, `critical_shift` for all of it); a third party
that assures the fighter of a floor in all later periods, or makes a later attack of the other cost it a penalty; a
payment over and above the whole pie today. One period ahead the penalty is margin / δ and the payment the margin.

Left out: power that shifts with what is agreed (land that is also strength), arming, private information, war that is
not final, and different discount factors.

Sources: Fearon (1995), Rationalist explanations for war, International Organization 49, 379–414: the argument. Powell
(2006), War as a commitment problem, International Organization 60, 169–203: the inequality.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known, shown
from bargain.outside.war import War
from bargain.strategic.registry import strategic_game
from bargain.strategic.shifting.answer import Commitment, answered, nearest
from bargain.strategic.shifting.chain import scaled
from bargain.strategic.shifting.peace import Shift, periods, war_period
from bargain.strategic.terms.discounting import per_period
from bargain.strategic.terms.parameters import entries, number, numbers
from bargain.strategic.terms.parameters import parties as two_parties
from bargain.strategic.terms.war import war_terms
from bargain.strategic.terms.whole import whole_of

MOST_PERIODS = 250
"""A longer path of power is refused."""


def _from_game(
    game: BargainingGame, *, later: Sequence[Mapping[str, Any]], period: Any = 1.0, discount: Any = None
) -> Commitment:
    """The commitment problem of a case of two parties whose outside option is a war; payoffs in points.

    The pie of a period is (1 − δ) times everything that can be agreed (the frontier, lotteries allowed, red lines
    kept), so that an agreement that lasts is worth its points. War in the first period brings each party its
    disagreement: durations, costs, measures and beliefs as the file says. `later`: how likely the war's endings would
    be if it went on from the second period, the third …; the last for ever after; each a table ending → probability (or
    → party → probability, where beliefs differ), endings that are left out keep theirs. `period`: years. `discount`:
    the factor δ of a period; where it is not given both parties must have the same discount rate above 0, and it is
    exp(−rate · period). `guarantee` is in points of an agreement that lasts; `critical_power` is None, since a case has
    more than two endings: see `critical_shift`.

    >>> from bargain.outside.war import Ending, War
    >>> game = (BargainingGame("road", parties=["Ann", "Bob"])
    ...     .with_issue("road", outcomes=["north", "south"], status_quo="south",
    ...         weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    ...     .with_outside_option(War(1, {"Ann": 10, "Bob": 10}, (
    ...         Ending("north", 0.8, {"road": "north"}), Ending("south", 0.2)))))
    >>> found = commitment.from_game(game, later=[{"north": 0.3, "south": 0.7}], discount=0.9)
    >>> found.war, found.fighter, round(found.margin, 6)
    (True, 'Ann', 24.0)
    """
    terms, whole = war_terms(game), whole_of(game)
    war = game.outside_option
    assert isinstance(war, War), "war_terms has looked"
    if isinstance(later, (Mapping, str)) or not isinstance(later, Sequence) or not later:
        raise GameError(f"later: {shown(later)} is no list of periods; write later=[{{ending: probability, …}}]")
    values = [terms.disagreement]
    for t, odds in enumerate(later):
        then = replace(
            game, outside_option=_with_odds(war, odds, f"later[{t}]"), levers=()
        )  # levers are set as they are
        values.append(then.disagreement)
    if discount is None:
        first, second = (terms.discount_rates[p] for p in whole.parties)
        if first != second or first <= 0:
            raise GameError(
                f"discount: the parties' discount rates are {first:g} and {second:g}; one rate above 0 would make the "
                "factor, so write discount=0.9"
            )
        factor = per_period(first, period)
    else:
        factor = _discount(discount)
    points = tuple((float(v[whole.parties[0]]), float(v[whole.parties[1]])) for v in values)
    shift = Shift(scaled(whole.corners, 1.0 - factor), points, factor)
    return answered(shift, whole.parties, critical=None, unit="points")


def _with_odds(war: War, odds: Any, where: str) -> War:
    """The war with other probabilities of its endings."""
    if not isinstance(odds, Mapping):
        raise GameError(f"{where}: {shown(odds)} is no table; write {{ending: probability}}")
    names = [e.name for e in war.endings]
    for name in odds:
        known(name, names, where, "ending")
    return replace(
        war, endings=tuple(replace(e, probability=odds[e.name]) if e.name in odds else e for e in war.endings)
    )


@strategic_game(
    question="when does a shift of power force war now?", source="Fearon 1995; Powell 2006", from_game=_from_game
)
def commitment(
    *,
    power: Any,
    destroyed: Any,
    discount: Any,
    costs: Any = (0.0, 0.0),
    flow: Any = 1.0,
    parties: Any = ("first", "second"),
) -> Commitment:
    """Power that shifts from period to period: whether war comes, when, and what would keep peace.

    `power`: the first party's chance to win a war, period by period, the last for ever after; a pair of such paths
    where beliefs differ. `destroyed`: the fraction of the flow that war destroys, 0 to 1. `discount`: factor between
    periods, above 0 and below 1. `costs`: of war, once, to each party, at least 0, in units of the flow. `flow`: what
    is divided in each period, above 0. Raises GameError that names the parameter, the value and what is allowed.

    >>> found = commitment(power=(0.8, 0.3), destroyed=0.2, discount=0.9)
    >>> found.war, round(found.lhs, 6), round(found.rhs, 6), round(found.margin, 6), round(found.critical_power, 6)
    (True, 3.44, 2.0, 1.44, 0.5)
    """
    first, second = two_parties(parties)
    paths = _paths(power)
    lost, size = number(destroyed, "destroyed", low=0, high=1), number(flow, "flow", low=0, strict=True)
    cost = numbers(costs, "costs", 2, low=0, write="(0.5, 0.5)")
    factor = _discount(discount)
    whole = size * (1.0 - lost) / (1.0 - factor)
    war = tuple((p * whole - cost[0], (1.0 - q) * whole - cost[1]) for p, q in zip(*paths, strict=True))
    shift = Shift(((0.0, size), (size, 0.0)), war, factor)
    return answered(shift, (first, second), critical=_critical_power(shift, whole, cost), unit="")


def _paths(given: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The first party's power in each party's eyes."""
    rows = entries(given, "power", None, "(0.8, 0.3)")
    if len(rows) == 2 and all(hasattr(row, "__iter__") and not isinstance(row, (str, Mapping)) for row in rows):
        first, second = (numbers(row, f"power[{i}]", low=0, high=1, write="(0.8, 0.3)") for i, row in enumerate(rows))
        if len(first) != len(second):
            raise GameError(f"power: the two paths have {len(first)} and {len(second)} periods; give as many of both")
    else:
        first = second = numbers(rows, "power", low=0, high=1, write="(0.8, 0.3)")
    if not 1 <= len(first) <= MOST_PERIODS:
        raise GameError(f"power: {len(first)} periods; it must have from 1 to {MOST_PERIODS}, such as power=(0.8, 0.3)")
    return first, second


def _discount(given: Any) -> float:
    factor = number(given, "discount")
    if not 0.0 < factor < 1.0:
        raise GameError(
            f"discount: {factor:g} is out of range; it must be above 0 and below 1, as nothing else ends the game"
        )
    return factor


def _critical_power(shift: Shift, whole: float, cost: Sequence[float]) -> float | None:
    """The first party's chance in the period after that of war, or nearest to it, at which the fighter wavers.

    All other periods as they are; by halving, as the fighter's margin falls all the way with its own chance.
    """
    found = periods(shift)
    at = war_period(found)
    at = nearest(found) if at is None else at
    who = found[at].fighter
    if who is None:
        return None

    def margin(chance: float) -> float:
        after = (chance * whole - cost[0], (1.0 - chance) * whole - cost[1])
        changed = replace(shift, war=(*shift.war[: at + 1], after, *shift.war[at + 2 :]))
        return periods(changed)[at].margins[who]

    low, high = (0.0, 1.0) if who == 0 else (1.0, 0.0)
    if not margin(low) > 0 > margin(high):
        return None
    while (middle := 0.5 * (low + high)) not in (low, high):
        low, high = (middle, high) if margin(middle) > 0 else (low, middle)
    return 0.5 * (low + high)

"""The crisis game from plain parameters: who demands, who knows what, each number checked at the door."""

from __future__ import annotations

from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import quantity, value_of
from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.screened import Rules
from bargain.strategic.crises.utility import RISK_NEUTRAL, Utility, utility_of
from bargain.strategic.private.cost import Cost, cost_type
from bargain.strategic.private.kind import CHANCE
from bargain.strategic.private.tabulated import quickened
from bargain.strategic.terms.parameters import entries, number, numbers

Pair = tuple[float, float]


def chances_of(given: Any) -> Pair | Cost:
    """The first party's chance of winning: in each party's eyes, or a distribution over it that the second knows."""
    listed = hasattr(given, "__iter__") or isinstance(getattr(given, "tolist", lambda: None)(), list)
    if listed and not callable(getattr(given, "cdf", None)):
        first, second = numbers(given, "win_probability", 2, low=0, high=1, write="(0.6, 0.5)")
        return first, second
    found = cost_type(given, "win_probability", CHANCE)
    return (found.low, found.low) if found.known else quickened(found)


def costs_of(given: Any) -> tuple[Cost, Cost]:
    """What war costs each party: numbers, or a distribution where it is private."""
    first, second = entries(given, "costs", 2, "(0.15, 0.10)")
    return quickened(cost_type(first, "costs[0]")), quickened(cost_type(second, "costs[1]"))


def utilities_of(given: Any) -> tuple[Utility, Utility]:
    """Both parties' utilities; None for risk neutrality."""
    if given is None:
        return RISK_NEUTRAL, RISK_NEUTRAL
    if callable(given):
        raise GameError("utility: it is one function; write utility=(f, f), one for each party")
    first, second = entries(given, "utility", 2, "(math.sqrt, math.sqrt)")
    return utility_of(first, "utility[0]"), utility_of(second, "utility[1]")


def posed(
    parties: tuple[str, str],
    chances: Pair | Cost,
    costs: tuple[Cost, Cost],
    *,
    utilities: tuple[Utility, Utility],
    proposer: Any = None,
    scale: tuple[Pair, Pair] = ((0.0, 0.0), (1.0, 1.0)),
) -> CrisisGame:
    """The game as the demander sees it; `scale`: the payoffs of nothing and of the whole pie over it, by party."""
    private = [i for i in (0, 1) if not costs[i].known]
    strength = not isinstance(chances, tuple)
    _one_secret(parties, private, strength, costs)
    demander = 1 - private[0] if private else 0
    if proposer is not None:
        if proposer not in parties:
            raise GameError(f"proposer: no party {shown(proposer)}; name {parties[0]!r} or {parties[1]!r}")
        asked = parties.index(proposer)
        if (private or strength) and asked != demander:
            knows = "its own cost" if private else "the chance of winning"
            cure = "" if private else ", or name the parties the other way round"
            raise GameError(
                f"proposer: {proposer!r} alone knows {knows}, and its demand would tell of it; let "
                f"{parties[demander]!r} make the demand{cure}"
            )
        demander = asked
    other = 1 - demander
    low, span = ((pair[demander], pair[other]) for pair in scale)
    order = (parties[demander], parties[other])
    both = (utilities[demander], utilities[other])
    least = (costs[demander].low, costs[other].low)
    if isinstance(chances, tuple):
        win = [chances[i] if demander == 0 else 1.0 - chances[i] for i in (demander, other)]
        war = win[0] - costs[demander].low
        kind = "cost" if private else ""
        return CrisisGame(order, both, costs[other], 1.0 - win[1], war, 0.0, kind, low, span, least)
    return CrisisGame(order, both, chances, 1.0 - costs[1].low, -costs[0].low, 1.0, "chance", low, span, least)


def _one_secret(parties: tuple[str, str], private: list[int], strength: bool, costs: tuple[Cost, Cost]) -> None:
    """One number at most is private."""
    if len(private) == 2:
        raise GameError("costs: both are private; one party's may be, the other's must be a number such as 0.1")
    if private and strength:
        i = private[0]
        raise GameError(
            f"costs[{i}]: {costs[i].label} is private, and win_probability is a distribution too; one of them may be"
        )


def rules_of(offers: Any, discount: Any, breakdown: Any) -> Rules | None:
    """The rules of two demands; None for one."""
    count = value_of(quantity(offers, "offers", low=1, high=2))
    if count not in (1, 2):
        raise GameError(f"offers: {count:g} is no number of demands; write offers=1 or offers=2")
    if count == 1:
        for name, given in (("discount", discount), ("breakdown", breakdown)):
            if given is not None:
                raise GameError(f"{name}: {shown(given)} plays no part with one demand; write offers=2")
        return None
    if discount is None:
        patience: Pair = (1.0, 1.0)
    elif hasattr(discount, "__iter__"):
        first, second = numbers(discount, "discount", 2, low=0, high=1, strict=True)
        patience = first, second
    else:
        one = number(discount, "discount", low=0, high=1, strict=True)
        patience = one, one
    return Rules(0.0 if breakdown is None else number(breakdown, "breakdown", low=0, high=1), patience)

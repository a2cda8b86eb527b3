"""The door of the ratification game: who has to approve, and how leaders bargain, from what a caller gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.registry import did_you_mean
from bargain.strategic.ratifying.ratifier import MINIMUM, Ratifier, belief
from bargain.strategic.ratifying.talks import OFFERS, RULES
from bargain.strategic.terms.parameters import entries, number

Pair = tuple[float, float]


def not_given(given: Mapping[str, Any], because: str) -> None:
    """Refuse what has no meaning in the model that is asked for."""
    for name, value in given.items():
        if value is not None:
            raise GameError(f"{name}: {shown(value)} has no meaning {because}; leave it out")


def pair_of(given: Any, where: str, one: Callable[[Any, str], Any]) -> tuple[Any, Any]:
    """One for both leaders, or one each, checked by `one`."""
    if isinstance(given, (list, tuple)) or getattr(given, "shape", ()) != ():
        first, second = entries(given, where, 2)
        return one(first, f"{where}[0]"), one(second, f"{where}[1]")
    found = one(given, where)
    return found, found


def minimum_of(given: Any, where: str) -> Any:
    """None, or what is known of a ratifier's minimum."""
    return None if given is None else belief(given, where, MINIMUM)


def chance(given: Any, where: str) -> float:
    """A probability."""
    return number(given, where, low=0, high=1)


def not_below_zero(given: Any, where: str) -> float:
    """A number of at least 0."""
    return number(given, where, low=0)


def ratifiers_of(minimum: Any, later: Any, later_vote: Any, repudiation_cost: Any) -> tuple[Ratifier, Ratifier]:
    """The ratifiers of both leaders."""
    now = tuple(minimum_of(x, f"minimum[{i}]") for i, x in enumerate(entries(minimum, "minimum", 2, "(0.3, 0.2)")))
    then = (None, None) if later is None else entries(later, "later", 2, "(0.3, None)")
    thens = tuple(minimum_of(x, f"later[{i}]") for i, x in enumerate(then))
    held = pair_of(later_vote, "later_vote", chance)
    cost = pair_of(repudiation_cost, "repudiation_cost", not_below_zero)
    first, second = (Ratifier(now[i], thens[i], held[i], cost[i]) for i in (0, 1))
    return first, second


def rule_of(bargaining: Any, discount: Any) -> tuple[str, Pair]:
    """The rule of bargaining and the discount factors that it needs."""
    rule = "nash" if bargaining is None else bargaining
    if rule not in RULES:
        raise GameError(f"bargaining: no rule {shown(rule)}; {did_you_mean(str(rule), RULES)}")
    if rule != OFFERS:
        not_given({"discount": discount}, f"where bargaining={rule!r}")
        return rule, (0.0, 0.0)
    if discount is None:
        raise GameError("discount: alternating offers need the discount factors of both; write discount=(0.9, 0.8)")
    return rule, pair_of(discount, "discount", _below_one)


def _below_one(given: Any, where: str) -> float:
    found = number(given, where)
    if not 0.0 <= found < 1.0:
        raise GameError(
            f"{where}: {found:g} is out of range; it must be at least 0 and below 1, for nothing else ends the game"
        )
    return found

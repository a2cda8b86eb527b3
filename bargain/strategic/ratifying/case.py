"""The talks of a case: its pie, its leaders, and who has to approve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import distinct, known, shown
from bargain.game.quantity import value_of
from bargain.payoffs.frontier import pareto_frontier
from bargain.payoffs.hull import edges_of
from bargain.strategic.offers.chain import Chain, chain_from
from bargain.strategic.ratifying.door import chance, minimum_of, not_below_zero, rule_of
from bargain.strategic.ratifying.ratifier import Ratifier
from bargain.strategic.ratifying.talks import OFFERS, Talks
from bargain.strategic.terms.discounting import per_period
from bargain.strategic.terms.parameters import entries, number
from bargain.strategic.terms.pie import pie_of
from bargain.tolerances import EQUAL

Names = tuple[str, str]


def leaders_of(game: BargainingGame, leaders: Any, first: str | None) -> Names:
    """The two who talk, who makes the first offer first."""
    if leaders is None:
        if len(game.party_names) != 2:
            raise GameError(f"leaders: the case has {len(game.party_names)} parties; name the two who talk")
        leaders = game.party_names
    one, other = distinct(entries(leaders, "leaders", 2, '("Ann", "Bob")'), "leaders", "party")
    for name in (one, other):
        known(name, game.party_names, "leaders", "party")
    return (
        (other, one) if first is not None and known(first, (one, other), "first", "leader") == other else (one, other)
    )


def talks_of(
    game: BargainingGame,
    names: Names,
    ratifiers: Mapping[str, Any],
    at_least: Mapping[str, Any],
    later: tuple[Mapping[str, Any], Any, Any],
    bargaining: tuple[str | None, Any],
) -> tuple[Talks, str]:
    """The talks, and what to add to the method. `later`: minima, chance, cost. `bargaining`: rule, years a period."""
    for where, given in (("ratifiers", ratifiers), ("later", later[0])):
        if not isinstance(given, Mapping):
            raise GameError(f"{where}: {shown(given)} is not a table; write {where}={{{names[0]!r}: 45}}")
        for name in given:
            known(name, names, where, "leader")
    bodies = {name: body for name, body in ratifiers.items() if isinstance(body, str)}
    if not isinstance(at_least, Mapping):
        raise GameError(f"at_least: {shown(at_least)} is not a table; write at_least={{party: 45}}")
    for body in at_least:
        known(body, list(bodies.values()), "at_least", "ratifier")
    chain, note = _chain(game, names, bodies, at_least)
    rows = []
    for name in names:
        now = None if name in bodies else minimum_of(ratifiers.get(name), f"ratifiers.{name}")
        then = minimum_of(later[0].get(name), f"later.{name}")
        rows.append(Ratifier(now, then, chance(later[1], "later_vote"), not_below_zero(later[2], "repudiation_cost")))
    rule, discount = _rule(game, names, *bargaining)
    powers = [value_of(game.party(name).power) for name in names]
    d = game.disagreement
    power = (powers[0] / sum(powers), powers[1] / sum(powers))
    return Talks(chain, (d[names[0]], d[names[1]]), (rows[0], rows[1]), rule, discount, power), note


def _rule(game: BargainingGame, names: Names, bargaining: str | None, period: Any) -> tuple[str, tuple[float, float]]:
    if bargaining != OFFERS:
        if period is not None:
            raise GameError(f"period: {shown(period)} has no meaning without alternating offers; leave it out")
        return rule_of(bargaining, None)
    if period is None:
        raise GameError("period: alternating offers need the years from one offer to the next; write period=0.1")
    found = []
    for name in names:
        r = value_of(game.party(name).discount_rate)
        if r <= 0:
            raise GameError(f"parties.{name}.discount_rate: {r:g} is out of range; it must be above 0 in this game")
        found.append(per_period(r, period))
    return rule_of(bargaining, found)


def _chain(
    game: BargainingGame, names: Names, bodies: Mapping[str, str], at_least: Mapping[str, Any]
) -> tuple[Chain, str]:
    """The leaders' payoffs from the second's best to the first's, among what every ratifying party takes."""
    for name, body in bodies.items():
        known(body, [p for p in game.party_names if p not in names], f"ratifiers.{name}", "party that ratifies")
    if len(game.party_names) == 2:
        pie = pie_of(game)
        corners = pie.corners + pie.disagreement
        swapped = corners[::-1, ::-1] if names[0] == pie.parties[1] else corners
        return chain_from(swapped), ""
    frontier = pareto_frontier(game)
    floors = {name: game.disagreement[name] for name in names}
    for body in bodies.values():
        floors[body] = number(at_least.get(body, game.disagreement[body]), f"at_least.{body}")
    columns = [frontier.parties.index(name) for name in floors]
    inside = (frontier.payoffs[:, columns] >= np.array(list(floors.values())) - EQUAL).all(axis=1)
    return chain_from(_corners(frontier.payoffs[inside][:, columns[:2]], game, names, list(bodies.values()))), (
        f", on a frontier sampled to {frontier.resolution:.3g} points" if frontier.resolution else ""
    )


def _corners(points: Any, game: BargainingGame, names: Names, bodies: Sequence[str]) -> Any:
    if not len(points):
        raise GameError(
            f"{game.title!r}: no agreement leaves {names[0]!r} and {names[1]!r} at their disagreement or above and "
            f"gives {', '.join(map(repr, bodies)) or 'a ratifier'} enough, so there is no pie to divide"
        )
    return points[edges_of(points)]

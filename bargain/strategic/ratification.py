"""Ratification: what if a parliament, or a later vote, can undo what leaders agree on?

Two models, one form of result.

**A setter.** A place on a line is to be chosen. The `setter` proposes x; the `ratifier` takes it, or keeps the `status
quo` q. Each wants what is near to its ideal point: utility −|x − ideal|. A ratifier with ideal point r approves what is
no farther from it than q: the places from q to 2·r − q. So the setter proposes its own ideal point s if that lies
there, else the end that is nearer to it (Romer & Rosenthal 1978); for s = 1, r = 0.3, q = 0 that is 0.6. Where r is not
known (a frozen distribution), a proposal g beyond q is approved with probability P(r ≥ q + g/2) (for s > q), and g·P is
made as large as can be: the more is asked for, the likelier it fails. Payoffs: by how much nearer the outcome comes to
the ideal point than q, expected.

**Two leaders, each with a ratifier.** They share a pie, the first getting u and the second φ(u), or their disagreement
d. A ratifier approves what gives its own leader at least its minimum, m. Both have to. With known minima the deals are
cut at m₁ and φ⁻¹(m₂), and the leaders bargain over the rest: `bargaining` = "first proposes" (the first leader makes
one offer), "nash" (the largest product of gains, with `power`), "alternating offers" (with `discount`; the first leader
begins). A minimum that is not known to either leader is a frozen distribution: a deal then stands with probability π(u)
= P(m₁ ≤ u)·P(m₂ ≤ φ(u)), both get d if it falls, and the leaders bargain over π·(u − d₁) and π·(φ − d₂). With
alternating offers there may then be several stationary equilibria: all in pure strategies are returned. That two
leaders bargain under constraints at home, known or uncertain: Iida (1993), Tarar (2001); the equilibria are derived
here.

Schelling (1960) and Putnam (1988) say that a leader with a tight ratifier gets more at the table. `tightening` says how
far that goes: up to `binds_from` the ratifier would have approved anyway and moves nothing. Above, its leader gets what
the ratifier asks for, until at `fails_from` nothing is left that both sides pass; with known minima the leader's payoff
rises all the way, and then falls to d at one step. With minima that are not known it peaks before: at `peaks_at` what
is won at the table is lost by failures. Tight ratifiers on both sides leave no deal.

**A later vote** (`later`: ideal point or minimum of who votes then, drawn anew; `later_vote`: probability that it is
held) undoes the deal when that is better for them by more than `repudiation_cost`, in the units of their payoff. All
then have the status quo, as if there had been no deal.

Left out: that a leader knows its own ratifier better than the other does, that ratifiers are swayed
by the talks or by side payments, amendments, and what is enjoyed of a deal before it is undone.

Sources: Romer & Rosenthal (1978), Political resource allocation, controlled agendas, and the status quo, Public Choice
33, 27–43. Schelling (1960), The Strategy of Conflict. Putnam (1988), Diplomacy and domestic politics, International
Organization 42, 427–460. Iida (1993), When and how do domestic constraints matter?, Journal of Conflict Resolution 37,
403–426. Tarar (2001), International bargaining with two-sided domestic constraints, the same 45, 320–340.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.strategic.offers.chain import chain_of
from bargain.strategic.ratifying.case import leaders_of, talks_of
from bargain.strategic.ratifying.door import chance, not_below_zero, not_given, ratifiers_of, rule_of
from bargain.strategic.ratifying.leaders import solved_talks
from bargain.strategic.ratifying.placing import solved_setter
from bargain.strategic.ratifying.ratifier import IDEAL, belief
from bargain.strategic.ratifying.result import Ratification
from bargain.strategic.ratifying.setter import SetterGame
from bargain.strategic.ratifying.talks import Talks
from bargain.strategic.registry import strategic_game
from bargain.strategic.terms.parameters import number, numbers
from bargain.strategic.terms.parameters import parties as two_parties


def _from_game(
    game: BargainingGame,
    *,
    ratifiers: Mapping[str, Any] | None = None,
    at_least: Mapping[str, Any] | None = None,
    leaders: Any = None,
    first: str | None = None,
    bargaining: str | None = None,
    period: Any = None,
    later: Mapping[str, Any] | None = None,
    later_vote: Any = 1.0,
    repudiation_cost: Any = 0.0,
) -> Ratification:
    """Two leaders of a case, whose deal has to be ratified; all payoffs in points of the case.

    `leaders`: the two parties who talk, where the case has more; `first`: who proposes first. `ratifiers`: leader → the
    least payoff of the *leader*, in points, that its ratifier approves (a number or a frozen distribution), or the name
    of another party of the case: then only agreements count that give *this* party `at_least` (party → points; its
    disagreement where not said). A leader that is not named needs nobody's approval. The pie of a case of two parties
    is its frontier of lotteries above disagreement; of more parties, all lotteries over agreements that leave the
    leaders and the ratifying parties where they ask to be (ranges are sampled; see the method); the consent of other
    parties is not asked, but red lines bind. Disagreement is the outside option's; powers (for "nash") are the
    parties'; a payoff after a `period` of years (for "alternating offers") is worth exp(−rate · period) of it. `later`
    (leader → minimum), `later_vote` and `repudiation_cost` (points) are as for a call.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> ratification.from_game(game, ratifiers={"Ann": 70}).payoffs
    (70.0, 30.0)
    """
    names = leaders_of(game, leaders, first)
    after = ({} if later is None else later, later_vote, repudiation_cost)
    talks, note = talks_of(game, names, ratifiers or {}, at_least or {}, after, (bargaining, period))
    return solved_talks(talks, names, " points", note)


@strategic_game(
    question="what if a parliament or a later vote can undo it?",
    source="Romer & Rosenthal 1978; Iida 1993; Tarar 2001",
    from_game=_from_game,
)
def ratification(
    setter: Any = None,
    ratifier: Any = None,
    status_quo: Any = None,
    *,
    minimum: Any = None,
    bargaining: str | None = None,
    pie: Any = None,
    disagreement: Any = None,
    discount: Any = None,
    power: Any = None,
    later: Any = None,
    later_vote: Any = 1.0,
    repudiation_cost: Any = 0.0,
    parties: Any = None,
) -> Ratification:
    """What is proposed when others have to approve it, how likely it stands, and whom a tight ratifier helps.

    A setter: `setter`, `ratifier` and `status_quo` are places on a line; the ratifier's may be a frozen distribution of
    scipy.stats. Two leaders: `minimum`, a pair, each the least payoff that a leader's ratifier approves, a number, a
    frozen distribution, or None where nobody has to; `bargaining` "nash" (with `power`), "first proposes" or
    "alternating offers" (with `discount`); `pie`: corners as for alternating_offers; `disagreement`: payoffs of both
    without a deal, 0 where not said. `later`, with `later_vote` and `repudiation_cost` (for leaders one or a pair):
    what may undo it. Raises GameError that names the parameter, the value and what is allowed. Sources: see the module.

    >>> ratification(setter=1.0, ratifier=0.3, status_quo=0.0).proposal
    0.6
    >>> from scipy.stats import uniform
    >>> found = ratification(setter=1.0, ratifier=uniform(0, 0.8), status_quo=0.0)
    >>> round(found.proposal, 6), round(found.failure, 6)
    (0.8, 0.5)
    >>> [ratification(minimum=(m, 0.2)).proposal for m in (0.3, 0.7, 0.9)]
    [0.5, 0.7, None]
    """
    of_leaders = {"minimum": minimum, "bargaining": bargaining, "pie": pie, "disagreement": disagreement}
    of_setter = {"setter": setter, "ratifier": ratifier, "status_quo": status_quo}
    after = (later, later_vote, repudiation_cost)
    if setter is not None:
        not_given({**of_leaders, "discount": discount, "power": power}, "with a setter")
        return solved_setter(
            _setter(of_setter, *after), two_parties(("setter", "ratifier") if parties is None else parties)
        )
    if minimum is None:
        raise GameError(
            "setter: nothing is given; write setter=1.0, ratifier=0.3, status_quo=0.0, or minimum=(0.3, 0.2)"
        )
    not_given(of_setter, "without a setter")
    rule, deltas = rule_of(bargaining, discount)
    weights = (1.0, 1.0) if power is None else numbers(power, "power", 2, low=0, strict=True)
    d = (0.0, 0.0) if disagreement is None else numbers(disagreement, "disagreement", 2)
    shares = weights[0] / sum(weights), weights[1] / sum(weights)
    talks = Talks(chain_of(pie), (d[0], d[1]), ratifiers_of(minimum, *after), rule, deltas, shares)
    return solved_talks(talks, two_parties(("first", "second") if parties is None else parties))


def _setter(given: Mapping[str, Any], later: Any, later_vote: Any, repudiation_cost: Any) -> SetterGame:
    for name, place in given.items():
        if place is None:
            raise GameError(f"{name}: it is missing; a setter needs a ratifier and a status_quo")
    return SetterGame(
        number(given["setter"], "setter"),
        number(given["status_quo"], "status_quo"),
        belief(given["ratifier"], "ratifier", IDEAL),
        None if later is None else belief(later, "later", IDEAL),
        chance(later_vote, "later_vote"),
        not_below_zero(repudiation_cost, "repudiation_cost"),
    )

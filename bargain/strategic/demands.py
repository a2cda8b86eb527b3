"""Announced demands: are red lines announced to bind?

Two parties share a pie and announce at once what they will not go below. What happens to demands that do not fit in
with each other decides whether announcing pays, and whether announcements are kept. Four rules, one a call:

| rule | demands that do not fit | answer |
| --- | --- | --- |
| `grid` | nobody gets anything | every division can be an equilibrium, and no agreement too |
| `width` | are met with a probability that falls off smoothly | Nash's solution, as the width goes to 0 |
| `backing_down` | who gets less than announced pays for each unit given up | demands that just fit; a dear word pays |
| `sticking` | each may stick, with some probability; impasse if both do | both demand all, or a range that fits |

Players: two parties; moves: one announcement each, at the same time; information: all numbers are known to both, but
with `sticking` nobody knows yet what will stick; payoffs: gains over what each gets without agreement, in the units of
the pie (1 for the unit pie, points for a case). Nash's solution n is what the parties would settle on without
announcements; `power` are the weights in it, equal where not said. The equilibria, with their derivations, stand in
offers/grid_demands.py, offers/smoothed_demands.py, offers/costly_commitments.py and offers/uncertain_commitments.py:

- grid (Nash's demand game): every pair of demands that just fits;
- width w: the demands (1 + s)·n with s·(1 + s) = w², met with probability exp(−s²/w²);
- backing_down (k_1, k_2): Nash's solution with powers a_i·(1 + k_i), on the unit pie with equal powers
  z_1 = (1 + k_1)/(2 + k_1 + k_2): demands are kept, and the one that is dearer to take back brings more;
- sticking (s_1, s_2): both announce their best, with an impasse of probability s_1·s_2; and, where announcements stick
  well enough, any that just fit inside a range.

What is left out: announcements one after the other, demands revised as talks go on, the choice of how firmly to commit,
third parties who release from a commitment, and private information: in Crawford's own game the cost of backing down is
drawn at random and known to its bearer only; here it is none, or too much to bear.

Sources: Nash (1953), Two-person cooperative games, Econometrica 21, 128–140. Schelling (1960), The Strategy of
Conflict, Harvard University Press. Crawford (1982), A theory of disagreement in bargaining, Econometrica 50, 607–637.
Muthoo (1996), A bargaining model based on the commitment tactic, Journal of Economic Theory 69, 134–152.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import shown
from bargain.strategic.offers.announcement import Announced, Strategy, Terms
from bargain.strategic.offers.case import Case, Lottery, case_of
from bargain.strategic.offers.chain import Chain, Point, chain_of
from bargain.strategic.offers.costly_commitments import costly_commitments
from bargain.strategic.offers.grid_demands import grid_demands
from bargain.strategic.offers.smoothed_demands import smoothed_demands
from bargain.strategic.offers.uncertain_commitments import uncertain_commitments
from bargain.strategic.registry import strategic_game
from bargain.strategic.result import StrategicResult
from bargain.strategic.terms.parameters import number, numbers
from bargain.strategic.terms.parameters import parties as names_of

FINEST = 500
"""Steps of the finest grid."""

METHODS = {
    "grid": "best replies on the grid",
    "width": "both parties' first-order conditions",
    "backing_down": "Nash's solution with the powers that the costs give",
    "sticking": "each party's two possible best replies",
}
"""Rule → how its equilibria are found."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Demands(StrategicResult):
    """One equilibrium.

    `rule`: "grid", "width", "backing_down" or "sticking". `demands`: what each party announces, in units of the pie (of
    a case, points over disagreement); None where a party mixes. `strategies`: a party's ((demand, probability), …).
    `shares`: expected gains (`payoffs` are points for a case). `without`: Nash's solution, which they would reach
    without announcements. `kept`: probability that each party gets at least what it announced. `continuum`: the two
    ends, as pairs of demands, of the continuum of equilibria that this one is an end of; else None. `lottery`: of a
    case, the agreement where it is certain: ((probability, agreement), …); else empty.
    """

    rule: str
    demands: Point | None
    strategies: tuple[Strategy, Strategy]
    shares: Point
    without: Point
    kept: Point
    continuum: tuple[Point, Point] | None = None
    lottery: Lottery = ()

    @property
    def gain(self) -> Point:
        """What each party gains by the announcements over Nash's solution; negative for a loss."""
        return self.shares[0] - self.without[0], self.shares[1] - self.without[1]


def _from_game(
    game: BargainingGame,
    *,
    grid: int | None = None,
    width: Any = None,
    backing_down: Any = None,
    sticking: Any = None,
) -> Demands:
    """Announced demands on the pie of a case of two parties; give one rule, as for a call.

    The pie is the frontier of lotteries over agreements, as gains over disagreement in points; no agreement is the
    disagreement: the outside option, with all its measures. `power` is the parties' own. `backing_down`: party → points
    lost for each point given up, and `sticking`: party → probability; 0 for a party not named. Red lines of the file
    bound what can be agreed at all; announced ones come on top.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 1, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> found = _from_game(game, backing_down={"Ann": 1.0, "Bob": 0.5})
    >>> [round(z, 4) for z in found.demands], [round(p, 4) for p, _ in found.lottery]
    ([57.1429, 42.8571], [0.4286, 0.5714])
    """
    case = case_of(game)
    nothing = (0.0, 0.0)
    costs = None if backing_down is None else case.by_party(backing_down, "backing_down", nothing, low=0)
    chances = None if sticking is None else case.by_party(sticking, "sticking", nothing, low=0, high=1)
    terms = _terms(case.chain, case.power, case.parties, " points")
    return _solved(terms, _rule(grid, width, costs, chances), case)


@strategic_game(
    question="are red lines announced to bind?",
    source="Nash 1953; Crawford 1982; Muthoo 1996",
    from_game=_from_game,
)
def demands(
    *,
    grid: int | None = None,
    width: Any = None,
    backing_down: Any = None,
    sticking: Any = None,
    power: Any = (1.0, 1.0),
    pie: Any = None,
    parties: Any = ("first", "second"),
) -> Demands:
    """Demands announced at once, under one of four rules for demands that do not fit.

    Give one rule. `grid`: number of steps of Nash's demand game, at most 500. `width`: of the smoothed one, above 0:
    the overshoot, as a share of the pie, at which demands are met with probability 1/e. `backing_down`: what each party
    loses for each unit that it gets less than it announced, at least 0. `sticking`: probability that each party's
    announcement cannot be taken back. `power`: weights of the bargaining that follows (`backing_down`, `sticking`),
    above 0. `pie`: corners (first party's payoff, second's) of a falling concave chain, from the second party's best to
    the first's; the unit pie where not said. Any number may carry evidence (Quantity). Raises GameError that names the
    parameter, the value and what is allowed. Sources: see the module.

    >>> [round(z, 6) for z in demands(backing_down=(1.0, 0.5)).demands]
    [0.571429, 0.428571]
    >>> found = demands(sticking=(0.5, 0.4))
    >>> found.demands, round(found.failure, 6), [round(x, 6) for x in found.shares]
    ((1.0, 1.0), 0.2, [0.45, 0.35])
    """
    names = names_of(parties)
    costs = None if backing_down is None else numbers(backing_down, "backing_down", 2, low=0, write="(0.5, 1)")
    chances = None if sticking is None else numbers(sticking, "sticking", 2, low=0, high=1)
    rule = _rule(grid, width, costs, chances)
    weights = numbers(power, "power", 2, low=0, strict=True, write="(1, 2)")
    if weights[0] != weights[1] and rule[0] in ("grid", "width"):
        raise GameError(
            f"power: {shown(power)} plays no part with {rule[0]}; give backing_down or sticking, or leave it"
        )
    return _solved(_terms(chain_of(pie), (weights[0], weights[1]), (names[0], names[1])), rule)


def _rule(grid: Any, width: Any, costs: Any, chances: Any) -> tuple[str, Any]:
    """The one rule that is given, with its checked numbers."""
    given = {"grid": grid, "width": width, "backing_down": costs, "sticking": chances}
    named = [name for name, value in given.items() if value is not None]
    if len(named) != 1:
        count = " and ".join(named) or "no rule"
        raise GameError(f"demands: {count} given; give one of {', '.join(given)}")
    (rule,) = named
    if rule == "grid" and (isinstance(grid, bool) or not isinstance(grid, int) or not 1 <= grid <= FINEST):
        raise GameError(f"grid: {shown(grid)} is no number of steps; give a whole number from 1 to {FINEST}")
    if rule == "width":
        return rule, number(width, "width", low=0, strict=True)
    return rule, given[rule]


def _terms(chain: Chain, power: Point, parties: tuple[str, str], unit: str = "") -> Terms:
    """The pie with what is settled on it without announcements; GameError where a party has nothing to gain."""
    for party, best, least in zip(parties, chain.best, chain.least, strict=True):
        if best <= chain.tie:
            raise GameError(f"pie: {party} can gain nothing in it, so it has nothing to demand")
        if least < 0:
            raise GameError(f"pie: {party} gets {least:g} where the other gets its best; it must be at least 0")
    return Terms(chain, chain.nash(power), power, parties, unit)


def _solved(terms: Terms, rule: tuple[str, Any], case: Case | None = None) -> Demands:
    """All equilibria under a rule, the first with the others in it."""
    name, value = rule
    if name in ("grid", "width") and terms.power[0] != terms.power[1]:
        terms = replace(terms, power=(1.0, 1.0), nash=terms.chain.nash((1.0, 1.0)))
    solve: dict[str, Any] = {
        "grid": grid_demands,
        "width": smoothed_demands,
        "backing_down": costly_commitments,
        "sticking": uncertain_commitments,
    }
    found = [_result(terms, name, one, case) for one in solve[name](terms, value)]
    return replace(found[0], others=tuple(found[1:]))


def _result(terms: Terms, rule: str, one: Announced, case: Case | None) -> Demands:
    origin = (0.0, 0.0) if case is None else case.disagreement
    words = one.words if case is None else (*one.words, "Points are gains over disagreement.")
    return Demands(
        parties=terms.parties,
        words=words,
        payoffs=(origin[0] + one.gains[0], origin[1] + one.gains[1]),
        failure=one.failure,
        deviation=one.deviation,
        method=METHODS[rule],
        rule=rule,
        demands=one.demands,
        strategies=one.strategies,
        shares=one.gains,
        without=terms.nash,
        kept=one.kept,
        continuum=one.continuum,
        lottery=() if case is None or one.agreed is None else case.lottery(one.agreed),
    )

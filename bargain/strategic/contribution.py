"""The threshold contribution game: a force stands if enough is contributed, and everyone has its benefit.

Players decide at the same time, each whether to contribute. The good (a guarantee force, say) is provided when the
`amounts` of those who do add up to the `threshold`. Payoffs in points, over the good not being provided:

| | provided | not provided |
| --- | --- | --- |
| contributes | v_i − c_i | −c_i, or 0 with a refund |
| does not | v_i | 0 |

v_i (`values` ≥ 0): what the good is worth to i; c_i (`costs` ≥ 0): what contributing costs it. All is known to all.

i is *pivotal* when the good is provided with its amount and not without. Contributing is worth v_i · P(pivotal) and
costs c_i, with a refund only c_i · P(provided if i contributes). So the pure equilibria are the sets of contributors in
which all are pivotal and have v_i ≥ c_i, and nobody else is pivotal with v_j > c_j. Where the good is not provided,
nobody contributes, or, with a refund, some do in vain. There is always one: a smallest set of willing players that
reaches the threshold if there is one, nobody otherwise.

Where all players are alike, and k others are needed of n − 1, there are also equilibria in which each contributes with
one chance p: v·P(k of n − 1) = c, the chance being largest at p = k/(n − 1), so up to two; with a refund
v·P(k of n − 1) = c·P(k or more of n − 1), so one where 0 < c < v and k < n − 1. Everybody's payoff is then what it gets
by not contributing, v·P(k + 1 or more of n − 1).

`contribution` returns the equilibrium with the good provided and the largest sum of payoffs, else the one with the
largest sum, and all others of these two kinds as `others`. Not searched for: mixed equilibria in which players differ.
Ties (v_i = c_i, or a cost of 0) can make whole continua of these; of them too, the pure ones and the one with a common
chance are listed. Left out: amounts that can be chosen freely, players who move one after another, and promises.

Sources: Palfrey & Rosenthal (1984), Participation and the provision of discrete public goods: a strategic analysis,
Journal of Public Economics 24, 171–193, where the equilibria with a common chance stand, with and without a refund;
that small groups serve themselves better than large ones: Olson (1965), The Logic of Collective Action.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bargain.errors import GameError, TooLargeError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import distinct, known, shown
from bargain.strategic.cooperative.threshold import Array, Threshold
from bargain.strategic.registry import strategic_game
from bargain.strategic.result import StrategicResult
from bargain.strategic.terms.parameters import entries, number, numbers
from bargain.tolerances import EQUAL

MOST_PLAYERS = 12
"""More have too many equilibria to list."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Contribution(StrategicResult):
    """One equilibrium; `failure` is the probability that the good is not provided, payoffs in points.

    `chances`: each player's probability of contributing. `provision`: probability that the good is provided.
    `pivotal`: probability that each player's contribution decides it. `costs`: expected cost of each, points.
    """

    chances: tuple[float, ...]
    provision: float
    pivotal: tuple[float, ...]
    costs: tuple[float, ...]

    @property
    def contributors(self) -> tuple[str, ...]:
        """Who contributes for sure."""
        return tuple(party for party, p in zip(self.parties, self.chances, strict=True) if p == 1.0)

    @property
    def mixed(self) -> bool:
        """Whether anyone contributes with a chance between 0 and 1."""
        return any(0.0 < p < 1.0 for p in self.chances)


def _from_game(
    game: BargainingGame,
    *,
    issue: str,
    provided: Any,
    absent: Any,
    costs: Mapping[str, Any],
    threshold: Any,
    amounts: Mapping[str, Any] | None = None,
    refund: bool = False,
    others: Mapping[str, Any] | None = None,
) -> Contribution:
    """The contribution game about one issue of a case, between the parties that `costs` names.

    A player's value is what its payoff (points, with linkages and risk attitude) changes by when `issue` is settled as
    `provided` instead of `absent`, while the other issues stand as `others` says, and else at the status quo. `costs`:
    party → points of contributing; `amounts`: party → what it would contribute, 1 each where not given; `threshold`,
    `refund` as for a call. The file says nothing of these. Raises GameError for a player whom the good would harm.

    >>> game = BargainingGame("road", parties=["Ann", "Bob", "Eve"]).with_issue(
    ...     "force", outcomes=["none", "stands"], weight={"Ann": 1, "Bob": 1, "Eve": 1},
    ...     worth={"Ann": [0, 100], "Bob": [20, 80], "Eve": [100, 0]})
    >>> found = contribution.from_game(
    ...     game, issue="force", provided="stands", absent="none", costs={"Ann": 30, "Bob": 70}, threshold=1)
    >>> found.contributors, found.payoffs
    (('Ann',), (70.0, 60.0))
    """
    known(issue, game.issue_names, "issue", "issue")
    if not isinstance(costs, Mapping) or not costs:
        raise GameError(f'costs: {shown(costs)} is no table; write costs={{"Ann": 30, "Bob": 20}}')
    for name, table in (("costs", costs), ("amounts", amounts or {}), ("others", others or {})):
        names = game.issue_names if name == "others" else game.party_names if name == "costs" else tuple(costs)
        for key in table:
            known(key, names, name, "issue" if name == "others" else "party")
    rest = {i.name: i.status_quo for i in game.issues} | dict(others or {}) | {issue: provided}
    unsettled = next((name for name, outcome in rest.items() if outcome is None), None)
    if unsettled is not None:
        raise GameError(f"issues.{unsettled}: no status quo; give the issue one, or others={{{unsettled!r}: …}}")
    with_it, without = game.payoffs(rest), game.payoffs({**rest, issue: absent})
    values = {party: with_it[party] - without[party] for party in costs}
    for party, value in values.items():
        if value < -EQUAL:
            raise GameError(
                f"costs.{party}: {issue!r} settled as {provided!r} is worth {value:.6g} points to it, so it would not "
                "contribute; leave it out"
            )
    return contribution(
        tuple(max(value, 0.0) for value in values.values()),
        tuple(costs.values()),
        threshold=threshold,
        amounts=tuple((amounts or {}).get(party, 1.0) for party in costs),
        refund=refund,
        parties=tuple(costs),
    )


@strategic_game(
    question="who contributes to a guarantee force when each would rather that the others did?",
    source="Palfrey & Rosenthal 1984",
    from_game=_from_game,
)
def contribution(
    values: Any, costs: Any, *, threshold: Any, amounts: Any = None, refund: bool = False, parties: Any = None
) -> Contribution:
    """Equilibria of the game in which players contribute or not, and the good is provided at a threshold.

    `values`: what the good is worth to each, points ≥ 0; `costs`: of contributing, points ≥ 0, one number each or one
    for all; `amounts`: what each contributes, above 0, 1 each where not given; `threshold`: the sum of amounts that
    provides the good; `refund`: whether contributions in vain cost nothing. Raises GameError that names the parameter,
    TooLargeError for more than 12 players.

    >>> found = contribution((10, 10, 10), 4, threshold=2)
    >>> found.contributors, found.payoffs, len(found.others)
    (('1', '2'), (6.0, 6.0, 10.0), 5)
    >>> [round(one.chances[0], 6) for one in found.others if one.mixed]
    [0.723607, 0.276393]
    """
    worth = numbers(values, "values", low=0, write="(10, 10, 10)")
    if not worth:
        raise GameError("values: the list is empty; give one number for each player, such as values=(10, 10, 10)")
    n = len(worth)
    if n > MOST_PLAYERS:
        raise TooLargeError(f"values: {n} players have too many equilibria to list; ask for at most {MOST_PLAYERS}")
    names = tuple(str(i + 1) for i in range(n)) if parties is None else entries(parties, "parties", n, '("Ann", "Bob")')
    game = Threshold(
        np.array(worth),
        np.array(_each(costs, "costs", n, strict=False)),
        np.array(_each(1.0 if amounts is None else amounts, "amounts", n, strict=True)),
        number(threshold, "threshold", low=0, strict=True),
        refund=bool(refund),
    )
    if game.amounts.sum() < game.threshold - game.tie:
        raise GameError(
            f"threshold: {game.threshold:g} is out of range; it must be above 0 and at most {game.amounts.sum():g}, "
            "what all players have"
        )
    found = [_equilibrium(game, distinct(names, "parties", "party"), p) for p in (*game.pure(), *game.common())]
    found.sort(key=_place)
    return replace(found[0], others=tuple(found[1:]))


def _each(given: Any, where: str, count: int, *, strict: bool) -> tuple[float, ...]:
    """One number for each player, or one for all."""
    if hasattr(given, "__iter__") and not isinstance(given, Mapping):
        return numbers(given, where, count, low=0, strict=strict, write="(4, 4, 4)")
    return (number(given, where, low=0, strict=strict),) * count


def _place(one: Contribution) -> tuple[bool, bool, float, int]:
    """Pure before mixed, then provided, the larger sum of payoffs, fewer contributors in vain."""
    short = one.provision < 0.5
    return one.mixed, short, -round(sum(one.payoffs), 9), short * len(one.contributors)


def _equilibrium(game: Threshold, parties: tuple[str, ...], chances: Array) -> Contribution:
    outcome = game.outcome(chances)
    mixed = bool(((chances > 0) & (chances < 1)).any())
    who = [party for party, p in zip(parties, chances, strict=True) if p > 0]
    if mixed:
        first = f"each player contributes with probability {chances[0]:.6g}"
    else:
        first = f"{', '.join(who)} contribute{'s' * (len(who) == 1)}, nobody else does" if who else "nobody contributes"
    last = "provided" if outcome.provision == 1.0 else "not provided" if outcome.provision == 0.0 else ""
    sentence = f"the good is {last}" if last else f"the good is provided with probability {outcome.provision:.6g}"
    return Contribution(
        parties=parties,
        words=(first, sentence),
        payoffs=tuple(outcome.payoffs.tolist()),
        failure=1.0 - outcome.provision,
        deviation=outcome.deviation,
        method="root of the indifference condition" if mixed else "every set of contributors",
        chances=tuple(chances.tolist()),
        provision=outcome.provision,
        pivotal=tuple(outcome.pivotal.tolist()),
        costs=tuple(outcome.costs.tolist()),
    )

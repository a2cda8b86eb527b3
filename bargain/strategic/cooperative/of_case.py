"""What a coalition of a case's parties is worth: what its members can gain, in all, by what they can settle themselves.

An issue *needs* some parties: those without whose consent it stays as it is. A coalition that holds all that an issue
needs may settle it. With everyone needed everywhere, only all together can gain anything.

- A coalition that can settle every issue signs a whole agreement, and no agreement is what its members forgo. It is
  worth the largest sum of its members' gains over their disagreement.
- Any other coalition settles what it can, the other issues keep their status quo, and the dispute goes on. It is worth
  the largest sum by which that moves its members' payoffs from the status quo.
- Doing nothing is always possible, so nobody is worth less than 0.

Members must not cross their own absolute red lines and pay the price of the others; outsiders' red lines do not bind
them. Sums, and splits of sums, take for granted that members can make up to each other in points. Where payoffs are
bent by a risk attitude that makes no sense, and the case is refused. What outsiders may do against a coalition is left
out: they leave their own issues at the status quo.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import distinct, known, shown
from bargain.game.quantity import Quantity, value_of
from bargain.game.utility import points, settled
from bargain.payoffs.factors import CurveFactor, Factor, TableFactor
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.support import SumSupport


def worth_in_case(game: BargainingGame, needs: Mapping[str, Any] | None) -> Callable[[frozenset[str]], float]:
    """Coalition of parties → points, by the rules above; `needs`: issue → the parties whose consent it needs.

    Issues that `needs` does not name need all parties. Raises GameError for unknown issues and parties, for a party
    with a risk attitude, and where an issue that a coalition leaves alone has no status quo.
    """
    needed = _needed(game, needs or {})
    bent = [party.name for party in game.parties if party.attitude != 0]
    if bent:
        raise GameError(
            f"parties.{bent[0]}: its risk attitude bends its points, so they cannot be made up for by others' points; "
            "set risk_aversion = 0, or call coalition(players=…, worth=…) with worths of your own"
        )

    def worth(coalition: frozenset[str]) -> float:
        own = [issue for issue in game.issue_names if needed[issue] <= coalition]
        if not own:
            return 0.0
        if len(own) == len(game.issue_names):
            before = {party: game.disagreement[party] for party in coalition}
            rest: dict[str, Any] = {}
        else:
            today = _status_quo(game)
            before = points(game, today)
            rest = {issue: today[issue] for issue in game.issue_names if issue not in own}
        return max(_most(game, coalition, rest) - sum(before[party] for party in coalition), 0.0)

    return worth


def _needed(game: BargainingGame, needs: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The parties that each issue needs."""
    if not isinstance(needs, Mapping):
        raise GameError(f'needs: {shown(needs)} is no table; write needs={{"issue": ["Ann", "Bob"]}}')
    found = {issue: frozenset(game.party_names) for issue in game.issue_names}
    for issue, given in needs.items():
        known(issue, game.issue_names, "needs", "issue")
        parties = distinct(given, f"needs.{issue}", "party")
        if not parties:
            raise GameError(f"needs.{issue}: the list is empty; name the parties whose consent the issue needs")
        found[issue] = frozenset(known(party, game.party_names, f"needs.{issue}", "party") for party in parties)
    return found


def _status_quo(game: BargainingGame) -> Mapping[str, Any]:
    """What holds today on every issue."""
    found: dict[str, Any] = {}
    for issue in game.issues:
        held = issue.status_quo
        if held is None:
            raise GameError(
                f"issues.{issue.name}: no status quo, so nobody knows what a coalition that cannot settle it leaves in "
                "place; give the issue one"
            )
        found[issue.name] = value_of(held) if isinstance(held, Quantity) else held
    return settled(game, found, "status_quo")


def _most(game: BargainingGame, coalition: Collection[str], rest: Mapping[str, Any]) -> float:
    """The largest sum of the members' payoffs with the issues in `rest` held; −inf where red lines leave nothing."""
    lifted = [line for line in game.all_red_lines if line.party not in coalition]
    problem = BargainingProblem.from_game(game, lifted=lifted)
    factors = tuple(_held(factor, rest) for factor in problem.factors)
    if any(isinstance(factor, TableFactor) and not len(factor.points) for factor in factors):
        return -np.inf
    members = np.array([float(party in coalition) for party in problem.parties])
    support = SumSupport(replace(problem, factors=factors))
    return float(support.farthest(members)[0] @ members)


def _held(factor: Factor, rest: Mapping[str, Any]) -> Factor:
    """A factor with the issues in `rest` held where they are."""
    if isinstance(factor, CurveFactor):
        if factor.issue.name not in rest:
            return factor
        x = np.array([float(rest[factor.issue.name])])
        return TableFactor((factor.issue.name,), ((str(x[0]),),), np.zeros((1, 1), dtype=np.int64), factor.at(x))
    kept = np.ones(len(factor.points), dtype=bool)
    for column, (issue, outcomes) in enumerate(zip(factor.issues, factor.outcomes, strict=True)):
        if issue in rest:
            kept &= factor.choices[:, column] == outcomes.index(rest[issue])
    return replace(factor, choices=factor.choices[kept], points=factor.points[kept])

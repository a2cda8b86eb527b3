"""The enforcement game of a case: what keeping an agreement, violating it, and fighting bring each party."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.names import known
from bargain.game.utility import settled
from bargain.payoffs.criteria import NashProduct
from bargain.payoffs.problem import BargainingProblem
from bargain.payoffs.rational import rational_region
from bargain.strategic.terms.pie import pie_of
from bargain.tolerances import EQUAL


def points_of(
    game: BargainingGame,
    agreement: Mapping[str, Any] | None,
    violations: Mapping[str, Mapping[str, Any]] | None,
) -> tuple[tuple[str, str], list[float], list[float], list[float]]:
    """Parties, temptation, reward, punishment of a case."""
    pie = pie_of(game)
    names, punishment = pie.parties, pie.disagreement.tolist()
    if agreement is None:
        problem = BargainingProblem.from_game(game, lotteries=True)
        reward = rational_region(problem).maximise(NashProduct(problem.shares)).payoffs.tolist()
    else:
        kept = game.payoffs(settled(game, agreement))
        reward = [kept[name] for name in names]
    temptation = (pie.disagreement + pie.best).tolist()
    for name, taken in (violations or {}).items():
        known(name, names, "violations", "party")
        if agreement is None:
            raise GameError("violations: they change an agreement; name the agreement too")
        temptation[names.index(name)] = game.payoffs(settled(game, {**agreement, **taken}, f"violations.{name}"))[name]
    for name, T, R, P in zip(names, temptation, reward, punishment, strict=True):
        if R <= P + EQUAL:
            raise GameError(
                f"agreement: {name!r} gets {R:.6g} points by it and {P:.6g} without; it must get more, or nothing "
                "makes it keep the peace"
            )
        if T <= R + EQUAL:
            raise GameError(
                f"violations.{name}: it gets {T:.6g} points by violating and {R:.6g} by the agreement; name what "
                "would bring it more, or nothing has to be enforced"
            )
    return names, temptation, reward, punishment

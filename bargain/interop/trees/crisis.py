"""The crisis with one demand out of a list, as a tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.interop.trees.numerals import chances, decimal
from bargain.interop.trees.tree import Chance, End, ExtensiveForm, Move, Node
from bargain.strategic.crises.game import CrisisGame
from bargain.strategic.crises.posing import chances_of, costs_of, posed, utilities_of
from bargain.strategic.private.cost import Atoms
from bargain.strategic.terms.parameters import number
from bargain.strategic.terms.parameters import parties as two_parties

MOST_DEMANDS = 200


def crisis_tree(
    *,
    win_probability: Any,
    costs: Any,
    demands: Any,
    utility: Any = None,
    proposer: str | None = None,
    parties: Any = ("first", "second"),
) -> ExtensiveForm:
    """The tree of a crisis in which the demander names one of `demands`, shares of the pie for itself.

    The other arguments are those of `crisis`. Payoffs are utilities, in the order of the parties. A private cost or
    chance must have separate values; it is drawn first. Raises GameError that names the parameter and what is allowed.

    >>> crisis_tree(win_probability=0.6, costs=(0.15, 0.1), demands=[0.5, 0.7])
    <extensive form 'crisis': players first, second; 4 ends>
    """
    names = two_parties(parties)
    first, second = names
    game = posed(
        (first, second),
        chances_of(win_probability),
        costs_of(costs),
        utilities=utilities_of(utility),
        proposer=proposer,
    )
    if isinstance(demands, str) or not isinstance(demands, Iterable):
        raise GameError(f"demands: {shown(demands)} is not a list; write shares such as [0.5, 0.6, 0.7]")
    shares = [number(x, f"demands[{k}]", low=0, high=1) for k, x in enumerate(demands)]
    if not 1 <= len(shares) <= MOST_DEMANDS or len(set(shares)) < len(shares):
        raise GameError(
            f"demands: {len(shares)} of them, {len(set(shares))} different; give 1 to {MOST_DEMANDS}, all different"
        )
    types = game.types
    if not isinstance(types, Atoms):
        raise GameError("costs: a continuous distribution has no finite tree; give a number, or separate values")
    plays = [_demand(game, theta, shares, names) for theta in types.values]
    root: Node = plays[0]
    if not types.known:
        named = [f"{game.private} {decimal(theta)}" for theta in types.values]
        root = Chance(
            f"{game.parties[1]}'s {game.private}", tuple(zip(named, chances(types.weights), plays, strict=True))
        )
    return ExtensiveForm("crisis", names, root)


def _demand(game: CrisisGame, theta: float, shares: list[float], names: tuple[str, ...]) -> Node:
    demander, responder = (names.index(party) for party in game.parties)
    seen = "" if game.types.known else f", {game.private} {decimal(theta)}"

    def end(name: str, payoffs: tuple[float, float]) -> End:
        told = game.points(payoffs)
        return End(name, told if demander == 0 else told[::-1])

    fought = [float(x) for x in game.war_of(theta)]
    war = end("war", (fought[0], fought[1]))
    replies = []
    for x in shares:
        deal = end(f"{decimal(x)} accepted", (float(game.taken(x)), float(game.left(x))))
        reply = Move(responder, f"demand {decimal(x)}{seen}", (("accept", deal), ("refuse", war)))
        replies.append((f"demand {decimal(x)}", reply))
    return Move(demander, "at first", tuple(replies))

"""The sanctions threat game as a tree. A target whose cost is private is drawn first, and only it sees which it is."""

from __future__ import annotations

from bargain.errors import GameError
from bargain.interop.trees.numerals import chances
from bargain.interop.trees.tree import Chance, End, ExtensiveForm, Move, Node
from bargain.strategic.private.cost import Atoms
from bargain.strategic.sanctions.game import SanctionsGame
from bargain.strategic.sanctions_threat import SanctionsThreat

SENDER, TARGET = 0, 1


def tree_of_sanctions(found: SanctionsThreat) -> ExtensiveForm:
    """The tree; payoffs in points over the status quo, sender first.

    Raises GameError where a cost has a continuous distribution: such a tree has no end of branches.
    """
    game = found.game
    target, sender = game.target_cost, game.sender_cost
    if not isinstance(target, Atoms) or not isinstance(sender, Atoms):
        name = "sender_cost" if isinstance(target, Atoms) else "target_cost"
        raise GameError(f"{name}: a continuous distribution has no finite tree; give a number, or separate values")
    plays = [_threat(game, cost, sender.low, f"cost {cost:g}" if not target.known else "") for cost in target.values]
    root: Node = plays[0]
    if not target.known:
        named = [f"{game.target}: cost {cost:g}" for cost in target.values]
        root = Chance("cost of the target", tuple(zip(named, chances(target.weights), plays, strict=True)))
    return ExtensiveForm(f"sanctions threat of {game.sender} against {game.target}", (game.sender, game.target), root)


def _threat(game: SanctionsGame, target_cost: float, sender_cost: float, seen: str) -> Node:
    s, k, own, its = game.success, game.threat_cost, game.sender_stake, game.target_stake
    last = Move(
        SENDER,
        "the target stands firm",
        (
            ("impose", End("imposition", (s * own - sender_cost - k, -s * its - target_cost))),
            ("back down", End("backing down", (-game.audience_cost - k, 0.0))),
        ),
    )
    reply = Move(
        TARGET,
        f"threatened, {seen}" if seen else "threatened",
        (("comply", End("compliance", (own - k, -its))), ("stand firm", last)),
    )
    return Move(SENDER, "at first", (("no threat", End("no threat", (0.0, 0.0))), ("threaten", reply)))

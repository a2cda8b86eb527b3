"""A game in extensive form, and its text as Gambit's .efg file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bargain.errors import GameError, TooLargeError
from bargain.interop.trees.normal_form import NormalForm
from bargain.interop.trees.numerals import decimal, fraction, quoted

MOST_NODES = 200_000
"""Nodes of a tree at most."""


@dataclass(frozen=True, slots=True)
class End:
    """The game ends: `name` says how, `payoffs` what each player gets, from the start."""

    name: str
    payoffs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """Nature moves: `branches` are (what happens, with what chance, what follows); chances sum to 1."""

    name: str
    branches: tuple[tuple[str, Fraction, Node], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """`player` (its place, from 0) moves, knowing no more than `known`: nodes with the same player and `known` are one
    information set. `branches` are (action, what follows)."""

    player: int
    known: str
    branches: tuple[tuple[str, Node], ...]


Node = End | Chance | Move


def following(node: Chance | Move) -> list[Node]:
    """The nodes that follow a node, in the order of its branches."""
    if isinstance(node, Chance):
        return [then for _, _, then in node.branches]
    return [then for _, then in node.branches]


@dataclass(frozen=True, repr=False)
class ExtensiveForm:
    """A game as a tree: `players`, and the `root` node."""

    title: str
    players: tuple[str, ...]
    root: Node

    def nodes(self) -> Iterator[Node]:
        """All nodes, each before those that follow it, in the order of the branches.

        Raises TooLargeError beyond 200,000.
        """
        waiting, count = [self.root], 0
        while waiting:
            node = waiting.pop()
            count += 1
            if count > MOST_NODES:
                raise TooLargeError(f"the tree has more than {MOST_NODES:,} nodes; give a shorter game")
            yield node
            if not isinstance(node, End):
                waiting += following(node)[::-1]

    def __repr__(self) -> str:
        ends = sum(isinstance(node, End) for node in self.nodes())
        return f"<extensive form {self.title!r}: players {', '.join(self.players)}; {ends} ends>"

    def to_efg(self) -> str:
        """The text of a .efg file: exact decimals for payoffs, fractions for chances."""
        names = " ".join(map(quoted, self.players))
        lines = [f"EFG 2 R {quoted(self.title)} {{ {names} }}", '""', ""]
        sets: dict[tuple[int, str], tuple[int, tuple[str, ...]]] = {}
        own = [0] * len(self.players)
        chances = outcomes = 0
        for node in self.nodes():
            if isinstance(node, End):
                outcomes += 1
                payoffs = ", ".join(map(decimal, node.payoffs))
                lines.append(f't "" {outcomes} {quoted(node.name)} {{ {payoffs} }}')
            elif isinstance(node, Chance):
                chances += 1
                branches = " ".join(f"{quoted(what)} {fraction(p)}" for what, p, _ in node.branches)
                lines.append(f'c "" {chances} {quoted(f"{node.name} {chances}")} {{ {branches} }} 0')
            else:
                actions = tuple(action for action, _ in node.branches)
                place = (node.player, node.known)
                if place not in sets:
                    own[node.player] += 1
                    sets[place] = own[node.player], actions
                number, same = sets[place]
                if same != actions:
                    raise GameError(
                        f"{node.known}: actions {actions} and {same} in one information set; give it the same"
                    )
                listed = " ".join(map(quoted, actions))
                lines.append(f'p "" {node.player + 1} {number} {quoted(node.known)} {{ {listed} }} 0')
        return "\n".join(lines) + "\n"


def at_one_time(form: NormalForm) -> ExtensiveForm:
    """A normal form as a tree: the players move one after the other, and none sees what those before it did."""
    table = form.array
    if table[0].size > MOST_NODES:
        raise TooLargeError(f"the tree has more than {MOST_NODES:,} nodes; give a smaller game")

    def node(chosen: tuple[int, ...]) -> Node:
        if len(chosen) == len(form.players):
            named = ", ".join(own[k] for own, k in zip(form.strategies, chosen, strict=True))
            return End(named, tuple(float(one[chosen]) for one in table))
        own = form.strategies[len(chosen)]
        return Move(len(chosen), "at once", tuple((name, node((*chosen, k))) for k, name in enumerate(own)))

    return ExtensiveForm(form.title, form.players, node(()))

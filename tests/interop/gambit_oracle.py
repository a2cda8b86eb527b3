"""Gambit's files read plainly, apart from the package: a table of payoffs, and a tree with backward induction."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]|[^\s{},"]+')


def tokens(text):
    """All tokens; texts keep their quotes."""
    return TOKEN.findall(text)


def table(text):
    """{strategies' places: payoffs} of a .nfg file with a list of payoffs: the first player's strategy runs fastest."""
    words = tokens(text)
    assert words[:3] == ["NFG", "1", "R"]
    k = words.index("{") + 1
    players = words[k : words.index("}", k)]
    k = words.index("}", k) + 2
    sizes = []
    while words[k] == "{":
        end = words.index("}", k)
        sizes.append(end - k - 1)
        k = end + 1
    k += 1 + (words[k + 1].startswith('"'))
    numbers = [Fraction(w) for w in words[k:]]
    n = len(players)
    found = {}
    for place, back in enumerate(product(*(range(s) for s in reversed(sizes)))):
        found[tuple(reversed(back))] = tuple(numbers[place * n : place * n + n])
    assert len(numbers) == n * len(found)
    return sizes, found


def tree(text):
    """The tree of a .efg file: ("t", payoffs), ("c", [(chance, node)]), ("p", player, information set, [(action, node)])."""
    lines = [line for line in text.split("\n")[2:] if line.strip()]
    assert text.startswith("EFG 2 R ")
    rows = iter(lines)

    def node():
        words = tokens(next(rows))
        inside = words[words.index("{") + 1 : words.index("}")]
        if words[0] == "t":
            return "t", tuple(Fraction(w) for w in inside)
        if words[0] == "c":
            chances = [Fraction(p) for p in inside[1::2]]
            assert sum(chances) == 1
            return "c", [(p, node()) for p in chances]
        return "p", int(words[2]), int(words[3]), [(action, node()) for action in inside]

    root = node()
    assert next(rows, None) is None
    return root


def information_sets(root):
    """(player, information set) → the actions at each of its nodes."""
    found = {}
    waiting = [root]
    while waiting:
        at = waiting.pop()
        if at[0] == "c":
            waiting += [below for _, below in at[1]]
        elif at[0] == "p":
            found.setdefault((at[1], at[2]), []).append([action for action, _ in at[3]])
            waiting += [below for _, below in at[3]]
    return found


def played(root, choose):
    """Expected payoffs when `choose(player, information set, actions)` gives the chance of each action."""
    if root[0] == "t":
        return root[1]
    if root[0] == "c":
        parts = [(p, played(below, choose)) for p, below in root[1]]
    else:
        chances = choose(root[1], root[2], [action.strip('"') for action, _ in root[3]])
        parts = [(p, played(below, choose)) for p, (_, below) in zip(chances, root[3], strict=True) if p]
    return tuple(sum(p * payoffs[k] for p, payoffs in parts) for k in range(len(parts[0][1])))


def backward(root):
    """Payoffs of the subgame perfect equilibrium of a tree without two nodes in one information set."""
    if root[0] == "t":
        return root[1]
    if root[0] == "c":
        parts = [(p, backward(below)) for p, below in root[1]]
        return tuple(sum(p * payoffs[k] for p, payoffs in parts) for k in range(len(parts[0][1])))
    return max((backward(below) for _, below in root[3]), key=lambda payoffs: payoffs[root[1] - 1])

"""Gambit's .nfg files: text to normal form and back; the list of payoffs, and the list of outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import LARGEST
from bargain.interop.trees.normal_form import MOST_CELLS, NormalForm
from bargain.interop.trees.numerals import decimal, quoted

_TOKEN = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([{}])|,|([^\s{},"]+))', re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")

Token = tuple[str, str]
"""What it is (text, brace or word) and how it stands."""


class _Tokens:
    """The tokens of a file, one after the other."""

    def __init__(self, text: str) -> None:
        self._tokens = self._of(text)
        self.next = next(self._tokens, None)

    def _of(self, text: str) -> Iterator[Token]:
        place, end = 0, len(text.rstrip())
        while place < end:
            match = _TOKEN.match(text, place)
            if match is None:
                line = text.count("\n", 0, place) + 1
                raise GameError(f"line {line}: a quote is not closed; close it")
            place = match.end()
            if match[1] is not None:
                yield "text", re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL)
            elif match[2] is not None:
                yield "brace", match[2]
            elif match[3] is not None:
                yield "word", match[3]

    def take(self) -> Token | None:
        """The next token, and on."""
        found, self.next = self.next, next(self._tokens, None)
        return found

    def expect(self, what: str, value: str | None = None) -> str:
        """The value of the next token, which must be of that kind."""
        found = self.take()
        if found is None or found[0] != what or (value is not None and found[1] != value):
            seen = "the end of the file" if found is None else shown(found[1])
            raise GameError(f"{seen} stands where {value or ('a ' + what)} belongs; see Gambit's .nfg format")
        return found[1]

    @property
    def kind(self) -> str:
        """What the next token is; "" at the end."""
        return "" if self.next is None else self.next[0]

    def at(self, value: str) -> bool:
        """Whether that brace is next."""
        return self.next == ("brace", value)


def form_of(text: str) -> tuple[NormalForm, list[str]]:
    """The normal form in the text of a .nfg file, and notes. Raises GameError for anything else."""
    tokens = _Tokens(text)
    if tokens.next != ("word", "NFG"):
        raise GameError("does not begin with NFG; name a normal form of Gambit (.nfg)")
    tokens.take()
    version, kind = tokens.expect("word"), tokens.expect("word")
    if version != "1" or kind not in ("R", "D"):
        raise GameError(f"begins with NFG {version} {kind}; only NFG 1 R and NFG 1 D are known")
    title = tokens.expect("text")
    players = _names(tokens)
    strategies = _strategies(tokens, len(players))
    if tokens.kind == "text":
        tokens.take()  # a comment
    notes: list[str] = []
    if len(strategies) != len(players) or not players:
        raise GameError(f"{len(strategies)} lists of strategies for {len(players)} players; give one for each")
    count = prod(map(len, strategies))
    if count * len(players) > MOST_CELLS:
        raise GameError(f"has {count:,} combinations of strategies; at most {MOST_CELLS:,} payoffs are read")
    rows = (
        _outcomes(tokens, count, len(players), notes)
        if tokens.at("{")
        else _payoffs(tokens, count, len(players), notes)
    )
    if tokens.kind:
        raise GameError(f"{shown(tokens.expect(tokens.kind))} stands after the last payoff; take it out")
    named = tuple(_distinct(own, notes) for own in strategies)
    return NormalForm(title.strip() or "game", tuple(_distinct(players, notes)), named, tuple(rows)), sorted(set(notes))


def _names(tokens: _Tokens) -> list[str]:
    tokens.expect("brace", "{")
    found = []
    while not tokens.at("}"):
        found.append(tokens.expect("text"))
    tokens.take()
    return found


def _strategies(tokens: _Tokens, players: int) -> list[tuple[str, ...]]:
    """Names of every player's strategies; where a file only counts them, "1", "2" and so on."""
    tokens.expect("brace", "{")
    found: list[tuple[str, ...]] = []
    while not tokens.at("}"):
        if tokens.at("{"):
            found.append(tuple(_names(tokens)))
        else:
            given = tokens.expect("word")
            if not given.isdecimal() or not 1 <= len(given) <= 6 or len(found) >= players:
                raise GameError(f"{shown(given)} is no number of strategies; write a whole number such as 3")
            found.append(tuple(str(k + 1) for k in range(int(given))))
    tokens.take()
    return found


def _number(tokens: _Tokens, notes: list[str]) -> float:
    word = tokens.expect("word")
    above, slash, below = word.partition("/")
    if not _NUMBER.fullmatch(above) or (slash and not _NUMBER.fullmatch(below)):
        raise GameError(f"{shown(word)} is no payoff; write a number such as 3, 0.5 or 1/3")
    if len(word) > 800:
        raise GameError(f"{shown(word)} has too many digits; round it")
    if slash and not Fraction(below):
        raise GameError(f"{shown(word)} divides by 0; write a number")
    exact = Fraction(above) / Fraction(below or 1)
    if abs(exact) > LARGEST:
        raise GameError(f"{shown(word)} is too large; write payoffs of at most {LARGEST:g}")
    if slash and Fraction(float(exact)) != exact and Fraction(repr(float(exact))) != exact:
        notes.append("fractions are read as the nearest floating-point numbers")
    return float(exact)


def _payoffs(tokens: _Tokens, count: int, players: int, notes: list[str]) -> list[tuple[float, ...]]:
    return [tuple(_number(tokens, notes) for _ in range(players)) for _ in range(count)]


def _outcomes(tokens: _Tokens, count: int, players: int, notes: list[str]) -> list[tuple[float, ...]]:
    """Outcomes in braces, then the number of one for each combination; 0 is an outcome without payoffs."""
    tokens.expect("brace", "{")
    found = [(0.0,) * players]
    named = False
    while not tokens.at("}"):
        tokens.expect("brace", "{")
        named = bool(tokens.expect("text").strip()) or named
        found.append(tuple(_number(tokens, notes) for _ in range(players)))
        tokens.expect("brace", "}")
    tokens.take()
    if named:
        notes.append("the outcomes' names are not kept")
    rows = []
    for _ in range(count):
        word = tokens.expect("word")
        if not word.isdecimal() or len(word) > 9 or int(word) >= len(found):
            raise GameError(f"no outcome {shown(word)}; the file lists {len(found) - 1}")
        rows.append(found[int(word)])
    return rows


def _distinct(names: list[str] | tuple[str, ...], notes: list[str]) -> tuple[str, ...]:
    """Names that can be told apart: an empty one, or one that stands twice, becomes its number."""
    odd = any(not name.strip() or names.count(name) > 1 for name in names)
    if odd:
        notes.append("players or strategies without a name of their own are called by their numbers")
    return tuple(str(k + 1) for k in range(len(names))) if odd else tuple(names)


def text_of(form: NormalForm) -> str:
    """The text of a .nfg file: the list of payoffs, in exact decimals."""
    players = " ".join(map(quoted, form.players))
    lines = [f"NFG 1 R {quoted(form.title)} {{ {players} }}", ""]
    own = ["{ " + " ".join(map(quoted, names)) + " }" for names in form.strategies]
    lines += ["{ " + own[0], *own[1:-1], own[-1] + " }"] if len(own) > 1 else ["{ " + own[0] + " }"]
    rows = [" ".join(map(decimal, row)) for row in form.payoffs]
    return "\n".join([*lines, '""', "", *rows]) + "\n"

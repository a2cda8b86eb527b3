"""Numbers and texts as Gambit's files have them: exact decimals and fractions, texts in quotes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from bargain.errors import ScenarioError
from bargain.game.names import shown


def decimal(x: float) -> str:
    """A float as the shortest decimal that is read back as the same float, written out.

    >>> decimal(0.1), decimal(3.0), decimal(1e-7), decimal(-0.0)
    ('0.1', '3', '0.0000001', '0')
    """
    found = format(Decimal(repr(x + 0.0)), "f")
    return found.rstrip("0").rstrip(".") if "." in found else found


def fraction(x: Fraction) -> str:
    """A chance as a fraction, or a whole number."""
    return str(x)


def chances(given: tuple[float, ...]) -> tuple[Fraction, ...]:
    """Chances as the fractions that their decimals are; the largest makes up what rounding left, so that they sum to 1.

    >>> [str(p) for p in chances((0.3, 0.7))], [str(sum(chances((1 / 3, 1 / 3, 1 / 3))))]
    (['3/10', '7/10'], ['1'])
    """
    exact = [Fraction(Decimal(repr(float(p)))) for p in given]
    most = max(range(len(exact)), key=exact.__getitem__)
    exact[most] += 1 - sum(exact)
    return tuple(exact)


def quoted(text: str) -> str:
    r"""A text in quotes. Raises ScenarioError for a line break, which no Gambit file has in a name.

    >>> quoted('say "no"')
    '"say \\"no\\""'
    """
    if any(ord(c) < 32 for c in text):
        raise ScenarioError(f"{shown(text)} has a line break or control character; Gambit's files have none in a name")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

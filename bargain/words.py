"""Numbers, outcomes and agreements in words, the same on the command line, in tables, pictures and pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bargain.game.bargaining_game import BargainingGame

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of text: a name with one of them could hide what follows it."""


def printable(text: str) -> str:
    r"""`text` with control characters written out: a name of a case file cannot steer what shows it.

    >>> printable("A\x1b[31m\nB"), printable("Müller")
    ('A\\x1b[31m\\nB', 'Müller')
    """
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in TURNS else c
        for c in text
    )


def number(x: float) -> str:
    """A number for reading: up to four decimals, more where it is small.

    >>> number(300.0), number(3.25), number(1234567.5), number(0.00012345), number(0.0)
    ('300', '3.25', '1234567.5', '0.0001234', '0')
    """
    if x != 0 and (abs(x) < 0.1 or abs(x) >= 1e15):
        return f"{x:.4g}"
    return f"{x:.4f}".rstrip("0").rstrip(".")


def points(x: float, *, sign: bool = False) -> str:
    """Points with two decimals; never "-0.00".

    >>> points(61.298), points(-1e-12), points(5, sign=True)
    ('61.30', '0.00', '+5.00')
    """
    rounded = round(x, 2) + 0.0
    return f"{rounded:+.2f}" if sign and rounded else f"{rounded:.2f}"


def concept_words(concept: str) -> str:
    """A concept's name as it is read.

    >>> concept_words("kalai_smorodinsky")
    'kalai smorodinsky'
    """
    return concept.replace("_", " ")


def outcome(game: BargainingGame, issue: str, settled: Any) -> str:
    """An outcome in words: a text as it stands, a number with the unit of its range."""
    if isinstance(settled, str):
        return settled
    unit = getattr(game.issue(issue), "unit", "")
    return f"{number(settled)} {unit}".rstrip()


def agreement(game: BargainingGame, settled: Mapping[str, Any]) -> str:
    """An agreement on one line."""
    return "; ".join(f"{issue}: {outcome(game, issue, settled[issue])}" for issue in settled)

"""Functions over a range as straight lines: exact where they are made of lines, and measured where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from bargain.errors import GameError
from bargain.interop.additive import Bends, Outline

PIECES = 256
"""Straight pieces for a curve."""

JUMP = 1e-9
"""Most by which a function made of lines may leave them: more is a jump."""

STEEP = 1e-9
"""Share of a range within which lines may be so steep that their middle is lost in rounding."""


def straight(function: Callable[[float], float], corners: Iterable[float], outline: Outline, where: str) -> Bends:
    """A function that runs straight between its `corners`, over the range of `outline`.

    Raises GameError where it jumps.
    """
    at = (outline.low, *sorted({x for x in corners if outline.low < x < outline.high}), outline.high)
    values = tuple(map(function, at))
    for (a, b), (one, other) in zip(pairwise(at), pairwise(values), strict=True):
        wide = b - a > STEEP * (outline.high - outline.low)
        if wide and abs(function((a + b) / 2) - (one + other) / 2) > JUMP * max(1.0, abs(one), abs(other)):
            raise GameError(f"{where}: jumps between {a:g} and {b:g}; let it rise or fall steadily")
    return Bends(at, values)


def pieces(function: Callable[[float], float], corners: Iterable[float], outline: Outline) -> tuple[Bends, float]:
    """A curve as straight pieces, and the most by which it leaves them in their middles."""
    width = (outline.high - outline.low) / PIECES
    inner = {outline.low + width * k for k in range(1, PIECES)} | set(corners)
    at = (outline.low, *sorted(x for x in inner if outline.low < x < outline.high), outline.high)
    values = tuple(map(function, at))
    off = [abs(function((a + b) / 2) - (function(a) + function(b)) / 2) for a, b in pairwise(at)]
    return Bends(at, values), max(off)

"""Numbers of files: read strictly, and moved between a scale of 0 to 1 and points without an error to be seen."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from bargain.errors import GameError
from bargain.game.names import shown
from bargain.game.quantity import LARGEST

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")

CLOSE = 1e-11
"""Utilities on a scale of 0 to 1 that are closer than this are equal: a thousandth of a millionth of a point."""


def points(utility: float) -> float:
    """A utility as points: the shortest decimal, its point moved by two digits.

    >>> points(0.55), 0.55 * 100
    (55.0, 55.00000000000001)
    """
    return float(Decimal(repr(utility)).scaleb(2))


def utility(given: float) -> float:
    """Points as a utility; `points` takes it back.

    >>> utility(7.0), points(utility(7.0)), utility(-0.0)
    (0.07, 7.0, 0.0)
    """
    return float(Decimal(repr(given)).scaleb(-2)) + 0.0


def number(given: Any, where: str) -> float:
    """`given`, a number or the text of one, as a float. Raises GameError that begins with `where`.

    >>> number(" 1.0E-4 ", "weight")
    0.0001
    >>> number("1,5", "weight")
    Traceback (most recent call last):
    bargain.errors.GameError: weight: '1,5' is not a number; write a number such as 30 or 0.5
    """
    if isinstance(given, str) and len(given) < 400 and _NUMBER.fullmatch(given.strip()):
        given = float(given.strip())
    if not isinstance(given, (int, float)) or isinstance(given, bool):
        raise GameError(f"{where}: {shown(given)} is not a number; write a number such as 30 or 0.5")
    if not abs(given) <= LARGEST:
        raise GameError(f"{where}: {shown(given)} is not a number of at most {LARGEST:g}; write one such as 30 or 0.5")
    return float(given)


def whole(given: Any, where: str) -> int:
    """`given` as a whole number. Raises GameError that begins with `where`."""
    found = number(given, where)
    if found != int(found):
        raise GameError(f"{where}: {shown(given)} is not a whole number; write one such as 3")
    return int(found)


def clipped(value: float) -> float:
    """`value` on 0 … 1 where rounding alone is between."""
    return min(1.0, max(0.0, value)) if -CLOSE <= value <= 1.0 + CLOSE else value


def as_number(text: str) -> int | float | None:
    """The number that `text` is the usual writing of; None when it is none.

    >>> as_number("7"), as_number("2.5"), as_number("07"), as_number("1e3")
    (7, 2.5, None, None)
    """
    if len(text) > 15 or not _NUMBER.fullmatch(text):
        return None
    found = float(text)
    if not math.isfinite(found):
        return None
    if str(int(found)) == text:
        return int(found)
    return found if repr(found) == text else None

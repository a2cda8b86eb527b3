"""The door for the plain parameters of strategic games: each refused by its name, its value and what is allowed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from bargain.errors import GameError
from bargain.game.names import distinct, shown
from bargain.game.quantity import quantity, value_of


def number(given: Any, where: str, *, low: float = -math.inf, high: float = math.inf, strict: bool = False) -> float:
    """`given` as a float between `low` and `high` (`strict`: above `low`). It may carry evidence (Quantity).

    >>> number(1.2, "win_probability", low=0, high=1)
    Traceback (most recent call last):
    bargain.errors.GameError: win_probability: 1.2 is out of range; it must lie between 0 and 1
    """
    return value_of(quantity(given, where, low=low, high=high, strict=strict))


def entries(given: Any, where: str, count: int | None = None, write: str = "(0.9, 0.8)") -> tuple[Any, ...]:
    """`given` as a tuple, of `count` entries where that is given, each still to be checked.

    >>> entries(0.9, "discount", 2)
    Traceback (most recent call last):
    bargain.errors.GameError: discount: 0.9 is not a list of 2; write discount=(0.9, 0.8)
    """
    listed: Any = given.tolist() if hasattr(given, "tolist") else given
    wanted = "" if count is None else f" of {count}"
    if isinstance(listed, (str, Mapping)) or not hasattr(listed, "__iter__"):
        raise GameError(f"{where}: {shown(given)} is not a list{wanted}; write {where}={write}")
    found = tuple(listed)
    if count is not None and len(found) != count:
        raise GameError(f"{where}: {len(found)} entries; it must have {count}, such as {where}={write}")
    return found


def numbers(
    given: Any,
    where: str,
    count: int | None = None,
    *,
    low: float = -math.inf,
    high: float = math.inf,
    strict: bool = False,
    write: str = "(0.9, 0.8)",
) -> tuple[float, ...]:
    """`given` as a tuple of floats, each checked as `number` does; `write` shows how it is given."""
    rows = enumerate(entries(given, where, count, write))
    return tuple(number(x, f"{where}[{i}]", low=low, high=high, strict=strict) for i, x in rows)


def parties(given: Any, count: int = 2) -> tuple[str, ...]:
    """Names of `count` parties, all different."""
    return distinct(entries(given, "parties", count, '("Ann", "Bob")'), "parties", "party")
